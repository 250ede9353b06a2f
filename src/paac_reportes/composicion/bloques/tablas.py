"""Tablas del plan, de datos sueltos y de las cifras de cada componente."""

import functools
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

import attrs

from paac_reportes.composicion.aspecto.columnas import con_sus_enlaces
from paac_reportes.composicion.bloques.lugar import Encargo, Lugar
from paac_reportes.composicion.tablas.filas.alcances import Alcance, TodoElPlan
from paac_reportes.composicion.tablas.filas.reparto import repartir, son_del_plan
from paac_reportes.composicion.tablas.notas import notas_de
from paac_reportes.composicion.tablas.pesadas import TablaPorPesar
from paac_reportes.composicion.tablas.tabla import tabla_de, tabla_vacia
from paac_reportes.formatos.definicion.bloques import (
    BloqueDatos,
    BloqueResultados,
    BloqueTabla,
)
from paac_reportes.formatos.definicion.tablas import TablaDeFormato
from paac_reportes.maqueta.medida.anchos import acomodar
from paac_reportes.maqueta.nodos import Bloque, Celda, Fila, Parrafo, Tabla, Titulo

if TYPE_CHECKING:
    from paac_reportes.informe.hallazgos import Hallazgos


def de_datos(bloque: BloqueDatos, lugar: Lugar) -> Iterator[Bloque]:
    """Los rótulos con su valor al lado."""
    parejas = [(lugar.redaccion(d.rotulo), lugar.redaccion(d.texto)) for d in bloque.filas]
    if bloque.omite_vacios:
        parejas = [pareja for pareja in parejas if pareja[1].strip()]
    if not parejas:
        return
    cuantas = min(bloque.por_fila, len(parejas))
    parejas += [("", "")] * (-len(parejas) % cuantas)
    celdas = [
        [Celda(rotulo, "dato"), Celda(con_sus_enlaces(texto), "celda")] for rotulo, texto in parejas
    ]
    del_rotulo = float(bloque.ancho_de_rotulo) / 100
    yield Tabla(
        anchos=(del_rotulo / cuantas, (1 - del_rotulo) / cuantas) * cuantas,
        filas=tuple(
            Fila(tuple(celda for pareja in celdas[n : n + cuantas] for celda in pareja))
            for n in range(0, len(celdas), cuantas)
        ),
        descripcion="Datos",
        clase="ficha",
    )


def de_tabla(bloque: BloqueTabla, lugar: Lugar) -> Iterator[Bloque]:
    """Las tablas de un componente, de varios o del plan."""
    encargo = lugar.encargo
    clases = encargo.formato.tablas_de(bloque)
    del_plan = son_del_plan(clases)
    suyos = _del_plan(encargo, lambda: encargo.hallazgos) if del_plan else lugar.componentes
    yield from _repartidas(clases, suyos, lugar, bloque.leyenda)
    sin_filas = del_plan and not encargo.filas and _recorre_filas(clases)
    if sin_filas or (not del_plan and all(suyo.vacio for suyo in lugar.componentes)):
        notas = notas_de(clases[0], lugar.redaccion)
        yield tabla_vacia(clases[0], lugar.cortes, lugar.redaccion.con_llamadas(notas.llamadas))
        yield from notas.parrafos()


def _repartidas(
    clases: Sequence[TablaDeFormato], suyos: Sequence[Alcance], lugar: Lugar, leyenda: str
) -> Iterator[Bloque]:
    """Cada tabla con su leyenda, y los anchos corridos si hace falta."""
    lienzo = lugar.lienzo
    for reparto in repartir(clases, suyos, lugar.cortes.pedido):
        notas = notas_de(reparto.tabla, lugar.redaccion)
        redaccion = lugar.redaccion.con_llamadas(notas.llamadas)
        tabla = tabla_de(reparto, suyos, lugar.cortes, redaccion)
        # Con columnas repetidas, los anchos del formato ya no son los que pensó quien lo hizo.
        repite = len(tabla.anchos) > len(reparto.tabla.columnas)
        se_pesa = isinstance(tabla, TablaPorPesar)
        se_corren = (repite or reparto.tabla.acomoda) and not se_pesa
        yield from lugar.encargo.leyenda("Tabla", lugar.redaccion(leyenda))
        yield acomodar(tabla, lienzo.medidor, lienzo.ancho) if se_corren else tabla
        yield from notas.parrafos()


def _recorre_filas(clases: Sequence[TablaDeFormato]) -> bool:
    return any(seccion.recorre == "filas" for tabla in clases for seccion in tabla.secciones)


def _del_plan(encargo: Encargo, hallazgos: "Callable[[], Hallazgos]") -> list[TodoElPlan]:
    return [TodoElPlan(encargo.plan, encargo.filas, hallazgos)]


def de_resultados(bloque: BloqueResultados, lugar: Lugar) -> Iterator[Bloque]:
    """Por componente, lo que dicen sus cifras."""
    encargo = lugar.encargo
    for cifras in encargo.hallazgos.componentes:
        yield Titulo(texto=cifras.nombre, nivel=bloque.nivel)
        for fila in cifras.filas:
            lugar.redaccion.mostrado.anotar_del_texto(
                cifras.nombre, _DE_COMPONENTE, {"componente": fila.componente}
            )
        yield Parrafo(encargo.hallazgos.prosa.de_una_parte(cifras), "texto-justificada")
        suyo = attrs.evolve(
            lugar, redaccion=lugar.redaccion.con(componente=cifras.filas[0].componente)
        )
        clases = encargo.formato.tablas_de(bloque)
        suyas = _del_plan(encargo, functools.partial(encargo.hallazgos.de_componente, cifras))
        yield from _repartidas(clases, suyas, suyo, bloque.leyenda)


_DE_COMPONENTE = ("componente.numero", "componente.nombre")
