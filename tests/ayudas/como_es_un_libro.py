"""Un libro de Excel como texto: lo que openpyxl ve en cada hoja, para compararlo con un dorado."""

import io
from collections.abc import Iterator
from typing import Any

import openpyxl

_DE_LA_VALIDACION = (
    *("type", "operator", "formula1", "formula2", "errorStyle", "errorTitle", "error"),
    *("promptTitle", "prompt"),
)


def como_es(libro: bytes) -> str:
    """Hoja por hoja: cómo se muestra, sus columnas, sus celdas, qué admiten y qué se pinta."""
    abierto = openpyxl.load_workbook(io.BytesIO(libro))
    renglones = [f"{nombre} = {valor.attr_text}" for nombre, valor in abierto.defined_names.items()]
    for hoja in abierto.worksheets:
        renglones += ["", *_hoja(hoja)]
    return "\n".join(renglones).strip() + "\n"


def _hoja(hoja: Any) -> Iterator[str]:
    yield f"== {hoja.title} ({hoja.sheet_state}) {hoja.dimensions}"
    yield _dichos(
        inmovil=hoja.freeze_panes,
        filtro=hoja.auto_filter.ref,
        protegida=hoja.protection.sheet,
        combinadas=sorted(map(str, hoja.merged_cells.ranges)),
        repetidas=hoja.print_title_rows,
        apaisada=hoja.page_setup.orientation,
    )
    for letra, columna in hoja.column_dimensions.items():
        yield f"columna {letra}: {columna.width:.2f}{' oculta' * columna.hidden}"
    for fila in hoja.iter_rows():
        alto = hoja.row_dimensions[fila[0].row].height
        if alto is not None:
            yield f"fila {fila[0].row}: {alto:.2f}"
        yield from (_celda(celda) for celda in fila if celda.value is not None)
    yield from sorted(map(_validacion, hoja.data_validations.dataValidation))
    for rango in hoja.conditional_formatting:
        for regla in rango.rules:
            yield f"se pinta {rango.sqref}: {regla.formula} {regla.dxf.fill.bgColor.rgb}"


def _celda(celda: Any) -> str:
    letra, lugar = celda.font, celda.alignment
    aspecto = _dichos(
        negrita=letra.b,
        cursiva=letra.i,
        letra=letra.sz,
        color=letra.color.rgb if letra.color else None,
        fondo=celda.fill.fgColor.rgb if celda.fill.fill_type else None,
        numero=celda.number_format if celda.number_format != "General" else None,
        alineada=lugar.horizontal,
        abierta=not celda.protection.locked,
    )
    return f"{celda.coordinate}: {celda.value!r} [{aspecto}]"


def _validacion(regla: Any) -> str:
    dichas = {nombre: getattr(regla, nombre) for nombre in _DE_LA_VALIDACION}
    return f"se admite en {regla.sqref}: {_dichos(**dichas, se_exige=regla.showErrorMessage)}"


def _dichos(**valores: Any) -> str:
    return ", ".join(f"{nombre} {valor}" for nombre, valor in valores.items() if valor)
