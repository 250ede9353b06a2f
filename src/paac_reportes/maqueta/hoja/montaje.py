"""Una parte del documento puesta en la cuadrícula de una hoja de cálculo.

Aquí queda resuelta toda la geometría (columnas comunes, altos, continuaciones, cortes de página);
un escritor de hojas sólo la copia. ``Piezas`` mide cada bloque, sin saber en qué página va, y
``montar`` los pone, cada uno bajo el anterior.
"""

import functools
import math
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate, pairwise
from typing import assert_never

import attrs

from paac_reportes import clases
from paac_reportes.errores import ErrorDeMaqueta
from paac_reportes.maqueta.contenido import Contenido, Copia, Resumen, con_nexos_pegados, solo_texto
from paac_reportes.maqueta.cortes import filas_atadas, unica_con_rotulos, van_juntos
from paac_reportes.maqueta.documento import Parte
from paac_reportes.maqueta.estilos import PASO_DE_SANGRIA, en_cuadricula
from paac_reportes.maqueta.hoja.a_lo_ancho import bordes_de_paginas
from paac_reportes.maqueta.hoja.estilos import (
    aire_sobre,
    colgado,
    con_grupos_al_centro,
    repartido,
    sobre_su_tabla,
)
from paac_reportes.maqueta.hoja.pagina import FilasEnPaginas, SiempreALaVista, alto_de
from paac_reportes.maqueta.hoja.tabla import (
    CeldaDeHoja,
    Cuadricula,
    Filtro,
    TablaEnHoja,
    TramoDeHoja,
    altos_y_tramos,
    ancho_sin_papel,
    comienzo,
)
from paac_reportes.maqueta.medida.ajuste import ALTO_MAXIMO, Medidor
from paac_reportes.maqueta.medida.tipografia import Mm, Pt, pt_de_mm
from paac_reportes.maqueta.nodos import Bloque, Indice, Parrafo, Salto, Tabla, Titulo
from paac_reportes.maqueta.rejilla import Fila

PARTE_DE_UN_DIBUJO = 0.97
"""Parte del ancho de sus columnas, que en LibreOffice son hasta un 1,2 % más angostas.

Un dibujo que se asoma a la columna que sigue imprime otra página a lo ancho.
"""
BARRAS_MAXIMAS = 25
"""Barras que se siguen con la vista, a lo más."""

_ALTO_DE_BARRA, _ALTO_DE_LO_DEMAS = 5.5, 14.0
"""Milímetros de una barra con su aire, y de la leyenda y los bordes."""


def ancho_de_dibujo(anchos: Sequence[float]) -> Mm:
    """Ancho de un gráfico sobre todas las columnas de esos anchos, en milímetros."""
    return Mm(math.fsum(anchos) * PARTE_DE_UN_DIBUJO)


@clases.frozen
class SerieEnHoja:
    """Una columna de una tabla, contada desde 0 en su hoja, como se ve en su gráfico."""

    columna: int
    nombre: str
    color: str


@clases.frozen
class GraficoEnHoja:
    """Un gráfico de barras apiladas: una por fila de una tabla, con lo que la nombra."""

    fila: int
    """La fila donde empieza, desde 1."""
    valores: tuple[int, int]
    """Primera y última fila, incluida, de las que dibuja, desde 1."""
    nombres: int
    """La columna que las nombra, desde 0."""
    series: tuple[SerieEnHoja, ...]
    de_que: str
    """El nombre de su tabla."""

    @property
    def alto(self) -> Mm:
        """Lo que ocupa a lo alto."""
        return alto_de_grafico(self.valores[1] - self.valores[0] + 1)


def alto_de_grafico(barras: int) -> Mm:
    """Milímetros que ocupa a lo alto un gráfico de tantas barras."""
    return Mm(_ALTO_DE_BARRA * barras + _ALTO_DE_LO_DEMAS)


def barras_de(tabla: Tabla) -> int:
    """Cuántas barras dibuja el gráfico de una tabla; ninguna, si no lo lleva o serían de más.

    Tampoco donde una banda o un subtotal separa las filas: saldría como otra barra.
    """
    if not tabla.apiladas:
        return 0
    barras = len(tabla.filas) - tabla.cierre
    if barras > BARRAS_MAXIMAS or len(tabla.resumenes) > tabla.cierre:
        return 0
    nombres = tabla.columnas[0]
    return barras if all(nombres.abarca(fila) == 1 for fila in range(barras)) else 0


def series_de(tabla: Tabla, columnas: Sequence[int]) -> tuple[SerieEnHoja, ...]:
    """Lo que apila el gráfico de una tabla, que en su hoja empieza cada columna en ``columnas``."""
    rotulos = tabla.columnas_de_rotulos
    return tuple(
        SerieEnHoja(columnas[columna], solo_texto(rotulos[columna].contenidos[-1]), color)
        for columna, color in tabla.apiladas
    )


_PARTE_EN_BLANCO = 1 / 5
"""Parte de la página que a lo más queda en blanco por no apartar la última fila de la anterior."""

ANCHO_DE_TEXTO = Mm(174.7)
"""Ancho de la única columna de una hoja de textos: 110 letras de las que Excel cuenta."""

_PARTE_DE_UN_TEXTO = 0.85
"""Parte del ancho de la hoja que a lo menos ocupa un texto; a la derecha termina donde termine."""

Compuestas = Sequence[tuple[int, CeldaDeHoja]]
"""Celdas y la fila de cada una, desde 0."""


@clases.frozen(kw_only=True)
class HojaMontada:
    """Una hoja lista para escribir."""

    nombre: str
    anchos: tuple[float, ...]
    tramos: tuple[TramoDeHoja, ...]
    """Sus filas, por tramos."""
    repetidas: int
    """Última fila (desde 1), incluida, de las que se repiten en cada página; 0 si ninguna."""
    inmovilizadas: int
    """Cuántas filas, las primeras, quedan a la vista al bajar."""
    saltos: tuple[int, ...]
    """Filas (desde 1) después de las cuales empieza otra página."""
    pedidos: int = 0
    """Cuántos de esos saltos pide el documento: a ninguna escala sobran."""
    graficos: tuple[GraficoEnHoja, ...] = ()
    resumenes: dict[tuple[int, int], Resumen] = attrs.Factory(dict)
    """Resúmenes por la fila (desde 1) y la columna (desde 0) de la celda que los dice.

    Sus grupos son de filas de la hoja, desde 1 y sin incluir la última.
    """
    titulos: tuple[int, ...] = ()
    """Filas (desde 0) donde están los títulos que arman la navegación."""
    paginada: bool = False
    """Si ``saltos`` tiene todos los que habrá al imprimir."""
    sobras: tuple[Pt, ...] = ()
    """Alto que deja en blanco cada página."""
    repetidas_desde: int = 0
    """Primera de esas filas (desde 0): las de arriba o, en una hoja sin cortes propios, sus
    rótulos."""
    filtro: Filtro | None = None
    _hasta_el_codigo: Callable[[], int] = int
    paginas_a_lo_ancho: tuple[int, ...] = ()
    """Columnas (desde 1) después de las cuales se imprime en otra página."""
    columnas_repetidas: int = 0
    """Las primeras, que se imprimen en cada página a lo ancho."""
    cortes_de_mas: int = 0
    """Los cortes de página que pedía, si son más de los que Excel admite."""
    escala: int = 100
    """Escala a que se imprime, en por ciento."""

    @clases.propiedad_recordada
    def columnas_inmovilizadas(self) -> int:
        """Cuántas quedan a la vista al correrse a la derecha: hasta la del código.

        De una hoja que sólo se prueba a otra escala nadie lo pregunta.
        """
        return self._hasta_el_codigo()

    @property
    def ancho_de_dibujo(self) -> Mm:
        """Ancho de los gráficos de la hoja."""
        return ancho_de_dibujo(self.anchos)

    @property
    def cuantas(self) -> int:
        """Cuántas filas tiene la hoja."""
        return sum(len(tramo.altos) for tramo in self.tramos)

    @clases.propiedad_recordada
    def lleva_marcas(self) -> bool:
        """Si alguna fila lleva marca, que va en una columna oculta después de la última."""
        return any(any(tramo.marcas) for tramo in self.tramos)

    def con_clase(self, clase: type) -> Compuestas:
        """Las celdas con un contenido de una clase que no es un texto cualquiera, y su fila.

        Por filas y, en cada una, por columnas.
        """
        comienzos = accumulate((len(tramo.altos) for tramo in self.tramos), initial=0)
        celdas = [
            (desde + fila, celda)
            for desde, tramo in zip(comienzos, self.tramos, strict=False)
            for fila, celda in tramo.con_clase(clase)
        ]
        return sorted(celdas, key=lambda par: (par[0], par[1].columna))

    def ultima_columna(self, fila: int) -> int:
        """Cuántas columnas de la hoja alcanza lo escrito en una fila, que se cuenta desde 0."""
        for tramo in self.tramos:
            if fila < len(tramo.altos):
                celdas = filter(None, (columna.celda(fila) for columna in reversed(tramo.columnas)))
                return next(celda.columna + celda.cuantas_columnas for celda in celdas)
            fila -= len(tramo.altos)
        raise IndexError(fila)

    @clases.propiedad_recordada
    def compuestas(self) -> Compuestas:
        """Las celdas que llevan enlaces o imágenes."""
        return self.con_clase(tuple)

    def pagina_de(self, fila: int) -> int:
        """Página de la hoja, desde 0, en que queda una fila (desde 0)."""
        return bisect_right(self.saltos, fila)


SEPARACION = TramoDeHoja([Pt(9)])
"""Entre dos tablas seguidas, y bajo el bloque de encabezado."""

SOBRE_LA_PORTADA = TramoDeHoja([Pt(120)])
"""Aire sobre la portada: con lo que la página lleva arriba, el título queda a un tercio de ella."""


class Piezas:
    """Bloques de una parte, medidos en las columnas de su hoja, como tramos de filas."""

    def __init__(self, parte: Parte, medidor: Medidor) -> None:
        tablas = [b for b in (*parte.bloques, parte.marco.hoja.bloque) if isinstance(b, Tabla)]
        _, primera_pagina, *_ = bordes = bordes_de_paginas(parte)
        ancho = Mm(parte.marco.pagina.ancho_util / primera_pagina)
        self.en_cuadricula = en_cuadricula(medidor.estilos)
        en_columna = parte.marco.hoja.en_columna or not self.en_cuadricula
        de_texto = en_columna and all(tabla.clase == "firmas" for tabla in tablas)
        if de_texto:
            ancho = min(ancho, ANCHO_DE_TEXTO)
        if not parte.marco.hoja.se_imprime:
            ancho = ancho_sin_papel(tablas, ancho, medidor)
        con_listas = primera_pagina == 1 and not de_texto
        self._listas = ListasEnHoja(parte.bloques if con_listas else (), medidor, ancho)
        anchos = [*(tabla.anchos for tabla in tablas), *self._listas.anchos.values()]
        self.cuadricula = Cuadricula(anchos, ancho, primera_pagina)
        de_pagina = [fin - inicio for inicio, fin in pairwise((0.0, *bordes))]
        (_, *columnas) = self.cuadricula.columnas_de(de_pagina)
        self._es_de_tabla = en_columna and parte.marco.hoja.bloque is None and _es_de_tabla(parte)
        (self._desde, self._hasta), *self._demas = pairwise(columnas)
        """Las columnas de cada página a lo ancho, sin las fijas: ningún texto pasa de una."""
        self._medidor, self.estilos = medidor, medidor.estilos
        notas = (n for n, estilo in self.estilos.items() if estilo.con_el_anterior)
        self.notas = frozenset(() if self.en_cuadricula else notas)
        self.juntos = van_juntos(parte.bloques, self.estilos, "libro")
        """Si cada bloque va en la página del siguiente."""

    def parrafo(self, parrafo: Parrafo, limite: Pt) -> list[TramoDeHoja]:
        """Filas de un párrafo; el de una lista, tras su marca, que va en otra celda.

        La leyenda de la hoja de una tabla no une columnas: con celdas unidas Excel no ordena.
        """
        if self._es_de_tabla and (suelta := sobre_su_tabla(parrafo.estilo)) in self.estilos:
            ancho = self.cuadricula.ancho_entre(self._desde, self._hasta)
            alto = self._medidor.alto(parrafo.contenido, parrafo.estilo, ancho)
            celda = CeldaDeHoja(self._desde, 1, 1, parrafo.contenido, suelta)
            return [TramoDeHoja.de_una_fila(alto, celda)]
        tras, estilo = self._listas.marca(parrafo, self.cuadricula)
        contenido = parrafo.contenido if tras else parrafo.con_marca
        return self.texto(contenido, estilo, limite, parrafo.marca, tras=tras)

    def texto(  # noqa: PLR0913 - es de adentro
        self,
        contenido: Contenido,
        estilo: str,
        limite: Pt,
        marca: str = "",
        *,
        tras: CeldaDeHoja | None = None,
        en_cada_pagina: bool = False,
    ) -> list[TramoDeHoja]:
        """Las filas de un texto a todo lo ancho, de hasta ``limite`` de alto si no lleva imágenes.

        ``tras``: la celda que va antes, si es de una lista; ``en_cada_pagina``: si se repite.
        """
        desde, hasta = tras.cuantas_columnas if tras else self._desde, self._hasta
        if (en_todo_el_alto := repartido(estilo)) in self._medidor.estilos:
            columna = self._columna_donde_llena(contenido, estilo, desde)
            hasta, estilo = (columna, en_todo_el_alto) if columna else (hasta, estilo)
        ancho = self.cuadricula.ancho_entre(desde, hasta)
        # Una imagen no se parte: va entera en su fila.
        trozos: Iterable[Contenido] = (
            self._medidor.trozos(contenido, estilo, ancho, limite)
            if isinstance(contenido, str)
            else [contenido]
        )
        filas: list[TramoDeHoja] = []
        for trozo in trozos:
            alto = self._medidor.alto(trozo, estilo, ancho)
            celdas = [CeldaDeHoja(desde, hasta - desde, 1, trozo, estilo)]
            if tras and not filas:
                celdas.insert(0, tras)
            if en_cada_pagina and trozo and isinstance(trozo, str):
                celdas += [
                    CeldaDeHoja(desde, hasta - desde, 1, Copia(trozo), estilo)
                    for desde, hasta in self._demas
                ]
            filas.append(TramoDeHoja.de_una_fila(Pt(min(alto, ALTO_MAXIMO)), *celdas))
            # Una imagen más alta que la fila más alta se asoma sobre las que siguen, vacías.
            if alto > ALTO_MAXIMO:
                filas.append(TramoDeHoja.de_una_fila(Pt(alto - ALTO_MAXIMO)))
        if marca and len(filas) == 1:
            filas = [TramoDeHoja(filas[0].altos, filas[0].columnas, [marca])]
        debajo = self._medidor.estilos[estilo].debajo
        return [*filas, TramoDeHoja([debajo])] if debajo else filas

    def _columna_donde_llena(self, contenido: Contenido, estilo: str, desde: int) -> int | None:
        """Borde hasta el que un texto llena su fila en cada programa; ``None`` si en ninguno.

        A todo lo ancho, o algo menos: donde un programa hace un renglón de más, el otro dejaba
        juntos los suyos, con el de más en blanco debajo.
        """
        cuadricula, medidor = self.cuadricula, self._medidor
        entero = cuadricula.ancho_entre(desde, self._hasta)
        for hasta in range(self._hasta, desde, -1):
            ancho = cuadricula.ancho_entre(desde, hasta)
            if ancho < entero * _PARTE_DE_UN_TEXTO:
                break
            if medidor.llena(contenido, estilo, ancho):
                alto = medidor.alto(contenido, estilo, ancho)
                return hasta if alto <= medidor.alto(contenido, estilo, entero) else None
        return None

    def cuerpo(self, tabla: Tabla, limite: Pt, primera: Pt, pagina: Pt) -> TablaEnHoja:
        """Las filas de una tabla, con cuáles no se separan; todas, si es breve o lleva gráfico.

        ``limite``: el alto de una fila; ``primera``: el de la primera; ``pagina``: el de la página.
        """
        cuerpo = self.tabla(tabla.filas, tabla.anchos, limite, primera)
        es_breve = not self.en_cuadricula and cuerpo.se_lee_de_una_mirada(pagina)
        va_entera = es_breve or barras_de(tabla)
        entera = attrs.evolve(tabla, va_entera=True) if va_entera else tabla
        en_blanco = Pt(pagina * _PARTE_EN_BLANCO)
        bajas = math.fsum(cuerpo.propios[-2:]) <= en_blanco
        cuerpo.atar(filas_atadas(entera, con_la_ultima=bajas))
        cuerpo.atar_puntas(en_blanco)
        return cuerpo

    def tabla(
        self, filas: Sequence[Fila], anchos: tuple[float, ...], limite: Pt, primera: Pt | None
    ) -> TablaEnHoja:
        """Las filas de una tabla: ninguna pasa de ``limite``, ni la primera de ``primera``."""
        se_filtra, cuadricula = self._es_de_tabla, self.cuadricula
        return TablaEnHoja(
            filas, anchos, cuadricula, self._medidor, limite, primera, se_filtra=se_filtra
        )

    @clases.recordado_de_este  # casi todas las tablas de una hoja llevan los mismos rótulos
    def enteras(self, filas: Sequence[Fila], anchos: tuple[float, ...], limite: Pt) -> TramoDeHoja:
        """Filas de una tabla que no se corta: unos rótulos, unas firmas."""
        return self._enteras_de_iguales(filas, anchos, limite)

    @clases.recordado  # y si no, unos iguales
    def _enteras_de_iguales(
        self, filas: Sequence[Fila], anchos: tuple[float, ...], limite: Pt
    ) -> TramoDeHoja:
        """Las filas de una tabla sin cortes, ninguna más alta que ``limite``."""
        return self.tabla(filas, anchos, limite, None).enteras

    def lugar_de_grafico(self, tabla: Tabla) -> list[TramoDeHoja]:
        """Las filas en blanco donde se dibuja el gráfico de una tabla; ninguna, si no lleva."""
        if not (barras := barras_de(tabla)):
            return []
        alto = pt_de_mm(alto_de_grafico(barras))
        cuantas = math.ceil(alto / self._medidor.alto_minimo)
        return [TramoDeHoja([Pt(alto / cuantas)] * cuantas)]

    def comienzo(self, bloque: Bloque, limite: Pt) -> Pt:
        """El alto de lo que debe caber con lo que lo antecede: una nota, o unas firmas."""
        match bloque:
            case Parrafo():
                return alto_de(self.parrafo(bloque, limite)[:1])
            case Tabla():
                filas = bloque.rotulos, bloque.filas
                return alto_de([self.enteras(tramo, bloque.anchos, limite) for tramo in filas])
            case Titulo() | Salto() | Indice():
                return Pt(0)
            case _:
                assert_never(bloque)


def _es_de_tabla(parte: Parte) -> bool:
    """Si es una hoja aparte: tablas, con su leyenda y sin otro texto."""
    return any(isinstance(bloque, Tabla) for bloque in parte.bloques) and all(
        isinstance(bloque, Tabla) or (isinstance(bloque, Parrafo) and bloque.es_leyenda)
        for bloque in parte.bloques
    )


def montar(montaje: "Montaje", parte: Parte, *, con_titulos: bool = False) -> HojaMontada:
    """La hoja terminada, con los bloques de la parte puestos en ``montaje`` en su orden.

    ``con_titulos``: si los rótulos de toda ella se repiten al imprimir.
    """
    juntos = montaje.juntos
    for lugar, bloque in enumerate(parte.bloques):
        match bloque:
            case Titulo():
                montaje.poner_titulo(bloque)
            case Parrafo():
                montaje.poner_parrafo(bloque, junto=juntos[lugar])
            case Tabla():
                montaje.poner_tabla(bloque, _cola(lugar, parte.bloques, juntos))
            case Salto():
                montaje.saltar()
            case Indice():
                raise ErrorDeMaqueta("en una hoja, la tabla de contenido va como tabla")
            case _:
                assert_never(bloque)
    return montaje.terminar(con_titulos=con_titulos)


def _cola(lugar: int, bloques: Sequence[Bloque], juntos: Sequence[bool]) -> Sequence[Bloque]:
    """Bloques que van en la página donde termina el de ese lugar (``van_juntos``)."""
    ultimo = lugar
    while juntos[ultimo]:
        ultimo += 1
    return bloques[lugar + 1 : ultimo + 1]


class Montaje:
    """Hoja en la que se van poniendo los bloques de una parte, cada uno bajo el anterior."""

    def __init__(
        self,
        parte: Parte,
        piezas: Piezas,
        *,
        repetir: bool,
    ) -> None:
        self._nombre = parte.nombre
        self._piezas = piezas
        self.juntos = piezas.juntos
        self._unica = unica_con_rotulos(parte.bloques)
        """Tabla cuyos rótulos valen para toda la hoja; ``None`` si no hay una así."""
        bloque, pagina = parte.marco.hoja.bloque, parte.marco.pagina
        arriba = (
            [piezas.enteras(bloque.filas, bloque.anchos, ALTO_MAXIMO), SEPARACION] if bloque else []
        )
        self.paginas = FilasEnPaginas(arriba, pagina.alto_util, con_cortes=repetir)
        self._a_la_vista = SiempreALaVista(self.paginas)
        self._pedidos: set[int] = set()
        """Filas (desde 1) tras las que el documento pide otra página, quepa lo que quepa."""
        self._titulos: list[int] = []
        """Fila de cada título, desde 0."""
        self._graficos: list[GraficoEnHoja] = []
        self._resumenes: dict[tuple[int, int], Resumen] = {}
        self._filtro: Filtro | None = None
        self._no_se_corren: list[Callable[[], int]] = [int]
        """Cuántas columnas, hasta la del código de cada tabla, no se corren con las demás."""
        self._tras_una_tabla = False
        self._a_lo_ancho: set[int] = set()
        """Columnas donde empieza otra página a lo ancho."""
        self._repetidas = 0
        """Cuántas columnas, las primeras, se imprimen en cada página a lo ancho."""
        self._cupo_la_unica = False

    def poner_titulo(self, titulo: Titulo) -> None:
        """Pone un título en la hoja, en la misma página que lo que le sigue."""
        if titulo.en_pagina_nueva:
            self.saltar()
        self._apartar(titulo.estilo, en_blanco=None if titulo.nivel else SOBRE_LA_PORTADA)
        if titulo.nivel:
            self._titulos.append(self.paginas.siguiente)
        texto, limite = titulo.con_numero, self._limite()
        # En una hoja va de lado a lado y se parte donde caiga; el de un formulario, a la letra.
        if not titulo.nivel and not self._piezas.en_cuadricula:
            texto = con_nexos_pegados(texto)
        filas = self._piezas.texto(texto, titulo.estilo, limite, titulo.marca, en_cada_pagina=True)
        self.paginas.esperar(filas, self._piezas.estilos[titulo.estilo].antes)

    def poner_parrafo(self, parrafo: Parrafo, *, junto: bool) -> None:
        """Pone un párrafo; si va ``junto`` a lo siguiente, espera a saber dónde queda eso."""
        self._apartar(parrafo.estilo)
        self.paginas.esperar(self._piezas.parrafo(parrafo, self._limite()))
        if not junto:
            self.paginas.soltar()

    def _apartar(self, estilo: str, en_blanco: TramoDeHoja | None = None) -> None:
        """Deja en blanco lo que va sobre un texto; si es lo primero de su página, ``en_blanco``."""
        aire = aire_sobre(estilo, self._piezas.estilos, tras_una_tabla=self._tras_una_tabla)
        fila = en_blanco if self.paginas.en_blanco else TramoDeHoja([aire])
        if aire and fila:
            self.paginas.esperar([fila])
        # La nota es de la tabla, y de ella también se aparta lo que sigue.
        self._tras_una_tabla = estilo in self._piezas.notas

    def _apartar_tabla(self, tabla: Tabla) -> None:
        """Deja en blanco lo que va entre dos tablas, o sobre unas firmas."""
        son_firmas = tabla.clase == "firmas"
        if son_firmas and (aire := aire_sobre("firma", self._piezas.estilos, tras_una_tabla=False)):
            filas = self._piezas.enteras(tabla.filas, tabla.anchos, self._limite())
            self.paginas.apartar(aire, alto_de([filas]))
        elif self._tras_una_tabla:
            self.paginas.esperar([SEPARACION])

    def saltar(self) -> None:
        """Pasa a otra página, donde empieza el bloque que sigue."""
        self.paginas.soltar()
        self.paginas.cortar()
        self._pedidos.update(self.paginas.saltos[-1:])

    def poner_tabla(self, tabla: Tabla, cola: Sequence[Bloque]) -> None:
        """Pone una tabla, con sus rótulos en cada página; ``cola``: lo que no se aparta de ella."""
        paginas = self.paginas
        self._apartar_tabla(tabla)
        es_la_unica = tabla is self._unica
        de_grupos = con_grupos_al_centro(tabla.rotulos, self._piezas.estilos)
        rotulos = self._piezas.enteras(de_grupos, tabla.anchos, self._limite())
        alto_de_rotulos = alto_de([rotulos])
        se_imprimen_solos = es_la_unica and paginas.repetir_rotulos(rotulos)
        en_cada_pagina = Pt(0) if se_imprimen_solos else alto_de_rotulos
        limite = self._limite(en_cada_pagina)
        # La primera, en lo que dejan los rótulos y lo pendiente, si es al menos media.
        queda = paginas.lo_que_cabe - (paginas.pendiente + alto_de_rotulos)
        primera = Pt(min(limite, max(queda, limite / 2)))
        cuerpo = self._piezas.cuerpo(tabla, limite, primera, paginas.lo_que_cabe)
        del_grafico = self._piezas.lugar_de_grafico(tabla)
        # Un gráfico que dejaría en blanco la página donde cabe su tabla va en la que sigue.
        va_con_ella = paginas.queda <= paginas.lo_que_cabe * _PARTE_EN_BLANCO
        del_final = [*del_grafico] if va_con_ella else []
        comienzos = (self._piezas.comienzo(bloque, self._limite()) for bloque in cola)
        de_la_cola = Pt(math.fsum(comienzos) + alto_de(del_final))
        cabe = Pt(paginas.lo_que_cabe - alto_de_rotulos - paginas.pendiente)
        paginas.soltar(alto_de_rotulos + comienzo(cuerpo, de_la_cola, cabe))
        self._a_la_vista.anotar(tabla, len(rotulos.altos), es_la_unica=es_la_unica)
        altos, tramos = altos_y_tramos(
            cuerpo,
            Pt(paginas.queda - alto_de_rotulos),
            Pt(paginas.lo_que_cabe - en_cada_pagina),
            de_la_cola,
        )
        lugares: list[int] = []
        for tramo in tramos:
            if tramo.start:
                paginas.cortar()
            if not (tramo.start and se_imprimen_solos):
                paginas.agregar(rotulos)
            lugar = paginas.siguiente + 1
            lugares += range(lugar, lugar + len(tramo))
            una_sola = len(tramos) == 1
            paginas.agregar(cuerpo.enteras if una_sola else cuerpo.filas(altos, tramo))
        self._cupo_la_unica |= se_imprimen_solos and len(tramos) == 1
        columnas = tuple(self._piezas.cuadricula.columnas_de(tabla.anchos))
        fijas = columnas[tabla.fijas]
        self._a_lo_ancho |= {columnas[abre] for abre in tabla.abren_hoja}
        self._repetidas = max(self._repetidas, fijas)
        self._poner_grafico(tabla, lugares, columnas, del_grafico)
        self._anotar_resumenes(cuerpo, lugares)
        if es_la_unica or tabla.filas.son_del_contenido:
            de_datos = len(tabla.filas) - tabla.cierre
            self._no_se_corren.append(functools.partial(cuerpo.hasta_el_codigo, de_datos))
        if es_la_unica:
            # Lo que va entero se mira: un mapa de calor filtrado no dice nada.
            if not tabla.va_entera:
                self._filtro = cuerpo.filtro(lugares, tabla.cierre)
            # La que está en blanco se llena de un vistazo.
            if fijas and any(any(columna.contenidos) for columna in tabla.columnas):
                self._no_se_corren.append(lambda: fijas)
        self._tras_una_tabla = True

    def _anotar_resumenes(self, cuerpo: TablaEnHoja, lugares: Sequence[int]) -> None:
        """Anota las cifras que resumen otras de su tabla, con las filas de donde salen."""
        for fila, columna, resumen in cuerpo.cifras():
            grupos = tuple((lugares[a], lugares[b - 1] + 1) for a, b in resumen.grupos if b > a)
            self._resumenes[lugares[fila], columna] = attrs.evolve(resumen, grupos=grupos)

    def _poner_grafico(
        self,
        tabla: Tabla,
        lugares: Sequence[int],
        columnas: Sequence[int],
        en_blanco: Sequence[TramoDeHoja],
    ) -> None:
        """Anota el gráfico de una tabla, que va bajo ella en unas filas en blanco.

        Nada, si la tabla se cortó: un gráfico dibuja filas seguidas. ``lugares``: en qué fila
        de la hoja quedó cada una.
        """
        barras = barras_de(tabla)
        if not barras or lugares[barras - 1] - lugares[0] != barras - 1:
            return
        if self.paginas.queda < alto_de(en_blanco):
            self.paginas.cortar()
        self._graficos.append(
            GraficoEnHoja(
                fila=self.paginas.siguiente + 1,
                valores=(lugares[0], lugares[barras - 1]),
                nombres=columnas[0],
                series=series_de(tabla, columnas),
                de_que=tabla.descripcion,
            )
        )
        self.paginas.agregar(*en_blanco)

    def terminar(self, *, con_titulos: bool = False) -> HojaMontada:
        """Hoja con lo puesto; ``con_titulos``: los rótulos de toda ella se repiten al imprimir."""
        paginas = self.paginas
        paginas.soltar()
        desde, hasta = self._a_la_vista.rotulos_comunes if con_titulos else paginas.repetidas
        saltos = tuple(salto for salto in paginas.saltos if salto < len(paginas.altos))
        if self._cupo_la_unica and saltos:  # sobre otra cosa, sus rótulos dirían lo que no es
            desde, hasta = paginas.del_bloque
        return HojaMontada(
            nombre=self._nombre,
            anchos=self._piezas.cuadricula.anchos,
            tramos=tuple(paginas.tramos),
            repetidas=hasta,
            repetidas_desde=desde,
            inmovilizadas=self._a_la_vista.inmovilizadas,
            saltos=saltos,
            pedidos=len(self._pedidos.intersection(saltos)),
            sobras=paginas.sobras,
            titulos=tuple(self._titulos),
            graficos=tuple(self._graficos),
            resumenes=self._resumenes,
            filtro=self._filtro,
            hasta_el_codigo=lambda: max(cuantas() for cuantas in self._no_se_corren),
            paginada=math.isfinite(paginas.lo_que_cabe),
            paginas_a_lo_ancho=tuple(sorted(self._a_lo_ancho)),
            columnas_repetidas=self._repetidas,
        )

    def _limite(self, ocupado: float = 0) -> Pt:
        """Alto máximo de una fila: el que Excel admite y el que cabe en una página."""
        return Pt(min(ALTO_MAXIMO, max(self.paginas.lo_que_cabe - ocupado, ALTO_MAXIMO / 8)))


# ------------------------------------------------------------------ listas
# La marca de cada elemento va en una celda a la izquierda de su texto. Una celda no tiene sangría
# francesa: con la marca adentro, el segundo renglón volvería bajo ella.


class ListasEnHoja:
    """Listas de una parte; en un formulario no hay ninguna: la marca va con el texto."""

    def __init__(self, bloques: Iterable[Bloque], medidor: Medidor, ancho: Mm) -> None:
        self._estilos = medidor.estilos
        sangrias: dict[str, Pt] = {}
        for bloque in () if en_cuadricula(medidor.estilos) else bloques:
            if isinstance(bloque, Parrafo) and bloque.lista:
                aspecto = medidor.estilos[bloque.estilo]
                de_marca = medidor.largo(bloque.lista.marca, bloque.estilo) + PASO_DE_SANGRIA
                texto = Pt(aspecto.margen + max(aspecto.sangria, de_marca))
                sangrias[bloque.estilo] = max(texto, sangrias.get(bloque.estilo, texto))
        self.anchos = {estilo: (pt / pt_de_mm(ancho),) for estilo, pt in sangrias.items()}
        """Ancho de la columna de la marca, por estilo y en partes del de la hoja: ``(0.03,)``."""

    def marca(self, parrafo: Parrafo, cuadricula: Cuadricula) -> tuple[CeldaDeHoja | None, str]:
        """La celda de la viñeta o el número de un elemento de lista, y el estilo de su texto.

        ``None`` si no es de una lista.
        """
        if parrafo.lista is None or parrafo.estilo not in self.anchos:
            return None, parrafo.estilo
        _, hasta, *_ = cuadricula.columnas_de(self.anchos[parrafo.estilo])
        celda = CeldaDeHoja(0, hasta, 1, parrafo.lista.marca, parrafo.estilo)
        en_su_columna = colgado(parrafo.estilo)
        return celda, en_su_columna if en_su_columna in self._estilos else parrafo.estilo
