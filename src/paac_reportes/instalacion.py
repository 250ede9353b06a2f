"""Cómo se instala lo que falta: una orden que sirve donde sea que la biblioteca esté instalada.

``pip install "paac-reportes[pdf]"`` sólo sirve si ``paac-reportes`` se consigue por su nombre: no,
si se instaló de una copia del proyecto o de su rueda. Lo que el extra pide sí se consigue.
"""

import contextlib
import os
import shutil
from collections.abc import Iterable, Iterator
from importlib.machinery import ModuleSpec
from importlib.util import find_spec

from paac_reportes.errores import ErrorDeEntorno, Falla
from paac_reportes.expresiones import expresion

PROGRAMAS = {
    "pdf": ("typst", "Typst"),
}
"""De cada extra que algo puede pedir, el módulo que instala y cómo se llama lo que falta."""

_SE_INSTALA = {
    "PIL": "pillow",
    "dateutil": "python-dateutil",
    "docx": "python-docx",
    "markdown_it": "markdown-it-py",
    "yaml": "PyYAML",
}
"""Con qué nombre se instala un módulo que se llama de otro modo."""
_DE_OTROS_USOS = frozenset(
    {"anfitriones", "cuadernos", "desarrollo", "docs", "integracion", "pruebas"}
)
"""Los extras que la biblioteca no usa para nada de lo suyo."""
_REQUISITO = expresion(r"""([\w.-]+)[^;]*+(?:;\s*extra\s*==\s*["'](\w+)["'])?+""")
_DEL_EXTRA = expresion(r"""([^;]+);\s*extra\s*==\s*["'](\w+)["']""")


def esta(extra: str) -> bool:
    """Si el programa que un extra instala está, sin cargarlo."""
    return hallar_modulo(PROGRAMAS[extra][0]) is not None


def hallar_modulo(modulo: str) -> ModuleSpec | None:
    """Especificación de un módulo, sin cargarlo; ``None`` si no está, o si alguien lo tapó."""
    try:
        return find_spec(modulo)
    except (ImportError, ValueError):  # un gancho de importar, o un None en sys.modules
        return None


def openpyxl_va_sin_lxml() -> bool:
    """Si a openpyxl se le dijo que escriba sin lxml: lo mismo, con otros bytes."""
    return os.environ.get("OPENPYXL_LXML", "True") != "True"


COMO_SE_INSTALA_LIBREOFFICE = (
    "LibreOffice Writer («apt-get install libreoffice-writer» o, en Windows y Mac, libreoffice.org)"
)
_DONDE_QUEDA = (
    "soffice",
    "libreoffice",
    r"C:\Program Files\LibreOffice\program\soffice.exe",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
)
"""Sus nombres y, donde no se pone entre los programas que se hallan por su nombre, su lugar."""


def donde_esta_libreoffice() -> str | None:
    """Ruta del programa de LibreOffice; ``None`` si no está."""
    return next(filter(None, map(shutil.which, _DONDE_QUEDA)), None)


def lo_que_falta(
    extra: str, modulos: Iterable[str], *, por_libreoffice: bool = False
) -> tuple[str, str] | None:
    """El nombre de lo primero que falta instalar, y cómo; ``None`` si no falta nada.

    ``extra``: el de la biblioteca, «pdf»; ``por_libreoffice``: si además se usa ese programa.
    """
    if por_libreoffice and donde_esta_libreoffice() is None:
        return "LibreOffice", COMO_SE_INSTALA_LIBREOFFICE
    if extra and not esta(extra):
        return PROGRAMAS[extra][1], como_instalar(extra)
    falta = next((modulo for modulo in modulos if hallar_modulo(modulo) is None), None)
    return (_SE_INSTALA.get(falta, falta), _con_que(falta)) if falta else None


def como_instalar(extra: str) -> str:
    """Orden que instala un extra: ``del extra [pdf]: «python -m pip install "typst>=0.15"»``."""
    return f"del extra [{extra}]: «python -m pip install {' '.join(_piden(extra))}»"


@contextlib.contextmanager
def hace_falta(para: str = "", si_no: str = "") -> Iterator[None]:
    """Contexto donde se carga una biblioteca: si no está, ``ErrorDeEntorno`` y cómo se instala.

    ``para`` es lo que se iba a hacer, y ``si_no``, qué se puede hacer sin ella. Lo que falta de la
    biblioteca misma es un defecto, y sale como es, y también lo que está y no se deja cargar.
    """
    try:
        yield
    except ImportError as error:
        modulo = (error.name or "").partition(".")[0]
        # La que está y el sistema no deja cargar (sin memoria) no se arregla instalándola.
        falta = isinstance(error, ModuleNotFoundError) or error.msg.startswith("cannot import name")
        if not falta or modulo in {"", "paac_reportes"}:
            raise
        comienzo = f"para {para} hace falta" if para else "hace falta"
        motivo = f"{comienzo} {_con_que(modulo)}{si_no and f'; {si_no}'}"
        falla = Falla("falta_programa", "", motivo, datos={"falta": modulo})
        raise ErrorDeEntorno(falla) from error


def _con_que(modulo: str) -> str:
    """Nombre de lo que trae un módulo y cómo se instala: ``Typst, del extra [pdf]: «…»``."""
    paquete = _SE_INSTALA.get(modulo, modulo)
    requisitos = [requisito for pedido in _pedidos() if (requisito := _REQUISITO.match(pedido))]
    del_paquete = [
        requisito for requisito in requisitos if requisito[1].casefold() == paquete.casefold()
    ]
    extra = next(
        (
            requisito[2]
            for requisito in del_paquete
            if requisito[2] and requisito[2] not in _DE_OTROS_USOS
        ),
        "",
    )
    if extra and not any(requisito[2] is None for requisito in del_paquete):
        nombre = PROGRAMAS[extra][1] if PROGRAMAS.get(extra, ("",))[0] == modulo else paquete
        return f"{nombre}, {como_instalar(extra)}"
    pedido = next((requisito[0].partition(";")[0].strip() for requisito in del_paquete), paquete)
    return f'{paquete}: «python -m pip install "{pedido}"»'


def _piden(extra: str) -> list[str]:
    """Requisitos de un extra; sin la ficha de la biblioteca, el extra por su nombre."""
    requisitos = (_DEL_EXTRA.fullmatch(pedido) for pedido in _pedidos())
    del_extra = [
        f'"{requisito[1].strip()}"'
        for requisito in requisitos
        if requisito and requisito[2] == extra
    ]
    return del_extra or [f'"paac-reportes[{extra}]"']


def _pedidos() -> list[str]:
    """Requisitos que la ficha instalada de la biblioteca declara; ninguno si no la hay."""
    from importlib import metadata  # noqa: PLC0415 - trae el correo y los zip, y sólo si algo falta

    try:
        return [pedido.strip() for pedido in metadata.requires("paac-reportes") or []]
    except metadata.PackageNotFoundError:
        return []
