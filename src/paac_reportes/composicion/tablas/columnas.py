"""Las columnas de una tabla ya puestas: las que van por corte, una vez por informe."""

from collections.abc import Sequence
from itertools import groupby

import attrs

from paac_reportes.composicion.aspecto.columnas import nombre_de_estilo
from paac_reportes.errores import ErrorDeEntrada
from paac_reportes.formatos.definicion.columnas import Columna
from paac_reportes.formatos.definicion.tablas import TablaDeFormato
from paac_reportes.maqueta.medida.pesaje import Limites
from paac_reportes.modelo.periodos import Informe

COLUMNAS_MAXIMAS = 63
"""Las que Word admite en una tabla."""


@attrs.frozen
class ColumnaPuesta:
    """Una columna en su lugar; ``ancho`` es su parte del ancho útil y todas suman 1."""

    definida: Columna
    ancho: float
    informe: Informe | None = None
    """De qué informe son sus seguimientos, si va por corte."""
    estilo: str = attrs.field(init=False)
    """El de sus celdas."""

    @estilo.default
    def _(self) -> str:
        return nombre_de_estilo(self.definida)


def desplegar(tabla: TablaDeFormato, informes: Sequence[Informe]) -> tuple[ColumnaPuesta, ...]:
    """Las columnas de la tabla; cada grupo de columnas por corte se repite por informe.

    Los anchos se reparten en proporción, porque al repetirse el grupo ya no suman 100.
    """
    puestas: list[tuple[Columna, Informe | None]] = []
    for por_corte, grupo in groupby(tabla.columnas, key=lambda columna: columna.por_corte):
        seguidas = list(grupo)
        for informe in informes if por_corte else (None,):
            puestas += [(columna, informe) for columna in seguidas]
    if len(puestas) > COLUMNAS_MAXIMAS:
        raise ErrorDeEntrada(
            f"con un grupo de columnas por cada uno de los {len(informes)} cortes de la vigencia,"
            f" la tabla tendría {len(puestas)} columnas; Word admite {COLUMNAS_MAXIMAS}"
        )
    return _repartidas(puestas)


def sin_las_vacias(
    puestas: Sequence[ColumnaPuesta], dice_algo: Sequence[bool]
) -> tuple[ColumnaPuesta, ...]:
    """Sin las que se omiten si ninguna fila trae su dato; con lo demás se reparte el ancho."""
    quedan = [
        (puesta.definida, puesta.informe)
        for puesta, dice in zip(puestas, dice_algo, strict=True)
        if dice or not puesta.definida.omite_vacia
    ]
    return tuple(puestas) if len(quedan) in {0, len(puestas)} else _repartidas(quedan)


_NOMBRAN_LA_FILA = (
    "actividad.codigo",
    "tramite.nombre",
    "tramite.codigo_suit",
    "senalada.codigo",
    "diferencia.fila",
    "actividad.descripcion",
    "senalada.texto",
)
"""Lo que distingue una fila de las demás de su tabla; de lo que esté, lo primero."""


def titulares_de(columnas: Sequence[ColumnaPuesta]) -> tuple[int, ...]:
    """Las que nombran la fila: a qué grupo pertenece y cuál es; si nada lo dice, la primera."""
    mostradas = [puesta.definida.dato for puesta in columnas]
    nombre = next(
        (n for dato in _NOMBRAN_LA_FILA for n, datos in enumerate(mostradas) if dato in datos), 0
    )
    grupos = (n for n, puesta in enumerate(columnas[:nombre]) if puesta.definida.une == "grupo")
    return (*grupos, nombre)


def limites_de(columna: Columna) -> Limites:
    """Entre qué partes del ancho útil puede quedar la columna."""
    return Limites(*(float(limite) / 100 for limite in columna.limites))


def _repartidas(puestas: Sequence[tuple[Columna, Informe | None]]) -> tuple[ColumnaPuesta, ...]:
    """Con los anchos en proporción; los que se pesan, mientras tanto, con lo menos que admiten."""
    partes = [limites_de(columna).minimo for columna, _ in puestas]
    return tuple(
        ColumnaPuesta(columna, parte / sum(partes), informe)
        for (columna, informe), parte in zip(puestas, partes, strict=True)
    )
