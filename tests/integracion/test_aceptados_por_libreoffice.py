"""LibreOffice acepta o rechaza todos los cambios, y queda lo que dicen los dos documentos."""

import io
import re
from pathlib import Path

import pytest
from ayudas.cambios import REALES, Que, azar_de, cambiado, resueltos_por_libreoffice
from ayudas.compartido import con_datos_reales, con_libreoffice, con_sdk, leer_real, validar

import paac_reportes as paac
from paac_reportes.prueba.identidad import juzgar

pytestmark = [
    con_datos_reales,
    pytest.mark.integracion,
    pytest.mark.filterwarnings("ignore::paac_reportes.AvisoPaac"),
]
SEMILLAS = range(8)
LO_QUE_NO_SE_VE = re.compile(r"marcadores|paac\.filas|keepNext|docProps/app\.xml|y \d+ más")
"""Las marcas escondidas de las filas y cuántas son, qué va con lo que sigue, las cuentas que
LibreOffice guarda, y cuántos reparos no se copian."""


def planes(archivo: str, semilla: int) -> dict[Que, paac.Plan]:
    datos = leer_real(archivo)
    ahora = paac.plan_desde_datos(cambiado(datos, azar_de(semilla)))
    return {"aceptar": ahora, "rechazar": paac.plan_desde_datos(datos)}


@pytest.fixture(scope="module")
def marcados() -> dict[str, bytes]:
    """Cada plan real, cambiado con cada semilla."""
    escritos = {}
    for archivo, formato, corte in REALES:
        for semilla in SEMILLAS:
            suyos = planes(archivo, semilla)
            pedido = paac.reporte(
                suyos["aceptar"],
                formato,
                corte=corte,
                anterior=suyos["rechazar"],
                control_de_cambios=True,
            )
            escritos[f"{Path(archivo).stem}-{semilla}"] = pedido.emitir("docx").contenido
    return escritos


@con_sdk
def test_el_validador_no_halla_nada(marcados: dict[str, bytes], tmp_path: Path) -> None:
    rutas = [tmp_path / f"{nombre}.docx" for nombre in marcados]
    for ruta, contenido in zip(rutas, marcados.values(), strict=True):
        ruta.write_bytes(contenido)
    assert validar(*rutas) == ""


@con_libreoffice
def test_aceptados_o_rechazados_dicen_lo_de_ahora_o_lo_de_antes(
    marcados: dict[str, bytes], tmp_path: Path
) -> None:
    resueltos = resueltos_por_libreoffice(marcados, tmp_path)
    assert len(resueltos) == len(REALES) * len(SEMILLAS) * 2
    distintos: list[tuple[str, int, str]] = []
    for archivo, formato, corte in REALES:
        for semilla in SEMILLAS:
            for que, plan in planes(archivo, semilla).items():
                solo = paac.reporte(plan, formato, corte=corte).emitir("docx").contenido
                quedo = resueltos[f"{Path(archivo).stem}-{semilla}", que]
                leidos = (paac.leer(io.BytesIO(uno)).contenido for uno in (solo, quedo))
                if len({repr(paac.datos_de(uno)) for uno in leidos}) > 1:
                    distintos.append((archivo, semilla, que))
                juicio = juzgar("docx", solo, quedo)
                reparos = [
                    uno for uno in map(str, juicio.reparos) if not LO_QUE_NO_SE_VE.search(uno)
                ]
                if juicio.veredicto == "distinto" or reparos:
                    distintos.append((archivo, semilla, f"{que}: {reparos[:2]}"))
    assert distintos == []
