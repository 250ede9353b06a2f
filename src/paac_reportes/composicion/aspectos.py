"""Los estilos de varios documentos, juntos en uno: dos que se llaman igual pueden verse distinto.

Los títulos, las leyendas y la tabla de contenido son del documento; lo demás de cada uno (sus
tablas, sus párrafos, su encabezado y su pie) se ve como se ve solo.
"""

from collections.abc import Mapping

import attrs

from paac_reportes.maqueta.documento import Marco
from paac_reportes.maqueta.estilos import (
    ESTILO_DE_LEYENDA,
    NIVEL_MAXIMO,
    Estilo,
    de_otro_aspecto,
    estilo_de_titulo,
    junto_a_lo_suyo,
)
from paac_reportes.maqueta.nodos import Bloque, Parrafo, Tabla
from paac_reportes.maqueta.rejilla import Fila, FilasDeTabla

_NEGRO = "000000"
_DEL_DOCUMENTO = frozenset(
    (*map(estilo_de_titulo, range(NIVEL_MAXIMO + 1)), ESTILO_DE_LEYENDA, "indice", "indice-derecha")
)


class Aspectos:
    """Los estilos que un documento va juntando, empezando por los suyos."""

    def __init__(self, propios: Mapping[str, Estilo]) -> None:
        self.estilos = {**propios, **junto_a_lo_suyo(propios)}
        self._vistos = [{n: e for n, e in propios.items() if n not in _DEL_DOCUMENTO}]
        """Por aspecto, desde el del documento, los estilos con los nombres que traían."""

    def nombres(self, suyos: Mapping[str, Estilo]) -> Mapping[str, str]:
        """Cómo se llaman aquí los de otro documento; los de uno que se ve igual, lo mismo."""
        traidos = {nombre: uno for nombre, uno in suyos.items() if nombre not in _DEL_DOCUMENTO}
        iguales = (
            numero
            for numero, vistos in enumerate(self._vistos)
            if all(vistos.get(nombre, uno) == uno for nombre, uno in traidos.items())
        )
        cual = next(iguales, len(self._vistos))
        if cual == len(self._vistos):
            self._vistos.append({})
        self._vistos[cual] |= traidos
        nombres = {nombre: nombre for nombre in suyos}
        if cual:
            nombres |= {nombre: de_otro_aspecto(nombre, cual + 1) for nombre in traidos}
        for nombre, uno in traidos.items():
            self.estilos.setdefault(nombres[nombre], self._escrito(uno) if cual else uno)
        return nombres

    def con_niveles(self, hasta: int) -> None:
        """Agrega los estilos de los títulos más hondos que los de un formato."""
        hay = max(n for n in range(NIVEL_MAXIMO + 1) if estilo_de_titulo(n) in self.estilos)
        ultimo = self.estilos[estilo_de_titulo(hay)]
        for nivel in range(hay + 1, hasta + 1):
            self.estilos[estilo_de_titulo(nivel)] = attrs.evolve(ultimo, nivel=nivel)

    def _escrito(self, estilo: Estilo) -> Estilo:
        # Lo que un estilo no dice lo toma del de las celdas del documento, y el suyo era negro.
        if estilo.color is None and self.estilos["celda"].color is not None:
            return attrs.evolve(estilo, color=_NEGRO)
        return estilo


def bloque_vestido(bloque: Bloque, nombres: Mapping[str, str]) -> Bloque:
    """El bloque con los estilos como se llaman aquí, y sin las marcas que nadie va a leer."""
    match bloque:
        case Tabla():
            return tabla_vestida(bloque, nombres)
        case Parrafo():
            estilo = nombres.get(bloque.estilo, bloque.estilo)
            return bloque if estilo == bloque.estilo else attrs.evolve(bloque, estilo=estilo)
        case _:
            return bloque


def tabla_vestida(tabla: Tabla, nombres: Mapping[str, str]) -> Tabla:
    """Lo mismo, de una tabla."""
    rotulos = tuple(
        Fila(tuple(attrs.evolve(c, estilo=nombres.get(c.estilo, c.estilo)) for c in fila.celdas))
        for fila in tabla.rotulos
    )
    columnas = tuple(
        columna.mapear(estilo=lambda estilo: nombres.get(estilo, estilo))
        for columna in tabla.columnas
    )
    filas = FilasDeTabla([""] * len(tabla.filas), columnas)
    return attrs.evolve(tabla, rotulos=rotulos, filas=filas)


def marco_vestido(marco: Marco, nombres: Mapping[str, str]) -> Marco:
    """La página de una parte, con lo que se repite en ella como se ve sola."""

    def suya(tabla: Tabla | None) -> Tabla | None:
        return tabla and tabla_vestida(tabla, nombres)

    primera = marco.primera and attrs.evolve(
        marco.primera, encabezado=suya(marco.primera.encabezado), pie=suya(marco.primera.pie)
    )
    return attrs.evolve(
        marco,
        encabezado=suya(marco.encabezado),
        pie=suya(marco.pie),
        primera=primera,
        hoja=attrs.evolve(marco.hoja, bloque=suya(marco.hoja.bloque)),
        seccion_del_membrete=None,
    )
