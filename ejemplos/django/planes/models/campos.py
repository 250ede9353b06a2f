"""Lo que comparten las tablas del plan: sus columnas, su orden y sus textos a la letra."""

import functools
from typing import Any, ClassVar

import attrs
from django import forms
from django.db import models

import paac_reportes as paac


@functools.cache
def _clases() -> dict[str, Any]:
    return paac.esquema()["$defs"]


def rotulo_de(clase: type, dato: str) -> str:
    """Cómo llama la biblioteca a un dato de una de sus clases: ``Fecha final``."""
    return _clases()[clase.__name__]["properties"][dato]["title"]


class TextoDeFormulario(forms.CharField):
    """El texto de un formulario, sin recortarlo; en blanco es que no hay dato."""

    def __init__(self, **opciones: Any) -> None:
        super().__init__(**opciones | {"strip": False, "empty_value": None})

    def to_python(self, value: Any) -> Any:
        """Los renglones de un navegador terminan en dos signos; los del plan, en uno."""
        texto = super().to_python(value)
        return texto and texto.replace("\r\n", "\n")


class Texto(models.TextField):
    """Un texto del plan: ``None`` es una celda en blanco, que no es lo mismo que un guion."""

    def __init__(self, *argumentos: Any, **opciones: Any) -> None:
        super().__init__(*argumentos, **{"null": True, "blank": True} | opciones)

    def deconstruct(self) -> tuple[str, str, Any, dict[str, Any]]:
        """Para las migraciones, que sólo escriben lo que cambia de un campo corriente."""
        *quien, opciones = super().deconstruct()
        return *quien, opciones | {"null": self.null, "blank": self.blank}

    def contribute_to_class(self, cls: Any, name: str, **opciones: Any) -> None:
        """Se llama como en la biblioteca, si no se dice otra cosa; no va en las migraciones."""
        super().contribute_to_class(cls, name, **opciones)
        clase = getattr(cls, "clase", None)
        if self._verbose_name is None and clase and name in attrs.fields_dict(clase):
            self.verbose_name = rotulo_de(clase, name)

    def formfield(self, **opciones: Any) -> Any:
        """En un formulario, una lista si la tiene y, si no, una caja de dos renglones."""
        if self.choices:
            return super().formfield(widget=forms.Select, **opciones)
        suyas = {"form_class": TextoDeFormulario, "widget": forms.Textarea(attrs={"rows": 2})}
        return super().formfield(**suyas | opciones)


def tabla_de_nombres() -> models.JSONField:
    """Nombres y valores, como van en los datos de un plan."""
    return models.JSONField(default=dict, blank=True)


class ConDatos(models.Model):
    """Una tabla cuyas columnas se llaman como los datos de una clase de la biblioteca."""

    clase: ClassVar[type]

    class Meta:
        abstract = True

    @classmethod
    def columnas(cls) -> tuple[str, ...]:
        """Los datos de su clase que son una columna suya; los demás son otras tablas."""
        suyas = {campo.name for campo in cls._meta.concrete_fields if not campo.remote_field}
        return tuple(campo.name for campo in attrs.fields(cls.clase) if campo.name in suyas)


class EnOrden(ConDatos):
    """Lo que va en una lista del plan: recuerda cuál es su lugar."""

    lugar = models.PositiveIntegerField(default=0)

    class Meta:
        abstract = True
        ordering = ("lugar", "pk")


def en_corto(*partes: object) -> str:
    """Cómo se nombra una fila en una lista: lo que tenga, en una línea."""
    return (
        " ".join(str(parte) for parte in partes if parte not in {None, ""})[:120] or "(en blanco)"
    )
