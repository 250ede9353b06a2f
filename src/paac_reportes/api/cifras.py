"""Las cifras de un plan."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, get_args

from paac_reportes.api.comprobacion import comprobar_clase, comprobar_tipos
from paac_reportes.errores import Aviso, ErrorDeEntrada
from paac_reportes.estructura import estructurar
from paac_reportes.modelo import CodigoDeRegimen, Metodologia, Orden, Plan
from paac_reportes.modelo.metodologia import Arrastre, Blancos, Metodo
from paac_reportes.modelo.periodos import Periodicidad

if TYPE_CHECKING:
    from paac_reportes.analisis.analisis import Analisis
    from paac_reportes.analisis.comparacion import Comparacion
    from paac_reportes.modelo.escalas import Escala


def analizar(  # noqa: PLR0913 - todas se dicen por su nombre
    plan: Plan,
    *,
    corte: date | None = None,
    metodo: Metodo | None = None,
    pesos: Mapping[int, Decimal] | None = None,
    escala: "Escala | str | None" = None,
    metodologia: Metodologia | None = None,
) -> "Analisis":
    """Las cifras del plan en un corte: del todo, y de cada dependencia, componente y subcomponente.

    Sin ``corte`` se usa el último con seguimientos; el que se dé ha de ser de los datos o de su
    serie, aunque en él todavía no haya reportado nadie. ``metodologia`` dice cómo se sacan;
    ``metodo`` (``actividades``, ``subcomponentes`` o ``ponderado``), ``pesos`` (el de cada
    componente por su número) y ``escala`` son atajos que mandan sobre ella. Lo que aquí no se diga
    lo dice el plan (``Plan.metodologia``) o la biblioteca. Cada cifra trae las filas de donde salió
    (``docs/cifras.md`` define todas). Lanza ``ErrorDeEntrada``.
    """
    from paac_reportes.analisis import analisis
    from paac_reportes.analisis.metodologia import fallas_del_corte_pedido
    from paac_reportes.formatos.metodologia import reglas_para

    comprobar_tipos(plan, corte, metodologia)
    atajos = {"metodo": metodo, "pesos": pesos, "escala": escala}
    pedida = estructurar(atajos, Metodologia).sobre(metodologia)
    reglas = reglas_para(plan, pedida)
    if corte is not None and (fallas := list(fallas_del_corte_pedido(plan, reglas, corte))):
        raise ErrorDeEntrada(fallas)
    return analisis.analizar(plan, corte or max(plan.cortes(), default=None), reglas)


def opciones() -> dict[str, tuple[str, ...]]:
    """Lo que se puede escoger al sacar cifras o al hacer un calendario, por cómo se llama."""
    from paac_reportes.normativa.escalas import escalas

    return {
        "metodo": get_args(Metodo),
        "arrastre": get_args(Arrastre),
        "blancos": get_args(Blancos),
        "escala": tuple(escalas()),
        "periodicidad": get_args(Periodicidad),
        "regimen": get_args(CodigoDeRegimen),
        "orden": get_args(Orden),
    }


def metodologia_desde_datos(datos: Mapping[str, Any]) -> Metodologia:
    """La metodología de un diccionario, como va en los datos de un plan (``docs/cifras.md``)."""
    return estructurar(datos, Metodologia)


def revisar_plan(plan: Plan) -> tuple[Aviso, ...]:
    """Lo que conviene revisar de un plan y no impide el reporte, cada cosa con su ruta.

    Los datos que se contradicen, los avances que parecen fracciones, las fechas que no se entienden
    o son imposibles, los cortes que su serie no tiene, el NIT y la DIVIPOLA. Lanza
    ``ErrorDeEntrada`` si con la metodología del plan no se pueden sacar cifras.
    """
    from paac_reportes.analisis.metodologia import cortes_fuera_de_la_serie
    from paac_reportes.analisis.revision import dudas_de
    from paac_reportes.formatos.metodologia import reglas_para
    from paac_reportes.normativa.revision import avisos_de

    comprobar_tipos(plan, None)
    reglas = reglas_para(plan)
    return (*avisos_de(plan), *cortes_fuera_de_la_serie(plan, reglas), *dudas_de(plan))


def comparar(antes: "Analisis", despues: "Analisis") -> "Comparacion":
    """Lo que va de un análisis a otro: de dos planes, o de dos cortes del mismo.

    Dice qué avanzó, qué retrocedió, qué se conoce y antes no, o al revés, qué dejó de aplicar o de
    reportar, qué es nuevo, qué se retiró, se renumeró o se trasladó, y qué cambió de fecha, de
    responsable, de meta o de redacción, con las palabras. Lanza ``ErrorDeEntrada``.
    """
    from paac_reportes.analisis import comparacion
    from paac_reportes.analisis.analisis import Analisis

    comprobar_clase(Analisis, antes=antes, despues=despues)
    return comparacion.comparar(antes, despues)


def datos_de_comparacion(comparacion: "Comparacion") -> dict[str, Any]:
    """La comparación en diccionarios y listas, para JSON."""
    from paac_reportes.analisis.comparacion import Comparacion
    from paac_reportes.informe import cambios

    comprobar_clase(Comparacion, comparacion=comparacion)
    return cambios.datos_de_comparacion(comparacion)


def texto_de_comparacion(comparacion: "Comparacion") -> Iterable[str]:
    """La comparación en renglones de texto."""
    from paac_reportes.analisis.comparacion import Comparacion
    from paac_reportes.informe import cambios

    comprobar_clase(Comparacion, comparacion=comparacion)
    return cambios.texto_de_comparacion(comparacion)


def datos_de_analisis(analisis: "Analisis") -> dict[str, Any]:
    """El análisis en diccionarios y listas, para JSON; cada cifra, con las rutas de sus filas."""
    from paac_reportes.analisis.analisis import Analisis
    from paac_reportes.informe import resumen

    comprobar_clase(Analisis, analisis=analisis)
    return resumen.datos_de_analisis(analisis)


def tabla_de_analisis(analisis: "Analisis") -> Iterable[str]:
    """El análisis en renglones de texto."""
    from paac_reportes.analisis.analisis import Analisis
    from paac_reportes.informe import resumen

    comprobar_clase(Analisis, analisis=analisis)
    return resumen.tabla_de_analisis(analisis)
