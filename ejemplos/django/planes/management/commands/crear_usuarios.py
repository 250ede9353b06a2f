"""``manage.py crear_usuarios --oficina hacienda="SECRETARÍA DE HACIENDA"``.

Con ``--proceso compras=Contratación``, quien reporta los riesgos de un proceso.
"""

from argparse import ArgumentParser
from typing import Any

from django.contrib.auth.models import Group, Permission, User
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.db.models import Model
from django.utils.crypto import get_random_string

from planes import models

CONTROL_INTERNO = "control.interno"


class Command(BaseCommand):
    """Los usuarios de prueba: control interno, y uno por cada oficina y proceso que se diga."""

    help = "Crea «control.interno» y un usuario por oficina y proceso, y dice la clave de cada uno."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Las oficinas y los procesos; sin ninguno, sólo control interno."""
        parser.add_argument("--oficina", action="append", default=[], metavar="USUARIO=DEPENDENCIA")
        parser.add_argument("--proceso", action="append", default=[], metavar="USUARIO=PROCESO")

    @transaction.atomic
    def handle(self, *_: Any, oficina: list[str], proceso: list[str], **__: Any) -> None:
        """La clave de quien ya estaba se cambia por otra."""
        self._crear(CONTROL_INTERNO, es_de_control_interno=True)
        hechos: dict[str, User] = {}
        for opcion, dichas, tabla in (
            ("oficina", oficina, models.Dependencia),
            ("proceso", proceso, models.Proceso),
        ):
            for dicha in dichas:
                usuario, suyas = self._entendida(opcion, dicha, tabla)
                if usuario not in hechos:
                    hechos[usuario] = self._crear(usuario, es_de_control_interno=False)
                for suya in suyas:
                    suya.encargados.add(hechos[usuario])

    def _entendida(self, opcion: str, dicha: str, tabla: type[Model]) -> tuple[str, Any]:
        usuario, signo, nombre = dicha.partition("=")
        suyas = tabla.objects.filter(nombre=nombre)
        if signo and usuario and suyas:
            return usuario, suyas
        hay = tabla.objects.values_list("nombre", flat=True).distinct()
        nombres = "\n  ".join(hay) or "ninguna: cargue antes un plan"
        cual = tabla._meta.verbose_name.upper()  # noqa: SLF001 - así lo documenta Django
        motivo = f"se esperaba USUARIO={cual}, llegó «{dicha}»"
        raise CommandError(f"--{opcion}: {motivo}. Hay:\n  {nombres}")

    def _crear(self, nombre: str, *, es_de_control_interno: bool) -> User:
        usuario, _ = User.objects.get_or_create(username=nombre)
        usuario.set_password(clave := get_random_string(12))
        usuario.is_staff = es_de_control_interno
        usuario.save()
        if es_de_control_interno:
            grupo, _ = Group.objects.get_or_create(name="Control interno")
            grupo.permissions.set(Permission.objects.filter(content_type__app_label="planes"))
            usuario.groups.add(grupo)
        self.stdout.write(f"{nombre}  clave: {clave}")
        return usuario
