"""Las filas de ``Datos`` de muchos planes: se arman al recorrerlas, y dicen lo mismo que juntas."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paac_reportes.composicion.datos import hoja_de
from paac_reportes.composicion.datos_de_varios import FilasDeVarios, ResumenDeColumna, resumen_de
from paac_reportes.modelo.filas import forma_de_filas
from paac_reportes.modelo.temas import PLAN
from paac_reportes.textos.valores import como_texto


def _clase(valor: object) -> str:
    return {str: "texto", int: "numero", date: "fecha"}[type(valor)]


VALORES = st.none() | st.text(max_size=4) | st.integers(0, 99) | st.just(date(2026, 4, 30))


@st.composite
def planes(draw: st.DrawFn) -> list[tuple[tuple[str, ...], list[tuple[object, ...]]]]:
    """De cada plan, sus claves (todas con «texto», unas además con un extra) y sus filas."""
    hechos: list[tuple[tuple[str, ...], list[tuple[object, ...]]]] = []
    for _ in range(draw(st.integers(1, 4))):
        claves = ("texto", "extra") if draw(st.booleans()) else ("texto",)
        celdas = [st.text(max_size=4) | st.none(), *([VALORES] * (len(claves) - 1)), st.booleans()]
        hechos.append((claves, draw(st.lists(st.tuples(*celdas), max_size=4))))
    return hechos


def todas(hechos: list[tuple[tuple[str, ...], list[tuple[object, ...]]]]) -> FilasDeVarios:
    juntas = FilasDeVarios("extra".__eq__)
    for claves, filas in hechos:
        columnas = [*zip(*filas, strict=True)] or [()] * (len(claves) + 1)
        juntas.agregar(dict(zip((*claves, "calculada"), columnas, strict=True)))
    return juntas


@pytest.mark.integracion
@given(planes())
def test_cada_fila_sale_una_vez_en_su_orden_con_lo_suyo_en_su_lugar(
    hechos: list[tuple[tuple[str, ...], list[tuple[object, ...]]]],
) -> None:
    juntas = todas(hechos)
    juntas.poner_bajo(("extra", "texto", "calculada"))

    extras = [f[1] for c, filas in hechos for f in filas if len(c) > 1 and f[1] is not None]
    de_varias = len({_clase(uno) for uno in extras}) > 1
    esperadas = [
        (
            None
            if len(claves) == 1 or fila[1] is None
            else como_texto(fila[1])
            if de_varias
            else fila[1],
            fila[0],
            fila[-1],
        )
        for claves, filas in hechos
        for fila in filas
    ]
    assert list(juntas) == esperadas
    assert list(juntas) == esperadas, "recorrerlas otra vez da lo mismo"
    assert len(juntas) == len(esperadas)


@pytest.mark.integracion
@given(planes())
def test_lo_que_se_sabe_de_cada_columna_es_lo_de_sus_filas(
    hechos: list[tuple[tuple[str, ...], list[tuple[object, ...]]]],
) -> None:
    juntas = todas(hechos)
    juntas.poner_bajo(("texto", "extra", "calculada"))

    columnas = list(zip(*juntas, strict=True)) or [(), (), ()]
    assert juntas.resumenes() == [resumen_de(columna) for columna in columnas]


def test_lo_que_en_un_plan_es_numero_y_en_otro_texto_va_todo_en_texto() -> None:
    juntas = todas(
        [
            (("texto", "extra"), [("a", Decimal("1.50"), True)]),
            (("texto", "extra"), [("b", "uno", True), ("c", None, False)]),
        ]
    )
    juntas.poner_bajo(("texto", "extra", "calculada"))

    assert [fila[1] for fila in juntas] == ["1,50", "uno", None]
    assert juntas.resumenes()[1] == ResumenDeColumna("texto", 4, hay=True)


def test_dos_columnas_que_se_llaman_igual_dicen_cual_es_cada_una() -> None:
    calculadas = {"calculado.codigo": ("código", ("2",))}
    una = hoja_de("Datos", {"actividad.codigo": ("1",)}, calculadas, forma_de_filas(PLAN))

    assert [columna.rotulo for columna in una.columnas] == [
        *("Código (actividad.codigo)", "código (calculado.codigo)"),
    ]
