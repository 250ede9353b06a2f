"""Las filas de la hoja ``Datos`` de un mapa de riesgos: una por riesgo y control.

Detrás de sus datos, a la letra, lo que se sacó de ellos: las zonas que se entienden, la del corte y
si control interno dijo que el control se aplica.
"""

from datetime import date
from typing import Any

from paac_reportes.analisis.riesgos.contexto import RiesgoValorado, metodologia_de, valorados
from paac_reportes.analisis.riesgos.revision_del_riesgo import nombre_de_zona
from paac_reportes.composicion.tablas.de_mapa import seguimiento_de_control_interno
from paac_reportes.modelo.filas import filas_de
from paac_reportes.modelo.recorrer import hallar
from paac_reportes.modelo.riesgos import Control, MapaDeRiesgos, Riesgo
from paac_reportes.textos.valores import como_texto, en_palabras

CALCULADAS = (
    "calculado.zona_inherente",
    "calculado.zona_residual",
    "calculado.corte",
    "calculado.aplicado",
)


def filas_del_mapa(
    mapa: MapaDeRiesgos, corte: date | None
) -> tuple[tuple[str, ...], list[tuple[Any, ...]], tuple[str, ...]]:
    """Sus claves, una fila de valores por riesgo y control, y cómo se llama lo calculado."""
    filas = filas_de(mapa)
    de_cada = {uno.ruta: uno for uno in valorados(mapa, metodologia_de(mapa, {}))}
    return (
        tuple(filas[0]) if filas else (),
        [
            (*map(_en_celda, fila.values()), *_calculado(fila["ruta"], mapa, de_cada, corte))
            for fila in filas
        ],
        CALCULADAS,
    )


def _en_celda(valor: Any) -> Any:
    """Una lista, en un texto con uno por renglón."""
    if not isinstance(valor, tuple):
        return valor
    return "\n".join("" if uno is None else como_texto(uno) for uno in valor).rstrip("\n") or None


def _calculado(
    ruta: str, mapa: object, de_cada: dict[str, RiesgoValorado], corte: date | None
) -> tuple[str | date | None, ...]:
    lugar = hallar(mapa, ruta)
    objetos = lugar.objetos if lugar else {}
    riesgo: Riesgo | None = objetos.get("riesgo")
    if riesgo is None:
        return (None,) * len(CALCULADAS)
    uno = de_cada[ruta.partition(".controles")[0]]
    zonas = (uno.inherente.zona, uno.en_el_corte(corte).zona)
    return (
        *(nombre_de_zona(zona, uno.metodologia) if zona else None for zona in zonas),
        corte,
        _aplicado(riesgo, objetos.get("control"), corte),
    )


def _aplicado(riesgo: Riesgo, control: Control | None, corte: date | None) -> str | None:
    """Lo que control interno dijo en el corte de un control; nada si no lo verificó."""
    seguimiento = seguimiento_de_control_interno(riesgo, corte)
    for seguido in seguimiento.controles if seguimiento and control else ():
        if riesgo.control_de(seguido) is control and seguido.aplicado:
            return en_palabras(seguido.aplicado)
    return None
