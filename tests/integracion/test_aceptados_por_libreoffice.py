"""LibreOffice acepta o rechaza todos los cambios, y queda lo que dicen los dos documentos."""

import copy
import io
from pathlib import Path
from typing import Any

import pytest
from ayudas.cambios import REALES, Que, azar_de, cambiado, resueltos_por_libreoffice
from ayudas.compartido import con_datos_reales, con_libreoffice, con_sdk, leer_real, validar
from ayudas.ejemplos import VECES

import paac_reportes as paac
from paac_reportes.prueba.identidad import juzgar

pytestmark = [
    con_datos_reales,
    pytest.mark.integracion,
    pytest.mark.filterwarnings("ignore::paac_reportes.AvisoPaac"),
]
SEMILLAS = range(1 if VECES == 1 else 8)


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
@pytest.mark.profundo
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
                leidos = (
                    paac.leer(io.BytesIO(uno), como="ajeno").contenido for uno in (solo, quedo)
                )
                if len({repr(paac.datos_de(uno)) for uno in leidos}) > 1:
                    distintos.append((archivo, semilla, que))
                juicio = juzgar("docx", solo, quedo)
                if juicio.diferencias != ():
                    distintos.append((archivo, semilla, f"{que}: {juicio}"))
    assert distintos == []


def con_tablas_enteras(datos: dict[str, Any]) -> dict[str, Any]:
    """Una copia con un componente que se va, otro que viene y, si las hay, una dependencia menos."""
    nuevos = copy.deepcopy(datos)
    for dueno in (nuevos.get("dependencias") or [nuevos])[:2]:
        otro = {**copy.deepcopy(dueno["componentes"][-1]), "nombre": "OTRO COMPONENTE"}
        dueno["componentes"] = [*dueno["componentes"][1:], otro]
    if nuevos.get("dependencias"):
        del nuevos["dependencias"][3]
    return nuevos


@con_libreoffice
@pytest.mark.profundo
def test_con_tablas_enteras_que_vienen_y_se_van_se_lee_lo_mismo(tmp_path: Path) -> None:
    """Donde hubo una tabla LibreOffice deja un renglón vacío: se mira lo que se lee."""
    escritos, solos = {}, {}
    for archivo, formato, corte in REALES:
        antes = leer_real(archivo)
        suyos = {"aceptar": con_tablas_enteras(antes), "rechazar": antes}
        planes = {que: paac.plan_desde_datos(datos) for que, datos in suyos.items()}
        pedido = paac.reporte(
            planes["aceptar"],
            formato,
            corte=corte,
            anterior=planes["rechazar"],
            control_de_cambios=True,
        )
        nombre = Path(archivo).stem
        escritos[nombre] = pedido.emitir("docx").contenido
        for que, plan in planes.items():
            solos[nombre, que] = paac.reporte(plan, formato, corte=corte).emitir("docx").contenido
    distintos = []
    for cual, quedo in resueltos_por_libreoffice(escritos, tmp_path).items():
        leidos = (
            paac.leer(io.BytesIO(uno), como="ajeno").contenido for uno in (solos[cual], quedo)
        )
        if len({repr(paac.datos_de(uno)) for uno in leidos}) > 1:
            distintos.append(cual)
        if juzgar("docx", solos[cual], quedo).diferencias:
            distintos.append(cual)
    assert distintos == []
