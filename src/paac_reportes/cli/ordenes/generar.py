"""``generar`` y ``publicar``: el reporte, en archivos, en una carpeta o en la salida."""

import contextlib
from argparse import Namespace
from collections.abc import Generator, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import IO, Any

import paac_reportes as paac
from paac_reportes.api.pedidos import reporte_de
from paac_reportes.api.reportes import TIPOS_SI_FALTAN
from paac_reportes.api.salida import carpeta_nueva
from paac_reportes.cli.consola import codigo_de, decir, decir_avisos, va
from paac_reportes.cli.flujos import (
    GUION,
    dice_de_cual,
    es_de_paso,
    leer_y_decir,
    salida_con,
)
from paac_reportes.cli.ordenes import comunes, varios
from paac_reportes.errores import Aviso


def cumplir(argumentos: Namespace) -> Generator[str, None, int]:
    """La orden ``generar``: un reporte, los de muchos, o las cartas a las oficinas."""
    if argumentos.por is not None:
        return (yield from varios.oficios(argumentos))
    if comunes.son_varios(argumentos.datos):
        return (yield from varios.reportes(argumentos))
    (argumentos.datos,) = argumentos.datos
    vars(argumentos).update(publico=False, cedulas=False, revisado=None)
    return (yield from _uno_solo(argumentos))


def cumplir_publicar(argumentos: Namespace) -> Generator[str, None, int]:
    """La orden ``publicar``: el reporte sin datos personales, y lo que en él queda por revisar."""
    argumentos.publico = True
    return (yield from _uno_solo(argumentos))


def _uno_solo(argumentos: Namespace) -> Generator[str, None, int]:
    """Un reporte: todas las salidas, o ninguna; 4 si algo quedó por fuera."""
    plan, avisos_de_leer = leer_y_decir(argumentos.datos, argumentos.carpeta)
    origen = None if es_de_paso(argumentos.datos) else argumentos.datos
    reporte = reporte_de(
        plan,
        comunes.formato_pedido(argumentos),
        al_leer={"origen": origen, "al_leer": tuple(avisos_de_leer)},
        **comunes.opciones_de_reporte(argumentos),
    )
    archivos, avisos = _escribir_reporte(reporte, argumentos)
    # Lo que se publica se avisa sin repetirlo, y el texto de una fila puede traerlo.
    decir_avisos(avisos, str if argumentos.publico else partial(paac.donde, reporte.contenido))
    for uno in () if argumentos.silencio else getattr(reporte, "por_revisar", ()):
        decir(f"por revisar {uno.id}: {uno.se_lee}, {uno.por_que}: {uno.alrededor[0]}")
    yield from map(str, archivos)
    return codigo_de(avisos)


def _escribir_reporte(
    reporte: paac.Reporte, argumentos: Namespace
) -> tuple[list[Path], Sequence[Aviso]]:
    """Archivos escritos, con el acta al final, y avisos; las fallas nombran los datos."""
    destinos = list(_destinos_de(reporte, argumentos.salida, argumentos.tipo))
    archivos = [destino for destino in destinos if isinstance(destino, Path)]
    archivos += [] if argumentos.acta is None else [argumentos.acta]
    with contextlib.ExitStack() as mientras:
        mientras.enter_context(_carpetas_de(argumentos.salida))
        mientras.enter_context(dice_de_cual(argumentos.datos, *map(str, archivos)))
        guardado = reporte.guardar(
            *destinos,
            al_empezar=lambda destino: va(f"escribiendo {getattr(destino, 'name', destino)}"),
            acta=argumentos.acta,
        )
    return archivos, guardado.avisos


@contextlib.contextmanager
def _carpetas_de(salidas: Sequence[Path | comunes.Carpeta] | None) -> Iterator[None]:
    """Contexto con las carpetas que se piden y no están; si algo falla, no quedan."""
    with contextlib.ExitStack() as al_salir:
        for salida in dict.fromkeys(salidas or ()):
            if isinstance(salida, comunes.Carpeta):
                al_salir.enter_context(carpeta_nueva(salida.ruta))
        yield


def _destinos_de(
    reporte: paac.Reporte,
    salidas: Sequence[Path | comunes.Carpeta] | None,
    tipos: Sequence[str] | None,
) -> Iterator[Path | IO[bytes]]:
    """Destino de cada archivo; en una carpeta, con el nombre que se le propone."""
    tipos_pedidos: dict[Any, None] = dict.fromkeys(tipos or TIPOS_SI_FALTAN)
    for salida in salidas or (comunes.Carpeta(Path()),):
        if isinstance(salida, comunes.Carpeta):
            yield from (salida.ruta / reporte.nombre(tipo) for tipo in tipos_pedidos)
        elif str(salida) == GUION:
            yield from map(salida_con, tipos_pedidos)
        else:
            yield salida
