"""Los días de una fecha son los de una segunda lectura, escrita desde la especificación."""

from collections.abc import Iterator
from datetime import date

import pytest
from ayudas.compartido import DATOS, con_datos_reales
from ayudas.ejemplos import ejemplos
from ayudas.emitidos import ejemplo, real
from hypothesis import given
from hypothesis import strategies as st
from modelo.segunda_de_las_fechas import MESES, dias_de

import paac_reportes as paac
from paac_reportes.modelo.fechas import leer_fecha_programada

REALES = [
    ("cajica_plan_2022.json", 62),
    ("cajica_seguimiento_2018.json", 12),
    ("california_plan.json", 38),
    ("cartago_2020.json", 397),
]
AJENO = DATOS / "ajenos" / "planes" / "matriz_por_politicas_2021.xlsx"


def celdas(plan: paac.Plan) -> Iterator[str]:
    """Todas las que dicen una fecha: la programada, la de inicio y la final."""
    for _, componente in plan.tablas():
        for fila in componente.filas():
            escritas = (fila.fecha_programada, fila.fecha_inicio, fila.fecha_fin)
            yield from filter(None, escritas)


def distintas(plan: paac.Plan) -> dict[str, tuple[list[date], list[date]]]:
    """Las celdas que las dos lecturas no entienden igual."""
    lecturas = {
        texto: (list(leer_fecha_programada(texto, plan.vigencia).dias), dias_de(texto, plan.vigencia))
        for texto in celdas(plan)
    }  # fmt: skip
    return {texto: dos for texto, dos in lecturas.items() if dos[0] != dos[1]}


@con_datos_reales
@pytest.mark.parametrize(("archivo", "cuantas"), REALES)
def test_las_de_un_documento_real(archivo: str, cuantas: int) -> None:
    assert len(list(celdas(real(archivo)))) == cuantas
    assert distintas(real(archivo)) == {}


@con_datos_reales
def test_las_de_una_matriz_que_hizo_otro() -> None:
    leido = paac.leer(AJENO, entidad="Alcaldía", vigencia=2021, corte=date(2021, 12, 31))
    assert isinstance(leido.contenido, paac.Plan)

    assert len(list(celdas(leido.contenido))) == 288
    assert distintas(leido.contenido) == {}


@pytest.mark.parametrize("nombre", ["informe_trimestral", "ptep", "formato_propio"])
def test_las_de_un_ejemplo(nombre: str) -> None:
    assert distintas(ejemplo(nombre)) == {}


DIAS = st.dates(date(2019, 1, 1), date(2030, 12, 31))
NOMBRES = st.sampled_from([nombre for nombre in MESES if len(nombre) > 3])
ANOS = st.integers(2019, 2030)


@st.composite
def escritos(draw: st.DrawFn) -> tuple[str, int]:
    """Una fecha de las clases que la especificación nombra, también imposible, y su vigencia.

    El año es de cerca: de lejos, ``enero-19`` es un día.
    """
    dia = draw(st.integers(0, 32))
    mes, ano = draw(NOMBRES), draw(ANOS)
    tres = sorted(
        draw(st.lists(NOMBRES, min_size=3, max_size=3, unique_by=MESES.get)), key=MESES.__getitem__
    )
    numero = draw(st.integers(0, 13))
    varias = draw(st.lists(DIAS, min_size=2, max_size=4, unique=True))
    una = st.sampled_from(
        [
            f"{dia}/{numero}/{ano}",
            f"{dia:02}/{numero:02}/{ano}",
            f"{numero:02}/{ano}",
            f"{dia} de {mes} de {ano}",
            f"{dia} {mes} de {ano}",
            f"{dia} {mes} {ano}",
            f"{mes.title()} de {ano}",
            f"{mes}-{ano % 100}",
            f"{mes[:3]}-{ano % 100}",
            f"{dia}-{mes[:3]}-{ano % 100}",
            " ".join(f"{cada:%d/%m/%Y}" for cada in varias),
            ", ".join(f"{cada.day} de {mes} de {cada.year}" for cada in varias),
            " - ".join(f"{cada:%d/%m/%Y}" for cada in sorted(varias)[:2]),
            f"{' – '.join(tres)} {ano}",
            f"{tres[0]}- {tres[1].title()} {ano}",
            f"{mes} de {ano} {tres[0]} de {ano + 1}",
        ]
    )
    return draw(una), ano + draw(st.integers(-1, 1))


@ejemplos(300)
@given(escritos())
def test_las_de_cualquiera_de_las_clases_que_se_escriben(escrita: tuple[str, int]) -> None:
    texto, vigencia = escrita
    leida = leer_fecha_programada(texto, vigencia)

    assert list(leida.dias) == dias_de(texto, vigencia)


@pytest.mark.parametrize(
    ("texto", "dias"),
    [
        ("Dos al año", [date(2023, 6, 30), date(2023, 12, 31)]),
        ("Una sensibilización cuatrimestralmente", [date(2023, m, d) for m, d in ((4, 30), (8, 31), (12, 31))]),
        ("Primer trimestre del año", [date(2023, 3, 31)]),
        ("Todo al año", [date(2023, 12, 31)]),
        ("32 abril de 2023", []),
        ("Cada que se requiera la socialización de un informe.", []),
        ("Fecha programada", []),
    ],
)  # fmt: skip
def test_la_segunda_sabe_lo_que_dice_la_especificacion(texto: str, dias: list[date]) -> None:
    assert dias_de(texto, 2023) == dias
    assert list(leer_fecha_programada(texto, 2023).dias) == dias
