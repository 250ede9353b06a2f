"""De dónde vienen las filas: una lista, una tabla, un cursor o un CSV."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import attrs

from paac_reportes.entrada.filas.tabla_csv import decodificar_csv, filas_de_csv
from paac_reportes.entrada.flujos import leer_flujo
from paac_reportes.errores import ErrorDeEntrada, Falla
from paac_reportes.estructura.ajenas import (
    FALTA,
    crudo,
    lista_de_filas,
    nombres_de_datos,
    valor_de,
)
from paac_reportes.sistema import IlegibleError, es_ruta, leer_archivo


@attrs.frozen
class FilaLeida:
    """Una fila, con el lugar donde está para decirlo en un mensaje."""

    lugar: str
    _fila: Any

    def __call__(self, columna: str) -> Any:
        """Su valor en una columna; ``None`` si está en blanco o no la trae."""
        return valor_de(crudo(self._fila, columna))

    def lugar_de(self, columna: str) -> str:
        """El lugar de uno de sus valores."""
        return f"{self.lugar}, columna {columna!r}"

    def trae(self, columna: str) -> bool:
        """Si la columna existe en la fila, aunque esté en blanco."""
        return crudo(self._fila, columna) is not FALTA

    @property
    def columnas(self) -> list[str]:
        """Las que trae, si son las de una tabla y no los atributos de un objeto."""
        return list(nombres_de_datos(self._fila)) if isinstance(self._fila, Mapping) else []

    @property
    def nombres(self) -> list[str]:
        """Todo lo que se le puede pedir."""
        return sorted(nombres_de_datos(self._fila))


def filas_leidas(filas: object) -> list[FilaLeida]:
    """Las filas de cualquier fuente; ``ErrorDeEntrada`` si no se dejan leer."""
    if es_ruta(filas):
        nombre = str(filas)
        try:
            texto = decodificar_csv(leer_archivo(Path(nombre)), nombre)
        except IlegibleError as error:
            raise ErrorDeEntrada(Falla(nombre, str(error))) from None
        return [FilaLeida(*fila) for fila in filas_de_csv(texto, nombre)]
    if callable(getattr(filas, "read", None)):
        leido = leer_flujo(filas, "filas")
        texto = leido if isinstance(leido, str) else decodificar_csv(leido)
        return [FilaLeida(*fila) for fila in filas_de_csv(texto, "")]
    return [FilaLeida(f"filas[{n}]", fila) for n, fila in enumerate(lista_de_filas(filas))]
