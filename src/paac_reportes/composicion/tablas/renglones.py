"""Las filas de una tabla: qué texto va en cada columna y qué celdas vecinas son una sola.

Y dónde termina cada grupo que lleva un subtotal; lo que esas filas dicen, en ``totales``.
"""

import functools
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from itertools import chain
from typing import TYPE_CHECKING, Any, cast

import attrs

from paac_reportes import clases
from paac_reportes.composicion.aspecto import ColumnaPuesta, JuegoDeColumnas
from paac_reportes.composicion.tablas.alcances import Alcance
from paac_reportes.composicion.tablas.filas import filas_de
from paac_reportes.composicion.tablas.lectores import (
    campo_de,
    como_se_dice,
    es_de_un_dato,
    es_el_dato,
    lector_de,
    lector_de_dato,
    lector_de_objeto,
    lector_de_valor,
    objetos_de,
    quien_lo_lleva,
)
from paac_reportes.composicion.variables import Mostrado, Redaccion
from paac_reportes.formatos.definicion.bloques import GRUPOS, Seccion, Subtotal
from paac_reportes.formatos.definicion.columnas import (
    Columna,
    datos_de,
    es_una_verificacion,
    que_muestra,
)
from paac_reportes.formatos.definicion.filas import FilaDeTabla
from paac_reportes.formatos.definicion.recorridos import es_de_fila_libre
from paac_reportes.maqueta.contenido import Cifra, ConBarra, Contenido
from paac_reportes.modelo.periodos import Informe
from paac_reportes.textos.plantillas import escritos_de
from paac_reportes.textos.valores import (
    como_texto,
    numero_de,
)

if TYPE_CHECKING:
    from paac_reportes.formatos.definicion.recorridos_del_mapa import DeRiesgo


@clases.frozen
class Renglon:
    """Los textos de una fila, uno por columna, y los objetos de donde salen."""

    textos: list[str | None]
    """``None`` es lo que falta en los datos; un texto vacío es una celda en blanco propia."""
    fila: FilaDeTabla


class Renglones:
    """Las filas de una sección y, por columna, lo que dice cada una."""

    def __init__(
        self,
        filas: Sequence[FilaDeTabla],
        columnas: JuegoDeColumnas,
        redaccion: Redaccion,
    ) -> None:
        self.filas = filas
        self.columnas = columnas
        self._topes: dict[int, Decimal] = {}
        self._por_raiz: dict[tuple[str, Informe | None], list[Any]] = {}
        self.textos = [self._textos(puesta, redaccion) for puesta in columnas]
        """De cada columna, el de cada fila (``Renglon.textos``)."""

    def _textos(self, puesta: ColumnaPuesta, redaccion: Redaccion) -> list[str | None]:
        columna = puesta.definida
        if not es_de_un_dato(columna):
            return list(map(lector_de(puesta, redaccion), self.filas))
        (dato,) = columna.dato
        leer, escribir, a_la_letra = como_se_dice(
            dato,
            columna.numero,
            columna.fecha,
            dato in puesta.codigos,
            dato in puesta.reportados,
        )
        # Casi todo dato es un texto: ese va como está.
        return [
            None
            if objeto is None
            else valor
            if type(valor := leer(objeto)) is str and a_la_letra
            else escribir(valor)
            for objeto in self.objetos(dato, puesta.informe)
        ]

    def objetos(self, dato: str, informe: Informe | None) -> list[Any]:
        """De cada fila, el objeto de un dato."""
        clave = quien_lo_lleva(dato), informe
        if clave not in self._por_raiz:
            self._por_raiz[clave] = list(map(lector_de_objeto(dato, informe), self.filas))
        return self._por_raiz[clave]

    def datos_de(self, columna: Columna) -> Iterator[str]:
        """Lo que una columna muestra, dicho como los datos del plan que son."""
        return (es_el_dato(dato, type(self.filas[0])) for dato in columna.dato)

    @property
    def a_la_vista(self) -> "_ALaVista":
        """Lo que las columnas sin marca muestran, junto lo de unos mismos objetos."""
        de_cada_fila: type = type(self.filas[0])
        vistos = self.columnas.a_la_vista
        if de_cada_fila not in vistos:
            vistos[de_cada_fila] = _a_la_vista(self.columnas, de_cada_fila)
        return vistos[de_cada_fila]

    def tope(self, numero: int) -> Decimal:
        """Lo que vale la barra entera de una columna: su mayor número; de un porcentaje, 100."""
        if numero not in self._topes:
            como = self.columnas[numero].definida.numero
            menor = Decimal(_CIEN if como and como.porcentaje else 0)
            cifras = (texto.valor for texto in self.textos[numero] if isinstance(texto, Cifra))
            self._topes[numero] = max(menor, *cifras, Decimal(0))
        return self._topes[numero]

    @functools.cached_property
    def todos(self) -> list[Renglon]:
        """Uno por uno, para quien no los quiere por columnas: los que se resumen."""
        return [
            Renglon([suyos[n] for suyos in self.textos], fila) for n, fila in enumerate(self.filas)
        ]


_CIEN = 100


def con_barras(contenidos: Sequence[Contenido], tope: Decimal) -> Sequence[Contenido]:
    """Los mismos, cada cifra con su barra; ninguna si no hay un número mayor que cero."""
    if not tope:
        return contenidos
    return [ConBarra.de(uno, tope) if isinstance(uno, Cifra) else uno for uno in contenidos]


_ALaVista = tuple[tuple[Informe | None, tuple[str, ...]], ...]


def _a_la_vista(columnas: JuegoDeColumnas, tipo: type) -> _ALaVista:
    juntos: dict[tuple[str, Informe | None], list[str]] = {}
    for puesta in columnas:
        for dato in puesta.definida.dato if puesta.definida.marca is None else ():
            es = es_el_dato(dato, tipo)
            juntos.setdefault((quien_lo_lleva(es), puesta.informe), []).append(es)
    return tuple((informe, tuple(datos)) for (_, informe), datos in juntos.items())


def renglones(
    seccion: Seccion,
    columnas: JuegoDeColumnas,
    alcances: Iterable[Alcance],
    corte: date | None,
    redaccion: Redaccion,
) -> Renglones:
    """Los renglones de una sección; de un componente, de varios o del plan."""
    filas = [fila for alcance in alcances for fila in filas_de(seccion.recorre, alcance, corte)]
    if seccion.recorre == "riesgos":
        filas = _sin_huecos(cast("list[DeRiesgo]", filas), columnas)
    return Renglones(filas, columnas, redaccion)


def _sin_huecos(filas: "list[DeRiesgo]", columnas: Sequence[ColumnaPuesta]) -> list[FilaDeTabla]:
    """Sin las filas donde ninguna celda empieza: la lista más larga puede no ir en la tabla.

    Serían filas sin celdas: un PDF accesible no las admite, y en papel son un blanco.
    """
    definidas = [puesta.definida for puesta in columnas]
    if any(columna.une != "grupo" for columna in definidas):
        return list(filas)
    raices = {datos_de(columna)[0].partition(".")[0] for columna in definidas}
    return [
        fila
        for numero, fila in enumerate(filas)
        if not numero
        or any(fila.grupos[raiz] is not filas[numero - 1].grupos[raiz] for raiz in raices)
    ]


def reunidos(propios: Renglones, subtotales: Sequence[Subtotal], redaccion: Redaccion) -> Renglones:
    """Las filas de cada grupo de un dato, juntas: repartidas, cada subtotal sería de una parte."""
    if all(subtotal.por in GRUPOS for subtotal in subtotales):
        return propios
    grupos: dict[_Clave, int] = {}
    de_cada = [
        tuple([grupos.setdefault(clave, len(grupos)) for clave in _claves(fila, subtotales)])
        for fila in propios.filas
    ]
    en_orden = sorted(range(len(de_cada)), key=de_cada.__getitem__)
    return Renglones([propios.filas[n] for n in en_orden], propios.columnas, redaccion)


def anotar(propios: Renglones, mostrado: Mostrado) -> None:
    """Los datos que las columnas muestran de cada fila."""
    if not propios.filas:
        return
    for puesta, textos in zip(propios.columnas, propios.textos, strict=True):
        columna, informe = puesta.definida, puesta.informe
        if columna.texto is not None:
            _anotar_texto(columna.texto, informe, propios.filas, textos, mostrado)
        for es in propios.datos_de(columna) if columna.marca is not None else ():
            # El valor que no lleva la marca no se ve.
            con_su_texto = zip(propios.objetos(es, informe), textos, strict=True)
            mostrado.anotar(es, [o for o, t in con_su_texto if t and not _calla_una_nota(es, o)])
    a_la_vista = propios.a_la_vista
    for informe, datos in a_la_vista:
        mostrado.anotar_juntos(datos, propios.objetos(datos[0], informe))
    _anotar_lo_dicho_por(
        {dato for _, datos in a_la_vista for dato in datos}, propios.filas, mostrado
    )


def _anotar_lo_dicho_por(
    datos: Collection[str], filas: Sequence[FilaDeTabla], mostrado: Mostrado
) -> None:
    """Lo que queda dicho al mostrar esos datos, aunque no tenga su columna."""
    for dato, dicho_por in filas[0].DICHO_POR.items():
        for otro, objeto in chain.from_iterable(map(dicho_por, filas)) if dato in datos else ():
            mostrado.anotar(otro, [objeto])


def _calla_una_nota(dato: str, objeto: object) -> bool:
    """Si lo que una marca dice de una verificación, su resultado, deja fuera su nota."""
    verificacion = getattr(objeto, "verificacion", None)
    return es_una_verificacion(dato) and bool(verificacion and verificacion.nota)


def _anotar_texto(
    plantilla: str,
    informe: Informe | None,
    filas: Sequence[FilaDeTabla],
    textos: Sequence[str | None],
    mostrado: Mostrado,
) -> None:
    """Lo que el texto de una columna dice de los datos que nombra."""
    escritos = escritos_de(plantilla)
    for fila, texto in zip(filas, textos, strict=True) if escritos else ():
        if texto:
            # Un número con formato dice el mismo que sin él.
            sin_formato = como_texto(texto.valor) if isinstance(texto, Cifra) else ""
            objetos = objetos_de(fila, informe)
            caminos = [es_el_dato(camino, type(fila)) for camino in escritos]
            mostrado.anotar_del_texto(f"{texto} {sin_formato}", caminos, objetos)
            dichos = {
                dato
                for dato in fila.DICHO_POR
                if dato in caminos and mostrado.muestra(dato, objetos[dato.partition(".")[0]])
            }
            _anotar_lo_dicho_por(dichos, [fila], mostrado)


Cubre = Sequence[int] | None
"""Cuántas filas cubre cada celda de una columna, 0 si la cubre otra; nada, si cada una la suya."""


def anotar_prestadas(
    columnas: Sequence[ColumnaPuesta], cubre: Sequence[Cubre], mostrado: Mostrado
) -> None:
    """Por columna, las filas en blanco sin celda suya, que es parte de la de arriba."""
    for columna, suyas in zip(columnas, cubre, strict=True):
        if columna.definida.une == "blancos" and suyas is not None:
            mostrado.prestadas[que_muestra(columna.definida)] += suyas.count(0)


def anotar_fuera_del_total(propios: Renglones, mostrado: Mostrado) -> None:
    """Por columna con total, los textos que no son un número y no entran en él."""
    todos = propios.todos
    for puesto, puesta in enumerate(propios.columnas):
        # De las filas que trae quien genera, ya lo dice quien las lee.
        no_suma = not {*puesta.definida.total} - {"cuenta"}
        if no_suma or any(map(es_de_fila_libre, puesta.definida.dato)):
            continue
        valores = map(lector_impreso(puesto, puesta), todos)
        mostrado.fuera_del_total[que_muestra(puesta.definida)] += sum(
            isinstance(valor, str) and bool(valor.strip()) and numero_de(valor) is None
            for valor in valores
        )


def lector_impreso(numero: int, puesta: ColumnaPuesta) -> Callable[[Renglon], object]:
    """Lee el valor de una celda sin redactar: el de su dato o, si es un texto, el de su cuenta."""
    if puesta.definida.texto is None:
        leer_valor = lector_de_valor(puesta)
        return lambda renglon: leer_valor(renglon.fila)

    def leer(renglon: Renglon) -> object:
        texto = renglon.textos[numero]
        return texto.valor if isinstance(texto, Cifra) else texto

    return leer


def alturas(tanda: range, se_unen: "SeUnen | None") -> Cubre:
    """Cuántas filas cubre la celda de cada fila de una tanda en una columna."""
    if se_unen is None:
        return None
    cubre: list[int] = []
    primera = tanda.start
    for actual in tanda:
        if cubre and se_unen(primera, actual):
            cubre[primera - tanda.start] += 1
            cubre.append(0)
        else:
            primera = actual
            cubre.append(1)
    return cubre


def uniones(propios: Renglones, *, blancos_propios: bool = False) -> "list[SeUnen | None]":
    """De cada columna, cuáles filas comparten celda; nada, si cada una es de la suya."""
    return [
        None
        if puesta.definida.une == "nunca" or (puesta.definida.une == "blancos" and blancos_propios)
        else _SE_UNEN[puesta.definida.une](propios, numero)
        for numero, puesta in enumerate(propios.columnas)
    ]


SeUnen = Callable[[int, int], bool]
"""Si una fila comparte la celda que empezó en otra de más arriba."""


def _iguales(propios: Renglones, numero: int) -> SeUnen:
    textos = propios.textos[numero]
    return lambda a, b: bool(textos[a]) and textos[a] == textos[b]


def _blancos(propios: Renglones, numero: int) -> SeUnen:
    textos = propios.textos[numero]
    suyos = [getattr(fila, "componente", None) for fila in propios.filas]
    return lambda a, b: bool(textos[a]) and textos[b] is None and suyos[a] is suyos[b]


def _del_grupo(propios: Renglones, numero: int) -> SeUnen:
    columna = propios.columnas[numero].definida
    if propios.filas and hasattr(propios.filas[0], "grupos"):
        raiz = datos_de(columna)[0].partition(".")[0]
        de_quien = [fila.grupos[raiz] for fila in cast("list[DeRiesgo]", propios.filas)]
        return lambda a, b: de_quien[a] is de_quien[b]
    propio = datos_de(columna) if columna.texto is not None else propios.datos_de(columna)
    dato = next(iter(propio), "") if propios.filas else ""
    grupos = [getattr(fila, dato.partition(".")[0], None) for fila in propios.filas]
    suyas = [getattr(fila, "dependencia", None) for fila in propios.filas]
    return lambda a, b: grupos[a] is not None and grupos[a] is grupos[b] and suyas[a] is suyas[b]


_SE_UNEN: dict[str, Callable[[Renglones, int], SeUnen]] = {
    "iguales": _iguales,
    "blancos": _blancos,
    "grupo": _del_grupo,
}
"""Cómo se sabe, por política de la columna."""


def hay(seccion: Seccion, dato: str, alcance: Alcance, corte: date | None) -> bool:
    """Si alguna fila de la sección trae ese dato."""
    leer = lector_de_dato(dato)
    return any(leer(fila) for fila in filas_de(seccion.recorre, alcance, corte))


@clases.frozen
class Impreso:
    """Un renglón como quedó en la tabla."""

    renglon: Renglon
    lugar: int
    """Su fila en la tabla."""
    visibles: tuple[bool, ...]
    """Si en cada columna tiene celda propia, o es parte de la de arriba."""


@clases.frozen
class Cierre:
    """Un subtotal que va después de una tanda, y cuántas de las últimas resume."""

    subtotal: Subtotal
    tandas: int
    objetos: Mapping[str, object]
    """Los que su rótulo puede nombrar: el suyo y los que lo contienen."""


@clases.frozen
class Tanda:
    """Filas seguidas, sin ninguna de subtotal entre ellas, y las que las abren y las cierran."""

    filas: range
    cierres: list[Cierre]
    """De adentro hacia afuera."""
    aperturas: list[Cierre] = attrs.Factory(list)
    """Los grupos que empiezan con ella y llevan banda, de afuera hacia adentro."""


_Clave = tuple[object, ...]
"""Lo que distingue un grupo de otro, y de los de dentro de otro que lo contiene."""


def en_tandas(filas: Sequence[FilaDeTabla], subtotales: Sequence[Subtotal]) -> Iterator[Tanda]:
    """Las filas de una sección, cortadas donde termina cada grupo.

    Lo que no es de ningún grupo (las filas de un plan sin dependencias) no lleva subtotal suyo.
    """
    if not subtotales:
        yield Tanda(range(len(filas)), [])
        return
    claves = [_claves(fila, subtotales) for fila in filas]
    abiertas = [0] * len(subtotales)
    empiezan: Sequence[bool] = [True] * len(subtotales)
    desde = 0
    for cuantos, fila in enumerate(filas, 1):
        siguientes = claves[cuantos] if cuantos < len(filas) else None
        terminan = [
            siguientes is None or suya != siguientes[n]
            for n, suya in enumerate(claves[cuantos - 1])
        ]
        if not any(terminan):
            continue
        abiertas = [cuantas + 1 for cuantas in abiertas]
        propios = [
            Cierre(subtotal, cuantas, _objetos(subtotal.por, fila))
            for subtotal, cuantas in zip(subtotales, abiertas, strict=True)
        ]
        yield Tanda(
            range(desde, cuantos),
            [c for c, t in zip(propios, terminan, strict=True) if t and _es_de_alguno(c)][::-1],
            [
                c
                for c, e in zip(propios, empiezan, strict=True)
                if e and c.subtotal.banda and _es_de_alguno(c)
            ],
        )
        abiertas = [0 if t else n for t, n in zip(terminan, abiertas, strict=True)]
        desde, empiezan = cuantos, terminan


def _claves(fila: FilaDeTabla, subtotales: Sequence[Subtotal]) -> list[_Clave]:
    """La de su grupo en cada subtotal, que lleva la de los que lo contienen."""
    claves: list[_Clave] = []
    dentro_de: _Clave = ()
    for subtotal in subtotales:
        suyos = _objetos(subtotal.por, fila)
        de_texto = subtotal.por not in GRUPOS
        dentro_de = (*dentro_de, *(suyos.values() if de_texto else map(id, suyos.values())))
        claves.append(dentro_de)
    return claves


def _es_de_alguno(cierre: Cierre) -> bool:
    return cierre.objetos[_raiz_de(cierre.subtotal.por)] is not None


def _raiz_de(por: str) -> str:
    return por if por in GRUPOS else "grupo"


def _objetos(por: str, fila: FilaDeTabla) -> dict[str, object]:
    if por not in GRUPOS:
        return {"grupo": como_texto(campo_de(por)(lector_de_objeto(por, None)(fila))) or _EN_BLANCO}
    return {raiz: getattr(fila, raiz) for raiz in GRUPOS[: GRUPOS.index(por) + 1]}


_EN_BLANCO = "(en blanco)"
"""El nombre del grupo de las filas que no traen el dato: también suman."""
