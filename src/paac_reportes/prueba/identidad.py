"""Un archivo junto al que se hace de nuevo con los mismos datos: el mismo, o en qué difiere.

La prueba es de bytes; de un Word o un libro, de los de cada parte, que otra zlib comprime distinto.
Del Word o el libro que no es idéntico se compara lo que dice; cómo se ve no se mira.
"""

from collections.abc import Iterator
from itertools import islice

from paac_reportes.cotejo.cambios import cotejar
from paac_reportes.errores import ErrorDeEntrada
from paac_reportes.formatos.definicion.esquema import Esquema, esquema_dicho
from paac_reportes.lectura.escondido import con_las_marcas_de
from paac_reportes.opc.clases import es_comprimido, que_es
from paac_reportes.opc.lectura import ver_bytes
from paac_reportes.opc.paquete import ESQUEMA, Comprimido, Partes, propiedades
from paac_reportes.opc.visto import DocumentoVisto
from paac_reportes.prueba.certificado import IGUAL, Diferencia, Juicio, sin_comparar
from paac_reportes.sistema import IlegibleError

_DISTINTAS = 10_000
"""Las diferencias que se dicen una por una; de las demás, cuántas son."""
_SE_COMPARAN = frozenset({"docx", "xlsx"})
"""De los demás tipos sólo prueban los bytes."""
_DE_IMAGENES = "imagen_sin_leer"
"""El aviso de lo que no se compara: cada programa ancla las suyas donde quiere."""
_FIN_DEL_ZIP = b"PK\x05\x06"
_LARGO_DEL_FIN = 22
"""Bytes del registro con que un ZIP termina, si no lleva comentario."""


def juzgar(tipo: str, debido: bytes, traido: bytes) -> Juicio:
    """Juicio de ``traido`` junto a ``debido``, que es el que debía ser."""
    if traido == debido:
        return IGUAL
    if tipo == "pdf" and traido.startswith(debido):
        return Juicio(None, agregado=True)
    if tipo not in _SE_COMPARAN:
        return sin_comparar(f"de un .{tipo} sólo prueban sus bytes")
    try:
        return _juicio_por_partes(debido, traido)
    except IlegibleError as error:
        return sin_comparar(str(error))
    except ErrorDeEntrada as error:
        return sin_comparar(error.fallas[0].mensaje)


def _juicio_por_partes(debido: bytes, traido: bytes) -> Juicio:
    """El juicio de un Word o un libro: por sus partes o, si son otras, por lo que se ve."""
    if not es_comprimido(traido):
        raise IlegibleError("archivo_danado", que_es(traido, ""))
    esperado, encontrado = Comprimido(debido), Comprimido(traido)
    if esperado.es_como(encontrado) and _termina_con_sus_partes(traido):
        return IGUAL
    if motivo := _motivo_de_otra_forma(_esquema_de(esperado), _esquema_de(encontrado)):
        return sin_comparar(motivo)
    emitido, recibido = (ver_bytes(c, "", con_paginas=False) for c in (debido, traido))
    diferencias = _diferencias(emitido, recibido)
    distintas = tuple(islice(diferencias, _DISTINTAS))
    restantes = sum(1 for _ in diferencias)
    return Juicio(distintas, (f"y otras {restantes} diferencias",) if restantes else ())


def _diferencias(emitido: DocumentoVisto, recibido: DocumentoVisto) -> Iterator[Diferencia]:
    """Las diferencias del que volvió, y lo que trae y no se ve en sus páginas."""
    for cambio in cotejar(emitido, con_las_marcas_de(emitido, recibido)):
        yield Diferencia(cambio.lugar, cambio.clase, cambio.antes, cambio.ahora)
    for aviso in recibido.avisos:
        if aviso.codigo != _DE_IMAGENES and aviso not in emitido.avisos:
            yield Diferencia(aviso.ruta or "archivo", "agregada", None, aviso.mensaje)


def _termina_con_sus_partes(contenido: bytes) -> bool:
    """Si tras las partes del ZIP no sigue nada."""
    return contenido[-_LARGO_DEL_FIN:].startswith(_FIN_DEL_ZIP)


def _esquema_de(comprimido: Comprimido) -> Esquema | None:
    """El esquema que un archivo dice en sus propiedades: su formato y su versión."""
    return esquema_dicho(propiedades(Partes(comprimido)).get(ESQUEMA, ""))


def _motivo_de_otra_forma(esperado: Esquema | None, encontrado: Esquema | None) -> str:
    """El motivo de no comparar: son de formatos o versiones distintas; vacío si no."""
    if esperado is None or encontrado is None:
        return ""
    formas = [f"{esquema.formato}, versión {esquema.version}" for esquema in (encontrado, esperado)]
    return "" if formas[0] == formas[1] else f"dice ser de {formas[0]}, y se pidió {formas[1]}"
