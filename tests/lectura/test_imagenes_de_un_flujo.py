"""Un flujo no trae carpeta: las imágenes que nombre un plan no se buscan donde diga su nombre."""

import base64
import io
import json
from pathlib import Path
from typing import Any

import pytest
from ayudas.imagenes import png
from ayudas.planes import datos

import paac_reportes as paac

SIN_CARPETA = ": 'escudo.png': un flujo no trae carpeta en que buscarla; dígala en carpeta= (--con carpeta=CARPETA), o dé sus bytes"
CON_ESCUDO = datos(entidad={"nombre": "MUNICIPIO DE PRUEBA", "escudo": "escudo.png"})


@pytest.fixture
def carpeta(tmp_path: Path) -> Path:
    """La de un plan en JSON y en su libro, con la imagen que nombran al lado."""
    (tmp_path / "escudo.png").write_bytes(png())
    (tmp_path / "plan.json").write_text(json.dumps(CON_ESCUDO), "utf-8")
    con_ruta = paac.desde_datos(datos()).contenido
    paac.guardar_datos(con_ruta, tmp_path / "plan.xlsx")
    _nombrar_el_escudo(tmp_path / "plan.xlsx")
    return tmp_path


def _nombrar_el_escudo(libro: Path) -> None:
    import openpyxl

    abierto = openpyxl.load_workbook(libro)
    hoja = abierto["Plan"]
    fila = next(n for n, c in enumerate(hoja["A"], 1) if "escudo" in str(c.value).lower())
    hoja.cell(fila, 2).value = "escudo.png"
    abierto.save(libro)


def flujo(ruta: Path) -> Any:
    abierto: Any = io.BytesIO(ruta.read_bytes())
    abierto.name = str(ruta)  # el que le puso quien lo envía
    return abierto


@pytest.mark.parametrize("nombre", ["plan.json", "plan.xlsx"])
@pytest.mark.parametrize("leer", [paac.leer, lambda *a, **b: paac.leer(*a, **b).sin_dudas()])
def test_no_se_busca_donde_diga_su_nombre(carpeta: Path, nombre: str, leer: Any) -> None:
    with pytest.raises(paac.ErrorDeEntrada) as error:
        leer(flujo(carpeta / nombre))

    assert str(error.value).endswith(SIN_CARPETA)


@pytest.mark.parametrize("nombre", ["plan.json", "plan.xlsx"])
@pytest.mark.parametrize("leer", [paac.leer, lambda *a, **b: paac.leer(*a, **b).sin_dudas()])
def test_se_busca_en_la_que_se_da(carpeta: Path, nombre: str, leer: Any) -> None:
    leido = leer(flujo(carpeta / nombre), carpeta=carpeta)

    assert getattr(leido, "contenido", leido).entidad.escudo == png()


@pytest.mark.parametrize("nombre", ["plan.json", "plan.xlsx"])
@pytest.mark.parametrize("leer", [paac.leer, lambda *a, **b: paac.leer(*a, **b).sin_dudas()])
def test_la_de_un_archivo_esta_junto_a_el(carpeta: Path, nombre: str, leer: Any) -> None:
    leido = leer(carpeta / nombre)

    assert getattr(leido, "contenido", leido).entidad.escudo == png()


def test_la_que_viene_en_los_datos_no_pide_carpeta() -> None:
    escudo = f"data:image/png;base64,{base64.b64encode(png()).decode()}"
    suyos = datos(entidad={"nombre": "MUNICIPIO DE PRUEBA", "escudo": escudo})

    assert paac.leer(io.BytesIO(json.dumps(suyos).encode())).sin_dudas().entidad.escudo == png()
