"""Las hojas Componentes, Actividades y Trámites: la matriz del plan y sus seguimientos.

``hojas_de_matriz`` las hace, con sus columnas. Debajo, qué dice cada fila y qué se anota de ella,
cómo se arma una tabla del libro con lo que guarda escondido, y la fila que enseña a llenar: quien
la deja como está no pone un dato.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from enum import Enum
from itertools import cycle
from typing import Any

import attrs

from paac_reportes.errores import ErrorDeMaqueta
from paac_reportes.libros.plan import columnas as c
from paac_reportes.libros.plan.columnas import NOTAS, ColumnaDelLibro
from paac_reportes.maqueta.hojas_de_datos import (
    ColumnaDeDatos,
    HojaDeDatos,
    Llenado,
    Opciones,
    Renglon,
    Valor,
)
from paac_reportes.maqueta.medida.ajuste import CIFRAS_POR_CELDA
from paac_reportes.maqueta.medida.tipografia import Mm
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

Fila = dict[str, Any]
"""Lo que dice una fila, por el dato de su columna; en ``NOTAS``, lo que no cabe en ellas."""

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
    c.COMPONENTES: (
        Renglon(contenido="Componentes del plan", estilo="titulo"),
        Renglon(
            contenido="Una fila por componente; si el plan va por dependencias, una por cada"
            " dependencia y componente. Los nombres de aquí son los que se escogen en Actividades"
            " y Trámites.",
            estilo="nota",
        ),
    ),
    c.ACTIVIDADES: (
        Renglon(contenido="Actividades del plan y su seguimiento", estilo="titulo"),
        Renglon(
            contenido="Una fila por actividad; a la derecha, un grupo de columnas por corte. Puede"
            " ordenar, filtrar, insertar filas y mover columnas. En blanco es sin dato; un guion es"
            " un guion.",
            estilo="nota",
        ),
    ),
    c.TRAMITES: (
        Renglon(contenido="Racionalización de trámites y su seguimiento", estilo="titulo"),
        Renglon(contenido="Una fila por trámite; si no los hay, déjela en blanco.", estilo="nota"),
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
        con_regla(c.DE_LA_DEPENDENCIA, regla=_lista(oficinas)),
        numero,
        con_regla(nombre, regla=_lista(nombres)),
    )


def _lista(valores: tuple[str, ...]) -> Opciones | None:
    """La que propone los nombres que hay y deja escribir otros; ninguna si no caben en celdas."""
    return Opciones(valores=valores, otras=True) if valores else None


def _sin_lista(columnas: Iterable[ColumnaDelLibro]) -> Iterator[ColumnaDelLibro]:
    """Donde los nombres se escriben por primera vez no hay de dónde escoger."""
    for columna in columnas:
        es_texto = columna.clase == "texto"
        yield con_regla(columna, regla=None, ayuda="") if es_texto else columna


def _extras(plan: Plan, raiz: str) -> list[str]:
    suyos = (o.extras for suya, o in todo_lo_que_lleva_extras(plan) if suya == raiz)
    return list(dict.fromkeys(nombre for extras in suyos for nombre in extras))


def _de_cortes(
    plan: Plan, cortes: Sequence[date], filas: Sequence[Fila]
) -> Iterator[ColumnaDelLibro]:
    """Un grupo por corte: lo de siempre y lo demás que alguna fila de esta hoja traiga."""
    puestos = {dato for fila in filas for dato, valor in fila.items() if valor is not None}
    extras = con_extras("seguimiento", _extras(plan, "seguimiento"))
    for corte, tono in zip(cortes, cycle(_TONOS), strict=False):
        for columna in (*c.DE_SEGUIMIENTO, *extras):
            suya = c.en_corte(columna, corte, tono)
            if suya.dato in puestos or columna.dato in c.SIEMPRE:
                yield suya
        sueltas = (d for d in puestos if d.startswith(SUELTA) and d.endswith(f"@{corte}"))
        for dato in sorted(sueltas, key=_numero_de_suelta):
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
            fila |= _de_extras("componente", lugar.objeto)
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
            yield _con(suya, cual_es[lugar.dentro_de.ruta], "actividad", actividad)


def filas_de_tramites(plan: Plan) -> Iterator[Fila]:
    """Una por trámite o intercambio."""
    cual_es = _cual_es_cada_uno(plan)
    opciones = dict(
        zip(("tramites", "intercambios"), c.ACTIVIDADES_O_TRAMITES.valores, strict=True)
    )
    for lugar in recorrer(plan, Tramite):
        assert lugar.dentro_de is not None  # noqa: S101 - un trámite está en un componente
        suya = {**_de_que_componente(lugar), "lista": opciones[lugar.lista]}
        yield _con(suya, cual_es[lugar.dentro_de.ruta], "tramite", lugar.objeto)


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


def _con(fila: Fila, notas: list[str], raiz: str, suya: FilaDeMatriz) -> Fila:
    """La fila con lo de su actividad o trámite; que la hay se anota si no dice nada."""
    datos = _de_la_fila(raiz, suya)
    dice_algo = any(v not in (None, "") for d, v in datos.items() if d != NOTAS)
    # La que dice lo mismo que el ejemplo también se anota: es del plan.
    se_anota = not dice_algo or bool(restos_del_ejemplo(datos))
    que_hay = [raiz] if se_anota else []
    return {**fila, **datos, NOTAS: [*notas, *que_hay, *datos.get(NOTAS, ())]}


def _de_la_fila(raiz: str, fila: FilaDeMatriz) -> Fila:
    """Lo suyo y lo de sus seguimientos; su orden y los que nada dicen van escondidos."""
    datos = datos_en_celdas(raiz, fila)
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
    datos = datos_en_celdas("seguimiento", seguimiento)
    for aparte in ("corte", "evidencias", "verificacion"):
        datos.pop(f"seguimiento.{aparte}")
    if seguimiento.verificacion is not None:
        datos |= datos_en_celdas("seguimiento.verificacion", seguimiento.verificacion)
    return datos | _de_evidencias(seguimiento.evidencias) | _de_extras("seguimiento", seguimiento)


def datos_en_celdas(raiz: str, objeto: object) -> Fila:
    """Lo suyo, como va en sus celdas: una opción por su nombre, y una lista en renglones."""
    valores = {dato: getattr(objeto, dato.rpartition(".")[2]) for dato in CATALOGO.datos(raiz)}
    return {
        dato: "\n".join(valor) or None
        if isinstance(valor, tuple)
        else c.como_opcion(valor.value)
        if isinstance(valor, Enum)
        else valor
        for dato, valor in valores.items()
    }


def _de_evidencias(evidencias: tuple[str, ...]) -> Fila:
    """Una por renglón; las que no caben así, cada una en su columna."""
    if all(evidencia.splitlines() == [evidencia.strip()] for evidencia in evidencias):
        return {"seguimiento.evidencias": "\n".join(evidencias) or None}
    return {f"{SUELTA}{numero}": evidencia for numero, evidencia in enumerate(evidencias, 1)}


def _de_extras(raiz: str, objeto: Any) -> Fila:
    return {f"{raiz}.extras.{nombre}": valor for nombre, valor in objeto.extras.items()}


_OCULTO = Mm(20)


def hoja_de_tabla(
    nombre: str,
    columnas: Sequence[ColumnaDelLibro],
    filas: Sequence[Mapping[str, Any]],
    llenado: Llenado,
) -> HojaDeDatos:
    """La hoja de una tabla, con su columna oculta al final."""
    return HojaDeDatos(
        nombre=nombre,
        columnas=(
            *map(_columna, columnas),
            ColumnaDeDatos(rotulo=NOTAS, ancho=_OCULTO, oculta=True),
        ),
        filas=tuple(_celdas(fila, columnas) for fila in filas),
        llenado=llenado,
    )


def _columna(columna: ColumnaDelLibro) -> ColumnaDeDatos:
    return ColumnaDeDatos(
        rotulo=columna.rotulo,
        clase=columna.clase,
        ancho=columna.ancho,
        regla=columna.regla,
        ayuda=columna.ayuda,
        reproche=columna.reproche,
        abierta=True,
        tono=columna.tono,
    )


def _celdas(fila: Mapping[str, Any], columnas: Sequence[ColumnaDelLibro]) -> tuple[Valor, ...]:
    """Un valor por columna; lo que no tuviera columna se perdería, y es un defecto."""
    datos = [columna.dato for columna in columnas]
    if perdidos := [d for d, v in fila.items() if v is not None and d not in (*datos, NOTAS)]:
        raise ErrorDeMaqueta(f"el libro no tiene columna para {', '.join(perdidos)}")
    notas = [*fila.get(NOTAS, ()), *(dato for dato in datos if fila.get(dato) == "")]
    return (*(en_celda(fila.get(dato)) for dato in datos), "\n".join(notas) or None)


def en_celda(valor: Any) -> Valor:
    """El valor como va en su celda: un número que Excel cambiaría va como texto."""
    if isinstance(valor, Decimal):
        cifras = valor.as_tuple().digits
        es_exacto = len(cifras) <= CIFRAS_POR_CELDA and Decimal(repr(float(valor))) == valor
        return valor if es_exacto else f"{valor:f}"
    puesto: Valor = valor
    return puesto


def sin_repetir(columnas: Sequence[ColumnaDelLibro]) -> tuple[ColumnaDelLibro, ...]:
    """Cada columna una vez, por su dato."""
    return tuple({columna.dato: columna for columna in columnas}.values())


def con_extras(raiz: str, nombres: Sequence[str]) -> list[ColumnaDelLibro]:
    """Las columnas de los extras de una raíz; se llaman ``extras.riesgo_asociado``."""
    return [
        ColumnaDelLibro(dato=f"{raiz}.extras.{nombre}", rotulo=f"extras.{nombre}")
        for nombre in nombres
    ]


def con_regla(columna: ColumnaDelLibro, **cambios: Any) -> ColumnaDelLibro:
    """La misma columna, con lo que este plan le agrega."""
    return attrs.evolve(columna, **cambios)


EJEMPLO: dict[str, str] = {
    "actividad.codigo": "EJEMPLO",
    "actividad.descripcion": "Socializar la política de administración del riesgo",
    "actividad.meta": "Dos jornadas de socialización",
    "actividad.indicador": "Jornadas realizadas / jornadas programadas",
    "actividad.responsable": "Oficina de Planeación",
    "actividad.fecha_programada": "30/04 y 31/08",
}
"""Una actividad inventada, que está en las instrucciones; los libros de antes la traen de fila."""

SEGUIMIENTO_DE_EJEMPLO: dict[str, str | Decimal] = {
    "seguimiento.texto": "Se realizó la primera jornada, con 45 asistentes",
    "seguimiento.avance": Decimal(50),
    "seguimiento.estado": "En proceso",
    "seguimiento.evidencias": "Acta 012\nhttps://www.entidad.gov.co/actas/012",
}
_SOLO_DEL_EJEMPLO = {"actividad.codigo", "seguimiento.texto", "seguimiento.evidencias"}
_DE_CASUALIDAD = 2
"""Los datos de una actividad que pueden ser los del ejemplo sin que nadie lo haya copiado."""


def restos_del_ejemplo(datos: Mapping[str, Any]) -> list[str]:
    """Los datos de una fila que aún dicen lo del ejemplo; ninguno si es casualidad."""
    del_ejemplo: dict[str, Any] = {**EJEMPLO, **SEGUIMIENTO_DE_EJEMPLO}
    nombres = {dato: re.split("[@#]", dato, maxsplit=1)[0] for dato in datos}
    quedan = [
        dato
        for dato, valor in datos.items()
        if valor is not None and del_ejemplo.get(nombres[dato]) == valor
    ]
    suyos = {nombres[dato] for dato in quedan}
    es_suyo = suyos & _SOLO_DEL_EJEMPLO or len(suyos & EJEMPLO.keys()) > _DE_CASUALIDAD
    return quedan if es_suyo else []
