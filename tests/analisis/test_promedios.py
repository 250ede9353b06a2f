"""Los promedios con nombre."""

from decimal import Context, Decimal, localcontext

import pytest

from paac_reportes.analisis.promedios import (
    DE_COLUMNA,
    Medida,
    promedio_de_actividades,
    promedio_ponderado,
)

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
    assert DE_COLUMNA[metodo](MEDIDAS) == esperado


@pytest.mark.parametrize("metodo", sorted(DE_COLUMNA.keys() - {"cuenta"}))
def test_sin_medidas_no_se_sabe_y_no_es_cero(metodo: str) -> None:
    assert DE_COLUMNA[metodo]([]) is None


def test_de_ninguna_medida_se_sabe_cuantas_hay() -> None:
    assert DE_COLUMNA["cuenta"]([]) == 0
    assert DE_COLUMNA["cuenta"](MEDIDAS) == len(MEDIDAS)


def test_el_ponderado_reparte_los_pesos_entre_lo_que_se_conoce() -> None:
    pesos = {UNO: Decimal(3), OTRO: Decimal(1)}

    assert promedio_ponderado(MEDIDAS, pesos.__getitem__) == Decimal("56.25")
    assert promedio_ponderado(MEDIDAS[:1], pesos.__getitem__) == 60
    assert promedio_ponderado([], pesos.__getitem__) is None


def test_el_contexto_decimal_de_quien_llama_no_cambia_nada() -> None:
    tercios = [Medida(Decimal(1)), Medida(Decimal(1)), Medida(Decimal(0))]
    with localcontext(Context(prec=3)):
        promedio = promedio_de_actividades(tercios)

    assert str(promedio).startswith("0.66666666666666666666")
