"""Un lugar del plan, y la marca escondida que lo dice en breve."""

import re
from collections.abc import Hashable

import attrs

from paac_reportes.lectura.filas.armado import Nodo

NUEVAS = 100_000
"""Desde dónde se numera lo que no estaba cuando el documento se escribió."""

_MARCA = re.compile(r"(?:d(\d+))?c(\d+)(?:s(\d+)(?:a(\d+))?|t(\d+)|i(\d+))?\+?")
_CON_ARTICULO = {
    "actividades": "la actividad",
    "tramites": "el trámite",
    "intercambios": "el intercambio",
}


@attrs.frozen(order=True)
class Ruta:
    """Un lugar del plan; lo que no tiene es ``None``."""

    dependencia: int | None
    componente: int
    subcomponente: int | None = None
    lista: str | None = None
    numero: int | None = None

    def __str__(self) -> str:
        return ".".join(f"{lista}[{cual}]" for lista, cual in self.camino)

    @property
    def camino(self) -> list[tuple[str, str]]:
        """Por dónde se llega a él."""
        pasos = [
            ("dependencias", self.dependencia),
            ("componentes", self.componente),
            ("subcomponentes", self.subcomponente),
            (self.lista or "", self.numero),
        ]
        return [(lista, str(cual)) for lista, cual in pasos if cual is not None]

    @property
    def de_componente(self) -> "Ruta":
        """La ruta de su componente."""
        return Ruta(self.dependencia, self.componente)

    @property
    def de_subcomponente(self) -> "Ruta":
        """La ruta de su subcomponente."""
        return Ruta(self.dependencia, self.componente, self.subcomponente)

    @property
    def en_su_componente(self) -> str:
        """``la actividad 2 del subcomponente 1``: contados desde 1, como los ve una persona."""
        pasos = []
        if self.lista is not None and self.numero is not None:
            pasos.append(f"{_CON_ARTICULO[self.lista]} {self.numero + 1}")
        if self.subcomponente is not None:
            pasos.append(f"subcomponente {self.subcomponente + 1}")
        return " del ".join(pasos)


def ruta_de_marca(marca: str) -> Ruta | None:
    """``d0c1s2a3`` → ``dependencias[0].componentes[1].subcomponentes[2].actividades[3]``."""
    coincidencia = _MARCA.fullmatch(marca)
    if coincidencia is None:
        return None
    numeros = [None if cifras is None else int(cifras) for cifras in coincidencia.groups()]
    dependencia, componente, subcomponente, *de_filas = numeros
    for lista, numero in zip(_CON_ARTICULO, de_filas, strict=True):
        if numero is not None:
            return Ruta(dependencia, componente or 0, subcomponente, lista, numero)
    return Ruta(dependencia, componente or 0, subcomponente)


def en_su_lugar(padre: Nodo) -> None:
    """Ordena las dependencias y los componentes: el que sólo sale en otra tabla va en su lugar."""
    for lista in ("dependencias", "componentes"):
        hijos = padre.listas.get(lista, {})
        numeros: dict[Hashable, int] = {}
        for clave in hijos:
            # El que no estaba va tras el que lo precede.
            es_nuevo = int(str(clave)) >= NUEVAS
            ultimo = next(reversed(numeros.values()), -1)
            numeros[clave] = ultimo if es_nuevo else int(str(clave))
        if hijos:
            orden = sorted(hijos, key=numeros.__getitem__)
            padre.listas[lista] = {clave: hijos[clave] for clave in orden}
        for hijo in hijos.values():
            en_su_lugar(hijo)
