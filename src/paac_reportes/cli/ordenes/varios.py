"""Muchos reportes de una vez: los de una carpeta, los de una lista, y las cartas a las oficinas."""

from argparse import Namespace
from collections import Counter
from collections.abc import Generator, Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs

import paac_reportes as paac
from paac_reportes.api.reportes import TIPOS_SI_FALTAN
from paac_reportes.cli.codigos import ALGO_POR_FUERA, BIEN, DATOS_MAL, ENTORNO_MAL
from paac_reportes.cli.consola import (
    codigo_de,
    contando,
    decir_aviso_de_varios,
    decir_avisos,
    decir_falla,
    va,
)
from paac_reportes.cli.flujos import dice_de_cual, plan_de_archivo
from paac_reportes.cli.ordenes import comunes
from paac_reportes.errores import ErrorDeEntrada, ErrorPaac, Falla

if TYPE_CHECKING:
    from paac_reportes.tipos import Hecho

# ------------------------------------------------------------------ reportes

_DE_LA_LISTA = ("formato", "corte", "anterior", "plantillas", "tipo", "con_datos", "base")


def reportes(argumentos: Namespace) -> Generator[str, None, int]:
    """Un reporte de cada archivo o encargo; los que fallan se dicen, y los demás salen.

    Termina con 4 si alguno falló; si no salió ninguno, con lo que corresponda a sus fallas.
    """
    from paac_reportes.api.cifras import archivos_de_planes
    from paac_reportes.lotes.lote import leer_encargos

    (carpeta,) = argumentos.salida
    comunes.sin(("acta", "carpeta"), argumentos, "no cuenta con varios reportes")
    if comunes.es_lista(argumentos.datos):
        (lista,) = argumentos.datos
        no_va = (*_DE_LA_LISTA, *comunes.METODOLOGIA)
        comunes.sin(no_va, argumentos, "con una lista .csv, lo dicen sus columnas")
        va(f"leyendo {lista}")
        pedidos = leer_encargos(lista)
    else:
        archivos = [a for dado in argumentos.datos for a in archivos_de_planes(dado)]
        formato = comunes.formato_pedido(argumentos)
        pedidos = [
            (_encargo(archivo, formato, argumentos), Path(archivo).stem) for archivo in archivos
        ]
    encargos = _con_su_nombre(pedidos)
    uno_mas = contando(len(encargos))
    resultados: list[Hecho] = []
    for resultado in paac.en_lote(encargos, carpeta.ruta):
        uno_mas(resultado.clave)
        for falla in resultado.fallas:
            decir_falla(f"{resultado.clave}: {falla}")
        resultados.append(resultado)
    _decir_avisos_de(resultados, f"{carpeta.ruta}/*.acta.json")
    yield _cuenta(resultados, str(carpeta.ruta))
    return _codigo(resultados)


def _encargo(archivo: str, formato: Any, argumentos: Namespace) -> "paac.modelo.Encargo":
    """Encargo de un archivo, con lo que la orden pide."""
    tipos = tuple(argumentos.tipo) or TIPOS_SI_FALTAN
    opciones: Any = {
        clave: getattr(argumentos, clave)
        for clave in ("anterior", "plantillas", "con_datos")
        if getattr(argumentos, clave)
    }
    opciones["metodologia"] = comunes.metodologia_pedida(argumentos)
    return paac.modelo.Encargo(
        archivo, formato, corte=argumentos.corte, tipos=tipos, opciones=opciones
    )


def _con_su_nombre(
    pedidos: "Sequence[tuple[paac.modelo.Encargo, str]]",
) -> "list[paac.modelo.Encargo]":
    """Encargos con el nombre que su reporte propone; si es el de otro, con la clave de su lado."""
    nombres = [encargo.clave or _nombre(encargo) for encargo, _ in pedidos]
    veces = Counter(nombres)
    return [
        encargo
        if encargo.clave
        else attrs.evolve(encargo, clave=nombre if nombre and veces[nombre] == 1 else si_no)
        for (encargo, si_no), nombre in zip(pedidos, nombres, strict=True)
    ]


def _nombre(encargo: "paac.modelo.Encargo") -> str | None:
    """Nombre que su reporte propone, sin extensión; si algo falla, lo dice su hecho."""
    from paac_reportes.api.lectura import leer_sin_dudas
    from paac_reportes.api.pedidos import pedido_de

    opciones: Any = encargo.opciones
    archivo: Any = encargo.contenido
    va(f"leyendo {archivo}")
    try:
        plan = leer_sin_dudas(archivo).contenido
        pedido = pedido_de(
            plan, encargo.formato, corte=encargo.corte, plantillas=opciones.get("plantillas")
        )
    except ErrorPaac:
        return None
    publico = attrs.evolve(pedido, es_publico=opciones.get("publico") is True)
    return publico.nombre("json").removesuffix(".json")


def _decir_avisos_de(resultados: "Iterable[Hecho]", actas: str) -> None:
    """Escribe un renglón por código de aviso, con cuántos encargos: las actas dicen cuáles."""
    en_cuantos = Counter(codigo for hecho in resultados for codigo in hecho.avisos)
    for codigo, cuantos in sorted(en_cuantos.items()):
        decir_aviso_de_varios(codigo, cuantos, actas)


def _cuenta(resultados: "list[Hecho]", carpeta: str) -> str:
    """Cuenta final: ``1.093 de 1.100 encargos (412 ya estaban); 7 con fallas; salida/lote``."""
    salieron = [hecho for hecho in resultados if hecho.falla is None]
    ya_estaban = sum(hecho.de_antes for hecho in salieron)
    antes = f" ({ya_estaban} ya {'estaba' if ya_estaban == 1 else 'estaban'})" if ya_estaban else ""
    fallidos = len(resultados) - len(salieron)
    fallas = f"; {fallidos} con fallas" if fallidos else ""
    encargos = "encargo" if len(resultados) == 1 else "encargos"
    esperan = sum("sin_revisar" in hecho.opciones for hecho in salieron)
    sin_revisar = f"; {esperan} sin revisar" if esperan else ""
    return f"{len(salieron)} de {len(resultados)} {encargos}{antes}{fallas}{sin_revisar}; {carpeta}"


def _codigo(resultados: "Iterable[Hecho]") -> int:
    """Código: 4 si algo no salió; si nada salió, 1, o 3 si es de la máquina."""
    fallidos = [hecho.fallas for hecho in resultados if hecho.falla is not None]
    if not fallidos:
        return BIEN
    if any(hecho.falla is None for hecho in resultados):
        return ALGO_POR_FUERA
    es_de_la_maquina = all(comunes.es_de_la_maquina(falla) for f in fallidos for falla in f)
    return ENTORNO_MAL if es_de_la_maquina else DATOS_MAL


# ------------------------------------------------------------------ oficios

_SIN_CARTAS = "nadie tiene nada vencido ni por vencer antes del próximo corte: no hay oficios"


def oficios(argumentos: Namespace) -> Generator[str, None, int]:
    """Las cartas, todas o ninguna, a quien tiene algo pendiente."""
    ruta, *otras = argumentos.datos
    no_cuentan = ("anterior", "acta", "con_datos")
    comunes.sin(no_cuentan, argumentos, "no cuenta con --por, que escribe cartas")
    if otras or argumentos.corte is None:
        sobra = "un solo plan" if otras else "--corte, hasta el que se mira"
        raise ErrorDeEntrada(Falla("argumento_invalido", "--por", f"se esperaba {sobra}"))
    plan = plan_de_archivo(ruta, argumentos.carpeta)
    argumentos.formato = argumentos.formato or "oficio-pendientes"
    formato = comunes.formato_pedido(argumentos)
    if isinstance(formato, str):
        plantillas, corte = argumentos.plantillas, argumentos.corte
        formato = paac.leer_formato(formato, plantillas=plantillas, corte=corte)
    tipos = {"tipos": argumentos.tipo} if argumentos.tipo else {}
    va("escribiendo los oficios")
    with dice_de_cual(ruta):
        guardado = paac.oficios(
            plan,
            argumentos.corte,
            argumentos.salida[0].ruta,
            por=comunes.dependencia_o_dato(argumentos.por),
            formato=formato,
            metodologia=comunes.metodologia_pedida(argumentos),
            **tipos,
        )
    decir_avisos(guardado.avisos, partial(paac.donde, plan))
    yield from map(str, guardado.archivos)
    if not guardado.archivos:
        yield _SIN_CARTAS
    return codigo_de(guardado.avisos)
