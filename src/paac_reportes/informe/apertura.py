"""La primera página: las cifras con su base y lo más grave, con las palabras de las demás partes.

Nada se dice sólo aquí: cada frase es la de su parte del informe.
"""

from collections.abc import Iterator

from paac_reportes.analisis.analisis import Analisis
from paac_reportes.analisis.cifras import Cifras
from paac_reportes.formatos.definicion.filas import FilaDeMedida
from paac_reportes.informe.frases import (
    EN_BLANCO,
    FILAS,
    lo_que_sostiene,
    palabras_de,
)
from paac_reportes.informe.reporte import reporte_de
from paac_reportes.informe.vencimientos import proximas
from paac_reportes.textos.remisiones import Remite
from paac_reportes.textos.valores import con_miles, fecha_larga, lista, porcentaje, tantas_de


def medidas(analisis: Analisis) -> Iterator[FilaDeMedida]:
    """Las cifras del plan: lo que debía estar terminado, el avance, lo reportado y lo pendiente."""
    todo = analisis.todo
    del_plan = filter(None, (_cumplimiento(todo), _avance(todo), _reporte(todo)))
    hay = [*del_plan, *_pendientes(analisis)]
    # Las que no se muestran están en su parte: sobra antes un cero que lo pendiente.
    while len(hay) > _CABEN:
        ceros = [cual for cual, medida in enumerate(hay) if medida.cifra == "0"]
        hay.pop(ceros[-1] if ceros else -1)
    yield from hay


_CABEN = 4
"""Las cifras de la primera página: una al lado de otra."""


def _remite_a(clave: str) -> str:
    """La tabla, si salió."""
    return Remite(clave, si_no="")


def _reporte(todo: Cifras) -> FilaDeMedida | None:
    reporte = reporte_de(todo)
    if reporte.parte is None:
        return None
    cuantas, aplican = len(reporte.reportadas), len(todo.aplican)
    frase, numeros = "{n} {de_las} {filas} que aplican", (cuantas, aplican)
    if cuantas == aplican:
        frase, numeros = "{las} {filas} que aplica[n]", (aplican, aplican)
    elif aplican == 1:
        frase = "{n} de {cuenta} que aplica"
    return FilaDeMedida(
        nombre="Con reporte en el período",
        cifra=porcentaje(reporte.parte),
        base=palabras_de(todo.aplican).di(frase, *numeros),
        donde=_remite_a("por_componente"),
    )


def _cumplimiento(todo: Cifras) -> FilaDeMedida | None:
    cuenta = todo.cumplimiento
    if not cuenta.debian:
        return None
    palabras = palabras_de(todo.aplican)
    de_las = palabras.di("{de_las} que ya debía[n] estarlo", cuenta.debian)
    dudosas = FILAS.cuentas(
        (cuenta.por_determinar, "{n} por determinar"),
        (cuenta.al_dia_sin_reporte, "{n} al día hasta un corte y sin reporte después"),
        (cuenta.en_blanco, f"{{n}} {EN_BLANCO}"),
    )
    if not cuenta.se_puede_decir:
        return FilaDeMedida(
            nombre="Sin saber si terminaron",
            cifra=con_miles(cuenta.no_se_sabe),
            base=f"{de_las}: {lista(dudosas)}",
            donde=_remite_a("oficial"),
        )
    return FilaDeMedida(
        nombre="Terminadas",
        cifra=porcentaje(cuenta.parte),
        base=f"{con_miles(cuenta.terminadas)} {de_las}{f'; {lista(dudosas)}' if dudosas else ''}",
        donde=_remite_a("oficial"),
    )


def _avance(todo: Cifras) -> FilaDeMedida | None:
    if todo.avance is None:
        return None
    zona = todo.zona
    return FilaDeMedida(
        nombre="Avance acumulado",
        cifra=todo.avance_en_texto,
        base=f"{f'zona {zona.nombre}' if zona else 'sin zona'}; se conoce de {todo.base_en_texto}",
        donde=_remite_a("por_componente"),
    )


def _pendientes(analisis: Analisis) -> Iterator[FilaDeMedida]:
    todo = analisis.todo
    declaradas, calladas = len(todo.vencidas), len(todo.vencidas_sin_reporte)
    palabras, debian = palabras_de(todo.aplican), todo.cumplimiento.debian
    if debian:
        clases = palabras.cuentas(
            (declaradas, "{n} vencid@s"), (calladas, "{n} vencid@s sin reporte")
        )
        de_las_que_vencian = palabras.di("{de_las} que vencía[n] hasta el corte", debian)
        yield FilaDeMedida(
            nombre=_de_lo_vencido(declaradas, calladas),
            cifra=con_miles(declaradas + calladas),
            base=f"{f'{lista(clases)}, ' if clases else ''}{de_las_que_vencian}",
            donde=_remite_a("vencidas"),
            alarma=bool(declaradas or calladas),
        )
    if todo.hay_verificacion:
        verificadas, terminadas = len(todo.terminadas_verificadas), len(todo.terminadas)
        yield FilaDeMedida(
            nombre="Terminadas que se verificaron",
            cifra=tantas_de(verificadas, terminadas) if terminadas else "ninguna",
            base=lo_que_sostiene(todo),
            donde=_remite_a("verificacion"),
        )
    if todo.exigibles:
        yield FilaDeMedida(
            nombre="Sin reporte",
            cifra=con_miles(len(todo.sin_reporte)),
            base=palabras_de(todo.exigibles).di(
                "{de_las} que se podía[n] exigir en el período", len(todo.exigibles)
            ),
            donde=_remite_a("debido"),
        )
    if analisis.siguiente:
        yield FilaDeMedida(
            nombre=f"Vencen hasta el {fecha_larga(analisis.siguiente)}",
            cifra=con_miles(len(proximas(analisis))),
            base="sin terminar, y con algún día después de este corte",
            donde=f"{_remite_a('por_vencer_una_por_una')}{_remite_a('por_vencer_por_parte')}",
        )


def _de_lo_vencido(declaradas: int, calladas: int) -> str:
    if not calladas:
        return "Vencidas"
    return "Vencidas y vencidas sin reporte" if declaradas else "Vencidas sin reporte"
