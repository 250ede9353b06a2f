"""Lo que no se puede: una página con la frase que lo dice."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.core.exceptions import BadRequest, PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

import paac_reportes as paac

_CLASES = {
    Http404: (HTTPStatus.NOT_FOUND, "No está"),
    PermissionDenied: (HTTPStatus.FORBIDDEN, "No está permitido"),
    BadRequest: (HTTPStatus.BAD_REQUEST, "El pedido está mal escrito"),
}
_SIN_FRASE = "En esa dirección no hay nada que usted pueda ver."


class EnEspanol:
    """Lo que una vista rechaza se dice en su página, también mientras se depura."""

    def __init__(self, responder: Callable[[HttpRequest], HttpResponse]) -> None:
        self.responder = responder

    def __call__(self, pedido: HttpRequest) -> HttpResponse:
        """Si nada se rechaza, no hace nada."""
        return self.responder(pedido)

    def process_exception(self, pedido: HttpRequest, error: Exception) -> HttpResponse | None:
        """La página, si es un rechazo o lo guardado no es un plan; un defecto sigue su camino."""
        if isinstance(error, paac.ErrorPaac):
            return rechazo(pedido, error)
        return pagina(pedido, error) if isinstance(error, tuple(_CLASES)) else None


def pagina(pedido: HttpRequest, exception: Exception) -> HttpResponse:
    """La de un 400, un 403 o un 404."""
    for clase, (codigo, titulo) in _CLASES.items():
        if isinstance(exception, clase):
            dicho = exception.args[0] if exception.args else ""
            frase = dicho if isinstance(dicho, str) and dicho else _SIN_FRASE
            return no_disponible(pedido, frase, codigo, titulo)
    return no_disponible(pedido, "El pedido es demasiado grande o está mal escrito.")


def rechazo(pedido: HttpRequest, error: paac.ErrorPaac) -> HttpResponse:
    """La de lo que la biblioteca no hizo, con la respuesta que dicen los códigos de sus fallas."""
    return no_disponible(pedido, "\n".join(error.renglones()), HTTPStatus(error.http))


def no_disponible(
    pedido: HttpRequest,
    frase: str,
    codigo: HTTPStatus = HTTPStatus.BAD_REQUEST,
    titulo: str = "No se pudo",
) -> HttpResponse:
    """Lo que la biblioteca o la máquina no pudieron hacer, y por qué."""
    return render(pedido, "planes/falla.html", {"titulo": titulo, "frase": frase}, status=codigo)


def hallar(filas: Any, pk: int) -> Any:
    """La fila con ese número; ``Http404`` si no la hay."""
    hallada = filas.filter(pk=pk).first()
    if hallada is None:
        nombre = filas.model._meta.verbose_name_plural  # noqa: SLF001 - así lo documenta Django
        raise Http404(f"Entre los datos de «{nombre}» no hay ninguno con el número {pk}.")
    return hallada
