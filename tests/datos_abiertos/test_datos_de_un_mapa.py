"""Los datos de un mapa de riesgos que va solo: su paquete, su CSV y su comprobación.

Prueba ``datos_abiertos/paquete`` y ``datos_abiertos/pedidos``.
"""

import io
import zipfile
from pathlib import Path
from typing import Any

import frictionless
import pytest
from ayudas.ejemplos import ejemplos
from ayudas.mapas import MAPAS, mapa, riesgo
from hypothesis import given

import paac_reportes as paac

FORMATO = "mapa-v5"
EJEMPLO = "ejemplos/mapa_de_riesgos/mapa.yaml"


def partes(de: paac.MapaDeRiesgos, **opciones: Any) -> dict[str, bytes]:
    with zipfile.ZipFile(
        io.BytesIO(paac.reporte(de, FORMATO, **opciones).emitir("zip").contenido)
    ) as paquete:
        return {nombre: paquete.read(nombre) for nombre in paquete.namelist()}


def otras(de: paac.MapaDeRiesgos) -> dict[str, Any]:
    return {clave: valor for clave, valor in paac.datos_de(de).items() if clave != "procesos"}


@pytest.mark.integracion
@ejemplos(5)
@given(MAPAS)
def test_frictionless_valida_el_de_cualquier_mapa(
    tmp_path_factory: pytest.TempPathFactory, crudo: dict[str, Any]
) -> None:
    de, carpeta = paac.desde_datos(crudo, como="mapa").contenido, tmp_path_factory.mktemp("paquete")
    pedido = paac.reporte(de, FORMATO)
    destinos = [carpeta / nombre for nombre in ("datos.zip", "datos.csv", "datos.json")]
    pedido.guardar(*destinos)
    with zipfile.ZipFile(destinos[0]) as paquete:
        paquete.extractall(carpeta)
    informe = frictionless.validate(carpeta / "datapackage.json")
    assert [*informe.errors, *(error for tarea in informe.tasks for error in tarea.errors)] == []


def test_un_caracter_de_control_se_cambia_y_se_avisa() -> None:
    de = mapa(riesgo(descripcion="a\x07b"))
    emision = paac.reporte(de, FORMATO).emitir("zip")
    assert [a.ruta for a in emision.avisos if a.codigo == "caracter_cambiado"] == [
        "procesos[0].riesgos[0].descripcion"
    ]
    assert b"a\x07b" not in b"".join(partes(de).values())


@pytest.mark.integracion
@pytest.mark.parametrize("tipo", ["xlsx", "zip", "json"])
def test_verificar_hace_otra_vez_cualquier_archivo_de_un_mapa(tipo: str, tmp_path: Path) -> None:
    de, archivo = paac.leer(EJEMPLO, como="mapa").sin_dudas(), tmp_path / f"mapa.{tipo}"
    paac.reporte(de, FORMATO).guardar(archivo)
    assert paac.verificar(archivo, paac.reporte(de, FORMATO)).veredicto == "identico"
    filas = [
        fila | {"riesgo.descripcion": f"{fila['riesgo.descripcion']}, o no"}
        for fila in paac.filas_de(de)
    ]
    otro = paac.desde_filas(filas, **otras(de), como="mapa").contenido
    assert not paac.verificar(archivo, paac.reporte(otro, FORMATO)).pasa
