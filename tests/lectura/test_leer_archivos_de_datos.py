"""``leer`` también lee un archivo de datos, con lo que conviene revisar como valores."""

import io
import json
from pathlib import Path

import pytest
from ayudas.planes import datos, plan

import paac_reportes as paac

CON_AVISO = {"nombre": "Municipio", "nit": "123"}


@pytest.mark.parametrize("nombre", ["plan.json", "plan.yaml", "PLAN.JSON"])
def test_da_el_plan_y_sus_avisos_sin_avisar_por_warnings(nombre: str, tmp_path: Path) -> None:
    archivo = tmp_path / nombre
    archivo.write_text(json.dumps(datos(entidad=CON_AVISO)), "utf-8")
    lectura = paac.leer(archivo)

    assert lectura.contenido.entidad.nombre == "Municipio"
    assert [aviso.codigo for aviso in lectura.avisos] == ["nit"]
    assert (lectura.formato, lectura.corte) == (None, None)


def test_de_un_flujo_con_nombre() -> None:
    flujo = io.BytesIO(json.dumps(datos()).encode())
    flujo.name = "subido.json"

    assert paac.leer(flujo).contenido == plan()


def test_un_mapa_sin_su_clave_se_lee_si_se_pide_y_si_no_se_dice_que_es() -> None:
    texto = '{"entidad": {"nombre": "M"}, "procesos": [{"nombre": "Pagos"}]}'

    assert paac.leer(io.StringIO(texto), como="mapa").contenido.procesos[0].nombre == "Pagos"
    with pytest.raises(paac.ErrorDeEntrada, match="es un mapa de riesgos y no un plan"):
        paac.leer(io.StringIO(texto), como="plan")


def test_la_entidad_y_la_vigencia_que_se_piden_mandan(tmp_path: Path) -> None:
    archivo = tmp_path / "plan.json"
    archivo.write_text(json.dumps(datos(vigencia=2025)), "utf-8")
    lectura = paac.leer(archivo, vigencia=2026)

    assert lectura.contenido.vigencia == 2026
    assert [aviso.codigo for aviso in lectura.avisos] == ["dato_supuesto"]


def test_unas_columnas_no_son_de_un_archivo_de_datos(tmp_path: Path) -> None:
    archivo = tmp_path / "plan.json"
    archivo.write_text(json.dumps(datos()), "utf-8")
    with pytest.raises(paac.ErrorDeEntrada) as error:
        paac.leer(archivo, columnas={"A": "actividad.meta"})

    assert [falla.ruta for falla in error.value.fallas] == ["columnas"]
