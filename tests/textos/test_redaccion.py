"""Plantillas en su caja de arena."""

from datetime import date

import pytest

from paac_reportes.errores import ErrorDeFormato
from paac_reportes.textos.plantillas import Numero, caminos_de, redactor, redactor_de_pedazos


def test_un_dato_en_blanco_sale_vacio_y_no_none() -> None:
    assert redactor("[{{ vigencia }}]")({"vigencia": None}) == "[]"


def test_los_filtros_de_fecha() -> None:
    variables = {"corte": date(2020, 8, 31)}

    assert redactor("{{ corte | fecha_larga }}")(variables) == "31 de agosto de 2020"
    assert redactor("{{ corte | fecha_corta }}")(variables) == "31/08/2020"


def test_una_variable_que_no_existe_es_un_error() -> None:
    with pytest.raises(ErrorDeFormato, match="no hay 'corte'"):
        redactor("{{ corte }}")({})


def test_una_plantilla_mal_escrita_es_un_error_al_compilar() -> None:
    with pytest.raises(ErrorDeFormato, match="plantilla mal escrita"):
        redactor("{{ corte")


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


def test_sin_corte_el_filtro_de_fecha_sale_vacio() -> None:
    assert redactor("[{{ corte | fecha_larga }}]")({"corte": None}) == "[]"


def test_los_caminos_que_usa_una_plantilla() -> None:
    plantilla = "{{ corte }}{{ entidad.nombre }}{{ componente.numero or vigencia }}"

    assert caminos_de(plantilla) == {"corte", "entidad.nombre", "componente.numero", "vigencia"}


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
