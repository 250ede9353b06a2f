"""Los atajos: de un plan a sus archivos o a sus bytes, avisando además por ``warnings``."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from paac_reportes.api.reporte import Emision, Reporte, reporte
from paac_reportes.api.salida import Destino
from paac_reportes.errores import ErrorDeEntrada, Falla, avisar
from paac_reportes.estructura import codigo_ajeno, mostrar
from paac_reportes.modelo import Entidad, Metodologia, Plan

if TYPE_CHECKING:
    from paac_reportes.formatos.definicion.formato import Formato
    from paac_reportes.formatos.lectura.catalogo import Carpeta


def generar(  # noqa: PLR0913 - todas se dicen por su nombre
    plan: Plan | Entidad,
    formato: "str | Formato",
    destino: Destino,
    *,
    corte: date | None = None,
    tipo: str | None = None,
    filas: object = None,
    plantillas: "Carpeta | None" = None,
    metodologia: Metodologia | None = None,
    contar_paginas: bool = False,
    publico: bool = False,
    comprobar: bool = False,
) -> Destino:
    """Escribe el reporte y devuelve el destino; la extensión decide qué se escribe.

    Lo mismo que ``reporte(…).guardar(destino)``, y avisa por ``warnings``. Con un flujo abierto,
    ``tipo`` dice la extensión. El archivo aparece entero o no aparece: una falla deja intacto el
    que hubiera. Con ``comprobar`` se lee antes de entregarlo y, si no dice a la letra lo que debe,
    no se escribe. Con ``publico`` sale sin lo que no va en una página web (vea ``reporte``).
    Lanza ``ErrorDeEntrada``, ``ErrorDeFormato`` o ``ErrorDeEntorno``.
    """
    pedido = reporte(
        plan,
        formato,
        corte=corte,
        filas=filas,
        plantillas=plantillas,
        metodologia=metodologia,
        contar_paginas=contar_paginas,
        publico=publico,
    )
    _avisar(pedido.guardar(destino, tipo=tipo, comprobar=comprobar))
    return destino


def generar_varios(  # noqa: PLR0913 - todas se dicen por su nombre
    plan: Plan | Entidad,
    formato: "str | Formato",
    destinos: Iterable[Destino],
    *,
    corte: date | None = None,
    tipo: str | None = None,
    filas: object = None,
    plantillas: "Carpeta | None" = None,
    metodologia: Metodologia | None = None,
    contar_paginas: bool = False,
    publico: bool = False,
    comprobar: bool = False,
) -> None:
    """Como ``generar``, en varios destinos: o salen todos o no sale ninguno."""
    if isinstance(destinos, str | bytes) or not isinstance(destinos, Iterable):
        motivo = f"se esperaba una lista de rutas o flujos, llegó {mostrar(destinos)}"
        raise ErrorDeEntrada(Falla("destinos", motivo))
    with codigo_ajeno("destinos", "no se dejaron recorrer"):
        rutas = tuple(destinos)
    pedido = reporte(
        plan,
        formato,
        corte=corte,
        filas=filas,
        plantillas=plantillas,
        metodologia=metodologia,
        contar_paginas=contar_paginas,
        publico=publico,
    )
    _avisar(pedido.guardar(*rutas, tipo=tipo, comprobar=comprobar))


def emitir(  # noqa: PLR0913 - todas se dicen por su nombre
    plan: Plan | Entidad,
    formato: "str | Formato",
    tipo: str,
    *,
    corte: date | None = None,
    filas: object = None,
    plantillas: "Carpeta | None" = None,
    metodologia: Metodologia | None = None,
    contar_paginas: bool = False,
    publico: bool = False,
) -> bytes:
    """Los bytes del reporte, para la respuesta de un ERP; ``tipo`` es la extensión.

    Con la misma entrada da siempre los mismos bytes. Lanza lo mismo que ``generar``.
    """
    pedido = reporte(
        plan,
        formato,
        corte=corte,
        filas=filas,
        plantillas=plantillas,
        metodologia=metodologia,
        contar_paginas=contar_paginas,
        publico=publico,
    )
    emision = pedido.emitir(tipo)
    _avisar([emision])
    return emision.contenido


vista = reporte
"""El mismo ``reporte``: como último valor de una celda de Jupyter, se muestra."""


def generar_muestra(formato: "Formato", destinos: Iterable[Destino]) -> None:
    """Escribe el formato con datos inventados, para verlo antes de tener los propios.

    La muestra trae de todo a propósito: de lo que el formato no muestra no se avisa.
    """
    from paac_reportes.formatos.muestra import muestra_de

    muestra = muestra_de(formato)
    pedido = reporte(muestra.plan, formato, corte=muestra.corte, filas=muestra.filas)
    pedido.guardar(*destinos)


def hay_libreoffice() -> bool:
    """Si se pueden contar las páginas de un Word."""
    from paac_reportes.escritores.docx.paginas import libreoffice

    return libreoffice.programa() is not None


def tipos() -> tuple[str, ...]:
    """Las extensiones que se saben escribir, con su punto."""
    from paac_reportes.escritores.registro import ESCRITORES

    return tuple(f".{tipo}" for tipo in ESCRITORES)


def _avisar(emisiones: Iterable[Emision]) -> None:
    avisar(dict.fromkeys(aviso for emision in emisiones for aviso in emision.avisos))


def hay_typst() -> bool:
    """Si se puede escribir PDF y la imagen de una página."""
    from importlib.util import find_spec

    return find_spec("typst") is not None


__all__ = [
    "Emision",
    "Reporte",
    "emitir",
    "generar",
    "generar_muestra",
    "generar_varios",
    "hay_libreoffice",
    "hay_typst",
    "reporte",
    "tipos",
    "vista",
]
