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
from planes.formularios import ListaRevisada, Pedido
from planes.puente import formatos
from planes.puente.cierre import DelCorte, al_corte
from planes.puente.reportes import TIPOS, en_su_lugar, guardar_acta, pedir, pedir_de, salidas
from planes.vistas.fallas import hallar, no_disponible, rechazo


def escoger(pedido: HttpRequest, pk: int) -> HttpResponseBase:
    """Qué formato y qué corte; con ellos, los avisos y lo que se puede descargar."""
    plan = _plan(pk)
    return render(pedido, "planes/reporte.html", {"plan": plan, **_escogido(pedido, plan)})


def _escogido(pedido: HttpRequest, plan: models.Plan) -> dict[str, Any]:
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
    resulta = {"formulario": formulario, "avisos": avisos, "enlaces": enlaces, "pagina": pagina}
    if publico:
        lista = reverse("planes:por_revisar", args=(plan.pk, formato))
        resulta |= {"por_revisar": pedido_hecho.por_revisar, "lista": f"{lista}?{como}"}
        resulta["revisada"] = ListaRevisada()
    return resulta


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
        return _entregado(pedido, suyo, reporte, tipo)
    except paac.ErrorPaac as error:  # aquí y no donde las demás: se ve dentro del marco
        return rechazo(pedido, error)


def por_revisar(pedido: HttpRequest, pk: int, formato: str) -> HttpResponseBase:
    """Lo que queda en lo que se publica: la lista y, respondida, el archivo que sale de ella."""
    plan = _plan(pk)
    corte = _corte(pedido, plan)
    _comprobar(formato, plan)
    revisada = ListaRevisada(pedido.POST or None, pedido.FILES or None)
    if pedido.method == "POST" and not revisada.is_valid():
        return no_disponible(pedido, "\n".join(m for una in revisada.errors.values() for m in una))
    suyo = al_corte(plan, corte)
    if pedido.method == "POST":
        dicho = revisada.cleaned_data
        reporte = pedir_de(suyo, formato, publico=True, revisado=dicho["archivo"])
        return _entregado(pedido, suyo, reporte, dicho["tipo"])
    lista = io.BytesIO()
    pedir_de(suyo, formato, publico=True).guardar_por_revisar(lista, tipo="xlsx")
    return FileResponse(
        io.BytesIO(lista.getvalue()), as_attachment=True, filename="por_revisar.xlsx"
    )


def _entregado(
    pedido: HttpRequest, suyo: DelCorte, reporte: paac.Reporte, tipo: str
) -> HttpResponseBase:
    """El archivo; un 304 si quien lo pide ya lo tiene. Lanza ``ErrorPaac``."""
    cabeceras = anfitrion.cabeceras(reporte, tipo, en_linea=tipo == "html")
    if anfitrion.ya_lo_tiene(cabeceras["ETag"], pedido.headers.get("If-None-Match")):
        return HttpResponseNotModified(headers=cabeceras)  # sin componerlo
    contenido = reporte.emitir(tipo).contenido
    guardar_acta(suyo, reporte, pedido.user)
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
