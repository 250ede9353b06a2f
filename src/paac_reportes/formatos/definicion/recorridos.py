"""Lo que una sección de tabla puede recorrer, y los objetos que cada fila tiene a mano."""

from typing import Any, Literal

import attrs

from paac_reportes.formatos.definicion.cifras import (
    Diferencia,
    FilaDeCifras,
    FilaDeCuenta,
    FilaSenalada,
)
from paac_reportes.formatos.normas import Norma
from paac_reportes.modelo import (
    Actividad,
    CambioDocumento,
    Componente,
    Dependencia,
    Entidad,
    Firma,
    Plan,
    Seguimiento,
    Subcomponente,
    Tramite,
)

Recorre = Literal[
    "actividades",
    "tramites",
    "intercambios",
    "subcomponentes",
    "seguimientos",
    "seguimientos_de_tramites",
    "evidencias",
    "dependencias",
    "componentes",
    "cambios",
    "firmas",
    "filas",
    "cifras_del_plan",
    "cifras_por_componente",
    "cifras_por_dependencia",
    "cifras_por_parte",
    "filas_por_estado",
    "filas_por_zona",
    "sin_reporte",
    "vencidas",
    "por_determinar",
    "en_blanco_bajo_reporte",
    "sin_dia_claro",
    "fechas_por_revisar",
    "sin_verificar",
    "por_aclarar",
    "diferencias",
    "normas",
]


@attrs.frozen
class Evidencia:
    """Una evidencia de un seguimiento, con su lugar en la lista."""

    numero: int
    texto: str


FILA_LIBRE = "fila"
"""La raíz de las filas que trae quien genera: sus datos no se conocen de antemano."""


@attrs.frozen
class Recorrido:
    """Una lista de los datos y las raíces que sus filas dan a los ``dato``."""

    propias: dict[str, type]
    """Los objetos de cada fila, además de los comunes."""
    dueno: Literal["componente", "plan"] = "componente"
    """De quién es la lista."""
    lista: str | None = None
    """La lista del componente que sus filas muestran entera, si lo hacen."""

    @property
    def raices(self) -> dict[str, type]:
        """Todos los objetos que una fila puede mostrar, por su nombre."""
        return _COMUNES | (_DEL_COMPONENTE if self.dueno == "componente" else {}) | self.propias


_COMUNES: dict[str, type] = {"plan": Plan, "entidad": Entidad}
_DEL_COMPONENTE: dict[str, type] = {"dependencia": Dependencia, "componente": Componente}
_DE_TRAMITE: dict[str, type] = {"tramite": Tramite, "seguimiento": Seguimiento}
_DE_ACTIVIDAD: dict[str, type] = {
    "subcomponente": Subcomponente,
    "actividad": Actividad,
    "seguimiento": Seguimiento,
}

RECORRIDOS: dict[Recorre, Recorrido] = {
    "actividades": Recorrido(_DE_ACTIVIDAD, lista="subcomponentes"),
    "tramites": Recorrido(_DE_TRAMITE, lista="tramites"),
    "intercambios": Recorrido(_DE_TRAMITE, lista="intercambios"),
    "subcomponentes": Recorrido({"subcomponente": Subcomponente}),
    "seguimientos": Recorrido(_DE_ACTIVIDAD),
    "seguimientos_de_tramites": Recorrido(_DE_TRAMITE),
    "evidencias": Recorrido(_DE_ACTIVIDAD | {"evidencia": Evidencia}),
    "dependencias": Recorrido({"dependencia": Dependencia}, "plan"),
    "componentes": Recorrido(_DEL_COMPONENTE, "plan"),
    "cambios": Recorrido({"cambio": CambioDocumento}, "plan"),
    "firmas": Recorrido({"firma": Firma}, "plan"),
    "filas": Recorrido({FILA_LIBRE: dict[str, Any]}, "plan"),
    "cifras_del_plan": Recorrido({"cifras": FilaDeCifras}, "plan"),
    "cifras_por_componente": Recorrido({"cifras": FilaDeCifras}, "plan"),
    "cifras_por_dependencia": Recorrido({"cifras": FilaDeCifras}, "plan"),
    "cifras_por_parte": Recorrido({"cifras": FilaDeCifras}, "plan"),
    "filas_por_estado": Recorrido({"cuenta": FilaDeCuenta}, "plan"),
    "filas_por_zona": Recorrido({"cuenta": FilaDeCuenta}, "plan"),
    "sin_reporte": Recorrido({"senalada": FilaSenalada}, "plan"),
    "vencidas": Recorrido({"senalada": FilaSenalada}, "plan"),
    "por_determinar": Recorrido({"senalada": FilaSenalada}, "plan"),
    "en_blanco_bajo_reporte": Recorrido({"senalada": FilaSenalada}, "plan"),
    "sin_dia_claro": Recorrido({"senalada": FilaSenalada}, "plan"),
    "fechas_por_revisar": Recorrido({"senalada": FilaSenalada}, "plan"),
    "sin_verificar": Recorrido({"senalada": FilaSenalada}, "plan"),
    "por_aclarar": Recorrido({"senalada": FilaSenalada}, "plan"),
    "diferencias": Recorrido({"diferencia": Diferencia}, "plan"),
    "normas": Recorrido({"norma": Norma}, "plan"),
}
