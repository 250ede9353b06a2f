"""Lo que se entiende de una fecha programada; el texto queda como está."""

from datetime import date

import pytest
from ayudas.compartido import con_datos_reales, leer_real
from hypothesis import given
from hypothesis import strategies as st

import paac_reportes as paac
from paac_reportes.modelo.fechas import ClaseDeFecha as C
from paac_reportes.modelo.fechas import leer_fecha_programada

FIN_DE_TRIMESTRE = ["2020-03-31", "2020-06-30", "2020-09-30", "2020-12-31"]


@pytest.mark.parametrize(
    ("texto", "clase", "dias"),
    [
        ("31/01/2020", C.DIA, ["2020-01-31"]),
        ("30 abril de 2020", C.DIA, ["2020-04-30"]),
        ("31 dic 2020", C.DIA, ["2020-12-31"]),
        ("31-ene-20", C.DIA, ["2020-01-31"]),
        ("1.º de mayo", C.DIA, ["2020-05-01"]),
        ("06/2020", C.MES, ["2020-06-30"]),
        ("Febrero de 2020", C.MES, ["2020-02-29"]),
        ("Setiembre", C.MES, ["2020-09-30"]),
        ("01/01/2020 - 31/08/2020", C.RANGO, ["2020-08-31"]),
        ("Mayo- Diciembre", C.RANGO, ["2020-12-31"]),
        ("del 1 de marzo al 30 de abril de 2020", C.RANGO, ["2020-04-30"]),
        ("02/07/2020 30/09/2020", C.VARIAS, ["2020-07-02", "2020-09-30"]),
        ("Abril – Agosto – diciembre 2020", C.VARIAS, ["2020-04-30", "2020-08-31", "2020-12-31"]),
        ("Trimestralmente", C.FRECUENCIA, FIN_DE_TRIMESTRE),
        ("Cuatrimstral", C.FRECUENCIA, ["2020-04-30", "2020-08-31", "2020-12-31"]),
        ("Dos al año", C.FRECUENCIA, ["2020-06-30", "2020-12-31"]),
        ("Dos veces al año (30 de abril y 31 de agosto de 2020)", C.FRECUENCIA, ["2020-04-30", "2020-08-31"]),
        ("Primer Trimestre", C.PARTE_DE_LA_VIGENCIA, ["2020-03-31"]),
        ("segundo cuatrimestre", C.PARTE_DE_LA_VIGENCIA, ["2020-08-31"]),
        ("último semestre", C.PARTE_DE_LA_VIGENCIA, ["2020-12-31"]),
        ("Todo al año", C.PARTE_DE_LA_VIGENCIA, ["2020-12-31"]),
        ("Contantemente", C.CONTINUA, []),
        ("Cada que la secretaria general lo requiera", C.CONDICIONAL, []),
        ("Según necesidades", C.CONDICIONAL, []),
        ("Conforme programa de la rendición de cuentas", C.REFERENCIA, []),
        ("La acordada por la Secretaria", C.REFERENCIA, []),
        ("Fecha programada", C.VACIA, []),
        ("-", C.VACIA, []),
        ("", C.VACIA, []),
        ("mañana será otro día", C.ILEGIBLE, []),
    ],
)  # fmt: skip
def test_cada_clase_de_fecha(texto: str, clase: C, dias: list[str]) -> None:
    leida = leer_fecha_programada(texto, 2020)

    assert (leida.literal, leida.clase) == (texto, clase)
    assert [dia.isoformat() for dia in leida.dias] == dias


@pytest.mark.parametrize(
    ("texto", "dias", "avisos"),
    [
        ("31 abril de 2020", [], ["'31 abril de 2020' es imposible"]),
        ("01/0/2020", [], ["'01/0/2020' es imposible"]),
        ("13/2020", [], ["'13/2020' es imposible"]),
        ("04/30/2020", ["2020-04-30"], ["'04/30/2020' es imposible en día/mes: se lee mes/día"]),
        ("02/07/2020", ["2020-07-02"], ["'02/07/2020' es ambigua: se lee día/mes"]),
        ("02/02/2020", ["2020-02-02"], []),
        ("20/01/2021", ["2021-01-20"], ["'20/01/2021' es posterior a la vigencia 2020"]),
        ("29/03/2019", ["2019-03-29"], ["'29/03/2019' es anterior a la vigencia 2020"]),
        ("quinto trimestre", [], ["no se entiende cuándo"]),
        ("cuarto cuatrimestre", [], ["'cuarto cuatrimestre' es imposible"]),
        ("Fecha programada", [], ["no dice cuándo"]),
    ],
)
def test_lo_que_conviene_revisar(texto: str, dias: list[str], avisos: list[str]) -> None:
    leida = leer_fecha_programada(texto, 2020)

    assert [dia.isoformat() for dia in leida.dias] == dias
    assert list(leida.avisos) == avisos


def test_sin_vigencia_no_se_inventa_el_ano() -> None:
    assert leer_fecha_programada("Julio").avisos == ("'julio' no dice el año",)
    assert leer_fecha_programada("Mensual").dias == ()
    assert leer_fecha_programada("Primer trimestre").dias == ()


def test_desde_cuando_se_exige_y_cuando_vence() -> None:
    corte = date(2020, 8, 31)
    trimestral = leer_fecha_programada("Trimestral", 2020)
    continua = leer_fecha_programada("Permanente", 2020)
    vaga = leer_fecha_programada("Cuando se requiera", 2020)

    assert (trimestral.exigible(corte), trimestral.vencida(corte)) == (True, False)
    assert trimestral.exigible(date(2020, 3, 30)) is False
    assert (continua.exigible(corte), continua.vencida(corte)) == (True, None)
    assert (vaga.exigible(corte), vaga.vencida(corte)) == (None, None)
    rango = leer_fecha_programada("01/01/2020 - 31/08/2020", 2020)
    assert (rango.desde, rango.vencida(corte)) == (date(2020, 1, 1), True)


@given(st.text(max_size=60), st.none() | st.integers(1900, 2999))
def test_ningun_texto_la_hace_fallar(texto: str, vigencia: int | None) -> None:
    leida = leer_fecha_programada(texto, vigencia)

    assert leida.literal == texto
    assert list(leida.dias) == sorted(set(leida.dias))


@con_datos_reales
def test_cada_fecha_del_documento_real_se_entiende_o_se_avisa() -> None:
    plan = paac.plan_desde_datos(leer_real("cartago_2020.json"))
    filas = [fila for _, componente in plan.tablas() for fila in componente.filas()]
    sin_entender = []
    for fila in filas:
        textos = (fila.fecha_programada, fila.fecha_inicio, fila.fecha_fin)
        for texto in textos:
            leida = leer_fecha_programada(texto, plan.vigencia)
            assert leida.literal == (texto or "")
            sin_dias_debiendo = leida.clase in {C.DIA, C.MES, C.RANGO, C.VARIAS, C.FRECUENCIA}
            if leida.clase is C.ILEGIBLE or (sin_dias_debiendo and not leida.dias):
                assert leida.avisos
                sin_entender.append(texto)

    assert len(filas) == 386
    assert sin_entender == ["01/0/2020"]
