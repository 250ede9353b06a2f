"""Composición de un pedido, con los avisos de lo que conviene revisar."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from paac_reportes.analisis.metodologia import cortes_fuera_de_la_serie
from paac_reportes.composicion.cobertura import avisos_de_cobertura
from paac_reportes.composicion.compositor import componer
from paac_reportes.composicion.pagina import avisos_de_membrete
from paac_reportes.errores import Aviso
from paac_reportes.formatos.definicion.esquema import OpcionesDelEsquema
from paac_reportes.formatos.metodologia import reglas_para
from paac_reportes.formatos.pedido import Pedido
from paac_reportes.maqueta.documento import Documento, Medio
from paac_reportes.modelo import Plan
from paac_reportes.modelo.temas import Contenido

if TYPE_CHECKING:
    from paac_reportes.analisis.anterior import PlanAnterior


def compuesto_de(  # noqa: PLR0913 - un pedido, y lo que además se quiere saber
    pedido: Pedido,
    limpio: Contenido,
    anterior: "PlanAnterior | None",
    medio: Medio,
    *,
    con_rutas: bool = False,
    opciones: OpcionesDelEsquema | None = None,
) -> tuple[Documento, tuple[Aviso, ...]]:
    """El documento de un pedido, y lo que conviene revisar de él.

    ``limpio`` es su contenido, y ``anterior``, su plan anterior, con los textos escribibles.
    """
    formato, corte = pedido.formato, pedido.corte
    compuesto = componer(
        limpio,
        formato,
        corte,
        medio,
        pedido.filas,
        pedido.metodologia,
        anterior,
        pedido.es_publico,
        con_rutas=con_rutas,
        opciones=opciones,
    )
    cobertura = avisos_de_cobertura(limpio, formato, corte, medio, compuesto)
    documento = compuesto.documento
    del_documento = _del_documento(documento, pedido) if medio == "documento" else ()
    return documento, (*cobertura, *_de_la_serie(pedido), *del_documento)


def _del_documento(documento: Documento, pedido: Pedido) -> Iterable[Aviso]:
    """Avisos de su membrete y, en una matriz propia, de lo que no cabe: nadie la midió antes."""
    marcos = [parte.marco for parte in documento.partes]
    yield from avisos_de_membrete(documento.membrete, marcos, pedido.formato)
    if pedido.formato.es_de_filas:
        from paac_reportes.composicion.lo_que_no_cabe import avisos_de_anchos  # noqa: PLC0415 - casi nadie

        yield from avisos_de_anchos(documento, pedido.formato)


def _de_la_serie(pedido: Pedido) -> Iterable[Aviso]:
    """Avisos de los cortes de los datos que no son de la serie de un informe."""
    if not pedido.formato.es_informe or not isinstance(pedido.contenido, Plan):
        return ()
    reglas = reglas_para(pedido.contenido, pedido.metodologia, pedido.formato.metodologia)
    return cortes_fuera_de_la_serie(pedido.contenido, reglas)
