"""Tablas: sus anchos, sus rótulos repetidos y sus filas, enteras mientras quepan en una página."""

import functools
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate, pairwise

import attrs

from paac_reportes.escritores.pdf.estilos import MARGEN_DE_CELDA, Estilos
from paac_reportes.escritores.pdf.literales import puntos
from paac_reportes.escritores.pdf.textos import Textos
from paac_reportes.maqueta.contenidos import Imagen, solo_texto
from paac_reportes.maqueta.estilos import Estilo
from paac_reportes.maqueta.hoja.rotulos import altos_de_filas
from paac_reportes.maqueta.medida.ajuste import Medidor
from paac_reportes.maqueta.medida.medidas import Mm, Pt, pt_de_mm
from paac_reportes.maqueta.nodos import Celda, Fila, Tabla, Titulo
from paac_reportes.maqueta.rejilla import Puesto, resolver

_FILA_ALTA, _ENTERA, _ROTULOS_ALTOS = 0.75, 0.8, 0.5
"""De la página: la fila que pueda pasar de ahí se parte; la tabla que va entera, si pasa, también;
los rótulos que pasen no se repiten."""

_POCAS_FILAS, _CHICA = 10, 0.5
"""Una tabla de hasta tantas filas y de esta parte de la página no se corta."""

_ANCHO_DE_LETRA, _ALTO_DE_RENGLON = 0.7, 1.4
"""Los de una letra ancha y un renglón holgado, en partes de su tamaño: para no medir de más."""


Envolver = Callable[[str], str]
"""Lo que se hace con lo que dice una celda."""


@attrs.frozen
class Franja:
    """El título que una tabla dice en uno de sus rótulos, a todo lo ancho."""

    titulo: Titulo
    nivel: int


class Tablas:
    """Escribe las tablas de una parte, todas del mismo ancho."""

    def __init__(
        self, estilos: dict[str, Estilo], util: Mm, alto: Pt, funciones: Estilos, textos: Textos
    ) -> None:
        """``alto``: lo que el encabezado y el pie dejan libre de cada página."""
        self._estilos = estilos
        self._util = util
        self._alto = alto
        self._funciones = funciones
        self._textos = textos
        self._medidor = Medidor(estilos)
        # Casi todas las tablas de una parte llevan los mismos rótulos.
        self._alto_de_filas = functools.cache(self._alto_de)

    def expresion(self, tabla: Tabla, franja: Franja | None = None) -> str:
        """La tabla, con el título que va en su franja."""
        bordes = self._bordes(tabla)
        de_rotulos = self._alto_de_filas(tabla.rotulos, tabla.anchos)
        se_repiten = (
            bool(tabla.rotulos and tabla.filas) and de_rotulos < self._alto * _ROTULOS_ALTOS
        )
        filas = _Filas(bordes, Pt((self._alto - de_rotulos * se_repiten) * _FILA_ALTA), franja)
        argumentos = [f"columns: ({', '.join(puntos(b - a) for a, b in pairwise(bordes))},)"]
        argumentos += [] if self._tiene_marco(tabla) else ["stroke: none"]
        entera = self.va_entera(tabla)
        marcada = franja is not None and se_repiten and not entera
        rotulos = _renglones(self._rotulos(tabla, filas, marcada=marcada))
        encabezado = f"  table.header(\n{rotulos}  ),\n" if tabla.rotulos else ""
        cuerpo = _renglones(self._cuerpo(tabla, filas))
        if tabla.rotulos and not se_repiten:
            encabezado = rotulos
        escrita = f"table(\n  {', '.join(argumentos)},\n{encabezado}{cuerpo})"
        if franja and marcada:
            return f"{self._marca(franja)} + {escrita}"
        return f"block(breakable: false, {escrita})" if entera else escrita

    def _marca(self, franja: Franja) -> str:
        titulo = franja.titulo
        dicho = self._textos.expresion(titulo.texto, titulo.estilo, pt_de_mm(self._util))
        return f"marca-de-franja({franja.nivel}, {dicho})"

    def _rotulos(self, tabla: Tabla, filas: "_Filas", *, marcada: bool) -> Iterator[str]:
        franja = filas.franja
        for numero, puestos in enumerate(resolver(tabla.rotulos, len(tabla.anchos))):
            envolver: Envolver = _igual
            if franja and _es_la_franja(puestos, franja.titulo):
                envolver = _hecha_titulo(franja, marcada=marcada)
                franja = None
            yield self._fila(puestos, numero, filas, envolver)

    def _cuerpo(self, tabla: Tabla, filas: "_Filas") -> Iterator[str]:
        ultima = len(tabla.filas) - 1
        for numero, puestos in enumerate(resolver(tabla.filas, len(tabla.anchos))):
            escrita = self._fila(puestos, numero, filas, _igual)
            es_banda = numero < ultima and self._es_banda(puestos, filas)
            yield f"table.header(level: 2, repeat: false, {escrita})," if es_banda else escrita

    def _es_banda(self, puestos: Sequence[Puesto], filas: "_Filas") -> bool:
        """Si una fila a todo lo ancho encabeza las que siguen, de las que no se aparta."""
        ((_, celda, _), *otros) = puestos
        encabeza = not otros and celda.filas == 1 and self._estilos[celda.estilo].con_el_siguiente
        return encabeza and not self._pasa_de(filas.alto, puestos, filas.bordes)

    def _fila(
        self, puestos: Sequence[Puesto], numero: int, filas: "_Filas", envolver: Envolver
    ) -> str:
        """Las celdas que empiezan en una fila; ``envolver`` es de lo que dice la primera."""
        se_parte = self._pasa_de(filas.alto, puestos, filas.bordes)
        escritas = []
        for columna, celda, origen in puestos:
            if origen == numero:
                ancho = Pt(filas.bordes[columna + celda.columnas] - filas.bordes[columna])
                escritas.append(self._celda(celda, ancho, envolver, se_parte=se_parte))
                envolver = _igual
        return "".join(f"{escrita}, " for escrita in escritas)

    def _celda(self, celda: Celda, ancho: Pt, envolver: Envolver, *, se_parte: bool) -> str:
        funcion, largo = self._funciones.celda(celda.estilo), ""
        libre = Pt(ancho - 2 * MARGEN_DE_CELDA)
        if self._estilos[celda.estilo].girado:
            pide = self._medidor.alto(celda.contenido, celda.estilo, ancho)
            libre = Pt(min(pide, self._alto * _FILA_ALTA))
            largo = f"{puntos(libre)}, "
        cuerpo = envolver(self._textos.expresion(celda.contenido, celda.estilo, libre))
        tramos = f", colspan: {celda.columnas}" if celda.columnas > 1 else ""
        tramos += f", rowspan: {celda.filas}" if celda.filas > 1 else ""
        tramos += ", breakable: true" if se_parte or celda.filas > 1 else ""
        return f"{funcion}({largo}{cuerpo}{tramos})"

    def _tiene_marco(self, tabla: Tabla) -> bool:
        """Como en Word, el marco es de la tabla: lo decide el estilo de sus celdas."""
        primera = (tabla.filas or tabla.rotulos)[0]
        return any(self._estilos[celda.estilo].bordes for celda in primera.celdas)

    def va_entera(self, tabla: Tabla) -> bool:
        """Si no se parte entre páginas."""
        if tabla.va_entera:
            alto = self._alto_de_filas((*tabla.rotulos, *tabla.filas), tabla.anchos)
            return alto < self._alto * _ENTERA
        if not 0 < len(tabla.filas) <= _POCAS_FILAS:
            return False
        cabe = Pt(self._alto * _CHICA / len(tabla.filas))
        rejilla, bordes = resolver(tabla.filas, len(tabla.anchos)), self._bordes(tabla)
        return not any(self._podria_pasar(cabe, puestos, bordes) for puestos in rejilla)

    def _bordes(self, tabla: Tabla) -> list[float]:
        return [0.0, *(parte * pt_de_mm(self._util) for parte in accumulate(tabla.anchos))]

    def _pasa_de(self, alto: Pt, puestos: Sequence[Puesto], bordes: Sequence[float]) -> bool:
        """Si alguna celda de una fila es más alta; una de varias filas cuenta entera."""
        return self._podria_pasar(alto, puestos, bordes) and any(
            self._medidor.alto_en_papel(
                celda.contenido,
                celda.estilo,
                Pt(bordes[columna + celda.columnas] - bordes[columna] - MARGEN_DE_CELDA),
            )
            > alto
            for columna, celda, _ in puestos
        )

    def _podria_pasar(self, alto: Pt, puestos: Sequence[Puesto], bordes: Sequence[float]) -> bool:
        """Si, por cuántas letras trae alguna celda, vale la pena medirla."""
        return any(
            self._alto_holgado(celda, bordes[columna + celda.columnas] - bordes[columna]) > alto
            for columna, celda, _ in puestos
        )

    def _alto_holgado(self, celda: Celda, ancho: float) -> float:
        aspecto = self._estilos[celda.estilo]
        texto = solo_texto(celda.contenido)
        por_renglon = ancho / (aspecto.tamano * _ANCHO_DE_LETRA)
        renglones = len(texto) / max(por_renglon, 1) + texto.count("\n") + 1
        propio = aspecto.antes + aspecto.despues + renglones * aspecto.tamano * _ALTO_DE_RENGLON
        if isinstance(celda.contenido, str):
            return propio
        imagenes = (uno.alto for uno in celda.contenido if isinstance(uno, Imagen))
        return max([propio, *(pt_de_mm(suyo) for suyo in imagenes)])

    def _alto_de(self, filas: tuple[Fila, ...], anchos: tuple[float, ...]) -> float:
        return sum(altos_de_filas(filas, anchos, self._util, self._medidor))


@attrs.frozen
class _Filas:
    """Lo que las filas de una tabla tienen en común."""

    bordes: list[float]
    alto: Pt
    """Lo que una fila puede medir sin partirse."""
    franja: Franja | None


def _es_la_franja(puestos: Sequence[Puesto], titulo: Titulo) -> bool:
    celda = puestos[0].celda
    return len(puestos) == 1 and celda.contenido == titulo.texto and celda.estilo == "franja"


def _hecha_titulo(franja: Franja, *, marcada: bool) -> Envolver:
    """Lo que hace de una celda un título; si se repite, en el contenido está la marca."""
    funcion = "titulo-en-franja" if marcada else "titulo"
    return lambda cuerpo: f"{funcion}({franja.nivel}, {cuerpo})"


def _igual(cuerpo: str) -> str:
    return cuerpo


def _renglones(filas: Iterator[str]) -> str:
    return "".join(f"    {fila}\n" for fila in filas)
