"""Lo que un objeto le pide a attrs: validadores que hablan español, y su copia con otro valor."""

import functools
import re
import typing
from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

import attrs

from paac_reportes import clases
from paac_reportes.errores import ErrorDeEntrada, Falla, unir_ruta
from paac_reportes.estructura.formas import (
    POR_TIPO,
    Forma,
    forma_del_campo,
    puede_faltar,
    validadores,
)
from paac_reportes.estructura.mensajes import Esperado, esperado, inesperado, llego, mostrar
from paac_reportes.estructura.valores import Extras

Validador = Callable[[object, Any, Any], None]


def validar_por_tipo(_clase: type, campos: list[attrs.Attribute]) -> list[attrs.Attribute]:  # type: ignore[type-arg]
    """``field_transformer`` de attrs: cada campo sólo admite lo que dice su anotación.

    Quien construye un objeto en Python recibe así el mismo trato que quien lo lee de un archivo.
    """
    for campo in campos:
        forma = forma_del_campo(campo)
        atributos = {
            "validator": _todos(
                _validador(forma, admite_none=puede_faltar(campo)), *validadores(campo)
            ),
            "converter": forma.acercar,
            "metadata": MappingProxyType({**campo.metadata, POR_TIPO: True}),
        }
        # Son de esta clase y nadie los ha visto; ``evolve`` los copia enteros, y toma diez veces.
        for nombre, valor in atributos.items():
            object.__setattr__(campo, nombre, valor)
    return campos


def _todos(primero: Validador, *demas: Validador) -> Validador:
    return attrs.validators.and_(primero, *demas) if demas else primero


@functools.cache  # el de un texto es el mismo en los cientos de campos que lo son
def _validador(forma: Forma, *, admite_none: bool) -> Validador:
    """Validador de una forma; con ``admite_none``, el campo puede faltar."""
    es = forma.es

    def validar(_objeto: object, campo: Any, valor: object) -> None:
        if (valor is None and admite_none) or es(valor):
            return
        fallas: list[Falla] = []
        if forma.detalla:
            forma.leer(valor, campo.name, fallas)
        elif forma.clase == "lista" and isinstance(valor, tuple):
            parte = forma.partes[0]
            fallas += (
                inesperado(f"{campo.name}[{numero}]", _a_mano(parte), elemento)
                for numero, elemento in enumerate(valor)
                if not parte.es(elemento)
            )
        raise ErrorDeEntrada(fallas or inesperado(campo.name, _a_mano(forma), valor))

    return validar


def _a_mano(forma: Forma) -> Esperado:
    """Frase esperada a mano; a quien da '2026-04-30' en Python no se le puede pedir AAAA-MM-DD."""
    return esperado("fecha_de_python") if forma.tipo is date else forma.se_espera


@clases.frozen
class Entre:
    """Validador: un número de ``minimo`` a ``maximo``, ambos incluidos."""

    minimo: int
    maximo: int

    def __call__(self, _objeto: object, campo: Any, valor: Any) -> None:
        """Lanza ``ErrorDeEntrada`` si el número no está entre los dos; con ``None``, no."""
        if valor is not None and not self.minimo <= valor <= self.maximo:
            rango = f"un número de {self.minimo} a {self.maximo}"
            motivo = f"se esperaba {self.minimo if self.minimo == self.maximo else rango}"
            raise ErrorDeEntrada(
                Falla(
                    "fuera_de_rango",
                    campo.name,
                    f"{motivo}, llegó {mostrar(valor)}",
                    datos={"minimo": self.minimo, "maximo": self.maximo, **llego(valor)},
                )
            )


@clases.frozen
class ConForma:
    """Validador: un texto que cumple entero la expresión ``patron``."""

    patron: str
    descripcion: str

    def __call__(self, _objeto: object, campo: Any, valor: Any) -> None:
        """Lanza ``ErrorDeEntrada`` si el texto no cumple el patrón; con ``None``, no."""
        if valor is not None and not re.fullmatch(self.patron, valor):
            raise ErrorDeEntrada(inesperado(campo.name, self.se_espera, valor))

    @property
    def se_espera(self) -> Esperado:
        """Valores que admite, con su patrón y como la regla lo dice."""
        return Esperado("con_forma", {"patron": self.patron}, self.descripcion)


T = typing.TypeVar("T")
Cambio = Callable[[typing.Any, str, Mapping[typing.Any, typing.Any]], typing.Any]
"""De un valor, su ruta y lo que su campo declara (``metadata``), lo que va en su lugar."""
Nombrar = Callable[[str, str], str]
"""Del nombre de un extra y su ruta, el que lleva en su lugar; dos no pueden quedar en uno."""


def con_valores(objeto: T, cambiar: Cambio, ruta: str = "", nombrar: Nombrar | None = None) -> T:
    """Copia del objeto con los valores que cambian; el mismo de verdad si ninguno cambia.

    Un extra que cambia por ``None`` deja de estar, que es como se escribe una celda en blanco. Con
    ``nombrar`` cambian también los nombres de los extras.
    """
    cambiado: T = _con_valores(objeto, cambiar, ruta, {}, nombrar)
    return cambiado


def _con_valores(
    valor: typing.Any,
    cambiar: Cambio,
    ruta: str,
    marcas: Mapping[typing.Any, typing.Any],
    nombrar: Nombrar | None,
) -> typing.Any:
    """Copia del valor con lo que cambia adentro; ``marcas``: la ``metadata`` de su campo."""
    if attrs.has(type(valor)):
        cambios = {}
        for campo in attrs.fields(type(valor)):
            actual = getattr(valor, campo.name)
            if actual is None:
                continue
            nuevo = _con_valores(
                actual, cambiar, unir_ruta(ruta, campo.name), campo.metadata, nombrar
            )
            if nuevo is not actual:
                cambios[campo.name] = nuevo
        return attrs.evolve(valor, **cambios) if cambios else valor
    if isinstance(valor, tuple | list):
        partes = [
            _con_valores(v, cambiar, f"{ruta}[{i}]", marcas, nombrar) for i, v in enumerate(valor)
        ]
        iguales = all(a is b for a, b in zip(valor, partes, strict=True))
        return valor if iguales else type(valor)(partes)
    if isinstance(valor, Extras):
        return _con_extras(valor, cambiar, ruta, marcas, nombrar)
    if isinstance(valor, Mapping):
        tabla = {
            c: _con_valores(v, cambiar, unir_ruta(ruta, str(c)), marcas, nombrar)
            for c, v in valor.items()
        }
        return valor if all(tabla[c] is v for c, v in valor.items()) else tabla
    return cambiar(valor, ruta, marcas)


def _con_extras(
    extras: Extras,
    cambiar: Cambio,
    ruta: str,
    marcas: Mapping[typing.Any, typing.Any],
    nombrar: Nombrar | None,
) -> Extras:
    """Copia de los extras con lo que cambia; ``marcas``: la ``metadata`` del campo que son."""
    cambiados, iguales = {}, True
    for nombre, valor in extras.items():
        ruta_del_extra = unir_ruta(ruta, nombre)
        nombre_nuevo = nombrar(nombre, ruta_del_extra) if nombrar else nombre
        valor_nuevo = cambiar(valor, ruta_del_extra, marcas)
        iguales = iguales and nombre_nuevo == nombre and valor_nuevo is valor
        if valor_nuevo is not None:
            cambiados[nombre_nuevo] = valor_nuevo
    return extras if iguales else Extras(cambiados)
