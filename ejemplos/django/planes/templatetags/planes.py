"""Un porcentaje y de qué es una fila."""

from decimal import Decimal

from django import template
from django.utils.formats import number_format

register = template.Library()


@register.filter
def porcentaje(valor: Decimal | str | None) -> str:
    """Con coma y hasta dos decimales; lo que no se sabe es una raya, no un cero."""
    if valor is None or valor == "":
        return "—"
    dicho = f"{round(Decimal(valor), 2):f}"
    return number_format(dicho.rstrip("0").rstrip(".") if "." in dicho else dicho)


@register.filter
def clase(fila: object) -> str:
    """``actividad`` o ``tramite``, como va en las direcciones."""
    return type(fila).__name__.lower()
