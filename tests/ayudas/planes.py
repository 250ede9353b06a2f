"""Planes pequeños para las pruebas."""

from datetime import date
from typing import Any

import paac_reportes as paac

CORTE = date(2026, 4, 30)
FORMATO = "MCCO.101.18.F.20"


def actividad(**cambios: Any) -> dict[str, Any]:
    """Una actividad con lo mínimo y un seguimiento."""
    texto = cambios.pop("seguimiento", "Se publicó.")
    datos: dict[str, Any] = {
        "codigo": "1.1",
        "descripcion": "Publicar el mapa de riesgos",
        "meta": "Mapa publicado",
        "responsable": "Planeación",
        "fecha_programada": "31/01/2026",
    }
    if texto is not None:
        datos["seguimientos"] = [{"corte": CORTE.isoformat(), "texto": texto}]
    return {clave: valor for clave, valor in (datos | cambios).items() if valor is not None}


def tramite(**cambios: Any) -> dict[str, Any]:
    """Un trámite completo."""
    return {
        "numero": "1",
        "nombre": "Certificado de estratificación",
        "tipo_racionalizacion": "Tecnológica",
        "accion": "Solicitud en línea",
        "situacion_actual": "Presencial",
        "mejora": "Formulario web",
        "beneficio": "Menos filas",
        "responsable": "Planeación",
        "fecha_inicio": "01/02/2026",
        "fecha_fin": "30/11/2026",
        "seguimientos": [{"corte": CORTE.isoformat(), "texto": "Formulario en pruebas."}],
    } | cambios


def componente(*actividades: dict[str, Any], **cambios: Any) -> dict[str, Any]:
    """Un componente con un subcomponente y esas actividades."""
    lista = list(actividades) or [actividad()]
    return {
        "numero": 1,
        "nombre": "Gestión del riesgo",
        "subcomponentes": [{"nombre": "Política", "actividades": lista}],
    } | cambios


def datos(*componentes: dict[str, Any], **cambios: Any) -> dict[str, Any]:
    """Un plan con una dependencia y esos componentes."""
    return {
        "entidad": {"nombre": "MUNICIPIO DE PRUEBA"},
        "vigencia": 2026,
        "regimen": "paac-v2",
        "dependencias": [
            {
                "nombre": "SECRETARÍA DE PLANEACIÓN",
                "componentes": list(componentes) or [componente()],
            }
        ],
    } | cambios


def plan(*componentes: dict[str, Any], **cambios: Any) -> paac.Plan:
    """Lo mismo, ya como plan."""
    return paac.desde_datos(datos(*componentes, **cambios)).contenido


def plan_con(**de_la_actividad: Any) -> paac.Plan:
    """Un plan de una sola actividad."""
    return plan(componente(actividad(**de_la_actividad)))
