"""Los avances que pueden ser partes de uno se dicen, y las palabras corrientes se reconocen.

Prueba ``lectura/ajenos/porcentajes``.
"""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from ayudas.matrices import actividades, avisos, en_excel, en_word, leer

CORTE = date(2026, 4, 30)


def matriz_con(*avances: Any) -> list[Any]:
    filas = [[f"1.{n}", f"Hacer {n}", "Una", "Oficina", uno] for n, uno in enumerate(avances, 1)]
    return [["N°", "Actividad", "Meta", "Responsable", "% de avance"], *filas]


def con_avances(*avances: Any) -> Any:
    return leer(en_excel({"Matriz": matriz_con(*avances)}), corte=CORTE)


def los_avances(leido: Any) -> list[Any]:
    return [uno.avance for fila in actividades(leido) for uno in fila.seguimientos]


@pytest.mark.parametrize(
    ("avances", "dice"),
    [
        (
            (0.25, 0.5, 1),
            "3 números de 0 a 1 sin signo de porcentaje, y así quedó cada uno: 0,25"
            " (celda E2), 0,5 (celda E3), 1 (celda E4);",
        ),
        (
            ("80 %", "0,4", "20 %"),
            "1 número de 0 a 1 sin signo de porcentaje, y así quedó cada uno: 0,4 (celda E3);",
        ),
        (
            (1, 60, 100),
            "1 número de 0 a 1 sin signo de porcentaje, y así quedó cada uno: 1 (celda E2);",
        ),
        (
            (1, 1, 1, 1),
            "4 números de 0 a 1 sin signo de porcentaje, y así quedó cada uno: 1 (celda"
            " E2), 1 (celda E3), 1 (celda E4)…;",
        ),
    ],
    ids=["todos", "entre otros con su signo", "entre otros mayores", "más de tres"],
)
def test_un_numero_de_0_a_1_sin_signo_queda_como_esta_y_se_dice_con_su_celda(
    avances: tuple[Any, ...], dice: str
) -> None:
    leido = con_avances(*avances)

    assert avisos(leido, "columna_dudosa") == [
        f"hoja «Matriz», columna E: «% de avance» trae {dice} si son partes de uno, escríbalos de"
        " 0 a 100"
    ]


def test_un_numero_de_0_a_1_sin_signo_no_se_convierte() -> None:
    assert los_avances(con_avances(0.5, "80 %", "1")) == [Decimal("0.5"), 80, 1]


def test_el_signo_de_un_avance_tambien_se_escribe_en_letras() -> None:
    leido = con_avances("80 por ciento", "15%", "0,4 por ciento")
    assert los_avances(leido) == [80, 15, Decimal("0.4")]
    assert avisos(leido, "columna_dudosa") == []


@pytest.mark.parametrize(
    "avances",
    [(0, 0, 0), ((0.25, "0%"), (0.5, "0%")), ((1, "0%"), (0, "0%"), (1, "0%")), ("1 %", "0,5%")],
    ids=["sólo ceros", "con formato de porcentaje", "enteros con su formato", "con su signo"],
)
def test_lo_que_lleva_su_formato_o_su_signo_no_es_una_duda(avances: tuple[Any, ...]) -> None:
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


@pytest.mark.parametrize("tipo", ["xlsx", "docx"])
@pytest.mark.parametrize("malo", [120, -5, "120 %", "-5", "1200", "N/A"])
def test_un_avance_imposible_es_de_su_celda_y_lo_demas_se_lee(tipo: str, malo: Any) -> None:
    matriz = matriz_con(50, malo, 100)
    leido = leer(en_excel({"M": matriz}) if tipo == "xlsx" else en_word(matriz), corte=CORTE)

    assert los_avances(leido) == [50, None, 100]
    assert actividades(leido)[1].seguimientos[0].extras["avance"] == str(malo)
    (dicho,) = avisos(leido, "celda_ilegible")
    esperado = "un porcentaje" if malo == "N/A" else "un porcentaje de 0 a 100"
    assert dicho.endswith(f"se esperaba {esperado}, llegó '{malo}': quedó en extras.avance")


def test_el_formato_de_cada_celda_dice_cuanto_es_su_porcentaje() -> None:
    avances = ((1, "0%"), (80, '0" %"'), (0.625, "0.0%"), (1.0000000000000002, "0%"))

    assert los_avances(con_avances(*avances)) == [100, 80, Decimal("62.5"), 100]


@pytest.mark.parametrize("formato", ["0%", "0.00%", "0.## %", '0%" de avance"', "[Red]0%"])
@pytest.mark.parametrize("guardado", ["0.0049", "0.005", "0.0001", "0.5", "0.995", "1"])
def test_el_formato_de_porcentaje_es_de_cien_aunque_lo_que_imprime_se_redondee(
    guardado: str, formato: str
) -> None:
    assert los_avances(con_avances((float(guardado), formato))) == [100 * Decimal(guardado)]


@pytest.mark.parametrize("guardado", ["0.4", "1", "80"])
def test_el_signo_escrito_en_el_formato_no_multiplica(guardado: str) -> None:
    assert los_avances(con_avances((float(guardado), '0.#" %"'))) == [Decimal(guardado)]
