"""Datos que recibe quien los escribe, y avisos de lo que conviene revisar en ellos.

El JSON no lleva más que lo que llegó: lo del paquete se carga al pedirlo.
"""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

import attrs

from paac_reportes.datos_abiertos.tabla import renglones_de_contenido, renglones_de_filas
from paac_reportes.errores import Aviso, ErrorDeEntrada, Falla
from paac_reportes.escritores.registro import Datos
from paac_reportes.formatos.pedido import Pedido
from paac_reportes.lectura.archivos import en_archivo
from paac_reportes.modelo import Plan
from paac_reportes.modelo.filas import forma_de_filas
from paac_reportes.modelo.recorrer import objetos_de
from paac_reportes.modelo.temas import Contenido, tema_de, temas_por_tabla
from paac_reportes.textos.plano import limpiar

if TYPE_CHECKING:
    from paac_reportes.analisis.analisis import Analisis

DatosYAvisos = tuple[Any, tuple[Aviso, ...]]
"""Datos que recibe el escritor, de la clase que pide, y los avisos de hacerlos."""


def datos_del_pedido(
    pedido: Pedido, clase_de_datos: Datos, extension: str, analisis: "Analisis | None"
) -> DatosYAvisos:
    """Los datos de un reporte en esa extensión, y avisos; ``ErrorDeEntrada`` si no salen.

    ``clase_de_datos``: «plan», «filas» o «paquete»; ``analisis``: el de su informe, si lo lleva.
    """
    if pedido.filas or pedido.formato.es_de_filas:
        return _de_filas_propias(pedido, clase_de_datos, extension)
    return datos_del_contenido(pedido.contenido, clase_de_datos, analisis)


def datos_del_contenido(
    contenido: Contenido, clase_de_datos: Datos, analisis: "Analisis | None"
) -> DatosYAvisos:
    """Datos de un plan o un mapa de riesgos.

    Lo entero va a la letra, que el JSON lo admite todo; un CSV, como los documentos, no lleva
    caracteres de control. Con ``analisis``, el de su informe, cada fila dice en qué cuentas está, y
    lo entero lleva las recomendaciones que se imprimieron.
    """
    if clase_de_datos == "plan":
        return _entero(contenido, analisis), ()
    limpio, avisos_de_limpieza = limpiar(contenido)
    if clase_de_datos == "filas":
        avisos_aparte = _lo_que_va_aparte(limpio)
        return renglones_de_contenido(limpio, analisis), (*avisos_de_limpieza, *avisos_aparte)
    from paac_reportes.datos_abiertos.paquete import paquete_de  # noqa: PLC0415

    avisos = list(avisos_de_limpieza)
    partes = paquete_de(limpio, en_archivo(limpio), avisos)
    return partes, tuple(avisos)


def _entero(contenido: Contenido, analisis: "Analisis | None") -> dict[str, Any]:
    """Todo un contenido como datos; el de un informe, si se puede hacer, con lo que recomienda."""
    if analisis is None or not isinstance(contenido, Plan):
        return en_archivo(contenido)
    from paac_reportes.analisis.revision import comprobar_que_hay_seguimientos  # noqa: PLC0415
    from paac_reportes.informe.propuestas import recomendaciones_de  # noqa: PLC0415

    try:
        comprobar_que_hay_seguimientos(analisis)
    except ErrorDeEntrada:  # no hay informe, y los datos salen igual
        return en_archivo(contenido)
    de_antes = {recomendacion.id for recomendacion in contenido.recomendaciones}
    nuevas = [r for r, _ in recomendaciones_de(analisis) if r.id not in de_antes]
    con_ellas = attrs.evolve(contenido, recomendaciones=(*contenido.recomendaciones, *nuevas))
    return en_archivo(con_ellas, analisis.corte)


def _lo_que_va_aparte(contenido: Contenido) -> Iterator[Aviso]:
    """Avisos de los datos que un contenido trae en otra tabla que la de sus filas."""
    for tema_aparte in temas_por_tabla(tema_de(contenido))[1:]:
        forma = forma_de_filas(tema_aparte)
        if cuantos := len(objetos_de(contenido, forma.raices[forma.de_corte])):
            son = "no va 1" if cuantos == 1 else f"no van {cuantos}"
            motivo = (
                f"de lo que se siguió en cada corte {son}: va en"
                f" {tema_aparte.en_abierto.tabla}.csv, en el paquete de datos (.zip)"
            )
            yield Aviso("lista_no_mostrada", tema_aparte.filas.por_corte or "", motivo)


def _de_filas_propias(pedido: Pedido, clase_de_datos: Datos, extension: str) -> DatosYAvisos:
    """Los renglones de unas filas propias; ``ErrorDeEntrada`` si en esa extensión no salen.

    ``clase_de_datos``: si la extensión guarda «filas», que es la que sirve, «plan» o «paquete».
    """
    filas, formato = pedido.filas, pedido.formato
    if not formato.es_de_filas or clase_de_datos != "filas":
        motivo = f"el .{extension} guarda un plan, no filas; use .csv o .xlsx"
        raise ErrorDeEntrada(Falla("tipo_no_admitido", "filas", motivo))
    tabla = None
    if isinstance(filas, Mapping):
        if len(filas) > 1:
            motivo = (
                f"el .{extension} guarda una tabla, y el reporte trae {len(filas)}"
                f" ({', '.join(filas)}); use .xlsx"
            )
            raise ErrorDeEntrada(Falla("tipo_no_admitido", "filas", motivo))
        ((tabla, filas),) = filas.items()
    from paac_reportes.composicion.tablas.reduccion import datos_pedidos  # noqa: PLC0415

    pide = () if filas else datos_pedidos(formato, tabla)  # sin filas, sus rótulos
    return renglones_de_filas(filas, pide), ()
