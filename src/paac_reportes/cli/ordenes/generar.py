"""``generar``: el reporte, en archivos, en una carpeta o en la salida."""

import contextlib
from argparse import ArgumentParser, Namespace
from collections.abc import Generator, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import IO

import paac_reportes as paac
from paac_reportes.api.pedidos import reporte_de
from paac_reportes.api.reportes import TIPOS_SI_FALTAN
from paac_reportes.api.salida import carpeta_nueva
from paac_reportes.api.tipos_de_archivo import tipos
from paac_reportes.cli.codigos import BIEN
from paac_reportes.cli.consola import codigo_de, decir, decir_avisos, va
from paac_reportes.cli.flujos import (
    GUION,
    Salidas,
    dice_de_cual,
    es_de_paso,
    leer_y_decir,
    salida_con,
)
from paac_reportes.cli.ordenes import comunes
from paac_reportes.errores import Aviso


def pedir(orden: ArgumentParser) -> None:
    """Argumentos de la orden ``generar``."""
    comunes.con_datos(orden)
    comunes.con_formato(orden, obligatorio=False)
    comunes.con_cuerpo(orden)
    comunes.con_plantillas(orden)
    comunes.con_corte(orden)
    comunes.con_anterior(orden)
    _con_salidas(orden)
    comunes.con_publico(
        orden,
        "para la página web: sin correos, teléfonos, cédulas ni notas de verificación; avisa de"
        " lo que parece una cédula y nada nombra",
    )
    orden.add_argument(
        "--por-revisar",
        type=comunes.archivo_aparte(".xlsx", ".json"),
        metavar="ARCHIVO",
        help="con --publico, la lista de los números, correos y teléfonos que quedan, para"
        " responderla: .xlsx o .json; sin --salida, sólo ella",
    )
    comunes.con_revisado(orden)
    orden.add_argument(
        "--con-datos",
        action="store_true",
        help="el PDF lleva adentro el paquete de datos del plan (PDF/A-3a)",
    )
    _con_acta(orden)
    comunes.con_metodologia(orden)


def _con_salidas(orden: ArgumentParser) -> None:
    """Opciones de dónde queda un reporte, y de qué tipos."""
    orden.add_argument(
        "--salida",
        action="append",
        type=comunes.salida,
        metavar="ARCHIVO",
        help=f"se puede repetir; la extensión decide: {' '.join(tipos())}. En una carpeta (si"
        " falta, la de trabajo; la que termina en / se hace si no está) el archivo se llama como"
        " se propone; - es la salida",
    )
    ayuda = "lo que va a una carpeta, y se puede repetir (si falta, docx), o a -"
    comunes.una_de(orden, "--tipo", comunes.tipos_de_un_reporte(), ayuda, action="append")


def _con_acta(orden: ArgumentParser) -> None:
    """Opción ``--acta``, que deja el acta de lo escrito."""
    orden.add_argument(
        "--acta",
        dest="deja_acta",
        type=comunes.archivo_aparte(".json"),
        metavar="ARCHIVO",
        help="deja en un .json el acta: la huella de cada archivo y de lo que lo decide",
    )


def cumplir(argumentos: Namespace, salidas: Salidas) -> Generator[str, None, int]:
    """La orden ``generar``: todas las salidas, o ninguna; 4 si algo quedó por fuera."""
    plan, avisos_de_leer = leer_y_decir(argumentos.datos, argumentos.carpeta)
    origen = None if es_de_paso(argumentos.datos) else argumentos.datos
    reporte = reporte_de(
        plan,
        comunes.formato_pedido(argumentos),
        al_leer={"origen": origen, "al_leer": tuple(avisos_de_leer)},
        **comunes.opciones_de_reporte(argumentos),
    )
    if argumentos.por_revisar is not None and isinstance(reporte, paac.tipos.ReportePublico):
        yield from _sacar_la_lista(reporte, argumentos.por_revisar, salidas)
        if not argumentos.salida:
            return BIEN
    archivos, avisos = _escribir_reporte(reporte, argumentos, salidas)
    # Lo que se publica se avisa sin repetirlo, y el texto de una fila puede traerlo.
    decir_avisos(avisos, str if argumentos.publico else partial(paac.donde, reporte.contenido))
    yield from map(str, archivos)
    return codigo_de(avisos)


def _sacar_la_lista(
    reporte: paac.tipos.ReportePublico, lista: Path, salidas: Salidas
) -> Iterator[str]:
    """Escribe la lista que una persona responde, y dice cuántos renglones trae."""
    salidas.van_a_ser([lista])
    reporte.guardar_por_revisar(lista)
    decir(_cuantos_quedan(len(reporte.por_revisar)))
    yield str(lista)


def _cuantos_quedan(cuantos: int) -> str:
    """Frase con cuántos datos personales posibles quedan por revisar antes de publicar."""
    if not cuantos:
        return "por revisar: no queda ningún número de 6 a 15 cifras, correo ni teléfono"
    que_son = (
        "número, correo o teléfono que queda"
        if cuantos == 1
        else ("números, correos y teléfonos que quedan")
    )
    return f"por revisar: {cuantos} {que_son}; responda la lista y entréguela con --revisado"


def _escribir_reporte(
    reporte: paac.Reporte, argumentos: Namespace, salidas: Salidas
) -> tuple[list[Path], Sequence[Aviso]]:
    """Archivos escritos, con el acta al final, y avisos; las fallas nombran los datos."""
    destinos = list(_destinos_de(reporte, argumentos.salida, argumentos.tipo))
    archivos = [destino for destino in destinos if isinstance(destino, Path)]
    archivos += [] if argumentos.deja_acta is None else [argumentos.deja_acta]
    salidas.van_a_ser(archivos)
    with contextlib.ExitStack() as mientras:
        mientras.enter_context(_carpetas_de(argumentos.salida))
        mientras.enter_context(dice_de_cual(argumentos.datos, *map(str, archivos)))
        guardado = reporte.guardar(
            *destinos,
            al_empezar=lambda destino: va(f"escribiendo {getattr(destino, 'name', destino)}"),
            acta=argumentos.deja_acta,
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
    tipos_pedidos = dict.fromkeys(tipos or TIPOS_SI_FALTAN)
    for salida in salidas or (comunes.Carpeta(Path()),):
        if isinstance(salida, comunes.Carpeta):
            yield from (salida.ruta / reporte.nombre(tipo) for tipo in tipos_pedidos)
        elif str(salida) == GUION:
            yield from map(salida_con, tipos_pedidos)
        else:
            yield salida
