"""Una tabla que no cabe en la hoja, repartida por columnas.

Cada parte es una tabla completa, con las mismas primeras columnas: sus bandas, subtotales y total
son los de las columnas que lleva. ``InicioDeParte`` dice cuál es, y no sale de la composición.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from math import fsum

import attrs

from paac_reportes import clases
from paac_reportes.composicion.aspecto import JuegoDeColumnas
from paac_reportes.composicion.rutas import MarcaConDatos
from paac_reportes.composicion.tablas.pesadas import TablaPorPesar
from paac_reportes.composicion.tablas.tabla import RepartoDeTabla
from paac_reportes.formatos.definicion.bloques import (
    CONTINUA,
    columnas_de_una_parte,
    inicio_de_parte,
)
from paac_reportes.formatos.definicion.columnas import Columna
from paac_reportes.maqueta.documento import Medio
from paac_reportes.maqueta.estilos import ESTILO_DE_INICIO
from paac_reportes.maqueta.medida.ajuste import Medidor
from paac_reportes.maqueta.medida.anchos import minimos
from paac_reportes.maqueta.medida.tipografia import Mm
from paac_reportes.maqueta.nodos import Bloque, Parrafo, Tabla, Titulo
from paac_reportes.maqueta.partes import a_lo_ancho, con_columnas, cuales_de_cada_parte, partes_de
from paac_reportes.maqueta.rejilla import FilasDeTabla

_TANTEOS = 20
"""Veces que se parte en dos lo que pueden medir las partes, para que sean parejas."""


@clases.frozen
class InicioDeParte(Parrafo):
    """Párrafo antes de cada parte: cuál es, y qué columnas trae."""

    numero: int = 1
    """Desde 1."""

    @property
    def como_parrafo(self) -> Parrafo:
        """El párrafo que se escribe."""
        return Parrafo(self.contenido, self.estilo)


def en_partes(
    reparto: RepartoDeTabla, tabla: Tabla, medidor: Medidor, util: Mm
) -> Iterator[tuple[InicioDeParte, RepartoDeTabla]]:
    """Las partes de una tabla ya armada, cada una con su inicio; ninguna si cabe entera."""
    fijas = reparto.tabla.fijas or 0
    medidas = minimos(tabla, medidor, util)
    columnas = reparto.tabla.columnas
    # Las que se omiten por vacías no están en la tabla, y entonces no se sabe cuál mide cuánto.
    if fsum(medidas) <= 1 or len(columnas) != len(medidas) or len(columnas) <= fijas:
        return
    grupos = _parejas(medidas[fijas:], 1 - fsum(medidas[:fijas]))
    for numero, grupo in enumerate(grupos, 1):
        lugares = range(grupo.start + fijas, grupo.stop + fijas)
        cuales = columnas_de_una_parte(lugares, len(columnas))
        texto = inicio_de_parte(numero, len(grupos), cuales)
        columnas_de_la_parte = (*columnas[:fijas], *(columnas[n] for n in lugares))
        inicio = InicioDeParte(texto, ESTILO_DE_INICIO, numero=numero)
        yield inicio, _con_columnas(reparto, columnas_de_la_parte, texto)


def en_partes_declaradas(
    tabla: Tabla, fijas: int, columnas: JuegoDeColumnas, medio: Medio
) -> Iterator[Bloque]:
    """Las partes de una tabla que dice en qué columnas se parte; las que siguen, tras su inicio.

    En un libro va entera, y dice dónde pasa a otra página al imprimirse: así se filtra y se lee de
    un riesgo todo en su fila.
    """
    que_abren = tuple(n for n, columna in enumerate(columnas) if columna.definida.abre_parte)
    if medio == "libro" or not que_abren:
        entera = attrs.evolve(tabla, abren_hoja=que_abren, fijas=fijas if que_abren else 0)
        if que_abren and not isinstance(entera, TablaPorPesar):
            anchos = [con_columnas(entera, lugares).anchos for lugares in partes_de(entera)]
            entera = a_lo_ancho(entera, anchos)
        yield entera
        return
    partes = cuales_de_cada_parte(len(columnas), fijas, que_abren)
    for numero, lugares in enumerate(partes, 1):
        cuales = columnas_de_una_parte(lugares[fijas:], len(columnas))
        parte = _con_marcas(con_columnas(tabla, lugares), lugares)
        if isinstance(parte, TablaPorPesar):
            parte = attrs.evolve(parte, por_pesar=tuple(columnas[lugar] for lugar in lugares))
        # La primera la abren sus franjas; en un mapa, que lo dijera serían dos avisos por proceso.
        if numero > 1:
            parte = _con_una_franja(parte)
            yield InicioDeParte(f"{CONTINUA}: {cuales}", ESTILO_DE_INICIO, numero=numero)
        inicio = inicio_de_parte(numero, len(partes), cuales)
        yield attrs.evolve(parte, descripcion=f"{tabla.descripcion} ({inicio})")


def _con_marcas(parte: Tabla, lugares: Sequence[int]) -> Tabla:
    """La parte, con las marcas que sepan qué datos dicen sus celdas en las columnas que lleva."""
    marcas = parte.filas.marcas
    if not any(isinstance(marca, MarcaConDatos) for marca in marcas):
        return parte
    en_la_parte = [
        marca.en_columnas(lugares) if isinstance(marca, MarcaConDatos) else marca
        for marca in marcas
    ]
    columnas = parte.filas.por_columnas(len(lugares))
    return attrs.evolve(parte, filas=FilasDeTabla(en_la_parte, columnas))


def _con_una_franja(parte: Tabla) -> Tabla:
    """La parte que sigue a otra, sólo con su primera franja: las demás ya se leyeron."""
    franjas = [fila for fila in parte.rotulos if fila.celdas[0].estilo == "franja"]
    return attrs.evolve(parte, rotulos=(*franjas[:1], *parte.rotulos[len(franjas) :]))


def _con_columnas(
    reparto: RepartoDeTabla, columnas: Sequence[Columna], inicio: str
) -> RepartoDeTabla:
    """El reparto con esas columnas; sin ninguna que sumar, sin la fila de total."""
    tabla = reparto.tabla
    alguna_suma = any(columna.total for columna in columnas)
    tabla_de_la_parte = attrs.evolve(
        tabla,
        columnas=tuple(
            attrs.evolve(columna, ancho="auto", minimo=None, maximo=None) for columna in columnas
        ),
        total=tabla.total if alguna_suma else None,
        descripcion=f"{tabla.descripcion} ({inicio})",
    )
    return attrs.evolve(reparto, tabla=tabla_de_la_parte)


def _parejas(medidas: Sequence[float], caben: float) -> list[range]:
    """Las menos partes en que caben las columnas, y la más ancha, lo menos que se puede."""
    cuantas = len(_llenar(medidas, caben))
    poco, mucho = 0.0, caben
    for _ in range(_TANTEOS):
        tope = (poco + mucho) / 2
        poco, mucho = (poco, tope) if len(_llenar(medidas, tope)) <= cuantas else (tope, mucho)
    return _llenar(medidas, mucho)


def _llenar(medidas: Sequence[float], caben: float) -> list[range]:
    """Por parte, los lugares de sus columnas; va sola la que no cabe en ``caben``."""
    ancho_hasta = [0.0, *accumulate(medidas)]
    partes: list[range] = []
    desde = 0
    for fin in range(1, len(medidas) + 1):
        if fin == len(medidas) or ancho_hasta[fin + 1] - ancho_hasta[desde] > caben:
            partes.append(range(desde, fin))
            desde = fin
    return partes


def sin_inicios(bloques: Iterable[Bloque]) -> Iterator[Bloque]:
    """Los bloques de un documento, con el inicio de cada parte como un párrafo corriente."""
    return (b.como_parrafo if isinstance(b, InicioDeParte) else b for b in bloques)


def en_hojas_de_partes(bloques: Sequence[Bloque]) -> list[tuple[Bloque, ...]]:
    """Los bloques de una hoja, en tantas como partes tenga su tabla; el título, en todas."""
    inicios = [
        lugar
        for lugar, bloque in enumerate(bloques)
        if isinstance(bloque, InicioDeParte) and bloque.numero > 1
    ]
    titulos = [b for b in bloques if isinstance(b, Titulo) and b.nivel == 0]
    hojas = []
    for desde, hasta in zip([0, *inicios], [*inicios, len(bloques)], strict=True):
        de_la_hoja = (*(titulos if desde else ()), *bloques[desde:hasta])
        hojas.append(tuple(sin_inicios(de_la_hoja)))
    return hojas
