"""``manage.py crear_usuarios --oficina hacienda="SECRETARÍA DE HACIENDA"``."""

from argparse import ArgumentParser
from typing import Any

from django.contrib.auth.models import Group, Permission, User
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils.crypto import get_random_string

from planes import models

CONTROL_INTERNO = "control.interno"


class Command(BaseCommand):
    """Los usuarios de prueba: control interno, y uno por cada oficina que se diga."""

    help = "Crea «control.interno» y un usuario por oficina, y dice la clave de cada uno."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Las oficinas; sin ninguna, sólo control interno."""
        parser.add_argument("--oficina", action="append", default=[], metavar="USUARIO=DEPENDENCIA")

    @transaction.atomic
    def handle(self, *_: Any, oficina: list[str], **__: Any) -> None:
        """La clave de quien ya estaba se cambia por otra."""
        self._crear(CONTROL_INTERNO, es_de_control_interno=True)
        for dicha in oficina:
            usuario, signo, nombre = dicha.partition("=")
            suyas = models.Dependencia.objects.filter(nombre=nombre)
            if not (signo and usuario and suyas):
                hay = models.Dependencia.objects.values_list("nombre", flat=True).distinct()
                nombres = "\n  ".join(hay) or "ninguna: cargue antes un plan"
                motivo = f"se esperaba USUARIO=DEPENDENCIA, llegó «{dicha}»"
                raise CommandError(f"--oficina: {motivo}. Hay:\n  {nombres}")
            creado = self._crear(usuario, es_de_control_interno=False)
            creado.dependencias.add(*suyas)

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
