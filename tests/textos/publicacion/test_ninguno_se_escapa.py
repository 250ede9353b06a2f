"""Un número o un correo, se parta como se parta, lo quita la regla o espera en la lista."""

import itertools
import re

import pytest

import paac_reportes as paac
from paac_reportes.textos.publico import LoQueQueda, para_publicar, tapado

SIGNOS = (
    *list(".,:;|/=\"'`+~#\\*_?!^ºª°·•‧∙⋅−─–—…"),
    *(" ", "    ", "      ", "\n", ".\n  ", "\r\n", "\t", "\u200b", "&nbsp;", "<br>", "<br />"),
    *(" | ", " / ", ", ", "; ", ": ", " – ", "][", "} {", ") (", "**", "..."),
)
NUMEROS = (("31", "408", "877"), ("1", "112", "765", "432"), ("315", "555", "1234"))


def espera(texto: str) -> list[str]:
    """Lo que de un texto espera revisión, sin lo que ya se quitó."""
    return [uno.se_lee for uno in LoQueQueda((para_publicar((texto,))[0], "")).lista]


def cifras(escrito: str) -> int:
    return len(re.findall(r"[\d•]", escrito))


@pytest.mark.parametrize("antes", ["CC ", "nota ", "cel. "])
@pytest.mark.parametrize("grupos", NUMEROS)
def test_un_numero_partido_con_cualquier_signo_se_va_o_espera_entero(
    grupos: tuple[str, ...], antes: str
) -> None:
    for signo in SIGNOS:
        texto = f"{antes}{signo.join(grupos)} de alguien"
        ((quedo,), _) = para_publicar((texto,))
        if cifras(quedo) > 4:  # de uno con el rótulo de otro puede quedar el final
            (visto,) = espera(texto)
            assert len(re.findall(r"\d", visto)) == 3, texto
            assert not re.search(r"\d{4}", re.sub(r"\D", "", tapado(quedo))), texto


@pytest.mark.parametrize(
    "texto",
    [
        f"Escriba a rosa{arroba}{dominio}"
        for arroba, dominio in itertools.product(
            ("arroba", "-at-", "/at/", "|at|", "_at_", "(a)", "[a]", " at ", " en ", " (en) "),
            ("cartago.gov.co", "servidor.com"),
        )
    ]
    + [f"Escriba a rosa {servidor}" for servidor in ("live.com", "icloud.com", "protonmail.com")],
)
def test_lo_que_parece_un_correo_espera(texto: str) -> None:
    assert len(espera(texto)) == 1


@pytest.mark.parametrize(
    "texto",
    [
        "El ciudadano(a) en www.cartago.gov.co, del 12/05/2024 al 2024-06-30",
        "25 arrobas de café; avance 10 %, 20 %, 30 % y 40 %",
        "Vigencias 2023-2024, corte 04/30/2020",
    ],
)
def test_lo_que_no_es_de_nadie_no_espera(texto: str) -> None:
    assert espera(texto) == []


@pytest.mark.parametrize("texto", ["CC 31 13 2019", "CC 12 05 2019", "45.31.2024"])
def test_lo_que_no_es_una_fecha_espera(texto: str) -> None:
    assert len(espera(texto)) == 1


def test_los_valores_de_una_lista_son_varios_y_el_que_se_parte_es_uno() -> None:
    assert len(espera("3.500.000, 4.600.000 y 1.200.000.000")) == 3
    assert len(espera("31.408.877-29.765.112")) == 2
    assert [cifras(uno) for uno in espera("ref 315=5551234")] == [10]


@pytest.mark.parametrize("final", ["pesos", "m/cte", "millones", "COP", "de pesos"])
def test_una_lista_de_pesos_queda_entera(final: str) -> None:
    for entre in (" y ", " a ", ", ", "; ", " - "):
        texto = f"entre 3102345678{entre}3212345678 {final}"
        assert para_publicar((texto,))[0] == (texto,)
    texto = f"de 3102345678, 3212345678 y 3012345678 {final}"
    assert para_publicar((texto,))[0] == (texto,)


@pytest.mark.parametrize(
    "texto",
    [f"{de} 3101234567" for de in ("SUIT", "SECOP II", "MGA:", "SPI", "guía", "adición", "SGP")],
)
def test_el_numero_de_un_sistema_queda_y_espera(texto: str) -> None:
    assert para_publicar((texto,))[0] == (texto,)
    assert len(espera(texto)) == 1


@pytest.mark.parametrize(
    ("nit", "esperan"), [("891.900.493-2", 0), ("891900493-3", 1), ("31.408.877-1", 1)]
)
def test_el_nit_de_la_entidad_con_su_digito_no_espera(nit: str, esperan: int) -> None:
    plan = paac.en_blanco(paac.Entidad(nombre="Alcaldía", nit=nit), vigencia=2026)

    assert len(LoQueQueda((plan, "")).lista) == esperan
