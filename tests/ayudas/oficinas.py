"""Las oficinas, para las pruebas: abren su libro de captura, escriben en él y lo guardan."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl

import paac_reportes as paac
from ayudas.danos import HojaConRotulos
from ayudas.planes import actividad, componente, datos, tramite

ABIERTAS = (
    "Seguimiento",
    "Avance (%)",
    "Estado",
    "Evidencias",
    "Observaciones",
)
IDENTIFICACION = "Identificación (no la cambie)"
ESCONDIDAS = (IDENTIFICACION, "Fila (no la cambie)")


class HojaDeOficina(HojaConRotulos):
    """Una hoja de un libro de captura, por sus rótulos; la fila 1 es la primera con datos."""

    def llenar(self, fila: int, *valores: object) -> None:
        """Escribe en las celdas abiertas, en su orden; ``None`` deja la que haya."""
        for rotulo, valor in zip(ABIERTAS, valores, strict=False):
            if valor is not None:
                self.celda(fila, rotulo).value = valor

    @property
    def cuantas(self) -> int:
        """Las filas con datos."""
        cuantas: int = self.excel.max_row - self.rotulos
        return cuantas

    def renglon(self, fila: int) -> list[Any]:
        """Los valores de una fila."""
        return [celda.value for celda in self.excel[self.rotulos + fila]]

    def poner(self, fila: int, valores: list[Any]) -> None:
        """Reescribe una fila entera, también lo que va cerrado."""
        for celda, valor in zip(self.excel[self.rotulos + fila], valores, strict=True):
            celda.value = valor


def _de_oficina(nombre: str, *codigos: str, **demas: Any) -> dict[str, Any]:
    suyas = (actividad(codigo=c, descripcion=f"Actividad {c}") for c in codigos)
    return {"nombre": nombre, "componentes": [componente(*suyas, **demas)]}


DE_DOS_OFICINAS = paac.desde_datos(
    datos(
        dependencias=[
            _de_oficina("PLANEACIÓN", "1.1", "1.2", "1.3"),
            _de_oficina("HACIENDA", "2.1", tramites=[tramite()]),
        ]
    )
).contenido
"""El plan de dos oficinas: una con tres actividades y otra con una y un trámite."""
_SALIERON: dict[tuple[int, date], tuple[paac.Plan, dict[str, bytes]]] = {}
"""Por plan, que se guarda con ellos para que otro no tome su número."""


def salidos(plan: paac.Plan, corte: date, carpeta: Path) -> list[Path]:
    """Los libros que salen de un plan: se escriben una vez por proceso, y cada prueba raya su copia."""
    clave = (id(plan), corte)
    if clave not in _SALIERON:
        escritos = paac.capturar(plan, corte, carpeta).archivos
        _SALIERON[clave] = plan, {ruta.name: ruta.read_bytes() for ruta in escritos}
    _, libros = _SALIERON[clave]
    carpeta.mkdir(parents=True, exist_ok=True)
    for nombre, contenido in libros.items():
        (carpeta / nombre).write_bytes(contenido)
    return [carpeta / nombre for nombre in libros]


@contextmanager
def oficina(
    libro: Path, hoja: str = "Actividades", en: Path | None = None
) -> Iterator[HojaDeOficina]:
    """El libro abierto; al salir queda guardado, en el mismo archivo o en otro."""
    abierto = openpyxl.load_workbook(libro)
    yield HojaDeOficina(abierto[hoja])
    abierto.save(en or libro)
