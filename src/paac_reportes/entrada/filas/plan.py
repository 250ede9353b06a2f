"""El plan de unas filas, y qué conviene revisar de cómo llegaron."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from paac_reportes.entrada.contrato import plan_de
from paac_reportes.entrada.filas.armado import Armado
from paac_reportes.entrada.filas.columnas import Columnas, columnas_de
from paac_reportes.entrada.filas.fuentes import FilaLeida, filas_leidas
from paac_reportes.entrada.filas.nodos import datos_y_origenes, en_su_fila
from paac_reportes.errores import Aviso, ErrorDeEntrada
from paac_reportes.modelo import Plan


def plan_de_filas(
    filas: object, columnas: object, corte: date | None, otras: Mapping[str, Any]
) -> tuple[Plan, tuple[Aviso, ...]]:
    """El plan de unas filas y lo que conviene revisar.

    ``otras`` son las claves del plan que no salen de las filas; si son las mismas, mandan ellas.
    ``ErrorDeEntrada`` con todas las fallas, cada una con su fila y su columna.
    """
    leidas = filas_leidas(filas)
    avisos: list[Aviso] = []
    puestas = columnas_de(columnas, leidas, avisos)
    armado = Armado(leidas, puestas, corte)
    avisos += _codigos_con_decimales(puestas, leidas)
    datos, origenes = datos_y_origenes(armado.raiz)
    try:
        plan = plan_de({**datos, **otras})
    except ErrorDeEntrada as error:
        fallas = en_su_fila(error.fallas, origenes)
        raise ErrorDeEntrada((*armado.fallas, *fallas)) from None
    if armado.fallas:
        raise ErrorDeEntrada(armado.fallas)
    return plan, tuple(avisos)


def _codigos_con_decimales(columnas: Columnas, filas: list[FilaLeida]) -> list[Aviso]:
    """Un código que llegó como número con decimales: ``1.10`` ya perdió su cero."""
    columna = columnas.propias.get("actividad.codigo")
    if columna is None:
        return []
    cuantos = sum(
        1
        for fila in filas
        if isinstance(valor := fila(columna), Decimal) and valor != valor.to_integral_value()
    )
    if not cuantos:
        return []
    motivo = (
        f"{cuantos} de los códigos llegaron como número: 1.1 y 1.10 no se distinguen; pídalos"
        " como texto"
    )
    return [Aviso("codigo_como_numero", f"filas, columna {columna!r}", motivo)]
