"""Las filas de un plan como tabla de textos, con qué es cada columna: lo que va en el CSV."""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Literal

from paac_reportes import clases
from paac_reportes.analisis.filas import fecha_de
from paac_reportes.escritores.parquet import FilasConClase
from paac_reportes.estructura import SIN_EXTRAS
from paac_reportes.lectura.filas.valores import CALCULADO, con_guarda
from paac_reportes.modelo import Plan
from paac_reportes.modelo.campos import Campo
from paac_reportes.modelo.catalogo import CATALOGO
from paac_reportes.modelo.fechas import FechaProgramada
from paac_reportes.modelo.filas import Fila, con_extras, con_las_de_todas, es_extra, una_a_una
from paac_reportes.modelo.plan import FILAS
from paac_reportes.modelo.recorrer import recorrer
from paac_reportes.textos.valores import ConHora, como_texto

if TYPE_CHECKING:
    from paac_reportes.modelo.riesgos import MapaDeRiesgos

Clase = Literal["string", "integer", "number", "date", "datetime", "array"]
"""Los tipos de una columna, con el nombre que les da Table Schema."""

DESDE, HASTA = f"{CALCULADO}fecha_desde", f"{CALCULADO}fecha_hasta"
_DE_LA_FILA: dict[str, tuple[Clase, Campo]] = {
    "ruta": (
        "string",
        Campo(
            "Ruta",
            "El lugar de la fila en los datos del plan, como"
            " dependencias[0].componentes[2].subcomponentes[0].actividades[1].",
        ),
    ),
    "lista": (
        "string",
        Campo(
            "Lista",
            "De qué lista es la fila: actividades, tramites o intercambios; en blanco si el"
            " componente no tiene filas.",
        ),
    ),
    DESDE: (
        "date",
        Campo(
            "Desde (calculada)",
            "El primer día que se entiende de la fecha literal; en blanco si no dice cuál.",
        ),
    ),
    HASTA: (
        "date",
        Campo(
            "Hasta (calculada)",
            "El último día en que algo vence según la fecha literal; en blanco si no dice cuál.",
        ),
    ),
}
"""Lo que una fila trae además de los datos del modelo."""
CLASES: dict[type, Clase] = {int: "integer", Decimal: "number", date: "date", tuple: "array"}
"""La de cada tipo que no es un texto; la de un extra depende de lo que traiga."""


@clases.frozen(kw_only=True)
class Columna:
    """Una columna de la tabla."""

    clave: str
    clase: Clase
    descripcion: Campo


@clases.frozen(kw_only=True)
class TablaAbierta:
    """Las filas de un plan como van en un CSV: todas con las mismas columnas."""

    columnas: tuple[Columna, ...]
    filas: tuple[tuple[str, ...], ...]

    def renglones(self) -> Iterator[Sequence[str]]:
        """Los rótulos y las filas."""
        yield tuple(columna.clave for columna in self.columnas)
        yield from self.filas


def tabla_abierta(plan: Plan) -> TablaAbierta:
    """Las filas de ``filas_de`` y, de cada una, los días que dice su fecha literal."""
    columnas = columnas_de([plan])
    return TablaAbierta(columnas=columnas, filas=tuple(_en_textos(plan, columnas)))


def columnas_de(planes: Iterable[Plan]) -> tuple[Columna, ...]:
    """Las de las filas de uno o varios planes, que son las mismas en todas."""
    tipos: defaultdict[str, set[type]] = defaultdict(set)
    for plan in planes:
        for raiz, objeto in con_extras(plan):
            if objeto.extras is not SIN_EXTRAS:
                for nombre, valor in objeto.extras.items():
                    tipos[f"{raiz}.extras.{nombre}"].add(type(valor))
    con_ellos = (*con_las_de_todas([tipos]), DESDE, HASTA)
    return tuple(
        Columna(clave=clave, clase=_clase(clave, tipos), descripcion=_descripcion(clave))
        for clave in con_ellos
    )


def renglones_de(planes: Sequence[Plan]) -> Iterator[Sequence[str]]:
    """Los rótulos y las filas de varios planes, una a una: no se guardan todas a la vez."""
    columnas = columnas_de(planes)
    yield tuple(columna.clave for columna in columnas)
    for plan in planes:
        yield from _en_textos(plan, columnas)


def _en_textos(plan: Plan, columnas: Sequence[Columna]) -> Iterator[tuple[str, ...]]:
    lecturas = [(columna.clave, EN_CELDA[columna.clase]) for columna in columnas]
    for fila in valores_de(plan):
        yield tuple([leer(fila.get(clave)) for clave, leer in lecturas])


def valores_de(plan: Plan) -> Iterator[Fila]:
    """Las filas de un plan con sus valores, sin los extras que sólo traen otros."""
    fechas = {lugar.ruta: fecha_de(lugar.objeto, plan.vigencia) for lugar in recorrer(plan, *FILAS)}
    return (fila | _dias(fechas.get(fila["ruta"])) for fila in una_a_una(plan))


def valores_con_clase(planes: Sequence[Plan]) -> FilasConClase:
    """Las filas de varios planes con sus valores, cada columna de una clase, una a una.

    Los textos van a la letra, sin la guarda que un CSV lleva contra las fórmulas.
    """
    columnas = tuple((una.clave, una.clase) for una in columnas_de(planes))
    lecturas = [(clave, _DE_SU_CLASE[clase]) for clave, clase in columnas]
    filas = (
        tuple([leer(fila.get(clave)) for clave, leer in lecturas])
        for plan in planes
        for fila in valores_de(plan)
    )
    return FilasConClase(columnas=columnas, filas=filas)


def filas_del_mapa(mapa: "MapaDeRiesgos | None") -> list[Fila]:
    """Las de un mapa de riesgos, con lo de cada lista en textos; una en blanco si no las hay."""
    from paac_reportes.modelo.filas_de_riesgos import (  # noqa: PLC0415 - quien da un mapa
        CLAVES,
        filas_de_riesgos,
    )

    filas = filas_de_riesgos(mapa) if mapa else []
    return [
        {
            clave: tuple("" if uno is None else como_texto(uno) for uno in valor)
            if isinstance(valor, tuple)
            else valor
            for clave, valor in fila.items()
        }
        for fila in filas or [dict.fromkeys(CLAVES)]
    ]


def renglones_de_filas(filas: Sequence[Mapping[str, Any]]) -> Iterator[Sequence[str]]:
    """Los rótulos y las filas que trajo quien genera, que no son de un plan."""
    columnas = _columnas_propias(filas)
    lecturas = [(nombre, EN_CELDA[clase]) for nombre, clase in columnas]
    yield tuple(con_guarda(nombre) for nombre, _ in columnas)
    for fila in filas:
        yield tuple([leer(_propio(fila[nombre])) for nombre, leer in lecturas])


def filas_con_clase(filas: Sequence[Mapping[str, Any]]) -> FilasConClase:
    """Lo mismo con sus valores, cada columna de una clase."""
    columnas = tuple(_columnas_propias(filas))
    lecturas = [(nombre, _DE_SU_CLASE[clase]) for nombre, clase in columnas]
    valores = (tuple([leer(_propio(fila[nombre])) for nombre, leer in lecturas]) for fila in filas)
    return FilasConClase(columnas=columnas, filas=valores)


def _columnas_propias(filas: Sequence[Mapping[str, Any]]) -> list[tuple[str, Clase]]:
    """Las que traen; la que mezcla clases, o trae un entero enorme, va como texto."""
    clases_: list[tuple[str, Clase]] = []
    for nombre in filas[0] if filas else ():
        valores = [_propio(fila[nombre]) for fila in filas]
        tipos = {type(valor) for valor in valores if valor is not None}
        clase = clase_del_extra(tipos) if tipos else "string"
        if tipos == {tuple}:
            clase = "array"
        elif int in tipos and any(isinstance(v, int) and abs(v) >= _ENORME for v in valores):
            clase = "string"
        clases_.append((nombre, clase))
    return clases_


_ENORME = 2**63


def _propio(valor: Any) -> Any:
    """Un valor de una fila propia como uno de los que llevan los datos abiertos."""
    if isinstance(valor, ConHora):
        return datetime(*valor.timetuple()[:6], valor.microsecond)  # noqa: DTZ001 - la de su reloj
    if isinstance(valor, datetime):
        return valor.date()
    es_de_estos = isinstance(valor, int | Decimal | date | tuple) and not isinstance(valor, bool)
    return valor if valor is None or es_de_estos else como_texto(valor)


def _dias(fecha: FechaProgramada | None) -> Fila:
    if fecha is None or not fecha.dias:
        return {DESDE: None, HASTA: None}
    return {DESDE: fecha.desde or fecha.dias[0], HASTA: fecha.dias[-1]}


def _clase(clave: str, tipos: Mapping[str, set[type]]) -> Clase:
    if clave in _DE_LA_FILA:
        return _DE_LA_FILA[clave][0]
    if es_extra(clave):
        return clase_del_extra(tipos[clave])
    return CLASES.get(CATALOGO.tipo(clave), "string")


def _descripcion(clave: str) -> Campo:
    return _DE_LA_FILA[clave][1] if clave in _DE_LA_FILA else CATALOGO[clave]


def clase_del_extra(tipos: set[type]) -> Clase:
    """La de todo lo que trae; el que en unas filas es una cosa y en otras otra va como texto."""
    return next((clase for posibles, clase in _DE_UN_EXTRA if tipos <= posibles), "string")


_DE_UN_EXTRA: tuple[tuple[set[type], Clase], ...] = (
    ({date}, "date"),
    ({datetime}, "datetime"),
    ({int}, "integer"),
    ({int, Decimal}, "number"),
)


def _texto(valor: Any) -> str:
    if valor is None:
        return ""
    return con_guarda(valor) if isinstance(valor, str) else EN_CELDA[_clase_de(valor)](valor)


def _clase_de(valor: int | Decimal | date) -> Clase:
    return "date" if isinstance(valor, date) else "number"


def _numero(valor: int | Decimal | None) -> str:
    return "" if valor is None else f"{valor:f}" if isinstance(valor, Decimal) else str(valor)


def _fecha(valor: date | None) -> str:
    return "" if valor is None else valor.isoformat()


def _lista(valor: Sequence[str] | None) -> str:
    """Un arreglo de JSON: una evidencia puede traer saltos de renglón o punto y coma."""
    return "" if valor is None else json.dumps(list(valor), ensure_ascii=False)


def _como_es(valor: Any) -> Any:
    return valor


def _en_palabras(valor: Any) -> str | None:
    """El texto a la letra; de una columna con números y textos, cada uno como se escribe."""
    if valor is None or isinstance(valor, str):
        return valor
    return EN_CELDA[_clase_de(valor)](valor)


def _doble(valor: "int | Decimal | None") -> float | None:
    return None if valor is None else float(valor)


_DE_SU_CLASE: dict[Clase, Callable[[Any], Any]] = {
    "string": _en_palabras,
    "integer": _como_es,
    "number": _doble,
    "date": _como_es,
    "datetime": _como_es,
    "array": _como_es,
}

EN_CELDA: dict[Clase, Callable[[Any], str]] = {
    "string": _texto,
    "integer": _numero,
    "number": _numero,
    "date": _fecha,
    "datetime": _fecha,
    "array": _lista,
}
