"""Los números que se leen de un texto, y los que se escriben en una celda."""

from decimal import Decimal

import pytest

from paac_reportes.modelo import Resultado, Verificacion
from paac_reportes.textos.valores import (
    como_texto,
    con_miles,
    contar,
    lista,
    numero,
    numero_escrito,
    puntos,
    redondear,
)


@pytest.mark.parametrize(
    ("texto", "valor"),
    [
        ("1.250", "1250"),
        ("1.250,5", "1250.5"),
        ("1.234.567", "1234567"),
        ("12,5", "12.5"),
        ("12.5", "12.5"),
        ("-3", "-3"),
        ("-1.250", "-1250"),
        ("  7 ", "7"),
        ("1\xa0250", "1250"),
        ("1.25", "1.25"),
        ("1" * 30, "1" * 30),
        *((texto, None) for texto in ("", "abc", "1.250.5", "12,", ",5", "1" * 31, "+3", "1e3")),
        ("1,12345678901", None),
    ],
)
def test_el_numero_que_un_texto_es(texto: str, valor: str | None) -> None:
    assert numero_escrito(texto) == (None if valor is None else Decimal(valor))


def test_una_verificacion_se_escribe_con_su_nota() -> None:
    con_nota = Verificacion(resultado=Resultado.PARCIAL, nota="Falta el acta.")

    assert como_texto(con_nota) == "Verificada en parte\nFalta el acta."
    assert como_texto(Verificacion(resultado=Resultado.NO_VERIFICADA)) == "No verificada"


@pytest.mark.parametrize(
    ("valor", "texto"),
    [(False, "No"), (2.5, "2,5"), (1e-7, "0,0000001"), (Decimal("1E+3"), "1000"), ((), "")],
)
def test_cada_valor_como_texto(valor: object, texto: str) -> None:
    assert como_texto(valor) == texto


@pytest.mark.parametrize(
    ("valor", "decimales", "redondo"),
    [
        ("0.5", 0, "1"),
        ("2.5", 0, "3"),
        ("-2.5", 0, "-3"),
        ("99.6", 0, "99.6"),
        ("0.4", 0, "0.4"),
        ("1.005", 2, "1.01"),
        ("99.9999999999", 2, "99.99999999"),
        ("0.000000001", 2, "0"),
        ("10", 2, "10"),
        ("1200", 2, "1200"),
    ],
)
def test_redondear_se_aleja_del_cero_y_no_llega_a_lo_que_no_es(
    valor: str, decimales: int, redondo: str
) -> None:
    hecho = redondear(Decimal(valor), decimales=decimales)

    assert str(hecho) == redondo


def test_un_numero_lleva_los_decimales_que_se_le_piden() -> None:
    assert numero(Decimal("54.83"), decimales=1) == "54,8"
    assert numero(Decimal("54.83"), decimales=0) == "55"
    assert puntos(Decimal("0.005")) == "+0,01"
    assert contar(2, "fila", "filas") == "2 filas"
    assert con_miles(-1234) == "-1.234"


@pytest.mark.parametrize(
    ("elementos", "texto"),
    [
        (["a", "hierro"], "a y hierro"),
        (["a", "hiato"], "a y hiato"),
        (["a", "ionizar"], "a y ionizar"),
        (["a", "Ítem"], "a e Ítem"),
        (["a", "hígado"], "a e hígado"),
        (["a", "«¿Inicio?»"], "a e «¿Inicio?»"),
        (["a", "1. Inicio"], "a y 1. Inicio"),
    ],
)
def test_la_conjuncion_sigue_al_sonido(elementos: list[str], texto: str) -> None:
    assert lista(elementos) == texto
