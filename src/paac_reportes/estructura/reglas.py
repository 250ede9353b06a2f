"""Lo que un campo admite: validadores que hablan español, para leer y para construir a mano."""

import enum
import functools
import re
import types
import typing
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any, Final

import attrs

from paac_reportes.errores import ErrorDeEntrada, Falla, unir_ruta
from paac_reportes.estructura.mensajes import inesperado, mostrar, nombre_de

# ------------------------------------------------------------------ simples
# Lectores de los valores que no contienen otros: texto, números, fechas, sí o no, bytes.

Lector = Callable[[object, str, list[Falla]], Any]
"""Lee un valor de la ruta dada; si no puede, anota fallas y devuelve ``None``."""

ENTERO = re.compile(r"-?(?:0|[1-9][0-9]{0,17})")
DECIMAL = re.compile(r"-?[0-9]{1,40}(?:[.,][0-9]{1,400})?(?:E[+-]?[0-9]{1,4})?")
FECHA = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def leer_texto(datos: object, ruta: str, fallas: list[Falla]) -> str | None:
    """Un texto, a la letra."""
    if isinstance(datos, str):
        return str(datos)
    pista = "; entre comillas se conserva tal cual" if isinstance(datos, int | float) else ""
    fallas.append(Falla(ruta, f"se esperaba un texto, llegó {mostrar(datos)}{pista}"))
    return None


def leer_entero(datos: object, ruta: str, fallas: list[Falla]) -> int | None:
    """Un entero, o un texto que lo es."""
    if isinstance(datos, int) and not isinstance(datos, bool):
        return datos
    if isinstance(datos, str) and ENTERO.fullmatch(datos):
        return int(datos)
    fallas.append(inesperado(ruta, "un número entero", datos))
    return None


def leer_decimal(datos: object, ruta: str, fallas: list[Falla]) -> Decimal | None:
    """Un número finito; en texto, con punto o con coma."""
    numero: Decimal | None = None
    if isinstance(datos, str) and DECIMAL.fullmatch(datos):
        numero = Decimal(datos.replace(",", "."))
    elif isinstance(datos, int | float | Decimal) and not isinstance(datos, bool):
        try:
            numero = Decimal(float.__repr__(datos)) if isinstance(datos, float) else Decimal(datos)
        except (InvalidOperation, ValueError):
            numero = None
    if numero is not None and numero.is_finite():
        return numero
    fallas.append(inesperado(ruta, "un número", datos))
    return None


def leer_fecha(datos: object, ruta: str, fallas: list[Falla]) -> date | None:
    """Una fecha, o un texto AAAA-MM-DD."""
    if isinstance(datos, date) and not isinstance(datos, datetime):
        return datos
    if isinstance(datos, str) and FECHA.fullmatch(datos):
        try:
            return date.fromisoformat(datos)
        except ValueError:
            pass
    fallas.append(inesperado(ruta, "una fecha AAAA-MM-DD", datos))
    return None


def leer_si_no(datos: object, ruta: str, fallas: list[Falla]) -> bool | None:
    """Un sí o no verdadero."""
    if isinstance(datos, bool):
        return datos
    fallas.append(inesperado(ruta, "true o false", datos))
    return None


def leer_bytes(datos: object, ruta: str, fallas: list[Falla]) -> bytes | None:
    """Bytes."""
    if isinstance(datos, bytes | bytearray):
        return bytes(datos)
    fallas.append(inesperado(ruta, "los bytes de una imagen", datos))
    return None


LECTORES_SIMPLES: dict[type, Lector] = {
    str: leer_texto,
    int: leer_entero,
    Decimal: leer_decimal,
    date: leer_fecha,
    bool: leer_si_no,
    bytes: leer_bytes,
}


# ------------------------------------------------------------------ campos
# Los campos de una clase que son datos suyos, y los que no se conocen de antemano: sus extras.

Extra = str | int | Decimal | date

NOMBRE_DE_EXTRA = re.compile(r"[a-z][a-z0-9_]{0,59}")
_ENTEROS_EXACTOS = 10**15
"""Desde aquí ni JSON ni Excel guardan un número sin cambiarlo."""


class Extras(Mapping[str, Extra]):
    """Una tabla de nombres y valores que no cambia; el que falta es una celda en blanco."""

    __slots__ = ("_valores",)

    def __init__(self, valores: Mapping[str, Any] | None = None) -> None:
        """Admite lo mismo que se lee de un archivo; ``ErrorDeEntrada`` con todas las fallas."""
        fallas: list[Falla] = []
        self._valores: Mapping[str, Extra] = dict(_leidos(valores or {}, "", fallas))
        if fallas:
            raise ErrorDeEntrada(fallas)

    def __getitem__(self, nombre: str) -> Extra:
        return self._valores[nombre]

    def __iter__(self) -> Iterator[str]:
        return iter(self._valores)

    def __len__(self) -> int:
        return len(self._valores)

    def __eq__(self, otro: object) -> bool:
        return isinstance(otro, Mapping) and self._valores == dict(otro)

    def __hash__(self) -> int:
        return hash(frozenset(self._valores.items()))

    def __repr__(self) -> str:
        return f"Extras({dict(self._valores)!r})"


def leer_extras(datos: object, ruta: str, fallas: list[Falla]) -> Extras | None:
    """Los de una tabla de nombres y valores; los que están en blanco no quedan."""
    if isinstance(datos, Extras):
        return datos
    if not isinstance(datos, Mapping):
        fallas.append(inesperado(ruta, "una tabla de nombres y valores", datos))
        return None
    previas = len(fallas)
    leidos = dict(_leidos(datos, ruta, fallas))
    return Extras(leidos) if len(fallas) == previas else None


def _leidos(
    datos: Mapping[Any, object], ruta: str, fallas: list[Falla]
) -> Iterator[tuple[str, Extra]]:
    for nombre, dato in datos.items():
        if not isinstance(nombre, str) or not NOMBRE_DE_EXTRA.fullmatch(nombre):
            esperado = "un nombre de minúsculas sin tildes, cifras y _, como riesgo_asociado"
            fallas.append(inesperado(ruta, esperado, nombre))
        elif dato is not None:
            valor = _valor(dato, unir_ruta(ruta, nombre), fallas)
            if valor is not None:
                yield nombre, valor


def _valor(dato: object, ruta: str, fallas: list[Falla]) -> Extra | None:
    """Un texto queda a la letra, salvo el que es una fecha AAAA-MM-DD, que vale por ella."""
    if isinstance(dato, str):
        fecha: date | None = leer_fecha(dato, ruta, [])
        return fecha or str(dato)
    if isinstance(dato, datetime):
        dato = dato.date() if dato == datetime.combine(dato, datetime.min.time()) else dato
    if isinstance(dato, date) and not isinstance(dato, datetime):
        return dato
    numero = leer_decimal(dato, ruta, [])
    if numero is None:
        fallas.append(inesperado(ruta, "un texto, un número o una fecha sin hora", dato))
        return None
    if not _es_exacto(numero):
        motivo = "se esperaba un número que se escriba exacto, de hasta 15 cifras"
        pista = "entre comillas se conserva tal cual"
        fallas.append(Falla(ruta, f"{motivo}; llegó {mostrar(dato)}; {pista}"))
        return None
    return dato if isinstance(dato, int) else numero


def _es_exacto(numero: Decimal) -> bool:
    """Si un número de JSON, que es el que lleva un archivo, lo guarda sin cambiarlo."""
    if abs(numero) >= _ENTEROS_EXACTOS:
        return False
    return numero == numero.to_integral_value() or Decimal(repr(float(numero))) == numero


SIN_EXTRAS: Final = Extras()


@functools.cache
def campos_propios(clase: type) -> tuple[str, ...]:
    """Los nombres de los que son datos suyos: textos, números, fechas o listas de textos."""
    return tuple(c.name for c in attrs.fields(clase) if _es_propio(c.type))


def _es_propio(tipo: Any) -> bool:
    return tipo is not Extras and not _es_lista_de_objetos(tipo)


def _es_lista_de_objetos(tipo: Any) -> bool:
    return typing.get_origin(tipo) is tuple and attrs.has(typing.get_args(tipo)[0])


# ------------------------------------------------------------------ reglas

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
