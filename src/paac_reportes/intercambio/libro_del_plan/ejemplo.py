"""La fila que enseña a llenar la hoja Actividades: quien la deja como está no pone un dato."""

from datetime import date
from decimal import Decimal

EJEMPLO: dict[str, str] = {
    "actividad.codigo": "EJEMPLO",
    "actividad.descripcion": "Socializar la política de administración del riesgo",
    "actividad.meta": "Dos jornadas de socialización",
    "actividad.indicador": "Jornadas realizadas / jornadas programadas",
    "actividad.responsable": "Oficina de Planeación",
    "actividad.fecha_programada": "30/04 y 31/08",
}
"""Esta fila no se lee, salvo que alguien cambie algo de lo que dice aquí."""

SEGUIMIENTO_DE_EJEMPLO: dict[str, str | Decimal] = {
    "seguimiento.texto": "Se realizó la primera jornada, con 45 asistentes",
    "seguimiento.avance": Decimal(50),
    "seguimiento.estado": "En proceso",
    "seguimiento.evidencias": "Acta 012\nhttps://www.entidad.gov.co/actas/012",
}


def fila_de_ejemplo(corte: date | None) -> dict[str, str | Decimal]:
    """La del libro: lo de la actividad y, si hay un corte, cómo se reporta en él."""
    reporte = {f"{d}@{corte}": v for d, v in SEGUIMIENTO_DE_EJEMPLO.items()} if corte else {}
    return {**EJEMPLO, **reporte}
