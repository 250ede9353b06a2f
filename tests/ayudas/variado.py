"""Un plan de 2026 con una fila en cada situación: el código de cada una dice cuál es.

El corte es el 31 de agosto y el anterior, el 30 de abril; lo que no dice otra cosa vencía en junio.
"""

from datetime import date
from typing import Any

import paac_reportes as paac
from ayudas.comparaciones import ABRIL, AGOSTO, con_avances
from ayudas.planes import tramite
from paac_reportes.formatos.metodologia import reglas_para
from paac_reportes.informe.hallazgos import Hallazgos
from paac_reportes.informe.parrafos import Prosa

__all__ = ["Hallazgos", "Prosa", "datos_variados", "hallazgos_de", "variado"]

REVISADA = {"resultado": "parcial", "nota": "Falta el acta."}


def _fila(codigo: str, *, abril: Any = None, agosto: Any = None, **datos: Any) -> dict[str, Any]:
    dichos = {ABRIL: abril, AGOSTO: agosto}
    seguimientos = [{"corte": c.isoformat()} | dicho for c, dicho in dichos.items() if dicho]
    base = con_avances(codigo, f"Hacer {codigo}", fecha_programada="30/06/2026")
    return base | {"seguimientos": seguimientos} | datos


def datos_variados() -> dict[str, Any]:
    """Los datos del plan, para cambiarlos antes de leerlos."""
    riesgos = {
        "numero": 1,
        "nombre": "Riesgos",
        "subcomponentes": [
            {
                "nombre": "Política",
                "actividades": [
                    _fila("callada"),
                    _fila(
                        "terminada", agosto={"avance": 100, "estado": "cumplida", "texto": "Lista."}
                    ),
                    _fila("en-blanco"),
                    _fila(
                        "vencida",
                        abril={"avance": 20},
                        agosto={"avance": 50, "estado": "en_proceso", "verificacion": REVISADA},
                    ),
                ],
            },
            {
                "nombre": "Monitoreo",
                "actividades": [
                    _fila("con-texto", agosto={"texto": "Se avanza."}),
                    _fila("con-guion", agosto={"texto": "-"}),
                    _fila("baja", abril={"avance": 60}, agosto={"avance": 40}),
                    _fila("arrastrada", abril={"avance": 70, "texto": "Va."}),
                ],
            },
        ],
    }
    tramites = {
        "numero": 2,
        "nombre": "Trámites",
        "tramites": [
            tramite(
                numero="T1",
                seguimientos=[{"corte": AGOSTO.isoformat(), "avance": 90, "texto": "Casi."}],
            )
        ],
    }
    rendicion = {
        "numero": 1,
        "nombre": "Riesgos",
        "subcomponentes": [
            {
                "nombre": "Política",
                "actividades": [
                    _fila(
                        "futura",
                        fecha_programada="30/11/2026",
                        agosto={"avance": 10, "estado": "sin_avance"},
                    ),
                    _fila("no-aplica", agosto={"estado": "no_aplica"}),
                    _fila("sin-reporte", agosto={"estado": "sin_reporte"}),
                    _fila("contradicha", agosto={"avance": 40, "estado": "cumplida"}),
                    _fila(
                        "reabierta",
                        abril={"avance": 100, "estado": "cumplida"},
                        agosto={"avance": 95, "estado": "en_proceso"},
                    ),
                    _fila("del-corte", fecha_programada="31/08/2026", agosto={"avance": 30}),
                    _fila(
                        "sin-dia",
                        fecha_programada="Cuando se requiera",
                        agosto={"avance": 80},
                    ),
                ],
            }
        ],
    }
    return {
        "entidad": {"nombre": "MUNICIPIO DE PRUEBA"},
        "vigencia": 2026,
        "regimen": "paac-v2",
        "dependencias": [
            {"nombre": "HACIENDA", "componentes": [riesgos, tramites]},
            {"nombre": "SALUD", "componentes": [rendicion]},
        ],
    }


def variado() -> paac.Plan:
    """El plan."""
    return paac.desde_datos(datos_variados()).contenido


def hallazgos_de(
    plan: paac.Plan | None = None,
    corte: date | None = AGOSTO,
    metodologia: paac.modelo.Metodologia | None = None,
    **mas: Any,
) -> Hallazgos:
    """Lo que un informe muestra de un plan, o del variado, en un corte; sus párrafos, ``Prosa``."""
    de = plan or variado()
    return Hallazgos(de, corte, reglas_para(de, metodologia), **mas)
