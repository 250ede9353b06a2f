"""El ataque de ``make ataque``: que ataque, que se pueda repetir y que note lo que busca."""

import random
import zipfile
from typing import Any

import pytest
from PIL import Image
from pypdf.errors import PyPdfError

import paac_reportes as paac

pytestmark = pytest.mark.usefixtures("con_ataque")
SANO = {"nombre": "Alcaldía", "filas": [{"texto": "uno", "n": 1}, {"texto": "dos", "n": 2}]}


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
@pytest.mark.parametrize("clase", ["acta", "mutacion", "renglon", "lote", "argumento"])
def test_lo_que_usaron_los_de_afuera_no_deja_escapar_nada(clase: str) -> None:
    from herramientas.ataque.casos import DE_LO_PUBLICO, correr

    assert clase in DE_LO_PUBLICO
    for numero in range(12):
        assert correr("prueba", clase, numero) == 0


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize(
    ("clase", "que", "en_su_lugar", "se_dice"),
    [
        ("acta", "_veredicto", lambda *_: "identico", "lo alterado es identico"),
        ("renglon", "_metas", lambda _: ["Contrato 3101234567"], "no se lista|y sale"),
        ("renglon", "_extras", lambda reporte: [{"a": 1}] * len(reporte.por_revisar), "perdió"),
        ("lote", "_archivos", lambda raiz: {raiz / f"{random.random()}"}, "fuera de su carpeta"),  # noqa: S311
    ],
)
def test_cada_ley_nota_lo_que_busca(
    clase: str, que: str, en_su_lugar: Any, se_dice: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from herramientas.ataque import publicos
    from herramientas.ataque.casos import correr

    monkeypatch.setattr(publicos, que, en_su_lugar)

    def correrlos() -> None:
        for numero in range(20):
            correr("prueba", clase, numero)

    with pytest.raises(AssertionError, match=se_dice):
        correrlos()


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


def pagina(raya: tuple[int, int] = (20, 21), *, tono: int = 0, fondo: int = 217) -> Image.Image:
    """Una con un fondo y una raya; ``tono`` es el del renglón que sigue, cuando se suaviza."""
    dibujo = Image.new("RGB", (60, 60), "white")
    dibujo.paste((fondo, 226, 243), (5, 30, 55, 55))
    dibujo.paste("black", (5, raya[0], 55, raya[1]))
    if tono:
        dibujo.paste((255 - tono,) * 3, (5, raya[1], 55, raya[1] + 1))
    return dibujo


@pytest.mark.parametrize(
    ("otra", "igual"),
    [
        (pagina(), True),
        (pagina(tono=64), True),  # se corrió un cuarto de punto
        (pagina((23, 24)), False),
        (pagina((20, 23)), False),
        (pagina(fondo=218), False),
        (Image.new("RGB", (60, 60), "white"), False),
        (Image.new("RGB", (60, 61), "white"), False),
    ],
    ids=["la misma", "suavizada", "corrida", "más gruesa", "otro fondo", "vacía", "otro papel"],
)
def test_dos_paginas_se_ven_igual_si_nada_se_corrio_mas_de_un_punto(
    otra: Image.Image, *, igual: bool
) -> None:
    from herramientas.ataque.dibujadas import se_ven_igual

    assert se_ven_igual([pagina()], [otra]) is igual
    assert se_ven_igual([otra], [pagina()]) is igual
    assert not se_ven_igual([pagina(), otra], [otra])
