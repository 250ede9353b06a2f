"""Los reportes: escoger uno, leer sus avisos, verlo y descargarlo."""

import io
from datetime import date
from typing import Any

from django.core.exceptions import BadRequest
from django.http import (
    FileResponse,
    Http404,
    HttpRequest,
    HttpResponseBase,
    HttpResponseNotModified,
)
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.clickjacking import xframe_options_sameorigin

import paac_reportes as paac
from paac_reportes import anfitrion
from planes import models
from planes.formularios import Pedido
from planes.puente import formatos
from planes.puente.cierre import al_corte
from planes.puente.reportes import TIPOS, en_su_lugar, guardar_acta, pedir, pedir_de, salidas
from planes.vistas.fallas import hallar, rechazo


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
        avisos = en_su_lugar(pedido_hecho.avisos, pedido_hecho.contenido, publico=publico)
    except paac.ErrorPaac as error:
        formulario.add_error(None, list(error.renglones()))
        return {"formulario": formulario}
    como = _como(corte, publico=publico)
    enlaces = [
        (salida, f"{reverse('planes:descargar', args=(plan.pk, formato, salida.tipo))}?{como}")
        for salida in salidas(pedido_hecho)
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
        suyo = al_corte(plan, corte)
        reporte = pedir_de(suyo, formato, publico="publico" in pedido.GET)
        cabeceras = anfitrion.cabeceras(reporte, tipo, en_linea=tipo == "html")
        if anfitrion.ya_lo_tiene(cabeceras["ETag"], pedido.headers.get("If-None-Match")):
            return HttpResponseNotModified(headers=cabeceras)  # sin componerlo
        contenido = reporte.emitir(tipo).contenido
        guardar_acta(suyo, reporte, pedido.user)
    except paac.ErrorPaac as error:
        return rechazo(pedido, error)
    respuesta = FileResponse(io.BytesIO(contenido))
    for nombre, valor in cabeceras.items():
        respuesta[nombre] = valor
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
