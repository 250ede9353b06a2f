"""``revisar``: lo que conviene corregir de unos datos, de un documento o de un formato propio."""

import re
import zipfile
from argparse import Namespace
from collections.abc import Generator, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import paac_reportes as paac
from paac_reportes.api.datos import cuantos_hay
from paac_reportes.api.formatos import revisar_formatos
from paac_reportes.api.salida import guardar_en_json
from paac_reportes.api.tipos_de_archivo import hay_typst, tipos_de_la_muestra
from paac_reportes.cli.codigos import BIEN, DATOS_MAL
from paac_reportes.cli.consola import decir_avisos, en_renglones, va
from paac_reportes.cli.flujos import (
    GUION,
    Salidas,
    abierto,
    carpeta_de,
    dice_de_cual,
    es_de_paso,
    nombre_en_mensajes,
    salida_con,
)
from paac_reportes.cli.ordenes import comunes
from paac_reportes.errores import Aviso, ErrorDeEntrada, Falla
from paac_reportes.instalacion import como_instalar

_POR_PESO = ("grave", "por_fuera", "duda", "nota")


def cumplir(argumentos: Namespace, salidas: Salidas) -> Generator[str, None, int]:
    """La orden ``revisar``: una sola lista, por peso; 1 si algo es grave."""
    if _es_un_formato(argumentos):
        yield from _formato(argumentos, salidas)
        return BIEN
    if isinstance(argumentos.salida, comunes.Carpeta):
        motivo = f"se esperaba un archivo .json; llegó '{argumentos.salida.ruta}'"
        raise ErrorDeEntrada(Falla("argumento_invalido", "--salida", motivo))
    va(f"leyendo {nombre_en_mensajes(argumentos.datos)}")
    with dice_de_cual(argumentos.datos):
        contenido, lista = _lista(argumentos)
    if argumentos.salida is not None:
        salidas.van_a_ser([argumentos.salida])
        va_a = salida_con("json") if str(argumentos.salida) == GUION else argumentos.salida
        guardar_en_json([_en_datos(contenido, aviso) for aviso in lista], va_a)
    yield from en_renglones(lista, partial(paac.donde, contenido), con_peso=True)
    graves = sum(aviso.peso == "grave" for aviso in lista)
    resumen = _resumen(graves, len(lista) - graves, contenido)
    yield f"{nombre_en_mensajes(argumentos.datos)}: {resumen}"
    return DATOS_MAL if graves else BIEN


def _lista(argumentos: Namespace) -> tuple[Any, Sequence[Aviso]]:
    """Contenido, y todo lo que conviene corregir de él, lo más grave primero."""
    from paac_reportes.api.lectura import en_su_celda, leer_pedido, leer_sin_dudas
    from paac_reportes.api.libro import flujo_conocido
    from paac_reportes.lectura.archivos import es_documento

    origen: Any = flujo_conocido(abierto(argumentos.datos))
    como, carpeta = argumentos.como, carpeta_de(argumentos.datos, argumentos.carpeta)
    if es_documento(origen):
        lectura = leer_pedido(
            origen,
            como=como,
            columnas=comunes.columnas_dadas(argumentos),
            **{clave: getattr(argumentos, clave) for clave in comunes.AJENA},
            carpeta=carpeta,
        )
    else:
        comunes.sin(("columnas", *comunes.AJENA), argumentos, "sólo cuenta con un documento")
        lectura = leer_sin_dudas(origen, carpeta, clave_del_tema=como)
    contenido, plantillas = lectura.contenido, argumentos.plantillas
    if isinstance(contenido, paac.Plan):
        revision = paac.comprobar.revisar_plan(contenido, plantillas=plantillas)
        suyos: Sequence[Aviso] = (*revision.graves, *revision.avisos)
    else:
        suyos = paac.revisar(contenido, plantillas=plantillas)
    avisos = dict.fromkeys((*lectura.avisos, *en_su_celda(suyos, lectura.lugares)))
    return contenido, sorted(avisos, key=lambda aviso: _POR_PESO.index(aviso.peso))


def _en_datos(contenido: Any, aviso: Aviso) -> dict[str, str]:
    lugar = str(paac.donde(contenido, aviso.ruta))
    return {
        "peso": aviso.peso,
        "codigo": aviso.codigo,
        "lugar": lugar,
        "ruta": aviso.ruta,
        "mensaje": aviso.mensaje,
    }


def _resumen(graves: int, demas: int, contenido: Any) -> str:
    """Frase: ``nada grave, 3 por revisar: 2 componentes, 40 actividades``."""
    de_graves = f"{graves} {'cosa grave' if graves == 1 else 'cosas graves'}"
    por_revisar = f", {demas} por revisar" if demas else ""
    hay = cuantos_hay(contenido)
    cuentas = ", ".join(f"{n} {s if n == 1 else plural}" for (s, plural), n in hay.items())
    return f"{de_graves if graves else 'nada grave'}{por_revisar}: {cuentas}"


# ------------------------------------------------------------------ formatos


def _es_un_formato(argumentos: Namespace) -> bool:
    """Si lo que se dio es la carpeta de un formato, o un Word con huecos."""
    ruta = argumentos.datos
    if es_de_paso(ruta):
        return False
    return argumentos.base is not None or Path(ruta).is_dir() or _trae_huecos(ruta)


_BYTES_QUE_SE_MIRAN = 50_000_000


def _trae_huecos(ruta: str) -> bool:
    """Si un Word trae ``{{``, aunque esté partido entre letras de otro aspecto."""
    if not ruta.lower().endswith(".docx"):
        return False
    try:
        with zipfile.ZipFile(ruta) as word, word.open("word/document.xml") as cuerpo:
            return b"{{" in re.sub(rb"<[^>]*+>", b"", cuerpo.read(_BYTES_QUE_SE_MIRAN))
    except (OSError, KeyError, zipfile.BadZipFile, RuntimeError, ValueError, NotImplementedError):
        return False  # lo que no se deja leer lo dice quien lo lea


def _formato(argumentos: Namespace, salidas: Salidas) -> Iterator[str]:
    """Las fallas de un formato propio, y una muestra en cada tipo."""
    from paac_reportes.api.atajos import generar_muestra
    from paac_reportes.api.cuerpos import revisar_cuerpo

    salida = argumentos.salida or comunes.Carpeta(Path())
    if not isinstance(salida, comunes.Carpeta):
        motivo = f"de un formato salen sus muestras; se esperaba una carpeta, llegó '{salida}'"
        raise ErrorDeEntrada(Falla("argumento_invalido", "--salida", motivo))
    dibuja = hay_typst()
    if argumentos.datos.lower().endswith(".docx"):
        hallados, avisos = revisar_cuerpo(argumentos.datos, argumentos.base, argumentos.plantillas)
    else:
        hallados, avisos = revisar_formatos(argumentos.datos)
    decir_avisos(avisos)
    codigos = [formato.codigo for formato in hallados]
    for formato in hallados:
        tipos = tipos_de_la_muestra(formato, con_pdf=dibuja)
        repetido = codigos.count(formato.codigo) > 1
        desde = f"-desde-{formato.vigente_desde}" if formato.vigente_desde else ""
        version = re.sub(r"[^\w.]+", "-", formato.version)  # es un texto libre, no un nombre
        nombre = f"{formato.codigo}-v{version}{desde}" if repetido else formato.codigo
        muestras = [salida.ruta / f"muestra-{nombre}.{tipo}" for tipo in tipos]
        salidas.van_a_ser(muestras)
        va(f"dibujando {formato.codigo}")
        generar_muestra(formato, muestras)
        yield f"{formato.codigo}: sin fallas"
        yield from (f"  {muestra}" for muestra in muestras)
    if not dibuja and any(formato.cuerpo_en_word is None for formato in hallados):
        yield f"Sin Typst no se escribe el .pdf; es {como_instalar('pdf')}."
