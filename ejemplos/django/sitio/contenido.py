"""Qué deja el navegador entrar en una página: sólo lo del sitio."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

POLITICA = "default-src 'self'; img-src 'self' data:; frame-ancestors 'self'; form-action 'self'"


def politica_de_contenido(
    responder: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Pone la política en cada respuesta que no traiga la suya."""

    def con_politica(pedido: HttpRequest) -> HttpResponse:
        respuesta = responder(pedido)
        respuesta.headers.setdefault("Content-Security-Policy", POLITICA)
        return respuesta

    return con_politica
