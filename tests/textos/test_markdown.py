"""El Markdown de los textos: lo que se admite se entiende, y lo demás sale como está escrito."""

import re
from collections.abc import Sequence

import pytest
from ayudas.ejemplos import ejemplos
from hypothesis import given
from hypothesis import strategies as st

from paac_reportes.textos.gramatica import lector
from paac_reportes.textos.markdown import (
    BloqueDeTexto,
    ConEntrada,
    EnMarkdown,
    ListaDeMarkdown,
    Nota,
    Parrafos,
    Subtitulo,
    Trozo,
    a_la_letra,
    leer_markdown,
)


@pytest.fixture(autouse=True)
def _sin_lo_que_se_recuerda() -> None:
    """Cada prueba arma otra vez el lector, aunque otra ya lo haya hecho."""
    lector.cache_clear()


def leer(texto: str) -> list[BloqueDeTexto]:
    return list(leer_markdown(texto))


def trozos(texto: str) -> tuple[Trozo, ...]:
    (bloque,) = leer(texto)
    return bloque.trozos


def renglones(texto: str) -> list[tuple[int, str, str]]:
    """El nivel, la marca y el texto de cada bloque."""
    return [(b.nivel, b.marca, "".join(t.texto for t in b.trozos)) for b in leer(texto)]


def test_una_linea_en_blanco_separa_parrafos_y_un_salto_no() -> None:
    assert renglones("uno\nsigue\n\ndos\r\ny sigue") == [
        (0, "", "uno sigue"),
        (0, "", "dos y sigue"),
    ]


@pytest.mark.parametrize(
    ("texto", "esperado"),
    [
        ("a **b** c", (Trozo("a "), Trozo("b", negrita=True), Trozo(" c"))),
        ("*b*", (Trozo("b", cursiva=True),)),
        ("_b_ y __c__", (Trozo("b", cursiva=True), Trozo(" y "), Trozo("c", negrita=True))),
        ("***x***", (Trozo("x", negrita=True, cursiva=True),)),
        ("**a *b***", (Trozo("a ", negrita=True), Trozo("b", negrita=True, cursiva=True))),
        (r"\*no\*", (Trozo("*no*"),)),
        ("2 * 3 * 4", (Trozo("2 * 3 * 4"),)),
        ("acta_de_cierre_2026.pdf", (Trozo("acta_de_cierre_2026.pdf"),)),
        ("**sin cerrar", (Trozo("**sin cerrar"),)),
    ],
)
def test_la_negrita_y_la_cursiva(texto: str, esperado: tuple[Trozo, ...]) -> None:
    assert trozos(texto) == esperado


@pytest.mark.parametrize("salto", ["  \n", "\\\n"])
def test_un_salto_pedido_parte_el_renglon(salto: str) -> None:
    assert trozos(f"uno{salto}dos") == (Trozo("uno\ndos"),)


def test_las_listas_llevan_su_marca_y_los_numeros_que_se_escribieron() -> None:
    assert renglones("Se vio:\n- uno\n* dos\n• tres\n1. cuatro\n7. cinco\n3) seis") == [
        (0, "", "Se vio:"),
        (1, "•", "uno"),
        (1, "•", "dos"),
        (1, "•", "tres"),
        (1, "1.", "cuatro"),
        (1, "7.", "cinco"),
        (1, "3.", "seis"),
    ]


def test_lo_que_sigue_a_un_elemento_es_del_elemento() -> None:
    assert renglones("- uno\nsigue\n  y sigue\n\n  otro párrafo\n- dos") == [
        (1, "•", "uno sigue y sigue"),
        (1, "", "otro párrafo"),
        (1, "•", "dos"),
    ]


def test_una_lista_va_dentro_de_otra() -> None:
    assert renglones("- uno\n  1. sub\n     - más adentro\n- dos") == [
        (1, "•", "uno"),
        (2, "1.", "sub"),
        (3, "•", "más adentro"),
        (1, "•", "dos"),
    ]


def test_un_elemento_que_empieza_por_otra_lista_conserva_su_marca() -> None:
    assert renglones("- 1. a") == [(1, "•", ""), (2, "1.", "a")]


def test_una_lista_demasiado_honda_no_pierde_nada() -> None:
    honda = renglones("- " * 30 + "fondo")

    assert [nivel for nivel, *_ in honda] == list(range(1, 11))
    assert honda[-1] == (10, "•", "- " * 20 + "fondo")


@pytest.mark.parametrize(
    "texto",
    [
        "-",
        "***",
        "* * *",
        "2026. Así terminó",
        "# Un *título*",
        "| *a* | b |\n|---|---|\n| c | d |",
        "<p class='*x*'>\nhola *x*\n</p>",
        "<!-- *x* -->",
        "```\n*x*\n\n- y\n```",
        "`*x*` y ``a ` *b*``",
        "[un_a_](https://x.gov.co/_a_) y ![una *imagen*](i.png)",
        "<https://x.gov.co/*a*> y https://x.gov.co/_a_/_b_",
        "un <b title='*x*'>b</b>",
        "&amp; &copy; ~~x~~",
        "[a]: https://x.gov.co",
    ],
)
def test_lo_que_no_se_admite_sale_como_esta_escrito(texto: str) -> None:
    assert leer(texto) == [BloqueDeTexto("parrafo", (Trozo(texto),))]


def test_un_titulo_es_su_propio_parrafo() -> None:
    assert renglones("Antes\n# Título\nDespués") == [
        (0, "", "Antes"),
        (0, "", "# Título"),
        (0, "", "Después"),
    ]


HOSTILES = [
    "**Salud** y *Hacienda*",
    "* uno",
    "- uno\n- dos",
    "# Uno",
    "1. uno\n\n2. dos",
    "_a_ __b__",
    "a\\*b\\",
    "`x",
    "<b>&amp;",
    "  dos  ",
    "[a](b)",
]


@pytest.mark.parametrize("dato", HOSTILES)
def test_un_dato_hostil_sale_a_la_letra_y_no_estorba_a_su_vecino(dato: str) -> None:
    texto = f"El componente **{a_la_letra(dato)}** va *bien*"

    assert trozos(texto) == (
        Trozo("El componente "),
        Trozo(dato, negrita=True),
        Trozo(" va "),
        Trozo("bien", cursiva=True),
    )


@given(st.lists(st.text(st.characters(codec="utf-8", exclude_categories=["Cc"])), max_size=4))
def test_una_lista_de_datos_tiene_un_elemento_por_dato(datos: Sequence[str]) -> None:
    llenos = [dato for dato in datos if dato.strip()]

    assert renglones(a_la_letra(ListaDeMarkdown(llenos))) == [(1, "•", dato) for dato in llenos]


def test_una_lista_leida_como_texto_es_un_renglon_por_elemento() -> None:
    assert ListaDeMarkdown(["a", "**b**"]) == "- a\n- **b**"


def test_lo_que_su_autor_escribio_en_markdown_se_entiende() -> None:
    assert trozos(a_la_letra(EnMarkdown("un *dato*"))) == (
        Trozo("un "),
        Trozo("dato", cursiva=True),
    )


_FRASES = st.one_of(
    st.sampled_from(["hola", "a * b", "- z", "línea\notra", "a\n\nb", " ", "", "https://a_b"]),
    st.builds(ConEntrada, st.sampled_from(["Uno.", "**", " "]), st.sampled_from(["dos", ""])),
    st.builds(Subtitulo, st.sampled_from(["Título", "1. x"])),
    st.builds(Nota, st.sampled_from(["nota", "- n"])),
)
_LISTAS_DE_FRASES = st.builds(
    ListaDeMarkdown, st.lists(_FRASES, max_size=3), numerada=st.booleans()
)


@given(st.builds(Parrafos, st.lists(_FRASES | _LISTAS_DE_FRASES, max_size=4)))
@ejemplos(100)
def test_lo_que_va_en_clave_se_lee_igual_solo_que_junto_a_markdown(parrafos: Parrafos) -> None:
    texto = a_la_letra(parrafos)

    assert leer(texto) == leer(f"{texto}\n\n*fin*")[:-1]


_SIGNOS = st.sampled_from(
    [*"ab *_-+.)1#|`<>[]()!\\~&:/\n\t•", "**", "\n\n", "- ", "1. ", "http://"]
)


@given(st.lists(_SIGNOS, max_size=30).map("".join))
def test_ninguna_letra_se_pierde_ni_se_inventa(texto: str) -> None:
    leido = "".join(t.texto for bloque in leer(texto) for t in bloque.trozos)

    assert re.findall("[a-z]", leido) == re.findall("[a-z]", texto)


def test_un_subtitulo_y_una_nota_son_de_otra_clase_y_dicen_lo_suyo_a_la_letra() -> None:
    partes = [Subtitulo("1. *Riesgos*"), ListaDeMarkdown(["uno"]), Nota("- y más"), "Sigue."]
    bloques = leer(a_la_letra(Parrafos(partes)))

    assert [(b.clase, b.trozos[0].texto) for b in bloques] == [
        ("subtitulo", "1. *Riesgos*"),
        ("vineta", "uno"),
        ("nota", "- y más"),
        ("parrafo", "Sigue."),
    ]
    assert str(Parrafos(partes)) == "1. *Riesgos*\n\n- uno\n\n- y más\n\nSigue."
