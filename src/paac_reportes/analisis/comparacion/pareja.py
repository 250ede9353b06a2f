"""Una misma fila en dos cortes, o en dos planes: cómo iba, y qué dice ahora de otro modo."""

import functools
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Literal

import attrs

from paac_reportes.analisis.comparacion.emparejamiento import escritos_de
from paac_reportes.analisis.comparacion.palabras import Operacion, tramos_cambiados
from paac_reportes.analisis.filas.exigencia import falta_su_reporte
from paac_reportes.analisis.filas.filas import FilaAnalizada
from paac_reportes.analisis.plano import en_plano

ClaseDeCambio = Literal["código", "fecha", "responsable", "meta", "redacción"]

_CLASES: Mapping[str, ClaseDeCambio] = {
    "codigo": "código",
    "numero": "código",
    "fecha_programada": "fecha",
    "fecha_inicio": "fecha",
    "fecha_fin": "fecha",
    "fecha_implementacion": "fecha",
    "responsable": "responsable",
    "meta": "meta",
}
"""Qué cambia cuando cambia cada dato; los demás son sólo otra redacción."""


@attrs.frozen
class CambioDeTexto:
    """Un dato de una fila que se escribió de otro modo."""

    campo: str
    antes: str
    despues: str

    @property
    def clase(self) -> ClaseDeCambio:
        """Qué cambia con él."""
        return _CLASES.get(self.campo, "redacción")

    def palabras(self) -> Iterator[tuple[Operacion, str]]:
        """Los tramos del texto: lo que sigue igual, lo que se quitó y lo que se puso."""
        return tramos_cambiados(self.antes.split(), self.despues.split())


@attrs.frozen(eq=False, slots=False)
class Pareja:
    """La misma fila, antes y después."""

    antes: FilaAnalizada
    despues: FilaAnalizada
    trasladada: bool
    """Si está en otra dependencia, otro componente u otra lista de las suyas."""

    def __repr__(self) -> str:
        return f"<Pareja {self.antes.ruta} → {self.despues.ruta}>"

    @property
    def avances(self) -> tuple[Decimal | None, Decimal | None]:
        """El de antes y el de después; ``None``, el que se desconoce o no aplica."""
        viejo, nuevo = (fila.avance if fila.aplica else None for fila in (self.antes, self.despues))
        return viejo, nuevo

    @property
    def diferencia(self) -> Decimal | None:
        """Puntos de avance que subió (o bajó); ``None`` si falta alguno de los dos."""
        viejo, nuevo = self.avances
        return None if viejo is None or nuevo is None else nuevo - viejo

    @property
    def se_conocio(self) -> bool:
        """Si su avance se conoce ahora y antes no."""
        viejo, nuevo = self.avances
        return viejo is None and nuevo is not None

    @property
    def se_desconocio(self) -> bool:
        """Si su avance se conocía y ya no, aunque sigue aplicando."""
        viejo, nuevo = self.avances
        return viejo is not None and nuevo is None and self.despues.aplica

    @property
    def dejo_de_aplicar(self) -> bool:
        """Si salió de los denominadores."""
        return self.antes.aplica and not self.despues.aplica

    @property
    def callo(self) -> bool:
        """Si reportó en el período anterior y en este falta su reporte."""
        return self.antes.reportada and falta_su_reporte(self.despues)

    @functools.cached_property
    def textos(self) -> tuple[CambioDeTexto, ...]:
        """Los datos que cambiaron; las mayúsculas, las tildes y los espacios no son un cambio."""
        viejo, nuevo = self.antes.fila, self.despues.fila
        if viejo is nuevo:
            return ()
        antes, despues = dict(escritos_de(viejo)), dict(escritos_de(nuevo))
        pares = ((c, antes.get(c, ""), despues.get(c, "")) for c in antes | despues)
        return tuple(
            CambioDeTexto(campo, a, b)
            for campo, a, b in pares
            if a != b and en_plano(a) != en_plano(b)
        )

    def cambios(self, clase: ClaseDeCambio) -> tuple[CambioDeTexto, ...]:
        """Los datos que cambiaron de una clase."""
        return tuple(cambio for cambio in self.textos if cambio.clase == clase)
