"""Lo que no se puede: una página con la frase que lo dice."""

from http import HTTPStatus

from django.core.exceptions import BadRequest, PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

_CLASES = (
    (Http404, HTTPStatus.NOT_FOUND, "No está"),
    (PermissionDenied, HTTPStatus.FORBIDDEN, "No está permitido"),
    (BadRequest, HTTPStatus.BAD_REQUEST, "El pedido está mal escrito"),
)


def pagina(pedido: HttpRequest, exception: Exception) -> HttpResponse:
    """La de un 400, un 403 o un 404."""
    codigo, titulo = next(
        ((codigo, titulo) for clase, codigo, titulo in _CLASES if isinstance(exception, clase)),
        (HTTPStatus.BAD_REQUEST, "El pedido no se entiende"),
    )
    dicho = exception.args[0] if exception.args else ""
    frase = dicho if isinstance(dicho, str) else "En esa dirección no hay nada."
    return _pagina(pedido, titulo, frase, codigo)


def no_disponible(
    pedido: HttpRequest, frase: str, codigo: HTTPStatus = HTTPStatus.BAD_REQUEST
) -> HttpResponse:
    """Lo que la biblioteca o la máquina no pudieron hacer, y por qué."""
    return _pagina(pedido, "No se pudo", frase, codigo)


def _pagina(pedido: HttpRequest, titulo: str, frase: str, codigo: HTTPStatus) -> HttpResponse:
    return render(pedido, "planes/falla.html", {"titulo": titulo, "frase": frase}, status=codigo)
