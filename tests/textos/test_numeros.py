"""Números, porcentajes, cuentas, listas y fechas en buen español: cómo se escriben y se leen."""

import os
import re
import sys
from datetime import date
from decimal import Context, Decimal, localcontext
from typing import Any

import pytest
from ayudas.compartido import lanzar
from hypothesis import given
from hypothesis import strategies as st

import paac_reportes as paac
from paac_reportes.textos.valores import (
    como_texto,
    con_miles,
    contar,
    dia_y_mes,
    fecha_abreviada,
    fecha_corta,
    fecha_larga,
    lista,
    numero,
    numero_con_formato,
    numero_escrito,
    porcentaje,
    proporcion,
    puntos,
    redondear,
    suma_en_texto,
)


@pytest.mark.parametrize(
    ("avance", "texto"),
    [
        (None, "sin dato"),
        (Decimal(55), "55 %"),
        (Decimal("54.8333"), "54,83 %"),
        (Decimal("54.845"), "54,85 %"),
        (Decimal("54.80"), "54,8 %"),
        (Decimal("99.99"), "99,99 %"),
        (Decimal("99.999"), "99,999 %"),
        (Decimal("99.9999999999"), "99,99999999 %"),
        (Decimal("0.001"), "0,001 %"),
        (Decimal(0), "0 %"),
    ],
)
def test_un_porcentaje(avance: Decimal | None, texto: str) -> None:
    assert porcentaje(avance) == texto.replace(" %", "\xa0%")


@pytest.mark.parametrize(
    ("parte", "texto"),
    [
        (None, "sin dato"),
        (Decimal(90), "90,0 %"),
        (Decimal("62.5"), "62,5 %"),
        (Decimal("54.8333"), "54,8 %"),
        (Decimal("99.96"), "99,96 %"),
        (Decimal("0.04"), "0,04 %"),
        (Decimal("99.999"), "99,999 %"),
    ],
)
def test_la_proporcion_lleva_los_decimales_de_su_tabla(parte: Decimal | None, texto: str) -> None:
    assert proporcion(parte) == texto.replace(" %", "\xa0%")


@pytest.mark.parametrize(
    ("avance", "texto"),
    [("59.96", "59,96"), ("59.999", "59,999"), ("60.004", "60"), ("59.9999999999", "59,99999999")],
)
def test_el_redondeo_no_cambia_de_zona(avance: str, texto: str) -> None:
    assert porcentaje(Decimal(avance), lambda v: v >= 60) == f"{texto}\xa0%"


@pytest.mark.parametrize(
    ("cambio", "texto"),
    [
        (None, "sin dato"),
        (Decimal("12.5"), "+12,5"),
        (Decimal(-3), "−3"),
        (Decimal("-0.125"), "−0,1"),
        (Decimal("-0.001"), "−0,001"),
        (Decimal(0), "0"),
        (Decimal("-0"), "0"),
        (Decimal("0.005"), "+0,01"),
    ],
)
def test_los_puntos_llevan_su_signo(cambio: Decimal | None, texto: str) -> None:
    assert puntos(cambio) == texto


def test_un_numero_descomunal_se_escribe_sin_decimales() -> None:
    assert numero(Decimal("1e40")) == "1" + "0" * 40
    with localcontext(Context(prec=3)):
        assert numero(Decimal("1234.567")) == "1234,57"


def test_un_numero_lleva_los_decimales_que_se_le_piden() -> None:
    assert numero(Decimal("54.83"), decimales=1) == "54,8"
    assert numero(Decimal("54.83"), decimales=0) == "55"


@pytest.mark.parametrize(
    ("cuantos", "texto"),
    [
        (0, "0"),
        (999, "999"),
        (-1234, "-1.234"),
        (1234567, "1.234.567"),
        (10**30, f"1{'.000' * 10}"),
    ],
)
def test_los_miles_llevan_punto(cuantos: int, texto: str) -> None:
    with localcontext(Context(prec=3)):
        assert con_miles(cuantos) == texto


@given(st.decimals(allow_nan=False, allow_infinity=False, places=6))
def test_un_numero_escrito_se_lee_igual(valor: Decimal) -> None:
    escrito = numero(valor)

    assert Decimal(escrito.replace(",", ".").replace("−", "-")) == redondear(valor)
    assert re.fullmatch(r"−?\d+(?:,\d*[1-9])?", escrito)


def test_cuentas_con_su_plural() -> None:
    assert [contar(n, "actividad", "actividades") for n in (0, 1, 1234)] == [
        "0 actividades",
        "1 actividad",
        "1.234 actividades",
    ]


@pytest.mark.parametrize(
    ("elementos", "texto"),
    [
        ([], ""),
        (["uno"], "uno"),
        (["Salud", "Hacienda"], "Salud y Hacienda"),
        (["a", "b", "Infraestructura"], "a, b e Infraestructura"),
        (["agua", "hielo"], "agua y hielo"),
        (["a", "hiato"], "a y hiato"),
        (["a", "ionizar"], "a y ionizar"),
        (["a", "Ítem"], "a e Ítem"),
        (["a", "hígado"], "a e hígado"),
        (["a", "«¿Inicio?»"], "a e «¿Inicio?»"),
        (["a", "1. Inicio"], "a y 1. Inicio"),
    ],
)
def test_una_lista_termina_en_y_o_en_e(elementos: list[str], texto: str) -> None:
    assert lista(elementos) == texto


@given(
    st.lists(st.decimals(0, 100, places=9), min_size=1, max_size=9),
    st.sampled_from((Decimal(60), Decimal(80))),
)
def test_con_la_suma_escrita_se_rehace_el_promedio_escrito(
    avances: list[Decimal], zona_desde: Decimal
) -> None:
    """Lo que se lee, dividido, no pasa de zona ni parece 100 si el promedio no lo es."""

    def zona(valor: Decimal) -> bool:
        return valor >= zona_desde

    promedio = sum(avances, Decimal(0)) / len(avances)
    suma = suma_en_texto(sum(avances, Decimal(0)), len(avances), zona)
    leido = Decimal(suma.replace(",", "."))
    escrito = porcentaje(promedio, zona).partition("\N{NO-BREAK SPACE}")[0]
    decimales = len(escrito.partition(",")[2])

    assert zona(leido / len(avances)) == zona(promedio)
    assert (leido == 100 * len(avances)) == (promedio == 100)
    assert abs(leido / len(avances) - promedio) <= Decimal(1).scaleb(-max(decimales, 2))


@pytest.mark.parametrize(
    ("valor", "pedido", "texto"),
    [
        ("1234567.5", {"miles": True, "decimales": 2}, "1.234.567,50"),
        ("1234567.5", {"decimales": 2}, "1234567,50"),
        ("-1234567.5", {"miles": True}, "−1.234.567,5"),
        ("9999", {"miles": "auto"}, "9999"),
        ("10000", {"miles": "auto"}, "10.000"),
        ("45.5", {"porcentaje": True}, "45,5\xa0%"),
        ("1E+24", {"miles": True}, "1.000.000.000.000.000.000.000.000"),
        ("0.00000000000047", {"decimales": 1}, "0,0"),
        ("-0.00000000000047", {"decimales": 1}, "0,0"),
        ("-0", {"decimales": 2, "porcentaje": True}, "0,00\xa0%"),
    ],
)
def test_un_numero_con_sus_miles_y_sus_decimales(
    valor: str, pedido: dict[str, Any], texto: str
) -> None:
    assert numero_con_formato(Decimal(valor), **pedido) == texto
    with localcontext(Context(prec=2)):  # el del programa de cualquiera
        assert numero_con_formato(Decimal(valor), **pedido) == texto


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


MESES = {
    1: ("enero", "ene"),
    2: ("febrero", "feb"),
    3: ("marzo", "mar"),
    4: ("abril", "abr"),
    5: ("mayo", "may"),
    6: ("junio", "jun"),
    7: ("julio", "jul"),
    8: ("agosto", "ago"),
    9: ("septiembre", "sep"),
    10: ("octubre", "oct"),
    11: ("noviembre", "nov"),
    12: ("diciembre", "dic"),
}


@given(st.dates())
def test_cualquier_fecha_lleva_su_mes_en_espanol_de_colombia(dia: date) -> None:
    largo, corto = MESES[dia.month]

    assert fecha_larga(dia) == f"{dia.day} de {largo} de {dia.year}"
    assert fecha_corta(dia) == f"{dia.day:02}/{dia.month:02}/{dia.year:04}"
    assert fecha_abreviada(dia) == f"{dia.day:02}-{corto}-{dia.year % 100:02}"
    assert dia_y_mes(dia) == f"{'1.º' if dia.day == 1 else dia.day} de {largo}"


@pytest.mark.integracion
def test_las_fechas_no_cambian_con_el_idioma_de_la_maquina() -> None:
    orden = (
        "from datetime import date; from paac_reportes.textos.valores import fecha_larga;"
        "print(fecha_larga(date(2026, 9, 1)))"
    )
    otro = {**os.environ, "LC_ALL": "fr_FR.UTF-8", "LANG": "fr_FR.UTF-8", "PYTHONUTF8": "1"}
    dicho = lanzar(sys.executable, "-c", orden, env=otro, check=True)

    assert dicho.stdout == "1 de septiembre de 2026\n"


@pytest.mark.parametrize(
    ("valor", "texto"),
    [
        ("1.10", "1.10"),
        (None, ""),
        (0, "0"),
        (Decimal("33.3"), "33,3"),
        (Decimal(60), "60"),
        (0.1, "0,1"),
        (3.0, "3"),
        (1e21, "1000000000000000000000"),
        (1e-7, "0,0000001"),
        (Decimal("1E+3"), "1000"),
        (True, "Sí"),
        (False, "No"),
        ((), ""),
        (date(2020, 8, 31), "31/08/2020"),
        (paac.modelo.Estado.EN_PROCESO, "En proceso"),
        (("Acta 4", "https://ejemplo.gov.co"), "Acta 4\nhttps://ejemplo.gov.co"),
    ],
)
def test_como_texto(valor: object, texto: str) -> None:
    assert como_texto(valor) == texto


def test_una_verificacion_se_escribe_con_su_nota() -> None:
    con_nota = paac.modelo.Verificacion(
        resultado=paac.modelo.Resultado.PARCIAL, nota="Falta el acta."
    )

    assert como_texto(con_nota) == "Verificada en parte\nFalta el acta."
    assert (
        como_texto(paac.modelo.Verificacion(resultado=paac.modelo.Resultado.NO_VERIFICADA))
        == "No verificada"
    )
