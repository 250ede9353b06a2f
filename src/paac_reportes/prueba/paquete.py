"""Las partes de un archivo de Office: su XML y a cuáles se refiere cada una."""

from collections.abc import Mapping

from paac_reportes.opc.clases import que_trae
from paac_reportes.opc.paquete import Comprimido, Partes, Relacion, principal
from paac_reportes.opc.xml import Elemento, R, S, W, arbol
from paac_reportes.sistema import IlegibleError

__all__ = ["Elemento", "Paquete", "R", "Relacion", "S", "W"]


class Paquete:
    """Un archivo ``.docx`` o ``.xlsx``; ``IlegibleError`` si no lo es o no se deja leer."""

    def __init__(self, contenido: bytes) -> None:
        comprimido = Comprimido(contenido)
        self._partes = Partes(comprimido)
        self.presupuesto = comprimido.presupuesto
        hallada = principal(self._partes)
        if hallada is None or hallada[1].tag not in {f"{W}document", f"{S}workbook"}:
            raise IlegibleError("archivo_de_otra_clase", que_trae(comprimido))
        self.principal, self.raiz = hallada

    @property
    def es_libro(self) -> bool:
        """Si es de Excel y no de Word."""
        return bool(self.raiz.tag == f"{S}workbook")

    def xml(self, parte: str) -> Elemento:
        """La raíz de una parte; una vacía, si no está."""
        if parte and parte in self._partes:
            return self._partes.raiz(parte)
        return arbol([_NADA], parte, self.presupuesto)

    def bytes_de(self, parte: str) -> bytes:
        """Los de una parte, que es un archivo; ninguno, si no está."""
        return b"".join(self._partes.trozos(parte)) if parte in self._partes else b""

    def relaciones(self, parte: str) -> Mapping[str, Relacion]:
        """Las de una parte, también las que llevan fuera, por su identificador."""
        return self._partes.todas_las_relaciones(parte)


_NADA = b"<nada/>"
