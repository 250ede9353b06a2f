"""Qué se reconoce en un texto y dónde: fechas, frecuencias, años y lo continuo.

Primero, las palabras con que se escriben las fechas, cada una de una clase, y un texto partido en
ellas. Por dentro una clase es una letra, para que un texto sea una cadena y las reglas, expresiones
regulares: ``30 de abril de 2026`` es ``9dmdA``; donde se escribe una regla se usa su nombre.

Luego, lo que una fecha puede ser: un lapso, de un día, un mes, una parte del año o todo él. Las
reglas miran las clases y no las letras, y ninguna más de unas pocas: el tiempo es proporcional al
largo del texto.
"""

import calendar
import functools
import re
import unicodedata
from collections.abc import Iterable, Iterator
from datetime import date
from enum import Enum, StrEnum, auto

from paac_reportes import clases

MESES = (
    *("enero", "febrero", "marzo", "abril", "mayo", "junio"),
    *("julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"),
)

NUMERO_DE_MES = {nombre: numero for numero, nombre in enumerate(MESES, 1)} | {"setiembre": 9}
_ABREVIADOS = {nombre[:3]: numero for nombre, numero in NUMERO_DE_MES.items()} | {"sept": 9}
NUMERO_DE_MES |= _ABREVIADOS

ORDINALES = {
    **dict.fromkeys(("primer", "primero", "primera", "i"), 1),
    **dict.fromkeys(("segundo", "segunda", "ii"), 2),
    **dict.fromkeys(("tercer", "tercero", "tercera", "iii"), 3),
    **dict.fromkeys(("cuarto", "cuarta", "iv"), 4),
    **dict.fromkeys(("quinto", "quinta", "v"), 5),
    **dict.fromkeys(("sexto", "sexta", "vi"), 6),
    **dict.fromkeys(("ultimo", "ultima"), -1),
}
_ROMANOS = "i ii iii iv v vi"

CANTIDADES = {
    **dict.fromkeys(("un", "una", "uno"), 1),
    "dos": 2,
    "tres": 3,
    "cuatro": 4,
    "cinco": 5,
    "seis": 6,
    "siete": 7,
    "ocho": 8,
    "nueve": 9,
    "diez": 10,
    "once": 11,
    "doce": 12,
    "quince": 15,
    "veinte": 20,
    "treinta": 30,
}

MESES_DE_UNA_PARTE = {"bimestre": 2, "trimestre": 3, "trim": 3, "cuatrimestre": 4, "semestre": 6}

MESES_DE_UNA_FRECUENCIA = {
    # Lo que se hace más de una vez al mes se exige con cada mes.
    **dict.fromkeys(("diaria", "diario", "semanal", "quincenal", "mensual"), 1),
    **dict.fromkeys(("bimestral", "bimensual"), 2),
    "trimestral": 3,
    **dict.fromkeys(("cuatrimestral", "cuatrimstral"), 4),
    "semestral": 6,
    "anual": 12,
}
FRECUENCIA = re.compile(rf"({'|'.join(MESES_DE_UNA_FRECUENCIA)})(?:e?s|m[a-z]*)?")
_CONTINUA = re.compile(
    r"(?:permanente|continu[oa]|constante|periodic[oa])(?:s|m[a-z]*)?|contantemente|24/7|7/24"
)

POR_HACER = ["definir", "establecer", "determinar", "programar", "acordar", "concertar", "fijar"]

_CLASES = {
    # de qué se habla
    "mes": ("m", " ".join(n for n in NUMERO_DE_MES if n not in _ABREVIADOS)),
    "mes_abreviado": ("b", " ".join(_ABREVIADOS)),
    "vigencia": ("v", "ano anos vigencia vigencias anualidad"),
    "parte": ("q", " ".join(MESES_DE_UNA_PARTE)),
    "partes": ("W", " ".join(f"{parte}s" for parte in MESES_DE_UNA_PARTE)),
    "palabra_mes": ("M", "mes meses"),
    "quincena": ("Q", "quincena quincenas"),
    "semana": ("S", "semana semanas"),
    "palabra_dia": ("D", "dia dias"),
    "palabra_fecha": ("F", "fecha fechas"),
    "tiempo": ("T", "tiempo momento"),
    "veces": ("z", "vez veces"),
    # cuánto o cuál
    "ordinal": ("O", " ".join(nombre for nombre in ORDINALES if nombre not in _ROMANOS.split())),
    "romano": ("r", _ROMANOS),
    "cantidad": ("n", " ".join(CANTIDADES)),
    "numero": ("%", "no num numero nro n"),
    # palabras que unen
    "de": ("d", "de del"),
    "el": ("l", "el la los las lo"),
    "a": ("a", "a al"),
    "y": ("y", "y e"),
    "en": ("e", "en"),
    "durante": ("u", "durante"),
    "por": ("p", "por bajo"),
    "cada": ("c", "cada"),
    "todo": ("o", "todo toda"),
    "todos": ("t", "todos todas"),
    "que": ("k", "que"),
    "acompana": (
        "w",
        (
            "con para su sus se manera forma modo presente actual corriente curso transcurso largo"
            " mas menos tardar maximo maxima minimo minima plazo limite corte vence vencimiento"
            " inclusive"
        ),
    ),
    # desde y hasta cuándo
    "desde": ("i", "desde inicio inicia iniciando"),
    "partir": ("x", "partir"),
    "hasta": ("h", "hasta"),
    "antes": ("H", "antes"),
    "fin": ("$", "fin final finales finaliza finalizacion cierre"),
    "entre": ("E", "entre"),
    # frecuencias, y de qué depende lo que no tiene días
    "vencido": ("V", "vencido"),
    "siempre": ("j", "siempre"),
    "cuando": ("C", "cuando"),
    "segun": ("g", "segun conforme sujeto sujeta depende dependiendo"),
    "acuerdo": ("G", "acuerdo conformidad"),
    "programada": (
        "R",
        (
            "programada programadas programado programados acordada acordadas acordado acordados"
            " establecida establecidas establecido establecidos definida definidas"
            " definido definidos"
            " fijada fijadas prevista previstas senalada senaladas determinada determinadas"
            " concertada concertadas estipulada estipuladas dispuesta dispuestas"
        ),
    ),
    "agenda": ("P", "agenda cronograma cronogramas programacion calendario planeacion"),
    "plan": ("s", "plan programa"),
    "norma": ("L", "ley decreto resolucion circular directiva ordenanza conpes iso"),
}
"""La letra de cada clase y sus palabras, sin tildes y en minúsculas, como quedan al leerlas."""

_CLASE_DE = {palabra: letra for letra, lista in _CLASES.values() for palabra in lista.split()}

_SIGNOS = {
    **dict.fromkeys("-\u2010\u2011\u2012–—―−", "-"),
    **dict.fromkeys("'´`‘’", "'"),
    **dict.fromkeys("ºª°", "º"),
    **{signo: signo for signo in "/.,;:()"},
}

UN_DIGITO, DOS_DIGITOS, ANO, OTRO_NUMERO = "8", "9", "A", "#"
FRECUENTE, CONTINUA = "f", "K"
DESCONOCIDA, SIGNO = "?", " "

LETRA = {nombre: letra for nombre, (letra, _) in _CLASES.items()} | {
    "digito": UN_DIGITO,
    "dos_digitos": DOS_DIGITOS,
    "ano": ANO,
    "otro_numero": OTRO_NUMERO,
    "frecuencia": FRECUENTE,
    "continua": CONTINUA,
}
_ESCRITA = {nombre: re.escape(letra) for nombre, letra in LETRA.items()} | {
    "cifras": f"[{UN_DIGITO}{DOS_DIGITOS}]",
    "nombre_de_mes": f"[{LETRA['mes']}{LETRA['mes_abreviado']}]",
}


def patron_en_letras(patron: str) -> str:
    """Expresión regular escrita con nombres, ``{mes}{de}{ano}``, en sus letras: ``mdA``."""
    return re.sub(r"\{([a-z_]+)\}", lambda nombre: _ESCRITA[nombre[1]], patron)


SON_NUMEROS = frozenset({UN_DIGITO, DOS_DIGITOS, LETRA["ordinal"], LETRA["romano"]})
SIGNOS = frozenset({*_SIGNOS.values(), SIGNO})
VACIAS = SIGNOS | {
    LETRA[nombre]
    for nombre in (
        *("de", "el", "a", "y", "en", "durante", "por", "cada", "todo", "todos", "que", "acompana"),
        *("palabra_dia", "palabra_fecha", "hasta", "fin", "entre", "programada"),
    )
}
"""Las clases de las palabras que solas no dicen cuándo, y cuya falta no cambia una fecha."""

SUFIJOS_DE_ORDINAL = frozenset(("er", "ero", "ro", "ra", "do", "da", "to", "ta"))
_ANOS = range(1900, 3000)
_CUATRO_CIFRAS = 4


LARGA = 60
"""Letras de una palabra; de ahí en adelante no se recuerda, que casi nunca vuelve y pesaría."""


def letra_de(palabra: str) -> str:
    """Letra de la clase de una palabra, en minúsculas y sin tildes, un número o un signo."""
    return (_clase_de if len(palabra) <= LARGA else _clase_de.__wrapped__)(palabra)


@functools.lru_cache(maxsize=4096)
def _clase_de(palabra: str) -> str:
    """Letra de la clase de una palabra, como en los patrones: la de un año, un mes, un signo."""
    if palabra.isascii() and palabra.isdecimal():
        if len(palabra) == _CUATRO_CIFRAS and es_un_ano(int(palabra)):
            return ANO
        return {1: UN_DIGITO, 2: DOS_DIGITOS}.get(len(palabra), OTRO_NUMERO)
    clase = _CLASE_DE.get(palabra) or _SIGNOS.get(palabra)
    if clase is None:
        clase = DESCONOCIDA if any(map(str.isalnum, palabra)) else SIGNO
        if FRECUENCIA.fullmatch(palabra):
            clase = FRECUENTE
        elif _CONTINUA.fullmatch(palabra):
            clase = CONTINUA
    return clase


def es_un_ano(numero: int) -> bool:
    """Si un número puede ser el año de un plan."""
    return numero in _ANOS


_INVISIBLES = "\u00ad\u200b-\u200f\u2060\ufeff"
_TROZO = re.compile(
    r"(?P<medianoche>[Tt]?0?0:00(?::00(?:[.,]0+)?)?(?![0-9:]))"  # la que agrega Excel
    r"|(?P<todo_el_dia>(?:24/7|7/24)(?![/0-9]))"
    r"|(?P<con_punto_de_mil>[12]\.[0-9]{3}(?![.0-9]))"  # 2.026
    r"|[0-9]+|[ºª°]"
    rf"|(?:[^\W\d_]|[\u0300-\u036f{_INVISIBLES}])+"
    r"|\S"
)
_DIRECCION = re.compile(rf"[\w.+-]{{1,64}}@[\w-]+\.[\w.-]+|(?:https?://|www\.)\S+|{_TROZO.pattern}")
"""Lo mismo, donde hay un correo o un enlace: es una sola palabra, aunque en él vaya un mes."""
_MAXIMO = 60
"""Letras hasta las que se cita un trozo de un texto en un aviso."""


@clases.frozen
class TextoEnPalabras:
    """Un texto y lo que es cada uno de sus trozos."""

    literal: str
    """Texto como está escrito."""
    palabras: tuple[str, ...]
    """Palabras y signos, en orden, sin tildes y en minúsculas."""
    lugares: tuple[tuple[int, int], ...]
    """Dónde empieza y dónde termina cada palabra en el literal, sin incluirlo."""
    letras_de_clase: str
    """Clase de cada palabra, una letra por palabra: «15 de marzo de 2026» es ``9dmdA``."""

    def citar(self, inicio: int, fin: int) -> str:
        """Palabras de un índice al anterior a ``fin``, entre comillas y como están escritas."""
        return entre_comillas(self.literal[self.lugares[inicio][0] : self.lugares[fin - 1][1]])

    def dice_algo(self, lugar: int) -> bool:
        """Si la palabra de ese índice no es un signo ni una que sola no dice nada."""
        return self.letras_de_clase[lugar] not in VACIAS


def entre_comillas(texto: str) -> str:
    """Trozo de un texto como se cita en un aviso: en un renglón, y corto."""
    return f"«{' '.join(texto[:_MAXIMO].split())}{'…' if len(texto) > _MAXIMO else ''}»"


def partir(literal: str) -> TextoEnPalabras:
    """Palabras de un texto cualquiera, en un tiempo proporcional a su largo."""
    trozos = list((_DIRECCION if re.search("@|://|www", literal) else _TROZO).finditer(literal))
    palabras = tuple(map(_palabra, trozos))
    lugares = tuple(trozo.span() for trozo in trozos)
    return TextoEnPalabras(literal, palabras, lugares, "".join(_clases(palabras)))


def _palabra(trozo: re.Match[str]) -> str:
    """Palabra de un trozo, como se compara; vacía si es la hora en cero que agrega Excel."""
    if trozo.lastgroup == "medianoche":
        return ""
    if trozo.lastgroup == "con_punto_de_mil":
        return trozo[0].replace(".", "")
    return (_sin_tildes if len(trozo[0]) <= LARGA else _sin_tildes.__wrapped__)(trozo[0])


def _clases(palabras: Iterable[str]) -> Iterator[str]:
    """Clase de cada palabra; las letras de «1er» y de «2.do» son como el signo de «1.º»."""
    previa, anterior = SIGNO, SIGNO
    for palabra in palabras:
        numero = previa if anterior == "." else anterior
        if palabra in SUFIJOS_DE_ORDINAL and numero in {UN_DIGITO, DOS_DIGITOS}:
            clase = "º"
        else:
            clase = letra_de(palabra) if palabra else SIGNO
        previa, anterior = anterior, clase
        yield clase


@functools.lru_cache(maxsize=4096)
def _sin_tildes(palabra: str) -> str:
    """Palabra en minúsculas y sin tildes ni signos que no se ven."""
    if palabra.isascii() or not (len(palabra) > 1 or palabra.isalnum()):
        return palabra.lower()
    return "".join(map(_letra_plana, palabra)) or palabra


@functools.lru_cache(maxsize=2048)
def _letra_plana(letra: str) -> str:
    """Letra en minúscula y sin tilde; puede dar varias, o ninguna."""
    # Letra por letra: normalizar de una vez miles de tildes seguidas no es lineal.
    if letra in "ºª°":
        return letra
    partes = unicodedata.normalize("NFKD", letra.casefold())
    return "".join(p for p in partes if not unicodedata.combining(p) and p.isprintable())


Tramo = tuple[date, date]
"""Primer y último día, incluidos."""


class ClaseDeFecha(StrEnum):
    """Cómo está dicha la fecha."""

    DIA = "día"
    MES = "mes"
    RANGO = "rango"
    VARIAS = "varias"
    FRECUENCIA = "frecuencia"
    PARTE_DE_LA_VIGENCIA = "parte de la vigencia"
    CONTINUA = "continua"
    DEPENDE = "depende"
    """De algo («cuando se requiera»), o de lo que diga otro («según la agenda»)."""
    SIN_DIA = "sin día"
    """No existe o no se entiende."""
    VACIA = "vacía"


@clases.frozen
class FechaProgramada:
    """Una fecha programada y lo que se entiende de ella."""

    literal: str
    clase: ClaseDeFecha
    dias: tuple[date, ...] = ()
    """Los días en que algo vence, en orden: el último de un mes, de un rango o de cada período."""
    desde: date | None = None
    """El primer día de un rango o de una parte de la vigencia."""
    rangos: tuple[Tramo, ...] = ()
    """De varias fechas escritas, las que son rangos, cada una con su primer día y su último."""
    dice_sus_dias: bool = False
    """Si son varias fechas o rangos y el texto los dice todos, aunque nombre una frecuencia."""
    avisos: tuple[str, ...] = ()
    """Dudas que deja el texto; el que no se entiende del todo trae al menos una."""
    ambigua: bool = False
    """Si alguna de sus fechas existe como día/mes y como mes/día (``02/07``): se lee día/mes."""
    invertida: bool = False
    """Si alguna de sus fechas sólo existe como mes/día (``04/30``), y así se lee."""


_OTRAS = {
    0: "; ninguna otra podría leerse de los dos modos",
    1: "; otra podría leerse de los dos modos y se leyó día/mes",
}
_VARIAS = "; otras {} podrían leerse de los dos modos y se leyeron día/mes"


def avisos_de_ambiguedad(fechas: Iterable[FechaProgramada]) -> tuple[str, ...]:
    """Aviso, uno, para todas las fechas de un plan, si alguna es mes/día sin remedio.

    Sin ninguna así no hay por qué dudar de que ``02/07`` sea el 2 de julio.
    """
    fechas = tuple(fechas)
    invertidas = [fecha for fecha in fechas if fecha.invertida]
    if not invertidas:
        return ()
    ejemplo = entre_comillas(invertidas[0].literal)
    comienzo = (
        f"hay una fecha que sólo existe como mes/día ({ejemplo})"
        if len(invertidas) == 1
        else f"hay {len(invertidas)} fechas que sólo existen como mes/día (una es {ejemplo})"
    )
    ambiguas = sum(fecha.ambigua and not fecha.invertida for fecha in fechas)
    return (f"{comienzo}{_OTRAS.get(ambiguas, _VARIAS).format(ambiguas)}",)


MESES_DEL_ANO = 12
SIGLO = 2000
"""Siglo de los años que se escriben con dos cifras."""

ULTIMO = -1
"""El último día de un mes, o la última parte de un año."""


@functools.lru_cache(maxsize=1024)
def fin_de_mes(ano: int, mes: int) -> date:
    """Último día de un mes."""
    return date(ano, mes, calendar.monthrange(ano, mes)[1])


class EscrituraDeFecha(Enum):
    """Cómo se escribió un lapso, donde de eso depende que haya que revisarlo."""

    CORRIENTE = auto()
    CON_CIFRAS = auto()
    """Como ``02/07``: podría ser mes/día."""
    TRAS_EL_MES = auto()
    """Como ``julio 2``."""
    ABREVIADA = auto()
    """Como ``jul``."""


@clases.frozen
class Lapso:
    """Días seguidos, sin decir de qué año: un día, un mes, una parte del año o todo él."""

    clase: ClaseDeFecha
    desde: tuple[int, int]
    """El mes y el día."""
    hasta: tuple[int, int]
    escritura: EscrituraDeFecha = EscrituraDeFecha.CORRIENTE

    def tramo(self, ano: int) -> Tramo | None:
        """Primer día y último del lapso en ese año; ``None`` si alguno no existe."""
        dias = [self.desde, self.hasta]
        if self.invertido:
            dias = [(dia, mes) for mes, dia in dias]
        try:
            desde, hasta = (
                fin_de_mes(ano, mes) if dia == ULTIMO else date(ano, mes, dia) for mes, dia in dias
            )
        except ValueError:
            return None
        return desde, hasta

    @property
    def invertido(self) -> bool:
        """Si sólo existe como mes/día."""
        mes, dia = self.desde
        return self.escritura is EscrituraDeFecha.CON_CIFRAS and dia <= MESES_DEL_ANO < mes

    @property
    def ambiguo(self) -> bool:
        """Si existe como día/mes y como mes/día, y no es lo mismo."""
        mes, dia = self.desde
        con_cifras = self.escritura is EscrituraDeFecha.CON_CIFRAS
        return con_cifras and dia != mes and max(dia, mes) <= MESES_DEL_ANO


def un_dia(mes: int, dia: int, escritura: EscrituraDeFecha = EscrituraDeFecha.CORRIENTE) -> Lapso:
    """Lapso de un día del calendario."""
    return Lapso(ClaseDeFecha.DIA, (mes, dia), (mes, dia), escritura)


def un_mes(mes: int, escritura: EscrituraDeFecha = EscrituraDeFecha.CORRIENTE) -> Lapso:
    """Lapso de un mes entero."""
    return Lapso(ClaseDeFecha.MES, (mes, 1), (mes, ULTIMO), escritura)


def una_quincena(mes: int, orden: int) -> Lapso:
    """Lapso de la primera quincena de un mes, o de la segunda; no hay tercera."""
    desde, hasta = {1: (1, 15), 2: (16, ULTIMO), ULTIMO: (16, ULTIMO)}.get(orden, (0, 0))
    return Lapso(ClaseDeFecha.RANGO, (mes, desde), (mes, hasta))


def una_parte(orden: int, meses: int) -> Lapso:
    """Lapso de una parte del año: el segundo semestre es ``una_parte(2, 6)``."""
    fin = MESES_DEL_ANO if orden == ULTIMO else orden * meses
    return Lapso(ClaseDeFecha.PARTE_DE_LA_VIGENCIA, (fin - meses + 1, 1), (fin, ULTIMO))


EL_ANO = una_parte(ULTIMO, MESES_DEL_ANO)


class Que(Enum):
    """Las clases de cosas que una regla reconoce."""

    NOMBRE = auto()
    DIA = auto()
    MES = auto()
    MES_Y_NUMERO = auto()
    QUINCENA = auto()
    PARTE = auto()
    ANO = auto()
    FRECUENCIA = auto()
    CONTINUA = auto()


# Cada regla se escribe con los nombres de las clases: ``{dos_digitos}{de}{mes}{de}{ano}`` es «30 de
# abril de 2026». En mayúsculas van los trozos que varias comparten.

_TROZOS = {
    "ANO": r"(?:[-/.,(]{0,2}{de}?{el}?{acompana}?{vigencia}?[{de}:]?{el}?{ano}(?![-/.]{cifras}[-/.]{cifras}))",
    "NO_ES_ANO": r"\)?(?:º|[-/.]?[{digito}{dos_digitos}{ano}]|{de}?{nombre_de_mes}|{veces})",
    "ANO_CORTO": r"(?:[-/']?{de}?(?P<ano>{dos_digitos})(?!{NO_ES_ANO}))",
    "MES": r"(?P<mes>{nombre_de_mes})\.?",
    "DE_MES": r"(?:{palabra_mes}[{de}:]?)?{MES}",
    "ORDEN": r"(?P<orden>{digito}(?!\.?º?{partes})|{digito}\.?º|{ordinal}|{romano})",
    "UNIDAD": r"(?P<unidad>[{palabra_mes}{parte}{partes}{quincena}{semana}{palabra_dia}{vigencia}])",
    "CUANTAS": r"(?:{cantidad}|{cifras})",
    # «10 al» en «10 al 14 de junio», y «y II» en «semestres I y II»
    "Y_OTRO": r"[-,/{y}{de}{el}{palabra_dia}{a}]{1,4}",
    "OTROS_DIAS": r"(?P<otros>(?:{cifras}(?:\.?º)?{Y_OTRO}){0,31})",
    "NO_ES_DIA": (
        r"(?![-/.]{cifras}[-/.]|{de}{nombre_de_mes}"
        r"|[{veces}{palabra_dia}{palabra_mes}{parte}{partes}{semana}{quincena}{numero}])"
    ),
    "DIA_QUE_SIGUE": r"(?!/){Y_OTRO}{cifras}(?:\.?º)?(?![/.]{cifras}|{nombre_de_mes}){NO_ES_DIA}",
    "OTROS_ORDENES": r"(?P<otros>(?:(?:{digito}\.?º?|{ordinal}|{romano}){Y_OTRO}){0,6})",
    "ORDEN_QUE_SIGUE": r"{Y_OTRO}(?:{romano}|{ordinal}|{digito})(?!/|[-.]{cifras}|{de}?{nombre_de_mes})",
}

_DIA_DE_MES = (
    r"(?:{cantidad}(?:{y}{cantidad})?\()?{OTROS_DIAS}(?P<dia>{cifras})(?:\.?º\.?{palabra_dia}?|\))?"
    r"(?:{palabra_dia}{de}{palabra_mes}{de}|{de}{palabra_mes}{de}|[-/]?{de}?)"
    r"{MES}(?:{ANO}|{ANO_CORTO})?"
)
_MES_Y_DIA = (
    r"{DE_MES}(?P<dia>{cifras})(?:\.?º)?(?P<otros>(?:{DIA_QUE_SIGUE}){0,31}){NO_ES_DIA}"
    r"(?:{ANO}|/(?P<ano>{dos_digitos}))?"
)
_MES_Y_DIAS = (
    r"{MES}[:(]?{de}?{el}?{palabra_dia}?(?P<dia>{cifras})(?:\.?º)?"
    r"(?P<otros>(?:{DIA_QUE_SIGUE}){1,31}){ANO}?"
)
_AL_ANO = (
    r"(?P<veces>{CUANTAS})(?:\({cifras}\))?"
    r"(?:{veces}(?:{a}|{por}?{cada}|{por}|[{en}{durante}]){todo}?{el}?{acompana}?"
    r"|(?:{a}|{por}?{cada}|{por}){el}?(?=[{palabra_mes}{parte}{partes}{vigencia}]))"
    r"{UNIDAD}(?!{de}?[{mes}{mes_abreviado}{digito}{dos_digitos}])"
)

_REGLAS = (
    # Ni una norma es una fecha ni «el plan anual de auditoría» una frecuencia.
    (
        Que.NOMBRE,
        r"[{norma}{acuerdo}](?:{numero}?[.º]{0,2}|\?)[{digito}{dos_digitos}{ano}{otro_numero}](?:/{ano}|{de}(?:{ano}|{cifras}{de}?{nombre_de_mes}{de}?{ano}))?",
    ),
    (
        Que.NOMBRE,
        r"[{segun}{acuerdo}{cuando}{agenda}{plan}][^-/.,;:() {mes}{mes_abreviado}{digito}{dos_digitos}]{0,11}?[{frecuencia}{continua}]",
    ),
    # 31/01/2026 · 15-09/26 · 15 09 2026 · 2026-09-15
    (
        Que.DIA,
        r"(?P<dia>{cifras})(?P<signo>[-/.])(?P<mes>{cifras})(?:[-/.]{ano}|(?P=signo)(?P<ano>{dos_digitos}))",
    ),
    (Que.DIA, r"(?P<dia>{cifras})(?P<mes>{cifras}){ano}"),
    (Que.DIA, r"{ano}(?P<iso>[-/.])(?P<mes>{cifras})[-/.](?P<dia>{cifras})"),
    # 06/2026 · 2026-06
    (Que.MES, r"(?P<mes>{cifras})[-/.]{ano}"),
    (Que.MES, r"{ano}[-/](?P<mes>{dos_digitos})(?![-/.º]|{de}?{nombre_de_mes}|[{a}{y}]?{cifras})"),
    # 15/09 · 15-09, si ahí termina o sigue el año
    (
        Que.DIA,
        r"(?<!/)(?P<dia>{cifras})/(?P<mes>{cifras})(?!/|{de}?[{mes}{mes_abreviado}{parte}{partes}]){ANO}?",
    ),
    (
        Que.DIA,
        r"(?P<dia>{dos_digitos})-(?P<mes>{dos_digitos})(?=[)., ]*$|{de}?{ano}|[{a}{hasta}]{el}?{cifras}-){ANO}?",
    ),
    # 30 de abril de 2026 · 1.º de mayo · 31-ene-26 · a los treinta (30) días del mes de junio
    (Que.DIA, _DIA_DE_MES),
    (Que.DIA, r"(?P<dia>{ordinal}){palabra_dia}?{de}(?:{palabra_mes}{de})?{MES}{ANO}?"),
    (
        Que.QUINCENA,
        r"(?P<orden>{ordinal}|{digito}\.?º){quincena}{de}?(?:{palabra_mes}{de})?{MES}{ANO}?",
    ),
    # primer trimestre · II semestre de 2026 · I y II semestre · semestres 1 y 2
    (Que.PARTE, r"{OTROS_ORDENES}{ORDEN}[.-]?(?P<parte>[{parte}{partes}])\.?{ANO}?"),
    (
        Que.PARTE,
        r"(?P<parte>[{parte}{partes}])\.?{numero}?[.º]{0,2}(?P<orden>{romano}|{ordinal}|{digito})(?!/|[-.]{cifras})(?P<otros>(?:{ORDEN_QUE_SIGUE}){0,6}){ANO}?",
    ),
    # trimestral · una semestral · cada dos meses · dos veces al año · mes a mes
    (Que.FRECUENCIA, r"[{cantidad}{digito}]?(?P<adjetivo>{frecuencia})"),
    (Que.FRECUENCIA, r"{por}?{cada}(?:(?P<cada>{CUANTAS})(?:\({cifras}\))?)?{UNIDAD}"),
    (Que.FRECUENCIA, r"(?:{por}|{todos}{el}){UNIDAD}"),
    (Que.FRECUENCIA, r"(?P<unidad>{palabra_mes})(?:{vencido}|{a}{palabra_mes})"),
    (Que.FRECUENCIA, _AL_ANO),
    # junio 3 de 2026 · marzo 1 · junio del 10 al 14 · sep-26
    (Que.DIA, _MES_Y_DIA),
    (Que.DIA, _MES_Y_DIAS),
    (
        Que.MES_Y_NUMERO,
        r"{MES}[-/'](?P<dia>{dos_digitos})(?!º|[-/.]{cifras}|{de}?{nombre_de_mes}){ANO}?",
    ),
    # junio de 2026 · junio
    (Que.MES, r"{DE_MES}(?:{ANO}|{de}(?P<ano>{dos_digitos})(?!{NO_ES_ANO}|[{a}{y},-]))"),
    (Que.MES, r"{DE_MES}"),
    # la vigencia 2026 · 2026 · todo el año
    (Que.ANO, r"[{en}{durante}]?{todo}?{el}?{acompana}?(?:{vigencia}[{de}:]?)?{ano}"),
    (Que.ANO, r"[{en}{durante}]?(?:{todo}[{el}{a}]?|{el})?{acompana}?{vigencia}"),
    # permanente · todo el tiempo; «siempre que aplique» es otra cosa
    (
        Que.CONTINUA,
        r"{continua}|{siempre}(?!{y}?[{que}{cuando}])|{todo}{el}{tiempo}|{en}?{todo}{tiempo}",
    ),
)


DEPENDE = re.compile(
    patron_en_letras(
        r"[{el}{palabra_fecha}]*(?:{segun}|{de}{acuerdo}|{cuando}|{cada}{veces}?{que}|{agenda}"
        r"|{programada}[{por}{en}{de}{que}{acompana}])"
    )
)
"""Cómo empieza lo que no dice un día porque depende de algo, o de otro documento."""


def _regla(patron: str) -> str:
    """Expresión regular de una regla, o de un trozo suyo, en las letras de las clases."""
    entera = re.sub(r"\{([A-Z_]+)\}", lambda nombre: _regla(_TROZOS[nombre[1]]), patron)
    return patron_en_letras(entera)


_EN_LETRAS = [(que, _regla(patron)) for que, patron in _REGLAS]
_COMPILADAS = [(que, re.compile(patron)) for que, patron in _EN_LETRAS]
_GRUPO = re.compile(r"\(\?P<(?!signo)[a-z]+>")  # el signo se repite dentro de su regla
_TODAS = re.compile(
    "|".join(
        f"(?P<regla_{n}>" + _GRUPO.sub("(?:", patron) + ")"
        for n, (_, patron) in enumerate(_EN_LETRAS)
    )
)


@clases.frozen
class Hallazgo:
    """Mención que una regla reconoció, y las palabras que abarca."""

    que: Que
    inicio: int
    fin: int
    _coincidencia: re.Match[str]

    def lugar(self, grupo: str) -> int:
        """Índice de la primera palabra de un grupo; -1 si la regla no lo tiene o no se usó."""
        return self._coincidencia.start(grupo) if grupo in self._coincidencia.re.groupindex else -1

    def lugares(self, grupo: str) -> range:
        """Índices de las palabras de un grupo."""
        tiene_el_grupo = grupo in self._coincidencia.re.groupindex
        return range(*self._coincidencia.span(grupo)) if tiene_el_grupo else range(0)


def hallar_menciones(letras_de_clase: str) -> Iterator[Hallazgo]:
    """Menciones, de izquierda a derecha y sin solaparse.

    ``letras_de_clase``: la letra de cada palabra, ``9dmdA`` por «15 de marzo de 2026».
    """
    for coincidencia in _TODAS.finditer(letras_de_clase):
        que_es, regla = _COMPILADAS[int((coincidencia.lastgroup or "").removeprefix("regla_"))]
        # Los grupos de dos reglas se llaman igual: ``_TODAS`` dice cuál es, y ella, los suyos.
        if con_grupos := regla.match(letras_de_clase, coincidencia.start()):
            yield Hallazgo(que_es, *coincidencia.span(), con_grupos)
