"""Las hojas Componentes, Actividades y Trámites: la matriz del plan y sus seguimientos.

Ninguna otra cosa se llena así: una fila dice de qué componente es, y cada corte son columnas. Con
``hojas_de_matriz`` se hacen. Debajo, qué dice cada fila y qué se anota de ella.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from itertools import cycle

import attrs

from paac_reportes.libros.columnas import NOTAS, ColumnaDelLibro, como_se_ve
from paac_reportes.libros.plan import columnas as c
from paac_reportes.libros.tablas import (
    Fila,
    caben,
    con_extras,
    con_titulo,
    de_extras,
    hoja_de_tabla,
)
from paac_reportes.maqueta.hojas_de_datos import HojaDeDatos, Llenado, Opciones
from paac_reportes.modelo import (
    Actividad,
    Componente,
    Dependencia,
    FilaDeMatriz,
    Plan,
    Seguimiento,
    Subcomponente,
    Tramite,
)
from paac_reportes.modelo.catalogo import CATALOGO
from paac_reportes.modelo.filas import con_extras as todo_lo_que_lleva_extras
from paac_reportes.modelo.recorrer import Parada, hojas, recorrer

_FILAS_DE_SOBRA = 40
_TONOS = ("E2EFDA", "FCE4D6")
"""De los rótulos de un corte y del que sigue."""


def hojas_de_matriz(plan: Plan, cortes: Sequence[date]) -> tuple[HojaDeDatos, ...]:
    """Las tres, con una fila por renglón del plan y un grupo de columnas por corte."""
    actividades = list(filas_de_actividades(plan))
    tramites = list(filas_de_tramites(plan))
    comunes = _columnas_comunes(plan)
    return (
        hoja_de_tabla(
            c.COMPONENTES,
            (
                *_sin_lista(comunes),
                *c.DE_COMPONENTES,
                *con_extras("componente", _extras(plan, "componente")),
            ),
            list(filas_de_componentes(plan)),
            Llenado(arriba=_ARRIBA[c.COMPONENTES], preparadas=_FILAS_DE_SOBRA // 2),
        ),
        hoja_de_tabla(
            c.ACTIVIDADES,
            (
                *comunes,
                *c.DE_ACTIVIDADES,
                *con_extras("actividad", _extras(plan, "actividad")),
                *_de_cortes(plan, cortes, actividades),
            ),
            actividades,
            Llenado(
                arriba=_ARRIBA[c.ACTIVIDADES],
                preparadas=_FILAS_DE_SOBRA,
                fijas=len(comunes),
            ),
        ),
        hoja_de_tabla(
            c.TRAMITES,
            (
                *comunes,
                *c.DE_TRAMITES,
                *con_extras("tramite", _extras(plan, "tramite")),
                *_de_cortes(plan, cortes, tramites),
            ),
            tramites,
            Llenado(
                arriba=_ARRIBA[c.TRAMITES], preparadas=_FILAS_DE_SOBRA // 2, fijas=len(comunes)
            ),
        ),
    )


_ARRIBA = {
    c.COMPONENTES: con_titulo(
        "Componentes del plan",
        "Una fila por componente; si el plan va por dependencias, una por cada dependencia y"
        " componente. Los nombres de aquí son los que se escogen en Actividades y Trámites.",
    ),
    c.ACTIVIDADES: con_titulo(
        "Actividades del plan y su seguimiento",
        "Una fila por actividad; a la derecha, un grupo de columnas por corte. Puede ordenar,"
        " filtrar, insertar filas y mover columnas. En blanco es sin dato; un guion es un guion.",
    ),
    c.TRAMITES: con_titulo(
        "Racionalización de trámites y su seguimiento",
        "Una fila por trámite; si no los hay, déjela en blanco.",
    ),
}


def _columnas_comunes(plan: Plan) -> tuple[ColumnaDelLibro, ...]:
    """Las que dicen de qué tabla es cada fila, con los nombres que hay para escoger."""
    oficinas = tuple(dict.fromkeys(d.nombre for d in plan.dependencias if d.nombre.strip()))
    nombres = tuple(
        dict.fromkeys(k.nombre for _, k in plan.tablas() if k.nombre and k.nombre.strip())
    )
    numero, nombre = c.DEL_COMPONENTE
    return (
        attrs.evolve(c.DE_LA_DEPENDENCIA, regla=_lista(oficinas)),
        numero,
        attrs.evolve(nombre, regla=_lista(nombres)),
    )


def _lista(valores: tuple[str, ...]) -> Opciones | None:
    """La que propone los nombres que hay y deja escribir otros; ninguna si no caben en celdas."""
    return Opciones(valores=valores, otras=True) if valores else None


def _sin_lista(columnas: Iterable[ColumnaDelLibro]) -> Iterator[ColumnaDelLibro]:
    """Donde los nombres se escriben por primera vez no hay de dónde escoger."""
    for columna in columnas:
        es_texto = columna.clase == "texto"
        yield attrs.evolve(columna, regla=None, ayuda="") if es_texto else columna


def _extras(plan: Plan, raiz: str) -> list[str]:
    suyos = (o.extras for suya, o in todo_lo_que_lleva_extras(plan) if suya == raiz)
    return list(dict.fromkeys(nombre for extras in suyos for nombre in extras))


def _de_cortes(
    plan: Plan, cortes: Sequence[date], filas: Sequence[Fila]
) -> Iterator[ColumnaDelLibro]:
    """Un grupo por corte: lo de siempre y lo demás que alguna fila de esta hoja traiga."""
    puestos = {dato for fila in filas for dato, valor in fila.items() if valor is not None}
    extras = con_extras("seguimiento", _extras(plan, "seguimiento"))
    sueltas: dict[str, list[str]] = {}
    for dato in puestos:
        if dato.startswith(SUELTA):
            sueltas.setdefault(dato.rpartition("@")[2], []).append(dato)
    for corte, tono in zip(cortes, cycle(_TONOS), strict=False):
        for columna in (*c.DE_SEGUIMIENTO, *extras):
            suya = c.en_corte(columna, corte, tono)
            if suya.dato in puestos or columna.dato in c.SIEMPRE:
                yield suya
        for dato in sorted(sueltas.get(str(corte), ()), key=_numero_de_suelta):
            rotulo = f"Evidencia {_numero_de_suelta(dato)}"
            columna = ColumnaDelLibro(dato=dato.partition("@")[0], rotulo=rotulo)
            yield c.en_corte(columna, corte, tono)


def _numero_de_suelta(dato: str) -> int:
    return int(dato.removeprefix(SUELTA).partition("@")[0])


SUELTA = "seguimiento.evidencias#"
"""Una evidencia que no cabe en un renglón, con su número: tiene su columna."""


def filas_de_componentes(plan: Plan) -> Iterator[Fila]:
    """Una por componente, y una por dependencia que no tenga ninguno."""
    cual_es = _cual_es_cada_uno(plan)
    for lugar in hojas(recorrer(plan, Dependencia, Componente)):
        fila: Fila = {NOTAS: cual_es[lugar.ruta]}
        for raiz, objeto in lugar.objetos.items():
            fila |= datos_en_celdas(raiz, objeto)
        if isinstance(lugar.objeto, Componente):
            fila |= de_extras("componente", lugar.objeto)
        yield fila


def filas_de_actividades(plan: Plan) -> Iterator[Fila]:
    """Una por actividad, y una por subcomponente que no tenga ninguna."""
    cual_es = _cual_es_cada_uno(plan)
    for lugar in hojas(recorrer(plan, Subcomponente, Actividad)):
        subcomponente, actividad = (lugar.objetos.get(r) for r in ("subcomponente", "actividad"))
        suya = {**_de_que_componente(lugar), **datos_en_celdas("subcomponente", subcomponente)}
        if actividad is None:
            yield {**suya, NOTAS: [*cual_es[lugar.ruta], "subcomponente"]}
        else:
            assert lugar.dentro_de is not None  # noqa: S101 - una actividad está en un subcomponente
            yield _con_lo_de(suya, cual_es[lugar.dentro_de.ruta], "actividad", actividad)


def filas_de_tramites(plan: Plan) -> Iterator[Fila]:
    """Una por trámite o intercambio."""
    cual_es = _cual_es_cada_uno(plan)
    opciones = dict(
        zip(("tramites", "intercambios"), c.ACTIVIDADES_O_TRAMITES.valores, strict=True)
    )
    for lugar in recorrer(plan, Tramite):
        assert lugar.dentro_de is not None  # noqa: S101 - un trámite está en un componente
        suya = {**_de_que_componente(lugar), "lista": opciones[lugar.lista]}
        yield _con_lo_de(suya, cual_es[lugar.dentro_de.ruta], "tramite", lugar.objeto)


def _cual_es_cada_uno(plan: Plan) -> dict[str, list[str]]:
    """Por la ruta de lo que contiene filas, lo que su nombre no dice: cuál es de los iguales."""
    notas: dict[str, list[str]] = {"": []}
    veces: Counter[tuple[object, ...]] = Counter()
    for lugar in recorrer(plan, Dependencia, Componente, Subcomponente):
        raiz, objeto = lugar.contenido.raiz, lugar.objeto
        afuera = lugar.dentro_de.ruta if lugar.dentro_de else ""
        numero = getattr(objeto, "numero", None)
        iguales = afuera, raiz, numero, objeto.nombre
        suyas = notas[lugar.ruta] = [*notas[afuera]]
        if antes := veces[iguales]:
            suyas.append(f"{raiz}#{antes}")
        if raiz == "componente" and numero is None and objeto.nombre is None:
            suyas.append("sin_componente")
        veces[iguales] += 1
    return notas


def _de_que_componente(lugar: Parada) -> Fila:
    """Lo que dice de qué tabla es una fila."""
    componente, dependencia = lugar.objetos["componente"], lugar.objetos.get("dependencia")
    de_quien = {} if dependencia is None else {"dependencia.nombre": dependencia.nombre}
    return {
        **de_quien,
        "componente.numero": componente.numero,
        "componente.nombre": componente.nombre,
    }


def _con_lo_de(fila: Fila, notas: list[str], raiz: str, suya: FilaDeMatriz) -> Fila:
    """La fila con lo de su actividad o trámite; que la hay se anota si no dice nada."""
    datos = _de_la_fila(raiz, suya)
    dice_algo = any(v not in (None, "") for d, v in datos.items() if d != NOTAS)
    que_hay = [] if dice_algo else [raiz]
    return {**fila, **datos, NOTAS: [*notas, *que_hay, *datos.get(NOTAS, ())]}


def _de_la_fila(raiz: str, fila: FilaDeMatriz) -> Fila:
    """Lo suyo y lo de sus seguimientos; su orden y los que nada dicen van escondidos."""
    datos = datos_en_celdas(raiz, fila)
    datos |= de_extras(raiz, fila)
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
    datos = datos_en_celdas("seguimiento", seguimiento)
    for aparte in ("corte", "evidencias", "verificacion"):
        datos.pop(f"seguimiento.{aparte}")
    if seguimiento.verificacion is not None:
        datos |= datos_en_celdas("seguimiento.verificacion", seguimiento.verificacion)
    return datos | _de_evidencias(seguimiento.evidencias) | de_extras("seguimiento", seguimiento)


def datos_en_celdas(raiz: str, objeto: object) -> Fila:
    """Lo suyo, como va en sus celdas."""
    return {
        dato: como_se_ve(getattr(objeto, dato.rpartition(".")[2])) for dato in CATALOGO.datos(raiz)
    }


def _de_evidencias(evidencias: tuple[str, ...]) -> Fila:
    """Una por renglón; las que no caben así, cada una en su columna."""
    if caben(evidencias):
        return {"seguimiento.evidencias": "\n".join(evidencias) or None}
    return {f"{SUELTA}{numero}": evidencia for numero, evidencia in enumerate(evidencias, 1)}


EJEMPLO: dict[str, str] = {
    "actividad.codigo": "1.1",
    "actividad.descripcion": "Socializar la política de administración del riesgo",
    "actividad.meta": "Dos jornadas de socialización",
    "actividad.indicador": "Jornadas realizadas / jornadas programadas",
    "actividad.responsable": "Oficina de Planeación",
    "actividad.fecha_programada": "30/04 y 31/08",
}
"""Una actividad inventada, que está en las instrucciones."""

SEGUIMIENTO_DE_EJEMPLO: dict[str, str | Decimal] = {
    "seguimiento.texto": "Se realizó la primera jornada, con 45 asistentes",
    "seguimiento.avance": Decimal(50),
    "seguimiento.estado": "En proceso",
    "seguimiento.evidencias": "Acta 012\nhttps://www.entidad.gov.co/actas/012",
}
