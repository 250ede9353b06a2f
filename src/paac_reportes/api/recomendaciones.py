"""Las recomendaciones de un plan: las que se proponen, y las que un informe imprimió."""

from collections.abc import Iterator
from datetime import date

import attrs

from paac_reportes.analisis.anterior import PlanAnterior, fallas_de_la_entidad
from paac_reportes.analisis.revision import comprobar_que_hay_seguimientos
from paac_reportes.api.anterior import nombre_y_contenido
from paac_reportes.api.cifras import analizar
from paac_reportes.api.eventos import registra, registrado
from paac_reportes.api.tipos import (
    Lectura,
    OpcionesDeMetodologia,
    Origen,
    UnPlan,
    comprobar_clase,
    comprobar_tipos,
    dia_del_corte,
)
from paac_reportes.errores import Aviso, ErrorDeEntrada, Falla, ruta_en_archivo
from paac_reportes.estructura.corrientes import puerta
from paac_reportes.estructura.valores import Reloj
from paac_reportes.informe.propuestas import proponer
from paac_reportes.lectura.archivos import plan_publicado
from paac_reportes.libros.captura.filas import Reparto, por_oficina
from paac_reportes.modelo import (
    EstadoDeRecomendacion,
    Metodologia,
    OrigenDeRecomendacion,
    Plan,
    Recomendacion,
)
from paac_reportes.modelo.fechas import leer_fecha_programada
from paac_reportes.modelo.plan import del_corte
from paac_reportes.modelo.temas import contenido_y_dudas_de
from paac_reportes.opc.lectura import ver_bytes
from paac_reportes.opc.origen import es_comprimido
from paac_reportes.textos.valores import fecha_corta, lista
from paac_reportes.vuelta.recomendaciones import (
    Impresas,
    falla_de_la_vigencia,
    recomendaciones_impresas,
)


@registra("plan.recomendado")
@puerta
def recomendar(
    plan: "UnPlan",
    *,
    corte: date | None = None,
    informe: "Origen | None" = None,
    metodologia: "Metodologia | OpcionesDeMetodologia | None" = None,
) -> Lectura[Plan]:
    """Plan, y avisos, con las recomendaciones que sus cifras llevan a proponer en un corte.

    Cada una sale de una causa y una oficina, nombra sus filas y tiene un ``id`` que no cambia: la
    que el plan ya trae, editada o no, se conserva como está, y sólo se agregan las que falten. Las
    que se hayan borrado vuelven a proponerse. ``corte`` y ``metodologia`` son los de ``analizar``,
    y un corte sin reportes es un ``ErrorDeEntrada``.

    Con ``informe``, el que se imprimió (su ``.json``, su Word o su Excel), nada se propone, y
    ``metodologia`` no cuenta: quedan las suyas, como en él se leen, con el estado y la respuesta
    que el plan ya traiga. El de otro plan o de otro ``corte``, y el que es para publicar, son un
    ``ErrorDeEntrada``. Los avisos llevan además las dudas de la lectura que se dio.
    """
    contenido, dudas = contenido_y_dudas_de(plan)
    if informe is None:
        nuevo, avisos = _con_las_propuestas(contenido, corte, metodologia)
    else:
        nuevo, avisos = _con_las_del_informe(contenido, corte, informe)
    return Lectura(contenido=nuevo, avisos=(*dudas, *avisos))


def _con_las_propuestas(
    plan: Plan, corte: date | None, metodologia: "Metodologia | OpcionesDeMetodologia | None"
) -> tuple[Plan, tuple[Aviso, ...]]:
    """El plan con las recomendaciones que sus cifras llevan a proponer, y avisos.

    Las que ya trae, por su ``id``, no se proponen otra vez.
    """
    comprobar_tipos(plan, None)
    analisis = analizar(plan, corte=corte, metodologia=metodologia)
    comprobar_que_hay_seguimientos(analisis)
    ids = {recomendacion.id for recomendacion in plan.recomendaciones}
    nuevas = [recomendacion for recomendacion in proponer(analisis) if recomendacion.id not in ids]
    if not nuevas:
        return plan, analisis.avisos
    avisos = (*analisis.avisos, *_de_lo_que_vino_despues(plan, analisis.corte))
    return attrs.evolve(plan, recomendaciones=(*plan.recomendaciones, *nuevas)), avisos


def _de_lo_que_vino_despues(plan: Plan, corte: date | None) -> Iterator[Aviso]:
    """Aviso de que lo propuesto puede no ser lo que se imprimió: el plan ya pasó de ese corte."""
    if corte is None:
        return
    dias = (leer_fecha_programada(c.fecha, plan.vigencia).dias for c in plan.control_cambios)
    trae = {
        "seguimientos": max((dia for dia in plan.cortes() if dia > corte), default=None),
        "cambios": max((dia for de_un in dias for dia in de_un if dia > corte), default=None),
    }
    if posterior := " y ".join(f"{que} del {fecha_corta(dia)}" for que, dia in trae.items() if dia):
        motivo = (
            f"el plan trae {posterior}, y el corte es el {fecha_corta(corte)}: de entonces no se"
            " sabe qué decía, y lo que se propone puede no ser lo que se imprimió; con ese informe"
            " se toman las suyas (informe=, --informe)"
        )
        yield Aviso("sin_su_informe", "recomendaciones", motivo)


# ------------------------------------------------------------------ las que se imprimieron


def _con_las_del_informe(
    plan: Plan, corte: date | None, informe: "Origen"
) -> tuple[Plan, tuple[Aviso, ...]]:
    """El plan con las recomendaciones que un informe imprimió, y avisos de lo que cambia.

    ``ErrorDeEntrada`` si es de otro corte.
    """
    reloj = Reloj()
    corte = dia_del_corte(corte, reloj)
    comprobar_tipos(plan, corte)
    nombre, impresas = impresas_de(informe, plan, "informe")
    if corte is not None and corte != impresas.corte:
        motivo = (
            f"es el del corte {fecha_corta(impresas.corte)}, y se pidió el {fecha_corta(corte)}"
        )
        raise ErrorDeEntrada(Falla("anterior_ajeno", nombre, motivo))
    recomendaciones, avisos = _juntas(plan, impresas)
    nuevo = attrs.evolve(plan, recomendaciones=recomendaciones)
    return nuevo, (*reloj.avisos, *impresas.avisos, *avisos)


def impresas_de(informe: object, plan: Plan, argumento: str) -> tuple[str, Impresas]:
    """Nombre de un informe y lo que recomendó; ``ErrorDeEntrada`` si no es de ese plan."""
    nombre, contenido = nombre_y_contenido(informe, argumento, "informe_impreso")
    try:
        if isinstance(contenido, bytes) and es_comprimido(contenido):
            impresas = recomendaciones_impresas(ver_bytes(contenido, nombre), plan)
        else:
            impresas = _impresas_de_datos(nombre, contenido, plan)
    except ErrorDeEntrada as error:
        raise ErrorDeEntrada(
            falla.en(ruta_en_archivo(nombre, falla.ruta)) for falla in error.fallas
        ) from None
    avisos = (attrs.evolve(a, ruta=ruta_en_archivo(nombre, a.ruta)) for a in impresas.avisos)
    return nombre, attrs.evolve(impresas, avisos=tuple(avisos))


def _impresas_de_datos(nombre: str, contenido: str | bytes, plan: Plan) -> Impresas:
    """Las recomendaciones del ``.json`` que salió con un informe, y su corte.

    ``ErrorDeEntrada`` si es un plan, o de otra entidad o vigencia.
    """
    fallas: list[Falla] = []
    entonces, corte = plan_publicado(nombre, contenido)
    if corte is None:
        motivo = (
            "es un plan y no un informe: dé el .json que salió con él (--salida informe.json), su"
            " Word o su Excel"
        )
        fallas.append(Falla("archivo_de_otra_clase", "", motivo))
    fallas += fallas_de_la_entidad(plan, PlanAnterior(entonces, ""))
    fallas += falla_de_la_vigencia(entonces.vigencia, plan)
    if fallas or corte is None:
        raise ErrorDeEntrada(fallas)
    return Impresas(corte=corte, recomendaciones=del_corte(entonces.recomendaciones, corte))


def _juntas(plan: Plan, impresas: Impresas) -> tuple[tuple[Recomendacion, ...], tuple[Aviso, ...]]:
    """Las recomendaciones de un plan con las que se imprimieron, y avisos de lo que cambia.

    De la que el plan ya trae manda lo que se imprimió, y del plan son su estado y su respuesta. La
    que se propuso y no se imprimió se quita, si nadie la respondió.
    """
    por_id = {impresa.id: impresa for impresa in impresas.recomendaciones}
    juntas: list[Recomendacion] = []
    avisos: list[Aviso] = []
    for numero, del_plan in enumerate(plan.recomendaciones):
        ruta, impresa = f"recomendaciones[{numero}]", por_id.pop(del_plan.id, None)
        if impresa is not None:
            queda = attrs.evolve(
                impresa,
                origen=del_plan.origen,
                estado=del_plan.estado,
                respuesta=del_plan.respuesta or impresa.respuesta,
            )
            juntas.append(queda)
            distintos = [
                d for dato, d in _DATOS.items() if getattr(queda, dato) != getattr(del_plan, dato)
            ]
            if distintos:
                motivo = f"{lista(distintos)}, como se imprimió: {queda.texto}"
                avisos.append(Aviso("recomendaciones_distintas", ruta, motivo))
        elif del_plan.corte == impresas.corte and _nadie_la_toco(del_plan):
            motivo = f"se quita, que el informe no la imprimió: {del_plan.texto}"
            avisos.append(Aviso("recomendaciones_distintas", ruta, motivo))
        else:
            juntas.append(del_plan)
            if del_plan.corte == impresas.corte:
                motivo = f"el informe no la imprimió, y se deja: {del_plan.texto}"
                avisos.append(Aviso("recomendaciones_distintas", ruta, motivo))
    return (*juntas, *por_id.values()), tuple(avisos)


_DATOS = {
    "texto": "queda lo que pide",
    "filas": "quedan sus filas",
    "responsable": "queda a quién",
    "fecha": "queda para cuándo",
}
"""Lo que de una recomendación dice el informe, y no quien la sigue."""


def _nadie_la_toco(recomendacion: Recomendacion) -> bool:
    """Si la propuso la biblioteca y nadie dijo nada de ella."""
    return (
        recomendacion.origen is OrigenDeRecomendacion.PROPUESTA
        and recomendacion.estado is EstadoDeRecomendacion.NUEVA
        and not recomendacion.respuesta
    )


@puerta
def recomendaciones_por_oficina(
    plan: "UnPlan", corte: date
) -> tuple[tuple[Recomendacion, ...], ...]:
    """Las hechas hasta un corte, cumplidas o no, de cada dependencia y en el orden del plan.

    Son las que cada una responde, en su libro o en una página: las que la nombran de responsable.
    La que no nombra a una no está. De un plan sin dependencias es una sola lista, con todas. Las
    dudas de la ``Lectura`` que se dé van en el registro, como en lo que no trae ``avisos``.
    """
    contenido, dudas = contenido_y_dudas_de(plan)
    reloj = Reloj()
    corte = dia_del_corte(corte, reloj)
    comprobar_tipos(contenido, corte)
    comprobar_clase(date, corte=corte)
    oficinas: list[int | None] = [*range(len(contenido.dependencias))] or [None]
    with registrado("recomendaciones.repartidas") as avisos:
        por_dependencia = por_oficina(contenido, corte, Reparto(contenido), oficinas).values()
        avisos.extend((*dudas, *reloj.avisos))
    return tuple(tuple(fila.actual for fila in filas) for filas in por_dependencia)
