"""Los renglones que un informe recorre y no están en el plan: salen de analizarlo."""

import attrs


@attrs.frozen(kw_only=True)
class FilaDeCifras:
    """Las cifras de una parte del plan (un componente, una dependencia…), ya redactadas.

    Los textos llevan su base: un porcentaje nunca va solo.
    """

    nombre: str
    filas: int
    aplican: int
    reportadas: int
    """Aquellas de las que se reportó algo en el período."""
    con_avance: int
    """Las que aplican y cuyo avance se conoce."""
    arrastradas: int
    """De esas, las que lo traen de un corte anterior."""
    base: str
    """``41 de 121``."""
    con_texto: int
    cumplidas: int
    en_proceso: int
    sin_avance: int
    no_aplican: int
    declaradas_sin_reporte: int
    sin_estado: int
    """Las que nunca declararon estado."""
    exigibles: int
    sin_reporte: int
    """Las exigibles de las que en el período no se reportó nada."""
    vencidas: int
    vencidas_sin_reporte: int
    por_determinar: int
    en_blanco_bajo_reporte: int
    terminadas: int
    """De las que ya debían estarlo."""
    debian: int
    """Aquellas cuyo último día es el corte o uno anterior."""
    en_blanco_con_su_dia: int
    """De ellas, las que van en blanco bajo un reporte."""
    avance: str
    """``85,5 %``, o ``sin dato``."""
    zona: str
    """Su nombre, o ``sin zona`` si la base no alcanza; ``—`` si nada se conoce."""
    del_periodo: str
    """Lo que cambió desde el corte anterior, en puntos; ``—`` si no se sabe."""
    base_del_periodo: int
    """Las que se conocen en los dos cortes."""


@attrs.frozen(kw_only=True)
class FilaDeCuenta:
    """Cuántas filas hay de algo, y qué parte son del total."""

    nombre: str
    cuantas: int
    parte: str


@attrs.frozen(kw_only=True)
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


@attrs.frozen(kw_only=True)
class Diferencia:
    """Algo que cambió de un corte a otro."""

    clase: str
    """``Avanzó``, ``Retrocedió``, ``Nueva``, ``Retirada``, ``Otra redacción: meta``…"""
    dependencia: str | None
    componente: str
    fila: str
    """El código y el texto de la actividad o el trámite."""
    antes: str
    despues: str
    puntos: str | None = None
    """Puntos de avance que subió o bajó, con su signo, si los dos se saben."""
