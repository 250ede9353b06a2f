"""Una parte del documento puesta en la cuadrícula de una hoja de cálculo.

Aquí queda resuelta toda la geometría (columnas comunes, altos, continuaciones, cortes de página);
un escritor de hojas sólo la copia.
"""

import math
from collections.abc import Iterable, Sequence
from typing import assert_never

import attrs

from paac_reportes.errores import ErrorDeMaqueta
from paac_reportes.maqueta.contenidos import Resumen
from paac_reportes.maqueta.documento import Parte
from paac_reportes.maqueta.hoja.hoja import SALTOS_MAXIMOS, GraficoEnHoja, Hoja
from paac_reportes.maqueta.hoja.piezas import Medidas, Piezas
from paac_reportes.maqueta.hoja.pliego import Pliego, alto_de
from paac_reportes.maqueta.hoja.tabla.paginado import altos_y_tramos
from paac_reportes.maqueta.hoja.tabla.tabla_en_hoja import FilaDeHoja, TablaEnHoja
from paac_reportes.maqueta.medida.ajuste import ALTO_MAXIMO, Medidor
from paac_reportes.maqueta.medida.medidas import Pt, pt_de_mm
from paac_reportes.maqueta.nodos import Bloque, Fila, Grafico, Indice, Parrafo, Salto, Tabla, Titulo

_ALTO_INMOVIL = 250
"""Puntos: si lo inmovilizado pasa de aquí, en una pantalla corriente no queda lugar para bajar."""

_SEPARACION = Pt(9)


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
    montaje = _Montaje(parte, Piezas(parte, medidor, medidas), repetir=repetir)
    for numero, bloque in enumerate(parte.bloques, 1):
        match bloque:
            case Titulo():
                montaje.poner_titulo(bloque)
            case Parrafo():
                montaje.poner_parrafo(bloque)
            case Tabla():
                siguientes = map(parte.bloques.__getitem__, range(numero, len(parte.bloques)))
                montaje.poner_tabla(bloque, siguientes)
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
    """Los bloques de una parte, cada uno bajo el anterior, y lo que la hoja recuerda de ellos."""

    def __init__(self, parte: Parte, piezas: Piezas, *, repetir: bool) -> None:
        self._nombre = parte.nombre
        self._piezas = piezas
        bloque = parte.marco.hoja.bloque
        arriba = piezas.enteras(bloque.filas, bloque.anchos, ALTO_MAXIMO) if bloque else []
        alto = pt_de_mm(parte.marco.pagina.alto_util)
        self._pliego = Pliego(arriba, alto, con_cortes=repetir)
        self._titulos: list[int] = []
        self._graficos: list[GraficoEnHoja] = []
        self._resumenes: dict[tuple[int, int], Resumen] = {}
        self._inmovilizadas: int | None = None
        self._rotuladas: dict[tuple[Fila, ...], tuple[int, int]] = {}
        self._tras_una_tabla = False

    def poner_titulo(self, titulo: Titulo) -> None:
        """Un título, en la misma página que lo que le sigue."""
        if titulo.en_pagina_nueva:
            self.saltar()
        if titulo.nivel:
            self._titulos.append(self._pliego.siguiente)
        self._pliego.esperar(self._piezas.texto(titulo.texto, titulo.estilo, self._limite()))
        self._tras_una_tabla = False

    def poner_parrafo(self, parrafo: Parrafo) -> None:
        """Un párrafo; si su estilo va junto a lo siguiente, espera a saber dónde queda."""
        filas = self._piezas.texto(parrafo.con_marca, parrafo.estilo, self._limite())
        self._pliego.esperar(filas)
        self._tras_una_tabla = False
        if not self._piezas.con_el_siguiente(parrafo.estilo):
            self._pliego.soltar()

    def saltar(self) -> None:
        """Lo que sigue empieza en otra página."""
        self._pliego.soltar()
        self._pliego.cortar()

    def poner_tabla(self, tabla: Tabla, siguientes: Iterable[Bloque]) -> None:
        """Una tabla, cortada por páginas con sus rótulos repetidos en cada una."""
        pliego = self._pliego
        if self._tras_una_tabla:
            pliego.esperar([FilaDeHoja(_SEPARACION)])
        if self._inmovilizadas is None:
            self._inmovilizadas = pliego.siguiente
        rotulos = self._piezas.enteras(tabla.rotulos, tabla.anchos, self._limite())
        de_rotulos = alto_de(rotulos)
        # Lo pendiente va en la misma página que la primera fila, y también ocupa.
        limite = self._limite(de_rotulos + pliego.pendiente)
        cuerpo = self._piezas.tabla(tabla.filas, tabla.anchos, limite)
        por_pagina = Pt(pliego.lo_que_cabe - de_rotulos)
        debajo = Pt(min(self._piezas.alto_de_notas(siguientes), por_pagina / 2))
        va_entera = tabla.va_entera or len(cuerpo.propios) == 1
        arranque = sum(cuerpo.altos()) + debajo if va_entera else cuerpo.arranque
        pliego.soltar(de_rotulos + arranque)
        libre = Pt(pliego.queda - de_rotulos)
        altos, tramos = altos_y_tramos(cuerpo, libre, por_pagina, debajo)
        inicio = pliego.siguiente
        if rotulos:
            self._rotuladas.setdefault(tabla.rotulos, (inicio, inicio + len(rotulos)))
        lugares: list[int] = []
        for tramo in tramos:
            if tramo.desde:
                pliego.cortar()
            pliego.agregar(rotulos)
            primera = pliego.siguiente + 1
            lugares += range(primera, primera + tramo.hasta - tramo.desde)
            pliego.agregar(cuerpo.filas(altos, tramo))
        self._resumir(cuerpo, lugares)
        self._tras_una_tabla = True

    def _resumir(self, cuerpo: TablaEnHoja, lugares: Sequence[int]) -> None:
        """Las cifras de la tabla, con las filas de la hoja de donde salen."""
        for fila, columna, resumen in cuerpo.cifras():
            grupos = tuple((lugares[a], lugares[b - 1] + 1) for a, b in resumen.grupos if b > a)
            self._resumenes[lugares[fila], columna] = attrs.evolve(resumen, grupos=grupos)

    def poner_grafico(self, grafico: Grafico) -> None:
        """Sus datos en una tabla y, debajo, el lugar donde se dibuja, todo en la misma página."""
        pliego, pieza = self._pliego, self._piezas.grafico(grafico, self._limite())
        filas = [*pieza.datos, *pieza.dibujo]
        pliego.soltar(alto_de(filas))
        ultima = pliego.siguiente + len(pieza.datos)
        valores = ultima - pieza.valores + 1, ultima
        self._graficos.append(GraficoEnHoja(grafico, valores, pieza.columnas, ultima + 1))
        pliego.agregar(filas)
        self._tras_una_tabla = False

    def terminar(self, *, con_titulos: bool = False) -> Hoja:
        """La hoja con lo puesto hasta ahora; un salto al final no abre otra página.

        ``con_titulos``: los rótulos que valen para toda la hoja se repiten al imprimir.
        """
        pliego = self._pliego
        pliego.soltar()
        inmovilizadas = self._inmovilizadas or pliego.repetidas
        if alto_de(pliego.filas[:inmovilizadas]) > _ALTO_INMOVIL:
            inmovilizadas = pliego.repetidas
        desde, hasta = self._rotulos_comunes() if con_titulos else (0, pliego.repetidas)
        return Hoja(
            nombre=self._nombre,
            anchos=self._piezas.cuadricula.anchos,
            filas=tuple(pliego.filas),
            repetidas=hasta,
            repetidas_desde=desde,
            inmovilizadas=inmovilizadas,
            saltos=tuple(salto for salto in pliego.saltos if salto < len(pliego.filas)),
            titulos=tuple(self._titulos),
            graficos=tuple(self._graficos),
            resumenes=self._resumenes,
            paginada=math.isfinite(pliego.lo_que_cabe),
        )

    def _rotulos_comunes(self) -> tuple[int, int]:
        """Las filas que se repiten: los rótulos, y lo de arriba si nada los separa."""
        repetidas = self._pliego.repetidas
        if len(self._rotuladas) != 1:
            return 0, repetidas
        ((desde, hasta),) = self._rotuladas.values()
        desde = 0 if desde == repetidas else desde
        alto = alto_de(self._pliego.filas[desde:hasta])
        return (desde, hasta) if alto < self._pliego.util / 2 else (0, repetidas)

    def _limite(self, ocupado: float = 0) -> Pt:
        """Lo más alta que puede ser una fila: lo que Excel admite y lo que cabe en una página."""
        return Pt(min(ALTO_MAXIMO, max(self._pliego.lo_que_cabe - ocupado, ALTO_MAXIMO / 8)))
