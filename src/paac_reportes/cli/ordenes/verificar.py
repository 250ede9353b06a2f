"""``verificar``: si un archivo es el que sale de unos datos, o el que un acta nombra."""

from argparse import Namespace
from collections.abc import Callable, Generator, Sequence
from functools import cache
from typing import Any

import attrs

import paac_reportes as paac
from paac_reportes.api.pedidos import reporte_de
from paac_reportes.cli.codigos import BIEN, DATOS_MAL, ENTORNO_MAL
from paac_reportes.cli.consola import decir, decir_falla, va
from paac_reportes.cli.flujos import Salidas, abierto, leer_plan_o_mapa, nombre_en_mensajes
from paac_reportes.cli.ordenes import comunes
from paac_reportes.errores import ErrorDeEntrada, ErrorPaac, Falla

_DIFERENCIAS_DICHAS = 100
"""Los renglones que se dicen por stderr; los demás están en el certificado."""


def cumplir(argumentos: Namespace, salidas: Salidas) -> Generator[str, None, int]:
    """Certifica uno o varios archivos; 1 si alguno no es idéntico, 3 si falta con qué saberlo."""
    if not argumentos.publico:
        comunes.sin(("cedulas", "revisado"), argumentos, "sólo cuenta con --publico")
    archivos, contra = argumentos.archivo, _datos_de_cada_archivo(argumentos)
    if len(archivos) == 1:
        certificado = _certificado(archivos[0], contra[0], argumentos, cache(_reporte(argumentos)))
        yield from comunes.respuesta_en_json(certificado.datos(), argumentos, salidas)
        _decir_certificado(archivos[0], certificado)
        return BIEN if certificado.pasa else DATOS_MAL
    reporte = cache(_reporte(argumentos))
    todos = [
        _verificado(archivo, contra_el_suyo, argumentos, reporte)
        for archivo, contra_el_suyo in zip(archivos, contra, strict=True)
    ]
    yield from comunes.respuesta_en_json([datos for datos, _ in todos], argumentos, salidas)
    return max(codigo for _, codigo in todos)


def _reporte(argumentos: Namespace) -> Callable[[str], paac.Reporte]:
    """Función que da el reporte que sale de unos datos."""

    def de(contra: str) -> paac.Reporte:
        contenido = leer_plan_o_mapa(contra, argumentos.carpeta)
        formato, opciones = comunes.formato_pedido(argumentos), comunes.opciones_de_reporte
        return reporte_de(contenido, formato, **opciones(argumentos))

    return de


def _certificado(
    archivo: str,
    contra: str | None,
    argumentos: Namespace,
    reporte: Callable[[str], paac.Reporte],
) -> "paac.tipos.Certificado":
    """Certificado de un archivo; si se dice contra qué, comparado con lo que sale de esos datos."""
    va(f"verificando {nombre_en_mensajes(archivo)}")
    dado = abierto(archivo, next(iter(argumentos.tipo), None))
    del_acta = {"acta": argumentos.acta, "fecha": argumentos.fecha}
    if contra is None:
        return paac.verificar(dado, **del_acta)
    return paac.verificar(dado, reporte(contra), **del_acta)


def _verificado(
    archivo: str,
    contra: str | None,
    argumentos: Namespace,
    reporte: Callable[[str], paac.Reporte],
) -> tuple[dict[str, Any], int]:
    """Datos del resultado de un archivo, entre varios, y su código; lo que no pasa se dice."""
    nombre = nombre_en_mensajes(archivo)
    try:
        certificado = _certificado(archivo, contra, argumentos, reporte)
    except ErrorPaac as error:
        for falla in error.fallas:
            decir_falla(str(falla) if falla.ruta == nombre else f"{nombre}: {falla}")
        fallas = [attrs.asdict(falla, filter=_SE_DICE) for falla in error.fallas]
        datos = {"archivo": nombre, "veredicto": None, "pasa": False, "fallas": fallas}
        de_la_maquina = all(map(comunes.es_de_la_maquina, error.fallas))
        return datos, ENTORNO_MAL if de_la_maquina else DATOS_MAL
    _decir_certificado(archivo, certificado)
    codigo = BIEN if certificado.pasa else DATOS_MAL
    return {"archivo": nombre, **certificado.datos()}, codigo


_SE_DICE = attrs.filters.include("codigo", "ruta", "mensaje")


def _datos_de_cada_archivo(argumentos: Namespace) -> Sequence[str | None]:
    """Datos de cada archivo; ``ErrorDeEntrada`` si no son ninguno, unos o uno por archivo."""
    datos: list[str] = argumentos.contra
    cuantos = len(argumentos.archivo)
    if len(datos) in {1, cuantos}:
        return datos * cuantos if len(datos) == 1 else datos
    if not datos:
        return [None] * cuantos
    motivo = (
        f"se esperaban los datos de todos o, en su orden, los de cada uno: son {cuantos}"
        f" {'archivo' if cuantos == 1 else 'archivos'} y llegaron {len(datos)}"
    )
    raise ErrorDeEntrada(Falla("argumento_invalido", "--contra", motivo))


def _decir_certificado(archivo: str, certificado: "paac.tipos.Certificado") -> None:
    """Dice por qué un archivo no es idéntico; de uno que pasa, nada."""
    if certificado.pasa:
        return
    renglones = [certificado.dice, *certificado.motivos, *map(str, certificado.diferencias or ())]
    for renglon in renglones[:_DIFERENCIAS_DICHAS]:
        decir_falla(f"{nombre_en_mensajes(archivo)}: {renglon}")
    if (restantes := len(renglones) - _DIFERENCIAS_DICHAS) > 0:
        decir(f"y {restantes} más")
