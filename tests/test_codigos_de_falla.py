"""Cada falla trae un código de la lista, y la lista es la que dice la documentación."""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from paac_reportes.errores import CODIGOS, DUDAS, FALLAS, ErrorPaac, Falla

RAIZ = Path(__file__).parents[1]


def codigos_escritos() -> Iterator[tuple[str, str]]:
    """Los códigos que el paquete escribe al decir una falla o un archivo ilegible, y dónde."""
    for archivo in sorted((RAIZ / "src").rglob("*.py")):
        for nodo in ast.walk(ast.parse(archivo.read_text(encoding="utf-8"))):
            if not isinstance(nodo, ast.Call) or not isinstance(nodo.func, ast.Name):
                continue
            if nodo.func.id in {"Falla", "IlegibleError"} and isinstance(
                nodo.args[0], ast.Constant
            ):
                yield str(nodo.args[0].value), f"{archivo.name}:{nodo.lineno}"


def test_cada_codigo_que_se_escribe_esta_en_la_lista() -> None:
    ajenos = [(codigo, lugar) for codigo, lugar in codigos_escritos() if codigo not in FALLAS]

    # Los de una lectura celda por celda no salen como falla: dicen qué se esperaba.
    assert [a for a in ajenos if not a[0].startswith("se esperaba")] == []


def test_cada_codigo_de_la_lista_se_dice_en_alguna_parte() -> None:
    escrito = "\n".join(a.read_text(encoding="utf-8") for a in (RAIZ / "src").rglob("*.py"))
    veces = Counter(re.findall(r'"([a-z0-9_]+)"', escrito))

    assert [codigo for codigo in FALLAS if veces[codigo] < 2] == []


def test_los_de_las_fallas_no_son_los_de_los_avisos() -> None:
    assert not FALLAS.keys() & CODIGOS.keys()


@pytest.mark.parametrize("codigo", ["", "otro", "NIT", "dato_invalido ", None, 3])
def test_una_falla_con_un_codigo_que_no_existe_no_se_construye(codigo: str) -> None:
    with pytest.raises(ValueError, match="must be in"):
        Falla(codigo, "plan", "mal")


def test_la_documentacion_dice_cada_codigo_con_su_respuesta() -> None:
    pagina = (RAIZ / "docs" / "errores.md").read_text(encoding="utf-8")
    dichos = re.findall(r"^\| `(\w+)` \| (.+) \| (\d{3}) \|$", pagina, re.MULTILINE)

    assert dichos == [(codigo, causa.que, str(causa.http)) for codigo, causa in FALLAS.items()]


@pytest.mark.parametrize(
    ("codigos", "http"),
    [
        (["formato_desconocido"], 404),
        (["tipo_no_admitido"], 406),
        (["dato_invalido"], 422),
        (["formato_desconocido", "dato_invalido"], 422),
        (["falta_programa", "archivo_no_existe"], 503),
        ([min(DUDAS)], 422),
        ([], 500),
    ],
)
def test_la_respuesta_de_un_error_es_la_de_su_falla_mas_grave(
    codigos: list[str], http: int
) -> None:
    assert ErrorPaac(Falla(codigo, "", "mal") for codigo in codigos).http == http
