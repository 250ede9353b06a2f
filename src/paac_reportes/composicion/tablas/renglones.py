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
from paac_reportes.composicion.aspecto import ColumnaPuesta, JuegoDeColumnas
from paac_reportes.composicion.tablas.alcances import Alcance
from paac_reportes.composicion.tablas.filas import filas_en
from paac_reportes.composicion.tablas.lectores import (
    LecturaDeDato,
    es_el_dato,
    escritor_de_dato,
    lector_de_campo,
    lector_de_objeto,
    lecturas_de,
    marcas_de,
    objetos_de_fila,
    quien_lo_lleva,
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
from paac_reportes.modelo.periodos import Informe
from paac_reportes.textos.plantillas import variables_escritas
from paac_reportes.textos.valores import (
    como_texto,
    numero_de,
)

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
        self._topes: dict[int, Decimal] = {}
        self._impresos: dict[int, Sequence[object]] = {}
        self._objetos: dict[tuple[str, Informe | None], list[Any]] = {}
        self.textos = [self._textos(numero, redaccion) for numero in range(len(columnas))]
        """De cada columna, el de cada fila: ``None`` es lo que falta en los datos."""

    def _textos(self, numero: int, redaccion: RedaccionDePlantilla) -> Sequence[str | None]:
        """Por celda de una columna, un texto redactado, una marca, un dato o varios unidos."""
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
        return [textos_unidos(textos, definida.entre) for textos in zip(*partes, strict=True)]

    def lecturas(self, numero: int) -> Sequence[LecturaDeDato]:
        """Cómo se lee y se escribe cada dato de una columna."""
        return self._lecturas[numero]

    def impresos(self, numero: int) -> Sequence[object]:
        """De cada fila, el valor sin escribir: el de su dato o, en un texto, el de su cuenta."""
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
        """De cada fila, el objeto de un dato."""
        clave = quien_lo_lleva(dato), informe
        if clave not in self._objetos:
            self._objetos[clave] = list(map(lector_de_objeto(dato, informe), self.filas))
        return self._objetos[clave]

    def datos_de(self, columna: Columna) -> Iterator[str]:
        """Los datos del plan que una columna muestra."""
        return (es_el_dato(dato, self.clase) for dato in columna.dato)

    def tope(self, numero: int) -> Decimal:
        """Valor de la barra entera de una columna: su mayor número; de un porcentaje, 100."""
        if numero not in self._topes:
            como = self.columnas[numero].definida.numero
            menor = Decimal(_CIEN if como and como.porcentaje else 0)
            cifras = (texto.valor for texto in self.textos[numero] if isinstance(texto, Cifra))
            self._topes[numero] = max(menor, *cifras, Decimal(0))
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
    return [ConBarra.de(uno, tope) if isinstance(uno, Cifra) else uno for uno in contenidos]


@clases.frozen
class _Salida:
    """Columnas de una tabla como se muestran en cualquier fila de una clase."""

    a_la_vista: tuple[tuple[Informe | None, tuple[str, ...]], ...]
    """Los datos que se ven siempre, juntos los de unos mismos objetos."""
    dichos_por_otros: tuple[str, ...]
    """De ellos, los que al mostrarse dicen también otro."""
    segun_la_celda: tuple[int, ...]
    """Las columnas de que depende de cada celda qué se muestra."""


def _salida(renglones: Renglones) -> _Salida:
    """La salida de la clase de fila de unos renglones, que se halla una vez por clase de tabla."""
    memoria, clase = renglones.columnas.memoria, renglones.clase
    if clase not in memoria:
        por_objeto: dict[tuple[str, Informe | None], list[str]] = {}
        for columna in renglones.columnas:
            for dato in columna.definida.dato if columna.definida.marca is None else ():
                camino = es_el_dato(dato, clase)
                por_objeto.setdefault((quien_lo_lleva(camino), columna.informe), []).append(camino)
        mostrados = {*chain.from_iterable(por_objeto.values())}
        memoria[clase] = _Salida(
            tuple((informe, tuple(datos)) for (_, informe), datos in por_objeto.items()),
            tuple(dato for dato in renglones.filas[0].DICHO_POR if dato in mostrados),
            tuple(
                numero
                for numero, columna in enumerate(renglones.columnas)
                if columna.definida.texto is not None or columna.definida.marca is not None
            ),
        )
    salida: _Salida = memoria[clase]
    return salida


def filas_de_seccion(
    seccion: Seccion,
    columnas: JuegoDeColumnas,
    alcances: Iterable[Alcance],
    corte: date | None,
    subtotales: Sequence[Subtotal],
) -> Sequence[FilaDeTabla]:
    """Las filas de un componente, de varios o del plan, en el orden en que se escriben."""
    filas = [fila for alcance in alcances for fila in filas_en(seccion.recorre, alcance, corte)]
    if seccion.recorre == "riesgos":
        filas = _sin_huecos(cast("list[DeRiesgo]", filas), columnas)
    return _reunidas(filas, subtotales)


def _sin_huecos(filas: "list[DeRiesgo]", columnas: Sequence[ColumnaPuesta]) -> list[FilaDeTabla]:
    """Sin las filas donde ninguna celda empieza: la lista más larga puede no ir en la tabla.

    Serían filas sin celdas: un PDF accesible no las admite, y en papel son un blanco.
    """
    definidas = [puesta.definida for puesta in columnas]
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
    """Las filas de cada grupo de un dato, juntas: repartidas, el subtotal sería de una parte."""
    if all(subtotal.por in GRUPOS for subtotal in subtotales):
        return filas
    grupos: dict[_Clave, int] = {}
    claves = [
        tuple([grupos.setdefault(clave, len(grupos)) for clave in _claves(fila, subtotales)])
        for fila in filas
    ]
    return [filas[n] for n in sorted(range(len(claves)), key=claves.__getitem__)]


def anotar(renglones: Renglones, mostrado: Mostrado) -> None:
    """Los datos que las columnas muestran de cada fila."""
    if not renglones.filas:
        return
    salida = _salida(renglones)
    for numero in salida.segun_la_celda:
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
    for informe, datos in salida.a_la_vista:
        mostrado.anotar_juntos(datos, renglones.objetos(datos[0], informe))
    _anotar_lo_dicho_por(salida.dichos_por_otros, renglones.filas, mostrado)


def anotar_bandas(renglones: Renglones, subtotales: Sequence[Subtotal], mostrado: Mostrado) -> None:
    """El dato por el que se reúnen las filas de un plan: lo dice la banda de todas las suyas."""
    for subtotal in subtotales:
        if subtotal.banda and subtotal.por not in GRUPOS and not es_de_fila_libre(subtotal.por):
            mostrado.anotar(subtotal.por, renglones.objetos(subtotal.por, None))


def _anotar_lo_dicho_por(
    datos: Iterable[str], filas: Sequence[FilaDeTabla], mostrado: Mostrado
) -> None:
    """Anota los datos que otros ya dijeron al mostrarse, aunque no tengan su columna."""
    for dato in datos:
        for dato_dicho, objeto in chain.from_iterable(map(filas[0].DICHO_POR[dato], filas)):
            mostrado.anotar(dato_dicho, [objeto])


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
    """Anota los datos que el texto de una columna nombra y dice."""
    del_texto = variables_escritas(plantilla)
    for fila, texto in zip(filas, textos, strict=True) if del_texto else ():
        if texto:
            # Un número con formato dice el mismo que sin él.
            sin_formato = como_texto(texto.valor) if isinstance(texto, Cifra) else ""
            objetos = objetos_de_fila(fila, informe)
            caminos = [es_el_dato(camino, type(fila)) for camino in del_texto]
            mostrado.anotar_del_texto(f"{texto} {sin_formato}", caminos, objetos)
            por_otro = {
                dato
                for dato in fila.DICHO_POR
                if dato in caminos and mostrado.muestra(dato, objetos[dato.partition(".")[0]])
            }
            _anotar_lo_dicho_por(por_otro, [fila], mostrado)


Cubre = Sequence[int] | None
"""Cuántas filas cubre cada celda de una columna, 0 si la cubre otra; nada, si cada una la suya."""


def anotar_prestadas(
    columnas: Sequence[ColumnaPuesta], cubre: Sequence[Cubre], mostrado: Mostrado
) -> None:
    """Por columna, las filas en blanco sin celda suya, que es parte de la de arriba."""
    for columna, cubiertas in zip(columnas, cubre, strict=True):
        if columna.definida.une == "blancos" and cubiertas is not None:
            mostrado.prestadas[que_muestra(columna.definida)] += cubiertas.count(0)


def anotar_fuera_del_total(renglones: Renglones, mostrado: Mostrado) -> None:
    """Por columna con total, los textos que no son un número y no entran en él."""
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
    """De cada columna, cuántas de las filas de unas tandas seguidas cubre cada celda.

    Nada de la columna en que ninguna cubre más que la suya.
    """
    de_columnas: list[Cubre] = []
    for numero, columna in enumerate(renglones.columnas):
        une = columna.definida.une
        cubre: list[int] = []
        if une != "nunca" and not (une == "blancos" and blancos_propios):
            for tanda in tandas:
                cubre += _cubiertas(_DE_QUIEN[une](renglones, numero, tanda))
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
    return [renglones.textos[numero][fila] or fila for fila in tanda]


def _blancos(renglones: Renglones, numero: int, tanda: range) -> Sequence[object]:
    """Una celda en blanco es parte de la última que dice algo, si es del mismo componente."""
    textos = renglones.textos[numero][tanda.start : tanda.stop]
    celdas = list(range(len(textos)))
    if None not in textos:
        return celdas
    filas = renglones.filas[tanda.start : tanda.stop]
    duenos = [getattr(fila, "componente", None) for fila in filas]
    primera = 0
    for fila in range(1, len(celdas)):
        if textos[fila] is None and textos[primera] and duenos[fila] is duenos[primera]:
            celdas[fila] = primera
        else:
            primera = fila
    return celdas


def _del_grupo(renglones: Renglones, numero: int, tanda: range) -> Sequence[object]:
    """Por fila, de qué objeto es la celda: las seguidas de uno mismo son una sola."""
    columna = renglones.columnas[numero].definida
    filas = renglones.filas[tanda.start : tanda.stop]
    if filas and hasattr(filas[0], "grupos"):
        raiz = datos_de_columna(columna)[0].partition(".")[0]
        return [id(fila.grupos[raiz]) for fila in cast("list[DeRiesgo]", filas)]
    datos = datos_de_columna(columna) if columna.texto is not None else renglones.datos_de(columna)
    raiz = next(iter(datos), "").partition(".")[0] if filas else ""
    grupos = [getattr(fila, raiz, None) for fila in filas]
    dependencias = [getattr(fila, "dependencia", None) for fila in filas]
    de_quien = zip(tanda, grupos, map(id, grupos), map(id, dependencias), strict=True)
    return [fila if grupo is None else (este, suya) for fila, grupo, este, suya in de_quien]


_DE_QUIEN: dict[str, Callable[[Renglones, int, range], Sequence[object]]] = {
    "iguales": _iguales,
    "blancos": _blancos,
    "grupo": _del_grupo,
}
"""Por política de la columna, de qué celda es cada fila: las seguidas de la misma son una."""


def hay(seccion: Seccion, dato: str, alcance: Alcance, corte: date | None) -> bool:
    """Si alguna fila de la sección trae ese dato."""
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
        """De sus filas, las que en una columna tienen celda propia, y no parte de la de arriba."""
        cubre = self.cubre[columna]
        return [fila for n, fila in enumerate(self.tanda) if cubre is None or cubre[n]]


@clases.frozen
class CierreDeGrupo:
    """Un subtotal que va después de una tanda, y cuántas de las últimas resume."""

    subtotal: Subtotal
    tandas: int
    objetos: Mapping[str, object]
    """Los objetos que su rótulo puede nombrar: el del grupo y los que lo contienen."""


@clases.frozen
class Tanda:
    """Filas seguidas, sin ninguna de subtotal entre ellas, y las que las abren y las cierran."""

    filas: range
    cierres: list[CierreDeGrupo]
    """De adentro hacia afuera."""
    aperturas: list[CierreDeGrupo] = attrs.Factory(list)
    """Los grupos que empiezan con ella y llevan banda, de afuera hacia adentro."""


def agrupar(filas: Sequence[FilaDeTabla], subtotales: Sequence[Subtotal]) -> Iterator[Tanda]:
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
            siguientes is None or clave != siguientes[n]
            for n, clave in enumerate(claves[cuantos - 1])
        ]
        if not any(terminan):
            continue
        abiertas = [cuantas + 1 for cuantas in abiertas]
        cierres = [
            CierreDeGrupo(subtotal, cuantas, _objetos(subtotal.por, fila))
            for subtotal, cuantas in zip(subtotales, abiertas, strict=True)
        ]
        yield Tanda(
            range(desde, cuantos),
            [c for c, t in zip(cierres, terminan, strict=True) if t and _es_de_alguno(c)][::-1],
            [
                cierre
                for cierre, empieza in zip(cierres, empiezan, strict=True)
                if empieza and cierre.subtotal.banda and _es_de_alguno(cierre)
            ],
        )
        abiertas = [0 if t else n for t, n in zip(terminan, abiertas, strict=True)]
        desde, empiezan = cuantos, terminan


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


def _es_de_alguno(cierre: CierreDeGrupo) -> bool:
    return cierre.objetos[_raiz_de(cierre.subtotal.por)] is not None


def _raiz_de(por: str) -> str:
    return por if por in GRUPOS else "grupo"


_EN_BLANCO = "(en blanco)"
"""El nombre del grupo de las filas dadas que no traen el dato: también suman."""


@functools.lru_cache(maxsize=64)
def _lector_de_grupo(por: str) -> Callable[[FilaDeTabla], object]:
    """Lee de una fila el dato por el que se reúne con otras."""
    objeto_de, campo = lector_de_objeto(por, None), lector_de_campo(por)
    return lambda fila: campo(objeto_de(fila))


def textos_del_dato(dato: str, filas: Sequence[FilaDeTabla]) -> Iterator[str]:
    """Lo que cada fila dice en un dato, como se escribe: un número o un día, en su texto."""
    valores = (_lector_de_grupo(dato)(fila) for fila in filas)
    return (valor if isinstance(valor, str) else como_texto(valor) for valor in valores)


def _objetos(por: str, fila: FilaDeTabla) -> dict[str, object]:
    if por not in GRUPOS:
        valor = _lector_de_grupo(por)(fila)
        grupo = valor if isinstance(valor, str) else como_texto(valor)
        return {"grupo": grupo or (_EN_BLANCO if es_de_fila_libre(por) else None)}
    return {raiz: getattr(fila, raiz) for raiz in GRUPOS[: GRUPOS.index(por) + 1]}
