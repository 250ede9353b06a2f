"""Plantillas en su caja de arena: lo que una puede hacer con un dato, y lo que no.

El texto de una columna trae cada dato como en una celda, y cuentas que ni cuelgan ni mienten. Al
final, lo que la gente escribe mal, y lo que se le dice.

Prueba ``textos/plano``.
"""

import contextlib
from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import TemplateSyntaxError
from jinja2.exceptions import SecurityError

from paac_reportes.errores import ErrorDeFormato, Falla
from paac_reportes.estructura import Extras, mostrar
from paac_reportes.textos import en_jinja, plantillas
from paac_reportes.textos.corrientes import plantilla_corriente
from paac_reportes.textos.en_jinja import de_mal_escrita, de_sin_redactar
from paac_reportes.textos.markdown import EnMarkdown
from paac_reportes.textos.plantillas import (
    redactor,
    redactor_de_fila,
    redactor_de_pedazos,
    variables_de,
)
from paac_reportes.textos.valores import Numero


@pytest.mark.parametrize(
    "plantilla",
    [
        "{{ ''.__class__.__mro__ }}",
        "{{ entidad.__init__.__globals__ }}",
        "{{ lista.append(1) }}",
        "{{ 'a' * 1000000000 }}",
        "{{ 10 ** 100000000 }}",
        "{{ '%1000000000d' % 1 }}",
        "{% for a in lista %}{% endfor %}",
        "{% include 'otra' %}",
        "{% set pagina = 1 %}{{ pagina }}",
        "{% set a = 'aa' %}{% set a = a ~ a %}",
        "{{ 'a' | replace('a', 'aaaaaaaaaa') }}",
        "{{ '\\x01' }}",
        "{{ 'página ' ~ pagina }}",
        "{{ paginas | upper }}",
        "{{ 'a' + (pagina if entidad else '') }}",
        "{{ '\\u0003' }}",
        "{{ entidad }}",
        "{{ 'x'.upper }}",
        "{{ " + "9" * 5000 + " }}",
        "{{ entidad['nombre'] }}",
        "{{ 'a' | center(10000000000) }}",
        "{{ lista | fecha_larga }}",
        "{% if 1 %}" * 200 + "{% endif %}" * 200,
        "{{ " + "(" * 3000 + "1" + ")" * 3000 + " }}",
    ],
)
def test_una_plantilla_no_alcanza_el_sistema_ni_lo_cuelga(plantilla: str) -> None:
    with pytest.raises(ErrorDeFormato):
        redactor(plantilla)({"entidad": object(), "lista": []})


def test_los_numeros_de_pagina_quedan_en_su_sitio_entre_los_textos() -> None:
    redactar = redactor_de_pedazos("Corte {{ corte }}, {{ 1 }}/{{ pagina }}{{ paginas if corte }}.")

    assert redactar({"corte": date(2020, 8, 31)}) == (
        "Corte 2020-08-31, 1/",
        Numero.PAGINA,
        Numero.PAGINAS,
        ".",
    )


def test_un_dato_no_se_vuelve_numero_de_pagina() -> None:
    assert redactor_de_pedazos("{{ nombre }} {{ pagina }}")({"nombre": "a\x01\x02"}) == (
        "a\x01\x02 ",
        Numero.PAGINA,
    )


def test_donde_no_hay_paginas_un_numero_de_pagina_es_un_error() -> None:
    with pytest.raises(ErrorDeFormato, match="aquí no hay número de página: 'Hoja"):
        redactor("Hoja {{ pagina }}")({})


# ------------------------------------------------------- la corriente, sin jinja2

LUGARES = (plantillas._EN_TEXTO, plantillas._EN_MARKDOWN, plantillas._EN_FILA)
JUNTAN = (plantillas._unidos, plantillas._en_una_celda)
LETRAS = st.text(st.sampled_from("a.€ {}%#\n\r_*-[^1]|"), max_size=6)
NOMBRES = [
    "a",
    "a.real",
    "b.c",
    "b.falta",
    "b._c",
    "b.c.d",
    "b.if",
    "d",
    "e.ruta",
    "e.no",
    "f.year",
    "g",
    "h",
    "in",
    "m",
    "nada",
    "none",
    "nota",
    "pagina",
    "pagina.value",
    "paginas",
    "prosa",
    "true",
    "_a",
]
ABRE, CIERRA = ["{{", "{{ ", "{{-", "{{\n"], ["}}", " }}", "-}}", "|upper }}", ".}}"]
NOMBRADAS = st.tuples(*map(st.sampled_from, (ABRE, NOMBRES, CIERRA))).map("".join)
LITERALES = ["'Matriz'", "''", "'x or y'", "'a'", "3", "'*c*'"]
FILTROS = [
    " | upper",
    " |fecha_larga",
    "|fecha_corta",
    " | dia_y_mes",
    " | fecha_abreviada",
    "|lower",
]
OPERANDOS = st.tuples(
    st.sampled_from(["", "", "", "not ", "not not "]),
    st.sampled_from(NOMBRES + LITERALES),
    st.sampled_from(["", "", "", *FILTROS]),
    st.sampled_from(["", "", "", " is none", " is not none", " is none is none"]),
).map("".join)
UNEN = st.sampled_from([" or ", " and ", " == ", " if ", " else ", " if a else ", " is ", " "])


@st.composite
def expresiones(draw: st.DrawFn) -> str:
    expresion = draw(OPERANDOS)
    for operando in draw(st.lists(OPERANDOS, max_size=3)):
        expresion += draw(UNEN) + operando
    return expresion


ESCRITAS = expresiones().map("{{{{ {} }}}}".format)


def con_condicion(adentro: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    cierre = st.sampled_from(["{% endif %}"] * 4 + ["", "{%- endif %}", "{% else %}{% endif %}"])
    si_no = st.sampled_from(["", "", "{% else %}", "{%else%}no", "{% elif a %}"])
    partes = (st.just("{% if "), expresiones(), st.just(" %}"), adentro, si_no, adentro, cierre)
    return st.tuples(*partes).map("".join)


PLANTILLAS = (
    st.lists(
        LETRAS | NOMBRADAS | st.recursive(NOMBRADAS | ESCRITAS, con_condicion, max_leaves=4),
        min_size=1,
        max_size=4,
    )
    .map("".join)
    .filter(lambda plantilla: "{" in plantilla)  # la fija nunca fue de jinja2
)
DATOS = {
    "a": 3,
    "b": {"c": "x", "if": "y"},
    "d": None,
    "e": Falla("nit", "r", "m"),
    "g": True,
    "f": date(2020, 8, 31),
    "h": len,
    "m": Decimal("1.50"),
    "nota": "*no*",
    "prosa": EnMarkdown("*sí*"),
}


def dicho(redactar: Callable[[], object]) -> object:
    try:
        return redactar()
    except ErrorDeFormato as error:
        return str(error)


@pytest.mark.integracion
@given(PLANTILLAS, st.sampled_from(LUGARES), st.sampled_from(JUNTAN))
def test_sin_jinja2_se_redacta_lo_mismo(
    plantilla: str, lugar: plantillas._ModoDeEscribir, juntar: Callable[[Iterable[object]], object]
) -> None:
    con_jinja = dicho(
        lambda: en_jinja.redactor_en_jinja(
            plantilla, lugar.dejar, juntar, con_cuentas=lugar.con_cuentas
        )(DATOS)
    )

    sin_jinja = dicho(lambda: plantillas._redactor(plantilla, lugar, juntar)(DATOS))
    assert (sin_jinja, type(sin_jinja)) == (con_jinja, type(con_jinja))


@pytest.mark.integracion
@given(PLANTILLAS)
def test_sin_jinja2_se_nombra_lo_mismo(plantilla: str) -> None:
    nombrados = dicho(lambda: plantillas._enteros(en_jinja.nombrados_en(plantilla)))
    impresos = dicho(lambda: en_jinja.impresos_en(plantilla))
    calculados = dicho(lambda: en_jinja.calculados_en(plantilla))
    escritos = dicho(lambda: sorted(plantillas._enteros(en_jinja.escritos_en(plantilla))))

    assert dicho(lambda: variables_de(plantilla)) == nombrados
    assert dicho(lambda: plantillas.impresos_de(plantilla)) == impresos
    assert dicho(lambda: plantillas.calculados_de(plantilla)) == calculados
    assert dicho(lambda: list(plantillas.variables_escritas(plantilla))) == escritos


@given(expresiones(), st.sampled_from(LUGARES))
def test_los_mismos_valores_dicen_lo_mismo(
    expresion: str, lugar: plantillas._ModoDeEscribir
) -> None:
    """Lo que se recuerda por los valores leídos no puede depender de nada más."""
    hecha = plantilla_corriente(f"{{{{ {expresion} }}}}{{% if {expresion} %}}x{{% endif %}}")
    textos: dict[object, str] = {}
    for valor in (None, "", "x", 0, 1, True, date(2020, 8, 31), Decimal("1.0"), Decimal("1.00")):
        variables = DATOS | {"a": valor, "b": {"c": valor}}
        with contextlib.suppress(Exception):
            leidos = hecha.leer(variables) if hecha else ()
            dichos = repr(hecha.redactar(variables, lugar.dejar)) if hecha else ""
            assert textos.setdefault(repr(leidos), dichos) == dichos


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
    ("valor", "escrito"),
    [
        (None, "[ %]"),
        (Decimal("62.5"), "[62,5 %]"),
        (date(2022, 1, 31), "[31/01/2022 %]"),
        (("a", "b"), "[a\nb %]"),
    ],
)
def test_lo_que_se_junta_con_otro_texto_va_como_en_una_celda(valor: object, escrito: str) -> None:
    plantilla = "{{ '[' ~ a ~ ' %]' }}"

    assert (redactar(plantilla, a=valor), redactar_la_fila(plantilla, a=valor)) == (escrito,) * 2
    assert redactar("{{ a | entre('[', ' %]', '[ %]') }}", a=valor) == escrito


def test_una_lista_en_una_celda_son_sus_renglones() -> None:
    assert redactar_la_fila("{{ [a, 'x'] }}", a=None) == "\nx"


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


def redactar_la_fila(plantilla: str, **variables: Any) -> str | Decimal | int:
    return redactor_de_fila(plantilla)(variables)


@pytest.mark.parametrize(
    ("cuenta", "resultado"),
    [
        ("a + b", "10"),
        ("a - b", "4"),
        ("a * b", "21"),
        ("a / b * 100", "233,33"),
        ("a // b", "2"),
        ("-a", "−7"),
        ("a * 0.5", "3,5"),
        ("(a + b) / texto", "4"),
    ],
)
def test_las_cuatro_operaciones_de_numeros(cuenta: str, resultado: str) -> None:
    assert (
        redactar_la_fila(f"{{{{ {cuenta} }}}} .", a=7, b=Decimal(3), texto="2,5")
        == f"{resultado} ."
    )


@pytest.mark.parametrize("cuenta", ["a + nada", "nada * 2", "a / cero", "a - letras", "-nada"])
def test_una_cuenta_que_no_se_puede_hacer_queda_en_blanco(cuenta: str) -> None:
    variables = {"a": 7, "nada": None, "cero": 0, "letras": "N/A"}

    assert redactar_la_fila(f"{{{{ {cuenta} }}}}", **variables) == ""


def test_un_texto_que_es_solo_un_numero_lo_da_sin_redondear() -> None:
    tercio = redactar_la_fila("{{ a / 3 }}", a=1)

    assert isinstance(tercio, Decimal)
    assert abs(tercio * 3 - 1) < Decimal("1e-20")
    assert redactar_la_fila("{{ a }}", a=Decimal("45.5")) == Decimal("45.5")
    assert redactar_la_fila("{{ a / 3 }} %", a=1) == "0,33 %"


def test_una_cuenta_ni_repite_textos_ni_crece_sin_medida() -> None:
    assert redactar_la_fila("{{ 'ab' ~ a }}", a=3) == "ab3"
    assert redactar_la_fila("{{ a * 1000000 * 3 }}", a="x") == ""
    assert redactar_la_fila("{{ " + "a * " * 40 + "a }}", a=10**14) == ""
    with pytest.raises(ErrorDeFormato, match=r"las cuentas son de números; los textos .* con ~"):
        redactor_de_fila("{{ 'ab' * 1000 }}")
    with pytest.raises(ErrorDeFormato, match=r"no admite «\*\*»"):
        redactor_de_fila("{{ 9 ** 9 }}")
    with pytest.raises(ErrorDeFormato, match="no existe el filtro"):
        redactor_de_fila("{{ a | filtro }}")


def test_un_extra_que_falta_esta_en_blanco_aunque_se_llame_como_un_metodo() -> None:
    extras = Extras({"items": 3})

    assert redactar_la_fila("{{ extras.items }}|{{ extras.keys }}|", extras=extras) == "3||"


VARIABLES = {"corte": None, "a": 1, "b": {}, "entidad": {"nombre": "x"}}


def falla_de(plantilla: str) -> str:
    with pytest.raises(ErrorDeFormato) as error:
        redactor(plantilla)(VARIABLES)
    (falla,) = error.value.fallas
    return falla.mensaje


@pytest.mark.parametrize(
    ("plantilla", "motivo"),
    [
        ("{{ corte", "falta cerrar con }}"),
        ("{{ corte }", "sobra }, o le falta otra"),
        ("{{ }}", "falta un dato antes de }}"),
        ("{{ corte | }}", "se esperaba un nombre, llegó }}"),
        ("{{ corte | fecha larga }}", "se esperaba }}, llegó larga"),
        ("{{ corte fecha }}", "se esperaba }}, llegó fecha"),
        ("{{ 'x }}", "falta cerrar unas comillas"),
        ("{{ entidad. }}", "falta un nombre después de un punto"),
        ("{{ entidad.nombre. }}", "falta un nombre después de un punto"),
        ("{{ (corte }}", "se esperaba ), llegó }"),
        ("{{ corte) }}", "falta un dato antes de ), o sobra"),
        ("{{ [1, 2 }}", "se esperaba ], llegó }"),
        ("{% if corte %}", "falta cerrar if con endif"),
        ("{% if %}x{% endif %}", "falta un dato antes de %}"),
        ("{% endif %}", "sobra endif: no hay un if sin cerrar, o ya tuvo su else"),
        ("{% else %}", "sobra else: no hay un if sin cerrar, o ya tuvo su else"),
        ("{% if corte }x{% endif %}", "sobra }, o le falta otra"),
        ("{% if corte = 1 %}x{% endif %}", "se esperaba %}, llegó ="),
        ("{% si corte %}x{% finsi %}", "no existe la orden si; están if, elif, else y endif"),
        ("{% %}", "falta la orden después de {%"),
        ("{% if corte %}x{% endfor %}", "no existe la orden endfor; están if, elif, else y endif"),
        ("{% if a %}{% elif %}{% endif %}", "falta un dato antes de %}"),
        ("{# nota", "falta cerrar con #} lo que se abre con {#"),
        ("{% raw %}x", "falta cerrar raw con endraw"),
        ("{{ a & b }}", "no se admite el signo &"),
        ("{{ a ? b : c }}", "no se admite el signo ?"),
        ("{{ 1..2 }}", "falta un nombre después de un punto"),
        ("{{ corte is }}", "se esperaba un nombre, llegó }}"),
        ("{{ a if }}", "falta un dato antes de }}, o sobra"),
        ("{{ a else b }}", "se esperaba }}, llegó else"),
        ("{{ {'a' 1} }}", "se esperaba :, llegó un número"),
        ("{{ a == }}", "falta un dato antes de }}, o sobra"),
        ("{{ not }}", "falta un dato antes de }}, o sobra"),
        (
            "{% if a %}{% else %}{% else %}{% endif %}",
            "sobra else: no hay un if sin cerrar, o ya tuvo su else",
        ),
        ("{{ corte | round(2 }}", "se esperaba ), llegó }"),
        ("{% block a %}", "falta cerrar block con endblock"),
        ("{% do x %}", "no existe la orden do; están if, elif, else y endif"),
        ("{% trans %}", "no existe la orden trans; están if, elif, else y endif"),
        ("{{ true = 1 }}", "se esperaba }}, llegó ="),
        ("{% set x %}", "falta cerrar set con endset"),
        ("{% for %}{% endfor %}", "falta un dato antes de %}"),
        ("{% for a b %}{% endfor %}", "se esperaba in, llegó b"),
        ("{% include %}", "falta un dato antes de %}, o sobra"),
        ("{{ a | default(b=) }}", "falta un dato antes de ), o sobra"),
        ("{{ *a }}", "no se esperaba *"),
        ("{{ 0x }}", "se esperaba }}, llegó x"),
        ("{{ “a” }}", "no se admite el signo “"),
        ("{{ a\n}} {{ b", "falta cerrar con }}"),
        ("{%- if a -%}", "falta cerrar if con endif"),
        ("{{ a and }}", "falta un dato antes de }}, o sobra"),
        ("{{ a[1 }}", "se esperaba ], llegó }"),
    ],
)
def test_una_plantilla_mal_escrita(plantilla: str, motivo: str) -> None:
    assert falla_de(plantilla) == f"plantilla mal escrita en {mostrar(plantilla)}: {motivo}"


@pytest.mark.parametrize(
    ("plantilla", "motivo"),
    [
        (
            "{{ corte | fecha_largo }}",
            "no existe el filtro 'fecha_largo'; el más parecido es 'fecha_larga'",
        ),
        ("{{ corte | date }}", "no existe el filtro 'date'; el más parecido es 'dia_y_mes'"),
        ("{{ corte is bonito }}", "no se puede preguntar si algo «is bonito»"),
        ("{% extends 'x' %}", "una plantilla de formato no admite «extends»"),
        ("{{ super() }}", "una plantilla de formato no admite «llamar funciones»"),
        ("{{ a.1 }}", "una plantilla de formato no admite «corchetes»"),
        ("{% filter x %}{% endfilter %}", "una plantilla de formato no admite «filterblock»"),
    ],
)
def test_lo_que_una_plantilla_no_puede_pedir(plantilla: str, motivo: str) -> None:
    assert falla_de(plantilla) == f"{motivo}: {mostrar(plantilla)}"


@pytest.mark.parametrize(
    ("plantilla", "motivo"),
    [
        ("{{ ñ-a }}", "no hay 'ñ'"),
        ("{{ a, }}", "tuple no es un texto"),
        ("{{ loop }}", "no hay 'loop'"),
        ("{{ a.x }}", "no hay 'x' en lo que se nombra"),
        ("{{ 1/0 }}", "se divide por cero"),
        ("{{ 'a' + 1 }}", "se operan datos que no se dejan operar entre sí"),
        ("{{ 'a' < 1 }}", "se operan datos que no se dejan operar entre sí"),
        ("{{ - 'a' }}", "se operan datos que no se dejan operar entre sí"),
        ("{{ 1 | fecha_larga }}", "se esperaba una fecha, llegó 1"),
        ("{{ a.b.c }}", "no hay 'b' en lo que se nombra"),
        ("{{ 2 | round(99) }}", "se esperaban de 0 a 10 decimales"),
    ],
)
def test_una_plantilla_que_no_se_deja_redactar(plantilla: str, motivo: str) -> None:
    assert falla_de(plantilla) == f"no se pudo redactar {mostrar(plantilla)}: {motivo}"


def test_lo_que_no_esta_en_las_tablas_tampoco_habla_ingles() -> None:
    assert de_mal_escrita(TemplateSyntaxError("something new", 3)) == (
        "no se entiende su renglón 3"
    )
    assert de_sin_redactar(KeyError("something")) == "falló al redactarse (KeyError)"
    assert de_sin_redactar(SecurityError("access denied")) == (
        "pide lo que una plantilla no puede ver"
    )
