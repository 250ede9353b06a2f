"""Los datos de un mapa de riesgos que va solo: su paquete, su CSV y su comprobación.

Prueba ``datos_abiertos/paquete`` y ``datos_abiertos/pedidos``.
"""

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import frictionless
import pytest
from ayudas.ejemplos import ejemplos
from ayudas.mapas import MAPAS, mapa, riesgo
from ayudas.planes import plan
from hypothesis import given

import paac_reportes as paac
from paac_reportes.cli import main

pytestmark = pytest.mark.filterwarnings("ignore::paac_reportes.AvisoPaac")
FORMATO = "mapa-v5"
EJEMPLO = "ejemplos/mapa_de_riesgos/mapa.yaml"


def partes(de: paac.MapaDeRiesgos, **opciones: Any) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(paac.emitir(de, FORMATO, "zip", **opciones))) as paquete:
        return {nombre: paquete.read(nombre) for nombre in paquete.namelist()}


def otras(de: paac.MapaDeRiesgos) -> dict[str, Any]:
    return {clave: valor for clave, valor in paac.datos_de(de).items() if clave != "procesos"}


def test_trae_la_tabla_el_mapa_y_su_esquema(tmp_path: Path) -> None:
    de = paac.leer_mapa(EJEMPLO)
    suyas = partes(de)
    assert list(suyas) == [
        *("datapackage.json", "riesgos.csv", "seguimientos.csv"),
        *("mapa.json", "esquema.json"),
    ]
    assert suyas["riesgos.csv"] == paac.emitir(de, FORMATO, "csv")
    assert suyas["mapa.json"] == paac.emitir(de, FORMATO, "json")
    assert json.loads(suyas["esquema.json"]) == paac.esquema(como="mapa")
    descriptor = json.loads(suyas["datapackage.json"])
    assert descriptor["name"] == "mapa-de-riesgos-municipio-de-penaserena-2026"
    assert descriptor["title"] == "Mapa de riesgos 2026, MUNICIPIO DE PEÑASERENA"
    assert [uno["name"] for uno in descriptor["resources"]] == [
        *("riesgos", "seguimientos", "mapa", "esquema")
    ]
    (tmp_path / "mapa.json").write_bytes(suyas["mapa.json"])
    assert paac.leer_mapa(tmp_path / "mapa.json") == de


@pytest.mark.integracion
@ejemplos(5)
@given(MAPAS)
def test_frictionless_valida_el_de_cualquier_mapa(
    tmp_path_factory: pytest.TempPathFactory, crudo: dict[str, Any]
) -> None:
    de, carpeta = paac.mapa_desde_datos(crudo), tmp_path_factory.mktemp("paquete")
    pedido = paac.reporte(de, FORMATO)
    destinos = [carpeta / nombre for nombre in ("datos.zip", "datos.csv", "datos.json")]
    pedido.guardar(*destinos)
    with zipfile.ZipFile(destinos[0]) as paquete:
        paquete.extractall(carpeta)
    informe = frictionless.validate(carpeta / "datapackage.json")
    assert [*informe.errors, *(error for tarea in informe.tasks for error in tarea.errors)] == []


def test_su_csv_vuelve_al_mapa(tmp_path: Path) -> None:
    de, archivo = paac.leer_mapa(EJEMPLO), tmp_path / "mapa.csv"
    paac.generar(de, FORMATO, archivo)
    vuelto = paac.mapa_desde_filas(archivo, **otras(de))
    assert paac.filas_de(vuelto) == paac.filas_de(de)


def test_un_caracter_de_control_se_cambia_y_se_avisa() -> None:
    de = mapa(riesgo(descripcion="a\x07b"))
    emision = paac.reporte(de, FORMATO).emitir("zip")
    assert [a.ruta for a in emision.avisos if a.codigo == "caracter_cambiado"] == [
        "procesos[0].riesgos[0].descripcion"
    ]
    assert b"a\x07b" not in b"".join(partes(de).values())


def test_se_comprueba_y_dice_la_celda_que_cambio(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    archivo = tmp_path / "mapa.csv"
    paac.generar(paac.leer_mapa(EJEMPLO), FORMATO, archivo)
    orden = ["verificar", str(archivo), "--contra", EJEMPLO, "--formato", FORMATO]
    assert main(orden) == 0
    assert json.loads(capsys.readouterr().out)["veredicto"] == "identico"
    archivo.write_bytes(archivo.read_bytes().replace(b"detectivo", b"correctivo", 1))
    assert main(orden) == 1
    assert json.loads(capsys.readouterr().out)["veredicto"] == "distinto"


@pytest.mark.integracion
@pytest.mark.parametrize("tipo", ["docx", "xlsx", "zip", "json", "tablas.csv"])
def test_verificar_hace_otra_vez_cualquier_archivo_de_un_mapa(tipo: str, tmp_path: Path) -> None:
    de, archivo = paac.leer_mapa(EJEMPLO), tmp_path / f"mapa.{tipo}"
    paac.generar(de, FORMATO, archivo)
    assert paac.verificar(archivo, paac.reporte(de, FORMATO)).veredicto == "identico"
    filas = [
        fila | {"riesgo.descripcion": f"{fila['riesgo.descripcion']}, o no"}
        for fila in paac.filas_de(de)
    ]
    otro = paac.mapa_desde_filas(filas, **otras(de))
    assert not paac.verificar(archivo, paac.reporte(otro, FORMATO)).pasa


def test_el_paquete_de_un_mapa_no_es_el_informe_anterior(tmp_path: Path) -> None:
    archivo = tmp_path / "mapa.zip"
    paac.generar(paac.leer_mapa(EJEMPLO), FORMATO, archivo)
    with pytest.raises(paac.ErrorDeEntrada, match="es el paquete de datos de un mapa de riesgos"):
        paac.analizar(plan(), anterior=archivo)


def test_un_mapa_sin_riesgos_tambien() -> None:
    suyas = partes(mapa(procesos=[]))
    renglones = suyas["riesgos.csv"].decode("utf-8-sig").splitlines()
    assert len(renglones) == 1
