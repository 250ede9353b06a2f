"""Las celdas combinadas de un PDF son las del árbol, con cada plan y en cada formato."""

import pytest
from ayudas.compartido import RAIZ, con_datos_reales
from ayudas.emitidos import EN_PAPEL, ejemplo, formato_de, real
from ayudas.tablas_de_pdf import leido_con_sus_combinadas

import paac_reportes as paac
from paac_reportes.composicion import componer

pytestmark = con_datos_reales
REALES = ("cajica_plan_2022", "cajica_seguimiento_2018", "california_plan", "cartago_2020")


CON_SEGUIMIENTOS = ("informe_trimestral", "ptep", "cajica_seguimiento_2018", "cartago_2020")
"""Los que un informe puede narrar."""


@pytest.mark.una_de_cada("nombre")
@pytest.mark.parametrize(
    ("nombre", "codigo"),
    [
        (nombre, codigo)
        for nombre in dict.fromkeys((*CON_SEGUIMIENTOS, *REALES))
        for codigo in EN_PAPEL
        if nombre in CON_SEGUIMIENTOS or "informe" not in codigo
    ],
)
def test_las_de_un_plan_son_las_del_arbol(nombre: str, codigo: str) -> None:
    plan = real(f"{nombre}.json") if nombre in REALES else ejemplo(nombre)
    corte = max(plan.cortes(), default=None)

    leido_con_sus_combinadas(componer(plan, formato_de(codigo), corte).documento)


@pytest.mark.parametrize("codigo", [uno for uno in EN_PAPEL if "mapa" in uno])
def test_las_de_un_mapa_son_las_del_arbol(codigo: str) -> None:
    mapa = paac.leer(RAIZ / "ejemplos" / "mapa_de_riesgos" / "mapa.yaml", como="mapa").sin_dudas()

    leido_con_sus_combinadas(componer(mapa, formato_de(codigo), max(mapa.cortes())).documento)
