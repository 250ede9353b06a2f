"""Las normas que un informe cita, por fecha; están en ``plantillas/_normas``, con su fuente."""

import functools
import tomllib
from datetime import date
from importlib.resources import files

import attrs

from paac_reportes.estructura import estructurar, validar_por_tipo


@attrs.frozen(kw_only=True, field_transformer=validar_por_tipo)
class Norma:
    """Una norma, o parte de ella, y los días en que rige, incluidos."""

    norma: str
    articulo: str = ""
    detalle: str
    desde: date
    hasta: date | None = None


@attrs.frozen(kw_only=True, field_transformer=validar_por_tipo)
class _Normas:
    normas: tuple[Norma, ...]


@functools.cache
def _todas() -> tuple[Norma, ...]:
    archivo = files("paac_reportes.plantillas") / "_normas" / "normas.toml"
    return estructurar(tomllib.loads(archivo.read_text("utf-8")), _Normas).normas


def normas_vigentes(fecha: date | None) -> tuple[Norma, ...]:
    """Las que rigen ese día, en el orden en que se citan; ninguna si no se sabe el día."""
    if fecha is None:
        return ()
    return tuple(n for n in _todas() if n.desde <= fecha and (n.hasta is None or fecha <= n.hasta))
