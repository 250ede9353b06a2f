"""Un lugar del plan, y la marca escondida que lo dice en breve."""

import re

import attrs

LISTAS = ("actividades", "tramites", "intercambios")
_MARCA = re.compile(r"(?:d(\d+))?c(\d+)(?:s(\d+)(?:a(\d+))?|t(\d+)|i(\d+))?\+?")
_UNO = {"actividades": "la actividad", "tramites": "el trámite", "intercambios": "el intercambio"}


@attrs.frozen(order=True)
class Ruta:
    """Un lugar del plan; lo que no tiene es ``None``."""

    dependencia: int | None
    componente: int
    subcomponente: int | None = None
    lista: str | None = None
    numero: int | None = None

    def __str__(self) -> str:
        pasos = [] if self.dependencia is None else [f"dependencias[{self.dependencia}]"]
        pasos.append(f"componentes[{self.componente}]")
        if self.subcomponente is not None:
            pasos.append(f"subcomponentes[{self.subcomponente}]")
        if self.lista is not None:
            pasos.append(f"{self.lista}[{self.numero}]")
        return ".".join(pasos)

    @property
    def de_componente(self) -> "Ruta":
        """La de su componente."""
        return Ruta(self.dependencia, self.componente)

    @property
    def de_subcomponente(self) -> "Ruta":
        """La de su subcomponente."""
        return Ruta(self.dependencia, self.componente, self.subcomponente)

    @property
    def en_su_componente(self) -> str:
        """``la actividad 2 del subcomponente 1``: contados desde 1, como los ve una persona."""
        pasos = []
        if self.lista is not None and self.numero is not None:
            pasos.append(f"{_UNO[self.lista]} {self.numero + 1}")
        if self.subcomponente is not None:
            pasos.append(f"subcomponente {self.subcomponente + 1}")
        return " del ".join(pasos)


def ruta_de_marca(marca: str) -> Ruta | None:
    """``d0c1s2a3`` → ``dependencias[0].componentes[1].subcomponentes[2].actividades[3]``."""
    hallada = _MARCA.fullmatch(marca)
    if hallada is None:
        return None
    d, c, s, a, t, i = (None if uno is None else int(uno) for uno in hallada.groups())
    for lista, numero in (("actividades", a), ("tramites", t), ("intercambios", i)):
        if numero is not None:
            return Ruta(d, c or 0, s, lista, numero)
    return Ruta(d, c or 0, s)
