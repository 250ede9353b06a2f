"""Una plantilla leída al revés: de lo que un texto dice a los datos que la escribieron."""

from datetime import date

import pytest

from paac_reportes.textos.inversa import Valores, molde_de
from paac_reportes.textos.valores import leer_fecha_escrita

COMPONENTE = (
    "{% if componente.numero is not none %}Componente {{ componente.numero }}{% endif %}"
    "{% if componente.numero is not none and componente.nombre %}: {% endif %}"
    "{{ componente.nombre }}"
)


def leido(plantilla: str, texto: str) -> Valores | None:
    """La lectura más probable."""
    return next((dichos for dichos, _ in molde_de(plantilla).casar(texto)), None)


@pytest.mark.parametrize(
    ("texto", "dichos"),
    [
        (
            "Componente 1: Gestión: riesgos",
            {"componente.numero": 1, "componente.nombre": "Gestión: riesgos"},
        ),
        ("Componente 3", {"componente.numero": 3}),
        ("Trámites", {"componente.nombre": "Trámites"}),
        ("COMPONENTE 2:\nDos", {"componente.numero": 2, "componente.nombre": "Dos"}),
    ],
)
def test_cada_condicion_es_otra_manera_de_leerlo(texto: str, dichos: Valores) -> None:
    assert leido(COMPONENTE, texto) == dichos


def test_una_fecha_larga_vuelve_a_ser_fecha() -> None:
    assert leido("Corte al {{ corte | fecha_larga }}", "Corte al 31 de agosto de 2020") == {
        "corte": date(2020, 8, 31)
    }


def test_lo_que_no_es_una_fecha_no_casa() -> None:
    assert leido("Corte al {{ corte | fecha_larga }}", "Corte al 31 de agostos de 2020") is None


@pytest.mark.parametrize(
    ("texto", "codigo"),
    [
        ("Guía para la administración del riesgo,\nversión 4 (2018)", "guia-v4"),
        ("La de la entidad", "La de la entidad"),
    ],
)
def test_del_nombre_de_una_guia_vuelve_su_codigo(texto: str, codigo: str) -> None:
    assert leido("Metodología: {{ mapa.metodologia | guia }}", f"Metodología: {texto}") == {
        "mapa.metodologia": codigo
    }


def test_un_dato_en_mayusculas_no_se_toma_por_el_dato() -> None:
    assert leido("SEGUIMIENTO {{ entidad.nombre | upper }}", "SEGUIMIENTO CAJICÁ") == {}


def test_un_salto_de_linea_separa_y_un_espacio_no() -> None:
    plantilla = "{{ firma.nombre }}\n{{ firma.cargo }}"
    assert leido(plantilla, "La Jefe\nControl Interno") == {
        "firma.nombre": "La Jefe",
        "firma.cargo": "Control Interno",
    }


def test_una_direccion_web_sola_es_el_sitio_y_no_la_direccion() -> None:
    plantilla = (
        "{{ entidad.direccion }}{% if entidad.direccion and entidad.sitio_web %} – {% endif %}"
        "{{ entidad.sitio_web }}"
    )
    assert leido(plantilla, "www.cartago.gov.co") == {"entidad.sitio_web": "www.cartago.gov.co"}


@pytest.mark.parametrize(
    ("texto", "fecha"),
    [
        ("31/12/2020", date(2020, 12, 31)),
        ("1 de mayo de 2021", date(2021, 5, 1)),
        ("31-ene-22", date(2022, 1, 31)),
        ("31/02/2020", None),
        ("mañana", None),
    ],
)
def test_una_fecha_escrita_se_lee(texto: str, fecha: date | None) -> None:
    assert leer_fecha_escrita(texto) == fecha
