"""Lo que un texto del formato puede nombrar, y cómo se redacta."""

from collections.abc import Callable
from datetime import date

from paac_reportes.formatos.definicion import Formato
from paac_reportes.maqueta.nodos import Campo, Contenido
from paac_reportes.modelo import Componente, Dependencia, Firma, Plan
from paac_reportes.textos.redaccion import MARCA_PAGINA, MARCA_PAGINAS, redactor

Redaccion = Callable[[str], str]
"""De una plantilla a su texto, con las variables del lugar donde está."""

_CAMPOS = {MARCA_PAGINA: Campo.PAGINA, MARCA_PAGINAS: Campo.PAGINAS}


class Variables:
    """Las variables comunes a todo el documento; en cada lugar se suman las suyas."""

    def __init__(self, plan: Plan, formato: Formato, corte: date | None) -> None:
        self._comunes = {
            "entidad": plan.entidad,
            "vigencia": plan.vigencia,
            "corte": corte,
            "formato": formato,
        }

    def redaccion(
        self,
        dependencia: Dependencia | None = None,
        componente: Componente | None = None,
        firma: Firma | None = None,
    ) -> Redaccion:
        """La redacción en un lugar del plan."""
        variables = self._comunes | {
            "dependencia": dependencia,
            "componente": componente,
            "firma": firma,
        }
        return lambda plantilla: redactor(plantilla)(variables)


def con_campos(texto: str) -> Contenido:
    """El texto con sus marcas de página vueltas campos."""
    tramos: list[str | Campo] = [""]
    for caracter in texto:
        if campo := _CAMPOS.get(caracter):
            tramos += [campo, ""]
        else:
            tramos[-1] = f"{tramos[-1]}{caracter}"
    limpios = tuple(tramo for tramo in tramos if tramo != "")
    return limpios if len(tramos) > 1 else texto
