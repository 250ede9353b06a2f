"""Las páginas. Cada una parte de ``.de(pedido.user)``: lo que no es de quien mira no está."""

import json
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.db import transaction
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

import paac_reportes as paac
from paac_reportes import anfitrion
from planes import captura, cortes, models

MEGAS = 20
"""Lo que puede pesar un libro; que lo demás ni llegue es cosa del servidor de adelante."""


class DecirLasFallas:
    """Lo que la biblioteca no hizo, en una página: todo a la vez, con el código que ella dice."""

    def __init__(self, responder: Callable[[HttpRequest], HttpResponse]) -> None:
        self.responder = responder

    def __call__(self, pedido: HttpRequest) -> HttpResponse:
        return self.responder(pedido)

    def process_exception(self, pedido: HttpRequest, error: Exception) -> HttpResponse | None:
        """La página, si es de la biblioteca; un defecto sigue su camino."""
        if not isinstance(error, paac.ErrorPaac):
            return None
        return _rechazo(pedido, error.renglones(), error.http)


def _rechazo(pedido: HttpRequest, renglones: Any, codigo: int) -> HttpResponse:
    return render(pedido, "planes/falla.html", {"renglones": renglones}, status=codigo)


def lista(pedido: HttpRequest) -> HttpResponse:
    """Los planes de quien mira, con sus cortes."""
    planes = models.Plan.objects.de(pedido.user).prefetch_related("cortes")
    return render(pedido, "planes/lista.html", {"planes": planes.order_by("-vigencia", "pk")})


def _corte(pedido: HttpRequest, numero: int) -> models.Corte:
    suyos = models.Corte.objects.de(pedido.user).select_related("plan", "cerrado_por")
    corte: models.Corte = get_object_or_404(suyos, pk=numero)
    return corte


def corte(pedido: HttpRequest, corte: int) -> HttpResponse:
    """Un corte: las filas de las dependencias de quien mira, sus libros y los reportes."""
    visto = _corte(pedido, corte)
    reportados = Prefetch("reportes", visto.reportes.all(), to_attr="del_corte")
    filas = Prefetch("filas", models.Fila.objects.prefetch_related(reportados))
    datos = {
        "corte": visto,
        "dependencias": visto.plan.dependencias.de(pedido.user).prefetch_related(filas),
        "formatos": sorted(paac.formatos_disponibles(), key=lambda formato: formato.nombre),
        "salidas": [salida for salida in anfitrion.salidas() if salida.se_puede],
    }
    return render(pedido, "planes/corte.html", datos)


@require_safe
def reporte(pedido: HttpRequest, corte: int) -> HttpResponse:
    """El archivo, con lo que de él ve quien lo pide; un 304, sin componerlo, si ya lo tiene."""
    visto = _corte(pedido, corte)
    tipo = pedido.GET.get("tipo", "docx")
    plan, formato = cortes.lo_que_ve(pedido.user, visto), pedido.GET.get("formato", "")
    documento = paac.reporte(plan, formato, corte=visto.fecha)
    si_no_es, en_linea = pedido.headers.get("If-None-Match"), tipo == "html"
    dicha = anfitrion.responder(documento, tipo, si_no_es=si_no_es, en_linea=en_linea)
    if dicha.estado < HTTPStatus.BAD_REQUEST:
        return HttpResponse(dicha.cuerpo, status=dicha.estado, headers=dicha.cabeceras)
    fallas = json.loads(dicha.cuerpo)["fallas"]
    renglones = [f"{una['ruta']}: {una['mensaje']}".removeprefix(": ") for una in fallas]
    return _rechazo(pedido, renglones, dicha.estado)


# ------------------------------------------------------------------ reportar


class Formulario(forms.ModelForm):
    """Lo que se reporta de una fila; de cuál y en qué corte, lo dice el sitio."""

    class Meta:
        model = models.Reporte
        fields = ("texto", "avance", "estado", "evidencias", "observaciones")
        localized_fields = ("avance",)

    def clean(self) -> dict[str, Any]:
        """Un navegador parte los renglones con dos caracteres; la biblioteca, con uno."""
        for campo in ("texto", "evidencias", "observaciones"):
            if campo in self.cleaned_data:
                self.cleaned_data[campo] = self.cleaned_data[campo].replace("\r\n", "\n")
        return self.cleaned_data


def fila(pedido: HttpRequest, corte: int, fila: int) -> HttpResponse:
    """El reporte de una fila, en un corte abierto."""
    visto = _corte(pedido, corte)
    suyas = models.Fila.objects.de(pedido.user).filter(dependencia__plan=visto.plan)
    reportada = get_object_or_404(suyas, pk=fila)
    if not visto.abierto:
        raise cortes.YaSeCerro(visto)
    with transaction.atomic():
        if pedido.method == "POST":
            cortes.tomar(visto)
        dicho = models.Reporte.objects.filter(fila=reportada, corte=visto).first()
        dicho = dicho or models.Reporte(fila=reportada, corte=visto)
        formulario = Formulario(pedido.POST or None, instance=dicho)
        if formulario.is_valid():
            formulario.save()
            messages.success(pedido, f"Quedó el reporte de «{reportada}».")
            return redirect("corte", visto.pk)
    datos = {"corte": visto, "fila": reportada, "formulario": formulario}
    return render(pedido, "planes/fila.html", datos)


def libro(pedido: HttpRequest, corte: int, dependencia: int) -> HttpResponse:
    """El libro de captura de una oficina: con GET sale, y con POST vuelve."""
    visto = _corte(pedido, corte)
    suyas = visto.plan.dependencias.de(pedido.user).filter(filas__isnull=False).distinct()
    oficina = get_object_or_404(suyas, pk=dependencia)
    if not visto.abierto:
        raise cortes.YaSeCerro(visto)
    if pedido.method != "POST":
        nombre, contenido = captura.libro_de(oficina, visto)
        cabeceras = {"Content-Disposition": anfitrion.disposicion(nombre)}
        return HttpResponse(contenido, content_type=XLSX, headers=cabeceras)
    subido = pedido.FILES.get("archivo")
    if subido is None or subido.size > MEGAS * 10**6:
        frase = f"Se esperaba el libro de Excel de la oficina, de hasta {MEGAS} MB."
        return _rechazo(pedido, [frase], HTTPStatus.BAD_REQUEST)
    preferir = pedido.POST.get("preferir") or None
    cuantas, avisos = captura.recibir(subido, oficina, visto, preferir)
    messages.success(pedido, f"Filas del libro que quedaron reportadas: {cuantas}.")
    for aviso in avisos[:20]:
        messages.warning(pedido, str(aviso))
    return redirect("corte", visto.pk)


XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@permission_required(models.CERRAR, raise_exception=True)
def cerrar(pedido: HttpRequest, corte: int) -> HttpResponse:
    """Lo que falta y, si se confirma, el cierre: desde ahí el corte no cambia."""
    visto = _corte(pedido, corte)
    if pedido.method == "POST":
        cerrado = cortes.cerrar(visto, pedido.user)
        messages.success(pedido, f"El corte del {cerrado} quedó cerrado.")
        return redirect("corte", cerrado.pk)
    if not visto.abierto:
        raise cortes.YaSeCerro(visto)
    falta = anfitrion.antes_de_cerrar(
        cortes.plan_en(visto), visto.fecha, hoy=anfitrion.hoy_en_colombia()
    )
    return render(pedido, "planes/cerrar.html", {"corte": visto, "falta": falta})
