"""Las hojas de la matriz de un plan: sus columnas, y qué dice cada fila.

Ninguna otra cosa se llena así: una fila dice de qué componente es, y cada corte son columnas. Qué
hojas son lo declara el libro del plan; ``hoja_de_matriz`` hace una. Debajo, lo que se anota de cada
fila.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from itertools import cycle

import attrs

from paac_reportes.libros.columnas import NOTAS, ColumnaDelLibro, como_se_ve
from paac_reportes.libros.plan import columnas as c
from paac_reportes.libros.tablas import (
    Fila,
    con_extras,
    con_titulo,
    de_extras,
    hoja_de_tabla,
)
from paac_reportes.maqueta.hojas_de_datos import HojaDeDatos, LlenadoDeHoja, Opciones
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
from paac_reportes.modelo.filas import LISTAS_DE_LA_MATRIZ
from paac_reportes.modelo.filas import objetos_con_extras as todo_lo_que_lleva_extras
from paac_reportes.modelo.libro import Hoja
from paac_reportes.modelo.recorrer import Parada, hojas, recorrer

_TONOS = ("EEF2F6", "DCE6EF")
"""De los rótulos de un corte y del que sigue."""


def hoja_de_matriz(
    hoja: Hoja, plan: Plan, filas: Sequence[Fila], cortes: Sequence[date]
) -> HojaDeDatos:
    """Hoja de unas filas, con los extras que traiga el plan y un grupo de columnas por corte."""
    raiz = LISTAS_DE_LA_MATRIZ[hoja.lista]
    return hoja_de_tabla(
        hoja.nombre,
        (
            *_columnas(hoja, plan),
            *con_extras(raiz, _extras(plan, raiz)),
            *(_de_cortes(plan, cortes, filas) if hoja.por_corte else ()),
        ),
        filas,
        LlenadoDeHoja(
            arriba=con_titulo(hoja.titulo, hoja.arriba),
            preparadas=hoja.preparadas,
            fijas=hoja.fijas,
        ),
    )


def _columnas(hoja: Hoja, plan: Plan) -> Iterator[ColumnaDelLibro]:
    """Las suyas; las que dicen de qué tabla es una fila, con los nombres que hay para escoger."""
    componentes = (k.nombre for _, k in plan.tablas() if k.nombre)
    nombres = {
        "dependencia.nombre": (d.nombre for d in plan.dependencias),
        "componente.nombre": componentes,
    }
    for columna in c.DE_CADA_HOJA[hoja]:
        if columna.dato not in nombres:
            yield columna
        elif hoja is c.COMPONENTES:  # donde se escriben por primera vez no hay de dónde escoger
            yield attrs.evolve(columna, regla=None, ayuda="")
        else:
            hay = tuple(dict.fromkeys(n for n in nombres[columna.dato] if n.strip()))
            # Propone los que hay y deja escribir otros.
            regla = Opciones(valores=hay, otras=True) if hay else None
            yield attrs.evolve(columna, regla=regla)


def _extras(plan: Plan, raiz: str) -> list[str]:
    extras_de_la_raiz = (o.extras for suya, o in todo_lo_que_lleva_extras(plan) if suya == raiz)
    return list(dict.fromkeys(nombre for extras in extras_de_la_raiz for nombre in extras))


def _de_cortes(
    plan: Plan, cortes: Sequence[date], filas: Sequence[Fila]
) -> Iterator[ColumnaDelLibro]:
    """Un grupo por corte: lo de siempre y lo demás que alguna fila de esta hoja traiga."""
    datos_que_hay = {dato for fila in filas for dato, valor in fila.items() if valor is not None}
    extras = con_extras("seguimiento", _extras(plan, "seguimiento"))
    for corte, tono in zip(cortes, cycle(_TONOS), strict=False):
        for columna in (*c.DE_SEGUIMIENTO, *extras):
            columna_del_corte = c.en_corte(columna, corte, tono)
            if columna_del_corte.dato in datos_que_hay or columna.dato in c.SIEMPRE:
                yield columna_del_corte


def filas_de_componentes(plan: Plan, cual_es: Mapping[str, list[str]]) -> Iterator[Fila]:
    """Filas, una por componente, y una por dependencia que no tenga ninguno."""
    for lugar in hojas(recorrer(plan, Dependencia, Componente)):
        fila: Fila = {NOTAS: cual_es[lugar.ruta]}
        for raiz, objeto in lugar.objetos.items():
            fila |= _datos_en_celdas(raiz, objeto)
        if isinstance(lugar.objeto, Componente):
            fila |= de_extras("componente", lugar.objeto)
        yield fila


def filas_de_actividades(plan: Plan, cual_es: Mapping[str, list[str]]) -> Iterator[Fila]:
    """Filas, una por actividad, y una por subcomponente que no tenga ninguna."""
    for lugar in hojas(recorrer(plan, Subcomponente, Actividad)):
        subcomponente, actividad = (lugar.objetos.get(r) for r in ("subcomponente", "actividad"))
        fila = {**_de_que_componente(lugar), **_datos_en_celdas("subcomponente", subcomponente)}
        if actividad is None:
            yield {**fila, NOTAS: [*cual_es[lugar.ruta], "subcomponente"]}
        else:
            assert lugar.dentro_de is not None  # noqa: S101 - una actividad está en un subcomponente
            yield _con_lo_de(fila, cual_es[lugar.dentro_de.ruta], "actividad", actividad)


def filas_de_tramites(plan: Plan, cual_es: Mapping[str, list[str]]) -> Iterator[Fila]:
    """Filas, una por trámite o intercambio."""
    opciones = dict(
        zip(("tramites", "intercambios"), c.ACTIVIDADES_O_TRAMITES.valores, strict=True)
    )
    for lugar in recorrer(plan, Tramite):
        assert lugar.dentro_de is not None  # noqa: S101 - un trámite está en un componente
        fila = {**_de_que_componente(lugar), "lista": opciones[lugar.lista]}
        yield _con_lo_de(fila, cual_es[lugar.dentro_de.ruta], "tramite", lugar.objeto)


def cual_es_cada_uno(plan: Plan) -> dict[str, list[str]]:
    """Por la ruta de lo que contiene filas, lo que su nombre no dice: cuál es de los iguales."""
    notas: dict[str, list[str]] = {"": []}
    veces: Counter[tuple[object, ...]] = Counter()
    for lugar in recorrer(plan, Dependencia, Componente, Subcomponente):
        raiz, objeto = lugar.contenido.raiz, lugar.objeto
        afuera = lugar.dentro_de.ruta if lugar.dentro_de else ""
        numero = getattr(objeto, "numero", None)
        iguales = afuera, raiz, numero, objeto.nombre
        notas_del_lugar = notas[lugar.ruta] = [*notas[afuera]]
        if antes := veces[iguales]:
            notas_del_lugar.append(f"{raiz}#{antes}")
        if raiz == "componente" and numero is None and objeto.nombre is None:
            notas_del_lugar.append("sin_componente")
        veces[iguales] += 1
    return notas


def _de_que_componente(lugar: Parada) -> Fila:
    """Celdas que dicen de qué tabla es una fila."""
    componente, dependencia = lugar.objetos["componente"], lugar.objetos.get("dependencia")
    de_quien = {} if dependencia is None else {"dependencia.nombre": dependencia.nombre}
    return {
        **de_quien,
        "componente.numero": componente.numero,
        "componente.nombre": componente.nombre,
    }


def _con_lo_de(fila: Fila, notas: list[str], raiz: str, fila_de_matriz: FilaDeMatriz) -> Fila:
    """La fila con lo de su actividad o trámite; que la hay se anota si no dice nada."""
    datos = _de_la_fila(raiz, fila_de_matriz)
    dice_algo = any(v not in (None, "") for d, v in datos.items() if d != NOTAS)
    que_hay = [] if dice_algo else [raiz]
    return {**fila, **datos, NOTAS: [*notas, *que_hay, *datos.get(NOTAS, ())]}


def _de_la_fila(raiz: str, fila: FilaDeMatriz) -> Fila:
    """Celdas de una fila y de sus seguimientos; su orden y los que nada dicen, escondidos."""
    datos = _datos_en_celdas(raiz, fila)
    datos |= de_extras(raiz, fila)
    # Sólo se anotan los cortes que las columnas no dirían: en otro orden, o sin nada.
    cortes = [s.corte for s in fila.seguimientos]
    reportes = {s.corte: _del_seguimiento(s) for s in fila.seguimientos}
    callados = any(all(v in (None, "") for v in suyo.values()) for suyo in reportes.values())
    if callados or cortes != sorted(cortes):
        datos[NOTAS] = [f"seguimiento@{corte}" for corte in cortes]
    for corte, reporte in reportes.items():
        datos |= {f"{dato}@{corte.isoformat()}": valor for dato, valor in reporte.items()}
    return datos


def _del_seguimiento(seguimiento: Seguimiento) -> Fila:
    datos = _datos_en_celdas("seguimiento", seguimiento)
    for aparte in ("corte", "verificacion"):
        datos.pop(f"seguimiento.{aparte}")
    if seguimiento.verificacion is not None:
        datos |= _datos_en_celdas("seguimiento.verificacion", seguimiento.verificacion)
    return datos | de_extras("seguimiento", seguimiento)


def _datos_en_celdas(raiz: str, objeto: object) -> Fila:
    """Celdas de los datos de un objeto."""
    return {
        dato: como_se_ve(getattr(objeto, dato.rpartition(".")[2])) for dato in CATALOGO.datos(raiz)
    }


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
