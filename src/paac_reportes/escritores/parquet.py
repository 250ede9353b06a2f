"""Las filas en Parquet: columnas con su tipo, para DuckDB, pandas, polars, R o Power BI.

Se escribe por grupos de filas: las de mil planes no están todas a la vez en memoria.
"""

import io
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import IO, TYPE_CHECKING, Any, Literal

from paac_reportes import clases
from paac_reportes.escritores.escritura import Escritura
from paac_reportes.instalacion import hace_falta

if TYPE_CHECKING:
    from pyarrow import MemoryPool, RecordBatch, Schema

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
    """Escribe el ``.parquet`` en un flujo vacío; ``ErrorDeEntorno`` si falta pyarrow."""
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
        while tandas := list(_tandas(islice(quedan, _FILAS_DE_UN_GRUPO), forma, memoria)):
            escritor.write_table(pa.Table.from_batches(tandas))
            tandas.clear()  # o estarían todavía mientras llega el grupo que sigue


def _tandas(
    filas: Iterator[Sequence[Any]], forma: "Schema", memoria: "MemoryPool"
) -> Iterator["RecordBatch"]:
    """Filas en Arrow, de a mil: allí ocupan la décima parte, y las de Python se van soltando."""
    from pyarrow import RecordBatch, array  # noqa: PLC0415 - es de un extra

    while tanda := list(islice(filas, _FILAS_DE_UNA_TANDA)):
        columnas = [
            array(valores, campo.type, memory_pool=memoria)
            for valores, campo in zip(zip(*tanda, strict=True), forma, strict=True)
        ]
        tanda.clear()
        yield RecordBatch.from_arrays(columnas, schema=forma)
