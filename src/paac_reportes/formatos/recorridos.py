"""Lo que una sección de tabla puede recorrer, y los objetos que cada fila tiene a mano."""

from typing import Literal

import attrs

from paac_reportes.modelo import (
    Actividad,
    CambioDocumento,
    Componente,
    Dependencia,
    Entidad,
    Plan,
    Seguimiento,
    Subcomponente,
    Tramite,
)


@attrs.frozen
class Recorrido:
    """Una lista de los datos y las raíces que sus filas dan a los ``dato``."""

    lista: str
    propias: dict[str, type]
    """Los objetos de cada fila, además de los comunes."""
    dueno: Literal["componente", "plan"] = "componente"
    """De quién es la lista."""

    @property
    def raices(self) -> dict[str, type]:
        """Todos los objetos que una fila puede mostrar, por su nombre."""
        return _COMUNES | self.propias


_COMUNES: dict[str, type] = {
    "plan": Plan,
    "entidad": Entidad,
    "dependencia": Dependencia,
    "componente": Componente,
}
_DE_TRAMITE: dict[str, type] = {"tramite": Tramite, "seguimiento": Seguimiento}
_DE_ACTIVIDAD: dict[str, type] = {
    "subcomponente": Subcomponente,
    "actividad": Actividad,
    "seguimiento": Seguimiento,
}

RECORRIDOS = {
    "actividades": Recorrido("subcomponentes", _DE_ACTIVIDAD),
    "tramites": Recorrido("tramites", _DE_TRAMITE),
    "intercambios": Recorrido("intercambios", _DE_TRAMITE),
    "cambios": Recorrido("control_cambios", {"cambio": CambioDocumento}, "plan"),
}
