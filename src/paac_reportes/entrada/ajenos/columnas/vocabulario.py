"""Los rótulos que se conocen de cada dato; están en ``plantillas/_columnas``, con su fuente."""

import functools
import tomllib
from importlib.resources import files
from typing import Any, Literal

import attrs

from paac_reportes.entrada.ajenos.columnas.parecido import Rotulo, rotulo_de
from paac_reportes.estructura import estructurar, uno_o_varios, validar_por_tipo

Contenido = Literal["codigo", "fecha", "porcentaje"]
ClaseDeTabla = Literal["actividades", "tramites"]


@attrs.frozen(kw_only=True, field_transformer=validar_por_tipo)
class Papel:
    """Un dato y cómo se llama la columna que lo trae."""

    dato: tuple[str, ...] = attrs.field(metadata={"leer": uno_o_varios})
    """Varios si la columna los junta."""
    rotulos: tuple[str, ...]
    bajo: tuple[str, ...] = ()
    """Los rótulos que, encima, dicen que es éste y no otro que se llama igual."""
    junto: tuple[str, ...] = ()
    """Los datos que, en la columna de al lado, dicen lo mismo."""
    contenido: Contenido | None = None
    """De qué es la columna, si no es de textos corrientes."""

    @property
    def comparables(self) -> tuple[Rotulo, ...]:
        """Sus rótulos, listos para comparar."""
        return tuple(map(rotulo_de, self.rotulos))

    @property
    def de_arriba(self) -> tuple[Rotulo, ...]:
        """Los de encima, lo mismo."""
        return tuple(map(rotulo_de, self.bajo))


@attrs.frozen(kw_only=True, field_transformer=validar_por_tipo)
class _Archivo:
    codigo: str
    papeles: tuple[Papel, ...]


@attrs.frozen(kw_only=True, field_transformer=validar_por_tipo)
class Palabras:
    """Las que dicen qué es una fila, un título o una hoja."""

    dependencias: tuple[str, ...]
    intercambios: tuple[str, ...]
    tramites: tuple[str, ...]
    totales: tuple[str, ...]
    notas: tuple[str, ...]
    titulos: tuple[str, ...]
    hojas_sin_nombre: tuple[str, ...]
    estados: dict[str, tuple[str, ...]]


def papeles_de(clase: ClaseDeTabla) -> tuple[Papel, ...]:
    """Los de una clase de tabla, los de cualquiera y los del lugar de la fila."""
    return (*_papeles(clase), *_papeles("contexto"), *_papeles("seguimientos"))


@functools.cache
def palabras() -> Palabras:
    """Las de ``palabras.toml``."""
    return estructurar(_leer("palabras"), Palabras)


@functools.cache
def _papeles(codigo: str) -> tuple[Papel, ...]:
    return estructurar(_leer(codigo), _Archivo).papeles


def _leer(nombre: str) -> dict[str, Any]:
    archivo = files("paac_reportes.plantillas") / "_columnas" / f"{nombre}.toml"
    return tomllib.loads(archivo.read_text("utf-8"))
