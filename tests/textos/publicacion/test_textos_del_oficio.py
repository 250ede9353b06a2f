"""Cuánto acierta lo que se publica en textos del oficio, con su respuesta escrita a mano antes.

Los primeros sirvieron para mejorar las palabras que se reconocen; los de la reserva se escribieron
después, y no se ajustó nada por lo que dieron.
"""

from pathlib import Path

import pytest
from ayudas.oficio import Medida, medida, textos_del_oficio

from paac_reportes.textos.publico import LoQueQueda, para_publicar

TEXTOS = Path(__file__).parent / "oficio"
PUBLICAR = Path(__file__).parents[3] / "docs" / "publicar.md"


def de(*nombres: str) -> Medida:
    return medida([texto for uno in nombres for texto in textos_del_oficio(TEXTOS / f"{uno}.txt")])


PROPIOS = ("con_datos", "sin_datos")
RESERVA = ("reserva_con_datos", "reserva_sin_datos")
EVASIONES = ("evasiones_con_datos", "evasiones_sin_datos")
DE_FUERA = ("desde_fuera_con_datos", "desde_fuera_sin_datos")
CIEGA = ("reserva_ciega_con_datos", "reserva_ciega_sin_datos")


@pytest.mark.integracion
def test_son_mas_de_doscientos_y_la_mitad_no_trae_nada() -> None:
    con, sin = de("con_datos"), de("sin_datos")

    assert con.textos + sin.textos >= 200
    assert sin.textos >= con.textos
    assert (sin.datos, sin.parecen) == (0, 0)


@pytest.mark.integracion
def test_queda_a_lo_mas_un_dato_de_cada_cien_y_se_van_dos_numeros_de_cada_cien() -> None:
    suya = de(*PROPIOS)

    assert len(suya.quedan) <= suya.datos / 100, suya.quedan
    assert len(suya.se_fueron) <= suya.largos / 50, suya.se_fueron


def test_una_cedula_que_nada_nombra_queda_con_su_aviso() -> None:
    assert de("con_datos").sin_aviso == ()


@pytest.mark.parametrize("nombres", [PROPIOS, RESERVA, EVASIONES, DE_FUERA, CIEGA])
def test_ningun_dato_esta_fuera_de_la_regla_y_de_la_lista(nombres: tuple[str, ...]) -> None:
    assert de(*nombres).fuera == ()


def por_revisar(*nombres: str) -> int:
    textos = [
        uno.texto for nombre in nombres for uno in textos_del_oficio(TEXTOS / f"{nombre}.txt")
    ]
    return len(LoQueQueda((para_publicar(tuple(textos))[0], "textos")).lista)


@pytest.mark.parametrize("nombres", [PROPIOS, RESERVA, EVASIONES, DE_FUERA, CIEGA])
def test_las_cifras_de_la_documentacion_son_las_que_salen(nombres: tuple[str, ...]) -> None:
    suya = de(*nombres)
    dicho = (
        f"{suya.textos} textos | {len(suya.quedan)} de {suya.datos} | "
        f"{len(suya.se_fueron)} de {suya.largos} | {len(suya.se_fueron)} de {suya.numeros} | "
        f"{por_revisar(*nombres)} | {len(suya.fuera)}"
    )

    assert dicho in PUBLICAR.read_text("utf-8")
