"""Un reporte para mirarlo en un cuaderno."""

from html import escape

import attrs


@attrs.frozen
class Vista:
    """El reporte en HTML; un cuaderno de Jupyter lo muestra al ser el último valor de una celda."""

    html: str = attrs.field(repr=False)
    """La página completa."""
    alto: int = 480
    """Alto del recuadro, en píxeles."""

    def _repr_html_(self) -> str:
        # En su propio marco: los estilos del reporte no tocan los del cuaderno.
        return (
            f'<iframe srcdoc="{escape(self.html)}" sandbox title="Reporte"'
            f' style="width:100%;height:{self.alto}px;border:1px solid #ccc"></iframe>'
        )
