"""Las filas de un contenido como tabla de textos, con qué es cada columna: lo que va en el CSV."""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from paac_reportes.analisis.filas import fecha_de_fila
from paac_reportes.lectura.filas.valores import CALCULADO, con_guarda
from paac_reportes.modelo import Plan
from paac_reportes.modelo.campos import Campo
from paac_reportes.modelo.filas import RUTA, Columna, Fila, columnas_de, una_a_una
from paac_reportes.modelo.plan import FILAS
from paac_reportes.modelo.recorrer import recorrer
from paac_reportes.modelo.temas import Contenido, Tema
from paac_reportes.textos.valores import ConHora, NumeroEscrito, como_texto

if TYPE_CHECKING:
    from paac_reportes.analisis.analisis import Analisis

DESDE, HASTA = f"{CALCULADO}fecha_desde", f"{CALCULADO}fecha_hasta"
_CALCULADAS = (
    Columna(
        DESDE,
        "date",
        Campo(
            "Desde (calculada)",
            "El primer día que se entiende de la fecha literal; en blanco si no dice cuál.",
        ),
    ),
    Columna(
        HASTA,
        "date",
        Campo(
            "Hasta (calculada)",
            "El último día en que algo vence según la fecha literal; en blanco si no dice cuál.",
        ),
    ),
)
"""Columnas que se sacan de las filas de un plan, y no están en sus datos."""


def columnas_abiertas(contenido: Contenido, tema: Tema | None = None) -> tuple[Columna, ...]:
    """Columnas de la tabla de un contenido, o de otra de las suyas, con lo calculado."""
    calculadas = _CALCULADAS if isinstance(contenido, Plan) else ()
    return (*columnas_de(contenido, tema), *calculadas)


def renglones_de_contenido(
    contenido: Contenido, analisis: "Analisis | None" = None, tema: Tema | None = None
) -> Iterator[Sequence[str]]:
    """Las claves y después las filas de un contenido, una a una, como textos.

    ``analisis``: el de su informe, cuyas cuentas van en las últimas columnas.
    """
    claves = [columna.clave for columna in columnas_abiertas(contenido, tema)]
    filas = una_a_una(contenido, tema)
    if isinstance(contenido, Plan):
        filas = _con_sus_dias(filas, contenido)
    if analisis is not None:
        from paac_reportes.analisis import analisis as cifras  # noqa: PLC0415 - sólo el de un informe

        cortes = (cifras.EN_EL_CORTE, cifras.EN_EL_ANTERIOR)
        cuentas = [f"{CALCULADO}{c}.{cuenta}" for c in cortes for cuenta in cifras.CUENTAS]
        por_ruta = {
            ruta: dict(zip(cuentas, valores, strict=True))
            for ruta, valores in cifras.cuentas_por_ruta(analisis)
        }
        claves, filas = [*claves, *cuentas], _con_cuentas(filas, por_ruta, analisis.corte)
    yield tuple(claves)
    for fila in filas:
        celdas = map(fila.get, claves)
        # Casi todo está en blanco: no se llama a nadie por ello.
        yield tuple(["" if celda is None else en_celda(celda) for celda in celdas])


def _con_sus_dias(filas: Iterator[Fila], plan: Plan) -> Iterator[Fila]:
    """Filas de un plan con el primer y el último día de la fecha programada de cada una."""
    fechas = {p.ruta: fecha_de_fila(p.objeto, plan.vigencia) for p in recorrer(plan, *FILAS)}
    for fila in filas:
        if (fecha := fechas.get(fila[RUTA])) and fecha.dias:
            fila |= {DESDE: fecha.desde or fecha.dias[0], HASTA: fecha.dias[-1]}
        yield fila


def _con_cuentas(
    filas: Iterator[Fila], por_ruta: Mapping[str, Fila], corte: date | None
) -> Iterator[Fila]:
    """Las filas; la última de cada objeto hasta el corte lleva además las cuentas del informe.

    ``por_ruta``: las de cada objeto; si no tiene fila con corte hasta ése, van en la primera.
    """
    for ruta, de_la_ruta in groupby(filas, key=itemgetter(RUTA)):
        seguidas = list(de_la_ruta)
        cortes = [fila.get("seguimiento.corte") for fila in seguidas]
        hasta = [n for n, c in enumerate(cortes) if c and (corte is None or c <= corte)]
        seguidas[hasta[-1] if hasta else 0] |= por_ruta.get(ruta, {})
        yield from seguidas


def renglones_de_filas(
    filas: Sequence[Mapping[str, Any]], nombres: Sequence[str]
) -> Iterator[Sequence[str]]:
    """Claves y filas propias; sin filas, los ``nombres`` de las que traerían."""
    columnas = tuple(filas[0] if filas else nombres)
    yield tuple(map(con_guarda, columnas))
    for fila in filas:
        yield tuple([en_celda(_de_fila_propia(fila[nombre])) for nombre in columnas])


def _de_fila_propia(valor: Any) -> Any:
    """Valor de una fila propia, como lo da un contenido; una lista, como se ve en Word."""
    if isinstance(valor, tuple):
        return "\n".join("" if v is None else como_texto(v) for v in valor)
    if isinstance(valor, ConHora):
        return datetime(*valor.timetuple()[:6], valor.microsecond)  # noqa: DTZ001 - la de su reloj
    if isinstance(valor, datetime):
        return valor.date()
    if isinstance(valor, NumeroEscrito):
        return valor.valor
    es_de_estos = isinstance(valor, int | Decimal | date | None) and not isinstance(valor, bool)
    return valor if es_de_estos else como_texto(valor)


def en_celda(valor: Any) -> str:
    """Valor como va en un CSV: un texto, con su guarda; una lista, como arreglo de JSON.

    Vacío si es ``None``.
    Una evidencia puede traer saltos de renglón o punto y coma.
    """
    if isinstance(valor, str):
        return con_guarda(valor)
    if isinstance(valor, tuple):
        return json.dumps(list(valor), ensure_ascii=False)
    if isinstance(valor, date):
        return valor.isoformat()
    return "" if valor is None else f"{valor:f}" if isinstance(valor, Decimal) else str(valor)
