"""El ataque de ``make ataque``: que ataque, que se pueda repetir y que note lo que busca."""

import random
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pypdf.errors import PyPdfError

import paac_reportes as paac

RAIZ = Path(__file__).parent.parent
SANO = {"nombre": "Alcaldía", "filas": [{"texto": "uno", "n": 1}, {"texto": "dos", "n": 2}]}


@pytest.fixture(autouse=True)
def con_ataque(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.syspath_prepend(RAIZ)
    yield
    for modulo in [m for m in sys.modules if m.partition(".")[0] == "herramientas"]:
        del sys.modules[modulo]


def mutador(semilla: int) -> Any:
    from herramientas.ataque.mutador import Mutador

    return Mutador(random.Random(semilla))  # noqa: S311 - para repetirlo


def test_la_misma_semilla_tuerce_lo_mismo_y_otra_otra_cosa() -> None:
    texto = "codigo = 'x'\nnombre = 'Matriz'\n" * 5
    torcidos = [mutador(n).renglones(texto) for n in range(40)]

    assert torcidos == [mutador(n).renglones(texto) for n in range(40)]
    assert len({*torcidos}) > 30


def test_torcer_no_toca_lo_sano_ni_solo_los_textos_la_forma() -> None:
    for semilla in range(60):
        mutador(semilla).torcer(SANO)
        torcido = mutador(semilla).torcer(SANO, solo_textos=True)
        assert [fila["n"] for fila in torcido["filas"]] == [1, 2]
    assert SANO["nombre"] == "Alcaldía"


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize(("clase", "cuantos"), [("plan", 12), ("formato", 30)])
def test_los_primeros_casos_no_dejan_escapar_nada(clase: str, cuantos: int) -> None:
    from herramientas.ataque.casos import correr

    emitidos = [correr("prueba", clase, numero) is not None for numero in range(cuantos)]
    assert {*emitidos} == {True, False}


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("error", [KeyError("x"), MemoryError(), paac.ErrorDeMaqueta("defecto")])
def test_lo_que_se_escapa_se_dice_con_su_lugar(
    error: Exception, monkeypatch: pytest.MonkeyPatch
) -> None:
    from herramientas.ataque import casos, obreros

    def fallar(*_: object) -> None:
        raise error

    monkeypatch.setitem(casos.CLASES, "plan", fallar)
    falla, paginas = obreros._resultado("1", "plan", 0)
    assert (falla.startswith(type(error).__name__), paginas) == (True, None)
    assert "test_ataque.py" in falla


@pytest.mark.parametrize(
    ("tipo", "contenido"),
    [("docx", b"PK"), ("xlsx", b""), ("html", b"\xff"), ("csv", b"\xff"), ("pdf", b"%PDF")],
)
def test_un_archivo_roto_se_nota(tipo: str, contenido: bytes) -> None:
    from herramientas.ataque.casos import abrir

    with pytest.raises((zipfile.BadZipFile, UnicodeDecodeError, PyPdfError)):
        abrir(tipo, contenido)


@pytest.mark.parametrize(
    ("segundos", "megas", "paginas", "dicho"),
    [
        (5.0, 512, 0, ""),
        (5.1, 512, 0, "tardó 5.1 s, y son 0 páginas"),
        (5.0, 513, 0, "pidió 513 MB, y son 0 páginas"),
        (30.0, 900, 1300, ""),
        (32.0, 900, 1300, "tardó 32.0 s, y son 1300 páginas"),
        (30.0, 1100, 1300, "pidió 1100 MB, y son 1300 páginas"),
    ],
)
def test_un_caso_que_toma_de_mas_por_pagina_es_una_falla(
    segundos: float, megas: int, paginas: int, dicho: str
) -> None:
    from herramientas.ataque import obreros

    assert obreros._de_mas(segundos, megas, paginas) == dicho
