"""Lo que un formato promete y hay que comprobar: datos que existen, tablas y medidas sanas."""

from collections.abc import Iterator

from paac_reportes.errores import ErrorDeEntrada, ErrorPaac, Falla
from paac_reportes.estructura import mostrar
from paac_reportes.formatos.definicion.bloques import (
    BloqueDatos,
    BloqueImagen,
    BloqueSeccion,
)
from paac_reportes.formatos.definicion.formato import Formato
from paac_reportes.formatos.definicion.pagina import PaginaDeFormato
from paac_reportes.formatos.definicion.papeles import (
    bloques_de_pagina,
    pagina_de,
    pagina_de_seccion,
    rejilla_de,
)
from paac_reportes.formatos.revision.anchos import fallas_de_anchos
from paac_reportes.formatos.revision.tablas import fallas_de_tablas
from paac_reportes.formatos.revision.textos import fallas_de_alcance, fallas_de_textos
from paac_reportes.maqueta.estilos import estilos_base
from paac_reportes.maqueta.medida.medidas import Pt
from paac_reportes.normativa.escalas import buscar_escala

_UTIL_MINIMO = 50
"""Milímetros que los márgenes deben dejar libres a lo ancho y a lo alto."""


def fallas_de(formato: Formato) -> Iterator[Falla]:
    """Las fallas que la forma de los datos no deja ver, con la ruta de su clave."""
    yield from fallas_de_contenido(formato)
    yield from fallas_de_alcance(formato)
    yield from fallas_de_textos(formato)


def fallas_de_contenido(formato: Formato) -> Iterator[Falla]:
    """Las de medidas, tablas y datos; no las de los textos."""
    yield from _vacios(formato)
    yield from fallas_de_anchos(formato)
    yield from fallas_de_tablas(formato)
    yield from _estilos(formato)
    yield from _bloques(formato)
    yield from _margenes(formato)
    yield from _metodologia(formato)


def _metodologia(formato: Formato) -> Iterator[Falla]:
    """Una escala que se nombra tiene que existir."""
    try:
        buscar_escala(formato.metodologia.escala if formato.metodologia else None)
    except ErrorDeEntrada as error:
        yield from error.fallas


def _margenes(formato: Formato) -> Iterator[Falla]:
    """Que quede página: en cada sección, en Word y en las hojas."""
    lugares = {"": BloqueSeccion(tipo="seccion")} | {
        f"cuerpo[{n}].": b for n, b in enumerate(formato.cuerpo) if isinstance(b, BloqueSeccion)
    }
    for lugar, seccion in lugares.items():
        for nombre, en_hojas in (("pagina", False), ("libro", True)):
            if en_hojas and formato.libro.margenes is None:
                continue
            definida = pagina_de_seccion(seccion, formato, en_hojas=en_hojas)
            propios = f"{lugar}margenes" if lugar and not en_hojas else f"{nombre}.margenes"
            donde = f"{propios} en {lugar.rstrip('.')}" if lugar and en_hojas else propios
            yield from _de_la_pagina(donde, definida)


def _de_la_pagina(ruta: str, definida: PaginaDeFormato) -> Iterator[Falla]:
    pagina = pagina_de(definida)
    if definida.margenes.superior < definida.margenes.encabezado:
        yield Falla(ruta, "el encabezado no cabe: superior no puede ser menor que encabezado")
    if min(pagina.ancho_util, pagina.alto_util) < _UTIL_MINIMO:
        yield Falla(
            ruta,
            f"dejan {pagina.ancho_util:g} x {pagina.alto_util:g} mm,"
            f" se esperaban al menos {_UTIL_MINIMO} x {_UTIL_MINIMO}",
        )


def _vacios(formato: Formato) -> Iterator[Falla]:
    """Lo que tiene que decir algo y no lo dice, o dice demasiado."""
    for clave in ("nombre", "version"):
        if not getattr(formato, clave).strip():
            yield Falla(clave, "se esperaba un texto")
    if not formato.cuerpo:
        yield Falla("cuerpo", "se esperaba al menos un bloque")
    for numero, bloque in enumerate(formato.cuerpo):
        if not bloque.en:
            yield Falla(f"cuerpo[{numero}].en", "se esperaba documento o libro; así no sale nunca")
        if isinstance(bloque, BloqueDatos) and not bloque.filas:
            yield Falla(f"cuerpo[{numero}].filas", "se esperaba al menos una fila")


def _estilos(formato: Formato) -> Iterator[Falla]:
    conocidos = estilos_base("Arial", Pt(8))
    for nombre in formato.estilos:
        if nombre not in conocidos:
            yield Falla(f"estilos.{nombre}", f"estilo desconocido; están: {', '.join(conocidos)}")


def _bloques(formato: Formato) -> Iterator[Falla]:
    for nombre, bloque in bloques_de_pagina(formato).items():
        try:
            rejilla_de(bloque)
        except ErrorPaac as error:
            yield Falla(f"{nombre}.filas", str(error))
        for i, fila in enumerate(bloque.filas):
            for j, celda in enumerate(fila):
                yield from _imagen(f"{nombre}.filas[{i}][{j}].imagen", celda.imagen)
    for numero, suyo in enumerate(formato.cuerpo):
        if isinstance(suyo, BloqueImagen):
            yield from _imagen(f"cuerpo[{numero}].imagen", suyo.imagen)


def _imagen(ruta: str, imagen: str | bytes | None) -> Iterator[Falla]:
    if isinstance(imagen, str) and imagen != "entidad.escudo":
        motivo = "se esperaba 'entidad.escudo' o una imagen PNG o JPEG junto al formato, llegó"
        yield Falla(ruta, f"{motivo} {mostrar(imagen)}")
