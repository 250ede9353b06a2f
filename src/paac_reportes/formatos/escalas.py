"""Las escalas de zonas que se conocen; están en ``plantillas/_escalas``, con su fuente."""

import functools
import tomllib
from importlib.resources import files

from paac_reportes.estructura import estructurar
from paac_reportes.modelo.escalas import Escala

_DE_LA_GUIA = "guia-v2"


@functools.cache
def escala_de_la_guia() -> Escala:
    """La de la guía del PAAC: baja, media y alta."""
    archivo = files("paac_reportes.plantillas") / "_escalas" / f"{_DE_LA_GUIA}.toml"
    return estructurar(tomllib.loads(archivo.read_text("utf-8")), Escala)
