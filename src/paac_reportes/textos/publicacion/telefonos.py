"""Los teléfonos que trae un texto, con la numeración de Colombia (Resolución CRC 5826 de 2019).

Un móvil tiene diez cifras y empieza por 3; un fijo, diez desde 2021, que empiezan por 601 a 608, y
antes siete con su indicativo. Los de siete sólo se reconocen donde una palabra los nombra, porque
siete cifras pueden ser cualquier cosa.
"""

import re
from collections.abc import Iterator, Sequence

from paac_reportes.textos.publicacion.grupos import (
    DE_OTRA_COSA,
    ES_DINERO,
    Grupo,
    grupos_de,
    juntos,
    lo_nombra,
    palabras,
    pegado_adelante,
    pegado_atras,
)

Tramo = tuple[int, int]

_LO_NOMBRAN = palabras(
    "tel tels telf teléfono teléfonos telefono telefonos telefónico telefonico telefónica"
    " telefonica telefax fax cel cels celular celulares móvil móviles movil moviles pbx conmutador"
    " whatsapp wsp wasap línea linea líneas lineas llamar llamando llame comunicarse contacto"
    " contactos contactar ext extensión extension"
)
_PALABRAS_ENTRE = 4
_DE_DIEZ = re.compile(
    r"(?:57 ?)?3[0-5]\d(?:\d{7}| \d{7}| \d{3} \d{4}| \d{3} \d{2} \d{2}| \d{4} \d{3})"
    r"|(?:57 ?)?60[1-8] ?(?:\d{7}|\d{3} \d{4}|\d{3} \d{2} \d{2})"
    r"|0?1 ?800 ?0(?: ?\d){5,6}"
)
"""Cómo se reparten sus cifras en grupos; las de la línea gratuita, de cualquier manera."""
_CON_NOMBRE = re.compile(
    r"(?:57 |(?:57 ?)?[1-8] |0[1-8] |0[39]\d )?(?:\d{7}|\d{3} \d{4}|\d{3} \d{2} \d{2})"
    r"|\d{8}|\d{10,12}|3[0-5]\d(?: ?\d){7}"
)
"""Lo que sólo se reconoce si algo lo nombra: los fijos de antes, con su indicativo o sin él."""
_DE_CUALQUIERA = re.compile(f"{_DE_DIEZ.pattern}|{_CON_NOMBRE.pattern}")
_GRUPOS = 7
_CIFRAS = range(7, 16)
_SIGNOS = 3
"""Los que pueden abrir un número: «(+(57)»."""
_DEL_EXTERIOR = range(10, 16)
"""Cifras, con el indicativo del país, de un número que empieza por +."""
_EXTENSION = re.compile(
    r"[\s,;.(-]{0,3}ext(?:ensi[oó]n(?:es)?)?\b\.?[\s:.#]{0,3}\d{1,5}(?:\s?[-–,y/]\s?\d{2,5}\b){0,5}\)?",
    re.IGNORECASE,
)
_LISTA = re.compile(r"[\s,;/|–-]{0,4}(?:[yoe]\s)?[\s(+]{0,2}")
_CEROS = "00000"
_PEGADAS = re.compile(r"(?:tel|cel|fax|pbx|whatsapp|m[oó]vil|celular|tel[eé]fono)$", re.IGNORECASE)
_DIRECCION = re.compile(r"(?:https?://|www\.)[^\s<>\"]++", re.IGNORECASE)
_EN_DIRECCION = re.compile(
    r"(?:wa\.me/|(?:phone|tel|telefono|celular|cel|movil|whatsapp)=)(?:\+|%2B)?(\d{7,15})(?!\d)",
    re.IGNORECASE,
)
_SIETE_CIFRAS = re.compile(r"(?:\d\D{0,3}){6}\d")


def telefonos(texto: str) -> Iterator[Tramo]:
    """Dónde está cada teléfono, con su indicativo y su extensión."""
    if not _SIETE_CIFRAS.search(texto):
        return
    for desde, hasta in direcciones(texto):
        yield from (h.span(1) for h in _EN_DIRECCION.finditer(texto, desde, hasta))
    tapado = _DIRECCION.sub(lambda hallada: "_" * len(hallada[0]), texto)
    grupos = grupos_de(tapado)
    indice, anterior = 0, -1
    while indice < len(grupos):
        cuantos = _cuantos(tapado, grupos, indice, anterior)
        if not cuantos:
            indice += 1
            continue
        ultimo = grupos[indice + cuantos - 1]
        extension = _EXTENSION.match(tapado, ultimo.fin)
        anterior = extension.end() if extension else ultimo.fin
        yield _desde(tapado, grupos[indice].inicio, anterior), anterior
        while indice < len(grupos) and grupos[indice].inicio < anterior:
            indice += 1


def nombra_un_telefono(rotulo: str) -> bool:
    """Si lo que va bajo ese rótulo es un teléfono."""
    return lo_nombra(rotulo, len(rotulo), _LO_NOMBRAN, _PALABRAS_ENTRE)


def direcciones(texto: str) -> list[Tramo]:
    """Dónde están las direcciones web."""
    return [hallada.span() for hallada in _DIRECCION.finditer(texto)]


def _cuantos(texto: str, grupos: Sequence[Grupo], indice: int, anterior: int) -> int:
    """Cuántos grupos son un teléfono desde ``indice``; 0 si ninguno."""
    seguidos = _seguidos(texto, grupos, indice)
    largos = [n for n in range(len(seguidos), 0, -1) if _puede_ser(texto, seguidos[:n])]
    if not largos:
        return 0
    sigue = anterior >= 0 and _LISTA.fullmatch(texto, anterior, grupos[indice].inicio) is not None
    if not sigue and _es_parte_de_un_codigo(texto, grupos, indice):
        return 0
    for cuantos in largos:
        siguiente = indice + cuantos
        suelto = not pegado_adelante(texto, grupos, siguiente - 1)
        suelto = suelto or _EXTENSION.match(texto, seguidos[cuantos - 1].fin) is not None
        if not suelto and not _sigue_otro(texto, grupos, siguiente):
            continue
        if _es_telefono(texto, seguidos[:cuantos], sigue=sigue):
            return cuantos
    return 0


def _puede_ser(texto: str, suyos: Sequence[Grupo]) -> bool:
    """Por sus cifras y cómo se reparten; lo demás cuesta más y casi ningún número llega."""
    if sum(len(grupo.cifras) for grupo in suyos) not in _CIFRAS:
        return False
    return _DE_CUALQUIERA.fullmatch(_escrito(suyos)) is not None or _es_del_exterior(texto, suyos)


def _es_de_diez(suyos: Sequence[Grupo]) -> bool:
    return _DE_DIEZ.fullmatch(_escrito(suyos)) is not None


def _escrito(suyos: Sequence[Grupo]) -> str:
    return " ".join(grupo.cifras for grupo in suyos)


def _es_parte_de_un_codigo(texto: str, grupos: Sequence[Grupo], indice: int) -> bool:
    if not pegado_atras(texto, grupos, indice):
        return False
    inicio = grupos[indice].inicio
    if texto[inicio - 1] == "." and lo_nombra(texto, inicio, _LO_NOMBRAN, 0):
        return False  # «TEL.2114000»
    return not _PEGADAS.search(texto[max(inicio - 10, 0) : inicio])


def _seguidos(texto: str, grupos: Sequence[Grupo], indice: int) -> list[Grupo]:
    seguidos = [grupos[indice]]
    for otro in grupos[indice + 1 : indice + _GRUPOS]:
        if not juntos(texto, seguidos[-1], otro):
            break
        seguidos.append(otro)
    return seguidos


def _sigue_otro(texto: str, grupos: Sequence[Grupo], indice: int) -> bool:
    """Si lo pegado adelante es otro teléfono: ``3101234567-3117654321``."""
    if indice >= len(grupos):
        return False
    if texto[grupos[indice - 1].fin : grupos[indice].inicio] not in {"-", "/", "–", ","}:
        return False
    seguidos = _seguidos(texto, grupos, indice)
    primeros = (seguidos[:n] for n in range(1, len(seguidos) + 1))
    return any(_puede_ser(texto, suyos) for suyos in primeros)


def _es_telefono(texto: str, suyos: Sequence[Grupo], *, sigue: bool) -> bool:
    inicio, fin = suyos[0].inicio, suyos[-1].fin
    if ES_DINERO.match(texto, fin):
        return False
    if _es_del_exterior(texto, suyos):
        return True
    if _es_de_diez(suyos):
        es_de_otra_cosa = lo_nombra(texto, inicio, DE_OTRA_COSA, 0)
        if not es_de_otra_cosa and not suyos[-1].cifras.endswith(_CEROS):
            return True
    lo_sigue_su_extension = _EXTENSION.match(texto, fin) is not None
    return sigue or lo_sigue_su_extension or lo_nombra(texto, inicio, _LO_NOMBRAN, _PALABRAS_ENTRE)


def _es_del_exterior(texto: str, suyos: Sequence[Grupo]) -> bool:
    inicio, fin = suyos[0].inicio, suyos[-1].fin
    if texto[inicio - 1 : inicio] != "+" or "." in texto[inicio:fin]:
        return False
    # El más corto que puede serlo: lo que sigue puede ser otro.
    sin_el_ultimo = sum(len(grupo.cifras) for grupo in suyos[:-1])
    cifras = sin_el_ultimo + len(suyos[-1].cifras)
    return sin_el_ultimo < _DEL_EXTERIOR.start and cifras in _DEL_EXTERIOR


def _desde(texto: str, inicio: int, fin: int) -> int:
    """Con el + y el paréntesis que abre el indicativo."""
    for _ in range(_SIGNOS):
        if inicio and texto[inicio - 1] in "+(":
            inicio -= 1
    while texto[inicio] == "(" and texto.count("(", inicio, fin) > texto.count(")", inicio, fin):
        inicio += 1
    return inicio
