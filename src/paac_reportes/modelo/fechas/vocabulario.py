"""Las palabras con que se escriben las fechas, cada una de una clase, y un texto partido en ellas.

Por dentro una clase es una letra, para que un texto sea una cadena y las reglas, expresiones
regulares: ``30 de abril de 2026`` es ``9dmdA``. Donde se escribe una regla se usa su nombre.
"""

import functools
import re
import unicodedata
from collections.abc import Iterable, Iterator

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
"""Hasta aquí se cita un trozo de un texto en un aviso."""


@clases.frozen
class TextoEnPalabras:
    """Un texto y lo que es cada uno de sus trozos."""

    literal: str
    palabras: tuple[str, ...]
    """Sin tildes y en minúsculas."""
    lugares: tuple[tuple[int, int], ...]
    """Dónde empieza y dónde termina cada una en el literal."""
    clases: str
    """Una letra por cada una: las de ``vocabulario``."""

    def citar(self, inicio: int, fin: int) -> str:
        """Palabras de un índice al anterior a ``fin``, entre comillas y como están escritas."""
        return entre_comillas(self.literal[self.lugares[inicio][0] : self.lugares[fin - 1][1]])

    def dice_algo(self, lugar: int) -> bool:
        """Si la palabra de ese índice no es un signo ni una que sola no dice nada."""
        return self.clases[lugar] not in VACIAS


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
