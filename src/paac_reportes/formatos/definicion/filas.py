"""Las filas de una tabla y los objetos que cada una tiene a mano.

Primero los renglones que un informe recorre y no están en el plan: salen de analizarlo. De dónde
sale cada fila lo dicen los recorridos (``recorridos``), y cómo se saca, ``composicion.tablas``.
"""

import functools
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import attrs

from paac_reportes import clases
from paac_reportes.maqueta.contenido import ConTramos
from paac_reportes.modelo import (
    Actividad,
    Componente,
    Dependencia,
    Entidad,
    Plan,
    Recomendacion,
    Seguimiento,
    Subcomponente,
    Tramite,
)
from paac_reportes.modelo.recorrer import Parada


@clases.frozen(kw_only=True)
class FilaDeCifras:
    """Cifras redactadas de una parte del plan, con su base: un porcentaje nunca va solo."""

    nombre: str
    filas: int
    aplican: int
    reportadas: int
    """Filas de las que se reportó algo en el período."""
    con_avance: int
    """Filas que aplican y cuyo avance se conoce."""
    arrastradas: int
    """De esas, las que lo traen de un corte anterior."""
    base: str
    """``41 de 121``."""
    cumplidas: int
    en_proceso: int
    sin_avance: int
    no_aplican: int
    declaradas_sin_reporte: int
    sin_estado: int
    """Filas que nunca declararon estado."""
    exigibles: int
    sin_reporte: int
    """Las exigibles de las que en el período no se reportó nada."""
    vencidas: int
    vencidas_sin_reporte: int
    por_determinar: int
    al_dia_sin_reporte: int
    """Filas que cerraron sus días hasta un corte y de las que después nada se reportó."""
    en_blanco_bajo_reporte: int
    terminadas: int
    """De las que ya debían estarlo."""
    debian: int
    """Aquellas cuyo último día es el corte o uno anterior."""
    avance: str
    """``85,5 %``, o ``sin dato``."""
    zona: str
    """Su nombre, ``sin zona`` si la base no alcanza, o ``sin dato`` si nada se conoce."""
    del_periodo: str
    """Cambio desde el corte anterior, en puntos, o ``sin dato``."""
    con_reporte: int
    """De las que aplican, aquellas de las que se reportó algo en el período."""
    cobertura: str
    """``68,65 %``: las que se reportaron, entre las que aplican; ``—`` si ninguna aplica."""


@clases.frozen(kw_only=True)
class FilaDeMedida:
    """Una cifra del resumen, con lo que hace falta para no leerla sola."""

    nombre: str
    cifra: str
    base: str
    """Sobre qué se sacó."""
    alarma: bool = False
    """Si cuenta lo que salió mal."""


@clases.frozen(kw_only=True)
class FilaDeParte:
    """Una dependencia o un componente: lo que debía estar terminado, y cómo está."""

    nombre: str
    debian: int
    """Aquellas cuyo último día es el corte o uno anterior: se reparten en las tres que siguen."""
    como_estan: ConTramos
    """La barra: un pedazo por cada una de esas tres."""
    terminadas: int
    vencidas: int
    """Se declararon sin terminar, o nada se dijo de ellas."""
    vencidas_sin_reporte: int
    """De las vencidas, aquellas de que nada se dijo."""
    vencidas_con_reporte: int
    no_se_sabe: int
    terminadas_de: str
    """``9 de 18``."""
    reportaron: str
    """``10 de 41``: de las que aplican, aquellas de las que se reportó algo en el período."""
    reportadas: int
    aplican: int
    """Las dos cuentas de ``reportaron``."""
    avance: str
    """``89,8 %`` y, debajo, de cuántas se conoce."""
    dice: str
    """Lo que más pesa, con el nombre de lo vencido."""


@clases.frozen(kw_only=True)
class FilaPorVencer:
    """Vencimiento de una dependencia, o de un componente, antes del próximo corte."""

    nombre: str
    cuantas: int
    desde: str
    """Su primer día, después del corte."""
    cuales: str
    """Por su nombre; de cuatro o más, las dos primeras."""


@clases.frozen(kw_only=True)
class FilaDeLista:
    """Una de las filas que cuenta un número del informe."""

    nombre: str
    """La cuenta, con las palabras con que se imprime."""
    letra: str
    """La de esa cuenta en la matriz; en blanco si no lleva."""
    dependencia: str | None
    componente: str
    """Su número; su nombre, si no lo tiene."""
    subcomponente: str | None
    codigo: str | None
    texto: str
    clase: str
    """Cómo está: ``terminada``, ``vencida``, ``por determinar``…"""
    estado: str
    """El que declaró; en blanco si ninguno."""
    ultimo_dia: date | None
    dias: int | None
    """Los que van desde ese día hasta el corte; en blanco si no ha llegado."""
    antes: Decimal | None
    """El avance que se conocía en el corte anterior."""
    avance: Decimal | None
    """El que se conoce, sin redondear."""
    detalle: str
    """Lo que hay que saber de ella en esa cuenta: lo que se contradice, lo que era y lo que es."""


@clases.frozen(kw_only=True)
class FilaSenalada:
    """Una actividad o un trámite que el informe señala."""

    codigo: str | None
    texto: str | None
    dependencia: str | None
    componente: str
    responsable: str | None
    fecha: str | None
    seguimiento: str | None
    avance: str
    """``40 %``; en blanco si no se conoce."""
    estado: str
    motivo: str
    """Por qué se señala: su clase, o lo que conviene revisar."""
    numero_de_componente: str
    """Número del componente; su nombre, si no lo tiene."""
    valor: Decimal | None = None
    """El avance con que entra en el promedio, sin redondear."""
    dias: int | None = None
    """Los que van desde su último día hasta el corte; en blanco si no ha llegado."""
    dia: date | None = None
    """El que se debe: el último, si ya llegó; si no, el primero después del corte."""


@clases.frozen(kw_only=True)
class DiferenciaDeCorte:
    """Algo que cambió de un corte a otro."""

    clase: str
    """``Subió``, ``Bajó``, ``Nueva``, ``Retirada``, ``Otra redacción: meta``…"""
    dependencia: str | None
    componente: str
    fila: str
    """El código y el texto de la actividad o el trámite."""
    antes: str
    despues: str


@clases.frozen(kw_only=True)
class FilaDeHistoria:
    """Fila o acción que debía estar terminada en el corte anterior, y qué cambió desde él."""

    dependencia: str | None
    """Dependencia de entonces; de una acción, su proceso."""
    componente: str
    """El número del componente; su nombre, si no lo tiene."""
    codigo: str | None
    """Código de entonces; de una acción, su riesgo."""
    texto: str
    vencia: str
    """El último día que tenía."""
    como_estaba: str
    """Su clase de entonces, con el avance que se conocía: ``Vencida, 20 %``."""
    que_cambio: str
    """Cambios que tuvo, todos."""


@clases.frozen(kw_only=True)
class DetalleDeRecomendacion:
    """Textos de una recomendación que no están a la letra en sus datos."""

    asunto: str
    """``1. Terminar lo vencido. Plazo: 06/10/2023.``: lo que se pide, con el número que le toca."""
    plazo: str | None
    """Para cuándo, si no es para todas las que piden lo mismo."""
    responsable: str | None
    """A quién se le pide: la dependencia, como se nombra en lo que se cuenta."""
    cuantas: int | None
    """Cuántas filas nombra; ninguna, si es de todo lo que aplica."""
    filas: str
    """El nombre de la que nombra; de varias, sus códigos: ``1.2, 2, 3.1 y 5 más``."""
    estado: str
    """En qué va: ``Sin respuesta``, ``En curso``…"""
    respuesta: str
    """Respuesta que dieron, o ``No consta``."""


@clases.frozen(kw_only=True)
class FilaDelMapa:
    """Un riesgo, una pregunta o una acción; lo que su recorrido no dice, en blanco."""

    nombre: str
    """La referencia del riesgo, o cómo se llama lo demás."""
    texto: str = ""
    """La descripción del riesgo, o la acción."""
    proceso: str = ""
    causas: str = ""
    zona: str = ""
    """La que un riesgo tiene después de sus controles."""
    cuando: str = ""
    """La fecha, a la letra."""
    que_paso: str = ""
    que_se_hizo: str = ""
    se_reporto_a: str = ""
    responsable: str = ""
    clase: str = ""
    """De una acción: ``Vencida, en curso``, o por qué no se afirma."""
    controles: int | None = None
    si: int | None = None
    """Los controles de los que control interno respondió que sí."""
    parcial: int | None = None
    no: int | None = None
    verificados: int | None = None
    sin_verificar: int | None = None


EXTRAS = "extras"
"""La raíz de los extras de la actividad o el trámite de la fila; en otra, el campo que los trae."""

FILA_LIBRE = "fila"
"""La raíz de las filas que trae quien genera: sus datos no se conocen de antemano."""


@clases.frozen
class EnLasCuentas:
    """En qué cuentas del informe está una fila de su matriz."""

    letras: str
    """Una por cuenta, ``RYD``, y ``vencida`` si lo está; qué es cada una, en «letras»."""


LETRAS_DE_CUENTAS = "cuenta.letras"
"""El dato de una columna que las muestra."""


@clases.frozen
class FilaDeLetra:
    """Una letra de la columna de las cuentas, con lo que cuenta."""

    letra: str
    cuenta: str
    cuantas: int


@clases.frozen
class Evidencia:
    """Una evidencia de un seguimiento, con su lugar en la lista."""

    numero: int
    texto: str


_Dicho = Mapping[str, Callable[[Any], Iterable[tuple[str, object]]]]
_NADA_MAS: _Dicho = {}


@clases.frozen(kw_only=True)
class FilaDeTabla:
    """Los objetos que una fila tiene a mano; el nombre de cada uno es la raíz de sus ``dato``."""

    CALLADOS = frozenset({"lugar", "grupos"})
    """Campos que no se muestran: dónde está y qué celdas comparte."""
    DICHO_POR = _NADA_MAS
    """Por dato que se muestra, lo que con él queda dicho: otro dato, y de quién es."""
    plan: Plan
    entidad: Entidad
    lugar: Parada | None = None
    """Lugar del objeto del plan que la fila muestra; ninguno si no es de uno."""


@clases.frozen(kw_only=True)
class DeComponente(FilaDeTabla):
    """Una fila de un componente, o él mismo."""

    dependencia: Dependencia | None = None
    componente: Componente


@clases.frozen(kw_only=True)
class DeSubcomponente(DeComponente):
    """Un subcomponente."""

    subcomponente: Subcomponente | None = None


@clases.frozen(kw_only=True)
class DeActividad(DeSubcomponente):
    """Una actividad con un seguimiento; sin ella, la fila de un subcomponente sin actividades."""

    actividad: Actividad | None = None
    seguimiento: Seguimiento | None = None
    cuenta: EnLasCuentas | None = None


@clases.frozen(kw_only=True)
class DeEvidencia(DeActividad):
    """Una evidencia del seguimiento de una actividad."""

    evidencia: Evidencia


@clases.frozen(kw_only=True)
class DeTramite(DeComponente):
    """Un trámite o un intercambio con un seguimiento."""

    tramite: Tramite
    seguimiento: Seguimiento | None
    cuenta: EnLasCuentas | None = None


@clases.frozen(kw_only=True)
class DeFilaLibre(FilaDeTabla):
    """Fila de las que se dan al generar."""

    fila: Mapping[str, Any]


_DICHO_DE_UNA_PARTE: _Dicho = {
    "parte.nombre": lambda fila: (
        (dato, componente)
        for _, componente in fila.plan.tablas()
        for dato in ("componente.numero", "componente.nombre")
        if componente.titulo == fila.parte.nombre
    )
}


@clases.frozen(kw_only=True)
class DeParte(FilaDeTabla):
    """Las cifras de una dependencia o de un componente, que queda nombrado."""

    DICHO_POR = _DICHO_DE_UNA_PARTE
    parte: FilaDeParte


_DICHO_DE_UNA_RECOMENDACION: _Dicho = {
    "detalle.responsable": lambda fila: [("recomendacion.responsable", fila.recomendacion)],
}


@clases.frozen(kw_only=True)
class DeRecomendacion(FilaDeTabla):
    """Una recomendación de este corte, o de uno anterior."""

    DICHO_POR = _DICHO_DE_UNA_RECOMENDACION
    recomendacion: Recomendacion
    detalle: DetalleDeRecomendacion


def fila_con(
    *raices: tuple[str, type], callados: frozenset[str] = FilaDeTabla.CALLADOS
) -> type[FilaDeTabla]:
    """Clase de filas con esos objetos, ``("cifras", FilaDeCifras)``; no muestra ``callados``."""
    campos = dict(raices)
    declarado = {**dict.fromkeys(campos), "__annotations__": campos, "CALLADOS": callados}
    fila = type(f"De{raices[-1][1].__name__}", (FilaDeTabla,), declarado)
    return clases.frozen(fila, kw_only=True)


@functools.cache
def raices_de_fila(fila: type[FilaDeTabla]) -> tuple[str, ...]:
    """Los nombres de los objetos que una fila tiene a mano."""
    return tuple(campo.name for campo in attrs.fields(fila) if campo.name not in fila.CALLADOS)
