"""Las filas de un plan que ya debían estar terminadas, y se dijo que no, o no se reportaron."""

from datetime import date, timedelta

from paac_reportes.formatos.metodologia import reglas_para
from paac_reportes.modelo import Plan
from paac_reportes.modelo.temas import Contenido


def vencidas_de(contenido: Contenido, corte: date) -> frozenset[str]:
    """Las rutas de las que en el corte ya están vencidas; de un mapa, ninguna.

    La que vence el día del corte aún no lo está; la que venció después del corte anterior y nunca
    se reportó, tampoco: hasta ahora no se había pedido.
    """
    if not isinstance(contenido, Plan):
        return frozenset()
    from paac_reportes.analisis.analisis import analizar_plan  # noqa: PLC0415 - sólo de un plan

    cifras = analizar_plan(contenido, corte, reglas_para(contenido)).todo
    ayer = corte - timedelta(days=1)
    return frozenset(
        fila.ruta
        for filas, hasta in ((cifras.vencidas, ayer), (cifras.vencidas_sin_reporte, None))
        for fila in filas
        if (limite := hasta or fila.desde) and fila.ultimo_dia and fila.ultimo_dia <= limite
    )
