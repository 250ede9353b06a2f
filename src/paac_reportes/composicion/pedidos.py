"""Composición de un pedido, con los avisos de lo que conviene revisar.

Debajo, las filas que trae quien genera, que casi ningún reporte lleva; y su contenido como se
escribe: de una consulta o un CSV un presupuesto llega como texto, y lo que vale lo dice el de todas
las filas (``tablas.escritos``).
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING, TypeVar

from paac_reportes.analisis.metodologia import cortes_fuera_de_la_serie
from paac_reportes.composicion.cobertura import avisos_de_cobertura
from paac_reportes.composicion.compositor import componer
from paac_reportes.composicion.pagina import avisos_de_membrete
from paac_reportes.composicion.tablas.alcances import FilasDadas
from paac_reportes.errores import Aviso, ErrorDeEntrada, Falla
from paac_reportes.estructura.valores import Reloj
from paac_reportes.formatos.definicion.esquema import OpcionesDelEsquema
from paac_reportes.formatos.definicion.filas import FILA_LIBRE
from paac_reportes.formatos.definicion.formato import Formato
from paac_reportes.formatos.metodologia import reglas_para
from paac_reportes.formatos.pedido import Pedido
from paac_reportes.maqueta.documento import Documento, Medio
from paac_reportes.modelo import Plan
from paac_reportes.modelo.temas import Contenido
from paac_reportes.textos.plano import limpiar

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
    del_documento = _avisos_del_documento(documento, pedido) if medio == "documento" else ()
    return documento, (*cobertura, *_avisos_de_la_serie(pedido), *del_documento)


def _avisos_del_documento(documento: Documento, pedido: Pedido) -> Iterable[Aviso]:
    """Avisos del membrete del documento y, en una matriz propia, de lo que no cabe."""
    marcos = [parte.marco for parte in documento.partes]
    yield from avisos_de_membrete(documento.membrete, marcos, pedido.formato)
    if pedido.formato.es_de_filas:
        from paac_reportes.composicion.lo_que_no_cabe import avisos_de_anchos  # noqa: PLC0415 - casi nadie

        yield from avisos_de_anchos(documento, pedido.formato)


def _avisos_de_la_serie(pedido: Pedido) -> Iterable[Aviso]:
    """Avisos de los cortes de los datos que no son de la serie de un informe."""
    if not pedido.formato.es_informe or not isinstance(pedido.contenido, Plan):
        return ()
    reglas = reglas_para(pedido.contenido, pedido.metodologia, pedido.formato.metodologia)
    return cortes_fuera_de_la_serie(pedido.contenido, reglas)


# ------------------------------------------------------------------ las filas que llegan
def reducir(
    filas: object, formato: Formato, reloj: Reloj | None = None
) -> tuple[FilasDadas, Formato, tuple[Aviso, ...]]:
    """Las filas como diccionarios con los datos que piden las columnas, el formato y los avisos.

    El formato vuelve con sus columnas resueltas, si dependían de las filas (``propias``). Admite
    una lista de diccionarios o de objetos, o una tabla de pandas; de un formato que nombra varias
    (``de``), una de ésas por cada nombre. ``ErrorDeEntrada`` con todo lo que lo impide: si no lo
    son, si el formato no las recorre, si ninguna trae un dato que se pide o si una columna no se
    puede escribir. ``reloj`` dice qué día y qué hora fue un momento con zona horaria.
    """
    con_nombre = formato.tablas_dadas
    recorre_filas = bool(con_nombre) or _recorre_filas(formato)
    if filas is None:
        if recorre_filas:
            nombres = f" ({', '.join(con_nombre)})" if con_nombre else ""
            motivo = f"el formato {formato.codigo} recorre filas{nombres} y no llegaron"
            raise ErrorDeEntrada(Falla("argumento_invalido", "filas", motivo))
        return (), formato, ()
    if not recorre_filas:
        motivo = f"el formato {formato.codigo} no recorre filas: ninguna tabla las mostraría"
        raise ErrorDeEntrada(Falla("argumento_invalido", "filas", motivo))
    from paac_reportes.composicion.tablas.reduccion import reducir_las  # noqa: PLC0415 - si llegan

    return reducir_las(filas, formato, reloj or Reloj())


def _recorre_filas(formato: Formato) -> bool:
    """Si alguna tabla del formato, o su cuerpo en Word, recorre las filas dadas."""
    cuerpo = formato.cuerpo_en_word
    return (cuerpo is not None and FILA_LIBRE in cuerpo.se_repite) or any(
        seccion.recorre == "filas"
        for tabla in formato.tablas.values()
        for seccion in tabla.secciones
    )


T = TypeVar("T")


def contenido_limpio(contenido: T, formato: Formato) -> tuple[T, tuple[Aviso, ...]]:
    """Contenido como lo escribe un formato, y avisos de qué se cambió o quedó en duda.

    Sus textos son escribibles, y los extras que se leerían con otro valor tienen el suyo.
    ``ErrorDeEntrada`` si una columna se contradice y lo que vale alguno depende de ello.
    """
    limpio, avisos = limpiar(contenido)
    toma_extras = any(tabla.nombra_extras for tabla in formato.tablas.values())
    if not toma_extras and formato.cuerpo_en_word is None:
        return limpio, avisos
    # Casi ningún formato toma extras por números.
    from paac_reportes.composicion.tablas.escritos import con_sus_numeros  # noqa: PLC0415

    con_numeros, en_duda = con_sus_numeros(limpio, formato)
    return con_numeros, (*avisos, *en_duda)
