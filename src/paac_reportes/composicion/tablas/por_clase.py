"""Las tablas de una clase, compuestas de una vez en muchos componentes.

Leer, vestir y anotar una columna cuesta casi lo mismo con ocho filas que con mil, y un documento
lleva una tabla por componente de cada dependencia. Aquí se hace una vez por cada mil filas de una
clase, y cada tabla toma su tramo: más filas a la vez ocuparían lo que el documento.
"""

from collections.abc import Sequence

from paac_reportes.composicion.aspecto import JuegoDeColumnas
from paac_reportes.composicion.tablas.alcances import Alcance, UnComponente
from paac_reportes.composicion.tablas.renglones import (
    Renglones,
    anotar,
    anotar_prestadas,
    unidas,
)
from paac_reportes.composicion.tablas.tabla import (
    AjustesDeTablas,
    EnColumnas,
    RepartoDeTabla,
    con_filas,
    filas_con_sus_cuentas,
    leer_tabla,
    marcas_con_sus_datos,
    repartir,
    tabla_con_rotulos,
    tabla_de,
)
from paac_reportes.composicion.variables import RedaccionDePlantilla
from paac_reportes.formatos.definicion.bloques import Seccion, TablaDeFormato
from paac_reportes.formatos.definicion.filas import FilaDeTabla
from paac_reportes.maqueta.nodos import Tabla
from paac_reportes.maqueta.rejilla import FilasDeTabla

_FILAS = 1000
"""Filas que, una vez juntas, se arman de una vez; los componentes que sigan van en otra tanda."""

_FilasPorLugar = dict[int, FilasDeTabla]
"""Las filas de la tabla de cada componente, por el lugar de éste, desde 0."""


class TablasPorClase:
    """Las tablas de unos componentes que las llevan de las mismas clases."""

    def __init__(self, componentes: Sequence[UnComponente], ajustes: AjustesDeTablas) -> None:
        self._componentes = componentes
        self._lugares = {id(componente): n for n, componente in enumerate(componentes)}
        self._ajustes = ajustes
        self._compuestas: dict[tuple[int, ...], _FilasPorLugar] = {}
        self._repartos: dict[tuple[int, ...], list[RepartoDeTabla]] = {}

    def repartir(
        self, clases: Sequence[TablaDeFormato], alcances: Sequence[Alcance]
    ) -> Sequence[RepartoDeTabla]:
        """Los repartos de unas clases de tabla en unos alcances; los de un componente, una vez."""
        if not alcances or id(alcances[0]) not in self._lugares:
            return list(repartir(clases, alcances, self._ajustes.corte))
        clave = (id(alcances[0]), *map(id, clases))
        if clave not in self._repartos:
            self._repartos[clave] = list(repartir(clases, alcances, self._ajustes.corte))
        return self._repartos[clave]

    def tabla(
        self,
        reparto: RepartoDeTabla,
        clases: Sequence[TablaDeFormato],
        alcances: Sequence[Alcance],
        redaccion: RedaccionDePlantilla,
    ) -> tuple[JuegoDeColumnas, Tabla]:
        """Las columnas y la tabla de un reparto.

        Las de un componente con una sola sección (``_unica``) se componen por tandas de
        componentes, y se guardan; las demás, por aparte.
        """
        ajustes = self._ajustes
        lugar = self._lugares.get(id(alcances[0]))
        seccion = None if lugar is None else self._unica(reparto, alcances)
        if lugar is None or seccion is None:
            lectura = leer_tabla(reparto, alcances, ajustes, redaccion)
            return lectura.columnas, tabla_de(lectura, ajustes, redaccion)
        columnas = ajustes.columnas(reparto.tabla)
        clave = (id(reparto.tabla), id(seccion), *map(id, clases))
        filas = self._compuestas.get(clave, {}).get(lugar)
        if filas is None:
            self._compuestas[clave] = self._componer(reparto, seccion, clases, lugar, redaccion)
            filas = self._compuestas[clave][lugar]
        alturas = [columna.filas for columna in filas.por_columnas(len(columnas))]
        anotar_prestadas(columnas, alturas, redaccion.mostrado)
        return columnas, tabla_con_rotulos(reparto, columnas, filas, ajustes, redaccion)

    def _unica(self, reparto: RepartoDeTabla, alcances: Sequence[Alcance]) -> Seccion | None:
        """La única sección con filas de una tabla, sin banda ni total; si no, ``None``.

        ``None`` también si lo que sus filas dicen depende de toda la tabla.
        """
        tabla = reparto.tabla
        segun_la_tabla = tabla.resume or tabla.subtotales
        if segun_la_tabla or self._ajustes.columnas(tabla).segun_la_tabla:
            return None
        secciones = con_filas(reparto.secciones, alcances, self._ajustes.corte)
        if len(secciones) != 1 or secciones[0].banda is not None or secciones[0].es_total:
            return None
        return secciones[0]

    def _componer(
        self,
        reparto: RepartoDeTabla,
        seccion: Seccion,
        clases: Sequence[TablaDeFormato],
        desde: int,
        redaccion: RedaccionDePlantilla,
    ) -> _FilasPorLugar:
        """Las filas de la tabla, por componente: del de lugar ``desde`` y los que siguen.

        Hasta unas mil filas, de una vez: componerlas de a poco tarda más.
        """
        tabla, ajustes = reparto.tabla, self._ajustes
        columnas = ajustes.columnas(tabla)
        filas: list[FilaDeTabla] = []
        tramos: dict[int, range] = {}
        for lugar in range(desde, len(self._componentes)):
            alcances = [self._componentes[lugar]]
            if lugar != desde and not any(
                siguiente.tabla is tabla and self._unica(siguiente, alcances) is seccion
                for siguiente in self.repartir(clases, alcances)
            ):
                continue
            primera = len(filas)
            filas += filas_con_sus_cuentas(seccion, columnas, alcances, ajustes, ())
            tramos[lugar] = range(primera, len(filas))
            if len(filas) >= _FILAS:
                break
        renglones = Renglones(filas, columnas, redaccion)
        anotar(renglones, redaccion.mostrado)
        alturas = unidas(renglones, [*tramos.values()], blancos_propios=ajustes.blancos_propios)
        acopio = EnColumnas(columnas, ajustes)
        todas, marcas = range(len(filas)), ajustes.marcas.filas.de_lineas(renglones.filas)
        marcas = marcas_con_sus_datos(marcas, renglones, todas, alturas, ajustes)
        acopio.poner(renglones, todas, alturas, marcas)
        filas_de_todas = acopio.filas()
        return {lugar: filas_de_todas.tramo(tramo) for lugar, tramo in tramos.items()}
