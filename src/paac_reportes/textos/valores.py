"""Cómo se escribe en español una fecha, un número o un valor del modelo, y cómo se lee.

En orden: las fechas, con los doce meses de aquí, que preguntárselos a babel costaba la sexta parte
de un primer reporte; los números, con un solo redondeo para todo, y la coma y el punto que pone
babel con patrones propios (los de CLDR cambian con su versión); los valores del modelo, y los que
sólo hay en un texto de un formato; y un texto como parte del nombre de un archivo.
"""

import functools
import re
import unicodedata
from collections.abc import Callable, Sequence
from datetime import date, datetime
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal, localcontext
from enum import Enum
from hashlib import sha256
from typing import Any, Literal, Self

from paac_reportes.decimales import NumeroFlotante, contexto, de_flotante, sin_ceros
from paac_reportes.expresiones import expresion
from paac_reportes.instalacion import hace_falta
from paac_reportes.modelo import Resultado, Verificacion
from paac_reportes.modelo.campos import rotulo_de_clave

_MESES = (
    *("enero", "febrero", "marzo", "abril", "mayo", "junio", "julio"),
    *("agosto", "septiembre", "octubre", "noviembre", "diciembre"),
)


def fecha_larga(fecha: date) -> str:
    """``31 de agosto de 2020``."""
    return f"{fecha.day} de {solo_mes(fecha)} de {fecha.year}"


def fecha_corta(fecha: date) -> str:
    """``31/08/2020``."""
    return f"{fecha.day:02}/{fecha.month:02}/{fecha.year:04}"


_DURO = "\N{NO-BREAK SPACE}"


class ConHora(datetime):
    """Un momento que se escribe con su hora: ``05/01/2024 14:30``."""

    __slots__ = ()
    _PATRON = "%H:%M"

    @classmethod
    def de(cls, momento: datetime) -> Self:
        """El mismo momento, sin su zona horaria."""
        partes = momento.timetuple()[:6]
        return cls(*partes, momento.microsecond)

    def en_texto(self) -> str:
        """Fecha y hora en el mismo renglón: ``31/08/2020 14:30``."""
        return f"{fecha_corta(self)}{_DURO}{self.strftime(self._PATRON)}"


class ConSegundos(ConHora):
    """Momento que se escribe también con sus segundos: ``05/01/2024 14:30:05``."""

    __slots__ = ()
    _PATRON = "%H:%M:%S"


def fecha_abreviada(fecha: date) -> str:
    """``31-ene-22``, como en un control de cambios; el mes, sus tres primeras letras sin punto."""
    return f"{fecha.day:02}-{solo_mes(fecha)[:3]}-{fecha.year % 100:02}"


def dia_y_mes(fecha: date) -> str:
    """``30 de abril``; el primero, ``1.º de mayo``."""
    return f"{fecha.day}{'.º' if fecha.day == 1 else ''} de {solo_mes(fecha)}"


def mes_y_ano(fecha: date) -> str:
    """``abril de 2020``."""
    return f"{solo_mes(fecha)} de {fecha.year}"


def solo_mes(fecha: date) -> str:
    """``abril``."""
    return _MESES[fecha.month - 1]


FormaDeFecha = Literal["larga", "mes", "corta"]
_FORMAS: dict[FormaDeFecha, Callable[[date], str]] = {
    "larga": fecha_larga,
    "mes": mes_y_ano,
    "corta": fecha_corta,
}

_CORTA = expresion(r"\s*([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})\s*")
_LARGA = expresion(r"\s*(?P<dia>[0-9]{1,2}) de (?P<mes>[a-z]+) de (?P<ano>[0-9]{4})\s*")
_ABREVIADA = expresion(r"\s*(?P<dia>[0-9]{1,2})-(?P<mes>[a-z]{3})-(?P<ano>[0-9]{2})\s*")


_UN_SIGLO, _ESTE_SIGLO = 100, 2000


def leer_fecha_escrita(texto: str) -> date | None:
    """Fecha de un texto escrito como aquí: larga, corta o abreviada; si no lo es, ``None``."""
    plano = texto.casefold()
    if partes := _CORTA.fullmatch(plano):
        dia, mes, ano = map(int, partes.groups())
    elif partes := _LARGA.fullmatch(plano) or _ABREVIADA.fullmatch(plano):
        dia, ano = int(partes["dia"]), int(partes["ano"])
        meses = (n for n, mes in enumerate(_MESES, 1) if partes["mes"] in (mes, mes[:3]))
        mes = next(meses, 0)  # el 0 de lo que no es un mes tampoco es una fecha
        ano += 0 if ano >= _UN_SIGLO else _ESTE_SIGLO
    else:
        return None
    try:
        return date(ano, mes, dia)
    except ValueError:
        return None


_DE_LOS_DATOS = expresion(r"\s*(?P<dia>[0-9]{4}-[0-9]{2}-[0-9]{2})\s*")


def fecha_de(valor: object) -> date | None:
    """Día de una fecha, o de un texto que sólo dice una (también ``2020-08-31``), o ``None``."""
    if isinstance(valor, datetime):
        return valor.date()
    if isinstance(valor, date):
        return valor
    if not isinstance(valor, str) or isinstance(valor, Enum):
        return None
    iso = _DE_LOS_DATOS.fullmatch(valor)
    if iso is None:
        return leer_fecha_escrita(valor)
    try:
        return date.fromisoformat(iso["dia"])
    except ValueError:
        return None


def fecha_en_forma(fecha: date, forma: FormaDeFecha) -> str:
    """Fecha escrita: ``31 de agosto de 2020``, ``agosto de 2020`` o ``31/08/2020``."""
    return _FORMAS[forma](fecha)


MILES_DESDE = 10_000
"""Valor desde el que un número lleva puntos, si nadie dice otra cosa: el de cuatro cifras no."""
DECIMALES = 2
"""Decimales que lleva, a lo sumo, un número que no contradice nada."""

_DECIMALES_MAXIMOS = 8
_DECIMALES_DE_DATOS = 6
_ENORME = Decimal("1E20")
"""Valor desde el que un número no tiene decimales que mostrar."""
_CONTEXTO = contexto(60)
"""Propio: el mismo número se escribe igual en el programa de cualquiera."""
_IDIOMA = "es_CO"
_NUMERO = "0.########;−0.########"
"""Formato sin miles y con los decimales que traiga; el menos es el signo, y no un guion."""
_CON_MILES = "#,##0"
_CERO, _CIEN = Decimal(0), Decimal(100)

ClaseDe = Callable[[Decimal], object]
"""Función que da la clase de un número: la zona que le toca."""


def redondear(
    valor: Decimal, clase_de: ClaseDe | None = None, decimales: int = DECIMALES
) -> Decimal:
    """Valor redondeado, la mitad lejos del cero; con más decimales si así no cambia de clase.

    ``clase_de`` da la clase (zona) de un valor: 59,996 es baja y 60 parecería media; 99,999 no es
    100, ni 0,001 es 0. Si los decimales no bastan, se corta.
    """
    if valor.copy_abs() >= _ENORME:
        return valor.to_integral_value()
    a_lo_mas = max(decimales, _DECIMALES_MAXIMOS)
    with localcontext(_CONTEXTO):
        for cuantos in range(decimales, a_lo_mas + 1):
            redondo = sin_ceros(valor.quantize(_CERO.scaleb(-cuantos), ROUND_HALF_UP))
            if _dice_lo_mismo(redondo, valor, clase_de):
                return redondo
        return sin_ceros(valor.quantize(_CERO.scaleb(-a_lo_mas), ROUND_DOWN))


def _dice_lo_mismo(redondo: Decimal, valor: Decimal, clase_de: ClaseDe | None) -> bool:
    """Si redondeado no pasa a ser 0 ni 100, ni cambia de clase.

    ``clase_de``: la función que da su clase; con ``None`` no se mira.
    """
    if redondo == valor:
        return True
    es_extremo = redondo in (_CERO, _CIEN)
    return not es_extremo and (clase_de is None or clase_de(redondo) == clase_de(valor))


def numero(valor: Decimal, clase_de: ClaseDe | None = None, decimales: int = DECIMALES) -> str:
    """``54,83``; los negativos, con su signo: ``−3``."""
    return _con_patron(redondear(valor, clase_de, decimales) or _CERO, _NUMERO)


def numero_con_formato(  # noqa: PLR0913 - todas se dicen por su nombre
    valor: Decimal,
    clase_de: ClaseDe | None = None,
    *,
    miles: bool | Literal["auto"] = False,
    decimales: int | None = None,
    porcentaje: bool = False,
    moneda: str | None = None,
) -> str:
    """``1.234.567,50`` o ``45,5 %``: con esos decimales o, sin pedirlos, los que traiga.

    Lleva más de los pedidos donde hacen falta para no confundirse con 0 ni con 100 (``redondear``).
    Con ``moneda``, su código de tres letras: ``$ 1.234.567``, ``−US$ 1.200``.
    """
    exacto = valor if decimales is None else redondear(valor, clase_de, decimales)
    traidos = max(-int(exacto.as_tuple().exponent), 0)
    ceros = "0" * max(traidos, decimales or 0)
    con_punto = exacto.copy_abs() >= MILES_DESDE if miles == "auto" else miles
    patron = f"{_CON_MILES if con_punto else '0'}{'.' if ceros else ''}{ceros}"
    if moneda is not None:
        signo = "−" if exacto < 0 else ""
        return f"{signo}{simbolo_de_moneda(moneda)}{_DURO}{_con_patron(exacto.copy_abs(), patron)}"
    return f"{_con_patron(exacto, f'{patron};−{patron}')}{f'{_DURO}%' if porcentaje else ''}"


@functools.lru_cache(maxsize=64)
def simbolo_de_moneda(codigo: str) -> str:
    """Signo de una moneda en Colombia: ``$`` el peso, ``US$`` el dólar; si no hay, su código."""
    return str(_de_babel().get_currency_symbol(codigo, locale=_IDIOMA))


def nombre_de_moneda(codigo: str) -> str:
    """Nombre de una moneda en plural: ``pesos colombianos``."""
    return str(_de_babel().get_currency_name(codigo, 2, locale=_IDIOMA))


@functools.cache
def monedas() -> dict[str, str]:
    """Nombre en español de cada moneda que hay, por su código."""
    return dict(_de_babel().Locale.parse(_IDIOMA).currencies)


@functools.cache
def _de_babel() -> Any:
    """Los números de babel, que se cargan con el primero que se escribe."""
    with hace_falta():
        from babel import numbers  # noqa: PLC0415 - hay documentos sin ninguno

    return numbers


_CON_DECIMALES = expresion(r"(?P<entero>[+−-]?[0-9.]+)(?:,(?P<decimales>[0-9]+))?(?P<cola>\D*)")


def con_decimales(numero_escrito: str, decimales: int) -> str:
    """El número con al menos esos decimales: ``62,5 %`` con dos, ``62,50 %``."""
    partes = _CON_DECIMALES.fullmatch(numero_escrito)
    if partes is None:
        return numero_escrito
    cifras_decimales = (partes["decimales"] or "").ljust(decimales, "0")
    return f"{partes['entero']},{cifras_decimales}{partes['cola']}"


def decimales_de(numero_escrito: str) -> int:
    """Cuántos decimales trae un texto: ``62,5 %``, uno; si no es sólo un número, ninguno."""
    partes = _CON_DECIMALES.fullmatch(numero_escrito)
    return len(partes["decimales"] or "") if partes else 0


def con_formato_de_cuenta(  # noqa: PLR0913 - como arriba
    valor: Decimal,
    clase_de: ClaseDe | None = None,
    *,
    miles: bool | Literal["auto"] = False,
    decimales: int | None = None,
    porcentaje: bool = False,
    moneda: str | None = None,
) -> str:
    """El texto de un número de una cuenta; sin pedirlos, dos decimales, o más si engañarían.

    ``clase_de``: da la zona de un avance, que el redondeo no debe cambiar.
    """
    justo = redondear(valor, clase_de) if decimales is None else valor
    if moneda is not None and decimales is None and justo != justo.to_integral_value():
        decimales = DECIMALES  # de un centavo no se escribe la mitad
    return numero_con_formato(
        justo, clase_de, miles=miles, decimales=decimales, porcentaje=porcentaje, moneda=moneda
    )


@functools.lru_cache(maxsize=4096)
def _con_patron(numero: Decimal | int, patron: str) -> str:
    """Un número exacto, escrito en español con un patrón de babel (``#,##0.##``)."""
    exacto = Decimal(numero) or _CERO  # un cero con signo es igual al otro, y saldría el primero
    with localcontext(_CONTEXTO) as holgado:
        # babel cuantiza en el contexto de quien la llama: que quepa el número entero.
        holgado.prec += max(exacto.adjusted(), 0)
        return str(_de_babel().format_decimal(exacto, patron, locale=_IDIOMA))


SIN_DATO = "sin dato"
"""Texto, en toda tabla y gráfico, de lo que no se sabe; ``—`` es que no hay de qué."""


def porcentaje(avance: Decimal | None, zona_de: ClaseDe | None = None) -> str:
    """``55 %``, con espacio duro; ``sin dato`` si se desconoce."""
    return SIN_DATO if avance is None else f"{numero(avance, zona_de)}{_DURO}%"


DE_LO_NUESTRO = 1
"""Decimales de lo que se promedia o se reparte; más, sólo si el redondeo contradijera algo."""


def proporcion(parte: Decimal | None, zona_de: ClaseDe | None = None) -> str:
    """Proporción de una cuenta, ``62,5 %``, con su decimal aunque sea cero: ``90,0 %``.

    Lleva más donde hacen falta para no cambiar de clase ni parecer 0 o 100 (``redondear``).
    """
    if parte is None:
        return SIN_DATO
    return f"{con_decimales(numero(parte, zona_de, DE_LO_NUESTRO), DE_LO_NUESTRO)}{_DURO}%"


def suma_en_texto(suma: Decimal, entre: int, clase_de: ClaseDe | None = None) -> str:
    """Una suma escrita, ``119,9999998``, con los decimales que bastan para ver su promedio.

    ``entre``: cuántos suma; ``clase_de``: da la zona de un avance, que no debe cambiar.
    """
    with localcontext(_CONTEXTO):
        promedio = redondear(suma / entre, clase_de)
        decimales = max(-int(promedio.as_tuple().exponent), DECIMALES)

        def del_promedio(otra_suma: Decimal) -> object:
            otro_promedio = otra_suma / entre
            return otro_promedio == _CIEN, clase_de and clase_de(otro_promedio)

        return numero(suma, del_promedio, decimales)


def en_datos(valor: Decimal | None, clase_de: ClaseDe | None = None) -> float | None:
    """Un número para JSON: con seis decimales, o más si así no cambia de zona ni parece 100.

    ``None`` si el valor lo es.
    """
    return None if valor is None else float(redondear(valor, clase_de, _DECIMALES_DE_DATOS))


def puntos(cambio: Decimal | None) -> str:
    """Puntos que subió o bajó algo: ``+12,5``, ``−3``, ``0``; ``sin dato`` si no se sabe."""
    if cambio is None:
        return SIN_DATO
    return f"{'+' if cambio > 0 else ''}{numero(cambio, decimales=DE_LO_NUESTRO)}"


def contar(cuantos: int, singular: str, plural: str) -> str:
    """``1 actividad``, ``3 actividades``; los miles, con punto."""
    return f"{con_miles(cuantos)} {singular if cuantos == 1 else plural}"


def con_miles(cuantos: int) -> str:
    """``12.345``: los miles, con punto."""
    return _con_patron(cuantos, _CON_MILES)


def tantas_de(cuantas: int, total: int) -> str:
    """``13 de 1.234``, que no se parte entre dos renglones."""
    return f"{con_miles(cuantas)}\N{NO-BREAK SPACE}de\N{NO-BREAK SPACE}{con_miles(total)}"


_EN_LETRAS = ("cero", "uno", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve")


def en_letras(numero: int) -> str:
    """``tres``; del diez en adelante, en cifras."""
    return _EN_LETRAS[numero] if numero < len(_EN_LETRAS) else con_miles(numero)


def lista(elementos: Sequence[str]) -> str:
    """``a, b y c``; «e» ante el sonido i, que no es el de «hie» ni «hia»."""
    if not elementos:
        return ""
    *primeros, ultimo = elementos
    if not primeros:
        return ultimo
    return f"{', '.join(primeros)} {_conjuncion(ultimo)} {ultimo}"


def _conjuncion(palabra: str) -> str:
    """Conjunción ante una palabra: «e» si suena i, «y» si no."""
    inicio = palabra.casefold().lstrip("«“\"'¿¡(")
    suena_i = inicio.startswith(("i", "í", "hi", "hí")) and not inicio.startswith(
        ("hie", "hia", "hio", "ia", "ie", "io", "iu")
    )
    return "e" if suena_i else "y"


def como_texto(valor: object) -> str:
    """Texto a la letra; vacío para ``None``; fechas ``dd/mm/aaaa``; decimales con coma; sí o no."""
    for tipo, escribir in _ESCRITURAS.items():
        if isinstance(valor, tipo):
            return escribir(valor)
    return str(valor)


VERIFICACIONES = {
    Resultado.VERIFICADA: "Verificada",
    Resultado.PARCIAL: "Verificada en parte",
    Resultado.NO_VERIFICADA: "No verificada",
}


def _verificacion(revision: Verificacion) -> str:
    return "\n".join(filter(None, (VERIFICACIONES[revision.resultado], revision.nota)))


_ESCRITURAS: dict[type, Callable[[Any], str]] = {
    Enum: lambda estado: rotulo_de_clave(str(estado.value)),
    str: str,
    type(None): lambda _nada: "",
    date: lambda fecha: fecha.en_texto() if isinstance(fecha, ConHora) else fecha_corta(fecha),
    NumeroFlotante: lambda numero: numero_con_formato(numero, decimales=DECIMALES),
    Decimal: lambda numero: f"{numero:f}".replace(".", ","),
    bool: lambda es: "Sí" if es else "No",
    float: lambda numero: como_texto(de_flotante(float(numero))).removesuffix(",0"),
    Verificacion: _verificacion,
    tuple: lambda varios: "\n".join(map(como_texto, varios)),
}
"""Función que escribe cada clase, en este orden: un ``Enum`` de textos también es un texto."""


class Numero(Enum):
    """Un número que una plantilla pide y sólo sabe el programa que muestra el documento."""

    PAGINA = "pagina"
    PAGINAS = "paginas"


class NoEsTexto(TypeError):
    """Un objeto que no se puede escribir en un texto."""


def escribible(valor: object) -> object:
    """Valor que una variable puede dejar en un texto: ni objetos ni funciones.

    El número de una cuenta va escrito: con el punto de Python sus decimales parecerían miles.
    """
    if valor is None:
        return ""
    if isinstance(valor, NumeroCalculado | NumeroFlotante):
        return escrito_en_celda(valor)
    if isinstance(valor, str | int | float | Decimal | date | Numero):
        return valor
    raise NoEsTexto(f"{type(valor).__name__} no es un texto")


class NumeroCalculado(Decimal):
    """Un número que no está en los datos: sale de una cuenta, y se escribe redondeado."""

    __slots__ = ()


def escrito_en_celda(valor: object) -> str:
    """Un valor como lo escribe una celda; el de una cuenta, con dos decimales a lo sumo."""
    return numero(valor) if isinstance(valor, NumeroCalculado) else como_texto(valor)


_MILES = expresion(r"-?(?!0\.)[0-9]{1,3}(?:\.[0-9]{3})+(?:,[0-9]{1,10})?")
_CON_CEROS = expresion(r"-?0[0-9]")
_SIMPLE = expresion(r"-?[0-9]{1,30}(?:[.,][0-9]{1,10})?")
_AL_REVES = str.maketrans(".,", ",.")


class NumeroEscrito(str):
    """Un texto que es un número, del que su columna ya dijo cuál (``textos.columnas_ajenas``)."""

    __slots__ = ("valor",)
    valor: Decimal

    def __new__(cls, texto: str, valor: Decimal) -> Self:
        """Texto, como llegó, que sabe el número que vale."""
        numero = super().__new__(cls, texto)
        numero.valor = valor
        return numero

    def __getnewargs__(self) -> tuple[str, Decimal]:  # type: ignore[override]
        """Argumentos para que viaje a otro proceso con su valor."""
        return str(self), self.valor


def cantidad_de(valor: object) -> Decimal | None:
    """Número de un valor, o ``None``; el de ``007`` no lo es: un código, que sin ceros es otro."""
    if isinstance(valor, NumeroEscrito):
        return valor.valor
    es_codigo = isinstance(valor, str) and _CON_CEROS.match(valor.strip())
    return None if es_codigo else numero_de(valor)


def numero_de(valor: object) -> Decimal | None:
    """Número que un valor es, o que un texto sólo dice; ``None`` si no, y de un sí o un no."""
    if isinstance(valor, str):
        return valor.valor if isinstance(valor, NumeroEscrito) else numero_escrito(valor)
    if isinstance(valor, NumeroFlotante):
        return valor
    es_numero = isinstance(valor, int | Decimal) and not isinstance(valor, bool)
    return Decimal(valor) if es_numero and isinstance(valor, int | Decimal) else None


def numero_escrito(texto: str, decimal: Literal[".", ","] = ",") -> Decimal | None:
    """Número de un texto: ``1.250`` y ``1.250,5`` llevan miles; ``12,5``, decimales.

    Con el punto por ``decimal``, al revés. Lo que así no puede ser de miles lleva decimales;
    ``None`` si no es un número.
    """
    recortado = texto.strip().replace("\N{NO-BREAK SPACE}", "")
    if decimal == ".":
        recortado = recortado.translate(_AL_REVES)
    if _MILES.fullmatch(recortado):
        return Decimal(recortado.replace(".", "").replace(",", "."))
    return Decimal(recortado.replace(",", ".")) if _SIMPLE.fullmatch(recortado) else None


_SIGNOS_DE_PORCENTAJE = ("%", "por ciento", "porciento")


def sin_signo_de_porcentaje(texto: str) -> str:
    """``80``, de ``80 %`` o ``80 por ciento``; el texto que no lleva el signo, recortado."""
    recortado = texto.strip()
    for signo in _SIGNOS_DE_PORCENTAJE:
        if recortado[-len(signo) :].lower() == signo:
            return recortado[: -len(signo)].rstrip()
    return recortado


def parecen_fracciones(porcentajes: Sequence[Decimal]) -> bool:
    """Si ninguno pasa de 1 y alguno no es entero: serían partes de uno (0,5 por 50 %)."""
    return all(abs(parte) <= 1 for parte in porcentajes) and any(parte % 1 for parte in porcentajes)


_LETRAS_DE_LA_HUELLA = 6


def en_ascii(texto: str, letras: int) -> str:
    """Nombre en ASCII, ``secretaria-de-hacienda``; lo largo, hasta una palabra entera.

    De un texto sin una letra ni una cifra que escribir en ASCII no queda nada.
    """
    return _palabras_hasta(letras, _entero(texto))


def en_ascii_y_distinto(texto: str, letras: int) -> str:
    """El nombre en ASCII, de hasta ``letras``; si se cortó, con una huella que lo distingue."""
    entero = _entero(texto)
    if len(entero) <= letras:
        return entero
    huella = sha256(entero.encode()).hexdigest()[:_LETRAS_DE_LA_HUELLA]
    return f"{_palabras_hasta(letras - _LETRAS_DE_LA_HUELLA - 1, entero)}-{huella}"


def _entero(texto: str) -> str:
    """Todo el texto en minúsculas ASCII, con guiones entre las palabras."""
    simple = unicodedata.normalize("NFKD", texto).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", simple.lower()).strip("-")


def _palabras_hasta(letras: int, palabras: str) -> str:
    """Palabras entre guiones, cortadas en una entera si pasan de esas letras."""
    if len(palabras) <= letras:
        return palabras
    return palabras[: letras + 1].rpartition("-")[0] or palabras[:letras]


_SE_DICEN = {
    "automatico": "Automático",
    "corrupcion": "Corrupción",
    "debil": "Débil",
    "estrategico": "Estratégico",
    "evaluacion": "Evaluación",
    "gestion": "Gestión",
    "lavado": "Lavado de activos",
    "lider": "Líder del proceso",
    "oci": "Control interno",
    "planeacion": "Planeación",
    "raiz": "Raíz",
    "si": "Sí",
}
"""Los códigos que, escritos con sus letras, no se leen bien."""


def en_palabras(codigo: str) -> str:
    """Código dicho con palabras: ``sin_documentar`` es «Sin documentar»."""
    return _SE_DICEN.get(codigo) or rotulo_de_clave(codigo)
