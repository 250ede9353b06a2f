"""Lo que se va encontrando al ver un documento y conviene decir."""

from paac_reportes.errores import Aviso

_MUCHOS = 20
"""Los avisos de una clase que se dicen uno por uno; de los demás, cuántos son."""


class Apuntes:
    """Avisos sin repetir, en el orden en que se hallaron."""

    def __init__(self) -> None:
        self._avisos: dict[Aviso, None] = {}
        self._veces: dict[str, int] = {}

    def anotar(self, codigo: str, lugar: str, mensaje: str) -> None:
        """Uno más; si de su clase hay muchos, sólo se cuenta."""
        aviso = Aviso(codigo, lugar, mensaje)
        if aviso in self._avisos:
            return
        veces = self._veces[codigo] = self._veces.get(codigo, 0) + 1
        if veces <= _MUCHOS:
            self._avisos[aviso] = None

    def avisos(self) -> tuple[Aviso, ...]:
        """Todos, y al final cuántos más hubo de cada clase."""
        resto = (
            Aviso(codigo, "", f"y {veces - _MUCHOS} más como los anteriores")
            for codigo, veces in self._veces.items()
            if veces > _MUCHOS
        )
        return (*self._avisos, *resto)
