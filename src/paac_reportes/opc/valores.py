"""Un número de una hoja, como se ve con su formato en español de Colombia."""

import re
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal, localcontext
from functools import lru_cache
from itertools import takewhile

from paac_reportes import clases
from paac_reportes.decimales import contexto
from paac_reportes.opc.visto import Mes, PorCiento

# ------------------------------------------------------------------ fechas
# Las fechas de una hoja de cálculo: un número de días, y cómo se escribe.

_SEGUNDOS_DEL_DIA = 86_400
_MILESIMA = Decimal("0.001")
"""Fracción de segundo hasta la que una hoja dice un momento: sus quince cifras no guardan más."""
_DIA_QUE_NO_EXISTIO = 60
"""El 29 de febrero de 1900, que Excel cuenta y no existió."""
_DESPUES_DEL_ULTIMO = 2_958_466
"""El día siguiente al último: el 1 de enero del año 10000."""
_DIAS_HASTA_1904 = 1462
"""Días que se suman a una fecha de un libro que las cuenta desde 1904."""
_MESES = (
    *("enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre"),
    *("octubre", "noviembre", "diciembre"),
)
_EN_CIFRAS, _MEDIODIA = 2, 12
"""Letras hasta las que un trozo pide cifras, y no el nombre; y hora desde la que es «p. m.»."""
_DIAS = ("sábado", "domingo", "lunes", "martes", "miércoles", "jueves", "viernes")


@clases.frozen
class Momento:
    """Un número de días ya contado en el calendario de Excel."""

    calendario: tuple[int, int, int]
    """Año, mes y día; el cero es el «0 de enero de 1900» de Excel."""
    semana: int
    segundos: Decimal

    @property
    def fecha(self) -> date | None:
        """El día del momento; ``None`` si sólo existe en Excel."""
        try:
            return date(*self.calendario)
        except ValueError:
            return None


def momento(dias: Decimal, *, desde_1904: bool) -> Momento | None:
    """El momento de un número de días de Excel; ``None`` si no está en su calendario.

    ``desde_1904``: si el libro cuenta desde ese año los días.
    """
    if not 0 <= dias < _DESPUES_DEL_ULTIMO:
        return None
    segundos = _segundos(dias)
    entero = int(segundos // _SEGUNDOS_DEL_DIA) + (_DIAS_HASTA_1904 if desde_1904 else 0)
    if entero >= _DESPUES_DEL_ULTIMO:
        return None
    return Momento(_calendario(entero), entero % 7, segundos % _SEGUNDOS_DEL_DIA)


def _segundos(dias: Decimal) -> Decimal:
    """Segundos de un número de días, hasta la milésima: el día que empieza, y no el más cercano."""
    return (dias * _SEGUNDOS_DEL_DIA).quantize(_MILESIMA, ROUND_HALF_UP)


def _calendario(dias: int) -> tuple[int, int, int]:
    """Año, mes y día como Excel los cuenta: 0 y 60 son del 1900 que él cree bisiesto."""
    if dias in (0, _DIA_QUE_NO_EXISTIO):
        return (1900, 2, 29) if dias else (1900, 1, 0)
    inicio = date(1899, 12, 31 if dias < _DIA_QUE_NO_EXISTIO else 30)
    dia = inicio + timedelta(days=dias)
    return dia.year, dia.month, dia.day


def fecha_escrita(trozos: list[str], dias: Decimal, *, desde_1904: bool) -> str | None:
    """Una fecha escrita con los trozos de un formato, ``dd``; ``None`` si no hay tal día.

    ``dias``: los del número de Excel.
    """
    instante = momento(dias, desde_1904=desde_1904)
    if instante is None:
        return None
    de_doce = "am/pm" in trozos
    return "".join(_trozo(parte, instante, dias, de_doce=de_doce) for parte in _minutos(trozos))


def _minutos(trozos: list[str]) -> list[str]:
    """Trozos de formato con ``n`` por la ``m`` de minutos: tras la hora o ante los segundos."""
    letras = [lugar for lugar, trozo in enumerate(trozos) if trozo[0] not in '".']
    partes = list(trozos)
    for orden, lugar in enumerate(letras):
        if trozos[lugar] not in ("m", "mm"):
            continue
        previo = trozos[letras[orden - 1]] if orden else ""
        posterior = trozos[letras[orden + 1]] if orden + 1 < len(letras) else ""
        if previo[:1] == "h" or previo[:2] == "[h" or posterior[:1] == "s" or posterior[:2] == "[s":
            partes[lugar] = "n" * len(trozos[lugar])
    return partes


def _trozo(trozo: str, momento_escrito: Momento, dias: Decimal, *, de_doce: bool) -> str:
    """Un trozo de formato de fecha, ``yyyy``, ``mmm`` o ``hh``, escrito con ese momento.

    ``dias``: los del número, como se guardó; ``de_doce``: si las horas son de 1 a 12.
    """
    if trozo[0] == '"':
        return trozo[1:]
    if trozo[0] == "[":
        return _transcurrido(trozo, dias)
    if trozo[0] == ".":
        return "," + f"{momento_escrito.segundos % 1:f}"[2 : len(trozo) + 1]
    anual, mes, dia = momento_escrito.calendario
    segundos = int(momento_escrito.segundos)
    hora = segundos // 3600
    numeros = {
        "y": anual if len(trozo) > _EN_CIFRAS else anual % 100,
        "m": mes,
        "d": dia,
        "h": (hora % 12 or 12) if de_doce else hora,
        "n": segundos // 60 % 60,
        "s": segundos % 60,
    }
    if trozo[0] == "a":
        return "a. m." if hora < _MEDIODIA else "p. m."
    if trozo[0] in "md" and len(trozo) > _EN_CIFRAS:
        nombre = _MESES[mes - 1] if trozo[0] == "m" else _DIAS[momento_escrito.semana]
        return {3: nombre[:3], 5: nombre[0].upper()}.get(len(trozo), nombre)
    return f"{numeros[trozo[0]]:02d}" if len(trozo) > 1 else str(numeros[trozo[0]])


def _transcurrido(trozo: str, dias: Decimal) -> str:
    """Tiempo entero que pide ``[hh]``, ``[mm]`` o ``[ss]``: de un día y medio, ``36``."""
    segundos = int(_segundos(dias))
    divisor = {"h": 3600, "m": 60, "s": 1}[trozo[1]]
    return str(segundos // divisor).zfill(len(trozo) - 2)


# ------------------------------------------------------------------ formato
# Un formato de número de Excel (``#,##0.00;[Red]-0 %``) deshecho en sus secciones.

DE_FABRICA = {
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    9: "0%",
    10: "0.00%",
    11: "0.00E+00",
    14: "dd/mm/yyyy",
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "mmm-yy",
    18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM",
    20: "h:mm",
    21: "h:mm:ss",
    22: "dd/mm/yyyy h:mm",
    37: "#,##0;-#,##0",
    38: "#,##0;-#,##0",
    39: "#,##0.00;-#,##0.00",
    40: "#,##0.00;-#,##0.00",
    41: "#,##0;-#,##0",
    42: '"$ "#,##0;-"$ "#,##0',
    43: "#,##0.00;-#,##0.00",
    44: '"$ "#,##0.00;-"$ "#,##0.00',
    **dict.fromkeys((5, 6), '"$ "#,##0;-"$ "#,##0'),
    **dict.fromkeys((7, 8), '"$ "#,##0.00;-"$ "#,##0.00'),
    45: "mm:ss",
    46: "[h]:mm:ss",
    47: "mm:ss.0",
    48: "##0.0E+0",
    49: "@",
    **dict.fromkeys((*range(27, 37), *range(50, 59)), "dd/mm/yyyy"),
}
"""Formatos que un libro nombra por su número, como se ven con Excel en español de Colombia."""

_TROZO = re.compile(
    r"""
      "(?P<entre>[^"]*)"?          # a la letra
    | \\(?P<uno>.)                 # un signo a la letra
    | _(?P<hueco>.)                # el ancho de un signo
    | \*.                          # un signo que llena lo que sobra
    | \[\$(?P<moneda>[^\]-]*)[^\]]*\]
    | \[(?P<pasa>h+|m+|s+)\]
    | \[(?P<condicion>[<>=]+[^\]]*)\]
    | \[[^\]]*\]                   # un color, o los números de otra escritura
    | (?P<general>general|estándar)
    | (?P<doce>am/pm|a/p)
    | (?P<fecha>y+|m+|d+|h+|s+|e+(?![+-]))
    | (?P<exponente>e[+-])
    | (?P<cifra>[0#?])
    | (?P<signo>[.,%/@])
    | (?P<otro>.)
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_LARGO_DE_FORMATO = 255
"""Letras de un formato que Excel admite."""


@clases.frozen
class SeccionDeNumero:
    """Un formato de los que van separados por punto y coma."""

    clase: str
    """``general``, ``numero``, ``fecha``, ``texto`` o ``letra`` (no muestra el valor)."""
    trozos: tuple[tuple[str, str], ...]
    """Clase y texto de cada uno."""


@lru_cache(maxsize=512)
def secciones(formato: str) -> tuple[SeccionDeNumero, ...]:
    """Secciones de un formato de número (``0;-0;"cero"``); si no se sabe escribir, la general."""
    return (se_escribe(formato) and _secciones(formato)) or (_GENERAL,)


@lru_cache(maxsize=512)
def se_escribe(formato: str) -> bool:
    """Si el formato se sabe escribir: sin condiciones, exponente ni quebrado, y no muy largo."""
    return len(formato) <= _LARGO_DE_FORMATO and not any(
        clase in {"condicion", "exponente"}
        or (seccion.clase == "numero" and (clase, texto) == ("signo", "/"))
        for seccion in _secciones(formato)
        for clase, texto in seccion.trozos
    )


def _secciones(formato: str) -> tuple[SeccionDeNumero, ...]:
    return tuple(_seccion(escrita) for escrita in _separadas(formato))


def seccion_de_numero(
    secciones: tuple[SeccionDeNumero, ...], numero: Decimal
) -> tuple[SeccionDeNumero, bool]:
    """La sección de un formato que toca a un número, y si ella misma escribe el signo.

    Van en su orden la de los positivos, la de los negativos y la de los ceros; falta la que falte.
    """
    de_numeros = [seccion for seccion in secciones[:3] if seccion.clase != "texto"] or [_GENERAL]
    if numero < 0 and len(de_numeros) > 1:
        return de_numeros[1], True
    if numero == 0 and len(de_numeros) > _DEL_CERO:
        return de_numeros[_DEL_CERO], False
    return de_numeros[0], False


def _separadas(formato: str) -> list[str]:
    """Secciones de un formato: lo que separan los punto y coma sin comillas ni barra."""
    return re.findall(r'(?:"[^"]*"?|\\.|[^;"\\])+|(?<=;)(?=;|$)|^(?=;)', formato)


def _seccion(texto: str) -> SeccionDeNumero:
    """Sección de un formato, con sus trozos ``(clase, texto)``: ``("cifra", "0")``."""
    trozos: list[tuple[str, str]] = []
    for coincidencia in _TROZO.finditer(texto):
        clase, valor = coincidencia.lastgroup or "", coincidencia[coincidencia.lastgroup or 0]
        if clase == "hueco":
            trozos.append(("letra", " "))
        elif clase in ("entre", "uno", "moneda", "otro"):
            trozos.append(("letra", valor))
        elif clase:
            trozos.append((clase, valor.lower()))
    return SeccionDeNumero(_clase({clase for clase, _ in trozos}, trozos), tuple(trozos))


def _clase(clases: set[str], trozos: list[tuple[str, str]]) -> str:
    """La clase de una sección de formato: ``fecha``, ``numero``, ``texto`` o ``general``.

    ``letra``, si sólo trae texto fijo; ``clases``: las de sus trozos.
    """
    if "general" in clases:
        return "general"
    if clases & {"fecha", "pasa"}:
        return "fecha"
    if ("signo", "@") in trozos:
        return "texto"
    return "numero" if "cifra" in clases else "letra"


_DEL_CERO = 2
"""Sección de los ceros, tras la de los positivos y la de los negativos."""
_GENERAL = SeccionDeNumero("general", (("general", "general"),))


# ------------------------------------------------------------------ numeros

_NUMERO = re.compile(r"[+-]?(?:[0-9]++(?:\.[0-9]*+)?|\.[0-9]++)(?:[Ee][+-]?[0-9]{1,3})?")
_CIFRAS = contexto(15, rounding=ROUND_HALF_UP)
"""Cifras que guarda Excel: 0,1 + 0,2 es 0,3."""
_HOLGADO = contexto(400)
_CIFRAS_SIN_EXPONENTE = 21
"""Cifras enteras desde las que un número se escribe con exponente."""
_LETRAS_MAXIMAS, _EXPONENTE_MAXIMO = 400, 308
"""Letras del número más largo, y exponente del mayor, que Excel guarda."""


def numero_guardado(crudo: str) -> Decimal | None:
    """Número que guarda una celda, de hasta quince cifras; ``None`` si no lo es."""
    crudo = crudo.strip()
    if len(crudo) > _LETRAS_MAXIMAS or not _NUMERO.fullmatch(crudo):
        return None
    numero = _CIFRAS.create_decimal(crudo)
    return numero if abs(numero.adjusted()) <= _EXPONENTE_MAXIMO else None


def numero_a_la_vista(
    numero: Decimal, formato: str, *, desde_1904: bool = False
) -> tuple[str, Decimal | date]:
    """El texto que se ve de un número con su formato, y su valor: número, porcentaje o fecha.

    ``desde_1904``: si el libro cuenta desde ese año los días.
    """
    with localcontext(_HOLGADO):
        seccion, con_signo = seccion_de_numero(secciones(formato), numero)
        if seccion.clase == "fecha":
            return _fecha(seccion, numero, desde_1904=desde_1904)
        valor = abs(numero) if con_signo else numero
        if seccion.clase == "numero":
            por_ciento = ("signo", "%") in seccion.trozos
            return _con_cifras(seccion, valor), PorCiento(numero) if por_ciento else numero
        if seccion.clase == "letra":
            return "".join(texto for clase, texto in seccion.trozos if clase == "letra"), numero
        trozos = (
            texto if clase == "letra" else general(valor)
            for clase, texto in seccion.trozos
            if clase in ("letra", "general") or texto == "@"
        )
        return "".join(trozos), numero


def general(numero: Decimal) -> str:
    """Un número sin formato: todas sus cifras, con coma; con exponente, si no caben."""
    if numero == 0:
        return "0"
    if not -_CIFRAS_SIN_EXPONENTE <= numero.adjusted() < _CIFRAS_SIN_EXPONENTE:
        mantisa, _, exponente = f"{numero.normalize():E}".partition("E")
        return f"{mantisa}E{exponente}".replace(".", ",")
    texto = f"{numero:f}"
    texto = texto.rstrip("0").rstrip(".") if "." in texto else texto
    return texto.replace(".", ",")


def _fecha(
    seccion: SeccionDeNumero, numero: Decimal, *, desde_1904: bool
) -> tuple[str, Decimal | date]:
    """El texto y el valor de un número con formato de fecha: el día, el mes o el número.

    ``desde_1904``: si el libro cuenta desde ese año los días.
    """
    trozos = _trozos_de_fecha(seccion)
    texto = fecha_escrita(trozos, numero, desde_1904=desde_1904)
    if texto is None:
        return general(numero), numero
    momento_del_dia = momento(numero, desde_1904=desde_1904)
    dia = momento_del_dia.fecha if momento_del_dia is not None else None
    if dia is not None and any(trozo[0] == "d" for trozo in trozos):
        return texto, dia
    con_mes = any(trozo[0] == "y" or trozo.startswith("mmm") for trozo in trozos)
    return texto, numero if dia is None or not con_mes else Mes(dia.year, dia.month, dia.day)


def _trozos_de_fecha(seccion: SeccionDeNumero) -> list[str]:
    """Trozos de fecha de una sección; lo que va a la letra empieza por comillas."""
    trozos: list[str] = []
    for clase, texto in seccion.trozos:
        if clase == "fecha":
            trozos.append("yyyy" if texto[0] == "e" else texto)
        elif clase == "pasa":
            trozos.append(f"[{texto}]")
        elif clase == "doce":
            trozos.append("am/pm")
        elif clase == "cifra" and trozos and trozos[-1][0] == ".":
            trozos[-1] += texto
        elif (clase, texto) == ("signo", ".") and trozos and trozos[-1][0] in "s[":
            trozos.append(".")
        else:
            trozos.append(f'"{texto}')
    return [trozo if trozo != "." else '".' for trozo in trozos]


def _con_cifras(seccion: SeccionDeNumero, numero: Decimal) -> str:
    """El número escrito en los lugares, ``0`` y ``#``, que el formato da a sus cifras."""
    trozos = list(seccion.trozos)
    numero *= 100 ** trozos.count(("signo", "%"))
    punto = trozos.index(("signo", ".")) if ("signo", ".") in trozos else None
    enteros, decimales = trozos[:punto], [] if punto is None else trozos[punto + 1 :]
    ultimo = max((lugar for lugar, (clase, _) in enumerate(trozos) if clase == "cifra"), default=0)
    miles = len(list(takewhile(("signo", ",").__eq__, trozos[ultimo + 1 :])))
    numero = numero.scaleb(-3 * miles)
    cuantos = sum(clase == "cifra" for clase, _ in decimales)
    redondo = numero.quantize(Decimal(1).scaleb(-cuantos), ROUND_HALF_UP)
    parte, _, resto = f"{abs(redondo):f}".partition(".")
    signo = "-" if redondo < 0 else ""
    agrupar = ("signo", ",") in enteros[: ultimo if punto is None else None]
    entera = _enteros(enteros, parte, agrupar=agrupar)
    return signo + entera + ("" if punto is None else _decimales(decimales, resto))


def _enteros(trozos: list[tuple[str, str]], cifras: str, *, agrupar: bool) -> str:
    """Las cifras enteras en los lugares de un formato, que se llenan de derecha a izquierda.

    ``agrupar``: un punto cada tres.
    """
    cifras = cifras.lstrip("0")
    lugares = sum(clase == "cifra" for clase, _ in trozos)
    salida: list[str] = []
    cuenta = 0

    def poner(cifra: str) -> None:
        """Agrega una cifra a la salida, que va al revés, y un punto cada tres si se agrupan."""
        nonlocal cuenta
        if agrupar and cuenta and cuenta % 3 == 0 and cifra.strip():
            salida.append(".")
        salida.append(cifra)
        cuenta += 1

    for clase, texto in reversed(trozos):
        if clase == "cifra":
            lugares -= 1
            cifra_del_lugar = cifras[-1:] or {"0": "0", "?": " "}.get(texto, "")
            cifras = cifras[:-1]
            if cifra_del_lugar:
                poner(cifra_del_lugar)
            while not lugares and cifras:
                poner(cifras[-1])
                cifras = cifras[:-1]
        elif clase == "letra" or texto == "%":
            salida.append(texto[::-1])
    return "".join(salida)[::-1] + ("" if lugares or not cifras else cifras)


def _decimales(trozos: list[tuple[str, str]], cifras: str) -> str:
    """La parte decimal en los lugares de un formato, con su coma; vacía si nada queda."""
    salida: list[str] = [","]
    for clase, texto in trozos:
        if clase == "cifra":
            resto, cifras = cifras, cifras[1:]
            if texto == "0" or resto.strip("0"):
                salida.append(resto[:1] or "0")
            elif texto == "?":
                salida.append(" ")
        elif clase == "letra" or texto == "%":
            salida.append(texto)
    return "".join(salida) if len(salida) > 1 else ""


def mostrar_logico(texto: str) -> str:
    """Un sí o un no, en la palabra que Excel muestra."""
    return "FALSO" if texto.strip() in ("0", "false") else "VERDADERO"


_FORMULA_DE_IMAGEN = re.compile(r"\s*=?(?:_xlfn\.)?(?:DISPIMG|_xlws\.IMAGE|IMAGE)\(", re.IGNORECASE)
"""Fórmula de imagen de WPS y la de Excel: su resultado guardado es ella misma o un error."""


def da_una_imagen(formula: str) -> bool:
    """Si una fórmula muestra una imagen."""
    return _FORMULA_DE_IMAGEN.match(formula) is not None


ERRORES = {
    "#N/A": "#N/D",
    "#REF!": "#¡REF!",
    "#DIV/0!": "#¡DIV/0!",
    "#NAME?": "#¿NOMBRE?",
    "#VALUE!": "#¡VALOR!",
    "#NUM!": "#¡NUM!",
    "#NULL!": "#¡NULO!",
    "#SPILL!": "#¡DESBORDAMIENTO!",
    "#CALC!": "#¡CALC!",
}
"""Errores de una celda, como los dice Excel en español."""
_ERRORES_ESCRITOS = frozenset((*ERRORES, *ERRORES.values()))


def es_error(texto: str) -> bool:
    """Si un texto es lo que una hoja muestra donde una fórmula no dio un valor: ``#N/D``."""
    return texto.strip() in _ERRORES_ESCRITOS
