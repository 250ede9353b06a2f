"""Los reportes: escoger uno, leer sus avisos, verlo y descargarlo."""

import hashlib
import io
from datetime import date
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
from planes.puente.reportes import TIPOS, en_su_lugar, pedir
from planes.vistas.fallas import hallar, rechazo

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
    dicho = formulario.cleaned_data
    formato, corte, publico = dicho["formato"], dicho["corte"], dicho["publico"]
    fecha = date.fromisoformat(corte) if corte else None
    try:
        pedido_hecho = pedir(plan, formato, fecha, publico=publico)
        avisos = en_su_lugar(pedido_hecho.avisos, pedido_hecho.plan, publico=publico)
    except paac.ErrorPaac as error:
        formulario.add_error(None, list(error.renglones()))
        return {"formulario": formulario}
    como = _como(corte, publico=publico)
    enlaces = [
        (nombre, f"{reverse('planes:descargar', args=(plan.pk, formato, tipo))}?{como}")
        for tipo, nombre in TIPOS.items()
    ]
    pagina = f"{reverse('planes:pagina', args=(plan.pk, formato))}?{como}"
    return {"formulario": formulario, "avisos": avisos, "enlaces": enlaces, "pagina": pagina}


def pagina(pedido: HttpRequest, pk: int, formato: str) -> HttpResponseBase:
    """El reporte dentro del sitio, en un marco del que no sale nada."""
    plan = _plan(pk)
    corte = _corte(pedido, plan)
    _comprobar(formato, plan)
    publico = "publico" in pedido.GET
    marco = reverse("planes:descargar", args=(pk, formato, "html"))
    marco += f"?{_como(corte or '', publico=publico)}"
    contexto = {"plan": plan, "formato": formato, "corte": corte, "marco": marco}
    return render(pedido, "planes/pagina.html", contexto | {"publico": publico})


@xframe_options_sameorigin
def descargar(pedido: HttpRequest, pk: int, formato: str, tipo: str) -> HttpResponseBase:
    """El archivo. Quien ya tiene los mismos bytes recibe un 304; el HTML se ve, no se baja."""
    plan = _plan(pk)
    corte = _corte(pedido, plan)
    _comprobar(formato, plan)
    if tipo not in TIPOS:
        raise Http404(f"No hay reportes en .{tipo}; se puede: {', '.join(TIPOS)}.")
    try:
        emision = pedir(plan, formato, corte, publico="publico" in pedido.GET).emitir(tipo)
    except paac.ErrorPaac as error:
        return rechazo(pedido, error)
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


def _como(corte: date | str, *, publico: bool) -> str:
    """Lo que una dirección dice del reporte; lo que es para publicar lo es en todas."""
    return f"corte={corte}{'&publico=1' if publico else ''}"


def _plan(pk: int) -> models.Plan:
    return hallar(models.Plan.objects.select_related("entidad"), pk)


def _comprobar(formato: str, plan: models.Plan) -> None:
    """``Http404``, con los que hay, si el formato no existe."""
    codigos = [codigo for codigo, _ in formatos.disponibles(plan)]
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
