"""Los teléfonos que trae un texto: los números que pueden serlo y que lo de al lado no desmiente.

Los de siete cifras sólo se reconocen donde una palabra los nombra: pueden ser cualquier cosa.
"""

import re
from collections.abc import Iterator, Sequence

import attrs

from paac_reportes.textos.publicacion.grupos import (
    ES_DINERO,
    Grupo,
    con_su_cola,
    grupos_de,
    juntos,
    pegado_adelante,
    pegado_atras,
)
from paac_reportes.textos.publicacion.nombres import (
    DE_CEDULA,
    nombra_otra_cosa,
    nombra_un_telefono,
)
from paac_reportes.textos.publicacion.numeracion import (
    CIFRAS,
    cuantas,
    es_de_diez,
    es_del_exterior,
    puede_ser,
)

Tramo = tuple[int, int]

_GRUPOS = 7
_LOCAL = 7
"""Las de un fijo sin su indicativo, que en una lista va sólo en el primero."""
_CORTO = 8
"""Hasta estas cifras puede ser cualquier cosa."""
_SIGNOS = 3
"""Los que pueden abrir un número: «(+(57)»."""
_LISTA = re.compile(r"\s{0,2}(?:[-–/,]|[yoe](?=\s))?\s{0,2}", re.IGNORECASE)
_CEROS = "00000"
_PEGADAS = re.compile(
    r"(?<![^\W\d_])(?:tels?|cels?|fax|pbx|whatsapp|m[oó]vil|celular|tel[eé]fono)[.:-]?\Z",
    re.IGNORECASE,
)
_SON_COSAS = re.compile(
    r"\s(?:de\s)?(?!(?:lunes|martes|mi[eé]rcoles|jueves|viernes|extensiones)\b)"
    r"(?:[a-záéíóúñ]{2,}s|mm?2|km2?|m²|fecha)\b"
)
"""Lo que se cuenta: «1500000 personas»."""
_MEDIDAS = re.compile(
    r"\s(?:de\s)?(?:habitantes|personas|ciudadanos|usuarios|metros|kil[oó]metros|hect[aá]reas|m2|m²)\b"
)
_DIRECCION = re.compile(r"(?:https?://|www\.)[^\s<>\"]++", re.IGNORECASE)
_EN_DIRECCION = re.compile(
    r"(?:(?:wa\.me/|phone=)(?:\+|%2B)?(\d{10,15})|"
    r"(?:tel|telefono|celular|cel|movil|whatsapp)=(?:\+|%2B)?(\d{7}|(?:57)?\d{10}))(?!\d)",
    re.IGNORECASE,
)
_SIETE_CIFRAS = re.compile(r"(?:\d\D{0,4}){6}\d")


@attrs.define
class _Recorrido:
    """Lo que se lleva visto de un texto."""

    texto: str
    grupos: Sequence[Grupo]
    bajo_su_rotulo: bool
    """Si el rótulo de la columna dice que lo que hay son teléfonos."""
    anterior: int = -1
    """Dónde terminó el último teléfono."""
    de_lista: int = 0
    """Cuántas cifras tenía, si lo nombraba una palabra; los que le sigan son como él."""
    ajeno: int = -1
    """Dónde terminó el último número de otra cosa."""
    del_ajeno: int = 0

    def nombrado(self, indice: int) -> bool:
        """Si algo dice que lo que empieza ahí es un teléfono."""
        inicio = self.grupos[indice].inicio
        if self.bajo_su_rotulo and self.texto[max(inicio - 1, 0) : inicio] != "(":
            return not self.de_otra_cosa(indice)
        return nombra_un_telefono(self.texto, inicio)

    def sigue(self, suyos: Sequence[Grupo]) -> bool:
        """Si es uno más de una lista de teléfonos."""
        largos = {_LOCAL, self.de_lista} if self.de_lista else ()
        return cuantas(suyos) in largos and self.va_tras_otro(suyos)

    def va_tras_otro(self, suyos: Sequence[Grupo]) -> bool:
        """Si entre el último teléfono y ese número sólo hay lo que separa los de una lista."""
        return self.anterior >= 0 and bool(
            _LISTA.fullmatch(self.texto, self.anterior, suyos[0].inicio)
        )

    def de_otra_cosa(self, indice: int) -> bool:
        """Si es de un contrato, un valor… o sigue en la lista de uno."""
        inicio = self.grupos[indice].inicio
        if nombra_otra_cosa(self.texto, inicio):
            return True
        mismo_largo = len(self.grupos[indice].cifras) == self.del_ajeno
        return mismo_largo and _LISTA.fullmatch(self.texto, self.ajeno, inicio) is not None

    def anotar_ajeno(self, indice: int) -> None:
        """Que no fue un teléfono, y de qué es si algo lo dice."""
        grupo = self.grupos[indice]
        if len(grupo.cifras) not in CIFRAS or not self.de_otra_cosa(indice):
            return
        if nombra_otra_cosa(self.texto, grupo.inicio) not in DE_CEDULA:
            self.ajeno, self.del_ajeno = grupo.fin, len(grupo.cifras)


def telefonos(texto: str, *, bajo_su_rotulo: bool = False) -> Iterator[Tramo]:
    """Dónde está cada teléfono, con su indicativo y su extensión."""
    if not _SIETE_CIFRAS.search(texto):
        return
    for desde, hasta in direcciones(texto):
        for hallado in _EN_DIRECCION.finditer(texto, desde, hasta):
            yield hallado.span(hallado.lastindex or 0)
    tapado = _DIRECCION.sub(lambda hallada: "_" * len(hallada[0]), texto)
    grupos = grupos_de(tapado)
    visto = _Recorrido(tapado, grupos, bajo_su_rotulo)
    indice = 0
    while indice < len(grupos):
        cuantos, nombrado = _cuantos(visto, indice)
        if not cuantos:
            visto.anotar_ajeno(indice)
            indice += 1
            continue
        suyos = grupos[indice : indice + cuantos]
        visto.anterior = con_su_cola(tapado, suyos[-1].fin, nombrado=nombrado)
        visto.de_lista = cuantas(suyos) if nombrado else 0
        yield _desde(tapado, suyos[0].inicio, visto.anterior), visto.anterior
        while indice < len(grupos) and grupos[indice].inicio < visto.anterior:
            indice += 1


def direcciones(texto: str) -> list[Tramo]:
    """Dónde están las direcciones web."""
    return [hallada.span() for hallada in _DIRECCION.finditer(texto)]


def _cuantos(visto: _Recorrido, indice: int) -> tuple[int, bool]:
    """Cuántos grupos son un teléfono desde ``indice``, y si algo lo nombra; 0 si ninguno."""
    texto, grupos = visto.texto, visto.grupos
    posibles = _seguidos(texto, grupos, indice, en_renglones=True)
    if not any(puede_ser(texto, posibles[:n]) for n in range(1, len(posibles) + 1)):
        return 0, False
    nombrado = visto.nombrado(indice)
    seguidos = posibles if nombrado else _seguidos(texto, grupos, indice)
    for cuantos in range(len(seguidos), 0, -1):
        suyos = seguidos[:cuantos]
        if not puede_ser(texto, suyos):
            continue
        de_lista = visto.sigue(suyos)
        es_otro = de_lista or (es_de_diez(suyos) and visto.va_tras_otro(suyos))
        if not es_otro and _es_parte_de_un_codigo(texto, grupos, indice):
            return 0, False
        del_rotulo = nombrado or de_lista
        if not _suelto(texto, grupos, indice + cuantos, nombrado=del_rotulo):
            continue
        if _es_telefono(visto, indice, suyos, nombrado=del_rotulo):
            return cuantos, del_rotulo
    return 0, False


def _es_parte_de_un_codigo(texto: str, grupos: Sequence[Grupo], indice: int) -> bool:
    if not pegado_atras(texto, grupos, indice):
        return False
    inicio = grupos[indice].inicio
    return not _PEGADAS.search(texto[max(inicio - 10, 0) : inicio])


def _seguidos(
    texto: str, grupos: Sequence[Grupo], indice: int, *, en_renglones: bool = False
) -> list[Grupo]:
    seguidos = [grupos[indice]]
    for otro in grupos[indice + 1 : indice + _GRUPOS]:
        if not juntos(texto, seguidos[-1], otro, en_renglones=en_renglones):
            break
        seguidos.append(otro)
    return seguidos


def _suelto(texto: str, grupos: Sequence[Grupo], siguiente: int, *, nombrado: bool) -> bool:
    """Si ahí termina: lo que tiene pegado, si algo, es su extensión u otro teléfono."""
    fin = grupos[siguiente - 1].fin
    if not pegado_adelante(texto, grupos, siguiente - 1):
        return True
    return con_su_cola(texto, fin, nombrado=nombrado) > fin or _sigue_otro(texto, grupos, siguiente)


def _sigue_otro(texto: str, grupos: Sequence[Grupo], indice: int) -> bool:
    """Si lo pegado adelante es otro teléfono: ``3101234567-3117654321``."""
    if indice >= len(grupos):
        return False
    if texto[grupos[indice - 1].fin : grupos[indice].inicio] not in {"-", "/", "–", ","}:
        return False
    seguidos = _seguidos(texto, grupos, indice)
    primeros = (seguidos[:n] for n in range(1, len(seguidos) + 1))
    return any(puede_ser(texto, suyos) for suyos in primeros)


def _es_telefono(visto: _Recorrido, indice: int, suyos: Sequence[Grupo], *, nombrado: bool) -> bool:
    texto, fin = visto.texto, suyos[-1].fin
    de_diez = es_de_diez(suyos)
    if nombrado:
        es_una_cifra = ES_DINERO.match(texto, fin) or _SON_COSAS.match(texto, fin)
        return de_diez or cuantas(suyos) > _CORTO or not es_una_cifra
    if ES_DINERO.match(texto, fin) or _MEDIDAS.match(texto, fin) or visto.de_otra_cosa(indice):
        return False
    if con_su_cola(texto, fin, nombrado=False) > fin or es_del_exterior(texto, suyos):
        return True
    return de_diez and not suyos[-1].cifras.endswith(_CEROS)


def _desde(texto: str, inicio: int, fin: int) -> int:
    """Con el + y el paréntesis que abre el indicativo."""
    for _ in range(_SIGNOS):
        if inicio and texto[inicio - 1] in "+(":
            inicio -= 1
    while texto[inicio] == "(" and texto.count("(", inicio, fin) > texto.count(")", inicio, fin):
        inicio += 1
    return inicio
