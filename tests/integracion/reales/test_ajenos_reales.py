"""Archivos que hicieron entidades, tal como los dejaron: lo que de cada uno debe leerse."""

from datetime import date

import pytest
from ayudas.compartido import DATOS

import paac_reportes as paac

AJENOS = DATOS / "ajenos"
pytestmark = pytest.mark.skipif(
    not AJENOS.is_dir(), reason="los archivos de otras entidades no están junto al proyecto"
)
NO_SON_PLANES = sorted((AJENOS / "no_son_planes").glob("*.*")) if AJENOS.is_dir() else []


@pytest.mark.parametrize("archivo", NO_SON_PLANES, ids=lambda uno: uno.name)
def test_de_lo_que_no_es_un_plan_ni_un_mapa_no_sale_ninguno(archivo: object) -> None:
    with pytest.raises(paac.ErrorDeEntrada) as error:
        paac.leer(archivo, entidad="M", vigencia=2021, corte=date(2021, 12, 31))

    assert {falla.codigo for falla in error.value.fallas} <= {"sin_matriz", "matriz_sin_filas"}


def test_un_plan_integrado_se_lee_entero_con_el_nombre_de_cada_hoja() -> None:
    archivo = AJENOS / "planes" / "matriz_por_politicas_2021.xlsx"
    leida = paac.leer(archivo, entidad="M", vigencia=2021, corte=date(2021, 12, 31))

    componentes = leida.contenido.componentes
    assert sum(len(s.actividades) for c in componentes for s in c.subcomponentes) == 288
    assert [(uno.numero, uno.nombre) for uno in componentes][::11] == [
        (1, "Talento Humano"),
        (12, "Racionalización de Trámites"),
    ]


@pytest.mark.parametrize(
    ("archivo", "riesgos"),
    [
        ("GA-MP-01.xlsx", 4),
        ("corrupcion_2018.xlsx", 11),
        ("v5_control_y_evaluacion.xlsx", 6),
        ("v5_gestion_financiera_2.xlsx", 2),
        ("v5_gestion_juridica_1.xlsx", 6),
        ("v5_talento_humano.xlsx", 7),
    ],
)
def test_de_cada_mapa_salen_sus_riesgos_con_su_zona(archivo: str, riesgos: int) -> None:
    leida = paac.leer(AJENOS / "mapas" / archivo, como="mapa", entidad="M", vigencia=2021)

    zonas = [r.inherente and r.inherente.zona for p in leida.contenido.procesos for r in p.riesgos]
    assert len(zonas) == riesgos
    assert all(zonas)
