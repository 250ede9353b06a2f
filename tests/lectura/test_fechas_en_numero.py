"""Una fecha que llega como el número con que Excel la guarda se dice, con su lugar y su día."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from ayudas.planes import actividad, componente, datos

import paac_reportes as paac
from paac_reportes.modelo.campos import fechas_en_numero

EL_DIA = "31/01/2023"


def dichas(lectura: Any) -> list[tuple[str, str]]:
    """De cada aviso de una fecha, su lugar y lo que dice."""
    return [(uno.ruta, uno.mensaje) for uno in lectura.avisos if uno.codigo == "fecha"]


def guardado(libro: openpyxl.Workbook, ruta: Path) -> Path:
    libro.save(ruta)
    return ruta


@pytest.mark.parametrize("escrito", [44957, "44957", 44957.5])
@pytest.mark.parametrize("rotulo", ["FECHA PROGRAMADA", "FECHA DE INICIO"])
def test_entre_las_fechas_de_una_matriz_ajena(tmp_path: Path, escrito: Any, rotulo: str) -> None:
    libro = openpyxl.Workbook()
    hoja = libro.active
    assert hoja is not None
    hoja.append(["No.", "ACTIVIDAD", "META O PRODUCTO", "RESPONSABLE", rotulo])
    for numero, fecha in enumerate([date(2023, 3, 31), escrito, date(2023, 6, 30)], 1):
        hoja.append(
            [f"1.{numero}", f"Publicar el informe {numero}", "Informe", "Planeación", fecha]
        )
    lectura = paac.leer(guardado(libro, tmp_path / "a.xlsx"), entidad="M", vigencia=2023)
    ((lugar, mensaje),) = dichas(lectura)

    assert lugar.endswith("celda E3")
    assert EL_DIA in mensaje


def test_en_el_libro_de_un_plan_que_alguien_cambio(tmp_path: Path) -> None:
    filas = [actividad(codigo=f"1.{n}", fecha_programada="30/06/2026") for n in range(3)]
    plan = paac.desde_datos(datos(componente(*filas))).contenido
    archivo = tmp_path / "plan.xlsx"
    paac.guardar_datos(plan, archivo)
    libro = openpyxl.load_workbook(archivo)
    dia = ("30/06/2026", datetime(2026, 6, 30))
    todas = (celda for hoja in libro for fila in hoja for celda in fila)
    celdas = [celda for celda in todas if celda.value in dia]
    celdas[1].value, celdas[1].number_format = 44957, "General"
    ((lugar, mensaje),) = dichas(paac.leer(guardado(libro, tmp_path / "a.xlsx")))

    assert lugar.endswith(f"celda {celdas[1].coordinate}")
    assert EL_DIA in mensaje


def test_en_unas_filas() -> None:
    fila = {"componente.numero": 1, "componente.nombre": "C", "subcomponente.nombre": "S"}
    fila |= {"actividad.descripcion": "Publicar", "actividad.fecha_programada": 44957}
    leidas = paac.desde_filas([fila], entidad="M", vigencia=2023)

    assert [lugar for lugar, _ in dichas(leidas)] == [
        "filas[0], columna 'actividad.fecha_programada'"
    ]


@pytest.mark.parametrize(
    "escrita", ["2026", "30/06/2026", "2026-06-30", "12345", "99999", "449570", "44957 y 44958"]
)
def test_lo_que_no_es_uno_no_se_dice(escrita: str) -> None:
    plan = paac.desde_datos(datos(componente(actividad(fecha_programada=escrita)))).contenido

    assert [*fechas_en_numero(plan)] == []
