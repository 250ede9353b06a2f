"""``capturar`` y ``reunir``: los libros que llenan las oficinas, al salir y al volver."""

from argparse import ArgumentTypeError, Namespace
from collections.abc import Generator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import paac_reportes as paac
from paac_reportes.api.tipos import PREFERENCIAS
from paac_reportes.cli.consola import codigo_de, decir, decir_avisos, no_existe, va
from paac_reportes.cli.flujos import GUION, abierto, destino, leer_plan_o_mapa
from paac_reportes.cli.ordenes import comunes
from paac_reportes.errores import ErrorDeEntrada, Falla
from paac_reportes.sistema import desde_la_de_trabajo

_SALIDA = Path(GUION)


def cumplir_capturar(argumentos: Namespace) -> Generator[str, None, int]:
    """La orden ``capturar``: escribe los libros, todos o ninguno, y dice sus rutas."""
    plan = leer_plan_o_mapa(argumentos.datos, argumentos.carpeta)
    va("escribiendo los libros")
    guardado = paac.capturar(
        plan,
        argumentos.corte,
        argumentos.salida.ruta,
        por=comunes.dependencia_o_dato(argumentos.por),
        quien=argumentos.quien,
        reemplazar=argumentos.reemplazar,
    )
    decir_avisos(guardado.avisos, partial(paac.donde, plan))
    yield from map(str, guardado.archivos)
    return codigo_de(guardado.avisos)


def preferencia(texto: str) -> str | tuple[str, str]:
    """Lo que se prefiere en todo, o en un conflicto: ``7f3a=salud.xlsx``."""
    conflicto, igual, libro = texto.rpartition("=")
    if igual and conflicto and libro:
        return conflicto, libro
    if texto in PREFERENCIAS:
        return texto
    hay = ", ".join(PREFERENCIAS)
    motivo = no_existe(repr(texto), PREFERENCIAS, texto)
    raise ArgumentTypeError(f"{motivo} (están: {hay}; o CONFLICTO=LIBRO)")


def _preferir(dadas: Sequence[str | tuple[str, str]]) -> Any:
    """Lo que se prefiere, como lo pide ``reunir``."""
    de_todo = [dada for dada in dadas if isinstance(dada, str)]
    if len(de_todo) > 1:
        motivo = f"se prefiere una sola cosa; llegaron {' y '.join(de_todo)}"
        raise ErrorDeEntrada(Falla("argumento_invalido", "--preferir", motivo))
    por_conflicto = dict(dada for dada in dadas if not isinstance(dada, str))
    if not por_conflicto:
        return next(iter(de_todo), None)
    return por_conflicto | ({"*": de_todo[0]} if de_todo else {})


def _comprobar_que_no_pisan(argumentos: Namespace) -> None:
    """``ErrorDeEntrada`` si una salida es la base o un libro de una carpeta de las que se leen."""
    base = desde_la_de_trabajo(argumentos.base).resolve()
    carpetas = {
        desde_la_de_trabajo(libro).resolve() for libro in argumentos.libros if Path(libro).is_dir()
    }
    for salida in (argumentos.salida,):
        if salida == _SALIDA:
            continue
        if desde_la_de_trabajo(salida).resolve() == base:
            raise ErrorDeEntrada(Falla("destino_ocupado", str(salida), "es el archivo de la base"))
        if salida.is_file() and desde_la_de_trabajo(salida).resolve().parent in carpetas:
            raise ErrorDeEntrada(
                Falla("destino_ocupado", str(salida), "está entre los libros que se reúnen")
            )


def cumplir_reunir(argumentos: Namespace) -> Generator[str, None, int]:
    """La orden ``reunir``: todo, o nada; 4 si un libro, una fila o una celda no se tomó."""
    from paac_reportes.api.libros import json_de_reunion, lo_que_no_entro

    _comprobar_que_no_pisan(argumentos)
    base = leer_plan_o_mapa(argumentos.base, argumentos.carpeta)
    va("reuniendo los libros")
    reunion = paac.reunir(
        [abierto(libro) for libro in argumentos.libros],
        base=base,
        corte=argumentos.corte,
        preferir=_preferir(argumentos.preferir),
        respuestas=argumentos.respuestas and abierto(argumentos.respuestas),
    )
    if argumentos.sin_dudas and reunion.pendientes:
        raise ErrorDeEntrada(
            Falla("conflicto_sin_resolver", conflicto.id, f"sin resolver: {conflicto.descripcion}")
            for conflicto in reunion.pendientes
        )
    donde = destino(argumentos.salida, argumentos.tipo)
    # Por la consola, en JSON van los datos reunidos; la lista de lo que llegó, con --json.
    en_datos = (argumentos.salida.suffix.lower() or f".{argumentos.tipo}") == ".json"
    guardado = paac.guardar_datos(reunion, donde) if en_datos else reunion.guardar(donde)
    de_las_entregas = (aviso for entrega in reunion.todas for aviso in entrega.avisos)
    avisos = tuple(dict.fromkeys((*de_las_entregas, *guardado.avisos)))
    en_el_detalle = {*lo_que_no_entro(reunion)}
    decir_avisos(aviso for aviso in avisos if aviso not in en_el_detalle)
    for renglon in reunion.detalle():
        decir(renglon)
    if argumentos.json:
        yield json_de_reunion(reunion)
    else:
        yield from reunion.frases()
        if argumentos.salida != _SALIDA:
            yield str(argumentos.salida)
    return codigo_de(avisos)
