"""Los correos que trae un texto, y lo que lleva una arroba y no es un correo.

Prueba ``textos/datos_personales``.
"""

import pytest

from paac_reportes.textos.datos_personales import datos_personales


def hallados(texto: str) -> list[str]:
    return [
        texto[desde:hasta] for desde, hasta, clase in datos_personales(texto) if clase == "correo"
    ]


@pytest.mark.parametrize(
    ("texto", "correo"),
    [
        ("Escriba a control.interno@valdeluna.gov.co.", "control.interno@valdeluna.gov.co"),
        ("CONTROL@VALDELUNA.GOV.CO", "CONTROL@VALDELUNA.GOV.CO"),
        ("correo:a_b-c+d@sub.valdeluna.edu.co;", "a_b-c+d@sub.valdeluna.edu.co"),
        ("(mailto:Control@valdeluna.co)", "mailto:Control@valdeluna.co"),
        ("planeación@alcaldía.gov.co", "planeación@alcaldía.gov.co"),
        ("oficina\u200b@valdeluna.co", "oficina\u200b@valdeluna.co"),
        ("jose\u0301@valdeluna.co", "jose\u0301@valdeluna.co"),
        ("oficina\x00@valdeluna.co", "oficina\x00@valdeluna.co"),
        ("oficina＠valdeluna.co", "oficina＠valdeluna.co"),
        ("oficina&#64;valdeluna.co", "oficina&#64;valdeluna.co"),
        ("oficina (at) gmail.com", "oficina (at) gmail.com"),
        ("oficina [at] hotmail [dot] com", "oficina [at] hotmail [dot] com"),
        ("oficina arroba gmail punto com", "oficina arroba gmail punto com"),
        ("oficina @ gmail.com. Es el nuevo", "oficina @ gmail.com"),
        ("oficina @valdeluna.gov.co", "oficina @valdeluna.gov.co"),
        ("https://x.co/?u=oficina%40gmail.com&b=2", "oficina%40gmail.com"),
        ("oficina@gmail.com.1", "oficina@gmail.com"),
        ("Control.Interno@Gmail.Com", "Control.Interno@Gmail.Com"),
        ("oficina@Hotmail.Com", "oficina@Hotmail.Com"),
        ("oficina@x.CO", "oficina@x.CO"),
        ("oficina@valdeluna.GOV.CO", "oficina@valdeluna.GOV.CO"),
        ("Oficina@Mail.Valdeluna.Gov.Co", "Oficina@Mail.Valdeluna.Gov.Co"),
        ("oficina@4-72.com.co", "oficina@4-72.com.co"),
        ("oficina&#x40;x.co", "oficina&#x40;x.co"),
        ("oficina&commat;x.co", "oficina&commat;x.co"),
        (r"oficina\@x.co", r"oficina\@x.co"),
        ("oficina*@*x.co", "oficina*@*x.co"),
        ("o'brien@x.co", "o'brien@x.co"),
        ("oficina arroba x punto gov punto co", "oficina arroba x punto gov punto co"),
    ],
)
def test_es_un_correo(texto: str, correo: str) -> None:
    assert hallados(texto) == [correo]


@pytest.mark.parametrize(
    ("texto", "correo"),
    [
        ("- -oficina@x.co", "oficina@x.co"),
        ("Vea...oficina@x.co", "oficina@x.co"),
        ("'oficina@x.co'", "oficina@x.co"),
        ("oficina@x.gov.co.Es decir", "oficina@x.gov.co"),
        ("oficina@gmail.com.Comuníquese", "oficina@gmail.com"),
        ("oficina@x.co.Luego se publica", "oficina@x.co"),
        ("uno/oficina@x.co/otro", "oficina@x.co"),
    ],
)
def test_no_se_lleva_lo_que_tiene_pegado(texto: str, correo: str) -> None:
    assert hallados(texto) == [correo]


@pytest.mark.parametrize(
    "texto",
    [
        "",
        "Instagram @alcaldia.valdeluna",
        "www.tiktok.com/@alcaldia.gov.co",
        "50 % @ 3.5",
        "usuario@equipo",
        "@",
        "Se compró una arroba de papa punto",
        "a@b.1",
        "precio por arroba vendida. Es decir 5",
        "síganos en @valdeluna.co y Facebook",
        "Twitter @alcaldia.gov",
        "Twitter @valdeluna.gov.co",
        "https://github.com/x/y@v1.2.co",
    ],
)
def test_no_es_un_correo(texto: str) -> None:
    assert hallados(texto) == []


def test_son_todos_los_de_un_texto() -> None:
    assert hallados("a@x.co, b@y.org y c@z.net") == ["a@x.co", "b@y.org", "c@z.net"]
