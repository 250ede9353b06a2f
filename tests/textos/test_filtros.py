"""Lo que una plantilla puede hacer con un dato, y lo que no."""

from datetime import date
from decimal import Decimal

import pytest

from paac_reportes.errores import ErrorDeFormato
from paac_reportes.textos.plantillas import redactor


def redactar(plantilla: str, **variables: object) -> str:
    return redactor(plantilla)(variables)


@pytest.mark.parametrize(
    ("plantilla", "valor", "texto"),
    [
        ("{{ x | round }}", Decimal("2.6"), "3"),
        ("{{ x | round(1) }}", Decimal("2.64"), "2.6"),
        ("{{ x | round(10) }}", 2.5, "2.5"),
        ("[{{ x | round(2) }}]", None, "[]"),
        ("{{ x | round }}", 7, "7"),
        ("{{ x | fecha_abreviada }}", date(2022, 1, 31), "31-ene-22"),
        ("{{ x | dia_y_mes }}", date(2022, 5, 1), "1.º de mayo"),
        ("{{ x | guia }}", "guia-v4", "Guía para la administración del riesgo, versión 4 (2018)"),
        ("{{ x | guia }}", "La de la entidad", "La de la entidad"),
        ("{{ x | upper }}", "plan", "PLAN"),
        ("{{ x | default('sin dato', true) }}", "", "sin dato"),
        ("{{ x }}", Decimal("1.50"), "1.50"),
        ("{{ x }}", date(2022, 1, 31), "2022-01-31"),
        ("{{ x }}", 0, "0"),
        ("{{ x }}", False, "False"),
    ],
)
def test_lo_que_da_cada_filtro(plantilla: str, valor: object, texto: str) -> None:
    assert redactar(plantilla, x=valor) == texto


@pytest.mark.parametrize(
    ("plantilla", "valor", "motivo"),
    [
        ("{{ x | round }}", "2,6", "se esperaba un número que redondear, llegó '2,6'"),
        ("{{ x | round }}", True, "se esperaba un número que redondear, llegó True"),
        ("{{ x | round('a') }}", 2.5, "se esperaba un número que redondear, llegó 2.5"),
        ("{{ x | round(11) }}", 2.5, "se esperaban de 0 a 10 decimales"),
        ("{{ x | round(-1) }}", 2.5, "se esperaban de 0 a 10 decimales"),
        ("{{ x | fecha_larga }}", "2022", "se esperaba una fecha, llegó '2022'"),
        ("{{ x }}", object(), "object no es un texto"),
        ("{{ x }}", ["a"], "list no es un texto"),
    ],
)
def test_lo_que_un_filtro_no_admite_se_dice(plantilla: str, valor: object, motivo: str) -> None:
    with pytest.raises(ErrorDeFormato, match=motivo):
        redactar(plantilla, x=valor)


@pytest.mark.parametrize(
    ("plantilla", "motivo"),
    [
        ("{% for a in b %}{% endfor %}", "no admite «for»"),
        ("{{ a() }}", "no admite «llamar funciones»"),
        ("{{ a['b'] }}", "no admite «corchetes»"),
        ("{{ a * 2 }}", r"no admite «\*»"),
        ("{{ a ** 2 }}", r"no admite «\*\*»"),
        ("{{ a % 2 }}", "no admite «%»"),
        ("{% set a = 1 %}", "no admite «set»"),
        ("{% include 'a' %}", "no admite «include»"),
        ("{{ a._b }}", "sólo nombra datos"),
        ("{{ 'x'.upper }}", "sólo nombra datos"),
        ("{{ pagina ~ 'a' }}", "el número de página va sin filtros ni operaciones"),
        ("{{ '\\u0001' }}", "trae un carácter que no se puede escribir"),
        ("{{ a" + " + 1" * 70 + " }}", "demasiadas operaciones"),
        ("{{ a }}" + "x" * 20_000, "plantilla de más de 20000 letras"),
        ("{{ a | filtro_raro }}", "no existe el filtro 'filtro_raro'"),
    ],
)
def test_lo_que_una_plantilla_no_admite_se_dice(plantilla: str, motivo: str) -> None:
    with pytest.raises(ErrorDeFormato, match=motivo):
        redactor(plantilla)


@pytest.mark.parametrize("cuantas", [1, 40])
def test_unas_operaciones_corrientes_si_se_admiten(cuantas: int) -> None:
    assert redactar("{{ a" + " + 1" * cuantas + " }}", a=0) == str(cuantas)


def test_una_plantilla_del_largo_justo_se_lee() -> None:
    justa = "{{ a }}" + "x" * (20_000 - 7)

    assert redactar(justa, a="y") == "y" + "x" * (20_000 - 7)


def test_en_markdown_lo_que_trae_un_dato_sale_a_la_letra() -> None:
    from paac_reportes.textos.markdown import leer_markdown

    texto = redactor("**{{ a }}** {{ n }} {{ f }}", markdown=True)(
        {"a": "x*y*", "n": Decimal("1.5"), "f": None}
    )
    (bloque,) = leer_markdown(texto)

    assert [(t.texto, t.negrita) for t in bloque.trozos] == [("x*y*", True), (" 1.5", False)]


def test_en_markdown_lo_que_no_es_texto_tambien_es_un_error() -> None:
    with pytest.raises(ErrorDeFormato, match="list no es un texto"):
        redactor("{{ a }}", markdown=True)({"a": ["x"]})
    with pytest.raises(ErrorDeFormato, match="no hay 'a'"):
        redactor("{{ a }}", markdown=True)({})


@pytest.mark.parametrize("filtro", ["upper", "lower", "title", "capitalize", "trim", "numero"])
def test_un_dato_en_blanco_pasa_en_blanco_por_cualquier_filtro(filtro: str) -> None:
    assert redactar(f"{{{{ a | {filtro} }}}}", a=None) == ""


@pytest.mark.parametrize(
    ("plantilla", "valor", "escrito"),
    [
        ("{{ a | numero }}", Decimal("1234567.5"), "1.234.567,5"),
        ("{{ a | numero(2) }}", 1234, "1.234,00"),
        ("{{ a | numero(0) }}", Decimal("12.5"), "13"),
        ("{{ a | numero }}", "12,5", "12,5"),
        ("{{ a | numero(2) }}", "N/A", "N/A"),
        ("{{ a | numero(2) }}", "007", "007"),
    ],
)
def test_un_numero_con_sus_miles(plantilla: str, valor: object, escrito: str) -> None:
    assert redactar(plantilla, a=valor) == escrito


def test_los_decimales_de_un_numero_van_de_0_a_10() -> None:
    with pytest.raises(ErrorDeFormato, match="se esperaban de 0 a 10 decimales"):
        redactar("{{ a | numero(11) }}", a=1)
