"""Lo que la biblioteca escribe, leído por sus rótulos: cada fila, una vez.

Prueba ``lectura/matriz/registros`` y ``lectura/matriz/lectura``.
"""

import io
from collections import Counter
from datetime import date

import pytest
from ayudas.compartido import RAIZ

import paac_reportes as paac
from paac_reportes.modelo import Actividad

CORTE = date(2023, 9, 30)
FORMATOS = "paac-plan", "paac-seguimiento", "ptep-plan", "ptep-seguimiento", "MCCO.101.18.F.20"


@pytest.mark.integracion
@pytest.mark.parametrize("formato", [*FORMATOS, "EV-EGMC-PC-003-FM-002"])
@pytest.mark.parametrize("tipo", ["docx", "xlsx"])
def test_cada_fila_sale_una_vez(formato: str, tipo: str) -> None:
    plan = paac.leer(RAIZ / "ejemplos/informe_trimestral/plan.yaml").contenido
    emitido = paac.reporte(plan, formato, corte=CORTE).emitir(tipo).contenido
    leido = paac.leer(io.BytesIO(emitido), por_rotulos=True, corte=CORTE).contenido

    assert cuantas(leido) == cuantas(plan)


def cuantas(plan: paac.Plan) -> Counter[str]:
    return Counter(
        "".join(((fila.descripcion if isinstance(fila, Actividad) else fila.nombre) or "").split())
        for _, componente in plan.tablas()
        for fila in componente.filas()
    )
