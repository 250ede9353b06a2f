"""``verificar``: si un archivo es el que sale de unos datos, o el que un acta nombra."""

from argparse import Namespace
from collections.abc import Generator

import paac_reportes as paac
from paac_reportes.api.pedidos import reporte_de
from paac_reportes.cli.codigos import BIEN, DATOS_MAL
from paac_reportes.cli.consola import decir, decir_falla, va
from paac_reportes.cli.flujos import abierto, leer_plan_o_mapa, nombre_en_mensajes
from paac_reportes.cli.ordenes import comunes

_DIFERENCIAS_DICHAS = 100
"""Los renglones que se dicen por stderr; los demás están en el certificado."""


def cumplir(argumentos: Namespace) -> Generator[str, None, int]:
    """La orden ``verificar``: el certificado de un archivo; 1 si no es idéntico."""
    if not argumentos.publico:
        comunes.sin(("cedulas", "revisado"), argumentos, "sólo cuenta con --publico")
    certificado = _certificado(argumentos)
    yield from comunes.respuesta_en_json(certificado.datos(), argumentos)
    if certificado.pasa:
        return BIEN
    renglones = [certificado.dice, *certificado.motivos, *map(str, certificado.diferencias or ())]
    for renglon in renglones[:_DIFERENCIAS_DICHAS]:
        decir_falla(f"{nombre_en_mensajes(argumentos.archivo)}: {renglon}")
    if (restantes := len(renglones) - _DIFERENCIAS_DICHAS) > 0:
        decir(f"y {restantes} más")
    return DATOS_MAL


def _certificado(argumentos: Namespace) -> "paac.tipos.Certificado":
    """Certificado; con ``--contra``, comparado con lo que sale de esos datos."""
    va(f"verificando {nombre_en_mensajes(argumentos.archivo)}")
    dado = abierto(argumentos.archivo, next(iter(argumentos.tipo), None))
    del_acta = {"acta": argumentos.acta, "fecha": argumentos.fecha}
    if argumentos.contra is None:
        return paac.verificar(dado, **del_acta)
    contenido = leer_plan_o_mapa(argumentos.contra, argumentos.carpeta)
    formato, opciones = comunes.formato_pedido(argumentos), comunes.opciones_de_reporte(argumentos)
    return paac.verificar(dado, reporte_de(contenido, formato, **opciones), **del_acta)
