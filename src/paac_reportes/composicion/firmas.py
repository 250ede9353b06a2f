"""Las firmas al pie del documento, una al lado de otra."""

from collections.abc import Iterator, Sequence

from paac_reportes.composicion.variables import Variables
from paac_reportes.formatos.definicion import BloqueFirmas
from paac_reportes.maqueta.nodos import Celda, Fila, Tabla
from paac_reportes.modelo import Firma


def firmas_de(
    firmas: Sequence[Firma], bloque: BloqueFirmas, variables: Variables
) -> Iterator[Tabla]:
    """Una tabla sin marco con las firmas, de a ``por_fila``; ninguna si el plan no las trae."""
    if not firmas:
        return
    columnas = min(bloque.por_fila, len(firmas))
    celdas = [Celda(variables.redaccion(firma=firma)(bloque.texto), "firma") for firma in firmas]
    celdas += [Celda("", "firma")] * (-len(celdas) % columnas)
    yield Tabla(
        anchos=(1 / columnas,) * columnas,
        filas=tuple(Fila(tuple(celdas[n : n + columnas])) for n in range(0, len(celdas), columnas)),
        descripcion="Firmas",
        filas_se_parten=False,
    )
