"""Lo que las cifras permiten concluir: cada frase, con el número que la sostiene."""

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from paac_reportes.analisis.analisis import Analisis
from paac_reportes.analisis.cifras import Cifras
from paac_reportes.analisis.filas import Filas
from paac_reportes.informe.frases import (
    cambio_de,
    de_cuantas,
    nada_verificado,
    no_aplican,
    palabras_de,
    si_terminaron,
    sin_dia_exigible,
    verbo_de,
    verificado,
)
from paac_reportes.informe.frases_de_reporte import frase_de_donde
from paac_reportes.informe.historia import lo_que_cambio
from paac_reportes.normativa.normas import regimen_vencido
from paac_reportes.textos.valores import en_letras, lista, proporcion, tantas_de


def conclusiones(analisis: Analisis) -> Iterator[str]:
    """Lo que se puede afirmar del plan, de lo más grave a lo que menos."""
    cifras = analisis.todo
    if analisis.historia is not None and analisis.historia.por_aprobar:
        yield from lo_que_cambio(analisis)
    if vencido := regimen_vencido(analisis.plan, analisis.corte):
        yield vencido
    es_mucho = 2 * len(cifras.aplican) <= len(cifras.filas)
    comprobado = verificado(cifras)
    pendientes = [*_frase_de_lo_pendiente(analisis)]
    dudas = _frase_de_dudas(cifras)
    if dudas and 2 * cifras.cumplimiento.no_se_sabe <= cifras.cumplimiento.debian:
        pendientes.append(dudas)
        dudas = ""
    yield from filter(
        None,
        (
            no_aplican(cifras) if es_mucho else "",
            comprobado if nada_verificado(cifras) else "",
            dudas,
            *pendientes,
            *_frase_del_avance(analisis),
            "" if nada_verificado(cifras) else comprobado,
            *_frase_de_la_tendencia(analisis),
            *_frase_del_mapa(analisis),
        ),
    )


def _frase_de_dudas(cifras: Cifras) -> str:
    """La frase de cuánto de lo que debía terminar no se puede decir si lo está; o vacía."""
    cuenta = cifras.cumplimiento
    numeros: tuple[int, ...] = (cuenta.debian,)
    if not cuenta.no_se_sabe:
        return ""
    if cuenta.debian == 1:
        frase = "{De_las} {filas} que debía estar terminad@ no se puede afirmar si lo está."
    elif cuenta.no_se_sabe == cuenta.debian:
        frase = (
            "De {ninguna} {de_las} {filas} que debían estar terminad@s se puede afirmar si lo está."
        )
    else:
        numeros = cuenta.no_se_sabe, cuenta.debian
        verbo = "está" if cuenta.no_se_sabe == 1 else "están"
        duda = f"no se puede afirmar si lo {verbo}"
        frase = f"De {{n}} {{de_las}} {{filas}} que debían estar terminad@s {duda}."
    return palabras_de(cifras.aplican).di(frase, *numeros)


def _frase_del_avance(analisis: Analisis) -> Iterator[str]:
    """La frase de si el avance se puede calificar, en cuánto va y de cuántas filas se conoce."""
    cifras = analisis.todo
    aplican, conocidas = len(cifras.aplican), len(cifras.con_avance)
    if not aplican:
        return
    palabras = palabras_de(cifras.aplican)
    de_todas = palabras.di("{de_las} {filas} que aplica[n]", aplican)
    de_una_parte = palabras.di("{n} de {cuenta}", conocidas, aplican)
    se_conoce = proporcion(cifras.cobertura)
    parte = f"{de_una_parte} ({se_conoce})"
    va = f"El plan va en {cifras.avance_en_texto}"
    if not conocidas:
        sujeto = "Ninguna dependencia" if len(analisis.dependencias) > 1 else "Nadie"
        yield f"{sujeto} declaró porcentajes ({de_una_parte}): el avance no se puede calificar."
    elif cifras.solo_estados:
        de_cuales, numeros = de_cuantas(cifras, conocidas)
        se_sabe = palabras.di(f"{de_cuales} {si_terminaron(cifras)}.", *numeros)
        yield f"Sólo se declararon estados: el avance no se puede calificar. {se_sabe}"
    elif cifras.zona is None:
        solo, falta = "sólo ", ""
        if cifras.cobertura >= cifras.reglas.escala.cobertura_minima:
            solo, falta = (
                "",
                f", y de lo no terminado, sólo {tantas_de(*cifras.de_lo_no_terminado)}",
            )
        alcance = f"describe {solo}{parte}{falta}"
        yield f"Lo declarado no alcanza para calificar el avance del plan: {alcance}."
    elif conocidas < aplican:
        yield f"{va} (zona {cifras.zona.nombre}), con el avance de {parte}. De lo demás no se sabe."
    else:
        yield f"{va} (zona {cifras.zona.nombre}), con el avance {de_todas}."


def _frase_de_lo_pendiente(analisis: Analisis) -> Iterator[str]:
    """La frase de dónde se concentra lo vencido o sin reporte, o con qué reserva no lo hay."""
    cifras = analisis.todo
    pendientes = _sin_repetir((*cifras.todas_las_vencidas, *cifras.sin_reporte))
    if not pendientes:
        if sin_dia := sin_dia_exigible(cifras):
            yield sin_dia
        elif ninguna := nada_verificado(cifras):
            yield f"Nada consta vencido, pero {ninguna}."
        elif cifras.exigibles:
            yield "Nada de lo exigible consta como vencido ni sin reporte."
        return
    frase = "{cuenta} [está|están] vencid@s"
    if len(pendientes) == len(cifras.vencidas_sin_reporte):
        frase = "{cuenta} [está|están] vencid@s sin reporte"
    elif not cifras.todas_las_vencidas:
        frase = "{cuenta} [quedó|quedaron] sin reporte"
    elif cifras.sin_reporte:
        frase = "{cuenta} [está|están] vencid@s o sin reporte"
    cuantas = palabras_de(pendientes).di(frase, len(pendientes))
    yield f"{cuantas}{frase_de_donde(analisis, pendientes, con_la_mayor=False)}."


def _frase_de_la_tendencia(analisis: Analisis) -> Iterator[str]:
    """En cuántos componentes subió, bajó o no cambió el avance conocido en el período."""
    cambios = {
        cifras.nombre: cifras.periodo
        for cifras in analisis.componentes
        if cifras.periodo is not None and cifras.periodo.puntos is not None
    }
    if not cambios or len(analisis.componentes) == 1:  # el del único ya se dijo: es el del plan
        return
    aplican, palabras = len(analisis.todo.aplican), palabras_de(analisis.todo.aplican)
    comparables = sum(cambio.base for cambio in cambios.values())
    base = palabras.di("{todas} l@s {filas} son comparables")
    if comparables < aplican:
        son = palabras.di("[es|son] comparable[s]", comparables)
        base = palabras.di("{n} {de_las} {filas} {son}", comparables, aplican, son=son)
    if len(cambios) == 1:
        ((nombre, periodo),) = cambios.items()
        yield (
            f"El avance de «{nombre}», el único componente cuyo cambio en el período se conoce,"
            f" {cambio_de(periodo)} ({base})."
        )
        return
    verbos = Counter(verbo_de(cambio.puntos or Decimal(0)) for cambio in cambios.values())
    total = len(cambios)
    son_todos = total == len(analisis.componentes)
    componentes = f"los {en_letras(total)} componentes"
    if not son_todos:
        componentes += " cuyo cambio se conoce"
    if len(verbos) == 1:
        ((verbo, _),) = verbos.items()
        yield f"El avance conocido {verbo} en {componentes} ({base})."
        return
    clases = [
        f"{verbo} en {en_letras(verbos[verbo])}"
        for verbo in ("subió", "bajó", "no cambió")
        if verbos[verbo]
    ]
    if total == 2:  # noqa: PLR2004 - en uno una cosa, y en el otro la otra
        clases[1] = clases[1].replace("en uno", "en el otro")
    yield f"De {componentes}, el avance conocido {lista(clases)} ({base})."


def _frase_del_mapa(analisis: Analisis) -> Iterator[str]:
    """La frase de los controles del mapa de riesgos, si el plan lo lleva."""
    if analisis.riesgos is not None:
        from paac_reportes.informe.riesgos import conclusion  # noqa: PLC0415 - si lo hay

        yield from filter(None, [conclusion(analisis.riesgos)])


def _sin_repetir(filas: Filas) -> Filas:
    return tuple({fila.ruta: fila for fila in filas}.values())
