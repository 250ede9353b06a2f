"""``verificar``: si un archivo es el que sale de unos datos, o el que un acta nombra."""

import argparse
from argparse import Namespace
from collections.abc import Generator, Iterator
from typing import TYPE_CHECKING, Any

import paac_reportes as paac
from paac_reportes.api.pedidos import reporte_de
from paac_reportes.cli.codigos import BIEN, DATOS_MAL, ENTORNO_MAL
from paac_reportes.cli.consola import decir, decir_avisos, decir_falla, va
from paac_reportes.cli.flujos import (
    Salidas,
    abierto,
    leer_plan_o_mapa,
    nombre_en_mensajes,
)
from paac_reportes.cli.ordenes import comunes
from paac_reportes.errores import ErrorDeEntrada, Falla

if TYPE_CHECKING:
    from paac_reportes.api.verificacion import Verificado

_DIFERENCIAS_DICHAS = 100
"""Los renglones que se dicen por stderr; los demás están en el certificado."""


def pedir(orden: argparse.ArgumentParser) -> None:
    """Argumentos de la orden ``verificar``."""
    orden.add_argument(
        "archivo",
        nargs="+",
        metavar="ARCHIVO",
        help="el entregado, o varios; - es la entrada",
    )
    comunes.una_de(
        orden, "--tipo", comunes.tipos_de_un_reporte(), "de qué tipo es lo que entra por -"
    )
    orden.add_argument(
        "--acta",
        metavar="ACTA",
        help="el acta con que se emitió: basta con ella; con --contra, ha de ser el de los dos",
    )
    orden.add_argument(
        "--contra",
        action="append",
        default=[],
        metavar="DATOS",
        help=f"{comunes.ARCHIVO_DEL_PLAN}: se hace otra vez. De varios archivos, los de todos o,"
        " repetida, los de cada uno en su orden",
    )
    orden.add_argument("--formato", metavar="CODIGO", help="con --contra, el del archivo")
    comunes.con_cuerpo(orden)
    comunes.con_corte(orden)
    comunes.con_anterior(orden)
    comunes.con_plantillas(orden)
    comunes.con_carpeta(orden)
    comunes.con_publico(orden, "si el archivo se hizo con --publico")
    comunes.con_revisado(orden)
    orden.add_argument("--con-datos", action="store_true", help="si el PDF se hizo con --con-datos")
    comunes.con_metodologia(orden)
    comunes.con_fecha(orden, "--fecha", "la que dice el certificado; si falta, ninguna")
    comunes.con_salida(
        orden,
        "certificado .json; si falta, o es -, va a la salida",
        ".json",
        es_obligatoria=False,
    )


def cumplir(argumentos: Namespace, salidas: Salidas) -> Generator[str, None, int]:
    """Certifica uno o varios archivos; 1 si alguno no es idéntico, 3 si falta con qué saberlo."""
    if len(argumentos.archivo) == 1:
        certificado = _verificar_uno_solo(argumentos)
        yield from comunes.respuesta_en_json(certificado.datos(), argumentos, salidas)
        _decir_certificado(argumentos.archivo[0], certificado)
        return BIEN if certificado.pasa else DATOS_MAL
    verificados = list(_verificar_todos(argumentos))
    yield from comunes.respuesta_en_json([v.datos() for v in verificados], argumentos, salidas)
    return max(map(_codigo, verificados))


def _verificar_uno_solo(argumentos: Namespace) -> "paac.tipos.Certificado":
    """Certificado de un archivo; con ``--contra``, comparado con lo que sale de esos datos."""
    (archivo,) = argumentos.archivo
    va(f"verificando {nombre_en_mensajes(archivo)}")
    if not argumentos.contra:
        return paac.verificar(abierto(archivo, argumentos.tipo), **_del_acta(argumentos))
    (contra,) = _datos_de_cada_archivo(argumentos, 1)
    reporte = reporte_de(
        leer_plan_o_mapa(contra, argumentos.carpeta),
        comunes.formato_pedido(argumentos),
        **comunes.opciones_de_reporte(argumentos),
    )
    return paac.verificar(abierto(archivo, argumentos.tipo), reporte, **_del_acta(argumentos))


def _verificar_todos(argumentos: Namespace) -> "Iterator[Verificado]":
    """Resultado de cada archivo, a medida que se sabe; el que no pasa se dice con su nombre."""
    archivos = [abierto(archivo, argumentos.tipo) for archivo in argumentos.archivo]
    planes = [abierto(contra) for contra in _datos_de_cada_archivo(argumentos, len(archivos))]
    opciones = (
        {"carpeta": argumentos.carpeta} | comunes.opciones_de_reporte(argumentos) if planes else {}
    )
    contra = planes if len(planes) > 1 else next(iter(planes), None)
    va(f"verificando {len(archivos)} archivos")
    from paac_reportes.api.verificacion import verificar_varios

    verificados = verificar_varios(
        archivos, contra, comunes.formato_pedido(argumentos), **_del_acta(argumentos), **opciones
    )
    avisos_dichos: set[object] = set()
    for archivo, verificado in zip(argumentos.archivo, verificados, strict=True):
        nuevos = [aviso for aviso in verificado.avisos if aviso not in avisos_dichos]
        avisos_dichos.update(nuevos)
        decir_avisos(nuevos)
        for falla in verificado.fallas:
            nombra_el_archivo = falla.ruta == verificado.archivo
            decir_falla(
                str(falla) if nombra_el_archivo else f"{nombre_en_mensajes(archivo)}: {falla}"
            )
        if verificado.certificado is not None:
            _decir_certificado(archivo, verificado.certificado)
        yield verificado


def _datos_de_cada_archivo(argumentos: Namespace, cuantos: int) -> list[str]:
    """Datos que se dieron; ``ErrorDeEntrada`` si no son ninguno, unos o uno por archivo."""
    datos: list[str] = argumentos.contra
    if len(datos) in {0, 1, cuantos}:
        return datos
    motivo = (
        f"se esperaban los datos de todos o, en su orden, los de cada uno: son {cuantos}"
        f" {'archivo' if cuantos == 1 else 'archivos'} y llegaron {len(datos)}"
    )
    raise ErrorDeEntrada(Falla("argumento_invalido", "--contra", motivo))


def _del_acta(argumentos: Namespace) -> dict[str, Any]:
    """Opciones del acta y de la fecha del certificado."""
    claves = ("acta", "fecha")
    return {clave: getattr(argumentos, clave) for clave in claves}


def _decir_certificado(archivo: str, certificado: "paac.tipos.Certificado") -> None:
    """Dice por qué un archivo no es idéntico; de uno que pasa, nada."""
    if certificado.pasa:
        return
    renglones = [certificado.dice, *certificado.motivos, *map(str, certificado.diferencias or ())]
    for renglon in renglones[:_DIFERENCIAS_DICHAS]:
        decir_falla(f"{nombre_en_mensajes(archivo)}: {renglon}")
    if (restantes := len(renglones) - _DIFERENCIAS_DICHAS) > 0:
        decir(f"y {restantes} más")


def _codigo(verificado: "Verificado") -> int:
    """Código de salida de un archivo: 0, 1, o 3 si a la máquina le falta algo."""
    if verificado.pasa:
        return BIEN
    de_la_maquina = bool(verificado.fallas) and all(
        map(comunes.es_de_la_maquina, verificado.fallas)
    )
    return ENTORNO_MAL if de_la_maquina else DATOS_MAL
