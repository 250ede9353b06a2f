"""Leer con soltura: lo que no se entiende se cambia por un relleno, y se anota dónde."""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from paac_reportes.errores import ErrorDeEntrada, Falla, unir_ruta

Leer = Callable[[object, str, list[Falla]], Any]

_VUELTAS = 8
"""Vueltas que bastan para que lo puesto en una deje ver lo que falta en otra."""


class Tolerancia(list[Falla]):
    """Las fallas de quien lee con soltura; ``estructurar`` con ella da un objeto, si se puede.

    ``rellenos`` trae con qué se llena cada clave que no puede faltar; de una lista, con qué se
    cambia un elemento suyo: quitarlo correría los números de los demás.
    """

    def __init__(self, rellenos: Mapping[str, Any]) -> None:
        super().__init__()
        self._rellenos = rellenos
        self._rellenado: set[str] = set()

    @property
    def tocado(self) -> frozenset[str]:
        """Rutas de lo que ya no es lo que se escribió."""
        return frozenset({falla.ruta for falla in self} | self._rellenado)

    def lista(self, elementos: list[Any], ruta: str, leer: Leer) -> tuple[Any, ...] | None:
        """Lista con relleno en cada ``None``; si no hay con qué llenarla, ``None``."""
        malos = [f"{ruta}[{n}]" for n, elemento in enumerate(elementos) if elemento is None]
        self._rellenado.update(malos)
        nombre = ruta.rpartition(".")[2]
        relleno = leer(self._rellenos.get(nombre), ruta, []) if malos else None
        if malos and relleno is None:
            return None
        return tuple(relleno if elemento is None else elemento for elemento in elementos)

    def tabla(self, valores: Mapping[Any, Any], ruta: str) -> dict[Any, Any]:
        """Tabla sin las claves ni los valores que no se entendieron."""
        sanos = {c: v for c, v in valores.items() if c is not None and v is not None}
        malos = valores.keys() - sanos.keys()
        self._rellenado.update(unir_ruta(ruta, str(clave)) for clave in malos)
        return sanos

    def objeto(
        self,
        clase: Any,
        valores: Mapping[str, Any],
        ruta: str,
        lectores: Mapping[str, Leer],
        obligatorios: Iterable[str],
    ) -> Any:
        """Objeto con lo que se entendió y relleno en lo demás; ``None`` si no se deja construir."""
        tocado = self.tocado
        lugares = {nombre: unir_ruta(ruta, nombre) for nombre in valores}
        sanos = {n: v for n, v in valores.items() if v is not None and lugares[n] not in tocado}
        self._rellenado.update(lugares[n] for n in valores if n not in sanos)
        for _ in range(_VUELTAS):
            for nombre in obligatorios:
                if nombre not in sanos:
                    sanos[nombre] = self._relleno(nombre, lectores)
            if None in sanos.values():
                return None
            try:
                return clase(**sanos)
            except ErrorDeEntrada as error:
                for falla in error.fallas:
                    nombre = re.split(r"[.\[]", falla.ruta, maxsplit=1)[0]
                    # Con una parte mala se quita el campo entero.
                    self._rellenado.add(unir_ruta(ruta, nombre))
                    self._quitar(sanos, nombre, lectores)
        return None

    def _quitar(self, sanos: dict[str, Any], nombre: str, lectores: Mapping[str, Leer]) -> None:
        """Quita el campo de una falla; si era que faltaba, lo llena."""
        if sanos.pop(nombre, None) is None and nombre in self._rellenos:
            sanos[nombre] = self._relleno(nombre, lectores)

    def _relleno(self, nombre: str, lectores: Mapping[str, Leer]) -> Any:
        """Relleno de un campo, ya leído; si el campo es una lista, una lista de ese relleno."""
        relleno, leer = self._rellenos.get(nombre), lectores[nombre]
        fallas: list[Falla] = []
        valor = leer(relleno, "", fallas)
        return leer([relleno], "", []) if fallas else valor
