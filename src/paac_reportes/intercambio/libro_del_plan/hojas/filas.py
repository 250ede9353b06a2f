"""Las filas de las hojas de la matriz: lo que dice cada una, y lo que se anota de ella."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from paac_reportes.estructura.campos import campos_propios
from paac_reportes.intercambio.libro_del_plan import columnas as c
from paac_reportes.intercambio.libro_del_plan.columnas import NOTAS
from paac_reportes.intercambio.libro_del_plan.ejemplo import EJEMPLO
from paac_reportes.intercambio.libro_del_plan.hojas.tabla import Fila
from paac_reportes.modelo import (
    Actividad,
    Componente,
    Dependencia,
    FilaDeMatriz,
    Plan,
    Seguimiento,
    Tramite,
)

SUELTA = "seguimiento.evidencias#"
"""Una evidencia que no cabe en un renglón, con su número: tiene su columna."""


def filas_de_componentes(plan: Plan) -> Iterator[Fila]:
    """Una por componente, y una por dependencia que no tenga ninguno."""
    for dependencia, notas in _dependencias(plan):
        if not dependencia.componentes:
            yield {NOTAS: notas, **_de_la_dependencia(dependencia)}
        else:
            for fila, componente in _tablas_de(dependencia.componentes, notas):
                yield {**_de_la_dependencia(dependencia), **fila, **_de_la_tabla(componente)}
    for fila, componente in _tablas_de(plan.componentes, []):
        yield {**fila, **_de_la_tabla(componente)}


def _dependencias(plan: Plan) -> Iterator[tuple[Dependencia, list[str]]]:
    """Cada una; de la que se llama como otra anterior, cuál es."""
    veces: Counter[str] = Counter()
    for dependencia in plan.dependencias:
        yield dependencia, _cual("dependencia", veces[dependencia.nombre])
        veces[dependencia.nombre] += 1


def _cual(que: str, antes: int) -> list[str]:
    return [f"{que}#{antes}"] if antes else []


def _tablas(plan: Plan) -> Iterator[tuple[Fila, Componente]]:
    """Cada componente, con lo que dice cuál es."""
    for dependencia, notas in _dependencias(plan):
        for fila, componente in _tablas_de(dependencia.componentes, notas):
            yield {"dependencia.nombre": dependencia.nombre, **fila}, componente
    yield from _tablas_de(plan.componentes, [])


def _tablas_de(
    componentes: Iterable[Componente], notas: list[str]
) -> Iterator[tuple[Fila, Componente]]:
    veces: Counter[tuple[int | None, str | None]] = Counter()
    for componente in componentes:
        suyo = componente.numero, componente.nombre
        sin = ["sin_componente"] if suyo == (None, None) else []
        yield (
            {
                NOTAS: [*notas, *_cual("componente", veces[suyo]), *sin],
                "componente.numero": componente.numero,
                "componente.nombre": componente.nombre,
            },
            componente,
        )
        veces[suyo] += 1


def _de_la_dependencia(dependencia: Dependencia) -> Fila:
    return {
        "dependencia.nombre": dependencia.nombre,
        "dependencia.nombre_corto": dependencia.nombre_corto,
    }


def _de_la_tabla(componente: Componente) -> Fila:
    return {
        "componente.etiqueta_seguimiento": componente.etiqueta_seguimiento,
        **_de_extras("componente", componente),
    }


def filas_de_actividades(plan: Plan) -> Iterator[Fila]:
    """Una por actividad, y una por subcomponente que no tenga ninguna."""
    for fila, componente in _tablas(plan):
        veces: Counter[str | None] = Counter()
        for subcomponente in componente.subcomponentes:
            nombre = subcomponente.nombre
            notas = [*fila[NOTAS], *_cual("subcomponente", veces[nombre])]
            veces[nombre] += 1
            suya = {**fila, "subcomponente.nombre": nombre}
            if not subcomponente.actividades:
                yield {**suya, NOTAS: [*notas, "subcomponente"]}
            for actividad in subcomponente.actividades:
                yield _con(suya, notas, "actividad", actividad)


def filas_de_tramites(plan: Plan) -> Iterator[Fila]:
    """Una por trámite o intercambio."""
    for fila, componente in _tablas(plan):
        for nombre, lista in zip(
            c.ACTIVIDADES_O_TRAMITES.valores,
            (componente.tramites, componente.intercambios),
            strict=True,
        ):
            for tramite in lista:
                yield _con({**fila, "lista": nombre}, fila[NOTAS], "tramite", tramite)


def _con(fila: Fila, notas: list[str], raiz: str, suya: FilaDeMatriz) -> Fila:
    """La fila con lo de su actividad o trámite; que la hay se anota si no dice nada."""
    datos = _de_la_fila(raiz, suya)
    dice_algo = any(v not in (None, "") for d, v in datos.items() if d != NOTAS)
    # La que se llama como la de ejemplo también se anota: es del plan.
    se_anota = not dice_algo or datos.get("actividad.codigo") == EJEMPLO["actividad.codigo"]
    que_hay = [raiz] if se_anota else []
    return {**fila, **datos, NOTAS: [*notas, *que_hay, *datos.get(NOTAS, ())]}


def _de_la_fila(raiz: str, fila: FilaDeMatriz) -> Fila:
    """Lo suyo y lo de sus seguimientos; su orden y los que nada dicen van escondidos."""
    clase: type = Tramite if isinstance(fila, Tramite) else Actividad
    datos: Fila = {f"{raiz}.{campo}": getattr(fila, campo) for campo in campos_propios(clase)}
    datos |= _de_extras(raiz, fila)
    # Sólo se anotan los cortes que las columnas no dirían: en otro orden, o sin nada.
    cortes = [s.corte for s in fila.seguimientos]
    reportes = {s.corte: _del_seguimiento(s) for s in fila.seguimientos}
    callados = any(all(v in (None, "") for v in suyo.values()) for suyo in reportes.values())
    if callados or cortes != sorted(cortes):
        datos[NOTAS] = [f"seguimiento@{corte}" for corte in cortes]
    for corte, suyo in reportes.items():
        datos |= {f"{dato}@{corte.isoformat()}": valor for dato, valor in suyo.items()}
    return datos


def _del_seguimiento(seguimiento: Seguimiento) -> Fila:
    datos: Fila = {
        f"seguimiento.{campo}": getattr(seguimiento, campo)
        for campo in campos_propios(Seguimiento)
        if campo not in ("corte", "evidencias", "verificacion")
    }
    if seguimiento.estado is not None:
        datos["seguimiento.estado"] = _como_opcion(seguimiento.estado.value)
    verificacion = seguimiento.verificacion
    if verificacion is not None:
        datos["seguimiento.verificacion.resultado"] = _como_opcion(verificacion.resultado.value)
        datos["seguimiento.verificacion.nota"] = verificacion.nota
    return datos | _de_evidencias(seguimiento.evidencias) | _de_extras("seguimiento", seguimiento)


def _como_opcion(nombre: str) -> str:
    return nombre.replace("_", " ").capitalize()


def _de_evidencias(evidencias: tuple[str, ...]) -> Fila:
    """Una por renglón; las que no caben así, cada una en su columna."""
    if all(evidencia.splitlines() == [evidencia.strip()] for evidencia in evidencias):
        return {"seguimiento.evidencias": "\n".join(evidencias) or None}
    return {f"{SUELTA}{numero}": evidencia for numero, evidencia in enumerate(evidencias, 1)}


def _de_extras(raiz: str, objeto: Any) -> Fila:
    return {f"{raiz}.extras.{nombre}": valor for nombre, valor in objeto.extras.items()}
