"""El reporte de un plan de la base."""

from datetime import date

import paac_reportes as paac
from planes import models
from planes.puente.formatos import elegir
from planes.puente.lectura import plan_de

TIPOS = {"docx": "Word", "xlsx": "Excel", "pdf": "PDF", "html": "HTML", "csv": "CSV"}


def pedir(
    plan: models.Plan, formato: str, corte: date | None, *, publico: bool = False
) -> paac.Reporte:
    """El reporte, por componer. Lanza ``ErrorDeEntrada`` o ``ErrorDeFormato``."""
    return paac.reporte(plan_de(plan), elegir(formato), corte=corte, publico=publico)
