"""Las cifras de un plan."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from paac_reportes.api.comprobacion import comprobar_tipos
from paac_reportes.errores import ErrorDeEntrada, Falla
from paac_reportes.estructura import mostrar
from paac_reportes.modelo import Plan

if TYPE_CHECKING:
    from paac_reportes.analisis.analisis import Analisis
    from paac_reportes.analisis.cifras import Metodo
    from paac_reportes.analisis.comparacion import Comparacion
    from paac_reportes.modelo.escalas import Escala


def analizar(
    plan: Plan,
    *,
    corte: date | None = None,
    metodo: "Metodo" = "actividades",
    escala: "Escala | None" = None,
    pesos: Mapping[int, Decimal] | None = None,
) -> "Analisis":
    """Las cifras del plan en un corte: del todo, y de cada dependencia, componente y subcomponente.

    ``metodo`` es ``actividades`` (todas pesan lo mismo), ``subcomponentes`` (promedio de los
    promedios) o ``ponderado`` (promedio de los componentes, con el peso que ``pesos`` da a cada
    número). Sin ``corte`` se usa el último con seguimientos; sin ``escala``, la de la guía. Cada
    cifra trae las filas de donde salió. Lanza ``ErrorDeEntrada``.
    """
    from paac_reportes.analisis import analisis
    from paac_reportes.analisis.cifras import METODOS
    from paac_reportes.formatos.escalas import escala_de_la_guia

    comprobar_tipos(plan, corte)
    if metodo not in METODOS:
        motivo = f"se esperaba alguno de estos: {', '.join(METODOS)}, llegó {mostrar(metodo)}"
        raise ErrorDeEntrada(Falla("metodo", motivo))
    pedido = corte or max(plan.cortes(), default=None)
    return analisis.analizar(
        plan, pedido, metodo=metodo, escala=escala or escala_de_la_guia(), pesos=pesos
    )


def comparar(antes: "Analisis", despues: "Analisis") -> "Comparacion":
    """Lo que va de un análisis a otro: de dos planes, o de dos cortes del mismo.

    Dice qué avanzó, qué retrocedió, qué empezó a medirse o dejó de reportar, qué es nuevo, qué se
    retiró y qué se escribió de otro modo, con las palabras que cambiaron.
    """
    from paac_reportes.analisis import comparacion

    return comparacion.comparar(antes, despues)


def datos_de_comparacion(comparacion: "Comparacion") -> dict[str, Any]:
    """La comparación en diccionarios y listas, para JSON."""
    from paac_reportes.composicion.informe import cambios

    return cambios.datos_de_comparacion(comparacion)


def texto_de_comparacion(comparacion: "Comparacion") -> Iterable[str]:
    """La comparación en renglones de texto."""
    from paac_reportes.composicion.informe import cambios

    return cambios.texto_de_comparacion(comparacion)


def datos_de_analisis(analisis: "Analisis") -> dict[str, Any]:
    """El análisis en diccionarios y listas, para JSON; cada cifra, con las rutas de sus filas."""
    from paac_reportes.composicion.informe import resumen

    return resumen.datos_de_analisis(analisis)


def tabla_de_analisis(analisis: "Analisis") -> Iterable[str]:
    """El análisis en renglones de texto."""
    from paac_reportes.composicion.informe import resumen

    return resumen.tabla_de_analisis(analisis)
