"""Lo que un objeto muestra al final de una celda de cuaderno: corto, honesto y a salvo."""

import re

import pytest

from paac_reportes.cuadros import FILAS, TAMANO, Celda, Cuadro


def paquete(*filas: tuple[Celda, ...], **otros: str) -> tuple[str, str]:
    """El HTML y el texto de un cuadro de dos columnas."""
    cuadro = Cuadro(titulo="Plan", columnas=("Fila", "Cuántas"), filas=filas, **otros)
    mostrado = cuadro.paquete()
    return mostrado["text/html"], mostrado["text/plain"]


def test_el_texto_alinea_las_columnas_y_termina_con_las_notas() -> None:
    cuadro = Cuadro(
        titulo="Plan 2026",
        columnas=("Componente", "Filas"),
        filas=[("Riesgos", 12), ("Trámites de todos", 3)],
        notas=("Cortes: ninguno.",),
    )

    assert cuadro.paquete()["text/plain"].splitlines() == [
        "Plan 2026",
        "Componente         Filas",
        "Riesgos            12",
        "Trámites de todos  3",
        "Cortes: ninguno.",
    ]


def test_de_mil_filas_se_muestran_veinte_y_las_dos_formas_lo_dicen() -> None:
    html, texto = paquete(*[(f"fila {n}", n) for n in range(1000)], son="avisos")

    assert html.count("<tr>") == 1 + FILAS
    assert len(texto.splitlines()) == 2 + FILAS + 1
    for mostrado in (html, texto):
        assert "Se muestran 20 de 1.000 avisos." in mostrado
        assert "fila 19" in mostrado
        assert "fila 20" not in mostrado


def test_de_veinte_filas_no_falta_ninguna() -> None:
    html, _ = paquete(*[(f"fila {n}", n) for n in range(FILAS)])

    assert "Se muestran" not in html


def test_sin_filas_no_hay_tabla_ni_rotulos() -> None:
    html, texto = paquete()

    assert "<table>" not in html
    assert texto == "Plan"


HOSTILES = {
    "enorme": "x" * 1_000_000,
    "de marcas": "<b>&" * 100_000,
    "de pesos": "$\\" * 100_000,
    "de tres bytes": "€" * 100_000,
    "de cuatro bytes": "\N{ROCKET}" * 100_000,
    "de controles": "\x00\x1b[31m" * 100_000,
    "de sustitutos": "\ud800" * 100_000,
    "de renglones": "a\n" * 100_000,
}


@pytest.mark.parametrize("texto", HOSTILES.values(), ids=HOSTILES)
def test_nada_pasa_de_veinte_mil_bytes(texto: str) -> None:
    mostrado = Cuadro(
        titulo=texto,
        columnas=(texto,) * 11,
        filas=[(texto,) * 11] * 5000,
        notas=(texto,) * 100,
    ).paquete()

    assert sum(len(dicho.encode("utf-8")) for dicho in mostrado.values()) <= TAMANO
    assert "de 5.000 filas." in mostrado["text/plain"]


@pytest.mark.parametrize(
    ("hostil", "visto"),
    [
        ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
        ("</td></table><iframe>", "&lt;/td&gt;&lt;/table&gt;&lt;iframe&gt;"),
        ("a & b", "a &amp; b"),
        ("a\nb\tc\u2028d", "a b c d"),
        ("\x00\x1b[31m", "\N{REPLACEMENT CHARACTER}" * 2 + "[31m"),
        ("\ud800", "\N{REPLACEMENT CHARACTER}"),
        ("abc\u202efdp", "abc\N{REPLACEMENT CHARACTER}fdp"),
        ("55\xa0%", "55\xa0%"),
    ],
)
def test_un_texto_hostil_se_ve_y_no_hace_nada(hostil: str, visto: str) -> None:
    html, _ = paquete((hostil, 1))

    assert f'<td style="text-align:left">{visto}</td>' in html


def test_dos_precios_no_se_vuelven_una_formula() -> None:
    html, texto = paquete((r"de $ 1.000 a $ 2.000, \(x\)", 1))

    assert re.search(r"[$\\](?!</span>)", html) is None
    assert r"de $ 1.000 a $ 2.000, \(x\)" in texto


def test_lo_que_se_corta_lleva_puntos() -> None:
    html, texto = paquete(("x" * 300, 1))

    assert f"{'x' * 199}…</td>" in html
    assert texto.splitlines()[2] == f"{'x' * 39}…  1"


def test_solo_hay_marcas_que_los_saneadores_dejan() -> None:
    html, _ = paquete(("a", 1), ("$", 2))

    assert set(re.findall(r"<(\w+)", html)) == {"div", "strong", "table", "tr", "td", "span"}
    assert set(re.findall(r' ([\w-]+)="', html)) == {"role", "style"}
    assert set(re.findall(r'style="([^"]*)"', html)) == {"text-align:left"}


@pytest.mark.integracion
def test_los_saneadores_de_nbconvert_dejan_la_tabla_con_todo_lo_que_dice() -> None:
    from nbconvert.filters import strings

    html, _ = paquete(("<script>&", 1), ("$ 5", 2))

    saneado: str = strings.clean_html(html)  # type: ignore[no-untyped-call]
    # Su analizador pone un «tbody» en toda tabla, y su lista no lo deja: lo escribe como texto.
    saneado = re.sub("&lt;/?tbody&gt;", "", saneado)
    assert saneado == re.sub(r"(<\w+) [^>]*>", r"\1>", html)
