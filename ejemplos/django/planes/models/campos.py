"""Lo que comparten las tablas del plan: sus columnas, su orden y sus textos a la letra."""

import functools
import re
from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any, ClassVar, Literal, TypeVar, get_args, get_origin

import attrs
from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction

import paac_reportes as paac
from paac_reportes.escritores.datos import imagen_como_texto
from paac_reportes.estructura.formas import estructurar
from paac_reportes.textos.valores import en_palabras
from planes.models import sostenido

Datos = dict[str, Any]
Tabla = TypeVar("Tabla", bound="ConDatos")


@functools.cache
def _clases() -> dict[str, Any]:
    return paac.esquema()["$defs"]


def rotulo_de(clase: type, dato: str) -> str:
    """Cómo llama la biblioteca a un dato de una de sus clases: ``Fecha final``."""
    return _clases()[clase.__name__]["properties"][dato]["title"]


def opciones_de(clase: type, dato: str) -> list[tuple[str, str]]:
    """Los valores que la biblioteca admite en un dato, y cómo se leen; de uno libre, ninguno."""
    valores: tuple[str, ...] = ()
    for parte in _partes(clase, dato):
        if get_origin(parte) is Literal:
            valores = get_args(parte)
        elif isinstance(parte, type) and issubclass(parte, Enum):
            valores = tuple(uno.value for uno in parte)
    return [(valor, en_palabras(valor)) for valor in valores]


def _partes(clase: type, dato: str) -> tuple[Any, ...]:
    """``str | None`` es de dos partes."""
    tipo = attrs.fields_dict(clase)[dato].type
    return (tipo, *get_args(tipo))


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
        """Para las migraciones: un rótulo o una opción más de la biblioteca no pide una."""
        nombre, *resto, opciones = super().deconstruct()
        en_blanco = {"null": self.null, "blank": self.blank}
        propias = {clave: dicho for clave, dicho in en_blanco.items() if not dicho}
        de_la_base = opciones.keys() - {"null", "blank", "choices", "verbose_name"}
        return nombre, *resto, propias | {clave: opciones[clave] for clave in de_la_base}

    def contribute_to_class(self, cls: Any, name: str, **opciones: Any) -> None:
        """Se llama como en la biblioteca, si no se dice otra cosa; no va en las migraciones."""
        super().contribute_to_class(cls, name, **opciones)
        clase = getattr(cls, "objeto", None)
        if self._verbose_name is None and clase and name in attrs.fields_dict(clase):
            self.verbose_name = rotulo_de(clase, name)

    def formfield(self, **opciones: Any) -> Any:
        """En un formulario, una lista si la tiene y, si no, una caja de dos renglones."""
        if self.choices:
            return super().formfield(widget=forms.Select, **opciones)
        de_texto = {"form_class": TextoDeFormulario, "widget": forms.Textarea(attrs={"rows": 2})}
        return super().formfield(**de_texto | opciones)


DECIMALES = 10


class Porcentaje(models.DecimalField):
    """De 0 a 100; en blanco, si no se sabe, que no es 0."""

    def __init__(self, *rotulo: str, **opciones: Any) -> None:
        propias = {"max_digits": DECIMALES + 3, "decimal_places": DECIMALES}
        propias |= {"null": True, "blank": True}
        propias |= {"validators": (MinValueValidator(0), MaxValueValidator(100))}
        propias |= {"help_text": "De 0 a 100; en blanco, si no se sabe, que no es 0."}
        super().__init__(*rotulo, **propias | opciones)

    def from_db_value(self, valor: Decimal | None, *_: Any) -> Decimal | None:
        """Sin los ceros que la columna le agregó: ``62.5000000000`` es ``62.5``."""
        if valor is None:
            return None
        entero = valor.to_integral_value()
        return entero if valor == entero else valor.normalize()

    def deconstruct(self) -> tuple[str, str, Any, dict[str, Any]]:
        """Para las migraciones: todos son iguales."""
        nombre, clase, *_ = super().deconstruct()
        return nombre, clase, [], {}


def tabla_de_nombres() -> models.JSONField:
    """Nombres y valores, como van en los datos de un plan."""
    return models.JSONField(default=dict, blank=True)


class EnJSON(DjangoJSONEncoder):
    """Con las imágenes de las firmas, como van en un archivo de datos."""

    def default(self, o: Any) -> Any:
        """Una imagen es texto; lo demás, como Django."""
        return imagen_como_texto(o) if isinstance(o, bytes) else super().default(o)


def lista() -> models.JSONField:
    """Lo que en los datos de un plan es una lista, como va en ellos y en su orden."""
    return models.JSONField(default=list, blank=True, encoder=EnJSON)


CON_TABLA = frozenset(
    {
        *(paac.Dependencia, paac.Componente, paac.Subcomponente, paac.Actividad, paac.Tramite),
        *(paac.Seguimiento, paac.Proceso, paac.Riesgo, paac.SeguimientoDeRiesgo),
        paac.riesgos.SeguimientoDelMapa,
    }
)
"""De qué son filas las tablas: de lo que alguien reporta, o de quien reporta. Las demás listas de
un plan (firmas, causas, controles…) van en una columna de quien las tiene."""


class ConDatos(models.Model):
    """Una tabla cuyas columnas se llaman como los datos de una clase de la biblioteca."""

    objeto: ClassVar[type]
    partes: ClassVar[Mapping[str, type]] = {}
    """Los datos que son varias columnas, y la clase de cada uno."""
    de_otras_tablas: ClassVar[Datos] = {}
    """Lo que su clase pide además de lo que va en sus columnas."""

    class Meta:
        abstract = True

    def save(self, **opciones: Any) -> None:
        """Lanza ``YaSeCerro`` si es de un corte cerrado; mientras se guarda, nadie lo cierra."""
        with transaction.atomic():
            sostenido.exigir_que_se_guarde(self)
            super().save(**opciones)

    def clean(self) -> None:
        """Lo que la biblioteca no admite de lo que un formulario va a guardar, en su campo."""
        super().clean()
        guardada = type(self).objects.filter(pk=self.pk).first()
        if guardada and (plan := sostenido.plan_de(guardada)) != sostenido.plan_de(self):
            raise ValidationError(
                f"«{self}» no pasa a otro plan: es del {plan}, donde está el corte de lo reportado."
            )
        try:
            estructurar(self.de_otras_tablas | self.datos(), self.objeto)
        except paac.ErrorDeEntrada as error:
            fallas = defaultdict(list)
            for falla in error.fallas:
                fallas[self._campo_de(falla.ruta)].append(falla.mensaje)
            raise ValidationError(fallas) from None

    def _campo_de(self, ruta: str) -> str:
        """``inherente.probabilidad_pct`` es una columna; ``cuestionario.16``, parte de otra."""
        dato, *resto = re.split(r"[.[]", ruta, maxsplit=2)
        nombre = f"{dato}_{resto[0]}" if dato in self.partes and resto else dato
        return nombre if nombre in {campo.name for campo in self._meta.fields} else NON_FIELD_ERRORS

    @classmethod
    def columnas(cls) -> tuple[str, ...]:
        """Los datos de su clase que son una columna suya; los demás son otras tablas."""
        propias = {campo.name for campo in cls._meta.concrete_fields if not campo.remote_field}
        return tuple(campo.name for campo in attrs.fields(cls.objeto) if campo.name in propias)

    @classmethod
    def valores(cls, datos: Datos) -> Datos:
        """Lo que va en cada columna, de los datos de un objeto."""
        valores = {nombre: datos.get(nombre) for nombre in cls.columnas()}
        for dato, parte in cls.partes.items():
            de_la_parte = datos.get(dato)
            valores[f"{dato}_en_blanco"] = de_la_parte == {}
            for campo in attrs.fields(parte):
                valores[f"{dato}_{campo.name}"] = (de_la_parte or {}).get(campo.name)
        return {
            nombre: _a_la_base(cls._meta.get_field(nombre), dicho)
            for nombre, dicho in valores.items()
        }

    def datos(self) -> Datos:
        """Los de su objeto que son columnas suyas; ``None`` es lo mismo que no traerlo."""
        datos = {nombre: _de_la_base(getattr(self, nombre)) for nombre in self.columnas()}
        for dato, parte in self.partes.items():
            valores = {
                campo.name: _de_la_base(getattr(self, f"{dato}_{campo.name}"))
                for campo in attrs.fields(parte)
            }
            se_dijo = any(dicho is not None for dicho in valores.values())
            datos[dato] = valores if se_dijo or getattr(self, f"{dato}_en_blanco") else None
        return datos


def _a_la_base(campo: Any, valor: Any) -> Any:
    """Un decimal, exacto; sin nombres, una tabla vacía."""
    if valor is None:
        return campo.get_default()
    return Decimal(str(valor)) if isinstance(campo, models.DecimalField) else valor


def _de_la_base(valor: Any) -> Any:
    if isinstance(valor, memoryview):  # así da PostgreSQL los bytes
        return bytes(valor)
    return None if valor in ({}, []) else valor


def con_columnas(tabla: type[Tabla]) -> type[Tabla]:
    """Le pone a una tabla la columna de cada dato de su clase; la que ya tiene queda como está.

    Un objeto va en varias: ``inherente_zona`` es la zona de la inherente. Uno del que nada se sabe
    no es lo mismo que uno que no está: queda en ``inherente_en_blanco``.
    """
    tiene = {campo.name for campo in tabla._meta.fields}  # noqa: SLF001 - así lo documenta Django
    clase, tabla.partes = tabla.objeto, {}
    faltan = [dato for dato in attrs.fields_dict(clase) if dato not in tiene]
    for dato in faltan:
        if columna := columna_de(clase, dato):
            tabla.add_to_class(dato, columna)
        elif parte := _parte_de(clase, dato):
            tabla.partes[dato] = parte
            en_blanco = models.BooleanField(default=False, editable=False)
            tabla.add_to_class(f"{dato}_en_blanco", en_blanco)
            for campo in attrs.fields(parte):
                columna = columna_de(parte, campo.name, suelta=True)
                columna.verbose_name = f"{rotulo_de(clase, dato)}: {rotulo_de(parte, campo.name)}"
                tabla.add_to_class(f"{dato}_{campo.name}", columna)
    return tabla


def _parte_de(clase: type, dato: str) -> type | None:
    """``Valoracion``, de ``inherente``; de una lista, nada."""
    tipos = _partes(clase, dato)
    return None if get_origin(tipos[0]) is tuple else next(filter(attrs.has, tipos), None)


def columna_de(clase: type, dato: str, *, suelta: bool = False) -> Any:
    """La de un dato, según lo que la biblioteca admite en él; ``None`` si es de otra tabla.

    Una ``suelta`` siempre puede quedar en blanco.
    """
    partes = _partes(clase, dato)
    omision = attrs.fields_dict(clase)[dato].default
    clases = [get_origin(parte) or parte for parte in partes]
    if any(isinstance(una, type) and issubclass(una, Mapping) for una in clases):
        return tabla_de_nombres()
    if clases[0] is tuple:
        return None if partes[1] in CON_TABLA else lista()
    if Decimal in partes:
        return Porcentaje(rotulo_de(clase, dato))
    for parte, columna in _SENCILLAS.items():
        if parte in partes:
            return columna(null=True, blank=True)
    opciones = opciones_de(clase, dato)
    if not opciones and str not in partes:
        return None
    falta = suelta or omision is None
    opcion = {"default": omision} if isinstance(omision, str) else {}
    return Texto(choices=opciones or None, null=falta, blank=falta, **opcion)


_SENCILLAS = {
    int: models.PositiveIntegerField,
    date: models.DateField,
    bytes: models.BinaryField,
}


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
