"""Lo último de una celda de cuaderno se escribe solo: que quepa en un renglón."""

from datetime import date

import pytest
from ayudas.planes import CORTE, FORMATO, actividad, componente, datos

import paac_reportes as paac


@pytest.mark.parametrize("cuantas", [1, 300])
def test_los_objetos_grandes_se_muestran_en_un_renglon(cuantas: int) -> None:
    seguimientos = [{"corte": CORTE.isoformat(), "avance": 50}]
    suyas = [actividad(codigo=str(n), seguimientos=seguimientos) for n in range(cuantas)]
    plan = paac.desde_datos(datos(componente(*suyas)) | {"vigencia": CORTE.year}).contenido
    analisis = paac.analizar(plan)
    comparacion = paac.comparar(paac.analizar(plan, corte=date(CORTE.year, 12, 31)), analisis)

    filas = "1 fila" if cuantas == 1 else f"{cuantas} filas"
    assert repr(plan) == f"<Plan {CORTE.year} de {plan.entidad.nombre}: {filas}>"
    avance = f"avance 50.00 ({cuantas} de {cuantas})"
    assert repr(analisis) == f"<Analisis con corte {CORTE}: {avance}>"
    assert repr(analisis.todo) == f"<Cifras de {plan.entidad.nombre}: {avance}>"
    assert f"{cuantas} filas en los dos, 0 nuevas, 0 retiradas" in repr(comparacion)
    for uno in (
        analisis.todo.filas[0],
        comparacion.parejas[0],
        paac.reporte(plan, FORMATO).formato,
    ):
        assert len(repr(uno)) < 200
        assert "\n" not in repr(uno)
