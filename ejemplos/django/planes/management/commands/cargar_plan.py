"""``manage.py cargar_plan plan.yaml --abrir 2023-12-31``."""

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

import paac_reportes as paac
from planes import cortes
from planes.management import fecha


class Command(BaseCommand):
    """Guarda en la base el plan de un archivo."""

    help = "Guarda en la base un plan: de un JSON, un YAML, su libro de Excel o un documento."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """El archivo, y el corte en que se va a reportar."""
        parser.add_argument("archivo")
        parser.add_argument(
            "--abrir",
            type=fecha,
            metavar="AAAA-MM-DD",
            help="deja abierto ese corte",
        )

    @transaction.atomic
    def handle(self, *_: Any, archivo: str, abrir: date | None, **__: Any) -> None:
        """Todo o nada; cada falla, en su renglón."""
        try:
            plan = cortes.cargar(paac.leer(archivo).sin_dudas())
            corte = cortes.abrir(plan, abrir) if abrir else None
        except paac.ErrorPaac as error:
            raise CommandError(f"{error}\nNo se guardó nada.") from None
        except ValidationError as error:
            raise CommandError(f"--abrir: {error.message} No se guardó nada.") from None
        abierto = f"; el corte del {corte} quedó abierto" if corte else ""
        self.stdout.write(f"{plan}: quedó con el número {plan.pk}{abierto}.")
