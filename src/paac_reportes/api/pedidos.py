"""Pedir un reporte: sus argumentos, comprobados, y el informe anterior que nombran, leído."""

from datetime import date
from typing import TYPE_CHECKING

from paac_reportes.api.anterior import Anterior, con_el_anterior
from paac_reportes.api.reportes import Reporte, reporte_armado
from paac_reportes.estructura.corrientes import puerta
from paac_reportes.estructura.filas import Filas, Tablas
from paac_reportes.estructura.zonas import BOGOTA
from paac_reportes.modelo import Entidad, Metodologia
from paac_reportes.modelo.temas import Contenido
from paac_reportes.sistema import Carpeta

if TYPE_CHECKING:
    from paac_reportes.formatos.definicion.formato import Formato


@puerta
def reporte(  # noqa: PLR0913 - todas se dicen por su nombre
    plan: "Contenido | Entidad",
    formato: "str | Formato",
    *,
    corte: date | None = None,
    filas: Filas | Tablas | None = None,
    plantillas: Carpeta | None = None,
    metodologia: Metodologia | None = None,
    con_datos: bool = False,
    anterior: Anterior | None = None,
    zona: str = BOGOTA,
) -> Reporte:
    """El reporte de un plan o de un mapa de riesgos, por componer: no escribe nada.

    Tampoco avisa por ``warnings``. Un formato de mapa (``de = "mapa"``) muestra el que trae el plan
    o, si no lo trae, sale en blanco con su aviso; con un mapa solo, uno de plan falla con
    ``falta_el_plan``, salvo que algo suyo sea del mapa (``de_un_mapa``).

    ``formato`` es un código del catálogo (o de ``plantillas``, una carpeta con formatos propios) o
    un ``Formato``; de un código con varias versiones se usa la que rige en el corte. Sin ``corte``
    se usa el último con seguimientos. ``filas`` son las de un formato que recorre ``filas``: una
    lista de diccionarios o de objetos, o una tabla de pandas; de un formato que muestra varias
    (``de``), una de ésas por cada nombre: ``{"contratos": …, "pagos": …}``. Si sólo muestra eso, en
    lugar del plan basta la ``Entidad``. ``metodologia`` manda sobre la del plan y la del formato.
    Con ``con_datos`` el PDF lleva adentro el paquete de datos o, de unas filas, su CSV (PDF/A-3a).
    ``anterior`` es el plan con que se hizo el informe anterior, su archivo de datos o el documento
    que se emitió: las cifras anteriores de un informe son entonces las que él da, y se llaman
    publicadas. ``zona`` es la horaria en que un momento que la lleva, en el corte o en las filas,
    es un día.

    Lanza ``ErrorDeEntrada`` o ``ErrorDeFormato``; emitir puede lanzar además ``ErrorDeEntorno``.
    """
    return reporte_armado(
        plan,
        formato,
        corte=corte,
        filas=filas,
        plantillas=plantillas,
        metodologia=metodologia,
        con_datos=con_datos,
        zona=zona,
        leer_el_anterior=lambda eleccion: con_el_anterior(anterior, eleccion, metodologia),
    )
