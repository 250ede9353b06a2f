"""Lo que las cifras permiten concluir: cada frase, con el número que la sostiene."""

from collections.abc import Iterator

from paac_reportes.analisis.analisis import Analisis
from paac_reportes.analisis.avance import Filas
from paac_reportes.analisis.cifras import Cifras
from paac_reportes.informe.frases import (
    enumerar,
    nada_verificado,
    no_aplican,
    sin_dia_exigible,
    verificado,
)
from paac_reportes.informe.frases_de_reporte import donde
from paac_reportes.informe.historia import lo_que_cambio
from paac_reportes.normativa.regimenes import regimen_vencido
from paac_reportes.textos.valores import con_miles, contar, lista, numero, porcentaje


def conclusiones(analisis: Analisis) -> Iterator[str]:
    """Lo que se puede afirmar del plan, sin repetir los resultados."""
    todo = analisis.todo
    if analisis.historia is not None and analisis.historia.hay_cambios:
        yield from lo_que_cambio(analisis)
    if vencido := regimen_vencido(analisis.plan, analisis.corte):
        yield vencido
    if ninguna_o_pocas := no_aplican(todo):
        yield ninguna_o_pocas
    if comprobado := verificado(todo):
        yield f"{comprobado[0].upper()}{comprobado[1:]}."
    yield from _de_lo_conocido(todo)
    yield from _de_lo_pendiente(analisis)
    yield from _de_la_tendencia(analisis)
    yield from _del_mapa(analisis)


def _de_lo_conocido(todo: Cifras) -> Iterator[str]:
    aplican, conocidas = len(todo.aplican), len(todo.con_avance)
    if not aplican:
        return
    parte = f"{con_miles(conocidas)} de {con_miles(aplican)}, {porcentaje(todo.cobertura)}"
    if not conocidas:
        yield f"No se puede calificar el avance: no se declaró ningún porcentaje ({parte})."
    elif todo.solo_estados:
        yield (
            "No se puede calificar el avance: sólo se declararon estados, y si terminaron o no"
            f" empezaron se conoce de {parte}."
        )
    elif todo.zona is None:
        yield (
            "Lo declarado no alcanza para calificar el avance del conjunto: describe sólo una parte"
            f" ({parte})."
        )
    elif conocidas < aplican:
        yield (
            f"El avance está en zona {todo.zona.nombre}, pero describe sólo lo que declara su"
            f" porcentaje ({parte}): del resto no dice nada."
        )
    else:
        yield (
            f"El avance está en zona {todo.zona.nombre} y describe todo lo que aplica"
            f" ({con_miles(aplican)} de {con_miles(aplican)})."
        )


def _de_lo_pendiente(analisis: Analisis) -> Iterator[str]:
    """Dónde se concentra lo vencido o sin reporte; si no lo hay, con qué reserva se dice."""
    todo = analisis.todo
    pendientes = _sin_repetir((*todo.vencidas, *todo.vencidas_sin_reporte, *todo.sin_reporte))
    if not pendientes:
        dudosas = todo.cumplimiento.no_se_sabe
        reserva = f", aunque de {con_miles(dudosas)} no se sabe" if dudosas else ""
        if callado := sin_dia_exigible(todo):
            yield callado
        elif ninguna := nada_verificado(todo):
            yield f"Nada consta vencido{reserva}, pero {ninguna}."
        elif todo.exigibles:
            yield f"Nada de lo exigible consta como vencido ni sin reporte{reserva}."
        return
    yield f"Lo vencido o sin reporte suma {enumerar(pendientes)}{donde(analisis, pendientes)}."


def _de_la_tendencia(analisis: Analisis) -> Iterator[str]:
    cambios = {
        cifras.nombre: cifras.periodo.puntos
        for cifras in analisis.componentes
        if cifras.periodo is not None and cifras.periodo.puntos is not None
    }
    if not cambios or len(analisis.componentes) == 1:  # el del único ya se dijo: es el del plan
        return
    if len(cambios) == 1:
        ((nombre, cuanto),) = cambios.items()
        verbo = "subió" if cuanto > 0 else "bajó" if cuanto < 0 else "no cambió"
        unidad = "punto" if abs(cuanto) == 1 else "puntos"
        medida = f" {numero(abs(cuanto))} {unidad}" if cuanto else ""
        yield (
            f"El avance de «{nombre}», el único componente cuyo cambio en el período se conoce,"
            f" {verbo}{medida}."
        )
        return
    todos = cambios.values()
    suben, bajan = sum(uno > 0 for uno in todos), sum(uno < 0 for uno in todos)
    clases = [
        f"{que} en {con_miles(cuantos)}"
        for cuantos, que in (
            (suben, "subió"),
            (bajan, "bajó"),
            (len(cambios) - suben - bajan, "no cambió"),
        )
        if cuantos
    ]
    total = contar(len(cambios), "componente", "componentes")
    yield f"De {total} cuyo cambio en el período se conoce, el avance {lista(clases)}."


def _del_mapa(analisis: Analisis) -> Iterator[str]:
    """De los controles del mapa de riesgos, si el plan lo lleva."""
    if analisis.riesgos is not None:
        from paac_reportes.informe.riesgos import conclusion  # noqa: PLC0415 - si lo hay

        yield from filter(None, [conclusion(analisis.riesgos)])


def _sin_repetir(filas: Filas) -> Filas:
    return tuple({fila.ruta: fila for fila in filas}.values())
