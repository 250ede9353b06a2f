"""Un libro que volvió: sus filas, con lo que se ve en cada una y dónde está."""

from collections.abc import Mapping

import attrs

from paac_reportes.errores import Aviso
from paac_reportes.intercambio.captura.columnas import Columna, en_celda
from paac_reportes.intercambio.captura.huellas import Identificacion, Procedencia
from paac_reportes.intercambio.captura.reporte import Reporte
from paac_reportes.textos.valores import como_texto


@attrs.frozen(kw_only=True, eq=False)
class FilaDeLibro:
    """Una fila de la tabla de un libro."""

    libro: str
    lugar: str
    """``hoja «Actividades», fila 14``."""
    identificacion: Identificacion | None
    columnas: tuple[Columna, ...]
    """Las de su tabla."""
    vistos: Mapping[str, str]
    """Lo que se lee en las columnas cerradas, por su dato."""
    sobrantes: Mapping[str, str]
    """Lo que se lee en las que el libro no llevaba, por su rótulo."""
    lugares: Mapping[str, str]
    """La celda de cada dato."""
    reporte: Reporte

    def como_se_lee(self, reporte: Reporte) -> dict[str, str]:
        """Lo que dirían sus celdas abiertas con ese reporte, por su rótulo."""
        return {
            columna.rotulo: como_texto(en_celda(columna.campo, reporte))
            for columna in self.columnas
            if columna.abierta
        }


@attrs.frozen(kw_only=True, eq=False)
class LibroLeido:
    """Un libro entero."""

    nombre: str
    procedencia: Procedencia
    dependencia: int | None
    """La que dice su propiedad."""
    filas: tuple[FilaDeLibro, ...]
    avisos: tuple[Aviso, ...] = ()
