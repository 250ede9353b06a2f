"""Las filas de una tabla: qué texto va en cada columna y qué celdas vecinas son una sola.

Y dónde termina cada grupo que lleva un subtotal; lo que esas filas dicen, en ``totales``.
"""

import functools
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from itertools import chain
from typing import TYPE_CHECKING, Any, cast

import attrs

from paac_reportes import clases
from paac_reportes.composicion.aspecto import ColumnaArmada, JuegoDeColumnas
from paac_reportes.composicion.tablas.alcances import Alcance
from paac_reportes.composicion.tablas.filas_del_recorrido import filas_en
from paac_reportes.composicion.tablas.lectores import (
    LecturaDeDato,
    camino_del_objeto,
    dato_del_plan,
    escritor_de_dato,
    lector_de_campo,
    lector_de_objeto,
    lecturas_de,
    marcas_de,
    objetos_de_fila,
    textos_redactados,
    textos_unidos,
)
from paac_reportes.composicion.variables import Mostrado, RedaccionDePlantilla
from paac_reportes.formatos.definicion.bloques import GRUPOS, Seccion, Subtotal
from paac_reportes.formatos.definicion.columnas import (
    Columna,
    datos_de_columna,
    es_una_verificacion,
    que_muestra,
)
from paac_reportes.formatos.definicion.filas import FilaDeTabla
from paac_reportes.formatos.definicion.recorridos import es_de_fila_libre
from paac_reportes.maqueta.contenido import Cifra, ConBarra, Contenido
from paac_reportes.modelo.metodologia import Informe
from paac_reportes.modelo.plan import CAMPOS_DE_FECHA
from paac_reportes.textos.plantillas import variables_escritas
from paac_reportes.textos.valores import cantidad_de, como_texto, numero_de

if TYPE_CHECKING:
    from paac_reportes.formatos.definicion.recorridos_del_mapa import DeRiesgo


_CIEN = 100


class Renglones:
    """Las filas de una sección y, por columna, lo que dice cada una."""

    def __init__(
        self,
        filas: Sequence[FilaDeTabla],
        columnas: JuegoDeColumnas,
        redaccion: RedaccionDePlantilla,
    ) -> None:
        self.filas = filas
        self.columnas = columnas
        self.clase: type = type(filas[0]) if filas else type(None)
        self._lecturas = _lecturas(columnas)
        self._topes: dict[int, Decimal] = {}  # por columna, la cifra de la barra más larga
        self._impresos: dict[int, Sequence[object]] = {}  # por columna, el valor de cada fila
        self._objetos: dict[tuple[str, Informe | None], list[Any]] = {}  # uno por fila
        self.textos = [self._textos(numero, redaccion) for numero in range(len(columnas))]
        """Textos de cada columna, uno por fila: ``None`` es lo que falta en los datos."""

    def _textos(self, numero: int, redaccion: RedaccionDePlantilla) -> Sequence[str | None]:
        """El texto de cada celda de una columna: redactado, una marca, un dato o varios unidos.

        ``None`` el de la que nada dice.
        """
        columna = self.columnas[numero]
        definida = columna.definida
        if definida.texto is not None:
            return textos_redactados(definida.texto, columna, redaccion, self.filas)
        if definida.marca is not None:
            return marcas_de(definida, self._valores(numero))
        partes = [
            lectura.textos(self.objetos(lectura.dato, lectura.informe))
            for lectura in self._lecturas[numero]
        ]
        if len(partes) == 1:
            return partes[0]
        dato, entre = definida.dato, definida.entre
        return [textos_unidos(dato, textos, entre) for textos in zip(*partes, strict=True)]

    def lecturas(self, numero: int) -> Sequence[LecturaDeDato]:
        """Cómo se lee y se escribe cada dato de una columna."""
        return self._lecturas[numero]

    def impresos(self, numero: int) -> Sequence[object]:
        """Los valores sin escribir de una columna, uno por fila: de su dato o de su cuenta.

        ``numero``: el de la columna.
        """
        if numero not in self._impresos:  # cada subtotal pide los de todas
            self._impresos[numero] = (
                self._valores(numero)
                if self.columnas[numero].definida.texto is None
                else [t.valor if isinstance(t, Cifra) else t for t in self.textos[numero]]
            )
        return self._impresos[numero]

    def _valores(self, numero: int) -> list[Any]:
        lectura = self._lecturas[numero][0]
        return lectura.valores(self.objetos(lectura.dato, lectura.informe))

    def objetos(self, dato: str, informe: Informe | None) -> list[Any]:
        """Objeto que lleva un dato en cada fila: de ``actividad.meta``, la actividad."""
        clave = camino_del_objeto(dato), informe
        if clave not in self._objetos:
            self._objetos[clave] = list(map(lector_de_objeto(dato, informe), self.filas))
        return self._objetos[clave]

    def datos_de(self, columna: Columna) -> Iterator[str]:
        """Los datos del plan que una columna muestra."""
        return (dato_del_plan(dato, self.clase) for dato in columna.dato)

    def tope(self, numero: int) -> Decimal:
        """Valor que llena la barra de una columna: su mayor número; de un porcentaje, 100."""
        if numero not in self._topes:
            forma = self.columnas[numero].definida.numero
            minimo = Decimal(_CIEN if forma and forma.porcentaje else 0)
            cifras = filter(None, map(_cifra_de, self.textos[numero]))
            self._topes[numero] = max(minimo, *(c.valor for c in cifras), Decimal(0))
        return self._topes[numero]


def _lecturas(columnas: JuegoDeColumnas) -> list[list[LecturaDeDato]]:
    """Las lecturas de cada columna, las mismas en todas las tablas de su clase."""
    if "lecturas" not in columnas.memoria:
        columnas.memoria["lecturas"] = list(map(lecturas_de, columnas))
    lecturas: list[list[LecturaDeDato]] = columnas.memoria["lecturas"]
    return lecturas


def con_barras(contenidos: Sequence[Contenido], tope: Decimal) -> Sequence[Contenido]:
    """Los contenidos, cada cifra con su barra; sin barras si ningún número pasa de cero."""
    if not tope:
        return contenidos
    return [ConBarra.de(cifra, tope) if (cifra := _cifra_de(c)) else c for c in contenidos]


def _cifra_de(contenido: Contenido | None) -> Cifra | None:
    """La cifra que una celda dice, o ``None``; la de una cuenta llega como texto de un número."""
    if isinstance(contenido, Cifra):
        return contenido
    valor = cantidad_de(contenido)
    return None if valor is None else Cifra(str(contenido), valor)


@clases.frozen
class _DatosALaVista:
    """Qué datos muestran las columnas de una tabla en cualquier fila de una clase."""

    por_objeto: tuple[tuple[Informe | None, tuple[str, ...]], ...]
    """Los datos que se ven siempre, por objeto: ``(informe, ("actividad.meta", …))``."""
    que_dicen_otros: tuple[str, ...]
    """Datos que al mostrarse dicen también otro dato."""
    segun_la_celda: tuple[int, ...]
    """Los números de las columnas que muestran o no un dato según cada celda."""


def _datos_a_la_vista(renglones: Renglones) -> _DatosALaVista:
    """Los datos que muestra la clase de fila de unos renglones; se hallan una vez por clase."""
    memoria, clase = renglones.columnas.memoria, renglones.clase
    if clase not in memoria:
        por_objeto: dict[tuple[str, Informe | None], list[str]] = {}
        for columna in renglones.columnas:
            for dato in columna.definida.dato if columna.definida.marca is None else ():
                d = dato_del_plan(dato, clase)
                por_objeto.setdefault((camino_del_objeto(d), columna.informe), []).append(d)
        mostrados = {*chain.from_iterable(por_objeto.values())}
        memoria[clase] = _DatosALaVista(
            por_objeto=tuple((informe, tuple(datos)) for (_, informe), datos in por_objeto.items()),
            que_dicen_otros=tuple(d for d in renglones.filas[0].DICHO_POR if d in mostrados),
            segun_la_celda=tuple(
                numero
                for numero, columna in enumerate(renglones.columnas)
                if columna.definida.texto is not None or columna.definida.marca is not None
            ),
        )
    vista: _DatosALaVista = memoria[clase]
    return vista


def filas_de_seccion(
    seccion: Seccion,
    columnas: JuegoDeColumnas,
    alcances: Iterable[Alcance],
    corte: date | None,
    subtotales: Sequence[Subtotal],
) -> Sequence[FilaDeTabla]:
    """Las filas de una sección en esos componentes o en el plan, en el orden en que se escriben.

    ``subtotales``: por qué datos se reúnen antes de escribirse.
    """
    filas = [fila for alcance in alcances for fila in filas_en(seccion.recorre, alcance, corte)]
    if seccion.recorre == "riesgos":
        filas = _sin_huecos(cast("list[DeRiesgo]", filas), columnas)
    return _reunidas(filas, subtotales)


def _sin_huecos(filas: "list[DeRiesgo]", columnas: Sequence[ColumnaArmada]) -> list[FilaDeTabla]:
    """Las filas donde empieza alguna celda: la lista más larga puede no ir en la tabla.

    Las demás serían filas sin celdas: un PDF accesible no las admite, y en papel son un blanco.
    """
    definidas = [columna.definida for columna in columnas]
    if any(columna.une != "grupo" for columna in definidas):
        return list(filas)
    raices = {datos_de_columna(columna)[0].partition(".")[0] for columna in definidas}
    return [
        fila
        for numero, fila in enumerate(filas)
        if not numero
        or any(fila.grupos[raiz] is not filas[numero - 1].grupos[raiz] for raiz in raices)
    ]


_Clave = tuple[object, ...]
"""Clave que distingue un grupo de otro, y de los de dentro de otro que lo contiene."""


def _reunidas(
    filas: Sequence[FilaDeTabla], subtotales: Sequence[Subtotal]
) -> Sequence[FilaDeTabla]:
    """Las filas, con las de un mismo grupo seguidas: repartidas, el subtotal sería de una parte.

    Los grupos van en el orden en que aparece cada uno. Los de la lista del plan, como
    ``componente``, ya vienen seguidos: si no se pide otro, las filas quedan como llegan.
    """
    if all(subtotal.por in GRUPOS for subtotal in subtotales):
        return filas
    turnos: dict[_Clave, int] = {}
    turnos_de_filas = [
        tuple([turnos.setdefault(clave, len(turnos)) for clave in _claves(fila, subtotales)])
        for fila in filas
    ]
    return [filas[n] for n in sorted(range(len(filas)), key=turnos_de_filas.__getitem__)]


def anotar(renglones: Renglones, mostrado: Mostrado) -> None:
    """Anota como mostrados los datos que las columnas dicen de cada fila."""
    if not renglones.filas:
        return
    vista = _datos_a_la_vista(renglones)
    for numero in vista.segun_la_celda:
        columna, informe = renglones.columnas[numero].definida, renglones.columnas[numero].informe
        textos = renglones.textos[numero]
        if columna.texto is not None:
            _anotar_texto(columna.texto, informe, renglones.filas, textos, mostrado)
        for dato in renglones.datos_de(columna) if columna.marca is not None else ():
            # El valor que no lleva la marca no se ve.
            con_su_texto = zip(renglones.objetos(dato, informe), textos, strict=True)
            mostrado.anotar(
                dato, [o for o, t in con_su_texto if t and not _calla_una_nota(dato, o)]
            )
    for informe, datos in vista.por_objeto:
        mostrado.anotar_juntos(datos, renglones.objetos(datos[0], informe))
    _anotar_lo_dicho_por(vista.que_dicen_otros, renglones.filas, mostrado)


def anotar_bandas(renglones: Renglones, subtotales: Sequence[Subtotal], mostrado: Mostrado) -> None:
    """Anota el dato por el que se reúnen las filas de un plan: lo dice la banda de cada grupo."""
    for subtotal in subtotales:
        if subtotal.banda and subtotal.por not in GRUPOS and not es_de_fila_libre(subtotal.por):
            mostrado.anotar(subtotal.por, renglones.objetos(subtotal.por, None))


def _anotar_lo_dicho_por(
    datos_que_dicen_otros: Iterable[str], filas: Sequence[FilaDeTabla], mostrado: Mostrado
) -> None:
    """Anota en ``mostrado`` los demás datos que ésos dicen, tengan o no columna propia."""
    for dato in datos_que_dicen_otros:
        # ``DICHO_POR``: por dato, la función que da de una fila los pares de dato y objeto.
        for dato_dicho, objeto in chain.from_iterable(map(filas[0].DICHO_POR[dato], filas)):
            mostrado.anotar(dato_dicho, [objeto])


def _calla_una_nota(dato: str, objeto: object) -> bool:
    """Si una marca deja sin decir la nota de una verificación: sólo dice su resultado."""
    verificacion = getattr(objeto, "verificacion", None)
    return es_una_verificacion(dato) and bool(verificacion and verificacion.nota)


def _anotar_texto(
    plantilla: str,
    informe: Informe | None,
    filas: Sequence[FilaDeTabla],
    textos: Sequence[str | None],
    mostrado: Mostrado,
) -> None:
    """Anota en ``mostrado`` los datos que el texto de cada celda dice, de los que nombra.

    ``textos``: el de cada fila, que dio la plantilla de su columna.
    """
    nombrados = variables_escritas(plantilla)
    for fila, texto in zip(filas, textos, strict=True) if nombrados else ():
        if texto:
            # Un número con formato dice el mismo que sin él.
            sin_formato = como_texto(texto.valor) if isinstance(texto, Cifra) else ""
            objetos = objetos_de_fila(fila, informe)
            caminos = [dato_del_plan(camino, type(fila)) for camino in nombrados]
            mostrado.anotar_del_texto(f"{texto} {sin_formato}", caminos, objetos)
            que_dicen_otros = {
                dato
                for dato in fila.DICHO_POR
                if dato in caminos and mostrado.muestra(dato, objetos[dato.partition(".")[0]])
            }
            _anotar_lo_dicho_por(que_dicen_otros, [fila], mostrado)


Cubre = Sequence[int] | None
"""Cuántas filas cubre cada celda de una columna, 0 si la cubre otra; nada, si cada una la suya."""


def anotar_prestadas(
    columnas: Sequence[ColumnaArmada], alturas: Sequence[Cubre], mostrado: Mostrado
) -> None:
    """Anota en ``mostrado`` cuántas celdas en blanco de cada columna se unen a la de arriba.

    ``alturas``: por columna, cuántas filas ocupa cada celda; 0, si otra la cubre.
    """
    for columna, cubiertas in zip(columnas, alturas, strict=True):
        if columna.definida.une == "blancos" and cubiertas is not None:
            primero = next(iter(columna.definida.dato), que_muestra(columna.definida))
            mostrado.prestadas[primero] += cubiertas.count(0)


def anotar_fuera_del_total(renglones: Renglones, mostrado: Mostrado) -> None:
    """Anota en ``mostrado`` cuántos textos de cada columna con total no son un número."""
    for numero, columna in enumerate(renglones.columnas):
        # De las filas que trae quien genera, ya lo dice quien las lee.
        no_suma = not {*columna.definida.total} - {"cuenta"}
        if no_suma or any(map(es_de_fila_libre, columna.definida.dato)):
            continue
        mostrado.fuera_del_total[que_muestra(columna.definida)] += sum(
            isinstance(valor, str) and bool(valor.strip()) and numero_de(valor) is None
            for valor in renglones.impresos(numero)
        )


def unidas(renglones: Renglones, tandas: Sequence[range], *, blancos_propios: bool) -> list[Cubre]:
    """Filas que cubre cada celda de cada columna: ``[3, 0, 0, 1]``; ``None`` si cada una, la suya.

    Una celda no pasa de una tanda a otra. ``blancos_propios``: una en blanco no es de la de arriba.
    """
    de_columnas: list[Cubre] = []
    for numero, columna in enumerate(renglones.columnas):
        une = columna.definida.une
        cubre: list[int] = []
        if une != "nunca" and not (une == "blancos" and blancos_propios):
            for tanda in tandas:
                cubre += _cubiertas(_CELDA_DE_CADA_FILA[une](renglones, numero, tanda))
        de_columnas.append(cubre if 0 in cubre else None)
    return de_columnas


def _cubiertas(celdas: Sequence[object]) -> Sequence[int]:
    """``[3, 0, 0, 1]`` de ``["a", "a", "a", "b"]``: las filas seguidas que son una celda."""
    cubre, primera = [1] * len(celdas), 0
    for fila in range(1, len(celdas)):
        if celdas[fila] == celdas[primera]:
            cubre[primera] += 1
            cubre[fila] = 0
        else:
            primera = fila
    return cubre


def _iguales(renglones: Renglones, numero: int, tanda: range) -> Sequence[object]:
    """Texto de la celda de cada fila: las seguidas que dicen lo mismo son una sola."""
    return [renglones.textos[numero][fila] or fila for fila in tanda]


def _blancos(renglones: Renglones, numero: int, tanda: range) -> Sequence[object]:
    """Lugar en la tanda donde empieza la celda de cada fila.

    Una en blanco es parte de la última que dice algo, si es del mismo componente y su fila no
    trae la fecha en otro dato.
    """
    textos = renglones.textos[numero][tanda.start : tanda.stop]
    celdas = list(range(len(textos)))
    if None not in textos:
        return celdas
    filas = renglones.filas[tanda.start : tanda.stop]
    componentes = [getattr(fila, "componente", None) for fila in filas]
    con_otra_fecha = _con_otra_fecha(renglones, numero, tanda)
    primera = 0
    for fila in range(1, len(celdas)):
        es_un_blanco = textos[fila] is None and fila not in con_otra_fecha
        if es_un_blanco and textos[primera] and componentes[fila] is componentes[primera]:
            celdas[fila] = primera
        else:
            primera = fila
    return celdas


def _con_otra_fecha(renglones: Renglones, numero: int, tanda: range) -> set[int]:
    """Los lugares en la tanda de las filas que dicen cuándo, si por eso pregunta la columna.

    Si no muestra el dato en que lo dicen, su celda va en blanco: la fecha de arriba no es la suya.
    """
    datos = datos_de_columna(renglones.columnas[numero].definida)
    return {
        fila
        for dato in datos
        if dato.rpartition(".")[2] in CAMPOS_DE_FECHA
        for fila, objeto in enumerate(renglones.objetos(dato, None)[tanda.start : tanda.stop])
        if any(getattr(objeto, campo, None) is not None for campo in CAMPOS_DE_FECHA)
    }


def _duenos_del_grupo(renglones: Renglones, numero: int, tanda: range) -> Sequence[object]:
    """Objeto de que es la celda de cada fila en esa columna; las seguidas de uno mismo se unen.

    ``numero``: el de la columna; ``tanda``: cuáles de los renglones.
    """
    columna = renglones.columnas[numero].definida
    filas = renglones.filas[tanda.start : tanda.stop]
    if filas and hasattr(filas[0], "grupos"):
        raiz = datos_de_columna(columna)[0].partition(".")[0]
        return [id(fila.grupos[raiz]) for fila in cast("list[DeRiesgo]", filas)]
    datos = datos_de_columna(columna) if columna.texto is not None else renglones.datos_de(columna)
    raiz = next(iter(datos), "").partition(".")[0] if filas else ""
    grupos = [getattr(fila, raiz, None) for fila in filas]
    dependencias = [getattr(fila, "dependencia", None) for fila in filas]
    celdas = zip(tanda, grupos, map(id, grupos), map(id, dependencias), strict=True)
    return [fila if grupo is None else (g, d) for fila, grupo, g, d in celdas]


_CELDA_DE_CADA_FILA: dict[str, Callable[[Renglones, int, range], Sequence[object]]] = {
    "iguales": _iguales,
    "blancos": _blancos,
    "grupo": _duenos_del_grupo,
}
"""Función que da, por la política de la columna, de qué celda es cada fila: las seguidas se
unen."""


def hay(seccion: Seccion, dato: str, alcance: Alcance, corte: date | None) -> bool:
    """Si alguna fila de la sección trae ese dato, como ``actividad.meta``."""
    objeto_de, leer_valor, escribir = (
        lector_de_objeto(dato, None),
        lector_de_campo(dato),
        escritor_de_dato(dato),
    )
    objetos = map(objeto_de, filas_en(seccion.recorre, alcance, corte))
    return any(objeto is not None and escribir(leer_valor(objeto)) for objeto in objetos)


@clases.frozen
class FilasImpresas:
    """Las filas de una tanda como quedaron en la tabla."""

    renglones: Renglones
    tanda: range
    primera: int
    """El lugar de la primera en la tabla."""
    cubre: Sequence[Cubre]

    def lugares(self) -> range:
        """Las filas de la tabla en que están."""
        return range(self.primera, self.primera + len(self.tanda))

    def visibles(self, columna: int) -> Sequence[int]:
        """Las filas de la tanda que en esa columna tienen celda propia."""
        cubre = self.cubre[columna]
        return [fila for n, fila in enumerate(self.tanda) if cubre is None or cubre[n]]


@clases.frozen
class CierreDeGrupo:
    """Un subtotal que va después de una tanda, y cuántas de las últimas tandas resume."""

    subtotal: Subtotal
    tandas: int
    objetos: Mapping[str, object]
    """Los objetos que su rótulo puede nombrar: el del grupo y los que lo contienen."""


@clases.frozen
class Tanda:
    """Tanda: filas seguidas, sin una de subtotal en medio, y las que las abren y las cierran.

    La abre la banda de su grupo, si la pide: una fila a todo lo ancho que dice cuál es.
    """

    filas: range
    cierres: list[CierreDeGrupo]
    """Grupos que terminan con la tanda, de adentro hacia afuera."""
    aperturas: list[CierreDeGrupo] = attrs.Factory(list)
    """Los grupos que empiezan con ella y llevan banda, de afuera hacia adentro."""


def agrupar(filas: Sequence[FilaDeTabla], subtotales: Sequence[Subtotal]) -> Iterator[Tanda]:
    """Las filas de una sección en tandas, cortadas donde termina cada grupo.

    Lo que no es de ningún grupo (las filas de un plan sin dependencias) no lleva subtotal suyo.
    """
    if not subtotales:
        yield Tanda(range(len(filas)), [])
        return
    claves = [_claves(fila, subtotales) for fila in filas]
    # Por subtotal: las tandas de su grupo hasta aquí, y si con esta tanda empieza uno.
    abiertas = [0] * len(subtotales)
    empiezan: Sequence[bool] = [True] * len(subtotales)
    desde = 0
    for siguiente, fila in enumerate(filas, 1):
        clave_siguiente = claves[siguiente] if siguiente < len(filas) else None
        terminan = [
            clave_siguiente is None or clave != clave_siguiente[nivel]
            for nivel, clave in enumerate(claves[siguiente - 1])
        ]
        if not any(terminan):
            continue
        abiertas = [tandas + 1 for tandas in abiertas]
        cierres = [
            CierreDeGrupo(subtotal, tandas, _objetos(subtotal.por, fila))
            for subtotal, tandas in zip(subtotales, abiertas, strict=True)
        ]
        yield Tanda(
            range(desde, siguiente),
            [
                cierre
                for cierre, termina in zip(cierres, terminan, strict=True)
                if termina and _hay_grupo(cierre)
            ][::-1],
            [
                cierre
                for cierre, empieza in zip(cierres, empiezan, strict=True)
                if empieza and cierre.subtotal.banda and _hay_grupo(cierre)
            ],
        )
        abiertas = [0 if t else cuantas for t, cuantas in zip(terminan, abiertas, strict=True)]
        desde, empiezan = siguiente, terminan


def _claves(fila: FilaDeTabla, subtotales: Sequence[Subtotal]) -> list[_Clave]:
    """La clave del grupo de una fila en cada subtotal, que empieza con la del grupo de afuera."""
    claves: list[_Clave] = []
    dentro_de: _Clave = ()
    for subtotal in subtotales:
        objetos = _objetos(subtotal.por, fila)
        de_texto = subtotal.por not in GRUPOS
        dentro_de = (*dentro_de, *(objetos.values() if de_texto else map(id, objetos.values())))
        claves.append(dentro_de)
    return claves


def _hay_grupo(cierre: CierreDeGrupo) -> bool:
    por = cierre.subtotal.por
    # Al de un dato, un rótulo lo nombra «grupo».
    return cierre.objetos[por if por in GRUPOS else "grupo"] is not None


_EN_BLANCO = "(en blanco)"
"""El nombre del grupo de las filas dadas que no traen el dato: también suman."""


@functools.lru_cache(maxsize=64)
def _lector_de_grupo(por: str) -> Callable[[FilaDeTabla], object]:
    """Función que lee de una fila el dato por el que se reúne con otras."""
    objeto_de, leer_campo = lector_de_objeto(por, None), lector_de_campo(por)
    return lambda fila: leer_campo(objeto_de(fila))


def textos_del_dato(dato: str, filas: Sequence[FilaDeTabla]) -> Iterator[str]:
    """El texto de un dato en cada fila: un número o un día, como se escribe."""
    valores = map(_lector_de_grupo(dato), filas)
    return (valor if isinstance(valor, str) else como_texto(valor) for valor in valores)


def _objetos(por: str, fila: FilaDeTabla) -> dict[str, object]:
    """Objetos del grupo de una fila, por su nombre: el que dice ``por`` y los de afuera."""
    if por not in GRUPOS:
        (grupo,) = textos_del_dato(por, [fila])
        return {"grupo": grupo or (_EN_BLANCO if es_de_fila_libre(por) else None)}
    return {raiz: getattr(fila, raiz) for raiz in GRUPOS[: GRUPOS.index(por) + 1]}
