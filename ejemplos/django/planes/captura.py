"""El libro de captura de una oficina: el que sale, y lo que queda del que vuelve."""

import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, Any

import attrs
from django.core.exceptions import ValidationError
from django.db import transaction

import paac_reportes as paac
from planes import models
from planes.cortes import plan_en, tomar


def libro_de(dependencia: models.Dependencia, corte: models.Corte) -> tuple[str, bytes]:
    """El libro en que una oficina reporta ese corte: su nombre y sus bytes."""
    con_filas = dependencia.plan.dependencias.filter(filas__isnull=False).distinct()
    with tempfile.TemporaryDirectory() as carpeta:
        libros = paac.capturar(_por_llenar(corte), corte.fecha, Path(carpeta))
        libro = dict(zip(con_filas, libros, strict=True))[dependencia]
        return libro.name, libro.read_bytes()


def _por_llenar(corte: models.Corte) -> paac.Plan:
    """El plan del que salen los libros y al que vuelven; aquí sólo se reportan sus filas."""
    return attrs.evolve(plan_en(corte), recomendaciones=(), mapa_de_riesgos=None)


@transaction.atomic
def recibir(
    libro: IO[bytes],
    dependencia: models.Dependencia,
    corte: models.Corte,
    preferir: str | None = None,
) -> tuple[int, tuple[paac.Aviso, ...]]:
    """Guarda lo que el libro reporta, todo o nada; da de cuántas filas, y los avisos.

    ``preferir`` dice qué lado se toma si algo choca con lo ya guardado: ``base``, o ``ultimo``, el
    del libro. Lanza ``YaSeCerro``, o ``ErrorDeEntrada`` con todas las fallas y su lugar.
    """
    tomado = tomar(corte)
    plan = _por_llenar(tomado)
    reunion = paac.reunir([libro], base=plan, corte=tomado.fecha, preferir=preferir)
    antes, ahora = _reportado(plan, tomado), _reportado(reunion.contenido, tomado)
    cambian = {ruta for ruta in antes | ahora if antes.get(ruta) != ahora.get(ruta)}
    filas = models.Fila.objects.filter(dependencia__plan=tomado.plan, ruta__in=cambian)
    propias = filas.filter(dependencia=dependencia)
    reportes = [_reporte(fila, tomado, ahora.get(fila.ruta, {})) for fila in propias]
    ajenas = filas.exclude(dependencia=dependencia).select_related("dependencia")
    fallas = [*_sin_resolver(reunion), *_de_otra(ajenas, dependencia), *_invalidos(reportes)]
    if fallas:
        raise paac.ErrorDeEntrada(fallas)
    for reporte in reportes:
        reporte.save()
    return len(reportes), reunion.avisos


def _reportado(plan: paac.Plan, corte: models.Corte) -> dict[str, dict[str, Any]]:
    """``{ruta: {"texto": …, "avance": …}}``, de las filas que algo dicen en el corte."""
    datos = ("texto", "avance", "estado", "evidencias", "observaciones")
    return {
        fila["ruta"]: {dato: fila[f"seguimiento.{dato}"] for dato in datos}
        for fila in paac.filas_de(plan)
        if fila["seguimiento.corte"] == corte.fecha
    }


def _reporte(fila: models.Fila, corte: models.Corte, dicho: dict[str, Any]) -> models.Reporte:
    reporte = models.Reporte.objects.filter(fila=fila, corte=corte).first()
    reporte = reporte or models.Reporte(fila=fila, corte=corte)
    reporte.texto = dicho.get("texto") or ""
    reporte.avance = dicho.get("avance")
    reporte.estado = dicho.get("estado") or ""
    reporte.evidencias = "\n".join(dicho.get("evidencias") or ())
    reporte.observaciones = dicho.get("observaciones") or ""
    return reporte


# ------------------------------------------------------------------ lo que no se guarda


def _sin_resolver(reunion: Any) -> Iterator[paac.Falla]:
    """Lo que choca con lo guardado y nadie escogió, y las filas que el plan no tiene."""
    for conflicto in reunion.pendientes:
        lugar = conflicto.versiones[-1].lugar
        yield paac.Falla("conflicto_sin_resolver", lugar, conflicto.descripcion)
    for agregada in reunion.agregadas:
        yield paac.Falla("dato_invalido", agregada.lugar, "esa fila no está en el plan; bórrela")


def _de_otra(
    ajenas: Iterable[models.Fila], dependencia: models.Dependencia
) -> Iterator[paac.Falla]:
    for fila in ajenas:
        motivo = f"«{fila}» es de {fila.dependencia}, y no de {dependencia}"
        yield paac.Falla("sin_permiso", "el libro", motivo)


def _invalidos(reportes: Iterable[models.Reporte]) -> Iterator[paac.Falla]:
    """Lo que la base cambiaría al guardarlo, como un carácter nulo."""
    for reporte in reportes:
        try:
            reporte.full_clean()
        except ValidationError as error:
            for frase in error.messages:
                yield paac.Falla("dato_invalido", str(reporte.fila), frase)
