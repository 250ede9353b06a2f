"""El documento que las pruebas de edición corrigen, y lo que de él se lee."""

from typing import Any

import paac_reportes as paac
from ayudas.planes import CORTE, FORMATO, actividad, componente, plan, tramite


def _actividad(codigo: str) -> dict[str, Any]:
    return actividad(
        codigo=codigo,
        descripcion=f"Hacer {codigo}",
        meta=f"Meta {codigo}",
        seguimiento=f"Se hizo {codigo}.",
    )


PLAN = plan(
    componente(
        subcomponentes=[
            {"nombre": "Política", "actividades": [_actividad("1.1"), _actividad("1.2")]},
            {"nombre": "Mapa", "actividades": [_actividad(f"2.{n}") for n in (1, 2, 3)]},
        ]
    ),
    componente(
        numero=2,
        nombre="Trámites",
        subcomponentes=[],
        tramites=[tramite(), tramite(numero="2", nombre="Paz y salvo")],
    ),
)


def emitido(tipo: str, de: paac.Plan = PLAN, formato: Any = FORMATO) -> bytes:
    """El documento como sale, en ``docx`` o en ``xlsx``."""
    return paac.reporte(de, formato, corte=CORTE).emitir(tipo).contenido
