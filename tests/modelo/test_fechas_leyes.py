"""Las leyes de las fechas escritas: valen para cualquier texto.

Prueba ``modelo/fechas/lectura``.
"""

import itertools
import re
import sys
from collections import Counter

import pytest
from ayudas.compartido import DATOS, con_datos_reales
from ayudas.emitidos import ejemplo, real
from hypothesis import given
from hypothesis import strategies as st

import paac_reportes as paac
from paac_reportes.modelo.fechas import ClaseDeFecha as C
from paac_reportes.modelo.fechas import FechaProgramada, leer_fecha_programada, leer_rango

CON_DIAS = {C.DIA, C.MES, C.RANGO, C.VARIAS, C.FRECUENCIA, C.PARTE_DE_LA_VIGENCIA}
PIEZAS = [
    *("1", "2", "15", "30", "31", "00", "99", "2023", "2024", "20233", "9999", "1er", "2do", "º"),
    *("/", "-", "–", ".", ",", ";", "(", ")", ":", "'", "15/09/2023", "04/30", "2023-09-15"),
    *("enero", "sept.", "dic", "junio", "primer", "último", "II", "v", "trimestre", "semestres"),
    *("quincena", "mes", "día", "año", "vigencia", "fecha", "vez", "veces", "dos", "una"),
    *("de", "del", "el", "a", "al", "y", "en", "por", "cada", "todos", "los", "todo", "que"),
    *("desde", "hasta", "antes", "a partir de", "entre", "fin", "durante", "inicio"),
    *("mensual", "anual", "bimensual", "permanente", "siempre", "cuando", "según", "de acuerdo"),
    *("plan", "programada", "definir", "Ley", "no", "si", "24/7", "zorro", "Ñandú", "ﬁn", "0:00"),
]
ESCRITOS = st.lists(st.sampled_from(PIEZAS), max_size=9).flatmap(
    lambda piezas: st.sampled_from([" ".join(piezas), "".join(piezas)])
)
TEXTOS = st.text(max_size=60) | ESCRITOS
VIGENCIAS = st.none() | st.integers(1900, 2999)


@given(TEXTOS, st.none() | st.integers())
def test_ningun_texto_la_hace_fallar(texto: str, vigencia: int | None) -> None:
    leida = leer_fecha_programada(texto, vigencia)

    assert leida.literal == texto
    assert list(leida.dias) == sorted(set(leida.dias))
    assert leida.desde is None or not leida.dias or leida.desde <= leida.dias[0]


@given(TEXTOS | st.none(), TEXTOS | st.none(), VIGENCIAS)
def test_ningun_par_de_textos_hace_fallar_el_rango(
    inicio: str | None, fin: str | None, vigencia: int | None
) -> None:
    leida = leer_rango(inicio, fin, vigencia)

    assert list(leida.dias) == sorted(set(leida.dias))
    assert leida.desde is None or not leida.dias or leida.desde <= leida.dias[0]


@given(TEXTOS, VIGENCIAS)
def test_lo_que_debiendo_tener_dias_no_los_tiene_se_avisa(texto: str, vigencia: int | None) -> None:
    leida = leer_fecha_programada(texto, vigencia)

    assert leida.avisos or leida.dias or leida.clase not in {*CON_DIAS, C.SIN_DIA}


@given(ESCRITOS, VIGENCIAS, st.data(), st.sampled_from(["zorro", "777", "q1w2", "Ñandú"]))
def test_ninguna_palabra_se_descarta_en_silencio(
    texto: str, vigencia: int | None, datos: st.DataObject, ajena: str
) -> None:
    palabras = texto.split(" ")
    lugar = datos.draw(st.integers(0, len(palabras)))
    leida = leer_fecha_programada(" ".join([*palabras[:lugar], ajena, *palabras[lugar:]]), vigencia)

    assert leida.avisos or not leida.dias


@given(ESCRITOS, VIGENCIAS)
def test_ni_mayusculas_ni_espacios_cambian_lo_que_se_entiende(
    texto: str, vigencia: int | None
) -> None:
    leida = leer_fecha_programada(texto, vigencia)
    otra = leer_fecha_programada(f"  {texto.upper().replace(' ', '   ')}\n", vigencia)

    assert (otra.clase, otra.dias, otra.desde) == (leida.clase, leida.dias, leida.desde)


HOSTILES = [
    *("1", "1 ", "1,", "1ª", "9/", "10-10,,", "31/12/2023 ", "30 de ", "30 al ", "entre 1 y "),
    *("de ", "a ", "a partir de ", "hasta ", "mes de ", "plan ", "según ", "cada mes ", "(", "-"),
    *("enero ", "ene ", "mayo – ", "I ", "primer ", "2023 ", "mensual ", "permanente ", "zorro "),
    *("á", "x", " ", "\n", "00:00", "uno (", "a\u0301\u0316", "😀", "٣"),
]


def _llamadas_al_leer(texto: str) -> int:
    """Cuántas funciones se llaman: el trabajo, sin mirar el reloj."""
    cuantas = itertools.count()
    sys.setprofile(lambda _marco, suceso, _: next(cuantas) if "call" in suceso else None)
    try:
        leer_fecha_programada(texto, 2023)
    finally:
        sys.setprofile(None)
    return next(cuantas)


@pytest.mark.una_de_cada
@pytest.mark.parametrize("pieza", HOSTILES)
def test_un_texto_cuatro_veces_mas_largo_cuesta_cuatro_veces_mas(pieza: str) -> None:
    corto, largo = (pieza * (letras // len(pieza)) + "30 de junio" for letras in (1_250, 5_000))

    assert _llamadas_al_leer(largo) < 4.25 * _llamadas_al_leer(corto) + 500


def _fechas_de(plan: paac.Plan) -> list[FechaProgramada]:
    filas = [fila for _, componente in plan.tablas() for fila in componente.filas()]
    textos = [
        texto
        for fila in filas
        for texto in (fila.fecha_programada, fila.fecha_inicio, fila.fecha_fin)
        if texto
    ]
    return [leer_fecha_programada(texto, plan.vigencia) for texto in textos]


def _clases_de_aviso(fechas: list[FechaProgramada]) -> dict[str, int]:
    """Cuántos avisos hay de cada clase, sin el trozo que cita cada uno."""
    citas = re.compile(r"«[^»]*»(?:, «[^»]*»)*")
    return Counter(citas.sub("«»", aviso) for fecha in fechas for aviso in fecha.avisos)


@pytest.mark.integracion
def test_los_avisos_del_ejemplo_son_los_que_se_merece() -> None:
    assert _clases_de_aviso(_fechas_de(ejemplo())) == {
        "«» es imposible": 1,
        "no se entiende «»": 2,
    }


@con_datos_reales
@pytest.mark.parametrize(
    ("archivo", "fechas", "avisos"),
    [
        (
            "cajica_plan_2022.json",
            62,
            {"«» es posterior a la vigencia 2022": 1, "no se entiende «»": 1},
        ),
        ("cajica_seguimiento_2018.json", 12, {}),
        ("california_plan.json", 38, {"no dice el año": 38}),  # el plan no dice su vigencia
        (
            "cartago_2020.json",
            397,
            {
                "«» es imposible": 4,
                "«» es imposible en día/mes: se lee mes/día": 6,
                "«» es anterior a la vigencia 2020": 3,
                "«» es posterior a la vigencia 2020": 2,
                "no dice cuándo": 2,
                "dice además «»": 1,
            },
        ),
    ],
)
def test_los_avisos_de_un_documento_real_son_los_que_se_merece(
    archivo: str, fechas: int, avisos: dict[str, int]
) -> None:
    leidas = _fechas_de(real(archivo))

    assert len(leidas) == fechas
    assert _clases_de_aviso(leidas) == avisos


@con_datos_reales
def test_cada_fecha_de_los_documentos_reales_se_entiende_o_se_avisa() -> None:
    for archivo in DATOS.glob("*.json"):
        for leida in _fechas_de(real(archivo.name)):
            assert leida.avisos or leida.dias or leida.clase not in {*CON_DIAS, C.SIN_DIA}
