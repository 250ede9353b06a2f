"""Cada cifra, por dos caminos: el de la biblioteca y unos bucles escritos desde la especificación."""

import json
from collections import Counter
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

import attrs
import pytest
from analisis.segunda import cifras_de
from ayudas.compartido import con_datos_reales
from ayudas.ejemplos import ejemplos
from ayudas.emitidos import ejemplo, real
from ayudas.evasiones import ABRIL, AGOSTO, par_reescrito
from ayudas.situaciones import planes
from hypothesis import given
from hypothesis import strategies as st

import paac_reportes as paac

METODOLOGIAS: list[dict[str, Any]] = [
    {},
    {"metodo": "subcomponentes"},
    {"metodo": "ponderado", "pesos": {"1": 3}},
    {"arrastre": "solo_del_corte"},
    {"blancos": "propias"},
    {"blancos": "combinadas"},
    {"cumplida_sin_numero": "desconocida"},
    {"cumplida_sin_numero": "desconocida", "arrastre": "solo_del_corte"},
    {"cortes": "cuatrimestral"},
]
_LISTAS = (
    *("exigibles", "sin_reporte", "vencidas", "por_determinar", "vencidas_sin_reporte"),
    *("al_dia_sin_reporte", "vencen_en_el_corte", "reabiertas", "terminadas_antes"),
    *("terminadas_verificadas", "subieron", "bajaron", "terminaron", "corregidas"),
    *("con_guion", "sin_contar"),
)


def comparar_con_la_segunda(
    plan: paac.Plan,
    corte: date,
    metodologia: dict[str, Any],
    publicado: dict[str, Any] | None = None,
) -> tuple[paac.tipos.Analisis, dict[str, Any]]:
    """Compara el plan y cada una de sus partes; devuelve los dos por si hay más que mirar."""
    datos = json.loads(json.dumps(paac.datos_de(sin_escudo(plan))))
    segunda = cifras_de(datos, corte.isoformat(), metodologia, publicado)
    elegida = paac.desde_datos(datos | {"metodologia": metodologia}).contenido.metodologia
    anterior = None if publicado is None else paac.desde_datos(publicado).contenido
    analisis = paac.analizar(plan, corte=corte, metodologia=elegida, anterior=anterior)
    iguales(analisis.todo, segunda["plan"])
    for cifras, suyas in zip(analisis.dependencias, segunda["dependencias"].values(), strict=True):
        iguales(cifras, suyas)
    for cifras in analisis.componentes:
        numero = cifras.filas[0].componente.numero
        iguales(cifras, segunda["componentes"][str(numero)])
    return analisis, segunda


def sin_escudo(plan: paac.Plan) -> paac.Plan:
    """El mismo, con datos que caben en JSON."""
    return attrs.evolve(plan, entidad=attrs.evolve(plan.entidad, escudo=None))


def iguales(cifras: paac.tipos.Cifras, segunda: dict[str, Any]) -> None:
    periodo = cifras.periodo
    numeros = {
        "filas": len(cifras.filas),
        "aplican": len(cifras.aplican),
        "con_avance": len(cifras.con_avance),
        "de_corte_anterior": len(cifras.arrastradas),
        "base_del_periodo": periodo.base if periodo else 0,
        "primera_vez": periodo.primera_vez if periodo else 0,
        "zona": cifras.zona.nombre if cifras.zona else None,
        "cumplimiento": (cifras.cumplimiento.terminadas, cifras.cumplimiento.debian),
        "debian_y_no_aplican": cifras.cumplimiento.no_aplican,
        "terminadas": len(cifras.terminadas),
        "solo_estados": cifras.solo_estados,
        "hay_verificacion": cifras.hay_verificacion,
    }
    assert numeros == {cual: segunda[cual] for cual in numeros}
    avances = {
        "avance": cifras.avance,
        "avance_anterior": cifras.avance_anterior,
        "avance_del_periodo": periodo.puntos if periodo else None,
        "sostenido": cifras.sostenido,
    }
    for cual, valor in avances.items():
        assert casi(valor) == casi(segunda[cual]), cual
    assert [*map(casi, cifras.intervalo or (None, None))] == [*map(casi, segunda["intervalo"])]
    for zona, filas in cifras.por_zona.items():
        assert len(filas) == segunda["por_zona"][zona]
    for lista in _LISTAS:
        assert [fila.ruta for fila in getattr(cifras, lista)] == segunda[lista], lista
    dias = {fila.ruta: fila.dia_debido for fila in cifras.sin_reporte}
    assert dias == segunda["dias_debidos"]
    assert [fila.ruta for fila in cifras.en_blanco] == segunda["nada_escrito"]
    blancos = [fila.ruta for fila in cifras.filas if fila.bajo_reporte]
    assert blancos == segunda["en_blanco_bajo_reporte"]
    dudosas = {ruta for ruta, clase in segunda["contradicciones"] if ruta}
    assert {fila.ruta for fila in cifras.filas if fila.situacion.contradicciones} == dudosas


def casi(valor: Decimal | None) -> Decimal | None:
    """A doce decimales: las dos cuentas no dividen en el mismo orden."""
    return None if valor is None else round(valor, 12)


@pytest.mark.una_de_cada("metodologia", "corte")
@pytest.mark.parametrize("metodologia", METODOLOGIAS)
@pytest.mark.parametrize("corte", [date(2023, 3, 31), date(2023, 6, 30), date(2023, 9, 30)])
def test_el_ejemplo_por_dos_caminos(corte: date, metodologia: dict[str, Any]) -> None:
    comparar_con_la_segunda(ejemplo(), corte, metodologia)


def test_el_ptep_por_dos_caminos() -> None:
    comparar_con_la_segunda(ejemplo("ptep"), date(2026, 6, 30), {})


@pytest.mark.una_de_cada("archivo")
@con_datos_reales
@pytest.mark.parametrize("metodologia", METODOLOGIAS)
@pytest.mark.parametrize(
    ("archivo", "corte"),
    [("cartago_2020.json", date(2020, 8, 31)), ("cajica_seguimiento_2018.json", None)],
)
def test_los_documentos_reales_por_dos_caminos(
    archivo: str, corte: date | None, metodologia: dict[str, Any]
) -> None:
    plan = real(archivo)
    numeros = {componente.numero for _, componente in plan.tablas()}
    if metodologia.get("pesos") and 1 not in numeros:
        metodologia = metodologia | {"pesos": {str(min(n for n in numeros if n)): 3}}
    comparar_con_la_segunda(plan, corte or plan.cortes()[-1], metodologia)


@con_datos_reales
def test_las_cifras_reales_conocidas() -> None:
    todo = paac.analizar(real("cartago_2020.json"), corte=date(2020, 8, 31)).todo

    assert todo.avance is None
    cuentas = [len(f) for f in (todo.con_texto, todo.con_guion, todo.en_blanco)]
    assert cuentas == [265, 61, 60]
    clases = (todo.vencidas, todo.vencidas_sin_reporte, todo.por_determinar)
    assert [len(filas) for filas in clases] == [0, 28, 158]
    compartidas = {fila.ruta for fila in todo.en_blanco_bajo_reporte}
    assert len(compartidas) == 45
    assert not compartidas & {fila.ruta for filas in (*clases, todo.sin_reporte) for fila in filas}


@pytest.mark.integracion
@ejemplos(60)
@given(planes(), st.sampled_from(METODOLOGIAS[:-1]), st.sampled_from(["04-30", "08-31", "12-31"]))
def test_cualquier_plan_por_dos_caminos(
    plan: paac.Plan, metodologia: dict[str, Any], dia: str
) -> None:
    if metodologia.get("pesos"):
        numero = next(componente.numero for _, componente in plan.tablas())
        metodologia = metodologia | {"pesos": {str(numero): 3}}
    comparar_con_la_segunda(plan, date.fromisoformat(f"2023-{dia}"), metodologia)


@pytest.mark.integracion
@pytest.mark.parametrize("metodologia", METODOLOGIAS[:-1])
def test_frente_a_lo_publicado_por_dos_caminos(metodologia: dict[str, Any]) -> None:
    vistos: Counter[str] = Counter()
    metodologia = metodologia | {"cortes": [ABRIL, AGOSTO]}
    corte = date.fromisoformat(AGOSTO)
    for semilla in range(10):
        antes, hoy = par_reescrito(semilla)
        plan = paac.desde_datos(hoy).contenido
        analisis, _ = comparar_con_la_segunda(plan, corte, metodologia, antes)
        todo = analisis.todo
        assert analisis.publicado is not None
        comparacion = paac.comparar(analisis.publicado, analisis)
        # Una sola cuenta, en las cifras y en lo que se lista.
        assert rutas(todo.subieron) == rutas(p.despues for p in comparacion.avanzaron)
        assert rutas(todo.bajaron) == rutas(p.despues for p in comparacion.retrocedieron)
        assert todo.terminaron == comparacion.terminaron
        assert rutas(todo.corregidas) == rutas(p.despues for p in comparacion.correcciones)
        periodo = todo.periodo
        vistos["base"] += periodo.base if periodo else 0
        vistos["primera_vez"] += periodo.primera_vez if periodo else 0
        vistos["corregidas"] += len(todo.corregidas)
        vistos["reescritas"] += len(comparacion.renumeradas)
    # Los pares traen de todo: si no, no probarían nada.
    assert all(vistos[que] > 20 for que in ("base", "primera_vez", "corregidas", "reescritas"))


def rutas(filas: Iterable[paac.tipos.FilaAnalizada]) -> list[str]:
    return [fila.ruta for fila in filas]


@pytest.mark.integracion
@ejemplos(25)
@given(planes())
def test_ni_lo_de_antes_ni_lo_de_despues_se_mezclan_con_lo_del_corte(plan: paac.Plan) -> None:
    lo_anterior_es_lo_que_los_datos_dicen_del_corte_anterior(plan)
    lo_que_se_reporta_despues_no_cambia_nada_en_el_corte(plan)


def lo_anterior_es_lo_que_los_datos_dicen_del_corte_anterior(plan: paac.Plan) -> None:
    analisis = paac.analizar(plan, corte=date(2023, 12, 31))
    if analisis.anterior is None:
        return
    suyo = paac.analizar(plan, corte=analisis.corte_anterior)

    assert analisis.anterior == suyo
    assert paac.datos_de(analisis.anterior) == paac.datos_de(suyo)
    assert casi(analisis.todo.avance_anterior) == casi(suyo.todo.avance)


def lo_que_se_reporta_despues_no_cambia_nada_en_el_corte(plan: paac.Plan) -> None:
    corte = date(2023, 8, 31)
    datos = json.loads(json.dumps(paac.datos_de(plan)))
    for componente in datos.get("componentes", []) + [
        c for d in datos.get("dependencias", []) for c in d["componentes"]
    ]:
        for fila in [a for s in componente["subcomponentes"] for a in s.get("actividades", [])]:
            fila["seguimientos"] = [
                s for s in fila.get("seguimientos", []) if s["corte"] <= corte.isoformat()
            ]
    recortado = paac.analizar(paac.desde_datos(datos).contenido, corte=corte)
    entero = paac.analizar(plan, corte=corte)
    sin_mirar = ("metodologia",)
    uno, otro = (paac.datos_de(a) for a in (recortado, entero))

    assert {c: v for c, v in uno.items() if c not in sin_mirar} == {
        c: v for c, v in otro.items() if c not in sin_mirar
    }
