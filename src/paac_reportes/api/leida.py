"""Lectura de un archivo, y revisión de un contenido: lo que conviene revisar de él."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

import attrs

from paac_reportes import clases
from paac_reportes.cuadros import Cuadro, SeMuestra, cuantos, en_miles
from paac_reportes.errores import Aviso, ErrorDeEntrada, aviso_como_dato, como_falla
from paac_reportes.modelo.temas import ConContenido, Contenido_co

if TYPE_CHECKING:
    from paac_reportes.lectura.leido import ColumnaLeida
    from paac_reportes.vuelta.cambios import CambioLeido


def cuadro_de_avisos(
    titulo: str, avisos: Iterable[Aviso | tuple[str, str, str]], *notas: str
) -> Cuadro:
    """Cuadro con un título, lo que conviene revisar (o ya sus filas) y unas notas.

    Lo que se dice igual de varios lugares va una vez, con cuántas y el primero.
    """
    lugares: dict[tuple[str, str], list[str]] = {}
    for aviso in avisos:
        codigo, ruta, mensaje = (
            aviso if isinstance(aviso, tuple) else (aviso.codigo, aviso.ruta, aviso.mensaje)
        )
        lugares.setdefault((codigo, mensaje), []).append(ruta)
    filas = [
        (codigo, len(rutas), rutas[0], mensaje) for (codigo, mensaje), rutas in lugares.items()
    ]
    columnas = ("Código", "Veces", "Dónde, la primera", "Qué")
    return Cuadro(titulo=titulo, columnas=columnas, filas=filas, son="avisos", notas=notas)


@clases.frozen(kw_only=True)
class Lectura(ConContenido[Contenido_co], SeMuestra):
    """Lo leído de un archivo o de un documento: su contenido, y lo que conviene revisar."""

    contenido: Contenido_co
    """El plan o el mapa de riesgos."""
    avisos: tuple[Aviso, ...] = attrs.field(default=(), repr=cuantos)
    """Avisos de lo que cambió, y de lo que no se entendió y dónde.

    Lo que la matriz de otro dice en cada lugar de una duda está en su ``datos["lugares"]``.
    """
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
        dicho = {"Formato": self.formato, "Corte": self.corte}
        return cuadro_de_avisos(
            f"Leído: {repr(self.contenido).strip('<>')}",
            self.avisos,
            *(f"{que}: {valor}." for que, valor in dicho.items() if valor),
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

    avisos: tuple[Aviso, ...] = attrs.field(repr=cuantos)
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
        return {"pasa": self.pasa, "avisos": [*map(aviso_como_dato, self.avisos)]}

    def _cuadro(self) -> Cuadro:
        """Cuadro con lo grave primero, y lo demás."""
        graves = self.graves
        demas = [aviso for aviso in self.avisos if aviso.peso != "grave"]
        notas = (
            f"Graves: {len(graves)}; avisos en total: {len(self.avisos)}.",
            "Nada impide publicarlo." if self.pasa else "Corrija lo grave antes de publicarlo.",
        )
        return cuadro_de_avisos("Revisión", (*graves, *demas), *notas)
