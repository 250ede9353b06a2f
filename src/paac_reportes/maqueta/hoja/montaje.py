"""Una parte del documento puesta en la cuadrícula de una hoja de cálculo.

Aquí queda resuelta toda la geometría (columnas comunes, altos, continuaciones, cortes de página);
un escritor de hojas sólo la copia.
"""

import functools
import math
from collections.abc import Iterable, Sequence
from typing import assert_never

import attrs

from paac_reportes.errores import ErrorDeMaqueta
from paac_reportes.maqueta.contenidos import Contenido, Resumen
from paac_reportes.maqueta.datos_de_grafico import tabla_de_datos
from paac_reportes.maqueta.documento import Parte
from paac_reportes.maqueta.hoja.cuadricula import Cuadricula
from paac_reportes.maqueta.hoja.hoja import SALTOS_MAXIMOS, GraficoEnHoja, Hoja
from paac_reportes.maqueta.hoja.paginado import altos_y_tramos
from paac_reportes.maqueta.hoja.tabla_en_hoja import CeldaDeHoja, FilaDeHoja, TablaEnHoja
from paac_reportes.maqueta.medida.ajuste import ALTO_MAXIMO, Medidor
from paac_reportes.maqueta.medida.medidas import Pt, pt_de_mm
from paac_reportes.maqueta.nodos import Fila, Grafico, Indice, Parrafo, Salto, Tabla, Titulo

_ALTO_INMOVIL = 250
"""Puntos: si lo inmovilizado pasa de aquí, en una pantalla corriente no queda lugar para bajar."""

_MUCHAS = 1000
"""Desde tantas filas una tabla no se mide otra vez si la hoja se monta de nuevo."""

Medidas = dict[tuple[int, tuple[float, ...], Pt], TablaEnHoja]
"""Las tablas enormes de una hoja, ya medidas: cuál es, sus anchos y lo más alta de una fila."""

_NADA = Pt(0)
_SEPARACION = Pt(9)
_PARTE_QUE_SE_LLENA = 0.97
"""De cada página impresa; el resto queda para lo que cada programa redondea."""


def disponer(parte: Parte, medidor: Medidor) -> Hoja:
    """La hoja de una parte, con todo en su sitio.

    Una hoja de más páginas que los cortes que Excel admite va sin ellos, y los pone Excel donde
    caigan; los rótulos de sus tablas, si son unos solos, se repiten como títulos de impresión.
    """
    medidas: Medidas = {}
    hoja = _montar(parte, medidor, medidas, repetir=parte.marco.hoja.repetir_rotulos)
    if len(hoja.saltos) > SALTOS_MAXIMOS:
        seguida = _montar(parte, medidor, medidas, repetir=False, con_titulos=True)
        return attrs.evolve(seguida, cortes_de_mas=len(hoja.saltos))
    return hoja


def _montar(
    parte: Parte,
    medidor: Medidor,
    medidas: Medidas,
    *,
    repetir: bool,
    con_titulos: bool = False,
) -> Hoja:
    montaje = _Montaje(parte, medidor, medidas, repetir=repetir)
    for bloque in parte.bloques:
        match bloque:
            case Titulo():
                montaje.poner_titulo(bloque)
            case Parrafo():
                junto = medidor.con_el_siguiente(bloque.estilo)
                montaje.poner_texto(bloque.contenido, bloque.estilo, junto=junto)
            case Tabla():
                montaje.poner_tabla(bloque)
            case Salto():
                montaje.saltar()
            case Grafico():
                montaje.poner_grafico(bloque)
            case Indice():
                raise ErrorDeMaqueta("en una hoja, la tabla de contenido va como tabla")
            case _:
                assert_never(bloque)
    return montaje.terminar(con_titulos=con_titulos)


class _Montaje:
    """Las filas que se van poniendo y lo que queda de la página impresa."""

    def __init__(self, parte: Parte, medidor: Medidor, medidas: Medidas, *, repetir: bool) -> None:
        self._medidas = medidas
        self._nombre = parte.nombre
        self._medidor = medidor
        pagina, bloque = parte.marco.pagina, parte.marco.hoja.bloque
        tablas = [b for b in (*parte.bloques, bloque) if isinstance(b, Tabla)]
        tablas += [tabla_de_datos(b) for b in parte.bloques if isinstance(b, Grafico)]
        self._cuadricula = Cuadricula((tabla.anchos for tabla in tablas), pagina.ancho_util)
        self._filas: list[FilaDeHoja] = []
        self._saltos: list[int] = []
        self._pendientes: list[FilaDeHoja] = []
        self._titulos: list[int] = []
        self._graficos: list[GraficoEnHoja] = []
        self._resumenes: dict[tuple[int, int], Resumen] = {}
        self._inmovilizadas: int | None = None
        self._rotuladas: dict[tuple[Fila, ...], tuple[int, int]] = {}
        self._tras_una_tabla = False
        # Casi todas las tablas de una hoja llevan los mismos rótulos.
        self._rotulos = functools.cache(self._rotulos_puestos)
        self._lo_que_cabe = self._queda = math.inf
        if bloque:
            self._agregar(self._en_hoja(bloque.filas, bloque.anchos).enteras())
        self._util = util = pt_de_mm(pagina.alto_util) * _PARTE_QUE_SE_LLENA
        del_bloque = sum(fila.alto for fila in self._filas)
        # Un bloque enorme repetido no dejaría lugar para nada más.
        self._repetidas = len(self._filas) if del_bloque < util / 2 else 0
        if repetir:
            repetido = del_bloque if self._repetidas else 0
            self._lo_que_cabe = util - repetido
            self._queda = util - del_bloque

    def poner_titulo(self, titulo: Titulo) -> None:
        """Un título, en la misma página que lo que le sigue."""
        if titulo.en_pagina_nueva:
            self.saltar()
        if titulo.nivel:
            self._titulos.append(len(self._filas) + len(self._pendientes))
        self.poner_texto(titulo.texto, titulo.estilo, junto=True)

    def saltar(self) -> None:
        """Lo que sigue empieza en otra página."""
        self._soltar_pendientes()
        self._saltar()

    def poner_texto(self, contenido: Contenido, estilo: str, *, junto: bool) -> None:
        """Un texto a todo lo ancho; si va ``junto`` a lo siguiente, espera a saber dónde queda."""
        ancho = self._cuadricula.ancho
        # Una imagen no se parte: va entera en su fila.
        trozos: Iterable[Contenido] = (
            self._medidor.trozos(contenido, estilo, ancho, self._limite(Pt(0)))
            if isinstance(contenido, str)
            else [contenido]
        )
        for trozo in trozos:
            alto = self._medidor.alto(trozo, estilo, ancho)
            celda = CeldaDeHoja(0, len(self._cuadricula.anchos), 1, trozo, estilo)
            self._pendientes.append(FilaDeHoja(Pt(min(alto, ALTO_MAXIMO)), (celda,)))
            # Una imagen más alta que la fila más alta se asoma sobre las que siguen, vacías.
            if alto > ALTO_MAXIMO:
                self._pendientes.append(FilaDeHoja(Pt(alto - ALTO_MAXIMO)))
        self._tras_una_tabla = False
        if not junto:
            self._soltar_pendientes()

    def poner_tabla(self, tabla: Tabla) -> None:
        """Una tabla, cortada por páginas con sus rótulos repetidos en cada una."""
        if self._tras_una_tabla:
            self._pendientes.append(FilaDeHoja(_SEPARACION))
        if self._inmovilizadas is None:
            self._inmovilizadas = len(self._filas) + len(self._pendientes)
        rotulos = self._rotulos(tabla.rotulos, tabla.anchos)
        alto_de_rotulos = Pt(sum(fila.alto for fila in rotulos))
        # Lo pendiente va en la misma página que la primera fila, y también ocupa.
        cuerpo = self._en_hoja(
            tabla.filas, tabla.anchos, Pt(alto_de_rotulos + self._alto_pendiente())
        )
        minimo = self._alto_pendiente() + alto_de_rotulos + cuerpo.arranque
        if self._queda < minimo:
            self._saltar()
        self._soltar_pendientes()
        libre, por_pagina = self._queda - alto_de_rotulos, self._lo_que_cabe - alto_de_rotulos
        altos, tramos = altos_y_tramos(cuerpo, Pt(libre), Pt(por_pagina))
        inicio = len(self._filas)
        if rotulos:
            self._rotuladas.setdefault(tabla.rotulos, (inicio, inicio + len(rotulos)))
        lugares: list[int] = []
        for tramo in tramos:
            if tramo.desde:
                self._saltar()
            self._agregar(rotulos)
            lugares += range(len(self._filas) + 1, len(self._filas) + 1 + tramo.hasta - tramo.desde)
            self._agregar(cuerpo.filas(altos, tramo))
        self._resumir(cuerpo, lugares)
        self._tras_una_tabla = True

    def _resumir(self, cuerpo: TablaEnHoja, lugares: Sequence[int]) -> None:
        """Las cifras de la tabla, con las filas de la hoja de donde salen."""
        for fila, columna, resumen in cuerpo.cifras():
            grupos = tuple((lugares[a], lugares[b - 1] + 1) for a, b in resumen.grupos if b > a)
            self._resumenes[lugares[fila], columna] = attrs.evolve(resumen, grupos=grupos)

    def poner_grafico(self, grafico: Grafico) -> None:
        """Sus datos en una tabla y, debajo, el lugar donde se dibuja, todo en la misma página."""
        tabla = tabla_de_datos(grafico)
        del_dibujo = pt_de_mm(grafico.alto)
        alto_de_fila = self._medidor.alto_minimo
        filas_de_dibujo = math.ceil(del_dibujo / alto_de_fila) + 1
        puestas = [self._en_hoja(filas, tabla.anchos) for filas in (tabla.rotulos, tabla.filas)]
        alto = sum(sum(puesta.altos()) for puesta in puestas) + filas_de_dibujo * alto_de_fila
        if self._queda < alto + self._alto_pendiente():
            self._saltar()
        self._soltar_pendientes()
        for puesta in puestas:
            self._agregar(puesta.enteras())
        ultima = len(self._filas)
        self._graficos.append(
            GraficoEnHoja(
                grafico,
                (ultima - len(tabla.filas) + 1, ultima),
                tuple(self._cuadricula.columnas_de(tabla.anchos)[:-1]),
                ultima + 1,
            )
        )
        self._agregar([FilaDeHoja(alto_de_fila)] * filas_de_dibujo)
        self._tras_una_tabla = False

    def terminar(self, *, con_titulos: bool = False) -> Hoja:
        """La hoja con lo puesto hasta ahora; un salto al final no abre otra página.

        ``con_titulos``: los rótulos que valen para toda la hoja se repiten al imprimir.
        """
        self._soltar_pendientes()
        self._saltos = [salto for salto in self._saltos if salto < len(self._filas)]
        inmovilizadas = self._inmovilizadas or self._repetidas
        if sum(fila.alto for fila in self._filas[:inmovilizadas]) > _ALTO_INMOVIL:
            inmovilizadas = self._repetidas
        desde, hasta = self._rotulos_comunes() if con_titulos else (0, self._repetidas)
        return Hoja(
            nombre=self._nombre,
            anchos=self._cuadricula.anchos,
            filas=tuple(self._filas),
            repetidas=hasta,
            repetidas_desde=desde,
            inmovilizadas=inmovilizadas,
            saltos=tuple(self._saltos),
            titulos=tuple(self._titulos),
            graficos=tuple(self._graficos),
            resumenes=self._resumenes,
            paginada=math.isfinite(self._lo_que_cabe),
        )

    def _rotulos_comunes(self) -> tuple[int, int]:
        """Las filas que se repiten: los rótulos, y lo de arriba si nada los separa."""
        if len(self._rotuladas) != 1:
            return 0, self._repetidas
        ((desde, hasta),) = self._rotuladas.values()
        desde = 0 if desde == self._repetidas else desde
        alto = sum(fila.alto for fila in self._filas[desde:hasta])
        return (desde, hasta) if alto < self._util / 2 else (0, self._repetidas)

    def _rotulos_puestos(
        self, filas: tuple[Fila, ...], anchos: tuple[float, ...]
    ) -> list[FilaDeHoja]:
        return self._en_hoja(filas, anchos).enteras()

    def _en_hoja(
        self, filas: tuple[Fila, ...], anchos: tuple[float, ...], ocupado: Pt = _NADA
    ) -> TablaEnHoja:
        limite = self._limite(ocupado)
        if len(filas) < _MUCHAS:
            return TablaEnHoja(filas, anchos, self._cuadricula, self._medidor, limite)
        clave = id(filas), anchos, limite
        if clave not in self._medidas:
            puesta = TablaEnHoja(filas, anchos, self._cuadricula, self._medidor, limite)
            self._medidas[clave] = puesta
        return self._medidas[clave]

    def _limite(self, ocupado: Pt) -> Pt:
        """Lo más alta que puede ser una fila: lo que Excel admite y lo que cabe en una página."""
        return Pt(min(ALTO_MAXIMO, max(self._lo_que_cabe - ocupado, ALTO_MAXIMO / 8)))

    def _agregar(self, filas: list[FilaDeHoja]) -> None:
        self._filas += filas
        self._queda -= sum(fila.alto for fila in filas)

    def _alto_pendiente(self) -> float:
        return sum(fila.alto for fila in self._pendientes)

    def _soltar_pendientes(self) -> None:
        if self._queda < self._alto_pendiente():
            self._saltar()
        self._agregar(self._pendientes)
        self._pendientes = []

    def _saltar(self) -> None:
        """Otra página, si en la actual ya hay algo."""
        if len(self._filas) > (self._saltos[-1] if self._saltos else self._repetidas):
            self._saltos.append(len(self._filas))
        self._queda = self._lo_que_cabe
