"""Qué listas de un plan son filas de otro modelo: una vez, para leerlas y para escribirlas."""

from typing import NamedTuple

import paac_reportes as paac
from trytond_paac.puente.campos import MODELOS


class Lista(NamedTuple):
    """Las filas de una lista: su modelo, el campo que nombra a quien las tiene y su clase."""

    modelo: str
    campo: str
    clase: type | None = None
    """``None``, si cada una es un texto."""


def _de(clase, campo):
    return Lista(MODELOS[clase], campo, clase)


LISTAS = {
    paac.Plan: {
        "control_cambios": _de(paac.CambioDocumento, "plan"),
        "firmas": _de(paac.Firma, "plan"),
        "dependencias": _de(paac.Dependencia, "plan"),
        "componentes": _de(paac.Componente, "plan"),
    },
    paac.Dependencia: {"componentes": _de(paac.Componente, "dependencia")},
    paac.Componente: {
        "subcomponentes": _de(paac.Subcomponente, "componente"),
        "tramites": _de(paac.Tramite, "componente"),
        "intercambios": _de(paac.Tramite, "componente"),
    },
    paac.Subcomponente: {"actividades": _de(paac.Actividad, "subcomponente")},
    paac.Actividad: {"seguimientos": _de(paac.Seguimiento, "actividad")},
    paac.Tramite: {"seguimientos": _de(paac.Seguimiento, "tramite")},
    paac.Seguimiento: {"evidencias": Lista("paac.evidencia", "seguimiento")},
    paac.MapaDeRiesgos: {
        "control_cambios": Lista("paac.mapa.cambio", "mapa", paac.CambioDocumento),
        "firmas": Lista("paac.mapa.firma", "mapa", paac.Firma),
        "seguimientos": _de(paac.riesgos.SeguimientoDelMapa, "mapa"),
        "procesos": _de(paac.Proceso, "mapa"),
    },
    paac.Proceso: {"riesgos": _de(paac.Riesgo, "proceso")},
    paac.Riesgo: {
        "factores": Lista("paac.riesgo.renglon", "riesgo"),
        "consecuencias": Lista("paac.riesgo.renglon", "riesgo"),
        "causas": _de(paac.Causa, "riesgo"),
        "controles": _de(paac.Control, "riesgo"),
        "acciones": _de(paac.Accion, "riesgo"),
        "seguimientos": _de(paac.SeguimientoDeRiesgo, "riesgo"),
    },
    paac.SeguimientoDeRiesgo: {
        "controles": _de(paac.riesgos.ControlSeguido, "seguimiento"),
        "evidencias": Lista("paac.riesgo.evidencia", "seguimiento"),
    },
}
CUAL = {"paac.tramite": "clase", "paac.riesgo.renglon": "lista"}
"""El campo en que una fila dice de cuál de las listas de quien la tiene es."""
CON_CORTE = frozenset({"paac.seguimiento", "paac.mapa.seguimiento", "paac.riesgo.seguimiento"})


def duenos(modelo):
    """Los campos con que una fila nombra a quien la tiene: primero, el más cercano."""
    todas = (lista for suyas in LISTAS.values() for lista in suyas.values())
    return tuple(dict.fromkeys(lista.campo for lista in todas if lista.modelo == modelo))[::-1]
