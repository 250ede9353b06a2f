"""Los estilos de la maqueta como formatos de celda del libro."""

import functools
from collections.abc import Collection

import attrs
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.worksheet.worksheet import Worksheet

from paac_reportes.maqueta.estilos import COLOR_DE_ENLACE, Estilo, letra_sobre

_HORIZONTALES = {
    "izquierda": "left",
    "centro": "center",
    "derecha": "right",
    "justificada": "justify",
}
_VERTICALES = {"arriba": "top", "centro": "center", "abajo": "bottom"}
_DE_TEXTO = "General"
_DE_ABAJO_ARRIBA = 90
"""Grados."""
_PASO_DE_SANGRIA = 13.5
"""Puntos: Excel corre el texto de a tres cifras de la letra normal, que es Arial 8."""


def _de_enlace(aspecto: Estilo) -> Estilo:
    """El mismo, del color de un enlace si sobre su relleno se lee."""
    legible = letra_sobre(aspecto.relleno, COLOR_DE_ENLACE) if aspecto.relleno else COLOR_DE_ENLACE
    return attrs.evolve(aspecto, color=legible)


class Formatos:
    """El número de formato de celda (``s``) de cada estilo, según lo que guarda la celda."""

    def __init__(
        self, estilos: dict[str, Estilo], hoja: Worksheet, abiertos: Collection[str] = ()
    ) -> None:
        """``abiertos``: los estilos de las celdas donde se escribe aunque la hoja se proteja."""
        self._hoja = hoja
        self.dato = {nombre: estilo.dato for nombre, estilo in estilos.items()}.__getitem__
        """Qué querría guardar una celda de un estilo."""
        self.de_texto = functools.cache(lambda nombre: self._registrar(estilos[nombre], _DE_TEXTO))
        """El formato cuando guarda el texto."""
        self.de_enlace = functools.cache(
            lambda nombre, *, como_formula: self._registrar(
                _de_enlace(estilos[nombre]), _DE_TEXTO, subraya=True, es_formula=como_formula
            )
        )
        """El formato cuando guarda un texto que lleva a una dirección."""
        self.de_valor = functools.cache(
            lambda nombre, muestra: self._registrar(
                estilos[nombre], muestra, abierta=nombre in abiertos
            )
        )
        """El formato cuando guarda un número o una fecha que se muestra así."""

    def _registrar(
        self,
        aspecto: Estilo,
        muestra: str,
        *,
        subraya: bool = False,
        es_formula: bool = False,
        abierta: bool = False,
    ) -> int:
        celda = WriteOnlyCell(self._hoja)
        # openpyxl dibuja en otra letra si no se le dan siempre nombre y tamaño.
        celda.font = Font(
            name=aspecto.familia,
            size=aspecto.tamano,
            bold=aspecto.negrita,
            italic=aspecto.cursiva,
            color=f"FF{aspecto.color}" if aspecto.color else None,
            underline="single" if subraya else None,
        )
        celda.alignment = Alignment(
            horizontal=_HORIZONTALES[aspecto.horizontal],
            vertical=_VERTICALES[aspecto.vertical],
            wrap_text=True,
            indent=round(aspecto.margen / _PASO_DE_SANGRIA),
            text_rotation=_DE_ABAJO_ARRIBA if aspecto.girado else 0,
        )
        if aspecto.relleno:
            celda.fill = PatternFill("solid", fgColor=f"FF{aspecto.relleno}")
        if aspecto.bordes:
            lado = Side(style="thin", color="FF000000")
            celda.border = Border(left=lado, right=lado, top=lado, bottom=lado)
        elif aspecto.raya:
            celda.border = Border(top=Side(style="thin", color="FF000000"))
        if abierta:
            celda.protection = Protection(locked=False)
        celda.number_format = muestra
        # Quien edite la celda en Excel no la vuelve fórmula ni número sin querer.
        celda.quotePrefix = muestra == _DE_TEXTO and not es_formula
        return int(celda.style_id)
