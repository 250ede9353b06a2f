"""Las órdenes de los datos: ``nuevo``, ``leer``, ``capturar`` y ``reunir``."""

import json
from argparse import ArgumentTypeError, Namespace
from collections.abc import Generator, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import attrs

import paac_reportes as paac
from paac_reportes.api.datos import cuantos_hay
from paac_reportes.api.lectura import leer_pedido
from paac_reportes.api.pedidos import pedido_de
from paac_reportes.api.tipos import PREFERENCIAS
from paac_reportes.cli.consola import (
    GUION,
    abierto,
    abierto_si_se_dio,
    carpeta_de,
    codigo_de,
    decir,
    decir_avisos,
    destino,
    dice_de_cual,
    leer_plan_o_mapa,
    no_existe,
    nombre_en_mensajes,
    va,
)
from paac_reportes.cli.ordenes import comunes
from paac_reportes.errores import ErrorDeEntrada, Falla


def cumplir_nuevo(argumentos: Namespace) -> Iterator[str]:
    """La orden ``nuevo``: escribe un plan, o un mapa, por llenar."""
    if not argumentos.por_la_salida and argumentos.salida.exists():
        motivo = "ya existe; un plan lleno no se reemplaza"
        raise ErrorDeEntrada(Falla("destino_ocupado", str(argumentos.salida), motivo))
    como: Any = "mapa" if argumentos.mapa else "plan"
    entidad = paac.Entidad(nombre=argumentos.entidad, orden=argumentos.orden)
    en_blanco = paac.en_blanco(
        entidad, como=como, vigencia=argumentos.vigencia, regimen=argumentos.regimen
    )
    guardar = partial(paac.guardar_datos, en_blanco, por_llenar=True)
    yield from comunes.escrito(argumentos, guardar, argumentos.tipo)


def cumplir_leer(argumentos: Namespace) -> Generator[str, None, int]:
    """La orden ``leer``: guarda los datos y dice qué revisar; 4 si algo no quedó en ellos."""
    if not argumentos.recomendar:
        solo_con = ("informe", *comunes.METODOLOGIA)
        comunes.sin(solo_con, argumentos, "sólo cuenta con --recomendar")
    va(f"leyendo {nombre_en_mensajes(argumentos.documento)}")
    with dice_de_cual(argumentos.documento):
        lectura = leer_pedido(
            abierto(argumentos.documento),
            **_con_su_plan(argumentos),
            columnas=comunes.columnas_dadas(argumentos),
            **{clave: getattr(argumentos, clave) for clave in comunes.AJENA},
            quitar=argumentos.quitar,
            como=argumentos.como or ("plan" if argumentos.recomendar else None),
            carpeta=carpeta_de(argumentos.documento, argumentos.carpeta),
        )
    frases = []
    if argumentos.recomendar:
        lectura, frase = _con_recomendaciones(lectura, argumentos)
        frases = [frase]
    cuantas, resumen = _guardar(lectura, argumentos)
    if argumentos.json:
        cambios = [attrs.asdict(cambio) for cambio in lectura.cambios]
        yield json.dumps(cambios, ensure_ascii=False, indent=1)
        return codigo_de(lectura.avisos)
    if sin_leer := lectura._filas_sin_leer:  # noqa: SLF001 - sólo la orden lo cuenta
        yield f"{cuantas} de {cuantas + sin_leer} filas"
    if not argumentos.por_la_salida:
        yield str(argumentos.salida)
    if argumentos.plan:
        aplicados = sum(cambio.aplicado for cambio in lectura.cambios)
        resumen += f", {_cuantas(aplicados, 'un cambio aplicado', 'cambios aplicados')}"
    yield f"{_formato_y_corte(lectura)}, {resumen}, {_cuenta_de_avisos(lectura)}"
    yield from frases
    return codigo_de(lectura.avisos)


def _con_su_plan(argumentos: Namespace) -> dict[str, Any]:
    """Opciones de ``paac.leer`` con el plan del que salió el documento, y su formato y corte.

    El plan va como se dio, ruta o flujo; con ``--anterior``, ya hecho reporte, que lleva lo demás.
    """
    plan = argumentos.plan and abierto(argumentos.plan)
    pedido = {clave: getattr(argumentos, clave) for clave in ("formato", "plantillas", "corte")}
    if not (plan and argumentos.anterior):
        return {"plan": plan, **pedido}
    pedido["formato"] = pedido["formato"] or "informe-seguimiento"
    leida = leer_pedido(plan, carpeta=carpeta_de(argumentos.plan, argumentos.carpeta))
    decir_avisos(leida.avisos, partial(paac.donde, leida.contenido))
    return {"plan": pedido_de(leida.contenido, **pedido, anterior=abierto(argumentos.anterior))}


def _guardar(lectura: "paac.Lectura[Any]", argumentos: Namespace) -> tuple[int, str]:
    """Guarda los datos y dice los avisos; da cuántas filas o riesgos quedaron, y la frase."""
    lugar = destino(argumentos.salida, argumentos.tipo)
    guardado = paac.guardar_datos(lectura, lugar)
    decir_avisos(aviso for aviso in guardado.avisos if aviso not in lectura.avisos)
    decir_avisos(lectura.avisos, partial(paac.donde, lectura.contenido))
    if not isinstance(lectura.contenido, paac.Plan):
        cuentas = cuantos_hay(lectura.contenido)
        partes = (f"{n} {s if n == 1 else plural}" for (s, plural), n in cuentas.items())
        return cuentas["riesgo", "riesgos"], ", ".join(partes)
    cuantas = sum(1 for fila in paac.filas_de(lectura.contenido) if fila["lista"])
    return cuantas, "una fila" if cuantas == 1 else f"{cuantas} filas"


def _formato_y_corte(lectura: "paac.Lectura[Any]") -> str:
    """Frase con el formato de lo leído o, si no es de ninguno, qué es; y su corte."""
    if not isinstance(lectura.contenido, paac.Plan):
        si_no = "un mapa de riesgos"
    else:  # o un archivo de datos, el plan como libro o un cuerpo diseñado: nada que adivinar
        es_de_otro = lectura._por_rotulos  # noqa: SLF001 - sólo la orden lo dice
        si_no = "una matriz de otro formato" if es_de_otro else "unos datos"
    corte = f", corte {lectura.corte}" if lectura.corte else ""
    return f"{lectura.formato or si_no}{corte}"


def _cuenta_de_avisos(lectura: "paac.Lectura[Any]") -> str:
    """Frase con cuántas dudas hay entre los avisos, y cuántos avisos más."""
    dudas = len(lectura.dudas)
    frase, otros_avisos = _cuantas(dudas, "una duda", "dudas"), len(lectura.avisos) - dudas
    if not otros_avisos:
        return frase
    return f"{frase}, {_cuantas(otros_avisos, 'un aviso', 'avisos')}{' más' if dudas else ''}"


def _cuantas(numero: int, una: str, varias: str) -> str:
    """Cuenta en palabras: «una duda», «3 dudas», «sin dudas»."""
    return una if numero == 1 else f"{numero or 'sin'} {varias}"


# ------------------------------------------------------------------ recomendar


def _con_recomendaciones(
    lectura: "paac.Lectura[Any]", argumentos: Namespace
) -> tuple["paac.Lectura[Any]", str]:
    """Lectura del plan con sus recomendaciones, editadas, y las que faltan; y la frase."""
    plan, impreso = lectura.contenido, argumentos.informe
    if isinstance(plan, paac.Plan) and not argumentos.por_la_salida and argumentos.salida.exists():
        plan = _con_las_editadas(plan, argumentos.salida)
    otros = () if impreso is None else (nombre_en_mensajes(impreso),)
    with dice_de_cual(argumentos.documento, *otros):
        recomendado = paac.recomendar(
            plan,
            corte=argumentos.corte,
            informe=abierto_si_se_dio(impreso),
            metodologia=comunes.metodologia_pedida(argumentos),
        )
    nuevo = recomendado.contenido
    habia, hay = ({r.id for r in uno.recomendaciones} for uno in (plan, nuevo))
    que_son = "propuestas" if impreso is None else "tomadas del informe"
    se_quitan = f"; que se quitan: {len(habia - hay)}" if habia - hay else ""
    frase = (
        f"recomendaciones {que_son}: {len(hay - habia)}; que ya estaban y se conservan:"
        f" {len(habia & hay)}{se_quitan}"
    )
    todos = tuple(dict.fromkeys((*lectura.avisos, *recomendado.avisos)))
    return attrs.evolve(lectura, contenido=nuevo, avisos=todos), frase


def _con_las_editadas(plan: paac.Plan, salida: Path) -> paac.Plan:
    """El plan con las recomendaciones de un archivo ya escrito, que mandan sobre las suyas.

    ``ErrorDeEntrada`` si en él se cambió algo más: escribirlo otra vez lo perdería.
    """
    with dice_de_cual(str(salida)):  # sus avisos ya se dijeron al escribirlo
        plan_escrito = paac.leer(str(salida)).sin_dudas()
    if attrs.evolve(plan_escrito, recomendaciones=()) != attrs.evolve(plan, recomendaciones=()):
        motivo = (
            "ya existe, y trae otro plan o cambios fuera de sus recomendaciones, que se perderían;"
            " dé ese archivo como datos, u otro nombre en --salida"
        )
        raise ErrorDeEntrada(Falla("destino_ocupado", str(salida), motivo))
    editadas = {r.id: r for r in plan_escrito.recomendaciones}
    recomendaciones = [editadas.pop(r.id, r) for r in plan.recomendaciones]
    return attrs.evolve(plan, recomendaciones=(*recomendaciones, *editadas.values()))


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


def cumplir_reunir(argumentos: Namespace) -> Generator[str, None, int]:
    """La orden ``reunir``: todo, o nada; 4 si un libro, una fila o una celda no se tomó."""
    from paac_reportes.api.libros import json_de_reunion, lo_que_no_entro

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
