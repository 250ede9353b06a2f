"""Lo que se escribe vuelve a la letra, digan lo que digan los textos."""

import io
from datetime import date
from typing import Any

import openpyxl
import pytest
from ayudas.ejemplos import ejemplos
from hypothesis import HealthCheck, assume, given
from hypothesis import strategies as st

import paac_reportes as paac

CORTE = date(2020, 8, 31)
ANTES = date(2020, 4, 30)

HOSTILES = [
    *("=1+1", "-", "  con espacios  ", "dos\nrenglones", "\nempieza en blanco", "termina\n"),
    *("Actividades", "Meta o Producto", "Responsable", "Subcomponente/Procesos", "Seguimiento"),
    *("Plan Anticorrupción y de Atención al Ciudadano", "Componente 1: Uno", "COMPONENTE 2"),
    *("Total 1. Uno", "Intercambio de información", "31/12/2020", "1.10", "007", "50", "54,83 %"),
    *("algo (continúa)", "(cont.)", "a/b", "a – b", "1. a", "No verificada", "Cumplida", "X"),
    *("<b>&amp;", "{{ entidad.nombre }}", "_paac_t1", "d0c0s0a0", "\t", " ", "N°", "%", "…"),
]
TEXTOS = st.sampled_from(HOSTILES) | st.text(
    st.characters(categories=["L", "N", "P", "Zs"], exclude_characters="\x85\xa0"), min_size=1
)
OPCIONAL = st.none() | TEXTOS


def objeto(*campos: str) -> st.SearchStrategy[dict[str, Any]]:
    seguimiento = st.fixed_dictionaries(
        {"texto": OPCIONAL},
        optional={
            "avance": st.integers(0, 100) | st.sampled_from(["54.83", "0.5", "100.0"]),
            "estado": st.sampled_from([estado.value for estado in paac.modelo.Estado]),
            "evidencias": st.lists(st.sampled_from(["un acta", "https://a.b/c"]), max_size=2),
            "observaciones": OPCIONAL,
        },
    )
    seguimientos = st.lists(seguimiento, max_size=2).map(
        lambda lista: [
            {"corte": corte.isoformat(), **uno}
            for corte, uno in zip((ANTES, CORTE), lista, strict=False)
        ]
    )
    return st.fixed_dictionaries(
        {"seguimientos": seguimientos}, optional=dict.fromkeys(campos, OPCIONAL)
    )


ACTIVIDAD = objeto("codigo", "descripcion", "meta", "indicador", "responsable", "fecha_programada")
TRAMITE = objeto(
    *("numero", "nombre", "accion", "mejora", "situacion_actual", "fecha_inicio", "fecha_fin")
)
NOMBRES = st.text("abcdefghij ÁÉ", min_size=1, max_size=20).map(lambda t: f"N{t}n")
COMPONENTE = st.fixed_dictionaries(
    {
        "nombre": NOMBRES,
        "subcomponentes": st.lists(
            st.fixed_dictionaries(
                {"nombre": OPCIONAL, "actividades": st.lists(ACTIVIDAD, min_size=1, max_size=3)}
            ),
            max_size=2,
        ),
    },
    optional={"numero": st.integers(0, 99), "tramites": st.lists(TRAMITE, max_size=2)},
)
PLANES = st.lists(COMPONENTE, min_size=1, max_size=3)


def plan_de(componentes: list[dict[str, Any]]) -> paac.Plan:
    numerados = [{"numero": 1 + n} | uno for n, uno in enumerate(componentes)]
    return paac.desde_datos(
        {"entidad": {"nombre": "Alcaldía de Prueba"}, "vigencia": 2020, "componentes": numerados}
    ).contenido


@pytest.mark.parametrize("tipo", ["docx", "xlsx"])
@pytest.mark.parametrize("codigo", ["MCCO.101.18.F.20", "paac-seguimiento"])
@given(componentes=PLANES)
@ejemplos(5, HealthCheck.function_scoped_fixture)
def test_con_su_plan_vuelve_a_la_letra(
    codigo: str, tipo: str, componentes: list[dict[str, Any]]
) -> None:
    plan = plan_de(componentes)
    lectura = paac.leer(
        io.BytesIO(paac.reporte(plan, codigo, corte=CORTE).emitir(tipo).contenido), plan=plan
    )

    assert lectura.cambios == ()
    assert lectura.contenido == plan


@pytest.mark.parametrize("codigo", ["MCCO.101.18.F.20", "paac-seguimiento"])
@given(componentes=PLANES)
@ejemplos(5, HealthCheck.function_scoped_fixture)
def test_sin_su_plan_lo_impreso_es_lo_de_su_hoja(
    codigo: str, componentes: list[dict[str, Any]]
) -> None:
    assume("_paac_t1" not in repr(componentes))  # lo que se escribe como una marca no se ve
    plan = plan_de(componentes)
    libro = paac.reporte(plan, codigo, corte=CORTE).emitir("xlsx").contenido
    if "Datos" not in openpyxl.load_workbook(io.BytesIO(libro), read_only=True).sheetnames:
        return
    lectura = paac.leer(io.BytesIO(libro))

    assert lectura.cambios == ()
    assert [una["ruta"] for una in paac.filas_de(lectura.contenido)] == [
        una["ruta"] for una in paac.filas_de(plan)
    ]
