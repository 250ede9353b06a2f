"""Cómo se muestra un objeto al final de una celda de cuaderno: una tabla corta, en HTML y en texto.

Los saneadores (el de nbconvert, GitHub, JupyterLab sin confianza) quitan estilos, marcos y hasta
``th``: aquí sólo hay lo que dejan pasar, sin colores ni altos que riñan con un tema oscuro.
"""

import unicodedata
from collections.abc import Iterator, Mapping, Sequence, Sized
from typing import Literal

from paac_reportes import clases
from paac_reportes.decimales import en_contexto_propio
from paac_reportes.expresiones import expresion

FILAS = 20
TAMANO = 20_000
"""Bytes que ocupa lo mostrado, a lo sumo: el HTML y el texto, juntos."""

_LETRAS_Y_FILAS = ((200, FILAS), (100, FILAS), (60, FILAS), (30, FILAS), (20, 10), (8, 3))
"""Letras por celda y filas, de más a menos: cuando no cabe, las siguientes; las últimas caben."""
_NOTAS = 12
"""Notas que se muestran, a lo sumo."""
_LARGO_DE_NOTA = 300
"""Letras en que se corta, por lo menos, la nota de una tabla que se muestra como es."""
_LARGO_EN_TEXTO = 40
"""Letras de una celda en el texto alineado, donde sólo la última puede ser más larga."""
_RENGLON = expresion(r"[\t\n\v\f\r\x1c-\x1f\x85\u2028\u2029]+")
_ESCAPES_DE_MARCA = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_ABREN_FORMULA = expresion(r"[$\\]")
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
        for largo, filas in _LETRAS_Y_FILAS:
            paquete = self._recortado(largo, filas)
            if sum(len(contenido.encode("utf-8")) for contenido in paquete.values()) <= TAMANO:
                break
        return paquete

    def _recortado(self, largo: int, cuantas: int) -> dict[str, str]:
        """Cuadro por tipo MIME, con ``cuantas`` filas y ``largo`` letras por celda, a lo sumo."""
        filas = [[_celda(celda, largo) for celda in fila] for fila in self.filas[:cuantas]]
        columnas = [_celda(rotulo, largo) for rotulo in self.columnas if filas]
        notas = [_celda(nota, 3 * largo) for nota in self.notas[:_NOTAS]]
        titulo = _celda(self.titulo, largo)
        faltan = len(self.filas) - len(filas)
        if faltan:
            notas.insert(0, nota_de_recorte(len(filas), len(self.filas), self.son))
        return {
            "text/plain": _en_texto(titulo, columnas, filas, notas),
            "text/html": _en_html(titulo, columnas, filas, notas, self._numericas()),
        }

    def _numericas(self) -> list[bool]:
        """Si en cada columna, en las filas a la vista, sólo hay números enteros."""
        a_la_vista = self.filas[:FILAS]
        return [
            all(isinstance(fila[lugar], int) for fila in a_la_vista)
            for lugar, _ in enumerate(self.columnas)
        ]


Lado = Literal["left", "right", "center"]


@clases.frozen(kw_only=True)
class CeldaMostrada:
    """Una celda de una tabla que se muestra como es."""

    texto: str
    columna: int
    """Columna en que empieza, desde 0."""
    cuantas_columnas: int = 1
    cuantas_filas: int = 1
    lado: Lado = "left"
    fuerte: bool = False
    """Un rótulo o un total."""
    colores: tuple[str, str] | None = None
    """Colores del fondo y de la letra, los dos: en un tema oscuro se lee igual."""


@clases.frozen(kw_only=True)
class CuadroDeTabla:
    """Una tabla como va en el documento, con sus primeras filas, y unas notas."""

    titulo: str
    rotulos: Sequence[Sequence[CeldaMostrada]]
    filas: Sequence[Sequence[CeldaMostrada]]
    """Las primeras: a lo sumo, ``FILAS``."""
    cuantas: int
    """Filas que hay en total."""
    total: Sequence[CeldaMostrada] = ()
    """La última, si cierra la tabla: se muestra aunque falten otras."""
    notas: tuple[str, ...] = ()

    def paquete(self) -> dict[str, str]:
        """Por tipo MIME, lo que se muestra: a lo sumo veinte filas y veinte mil bytes."""
        for largo, filas in _LETRAS_Y_FILAS:
            paquete = self.recortada(largo, filas)
            if sum(len(contenido.encode("utf-8")) for contenido in paquete.values()) <= TAMANO:
                return paquete
        # Ni tres filas caben: quedan el título y las notas.
        solo = Cuadro(titulo=self.titulo, notas=(self._faltan(0), *self.notas))
        return solo.paquete()

    def _en_columnas(
        self, filas: Sequence[Sequence[CeldaMostrada]], largo: int
    ) -> Iterator[list[str]]:
        """Los textos de cada fila, uno por columna, de hasta ``largo`` letras.

        En blanco lo cubierto.
        """
        columnas = max(celda.columna + celda.cuantas_columnas for fila in filas for celda in fila)
        for fila in filas:
            textos = [""] * columnas
            for celda in fila:
                textos[celda.columna] = _celda(celda.texto, largo)
            yield textos

    def _faltan(self, mostradas: int) -> str:
        return nota_de_recorte(mostradas, self.cuantas, "filas")

    def recortada(self, largo: int, cuantas: int) -> dict[str, str]:
        """Tabla en HTML y en texto, con ``largo`` letras por celda y ``cuantas`` filas."""
        filas = self.filas[:cuantas]
        notas = [_celda(nota, max(3 * largo, _LARGO_DE_NOTA)) for nota in self.notas[:_NOTAS]]
        if len(filas) < self.cuantas:
            notas.insert(0, self._faltan(len(filas)))
            filas = [*filas, self.total] if self.total else filas
        titulo = _celda(self.titulo, largo)
        de_html = "".join(
            f"<tr>{''.join(_td_de_tabla(celda, largo, len(grupo) - numero) for celda in fila)}</tr>"
            for grupo in (self.rotulos, filas)
            for numero, fila in enumerate(grupo)
        )
        al_pie = "".join(f"<div>{_literal(nota)}</div>" for nota in notas)
        html = (
            f"<div><div><strong>{_literal(titulo)}</strong></div>"
            f"<table>{de_html}</table>{al_pie}</div>"
        )
        rotulos, *demas = self._en_columnas((*self.rotulos, *filas), largo)
        texto = _en_texto(titulo, rotulos, demas, notas)
        return {"text/plain": texto, "text/html": html}


@clases.frozen(kw_only=True)
class CuadroDeTablas:
    """Varias tablas, cada una con su título, y las notas de todas."""

    titulo: str
    tablas: tuple[CuadroDeTabla, ...]
    notas: tuple[str, ...] = ()

    def paquete(self) -> dict[str, str]:
        """Por tipo MIME, lo que se muestra: entre todas, veinte filas y veinte mil bytes."""
        cuantas = len(self.tablas)
        for largo, filas in _LETRAS_Y_FILAS if cuantas <= FILAS else ():
            recortadas = [tabla.recortada(largo, max(filas // cuantas, 1)) for tabla in self.tablas]
            paquete = self._cuadro_con(recortadas)
            if sum(len(contenido.encode("utf-8")) for contenido in paquete.values()) <= TAMANO:
                return paquete
        sin_filas = (
            f"{tabla.titulo}: {nota_de_recorte(0, tabla.cuantas, 'filas')}" for tabla in self.tablas
        )
        return Cuadro(titulo=self.titulo, notas=(*sin_filas, *self.notas)).paquete()

    def _cuadro_con(self, recortadas: Sequence[Mapping[str, str]]) -> dict[str, str]:
        """El cuadro en texto y en HTML, por su tipo MIME: las tablas ya recortadas y las notas."""
        partes = [*recortadas, Cuadro(titulo=self.titulo, notas=self.notas).paquete()]
        html = "".join(parte["text/html"] for parte in partes)
        texto = "\n\n".join(parte["text/plain"] for parte in partes)
        return {"text/plain": texto, "text/html": f"<div>{html}</div>"}


def _td_de_tabla(celda: CeldaMostrada, largo: int, quedan: int) -> str:
    """Celda en HTML, de hasta ``largo`` letras.

    ``quedan``: las filas desde ella, que cubre a lo más.
    """
    estilo = f"text-align:{celda.lado}"
    if celda.colores:
        fondo, letra = celda.colores
        estilo += f";background-color:#{fondo};color:#{letra}"
    cubre = f' colspan="{celda.cuantas_columnas}"' if celda.cuantas_columnas > 1 else ""
    alto = min(celda.cuantas_filas, quedan)
    cubre += f' rowspan="{alto}"' if alto > 1 else ""
    texto = _literal(_celda(celda.texto, largo))
    return (
        f'<td{cubre} style="{estilo}">{f"<strong>{texto}</strong>" if celda.fuerte else texto}</td>'
    )


class SeMuestra:
    """Quien dice su ``_cuadro`` se muestra solo en un cuaderno, y con ``print``."""

    __slots__ = ()

    def __str__(self) -> str:
        return self._repr_mimebundle_()["text/plain"]

    def _cuadro(self) -> "Cuadro | CuadroDeTabla | CuadroDeTablas":
        """Cuadro con que el objeto se muestra en un cuaderno."""
        raise NotImplementedError

    @en_contexto_propio
    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        """Contenido por tipo MIME, que pide Jupyter; él descarta los tipos que no quiere."""
        del include, exclude
        return self._cuadro().paquete()


def en_miles(cuantos: int) -> str:
    """Cuenta con puntos de miles: ``12.345``."""
    # Aparte de los textos: el modelo, que también se muestra, no ve esa sala.
    return f"{cuantos:,}".replace(",", ".")


def cuantos(valores: Sized) -> str:
    """Cuántos son, que es como se muestra en un renglón lo que puede ser largo."""
    return en_miles(len(valores))


def nota_de_recorte(cuantas: int, en_total: int, son: str) -> str:
    """Frase de que se muestran menos: ``Se muestran 20 de 1.250 filas.``."""
    return f"Se muestran {cuantas} de {en_miles(en_total)} {son}."


def _celda(valor: Celda, largo: int) -> str:
    """Texto de una celda en un renglón, sin lo que no se ve, y con «…» si pasa de ese largo."""
    texto = en_miles(valor) if isinstance(valor, int) else valor or ""
    corto = texto if len(texto) <= largo else f"{texto[: largo - 1]}…"
    return "".join(map(_visible, _RENGLON.sub(" ", corto))).strip(" ")


def _visible(letra: str) -> str:
    """La letra, o un signo de reemplazo si no se ve."""
    if letra.isprintable() or unicodedata.category(letra) == "Zs":
        return letra
    return "\N{REPLACEMENT CHARACTER}"


def _en_texto(titulo: str, columnas: list[str], filas: list[list[str]], notas: list[str]) -> str:
    """Cuadro en texto, con las columnas alineadas; la última puede ser larga."""
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
    """Cuadro en HTML; ``numericas``: por columna, si es de números, que van a la derecha."""
    lados = ["" if es_de_numeros else _A_LA_IZQUIERDA for es_de_numeros in numericas]
    rotulos = "".join(
        f"<td{_ENCABEZADO}{lado}><strong>{_literal(rotulo)}</strong></td>"
        for rotulo, lado in zip(columnas, lados, strict=False)
    )
    cuerpo = "".join(f"<tr>{''.join(map(_td, fila, lados))}</tr>" for fila in filas)
    tabla = f"<table><tr>{rotulos}</tr>{cuerpo}</table>" if filas else ""
    al_pie = "".join(f"<div>{_literal(nota)}</div>" for nota in notas)
    return f"<div><div><strong>{_literal(titulo)}</strong></div>{tabla}{al_pie}</div>"


def _td(celda: str, lado: str) -> str:
    return f"<td{lado}>{_literal(celda)}</td>"


def _literal(texto: str) -> str:
    """El texto escapado para HTML: ni marcado ni fórmula."""
    return _ABREN_FORMULA.sub(r"<span>\g<0></span>", texto.translate(_ESCAPES_DE_MARCA))
