"""Los formatos propios de la entidad, que viven en la base."""

from django.core.exceptions import ValidationError
from django.db import models

import paac_reportes as paac


class Formato(models.Model):
    """Un formato como datos: las mismas claves de un ``formato.toml``."""

    codigo = models.CharField("código", max_length=60, unique=True, editable=False)
    nombre = models.TextField(editable=False)
    datos = models.JSONField(help_text="Las claves de un formato.toml, en JSON.")

    class Meta:
        ordering = ("codigo",)

    def __str__(self) -> str:
        return f"{self.codigo} {self.nombre}"

    def clean(self) -> None:
        """El formato se lee entero antes de guardarlo: sus fallas salen todas, en el formulario."""
        otros = Formato.objects.exclude(pk=self.pk).values_list("datos", flat=True)
        try:
            leido = paac.formato_desde_datos(self.datos, plantillas=list(otros))
        except paac.ErrorPaac as error:
            raise ValidationError({"datos": list(error.renglones())}) from None
        if Formato.objects.exclude(pk=self.pk).filter(codigo=leido.codigo).exists():
            raise ValidationError({"datos": f"Ya hay un formato con el código {leido.codigo}."})
        self.codigo, self.nombre = leido.codigo, leido.nombre
