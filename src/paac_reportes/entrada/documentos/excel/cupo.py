"""Lo que se lee de un libro: lo que una persona llenaría, muchas veces, y no más."""

from paac_reportes.sistema import IlegibleError

_CELDAS = 150_000
_LUGARES = 2_000_000
_COTEJOS = 4_000_000


class Cupo:
    """Lo que le queda a un libro, sumadas sus hojas."""

    def __init__(self) -> None:
        self._celdas = _CELDAS
        self.lugares = _LUGARES
        """Las celdas, escritas o no, que caben en las rejillas."""
        self._cotejos = _COTEJOS

    def celdas(self, cuantas: int) -> None:
        """Descuenta celdas escritas; ``IlegibleError`` si no quedan."""
        self._celdas -= cuantas
        if self._celdas < 0:
            raise IlegibleError(
                f"tiene más de {_CELDAS} celdas escritas; deje en el libro sólo las hojas del plan"
            )

    def rejilla(self, lugares: int) -> None:
        """Descuenta los lugares de una rejilla; ``IlegibleError`` si no quedan."""
        self.lugares -= lugares
        if self.lugares < 0:
            raise IlegibleError(
                "tiene celdas escritas muy lejos unas de otras; deje junto lo que es del plan"
            )

    def cotejar(self, lugares: int) -> bool:
        """Si todavía se pueden mirar tantos lugares para combinarlos."""
        self._cotejos -= lugares
        return self._cotejos >= 0
