"""Cualquier número de un informe se sigue a sus actividades: en la hoja «Listas» y en la matriz.

Las filas que la especificación dice son las de ``analisis.segunda``. ``PAAC_SITUACIONES`` dice
cuántos planes se generan.
"""

import json
import os
from collections import Counter
from datetime import date

import pytest
from analisis.segunda import METODO, corte_anterior, filas_al_corte, reporto_en_el_periodo
from ayudas.compartido import con_datos_reales
from ayudas.emitidos import ejemplo, real
from ayudas.lectores import hojas_de_excel, tablas_de_word
from ayudas.situaciones import planes
from ayudas.variado import Hallazgos, hallazgos_de
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st

import paac_reportes as paac
from paac_reportes.informe import listas

pytestmark = [
    pytest.mark.integracion,
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
            "Todas las actividades del plan": filas,
            "Actividades que aplican": [una for una in filas if una["aplica"]],
            "Se declararon no aplicables": [una for una in filas if not una["aplica"]],
            "Con reporte en el período": [u for u in filas if u["aplica"] and u["reporta"]],
            "Con avance conocido": [u for u in filas if u["aplica"] and u["valor"] is not None],
            "Debían estar terminadas": debian,
            "Terminadas, de las que debían estarlo": [u for u in debian if u["terminada"]],
            "Terminadas en total": [u for u in filas if u["aplica"] and u["terminada"]],
            "Vencían en la fecha del corte": [u for u in debian if u["de_ese_dia"]],
            "Exigibles": [u for u in filas if u["exigible"]],
            "Sin reporte, de lo exigible": [u for u in filas if u["sin_reporte"]],
            "En blanco bajo una con reporte (puede ser la misma celda de arriba)": [
                u for u in filas if u["en_blanco"]
            ],
            **{
                nombre: [u for u in filas if u["clase_de_vencida"] == clase]
                for nombre, clase in _DE_CLASE.items()
            },
        }
        return {cual: [una["ruta"] for una in suyas] for cual, suyas in cuentas.items()}


def comprobar(plan: paac.Plan, corte: date) -> Hallazgos:
    """Las filas de cada cuenta son las de la especificación, y cada letra, las de su cuenta."""
    debidas = DeLaEspecificacion(plan, corte)
    hallazgos = hallazgos_de(plan, corte)
    cuentas = {una.nombre: una for una in listas.cuentas(hallazgos)}
    for nombre, rutas in debidas.cuentas().items():
        dichas = [fila.ruta for fila in cuentas[nombre].filas] if nombre in cuentas else []
        assert sorted(dichas) == sorted(rutas), nombre
    veces = Counter(filter(str.isupper, "".join(listas.letras_de(hallazgos).values())))
    assert veces == {una.letra: len(una.filas) for una in cuentas.values() if una.letra}
    return hallazgos


def lo_impreso(plan: paac.Plan, corte: date) -> None:
    """La hoja tiene tantos renglones como cuenta cada una, y la matriz, tantas letras."""
    hallazgos = comprobar(plan, corte)
    cuentas = [*listas.cuentas(hallazgos)]
    excel, word = (
        paac.reporte(plan, "informe-seguimiento", corte=corte).emitir(t).contenido
        for t in ("xlsx", "docx")
    )
    renglones = Counter(fila[0] for fila in hojas_de_excel(excel)["Listas"][1:])
    assert renglones == {una.nombre: len(una.filas) for una in cuentas}
    impresas: Counter[str] = Counter()
    for tabla in tablas_de_word(word):
        rotulos = [fila for fila in tabla[:2] if "Cuenta" in fila]
        if rotulos:
            lugar = rotulos[0].index("Cuenta")
            dichas = (fila[lugar].partition("\n")[0].partition(" ")[0] for fila in tabla)
            impresas += Counter("".join(filter(str.isupper, dichas)))
    assert impresas == {una.letra: len(una.filas) for una in cuentas if una.letra}


@con_datos_reales
@pytest.mark.parametrize(
    ("archivo", "corte"),
    [
        ("cartago_2020.json", date(2020, 8, 31)),
        ("cajica_seguimiento_2018.json", date(2018, 4, 30)),
    ],
)
def test_de_cada_plan_real(archivo: str, corte: date) -> None:
    lo_impreso(real(archivo), corte)


@pytest.mark.parametrize("corte", [date(2023, 3, 31), date(2023, 6, 30), date(2023, 9, 30)])
def test_del_ejemplo(corte: date) -> None:
    lo_impreso(ejemplo(), corte)


def test_del_ptep() -> None:
    comprobar(ejemplo("ptep"), date(2026, 6, 30))


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
    return paac.desde_datos(datos).contenido


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
