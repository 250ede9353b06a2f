"""Lo que las cifras permiten concluir: cada frase, con el número que la sostiene."""

from collections.abc import Iterator

from paac_reportes.analisis.analisis import Analisis
from paac_reportes.analisis.avance import Filas
from paac_reportes.analisis.cifras import Cifras
from paac_reportes.informe.frases import enumerar, verificado
from paac_reportes.textos.valores import con_miles, contar, lista, porcentaje


def conclusiones(analisis: Analisis) -> Iterator[str]:
    """Lo que se puede afirmar del plan, sin repetir los resultados."""
    todo = analisis.todo
    if comprobado := verificado(todo):
        yield f"{comprobado[0].upper()}{comprobado[1:]}."
    yield from _de_lo_conocido(todo)
    yield from _de_lo_pendiente(analisis)
    yield from _de_la_tendencia(analisis)


def _de_lo_conocido(todo: Cifras) -> Iterator[str]:
    aplican, conocidas = len(todo.aplican), len(todo.con_avance)
    if not aplican:
        return
    parte = f"{con_miles(conocidas)} de {con_miles(aplican)}, {porcentaje(todo.cobertura)}"
    if not conocidas:
        yield f"No se puede calificar el avance: no se declaró ningún porcentaje ({parte})."
    elif todo.solo_estados:
        yield f"No se puede calificar el avance: sólo se declararon estados ({parte})."
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
        dudosas = sum(
            map(len, (todo.por_determinar, todo.al_dia_sin_reporte, todo.en_blanco_bajo_reporte))
        )
        reserva = f", aunque de {con_miles(dudosas)} no se sabe" if dudosas else ""
        if todo.exigibles:
            yield f"Nada de lo exigible consta como vencido ni sin reporte{reserva}."
        return
    frase = f"Lo vencido o sin reporte suma {enumerar(pendientes)}"
    partes = analisis.dependencias or analisis.componentes
    de_cada = [len(_comunes(cifras.filas, pendientes)) for cifras in partes]
    mas, con = max(de_cada), sum(cuantas > 0 for cuantas in de_cada)
    en_orden = zip(partes, de_cada, strict=True)
    nombres = [f"«{parte.nombre}»" for parte, cuantas in en_orden if cuantas == mas]
    if len(partes) == 1 or len(nombres) == con > 1:
        yield f"{frase}."
        return
    cuales = "dependencias" if analisis.dependencias else "componentes"
    en_cada = " en cada caso" if len(nombres) > 1 else ""
    yield (
        f"{frase}, en {con_miles(con)} de {len(partes)} {cuales}; donde más hay, con"
        f" {con_miles(mas)}{en_cada}, es en {lista(nombres)}."
    )


def _de_la_tendencia(analisis: Analisis) -> Iterator[str]:
    cambios = [
        cifras.periodo.puntos
        for cifras in analisis.componentes
        if cifras.periodo is not None and cifras.periodo.puntos is not None
    ]
    if not cambios:
        return
    suben, bajan = sum(uno > 0 for uno in cambios), sum(uno < 0 for uno in cambios)
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


def _sin_repetir(filas: Filas) -> Filas:
    return tuple({fila.ruta: fila for fila in filas}.values())


def _comunes(filas: Filas, otras: Filas) -> set[str]:
    return {fila.ruta for fila in filas} & {fila.ruta for fila in otras}
