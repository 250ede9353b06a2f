"""Lo que el plan trae y el formato no muestra: se avisa, porque callarlo sería perderlo."""

import operator
from collections import Counter
from collections.abc import Iterator
from datetime import date

import attrs

from paac_reportes.errores import Falla
from paac_reportes.formatos.definicion import Formato
from paac_reportes.modelo import Actividad, Componente, Plan, Seguimiento, Tramite
from paac_reportes.textos.fechas import fecha_corta

_LISTAS = {"actividades": "subcomponentes", "tramites": "tramites", "intercambios": "intercambios"}
"""Por cada ``recorre`` de un formato, la lista del componente que lo alimenta."""

_OBJETOS: dict[str, type] = {
    "actividad": Actividad,
    "tramite": Tramite,
    "seguimiento": Seguimiento,
}
_NO_SE_ESCRIBEN = {"seguimientos", "corte"}


def avisos_de_cobertura(plan: Plan, formato: Formato, corte: date | None) -> Iterator[Falla]:
    """Un aviso por cada cosa que no va a salir: listas sin tabla, datos sin columna, un corte."""
    yield from _listas_sin_tabla(plan, formato)
    yield from _datos_sin_columna(plan, formato, corte)
    if formato.libro.hojas == "componente":
        for indice, dependencia in enumerate(plan.dependencias):
            if not dependencia.componentes:
                motivo = "sin componentes no aparece en un libro de una hoja por componente"
                yield Falla(f"dependencias[{indice}]", motivo)
    cortes = plan.cortes()
    if corte is not None and cortes and corte not in cortes:
        hay = ", ".join(map(fecha_corta, cortes))
        yield Falla("", f"ningún seguimiento tiene corte {fecha_corta(corte)}; los hay de: {hay}")


def _listas_sin_tabla(plan: Plan, formato: Formato) -> Iterator[Falla]:
    recorridas = {
        seccion.recorre
        for bloque in formato.cuerpo
        if bloque.tipo == "tabla"
        for nombre in bloque.tablas
        for seccion in formato.tablas[nombre].secciones
    }
    for ruta, componente in _componentes(plan):
        for recorre, lista in _LISTAS.items():
            if recorre not in recorridas and getattr(componente, lista):
                yield Falla(f"{ruta}.{lista}", f"el formato {formato.codigo} no los muestra")
    for lista in ("control_cambios", "firmas"):
        if getattr(plan, lista):
            yield Falla(lista, f"el formato {formato.codigo} no los muestra")


def _datos_sin_columna(plan: Plan, formato: Formato, corte: date | None) -> Iterator[Falla]:
    mostrados = {
        dato
        for tabla in formato.tablas.values()
        for columna in tabla.columnas
        for dato in columna.dato
    }
    ocultos = {
        clase: [
            (f"{raiz}.{campo.name}", operator.attrgetter(campo.name))
            for campo in attrs.fields(clase)
            if f"{raiz}.{campo.name}" not in mostrados and campo.name not in _NO_SE_ESCRIBEN
        ]
        for raiz, clase in _OBJETOS.items()
    }
    veces: Counter[str] = Counter()
    for objeto in _objetos(plan, corte):
        for dato, leer in ocultos[type(objeto)]:
            if leer(objeto) not in (None, "", ()):
                veces[dato] += 1
    if veces:
        lista = ", ".join(f"{dato} ({cuantas})" for dato, cuantas in sorted(veces.items()))
        yield Falla("", f"el formato {formato.codigo} no muestra: {lista}")


def _objetos(plan: Plan, corte: date | None) -> Iterator[Actividad | Tramite | Seguimiento]:
    for _, componente in plan.tablas():
        for fila in componente.filas():
            yield fila
            yield from (s for s in fila.seguimientos if s.corte == corte)


def _componentes(plan: Plan) -> Iterator[tuple[str, Componente]]:
    for i, dependencia in enumerate(plan.dependencias):
        for j, componente in enumerate(dependencia.componentes):
            yield f"dependencias[{i}].componentes[{j}]", componente
    for j, componente in enumerate(plan.componentes):
        yield f"componentes[{j}]", componente
