"""El lugar de una celda es lo que se dice de ella, y sabe en qué tabla, fila y columna está.

Prueba ``columnas``.
"""

import pickle

import pytest

from paac_reportes.opc.visto import LugarDelArchivo, TablaVista

DE_WORD = TablaVista("tabla 7", ())
DE_EXCEL = TablaVista("hoja «Salud, celda B3»", (), primera=(9, 1))


@pytest.mark.parametrize(
    ("lugar", "dicho", "partes", "en_su_tabla", "alrededor"),
    [
        (
            DE_WORD.lugar_de(2, 1),
            "tabla 7, fila 3, columna 2",
            ("tabla 7", 3, 2),
            "fila 3, columna 2",
            "tabla 7, fila 3",
        ),
        (DE_WORD.lugar_de(2), "tabla 7, fila 3", ("tabla 7", 3, None), "fila 3", "tabla 7"),
        (
            DE_WORD.lugar_de_columna(1),
            "tabla 7, columna 2",
            ("tabla 7", None, 2),
            "columna 2",
            "tabla 7",
        ),
        (
            DE_EXCEL.lugar_de(4, 25),
            "hoja «Salud, celda B3», celda AA14",
            ("hoja «Salud, celda B3»", 14, "AA"),
            "celda AA14",
            "hoja «Salud, celda B3»",
        ),
        (
            DE_EXCEL.lugar_de_columna(0),
            "hoja «Salud, celda B3», columna B",
            ("hoja «Salud, celda B3»", None, "B"),
            "columna B",
            "hoja «Salud, celda B3»",
        ),
    ],
)
def test_se_dice_como_siempre_y_da_sus_partes(
    lugar: LugarDelArchivo, dicho: str, partes: tuple[object, ...], en_su_tabla: str, alrededor: str
) -> None:
    assert lugar == dicho
    assert (lugar.tabla, lugar.fila, lugar.columna) == partes
    assert (lugar.en_su_tabla, lugar.alrededor) == (en_su_tabla, alrededor)


def test_guardado_y_traido_es_el_mismo() -> None:
    traido = pickle.loads(pickle.dumps(DE_EXCEL.lugar_de(4, 25)))  # noqa: S301 - es nuestro

    assert (traido, traido.fila, traido.columna) == (DE_EXCEL.lugar_de(4, 25), 14, "AA")
