"""Las filas que trae quien genera, que casi ningún reporte lleva."""

from paac_reportes.composicion.tablas.alcances import FilasDadas
from paac_reportes.errores import Aviso, ErrorDeEntrada, Falla
from paac_reportes.estructura.valores import Reloj
from paac_reportes.formatos.definicion.filas import FILA_LIBRE
from paac_reportes.formatos.definicion.formato import Formato


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
