"""Lo que se escribió: en archivos, o en memoria."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import attrs

from paac_reportes import clases
from paac_reportes.api.leida import cuadro_de_avisos
from paac_reportes.cuadros import Cuadro, SeMuestra, cuantos, en_miles
from paac_reportes.errores import Aviso

if TYPE_CHECKING:
    from paac_reportes.prueba.acta import Hecho


@clases.frozen(kw_only=True, slots=False)
class Guardado(SeMuestra):
    """Lo que se escribió: dónde, qué conviene revisar de ello y, de un reporte, su acta."""

    archivos: tuple[Path, ...]
    """Las rutas, en el orden en que se pidieron; lo que fue a un flujo no está."""
    avisos: tuple[Aviso, ...] = attrs.field(default=(), repr=cuantos)
    """Avisos de lo escrito, cada uno una vez."""
    _hacer_acta: "Callable[[], Hecho] | None" = attrs.field(default=None, repr=False, eq=False)

    @clases.propiedad_recordada
    def acta(self) -> "Hecho | None":
        """Acta de todo lo que se escribió; ``None`` si no es de un reporte."""
        return self._hacer_acta() if self._hacer_acta else None

    def _cuadro(self) -> Cuadro:
        """Cuadro con dónde quedó, y lo que conviene revisar."""
        rutas = ", ".join(map(str, self.archivos)) or "en un flujo"
        return cuadro_de_avisos(f"Guardado: {rutas}", self.avisos, f"Avisos: {len(self.avisos)}.")


@clases.frozen(kw_only=True, slots=False)
class Emision(SeMuestra):
    """Un reporte escrito en memoria."""

    contenido: bytes = attrs.field(repr=False)
    avisos: tuple[Aviso, ...] = attrs.field(default=(), repr=cuantos)
    """Avisos de componerlo y los de quien lo escribió."""
    tipo_mime: str
    nombre: str
    """Nombre que se propone para el archivo: ASCII, sin espacios, de hasta 120 letras."""
    _hacer_acta: "Callable[[], Hecho]" = attrs.field(repr=False, eq=False)

    @clases.propiedad_recordada
    def acta(self) -> "Hecho":
        """Acta de este archivo: el sha256 de sus bytes, y de qué salieron.

        Son las huellas de los datos y de la forma, el corte, las opciones, las versiones y las
        fuentes que los deciden.
        """
        return self._hacer_acta()

    def _cuadro(self) -> Cuadro:
        """Cuadro con qué es, cuánto pesa y lo que conviene revisar."""
        titulo = f"Emitido: {self.nombre}, {en_miles(len(self.contenido))} bytes"
        return cuadro_de_avisos(titulo, self.avisos, f"Avisos: {len(self.avisos)}.")
