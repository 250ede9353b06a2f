"""Typst, dentro de este proceso: de la fuente a las páginas."""

import re
from datetime import UTC, date, datetime, time
from importlib.util import find_spec
from typing import TYPE_CHECKING, Literal

from paac_reportes.errores import ErrorDeEntorno, ErrorDeEntrada, ErrorDeMaqueta
from paac_reportes.escritores.pdf.motor.fuentes import Fuentes

if TYPE_CHECKING:
    from typst import TypstError

Clase = Literal["pdf", "png"]

_NORMA: Literal["ua-1"] = "ua-1"
_PUNTOS_POR_PULGADA = 110

_SIN_TYPST = (
    'para escribir PDF hace falta Typst; instálelo con «pip install "paac-reportes[pdf]"»'
    " o genere .docx"
)
_QUE_FALTA = re.compile(r"the text `?\"(.+?)\"`? could not be displayed", re.DOTALL)
_MAL_DIBUJADA = "failed to process image"
"""Sus trozos están enteros, que es lo que se miró al leerla, y sus puntos no."""
_RECUERDOS = 10
"""Después de tantas composiciones Typst olvida una."""


class SinDibujoError(Exception):
    """Unas letras que ninguna fuente tiene."""


def comprobar_que_esta() -> None:
    """``ErrorDeEntorno``, con su línea de instalación, si falta el paquete ``typst``."""
    if find_spec("typst") is None:
        raise ErrorDeEntorno(_SIN_TYPST)


def componer(fuente: str, fuentes: Fuentes, fecha: date | None, clase: Clase) -> bytes:
    """El PDF, o la primera página en PNG.

    ``SinDibujoError`` con las letras que no se pueden dibujar; ``ErrorDeEntrada`` si una imagen no
    se deja dibujar; ``ErrorDeMaqueta`` si la fuente no cumple la norma o está mal escrita.
    """
    import typst  # noqa: PLC0415 - sólo si se escribe un PDF

    momento = datetime.combine(fecha, time(), UTC) if fecha else datetime.fromtimestamp(0, UTC)
    try:
        hecho = typst.compile(
            fuente.encode("utf-8"),
            font_paths=fuentes.para_typst,
            format=clase,
            ppi=_PUNTOS_POR_PULGADA,
            pdf_standards=[_NORMA] if clase == "pdf" else [],
            timestamp=momento,
        )
    except typst.TypstError as error:
        raise _explicado(error) from error
    finally:
        _olvidar(fuentes)
    return hecho if isinstance(hecho, bytes) else hecho[0]


def _explicado(error: "TypstError") -> Exception:
    if faltan := _QUE_FALTA.search(error.message):
        return SinDibujoError(faltan[1])
    if _MAL_DIBUJADA in error.message:
        return ErrorDeEntrada(
            "una imagen (el escudo, una firma o la de un formato) está dañada por dentro y no se"
            " puede dibujar; ábrala, guárdela otra vez como PNG o JPEG y úsela"
        )
    return ErrorDeMaqueta(f"Typst no pudo componer el documento: {error.message}")


def _olvidar(fuentes: Fuentes) -> None:
    """Que no guarde lo de las últimas composiciones: son cientos de megas, y nadie las repite."""
    import typst  # noqa: PLC0415

    vacio = typst.Compiler(b"", font_paths=fuentes.para_typst)
    for _ in range(_RECUERDOS):
        vacio.compile(b"", format="svg")
