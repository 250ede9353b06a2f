"""Cualquier número de un informe se sigue con el papel solo: su lista, leída del Word que sale.

Las filas que la especificación dice son las de ``analisis.segunda``; las impresas se leen como lo
haría una persona (``ayudas.listas_impresas``). ``PAAC_SITUACIONES`` dice cuántos planes se generan.
"""

import json
import os
import random
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from analisis.segunda import METODO, corte_anterior, filas_al_corte, reporto_en_el_periodo
from ayudas.compartido import con_datos_reales
from ayudas.emitidos import ejemplo, real
from ayudas.listas_impresas import Impreso
from ayudas.situaciones import planes
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st

import paac_reportes as paac
from paac_reportes.textos.valores import mes_y_ano

pytestmark = [
    pytest.mark.integracion,
    pytest.mark.filterwarnings("ignore::paac_reportes.AvisoPaac"),
]
_CUANTAS = int(os.environ.get("PAAC_SITUACIONES", "15"))
_DE_CLASE = {
    "Vencidas": "vencidas",
    "Vencidas sin reporte": "vencidas_sin_reporte",
    "Por determinar (sólo texto)": "por_determinar",
    "Al día hasta un corte y sin reporte después": "al_dia_sin_reporte",
}


class DeLaEspecificacion:
    """Las filas de cada cuenta, según la segunda cuenta."""

    def __init__(self, plan: paac.Plan, corte: date) -> None:
        self.datos = json.loads(json.dumps(paac.datos_de(plan), default=str))
        metodo = METODO | (self.datos.get("metodologia") or {})
        anterior = corte_anterior(self.datos, corte, metodo["cortes"])
        self.filas = filas_al_corte(self.datos, corte, anterior, metodo)
        for fila in self.filas:
            fila["debia"] = bool(fila["aplica"] and fila["dias"] and max(fila["dias"]) <= corte)
            fila["reporta"] = reporto_en_el_periodo(fila, corte, anterior)
            fila["de_ese_dia"] = fila["debia"] and max(fila["dias"]) == corte

    def cuentas(self) -> dict[str, list[str]]:
        """De cada nombre impreso, sus filas."""
        filas = self.filas
        debian = [una for una in filas if una["debia"]]
        cuentas = {
            "Todas las filas del plan": filas,
            "Aplican": [una for una in filas if una["aplica"]],
            "Se declararon no aplicables": [una for una in filas if not una["aplica"]],
            "Con reporte en el período": [u for u in filas if u["aplica"] and u["reporta"]],
            "Con avance conocido": [u for u in filas if u["aplica"] and u["valor"] is not None],
            "Debían estar terminadas": debian,
            "Terminadas, de las que debían estarlo": [u for u in debian if u["terminada"]],
            "Terminadas en total": [u for u in filas if u["aplica"] and u["terminada"]],
            "Vencían en la fecha del corte": [u for u in debian if u["de_ese_dia"]],
            "Exigibles": [u for u in filas if u["exigible"]],
            "Sin reporte, de lo exigible": [u for u in filas if u["sin_reporte"]],
            "En blanco junto a un reporte que puede ser el suyo": [
                u for u in filas if u["en_blanco"]
            ],
            **{
                nombre: [u for u in filas if u["clase_de_vencida"] == clase]
                for nombre, clase in _DE_CLASE.items()
            },
        }
        for una in debian:
            cuentas.setdefault(f"Vencían en {mes_y_ano(max(una['dias']))}", []).append(una)
        return {cual: [una["ruta"] for una in suyas] for cual, suyas in cuentas.items()}


def comprobar(plan: paac.Plan, corte: date) -> tuple[Impreso, DeLaEspecificacion]:
    """Cada lista impresa tiene tantas filas como dice, y son las de la especificación."""
    debidas = DeLaEspecificacion(plan, corte)
    word = paac.emitir(plan, "informe-seguimiento", "docx", corte=corte)
    impreso = Impreso(word, debidas.datos)
    for cuenta, (cuantas, _) in impreso.listas.items():
        leidas = impreso.las_de(cuenta)
        assert len(leidas) == len(set(leidas)) == cuantas, cuenta
    for cuenta, rutas in debidas.cuentas().items():
        assert sorted(impreso.las_de(cuenta)) == sorted(rutas), cuenta
    return impreso, debidas


# ------------------------------------------------------------------ diez cifras al azar
_COLUMNAS = {
    "Aplican": "Aplican",
    "Con reporte en el período": "Con reporte en el período",
    "Con reporte": "Con reporte en el período",
    "Base": "Con avance conocido",
    "Exigibles": "Exigibles",
    "Sin reporte": "Sin reporte, de lo exigible",
    "Total": "Debían estar terminadas",
    "Terminadas": "Terminadas, de las que debían estarlo",
    "Vencidas": "Vencidas",
    "Vencidas sin reporte": "Vencidas sin reporte",
    "Por determinar": "Por determinar (sólo texto)",
    "Vencían": "Debían estar terminadas",
}
_TABLAS = {
    "Reporte y avance por componente": "componente",
    "Cumplimiento y pendientes por componente": "componente",
    "Avance y pendientes por dependencia": "oficina",
    "Lo que vencía cada mes, y cómo está": "mes",
}


def cifras_impresas(impreso: Impreso) -> Iterator[tuple[str, str, str, int]]:
    """Las de las tablas: de qué parte, cuál, de qué cuenta y cuántas."""
    for leyenda, parte in _TABLAS.items():
        filas = impreso.tablas.get(leyenda, [])
        pisos = next((n for n, una in enumerate(filas) if una[0] != filas[0][0]), 0)
        # De meses de un mismo año, él va en el rótulo.
        _, _, ano = filas[pisos - 1][0].partition(", en ") if filas else ("", "", "")
        for fila in filas[pisos:]:
            cual = f"{fila[0]} de {ano}" if ano and fila[0] != "Hasta el corte" else fila[0]
            for rotulo, celda in zip(filas[pisos - 1], fila, strict=True):
                cifra = celda.partition(" de ")[0].replace(".", "")
                # La de las dependencias cuenta también lo que se terminó antes de su día.
                es_del_total = (parte, rotulo) == ("oficina", "Terminadas")
                cuenta = "Terminadas en total" if es_del_total else _COLUMNAS.get(rotulo)
                if cuenta and cifra.isdecimal() and int(cifra):
                    yield parte, cual, cuenta, int(cifra)


def de_esa_parte(impreso: Impreso, parte: str, cual: str, rutas: list[str]) -> list[str]:
    """De una lista, lo que es de un componente, de una dependencia o de un mes."""
    if cual in {"Todo el plan", "Hasta el corte"}:
        return rutas
    if parte == "mes":
        suyas = {*impreso.las_de(f"Vencían en {cual}")}
    elif parte == "componente":
        numero = cual.partition(".")[0]
        suyas = {u["ruta"] for u in impreso.filas if u["componente"] == f"componente {numero}"}
    else:
        suyas = {u["ruta"] for u in impreso.filas if u["oficina"] == cual.casefold()}
    return [ruta for ruta in rutas if ruta in suyas]


def diez_al_azar(plan: paac.Plan, corte: date) -> None:
    impreso, debidas = comprobar(plan, corte)
    especificadas, todas = debidas.cuentas(), [*cifras_impresas(impreso)]
    assert todas
    azar = random.Random(38)  # noqa: S311 - con semilla, que se pueda repetir
    for parte, cual, cuenta, cifra in azar.sample(todas, min(10, len(todas))):
        leidas = de_esa_parte(impreso, parte, cual, impreso.las_de(cuenta))
        debe = de_esa_parte(impreso, parte, cual, especificadas[cuenta])
        assert len(leidas) == cifra, (cual, cuenta)
        assert sorted(leidas) == sorted(debe), (cual, cuenta)


@con_datos_reales
@pytest.mark.parametrize(
    ("archivo", "corte"),
    [
        ("cartago_2020.json", date(2020, 8, 31)),
        ("cajica_seguimiento_2018.json", date(2018, 4, 30)),
    ],
)
def test_diez_cifras_de_cada_plan_real(archivo: str, corte: date) -> None:
    diez_al_azar(real(archivo), corte)


@pytest.mark.parametrize("corte", [date(2023, 3, 31), date(2023, 6, 30), date(2023, 9, 30)])
def test_diez_cifras_del_ejemplo(corte: date) -> None:
    diez_al_azar(ejemplo(), corte)


def test_diez_cifras_del_ptep() -> None:
    diez_al_azar(ejemplo("ptep"), date(2026, 6, 30))


def con_otros_codigos(plan: paac.Plan, codigos: list[str | None]) -> paac.Plan:
    """El mismo, con esos códigos por turnos."""
    datos, numero = paac.datos_de(plan), 0
    for oficina in datos.get("dependencias") or [datos]:
        for componente in oficina["componentes"]:
            listas = [grupo["actividades"] for grupo in componente.get("subcomponentes", [])]
            for filas in listas:
                for fila in filas:
                    fila["codigo"] = codigos[numero % len(codigos)]
                    numero += 1
    return paac.plan_desde_datos(datos)


_CODIGOS = st.lists(st.sampled_from(["1.1", "1.10", "2", "3.1.", "A-1", None]), min_size=1)


@settings(
    max_examples=_CUANTAS,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=[*HealthCheck],
)
@given(planes(), st.sampled_from(["04-30", "08-31", "12-31"]), _CODIGOS)
def test_las_listas_de_cualquier_plan(plan: paac.Plan, dia: str, codigos: list[str | None]) -> None:
    corte = date.fromisoformat(f"2023-{dia}")
    assume(corte in plan.cortes())  # de otro no hay informe
    comprobar(con_otros_codigos(plan, codigos), corte)


@pytest.mark.parametrize("cuantas", [1, 40, 3000])
def test_crecen_como_las_filas(cuantas: int) -> None:
    """Un plan de muchas filas no pierde ninguna, y ningún renglón es más largo que una página."""
    fila: dict[str, Any] = {"descripcion": "Hacer", "fecha_programada": "30/06/2023"}
    fila |= {"seguimientos": [{"corte": "2023-08-31", "avance": 40}]}
    filas = [fila | {"codigo": f"{n // 50 + 1}.{n % 50 + 1}"} for n in range(cuantas)]
    filas[0] = filas[0] | {"seguimientos": [{"corte": "2023-08-31", "texto": "Va."}]}
    plan = paac.plan_desde_datos(
        {
            "entidad": {"nombre": "M"},
            "vigencia": 2023,
            "componentes": [{"numero": 1, "subcomponentes": [{"actividades": filas}]}],
        }
    )
    impreso, _ = comprobar(plan, date(2023, 8, 31))

    renglones = [uno for _, suyos in impreso.listas.values() for uno in suyos]
    assert max(uno.count(",") for uno in renglones) < 200 + 10
    dichas = [cuantas for _, cuantas, _ in impreso.tablas["Las filas de cada cuenta"][1:]]
    assert len([*filter(None, dichas)]) == len(impreso.listas)  # sumadas, ninguna va dos veces
