"""Los datos para otros programas: como van en cada archivo, y el esquema que los describe."""

from typing import TYPE_CHECKING, Any

from paac_reportes.api.planes import datos_de_archivo
from paac_reportes.errores import Aviso
from paac_reportes.modelo import Plan

if TYPE_CHECKING:
    from paac_reportes.escritores.registro import Datos


def esquema() -> dict[str, Any]:
    """El JSON Schema (2020-12) de los datos de un plan, con cada dato descrito en español.

    Sirve para revisar un JSON o un YAML fuera de la biblioteca y para que un editor de texto
    complete sus claves. Lo que un esquema no sabe decir (un solo seguimiento por corte, que un día
    exista) lo dice ``plan_desde_datos``.
    """
    from paac_reportes.intercambio.datos_abiertos.esquema import esquema as de_las_clases

    return de_las_clases()


def datos_abiertos(plan: Plan, cuales: "Datos") -> tuple[Any, tuple[Aviso, ...]]:
    """Lo que recibe quien escribe datos, y qué conviene revisar de ello.

    El plan va a la letra, que el JSON lo admite todo; un CSV, como los documentos, no lleva
    caracteres de control.
    """
    if cuales == "plan":
        return datos_de_archivo(plan), ()
    from paac_reportes.textos.limpieza import limpiar

    limpio, de_limpieza = limpiar(plan)
    if cuales == "filas":
        from paac_reportes.intercambio.datos_abiertos.tabla import tabla_abierta

        return tabla_abierta(limpio).renglones(), de_limpieza
    from paac_reportes.intercambio.datos_abiertos.paquete import paquete_de

    avisos = list(de_limpieza)
    partes = paquete_de(limpio, datos_de_archivo(limpio), avisos)
    return partes, tuple(avisos)
