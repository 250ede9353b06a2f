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
        """Con lo que la biblioteca no admite, cada cosa en su campo."""
        dicho = super().clean() or self.cleaned_data
        if dicho.get("subida"):
            setattr(self.instance, self.imagen_en, dicho["subida"].read())
        elif dicho.get("quitar"):
            setattr(self.instance, self.imagen_en, None)
        imagen = getattr(self.instance, self.imagen_en)
        datos = {nombre: dicho.get(nombre) for nombre in self.instance.columnas()}
        for falla in self.fallas(datos | {self.imagen_en: imagen and bytes(imagen)}):
            campo = falla.posicion.clave
            campo = "subida" if campo == self.imagen_en else campo
            self.add_error(campo if campo in self.fields else None, falla.mensaje)
        return dicho

    def fallas(self, datos: dict[str, Any]) -> tuple[paac.Falla, ...]:
        """Todas las de esos datos, con la ruta que tienen en un plan."""
        try:
            paac.plan_desde_datos(_PLAN | self.en_un_plan(datos))
        except paac.ErrorDeEntrada as error:
            return error.fallas
        return ()

    def en_un_plan(self, datos: dict[str, Any]) -> dict[str, Any]:
        """Dónde van esos datos en los de un plan."""
        raise NotImplementedError


_PLAN = {"entidad": {"nombre": "-"}, "componentes": [{}]}
"""El menor que la biblioteca lee."""


class FormularioDeEntidad(ConImagen):
    """La entidad y su escudo."""

    imagen_en = "escudo"

    def en_un_plan(self, datos: dict[str, Any]) -> dict[str, Any]:
        """El plan es de ella."""
        return {"entidad": datos}


class FormularioDeFirma(ConImagen):
    """Una firma y su dibujo."""

    imagen_en = "imagen"

    def en_un_plan(self, datos: dict[str, Any]) -> dict[str, Any]:
        """Una de las suyas."""
        return {"firmas": [datos]}


@admin.register(models.Entidad)
class Entidad(admin.ModelAdmin):
    """La entidad."""

    form = FormularioDeEntidad
    list_display = ("nombre", "departamento", "nit")


@admin.register(models.Formato)
class Formato(admin.ModelAdmin):
    """Los formatos propios."""

    list_display = ("codigo", "nombre")
