"""Lo que llega de una oficina: un libro de captura, o el reporte de una fila."""

import hashlib
import io
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeVar

import attrs
from django.core.exceptions import PermissionDenied
from django.db import transaction

import paac_reportes as paac
from planes import models, permisos
from planes.puente import recomendaciones
from planes.puente.aparte import en_otro_proceso
from planes.puente.cierre import corte_abierto
from planes.puente.guardado import comprobar_que_caben
from planes.puente.lectura import Fila, PlanLeido, leer

Cambio = tuple[str, Fila, paac.Seguimiento]
Seguimiento = TypeVar("Seguimiento", bound=models.DeUnCorte)
_DEL_PLAN = "texto_cambiado"
"""El conflicto que ninguna oficina resuelve: los textos del plan no son suyos."""


@attrs.frozen
class Recibido:
    """Lo que un libro dejó en la base, y lo que conviene saber de él."""

    reportes: int
    respuestas: int
    """Las de recomendaciones."""
    avisos: tuple[str, ...]


@transaction.atomic
def recibir(
    libro: io.BytesIO, plan: models.Plan, usuario: Any, preferir: str | None = None
) -> Recibido:
    """Guarda los reportes y las respuestas de un libro de captura: todos, o ninguno.

    Lanza ``ErrorDeEntrada`` con todas sus fallas, cada una con su celda: lo que no se lee, lo que
    es de otra oficina y, sin ``preferir``, lo que choca con lo ya guardado.
    """
    corte = corte_abierto(plan)
    leido = leer(plan)
    reunion = en_otro_proceso(
        paac.reunir, [libro], base=leido.plan, corte=corte.fecha, preferir=preferir
    )
    comprobar_que_caben(paac.datos_de(reunion.contenido))
    cambios = list(_cambios(leido, reunion.contenido, corte))
    choques = [uno for uno in reunion.pendientes if uno.clase != _DEL_PLAN]
    fallas = [
        paac.Falla("conflicto_sin_resolver", uno.versiones[-1].lugar, uno.descripcion)
        for uno in choques
    ]
    fallas += _ajenos(cambios, plan, usuario)
    respondidas = _respondidas(leido.plan, reunion.contenido)
    propias = recomendaciones.de_quien(plan, leido.plan, corte.fecha, usuario)
    fallas += (
        paac.Falla("sin_permiso", f"recomendación {una.id}", "no es de su dependencia")
        for una in respondidas
        if una not in propias
    )
    if fallas:
        raise paac.ErrorDeEntrada(fallas)
    for _, fila, seguimiento in cambios:
        reportar(fila, corte, seguimiento)
    if respondidas:
        recomendaciones.guardar(plan, reunion.contenido.recomendaciones)
    avisos = [str(aviso) for aviso in reunion.avisos]
    avisos += (f"{una.lugar}: esa fila no es del plan, y no se guardó" for una in reunion.agregadas)
    avisos += (
        f"{uno.versiones[-1].lugar}: cambió un texto del plan, y un libro no lo cambia"
        for uno in reunion.conflictos
        if uno.clase == _DEL_PLAN
    )
    return Recibido(len(cambios), len(respondidas), tuple(avisos))


def _respondidas(antes: paac.Plan, despues: paac.Plan) -> list[paac.Recomendacion]:
    """Las que el libro responde, como estaban."""
    pares = zip(antes.recomendaciones, despues.recomendaciones, strict=True)
    return [una for una, otra in pares if una != otra]


def reportar(fila: Fila, corte: models.Corte, reporte: paac.Seguimiento) -> None:
    """Deja en una fila lo que su oficina reporta; lo de los demás, como estaba."""
    duena = {"tramite" if isinstance(fila, models.Tramite) else "actividad": fila}
    seguimiento = del_corte(models.Seguimiento, corte=corte, **duena)
    for campo in ("texto", "avance", "observaciones"):
        setattr(seguimiento, campo, getattr(reporte, campo))
    seguimiento.estado = reporte.estado and reporte.estado.value
    seguimiento.evidencias = list(reporte.evidencias)
    guardar(fila, seguimiento)


def del_corte(tabla: type[Seguimiento], **de_que: Any) -> Seguimiento:
    """Lo que ya se dijo de una fila en un corte o, si nada, uno por llenar."""
    return tabla.objects.filter(**de_que).first() or tabla(**de_que)


def huella_de(seguimiento: models.DeUnCorte) -> tuple[str, str]:
    """La de lo que alguien dijo en un corte, y lo que dice en un renglón."""
    datos = {} if seguimiento.pk is None else seguimiento.datos()
    texto = "; ".join(f"{campo}: {valor}" for campo, valor in datos.items() if valor) or "nada"
    return hashlib.sha256(repr(datos).encode()).hexdigest(), texto


def guardar(fila: Fila | models.Riesgo, seguimiento: models.DeUnCorte) -> None:
    """El nuevo va antes del primero de fecha posterior, como en la biblioteca."""
    es_nuevo = seguimiento.pk is None
    seguimiento.save()
    if es_nuevo:
        _por_fecha(fila, seguimiento)


def _por_fecha(fila: Fila | models.Riesgo, nuevo: models.DeUnCorte) -> None:
    hay = list(fila.seguimientos.select_related("corte").exclude(pk=nuevo.pk))
    fecha = nuevo.corte.fecha
    lugar = next(
        (n for n, seguimiento in enumerate(hay) if seguimiento.corte.fecha > fecha), len(hay)
    )
    hay.insert(lugar, nuevo)
    for numero, seguimiento in enumerate(hay):
        seguimiento.lugar = numero
    type(nuevo).objects.bulk_update(hay, ["lugar"])


def libro_de(plan: models.Plan, dependencia: models.Dependencia) -> tuple[str, bytes]:
    """El libro en que una dependencia reporta el corte abierto: su nombre y sus bytes."""
    corte = corte_abierto(plan)
    leido = leer(plan).plan
    con_filas = [
        suya
        for suya, dicha in zip(plan.dependencias.all(), leido.dependencias, strict=True)
        if any(fila for componente in dicha.componentes for fila in componente.filas())
    ]
    if dependencia not in con_filas:
        raise paac.ErrorDeEntrada(
            paac.Falla("sin_datos", "", "esa dependencia no tiene nada que reportar en este plan")
        )
    with tempfile.TemporaryDirectory() as carpeta:
        libros = paac.capturar(leido, corte.fecha, Path(carpeta))
        libro = libros[con_filas.index(dependencia)]
        return libro.name, libro.read_bytes()


def _cambios(leido: PlanLeido, despues: paac.Plan, corte: models.Corte) -> Iterator[Cambio]:
    """Las filas que el libro cambió, con lo que ahora dicen en el corte."""
    filas = (_filas(leido.plan), _filas(despues))
    for (ruta, guardada), antes, ahora in zip(leido.filas.items(), *filas, strict=True):
        if antes.seguimientos != ahora.seguimientos:
            yield ruta, guardada, next(s for s in ahora.seguimientos if s.corte == corte.fecha)


def _filas(plan: paac.Plan) -> list[Any]:
    return [fila for _, componente in plan.tablas() for fila in componente.filas()]


def _ajenos(cambios: list[Cambio], plan: models.Plan, usuario: Any) -> list[paac.Falla]:
    """Lo que el libro reporta por una dependencia que no es de quien lo sube."""
    propias = set(permisos.dependencias_de(usuario, plan))
    dependencias = list(plan.dependencias.all())
    if not dependencias and not usuario.has_perm(permisos.TODAS):
        raise PermissionDenied("Este plan no tiene dependencias: lo reporta control interno.")
    fallas = []
    for ruta, fila, _ in cambios:
        indice = re.match(r"dependencias\[(\d+)\]", ruta)
        if indice and (ajena := dependencias[int(indice[1])]) not in propias:
            fallas.append(
                paac.Falla("sin_permiso", ajena.nombre, f"«{fila}» no es de su dependencia")
            )
    return fallas
