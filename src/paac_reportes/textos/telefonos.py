"""Los teléfonos que trae un texto: los números que pueden serlo y que lo de al lado no desmiente.

Los de siete cifras sólo se reconocen donde una palabra los nombra: pueden ser cualquier cosa. Los
de Colombia se conocen por su numeración (Resolución CRC 5826 de 2019) y por cómo se reparten aquí:
un móvil tiene diez cifras y empieza por 3; un fijo, diez desde 2021, que empiezan por 601 a 608, y
antes siete con su indicativo. Los de otro país, por la suya, que trae phonenumbers.

``telefonos`` los busca; debajo, qué grupos de cifras pueden ser un teléfono y qué llevan pegado.
"""

import functools
import itertools
import re
import unicodedata
from collections.abc import Collection, Iterator, Sequence

import attrs

from paac_reportes import clases
from paac_reportes.instalacion import hace_falta
from paac_reportes.textos.palabras import (
    DE_CEDULA,
    INVISIBLES,
    nombra_lo_de_antes,
    nombra_lo_que_le_sigue,
    nombra_otra_cosa,
    nombra_un_telefono,
    sin_invisibles,
)


@clases.frozen
class Grupo:
    """Unas cifras seguidas."""

    cifras: str
    """En cifras de ASCII; vacías si son demasiadas."""
    inicio: int
    fin: int


Tramo = tuple[int, int]

_GRUPOS = 7
_A_LA_VISTA = 2 * _GRUPOS + 1
"""Los que se miran desde uno: los suyos, y los del que vaya pegado a él."""
_LOCAL = 7
"""Las de un fijo sin su indicativo, que en una lista va sólo en el primero."""
_CORTO = 8
"""Hasta estas cifras puede ser cualquier cosa."""
_SIGNOS = 3
"""Los que pueden abrir un número: «(+(57)»."""
_LISTA = re.compile(r"\s{0,2}(?:[-–/,;]|[yoe](?=\s))?\s{0,2}", re.IGNORECASE)
_RANGO = re.compile(r"\s(?:a|al|hasta)(?:\s(?:el|la))?\s")
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


@attrs.define
class _Recorrido:
    """Lo que se lleva visto de un texto."""

    texto: str
    grupos: list[Grupo]
    """Los que ya se leyeron; los demás, según hacen falta."""
    por_venir: Iterator[Grupo]
    bajo_su_rotulo: bool
    """Si el rótulo de la columna dice que lo que hay son teléfonos."""
    anterior: int = -1
    """Dónde terminó el último teléfono."""
    de_lista: int = 0
    """Cuántas cifras tenía, si lo nombraba una palabra; los que le sigan son como él."""
    ajeno: int = -1
    """Dónde terminó el último número de otra cosa."""
    del_ajeno: int = 0

    def hay(self, indice: int) -> bool:
        """Si hay un grupo ahí; quedan leídos los que le siguen que haya que mirar con él."""
        if len(self.grupos) < indice + _A_LA_VISTA:
            self.grupos += itertools.islice(self.por_venir, _A_LA_VISTA)
        return indice < len(self.grupos)

    def tras_los_vanos(self, indice: int) -> int:
        """El siguiente a ``indice``, que no es de un teléfono, que podría serlo."""
        fin = self.grupos[indice].fin
        indice += 1
        # Bajo el rótulo de unos teléfonos, o en la lista de otra cosa, lo de antes sí dice algo.
        if self.bajo_su_rotulo or self.ajeno == fin:
            return indice
        vanos = _VANOS.match(self.texto, fin)
        if vanos is None:
            return indice
        while indice < len(self.grupos) and self.grupos[indice].fin <= vanos.end():
            indice += 1
        if indice == len(self.grupos):  # y quizá más allá: ni se leen
            inicio, fin = vanos.span("ultimo")
            self.grupos[:] = [Grupo(vanos["ultimo"], inicio, fin)]
            self.por_venir = grupos_de(self.texto, fin)
            return 1
        return indice

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
        grupo = self.grupos[indice]
        if nombra_otra_cosa(self.texto, grupo.inicio):
            return True
        # Un tique no se escribe de a grupos, como «310 765 4321».
        if len(grupo.cifras) in CIFRAS and nombra_lo_que_le_sigue(self.texto, grupo.inicio):
            return True
        return len(grupo.cifras) == self.del_ajeno and any(
            patron.fullmatch(self.texto, self.ajeno, grupo.inicio) for patron in (_LISTA, _RANGO)
        )

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
    # Con un blanco: «3225085www.x.co» es un teléfono y una dirección.
    tapado = _DIRECCION.sub(lambda hallada: f" {'_' * (len(hallada[0]) - 1)}", texto)
    grupos: list[Grupo] = []
    visto = _Recorrido(tapado, grupos, grupos_de(tapado), bajo_su_rotulo)
    indice = 0
    while visto.hay(indice):
        cuantos, nombrado = _cuantos(visto, indice)
        if not cuantos:
            visto.anotar_ajeno(indice)
            indice = visto.tras_los_vanos(indice)
            continue
        suyos = grupos[indice : indice + cuantos]
        visto.anterior = con_su_cola(tapado, suyos[-1].fin, nombrado=nombrado)
        visto.de_lista = cuantas(suyos) if nombrado else 0
        yield _desde(tapado, suyos[0].inicio, visto.anterior), visto.anterior
        while visto.hay(indice) and grupos[indice].inicio < visto.anterior:
            indice += 1


def direcciones(texto: str) -> list[Tramo]:
    """Dónde están las direcciones web."""
    return [hallada.span() for hallada in _DIRECCION.finditer(texto)]


def _cuantos(visto: _Recorrido, indice: int) -> tuple[int, bool]:
    """Cuántos grupos son un teléfono desde ``indice``, y si algo lo nombra; 0 si ninguno."""
    texto, grupos = visto.texto, visto.grupos
    posibles = _seguidos(texto, grupos, indice, en_renglones=True)
    if not any(puede_ser(texto, suyos) for suyos in _con_las_que_pide(posibles)):
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
            return cuantos, del_rotulo or _trae_su_ciudad(texto, suyos)
    return 0, False


def _es_parte_de_un_codigo(texto: str, grupos: Sequence[Grupo], indice: int) -> bool:
    if not pegado_atras(texto, grupos, indice):
        return False
    inicio = grupos[indice].inicio
    return not _PEGADAS.search(texto[max(inicio - 10, 0) : inicio])


def _seguidos(
    texto: str, grupos: Sequence[Grupo], indice: int, *, en_renglones: bool = False
) -> list[Grupo]:
    seguidos, cifras = [grupos[indice]], len(grupos[indice].cifras)
    for otro in grupos[indice + 1 : indice + _GRUPOS]:
        cifras += len(otro.cifras)
        if cifras >= CIFRAS.stop:  # con más, ya no es un teléfono
            break
        if not son_de_un_mismo_numero(texto, seguidos[-1], otro, en_renglones=en_renglones):
            break
        seguidos.append(otro)
    return seguidos


def _con_las_que_pide(seguidos: Sequence[Grupo]) -> Iterator[Sequence[Grupo]]:
    """Los primeros de unos grupos, desde que juntan las cifras de un teléfono."""
    cifras = 0
    for cuantos, grupo in enumerate(seguidos, 1):
        cifras += len(grupo.cifras)
        if cifras >= CIFRAS.start:
            yield seguidos[:cuantos]


def _suelto(texto: str, grupos: Sequence[Grupo], siguiente: int, *, nombrado: bool) -> bool:
    """Si ahí termina: lo que tiene pegado, si algo, es su extensión u otro teléfono."""
    fin = grupos[siguiente - 1].fin
    if not pegado_adelante(texto, grupos, siguiente - 1):
        return True
    if nombrado and texto[fin].isalpha():  # «Cel: 310…y correo»
        return True
    return con_su_cola(texto, fin, nombrado=nombrado) > fin or _sigue_otro(texto, grupos, siguiente)


def _sigue_otro(texto: str, grupos: Sequence[Grupo], indice: int) -> bool:
    """Si lo pegado adelante es otro teléfono: ``3101234567-3117654321``."""
    if indice >= len(grupos):
        return False
    if texto[grupos[indice - 1].fin : grupos[indice].inicio] not in {"-", "/", "–", ","}:
        return False
    seguidos = _seguidos(texto, grupos, indice)
    return any(puede_ser(texto, suyos) for suyos in _con_las_que_pide(seguidos))


def _es_telefono(visto: _Recorrido, indice: int, suyos: Sequence[Grupo], *, nombrado: bool) -> bool:
    texto, fin = visto.texto, suyos[-1].fin
    de_diez = es_de_diez(suyos)
    if nombrado:
        es_una_cifra = ES_DINERO.match(texto, fin) or _SON_COSAS.match(texto, fin)
        return de_diez or cuantas(suyos) > _CORTO or not es_una_cifra
    if ES_DINERO.match(texto, fin) or _MEDIDAS.match(texto, fin) or visto.de_otra_cosa(indice):
        return False
    if nombra_lo_de_antes(texto, suyos[0].inicio, fin):
        return False
    if con_su_cola(texto, fin, nombrado=False) > fin or es_del_exterior(texto, suyos):
        return True
    if _trae_su_ciudad(texto, suyos):
        return True
    return de_diez and not suyos[-1].cifras.endswith(_CEROS)


def _trae_su_ciudad(texto: str, suyos: Sequence[Grupo]) -> bool:
    return _CON_SU_CIUDAD.match(texto, max(suyos[0].inicio - 1, 0)) is not None


def _desde(texto: str, inicio: int, fin: int) -> int:
    """Con el + y el paréntesis que abre el indicativo."""
    for _ in range(_SIGNOS):
        if inicio and texto[inicio - 1] in "+(":
            inicio -= 1
    while texto[inicio] == "(" and texto.count("(", inicio, fin) > texto.count(")", inicio, fin):
        inicio += 1
    return inicio


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
_CON_SU_CIUDAD = re.compile(r"\(0[1-9][1-8]\) ?(?:\d{7}|\d{3}[ -]?\d{2}[ -]?\d{2})(?!\d)")
"""«(032) 2392284», con el operador y el indicativo de antes: así sólo se escribe un teléfono."""
_DE_MILES = re.compile(r"\d{1,3}(?:\.\d{3})+")
_EN_MILES = re.compile(r"\d{1,3}(?: \d{3})+")
_DE_COLOMBIA = "57"
_CON_SU_PAIS = re.compile(r"\d{1,3} .+|\d+")
CIFRAS = range(7, 16)
_DEL_EXTERIOR = range(10, 16)
"""Cifras, con el indicativo del país, de un número que empieza por +."""


def cuantas(suyos: Sequence[Grupo]) -> int:
    """Las cifras de todos los grupos."""
    return sum([len(grupo.cifras) for grupo in suyos])


def puede_ser(texto: str, suyos: Sequence[Grupo]) -> bool:
    """Por sus cifras y cómo se reparten; lo demás cuesta más y casi ningún número llega."""
    tiene = cuantas(suyos)
    if tiene not in CIFRAS or (tiene < _DEL_EXTERIOR.start and _de_miles(texto, suyos)):
        return False
    return _DE_CUALQUIERA.fullmatch(_escrito(suyos)) is not None or _trae_su_pais(texto, suyos)


def es_de_diez(suyos: Sequence[Grupo]) -> bool:
    """Si no hace falta que algo lo nombre."""
    escrito = _escrito(suyos)
    return _DE_DIEZ.fullmatch(escrito) is not None and not _DE_CODIGO.fullmatch(escrito)


def es_del_exterior(texto: str, suyos: Sequence[Grupo]) -> bool:
    """Si su + abre un indicativo y no una cifra: junto o de a miles puede ser una variación."""
    if not _trae_su_pais(texto, suyos):
        return False
    escrito = _escrito(suyos)
    if escrito.startswith(_DE_COLOMBIA) and _CON_NOMBRE.fullmatch(escrito):
        return True
    if len(suyos) == 1 or _de_miles(texto, suyos):
        return False
    return es_del_mundo(escrito, bien_repartido=_EN_MILES.fullmatch(escrito) is not None)


def _trae_su_pais(texto: str, suyos: Sequence[Grupo]) -> bool:
    """Si va tras un + y es, hasta donde termina, un número con el indicativo de su país."""
    inicio, escrito, sin_el_ultimo = suyos[0].inicio, _escrito(suyos), suyos[:-1]
    if texto[inicio - 1 : inicio] != "+" or cuantas(suyos) not in _DEL_EXTERIOR:
        return False
    if cuantas(sin_el_ultimo) in _DEL_EXTERIOR:  # lo que sigue a uno que ya lo es, es otra cosa
        return es_del_mundo(escrito) and not es_del_mundo(_escrito(sin_el_ultimo))
    return _CON_SU_PAIS.fullmatch(escrito) is not None or es_del_mundo(escrito)


def _de_miles(texto: str, suyos: Sequence[Grupo]) -> bool:
    return _DE_MILES.fullmatch(texto, suyos[0].inicio, suyos[-1].fin) is not None


def _escrito(suyos: Sequence[Grupo]) -> str:
    return " ".join(grupo.cifras for grupo in suyos)


_CIFRAS = re.compile(rf"\d++(?:[{INVISIBLES}]++\d++)*+")
_ENTRE_GRUPOS = 3
"""Letras que puede haber entre dos grupos de un mismo número, como «) -»."""
_SEPARAN = frozenset(" \t\u00a0\u2007\u2009\u202f.-\u2010\u2011–()")
_RENGLONES = frozenset("\n\r")
_DE_UN_NUMERO = {False: _SEPARAN, True: _SEPARAN | _RENGLONES}
"""Lo que puede separar las partes de un mismo número; con ``en_renglones``, también de dos."""
_NO_SE_VE = f"{INVISIBLES}\u0300-\u036f"
_PARTEN = re.escape("".join(sorted(_DE_UN_NUMERO[True])))
_ENTRE_DOS = f"[{_PARTEN}+]{{1,{_ENTRE_GRUPOS}}}"
_EN_GRUPOS_DE_DIEZ = re.sub(" ([?]?)", lambda h: f"(?:{_ENTRE_DOS}){h[1]}", _DE_DIEZ.pattern)
_ALCANCE = CIFRAS.stop + _GRUPOS * _ENTRE_GRUPOS
"""Las letras de un teléfono, hasta lo que siga a su última cifra."""
_SIETE_CIFRAS = re.compile(
    rf"\d(?:(?:[{INVISIBLES}]*+|[{_PARTEN}{_NO_SE_VE}]{{0,{2 * _ENTRE_GRUPOS}}}"
    rf"|[{_NO_SE_VE}]{{0,5}}\+[{_NO_SE_VE}]{{0,5}})\d){{6}}"
)
"""Sin siete que puedan ser de un mismo número no hay teléfonos, y no se mira más."""
_VANOS = re.compile(
    rf"(?:[{_PARTEN},/]{{1,{_ENTRE_GRUPOS}}}+(?<!\()"
    rf"(?!(?:{_EN_GRUPOS_DE_DIEZ})(?!\d))"
    rf"(?![0-9{_PARTEN}+,;]{{0,{_ALCANCE}}}+(?:[eE{_NO_SE_VE}]|[^\D0-9]|[^\S{_PARTEN}]))"
    r"(?P<ultimo>[0-9]++))++"
)
"""Los que siguen a un grupo que no es de un teléfono y tampoco pueden empezar uno.

Entre dos no va ninguna palabra que lo nombre, ni un + o un paréntesis; sus cifras no son las diez
que no piden nada más; y tras ellas no hay con qué empiece una extensión. Donde hay algo que no se
ve, u otras cifras que las de ASCII, no se dice.
"""
_LARGO = 20
"""Cifras; con más ya no es un teléfono ni una cédula, y convertirlas cuesta."""
_CODIGO = re.compile(r"(?:[\d.]\w{0,20}[A-Z]\.|(?<![^\W_])[A-Z]{1,4}-)\Z", re.ASCII)
"""``CO1.PCCNTR.1234567``, ``CPS-3102023001``."""
_LETRAS_DEL_CODIGO = 24
_DIEZ_CIFRAS = 10
_NUMEROS_QUE_SE_RECUERDAN = 512
_EXTENSION = re.compile(
    r"[\s,;.(-]{0,3}ext(?:ensi[oó]n(?:es)?)?\b\.?[\s:.#]{0,3}\d{1,5}(?:\s?[-–,y/]\s?\d{2,5}\b){0,5}\)?",
    re.IGNORECASE,
)
_ABREVIADOS = re.compile(r"(?:[-–/]\d{1,4}(?!\d)){1,6}(?![^\W_]|[.,]\d)")
"""«8795356-57»: de los otros se escribe lo que cambia."""
ES_DINERO = re.compile(r"\s?(?:de\s)?(?:pesos|millones|mil\b|m/?cte|cop\b|%)", re.IGNORECASE)
"""Lo que sigue a un valor."""


def grupos_de(texto: str, desde: int = 0) -> Iterator[Grupo]:
    """Los grupos de cifras del texto, en orden."""
    for hallado in _CIFRAS.finditer(texto, desde):
        yield Grupo(_en_ascii(sin_invisibles(hallado[0])), *hallado.span())


def _en_ascii(cifras: str) -> str:
    if len(cifras) > _LARGO:
        return ""
    return cifras if cifras.isascii() else "".join(str(unicodedata.decimal(c)) for c in cifras)


def son_de_un_mismo_numero(texto: str, uno: Grupo, otro: Grupo, *, en_renglones: bool) -> bool:
    """Si entre dos grupos sólo hay lo que separa las partes de un mismo número."""
    separan: Collection[str] = _DE_UN_NUMERO[en_renglones]
    if otro.inicio - uno.fin == 1 and texto[uno.fin] in separan:  # casi siempre
        return True
    entre = sin_invisibles(texto[uno.fin : min(otro.inicio, uno.fin + 2 * _ENTRE_GRUPOS)])
    cabe = otro.inicio - uno.fin <= 2 * _ENTRE_GRUPOS and len(entre) <= _ENTRE_GRUPOS
    # Un + abre otro número, salvo pegado a los dos: «(57+2) 2114000».
    return cabe and (entre == "+" or all(letra in separan for letra in entre))


def pegado_atras(texto: str, grupos: Sequence[Grupo], indice: int) -> bool:
    """Si lo que hay antes es parte del mismo código: una letra, o un número y su separador."""
    inicio = grupos[indice].inicio
    if inicio and (texto[inicio - 1].isalnum() or texto[inicio - 1] == "_"):
        return True
    if _CODIGO.search(texto[max(inicio - _LETRAS_DEL_CODIGO, 0) : inicio]):
        return True
    if indice == 0:
        return False
    entre = texto[max(grupos[indice - 1].fin, inicio - 2) : inicio]
    # Una coma no parte miles de diez cifras: es la de una lista.
    return _es_un_signo(entre) and not (entre == "," and len(grupos[indice].cifras) == _DIEZ_CIFRAS)


def pegado_adelante(texto: str, grupos: Sequence[Grupo], indice: int) -> bool:
    """Lo mismo con lo que hay después."""
    fin = grupos[indice].fin
    if texto[fin : fin + 1].isalnum() or texto[fin : fin + 1] == "_":
        return True
    siguiente = grupos[indice + 1].inicio if indice + 1 < len(grupos) else None
    return siguiente is not None and _es_un_signo(texto[fin : min(siguiente, fin + 2)])


def con_su_cola(texto: str, fin: int, *, nombrado: bool) -> int:
    """Dónde termina con su extensión o, si algo lo nombra, con lo que cambia de los otros."""
    cola = _EXTENSION.match(texto, fin) or (nombrado and _ABREVIADOS.match(texto, fin))
    return cola.end() if cola else fin


def _es_un_signo(entre: str) -> bool:
    return len(entre) == 1 and entre in ".,-/–:'’"


@functools.lru_cache(maxsize=_NUMEROS_QUE_SE_RECUERDAN)
def es_del_mundo(cifras: str, *, bien_repartido: bool = False) -> bool:
    """Si un país lo tiene en su numeración; y si va, además, en los grupos que usa ese país."""
    # Las numeraciones se cargan sólo si hay un número con su +.
    with hace_falta():
        from phonenumbers import (  # noqa: PLC0415
            Leniency,
            NumberParseException,
            PhoneNumberMatcher,
            is_valid_number,
            parse,
        )

    escrito = f"+{cifras}"
    try:
        if not is_valid_number(parse(escrito)):  # casi ninguno, y cuesta veinte veces menos
            return False
    except NumberParseException:
        return False
    exigencia = Leniency.STRICT_GROUPING if bien_repartido else Leniency.VALID
    hallados = PhoneNumberMatcher(escrito, None, exigencia)  # sin país, sólo los que traen su +
    return any(hallado.raw_string == escrito for hallado in hallados)
