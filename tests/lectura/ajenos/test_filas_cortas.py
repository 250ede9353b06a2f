"""Una fila de Word con una celda menos: ningún dato pasa a la columna de al lado.

Prueba ``lectura/filas_cortas``.
"""

from typing import Any

import pytest
from ayudas.matrices import actividades, avisos, leer
from ayudas.paquetes_a_mano import celda, fila, tabla, word

ROTULOS = (
    "N°",
    "Actividades",
    "Meta o producto",
    "Responsable",
    "Fecha programada",
    "Actividades cumplidas a 30 de abril de 2026",
    "% de avance",
)
FILAS = (
    ("1.1", "Publicar el plan", "Un plan", "Planeación", "30/04/2026", "Se publicó", "100 %"),
    ("1.2", "Capacitar", "Tres talleres", "Talento", "31/08/2026", "Se hizo uno", "33 %"),
    ("1.3", "Actualizar el mapa", "Un mapa", "Planeación", "31/12/2026", "Se revisó", "20 %"),
    ("1.4", "Rendir cuentas", "Una audiencia", "Control", "30/11/2026", "Se citó", "10 %"),
)
HUECO = '<w:gridAfter w:val="1"/>'


def leido(corta: tuple[str, ...], propiedades: str = "") -> Any:
    filas = [ROTULOS, FILAS[0], corta, *FILAS[2:]]
    una = [fila(*map(celda, textos)) for textos in filas]
    una[2] = fila(*map(celda, corta), propiedades=propiedades)
    return leer(word(tabla(*una)))


def lo_de_la_corta(lectura: Any) -> list[str | None]:
    """Lo leído de la segunda fila, columna por columna."""
    [segunda] = [a for a in actividades(lectura) if str(a.fecha_programada or "") == "31/08/2026"]
    seguimiento = segunda.seguimientos[0] if segunda.seguimientos else None
    return [
        segunda.codigo,
        segunda.descripcion,
        segunda.meta,
        segunda.responsable,
        segunda.fecha_programada,
        None if seguimiento is None else seguimiento.texto,
        None if seguimiento is None or seguimiento.avance is None else f"{seguimiento.avance} %",
    ]


def sin(columna: int) -> tuple[str, ...]:
    return FILAS[1][:columna] + FILAS[1][columna + 1 :]


@pytest.mark.parametrize("propiedades", ["", HUECO])
@pytest.mark.parametrize("columna", [0, 1, 2, 3, 5, 6])
def test_le_falte_la_celda_que_le_falte_cada_dato_es_de_su_columna_o_no_se_toma(
    columna: int, propiedades: str
) -> None:
    lectura = leido(sin(columna), propiedades)

    for leido_en, escrito_en in zip(lo_de_la_corta(lectura), FILAS[1], strict=True):
        assert leido_en in (None, escrito_en)
    assert lo_de_la_corta(lectura)[columna] is None
    assert any(
        uno.startswith("tabla 1, fila 3: le falta una celda")
        for uno in avisos(lectura, "contenido_aparte")
    )


def test_la_que_cabe_en_dos_columnas_no_se_toma_en_ninguna_y_se_dice_con_su_texto() -> None:
    lectura = leido(sin(2))

    assert lo_de_la_corta(lectura) == [
        "1.2",
        None,
        None,
        None,
        "31/08/2026",
        "Se hizo uno",
        "33 %",
    ]
    assert (
        "tabla 1, fila 3: le falta una celda, y no se sabe de qué columna es lo que no se leyó:"
        " 'Capacitar', 'Talento'"
    ) in avisos(lectura, "fila_sin_leer")


def test_lo_que_otra_fila_dice_en_una_columna_es_de_ella() -> None:
    lectura = leido(("1.2", "Capacitar", "Planeación", "31/08/2026", "Se hizo uno", "33 %"))

    assert lo_de_la_corta(lectura)[3] == "Planeación"


def test_lo_que_quedo_en_su_columna_no_se_dice_sin_usar() -> None:
    assert avisos(leido(sin(0)), "sin_usar") == []


def test_una_fila_de_menos_celdas_con_la_misma_anchura_no_es_corta() -> None:
    ancha = [celda(texto) for texto in FILAS[1][:5]]
    ancha.append(celda("Se hizo uno", '<w:gridSpan w:val="2"/>'))
    filas = [fila(*map(celda, textos)) for textos in (ROTULOS, FILAS[0])]
    lectura = leer(word(tabla(*filas, fila(*ancha))))

    assert not any("le falta" in uno for uno in avisos(lectura, "contenido_aparte"))


def test_una_tabla_con_una_fila_mas_ancha_no_hace_cortas_a_las_demas() -> None:
    filas = [fila(*map(celda, textos)) for textos in (ROTULOS, *FILAS)]
    sobra = fila(*map(celda, (*FILAS[1], "sobra")))
    lectura = leer(word(tabla(*filas, sobra)))

    assert [a.codigo for a in actividades(lectura)][:4] == ["1.1", "1.2", "1.3", "1.4"]
    assert not any("le falta" in uno for uno in avisos(lectura, "contenido_aparte"))
