"""Los datos que una clase de la biblioteca y su modelo de Tryton comparten, por su nombre."""

import functools
import json

import attrs

import paac_reportes as paac
from trytond_paac.modelos.rotulos import parte_de

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
    paac.MapaDeRiesgos: "paac.mapa",
    paac.Proceso: "paac.proceso",
    paac.Riesgo: "paac.riesgo",
    paac.Causa: "paac.causa",
    paac.Control: "paac.control",
    paac.Accion: "paac.accion",
    paac.riesgos.SeguimientoDelMapa: "paac.mapa.seguimiento",
    paac.SeguimientoDeRiesgo: "paac.riesgo.seguimiento",
    paac.riesgos.ControlSeguido: "paac.control.seguido",
}
"""Un modelo por clase; lo que no está aquí se escribe con quien lo tiene."""

CLASES = {modelo: clase for clase, modelo in MODELOS.items()}

APARTE = frozenset(
    {
        *("componentes", "subcomponentes", "actividades", "tramites", "intercambios"),
        *("seguimientos", "corte", "evidencias", "verificacion"),
        *("entidad", "procesos", "riesgos", "causas", "controles", "acciones", "factores"),
        *("consecuencias", "control_cambios", "firmas"),
    }
)
"""Los que no son una columna: otra tabla, o dos columnas."""

PARTES = {
    paac.Riesgo: ("definicion", "inherente", "residual"),
    paac.Control: ("residual",),
    paac.SeguimientoDeRiesgo: ("verificacion", "materializacion", "valoracion"),
}
"""Los que son una columna por parte: ``inherente_zona``, y otra que dice si llegó sin ninguna."""

EN_JSON = frozenset({"textos", "cuestionario", "criterios", "causas_que_ataca"})
"""Los que van en una columna de texto, con las claves del contrato."""


@functools.cache
def columnas(clase):
    """Los nombres de los datos que son una columna de su modelo."""
    fuera = APARTE | {*PARTES.get(clase, ())}
    return tuple(c.name for c in attrs.fields(clase) if c.name not in fuera)


@functools.cache
def columnas_de_partes(clase):
    """Por cada dato que tiene partes, su clase y la columna de cada una."""
    return {
        dato: (parte, {c.name: f"{dato}_{c.name}" for c in attrs.fields(parte)})
        for dato in PARTES.get(clase, ())
        for parte in (parte_de(clase, dato),)
    }


@functools.cache
def todas(clase):
    """Las columnas de su modelo, con las de sus partes."""
    partes = columnas_de_partes(clase)
    de_ellas = [nombre for _, suyas in partes.values() for nombre in suyas.values()]
    return (*columnas(clase), *de_ellas, *(f"{dato}_en_blanco" for dato in partes))


def de_las_filas(clase, fila):
    """Los datos de un objeto que están en su fila: ``None`` es una celda en blanco."""
    siempre = sin_blanco(clase)
    valores = {c: "" if fila[c] is None and c in siempre else fila[c] for c in columnas(clase)}
    if "extras" in valores:
        valores["extras"] = dict(valores["extras"] or {})
    for dato in EN_JSON & valores.keys():
        valores[dato] = _de_json(dato, valores[dato])
    for dato, (parte, suyas) in columnas_de_partes(clase).items():
        dichos = {campo: fila[nombre] for campo, nombre in suyas.items()}
        se_dijo = any(dicho is not None for dicho in dichos.values())
        valores[dato] = parte(**dichos) if se_dijo or fila[f"{dato}_en_blanco"] else None
    return valores


def a_las_filas(objeto):
    """Lo que va en las columnas de un objeto."""
    clase = type(objeto)
    valores = {campo: getattr(objeto, campo) for campo in columnas(clase)}
    if "extras" in valores:
        valores["extras"] = dict(valores["extras"]) or None
    for dato in EN_JSON & valores.keys():
        suyo = valores[dato]
        valores[dato] = json.dumps(suyo, ensure_ascii=False) if suyo else None
    for dato, (_, suyas) in columnas_de_partes(clase).items():
        parte = getattr(objeto, dato)
        dichos = {nombre: getattr(parte, campo, None) for campo, nombre in suyas.items()}
        valores |= dichos
        en_blanco = parte is not None and all(dicho is None for dicho in dichos.values())
        valores[f"{dato}_en_blanco"] = en_blanco
    return {campo: getattr(valor, "value", valor) for campo, valor in valores.items()}


def _de_json(dato, texto):
    """Lo que dice su columna; ``ErrorDeEntrada`` si no se entiende."""
    vacio = () if dato == "causas_que_ataca" else {}
    if not (texto or "").strip():
        return vacio
    try:
        leido = json.loads(texto)
        if not isinstance(leido, list if vacio == () else dict):
            raise ValueError(texto)  # noqa: TRY004, TRY301 - se dice abajo, como lo demás
        return {int(n): suya for n, suya in leido.items()} if dato == "cuestionario" else leido
    except ValueError:
        esperado = "una lista de números" if vacio == () else "un objeto"
        motivo = f"se esperaba {esperado} de JSON, y no se pudo leer"
        raise paac.ErrorDeEntrada(paac.Falla("dato_invalido", dato, motivo)) from None


@functools.cache
def sin_blanco(clase):
    """Los que en la biblioteca son siempre un texto: su columna en blanco es el texto vacío."""
    return frozenset(c.name for c in attrs.fields(clase) if c.type is str)
