"""Lectura de un archivo, y revisión de un contenido: lo que conviene revisar de él."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

import attrs

from paac_reportes import clases
from paac_reportes.cuadros import Cuadro, SeMuestra, en_miles
from paac_reportes.errores import Aviso, ErrorDeEntrada, como_falla
from paac_reportes.modelo import Plan
from paac_reportes.modelo.temas import ConContenido, Contenido_co

if TYPE_CHECKING:
    from paac_reportes.lectura.leido import ColumnaLeida
    from paac_reportes.vuelta.cambios import CambioLeido


def cuadro_de_avisos(
    titulo: str, avisos: Iterable[Aviso | tuple[str, str, str]], *notas: str
) -> Cuadro:
    """Cuadro con un título, lo que conviene revisar (o ya sus filas) y unas notas."""
    filas = [a if isinstance(a, tuple) else (a.codigo, a.ruta, a.mensaje) for a in avisos]
    columnas = ("Código", "Dónde", "Qué")
    return Cuadro(titulo=titulo, columnas=columnas, filas=filas, son="avisos", notas=notas)


@clases.frozen(kw_only=True)
class Lectura(ConContenido[Contenido_co], SeMuestra):
    """Lo leído de un archivo o de un documento: su contenido, y lo que conviene revisar."""

    contenido: Contenido_co
    """El plan o el mapa de riesgos."""
    avisos: tuple[Aviso, ...] = ()
    """Avisos de lo que cambió, y de lo que no se entendió y dónde."""
    formato: str | None = None
    """El código del formato en que está; ninguno si la matriz es de otro."""
    corte: date | None = None
    columnas: "tuple[ColumnaLeida, ...]" = attrs.field(default=(), repr=False)
    """Como qué se leyó cada columna, y cuánto se parece su rótulo al esperado."""
    lugares: Mapping[str, str] = attrs.field(factory=dict, repr=False)
    """De dónde salió cada dato: su ruta en el contenido → la celda."""
    _filas_sin_leer: int = attrs.field(default=0, repr=False)
    """Las filas del documento que parecen de datos y no quedaron en él."""
    _por_rotulos: bool = attrs.field(default=False, repr=False)
    """Si es de otro, y lo que es cada columna se supo por su rótulo o porque alguien lo dijo."""
    cambios: "tuple[CambioLeido, ...]" = attrs.field(default=(), repr=False)
    """Con ``plan=``, lo que alguien cambió en el documento: dónde, qué dato, y si se aplicó."""

    def _cuadro(self) -> Cuadro:
        """Resumen de lo leído para un cuaderno, con lo que conviene revisar."""
        es_un_plan = isinstance(self.contenido, Plan)
        sin_formato = "no es de los que se conocen" if es_un_plan else "no lleva"
        formato, corte = self.formato or sin_formato, self.corte or "ninguno"
        return cuadro_de_avisos(
            f"Leído: {repr(self.contenido).strip('<>')}",
            self.avisos,
            f"Formato: {formato}. Corte: {corte}.",
            f"Avisos: {en_miles(len(self.avisos))}; dudas: {en_miles(len(self.dudas))}.",
        )

    def sin_dudas(self) -> Contenido_co:
        """El contenido; ``ErrorDeEntrada`` con cada duda, si hay alguna."""
        if self.dudas:
            raise ErrorDeEntrada(map(como_falla, self.dudas))
        return self.contenido


@clases.frozen(kw_only=True)
class Revision(SeMuestra):
    """Lo que conviene corregir de un contenido."""

    avisos: tuple[Aviso, ...]
    """Todos, cada uno una vez: lo que dijo su lectura, si se dio ella, y lo que se ve en él."""

    @property
    def graves(self) -> tuple[Aviso, ...]:
        """Avisos de lo que impide publicarlo: una norma lo pide, o sin ello no se lo sigue."""
        return tuple(aviso for aviso in self.avisos if aviso.peso == "grave")

    @property
    def pasa(self) -> bool:
        """Si no trae nada grave."""
        return not self.graves

    def datos(self) -> dict[str, Any]:
        """Datos de la revisión, para escribirlos como JSON."""
        avisos = [
            {"codigo": a.codigo, "peso": a.peso, "ruta": a.ruta, "mensaje": a.mensaje}
            for a in self.avisos
        ]
        return {"pasa": self.pasa, "avisos": avisos}

    def _cuadro(self) -> Cuadro:
        """Cuadro con lo grave primero, y lo demás."""
        graves = self.graves
        demas = [aviso for aviso in self.avisos if aviso.peso != "grave"]
        notas = (
            f"Graves: {len(graves)}; avisos en total: {len(self.avisos)}.",
            "Nada impide publicarlo." if self.pasa else "Corrija lo grave antes de publicarlo.",
        )
        return cuadro_de_avisos("Revisión", (*graves, *demas), *notas)
