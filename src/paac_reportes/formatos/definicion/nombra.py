"""Nombres que los textos de un campo usan además de los de siempre: ``metadata=nombra("cada")``.

Vale para lo que el campo contiene, y se suma a lo que declara quien lo contiene. Lo que no declara
nada es una plantilla con las variables de cualquier texto: la entidad, la vigencia, las cifras.
"""

from typing import Any

NADA, SU_FILA, PAGINA, OTRA_PARTE = "nada", "fila", "pagina", "remision"
"""Se toma como está; los datos de su fila; el número de página; otra parte del documento."""
SU_TABLA = "tabla"
"""De quién es, según los bloques que escriben la tabla."""
SEGUN = ("cada", "hojas", "por", "por_corte")
"""Las claves del mismo objeto cuyo valor dice qué más se nombra."""


def nombra(*nombres: str) -> dict[str, Any]:
    """Metadata de un campo: qué variables nombran sus textos, además de las de siempre."""
    return {"nombra": nombres}


A_LA_LETRA = nombra(NADA)
