"""El filtro de una hoja de una sola tabla."""

from openpyxl.utils import get_column_letter

from paac_reportes.maqueta.hoja.hoja import Filtro


def rango_del_filtro(filtro: Filtro, columnas: int) -> str:
    """Sus celdas, de lado a lado: ``A5:H30``."""
    return f"A{filtro.desde}:{get_column_letter(columnas)}{filtro.hasta}"


def filtro_en_xml(filtro: Filtro, columnas: int) -> str:
    """``<autoFilter>``, sin botón en las columnas que no se pueden filtrar."""
    sin_boton = "".join(
        f'<filterColumn colId="{columna}" hiddenButton="1"/>'
        for columna in range(columnas)
        if columna not in filtro.columnas
    )
    return f'<autoFilter ref="{rango_del_filtro(filtro, columnas)}">{sin_boton}</autoFilter>'
