"""Una columna por reconocer, los datos que puede traer y el que se entendió que trae."""

from datetime import date

import attrs

from paac_reportes.entrada.ajenos.columnas.cortes import CorteDicho
from paac_reportes.entrada.ajenos.columnas.vocabulario import Papel
from paac_reportes.entrada.documentos.visto import CeldaVista

DE_SEGUIMIENTO = "seguimiento."


@attrs.frozen(eq=False)
class ColumnaVista:
    """Una columna por reconocer."""

    indice: int
    """Su orden entre las de la tabla, que no es el de la cuadrícula si ocupa varias de ésta."""
    camino: tuple[str, ...]
    """Sus rótulos, de arriba abajo."""
    celdas: tuple[CeldaVista, ...]
    """Lo que trae, sin sus rótulos."""
    nombres: tuple[str, ...] = ()
    """Cómo la puede nombrar quien la pide."""
    fisica: int = 0
    """La primera que ocupa en la cuadrícula."""

    @property
    def rotulo(self) -> str:
        """Todo lo que dice."""
        return " ".join(self.camino)

    @property
    def escritas(self) -> list[CeldaVista]:
        """Las celdas que dicen algo."""
        return [celda for celda in self.celdas if celda.texto.strip()]


@attrs.frozen(kw_only=True)
class Asignada:
    """Lo que se entendió de una columna."""

    columna: ColumnaVista
    dato: tuple[str, ...] = ()
    corte: CorteDicho | None = None
    parecido: float = 0.0
    cercano: str = ""
    """El dato a que más se parece, si no basta para leerla así."""
    por: str = ""
    """Por qué se leyó así, si no fue por su rótulo."""
    dicho: bool = False
    """Si su corte lo dice el rótulo, o quien la pide."""
    repetida: bool = False
    """Si el dato que le toca ya lo trae otra."""

    @property
    def es_de_seguimiento(self) -> bool:
        """Si trae lo que se reporta en un corte."""
        return any(dato.startswith(DE_SEGUIMIENTO) for dato in self.dato)

    @property
    def dia(self) -> date | None:
        """El del corte que dice."""
        return self.corte.corte if self.corte else None


@attrs.frozen
class Candidata:
    """Un dato que una columna puede traer."""

    columna: int
    papel: Papel
    parecido: float
    total: float
    orden: int
