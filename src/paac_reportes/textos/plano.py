"""El texto para comparar: sin lo que no lo hace otro, los que más se parecen y su huella."""

import base64
import functools
import operator
import re
import struct
import unicodedata
from collections.abc import Callable, Iterable
from itertools import chain
from types import UnionType
from typing import Any, NamedTuple, TypeVar, get_args, get_origin
from zlib import crc32

import attrs

from paac_reportes.clases import es_de_attrs, recordada
from paac_reportes.errores import Aviso
from paac_reportes.estructura import SIN_EXTRAS, Extras, con_valores
from paac_reportes.expresiones import expresion

# ------------------------------------------------------------------ la limpieza


T = TypeVar("T")
LeerDeTodos = Callable[[list[Any]], Iterable[Any]]
"""Función que da, de unos objetos de una clase, lo que traen unos campos suyos."""

PROHIBIDOS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")
"""Caracteres que ni Word ni Excel admiten, y la marca de orden, que un PDF no puede llevar."""
_CAMBIADOS = bytes(63 if PROHIBIDOS.match(chr(byte)) else byte for byte in range(256))
"""Tabla de las letras de un byte: cada una o, si es prohibida, otra."""
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
    if get_origin(tipo) is UnionType:
        return any(es_de_attrs(opcion) for opcion in get_args(tipo))
    return es_de_attrs(get_args(tipo)[0] if get_origin(tipo) is tuple else tipo)


def _los_que_contiene(campo: "attrs.Attribute[Any]") -> LeerDeTodos:
    """Lector de los objetos que hay en un campo: uno, varios o ninguno."""
    leer = operator.attrgetter(campo.name)
    if get_origin(campo.type) is tuple:
        return lambda objetos: chain.from_iterable(map(leer, objetos))
    return lambda objetos: map(leer, objetos)


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
    motivo = f"se cambió por \N{REPLACEMENT CHARACTER}: {', '.join(caracteres)}"
    avisos.append(Aviso("caracter_cambiado", ruta, motivo))
    return PROHIBIDOS.sub(REEMPLAZO, texto)


# ------------------------------------------------------------------ el texto para comparar


_TILDES = ("\u0301", "\u0303", "\u0308")
"""La tilde, la de la eñe y la diéresis; de las demás, se mira cada una que el texto traiga."""


def en_plano(texto: str | None) -> str:
    """El texto sin mayúsculas, tildes ni espacios de sobra."""
    if not texto:
        return ""
    plano = texto.casefold()
    if not plano.isascii():
        plano = unicodedata.normalize("NFD", plano)
        for tilde in _TILDES:
            plano = plano.replace(tilde, "")
    if not plano.isascii():
        for marca in filter(unicodedata.combining, set(plano)):
            plano = plano.replace(marca, "")
    return " ".join(plano.split())


_CIFRAS = expresion(r"\d+")

PAGINA_DE_REMISION = expresion(r", página\s\d+$")
"""Dónde se imprime aquello a que un texto remite, como lo escribe ``maqueta.hoja.libro``.

Cambia con lo que va antes, y quien lee no lo cuenta.
"""


def sin_cifras(texto: str) -> str:
    """El texto con ``#`` en lugar de cada número: ``Página # de #``."""
    return _CIFRAS.sub("#", texto)


def conjunto(palabras: str) -> frozenset[str]:
    """Conjunto de unas palabras separadas por blancos."""
    return frozenset(palabras.split())


# ------------------------------------------------------------------ letra por letra

_SIN_VERSE = re.compile(
    "[\u00ad\u0300-\u036f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff\ufffd"
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]"
)
_DIRECCION = re.compile(r"(?:https?://|www\.)[^\s<>\"]++", re.IGNORECASE)


@functools.lru_cache(maxsize=4096)
def _plana(letra: str) -> str:
    """La letra sin tilde ni adorno; guiones, apóstrofos y cifras, los de siempre."""
    clase = unicodedata.category(letra)
    if clase == "Nd":
        return str(unicodedata.decimal(letra))
    if clase == "Pd":
        return "-"
    if letra in "’´‘":
        return "'"
    if clase == "No":  # «½» no es un uno
        return letra
    return unicodedata.normalize("NFKD", letra)[0]


def letra_por_letra(texto: str) -> tuple[str, list[int] | None]:
    """El texto sin tildes ni lo que no se ve, y el lugar que cada letra tenía, y el del final.

    ``None`` si ningún lugar cambia.
    """
    lugares = None
    if _SIN_VERSE.search(texto):
        lugares = [lugar for lugar, letra in enumerate(texto) if not _SIN_VERSE.match(letra)]
        texto = "".join([texto[lugar] for lugar in lugares])
        lugares.append((lugares[-1] if lugares else 0) + 1)
    return (texto if texto.isascii() else "".join(map(_plana, texto))), lugares


def en_el_texto(desde: int, hasta: int, lugares: list[int] | None) -> tuple[int, int]:
    """Lugar en el texto original de un tramo del de ``letra_por_letra``.

    ``lugares``: los que ella da con él.
    """
    return (desde, hasta) if lugares is None else (lugares[desde], lugares[hasta - 1] + 1)


def direcciones(texto: str) -> list[tuple[int, int]]:
    """Lugares ``(desde, hasta)`` de las direcciones web de un texto."""
    return [hallada.span() for hallada in _DIRECCION.finditer(texto)]


def sin_direcciones(texto: str) -> str:
    """El texto con un blanco y rayas en lugar de cada dirección, del mismo largo."""
    return _DIRECCION.sub(lambda direccion: f" {'_' * (len(direccion[0]) - 1)}", texto)


def el_mas_cercano(texto: str, textos: Iterable[str], cutoff: float = 0.6) -> str | None:
    """El texto de ``textos`` que más se parece, o ninguno: ``difflib.get_close_matches``.

    Sólo carga a quien compara si hay qué comparar: casi nadie escribe nada mal.
    """
    from difflib import get_close_matches  # noqa: PLC0415

    return next(iter(get_close_matches(texto, [*textos], n=1, cutoff=cutoff)), None)


def el_mas_parecido(
    texto: str, textos: Iterable[str], presentacion: str = "el más parecido es", cutoff: float = 0
) -> str:
    """Final de un mensaje: ``; el más parecido es 'meta'``; vacío si ninguno se parece."""
    cercano = el_mas_cercano(texto, textos, cutoff)
    return "" if cercano is None else f"; {presentacion} {cercano!r}"


_ENTRE_CELDAS = "\0"
_BYTES = 4
"""Los bytes de cada una."""


def huella_de(linea: Iterable[str]) -> int:
    """Huella de una línea, la de los textos de sus celdas; como al leerse, todo salto es uno."""
    junta = _ENTRE_CELDAS.join(linea)
    if "\r" in junta:  # ``replace`` cuenta antes cuántos hay, que tarda diez veces más
        junta = junta.replace("\r\n", "\n").replace("\r", "\n")
    return crc32(junta.encode("utf-8", "replace"))


def huellas_en_breve(huellas: Iterable[int]) -> str:
    """Unas huellas, una tras otra, en base64."""
    todas = [*huellas]
    return base64.b64encode(struct.pack(f">{len(todas)}I", *todas)).decode("ascii")


def de_breve(texto: str) -> tuple[int, ...]:
    """Huellas que trae un texto en base64; ninguna, si no las trae."""
    try:
        crudas = base64.b64decode(texto, validate=True)
    except ValueError:
        return ()
    trozos = (crudas[lugar : lugar + _BYTES] for lugar in range(0, len(crudas), _BYTES))
    return tuple(map(int.from_bytes, trozos))
