"""``manage.py cargar_plan plan.yaml --abrir 2023-12-31``."""

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError

import paac_reportes as paac
from planes.puente.guardado import guardar


class Command(BaseCommand):
    """Guarda en la base el plan de un archivo."""

    help = "Guarda en la base un plan: de un JSON, un YAML, su libro de Excel o un documento."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """El archivo, y el corte en que se va a reportar."""
        parser.add_argument("archivo")
        parser.add_argument(
            "--abrir", type=_fecha, metavar="AAAA-MM-DD", help="deja abierto ese corte"
        )

    def handle(self, *_: Any, archivo: str, abrir: date | None, **__: Any) -> None:
        """Todo o nada; cada falla, en su renglón."""
        try:
            guardado = guardar(paac.leer_plan(archivo), abrir)
        except paac.ErrorPaac as error:
            raise CommandError(f"{error}\nNo se guardó nada.") from None
        corte = f"; el corte del {guardado.corte_abierto} quedó abierto" if abrir else ""
        self.stdout.write(f"{guardado}: quedó con el número {guardado.pk}{corte}.")


def _fecha(texto: str) -> date:
    try:
        return date.fromisoformat(texto)
    except ValueError:
        raise CommandError(f"--abrir: se esperaba AAAA-MM-DD, llegó «{texto}».") from None
