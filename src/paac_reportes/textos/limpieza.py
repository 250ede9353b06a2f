"""Limpieza de un texto: lo que ni Word ni Excel admiten se cambia por U+FFFD, con aviso.

Son los caracteres de control (menos tabulador y saltos de línea), los sustitutos sueltos y los
dos códigos que XML 1.0 prohíbe. Nada más cambia.
"""

import functools
import operator
import re
from collections.abc import Callable, Iterable
from itertools import chain
from types import UnionType
from typing import Any, NamedTuple, TypeVar, get_args, get_origin

import attrs

from paac_reportes.clases import es_de_attrs, recordada
from paac_reportes.errores import Aviso
from paac_reportes.estructura import SIN_EXTRAS, Extras, con_valores
from paac_reportes.estructura.formas import TARDIA

T = TypeVar("T")
LeerDeTodos = Callable[[list[Any]], Iterable[Any]]
"""De unos objetos de una clase, lo que traen unos campos suyos."""

PROHIBIDOS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_CAMBIADOS = bytes(63 if PROHIBIDOS.match(chr(byte)) else byte for byte in range(256))
"""Cada letra de un byte o, si es prohibida, otra."""
_LOTE = 50
"""Los textos que se miran de una vez: el que trae una raya hace anchos a los que van con él."""
REEMPLAZO = "\ufffd"


def limpiar(objeto: T) -> tuple[T, tuple[Aviso, ...]]:
    """El objeto con sus textos escribibles, y avisos de qué se cambió y dónde."""
    if not _tiene_prohibidos(objeto):
        return objeto, ()
    avisos: list[Aviso] = []

    def limpio(valor: Any, ruta: str, _marcas: Any) -> Any:
        return texto_limpio(valor, ruta, avisos) if isinstance(valor, str) else valor

    return con_valores(objeto, limpio), tuple(avisos)


@recordada  # un plan se emite varias veces, y no cambia
def _tiene_prohibidos(objeto: Any) -> bool:
    """Si algún texto trae algo prohibido; se mira rápido, que casi ningún plan lo trae."""
    textos: list[str | None] = []
    _juntar([objeto], textos)
    return any(
        _dudoso("".join(filter(None, textos[n : n + _LOTE]))) for n in range(0, len(textos), _LOTE)
    )


def _dudoso(texto: str) -> bool:
    """Si un texto trae algo prohibido: de un byte por letra, lo corriente, cambiarlo es rápido."""
    de_un_byte = texto.encode("latin-1", "ignore")
    if de_un_byte.translate(_CAMBIADOS) != de_un_byte:
        return True
    return len(de_un_byte) < len(texto) and PROHIBIDOS.search(texto) is not None


def _juntar(objetos: list[Any], textos: list[str | None]) -> None:
    """Suma a ``textos`` los de unos objetos y de los que contienen."""
    clases_presentes = dict.fromkeys(map(type, objetos))
    for clase in filter(es_de_attrs, clases_presentes):
        de_la_clase = (
            [o for o in objetos if type(o) is clase] if len(clases_presentes) > 1 else objetos
        )
        lectores = _lectores(clase)
        textos += lectores.textos(de_la_clase)
        textos += chain.from_iterable(lectores.listas(de_la_clase))
        for tabla in lectores.tablas(de_la_clase):
            textos += tabla.values()
        for extras in lectores.extras(de_la_clase):
            if extras is not SIN_EXTRAS:
                textos += (valor for valor in extras.values() if isinstance(valor, str))
        for en_un_campo in lectores.objetos:
            _juntar([*en_un_campo(de_la_clase)], textos)


class _Lectores(NamedTuple):
    """Cómo leer de una vez los campos de cada forma de un objeto."""

    textos: LeerDeTodos
    listas: LeerDeTodos
    tablas: LeerDeTodos
    extras: LeerDeTodos
    objetos: tuple[LeerDeTodos, ...]
    """Lectores, uno por campo."""


@functools.cache
def _lectores(clase: type[Any]) -> _Lectores:
    """Lectores de los campos de una clase que llevan textos u objetos."""
    campos = attrs.fields(clase)
    return _Lectores(
        textos=_varios([campo.name for campo in campos if campo.type in (str, str | None)]),
        listas=_varios([campo.name for campo in campos if campo.type == tuple[str, ...]]),
        tablas=_varios([campo.name for campo in campos if campo.type == dict[str, str]]),
        extras=_varios([campo.name for campo in campos if campo.type is Extras]),
        objetos=tuple(map(_los_que_contiene, filter(_contiene_objetos, campos))),
    )


def _contiene_objetos(campo: "attrs.Attribute[Any]") -> bool:
    """Si un campo es un objeto, una lista de ellos, o puede serlo."""
    tipo: Any = campo.type
    if TARDIA in campo.metadata:
        return True
    if get_origin(tipo) is UnionType:
        return any(es_de_attrs(opcion) for opcion in get_args(tipo))
    return es_de_attrs(get_args(tipo)[0] if get_origin(tipo) is tuple else tipo)


def _los_que_contiene(campo: "attrs.Attribute[Any]") -> LeerDeTodos:
    """Lector de los objetos que hay en un campo: uno, varios o ninguno."""
    leer = operator.attrgetter(campo.name)
    if get_origin(campo.type) is tuple:
        return lambda objetos: chain.from_iterable(map(leer, objetos))
    if TARDIA not in campo.metadata:
        return lambda objetos: map(leer, objetos)
    return lambda objetos: chain.from_iterable(
        valor if isinstance(valor, tuple) else (valor,) for valor in map(leer, objetos)
    )


def _varios(nombres: list[str]) -> LeerDeTodos:
    """Lector de esos campos, todos seguidos, de una lista de objetos."""
    if not nombres:
        return lambda _objetos: ()
    leer = operator.attrgetter(*nombres)
    if len(nombres) == 1:
        return lambda objetos: map(leer, objetos)
    return lambda objetos: chain.from_iterable(map(leer, objetos))


def texto_limpio(texto: str, ruta: str, avisos: list[Aviso]) -> str:
    """El texto con lo que no se puede escribir cambiado; el aviso que lo cuenta va a ``avisos``."""
    caracteres = sorted({f"U+{ord(caracter):04X}" for caracter in PROHIBIDOS.findall(texto)})
    if not caracteres:
        return texto
    avisos.append(
        Aviso(
            "caracter_cambiado",
            ruta,
            f"se cambió por \N{REPLACEMENT CHARACTER}: {', '.join(caracteres)}",
        )
    )
    return PROHIBIDOS.sub(REEMPLAZO, texto)
