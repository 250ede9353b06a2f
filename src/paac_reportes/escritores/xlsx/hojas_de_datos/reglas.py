"""Lo que una hoja por llenar admite y lo que se pinta sola: validaciones y rellenos."""

from datetime import date
from decimal import Decimal
from typing import Literal

from openpyxl.formatting.rule import Rule
from openpyxl.styles import PatternFill
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from paac_reportes.escritores.xlsx.celdas.valores import dia_de_excel
from paac_reportes.escritores.xlsx.hojas_de_datos.listas import Listas
from paac_reportes.maqueta.hoja.de_datos import ColumnaDeDatos, HojaDeDatos
from paac_reportes.maqueta.hoja.llenado import Limites, Llenado, Opciones, Pintado, Regla

_CLASES: dict[str, Literal["whole", "decimal", "date", "textLength"]] = {
    "entero": "whole",
    "numero": "decimal",
    "fecha": "date",
    "letras": "textLength",
}
_LETRAS_DE_UN_TITULO = 32
_MAS_ABAJO = 500
"""Filas que, debajo de las preparadas, también validan lo que se les escriba."""


def poner_validaciones(excel: Worksheet, hoja: HojaDeDatos, listas: Listas, en: str) -> None:
    """La regla, la ayuda y el reproche de cada columna; ``en``, el nombre de la hoja de listas."""
    primera, ultima = filas_de_la_tabla(hoja)
    for letra, columna in con_letra(hoja):
        if columna.regla is None and not columna.ayuda:
            continue
        validacion = _validacion(
            columna.rotulo, columna.regla, columna.ayuda, columna.reproche, listas, en
        )
        validacion.add(f"{letra}{primera}:{letra}{ultima + _MAS_ABAJO}")
        excel.add_data_validation(validacion)
    letras = {columna.rotulo: letra for letra, columna in con_letra(hoja)}
    for celda in (hoja.llenado or Llenado()).celdas:
        validacion = _validacion(celda.columna, celda.regla, celda.ayuda, "", listas, en)
        validacion.add(f"{letras[celda.columna]}{primera + celda.fila}")
        excel.add_data_validation(validacion)


def filas_de_la_tabla(hoja: HojaDeDatos) -> tuple[int, int]:
    """La primera y la última de la hoja, con las preparadas."""
    llenado = hoja.llenado or Llenado()
    primera = llenado.fila_de_rotulos + 1
    return primera, max(primera + len(hoja.filas) + llenado.preparadas - 1, primera)


def con_letra(hoja: HojaDeDatos) -> list[tuple[str, ColumnaDeDatos]]:
    """Cada columna con la letra que la nombra."""
    return [(get_column_letter(n), columna) for n, columna in enumerate(hoja.columnas, 1)]


def _validacion(  # noqa: PLR0913, PLR0917 - lo que una validación dice
    rotulo: str, regla: Regla | None, ayuda: str, reproche: str, listas: Listas, en: str
) -> DataValidation:
    titulo = " ".join(rotulo.split())[:_LETRAS_DE_UN_TITULO]
    validacion = DataValidation(
        allow_blank=True,
        showInputMessage=bool(ayuda),
        prompt=ayuda or None,
        promptTitle=titulo if ayuda else None,
        showErrorMessage=regla is not None,
        error=reproche or None,
        errorTitle=titulo if reproche else None,
    )
    if isinstance(regla, Opciones):
        validacion.type, validacion.formula1 = "list", listas.formula(regla, en)
        validacion.errorStyle = "warning" if regla.otras else "stop"
    elif isinstance(regla, Limites):
        validacion.type = _CLASES[regla.clase]
        _limitar(validacion, regla)
    return validacion


def _limitar(validacion: DataValidation, limites: Limites) -> None:
    minimo, maximo = limites.minimo, limites.maximo
    if minimo is not None and maximo is not None:
        validacion.operator = "between"
        validacion.formula1, validacion.formula2 = _numero(minimo), _numero(maximo)
    elif minimo is not None:
        validacion.operator, validacion.formula1 = "greaterThanOrEqual", _numero(minimo)
    elif maximo is not None:
        validacion.operator, validacion.formula1 = "lessThanOrEqual", _numero(maximo)


def _numero(limite: int | Decimal | date) -> str:
    return str(dia_de_excel(limite) if isinstance(limite, date) else limite)


def poner_rellenos(excel: Worksheet, hoja: HojaDeDatos) -> None:
    """Los que aparecen y se van solos; sólo en las filas que ya son de alguien."""
    llenado = hoja.llenado or Llenado()
    primera = filas_de_la_tabla(hoja)[0] + len(llenado.ejemplos)
    ultima = primera + len(hoja.filas) - len(llenado.ejemplos) - 1
    if ultima < primera:
        return
    for pintado in llenado.pintados:
        letras = [letra for letra, columna in con_letra(hoja) if columna.rotulo in pintado.columnas]
        for letra in letras:
            regla = Rule(
                type="expression",
                formula=[_formula(pintado, letra, letras, primera)],
                dxf=DifferentialStyle(fill=PatternFill(bgColor=f"FF{pintado.relleno}")),
            )
            excel.conditional_formatting.add(f"{letra}{primera}:{letra}{ultima}", regla)


def _formula(pintado: Pintado, letra: str, letras: list[str], fila: int) -> str:
    if pintado.cuando == "falta":
        return f"LEN(TRIM({letra}{fila}))=0"
    llenas = ",".join(f"LEN(TRIM(${otra}{fila}))>0" for otra in letras)
    return f"AND({llenas})"
