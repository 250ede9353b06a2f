"""A dónde lleva un texto: a otra parte del documento, «véase la Tabla 6», o a una dirección web.

El número se sabe cuando todo está en su orden, y quien redacta va antes: deja un ``Remite`` donde
irá, y al final ``resolver_remisiones`` lo cambia por lo que haya. Un ``Remite`` es un texto más:
cabe en una frase, en una celda o dentro de otro, y no hay dato que se le parezca
(``textos.limpieza``).
"""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple, Self, TypeVar
from urllib.parse import quote, urlsplit, urlunsplit

from paac_reportes.errores import ErrorDeMaqueta
from paac_reportes.expresiones import expresion
from paac_reportes.textos.frases import con_mayuscula

_ABRE, _SEPARA, _CIERRA = "\x05", "\x06", "\x07"

T = TypeVar("T")


class ParteRemitida(str):
    """Cómo se nombra una parte que no va aquí: «la matriz que acompaña este informe»."""

    __slots__ = ()


Hallar = Callable[[str], T | ParteRemitida | None]
"""Función de lo que hay con una clave, si salió o si va aparte."""


class Remite(str):
    """Donde irá el nombre de otra parte, con lo que se escribe antes y después si la hay.

    Si no salió va ``si_no``, aunque sea nada: así, quien redacta no nombra una tabla que no está.
    """

    __slots__ = ("clave",)
    clave: str

    def __new__(
        cls, clave: str, antes: str = "", despues: str = "", si_no: str | None = None
    ) -> Self:
        """Texto que remite a la parte de esa clave; los otros textos pueden remitir también."""
        textos = (clave, antes, despues, *(() if si_no is None else (si_no,)))
        partes = _SEPARA.join(textos)
        remite = super().__new__(cls, f"{_ABRE}{partes}{_CIERRA}")
        remite.clave = clave
        return remite


_LA_PAGINA_DE = "página de "


def remision_a_pagina(clave: str) -> str:
    """Clave con que se remite a la página en que está la parte de esa clave."""
    return f"{_LA_PAGINA_DE}{clave}"


def remision_a_hoja(clave: str) -> str:
    """Clave con que se remite a la hoja de un libro en que va la parte de esa clave."""
    return f"hoja de {clave}"


def nombrada(clave: str, titulo: str) -> str:
    """Clave de un título que sale varias veces, cada una con su texto."""
    return f"{clave}: {titulo}".casefold()


def si_es_de_pagina(clave: str) -> str | None:
    """Clave de la parte cuya página se pide; ``None`` si se pide la parte."""
    return clave.removeprefix(_LA_PAGINA_DE) if clave.startswith(_LA_PAGINA_DE) else None


class Remisiones:
    """Remisiones que una plantilla nombra como ``remision.vencidas``."""

    def __getattr__(self, clave: str) -> Remite:
        return Remite(clave)


def remite(texto: str) -> bool:
    """Si el texto nombra otra parte del documento."""
    return _ABRE in texto


class Huerfana(NamedTuple):
    """Una remisión sin con qué: ni lo nombrado salió, ni se dijo qué escribir entonces."""

    clave: str


class _Remision(NamedTuple):
    """Un texto que nombra otra parte, con sus otros textos ya en pedazos."""

    clave: str
    antes: "Sequence[str | _Remision]"
    despues: "Sequence[str | _Remision]"
    si_no: "Sequence[str | _Remision] | None"

    @property
    def se_calla(self) -> bool:
        """Si dice qué escribir cuando la parte no salió, aunque sea nada."""
        return bool(self.antes or self.despues) or self.si_no is not None


def resolver_remisiones(texto: str, hallar: Hallar[T]) -> Iterator[str | T | Huerfana]:
    """Pedazos de un texto, con lo que ``hallar`` da en el lugar de cada remisión.

    Lo que va aparte se nombra una vez por texto, y con un solo artículo.
    """
    pedazos, hasta = _pedazos_desde(texto, 0)
    if hasta != len(texto):
        raise ErrorDeMaqueta("un texto remite a otra parte y no dice dónde termina")
    return _unidos(_resueltos(pedazos, hallar, set()))


def sin_remisiones(texto: str) -> str:
    """El texto donde no hay a dónde ir, como un encabezado: como si ninguna parte saliera."""
    if not remite(texto):
        return texto
    return "".join(p for p in resolver_remisiones(texto, lambda _: None) if isinstance(p, str))


def _pedazos_desde(texto: str, desde: int) -> tuple[list[str | _Remision], int]:
    """Los pedazos de un texto desde un lugar hasta el signo que los separa o cierra, o el final.

    Con ellos, el lugar de ese signo.
    """
    pedazos: list[str | _Remision] = []
    while desde < len(texto) and texto[desde] not in (_SEPARA, _CIERRA):
        if texto[desde] == _ABRE:
            remision, desde = _remision(texto, desde + 1)
            pedazos.append(remision)
            continue
        lugares = (texto.find(signo, desde) for signo in (_ABRE, _SEPARA, _CIERRA))
        hasta = min((lugar for lugar in lugares if lugar >= 0), default=len(texto))
        pedazos.append(texto[desde:hasta])
        desde = hasta
    return pedazos, desde


_CUANTAS_PARTES = (3, 4)
"""La clave, lo de antes y lo de después; y, si lo lleva, lo que va si no hay esa parte."""


def _remision(texto: str, desde: int) -> tuple[_Remision, int]:
    """La remisión que empieza en ese lugar de un texto, y dónde termina.

    ``ErrorDeMaqueta`` si no dice a qué parte.
    """
    partes: list[list[str | _Remision]] = []
    hasta = desde - 1
    while hasta < len(texto) and texto[hasta] != _CIERRA:
        parte, hasta = _pedazos_desde(texto, hasta + 1)
        partes.append(parte)
    if len(partes) not in _CUANTAS_PARTES:
        raise ErrorDeMaqueta("un texto remite a otra parte y no dice a cuál")
    clave, antes, despues, *si_no = partes
    nombre = "".join(pedazo for pedazo in clave if isinstance(pedazo, str)).casefold()
    return _Remision(nombre, antes, despues, si_no[0] if si_no else None), hasta + 1


def _resueltos(
    pedazos: Sequence[str | _Remision], hallar: Hallar[T], nombradas: set[str]
) -> "Iterator[str | T | ParteRemitida | Huerfana]":
    """Texto o destino de cada pedazo; ``nombradas``: las partes de aparte ya nombradas."""
    for pedazo in pedazos:
        if isinstance(pedazo, str):
            yield pedazo
            continue
        destino = hallar(pedazo.clave)
        if isinstance(destino, ParteRemitida):
            if destino in nombradas and pedazo.se_calla:
                destino = None
            else:
                nombradas.add(destino)
        if destino is not None:
            yield from _resueltos(pedazo.antes, hallar, nombradas)
            yield destino
            yield from _resueltos(pedazo.despues, hallar, nombradas)
        elif pedazo.se_calla:
            yield from _resueltos(pedazo.si_no or (), hallar, nombradas)
        else:
            yield Huerfana(pedazo.clave)


def _unidos(
    pedazos: "Iterator[str | T | ParteRemitida | Huerfana]",
) -> "Iterator[str | T | Huerfana]":
    """Los pedazos con los textos seguidos en uno, y el artículo de lo que va aparte."""
    texto, empieza = "", True
    for pedazo in pedazos:
        if isinstance(pedazo, ParteRemitida):
            texto = _con_un_articulo(texto, pedazo, empieza=empieza)
            continue
        if isinstance(pedazo, str):
            texto += pedazo
            continue
        if texto:
            yield texto
        texto, empieza = "", False
        yield pedazo
    if texto:
        yield texto


_ARTICULO = expresion(r"\b(?:d?el|al|las?|los)\s+\Z", re.IGNORECASE)
"""Artículo con que termina un texto que iba a nombrar «el Anexo A» o «la Tabla 6»."""
_CON_ARTICULO = expresion(r"(?:el|las?|los)\s", re.IGNORECASE)
_EMPIEZA_FRASE = expresion(r"(?:\A|[.\n])[^\S\n]*+\Z")


def _con_un_articulo(antes: str, aparte: str, *, empieza: bool) -> str:
    """El texto y la parte a que remite, con un solo artículo: «en el» y «la matriz».

    Dan «en la matriz». ``empieza``: si nada va antes.
    """
    if _CON_ARTICULO.match(aparte) and (articulo := _ARTICULO.search(antes)):
        preposicion = {"del": "de ", "al": "a "}.get(articulo[0].strip().casefold(), "")
        antes = f"{antes[: articulo.start()]}{preposicion}"
    if (empieza or antes) and _EMPIEZA_FRASE.search(antes):
        aparte = con_mayuscula(aparte)
    if antes.endswith("("):
        return f"{antes}véase {aparte}"  # sin más parecería otro nombre de lo de antes
    if aparte.startswith("el ") and antes.endswith((" de ", " a ")):
        return f"{antes.rstrip()}{aparte[1:]}"
    return f"{antes}{aparte}"


_ESCRITA = expresion(
    r"(?<!\w)(?:javascript|vbscript|file|mailto|data(?!:https?://)):\S*"
    r"|(?<![\w@/.-])(?P<direccion>(?:https?://|www\.)"
    r"(?:[^\s<>\"'«»“”|\\^`{},;]++|[,;](?!https?://))+)",
    re.IGNORECASE,
)
"""Hasta el espacio, la comilla o la dirección que sigue; la que no es de la web, entera, para que
nada de lo que lleve adentro se tome por una."""

_PUNTUACION = ".,;:!?…"
_CIERRES = {")": "(", "]": "["}
_SERVIDOR = expresion(r"[a-z0-9_-]+(?:\.[a-z0-9_-]+)*", re.IGNORECASE)
_PORCIENTO_SUELTO = expresion(r"%(?![0-9A-Fa-f]{2})")
_RESERVADOS = "/:@!$&'()*+,;=~-._%"
_LETRA = r"(?:[A-Za-z0-9/:@!$&'()*+,;=~._-]++|%[0-9A-Fa-f]{2})"
_YA_ES = expresion(
    r"https?://[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63})*"
    rf"(?:/{_LETRA}*)?(?:\?(?:{_LETRA}|\?)+)?(?:#(?:{_LETRA}|\?)+)?"
)
"""Dirección que se escribe como es, que son casi todas: leerla por partes toma diez veces más."""


def partido_en_direcciones(texto: str) -> Iterator[tuple[str, str | None]]:
    """Pedazos que, pegados, son el texto, y la dirección a que lleva cada uno, o ``None``."""
    desde = 0
    # Probar el patrón en cada letra de un texto largo es lo que cuesta: se empieza cerca de lo que
    # toda dirección lleva.
    comun = min(map(texto.find, filter(texto.__contains__, (":", "w.", "W."))), default=0)
    for coincidencia in _ESCRITA.finditer(texto, max(comun - len("javascript"), 0)):
        texto_de_la_direccion = _sin_puntuacion(coincidencia["direccion"] or "")
        direccion = direccion_de(texto_de_la_direccion) if texto_de_la_direccion else None
        if direccion is None:
            continue
        if coincidencia.start() > desde:
            yield texto[desde : coincidencia.start()], None
        yield texto_de_la_direccion, direccion
        desde = coincidencia.start() + len(texto_de_la_direccion)
    if desde < len(texto):
        yield texto[desde:], None


def direccion_de(texto: str) -> str | None:
    """La dirección ``http`` o ``https`` que un texto es, como la admite cualquier programa.

    ``None`` si no lo es, o si lleva usuario y contraseña. A ``www.…`` se le pone ``http``, como
    hacen Word y Excel.
    """
    entera = texto if "://" in texto else f"http://{texto}"
    return entera if _YA_ES.fullmatch(entera) else _armada(entera)


def _armada(entera: str) -> str | None:
    """La misma dirección, leída por partes y escrita en ASCII; nada si no es de la web."""
    try:
        partes = urlsplit(entera)
        servidor = (partes.hostname or "").encode("idna").decode("ascii")
        puerto = f":{partes.port}" if partes.port else ""
        como_llegan = (partes.path, partes.query, partes.fragment)
        sin_sueltos = (_PORCIENTO_SUELTO.sub("%25", parte) for parte in como_llegan)
        resto = [quote(parte, safe=f"{_RESERVADOS}?") for parte in sin_sueltos]
    except ValueError:  # un puerto que no es un número, un servidor imposible…
        return None
    es_web = partes.scheme in {"http", "https"} and "@" not in partes.netloc
    if not es_web or not _SERVIDOR.fullmatch(servidor):
        return None
    return urlunsplit((partes.scheme, servidor + puerto, *resto))


def _sin_puntuacion(direccion: str) -> str:
    """La dirección sin el punto o el paréntesis que es de la frase."""
    while (ultima := direccion[-1:]) and (
        ultima in _PUNTUACION
        or direccion.count(_CIERRES.get(ultima, ultima)) < direccion.count(ultima)
    ):
        direccion = direccion[:-1]
    return direccion
