"""Los datos para otros programas: el esquema de un archivo."""

from typing import Any


def esquema() -> dict[str, Any]:
    """El JSON Schema (2020-12) de los datos de un plan, con cada dato descrito en español.

    Sirve para revisar un JSON o un YAML fuera de la biblioteca y para que un editor de texto
    complete sus claves. Lo que un esquema no sabe decir (un solo seguimiento por corte, que un día
    exista) lo dice ``plan_desde_datos``.
    """
    from paac_reportes.intercambio.datos_abiertos.esquema import esquema as de_las_clases

    return de_las_clases()
