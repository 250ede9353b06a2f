"""Los reportes: escoger uno, leer sus avisos, verlo y descargarlo."""

import hashlib
import io
from datetime import date
from http import HTTPStatus
from typing import Any

from django.core.exceptions import BadRequest
from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.views.decorators.clickjacking import xframe_options_sameorigin

import paac_reportes as paac
from planes import models
from planes.formularios import Pedido
from planes.puente import formatos
from planes.puente.reportes import TIPOS, pedir
from planes.vistas.fallas import hallar, no_disponible

AISLADO = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'; sandbox"
)
"""El HTML de un reporte: sus estilos y sus imágenes van adentro, y nada más entra ni se ejecuta."""


def escoger(pedido: HttpRequest, pk: int) -> HttpResponseBase:
    """Qué formato y qué corte; con ellos, los avisos y lo que se puede descargar."""
    plan = _plan(pk)
    return render(pedido, "planes/reporte.html", {"plan": plan, **escogido(pedido, plan)})


def escogido(pedido: HttpRequest, plan: models.Plan) -> dict[str, Any]:
    """El formulario de un reporte y, si ya se escogió, lo que resulta."""
    formulario = Pedido(plan, pedido.GET if "formato" in pedido.GET else None)
    if not formulario.is_valid():
        return {"formulario": formulario}
    formato, corte = formulario.cleaned_data["formato"], formulario.cleaned_data["corte"]
    try:
        avisos = pedir(plan, formato, date.fromisoformat(corte) if corte else None).avisos
    except paac.ErrorPaac as error:
        formulario.add_error(None, list(error.renglones()))
        return {"formulario": formulario}
    enlaces = [
        (nombre, f"{reverse('planes:descargar', args=(plan.pk, formato, tipo))}?corte={corte}")
        for tipo, nombre in TIPOS.items()
    ]
    pagina = f"{reverse('planes:pagina', args=(plan.pk, formato))}?corte={corte}"
    return {"formulario": formulario, "avisos": avisos, "enlaces": enlaces, "pagina": pagina}


def pagina(pedido: HttpRequest, pk: int, formato: str) -> HttpResponseBase:
    """El reporte dentro del sitio, en un marco del que no sale nada."""
    plan = _plan(pk)
    corte = _corte(pedido, plan)
    _comprobar(formato)
    marco = reverse("planes:descargar", args=(pk, formato, "html"))
    return render(
        pedido,
        "planes/pagina.html",
        {"plan": plan, "formato": formato, "corte": corte, "marco": f"{marco}?corte={corte or ''}"},
    )


@xframe_options_sameorigin
def descargar(pedido: HttpRequest, pk: int, formato: str, tipo: str) -> HttpResponseBase:
    """El archivo. Quien ya tiene los mismos bytes recibe un 304; el HTML se ve, no se baja."""
    plan = _plan(pk)
    corte = _corte(pedido, plan)
    _comprobar(formato)
    if tipo not in TIPOS:
        raise Http404(f"No hay reportes en .{tipo}; se puede: {', '.join(TIPOS)}.")
    try:
        emision = pedir(plan, formato, corte).emitir(tipo)
    except paac.ErrorDeEntorno as error:
        return no_disponible(pedido, "\n".join(error.renglones()), HTTPStatus.SERVICE_UNAVAILABLE)
    except paac.ErrorPaac as error:
        raise BadRequest("\n".join(error.renglones())) from None
    return _respuesta(pedido, emision, es_pagina=tipo == "html")


def _respuesta(pedido: HttpRequest, emision: paac.Emision, *, es_pagina: bool) -> HttpResponseBase:
    etag = f'"{hashlib.sha256(emision.contenido).hexdigest()}"'
    archivo = FileResponse(
        io.BytesIO(emision.contenido),
        as_attachment=not es_pagina,
        filename=emision.nombre,
        content_type=emision.tipo_mime,
    )
    archivo.headers["ETag"] = etag
    archivo.headers["Cache-Control"] = "private, no-cache"
    respuesta = get_conditional_response(pedido, etag=etag, response=archivo) or archivo
    if es_pagina:  # también en un 304, que renueva lo que el navegador guardó
        respuesta.headers["Content-Security-Policy"] = AISLADO
    return respuesta


def _plan(pk: int) -> models.Plan:
    return hallar(models.Plan.objects.select_related("entidad"), pk)


def _comprobar(formato: str) -> None:
    """``Http404``, con los que hay, si el formato no existe."""
    codigos = [codigo for codigo, _ in formatos.disponibles()]
    if formato not in codigos:
        raise Http404(f"No hay un formato «{formato}»; hay {', '.join(codigos)}.")


def _corte(pedido: HttpRequest, plan: models.Plan) -> date | None:
    """El que se pide, o el último del plan."""
    dicho = pedido.GET.get("corte", "")
    try:
        corte = date.fromisoformat(dicho) if dicho else None
    except ValueError:
        raise BadRequest(f"Se esperaba un corte AAAA-MM-DD, llegó «{dicho}».") from None
    cortes = [uno.fecha for uno in plan.cortes.all()]
    if corte is not None and corte not in cortes:
        hay = ", ".join(map(str, cortes)) or "ninguno"
        raise Http404(f"El plan no tiene un corte {corte}; tiene {hay}.")
    return corte
