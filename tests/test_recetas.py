"""Las recetas: cada una corre, dice lo que sale, y dice los mensajes que de verdad salen.

Prueba ``api/pedidos``.
"""

import contextlib
import io
import re
from pathlib import Path

import pytest
from ayudas.compartido import RAIZ

RECETAS = sorted((RAIZ / "docs" / "recetas").glob("*.md"))
INDICE = RAIZ / "docs" / "index.md"
PARTES = ["Las líneas", "Qué sale", "Qué puede salir mal"]
DE_OTROS = re.compile(r"^(?:import|from) (?:pandas|polars|pyarrow)\b", re.MULTILINE)
"""Lo que una receta carga y ``make pruebas`` no instala."""
DE_QUIEN_JUNTA = re.compile(r"^from (docxcompose|pypdf)\b", re.MULTILINE)
MAYOR = 75
"""Renglones: una receta que pasa de ahí es una página."""
PALABRAS = 150
"""Las que una persona lee, sin el código, lo que imprime ni adónde llevan los enlaces."""


def bloques(pagina: Path, lenguaje: str) -> list[str]:
    """Los de un lenguaje."""
    return re.findall(
        rf"^```{lenguaje}\n(.*?)^```", pagina.read_text("utf-8"), re.DOTALL | re.MULTILINE
    )


def las_que_corren() -> list[object]:
    return [
        pytest.param(
            pagina,
            id=pagina.stem,
            marks=[pytest.mark.integracion] if DE_OTROS.search("\n".join(codigo)) else [],
        )
        for pagina in RECETAS
        if (codigo := bloques(pagina, "python"))
    ]


@pytest.mark.una_de_cada(resto="integracion")
@pytest.mark.parametrize("pagina", las_que_corren())
def test_una_receta_corre_y_dice_lo_que_la_pagina_le_pone(
    pagina: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for modulo in DE_QUIEN_JUNTA.findall("\n".join(bloques(pagina, "python"))):
        pytest.importorskip(modulo, reason=f"{modulo} no está instalado")
    for carpeta in ("ejemplos", "plantillas"):
        (tmp_path / carpeta).symlink_to(RAIZ / carpeta)
    (tmp_path / "salida").mkdir()
    monkeypatch.chdir(tmp_path)
    with contextlib.redirect_stdout(io.StringIO()) as dicho:
        exec("\n".join(bloques(pagina, "python")), {"__name__": "receta"})  # noqa: S102

    renglones = dicho.getvalue().splitlines()
    ensenado = [r for bloque in bloques(pagina, "text") for r in bloque.splitlines() if r != "…"]
    assert ensenado
    assert [uno for uno in ensenado if uno not in renglones] == [], dicho.getvalue()


@pytest.mark.parametrize("pagina", RECETAS, ids=lambda una: una.stem)
def test_una_receta_dice_para_quien_es_que_sale_y_que_puede_salir_mal(pagina: Path) -> None:
    escrito = pagina.read_text("utf-8")

    assert re.findall(r"^## (.+)$", escrito, re.MULTILINE) == PARTES
    assert re.search(r"^\*\*Para\*\* ", escrito, re.MULTILINE)
    assert re.search(r"^\*\*Más\*\*: .*\]\(\.\./", escrito, re.MULTILINE)
    assert len(escrito.splitlines()) <= MAYOR
    prosa = re.sub(r"^```.*?^```|\]\(\S+\)", "", escrito, flags=re.MULTILINE | re.DOTALL)
    assert len([palabra for palabra in prosa.split() if re.search(r"\w", palabra)]) <= PALABRAS


def test_cada_una_esta_una_vez_en_su_lista() -> None:
    nombradas = re.findall(
        r"^- \[[^]]+\]\(recetas/([\w.]+)\)", INDICE.read_text("utf-8"), re.MULTILINE
    )

    assert sorted(nombradas) == sorted(pagina.name for pagina in RECETAS)
