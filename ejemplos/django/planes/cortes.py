"""El plan de la biblioteca y las tablas del sitio: cargarlo, abrir un corte, cerrarlo y leerlo."""

import json
import re
from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import Any

import attrs
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

import paac_reportes as paac
from paac_reportes import anfitrion
from planes import models


class YaSeCerro(PermissionDenied):
    """Alguien llegó tarde: el corte en que iba a escribir ya se cerró."""

    def __init__(self, corte: models.Corte) -> None:
        super().__init__(f"El corte del {corte} ya se cerró: lo que dice no cambia.")


# ------------------------------------------------------------------ cargar


@transaction.atomic
def cargar(plan: paac.Plan) -> models.Plan:
    """Guarda un plan, sus filas y, cerrados, los cortes que ya trae.

    Lanza ``ErrorDeEntrada`` si no se reparte por dependencias.
    """
    if not plan.dependencias:
        motivo = "este sitio reparte el plan entre dependencias, y éste no las trae"
        raise paac.ErrorDeEntrada(paac.Falla("dato_faltante", "dependencias", motivo))
    como_esta = anfitrion.instantanea(plan)
    guardado = models.Plan.objects.create(
        entidad=_a_la_vista(plan.entidad.nombre), vigencia=plan.vigencia, datos=como_esta.datos
    )
    dependencias = models.Dependencia.objects.bulk_create(
        models.Dependencia(plan=guardado, lugar=lugar, nombre=_a_la_vista(dependencia.nombre))
        for lugar, dependencia in enumerate(plan.dependencias)
    )
    models.Fila.objects.bulk_create(_filas(plan, dependencias))
    models.Corte.objects.bulk_create(
        models.Corte(
            plan=guardado,
            fecha=fecha,
            cerrado_en=datetime.now(UTC),
            datos=como_esta.datos,
            huella=como_esta.huella,
        )
        for fecha in plan.cortes()
    )
    return guardado


def _filas(plan: paac.Plan, dependencias: list[models.Dependencia]) -> Iterable[models.Fila]:
    """Las que se reportan, en el orden del plan; ``filas_de`` da una por cada corte suyo."""
    filas = {fila["ruta"]: fila for fila in paac.filas_de(plan) if fila["lista"]}
    for ruta, fila in filas.items():
        clase = "actividad" if fila["lista"] == "actividades" else "tramite"
        yield models.Fila(
            dependencia=dependencias[_pasos(ruta)[0][1]],
            ruta=ruta,
            codigo=_a_la_vista(fila["actividad.codigo"] or fila["tramite.numero"]),
            texto=_a_la_vista(fila["actividad.descripcion"] or fila["tramite.nombre"]),
            fecha=_a_la_vista(fila[f"{clase}.fecha_programada"] or fila[f"{clase}.fecha_fin"]),
        )


def _a_la_vista(texto: str | None) -> str:
    """El texto que una página muestra; el plan lo conserva a la letra, también lo que no se ve."""
    return (texto or "").replace("\0", "\ufffd").encode(errors="replace").decode()


def _pasos(ruta: str) -> list[tuple[str, int]]:
    """``dependencias[1].tramites[2]`` → ``[("dependencias", 1), ("tramites", 2)]``."""
    return [(clave, int(lugar)) for clave, lugar in re.findall(r"(\w+)\[(\d+)\]", ruta)]


# ------------------------------------------------------------------ leer


def plan_en(corte: models.Corte) -> paac.Plan:
    """El plan como estaba cuando el corte se cerró o, si está abierto, como está ahora.

    Lanza ``ErrorDeEntrada`` si lo guardado al cerrar ya no es lo que se guardó.
    """
    if corte.abierto:
        return _leido(corte.plan)
    return anfitrion.plan_de(anfitrion.Instantanea(datos=corte.datos, huella=corte.huella))


def _leido(plan: models.Plan) -> paac.Plan:
    """El plan con lo que sus oficinas han reportado, cada cosa en su fila."""
    datos = json.loads(plan.datos)
    reportes = models.Reporte.objects.filter(corte__plan=plan).select_related("corte", "fila")
    for reporte in reportes.order_by("corte__fecha"):
        fila = datos
        for clave, lugar in _pasos(reporte.fila.ruta):
            fila = fila[clave][lugar]
        fila.setdefault("seguimientos", []).append(reporte.seguimiento())
    return paac.desde_datos(datos).contenido


def lo_que_ve(usuario: Any, corte: models.Corte) -> paac.Plan:
    """El plan en ese corte, sólo con lo de las dependencias de quien lo pide.

    A una oficina tampoco le llega lo que el plan dice en conjunto, que puede nombrar a otra.
    """
    plan = plan_en(corte)
    if usuario.has_perm(models.TODAS):
        return plan
    suyas = corte.plan.dependencias.de(usuario).values_list("lugar", flat=True)
    return attrs.evolve(
        plan,
        dependencias=tuple(plan.dependencias[lugar] for lugar in suyas),
        textos={},
        recomendaciones=(),
        mapa_de_riesgos=None,
    )


# ------------------------------------------------------------------ abrir y cerrar


@transaction.atomic
def abrir(plan: models.Plan, fecha: date) -> models.Corte:
    """Deja abierto un corte en que las oficinas reportan. Lanza ``ValidationError``."""
    models.Plan.objects.select_for_update().get(pk=plan.pk)  # dos que abren, uno tras otro
    ultimo = plan.cortes.last()
    if ultimo and ultimo.abierto:
        raise ValidationError(f"El corte del {ultimo} está abierto: ciérrelo antes de abrir otro.")
    if ultimo and fecha <= ultimo.fecha:
        raise ValidationError(f"Se esperaba un corte posterior al {ultimo}, llegó {fecha}.")
    return models.Corte.objects.create(plan=plan, fecha=fecha)


def tomar(corte: models.Corte) -> models.Corte:
    """El corte, que nadie más cierra ni llena hasta que acabe la transacción.

    Lo toma quien va a escribir en él y quien lo cierra; lo que miren, lo miran después. Así, lo que
    se guarda antes queda en el plan que el corte guarda, y al que llega tarde se le dice. Lanza
    ``YaSeCerro``.
    """
    tomado = models.Corte.objects.select_for_update().get(pk=corte.pk)
    if not tomado.abierto:
        raise YaSeCerro(tomado)
    return tomado


@transaction.atomic
def cerrar(corte: models.Corte, usuario: Any) -> models.Corte:
    """Cierra un corte y guarda el plan como está; no se vuelve a abrir. Lanza ``YaSeCerro``."""
    tomado = tomar(corte)
    como_esta = anfitrion.instantanea(_leido(tomado.plan))
    tomado.datos, tomado.huella = como_esta.datos, como_esta.huella
    tomado.cerrado_en, tomado.cerrado_por = datetime.now(UTC), usuario
    tomado.save()
    return tomado
