"""Las filas de un contenido como tabla de textos, con qué es cada columna: lo que va en el CSV."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Literal

from paac_reportes import clases
from paac_reportes.analisis.filas import fecha_de_fila
from paac_reportes.flotantes import NumeroFlotante
from paac_reportes.lectura.filas.valores import CALCULADO, con_guarda
from paac_reportes.modelo import Plan
from paac_reportes.modelo.campos import Campo
from paac_reportes.modelo.fechas import FechaProgramada
from paac_reportes.modelo.filas import (
    RUTA,
    Fila,
    FormaDeFilas,
    con_las_de_todas,
    forma_de_filas,
    propias_de,
    una_a_una,
)
from paac_reportes.modelo.plan import FILAS
from paac_reportes.modelo.recorrer import recorrer
from paac_reportes.modelo.temas import Contenido, Tema, tema_de
from paac_reportes.textos.valores import ConHora, NumeroEscrito, como_texto

if TYPE_CHECKING:
    from paac_reportes.analisis.analisis import Analisis

Clase = Literal["string", "integer", "number", "date", "array"]
"""Los tipos de una columna, con el nombre que les da Table Schema."""

DESDE, HASTA = f"{CALCULADO}fecha_desde", f"{CALCULADO}fecha_hasta"
_CALCULADAS: Mapping[str, Mapping[str, Campo]] = {
    "plan": {
        DESDE: Campo(
            "Desde (calculada)",
            "El primer día que se entiende de la fecha literal; en blanco si no dice cuál.",
        ),
        HASTA: Campo(
            "Hasta (calculada)",
            "El último día en que algo vence según la fecha literal; en blanco si no dice cuál.",
        ),
    }
}
"""Columnas que se sacan de las filas de un contenido, y no están en sus datos: son fechas."""
CLASES: dict[type, Clase] = {int: "integer", Decimal: "number", date: "date", tuple: "array"}
"""Clase de columna para cada tipo que no es un texto; la de un extra depende de lo que traiga."""


@clases.frozen(kw_only=True)
class ColumnaAbierta:
    """Una columna de la tabla."""

    clave: str
    clase: Clase
    descripcion: Campo


@clases.frozen(kw_only=True)
class TablaAbierta:
    """Las filas de un contenido como van en un CSV: todas con las mismas columnas."""

    columnas: tuple[ColumnaAbierta, ...]
    filas: tuple[tuple[str, ...], ...]

    def renglones(self) -> Iterator[Sequence[str]]:
        """Claves de las columnas, y las filas."""
        yield tuple(columna.clave for columna in self.columnas)
        yield from self.filas


def tabla_abierta(contenido: Contenido, tema: Tema | None = None) -> TablaAbierta:
    """Tabla de un contenido: la de otro ``tema``, o la de sus filas, con los días de un plan."""
    columnas = columnas_abiertas(contenido, tema)
    es_otra = tema is not None and tema is not tema_de(contenido)
    filas = una_a_una(contenido, tema) if es_otra else filas_con_valores(contenido)
    return TablaAbierta(columnas=columnas, filas=tuple(_en_textos(filas, columnas)))


def columnas_abiertas(contenido: Contenido, tema: Tema | None = None) -> tuple[ColumnaAbierta, ...]:
    """Columnas de las filas de un contenido: las mismas en todas."""
    tema = tema or tema_de(contenido)
    forma, tipos = forma_de_filas(tema), propias_de(contenido, tema)
    return (
        *(
            ColumnaAbierta(
                clave=clave,
                clase=_clase(forma, clave, tipos.get(clave, set())),
                descripcion=forma.campo(clave),
            )
            for clave in con_las_de_todas(forma, tipos)
        ),
        *(
            ColumnaAbierta(clave=clave, clase="date", descripcion=campo)
            for clave, campo in _CALCULADAS.get(tema.clave, {}).items()
        ),
    )


def limites_de_columna(forma: FormaDeFilas, clave: str) -> Iterator[tuple[str, Any]]:
    """Límites de una columna, ``("enum", […])``: los del modelo, y si nunca falta."""
    if clave in {"entidad.nombre", RUTA, *forma.tema.filas.siempre}:
        yield "required", True
    if forma.tipo(clave) is tuple:  # de una lista, cada uno; el estándar no lo dice
        return
    if opciones := forma.opciones(clave):
        yield "enum", list(opciones)
    if entre := forma.limites(clave):
        yield "minimum", entre.minimo
        yield "maximum", entre.maximo


@clases.frozen
class DelInforme:
    """Cuentas de un informe en que está cada fila de un plan."""

    corte: date | None
    columnas: tuple[ColumnaAbierta, ...]
    por_ruta: Mapping[str, Sequence[Any]]
    """Por la ruta de la fila, un valor por columna."""

    def con(self, filas: Iterable[Fila]) -> Iterator[Fila]:
        """Las filas con las cuentas del informe en la última de cada objeto hasta el corte."""
        claves = [columna.clave for columna in self.columnas]
        for ruta, filas_de_la_ruta in groupby(filas, key=itemgetter(RUTA)):
            cortes_de_la_fila = list(filas_de_la_ruta)
            hasta = [n for n, fila in enumerate(cortes_de_la_fila) if self._es_de_antes(fila)]
            valores = self.por_ruta.get(ruta)
            if valores is not None:
                cortes_de_la_fila[hasta[-1] if hasta else 0] |= dict(
                    zip(claves, valores, strict=True)
                )
            yield from cortes_de_la_fila

    def _es_de_antes(self, fila: Fila) -> bool:
        corte_de_la_fila = fila.get("seguimiento.corte")
        return corte_de_la_fila is not None and (
            self.corte is None or corte_de_la_fila <= self.corte
        )


def del_informe(analisis: "Analisis") -> DelInforme:
    """Cuentas de un análisis, por fila: en su corte y, si lo hay, en el anterior."""
    from paac_reportes.analisis import en_las_cuentas  # noqa: PLC0415 - sólo el de un informe

    columnas = tuple(
        ColumnaAbierta(
            clave=f"{CALCULADO}{corte_contado}.{cuenta}",
            clase=CLASES.get(en_las_cuentas.tipo_de_columna(cuenta), "string"),
            descripcion=campo,
        )
        for corte_contado in (en_las_cuentas.EN_EL_CORTE, en_las_cuentas.EN_EL_ANTERIOR)
        for cuenta, campo in en_las_cuentas.CAMPOS.items()
    )
    return DelInforme(analisis.corte, columnas, dict(en_las_cuentas.por_ruta(analisis)))


def renglones_de_contenido(
    contenido: Contenido, propio_del_informe: DelInforme | None = None
) -> Iterator[Sequence[str]]:
    """Claves y filas de un contenido, una a una, con las cuentas del informe si se dan."""
    columnas = (
        *columnas_abiertas(contenido),
        *(propio_del_informe.columnas if propio_del_informe else ()),
    )
    yield tuple(columna.clave for columna in columnas)
    yield from _en_textos(_valores(contenido, propio_del_informe), columnas)


def _en_textos(
    filas: Iterable[Fila], columnas: Sequence[ColumnaAbierta]
) -> Iterator[tuple[str, ...]]:
    """Filas con cada valor escrito como en un CSV, en el orden de las columnas."""
    lecturas = [(columna.clave, EN_CELDA[columna.clase]) for columna in columnas]
    for fila in filas:
        # Casi todo está en blanco: no se llama a nadie por ello.
        yield tuple(
            ["" if (valor := fila.get(clave)) is None else leer(valor) for clave, leer in lecturas]
        )


def _valores(contenido: Contenido, propio_del_informe: DelInforme | None) -> Iterator[Fila]:
    filas = filas_con_valores(contenido)
    return propio_del_informe.con(filas) if propio_del_informe else filas


def filas_con_valores(contenido: Contenido) -> Iterator[Fila]:
    """Filas de un contenido con sus valores y, de un plan, los días de sus fechas."""
    if not isinstance(contenido, Plan):  # sólo de un plan se calcula algo
        return una_a_una(contenido)
    fechas = {
        lugar.ruta: fecha_de_fila(lugar.objeto, contenido.vigencia)
        for lugar in recorrer(contenido, *FILAS)
    }
    return (fila | _dias(fechas.get(fila[RUTA])) for fila in una_a_una(contenido))


def renglones_de_filas(
    filas: Sequence[Mapping[str, Any]], nombres: Sequence[str]
) -> Iterator[Sequence[str]]:
    """Claves y filas propias; sin filas, los ``nombres`` de las que traerían."""
    columnas = tuple(filas[0] if filas else nombres)
    yield tuple(map(con_guarda, columnas))
    for fila in filas:
        yield tuple([_de_fila_propia(fila[nombre]) for nombre in columnas])


def _de_fila_propia(valor: Any) -> str:
    """Valor de una fila propia, como va en un CSV; una lista, como se ve en Word y en Excel."""
    if valor is None:
        return ""
    if isinstance(valor, tuple):
        return con_guarda("\n".join("" if v is None else como_texto(v) for v in valor))
    if isinstance(valor, ConHora):
        return datetime(*valor.timetuple()[:6], valor.microsecond).isoformat()  # noqa: DTZ001 - la de su reloj
    if isinstance(valor, datetime):
        return _fecha(valor.date())
    if isinstance(valor, NumeroEscrito):
        return _numero(valor.valor)
    es_de_estos = isinstance(valor, int | Decimal | date) and not isinstance(valor, bool)
    return _en_el_csv(valor if es_de_estos else como_texto(valor))


def _dias(fecha: FechaProgramada | None) -> Fila:
    """Primer y último día de una fecha programada, para sus dos columnas."""
    if fecha is None or not fecha.dias:
        return {DESDE: None, HASTA: None}
    return {DESDE: fecha.desde or fecha.dias[0], HASTA: fecha.dias[-1]}


def _clase(forma: FormaDeFilas, clave: str, tipos: set[type]) -> Clase:
    """Clase de una columna, por el modelo o, si es un extra, por los tipos que trae."""
    return (
        clase_del_extra(tipos) if forma.es_extra(clave) else CLASES.get(forma.tipo(clave), "string")
    )


def clase_del_extra(tipos: set[type]) -> Clase:
    """Clase de un extra, por los tipos que trae; si las filas traen varias, texto."""
    return next((clase for posibles, clase in _DE_UN_EXTRA if tipos <= posibles), "string")


_DE_UN_EXTRA: tuple[tuple[set[type], Clase], ...] = (
    ({date}, "date"),
    ({int}, "integer"),
    ({int, Decimal, NumeroFlotante}, "number"),
)


def _en_el_csv(valor: Any) -> str:
    if isinstance(valor, str):
        return con_guarda(valor)
    return _fecha(valor) if isinstance(valor, date) else _numero(valor)


def _numero(valor: int | Decimal) -> str:
    return f"{valor:f}" if isinstance(valor, Decimal) else str(valor)


def _fecha(valor: date) -> str:
    return valor.isoformat()


def _lista(valor: Sequence[str]) -> str:
    """Arreglo de JSON: una evidencia puede traer saltos de renglón o punto y coma."""
    return json.dumps(list(valor), ensure_ascii=False)


EN_CELDA: dict[Clase, Callable[[Any], str]] = {
    "string": _en_el_csv,
    "integer": _numero,
    "number": _numero,
    "date": _fecha,
    "array": _lista,
}
