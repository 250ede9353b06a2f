"""Los estilos de varios documentos, juntos en uno: dos que se llaman igual pueden verse distinto.

Los títulos, las leyendas y la tabla de contenido son del documento; lo demás de cada uno (sus
tablas, sus párrafos, su encabezado y su pie) se ve como se ve solo, y de un formulario, también los
títulos que trae.
"""

from collections.abc import Mapping
from itertools import count

import attrs

from paac_reportes.maqueta.documento import Marco
from paac_reportes.maqueta.estilos import (
    ESTILO_DE_CONTENIDO,
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
    (
        *map(estilo_de_titulo, range(NIVEL_MAXIMO + 1)),
        *(ESTILO_DE_LEYENDA, ESTILO_DE_CONTENIDO, "indice", "indice-derecha"),
    )
)


class Aspectos:
    """Los estilos que un documento va juntando, empezando por los suyos."""

    def __init__(self, estilos: Mapping[str, Estilo]) -> None:
        self.estilos = {**estilos, **junto_a_lo_suyo(estilos)}
        self._aspectos = [{n: e for n, e in estilos.items() if n not in _DEL_DOCUMENTO}]
        """Por aspecto, desde el del documento, los estilos con los nombres que traían."""

    def nombres(self, estilos: Mapping[str, Estilo]) -> Mapping[str, str]:
        """Cómo se llaman aquí los estilos de otro documento: {el nombre allá: el nombre aquí}."""
        traidos = {nombre: uno for nombre, uno in estilos.items() if nombre not in _DEL_DOCUMENTO}
        iguales = (
            numero
            for numero, aspecto in enumerate(self._aspectos)
            if all(aspecto.get(nombre, uno) == uno for nombre, uno in traidos.items())
        )
        lugar = next(iguales, len(self._aspectos))
        if lugar == len(self._aspectos):
            self._aspectos.append({})
        self._aspectos[lugar] |= traidos
        nombres = {nombre: nombre for nombre in estilos}
        if lugar:
            nombres |= {nombre: de_otro_aspecto(nombre, lugar + 1) for nombre in traidos}
            # Lo que un estilo no dice lo toma del de las celdas del documento, y el suyo era negro.
            if self.estilos["celda"].color is not None:
                traidos = {
                    nombre: attrs.evolve(estilo, color=estilo.color or _NEGRO)
                    for nombre, estilo in traidos.items()
                }
        for nombre, estilo in traidos.items():
            self.estilos.setdefault(nombres[nombre], estilo)
        return nombres

    def de_titulo(self, titulo: Estilo, nivel: int) -> str:
        """Cómo se llama aquí ese estilo de otro documento, en los títulos de este nivel."""
        estilo = attrs.evolve(titulo, nivel=nivel, color=titulo.color or _NEGRO)
        nombres = (de_otro_aspecto(estilo_de_titulo(nivel), numero) for numero in count(2))
        return next(n for n in nombres if self.estilos.setdefault(n, estilo) == estilo)

    def con_niveles(self, hasta: int) -> None:
        """Agrega los estilos de los títulos más hondos que los de un formato."""
        hay = max(n for n in range(NIVEL_MAXIMO + 1) if estilo_de_titulo(n) in self.estilos)
        ultimo = self.estilos[estilo_de_titulo(hay)]
        for nivel in range(hay + 1, hasta + 1):
            self.estilos[estilo_de_titulo(nivel)] = attrs.evolve(ultimo, nivel=nivel)


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
    """Una tabla con los estilos como se llaman aquí."""
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
    vestido = marco.con_tablas(lambda tabla: tabla_vestida(tabla, nombres))
    return attrs.evolve(vestido, seccion_del_membrete=None)
