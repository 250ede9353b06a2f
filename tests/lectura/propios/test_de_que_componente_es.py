"""El número y el nombre de cada componente vuelven de donde se ven; si no se ven, se dice."""

from pathlib import Path
from typing import Any

import pytest
from ayudas.editados import emitido, leer
from ayudas.en_word import EnWord
from ayudas.planes import CORTE, actividad, componente, plan

import paac_reportes as paac

pytestmark = pytest.mark.filterwarnings("ignore::paac_reportes.AvisoPaac")
PLANTILLAS = Path(__file__).parents[3] / "ejemplos/formato_completo/plantillas"


def _uno(numero: int) -> dict[str, Any]:
    suyas = [actividad(codigo=f"{numero}.{n}", descripcion=f"Hacer {n}") for n in (1, 2)]
    return componente(
        numero=numero,
        nombre=f"Componente de {numero}",
        subcomponentes=[{"nombre": f"Sub {numero}", "actividades": suyas}],
    )


DE = plan(_uno(3), _uno(5))


def componentes(lectura: paac.Lectura[Any]) -> list[tuple[int | None, str | None, int]]:
    """El número, el nombre y las actividades de cada uno."""
    return [
        (uno.numero, uno.nombre, sum(len(s.actividades) for s in uno.subcomponentes))
        for _, uno in lectura.contenido.tablas()
    ]


@pytest.mark.una_de_cada("codigo", "tipo")
@pytest.mark.integracion
@pytest.mark.parametrize("codigo", ["VL-FO-012", "VL-FO-013"])
@pytest.mark.parametrize("tipo", ["docx", "xlsx"])
def test_lo_dicen_las_filas_de_subtotal(codigo: str, tipo: str) -> None:
    contenido = paac.emitir(DE, codigo, tipo, corte=CORTE, plantillas=PLANTILLAS)
    lectura = leer(contenido, plantillas=PLANTILLAS)

    assert componentes(lectura) == [(3, "Componente de 3", 2), (5, "Componente de 5", 2)]


@pytest.mark.integracion
def test_sin_marcas_un_subtotal_separa_los_componentes() -> None:
    word = EnWord(paac.emitir(DE, "VL-FO-012", "docx", corte=CORTE, plantillas=PLANTILLAS))
    word.sin_marcadores()
    lectura = leer(word.guardado(), plantillas=PLANTILLAS)

    assert componentes(lectura) == [(3, "Componente de 3", 2), (5, "Componente de 5", 2)]


@pytest.mark.integracion
def test_el_encabezado_de_una_hoja_no_es_el_titulo_de_su_dependencia() -> None:
    nombres = ["SECRETARÍA DE PLANEACIÓN", "SECRETARÍA DE SALUD"]
    de = plan(dependencias=[{"nombre": uno, "componentes": [_uno(3)]} for uno in nombres])
    informe = paac.emitir(de, "informe-seguimiento", "xlsx", corte=CORTE)

    assert [una.nombre for una in leer(informe).contenido.dependencias] == nombres


def test_una_tabla_que_perdio_sus_franjas_se_dice() -> None:
    word = EnWord(emitido("docx", DE))
    word.quitar_fila(1, 0)
    word.quitar_fila(1, 0)
    lectura = leer(word.guardado())

    assert [(a.ruta, a.mensaje) for a in lectura.dudas] == [
        ("tabla 2, fila 1", "no se ve de qué componente es: quedó sin número y sin nombre")
    ]
