"""La página de un formulario, que es la misma para cada uno."""

from typing import Any

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def preguntar(
    pedido: HttpRequest, titulo: str, formulario: BaseForm, boton: str, volver: str, **mas: Any
) -> HttpResponse:
    """El formulario y, con ``mas``, lo que hay que leer antes de llenarlo."""
    datos = {"titulo": titulo, "formulario": formulario, "boton": boton, "volver": volver}
    return render(pedido, "planes/formulario.html", datos | mas)
