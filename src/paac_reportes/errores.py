"""Los errores de la biblioteca, por quien debe actuar.

ErrorPaac
├── ErrorDeEntrada    quien llena los datos
├── ErrorDeFormato    quien escribe plantillas/
├── ErrorDeEntorno    quien administra la máquina (un programa, un permiso, el disco)
└── ErrorDeMaqueta    nosotros: el árbol de maqueta salió mal

AvisoPaac             algo que conviene revisar y no impide el reporte (``warnings``)
"""

import sys
import warnings
from collections.abc import Iterable

import attrs


@attrs.frozen
class Falla:
    """Un problema: dónde está y qué llegó en lugar de qué.

    ``ruta`` sigue la forma ``dependencias[0].componentes[2].numero``; vacía si es de todo el dato.
    """

    ruta: str
    mensaje: str

    def __str__(self) -> str:
        return f"{self.ruta}: {self.mensaje}" if self.ruta else self.mensaje

    def dentro_de(self, ruta: str) -> "Falla":
        """La misma falla, vista desde el objeto que contiene a este."""
        return Falla(unir_ruta(ruta, self.ruta), self.mensaje)


def unir_ruta(base: str, resto: str) -> str:
    """Une dos trozos de ruta: ``a`` y ``b`` dan ``a.b``; ``a`` y ``[0]`` dan ``a[0]``."""
    return base + resto if not base or not resto or resto.startswith("[") else f"{base}.{resto}"


class ErrorPaac(Exception):
    """Raíz de los errores; ``fallas`` los trae todos, no sólo el primero."""

    def __init__(self, fallas: str | Falla | Iterable[Falla]) -> None:
        if isinstance(fallas, str):
            fallas = Falla("", fallas)
        self.fallas: tuple[Falla, ...] = (fallas,) if isinstance(fallas, Falla) else tuple(fallas)
        super().__init__(self.fallas)

    def __str__(self) -> str:
        return "\n".join(map(str, self.fallas))


class ErrorDeEntrada(ErrorPaac):
    """Los datos no cumplen el contrato; actúa quien los llena."""


class ErrorDeFormato(ErrorPaac):
    """Un formato está mal escrito o no existe; actúa quien escribe ``plantillas/``."""


class ErrorDeEntorno(ErrorPaac):
    """A la máquina le falta algo (un programa, un permiso, disco); actúa quien la administra."""


class ErrorDeMaqueta(ErrorPaac):
    """El árbol de maqueta es incoherente: es un defecto de la biblioteca o de un bloque."""


class AvisoPaac(UserWarning):
    """Algo para revisar que no impide el reporte; ``falla`` dice dónde y qué."""

    def __init__(self, falla: Falla) -> None:
        self.falla = falla
        super().__init__(str(falla))


def avisar(fallas: Iterable[Falla]) -> None:
    """Un ``AvisoPaac`` por falla, señalado en la línea que usa la biblioteca."""
    for falla in fallas:
        warnings.warn(AvisoPaac(falla), stacklevel=_hasta_quien_llama())


def _hasta_quien_llama() -> int:
    """Cuántos pasos hay de ``avisar`` a la línea que usa la biblioteca: esa señala el aviso."""
    nivel, marco = 1, sys._getframe(1)  # noqa: SLF001 - lo mismo que usa ``warnings``
    while marco.f_back and marco.f_globals.get("__name__", "").startswith("paac_reportes"):
        nivel, marco = nivel + 1, marco.f_back
    return nivel
