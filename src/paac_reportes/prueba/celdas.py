"""Las celdas de una hoja: lo que muestran, lo que guardan y cómo se esconden."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from statistics import median

from paac_reportes import clases
from paac_reportes.opc.excel.hoja import formato_de, lugar_de, sin_escapes
from paac_reportes.opc.excel.valores import mostrar, numero_de, se_escribe
from paac_reportes.opc.presupuesto import Presupuesto
from paac_reportes.prueba.paquete import Elemento, S
from paac_reportes.prueba.visible import Casilla, Valor, literal, marca

# ------------------------------------------------------------------ formulas
# Las fórmulas que un libro nuestro lleva, calculadas otra vez con lo que guardan sus celdas.

_RANGO = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]+)(?::\$?([A-Z]{1,3})\$?([0-9]+))?")
_FUNCION = re.compile(r"(AVERAGE|SUM|COUNT|MIN|MAX|MEDIAN)\((.*)\)", re.DOTALL)
_TEXTO = re.compile(r'"([^"]*(?:""[^"]*)*)"')

Numeros = Mapping[tuple[int, int], Decimal]
"""Lo que guardan las celdas de una hoja que son números, por su fila y su columna desde 0."""


def texto_de(formula: str) -> str | None:
    """El que una fórmula es, si no calcula nada: ``"Ver el acta"`` o ``"Ver"&" el acta"``."""
    pedazos, lugar = [], 0
    while hallado := _TEXTO.match(formula, lugar):
        pedazos.append(hallado[1].replace('""', '"'))
        lugar = hallado.end() + 1
        if formula[lugar - 1 : lugar] != "&":
            return "".join(pedazos) if lugar > len(formula) else None
    return None


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
    hay_que = juntos or funcion[1] == "COUNT"  # ninguno también es una cuenta
    return [_FUNCIONES[funcion[1]](juntos)] if hay_que else None


_FUNCIONES: Mapping[str, Callable[[list[Fraction]], Fraction]] = {
    "AVERAGE": lambda varios: sum(varios, Fraction()) / len(varios),
    "SUM": lambda varios: sum(varios, Fraction()),
    "COUNT": lambda varios: Fraction(len(varios)),
    "MIN": min,
    "MAX": max,
    "MEDIAN": lambda varios: Fraction(median(varios)),
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
        Fraction(numero)
        for (fila, columna), numero in numeros.items()
        if primera <= fila <= ultima and desde <= columna <= hasta
    ]


def columna_de(letras: str) -> int:
    """``A`` es 0."""
    numero = 0
    for letra in letras:
        numero = numero * 26 + ord(letra) - ord("A") + 1
    return numero - 1


# ------------------------------------------------------------------ numeros


def como_se_ve(valor: Decimal, formato: str, *, desde_1904: bool = False) -> tuple[str, Valor]:
    """``54,83 %`` o ``31/08/2020``, y lo que vale; el formato que no se sabe escribir se dice."""
    if not se_escribe(formato):
        return marca("formato de número", formato[:_LARGO]), valor
    return mostrar(valor, formato, desde_1904=desde_1904)


_LARGO = 60


# ------------------------------------------------------------------ celdas

_BLANCO = "FFFFFF"
_BLANCOS_POR_NUMERO = {("theme", "0"), ("indexed", "9"), ("indexed", "1")}


@clases.frozen
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
            formato_de(int(uno.get("numFmtId", "0")), propios),
            _el_del_numero(letras, uno.get("fontId")),
            _el_del_numero(fondos, uno.get("fillId")) or _BLANCO,
        )
        for uno in estilos.findall(f"{S}cellXfs/{S}xf")
    ]


def _el_del_numero(lista: Sequence[str | None], numero: str | None) -> str | None:
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
    return sin_escapes("".join(trozos))


@clases.frozen
class Celdas:
    """Lee las celdas de un libro."""

    _textos: Sequence[str]
    _aspectos: Sequence[Aspecto]
    _presupuesto: Presupuesto
    _desde_1904: bool = False

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
        self._presupuesto.gastar("celdas")
        self._presupuesto.gastar("letras", len(texto))
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
            return literal(sin_escapes(guardado)), None
        if clase != "n" or not guardado:
            return (marca("valor", guardado) if guardado else ""), None
        valor = numero_de(guardado)
        if valor is None:
            return marca("valor", guardado), None
        return como_se_ve(valor, formato, desde_1904=self._desde_1904)
