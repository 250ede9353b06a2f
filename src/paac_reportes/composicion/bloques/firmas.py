"""Las firmas al pie del documento, una al lado de otra."""

from collections.abc import Iterator, Sequence

from paac_reportes.composicion.variables import Redaccion
from paac_reportes.formatos.definicion.bloques import BloqueFirmas
from paac_reportes.maqueta.nodos import Celda, Fila, Tabla
from paac_reportes.modelo import Firma


def elegir(firmas: Sequence[Firma], roles: Sequence[str]) -> list[Firma]:
    """Las firmas de esos roles, sin mirar mayúsculas; sin roles, todas."""
    pedidos = {rol.casefold() for rol in roles}
    return [firma for firma in firmas if not pedidos or firma.rol.casefold() in pedidos]


def firmas_de(
    firmas: Sequence[Firma], bloque: BloqueFirmas, redaccion: Redaccion
) -> Iterator[Tabla]:
    """Una tabla sin marco con las firmas, de a ``por_fila``; ninguna si el plan no las trae."""
    elegidas = elegir(firmas, bloque.roles)
    if not elegidas:
        return
    columnas = min(bloque.por_fila, len(elegidas))
    celdas = [Celda(redaccion.con(firma=firma)(bloque.texto), "firma") for firma in elegidas]
    celdas += [Celda("", "firma")] * (-len(celdas) % columnas)
    yield Tabla(
        anchos=(1 / columnas,) * columnas,
        filas=tuple(Fila(tuple(celdas[n : n + columnas])) for n in range(0, len(celdas), columnas)),
        descripcion="Firmas",
        filas_se_parten=False,
    )
