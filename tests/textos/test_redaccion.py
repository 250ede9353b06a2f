"""Plantillas en su caja de arena."""

import contextlib
from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paac_reportes.errores import ErrorDeFormato, Falla
from paac_reportes.textos import en_jinja, plantillas
from paac_reportes.textos.markdown import EnMarkdown
from paac_reportes.textos.plantillas import (
    plantilla_corriente,
    redactor,
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
