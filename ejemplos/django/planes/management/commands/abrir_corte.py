"""``manage.py abrir_corte 1 2024-03-31``."""

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from planes import cortes, models
from planes.management import fecha


class Command(BaseCommand):
    """Abre otro corte de un plan que ya está en la base."""

    help = "Abre un corte de un plan, en que las oficinas reportan desde ahora."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """El número con que quedó el plan, y la fecha."""
        parser.add_argument("plan", type=int)
        parser.add_argument("corte", type=fecha, metavar="AAAA-MM-DD")

    def handle(self, *_: Any, plan: int, corte: date, **__: Any) -> None:
        """Uno solo abierto, y después de los que hay."""
        try:
            abierto = cortes.abrir(models.Plan.objects.get(pk=plan), corte)
        except models.Plan.DoesNotExist:
            raise CommandError(f"No hay un plan con el número {plan}.") from None
        except ValidationError as error:
            raise CommandError(error.message) from None
        self.stdout.write(f"{abierto.plan}: el corte del {abierto} quedó abierto.")
