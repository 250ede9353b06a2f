"""Qué sección de un membrete le toca a cada parte de un documento, y qué de él no sale."""

from collections.abc import Iterator, Sequence

from paac_reportes.errores import Aviso
from paac_reportes.formatos.definicion.formato import Formato
from paac_reportes.formatos.definicion.pagina import Orientacion
from paac_reportes.maqueta.documento import Documento, Marco, Membrete, Pagina

_RUTA = "membrete"
_NO_TIENE = "el membrete no tiene una sección"


def seccion_del_membrete(
    membrete: Membrete, pedida: Orientacion | None, del_formato: Orientacion
) -> tuple[int, Pagina]:
    """La primera sección con esa orientación, y su página.

    Si no la hay, la primera del membrete: girada, si una sección del formato la pide; como está,
    si sólo es la de sus demás salidas.
    """
    orientacion = pedida or del_formato
    for numero, pagina in enumerate(membrete.paginas):
        if _de_lado(pagina) == orientacion:
            return numero, pagina
    primera = membrete.paginas[0]
    return 0, primera.girada() if pedida else primera


def avisos_de_membrete(documento: Documento, formato: Formato) -> Iterator[Aviso]:
    """Lo que el membrete trae y no sale, y la orientación que no tiene."""
    membrete = documento.membrete
    if membrete is None:
        return
    for reparo in membrete.reparos:
        yield Aviso("membrete_sin_usar", _RUTA, reparo)
    marcos = [parte.marco for parte in documento.partes]
    usadas = {marco.seccion_del_membrete for marco in marcos}
    for numero, pagina in enumerate(membrete.paginas):
        if numero not in usadas:
            motivo = f"su sección {numero + 1}, {_de_lado(pagina)}: ninguna parte la pide"
            yield Aviso("membrete_sin_usar", _RUTA, f"del membrete no se usa {motivo}")
    yield from _de_orientacion(membrete, marcos, formato)


def _de_orientacion(
    membrete: Membrete, marcos: Sequence[Marco], formato: Formato
) -> Iterator[Aviso]:
    hay = set(map(_de_lado, membrete.paginas))
    giradas = {lado for marco in marcos if (lado := _de_lado(marco.pagina)) not in hay}
    for lado in sorted(giradas):
        motivo = f"se gira la 1, con el mismo encabezado y el mismo pie; dibuje una {lado} en Word"
        yield Aviso("membrete_sin_orientacion", _RUTA, f"{_NO_TIENE} {lado}: {motivo}")
    propia = formato.pagina.orientacion
    if propia not in hay and any(_de_lado(marco.pagina) in hay for marco in marcos):
        motivo = f"el formato, que es {propia}, va en la 1, que no lo es"
        yield Aviso("membrete_sin_orientacion", _RUTA, f"{_NO_TIENE} {propia}: {motivo}")


def _de_lado(pagina: Pagina) -> Orientacion:
    return "horizontal" if pagina.horizontal else "vertical"
