"""La primera página: las cifras con su base y lo más grave, con las palabras de las demás partes.

Nada se dice sólo aquí: cada frase es la de su parte del informe.
"""

from collections.abc import Iterator

from paac_reportes.analisis.analisis import Analisis
from paac_reportes.analisis.cifras import Cifras, Cumplimiento
from paac_reportes.formatos.definicion.filas import FilaDeMedida
from paac_reportes.informe.frases import (
    EN_BLANCO,
    FILAS,
    lo_que_sostiene,
    palabras_de,
)
from paac_reportes.informe.reporte import reporte_de
from paac_reportes.informe.vencimientos import proximas
from paac_reportes.textos.frases import Palabras
from paac_reportes.textos.remisiones import Remite
from paac_reportes.textos.valores import con_miles, fecha_larga, lista, proporcion, tantas_de


def medidas(analisis: Analisis) -> Iterator[FilaDeMedida]:
    """Las cifras del plan: lo que debía estar terminado, el avance, lo reportado y lo pendiente."""
    cifras = analisis.todo
    terminadas = de_lo_que_debia(cifras.cumplimiento, palabras_de(cifras.aplican))
    del_plan = filter(None, (terminadas, _avance(cifras), _reporte(cifras)))
    renglones = [*del_plan, *_pendientes(analisis)]
    # Las que no se muestran están en su parte: sobra antes un cero que lo pendiente.
    while len(renglones) > _CABEN:
        ceros = [lugar for lugar, medida in enumerate(renglones) if medida.cifra == "0"]
        renglones.pop(ceros[-1] if ceros else -1)
    yield from renglones


_CABEN = 4
"""Las cifras de la primera página: una al lado de otra."""


def _remite_a(clave: str) -> str:
    """La remisión a una tabla; vacía si la tabla no salió."""
    return Remite(clave, si_no="")


def _reporte(cifras: Cifras) -> FilaDeMedida | None:
    """De cuánto se reportó en el período; nada si no aplica ninguna fila."""
    reporte = reporte_de(cifras)
    if reporte.parte is None:
        return None
    cuantas, aplican = len(reporte.reportadas), len(cifras.aplican)
    frase, numeros = "{n} {de_las} {filas} que aplican", (cuantas, aplican)
    if cuantas == aplican:
        frase, numeros = "{las} {filas} que aplica[n]", (aplican, aplican)
    elif aplican == 1:
        frase = "{n} de {cuenta} que aplica"
    return FilaDeMedida(
        nombre="Con reporte en el período",
        cifra=proporcion(reporte.parte),
        base=palabras_de(cifras.aplican).di(frase, *numeros),
        donde=_remite_a("por_componente"),
    )


def de_lo_que_debia(cuenta: Cumplimiento, palabras: Palabras) -> FilaDeMedida | None:
    """Cuánto de lo que debía estar terminado lo está o, si no se puede decir, no se sabe."""
    if not cuenta.debian:
        return None
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
        cifra=proporcion(cuenta.parte),
        base=f"{con_miles(cuenta.terminadas)} {de_las}{f'; {lista(dudosas)}' if dudosas else ''}",
        donde=_remite_a("oficial"),
    )


def _avance(cifras: Cifras) -> FilaDeMedida | None:
    if cifras.avance is None:
        return None
    zona = f"zona {cifras.zona.nombre}" if cifras.zona else "sin zona"
    return FilaDeMedida(
        nombre="Avance acumulado",
        cifra=cifras.avance_en_texto,
        base=f"{zona}; se conoce de {cifras.base_en_texto}",
        donde=_remite_a("por_componente"),
    )


def _pendientes(analisis: Analisis) -> Iterator[FilaDeMedida]:
    """Lo vencido, lo verificado, lo que quedó sin reporte y lo que está por vencer."""
    cifras = analisis.todo
    yield from de_lo_vencido(cifras.cumplimiento, palabras_de(cifras.aplican))
    if cifras.hay_verificacion:
        verificadas, terminadas = len(cifras.terminadas_verificadas), len(cifras.terminadas)
        yield FilaDeMedida(
            nombre="Terminadas que se verificaron",
            cifra=tantas_de(verificadas, terminadas) if terminadas else "ninguna",
            base=lo_que_sostiene(cifras),
            donde=_remite_a("verificacion"),
        )
    yield from de_lo_callado(
        len(cifras.sin_reporte), len(cifras.exigibles), palabras_de(cifras.exigibles)
    )
    if analisis.siguiente:
        yield FilaDeMedida(
            nombre=f"Vencen hasta el {fecha_larga(analisis.siguiente)}",
            cifra=con_miles(len(proximas(analisis))),
            base="sin terminar, y con algún día después de este corte",
            donde=f"{_remite_a('por_vencer_una_por_una')}{_remite_a('por_vencer_por_parte')}",
        )


def de_lo_vencido(cuenta: Cumplimiento, palabras: Palabras) -> Iterator[FilaDeMedida]:
    """Lo vencido, con reporte o sin él; nada si hasta el corte no vencía ninguna."""
    if not cuenta.debian:
        return
    declaradas, calladas = cuenta.vencidas, cuenta.vencidas_sin_reporte
    clases = palabras.cuentas((declaradas, "{n} vencid@s"), (calladas, "{n} vencid@s sin reporte"))
    de_las_que_vencian = palabras.di("{de_las} que vencía[n] hasta el corte", cuenta.debian)
    nombre = "Vencidas" if declaradas or not calladas else "Vencidas sin reporte"
    if declaradas and calladas:
        nombre = "Vencidas y vencidas sin reporte"
    yield FilaDeMedida(
        nombre=nombre,
        cifra=con_miles(declaradas + calladas),
        base=f"{f'{lista(clases)}, ' if clases else ''}{de_las_que_vencian}",
        donde=_remite_a("vencidas"),
        alarma=bool(declaradas or calladas),
    )


def de_lo_callado(sin_reporte: int, exigibles: int, palabras: Palabras) -> Iterator[FilaDeMedida]:
    """Lo que se podía exigir y quedó sin reporte; nada si no se podía exigir ninguno."""
    if exigibles:
        yield FilaDeMedida(
            nombre="Sin reporte",
            cifra=con_miles(sin_reporte),
            base=palabras.di("{de_las} que se podía[n] exigir en el período", exigibles),
            donde=_remite_a("debido"),
        )
