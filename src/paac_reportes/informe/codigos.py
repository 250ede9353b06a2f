"""Una fila por su código, como se escribe: a él responde una sola (``analisis.codigos``)."""

from collections import Counter
from collections.abc import Iterable, Sequence

import attrs

from paac_reportes.analisis.codigos import Alcance, Codigo, Codigos
from paac_reportes.grupos import agrupadas
from paac_reportes.informe.frases import CODIGOS, DE_CADA_LISTA
from paac_reportes.textos.frases import seguidas
from paac_reportes.textos.valores import con_miles


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


def en_lista(codigos: Codigos, rutas: Sequence[str], de_la_oficina: Iterable[str]) -> str:
    """Códigos enteros de unas filas, por sus rutas: ``1.2, 2, 3.1 y 5 más``.

    Si a alguno responde más de una fila de la oficina, por componente: ``1: 1.2, 2.1 · 4: 2.2``.
    """
    de_todas = [*map(codigos.de, de_la_oficina)]
    veces = Counter(codigo.codigo for codigo in de_todas)
    en_su_componente = Counter((codigo.componente, codigo.codigo) for codigo in de_todas)
    primeros = [*map(codigos.de, rutas[:CODIGOS])]
    escritos = [
        (
            codigo.componente.removeprefix("componente").strip(),
            codigo.codigo
            if codigo.codigo and en_su_componente[codigo.componente, codigo.codigo] <= 1
            else en_frase(attrs.evolve(codigo, dependencia="", componente="")),
        )
        for codigo in primeros
    ]
    coma = "; " if any("," in escrito for _, escrito in escritos) else ", "
    restantes = len(rutas) - len(primeros)
    y_mas = f"y {con_miles(restantes)} más" if restantes else ""
    if any(veces[codigo.codigo] > 1 for codigo in primeros):
        por_componente = agrupadas(escritos).items()
        grupos = [f"{componente}: {coma.join(lista)}" for componente, lista in por_componente]
        return " · ".join(filter(None, (*grupos, y_mas)))
    return seguidas(coma.join(escrito for _, escrito in escritos), y_mas)


def _clase(codigo: Codigo) -> str:
    """``trámite``, ``intercambio``: la clase en una palabra, si hay que decirla."""
    palabras = DE_CADA_LISTA.get(codigo.lista) if codigo.con_clase else None
    return f"{palabras.singular.split()[0]} " if palabras else ""
