"""Cómo se muestra un objeto al final de una celda de cuaderno: una tabla corta, en HTML y en texto.

Los saneadores (el de nbconvert, GitHub, JupyterLab sin confianza) quitan estilos, marcos y hasta
``th``: aquí sólo hay lo que dejan pasar, sin colores ni altos que riñan con un tema oscuro.
"""

import re
import unicodedata
from collections.abc import Sequence

from paac_reportes import clases

FILAS = 20
TAMANO = 20_000
"""Bytes que ocupa lo mostrado, a lo sumo: el HTML y el texto, juntos."""

_LARGOS = ((200, FILAS), (100, FILAS), (60, FILAS), (30, FILAS), (20, 10), (8, 3))
"""Letras por celda y filas; cuando no cabe, las siguientes."""
_NOTAS = 12
_LARGO_EN_TEXTO = 40
_RENGLON = re.compile(r"[\t\n\v\f\r\x1c-\x1f\x85\u2028\u2029]+")
_DE_MARCA = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_DE_FORMULA = re.compile(r"[$\\]")
"""MathJax los busca en lo que un cuaderno muestra: dos precios no son una fórmula."""
_A_LA_IZQUIERDA = ' style="text-align:left"'
"""Un cuaderno pone las celdas a la derecha; quien la quita, no quita nada que se lea."""
_ENCABEZADO = ' role="columnheader"'

Celda = str | int | None


@clases.frozen(kw_only=True)
class Cuadro:
    """Un título, una tabla y unas notas."""

    titulo: str
    columnas: tuple[str, ...] = ()
    filas: Sequence[Sequence[Celda]] = ()
    """Todas: aquí se decide cuántas se muestran."""
    son: str = "filas"
    notas: tuple[str, ...] = ()

    def paquete(self) -> dict[str, str]:
        """Por tipo MIME, lo que se muestra: a lo sumo veinte filas y veinte mil bytes."""
        for largo, filas in _LARGOS:
            paquete = self._recortado(largo, filas)
            if sum(len(dicho.encode("utf-8")) for dicho in paquete.values()) <= TAMANO:
                break
        return paquete

    def _recortado(self, largo: int, cuantas: int) -> dict[str, str]:
        filas = [[_celda(celda, largo) for celda in fila] for fila in self.filas[:cuantas]]
        columnas = [_celda(rotulo, largo) for rotulo in self.columnas if filas]
        notas = [_celda(nota, 3 * largo) for nota in self.notas[:_NOTAS]]
        titulo = _celda(self.titulo, largo)
        faltan = len(self.filas) - len(filas)
        if faltan:
            notas.insert(0, f"Se muestran {len(filas)} de {len(self.filas)} {self.son}.")
        return {
            "text/plain": _en_texto(titulo, columnas, filas, notas),
            "text/html": _en_html(titulo, columnas, filas, notas, self._numericas()),
        }

    def _numericas(self) -> list[bool]:
        """Las columnas en que sólo hay cuentas."""
        vistas = self.filas[:FILAS]
        return [
            all(isinstance(fila[n], int) for fila in vistas) for n, _ in enumerate(self.columnas)
        ]


class SeMuestra:
    """Quien dice su ``_cuadro`` se muestra solo en un cuaderno."""

    __slots__ = ()

    def _cuadro(self) -> Cuadro:
        """Lo que se muestra de él."""
        raise NotImplementedError

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        """Lo pide Jupyter, que además descarta los tipos que no quiere."""
        del include, exclude
        return self._cuadro().paquete()


def _celda(valor: Celda, largo: int) -> str:
    """Un renglón, sin lo que no se ve o no se puede enviar, y con puntos si se cortó."""
    texto = "" if valor is None else str(valor)
    corto = texto if len(texto) <= largo else f"{texto[: largo - 1]}…"
    return "".join(map(_visible, _RENGLON.sub(" ", corto))).strip(" ")


def _visible(letra: str) -> str:
    if letra.isprintable() or unicodedata.category(letra) == "Zs":
        return letra
    return "\N{REPLACEMENT CHARACTER}"


def _en_texto(titulo: str, columnas: list[str], filas: list[list[str]], notas: list[str]) -> str:
    """Las columnas, alineadas; la última puede ser larga, que no empuja a otra."""
    tabla = [
        [*(_celda(celda, _LARGO_EN_TEXTO) for celda in fila[:-1]), *fila[-1:]]
        for fila in (columnas, *filas)
    ]
    anchos = [max(map(len, columna)) for columna in zip(*tabla, strict=True)]
    renglones = (
        "  ".join(f"{celda:<{ancho}}" for celda, ancho in zip(fila, anchos, strict=True)).rstrip()
        for fila in tabla
        if fila
    )
    return "\n".join((titulo, *renglones, *notas))


def _en_html(
    titulo: str,
    columnas: list[str],
    filas: list[list[str]],
    notas: list[str],
    numericas: list[bool],
) -> str:
    lados = ["" if es else _A_LA_IZQUIERDA for es in numericas]
    rotulos = "".join(
        f"<td{_ENCABEZADO}{lado}><strong>{_literal(rotulo)}</strong></td>"
        for rotulo, lado in zip(columnas, lados, strict=False)
    )
    cuerpo = "".join(f"<tr>{''.join(map(_td, fila, lados))}</tr>" for fila in filas)
    tabla = f"<table><tr>{rotulos}</tr>{cuerpo}</table>" if filas else ""
    dichas = "".join(f"<div>{_literal(nota)}</div>" for nota in notas)
    return f"<div><div><strong>{_literal(titulo)}</strong></div>{tabla}{dichas}</div>"


def _td(celda: str, lado: str) -> str:
    return f"<td{lado}>{_literal(celda)}</td>"


def _literal(texto: str) -> str:
    """El texto, que no es ni marcado ni fórmula."""
    return _DE_FORMULA.sub(r"<span>\g<0></span>", texto.translate(_DE_MARCA))
