"""La entidad y los formatos."""

from typing import Any

from django import forms
from django.contrib import admin

from planes import models


class FormularioDeEntidad(forms.ModelForm):
    """La entidad, con su escudo: se sube, y la biblioteca dice si sirve."""

    subida = forms.FileField(label="escudo en PNG o JPEG", required=False)
    quitar = forms.BooleanField(label="quitar el escudo que hay", required=False)

    def clean(self) -> dict[str, Any]:
        """Queda en su columna antes de que se lea."""
        datos = super().clean() or self.cleaned_data
        if datos.get("subida"):
            self.instance.escudo = datos["subida"].read()
        elif datos.get("quitar"):
            self.instance.escudo = None
        return datos

    def add_error(self, field: str | None, error: Any) -> None:
        """Lo que la imagen tenga mal va donde se sube."""
        por_campo = getattr(error, "error_dict", {})
        if "escudo" in por_campo:
            por_campo["subida"] = por_campo.pop("escudo")
        super().add_error(field, error)


@admin.register(models.Entidad)
class Entidad(admin.ModelAdmin):
    """La entidad."""

    form = FormularioDeEntidad
    list_display = ("nombre", "departamento", "nit")


@admin.register(models.Formato)
class Formato(admin.ModelAdmin):
    """Los formatos propios."""

    list_display = ("codigo", "nombre")
