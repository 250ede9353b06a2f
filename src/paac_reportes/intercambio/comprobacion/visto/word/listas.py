"""Las marcas de lista que Word escribe delante de un párrafo: ``•``, ``1.``."""

import re
from collections import defaultdict
from collections.abc import Iterator

from paac_reportes.intercambio.comprobacion.visible import marca
from paac_reportes.intercambio.comprobacion.visto.paquete import Elemento, W

_NUMERO = re.compile(r"%([1-9])")
_VINETAS = {"\uf0b7": "•"}
"""La viñeta de la letra Symbol, que otros programas ponen en lugar de la corriente."""


class Numeracion:
    """Las listas de un documento, según van saliendo sus párrafos."""

    def __init__(self, numbering: Elemento) -> None:
        abstractas = {
            uno.get(f"{W}abstractNumId"): uno for uno in numbering.iter(f"{W}abstractNum")
        }
        self._niveles: dict[str, dict[int, tuple[str, str, int]]] = {}
        for num in numbering.iter(f"{W}num"):
            abstracta = num.find(f"{W}abstractNumId")
            cual = None if abstracta is None else abstracta.get(f"{W}val")
            niveles = dict(_niveles(abstractas[cual])) if cual in abstractas else {}
            for cambio in num.iter(f"{W}lvlOverride"):
                niveles |= dict(_niveles(cambio))
                inicio, nivel = cambio.find(f"{W}startOverride"), int(cambio.get(f"{W}ilvl", "0"))
                if inicio is not None and nivel in niveles:
                    niveles[nivel] = (*niveles[nivel][:2], int(inicio.get(f"{W}val", "1")))
            self._niveles[num.get(f"{W}numId", "")] = niveles
        self._cuentas: defaultdict[str, dict[int, int]] = defaultdict(dict)

    def marca_de(self, propiedades: Elemento | None) -> str:
        """La de un párrafo, con la sangría de su nivel; nada si no está en una lista."""
        numero = None if propiedades is None else propiedades.find(f"{W}numPr")
        if numero is None:
            return ""
        lista, nivel = (_valor(numero.find(f"{W}{que}"), "0") for que in ("numId", "ilvl"))
        definidos = self._niveles.get(lista, {})
        if lista == "0" or int(nivel) not in definidos:
            return ""
        return f"{'  ' * int(nivel)}{self._siguiente(lista, int(nivel), definidos)} "

    def _siguiente(self, lista: str, nivel: int, definidos: dict[int, tuple[str, str, int]]) -> str:
        clase, texto, inicio = definidos[nivel]
        if clase == "bullet":
            return _VINETAS.get(texto, texto)
        if clase != "decimal":
            return marca("numeración", clase)
        cuentas = self._cuentas[lista]
        cuentas[nivel] = cuentas.get(nivel, inicio - 1) + 1
        for mas_adentro in [otro for otro in cuentas if otro > nivel]:
            del cuentas[mas_adentro]
        return _NUMERO.sub(lambda cual: str(cuentas.get(int(cual[1]) - 1, 1)), texto)


def _niveles(definicion: Elemento) -> Iterator[tuple[int, tuple[str, str, int]]]:
    """De cada nivel, su clase, su texto y en qué número empieza."""
    for nivel in definicion.findall(f"{W}lvl"):
        clase, texto = (_valor(nivel.find(f"{W}{que}"), "") for que in ("numFmt", "lvlText"))
        inicio = int(_valor(nivel.find(f"{W}start"), "1"))
        yield int(nivel.get(f"{W}ilvl", "0")), (clase, texto, inicio)


def _valor(elemento: Elemento | None, si_falta: str) -> str:
    return si_falta if elemento is None else elemento.get(f"{W}val", si_falta)
