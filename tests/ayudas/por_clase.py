"""De una prueba de muchos casos, cuáles se quedan donde se piensa: el primero de cada clase."""

from collections import defaultdict
from collections.abc import Mapping, Sequence


class CasosVistos:
    """Los valores que cada prueba ya mostró, en el orden en que pytest recoge sus casos."""

    def __init__(self) -> None:
        self._salieron: dict[tuple[str, ...], set[tuple[str, str]]] = defaultdict(set)

    def es_el_primero(
        self, prueba: str, argumentos: Sequence[str], valores: Mapping[str, object]
    ) -> bool:
        """Si alguno de esos argumentos trae un valor que la prueba no había mostrado.

        Sin argumentos, sólo el primer caso lo es.
        """
        suyos = {(argumento, repr(valores[argumento])) for argumento in argumentos} or {("", "")}
        salieron = self._salieron[prueba, *argumentos]
        nuevos = suyos - salieron
        salieron |= suyos
        return bool(nuevos)
