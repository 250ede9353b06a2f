"""Con qué palabras se nombran unas filas: su sustantivo, su género y su número."""

from collections.abc import Sequence

import attrs

from paac_reportes.analisis.filas.filas import FilaAnalizada
from paac_reportes.textos.cifras import con_miles, lista

_CLASES = {
    "actividades": ("actividad", "actividades"),
    "tramites": ("trámite", "trámites"),
    "intercambios": ("intercambio de información", "intercambios de información"),
}
_MEZCLA = ("fila", "filas")
_CON_ARTICULO = {
    "actividades": "las actividades",
    "tramites": "los trámites",
    "intercambios": "los intercambios de información",
}


@attrs.frozen
class Palabras:
    """Las que concuerdan con unas filas; si son de varias clases, «filas»."""

    uno: str
    varios: str
    vocal: str

    @property
    def ninguno(self) -> str:
        """``ninguna`` o ``ninguno``."""
        return f"ningun{self.vocal}"

    @property
    def todos(self) -> str:
        """``todas`` o ``todos``."""
        return f"tod{self.vocal}s"

    def contar(self, numero: int) -> str:
        """``1 actividad``, ``3 trámites``."""
        return f"{con_miles(numero)} {self.uno if numero == 1 else self.varios}"

    def de_las(self, numero: int, total: int) -> str:
        """``3 de las 5``; ``la única``, si no hay más."""
        if total == 1:
            return self.las(1)
        return f"{con_miles(numero)} de {self.las(total)}"

    def cuantas(self, numero: int) -> str:
        """El número solo, como sujeto: ``ninguna``, ``1``, ``3``."""
        return con_miles(numero) if numero else self.ninguno

    def las(self, numero: int) -> str:
        """Con su artículo: ``la única``, ``los 3``."""
        if numero == 1:
            return "la única" if self.vocal == "a" else "el único"
        return f"{'las' if self.vocal == 'a' else 'los'} {con_miles(numero)}"

    def del_todo(self, numero: int) -> str:
        """Después de «de»: ``la única``, ``el único`` (con su contracción), ``las 3``."""
        return f"de {self.las(numero)}".replace("de el ", "del ")

    def son(self, numero: int, participio: str) -> str:
        """``3 terminadas``, ``1 vencido``: el participio sin su terminación, y cuántas."""
        return f"{self.cuantas(numero)} {participio}{self.vocal}{'s' if numero > 1 else ''}"


def palabras_de(filas: Sequence[FilaAnalizada]) -> Palabras:
    """Las que concuerdan con esas filas."""
    clases = {_clase(fila) for fila in filas} or {"actividades"}
    if len(clases) > 1:
        return Palabras(*_MEZCLA, "a")
    (clase,) = clases
    return Palabras(*_CLASES[clase], "a" if clase == "actividades" else "o")


def enumerar(filas: Sequence[FilaAnalizada]) -> str:
    """``107 actividades, 12 trámites y 3 intercambios de información``."""
    cuentas = {clase: sum(_clase(fila) == clase for fila in filas) for clase in _CLASES}
    partes = [
        Palabras(*_CLASES[clase], "").contar(cuantas)
        for clase, cuantas in cuentas.items()
        if cuantas
    ]
    return lista(partes) or "ninguna actividad"


def con_articulo(filas: Sequence[FilaAnalizada]) -> str:
    """``las actividades y los trámites``: las clases que hay."""
    hay = {_clase(fila) for fila in filas} or {"actividades"}
    return lista([como for clase, como in _CON_ARTICULO.items() if clase in hay])


def _clase(fila: FilaAnalizada) -> str:
    return fila.ruta.rpartition(".")[2].partition("[")[0]
