"""Validadores de un campo, que hablan español, para leer y para construir a mano."""

import functools
import re
from collections.abc import Callable
from datetime import date
from types import MappingProxyType
from typing import Any

import attrs

from paac_reportes import clases
from paac_reportes.errores import ErrorDeEntrada, Falla
from paac_reportes.estructura.formas import (
    POR_TIPO,
    Forma,
    forma_del_campo,
    puede_faltar,
    validadores,
)
from paac_reportes.estructura.mensajes import Esperado, esperado, inesperado, llego, mostrar

Validador = Callable[[object, Any, Any], None]


def validar_por_tipo(_clase: type, campos: list[attrs.Attribute]) -> list[attrs.Attribute]:  # type: ignore[type-arg]
    """``field_transformer`` de attrs: cada campo sólo admite lo que dice su anotación.

    Quien construye un objeto en Python recibe así el mismo trato que quien lo lee de un archivo.
    """
    for campo in campos:
        forma = forma_del_campo(campo)
        atributos = {
            "validator": _todos(_validador(forma, puede_faltar(campo)), *validadores(campo)),
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
def _validador(forma: Forma, admite_none: bool) -> Validador:  # noqa: FBT001 - así se recuerda
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
