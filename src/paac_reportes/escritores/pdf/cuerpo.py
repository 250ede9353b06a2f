"""Los bloques de una parte, uno tras otro."""

import functools
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate, groupby, pairwise
from typing import assert_never

import attrs

from paac_reportes.errores import Aviso
from paac_reportes.escritores.graficos import vector_de
from paac_reportes.escritores.listas import Elemento, EnLista, con_listas, esta_en_su_franja, va_con
from paac_reportes.escritores.pdf.estilos import MARGEN_DE_CELDA, Estilos, entre
from paac_reportes.escritores.pdf.textos import (
    Textos,
    cadena,
    cadena_que_no_se_dibuja,
    puntos,
    puntos_de,
    si_o_no,
)
from paac_reportes.maqueta.estilos import Estilo, estilo_de_titulo
from paac_reportes.maqueta.hoja.pagina import altos_de_filas
from paac_reportes.maqueta.medida.ajuste import Medidor
from paac_reportes.maqueta.medida.tipografia import Mm, Pt, pt_de_mm
from paac_reportes.maqueta.nodos import (
    Bloque,
    Celda,
    Fila,
    Grafico,
    Imagen,
    Indice,
    Parrafo,
    Salto,
    Tabla,
    Titulo,
    solo_texto,
    tabla_de_datos,
)
from paac_reportes.maqueta.rejilla import Puesto, resolver

# ------------------------------------------------------------------ tablas
# Tablas: sus anchos, sus rótulos repetidos y sus filas, enteras mientras quepan en una página.

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


# ------------------------------------------------------------------ cuerpo

_ENTRE_TABLAS = Pt(3)
"""Lo que separa dos tablas seguidas, que en Word es un párrafo muy bajo."""

_DE_GRAFICO = "texto-centro"
_SANGRIA_DE_INDICE = 11
_PIEZA = Bloque | EnLista


class Niveles:
    """Los niveles de los títulos, sin saltos: de uno no se pasa sino al que sigue (PDF/UA)."""

    def __init__(self) -> None:
        self._ultimo = 0

    def nivel(self, titulo: Titulo) -> int:
        """El que le toca al título que sigue."""
        self._ultimo = min(titulo.nivel, self._ultimo + 1)
        return self._ultimo


@attrs.frozen
class Cuerpo:
    """Escribe los bloques de una parte."""

    _ancho: Mm
    _estilos: dict[str, Estilo]
    _funciones: Estilos
    _textos: Textos
    _tablas: Tablas
    _niveles: Niveles
    _avisos: list[Aviso]

    def renglones(self, bloques: Sequence[Bloque]) -> Iterator[str]:
        """Una expresión por bloque."""
        piezas: list[_PIEZA] = list(con_listas(bloques))
        de_franja: Titulo | None = None
        anterior: _PIEZA | None = None
        for lugar, pieza in enumerate(piezas):
            siguiente, otro = (*map(_primero, piezas[lugar + 1 : lugar + 3]), None, None)[:2]
            if isinstance(pieza, Titulo) and esta_en_su_franja(pieza, siguiente):
                de_franja = pieza
                continue
            antes = self._antes(anterior, de_franja or pieza, con_franja=de_franja is not None)
            junto = va_con(_primero(pieza), siguiente, otro, self._estilos)
            yield self._pieza(pieza, antes, de_franja, junto=junto)
            de_franja, anterior = None, pieza

    def _antes(self, anterior: _PIEZA | None, pieza: _PIEZA, *, con_franja: bool) -> Pt:
        """Lo que queda entre dos piezas: en una misma página, nada arriba de la primera."""
        aparte = isinstance(anterior, Tabla) and (con_franja or isinstance(pieza, Tabla))
        suyo = entre(self._de(anterior, al_final=True), self._de(pieza))
        return Pt(suyo + (_ENTRE_TABLAS if aparte else 0))

    def _de(self, pieza: _PIEZA | None, *, al_final: bool = False) -> Estilo | None:
        """El estilo de una pieza; ninguno si es una figura o un salto."""
        if isinstance(pieza, EnLista):
            elemento = pieza.elementos[-1 if al_final else 0]
            return self._estilos[elemento.parrafo.estilo]
        if isinstance(pieza, Grafico):
            return self._estilos[_DE_GRAFICO]
        return self._estilos[pieza.estilo] if isinstance(pieza, Titulo | Parrafo) else None

    def _pieza(  # noqa: PLR0911 - una clase de pieza por caso
        self, pieza: _PIEZA, antes: Pt, franja: Titulo | None, *, junto: bool
    ) -> str:
        match pieza:
            case Titulo():
                return self._titulo(pieza, antes)
            case Parrafo():
                return self._parrafo(pieza, antes, junto=junto)
            case EnLista():
                return _bloque(antes, self._lista(pieza), junto=junto)
            case Tabla():
                # Una que se parte, atada a lo que sigue, comenzaría siempre en otra página.
                atada = junto and self._tablas.va_entera(pieza)
                return _bloque(antes, self._tabla(pieza, franja), junto=atada)
            case Salto():
                return "#pagebreak(weak: true)"
            case Indice():
                return "\n".join(self._indice(pieza, antes))
            case Grafico():
                return self._grafico(pieza, antes, junto=junto)
            case _:
                assert_never(pieza)

    def _titulo(self, titulo: Titulo, antes: Pt) -> str:
        dentro = self._textos.expresion(titulo.texto, titulo.estilo, pt_de_mm(self._ancho))
        if titulo.nivel and titulo.texto.strip():  # PDF/UA no admite un título en blanco
            escrito = f"titulo({self._niveles.nivel(titulo)}, {dentro})"
        else:
            escrito = f"par({dentro})"
        funcion = self._funciones.parrafo(titulo.estilo)
        salto = "#pagebreak(weak: true)\n" if titulo.en_pagina_nueva else ""
        return f"{salto}{_bloque(antes, f'{funcion}({escrito})', junto=True)}"

    def _parrafo(self, parrafo: Parrafo, antes: Pt, *, junto: bool) -> str:
        estilo = self._estilos[parrafo.estilo]
        funcion = self._funciones.parrafo(parrafo.estilo)
        dentro = self._textos.expresion(parrafo.contenido, parrafo.estilo, pt_de_mm(self._ancho))
        escrito = f"{funcion}(par({dentro}))"
        return _bloque(antes, escrito, junto=junto or estilo.con_el_siguiente)

    def _lista(self, lista: EnLista) -> str:
        """Los elementos; uno que sigue a otro va a su margen, y sin marca."""
        trozos = []
        for sigue, seguidos in groupby(lista.elementos, lambda uno: uno.lista.sigue):
            suyos = list(seguidos)
            trozos.append(self._elementos(suyos) if not sigue else self._sueltos(suyos))
        return "\n  ".join(trozos) if len(trozos) == 1 else f"{{ {'; '.join(trozos)} }}"

    def _elementos(self, elementos: Sequence[Elemento]) -> str:
        nombre = elementos[0].parrafo.estilo
        estilo, con_numero = self._estilos[nombre], elementos[0].lista.numero is not None
        sangria = f"width: {puntos(estilo.sangria)}"
        comunes = f"indent: 0pt, body-indent: 0pt, spacing: {puntos(estilo.despues)}, tight: false"
        marca = 'str(numero) + "."' if con_numero else '"•"'
        marca = f"box({sangria}, align(left, {marca}))"
        if con_numero:
            abre = f"enum({comunes}, number-align: start, numbering: numero => {marca}"
        else:
            abre = f"list({comunes}, marker: {marca}"
        dentro = "".join(f",\n    {self._elemento(uno)}" for uno in elementos)
        return f"{self._funciones.parrafo(nombre)}({abre}{dentro},\n  ))"

    def _elemento(self, elemento: Elemento) -> str:
        cuerpo = "; ".join(self._de_elemento(elemento))
        numero = elemento.lista.numero
        return f"{{ {cuerpo} }}" if numero is None else f"enum.item({numero}, {{ {cuerpo} }})"

    def _de_elemento(self, elemento: Elemento) -> Iterator[str]:
        yield self._en_lista(elemento.parrafo)
        despues = puntos(self._estilos[elemento.parrafo.estilo].despues)
        for uno in elemento.dentro:
            yield f"v({despues}, weak: true)"
            yield self._en_lista(uno) if isinstance(uno, Parrafo) else self._lista(uno)

    def _sueltos(self, elementos: Sequence[Elemento]) -> str:
        estilo = self._estilos[elementos[0].parrafo.estilo]
        cuerpo = "; ".join(parte for uno in elementos for parte in self._de_elemento(uno))
        return f"pad(left: {puntos(estilo.sangria + estilo.margen)}, {{ {cuerpo} }})"

    def _en_lista(self, parrafo: Parrafo) -> str:
        estilo = self._estilos[parrafo.estilo]
        libre = Pt(pt_de_mm(self._ancho) - estilo.sangria - estilo.margen)
        return f"par({self._textos.expresion(parrafo.contenido, parrafo.estilo, libre)})"

    def _tabla(self, tabla: Tabla, titulo: Titulo | None = None) -> str:
        franja = None
        if titulo is not None and titulo.texto.strip():
            franja = Franja(titulo, self._niveles.nivel(titulo))
        return self._tablas.expresion(tabla, franja)

    def _indice(self, indice: Indice, antes: Pt) -> Iterator[str]:
        """Su título y un renglón por título del documento, que enlaza con él y dice su página."""
        yield self._parrafo(Parrafo(indice.titulo, estilo_de_titulo(0)), antes, junto=True)
        estilo = self._estilos["indice"]
        entre_renglones = puntos(entre(estilo, estilo))
        yield f"#{self._funciones.parrafo('indice')}({{"
        yield "  show linebreak: [ ]"
        yield "  show outline.entry: uno => block("
        yield f"    above: {entre_renglones}, below: 0pt, width: 100%,"
        yield f"    inset: (left: {_SANGRIA_DE_INDICE}pt * (uno.level - 1)),"
        yield "    link(uno.element.location(), grid("
        yield "      columns: (1fr, auto), column-gutter: 3pt, align: bottom,"
        yield '      uno.body() + " " + box(width: 1fr, pdf.artifact(repeat[.])), uno.page(),'
        yield "    )),"
        yield "  )"
        yield f"  outline(title: none, depth: {indice.niveles})"
        yield "})"

    def _grafico(self, grafico: Grafico, antes: Pt, *, junto: bool) -> str:
        svg = vector_de(grafico, self._ancho, self._avisos)
        if svg is None:
            return _bloque(antes, self._tabla(tabla_de_datos(grafico)), junto=False)
        medidas = f"width: {puntos_de(self._ancho)}, height: {puntos_de(grafico.alto)}"
        texto = cadena_que_no_se_dibuja(grafico.texto_alternativo)
        return _bloque(antes, f"dibujo(bytes({cadena(svg)}), {texto}, {medidas})", junto=junto)


def _primero(pieza: _PIEZA) -> Bloque:
    """El bloque con que empieza."""
    return pieza.elementos[0].parrafo if isinstance(pieza, EnLista) else pieza


def _bloque(antes: Pt, cuerpo: str, *, junto: bool) -> str:
    return f"#bloque({puntos(antes)}, {si_o_no(valor=junto)}, {cuerpo})"
