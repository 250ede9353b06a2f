"""Las celdas de una hoja: lo que muestran, lo que guardan y cómo se esconden."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from fractions import Fraction

import attrs

from paac_reportes.prueba.paquete import Elemento, S
from paac_reportes.prueba.visible import Casilla, Valor, literal, marca

# ------------------------------------------------------------------ formulas
# Las fórmulas que un libro nuestro lleva, calculadas otra vez con lo que guardan sus celdas.

_RANGO = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]+)(?::\$?([A-Z]{1,3})\$?([0-9]+))?")
_FUNCION = re.compile(r"(AVERAGE|SUM)\((.*)\)", re.DOTALL)
_TEXTO = re.compile(r'"((?:[^"]|"")*)"', re.DOTALL)

Numeros = Mapping[tuple[int, int], Decimal]
"""Lo que guardan las celdas de una hoja que son números, por su fila y su columna desde 0."""


def texto_de(formula: str) -> str | None:
    """El texto que una fórmula es, si no calcula nada: ``"Ver el acta"``."""
    hallado = _TEXTO.fullmatch(formula)
    return hallado[1].replace('""', '"') if hallado else None


def calcular(formula: str, numeros: Numeros) -> Decimal | None:
    """Lo que da; ``None`` si usa algo que un libro nuestro no usa, o no hay qué calcular."""
    valores = _valores(formula.strip(), numeros)
    if valores is None or len(valores) != 1:
        return None
    return Decimal(valores[0].numerator) / Decimal(valores[0].denominator)


def _valores(expresion: str, numeros: Numeros) -> list[Fraction] | None:
    """Los números de una función o de un rango; ``None`` si no se entiende."""
    funcion = _FUNCION.fullmatch(expresion)
    if funcion is None:
        rango = _RANGO.fullmatch(expresion)
        return _del_rango(rango, numeros) if rango else None
    juntos: list[Fraction] = []
    for argumento in _argumentos(funcion[2]):
        suyos = _valores(argumento, numeros)
        if suyos is None:
            return None
        juntos += suyos
    return [_FUNCIONES[funcion[1]](juntos)] if juntos else None


_FUNCIONES: Mapping[str, Callable[[list[Fraction]], Fraction]] = {
    "AVERAGE": lambda varios: sum(varios, Fraction()) / len(varios),
    "SUM": lambda varios: sum(varios, Fraction()),
}


def _argumentos(texto: str) -> list[str]:
    """Lo que hay entre comas, sin cortar por dentro de un paréntesis."""
    partes, hondura = [""], 0
    for letra in texto:
        hondura += (letra == "(") - (letra == ")")
        if letra == "," and not hondura:
            partes.append("")
        else:
            partes[-1] += letra
    return partes


def _del_rango(rango: re.Match[str], numeros: Numeros) -> list[Fraction]:
    desde, hasta = columna_de(rango[1]), columna_de(rango[3] or rango[1])
    primera, ultima = int(rango[2]) - 1, int(rango[4] or rango[2]) - 1
    return [
        Fraction(numeros[fila, columna])
        for fila in range(primera, ultima + 1)
        for columna in range(desde, hasta + 1)
        if (fila, columna) in numeros
    ]


def columna_de(letras: str) -> int:
    """``A`` es 0."""
    numero = 0
    for letra in letras:
        numero = numero * 26 + ord(letra) - ord("A") + 1
    return numero - 1


# ------------------------------------------------------------------ numeros
# Cómo se ve un número en una hoja de cálculo, según el formato de su celda.

_DE_FABRICA = {0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%"}
_FECHA_DE_FABRICA = 14
"""La fecha corta, que cada programa escribe a su modo: en Colombia, ``dd/mm/aaaa``."""
_DIA_CERO = date(1899, 12, 30)
_PIEZA = re.compile(
    r'"(?P<literal>[^"]*)"|\\(?P<suelta>.)|_.|\*.|\[(?P<clave>[^\]]*)\]'
    r"|(?P<cifras>[#0?][#0?,]*(?:\.[0#?]+)?)|(?P<otra>.)",
    re.DOTALL,
)
_FECHA = re.compile(r"(?:\[\$-[0-9A-Fa-f]+\])?dd[/\\-]+mm[/\\-]+yyyy(?:;@)?", re.IGNORECASE)
_SECCIONES = re.compile(r';(?=(?:[^"]*"[^"]*")*[^"]*$)')


def formato_de_fabrica(numero: int) -> str:
    """El formato de un número que el libro no define."""
    if numero == _FECHA_DE_FABRICA:
        return "dd/mm/yyyy"
    return _DE_FABRICA.get(numero, f"⟦{numero}⟧")


def es_fecha(formato: str) -> bool:
    """Si muestra el día, el mes y el año como se escriben aquí."""
    return _FECHA.fullmatch(formato) is not None


def dia(valor: Decimal) -> date:
    """El día de un número de Excel."""
    return _DIA_CERO + timedelta(days=int(valor))


def como_se_ve(valor: Decimal, formato: str) -> str:
    """``54,83 %``, ``1.250``, ``+3``, ``31/08/2020``; lo desconocido se dice entre ``⟦⟧``."""
    if es_fecha(formato):
        return f"{dia(valor):%d/%m/%Y}"
    if formato == "General":
        return f"{valor.normalize():f}".replace(".", ",")
    secciones = _SECCIONES.split(formato)
    lugar = 0
    if len(secciones) > 1 and valor < 0:
        lugar = 1
    elif len(secciones) > 2 and valor == 0:  # noqa: PLR2004 - positivos; negativos; ceros
        lugar = 2
    negativo_sin_seccion = valor < 0 and lugar == 0
    escrito = _con_seccion(abs(valor), secciones[lugar], formato)
    return f"-{escrito}" if negativo_sin_seccion else escrito


def _con_seccion(valor: Decimal, seccion: str, formato: str) -> str:
    piezas = list(_PIEZA.finditer(seccion))
    es_porcentaje = any(pieza["otra"] == "%" for pieza in piezas)
    escrito = ""
    for pieza in piezas:
        if pieza["clave"] is not None or (pieza["otra"] or "") not in _SE_ESCRIBEN:
            return marca("formato de número", formato)
        if pieza["cifras"]:
            escrito += _cifras(valor * 100 if es_porcentaje else valor, pieza["cifras"])
        else:
            escrito += pieza["literal"] or pieza["suelta"] or pieza["otra"] or ""
    return escrito


_SE_ESCRIBEN = {"", "+", "-", "−", "%", " ", "(", ")", "$", "\N{NO-BREAK SPACE}"}


def _cifras(valor: Decimal, cifras: str) -> str:
    enteros, _, decimales = cifras.partition(".")
    redondo = valor.quantize(Decimal(1).scaleb(-len(decimales)), ROUND_HALF_UP)
    escrito = f"{redondo:,f}" if "," in enteros else f"{redondo:f}"
    return escrito.translate(_EN_ESPANOL)


_EN_ESPANOL = str.maketrans(",.", ".,")


# ------------------------------------------------------------------ celdas

_LUGAR = re.compile(r"([A-Z]{1,3})([0-9]+)")
_EN_CLAVE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_BLANCO = "FFFFFF"
_BLANCOS_POR_NUMERO = {("theme", "0"), ("indexed", "9"), ("indexed", "1")}


@attrs.frozen
class Aspecto:
    """Lo que del formato de una celda cambia lo que se ve de ella."""

    numero: str
    """El formato de número: ``0.00" %"``."""
    letra: str | None
    fondo: str

    @property
    def no_se_ve(self) -> bool:
        """Si la letra es del color de su fondo."""
        return self.letra == self.fondo


def aspectos_de(estilos: Elemento) -> list[Aspecto]:
    """Los formatos de celda de un libro, por su número."""
    propios = {
        int(uno.get("numFmtId", "0")): uno.get("formatCode", "General")
        for uno in estilos.iter(f"{S}numFmt")
    }
    letras = [_color(uno.find(f"{S}color")) for uno in estilos.findall(f"{S}fonts/{S}font")]
    fondos = [_fondo(uno) for uno in estilos.findall(f"{S}fills/{S}fill")]
    return [
        Aspecto(
            propios.get(numero := int(uno.get("numFmtId", "0")), "") or formato_de_fabrica(numero),
            _de(letras, uno.get("fontId")),
            _de(fondos, uno.get("fillId")) or _BLANCO,
        )
        for uno in estilos.findall(f"{S}cellXfs/{S}xf")
    ]


def _de(lista: Sequence[str | None], numero: str | None) -> str | None:
    lugar = int(numero or "0")
    return lista[lugar] if lugar < len(lista) else None


def _color(color: Elemento | None) -> str | None:
    if color is None:
        return None
    if any((clave, valor) in _BLANCOS_POR_NUMERO for clave, valor in color.items()):
        return _BLANCO
    escrito = color.get("rgb")
    return escrito[-6:].upper() if escrito else None


def _fondo(relleno: Elemento) -> str | None:
    trama = relleno.find(f"{S}patternFill")
    if trama is None or trama.get("patternType", "none") != "solid":
        return None
    return _color(trama.find(f"{S}fgColor"))


def textos_de(compartidos: Elemento) -> list[str]:
    """Los textos que las celdas nombran por su número."""
    return [_texto_de(uno) for uno in compartidos.findall(f"{S}si")]


def _texto_de(elemento: Elemento) -> str:
    """El de una celda; el de sus lecturas fonéticas no se ve."""
    trozos = [
        texto.text or ""
        for hijo in elemento
        if hijo.tag != f"{S}rPh"
        for texto in ([hijo] if hijo.tag == f"{S}t" else hijo.findall(f"{S}t"))
    ]
    return _EN_CLAVE.sub(lambda clave: chr(int(clave[1], 16)), "".join(trozos))


@attrs.frozen
class Celdas:
    """Lee las celdas de un libro."""

    _textos: Sequence[str]
    _aspectos: Sequence[Aspecto]

    def de(self, hoja: Elemento) -> Iterator[tuple[int, int, Casilla]]:
        """Cada una que dice algo, con su fila y su columna desde 0."""
        for fila in hoja.iterfind(f"{S}sheetData/{S}row"):
            for celda in fila:
                fila_y_columna = lugar_de(celda.get("r", ""))
                casilla = self._casilla(celda)
                if fila_y_columna is not None and casilla is not None:
                    yield *fila_y_columna, casilla

    def _casilla(self, celda: Elemento) -> Casilla | None:
        aspecto = self._aspecto(celda)
        texto, valor = self._lo_que_dice(celda, aspecto.numero)
        formula = celda.findtext(f"{S}f")
        if not texto and formula is None:
            return None
        if texto.strip() and aspecto.no_se_ve:
            texto = marca("del color del fondo", texto)
        return Casilla(texto, valor=valor, formula=formula)

    def _aspecto(self, celda: Elemento) -> Aspecto:
        numero = int(celda.get("s", "0"))
        hay = numero < len(self._aspectos)
        return self._aspectos[numero] if hay else Aspecto("General", None, _BLANCO)

    def _lo_que_dice(self, celda: Elemento, formato: str) -> tuple[str, Valor]:
        clase, guardado = celda.get("t", "n"), celda.findtext(f"{S}v", "")
        if clase == "inlineStr":
            dentro = celda.find(f"{S}is")
            return ("" if dentro is None else literal(_texto_de(dentro))), None
        if clase == "s":
            return literal(self._textos[int(guardado)]), None
        if clase == "str":
            return literal(_EN_CLAVE.sub(lambda c: chr(int(c[1], 16)), guardado)), None
        if clase != "n" or not guardado:
            return (marca("valor", guardado) if guardado else ""), None
        return _numero(guardado, formato)


def _numero(guardado: str, formato: str) -> tuple[str, Valor]:
    try:
        valor = Decimal(guardado)
    except InvalidOperation:
        return marca("valor", guardado), None
    return como_se_ve(valor, formato), dia(valor) if es_fecha(formato) else valor


def lugar_de(nombre: str) -> tuple[int, int] | None:
    """``B3`` es la fila 2 y la columna 1, desde 0."""
    hallado = _LUGAR.fullmatch(nombre.replace("$", ""))
    return (int(hallado[2]) - 1, columna_de(hallado[1])) if hallado else None
