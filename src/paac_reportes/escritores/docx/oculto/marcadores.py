"""Los marcadores que no se ven, uno por fila con marca."""

from paac_reportes.maqueta.nodos import PREFIJO_DE_MARCA


class Marcadores:
    """Los del cuerpo de un documento: ni sus números ni sus nombres se repiten."""

    def __init__(self, primero: int) -> None:
        self._numero = primero
        self._veces: dict[str, int] = {}

    def xml(self, marca: str) -> str:
        """El de una fila; nada si no tiene marca."""
        if not marca:
            return ""
        numero = self._numero
        self._numero += 1
        self._veces[marca] = veces = self._veces.get(marca, 0) + 1
        nombre = f"{PREFIJO_DE_MARCA}{marca}{f'__{veces}' if veces > 1 else ''}"
        return (
            f'<w:bookmarkStart w:id="{numero}" w:name="{nombre}"/><w:bookmarkEnd w:id="{numero}"/>'
        )
