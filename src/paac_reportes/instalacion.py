"""Cómo se instala lo que falta: una orden que sirve donde sea que la biblioteca esté instalada.

``pip install "paac-reportes[pdf]"`` sólo sirve si ``paac-reportes`` se consigue por su nombre: no,
si se instaló de una copia del proyecto o de su rueda. Lo que el extra pide sí se consigue.
"""

from importlib.util import find_spec

from paac_reportes.expresiones import expresion

PROGRAMAS = {
    "firma": ("pyhanko", "pyHanko"),
    "graficos": ("matplotlib", "matplotlib"),
    "paginas": ("pypdf", "pypdf"),
    "parquet": ("pyarrow", "pyarrow"),
    "pdf": ("typst", "Typst"),
}
"""De cada extra que algo puede pedir, el módulo que instala y cómo se llama lo que falta."""

_DEL_EXTRA = expresion(r"""([^;]+);\s*extra\s*==\s*["'](\w+)["']""")


def esta(extra: str) -> bool:
    """Si lo que el extra instala está; no lo carga."""
    return find_spec(PROGRAMAS[extra][0]) is not None


def como_instalar(extra: str) -> str:
    """``del extra [pdf]: «python -m pip install "typst>=0.15,<0.16"»``."""
    return f"del extra [{extra}]: «python -m pip install {' '.join(_piden(extra))}»"


def _piden(extra: str) -> list[str]:
    """Los requisitos de un extra; sin la ficha de la biblioteca, el extra por su nombre."""
    from importlib import metadata  # noqa: PLC0415 - trae el correo y los zip, y sólo si algo falta

    try:
        pedidos = metadata.requires("paac-reportes") or []
    except metadata.PackageNotFoundError:
        pedidos = []
    hallados = (_DEL_EXTRA.fullmatch(pedido.strip()) for pedido in pedidos)
    suyos = [f'"{uno[1].strip()}"' for uno in hallados if uno and uno[2] == extra]
    return suyos or [f'"paac-reportes[{extra}]"']
