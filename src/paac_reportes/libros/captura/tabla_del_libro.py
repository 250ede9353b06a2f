"""La tabla de captura de una hoja: dónde empieza, en qué columna está cada dato y qué le falta."""

import functools
from collections import Counter
from collections.abc import Iterator

from paac_reportes import clases
from paac_reportes.errores import Aviso, Falla
from paac_reportes.estructura import mostrar
from paac_reportes.lectura.ajenos.mobiliario import pie_de
from paac_reportes.libros.captura.salida import leer_marca
from paac_reportes.libros.captura.tablas import (
    DE_LA_FILA,
    ESCONDIDAS,
    TablaDeCaptura,
    todas_las_tablas,
)
from paac_reportes.libros.rotuladas import TablaRotulada, columnas_rotuladas, textos_por_columna
from paac_reportes.modelo.temas import Tema
from paac_reportes.opc.visto import TablaVista
from paac_reportes.textos.plano import en_plano


@clases.frozen(kw_only=True, eq=False)
class TablaDeLibro(TablaRotulada):
    """Una tabla de captura, con las marcas que sus filas llevan escondidas."""

    tabla: TablaDeCaptura

    @functools.cached_property
    def marcas_leidas(self) -> dict[int, dict[int, tuple[str, str]]]:
        """El sello y la fila que dice cada celda escondida, por su fila y su columna."""
        leidas = (
            (fila, columna, marca)
            for fila in self.numeros
            for columna, celda in enumerate(self.vista.filas[fila])
            if celda and (marca := leer_marca(celda.texto)) is not None
        )
        por_fila: dict[int, dict[int, tuple[str, str]]] = {}
        for fila, columna, marca in leidas:
            por_fila.setdefault(fila, {})[columna] = marca
        return por_fila

    @functools.cached_property
    def escondidas(self) -> set[int]:
        """Las columnas de las marcas: lo dice su rótulo, o las llevan las más de las filas."""
        veces = Counter(columna for suyas in self.marcas_leidas.values() for columna in suyas)
        de_las_mas = {c for c, veces in veces.items() if veces * 2 > len(self.marcas_leidas)}
        rotulos = textos_por_columna(self.vista.filas[self.fila_de_rotulos])
        return de_las_mas | {c for c, rotulo in rotulos.items() if en_plano(rotulo) in _MARCAS}

    def sin_su_marca(self) -> Iterator[Aviso]:
        """Avisos de la tabla que perdió la columna escondida que va entre lo que se llena."""
        datos = (columna.dato for columna in self.tabla.abiertas)
        abiertas = [self.columnas[dato] for dato in datos if dato in self.columnas]
        entre = range(min(abiertas, default=0), max(abiertas, default=0))
        if entre and self.escondidas.isdisjoint(entre):
            motivo = (
                f"no está la columna escondida {mostrar(DE_LA_FILA)}: si se ordenó sólo lo que se"
                " llena, no se sabe; revise que cada reporte esté junto a su fila"
            )
            yield Aviso("columna_cambiada", self.vista.lugar, motivo)

    @functools.cached_property
    def pie(self) -> dict[int, Aviso]:
        """Los totales, las notas y las firmas que alguien puso debajo, con el aviso de cada uno."""
        identifican = {dato for datos in self.tabla.identifican for dato in datos}
        bastan = [numero for dato, numero in self.columnas.items() if dato in identifican]
        es_nuestra = self.marcas_leidas.__contains__
        return pie_de(self.vista, self.fila_de_rotulos + 1, es_nuestra, bastan=bastan)

    @property
    def filas(self) -> Iterator[int]:
        """Filas que se leen."""
        return (numero for numero in self.numeros if numero not in self.pie)

    def es_formula(self, fila: int, dato: str) -> bool:
        """Si lo que se ve en la celda es el resultado que guarda una fórmula."""
        return (fila, self.columnas[dato]) in self.vista.formulas

    def marca(self, fila: int) -> tuple[str, str] | None:
        """Marca de una fila; si las suyas no concuerdan, sin sello y con la de lo escrito.

        ``None`` si no lleva ninguna.
        """
        suyas = self.marcas_leidas.get(fila)
        if suyas is None:
            return None
        en_su_lugar = suyas.keys() == self.escondidas and len({*suyas.values()}) == 1
        sello, cual = suyas[max(suyas)]
        return (sello if en_su_lugar else "", cual)


_MARCAS = {en_plano(rotulo) for rotulo in ESCONDIDAS}
_BASTAN = 3
"""Rótulos conocidos con los que una fila es la de los rótulos de un libro de captura."""


def hallar_tabla(tabla_vista: TablaVista, tema: Tema, fallas: list[Falla]) -> TablaDeLibro | None:
    """La tabla de captura de una hoja de un libro de ese tema; ``None`` si no lo es.

    De una que lo es y perdió una columna abierta se dice una falla: sin ella no se sabe qué se
    reportó.
    """
    tablas = todas_las_tablas(tema)
    mejor: tuple[int, int, TablaDeCaptura] | None = None
    for numero, fila in enumerate(tabla_vista.filas):
        if any(celda and leer_marca(celda.texto) for celda in fila):
            break
        escritos = textos_por_columna(fila)
        for tabla in tablas if len(escritos) >= _BASTAN else ():
            cuantos = len(columnas_rotuladas(escritos, tabla.rotulos))
            if cuantos >= _BASTAN and (mejor is None or cuantos > mejor[0]):
                mejor = cuantos, numero, tabla
    if mejor is None:
        return None
    _, rotulos, tabla = mejor
    escritos = textos_por_columna(tabla_vista.filas[rotulos])
    columnas = columnas_rotuladas(escritos, tabla.rotulos)
    for columna in tabla.abiertas:
        if columna.dato not in columnas:
            motivo = f"no está la columna {columna.rotulo!r}; sin ella no se sabe qué se reportó"
            fallas.append(Falla("columna_no_hallada", tabla_vista.lugar, motivo))
    return TablaDeLibro(
        vista=tabla_vista,
        fila_de_rotulos=rotulos,
        columnas=columnas,
        sobrantes={
            numero: texto
            for numero, texto in escritos.items()
            if numero not in columnas.values() and en_plano(texto) not in _MARCAS
        },
        tabla=tabla,
    )
