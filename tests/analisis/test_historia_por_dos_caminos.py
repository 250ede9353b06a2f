"""De lo debido, cada gesto queda nombrado y ningún otro: dos caminos sobre pares generados.

Prueba ``analisis/anterior``.
"""

from collections import Counter
from datetime import date
from typing import Any

import pytest
from analisis.segunda_de_la_historia import historia
from ayudas.ejemplos import VECES
from ayudas.evasiones import ABRIL, AGOSTO, par

import paac_reportes as paac
from paac_reportes.informe.historia import linea
from paac_reportes.textos.valores import fecha_corta

DESDE, CORTE = date.fromisoformat(ABRIL), date.fromisoformat(AGOSTO)
PARES = 300 * VECES


def historia_de_la_biblioteca(
    antes: dict[str, Any] | None, hoy: dict[str, Any]
) -> paac.tipos.HistoriaDelPlan:
    plan = paac.desde_datos(hoy).contenido
    metodologia = paac.modelo.Metodologia(cortes=(DESDE, CORTE))
    suyo = None if antes is None else paac.desde_datos(antes).contenido
    analisis = paac.analizar(plan, corte=CORTE, anterior=suyo, metodologia=metodologia)
    assert analisis.historia is not None
    return analisis.historia


def dicha(una: paac.tipos.HistoriaDelPlan) -> dict[str, dict[str, Any]]:
    return {
        fila.antes.fila.texto or "": {
            "clase": fila.clase.value if fila.clase else "vencía en el período",
            "vencia": fila.vencia,
            "gestos": set(fila.gestos),
            "en_su_lugar": fila.en_su_lugar and fila.en_su_lugar.fila.texto,
        }
        for fila in (*una.filas, *una.del_periodo)
    }


@pytest.mark.una_de_cada
@pytest.mark.parametrize("tanda", range(6))
def test_cada_gesto_sobre_lo_debido_se_nombra_y_ningun_otro(tanda: int) -> None:
    vistos: Counter[str] = Counter()
    for semilla in range(tanda, PARES, 6):
        antes, hoy = par(semilla)
        suya = historia_de_la_biblioteca(antes, hoy)
        assert dicha(suya) == historia(antes, hoy, DESDE, CORTE), semilla
        for una in suya.filas:
            vistos.update(una.gestos)
            vistos[una.clase.value if una.clase else ""] += 1
            assert fecha_corta(una.vencia) in linea(una)
        for una in suya.del_periodo:
            vistos.update(f"{gesto} en el período" for gesto in una.gestos)
    # Los pares traen de todo: si no, no probarían nada.
    esperados = {"retirada", "corrida", "no_aplica", "reescrita", "reporte", "terminada"}
    clases = {"vencida", "vencida sin reporte", "por determinar", "en blanco bajo un reporte"}
    en_el_periodo = {"retirada en el período", "corrida en el período"}
    assert vistos.keys() >= esperados | clases | en_el_periodo


@pytest.mark.integracion
def test_sin_el_archivo_de_entonces_solo_se_ve_lo_que_dicen_los_datos_de_hoy() -> None:
    vistos: Counter[str] = Counter()
    for semilla in range(60):
        _, hoy = par(semilla)
        suya = historia_de_la_biblioteca(None, hoy)
        assert dicha(suya) == historia(None, hoy, DESDE, CORTE), semilla
        vistos.update(gesto for una in suya.filas for gesto in una.gestos)
    assert vistos.keys() == {"no_aplica", "terminada"}
