"""Las órdenes de lo que un plan dice: ``analizar``, ``comparar``, ``calendario`` y ``revisar``."""

import json
from argparse import Namespace
from collections.abc import Callable, Collection, Generator, Iterator
from datetime import date
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

import paac_reportes as paac
from paac_reportes.api.cifras import (
    archivos_de_planes,
    filas_y_avisos,
    guardar_filas,
    renglones_de_filas,
    tabla_de_analisis,
    texto_de_comparacion,
)
from paac_reportes.api.cuerpos import revisar_cuerpo, trae_huecos
from paac_reportes.api.datos import cuantos_hay
from paac_reportes.api.formatos import revisar_formatos
from paac_reportes.api.lectura import leer_pedido
from paac_reportes.api.salida import guardar_en_json
from paac_reportes.cli.codigos import BIEN, DATOS_MAL
from paac_reportes.cli.consola import (
    abierto,
    abierto_si_se_dio,
    carpeta_de,
    codigo_de,
    decir_avisos,
    destino,
    dice_de_cual,
    en_renglones,
    es_de_paso,
    leer_dos,
    leer_plan_o_mapa,
    nombre_en_mensajes,
    plan_de_archivo,
    va,
)
from paac_reportes.cli.ordenes import comunes
from paac_reportes.errores import Aviso, ErrorDeEntrada, Falla
from paac_reportes.sistema import es_carpeta


def cumplir_analizar(argumentos: Namespace) -> Generator[str, None, int]:
    """La orden ``analizar``: las cifras de un plan o un mapa, en renglones o en JSON."""
    ruta, *otras = argumentos.datos
    if otras or argumentos.salida or es_carpeta(ruta):
        return (yield from _cuentas_en_filas(argumentos))
    contenido = leer_plan_o_mapa(ruta, argumentos.carpeta)
    if not isinstance(contenido, paac.Plan):
        yield from _cifras_del_mapa(contenido, ruta, argumentos)
        return BIEN
    plan = contenido
    otros_archivos = (
        () if argumentos.anterior is None else (nombre_en_mensajes(argumentos.anterior),)
    )
    with dice_de_cual(ruta, *otros_archivos):
        analisis = paac.analizar(
            plan,
            corte=argumentos.corte,
            metodologia=comunes.metodologia_pedida(argumentos),
            anterior=abierto_si_se_dio(argumentos.anterior),
        )
    decir_avisos(analisis.avisos, partial(paac.donde, plan))
    if argumentos.json:
        yield json.dumps(paac.datos_de(analisis), ensure_ascii=False, indent=1)
    else:
        yield from tabla_de_analisis(analisis)
    return BIEN


def _cuentas_en_filas(argumentos: Namespace) -> Generator[str, None, int]:
    """Cuentas de varios planes; termina con 4 si alguno quedó por fuera, que no detiene los demás.

    Van en renglones, en JSON o en un libro.
    """
    de_uno_solo = (*comunes.DE_UN_PLAN, "carpeta", "plantillas")
    comunes.sin(de_uno_solo, argumentos, "no cuenta con varios planes, ni con --salida")
    filas: list[dict[str, Any]] = []
    fallas: list[Falla] = []
    fuera: list[Aviso] = []
    avisos: list[Aviso] = []
    for archivo in (a for dado in argumentos.datos for a in archivos_de_planes(dado)):
        va(f"leyendo {nombre_en_mensajes(archivo)}")
        try:
            with dice_de_cual(archivo):
                de_uno, de_su_lectura = filas_y_avisos(abierto(archivo), argumentos.corte)
        except ErrorDeEntrada as error:
            fallas += error.fallas
            motivos = "; ".join(map(str, error.fallas[:_MOTIVOS]))
            fuera.append(Aviso("plan_no_incluido", "", motivos))
        else:
            filas += de_uno
            avisos += de_su_lectura
    if not filas:
        raise ErrorDeEntrada(fallas)
    decir_avisos((*avisos, *fuera))
    if argumentos.salida:
        yield from comunes.escrito(argumentos, partial(guardar_filas, filas), "xlsx")
    if argumentos.json:
        yield json.dumps(filas, ensure_ascii=False, indent=1, default=_en_json)
    elif not argumentos.salida:
        yield from renglones_de_filas(filas)
    return codigo_de((*avisos, *fuera))


_MOTIVOS = 3
"""Las fallas de un plan que se dicen; con ellas basta para ir a corregirlo."""


def _en_json(valor: date | Decimal) -> str | float:
    """Una fecha como texto; un avance, con los decimales que un programa admite."""
    return valor.isoformat() if isinstance(valor, date) else round(float(valor), 6)


def _cifras_del_mapa(mapa: Any, ruta: str, argumentos: Namespace) -> Iterator[str]:
    """Renglones con las cifras de un mapa; con ``--json``, un solo texto con todas."""
    comunes.sin(comunes.DE_UN_PLAN, argumentos, _CON_UN_MAPA)
    with dice_de_cual(ruta):
        cifras = paac.analizar(mapa, corte=argumentos.corte, plantillas=argumentos.plantillas)
    if argumentos.json:
        yield json.dumps(cifras.en_datos(), ensure_ascii=False, indent=1)
        return
    metodologia = cifras.metodologia or "sin metodología conocida: nada se calcula"
    titulo = repr(mapa).removeprefix("<").partition(":")[0]
    yield f"{titulo}, {'sin cortes' if cifras.corte is None else f'al {cifras.corte}'}"
    yield f"Metodología: {metodologia}."
    yield from cifras.frases()


_CON_UN_MAPA = "sólo cuenta con un plan, y llegó un mapa de riesgos"


def cumplir_comparar(argumentos: Namespace) -> Iterator[str]:
    """La orden ``comparar``: qué cambió de un archivo a otro, o de un corte a otro."""
    if argumentos.corte[2:]:  # el del primero y el del segundo
        motivo = f"se esperaban dos cortes, llegaron {len(argumentos.corte)}"
        raise ErrorDeEntrada(Falla("argumento_invalido", "--corte", motivo))
    corte_a, corte_b = (None, None, *argumentos.corte)[-2:]
    antes, despues = leer_dos(argumentos.antes, argumentos.despues, argumentos.carpeta)
    cifras_de = _cifras_de_un_plan if isinstance(despues, paac.Plan) else _cifras_de_un_mapa
    with dice_de_cual(argumentos.despues or argumentos.antes):
        ultimo, anterior = cifras_de(despues, corte_b, argumentos)
    # De un solo archivo, el corte anterior; de dos, el último de cada uno.
    corte_a = corte_a or (None if argumentos.despues else anterior)
    if corte_a is None and argumentos.despues is None:
        por_que = f"el {ultimo.corte} es el primero" if ultimo.corte else "no tiene ninguno"
        motivo = f"se esperaban dos cortes que comparar, y {por_que}; dé otro archivo o dos --corte"
        raise ErrorDeEntrada(Falla("corte_desconocido", argumentos.antes, motivo))
    with dice_de_cual(argumentos.antes):
        primero, _ = cifras_de(antes, corte_a, argumentos)
    comparacion = paac.comparar(primero, ultimo)
    decir_avisos(comparacion.avisos)
    if argumentos.json:
        yield json.dumps(paac.datos_de(comparacion), ensure_ascii=False, indent=1)
    else:
        yield from texto_de_comparacion(comparacion)


def _cifras_de_un_plan(
    plan: Any, corte: date | None, argumentos: Namespace
) -> tuple[Any, date | None]:
    """Cifras de un plan en un corte, y el corte que lo antecede."""
    analisis = paac.analizar(plan, corte=corte, metodologia=comunes.metodologia_pedida(argumentos))
    return analisis, analisis.corte_anterior


def _cifras_de_un_mapa(
    mapa: Any, corte: date | None, argumentos: Namespace
) -> tuple[Any, date | None]:
    """Cifras de un mapa en un corte, y el que lo antecede entre los suyos."""
    comunes.sin(comunes.DE_UN_PLAN, argumentos, _CON_UN_MAPA)
    cifras = paac.analizar(mapa, corte=corte, plantillas=argumentos.plantillas)
    anteriores = (c for c in mapa.cortes() if cifras.corte is not None and c < cifras.corte)
    return cifras, max(anteriores, default=None)


def cumplir_calendario(argumentos: Namespace) -> Iterator[str]:
    """La orden ``calendario``: los deberes del año y sus fuentes; en un archivo, si se pide."""
    opciones = {
        "periodicidad": argumentos.periodicidad,
        "cierres": argumentos.cierre,
        "regimen": argumentos.regimen,
        "orden": argumentos.orden,
        "dias_habiles": argumentos.plazo_habiles,
    }
    plan = None if argumentos.plan is None else plan_de_archivo(argumentos.plan, None)
    deberes = paac.calendario(argumentos.vigencia, plan=plan, **opciones)
    decir_avisos(deberes.avisos)
    for deber in deberes:
        yield f"{deber.dia:%d/%m/%Y}  {deber.renglon}"
    yield ""
    yield "De dónde salen las fechas:"
    fuentes = dict.fromkeys(fuente for deber in deberes for fuente in deber.fuentes)
    yield from (f"- {fuente}" for fuente in fuentes)
    if argumentos.salida is not None:
        guardar = partial(deberes.guardar, entidad=argumentos.entidad)
        yield from comunes.escrito(argumentos, guardar, "json")


_POR_PESO = ("grave", "por_fuera", "duda", "nota")


def cumplir_revisar(argumentos: Namespace) -> Generator[str, None, int]:
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
    comunes.sin(("como", "columnas", *comunes.AJENA), argumentos, "no cuenta con un formato")
    if argumentos.datos.lower().endswith(".docx"):
        hallados, avisos = revisar_cuerpo(argumentos.datos, argumentos.base, argumentos.plantillas)
    else:
        hallados, avisos = revisar_formatos(argumentos.datos)
    return avisos, [f"{formato.codigo}: sin fallas" for formato in hallados]
