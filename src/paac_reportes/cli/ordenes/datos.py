"""Las órdenes de los datos: ``validar``, ``nuevo`` y ``esquema``."""

from argparse import ArgumentParser, Namespace
from collections.abc import Generator, Iterator
from functools import partial

import paac_reportes as paac
from paac_reportes.api.datos import cuantos_hay
from paac_reportes.cli.codigos import BIEN, DATOS_MAL
from paac_reportes.cli.consola import decir_avisos, en_la_orden, lugar_en_palabras, va
from paac_reportes.cli.flujos import (
    Salidas,
    abierto,
    carpeta_de,
    dice_de_cual,
    nombre_en_mensajes,
)
from paac_reportes.cli.ordenes import comunes
from paac_reportes.errores import ErrorDeEntrada, Falla


def pedir_validar(orden: ArgumentParser) -> None:
    """Argumentos de ``validar``: el archivo de los datos."""
    comunes.con_datos(orden)
    comunes.con_metodologias_de_riesgos(orden)


def cumplir_validar(argumentos: Namespace, _salidas: Salidas) -> Iterator[str]:
    """La orden ``validar``: cuántas cosas traen unos datos; lo que conviene revisar, por stderr."""
    from paac_reportes.api.lectura import leer_sin_dudas

    va(f"leyendo {nombre_en_mensajes(argumentos.datos)}")
    with dice_de_cual(argumentos.datos):
        carpeta = carpeta_de(argumentos.datos, argumentos.carpeta)
        lectura = leer_sin_dudas(abierto(argumentos.datos), carpeta)
        avisos = paac.revisar(lectura, plantillas=argumentos.plantillas).avisos
    hay = cuantos_hay(lectura.contenido)
    cuentas = ", ".join(f"{n} {s if n == 1 else plural}" for (s, plural), n in hay.items())
    decir_avisos(avisos, partial(paac.donde, lectura.contenido))
    por_revisar = f", con {len(avisos)} por revisar" if avisos else ""
    yield f"{nombre_en_mensajes(argumentos.datos)}: válido{por_revisar}: {cuentas}"


def pedir_revisar_plan(orden: ArgumentParser) -> None:
    """Argumentos de ``revisar-plan``: el documento, nuestro o de cualquiera."""
    comunes.con_datos(orden)
    comunes.con_entidad(orden, "de quién es una matriz ajena, si ella no lo dice")
    comunes.con_vigencia(orden, "su año, si ella no lo dice", es_obligatoria=False)
    orden.add_argument("--columnas", metavar="ARCHIVO", help="qué es cada columna de una ajena")
    orden.add_argument("--como", choices=("ajeno",), help="un Word nuestro, sin su plan")


def cumplir_revisar_plan(argumentos: Namespace, _salidas: Salidas) -> Generator[str, None, int]:
    """La orden ``revisar-plan``: lo que falta para publicar un plan; 1 si algo es grave."""
    from paac_reportes.api.lectura import leer_pedido

    va(f"leyendo {nombre_en_mensajes(argumentos.datos)}")
    with dice_de_cual(argumentos.datos):
        lectura = leer_pedido(
            abierto(argumentos.datos),
            como=None if argumentos.como == "ajeno" else "plan",
            por_rotulos=argumentos.como == "ajeno",
            entidad=argumentos.entidad,
            vigencia=argumentos.vigencia,
            columnas=argumentos.columnas and abierto(argumentos.columnas),
            carpeta=carpeta_de(argumentos.datos, argumentos.carpeta),
        )
    revision = paac.revisar(lectura)
    graves = revision.graves
    con_lugar = partial(paac.donde, lectura.contenido)
    decir_avisos((aviso for aviso in revision.avisos if aviso not in graves), con_lugar)
    for grave in graves:
        yield f"grave: {lugar_en_palabras(grave.ruta, con_lugar)}: {en_la_orden(grave.mensaje)}"
    hay = f"{len(graves)} {'cosa grave' if len(graves) == 1 else 'cosas graves'}"
    yield f"{nombre_en_mensajes(argumentos.datos)}: {hay if graves else 'nada grave'}"
    return DATOS_MAL if graves else BIEN


def pedir_nuevo(orden: ArgumentParser) -> None:
    """Argumentos de ``nuevo``: de quién es el plan, o el mapa, y de qué año."""
    comunes.una_de(
        orden, "--de", ("plan", "mapa"), "si falta, un plan", dest="de_que", default="plan"
    )
    comunes.con_entidad(orden, "nombre de la entidad", required=True, type=comunes.nombre)
    comunes.con_vigencia(orden, "su año")
    comunes.con_regimen(orden, "el que rige")
    comunes.con_orden(orden)
    comunes.con_salida(orden, "archivo .xlsx, .yaml o .json; - es la salida", *comunes.DE_DATOS)
    comunes.con_tipo(orden, "yaml", ("xlsx", "yaml", "json"))


def cumplir_nuevo(argumentos: Namespace, salidas: Salidas) -> Iterator[str]:
    """La orden ``nuevo``: escribe un plan, o un mapa, por llenar."""
    if not argumentos.por_la_salida and argumentos.salida.exists():
        raise ErrorDeEntrada(
            Falla(
                "destino_ocupado",
                str(argumentos.salida),
                "ya existe; un plan lleno no se reemplaza",
            )
        )
    entidad = paac.Entidad(nombre=argumentos.entidad, orden=argumentos.nivel)
    en_blanco = paac.en_blanco(
        entidad,
        como=argumentos.de_que or "plan",
        vigencia=argumentos.vigencia,
        regimen=argumentos.regimen,
    )
    guardar = partial(paac.guardar_datos, en_blanco, por_llenar=True)
    yield from comunes.escrito(argumentos, salidas, guardar, argumentos.tipo)


def pedir_esquema(orden: ArgumentParser) -> None:
    """Argumentos de ``esquema``: si es el de un plan o el de un mapa, y dónde queda."""
    comunes.una_de(
        orden, "--de", ("plan", "mapa"), "de qué son los datos; si falta, plan", dest="de_que"
    )
    comunes.con_salida(
        orden, "archivo .json; si falta, o es -, va a la salida", ".json", es_obligatoria=False
    )


def cumplir_esquema(argumentos: Namespace, salidas: Salidas) -> Iterator[str]:
    """La orden ``esquema``: el JSON Schema, por la salida o en un archivo."""
    yield from comunes.respuesta_en_json(
        paac.esquema(como=argumentos.de_que or "plan"), argumentos, salidas
    )
