"""De quién es lo que una página corta: las marcas con que se dice en las que siguen.

Lo que con ellas se dibuja está en ``estilos.COMUNES``.
"""

from collections.abc import Callable, Iterator, Sequence

import attrs

from paac_reportes import clases
from paac_reportes.escritores.pdf.estilos import Estilos
from paac_reportes.escritores.pdf.textos import cadena, en_pt
from paac_reportes.maqueta.contenido import CONTINUA, que_sigue, solo_texto
from paac_reportes.maqueta.cortes import Cortes, dice_de_quien_sigue
from paac_reportes.maqueta.estilos import (
    AIRE_DE_CELDA,
    MARGEN_DE_CELDA,
    Estilo,
    estilo_que_sigue,
)
from paac_reportes.maqueta.grupos import grupos_de
from paac_reportes.maqueta.nodos import Tabla, Titulo
from paac_reportes.maqueta.rejilla import CeldaDeFila, resolver

_Lugar = tuple[int, int]
"""La fila y la columna de una celda, desde 0."""
Marcas = dict[_Lugar, list[str]]
_LETRAS, _LETRAS_EN_BREVE = 120, 45
"""Letras del nombre de lo que sigue: a lo más, y donde no cabe tanto."""


@clases.frozen
class LoQueSigue:
    """Marcas de dónde empieza y dónde termina lo que una página puede cortar."""

    marcas: Marcas = attrs.Factory(dict)
    de_rotulos: Marcas = attrs.Factory(dict)
    """Marcas que van en uno de sus rótulos: bajo ellos empieza lo que lleva cada página."""
    sin_rotulos: str = ""
    """Fila sin alto con esa misma marca, si la tabla no tiene rótulos."""


NADA = LoQueSigue()


class Continuacion:
    """Marcas de lo que puede seguir en otra página, en las tablas de una parte."""

    def __init__(
        self,
        estilos: dict[str, Estilo],
        funciones: Estilos,
        numeros: Iterator[str],
        bordes: Callable[[Tabla], list[float]],
    ) -> None:
        self._estilos = estilos
        self._funciones = funciones
        self._numeros = numeros
        self._bordes = bordes

    def marcas_de(
        self, tabla: Tabla, cortes: Cortes, rejilla: Sequence[Sequence[CeldaDeFila]]
    ) -> LoQueSigue:
        """Las marcas de una tabla: las de sus grupos y las de las filas que se parten.

        La del comienzo va tras lo que dice la celda, que donde aún no ha terminado no deja lugar
        para decir de quién es.
        """
        if cortes.entera or not dice_de_quien_sigue(tabla, cortes):
            return NADA
        marcas: Marcas = {}
        aspectos: dict[int, str] = {}  # por columna
        numero_de_tabla = next(self._numeros)
        for lugar, dichos, finales in _cortables(tabla, rejilla, cortes):
            numero = next(self._numeros)
            fila, columna = lugar
            if columna not in aspectos:
                aspectos[columna] = self._aspecto_de_lo_que_sigue(tabla, columna, fila)
            frases = map(cadena, dichos)
            valor = ", ".join((numero, numero_de_tabla, *frases, aspectos[columna]))
            marcas.setdefault(lugar, []).append(f"[#metadata(({valor})) <empieza>]")
            for final in finales:
                marcas.setdefault(final, []).append(f"[#metadata({numero}) <termina>]")
        return self._con_su_lugar(tabla, marcas, f"bajo-{numero_de_tabla}") if marcas else NADA

    def con_su_titulo(self, siguen: LoQueSigue, tabla: Tabla, titulo: Titulo | None) -> LoQueSigue:
        """Las marcas, con el título de que son las franjas, si ninguna lo dice.

        Va sobre la tabla, y sólo se ve donde ella comienza la página: bajo el título ya se sabe.
        """
        franjas = [f.celdas[0] for f in tabla.rotulos if f.celdas[0].estilo == "franja"]
        if not (titulo and titulo.nivel and franjas) or any(map(titulo.es_la_franja, franjas)):
            return siguen
        nombre = que_sigue(solo_texto(titulo.con_numero), _LETRAS)
        valor = f"{self._funciones.parrafo('celda')}, {cadena(nombre)}"
        marca = f"place(top + left, [#metadata(({valor})) <franja>])"
        de_la_primera = [*siguen.de_rotulos.get((0, 0), ()), marca]
        return attrs.evolve(siguen, de_rotulos={**siguen.de_rotulos, (0, 0): de_la_primera})

    def _aspecto_de_lo_que_sigue(self, tabla: Tabla, columna: int, fila: int) -> str:
        """Letra, comienzo, ancho y aire de lo que sigue en una columna: ``parrafo-a, 0pt, …``."""
        estilo = tabla.columnas[columna].estilo(fila)
        sigue = estilo_que_sigue(estilo)
        letra = self._funciones.parrafo(sigue if sigue in self._estilos else estilo)
        desde, hasta = self._bordes(tabla)[columna : columna + 2]
        medidas = desde, hasta - desde, AIRE_DE_CELDA + self._estilos[estilo].antes
        return ", ".join((letra, *map(en_pt, medidas)))

    def _con_su_lugar(self, tabla: Tabla, marcas: Marcas, nombre: str) -> LoQueSigue:
        """Marcas, con la de dónde terminan los rótulos, que se repite con ellos y se llama así.

        Va al pie de uno que llega hasta abajo; si no los hay, en una fila sin alto.
        """
        if not tabla.rotulos:
            marca = f"[#metadata((0pt, 0pt)) <{nombre}>]"
            fila = f"table.cell(colspan: {len(tabla.anchos)}, inset: 0pt, {marca}),"
            return LoQueSigue(marcas, sin_rotulos=fila)
        bordes = self._bordes(tabla)
        for columna, celda, origen in resolver(tabla.rotulos, len(tabla.anchos))[-1]:
            estilo = self._estilos[celda.estilo]
            if not estilo.girado:
                corre = en_pt(bordes[columna] + MARGEN_DE_CELDA + estilo.margen)
                valor = f"{corre}, {en_pt(AIRE_DE_CELDA + estilo.despues)}"
                marca = f"place(bottom + left, [#metadata(({valor})) <{nombre}>])"
                return LoQueSigue(marcas, {(origen, columna): [marca]})
        return LoQueSigue(marcas)


def _cortables(
    tabla: Tabla, rejilla: Sequence[Sequence[CeldaDeFila]], cortes: Cortes
) -> Iterator[tuple[_Lugar, tuple[str, str], Sequence[_Lugar]]]:
    """De cada grupo y cada fila que se parte: la celda que lo nombra, qué se dice y sus finales.

    El comienzo de un grupo está en la celda de todas sus filas: de las de una, Typst puede dejar la
    marca en la página donde ella no cupo. Su final, en la más larga de la última: hasta ahí hay
    lugar. Ante la que nombra una fila van otra vez el grupo de que es la única, y su número, que
    solo no la nombra: como está.
    """
    for grupo in grupos_de(tabla):
        ultima = grupo.hasta - 1
        largos = [
            (len(celda.contenido), columna)
            for columna, celda, origen in rejilla[ultima]
            if origen == ultima and celda.filas == 1
        ]
        if largos:
            final = (ultima, max(largos)[1])
            dichos = formas_de_decir_que_sigue(grupo.nombre)
            yield (grupo.desde, grupo.columna), dichos, (final,)
    for fila in sorted(cortes.partidas):
        propias = [(fila, lugar.columna) for lugar in rejilla[fila] if lugar.origen == fila]
        titular = celda_que_nombra(tabla.titulares, rejilla[fila])
        if titular is None:
            yield propias[0], formas_de_decir_que_sigue(""), propias
        elif titular.celda.filas == 1:  # lo de varias es un grupo, que se dice por su cuenta
            nombre = solo_texto(titular.celda.contenido)
            yield (fila, titular.columna), formas_de_decir_que_sigue(nombre), propias
            for columna, celda, _ in rejilla[fila]:
                otro = solo_texto(celda.contenido).strip()
                if columna < titular.columna and celda.filas == 1 and otro:
                    nombra = any(map(str.isalpha, otro))
                    dichos = formas_de_decir_que_sigue(otro) if nombra else (otro, otro)
                    yield (fila, columna), dichos, propias


def celda_que_nombra(titulares: Sequence[int], fila: Sequence[CeldaDeFila]) -> CeldaDeFila | None:
    """La celda que nombra una fila: de sus columnas ``titulares``, la última que dice algo."""
    lugares = {lugar.columna: lugar for lugar in fila if lugar.columna in titulares}
    con_texto = (
        lugares[columna]
        for columna in reversed(titulares)
        if columna in lugares and solo_texto(lugares[columna].celda.contenido).strip()
    )
    return next(con_texto, None)


def formas_de_decir_que_sigue(nombre: str) -> tuple[str, str]:
    """``Hacienda (continúa)``, con el nombre entero; y más breve, para donde no cabe."""
    entera, breve = CONTINUA
    return que_sigue(nombre, _LETRAS, entera), que_sigue(nombre, _LETRAS_EN_BREVE, breve)
