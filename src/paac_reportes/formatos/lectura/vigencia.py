"""Un formato en el tiempo: la versión que rige en una fecha, y si es del régimen del plan."""

from collections.abc import Iterable, Sequence
from datetime import date

from paac_reportes.errores import Aviso
from paac_reportes.formatos.definicion.formato import Formato
from paac_reportes.modelo import Plan
from paac_reportes.normativa.regimenes import (
    Regimen,
    buscar_regimen,
    fecha_del_plan,
    regimen_de_vigencia,
    regimen_del_plan,
    transicion,
)
from paac_reportes.textos.cifras import lista
from paac_reportes.textos.fechas import fecha_corta


def la_que_rige(versiones: Sequence[Formato], fecha: date | None) -> Formato:
    """La última que ya empezó a regir en la fecha; sin fecha, la última; si ninguna, la primera."""
    en_orden = sorted(versiones, key=lambda formato: formato.vigente_desde or date.min)
    if fecha is None:
        return en_orden[-1]
    ya_empezaron = [f for f in en_orden if (f.vigente_desde or date.min) <= fecha]
    return ya_empezaron[-1] if ya_empezaron else en_orden[0]


def avisos_de_vigencia(formato: Formato, fecha: date | None) -> Iterable[Aviso]:
    """Un aviso si la fecha está fuera de la vigencia del formato."""
    if fecha is None:
        return
    quien = f"el formato {formato.codigo}, versión {formato.version},"
    if formato.vigente_hasta is not None and fecha > formato.vigente_hasta:
        hasta = fecha_corta(formato.vigente_hasta)
        yield Aviso(
            "formato_sin_vigencia",
            "",
            f"{quien} se retiró el {hasta}; se usa para {fecha_corta(fecha)}",
        )
    if formato.vigente_desde is not None and fecha < formato.vigente_desde:
        desde = fecha_corta(formato.vigente_desde)
        yield Aviso(
            "formato_sin_vigencia",
            "",
            f"{quien} rige desde el {desde}; se usa para {fecha_corta(fecha)}",
        )


def avisos_de_regimen(formato: Formato, plan: Plan, corte: date | None) -> Iterable[Aviso]:
    """Un aviso si el régimen que el plan declara no es de su fecha, o el formato es de otro."""
    fecha = fecha_del_plan(plan, corte)
    if fecha is None and plan.regimen is None:
        return
    regimen = regimen_del_plan(plan, corte)
    if plan.regimen is not None and fecha is not None:
        yield from _a_destiempo(regimen, plan, fecha)
    if formato.regimenes and regimen.codigo not in formato.regimenes:
        yield Aviso("formato_de_otro_regimen", "", _de_otro_regimen(formato, regimen, plan, fecha))


def _a_destiempo(regimen: Regimen, plan: Plan, fecha: date) -> Iterable[Aviso]:
    """El régimen declarado que aún no existía, o que ya no se puede seguir."""
    vigencia = plan.vigencia or fecha.year
    suyo = regimen_de_vigencia(vigencia)
    desde = regimen.creado or regimen.desde
    if vigencia < desde.year:
        motivo = f"empezó el {fecha_corta(desde)}"
    elif regimen.hasta and regimen.desde < suyo.desde and not transicion(plan, fecha):
        motivo = f"terminó el {fecha_corta(regimen.hasta)}"
    else:
        return
    corresponde = f"a la vigencia {vigencia} le corresponde {suyo.codigo}"
    yield Aviso(
        "regimen_a_destiempo",
        "regimen",
        f"el plan declara {regimen.codigo}, que {motivo}; {corresponde}",
    )


def _de_otro_regimen(formato: Formato, regimen: Regimen, plan: Plan, fecha: date | None) -> str:
    """De qué régimen es el formato, cuál corresponde y por qué, y qué formato usar."""
    siglas = lista(sorted({buscar_regimen(codigo).sigla for codigo in formato.regimenes}))
    partes = [f"el formato {formato.codigo} es del {siglas}", _porque(regimen, plan, fecha)]
    if regimen.codigo in formato.equivalentes:
        partes.append(f"use {formato.equivalentes[regimen.codigo]}")
    if plan.regimen is None and transicion(plan, fecha):
        partes.append("si en la transición la entidad sigue otro, dígalo en regimen")
    return "; ".join(partes)


def _porque(regimen: Regimen, plan: Plan, fecha: date | None) -> str:
    if plan.regimen is not None or fecha is None:
        return f"el plan declara {regimen.codigo}, que es el {regimen.sigla}"
    hasta = f" hasta el {fecha_corta(regimen.hasta)}" if regimen.hasta else ""
    return (
        f"a la vigencia {plan.vigencia or fecha.year} le corresponde el {regimen.sigla}, que rige"
        f" desde el {fecha_corta(regimen.desde)}{hasta}"
    )


def se_cruzan(uno: Formato, otro: Formato) -> bool:
    """Si hay algún día en que ambos rigen."""
    return (uno.vigente_desde or date.min) <= (otro.vigente_hasta or date.max) and (
        otro.vigente_desde or date.min
    ) <= (uno.vigente_hasta or date.max)
