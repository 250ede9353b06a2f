"""Lo que la gente escribe mal en una plantilla de texto, y lo que se le dice.

Prueba ``textos/plano``.
"""

import pytest
from jinja2 import TemplateSyntaxError
from jinja2.exceptions import SecurityError

from paac_reportes.errores import ErrorDeFormato
from paac_reportes.estructura import mostrar
from paac_reportes.textos.en_jinja import de_mal_escrita, de_sin_redactar
from paac_reportes.textos.plantillas import redactor

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
