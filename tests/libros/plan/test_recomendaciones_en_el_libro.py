"""La hoja Recomendaciones del libro del plan, como vuelve de las personas."""

import io
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest
from ayudas.planes import datos

import paac_reportes as paac
from paac_reportes.libros.escritura import libro_de

pytestmark = pytest.mark.filterwarnings("ignore::paac_reportes.AvisoPaac")

CORTE = "2026-04-30"
RECOMENDACIONES = [
    {
        "id": "R-1",
        "corte": CORTE,
        "texto": "Publicar lo pendiente",
        "filas": [
            {"codigo": "1.10", "texto": "Publicar\nel mapa"},
            {"texto": "Sin código"},
            {"codigo": "7", "texto": ""},
        ],
        "responsable": "Planeación",
    },
    {"id": "R-2", "corte": CORTE, "texto": "Aclarar", "estado": "en_curso", "respuesta": "-"},
]


def leido(cambiar: Callable[[Any], None]) -> paac.Plan:
    plan = paac.plan_desde_datos(datos(recomendaciones=RECOMENDACIONES))
    libro = openpyxl.load_workbook(io.BytesIO(libro_de(plan)[0]))
    cambiar(libro["Recomendaciones"])
    guardado = io.BytesIO()
    libro.save(guardado)
    guardado.seek(0)
    return paac.leer_plan(guardado)


def nada(_hoja: object) -> None:
    """El libro vuelve como salió."""


def test_las_filas_que_nombra_van_una_por_renglon_y_vuelven() -> None:
    esperado = paac.plan_desde_datos(datos(recomendaciones=RECOMENDACIONES))
    assert leido(nada).recomendaciones == esperado.recomendaciones


def test_una_escrita_a_mano_toma_lo_que_no_se_dice() -> None:
    def cambiar(hoja: Any) -> None:
        hoja["A9"], hoja["B9"], hoja["C9"] = "R-3", "30/04/2026", "Otra"
        hoja["G9"] = "Sin respuesta"
        hoja["I10"], hoja["J10"] = "2.1", "Debajo y sin identificador, es de ella"

    *_, nueva = leido(cambiar).recomendaciones
    assert (nueva.id, nueva.origen, nueva.estado) == ("R-3", "oficina", "sin_respuesta")
    assert [fila.codigo for fila in nueva.filas] == ["2.1"]


def test_un_id_repetido_y_un_estado_ajeno_se_dicen_a_la_vez() -> None:
    def cambiar(hoja: Any) -> None:
        hoja["A7"] = "R-1"
        hoja["A9"], hoja["B9"], hoja["C9"], hoja["G9"] = "R-3", "30/04/2026", "Otra", "Hecha"

    with pytest.raises(paac.ErrorDeEntrada) as error:
        leido(cambiar)
    assert [str(falla) for falla in error.value.fallas] == [
        "hoja «Recomendaciones», celda G9: se esperaba alguno de estos: Nueva, En curso, Cumplida,"
        " Sin respuesta, No acogida, llegó 'Hecha'",
        "hoja «Recomendaciones», celda A7: se esperaba uno que no tuviera otra, llegó 'R-1', que es"
        " el de recomendaciones[0]",
    ]
