"""Los libros que se llenan, con sus anchos, sus reglas y sus avisos, son los de siempre."""

from pathlib import Path

import pytest
from ayudas.como_es_un_libro import como_es
from ayudas.dorados import comparar
from ayudas.planes import CORTE, actividad, componente, plan, tramite

import paac_reportes as paac
from paac_reportes.libros.plan.escritura import libro_del_plan

PLAN = plan(
    componente(actividad(indicador="Mapas publicados"), actividad(codigo="1.2", seguimiento=None)),
    {"numero": 2, "nombre": "Trámites", "tramites": [tramite()]},
    firmas=[{"rol": "Aprobó", "nombre": "Ana Pérez", "cargo": "Jefa"}],
    control_cambios=[{"version": "2", "fecha": "01/03/2026", "razon": "Ajuste de la meta"}],
)


def test_el_libro_del_plan_es_el_de_siempre(pytestconfig: pytest.Config) -> None:
    libro, _ = libro_del_plan(PLAN, con_ejemplo=True)

    comparar("libro-del-plan.txt", como_es(libro), pytestconfig)


def test_el_libro_de_captura_es_el_de_siempre(tmp_path: Path, pytestconfig: pytest.Config) -> None:
    [libro] = paac.capturar(PLAN, CORTE, tmp_path)

    comparar("libro-de-captura.txt", como_es(libro.read_bytes()), pytestconfig)
