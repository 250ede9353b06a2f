"""Las escalas de zonas que se conocen; están en ``plantillas/_escalas``, con su fuente."""

import functools
import tomllib
from collections.abc import Iterator
from importlib.resources import files

from paac_reportes.errores import ErrorDeEntrada, Falla
from paac_reportes.estructura import estructurar, mostrar
from paac_reportes.modelo.escalas import Escala

_DE_LA_GUIA = "guia-v2"


@functools.cache
def escalas() -> dict[str, Escala]:
    """Las que se conocen, por su código."""
    carpeta = files("paac_reportes.plantillas") / "_escalas"
    archivos = [archivo for archivo in carpeta.iterdir() if archivo.name.endswith(".toml")]
    leidas = [
        estructurar(tomllib.loads(archivo.read_text("utf-8")), Escala) for archivo in archivos
    ]
    return {escala.codigo: escala for escala in sorted(leidas, key=lambda escala: escala.codigo)}


def escala_de_la_guia() -> Escala:
    """La de la guía del PAAC: baja, media y alta."""
    return escalas()[_DE_LA_GUIA]


def buscar_escala(cual: Escala | str | None) -> Escala:
    """La que se nombra, la misma si ya lo es, o la de la guía; ``ErrorDeEntrada`` si no existe."""
    if isinstance(cual, Escala):
        return cual
    if cual is None:
        return escala_de_la_guia()
    if fallas := list(fallas_de_la_escala(cual)):
        raise ErrorDeEntrada(fallas)
    return escalas()[cual]


def fallas_de_la_escala(cual: Escala | str | None) -> Iterator[Falla]:
    """La de un código que no existe."""
    if isinstance(cual, str) and cual not in escalas():
        motivo = f"se esperaba {', '.join(escalas())}, o una escala completa; llegó {mostrar(cual)}"
        yield Falla("metodologia.escala", motivo)
