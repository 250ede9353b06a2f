"""Los nombres con que un enlace lleva a un lugar de la página, ninguno repetido."""

import re
import unicodedata

import attrs

_LARGO = 60


@attrs.frozen
class Anclas:
    """Las de una página, que se van dando."""

    _dadas: set[str] = attrs.Factory(set)

    def nueva(self, texto: str) -> str:
        """``Componente 1: Gestión`` → ``componente-1-gestion``; la segunda vez, con un ``-2``."""
        llano = unicodedata.normalize("NFKD", texto[: 2 * _LARGO]).encode("ascii", "ignore")
        corta = re.sub(r"[^a-z0-9]+", "-", llano.decode().lower())[:_LARGO].strip("-") or "parte"
        ancla, vez = corta, 1
        while ancla in self._dadas:
            vez += 1
            ancla = f"{corta}-{vez}"
        self._dadas.add(ancla)
        return ancla
