"""Las filas en Parquet: columnas con su tipo, para DuckDB, pandas, polars, R o Power BI.

Se escribe por grupos de filas: las de mil planes no están todas a la vez en memoria.
"""

import io
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import IO, Any, Literal

from paac_reportes import clases
from paac_reportes.escritores.escritura import Escritura
from paac_reportes.instalacion import hace_falta

Clase = Literal["string", "integer", "number", "date", "datetime", "array"]
"""De qué es una columna; ``number`` es un doble y ``array``, una lista de textos."""

_FILAS_DE_UN_GRUPO, _FILAS_DE_UNA_TANDA = 20_000, 1000


@clases.frozen(kw_only=True)
class FilasConClase:
    """Unas filas que se pueden recorrer una sola vez, y qué guarda cada columna."""

    columnas: tuple[tuple[str, Clase], ...]
    filas: Iterable[Sequence[Any]]
    """Un valor por columna, de su clase, o ``None``."""


def escribir(tabla: FilasConClase, _escritura: Escritura | None = None) -> bytes:
    """Los bytes del ``.parquet``; ``ErrorDeEntorno`` si falta pyarrow."""
    salida = io.BytesIO()
    escribir_en(salida, tabla)
    return salida.getvalue()


def escribir_en(
    flujo: IO[bytes], tabla: FilasConClase, _escritura: Escritura | None = None
) -> None:
    """Lo mismo en un flujo vacío; ``ErrorDeEntorno`` si falta pyarrow."""
    with hace_falta("escribir Parquet", si_no="o genere .csv"):
        import pyarrow as pa  # noqa: PLC0415 - es de un extra
        from pyarrow.parquet import ParquetWriter  # noqa: PLC0415
    tipos = {
        "string": pa.string(),
        "integer": pa.int64(),
        "number": pa.float64(),
        "date": pa.date32(),
        "datetime": pa.timestamp("us"),
        "array": pa.list_(pa.string()),
    }
    forma = pa.schema([(nombre, tipos[clase]) for nombre, clase in tabla.columnas])
    memoria = pa.system_memory_pool()
    with ParquetWriter(flujo, forma, memory_pool=memoria) as escritor:
        quedan = iter(tabla.filas)
        while tandas := [
            pa.RecordBatch.from_arrays(
                [
                    pa.array(suya, campo.type, memory_pool=memoria)
                    for suya, campo in zip(tanda, forma, strict=True)
                ],
                schema=forma,
            )
            for tanda in _tandas(islice(quedan, _FILAS_DE_UN_GRUPO))
        ]:
            # Los objetos de Python de una tanda se van antes de que llegue la otra: en Arrow
            # ocupan la décima parte.
            escritor.write_table(pa.Table.from_batches(tandas))


def _tandas(filas: Iterator[Sequence[Any]]) -> Iterator[list[tuple[Any, ...]]]:
    """De a tantas filas, ya como columnas."""
    while tanda := list(islice(filas, _FILAS_DE_UNA_TANDA)):
        yield list(zip(*tanda, strict=True))
