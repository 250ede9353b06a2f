"""Las filas de una tabla que Typst no deja separar: las últimas, y las del nombre de un grupo."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, pairwise

from paac_reportes.escritores.pdf.textos import en_pt
from paac_reportes.maqueta.cierre import Cierre
from paac_reportes.maqueta.cortes import Cortes
from paac_reportes.maqueta.rejilla import CeldaDeFila


def es_banda(numero: int, lugares: Sequence[CeldaDeFila], cortes: Cortes) -> bool:
    """Si la fila es una sola celda que encabeza las que siguen, y no se parte entre páginas."""
    es_una = len(lugares) == 1 and lugares[0].celda.filas == 1
    return es_una and numero in cortes.encabezan and numero not in cortes.partidas


def bandas_del_cierre(rejilla: Sequence[Sequence[CeldaDeFila]], cortes: Cortes) -> frozenset[int]:
    """Bandas entre las filas que Typst no deja separar, donde él no admite encabezados."""
    desde = cortes.cierre.desde if cortes.cierre else len(rejilla)
    del_cierre = enumerate(rejilla[desde:], desde)
    return frozenset(fila for fila, lugares in del_cierre if es_banda(fila, lugares, cortes))


def rellenos_de(
    rejilla: Sequence[Sequence[CeldaDeFila]], cortes: Cortes, juntas: Iterable[range] = ()
) -> dict[int, str]:
    """Celdas, en Typst y por su primera fila, de una columna sin ancho que ata filas; o ninguna.

    Una celda que no se parte ata las que cubre: las ``juntas`` y, si llega a ellas alguna celda que
    viene de arriba, las del cierre, que a un pie de Typst no llega. La última llega hasta la
    reserva; una banda, que para Typst es un encabezado, lleva la suya.
    """
    cierre, final = cortes.cierre, len(rejilla)
    desde = cierre.desde if cierre else final
    atan = {filas.start: filas.stop for filas in _sin_cruces(juntas, desde)}
    if cierre is not None and cierre.cruzado:
        atan[desde] = final
    if not atan:
        return {}
    bandas = [n for n, lugares in enumerate(rejilla[:desde]) if es_banda(n, lugares, cortes)]
    de_bandas = chain.from_iterable((banda, banda + 1) for banda in bandas)
    bordes = sorted({0, desde, final, *atan, *atan.values(), *de_bandas})
    reservas = int(bool(cierre and cierre.reserva))
    return {
        fila: celdas_de_relleno(hasta - fila + reservas * (hasta == final), ata=fila in atan)
        for fila, hasta in pairwise(bordes)
    }


def _sin_cruces(juntas: Iterable[range], hasta: int) -> Iterator[range]:
    """Tramos que no pasan de la fila ``hasta``; de los que se cruzan, el que empieza antes."""
    libre = 0
    for filas in sorted(juntas, key=lambda filas: (filas.start, -filas.stop)):
        if libre <= filas.start and filas.stop <= hasta:
            yield filas
            libre = filas.stop


def celdas_de_relleno(filas: int = 1, *, ata: bool = False) -> str:
    """Celda de la columna que no se ve, de tantas ``filas``: la que las ata no se parte."""
    marco = "none" if ata else "(right: none, top: none, bottom: none)"
    se_parte = "false" if ata else "true"
    dentro = f"rowspan: {filas}, breakable: {se_parte}, stroke: {marco}, inset: 0pt"
    return f"table.cell({dentro})[]"


def en_el_cierre(cierre: Cierre | None, filas: Iterator[str], bordes: int) -> str:
    """Las últimas filas como pie que no se repite: Typst no lo reparte entre dos páginas.

    Si las ata una columna que no se ve (``cruzado``), como filas. La reserva es una fila en blanco
    que tampoco se aparta de ellas; tras la tabla se retrocede, y ahí va lo que la sigue.
    """
    if cierre is None:
        return ""
    reserva = ""
    if cierre.reserva:
        sin_marco = "stroke: (left: none, right: none, bottom: none), inset: 0pt"
        dentro = f"colspan: {bordes - 1}, {sin_marco}, v({en_pt(cierre.reserva)})"
        reserva = f"    table.cell({dentro}),\n"
    renglones = f"{renglones_de(filas)}{reserva}"
    return renglones if cierre.cruzado else f"  table.footer(repeat: false,\n{renglones}  ),\n"


def renglones_de(filas: Iterator[str]) -> str:
    """Filas de Typst, cada una en su renglón."""
    return "".join(f"    {fila}\n" for fila in filas)
