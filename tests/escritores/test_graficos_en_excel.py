"""El gráfico de las barras en una hoja de cálculo: lo que se escribe de cada una, y sin adornos.

Prueba ``escritores/xlsx/graficos``.
"""

import io
import re
from typing import Any

import openpyxl
import pytest
from ayudas.emitidos import ejemplo
from ayudas.lectores import hojas_de_excel, partes

import paac_reportes as paac

FORMATO: dict[str, Any] = {
    "base": "informe-seguimiento",
    "codigo": "con-barras",
    "partes": {
        "barras": {
            "tras": "tabla_por_componente",
            "cuerpo": [
                {
                    "tipo": "grafico",
                    "muestra": "avance_por_componente",
                    "titulo": "Avance por componente",
                    "tabla": "tabla_por_componente",
                }
            ],
        }
    },
}


@pytest.fixture(scope="module")
def excel() -> bytes:
    return paac.emitir(ejemplo(), paac.formato_desde_datos(FORMATO), "xlsx")


def grafico(excel: bytes) -> str:
    (uno,) = (parte.decode() for nombre, parte in partes(excel).items() if "charts/chart" in nombre)
    return uno


def test_un_cero_no_se_rotula(excel: bytes) -> None:
    formatos = re.findall(r"<c:numFmt formatCode=\"General;;\"[^>]*>", grafico(excel))

    # Sin ``sourceLinked`` manda el formato de la celda, que sí escribe los ceros.
    assert set(formatos) <= {'<c:numFmt formatCode="General;;" sourceLinked="0"/>'}


def test_cada_barra_dice_su_base(excel: bytes) -> None:
    assert "<a:t>89,7\xa0%, 13 de 27</a:t>" in grafico(excel)


def test_lo_que_se_escribe_de_cada_valor_tiene_su_lugar(excel: bytes) -> None:
    barras = grafico(excel)

    assert barras.count('<c:dLblPos val="outEnd"/>') == 6  # con la de la serie
    hasta = re.search(r'<c:max val="([\d.]+)"/>', barras)
    assert hasta is not None
    assert float(hasta[1]) > 110  # a la derecha de un 100 queda lugar para lo suyo


def test_bajo_el_grafico_va_que_cuenta_y_en_que_tabla_esta(excel: bytes) -> None:
    dichos = [str(fila[0]) for fila in hojas_de_excel(excel)["Texto"]]

    (bajo,) = (uno for uno in dichos if "Detalle: " in uno)
    assert re.fullmatch(
        r"Avance, y de cuántas actividades se sabe; son muy pocas para decir su zona\."
        r" Detalle: Tabla\s\d+\.",
        bajo,
    )


def test_ni_las_barras_ni_los_ejes_llevan_contorno(excel: bytes) -> None:
    rayas = re.findall(r"<a:ln[^>]*>(.*?)</a:ln>", grafico(excel))

    assert {re.sub(r".*srgbClr val=.(\w+).*", r"\1", raya) for raya in rayas} <= {"<a:noFill/>"}
    assert "majorGridlines" not in grafico(excel)


def test_los_datos_bajo_un_grafico_llevan_sus_rotulos_sobre_sus_numeros() -> None:
    (bloque,) = FORMATO["partes"]["barras"]["cuerpo"]
    sin_tabla = {nombre: dato for nombre, dato in bloque.items() if nombre != "tabla"}
    partes_de_el = {"barras": FORMATO["partes"]["barras"] | {"cuerpo": [sin_tabla]}}
    formato = paac.formato_desde_datos(FORMATO | {"partes": partes_de_el})
    libro = openpyxl.load_workbook(io.BytesIO(paac.emitir(ejemplo(), formato, "xlsx")))
    filas = list(libro["Texto"].iter_rows())
    rotulos = next(n for n, fila in enumerate(filas) if "Avance (%)" in [c.value for c in fila])
    numero = next(n for n, celda in enumerate(filas[rotulos]) if celda.value == "Avance (%)")

    lados = [filas[n][numero].alignment.horizontal for n in (rotulos, rotulos + 1)]
    assert lados == ["right", "right"]
