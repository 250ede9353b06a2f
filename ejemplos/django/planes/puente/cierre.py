"""Cerrar un corte, que lo congela en una instantánea, y lo que sale de ella."""

from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any

import attrs
from django.core.exceptions import ValidationError
from django.db import transaction

import paac_reportes as paac
from paac_reportes import anfitrion
from planes import models
from planes.models.instantanea import huella_de
from planes.models.sostenido import filas_de, tomar_cortes
from planes.puente import formatos
from planes.puente.lectura import plan_de


@attrs.frozen
class DelCorte:
    """De qué sale el reporte de un corte: de su instantánea o, si está abierto, de las tablas."""

    fecha: date | None
    plan: paac.Plan
    instantanea: models.Instantanea | None

    def formato(self, codigo: str) -> Any:
        """El propio o el del catálogo: de un corte cerrado, como era cuando se cerró."""
        if self.instantanea is None:
            return formatos.elegir(codigo)
        return formatos.congelado(codigo, self.instantanea.formatos)


def al_corte(plan: models.Plan, fecha: date | None = None) -> DelCorte:
    """Lo que un plan dice en un corte suyo; sin fecha, en el último que diga algo.

    Lanza ``ErrorDeEntrada`` si la instantánea no es la que se guardó, o ya no está.
    """
    corte = _corte(plan, fecha)
    suya = vigente(corte) if corte else None
    if corte and suya is None and not corte.abierto:
        motivo = f"la del corte cerrado del {corte} ya no está; recupérela de una copia de la base"
        raise paac.ErrorDeEntrada(paac.Falla("instantanea_cambiada", "instantanea", motivo))
    fecha = corte.fecha if corte else fecha
    leido = plan_de(plan) if suya is None else plan_congelado(suya)
    return DelCorte(fecha, leido, suya)


def _corte(plan: models.Plan, fecha: date | None) -> models.Corte | None:
    if fecha is not None:
        return plan.cortes.filter(fecha=fecha).first()
    con_algo = plan.cortes.exclude(
        cerrado_en=None,
        seguimientos=None,
        seguimientos_de_riesgos=None,
        seguimientos_del_mapa=None,
    )
    return con_algo.order_by("fecha").last()


def vigente(corte: models.Corte) -> models.Instantanea | None:
    """La de un corte cerrado; ``None`` si está abierto.

    La dice ella y no la fila del corte, que alguien pudo cambiar por debajo del sitio.
    """
    return corte.instantaneas.filter(reabierta_en=None).first()


def plan_congelado(suya: models.Instantanea) -> paac.Plan:
    """El plan como estaba. Lanza ``ErrorDeEntrada`` si algo suyo ya no es lo que se guardó."""
    if huella_de(suya.formatos) != suya.sha256_formatos:
        motivo = "los formatos guardados al cerrar cambiaron; recupérelos de una copia de la base"
        raise paac.ErrorDeEntrada(paac.Falla("instantanea_cambiada", "formatos", motivo))
    return _leido(anfitrion.Instantanea(datos=suya.plan, huella=suya.sha256))


_leido = lru_cache(maxsize=4)(anfitrion.plan_de)


# ------------------------------------------------------------------ cerrar y reabrir
def corte_abierto(plan: models.Plan) -> models.Corte:
    """El que hay, sin que nadie lo cierre mientras se escribe. Lanza ``ErrorDeEntrada``."""
    corte = next((uno for uno in tomar_cortes(plan) if uno.abierto), None)
    if corte is None:
        raise paac.ErrorDeEntrada(
            paac.Falla(
                "corte_desconocido", "", "este plan no tiene un corte abierto: ya no se reporta"
            )
        )
    return corte


def lo_que_falta(corte: models.Corte) -> anfitrion.AntesDeCerrar:
    """De qué oficinas, qué filas y cuántos días quedan. Lanza ``ErrorPaac``."""
    return anfitrion.antes_de_cerrar(
        plan_de(corte.plan), corte.fecha, hoy=anfitrion.hoy_en_colombia()
    )


@transaction.atomic
def cerrar(corte: models.Corte, usuario: Any) -> models.Instantanea:
    """Cierra un corte y guarda su instantánea, todo o nada.

    Lanza ``ValidationError`` si ya estaba cerrado, y ``ErrorPaac`` si lo guardado no es un plan.
    """
    suyo = _tomado(corte)
    if not suyo.abierto or vigente(suyo):
        raise ValidationError(f"El corte del {suyo} ya se cerró.")
    ahora = datetime.now(UTC)
    _directo(suyo).update(cerrado_en=ahora, cerrado_por=usuario)
    return congelar([suyo], plan_de(suyo.plan), usuario=usuario)[0]


def congelar(
    cortes: list[models.Corte], plan: paac.Plan, *, usuario: Any = None, momento: str = "cierre"
) -> list[models.Instantanea]:
    """La instantánea de cada uno, que son de un plan ya leído."""
    guardada, propios = anfitrion.instantanea(plan), formatos.escritos()
    filas = filas_de(cortes[0].plan) if cortes else {}
    ahora = datetime.now(UTC)
    hechas = [
        models.Instantanea(
            corte=corte,
            momento=momento,
            hecha_en=ahora,
            hecha_por=usuario,
            plan=guardada.datos,
            sha256=guardada.huella,
            formatos=propios,
            sha256_formatos=huella_de(propios),
            filas=filas,
            biblioteca=paac.__version__,
        )
        for corte in cortes
    ]
    return models.Instantanea.objects.bulk_create(hechas)


@transaction.atomic
def reabrir(corte: models.Corte, usuario: Any, motivo: str) -> None:
    """Deja reportar otra vez en un corte cerrado; su instantánea queda, con quién y por qué.

    Lanza ``ValidationError`` si no está cerrado, o si el plan tiene otro abierto.
    """
    suyo = _tomado(corte)
    if abierto := suyo.plan.corte_abierto:
        raise ValidationError(f"El corte del {abierto} está abierto: no puede haber dos.")
    if suya := vigente(suyo):
        suya.reabierta_en, suya.reabierta_por, suya.motivo = datetime.now(UTC), usuario, motivo
        suya.save()
    _directo(suyo).update(cerrado_en=None, cerrado_por=None)


def _tomado(corte: models.Corte) -> models.Corte:
    """Como está ahora que nadie más puede cerrarlo, abrir otro ni reportar en él."""
    return next(uno for uno in tomar_cortes(corte.plan) if uno.pk == corte.pk)


def _directo(corte: models.Corte) -> Any:
    """La fila de un corte, sin la guarda que manda aquí a quien lo cierra por otra parte."""
    return models.Corte._base_manager.filter(pk=corte.pk)  # noqa: SLF001 - es su puerta de atrás
