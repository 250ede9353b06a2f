"""Las celdas de una hoja de datos: se escriben por columnas, y dicen lo mismo que fila por fila.

Prueba ``composicion/datos``.
"""

import xml.etree.ElementTree as ET
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

import pytest

from paac_reportes.escritores.escritura import Escritura
from paac_reportes.escritores.xlsx import hojas_de_datos
from paac_reportes.escritores.xlsx.celdas import TextosDelLibro
from paac_reportes.escritores.xlsx.formatos import LibroEnCurso
from paac_reportes.escritores.xlsx.hojas_de_datos import celdas_de_datos
from paac_reportes.maqueta.estilos import Dato, Estilo
from paac_reportes.maqueta.hojas_de_datos import ColumnaDeDatos, HojaDeDatos, Valor
from paac_reportes.maqueta.medida.tipografia import Mm, Pt

DIA = date(2026, 4, 30)
CLASES: tuple[Dato, ...] = ("texto", "numero", "fecha", "texto", "texto")


def fila_de(numero: int) -> tuple[Valor, ...]:
    """Una de cada siete, toda en blanco; en la cuarta columna, nadie dice nada."""
    if numero % 7 == 3:
        return (None, None, None, None, "")
    return (
        f"texto {numero % 11}",
        None if numero % 3 else Decimal(numero),
        DIA if numero % 5 else None,
        None,
        "" if numero % 2 else f"otro {numero}",
    )


def escritas(
    filas: Sequence[tuple[Valor, ...]], escritura: Escritura, textos: TextosDelLibro
) -> ET.Element:
    columnas = tuple(
        ColumnaDeDatos(rotulo=f"r{n}", ancho=Mm(20), clase=clase) for n, clase in enumerate(CLASES)
    )
    hoja = HojaDeDatos(nombre="Datos", columnas=columnas, filas=tuple(filas))
    estilo = Estilo(familia="Arial", tamano=Pt(9))
    libro = LibroEnCurso({"celda": estilo}, escritura.avisos, textos)
    return ET.fromstring("".join(celdas_de_datos(hoja, "Datos", libro)))


@pytest.fixture(autouse=True)
def _de_a_cien(monkeypatch: pytest.MonkeyPatch) -> None:
    """Cien filas de una vez: son cinco columnas."""
    monkeypatch.setattr(hojas_de_datos, "_CELDAS_DE_UNA_VEZ", 500)


def test_con_mas_columnas_que_celdas_de_una_vez_va_fila_por_fila(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    filas = [fila_de(n) for n in range(20)]
    de_a_cien = ET.tostring(escritas(filas, Escritura(), TextosDelLibro()))
    monkeypatch.setattr(hojas_de_datos, "_CELDAS_DE_UNA_VEZ", 1)

    assert ET.tostring(escritas(filas, Escritura(), TextosDelLibro())) == de_a_cien


def test_las_letras_de_un_libro_son_las_de_sus_celdas_y_las_que_se_leen_de_un_numero() -> None:
    solo_rotulos, con_filas = TextosDelLibro(), TextosDelLibro()
    escritas([], Escritura(), solo_rotulos)
    escritas([("abc", Decimal(5), DIA, None, ""), (None,) * 5], Escritura(), con_filas)

    assert con_filas.letras - solo_rotulos.letras == 3 + 20 + 20


def test_una_hoja_que_no_dice_nada_conserva_sus_filas() -> None:
    _, *leidas = escritas([(None, None, None, "", "")] * 3, Escritura(), TextosDelLibro())

    assert [(fila.get("r"), len(fila)) for fila in leidas] == [("2", 0), ("3", 0), ("4", 0)]
