"""Los datos que una clase de la biblioteca y su modelo de Tryton comparten, por su nombre."""

import functools

import attrs

import paac_reportes as paac

MODELOS = {
    paac.Entidad: "paac.entidad",
    paac.Dependencia: "paac.dependencia",
    paac.Componente: "paac.componente",
    paac.Subcomponente: "paac.subcomponente",
    paac.Actividad: "paac.actividad",
    paac.Tramite: "paac.tramite",
    paac.Seguimiento: "paac.seguimiento",
    paac.CambioDocumento: "paac.plan.cambio",
    paac.Firma: "paac.plan.firma",
}
"""Un modelo por clase; lo que no está aquí se escribe con quien lo tiene."""

APARTE = frozenset(
    {
        *("componentes", "subcomponentes", "actividades", "tramites", "intercambios"),
        *("seguimientos", "corte", "evidencias", "verificacion"),
    }
)
"""Los que no son una columna: otra tabla, o dos columnas."""


@functools.cache
def columnas(clase):
    """Los nombres de los datos que son una columna de su modelo."""
    return tuple(c.name for c in attrs.fields(clase) if c.name not in APARTE)


@functools.cache
def sin_blanco(clase):
    """Los que en la biblioteca son siempre un texto: su columna en blanco es el texto vacío."""
    return frozenset(c.name for c in attrs.fields(clase) if c.type is str)
