"""Los porcentajes escritos como partes de uno se dicen, y las palabras corrientes se reconocen."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from ayudas.matrices import actividades, avisos, en_excel, en_word, leer

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
    [(0.5, 40, 100), (0, 0, 0), ((0.25, "0%"), (0.5, "0%")), ((1, "0%"), (0, "0%"), (1, "0%"))],
    ids=["hay mayores", "sólo ceros", "con formato de porcentaje", "enteros con su formato"],
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


# ------------------------------------------------------------------ unos y ceros, sin su signo
CUMPLIDA, SIN_AVANCE = "Cumplida al 100 %", "No iniciada"


def al_lado(
    tipo: str, avances: Sequence[Any], textos: Sequence[str], rotulo: str = "Logros"
) -> Any:
    rotulos = ["N°", "Actividad", "Meta", "Fecha", "% de avance", rotulo]
    filas = [
        [f"1.{n}", f"Hacer {n}", "Una", "30/04/2026", *pareja]
        for n, pareja in enumerate(zip(avances, textos, strict=True), 1)
    ]
    matriz = [rotulos, *filas]
    return leer(en_excel({"M": matriz}) if tipo == "xlsx" else en_word(matriz), corte=CORTE)


def los_avances(leido: Any) -> list[Any]:
    return [uno.avance for fila in actividades(leido) for uno in fila.seguimientos]


@pytest.mark.parametrize("tipo", ["xlsx", "docx"])
@pytest.mark.parametrize("rotulo", ["Estado", "Logros", "Observaciones", "Anotado por la oficina"])
def test_lo_que_se_dice_al_lado_de_un_1_dice_si_es_100(tipo: str, rotulo: str) -> None:
    leido = al_lado(tipo, (1, 0, 1), (CUMPLIDA, SIN_AVANCE, CUMPLIDA), rotulo)

    assert los_avances(leido) == [100, 0, 100]
    (duda,) = [uno for uno in avisos(leido, "columna_dudosa") if "% de avance" in uno]
    assert duda.endswith(
        "«% de avance» sólo trae números de 0 a 1, sin signo de porcentaje: 1 se leyó como 100 %,"
        " porque al lado dice 'Cumplida al 100 %'; si no, escríbalos con su signo"
    )


@pytest.mark.parametrize(
    ("avances", "textos", "leidos"),
    [
        ((1, 1, 0), ("Va en el 1 %", "En proceso", "Nada"), [1, 1, 0]),
        ((1, 0, 1), ("Se publicó", "Nada", "Se publicó"), [1, 0, 1]),
        ((1, 0, 0), (CUMPLIDA, CUMPLIDA, CUMPLIDA), [1, 0, 0]),
        ((1, 0, 1), ("No cumplida", "Nada", "Cumplida en parte, falta el acta"), [1, 0, 1]),
        ((0.5, 1, 0), ("Va en el 50 %", "Se hizo", "Nada"), [50, 100, 0]),
        ((1, 60, 100), (CUMPLIDA, "En proceso", CUMPLIDA), [1, 60, 100]),
    ],
    ids=[
        "lo niegan",
        "no lo dicen",
        "dicen lo mismo del 0",
        "a medias",
        "una parte",
        "hay mayores",
    ],
)
def test_y_si_no_lo_dice_el_1_es_1(
    avances: Sequence[Any], textos: Sequence[str], leidos: list[int]
) -> None:
    leido = al_lado("xlsx", avances, textos)

    assert los_avances(leido) == leidos
    dudas = [uno for uno in avisos(leido, "columna_dudosa") if "sin signo de porcentaje" in uno]
    assert bool(dudas) is (max(avances) <= 1)


@pytest.mark.parametrize("tipo", ["xlsx", "docx"])
@pytest.mark.parametrize("malo", [120, -5, "120 %", "-5", "1200", "N/A"])
def test_un_avance_imposible_es_de_su_celda_y_lo_demas_se_lee(tipo: str, malo: Any) -> None:
    leido = al_lado(tipo, (50, malo, 100), ("Uno", "Dos", "Tres"))

    assert los_avances(leido) == [50, None, 100]
    assert actividades(leido)[1].seguimientos[0].extras["avance"] == str(malo)
    (dicho,) = avisos(leido, "celda_ilegible")
    esperado = "un porcentaje" if malo == "N/A" else "un porcentaje de 0 a 100"
    assert dicho.endswith(f"se esperaba {esperado}, llegó '{malo}': quedó en extras.avance")


@pytest.mark.parametrize(
    ("avances", "leidos"),
    [
        ((0.5, 1, "80 %", "1"), [50, 100, 80, 100]),
        ((0.5, 1, "80 %", "1", 100), ["0.5", 1, 80, 1, 100]),
        (("80 %", 1, "20 %"), [80, 1, 20]),
        (
            ((1, "0%"), (80, '0" %"'), (0.625, "0.0%"), (1.0000000000000002, "0%")),
            [100, 80, 62.5, 100],
        ),
    ],
    ids=["con partes", "con un 100", "sin partes", "cada una con su formato"],
)
def test_una_columna_mezclada_se_lee_toda(avances: Sequence[Any], leidos: list[Any]) -> None:
    leido = con_avances(*avances)

    assert los_avances(leido) == [Decimal(str(uno)) for uno in leidos]


def test_el_1_sin_signo_entre_otros_que_lo_llevan_se_dice() -> None:
    assert avisos(con_avances("80 %", 1, "20 %"), "columna_dudosa") == [
        "hoja «Matriz», columna E: «% de avance» trae 1 sin signo de porcentaje, y otros con él: 1"
        " se leyó como 1 %; si son partes de uno, escríbalos de 0 a 100"
    ]


def test_lo_que_se_dice_en_una_hoja_vale_para_la_misma_columna_de_las_demas() -> None:
    rotulos = "N°|Actividad|Meta|% de avance|Logros"
    hojas = {
        "Uno": [rotulos, f"1.1|Ver|Una|1|{CUMPLIDA}"],
        "Dos": [rotulos, "2.1|Oír|Una|1|Se publicó"],
    }

    assert los_avances(leer(en_excel(hojas), corte=CORTE)) == [100, 100]


TERMINADAS = (
    *("Cumple", "Cumplió", "Finalizó", "Culminó", "Se terminó", "Ejecutó", "Completa"),
    *("Realizada", "Hecho", "Logrado", "Cumplimiento total", "Se dio cumplimiento", "Terminada"),
)


@pytest.mark.parametrize("dicho", TERMINADAS)
def test_el_1_junto_a_lo_que_dice_que_se_termino_es_100(dicho: str) -> None:
    assert los_avances(al_lado("xlsx", (1, 0, 1), (dicho, SIN_AVANCE, dicho))) == [100, 0, 100]


@pytest.mark.parametrize(
    "dicho",
    [
        *("Se cumplió el 1 % de la meta", "Casi terminada", "Cumplida en un 40 %", "No cumplió"),
        *("Incumplida", "Por realizar", "Cumple parcialmente", "Se dio inicio", "A medias, cumple"),
    ],
)
def test_el_1_junto_a_lo_que_dice_que_no_se_termino_es_1(dicho: str) -> None:
    assert los_avances(al_lado("xlsx", (1, 0, 1), (dicho, SIN_AVANCE, dicho))) == [1, 0, 1]


@pytest.mark.parametrize("otro", [50, 1.2])
def test_si_hay_un_numero_mayor_y_al_lado_de_los_unos_se_dice_que_son_100_se_avisa(
    otro: float,
) -> None:
    leido = al_lado("xlsx", (1, otro, 1), (CUMPLIDA, "Se avanza", CUMPLIDA))

    assert [float(uno) for uno in los_avances(leido)] == [1, otro, 1]
    (duda,) = avisos(leido, "columna_dudosa")
    assert "1 se leyó como 1 %, y al lado dice 'Cumplida al 100 %'" in duda
