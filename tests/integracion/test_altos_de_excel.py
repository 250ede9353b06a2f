"""Los altos de un libro: los del auto-ajuste de Excel, y en LibreOffice nada sale cortado."""

from functools import partial
from pathlib import Path
from typing import Any

import pytest
from ayudas.altos_de_excel import Medida, medir
from ayudas.compartido import DATOS, con_datos_reales, con_libreoffice, leer_real
from ayudas.ejemplos import VECES
from ayudas.emitidos import formato_de

import paac_reportes as paac
from paac_reportes.composicion.aspecto import estilos_de

pytestmark = [
    con_datos_reales,
    con_libreoffice,
    # Los documentos reales traen datos que un formato no muestra, y se avisa.
]
RENGLONES = {"Arial": (11.25, 8.95), "Calibri": (12.0, 8.95)}
"""Puntos de Arial 8 y de Calibri 9 en Excel y en LibreOffice.

El de Excel es el de sus archivos: ascenso y descenso, cada uno en píxeles enteros, y dos más; el de
LibreOffice, el que se mide.
"""
AIRE_EN_LIBREOFFICE = 1.5
"""Lo que allí una fila mide de más que sus renglones."""
FILAS = 10
"""Con menos, la mitad de las filas de un libro no dice cómo son las de una tabla."""
LO_MENOS, LO_MAS = 0.8, 1.05
"""Entre cuánto va el alto de una fila, en la mitad de ellas, del que le daría Excel."""
DEL_BLANCO = 2 * 72 / 25.4
"""Puntos que en un formulario puede tomar además del blanco de su página: dos milímetros."""


@pytest.fixture(scope="module")
def medidas(tmp_path_factory: pytest.TempPathFactory) -> dict[Path, Medida]:
    """De un documento real en cada formato; de todos, en ``make profundo``."""
    carpeta = tmp_path_factory.mktemp("altos")
    rutas = []
    for datos in sorted(DATOS.glob("*.json"))[: None if VECES > 1 else 1]:
        crudo: dict[str, Any] = leer_real(datos.name)
        plan = paac.desde_datos(crudo).contenido
        for formato in paac.formatos_disponibles():
            if formato_de(formato.codigo).de != "plan" or not _se_puede(plan, formato.codigo):
                continue
            ruta = carpeta / f"{datos.stem}-{formato.codigo}.xlsx"
            paac.reporte(plan, formato.codigo).guardar(ruta)
            rutas.append(ruta)
    return medir(rutas, carpeta)


def _se_puede(plan: paac.Plan, codigo: str) -> bool:
    """Si el plan trae lo que un informe narra."""
    return not formato_de(codigo).es_informe or any(plan.cortes())


def test_ningun_texto_sale_cortado(medidas: dict[Path, Medida]) -> None:
    assert {ruta.stem: una.cortadas for ruta, una in medidas.items() if una.cortadas} == {}


def _esperado(ruta: Path, pide: float) -> float:
    """Lo que Excel le daría a una fila que LibreOffice ajusta así: sus renglones, y su aire."""
    formato = formato_de(ruta.stem.split("-", 1)[1])
    en_excel, en_libreoffice = RENGLONES[formato.familia]
    celda = estilos_de(formato, None, con_mapa=False, medio="libro")["celda"]
    renglones = max((pide - AIRE_EN_LIBREOFFICE) / en_libreoffice, 1)
    return renglones * en_excel + celda.antes + celda.despues


def test_una_fila_mide_lo_que_le_daria_excel(medidas: dict[Path, Medida]) -> None:
    """Por la mediana de cada libro."""
    # De un formulario vacío se miran sus títulos, que llevan aire.
    llenos = {ruta: una for ruta, una in medidas.items() if len(una.filas) >= FILAS}
    cortas = {ruta.stem: una.mediana(partial(_esperado, ruta)) for ruta, una in llenos.items()}
    altas = {ruta.stem: una.mediana(partial(_lo_mas, ruta)) for ruta, una in llenos.items()}

    assert {libro: n for libro, n in cortas.items() if n < LO_MENOS} == {}
    assert {libro: n for libro, n in altas.items() if n > LO_MAS} == {}


def _lo_mas(ruta: Path, pide: float) -> float:
    """Lo que le daría Excel y, en un formulario, lo que toma de su página."""
    sobrio = formato_de(ruta.stem.split("-", 1)[1]).familia == "Calibri"
    return _esperado(ruta, pide) + (0 if sobrio else DEL_BLANCO)
