"""Las celdas de una hoja: lo que muestran, lo que guardan y cómo se esconden."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal, InvalidOperation

import attrs

from paac_reportes.intercambio.comprobacion.visible import Casilla, Valor, literal, marca
from paac_reportes.intercambio.comprobacion.visto.excel.formulas import columna_de
from paac_reportes.intercambio.comprobacion.visto.excel.numeros import (
    como_se_ve,
    dia,
    es_fecha,
    formato_de_fabrica,
)
from paac_reportes.intercambio.comprobacion.visto.paquete import Elemento, S

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
