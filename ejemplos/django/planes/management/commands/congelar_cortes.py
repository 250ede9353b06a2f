"""``manage.py congelar_cortes``: la instantánea de los que se cerraron antes de que las hubiera."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

import paac_reportes as paac
from planes.puente import cierre
from planes.puente.lectura import plan_de


class Command(BaseCommand):
    """Congela lo que hoy dicen los cortes cerrados que no tienen instantánea."""

    help = "Guarda la instantánea de cada corte cerrado que no la tenga, con lo que hoy dice."

    @transaction.atomic
    def handle(self, *_: Any, **__: Any) -> None:
        """Todos o ninguno."""
        for corte in cierre.sin_instantanea().select_related("plan__entidad"):
            try:
                (hecha,) = cierre.congelar([corte], plan_de(corte.plan), momento="despues")
            except paac.ErrorPaac as error:
                raise CommandError(f"{corte.plan}: {error}\nNo se guardó nada.") from None
            self.stdout.write(f"{corte.plan}, {corte}: {hecha.sha256}")
