"""Los porcentajes escritos como partes de uno se dicen, y las palabras corrientes se reconocen."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from ayudas.matrices import actividades, avisos, en_excel, leer

CORTE = date(2026, 4, 30)


def con_avances(*avances: Any) -> Any:
    filas = [[f"1.{n}", f"Hacer {n}", "Una", "Oficina", uno] for n, uno in enumerate(avances, 1)]
    rotulos = ["N°", "Actividad", "Meta", "Responsable", "% de avance"]
    return leer(en_excel({"Matriz": [rotulos, *filas]}), corte=CORTE)


def test_los_avances_de_cero_a_uno_se_dicen_y_no_se_convierten() -> None:
    leido = con_avances(0.25, 0.5, 1)

    assert [a.seguimientos[0].avance for a in actividades(leido)] == [
        Decimal("0.25"),
        Decimal("0.5"),
        Decimal(1),
    ]
    assert avisos(leido, "columna_dudosa") == [
        "hoja «Matriz», columna E: «% de avance» sólo trae números de 0 a 1, sin signo de"
        " porcentaje: 0,25 se leyó como 0,25 %; si son partes de uno, escríbalos de 0 a 100"
    ]


@pytest.mark.parametrize(
    "avances",
    [(0.5, 40, 100), (0, 1, 1), ((0.25, "0%"), (0.5, "0%"))],
    ids=["hay mayores", "sin partes", "con formato de porcentaje"],
)
def test_los_que_no_parecen_partes_de_uno_no_son_una_duda(avances: tuple[Any, ...]) -> None:
    assert avisos(con_avances(*avances), "columna_dudosa") == []


@pytest.mark.parametrize(
    ("rotulo", "dato"),
    [
        *[
            (uno, "actividad.responsable")
            for uno in ("Encargado", "Funcionario encargado", "Líder", "Área responsable")
        ],
        ("Plazo", "actividad.fecha_programada"),
        ("Fecha de entrega", "actividad.fecha_programada"),
        ("Entregables", "actividad.meta"),
        ("% de cumplimiento", "seguimiento.avance"),
        ("Grado de avance", "seguimiento.avance"),
        ("Logros", "seguimiento.texto"),
        ("Soportes", "seguimiento.evidencias"),
        ("Link de evidencia", "seguimiento.evidencias"),
    ],
)
def test_las_palabras_de_una_oficina_se_reconocen(rotulo: str, dato: str) -> None:
    valor = "50" if dato.endswith("avance") else "Algo"
    filas = [["N°", "Actividad programada", "Indicador", rotulo], ["1.1", "Ver", "Uno", valor]]
    leido = leer(en_excel({"Matriz": filas}), corte=CORTE)

    assert [c.dato for c in leido.columnas if c.rotulo == rotulo] == [(dato,)]


def test_el_avance_sin_signo_entre_otros_que_lo_llevan_es_como_ellos_y_se_dice() -> None:
    rotulos = "Actividad|Responsable|% de avance 30/04/2026"
    leido = leer(en_excel({"Hoja1": [rotulos, "Ver|A|40 %", "Oír|B|0,4", "Ir|C|100 %"]}))

    assert [fila.seguimientos[0].avance for fila in actividades(leido)] == [40, 40, 100]
    assert avisos(leido, "fracciones") == [
        "hoja «Hoja1», celda C3: '0,4' se leyó como 40 %, como las demás de «% de avance 30/04/2026»"
    ]


def test_el_avance_sin_signo_junto_a_otros_mayores_que_uno_queda_como_esta() -> None:
    rotulos = "Actividad|Responsable|% de avance 30/04/2026"
    leido = leer(en_excel({"Hoja1": [rotulos, "Ver|A|40 %", "Oír|B|0,5", "Ir|C|80"]}))

    assert [str(fila.seguimientos[0].avance) for fila in actividades(leido)] == ["40", "0.5", "80"]
    assert not avisos(leido, "fracciones")
