"""Los altos de lo que va en las páginas de una parte, en un programa: filas, rótulos, renglones.

De lo que cabe en una página se decide en ``cortes``, y de las puntas de una tabla en ``cierre``.
"""

import math
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from itertools import accumulate

from paac_reportes import clases
from paac_reportes.maqueta.contenido import ConBarra, Contenido
from paac_reportes.maqueta.documento import Marco
from paac_reportes.maqueta.estilos import Estilo
from paac_reportes.maqueta.medida.ajuste import Medidor, alto_de_barra
from paac_reportes.maqueta.medida.tipografia import Mm, Pt, pt_de_mm, pt_de_veinteavos, veinteavos
from paac_reportes.maqueta.nodos import Tabla
from paac_reportes.maqueta.rejilla import ColumnaDeTabla, Fila, tandas_sueltas


@clases.frozen(kw_only=True)
class Programa:
    """Cómo pone en páginas quien muestra el documento."""

    fila_entera: float
    """Parte de la página desde la que una fila se parte: el programa puede medirla distinto."""
    pierde_lo_que_no_cabe: bool
    """Si no sigue por sí solo en otra página lo que se le pidió no partir y no cabe en una."""
    ata_filas: bool
    """Si sabe no apartar cualquier fila de la que sigue; si no, sólo bandas y el final."""
    crece_con_lo_girado: bool
    """Si una fila es tan alta como pide un texto girado; si no, hay que decirle cuánto."""
    bajo_el_encabezado: Pt
    """Aire entre el encabezado y el cuerpo, y entre el cuerpo y el pie."""
    tantea_fino: bool
    """Si lo que cabe en una celda se tantea con su letra, todo su ancho y medios renglones."""


WORD = Programa(
    fila_entera=0.94,
    pierde_lo_que_no_cabe=False,
    ata_filas=True,
    crece_con_lo_girado=False,
    bajo_el_encabezado=Pt(0.0),
    tantea_fino=False,
)
TYPST = Programa(
    fila_entera=0.75,
    pierde_lo_que_no_cabe=True,
    ata_filas=False,
    crece_con_lo_girado=True,
    bajo_el_encabezado=Pt(12.0),
    tantea_fino=True,
)


_PARTE_DE_LOS_ROTULOS = 0.5
"""Parte de la página desde la que unos rótulos no se repiten, donde se pierde lo que no cabe."""

PARTE_PARA_EL_CUERPO = 0.2
"""Parte de la página que queda al cuerpo aunque el encabezado y el pie la llenen."""

ANCHO_DE_LETRA, ALTO_DE_RENGLON = 0.7, 1.4
"""Medidas de una letra ancha y un renglón holgado, en partes de su tamaño: por lo alto."""


class AltosEnPagina:
    """Altos de las filas y los renglones de una parte, y de la página en que van."""

    def __init__(self, estilos: dict[str, Estilo], marco: Marco, programa: Programa) -> None:
        self._estilos = estilos
        self._marco = marco
        self._programa = programa
        self.util = marco.pagina.ancho_util
        self.medidor = Medidor(estilos)

    @clases.propiedad_recordada
    def alto_de_pagina(self) -> float:
        """Puntos entre los márgenes o, si lo que no quepa se pierde, entre encabezado y pie."""
        return self._libre if self._se_pierde else pt_de_mm(self._marco.pagina.alto_util)

    @clases.propiedad_recordada
    def _libre(self) -> float:
        """Puntos entre el encabezado y el pie, que quitan lo que pasa de su margen."""
        marco, pagina = self._marco, self._marco.pagina
        arriba = self._exceso_sobre_el_margen(marco.tablas_de("encabezado"), pagina.superior)
        abajo = self._exceso_sobre_el_margen(marco.tablas_de("pie"), pagina.inferior)
        util = pt_de_mm(pagina.alto_util)
        return max(util - arriba - abajo, util * PARTE_PARA_EL_CUERPO)

    def _exceso_sobre_el_margen(self, tablas: Iterable[Tabla], margen: Mm) -> float:
        """Puntos que el mayor de unos encabezados o pies pasa de su margen; 0 si ninguno."""
        hasta_el_cuerpo = pt_de_mm(Mm(margen - self._marco.pagina.encabezado))
        libre = hasta_el_cuerpo - self._programa.bajo_el_encabezado
        altos = (self.alto_de_filas(tabla.filas, tabla.anchos) for tabla in tablas)
        return max([0.0, *(alto - libre for alto in altos)])

    @property
    def _se_pierde(self) -> bool:
        return self._programa.pierde_lo_que_no_cabe

    @property
    def fila_mas_alta(self) -> Pt:
        """Alto máximo de una fila para caber en una página que no repite rótulos."""
        return Pt(self._libre * self._programa.fila_entera)

    def lo_que_cabe(self, tabla: Tabla) -> Pt:
        """Alto máximo de unas filas que van en una página, bajo sus rótulos."""
        return self._lo_que_cabe(tabla, con_rotulos=self.repite_rotulos(tabla))

    def _lo_que_cabe(self, tabla: Tabla, *, con_rotulos: bool) -> Pt:
        """Alto máximo de una fila que va entera en una página, bajo los rótulos si se repiten.

        ``con_rotulos``: si los rótulos se repiten en cada página.
        """
        rotulos = self.alto_de_filas(tabla.rotulos, tabla.anchos) if con_rotulos else 0
        return Pt((self._libre - rotulos) * self._programa.fila_entera)

    def repite_rotulos(self, tabla: Tabla) -> bool:
        """Si los rótulos de una tabla salen en cada página."""
        if not self._se_pierde:
            return bool(tabla.rotulos)
        alto = self.alto_de_filas(tabla.rotulos, tabla.anchos)
        return (
            bool(tabla.rotulos and tabla.filas)
            and alto < self.alto_de_pagina * _PARTE_DE_LOS_ROTULOS
        )

    def alto_de_rotulos(self, tabla: Tabla) -> float:
        """Alto de los rótulos de una tabla: un renglón por fila; en Word, los girados, medidos."""
        if self.medidor.hay_girados and not self._se_pierde:
            return self.alto_de_filas(tabla.rotulos, tabla.anchos)
        return self.alto_de_renglones(len(tabla.rotulos), "rotulo")

    def alto_de_renglones(self, cuantos: int, estilo: str) -> float:
        """Alto máximo de tantos renglones de un estilo, sin medirlos."""
        return cuantos * self._estilos[estilo].tamano * ALTO_DE_RENGLON

    def alto_de_filas(self, filas: Sequence[Fila], anchos: tuple[float, ...]) -> float:
        """Alto de unas filas seguidas, en columnas de esas partes del ancho útil."""
        return math.fsum(self.altos_de(filas, anchos))

    def altos_de(self, filas: Sequence[Fila], anchos: tuple[float, ...]) -> list[Pt]:
        """Alto de cada una de unas filas que nada corta."""
        tandas = tandas_sueltas(filas)
        return [
            alto
            for primera, *demas in tandas
            for alto in self._altos_de_tanda(primera, tuple(demas), anchos)
        ]

    @clases.recordado_de_este  # casi todas las tablas de una parte llevan los mismos rótulos
    def _altos_de_tanda(
        self, primera: Fila, demas: tuple[Fila, ...], anchos: tuple[float, ...]
    ) -> list[Pt]:
        """El alto de cada una de unas filas, con celdas que pueden ocupar varias."""
        return self._medir(anchos)((primera, *demas))

    @clases.recordado
    def _medir(self, anchos: tuple[float, ...]) -> Callable[[Sequence[Fila]], list[Pt]]:
        """La función que da el alto de cada una de unas filas, con esos anchos de columna."""
        # Un documento sin celdas de varias filas no carga con qué se monta una hoja.
        from paac_reportes.maqueta.hoja.tabla import Cuadricula, altos_de_filas  # noqa: PLC0415

        return partial(altos_de_filas, anchos, Cuadricula([anchos], self.util), self.medidor)

    def altos_entre(self, tabla: Tabla, filas: range, *, en_papel: bool) -> list[float]:
        """Los altos de esas filas; lo que a una celda de varias le falta se suma a la última.

        ``en_papel``: medidos como se imprimen.
        """
        bordes = self.bordes(tabla.anchos)
        medir = self.medidor.en_papel if en_papel else self.medidor.de
        altos = dict.fromkeys(filas, 0.0)
        combinadas: list[tuple[range, Pt]] = []
        for lugar, columna in enumerate(tabla.columnas):
            for fila in filas:
                alto = _alto_de_celda(columna, fila, lugar, bordes, medir)
                if (cubre := columna.cubre(fila)) > 1:
                    combinadas.append((range(fila, min(fila + cubre, filas.stop)), alto))
                elif alto > altos[fila]:
                    altos[fila] = alto
        for cubiertas, alto in combinadas:
            altos[cubiertas[-1]] += max(alto - math.fsum(altos[fila] for fila in cubiertas), 0.0)
        return list(altos.values())

    def alto_de_celda(self, tabla: Tabla) -> Callable[[int, int], Pt]:
        """Función del alto, en papel, de la celda que empieza en una fila y una columna; o 0."""
        bordes, columnas, medir = self.bordes(tabla.anchos), tabla.columnas, self.medidor.en_papel
        return lambda fila, lugar: _alto_de_celda(columnas[lugar], fila, lugar, bordes, medir)

    @clases.recordado
    def bordes(self, anchos: tuple[float, ...]) -> list[float]:
        """Puntos de cada borde de columna, redondeados como los guarda Word: ``[0, 90, 468]``."""
        ancho = veinteavos(self.util)
        return [0.0, *(pt_de_veinteavos(round(parte * ancho)) for parte in accumulate(anchos))]


_Medir = Callable[[str, Pt], Callable[[Contenido], Pt]]
"""Función que, de un estilo y un ancho, da la que mide el alto de lo que dice una celda."""


def _alto_de_celda(
    columna: ColumnaDeTabla,
    fila: int,
    lugar: int,
    bordes: Sequence[float],
    medir: _Medir,
) -> Pt:
    """El alto de la celda que empieza en esa fila de la columna ``lugar``; 0 si ninguna empieza.

    ``bordes``: dónde empieza cada columna; ``medir``: da quien mide un estilo en un ancho.
    """
    contenido, estilo, cubre, abarca = columna.celda(fila)
    if not (abarca and cubre):
        return Pt(0)
    alto = medir(estilo, Pt(bordes[lugar + abarca] - bordes[lugar]))(contenido)
    return Pt(alto + alto_de_barra(contenido)) if ConBarra in columna.clases else alto
