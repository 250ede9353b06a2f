"""Los datos de un reporte de filas propias, que no son de un plan: los que trajo quien lo pide."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from paac_reportes.api.tipos_de_archivo import DE_FILAS, es_de_filas
from paac_reportes.errores import Aviso, ErrorDeEntrada, Falla
from paac_reportes.modelo.temas import Contenido

if TYPE_CHECKING:
    from paac_reportes.composicion.tablas.alcances import FilasDadas
    from paac_reportes.escritores.registro import Datos
    from paac_reportes.formatos.definicion.formato import Formato

QUE_LLEVA_EL_PAQUETE = {
    False: "Los datos del plan: CSV, JSON, su esquema y un diccionario",
    True: "Los datos: un CSV de cada tabla y un diccionario",
}
"""De un plan, o de unas filas propias."""


def datos_de_las_filas(
    filas: "FilasDadas", formato: "Formato", contenido: Contenido, cuales: "Datos", extension: str
) -> tuple[Any, tuple[Aviso, ...]]:
    """Las filas como las recibe quien las escribe, y lo que conviene revisar.

    ``ErrorDeEntrada`` si eso es de un plan, o de una sola tabla y llegaron varias.
    """
    if es_de_filas(formato) and cuales == "paquete":
        from paac_reportes.datos_abiertos.paquete_propio import paquete_de_filas

        avisos: list[Aviso] = []
        return paquete_de_filas(filas, formato, contenido, avisos), tuple(avisos)
    if not es_de_filas(formato) or cuales not in DE_FILAS:
        motivo = f"el .{extension} guarda un plan, no filas; use .csv, .zip o .xlsx"
        raise ErrorDeEntrada(Falla("tipo_no_admitido", "filas", motivo))
    tabla = None
    if isinstance(filas, Mapping):
        if len(filas) > 1:
            motivo = (
                f"el .{extension} guarda una tabla, y el reporte trae {len(filas)}"
                f" ({', '.join(filas)}); use .zip, que lleva un .csv de cada una, o .tablas.csv"
            )
            raise ErrorDeEntrada(Falla("tipo_no_admitido", "filas", motivo))
        ((tabla, filas),) = filas.items()
    from paac_reportes.composicion.tablas.reduccion import datos_pedidos
    from paac_reportes.datos_abiertos.tabla import filas_con_clase, renglones_de_filas

    pide = () if filas else datos_pedidos(formato, tabla)  # sin filas, sus rótulos
    escribir = renglones_de_filas if cuales == "filas" else filas_con_clase
    return escribir(filas, pide), ()
