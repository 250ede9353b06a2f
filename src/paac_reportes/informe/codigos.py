"""Una fila por su código, como se escribe: a él responde una sola (``analisis.codigos``)."""

from paac_reportes.analisis.codigos import Alcance, Codigo
from paac_reportes.informe.frases import DE_CADA_LISTA


def en_frase(codigo: Codigo) -> str:
    """``2.2 (Hacienda, componente 1)``; el que es de una sola en el plan, solo."""
    alcance = codigo.alcance
    con_su_fila = bool(codigo.codigo) and alcance is Alcance.FILA
    lugar = (
        codigo.dependencia if alcance >= Alcance.DEPENDENCIA else "",
        codigo.componente if alcance >= Alcance.COMPONENTE else "",
        f"fila {codigo.fila}" if con_su_fila else "",
    )
    donde = ", ".join(filter(None, lugar))
    nombre = f"{_clase(codigo)}{codigo.codigo}" if codigo.codigo else f"fila {codigo.fila}"
    return f"{nombre} ({donde})" if donde else nombre


def _clase(codigo: Codigo) -> str:
    """``trámite``, ``intercambio``: la clase en una palabra, si hay que decirla."""
    palabras = DE_CADA_LISTA.get(codigo.lista) if codigo.con_clase else None
    return f"{palabras.singular.split()[0]} " if palabras else ""
