"""Las órdenes de los formatos: ``formatos``, ``cuerpo`` y ``revisar``."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator

import paac_reportes as paac
from paac_reportes.api.formatos import describir_formato, revisar_formatos
from paac_reportes.api.salida import guardar_bytes
from paac_reportes.cli.consola import decir_avisos
from paac_reportes.cli.flujos import Salidas
from paac_reportes.cli.ordenes import comunes


def pedir_formatos(orden: ArgumentParser) -> None:
    """Argumentos de ``formatos``: el código, si se quiere uno en detalle."""
    orden.add_argument("codigo", nargs="?", metavar="CODIGO", help="un formato, en detalle")
    comunes.con_plantillas(orden)


def cumplir_formatos(argumentos: Namespace, _salidas: Salidas) -> Iterator[str]:
    """La orden ``formatos``: el catálogo, o lo que dice un formato."""
    if argumentos.codigo is not None:
        yield from describir_formato(argumentos.codigo, argumentos.plantillas)
        return
    fichas = paac.formatos_disponibles(argumentos.plantillas)
    ancho = max(len(ficha.codigo) for ficha in fichas)
    for ficha in fichas:
        yield f"{ficha.codigo:<{ancho}}  versión {ficha.version}  {ficha.nombre}"


def pedir_cuerpo(orden: ArgumentParser) -> None:
    """Argumentos de ``cuerpo``: el formato, y el Word donde queda."""
    comunes.con_formato(orden)
    comunes.con_plantillas(orden)
    comunes.con_salida(orden, "el .docx, para cambiarlo en Word", ".docx")
    orden.set_defaults(tipo="docx")


def cumplir_cuerpo(argumentos: Namespace, salidas: Salidas) -> Iterator[str]:
    """La orden ``cuerpo``: escribe un formato como un Word con huecos."""
    from paac_reportes.api.cuerpos import formato_con_cuerpo

    cuerpo = paac.cuerpo_de(formato_con_cuerpo(None, argumentos.formato, argumentos.plantillas))
    yield from comunes.escrito(
        argumentos, salidas, lambda destino: guardar_bytes([(destino, cuerpo)]), argumentos.tipo
    )


def pedir_revisar(orden: ArgumentParser) -> None:
    """Argumentos de ``revisar``: la carpeta de los formatos, o el Word."""
    orden.add_argument(
        "carpeta",
        metavar="CARPETA",
        help="la de un formato, una con varios en sus carpetas, o un .docx diseñado en Word",
    )
    comunes.con_formato(orden, obligatorio=False)
    comunes.con_plantillas(orden)


def cumplir_revisar(argumentos: Namespace, _salidas: Salidas) -> Iterator[str]:
    """La orden ``revisar``: las fallas de un formato propio, y lo que conviene mirar de él."""
    from paac_reportes.api.cuerpos import revisar_cuerpo

    if argumentos.carpeta.lower().endswith(".docx"):
        formatos, avisos = revisar_cuerpo(
            argumentos.carpeta, argumentos.formato, argumentos.plantillas
        )
    else:
        formatos, avisos = revisar_formatos(argumentos.carpeta)
    decir_avisos(avisos)
    yield from (f"{formato.codigo}: sin fallas" for formato in formatos)
