"""``revisar``: lo que conviene corregir de unos datos, de un documento o de un formato propio."""

from argparse import Namespace
from collections.abc import Callable, Collection, Generator
from functools import partial
from pathlib import Path
from typing import Any

import paac_reportes as paac
from paac_reportes.api.cuerpos import trae_huecos
from paac_reportes.api.datos import cuantos_hay
from paac_reportes.api.formatos import revisar_formatos
from paac_reportes.api.salida import guardar_en_json
from paac_reportes.cli.codigos import BIEN, DATOS_MAL
from paac_reportes.cli.consola import en_renglones, va
from paac_reportes.cli.flujos import (
    abierto,
    carpeta_de,
    destino,
    dice_de_cual,
    es_de_paso,
    nombre_en_mensajes,
)
from paac_reportes.cli.ordenes import comunes
from paac_reportes.errores import Aviso

_POR_PESO = ("grave", "por_fuera", "duda", "nota")


def cumplir(argumentos: Namespace) -> Generator[str, None, int]:
    """La orden ``revisar``: una sola lista, por peso; 1 si algo es grave."""
    va(f"leyendo {nombre_en_mensajes(argumentos.datos)}")
    if _es_un_formato(argumentos):
        avisos, resumen = _de_un_formato(argumentos)
        lugar_de: Callable[[str], object] = str
    else:
        with dice_de_cual(argumentos.datos):
            contenido, avisos = _de_un_contenido(argumentos)
        lugar_de, resumen = (
            partial(paac.donde, contenido),
            [_resumen(argumentos, contenido, avisos)],
        )
    lista = sorted(avisos, key=lambda aviso: _POR_PESO.index(aviso.peso))
    if argumentos.salida is not None:
        en_datos = [_en_datos(aviso, lugar_de) for aviso in lista]
        guardar_en_json(en_datos, destino(argumentos.salida, "json"))
    yield from en_renglones(lista, lugar_de, con_peso=True)
    yield from resumen
    return DATOS_MAL if any(aviso.peso == "grave" for aviso in lista) else BIEN


def _de_un_contenido(argumentos: Namespace) -> tuple[Any, Collection[Aviso]]:
    """Contenido, y todo lo que conviene corregir de él."""
    from paac_reportes.api.lectura import leer_pedido

    lectura = leer_pedido(
        abierto(argumentos.datos),
        como=argumentos.como,
        columnas=comunes.columnas_dadas(argumentos),
        **{clave: getattr(argumentos, clave) for clave in comunes.AJENA},
        carpeta=carpeta_de(argumentos.datos, argumentos.carpeta),
    )
    contenido, plantillas = lectura.contenido, argumentos.plantillas
    return contenido, dict.fromkeys(paac.revisar(lectura, plantillas=plantillas).avisos)


def _en_datos(aviso: Aviso, lugar_de: Callable[[str], object]) -> dict[str, str]:
    """Un aviso con su peso y su lugar en palabras."""
    claves = ("peso", "codigo", "ruta", "mensaje")
    return {clave: getattr(aviso, clave) for clave in claves} | {"lugar": str(lugar_de(aviso.ruta))}


def _resumen(argumentos: Namespace, contenido: Any, avisos: Collection[Aviso]) -> str:
    """Frase: ``plan.yaml: nada grave, 3 por revisar: 2 componentes, 40 actividades``."""
    graves = sum(aviso.peso == "grave" for aviso in avisos)
    de_graves = f"{graves} {'cosa grave' if graves == 1 else 'cosas graves'}"
    por_revisar = f", {len(avisos) - graves} por revisar" if len(avisos) > graves else ""
    hay = cuantos_hay(contenido)
    cuentas = ", ".join(f"{n} {s if n == 1 else plural}" for (s, plural), n in hay.items())
    nombre = nombre_en_mensajes(argumentos.datos)
    return f"{nombre}: {de_graves if graves else 'nada grave'}{por_revisar}: {cuentas}"


# ------------------------------------------------------------------ formatos


def _es_un_formato(argumentos: Namespace) -> bool:
    """Si lo que se dio es la carpeta de un formato, o un Word con huecos."""
    ruta = argumentos.datos
    if es_de_paso(ruta):
        return False
    return argumentos.base is not None or Path(ruta).is_dir() or trae_huecos(ruta)


def _de_un_formato(argumentos: Namespace) -> tuple[Collection[Aviso], list[str]]:
    """Lo que conviene mirar de los formatos propios, y un renglón por cada uno sin fallas."""
    from paac_reportes.api.cuerpos import revisar_cuerpo

    comunes.sin(("como", "columnas", *comunes.AJENA), argumentos, "no cuenta con un formato")
    if argumentos.datos.lower().endswith(".docx"):
        hallados, avisos = revisar_cuerpo(argumentos.datos, argumentos.base, argumentos.plantillas)
    else:
        hallados, avisos = revisar_formatos(argumentos.datos)
    return avisos, [f"{formato.codigo}: sin fallas" for formato in hallados]
