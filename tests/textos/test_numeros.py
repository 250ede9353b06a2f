"""Porcentajes, cuentas y listas en buen español."""

from decimal import Decimal

import pytest

from paac_reportes.textos.cifras import contar, lista, porcentaje


@pytest.mark.parametrize(
    ("avance", "texto"),
    [
        (None, "sin dato"),
        (Decimal(55), "55 %"),
        (Decimal("54.8333"), "54,8 %"),
        (Decimal("54.85"), "54,9 %"),
        (Decimal("99.99"), "100 %"),
        (Decimal(0), "0 %"),
    ],
)
def test_un_porcentaje(avance: Decimal | None, texto: str) -> None:
    assert porcentaje(avance) == texto.replace(" %", "\xa0%")


@pytest.mark.parametrize(
    ("avance", "texto"), [("59.96", "59,96"), ("59.999", "59,999"), ("60.04", "60")]
)
def test_el_redondeo_no_cambia_de_zona(avance: str, texto: str) -> None:
    assert porcentaje(Decimal(avance), lambda v: v >= 60) == f"{texto}\xa0%"


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
        (["padres", "«hijos»"], "padres e «hijos»"),
    ],
)
def test_una_lista_termina_en_y_o_en_e(elementos: list[str], texto: str) -> None:
    assert lista(elementos) == texto
