"""Los métodos con nombre y el redondeo."""

from decimal import Decimal

import pytest

from paac_reportes.analisis.totales import METODOS, Medida, redondear

UNO, OTRO = object(), object()
MEDIDAS = [Medida(Decimal(60), UNO), Medida(Decimal(0), OTRO), Medida(Decimal(90), OTRO)]


@pytest.mark.parametrize(
    ("metodo", "esperado"),
    [
        ("promedio", Decimal(50)),
        ("promedio_de_actividades", Decimal(50)),
        ("promedio_de_subcomponentes", Decimal("52.5")),
        ("suma", Decimal(150)),
    ],
)
def test_cada_metodo_da_su_cifra(metodo: str, esperado: Decimal) -> None:
    assert METODOS[metodo](MEDIDAS) == esperado


@pytest.mark.parametrize("metodo", METODOS)
def test_sin_medidas_no_se_sabe_y_no_es_cero(metodo: str) -> None:
    assert METODOS[metodo]([]) is None


@pytest.mark.parametrize(
    ("valor", "redondo"),
    [("54.8333", "54.8"), ("0.05", "0.1"), ("55.00", "55"), ("99.96", "100"), ("0.04", "0")],
)
def test_se_redondea_a_un_decimal_la_mitad_hacia_arriba(valor: str, redondo: str) -> None:
    assert f"{redondear(Decimal(valor)):f}" == redondo
