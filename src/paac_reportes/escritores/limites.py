"""Los límites de la lectura que pasa lo recién escrito.

Escribir no tiene los de la lectura: del reporte que los pasa va un aviso. Un archivo de datos (un
``.json``, el libro de un plan, el que llena una oficina) se escribe para leerse, y el que los pasa
es una falla. Se cuenta como lo contará quien lea: las etiquetas, mientras se comprimen; lo demás
se sabe o tiene una cota, y sólo donde ella pasa del límite se extiende lo escrito para contarlo.
"""

import io
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import IO

from paac_reportes.errores import Aviso, ErrorDeEntrada, Falla
from paac_reportes.escritores.escritura import Escritura
from paac_reportes.escritores.paquete import ParteEnCurso
from paac_reportes.opc.presupuesto import LIMITES
from paac_reportes.sistema import MAXIMO, MEGAS

_CUERPOS = ("word/document", "xl/worksheets/sheet")
"""Comienzos del nombre de un cuerpo; el de un Word ajeno puede ser ``document2.xml``."""

_SE_CUENTAN: Mapping[str, tuple[int, tuple[bytes, ...]]] = {
    "tablas": (300, (b"</w:tbl>",)),
    "celdas_de_word": (20, (b"</w:tr>", b"</w:tc>")),
    "celdas": (28, (b"</v>",)),
}
"""Lo menos que ocupa cada uno en el XML, y con qué termina."""

_PARTIRLO = "pártalo, con una oficina o un componente por archivo"


def revisar_lo_escrito(
    flujo: IO[bytes],
    partes: Mapping[str, ParteEnCurso],
    escritura: Escritura,
    cuentas_exactas: Mapping[str, int],
    cotas: Mapping[str, int] = MappingProxyType({}),
) -> None:
    """Agrega a ``escritura.avisos`` uno con los límites que un Word o un libro pasa.

    De uno de datos, ``ErrorDeEntrada`` con una falla por límite. ``partes``: las del paquete que va
    en ``flujo``. ``cuentas_exactas``: las que quien escribió ya sabe, ``{"letras": 5210}``;
    ``cotas``: a lo que otras llegan a lo más, ``{"tablas": 80}``.
    """
    motivos = [
        LIMITES[clave].motivo_de_exceso(cuenta)
        for clave, cuenta in _cuentas(flujo, partes, cuentas_exactas, cotas)
        if cuenta > LIMITES[clave].tope
    ]
    if motivos and escritura.de_datos:
        raise ErrorDeEntrada(map(_falla, motivos))
    if motivos:
        escritura.avisos.append(_aviso("; ".join(motivos)))


def comprobar_que_cabe_lo_de_texto(contenido: bytes, tipo: str) -> bytes:
    """Contenido de un ``.json`` o ``.yaml``; ``ErrorDeEntrada`` si pesa más que lo que se lee."""
    if motivo := _por_que_no_se_lee(contenido, tipo):
        raise ErrorDeEntrada(_falla(motivo))
    return contenido


def avisar_del_que_no_se_lee(parte: str, contenido: bytes, avisos: list[Aviso]) -> None:
    """Agrega a ``avisos`` el de un ``.json`` de un paquete, si pesa más de lo que se lee."""
    if motivo := _por_que_no_se_lee(contenido, ".json"):
        avisos.append(Aviso("no_se_lee_de_vuelta", "", f"no se podrá leer su {parte}: {motivo}"))


def avisar_de_lo_que_pesa(flujo: IO[bytes], escritura: Escritura) -> None:
    """Agrega a ``escritura.avisos`` el de un archivo que pesa más de lo que se lee."""
    if flujo.tell() > LIMITES["peso"].tope:
        escritura.avisos.append(_aviso(LIMITES["peso"].motivo_de_exceso(flujo.tell())))


_LETRAS_DE_UNA_CELDA = 131_072
"""Letras que el módulo ``csv`` admite, si el programa no le dice otras."""


def avisar_de_la_celda(letras: int, escritura: Escritura) -> None:
    """Agrega a ``escritura.avisos`` el de un CSV cuya celda más larga no lee el módulo ``csv``.

    ``letras``: las de esa celda.
    """
    if letras > _LETRAS_DE_UNA_CELDA:
        escritura.avisos.append(
            _aviso("una celda pasa de 131.072 letras, las que se leen de un CSV")
        )


def _falla(motivo: str) -> Falla:
    return Falla("limite_excedido", "", f"no se podría volver a leer: {motivo}; {_PARTIRLO}")


def _aviso(motivo: str) -> Aviso:
    return Aviso("no_se_lee_de_vuelta", "", f"no se podrá volver a leer: {motivo}")


def _por_que_no_se_lee(contenido: bytes, tipo: str) -> str:
    """Frase con a cuánto llega un texto y hasta cuánto se lee; vacía si se lee."""
    if len(contenido) <= MAXIMO:
        return ""
    return f"llega a {-(-len(contenido) // 10**6)} MB de {tipo} y se leen hasta {MEGAS}"


def _cuentas(
    flujo: IO[bytes],
    partes: Mapping[str, ParteEnCurso],
    cuentas_exactas: Mapping[str, int],
    cotas: Mapping[str, int],
) -> Iterator[tuple[str, int]]:
    """Cuenta de cada límite de lectura que el archivo podría pasar: ``("hojas", 3)``.

    ``cuentas_exactas``: las que ya se hicieron; ``cotas``: a lo que otras llegan a lo más.
    """
    cuerpos = {nombre: parte for nombre, parte in partes.items() if nombre.startswith(_CUERPOS)}
    es_libro = any(nombre.startswith("xl/") for nombre in cuerpos)
    yield "peso", flujo.tell()
    yield from cuentas_exactas.items()
    yield "partes", len(partes)
    yield "extendido", sum(parte.largo for parte in partes.values())
    yield "etiquetas", sum(parte.etiquetas for parte in partes.values())
    yield "nodos", max((p.etiquetas + p.atributos for p in cuerpos.values()), default=0)
    letras = sum(parte.largo for parte in cuerpos.values())
    # El cuerpo se lee entero; una hoja, a medida que llega.
    yield ("hojas", len(cuerpos)) if es_libro else ("parte", letras)
    for clave in ("celdas",) if es_libro else ("tablas", "celdas_de_word"):
        largo_minimo, finales = _SE_CUENTAN[clave]
        cota = min(letras // largo_minimo, cotas.get(clave, letras))
        if letras <= LIMITES["extendido"].tope and _podria_pasar(clave, cota):
            yield clave, _veces(flujo, cuerpos, finales)


def _podria_pasar(clave: str, cota: int) -> bool:
    """Si lo que llega, a lo más, a ``cota`` podría pasar su límite."""
    return cota > LIMITES[clave].tope


_BYTES_POR_LECTURA = 2**20
"""Bytes que se leen de una vez."""


def _veces(flujo: IO[bytes], partes: Iterable[str], textos: tuple[bytes, ...]) -> int:
    """Cuántas veces están esos textos, de un mismo largo, en unas partes del paquete ya escrito."""
    veces = 0
    with zipfile.ZipFile(flujo) as archivo:
        for parte in partes:
            cola = b""
            with archivo.open(parte) as abierta:
                while leido := abierta.read(_BYTES_POR_LECTURA):
                    pedazo = cola + leido
                    veces += sum(map(pedazo.count, textos))
                    cola = pedazo[1 - len(textos[0]) :]  # donde puede empezar uno que sigue
    flujo.seek(0, io.SEEK_END)  # donde quedó al escribirlo
    return veces
