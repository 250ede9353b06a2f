"""De cuánto se reportó: la medida que siempre se conoce, y la que más sostienen los datos."""

from decimal import Decimal
from typing import Literal

from paac_reportes import clases
from paac_reportes.analisis.cifras import Cifras
from paac_reportes.analisis.filas import Filas
from paac_reportes.textos.valores import proporcion

Medida = Literal["avance", "cumplimiento", "cobertura"]

_LA_MITAD = 2
"""De lo que ya debía estar, la parte que hay que conocer para empezar por el cumplimiento."""


@clases.frozen
class FilasPorReporte:
    """Las filas que aplican, según lo que se escribió de ellas en el período: son todas."""

    reportadas: Filas
    con_guion: Filas
    """Sólo un guion o un «N/A»: se dijo que no había qué reportar."""
    sin_escribir: Filas
    sin_contar: Filas
    """Sólo dijeron que no aplican, ya terminadas."""

    @property
    def aplican(self) -> int:
        """Cuántas filas aplican en total."""
        return len(self.reportadas) + self.faltan

    @property
    def faltan(self) -> int:
        """De cuántas filas no cuenta ningún reporte."""
        return len(self.con_guion) + len(self.sin_escribir) + len(self.sin_contar)

    @property
    def parte(self) -> Decimal | None:
        """El porcentaje de filas de que se reportó, de 0 a 100; ``None`` si ninguna aplica."""
        return Decimal(100 * len(self.reportadas)) / self.aplican if self.aplican else None

    @property
    def parte_en_texto(self) -> str:
        """``68,7 %``: la parte que se reportó."""
        return proporcion(self.parte)


def reporte_de(cifras: Cifras) -> FilasPorReporte:
    """Las filas que aplican, según lo que se escribió de ellas en el período."""
    return FilasPorReporte(cifras.reportadas, cifras.con_guion, cifras.en_blanco, cifras.sin_contar)


def medida_mas_fuerte(cifras: Cifras) -> Medida:
    """La medida que va primero: el avance, si da zona; lo terminado, si se conoce; lo reportado."""
    if cifras.zona is not None:
        return "avance"
    cuenta = cifras.cumplimiento
    conocidas = cuenta.terminadas + len(cifras.todas_las_vencidas)
    if cuenta.terminadas and _LA_MITAD * conocidas >= cuenta.debian:
        return "cumplimiento"
    return "cobertura"
