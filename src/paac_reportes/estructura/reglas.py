"""Lo que un campo admite: validadores que hablan español, para leer y para construir a mano."""

import enum
import functools
import re
import types
import typing
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal

import attrs

from paac_reportes.errores import ErrorDeEntrada, Falla
from paac_reportes.estructura.mensajes import inesperado, mostrar, nombre_de
from paac_reportes.estructura.simples import leer_decimal, leer_entero

Validador = Callable[[object, typing.Any, typing.Any], None]
Comprobador = Callable[[typing.Any], bool]


def validar_por_tipo(_clase: type, campos: list[attrs.Attribute]) -> list[attrs.Attribute]:  # type: ignore[type-arg]
    """``field_transformer`` de attrs: cada campo sólo admite lo que dice su anotación.

    Quien construye un objeto en Python recibe así el mismo trato que quien lo lee de un archivo.
    """
    return [
        campo.evolve(
            validator=_todos(_validador_de(campo.type), *validadores(campo)),
            converter=_conversor_propio(campo) or _conversor_de(campo.type),
        )
        for campo in campos
    ]


def comprobar_coherencia(objeto: object) -> None:
    """Para ``__attrs_post_init__``: aplica las ``incoherencias`` de la clase y falla con todas."""
    clase: typing.Any = type(objeto)
    valores = {campo.name: getattr(objeto, campo.name) for campo in attrs.fields(clase)}
    if fallas := list(clase.incoherencias(valores)):
        raise ErrorDeEntrada(fallas)


@attrs.frozen
class Entre:
    """Validador: un número de ``minimo`` a ``maximo``, ambos incluidos."""

    minimo: int
    maximo: int

    def __call__(self, _objeto: object, campo: typing.Any, valor: typing.Any) -> None:
        """``ErrorDeEntrada`` si no lo es; ``None`` es que falta."""
        if valor is not None and not self.minimo <= valor <= self.maximo:
            motivo = f"se esperaba un número de {self.minimo} a {self.maximo}"
            raise ErrorDeEntrada(Falla(campo.name, f"{motivo}, llegó {mostrar(valor)}"))


@attrs.frozen
class ConForma:
    """Validador: un texto que cumple entero la expresión ``patron``."""

    patron: str
    descripcion: str

    def __call__(self, _objeto: object, campo: typing.Any, valor: typing.Any) -> None:
        """``ErrorDeEntrada`` si no la cumple; ``None`` es que falta."""
        if valor is not None and not re.fullmatch(self.patron, valor):
            motivo = f"se esperaba {self.descripcion}, llegó {mostrar(valor)}"
            raise ErrorDeEntrada(Falla(campo.name, motivo))


def validadores(campo: typing.Any) -> list[typing.Any]:
    """Los validadores de un campo, en orden; el primero es el de su tipo."""
    if campo.validator is None:
        return []
    return list(getattr(campo.validator, "_validators", [campo.validator]))


def _todos(primero: Validador, *otros: Validador) -> Validador:
    return attrs.validators.and_(primero, *otros) if otros else primero


def _validador_de(tipo: typing.Any) -> Validador:
    es = _que_es(tipo)

    def validar(_objeto: object, campo: typing.Any, valor: object) -> None:
        if not es(valor):
            raise ErrorDeEntrada(
                _fallas_al_leer(campo, valor) or inesperado(campo.name, nombre_de(tipo), valor)
            )

    return validar


def _fallas_al_leer(campo: typing.Any, valor: object) -> list[Falla]:
    """Lo que dice de un valor el lector propio de su campo, si lo tiene."""
    fallas: list[Falla] = []
    if leer := campo.metadata.get("leer"):
        leer(valor, campo.name, fallas)
    return fallas


@functools.cache
def _que_es(tipo: typing.Any) -> Comprobador:
    """Si un valor es de un tipo; la anotación se mira una vez, y no en cada objeto."""
    origen = typing.get_origin(tipo)
    argumentos = typing.get_args(tipo)
    if origen in (typing.Union, types.UnionType):
        return _que_es_alguno(argumentos)
    if origen is tuple:
        es_uno = _que_es(argumentos[0])
        return lambda valor: isinstance(valor, tuple) and all(map(es_uno, valor))
    if origen is dict:
        es_clave, es_valor = map(_que_es, argumentos)
        return lambda valor: (
            isinstance(valor, dict) and all(es_clave(c) and es_valor(v) for c, v in valor.items())
        )
    if origen is typing.Literal:
        return lambda valor: isinstance(valor, str) and valor in argumentos
    return _MAS_QUE_SU_CLASE.get(tipo) or (lambda valor: isinstance(valor, tipo))


def _que_es_alguno(tipos: tuple[typing.Any, ...]) -> Comprobador:
    clases = tuple(t for t in tipos if isinstance(t, type) and t not in _MAS_QUE_SU_CLASE)
    otros = [_que_es(tipo) for tipo in tipos if tipo not in clases]
    return lambda valor: isinstance(valor, clases) or any(es(valor) for es in otros)


_MAS_QUE_SU_CLASE: dict[type, Comprobador] = {
    int: lambda valor: isinstance(valor, int) and not isinstance(valor, bool),
    date: lambda valor: isinstance(valor, date) and not isinstance(valor, datetime),
    Decimal: lambda valor: isinstance(valor, Decimal) and valor.is_finite(),
}
"""Los tipos en que ser de la clase no basta."""


def _conversor_propio(campo: typing.Any) -> Callable[[typing.Any], typing.Any] | None:
    """El de un campo con su lector: al construir a mano se acepta lo mismo que al leer."""
    leer = campo.metadata.get("leer")
    return _si_se_deja(lambda valor: leer(valor, "", [])) if leer else None


def _conversor_de(tipo: typing.Any) -> Callable[[typing.Any], typing.Any] | None:
    """Lo que se acepta al construir a mano además del tipo exacto: listas, números y nombres."""
    opciones = (tipo,) if typing.get_origin(tipo) in _DE_UNA_SOLA_FORMA else typing.get_args(tipo)
    opciones = opciones or (tipo,)
    if any(typing.get_origin(opcion) is tuple for opcion in opciones):
        return lambda valor: tuple(valor) if isinstance(valor, list) else valor
    if any(opcion == dict[int, Decimal] for opcion in opciones):
        return _con_decimales
    if Decimal in opciones:
        return _si_se_deja(lambda valor: leer_decimal(valor, "", []))
    enums = [o for o in opciones if isinstance(o, type) and issubclass(o, enum.Enum)]
    return _si_se_deja(enums[0]) if enums else None


_DE_UNA_SOLA_FORMA = (tuple, dict, typing.Literal)


def _con_decimales(valor: typing.Any) -> typing.Any:
    """Los números de una tabla; lo que no lo es queda para que el validador lo diga.

    Una tabla sin nada no dice nada.
    """
    if not isinstance(valor, dict):
        return valor
    leidos = {
        leer_entero(clave, "", []): leer_decimal(numero, "", []) for clave, numero in valor.items()
    }
    completa = len(leidos) == len(valor) and None not in {*leidos, *leidos.values()}
    return (leidos or None) if completa else valor


def _si_se_deja(leer: Callable[[typing.Any], typing.Any]) -> Callable[[typing.Any], typing.Any]:
    """El valor leído, o el mismo si no se deja leer: el validador dirá por qué no sirve."""

    def convertir(valor: typing.Any) -> typing.Any:
        try:
            leido = None if valor is None else leer(valor)
        except Exception:  # noqa: BLE001 - un valor de una clase ajena falla de cualquier modo
            return valor
        return valor if leido is None else leido

    return convertir
