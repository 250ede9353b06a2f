"""Los teléfonos que trae un texto, con la numeración de Colombia (Resolución CRC 5826 de 2019).

Un móvil tiene diez cifras y empieza por 3; un fijo, diez desde 2021, que empiezan por 601 a 608, y
antes siete con su indicativo. Los de siete sólo se reconocen donde una palabra los nombra, porque
siete cifras pueden ser cualquier cosa.
"""

import re
from collections.abc import Iterator, Sequence

import attrs

from paac_reportes.textos.publicacion.grupos import (
    ES_DINERO,
    Grupo,
    grupos_de,
    juntos,
    pegado_adelante,
    pegado_atras,
)
from paac_reportes.textos.publicacion.nombres import (
    DE_CEDULA,
    FUERTES,
    nombra_otra_cosa,
    nombra_un_telefono,
    palabras_atras,
)

Tramo = tuple[int, int]

_DE_DIEZ = re.compile(
    r"(?:(?:00)?57 ?)?3[0-5]\d"
    r"(?:\d{7}| \d{7}| \d{3} \d{4}| \d{3} \d{2} \d{2}| \d{4} \d{3}"
    r"| \d{2} \d{2} \d{3}| \d{2} \d{3} \d{2})"
    r"|(?:(?:00)?57 ?)?60[1-8] ?(?:\d{7}|\d{3} \d{4}|\d{3} \d{2} \d{2})"
    r"|0?1 ?800 ?0(?: ?\d){5,6}"
)
"""Cómo se reparten sus cifras en grupos; las de la línea gratuita, de cualquier manera."""
_DE_CODIGO = re.compile(r"3[0-5]\d \d{4} \d{3}")
"""Así se escribe también un contrato, «310-2023-001»: sólo lo es si algo lo nombra."""
_CON_NOMBRE = re.compile(
    r"(?:57 |(?:57 ?)?[1-8] |0[1-8] |0[39]\d )?(?:\d{7}|\d{3} \d{4}|\d{3} \d{2} \d{2})"
    r"|\d(?: ?\d){6}|[1-8][2-9]\d{6}|\d{10,12}|3 ?[0-5](?: ?\d){8}|6 ?0 ?[1-8](?: ?\d){7}"
)
"""Lo que sólo se reconoce si algo lo nombra: los fijos de antes, y otros repartos."""
_DE_CUALQUIERA = re.compile(f"{_DE_DIEZ.pattern}|{_CON_NOMBRE.pattern}")
_DE_MILES = re.compile(r"\d{1,3}(?:\.\d{3})+")
_GRUPOS = 7
_CIFRAS = range(7, 16)
_LOCAL = 7
"""Las de un fijo sin su indicativo, que en una lista va sólo en el primero."""
_CORTO = 8
"""Hasta estas cifras puede ser cualquier cosa."""
_SIGNOS = 3
"""Los que pueden abrir un número: «(+(57)»."""
_DEL_EXTERIOR = range(10, 16)
"""Cifras, con el indicativo del país, de un número que empieza por +."""
_INTERNACIONAL = re.compile(r"57.*|\d{1,3} (?!\d{3}(?: \d{3})*$).+")
"""El de Colombia, o separado y no de a miles: «+1250000000» es una variación."""
_EXTENSION = re.compile(
    r"[\s,;.(-]{0,3}ext(?:ensi[oó]n(?:es)?)?\b\.?[\s:.#]{0,3}\d{1,5}(?:\s?[-–,y/]\s?\d{2,5}\b){0,5}\)?",
    re.IGNORECASE,
)
_ABREVIADOS = re.compile(r"(?:[-–/]\d{1,4}(?!\d)){1,6}(?![^\W_]|[.,]\d)")
"""«8795356-57»: de los otros se escribe lo que cambia."""
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
        return _cuantas(suyos) in largos and self.va_tras_otro(suyos)

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
        if len(grupo.cifras) not in _CIFRAS or not self.de_otra_cosa(indice):
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
        visto.anterior = _con_su_cola(tapado, suyos[-1].fin, nombrado=nombrado)
        visto.de_lista = _cuantas(suyos) if nombrado else 0
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
    if not any(_puede_ser(texto, posibles[:n]) for n in range(1, len(posibles) + 1)):
        return 0, False
    nombrado = visto.nombrado(indice)
    seguidos = posibles if nombrado else _seguidos(texto, grupos, indice)
    for cuantos in range(len(seguidos), 0, -1):
        suyos = seguidos[:cuantos]
        if not _puede_ser(texto, suyos):
            continue
        de_lista = visto.sigue(suyos)
        es_otro = de_lista or (_es_de_diez(suyos) and visto.va_tras_otro(suyos))
        if not es_otro and _es_parte_de_un_codigo(texto, grupos, indice):
            return 0, False
        del_rotulo = nombrado or de_lista
        if not _suelto(texto, grupos, indice + cuantos, nombrado=del_rotulo):
            continue
        if _es_telefono(visto, indice, suyos, nombrado=del_rotulo):
            return cuantos, del_rotulo
    return 0, False


def _cuantas(suyos: Sequence[Grupo]) -> int:
    return sum(len(grupo.cifras) for grupo in suyos)


def _puede_ser(texto: str, suyos: Sequence[Grupo]) -> bool:
    """Por sus cifras y cómo se reparten; lo demás cuesta más y casi ningún número llega."""
    if _cuantas(suyos) not in _CIFRAS:
        return False
    if _cuantas(suyos) < _DEL_EXTERIOR.start and _de_miles(texto, suyos):
        return False
    return _DE_CUALQUIERA.fullmatch(_escrito(suyos)) is not None or _es_del_exterior(texto, suyos)


def _de_miles(texto: str, suyos: Sequence[Grupo]) -> bool:
    return _DE_MILES.fullmatch(texto, suyos[0].inicio, suyos[-1].fin) is not None


def _es_de_diez(suyos: Sequence[Grupo]) -> bool:
    escrito = _escrito(suyos)
    return _DE_DIEZ.fullmatch(escrito) is not None and not _DE_CODIGO.fullmatch(escrito)


def _escrito(suyos: Sequence[Grupo]) -> str:
    return " ".join(grupo.cifras for grupo in suyos)


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
    if _EXTENSION.match(texto, fin) is not None or _sigue_otro(texto, grupos, siguiente):
        return True
    return nombrado and _ABREVIADOS.match(texto, fin) is not None


def _sigue_otro(texto: str, grupos: Sequence[Grupo], indice: int) -> bool:
    """Si lo pegado adelante es otro teléfono: ``3101234567-3117654321``."""
    if indice >= len(grupos):
        return False
    if texto[grupos[indice - 1].fin : grupos[indice].inicio] not in {"-", "/", "–", ","}:
        return False
    seguidos = _seguidos(texto, grupos, indice)
    primeros = (seguidos[:n] for n in range(1, len(seguidos) + 1))
    return any(_puede_ser(texto, suyos) for suyos in primeros)


def _es_telefono(visto: _Recorrido, indice: int, suyos: Sequence[Grupo], *, nombrado: bool) -> bool:
    texto, fin = visto.texto, suyos[-1].fin
    es_de_diez = _es_de_diez(suyos)
    if nombrado:
        es_una_cifra = ES_DINERO.match(texto, fin) or _SON_COSAS.match(texto, fin)
        return es_de_diez or _cuantas(suyos) > _CORTO or not es_una_cifra
    if ES_DINERO.match(texto, fin) or _MEDIDAS.match(texto, fin) or visto.de_otra_cosa(indice):
        return False
    if _EXTENSION.match(texto, fin) or _es_del_exterior(texto, suyos):
        return True
    return es_de_diez and not suyos[-1].cifras.endswith(_CEROS)


def _es_del_exterior(texto: str, suyos: Sequence[Grupo]) -> bool:
    inicio, fin = suyos[0].inicio, suyos[-1].fin
    if texto[inicio - 1 : inicio] != "+" or "." in texto[inicio:fin]:
        return False
    # El más corto que puede serlo: lo que sigue puede ser otro.
    sin_el_ultimo = _cuantas(suyos[:-1])
    if sin_el_ultimo >= _DEL_EXTERIOR.start or _cuantas(suyos) not in _DEL_EXTERIOR:
        return False
    if _INTERNACIONAL.fullmatch(_escrito(suyos)):
        return True
    atras = palabras_atras(texto, inicio - 1)
    return bool(atras) and atras[-1].lower() in FUERTES


def _con_su_cola(texto: str, fin: int, *, nombrado: bool) -> int:
    """Con su extensión, o con lo que cambia de los otros."""
    cola = _EXTENSION.match(texto, fin) or (nombrado and _ABREVIADOS.match(texto, fin))
    return cola.end() if cola else fin


def _desde(texto: str, inicio: int, fin: int) -> int:
    """Con el + y el paréntesis que abre el indicativo."""
    for _ in range(_SIGNOS):
        if inicio and texto[inicio - 1] in "+(":
            inicio -= 1
    while texto[inicio] == "(" and texto.count("(", inicio, fin) > texto.count(")", inicio, fin):
        inicio += 1
    return inicio
