"""El libro de captura de una oficina: el que sale, y lo que queda del que vuelve."""

import tempfile
from collections.abc import Iterable, Iterator
from typing import IO, Any

import attrs
from django.core.exceptions import ValidationError
from django.db import transaction

import paac_reportes as paac
from planes import models
from planes.cortes import plan_en, tomar


def libro_de(dependencia: models.Dependencia, corte: models.Corte) -> tuple[str, bytes]:
    """El libro en que una oficina reporta ese corte: su nombre y sus bytes."""
    with tempfile.TemporaryDirectory() as carpeta:
        guardado = paac.capturar(_por_llenar(dependencia, corte), corte.fecha, carpeta)
        (libro,) = guardado.archivos
        return libro.name, libro.read_bytes()


def _por_llenar(dependencia: models.Dependencia, corte: models.Corte) -> paac.Plan:
    """El plan del que sale el libro y al que vuelve, sin una fila de las demás oficinas.

    Así, un libro con marcas ajenas no halla qué cambiar ni a quién nombrar. Cada dependencia queda
    en su lugar, que es el que las rutas dicen.
    """
    plan = plan_en(corte)
    dependencias = (
        suya if lugar == dependencia.lugar else attrs.evolve(suya, componentes=())
        for lugar, suya in enumerate(plan.dependencias)
    )
    return attrs.evolve(
        plan, dependencias=tuple(dependencias), recomendaciones=(), mapa_de_riesgos=None
    )


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
    plan = _por_llenar(dependencia, tomado)
    reunion = paac.reunir([libro], base=plan, corte=tomado.fecha, preferir=preferir)
    antes, ahora = _reportado(plan, tomado), _reportado(reunion.contenido, tomado)
    cambian = [ruta for ruta in antes | ahora if antes.get(ruta) != ahora.get(ruta)]
    filas = dependencia.filas.filter(ruta__in=cambian)
    reportes = [_reporte(fila, tomado, ahora.get(fila.ruta, {})) for fila in filas]
    de_quien = plan.dependencias[dependencia.lugar].nombre
    fallas = [*_de_otra(reunion, de_quien), *_sin_resolver(reunion), *_invalidos(reportes)]
    if fallas:
        raise paac.ErrorDeEntrada(fallas)
    for reporte in reportes:
        reporte.save()
    return len(reportes), reunion.avisos


def _reportado(plan: paac.Plan, corte: models.Corte) -> dict[str, dict[str, Any]]:
    """``{ruta: {"texto": …, "avance": …}}``, de las filas que algo dicen en el corte."""
    datos = ("texto", "avance", "estado", "evidencias", "observaciones")
    dicho = {
        fila["ruta"]: {dato: fila[f"seguimiento.{dato}"] for dato in datos}
        for fila in paac.filas_de(plan)
        if fila["seguimiento.corte"] == corte.fecha
    }
    return {ruta: dice for ruta, dice in dicho.items() if any(d or d == 0 for d in dice.values())}


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


def _de_otra(reunion: Any, nombre: str) -> Iterator[paac.Falla]:
    for libro in reunion.libros:
        if libro.dependencia not in {None, nombre}:
            motivo = f"es de {libro.dependencia}; se esperaba el de {nombre}"
            yield paac.Falla("libro_ajeno", f"libro «{libro.nombre}»", motivo)


def _sin_resolver(reunion: Any) -> Iterator[paac.Falla]:
    """Lo que choca con lo guardado y nadie escogió, y las filas y celdas que no se tomaron."""
    for aviso in reunion.avisos:
        if aviso.codigo == "celda_ilegible":
            yield paac.Falla("dato_invalido", aviso.ruta, aviso.mensaje)
    for conflicto in reunion.pendientes:
        lugar = conflicto.versiones[-1].lugar
        yield paac.Falla("conflicto_sin_resolver", lugar, conflicto.descripcion)
    for fila in reunion.sin_tomar:
        yield paac.Falla("dato_invalido", fila.lugar, fila.motivo)


def _invalidos(reportes: Iterable[models.Reporte]) -> Iterator[paac.Falla]:
    """Lo que la base cambiaría al guardarlo, como un carácter nulo."""
    for reporte in reportes:
        try:
            reporte.full_clean()
        except ValidationError as error:
            for frase in error.messages:
                yield paac.Falla("dato_invalido", str(reporte.fila), frase)
