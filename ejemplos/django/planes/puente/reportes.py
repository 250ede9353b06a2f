"""El reporte de un plan de la base."""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import Any

from django.conf import settings

import paac_reportes as paac
from paac_reportes import anfitrion
from planes import models
from planes.puente.cierre import DelCorte, al_corte

TIPOS = ("docx", "xlsx", "pdf", "html", "csv")
"""Los que el sitio ofrece, si la máquina los puede dar."""


def salidas(reporte: paac.Reporte) -> list[anfitrion.Salida]:
    """De ellos, los de un reporte, también el que aquí no se puede, que dice por qué."""
    hay = {salida.tipo: salida for salida in anfitrion.salidas(reporte)}
    return [hay[tipo] for tipo in TIPOS if tipo in hay]


def en_su_lugar(
    avisos: Iterable[paac.Aviso], plan: paac.Plan, *, publico: bool = False
) -> list[dict[str, str]]:
    """Los avisos como los lee una oficina: con su lugar en palabras, y no con una ruta.

    De lo que se publica va la ruta: el texto de una fila puede repetir lo que no se publica.
    """
    return [
        {
            "lugar": aviso.ruta if publico else str(paac.donde(plan, aviso.ruta)),
            "mensaje": aviso.mensaje,
        }
        for aviso in avisos
    ]


def pedir(
    plan: models.Plan, formato: str, corte: date | None, *, publico: bool = False
) -> paac.Reporte:
    """El reporte, por componer; el de un corte cerrado, de su instantánea.

    Lanza ``ErrorDeEntrada`` o ``ErrorDeFormato``.
    """
    return pedir_de(al_corte(plan, corte), formato, publico=publico)


def pedir_de(
    suyo: DelCorte, formato: str, *, publico: bool = False, revisado: Any = None
) -> paac.Reporte:
    """El de lo que ese corte dice. Lanza ``ErrorDeEntrada`` o ``ErrorDeFormato``."""
    return paac.reporte(
        suyo.plan, suyo.formato(formato), corte=suyo.fecha, publico=publico, revisado=revisado
    )


def guardar_acta(suyo: DelCorte, reporte: paac.Reporte, usuario: Any) -> None:
    """El acta de lo que se acaba de emitir, con el corte cerrado; de uno abierto no hay.

    Los mismos bytes, otra vez, ya la tienen.
    """
    if suyo.instantanea is None:
        return
    acta = reporte.acta
    ((archivo, huella),) = acta.archivos.items()
    models.Acta.objects.get_or_create(
        instantanea=suyo.instantanea,
        sha256=huella,
        defaults={
            "archivo": archivo,
            "acta": acta.en_json(settings.CLAVE_ACTA),
            "emitida_en": datetime.now(UTC),
            "emitida_por": usuario,
        },
    )
