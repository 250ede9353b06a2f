"""Una fila del plan que se va llenando: sus datos, y la celda de donde salió cada uno."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import attrs

from paac_reportes.entrada.filas.fuentes import FilaLeida

Clave = tuple[str, date | None]
"""Un dato y, si es de un seguimiento, su corte."""


@attrs.frozen
class FilaEnSuCelda(FilaLeida):
    """Una fila cuyos valores están cada uno en su celda."""

    celdas: dict[str, str] = attrs.field(factory=dict, kw_only=True)

    def lugar_de(self, columna: str) -> str:
        """La celda de uno de sus valores."""
        return self.celdas.get(columna, self.lugar)


@attrs.define(eq=False)
class FilaAbierta:
    """La última fila leída, que la siguiente puede continuar."""

    lugar: str
    ruta: str
    lista: str
    valores: dict[Clave, Any] = attrs.Factory(dict)
    lugares: dict[Clave, str] = attrs.Factory(dict)
    comunes: tuple[Mapping[str, tuple[Any, str]], ...] = ()
    """Los de su dependencia, su componente y su subcomponente, que aún pueden crecer."""

    def poner(self, clave: Clave, valor: Any, lugar: str) -> None:
        """Un dato nuevo."""
        self.valores[clave] = valor
        self.lugares[clave] = lugar

    def seguir(self, clave: Clave, texto: str, lugar: str, entre: str) -> None:
        """Lo que una celda de más abajo agrega a un texto."""
        antes = self.valores.get(clave)
        if antes is None:
            self.poner(clave, texto, lugar)
        else:
            self.valores[clave] = f"{antes}{entre}{texto}"

    def cerrada(self) -> FilaEnSuCelda:
        """Como la toma quien arma el plan."""
        planos: dict[str, Any] = {"ruta": self.ruta, "lista": self.lista}
        celdas: dict[str, str] = {}
        for suyos in self.comunes:
            for dato, (valor, lugar) in suyos.items():
                planos[dato], celdas[dato] = valor, lugar
        for clave, valor in self.valores.items():
            planos[nombre_de(clave)] = valor
            celdas[nombre_de(clave)] = self.lugares[clave]
        return FilaEnSuCelda(self.lugar, planos, celdas=celdas)


def nombre_de(clave: Clave) -> str:
    """``actividad.meta`` o ``seguimiento.texto@2020-08-31``."""
    dato, corte = clave
    return dato if corte is None else f"{dato}@{corte.isoformat()}"


def claves_de(filas: list[FilaAbierta]) -> Iterator[Clave]:
    """Todas las que alguna fila trae, una vez cada una."""
    yield from dict.fromkeys(clave for fila in filas for clave in fila.valores)
