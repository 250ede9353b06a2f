"""``manage.py crear_usuarios --oficina hacienda="SECRETARÍA DE HACIENDA"``."""

from argparse import ArgumentParser
from typing import Any

from django.contrib.auth.models import Permission, User
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
        """La clave de quien ya estaba se cambia por otra; ninguna, si una oficina no está."""
        claves: dict[str, str] = {}
        permisos = Permission.objects.filter(
            codename__in=("todas_las_dependencias", "cerrar_corte")
        )
        _usuario(CONTROL_INTERNO, claves).user_permissions.set(permisos)
        for dicha in oficina:
            nombre, _, dependencia = dicha.partition("=")
            suyas = models.Dependencia.objects.filter(nombre=dependencia)
            if not nombre or not suyas:
                nombres = models.Dependencia.objects.values_list("nombre", flat=True).distinct()
                hay = "\n  ".join(nombres) or "ninguna: cargue antes un plan"
                motivo = f"se esperaba USUARIO=DEPENDENCIA, llegó «{dicha}»"
                raise CommandError(f"--oficina: {motivo}. Hay:\n  {hay}")
            _usuario(nombre, claves).dependencias.add(*suyas)
        for nombre, clave in claves.items():
            self.stdout.write(f"{nombre}  clave: {clave}")


def _usuario(nombre: str, claves: dict[str, str]) -> User:
    usuario, _ = User.objects.get_or_create(username=nombre)
    claves.setdefault(nombre, get_random_string(12))
    usuario.set_password(claves[nombre])
    usuario.save()
    return usuario
