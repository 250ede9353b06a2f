"""Lo que el plan trae y el formato no muestra: se avisa, porque callarlo sería perderlo."""

import functools
import itertools
from collections import Counter
from collections.abc import Container, Iterable, Iterator
from datetime import date
from typing import Any

import attrs

from paac_reportes.composicion.firmas import elegir
from paac_reportes.composicion.tablas.filas import Contexto, contexto_de, filas_de
from paac_reportes.composicion.tablas.reparto import Reparto, repartir, son_del_plan
from paac_reportes.errores import Aviso
from paac_reportes.formatos.definicion.bloques import BloqueDeFormato
from paac_reportes.formatos.definicion.formato import Formato
from paac_reportes.formatos.definicion.recorridos import RECORRIDOS, Recorre
from paac_reportes.formatos.definicion.tablas import Seccion, TablaDeFormato
from paac_reportes.formatos.revision.textos import claves_de_textos
from paac_reportes.maqueta.nodos import Medio
from paac_reportes.modelo import Componente, Plan
from paac_reportes.textos.fechas import fecha_corta

_NO_SON_CELDAS = {"seguimientos", "actividades", "corte"}
"""Campos que no se muestran como tales: sus elementos son otras filas, o es el corte pedido."""


@attrs.define
class _Vista:
    """Una lista de un componente y los datos de sus filas que salen en alguna tabla."""

    seccion: Seccion
    contexto: Contexto
    datos: set[str] = attrs.Factory(set)


def avisos_de_cobertura(
    plan: Plan, formato: Formato, corte: date | None, medio: Medio
) -> Iterator[Aviso]:
    """Un aviso por cada cosa que no va a salir en ese medio."""
    compartidas = 0
    vistas: dict[tuple[int, Recorre], _Vista] = {}
    contextos = [contexto_de(plan, *suyo) for suyo in plan.tablas()]
    for reparto, suyos in _repartos(formato, medio, contextos, corte):
        for seccion in reparto.secciones:
            if RECORRIDOS[seccion.recorre].lista is None:
                continue
            for contexto in suyos:
                clave = (id(contexto["componente"]), seccion.recorre)
                vista = vistas.setdefault(clave, _Vista(seccion, contexto))
                vista.datos |= _datos_de(reparto.tabla)
                if _une_seguimientos(reparto.tabla):
                    compartidas += _sin_seguimiento(filas_de(seccion, contexto, corte))
    yield from _listas_sin_tabla(plan, formato, vistas)
    aparte = _datos_aparte(formato, medio)
    ocultos = Counter(
        dato
        for v in vistas.values()
        for dato in _ocultos(v, corte, aparte.get(v.seccion.recorre, set()))
    )
    if ocultos:
        lista = ", ".join(f"{dato} ({cuantas})" for dato, cuantas in sorted(ocultos.items()))
        yield Aviso("datos_no_mostrados", "", _no_muestra(formato, lista))
    if compartidas:
        yield Aviso(
            "celda_prestada",
            "",
            f"filas sin seguimiento que comparten la celda de la anterior: {compartidas}; donde no"
            " se haya reportado, este formato espera un guion",
        )
    yield from _del_plan(plan, formato, medio)
    yield from _del_corte(plan, corte)


def _listas_sin_tabla(
    plan: Plan, formato: Formato, recibidas: Container[tuple[int, Recorre]]
) -> Iterator[Aviso]:
    for recorre, recorrido in RECORRIDOS.items():
        if recorrido.lista is None:
            continue
        rutas = [
            ruta
            for ruta, componente in _componentes(plan)
            if getattr(componente, recorrido.lista) and (id(componente), recorre) not in recibidas
        ]
        if rutas:
            otras = f", ni otras {len(rutas) - 1} como ella" if len(rutas) > 1 else ""
            motivo = _no_muestra(formato, f"esta lista{otras}")
            yield Aviso("lista_no_mostrada", f"{rutas[0]}.{recorrido.lista}", motivo)


def _no_muestra(formato: Formato, que: str) -> str:
    return f"el formato {formato.codigo} no muestra {que}"


def _componentes(plan: Plan) -> Iterator[tuple[str, Componente]]:
    for i, dependencia in enumerate(plan.dependencias):
        for j, componente in enumerate(dependencia.componentes):
            yield f"dependencias[{i}].componentes[{j}]", componente
    for j, componente in enumerate(plan.componentes):
        yield f"componentes[{j}]", componente


def _repartos(
    formato: Formato, medio: Medio, contextos: list[Contexto], corte: date | None
) -> Iterator[tuple[Reparto, list[Contexto]]]:
    """Cada reparto de los bloques de un medio, con los componentes que comparten su tabla."""
    for bloque in formato.cuerpo:
        if bloque.tipo == "tabla" and medio in bloque.en:
            tablas = formato.tablas_de(bloque)
            if son_del_plan(tablas):
                continue
            juntos = [contextos] if bloque.cada == "plan" else _por_alcance(bloque.cada, contextos)
            for suyos in juntos:
                for reparto in repartir(tablas, suyos, corte):
                    yield reparto, suyos


def _por_alcance(cada: str, contextos: list[Contexto]) -> list[list[Contexto]]:
    """Los componentes que comparten tabla."""
    grupos = itertools.groupby(
        contextos, key=lambda uno: id(uno["dependencia" if cada == "dependencia" else "componente"])
    )
    return [list(grupo) for _, grupo in grupos]


def _ocultos(vista: _Vista, corte: date | None, aparte: set[str]) -> Iterator[str]:
    """Los datos que cada fila trae y no salen en ninguna tabla."""
    mostrados = vista.datos | aparte
    filas: list[Contexto] | None = None
    for raiz, clase in RECORRIDOS[vista.seccion.recorre].propias.items():
        ocultos = [campo for campo in _campos(clase) if f"{raiz}.{campo}" not in mostrados]
        if ocultos and filas is None:
            filas = list(filas_de(vista.seccion, vista.contexto, corte))
        for fila in filas if ocultos and filas else ():
            for campo in ocultos:
                if getattr(fila[raiz], campo, None) not in (None, "", ()):
                    yield f"{raiz}.{campo}"


def _datos_de(tabla: TablaDeFormato) -> set[str]:
    return {dato for columna in tabla.columnas for dato in columna.dato}


def _datos_aparte(formato: Formato, medio: Medio) -> dict[Recorre, set[str]]:
    """Lo que muestran de una lista las tablas que recorren sólo una parte de ella."""
    aparte: dict[Recorre, set[str]] = {}
    for bloque in formato.cuerpo:
        if bloque.tipo != "tabla" or medio not in bloque.en:
            continue
        for tabla in formato.tablas_de(bloque):
            for seccion in tabla.secciones:
                for entera, raiz in _PARTE_DE.get(seccion.recorre, ()):
                    datos = {dato for dato in _datos_de(tabla) if dato.startswith(f"{raiz}.")}
                    # De una evidencia se ve la evidencia; lo demás, sólo de quien la tiene.
                    if raiz == "evidencia":
                        datos = {"seguimiento.evidencias"} if "evidencia.texto" in datos else set()
                    aparte.setdefault(entera, set()).update(datos)
    return aparte


_PARTE_DE: dict[Recorre, tuple[tuple[Recorre, str], ...]] = {
    "subcomponentes": (("actividades", "subcomponente"),),
    "seguimientos": (("actividades", "seguimiento"),),
    "seguimientos_de_tramites": (("tramites", "seguimiento"), ("intercambios", "seguimiento")),
    "evidencias": (("actividades", "evidencia"),),
}
"""De qué listas es parte un recorrido, y de qué objeto muestra todos."""


@functools.cache
def _campos(clase: Any) -> tuple[str, ...]:
    return tuple(c.name for c in attrs.fields(clase) if c.name not in _NO_SON_CELDAS)


def _une_seguimientos(tabla: TablaDeFormato) -> bool:
    """Si una fila sin seguimiento comparte, en la tabla, la celda de la de arriba."""
    return any(
        columna.une == "blancos" and any(dato.startswith("seguimiento.") for dato in columna.dato)
        for columna in tabla.columnas
    )


def _sin_seguimiento(filas: Iterator[Contexto]) -> int:
    """Las filas sin seguimiento después de una que lo tiene."""
    despues = itertools.dropwhile(lambda fila: fila["seguimiento"] is None, filas)
    return sum(1 for fila in despues if fila["seguimiento"] is None)


def _del_plan(plan: Plan, formato: Formato, medio: Medio) -> Iterator[Aviso]:
    visibles = [bloque for bloque in formato.cuerpo if medio in bloque.en]
    recorridas = {
        seccion.recorre
        for bloque in visibles
        if bloque.tipo == "tabla"
        for tabla in formato.tablas_de(bloque)
        for seccion in tabla.secciones
    }
    hay_cambios = "cambios" in recorridas
    hay_firmas = "firmas" in recorridas or _firmas_visibles(plan, visibles) >= len(plan.firmas)
    for lista, se_muestra in (("control_cambios", hay_cambios), ("firmas", hay_firmas)):
        if getattr(plan, lista) and not se_muestra:
            yield Aviso("lista_no_mostrada", lista, _no_muestra(formato, "esta lista"))
    yield from _de_los_textos(plan, formato, claves_de_textos(formato, medio))
    por_componente = medio == "libro" and formato.libro.hojas == "componente"
    if por_componente and any(dependencia.componentes for dependencia in plan.dependencias):
        for indice, dependencia in enumerate(plan.dependencias):
            if not dependencia.componentes:
                motivo = "sin componentes no aparece en un libro de una hoja por componente"
                yield Aviso("dependencia_sin_hoja", f"dependencias[{indice}]", motivo)


def _de_los_textos(plan: Plan, formato: Formato, claves: set[str]) -> Iterator[Aviso]:
    if plan.textos and not claves:
        yield Aviso("texto_no_mostrado", "textos", _no_muestra(formato, "los textos de un informe"))
        return
    for clave in plan.textos:
        if clave not in claves:
            motivo = (
                f"{_no_muestra(formato, 'este texto')}; sus claves: {', '.join(sorted(claves))}"
            )
            yield Aviso("texto_no_mostrado", f"textos.{clave}", motivo)


def _firmas_visibles(plan: Plan, bloques: Iterable[BloqueDeFormato]) -> int:
    """Cuántas de las firmas del plan salen en algún bloque."""
    vistas = {
        id(firma)
        for bloque in bloques
        if bloque.tipo == "firmas" or (bloque.tipo == "parrafo" and bloque.cada == "firma")
        for firma in elegir(plan.firmas, bloque.roles)
    }
    return len(vistas)


def _del_corte(plan: Plan, corte: date | None) -> Iterator[Aviso]:
    cortes = plan.cortes()
    if corte is not None and cortes and corte not in cortes:
        hay = ", ".join(map(fecha_corta, cortes))
        yield Aviso(
            "corte_sin_seguimientos",
            "",
            f"ningún seguimiento tiene corte {fecha_corta(corte)}; los hay de: {hay}",
        )
