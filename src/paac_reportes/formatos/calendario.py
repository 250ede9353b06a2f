"""De dónde sale cada fecha del calendario de una vigencia, según su régimen."""

from datetime import date

from paac_reportes.analisis.calendario import ReglasDelCalendario
from paac_reportes.errores import ErrorDeEntrada, Falla
from paac_reportes.modelo import CodigoDeRegimen, Orden
from paac_reportes.modelo.periodos import CORTES, Periodicidad
from paac_reportes.normativa.regimenes import (
    Regimen,
    buscar_regimen,
    regimen_de_vigencia,
    transicion_de,
)
from paac_reportes.textos.valores import dia_y_mes, lista


def reglas_del_calendario(
    vigencia: int,
    periodicidad: Periodicidad,
    declarado: CodigoDeRegimen | None = None,
    orden: Orden | None = None,
    dias_habiles: int | None = None,
) -> ReglasDelCalendario:
    """Las de una entidad que declara ese régimen, o las del que corresponde a la vigencia.

    ``dias_habiles`` es el plazo que la entidad se da; sin él, el de la norma, si lo fija.
    ``ErrorDeEntrada`` si en esa vigencia el régimen no existía.
    """
    regimen = buscar_regimen(declarado) if declarado else regimen_de_vigencia(vigencia)
    creado = regimen.creado or regimen.desde
    if declarado and creado.year > vigencia:
        motivo = f"se esperaba uno que ya existiera en {vigencia}; {declarado} es de {creado.year}"
        raise ErrorDeEntrada(Falla("datos_incoherentes", "regimen", motivo))
    retirado = regimen.hasta is not None and regimen.hasta < date(vigencia, 1, 31)
    propios = retirado or periodicidad != regimen.cortes.periodicidad

    def cambios(dia: date) -> tuple[str, ...]:
        frases = (
            regimen.derogacion if retirado else "",
            transicion_de(vigencia, dia, declarado, orden),
        )
        return tuple(filter(None, frases))

    return ReglasDelCalendario(
        publicar=f"Publicar {regimen.articulo} {regimen.instrumento}",
        dia_de_publicar=regimen.dia_de_publicar(vigencia),
        fuente_de_publicar=regimen.publicacion.fuente,
        cortes_propios=propios,
        fuente_de_cortes=origen_de_los_cortes(regimen, periodicidad),
        plazo=dias_habiles or regimen.plazo.habiles,
        plazo_propio=dias_habiles is not None or propios,
        fuente_de_plazo=_fuente_de_plazo(regimen, propios=propios, dias_habiles=dias_habiles),
        cambios=cambios,
    )


def _fuente_de_plazo(regimen: Regimen, *, propios: bool, dias_habiles: int | None) -> str:
    if dias_habiles is not None:
        return f"El plazo es decisión de la entidad. {regimen.plazo.fuente}"
    if propios and regimen.plazo.habiles is not None:
        return f"{regimen.plazo.fuente} Para los de la entidad se toma el mismo plazo."
    return regimen.plazo.fuente


def origen_de_los_cortes(regimen: Regimen, periodicidad: Periodicidad | None) -> str:
    """De quién son los cortes de un seguimiento: de la guía o de la entidad."""
    fijados = regimen.cortes.periodicidad
    cuales = f"Los cortes {periodicidad}es" if periodicidad else "Los cortes"
    if fijados is None:
        return f"{cuales} son decisión de la entidad: {regimen.cortes.fuente} no los fija."
    dias = lista([dia_y_mes(date(2001, mes, dia)) for mes, dia in CORTES[fijados]])
    if periodicidad == fijados:
        return f"{cuales} son los de {regimen.cortes.fuente}: {dias}."
    return (
        f"{cuales} son decisión de la entidad; los de {regimen.cortes.fuente}, son {fijados}es"
        f" ({dias})."
    )
