"""La entidad, los formatos, y las imágenes que se suben."""

from typing import Any

from django import forms
from django.contrib import admin

from planes import models


class ConImagen(forms.ModelForm):
    """Una tabla con una imagen en la base: se sube, y la biblioteca dice si sirve."""

    imagen_en: str
    subida = forms.FileField(label="imagen PNG o JPEG", required=False)
    quitar = forms.BooleanField(label="quitar la imagen que hay", required=False)

    def clean(self) -> dict[str, Any]:
        """Queda en su columna antes de que se lea."""
        dicho = super().clean() or self.cleaned_data
        if dicho.get("subida"):
            setattr(self.instance, self.imagen_en, dicho["subida"].read())
        elif dicho.get("quitar"):
            setattr(self.instance, self.imagen_en, None)
        return dicho

    def add_error(self, field: str | None, error: Any) -> None:
        """Lo que la imagen tenga mal va donde se sube."""
        por_campo = getattr(error, "error_dict", {})
        if self.imagen_en in por_campo:
            por_campo["subida"] = por_campo.pop(self.imagen_en)
        super().add_error(field, error)


class FormularioDeEntidad(ConImagen):
    """La entidad y su escudo."""

    imagen_en = "escudo"


class FormularioDeFirma(ConImagen):
    """Una firma y su dibujo."""

    imagen_en = "imagen"


@admin.register(models.Entidad)
class Entidad(admin.ModelAdmin):
    """La entidad."""

    form = FormularioDeEntidad
    list_display = ("nombre", "departamento", "nit")


@admin.register(models.Formato)
class Formato(admin.ModelAdmin):
    """Los formatos propios."""

    list_display = ("codigo", "nombre")
