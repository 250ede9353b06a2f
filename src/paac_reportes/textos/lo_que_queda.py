"""Los números largos, correos y teléfonos que quedan en lo que se publica, para que alguien mire.

Lo que se quita (``textos.publico``) se reconoce por lo que lo rodea, y nunca será todo. Esto es lo
contrario: todo lo que por su forma podría ser de una persona y quedó, con por qué quedó, sin
repetirlo. Lo mismo en varios lugares es uno solo.
"""

import functools
import re
from collections.abc import Collection, Iterable, Iterator
from decimal import Decimal
from enum import Enum
from typing import Any, Literal, TypeVar

from paac_reportes import clases
from paac_reportes.estructura import con_valores
from paac_reportes.textos.cedulas import cedulas, es_un_nit
from paac_reportes.textos.palabras import nombra_lo_que_le_sigue, nombra_otra_cosa, sin_invisibles
from paac_reportes.textos.telefonos import ES_DINERO, direcciones

T = TypeVar("T")
Clase = Literal["numero", "telefono", "correo"]
CLASES: dict[Clase, str] = {"numero": "número", "telefono": "teléfono", "correo": "correo"}
"""Como se dicen; ``telefono`` es un número con un signo que sólo llevan ellos."""
Respuesta = Literal["queda", "se omite"]
RESPUESTAS: tuple[Respuesta, ...] = ("queda", "se omite")

_CIFRAS = range(6, 12)
"""Las de un número que puede ser de alguien."""
_CIFRAS_DE_UN_TELEFONO = range(7, 16)
_JUNTAN = re.compile(r"[.,'’´/\s_*]?|\s?[-‐-―·•]\s?|[).]\s|\)|\s?\(|&nbsp;")
"""Lo que va entre dos grupos de un mismo número; nada, si lo que los parte no se ve."""
_GRUPO = re.compile(r"\d+")
_DE_TELEFONO = re.compile(r"(?:\+|\(\+?)\s?\Z")
_NO_ES_UN_NUMERO = re.compile(
    r"\d{1,2}[/.\s–-]\s?\d{1,2}[/.\s–-]\s?(?:19|20)\d\d"
    r"|(?:19|20)\d\d[/.–-]\d{1,2}[/.–-]\d{1,2}"
    r"|(?:19|20)\d\d\s?[-–/]\s?(?:19|20)\d\d"
    r"|(?:0?[1-9]|1[0-2])\s?[-–/]\s?(?:19|20)\d\d|(?:19|20)\d\d\s?[-–/]\s?(?:0[1-9]|1[0-2])"
)
"""Una fecha, un mes, o de un año a otro."""
_DE_CORREO = re.compile(
    r"@|＠|%40|&#64;|\barroba\b|[\[({]\s?at\s?[\])}]|\bAT\b(?=[^@]{1,40}\b(?:DOT|PUNTO)\b)",
    re.IGNORECASE,
)
_TROZO = 64
"""Hasta cuántas letras de un correo se buscan a cada lado de su arroba."""
_PEGADO = re.compile(r"[^\s,;<>]*\Z")
_SUELTO = re.compile(r"[^\s,;<>]*\s?[\[({<]?\s?\Z")
"""Lo de antes de una arroba: con su espacio, si también lo lleva detrás o se escribe en letras."""
_TRAS_LA_ARROBA = re.compile(r"\s?[\])}>]?\s?[^\s;<>]*")
_HAY = re.compile(r"\d(?:\D{0,3}\d){5}")
_CORRIDA = re.compile(r"\d{6,}")
"""También se tapan las que no van en la lista, por largas."""
_ALREDEDOR = 40
_TAPA = "•"
_A_LA_VISTA = 3
"""Cifras que se dejan ver, para reconocerlo."""
_CONTEXTOS = 3
_EN_SU_LUGAR: dict[Clase, str] = {
    "numero": "[número omitido]",
    "telefono": "[teléfono omitido]",
    "correo": "[correo omitido]",
}
_EN_UNA_DIRECCION: dict[Clase, str] = {
    "numero": "numero-omitido",
    "telefono": "telefono-omitido",
    "correo": "correo-omitido",
}


@clases.frozen(kw_only=True)
class PorRevisar:
    """Algo que queda y que por su forma puede ser de una persona."""

    numero: int
    """Su lugar en la lista, desde 1."""
    clase: Clase
    se_lee: str
    """Sin lo que lo identifica: de un número, sólo sus tres últimas cifras."""
    alrededor: tuple[str, ...]
    """Lo que lo rodea donde aparece, también tapado; de muchos lugares, los primeros."""
    por_que: str
    """Por qué quedó."""
    rutas: tuple[str, ...]
    """Todos los lugares en que está."""


@clases.frozen(kw_only=True)
class Revisado:
    """Cuánto de lo que quedaba respondió una persona."""

    quedan: int
    se_omiten: int


@clases.frozen
class _Hallado:
    clave: tuple[Clase, str]
    ruta: str
    se_lee: str
    alrededor: str
    por_que: str


@clases.frozen
class _Tramo:
    desde: int
    hasta: int
    clase: Clase
    dice: str
    """Sus cifras, o sus letras sin mayúsculas: lo que no cambia con la manera de escribirlo."""


def por_revisar(*partes: tuple[Any, str]) -> tuple[PorRevisar, ...]:
    """Lo que queda en cada objeto, que se da con el comienzo de sus rutas, en su orden."""
    hallados: dict[tuple[Clase, str], list[_Hallado]] = {}
    for objeto, raiz in partes:
        for uno in _en(objeto, raiz):
            hallados.setdefault(uno.clave, []).append(uno)
    return tuple(
        PorRevisar(
            numero=numero,
            clase=suyos[0].clave[0],
            se_lee=suyos[0].se_lee,
            alrededor=tuple(dict.fromkeys(uno.alrededor for uno in suyos))[:_CONTEXTOS],
            por_que="; ".join(dict.fromkeys(uno.por_que for uno in suyos)),
            rutas=tuple(dict.fromkeys(uno.ruta for uno in suyos)),
        )
        for numero, suyos in enumerate(hallados.values(), 1)
    )


def tapado(texto: str) -> str:
    """El texto con lo que habría que revisar en él, tapado."""
    return _con_lo_suyo_tapado(texto, _tramos(texto))


def sin_los_omitidos(
    objeto: T, *, omitidos: Collection[int], partes: Iterable[tuple[Any, str]]
) -> T:
    """El objeto sin los de esos números, que son los de la lista de esas ``partes``."""
    claves = dict.fromkeys(uno.clave for parte, raiz in partes for uno in _en(parte, raiz))
    fuera = {clave for numero, clave in enumerate(claves, 1) if numero in omitidos}

    def sin(valor: Any, _ruta: str, _marcas: object) -> Any:
        if isinstance(valor, str) and not isinstance(valor, Enum):
            return _texto_sin(valor, fuera)
        if _es_cifra(valor) and ("numero", _escrita(valor)) in fuera:
            return None
        return valor

    return con_valores(objeto, sin)


def _texto_sin(texto: str, fuera: Collection[tuple[Clase, str]]) -> str:
    tramos = [uno for uno in _tramos(texto) if (uno.clase, uno.dice) in fuera]
    en_direccion = list(direcciones(texto)) if tramos else []
    pedazos, hasta = [], 0
    for uno in tramos:
        adentro = any(desde <= uno.desde < fin for desde, fin in en_direccion)
        palabra = (_EN_UNA_DIRECCION if adentro else _EN_SU_LUGAR)[uno.clase]
        pedazos += [texto[hasta : uno.desde], palabra]
        hasta = uno.hasta
    return "".join((*pedazos, texto[hasta:])) if pedazos else texto


# ------------------------------------------------------------------ dónde están


def _en(objeto: Any, raiz: str) -> Iterator[_Hallado]:
    hallados: list[_Hallado] = []

    def mirar(valor: Any, ruta: str, marcas: Any) -> Any:
        if isinstance(valor, Enum):
            return valor
        if isinstance(valor, str):
            hallados.extend(_en_un_texto(valor, ruta, es_codigo=bool(marcas.get("es_codigo"))))
        elif _es_cifra(valor) and len(cifras := _escrita(valor)) in _CIFRAS:
            tapada = _tapado("numero", cifras)
            hallados.append(
                _Hallado(("numero", cifras), ruta, tapada, tapada, "es un dato numérico")
            )
        return valor

    con_valores(objeto, mirar, raiz)
    yield from hallados


def _es_cifra(valor: object) -> bool:
    return isinstance(valor, int | float | Decimal) and not isinstance(valor, bool)


def _escrita(valor: "float | Decimal") -> str:
    """Sus cifras, si es entero; vacía si no."""
    escrito = str(valor) if isinstance(valor, int) else re.sub(r"\.0+$", "", f"{valor:f}")
    return suyas if (suyas := escrito.removeprefix("-")).isdecimal() else ""


def _en_un_texto(texto: str, ruta: str, *, es_codigo: bool) -> Iterator[_Hallado]:
    tramos = _tramos(texto)
    if not tramos:
        return
    sin_verse, motivos = _con_lo_suyo_tapado(texto, tramos), _Motivos(texto, es_codigo=es_codigo)
    for uno in tramos:
        desde, hasta = max(uno.desde - _ALREDEDOR, 0), uno.hasta + _ALREDEDOR
        yield _Hallado(
            (uno.clase, uno.dice),
            ruta,
            sin_verse[uno.desde : uno.hasta].strip(),
            f"{'…' * (desde > 0)}{sin_verse[desde:hasta]}{'…' * (hasta < len(texto))}",
            motivos.de(uno),
        )


def _tramos(texto: str) -> list[_Tramo]:
    """Los de un texto, sin que dos compartan una letra."""
    if not (_HAY.search(texto) or _DE_CORREO.search(texto)):  # casi todos
        return []
    de_correos = list(_correos(texto))
    ocupado = [(uno.desde, uno.hasta) for uno in de_correos]
    numeros = (
        uno
        for uno in _numeros(texto)
        if all(uno.hasta <= desde or uno.desde >= hasta for desde, hasta in ocupado)
    )
    return sorted((*de_correos, *numeros), key=lambda uno: uno.desde)


def _correos(texto: str) -> Iterator[_Tramo]:
    hasta = 0
    for arroba in _DE_CORREO.finditer(texto):
        if arroba.start() < hasta:
            continue
        es_un_signo = arroba[0] in "@＠" and not texto[arroba.end() : arroba.end() + 1].isspace()
        atras = _PEGADO if es_un_signo else _SUELTO
        antes = atras.search(texto, max(arroba.start() - _TROZO, hasta), arroba.start())
        tras = _TRAS_LA_ARROBA.match(texto, arroba.end(), min(arroba.end() + _TROZO, len(texto)))
        desde = antes.start() if antes else arroba.start()
        hasta = tras.end() if tras else arroba.end()
        suyo = texto[desde:hasta].rstrip(".,:)]}")
        yield _Tramo(desde, desde + len(suyo), "correo", " ".join(suyo.lower().split()))


def _numeros(texto: str) -> Iterator[_Tramo]:
    juntos: list[re.Match[str]] = []
    for grupo in _GRUPO.finditer(texto):
        if juntos and not _JUNTAN.fullmatch(
            sin_invisibles(texto[juntos[-1].end() : grupo.start()])
        ):
            yield from _de_una_tira(texto, juntos)
            juntos = []
        juntos.append(grupo)
    yield from _de_una_tira(texto, juntos)


def _de_una_tira(texto: str, grupos: list[re.Match[str]]) -> Iterator[_Tramo]:
    """De unos grupos seguidos: uno solo si cabe; si no, por partes de las que caben."""
    mayor = _CIFRAS_DE_UN_TELEFONO.stop - 1
    parte: list[re.Match[str]] = []
    for grupo in grupos:
        if parte and sum(len(uno[0]) for uno in parte) + len(grupo[0]) > mayor:
            yield from _de_una_parte(texto, parte)
            parte = []
        parte.append(grupo)
    yield from _de_una_parte(texto, parte)


def _de_una_parte(texto: str, grupos: list[re.Match[str]]) -> Iterator[_Tramo]:
    cifras = "".join(str(int(cifra)) for grupo in grupos for cifra in grupo[0])
    if len(cifras) < _CIFRAS.start or len(cifras) >= _CIFRAS_DE_UN_TELEFONO.stop:
        return
    desde, hasta = grupos[0].start(), grupos[-1].end()
    if _NO_ES_UN_NUMERO.fullmatch(texto, desde, hasta):
        return
    signo = _DE_TELEFONO.search(texto, max(desde - 3, 0), desde)
    if signo and len(cifras) in _CIFRAS_DE_UN_TELEFONO:
        yield _Tramo(signo.start(), hasta, "telefono", cifras)
    elif len(cifras) in _CIFRAS or any(len(grupo[0]) in _CIFRAS for grupo in grupos):
        yield _Tramo(desde, hasta, "numero", cifras)


# ------------------------------------------------------------------ cómo se dice


def _con_lo_suyo_tapado(texto: str, tramos: list[_Tramo]) -> str:
    """Del mismo largo que el texto."""
    pedazos, hasta = [], 0
    for uno in tramos:
        pedazos += [texto[hasta : uno.desde], _tapado(uno.clase, texto[uno.desde : uno.hasta])]
        hasta = uno.hasta
    junto = "".join((*pedazos, texto[hasta:]))
    return _CORRIDA.sub(lambda hallada: _tapado("numero", hallada[0]), junto)


def _tapado(clase: Clase, escrito: str) -> str:
    if clase == "correo":
        primera = next((n for n, letra in enumerate(escrito) if letra.isalnum()), 0)
        return "".join(
            letra if n == primera or not letra.isalnum() else _TAPA
            for n, letra in enumerate(escrito)
        )
    quedan = sum(letra.isdigit() for letra in escrito) - _A_LA_VISTA
    letras = []
    for letra in escrito:
        tapa = letra.isdigit() and quedan > 0
        quedan -= letra.isdigit()
        letras.append(_TAPA if tapa else letra)
    return "".join(letras)


_ES_VALOR = re.compile(r"\$\s{0,2}\Z")


class _Motivos:
    """Por qué queda cada uno de los de un texto."""

    def __init__(self, texto: str, *, es_codigo: bool) -> None:
        self._texto, self._es_codigo = texto, es_codigo
        self._direcciones = direcciones(texto)

    @functools.cached_property
    def _cedulas(self) -> frozenset[str]:
        return frozenset(cedulas(self._texto))

    def de(self, uno: _Tramo) -> str:
        """El que más dice."""
        escrito = self._texto[uno.desde : uno.hasta]
        if uno.clase == "correo":
            es_cuenta = escrito[0] in "@＠"
            return "parece la cuenta de una red" if es_cuenta else "no se escribe como un correo"
        if es_un_nit(escrito):
            return "es un NIT con su dígito"
        if self._es_codigo:
            return "va en un código"
        if _ES_VALOR.search(self._texto, max(uno.desde - 3, 0), uno.desde) or ES_DINERO.match(
            self._texto, uno.hasta
        ):
            return "es un valor"
        if any(desde <= uno.desde < fin for desde, fin in self._direcciones):
            return "va en una dirección web"
        return self._segun_lo_de_antes(uno)

    def _segun_lo_de_antes(self, uno: _Tramo) -> str:
        if nombra_lo_que_le_sigue(self._texto, uno.desde):
            return "lo que va antes lo numera"
        if uno.dice in self._cedulas:
            return "parece una cédula"
        if cosa := nombra_otra_cosa(self._texto, uno.desde):
            return f"lo que va antes dice que es otra cosa: «{cosa}»"
        return "nada dice qué es"
