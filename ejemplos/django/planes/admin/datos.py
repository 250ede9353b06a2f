"""La entidad y los formatos, con lo que la biblioteca halla mal en su campo."""

from typing import Any

from django import forms
from django.contrib import admin

import paac_reportes as paac
from planes import models


class ConImagen(forms.ModelForm):
    """Una tabla con una imagen en la base: se sube, y la biblioteca dice si sirve."""

    imagen_en: str
    subida = forms.FileField(label="imagen PNG o JPEG", required=False)
    quitar = forms.BooleanField(label="quitar la imagen que hay", required=False)

    def clean(self) -> dict[str, Any]:
        """Con lo que la clase de la biblioteca no admite, cada cosa en su campo."""
        dicho = super().clean() or self.cleaned_data
        if dicho.get("subida"):
            setattr(self.instance, self.imagen_en, dicho["subida"].read())
        elif dicho.get("quitar"):
            setattr(self.instance, self.imagen_en, None)
        clase, imagen = self.instance.clase, getattr(self.instance, self.imagen_en)
        datos = {nombre: dicho.get(nombre) for nombre in self.instance.columnas()}
        try:
            clase(**datos | {self.imagen_en: imagen and bytes(imagen)})
        except paac.ErrorDeEntrada as error:
            for falla in error.fallas:
                campo = "subida" if falla.ruta == self.imagen_en else falla.ruta.split(".")[0]
                self.add_error(campo if campo in self.fields else None, falla.mensaje)
        return dicho


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
