"""``nuevo``: un plan, o un mapa de riesgos, por llenar."""

from argparse import Namespace
from collections.abc import Iterator
from functools import partial
from typing import Any

import paac_reportes as paac
from paac_reportes.cli.ordenes import comunes
from paac_reportes.errores import ErrorDeEntrada, Falla


def cumplir(argumentos: Namespace) -> Iterator[str]:
    """La orden ``nuevo``: escribe un plan, o un mapa, por llenar."""
    if not argumentos.por_la_salida and argumentos.salida.exists():
        motivo = "ya existe; un plan lleno no se reemplaza"
        raise ErrorDeEntrada(Falla("destino_ocupado", str(argumentos.salida), motivo))
    como: Any = "mapa" if argumentos.mapa else "plan"
    entidad = paac.Entidad(nombre=argumentos.entidad, orden=argumentos.orden)
    en_blanco = paac.en_blanco(
        entidad, como=como, vigencia=argumentos.vigencia, regimen=argumentos.regimen
    )
    guardar = partial(paac.guardar_datos, en_blanco, por_llenar=True)
    yield from comunes.escrito(argumentos, guardar, argumentos.tipo)
