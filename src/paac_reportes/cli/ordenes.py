"""Las órdenes, cada una como se cumple.

Las de los datos (``nuevo``, ``leer``, ``capturar`` y ``reunir``), las de lo que un plan dice
(``analizar``, ``comparar``, ``calendario`` y ``revisar``) y las de los reportes: ``generar``, que
da también uno de cada plan o un oficio a cada quien, ``publicar``, ``formatos`` y ``verificar``.
"""

import contextlib
import json
from argparse import ArgumentTypeError, Namespace
from collections import Counter
from collections.abc import Callable, Collection, Generator, Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import IO, Any

import attrs

import paac_reportes as paac
from paac_reportes.api.cifras import (
    archivos_de_planes,
    filas_y_avisos,
    guardar_filas,
    renglones_de_filas,
    tabla_de_analisis,
    texto_de_comparacion,
)
from paac_reportes.api.datos import cuantos_hay
from paac_reportes.api.formatos import (
    describir_formato,
    revisar_cuerpo,
    revisar_formatos,
    trae_huecos,
)
from paac_reportes.api.lectura import leer_pedido, leer_sin_dudas
from paac_reportes.api.pedidos import pedido_de, reporte_de
from paac_reportes.api.reportes import TIPOS_SI_FALTAN
from paac_reportes.api.salida import carpeta_nueva, guardar_bytes, guardar_en_json
from paac_reportes.api.tipos import PREFERENCIAS
from paac_reportes.cli import comunes
from paac_reportes.cli.codigos import ALGO_POR_FUERA, BIEN, DATOS_MAL, ENTORNO_MAL
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
    en_renglones,
    leer_dos,
    leer_plan_o_mapa,
    leer_y_decir,
    no_existe,
    nombre_en_mensajes,
    salida_con,
)
from paac_reportes.errores import Aviso, ErrorDeEntrada, ErrorPaac, Falla
from paac_reportes.sistema import es_carpeta


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
    cuantas = _guardar(lectura, argumentos)
    if argumentos.json:
        en_datos = [attrs.asdict(cambio) for cambio in lectura.cambios]
        yield json.dumps(en_datos, ensure_ascii=False, indent=1)
        return codigo_de(lectura.avisos)
    if not argumentos.por_la_salida:
        yield str(argumentos.salida)
    aplicados = sum(cambio.aplicado for cambio in lectura.cambios)
    cambios = f"; cambios aplicados: {aplicados}" if argumentos.plan else ""
    yield f"filas: {cuantas}{cambios}; dudas: {len(lectura.dudas)}"
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


def _guardar(lectura: "paac.Lectura[Any]", argumentos: Namespace) -> int:
    """Guarda los datos y dice los avisos; da cuántas filas, o riesgos de un mapa, quedaron."""
    lugar = destino(argumentos.salida, argumentos.tipo)
    guardado = paac.guardar_datos(lectura, lugar)
    decir_avisos(aviso for aviso in guardado.avisos if aviso not in lectura.avisos)
    decir_avisos(lectura.avisos, partial(paac.donde, lectura.contenido))
    if not isinstance(lectura.contenido, paac.Plan):
        return cuantos_hay(lectura.contenido)["riesgo", "riesgos"]
    return sum(1 for fila in paac.filas_de(lectura.contenido) if fila["lista"])


# ------------------------------------------------------------------ recomendar


def _con_recomendaciones(
    lectura: "paac.Lectura[Any]", argumentos: Namespace
) -> tuple["paac.Lectura[Any]", str]:
    """La lectura, con las recomendaciones propuestas o las del ``informe``, y su frase.

    ``ErrorDeEntrada`` si ``--salida`` ya existe: alguien pudo editar las suyas.
    """
    plan, impreso = lectura.contenido, argumentos.informe
    if not argumentos.por_la_salida and argumentos.salida.exists():
        motivo = (
            "ya existe, y lo que se editó en él se perdería: dé ese archivo como datos, y otro"
            " nombre en --salida"
        )
        raise ErrorDeEntrada(Falla("destino_ocupado", str(argumentos.salida), motivo))
    otros = () if impreso is None else (nombre_en_mensajes(impreso),)
    with dice_de_cual(argumentos.documento, *otros):
        recomendado = paac.recomendar(
            plan,
            corte=argumentos.corte,
            informe=abierto_si_se_dio(impreso),
            metodologia=comunes.metodologia_pedida(argumentos),
        )
    nuevo = recomendado.contenido
    habia, quedan = ({r.id for r in uno.recomendaciones} for uno in (plan, nuevo))
    que_son = "propuestas" if impreso is None else "tomadas del informe"
    se_quitan = f"; que se quitan: {len(habia - quedan)}" if habia - quedan else ""
    frase = (
        f"recomendaciones {que_son}: {len(quedan - habia)}; que ya estaban y se conservan:"
        f" {len(habia & quedan)}{se_quitan}"
    )
    todos = tuple(dict.fromkeys((*lectura.avisos, *recomendado.avisos)))
    return attrs.evolve(lectura, contenido=nuevo, avisos=todos), frase


def cumplir_capturar(argumentos: Namespace) -> Generator[str, None, int]:
    """La orden ``capturar``: escribe los libros, todos o ninguno, y dice sus rutas."""
    plan = leer_plan_o_mapa(argumentos.datos, argumentos.carpeta)
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
    raise ArgumentTypeError(no_existe(texto, PREFERENCIAS, "; o CONFLICTO=LIBRO"))


def _preferir(dadas: Sequence[str | tuple[str, str]]) -> Any:
    """Lo que ``--preferir`` dice: una cosa para todo, o por conflicto; ``*``, para los demás."""
    de_todo = [dada for dada in dadas if isinstance(dada, str)]
    if len(de_todo) > 1:
        motivo = f"se prefiere una sola cosa; llegaron {' y '.join(de_todo)}"
        raise _error("--preferir", motivo)
    por_conflicto = dict(dada for dada in dadas if not isinstance(dada, str))
    if not por_conflicto:
        return next(iter(de_todo), None)
    return por_conflicto | ({"*": de_todo[0]} if de_todo else {})


def cumplir_reunir(argumentos: Namespace) -> Generator[str, None, int]:
    """La orden ``reunir``: todo, o nada; 4 si un libro, una fila o una celda no se tomó."""
    from paac_reportes.api.libros import json_de_reunion, lo_que_no_entro

    base = leer_plan_o_mapa(argumentos.base, argumentos.carpeta)
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
        if not argumentos.por_la_salida:
            yield str(argumentos.salida)
    return codigo_de(avisos)


# ------------------------------------------------------------------ cifras


def cumplir_analizar(argumentos: Namespace) -> Generator[str, None, int]:
    """La orden ``analizar``: las cifras de un plan o un mapa, en renglones o en JSON."""
    ruta, *otras = argumentos.datos
    if otras or argumentos.salida or es_carpeta(ruta):
        return (yield from _cuentas_en_filas(argumentos))
    contenido = leer_plan_o_mapa(ruta, argumentos.carpeta)
    otros_archivos = filter(None, [argumentos.anterior])
    with dice_de_cual(ruta, *map(nombre_en_mensajes, otros_archivos)):
        cifras = _cifras_de(contenido, argumentos.corte, argumentos)
    decir_avisos(cifras.avisos, partial(paac.donde, contenido))
    if argumentos.json:
        yield json.dumps(paac.datos_de(cifras), ensure_ascii=False, indent=1)
    elif isinstance(contenido, paac.Plan):
        yield from tabla_de_analisis(cifras)
    else:
        titulo = repr(contenido).removeprefix("<").partition(":")[0]
        yield f"{titulo}, {f'al {cifras.corte:%d/%m/%Y}' if cifras.corte else 'sin cortes'}"
        metodologia = cifras.metodologia or "sin metodología conocida: nada se calcula"
        yield f"Metodología: {metodologia}."
        yield from cifras.frases()
    return BIEN


def _cifras_de(contenido: Any, corte: date | None, argumentos: Namespace) -> Any:
    """Cifras de un plan o de un mapa en un corte, con lo que la orden pide de cada uno."""
    if isinstance(contenido, paac.Plan):
        return paac.analizar(
            contenido,
            corte=corte,
            metodologia=comunes.metodologia_pedida(argumentos),
            anterior=abierto_si_se_dio(getattr(argumentos, "anterior", None)),
        )
    comunes.sin(comunes.DE_UN_PLAN, argumentos, _CON_UN_MAPA)
    return paac.analizar(contenido, corte=corte, plantillas=argumentos.plantillas)


def _cuentas_en_filas(argumentos: Namespace) -> Generator[str, None, int]:
    """Cuentas de varios planes; termina con 4 si alguno quedó por fuera, que no detiene los demás.

    Van en renglones, en JSON o en un libro.
    """
    de_uno_solo = (*comunes.DE_UN_PLAN, "carpeta", "plantillas")
    comunes.sin(de_uno_solo, argumentos, "no cuenta con varios planes, ni con --salida")
    planes: list[list[dict[str, Any]]] = []
    fallas: list[Falla] = []
    avisos: list[Aviso] = []
    for archivo in (a for dado in argumentos.datos for a in archivos_de_planes(dado)):
        try:
            with dice_de_cual(archivo):
                de_uno, de_su_lectura = filas_y_avisos(abierto(archivo), argumentos.corte)
        except ErrorDeEntrada as error:
            fallas += error.fallas
            motivos = "; ".join(map(str, error.fallas[:_MOTIVOS]))
            avisos.append(Aviso("plan_no_incluido", "", motivos))
        else:
            planes.append(de_uno)
            avisos += de_su_lectura
    if not planes:
        raise ErrorDeEntrada(fallas)
    decir_avisos(avisos)
    filas = [fila for de_uno in planes for fila in de_uno]
    if argumentos.salida:
        yield from comunes.escrito(argumentos, partial(guardar_filas, filas), "xlsx")
    if argumentos.json:
        yield json.dumps(filas, ensure_ascii=False, indent=1, default=_en_json)
    elif not argumentos.salida:
        yield from renglones_de_filas(planes)
    return codigo_de(avisos)


_MOTIVOS = 3
"""Las fallas de un plan que se dicen; con ellas basta para ir a corregirlo."""


def _en_json(valor: date | Decimal) -> str | float:
    """Una fecha como texto; un avance, con los decimales que un programa admite."""
    return valor.isoformat() if isinstance(valor, date) else round(float(valor), 6)


_CON_UN_MAPA = "sólo cuenta con un plan, y llegó un mapa de riesgos"


def cumplir_comparar(argumentos: Namespace) -> Iterator[str]:
    """La orden ``comparar``: qué cambió de un archivo a otro, o de un corte a otro."""
    if argumentos.corte[2:]:  # el del primero y el del segundo
        raise _error("--corte", f"se esperaban dos cortes, llegaron {len(argumentos.corte)}")
    corte_a, corte_b = (None, None, *argumentos.corte)[-2:]
    antes, despues = leer_dos(argumentos.antes, argumentos.despues, argumentos.carpeta)
    with dice_de_cual(argumentos.despues or argumentos.antes):
        ultimo = _cifras_de(despues, corte_b, argumentos)
    # De un solo archivo, el corte anterior; de dos, el último de cada uno.
    if corte_a is None and argumentos.despues is None:
        cortes = (c for c in antes.cortes() if ultimo.corte and c < ultimo.corte)
        corte_a = getattr(ultimo, "corte_anterior", None) or max(cortes, default=None)
        if corte_a is None:
            motivo = "no tiene dos cortes que comparar; dé otro archivo o dos --corte"
            raise ErrorDeEntrada(Falla("corte_desconocido", argumentos.antes, motivo))
    with dice_de_cual(argumentos.antes):
        primero = _cifras_de(antes, corte_a, argumentos)
    comparacion = paac.comparar(primero, ultimo)
    decir_avisos(comparacion.avisos)
    if argumentos.json:
        yield json.dumps(paac.datos_de(comparacion), ensure_ascii=False, indent=1)
    else:
        yield from texto_de_comparacion(comparacion)


def cumplir_calendario(argumentos: Namespace) -> Iterator[str]:
    """La orden ``calendario``: los deberes del año y sus fuentes; en un archivo, si se pide."""
    deberes = paac.calendario(
        argumentos.vigencia,
        plan=argumentos.plan and leer_y_decir(argumentos.plan, None, "plan")[0],
        periodicidad=argumentos.periodicidad,
        cierres=argumentos.cierre,
        regimen=argumentos.regimen,
        orden=argumentos.orden,
        dias_habiles=argumentos.plazo_habiles,
    )
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
    """El plan o mapa de un archivo, y todos los avisos de lo que conviene corregir."""
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
    """Frase: ``plan.yaml: nada grave, 3 por revisar: 2 componentes, 40 actividades``.

    Se cuentan los avisos por su peso.
    """
    graves = sum(aviso.peso == "grave" for aviso in avisos)
    de_graves = f"{graves} {'cosa grave' if graves == 1 else 'cosas graves'}"
    por_revisar = f", {len(avisos) - graves} por revisar" if len(avisos) > graves else ""
    cuantos = cuantos_hay(contenido)
    cuentas = ", ".join(f"{n} {s if n == 1 else plural}" for (s, plural), n in cuantos.items())
    nombre = nombre_en_mensajes(argumentos.datos)
    return f"{nombre}: {de_graves if graves else 'nada grave'}{por_revisar}: {cuentas}"


# ------------------------------------------------------------------ un formato propio


def _es_un_formato(argumentos: Namespace) -> bool:
    """Si lo que se dio es la carpeta de un formato, o un Word con huecos."""
    ruta = argumentos.datos
    if ruta == GUION:
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


# ------------------------------------------------------------------ un reporte


def cumplir_generar(argumentos: Namespace) -> Generator[str, None, int]:
    """La orden ``generar``: da los renglones que se escriben; devuelve el código de salida.

    Hace un reporte, los de muchos archivos o las cartas a las oficinas.
    """
    if argumentos.por is not None:
        return (yield from oficios(argumentos))
    if comunes.son_varios(argumentos.datos):
        return (yield from reportes(argumentos))
    (argumentos.datos,) = argumentos.datos
    vars(argumentos).update(publico=False, cedulas=False, revisado=None)
    return (yield from _uno_solo(argumentos))


def cumplir_publicar(argumentos: Namespace) -> Generator[str, None, int]:
    """La orden ``publicar``: el reporte sin datos personales, y lo que en él queda por revisar."""
    argumentos.publico = True
    return (yield from _uno_solo(argumentos))


def _uno_solo(argumentos: Namespace) -> Generator[str, None, int]:
    """Un reporte: todas las salidas, o ninguna; 4 si algo quedó por fuera."""
    plan, avisos_de_leer = leer_y_decir(argumentos.datos, argumentos.carpeta)
    origen = None if argumentos.datos == GUION else argumentos.datos
    reporte = reporte_de(
        plan,
        comunes.formato_pedido(argumentos),
        al_leer={"origen": origen, "al_leer": tuple(avisos_de_leer)},
        **comunes.opciones_de_reporte(argumentos),
    )
    archivos, avisos = _escribir_reporte(reporte, argumentos)
    # Lo que se publica se avisa sin repetirlo, y el texto de una fila puede traerlo.
    decir_avisos(avisos, str if argumentos.publico else partial(paac.donde, reporte.contenido))
    for uno in () if argumentos.silencio else getattr(reporte, "por_revisar", ()):
        decir(f"por revisar {uno.id}: {uno.se_lee}, {uno.por_que}: {uno.alrededor[0]}")
    yield from map(str, archivos)
    return codigo_de(avisos)


def _escribir_reporte(
    reporte: paac.Reporte, argumentos: Namespace
) -> tuple[list[Path], Sequence[Aviso]]:
    """Escribe los archivos del reporte, y el acta al final; da sus rutas y los avisos."""
    destinos = list(_destinos_de(reporte, argumentos.salida, argumentos.tipo or TIPOS_SI_FALTAN))
    archivos = [destino for destino in destinos if isinstance(destino, Path)]
    archivos += [] if argumentos.acta is None else [argumentos.acta]
    with contextlib.ExitStack() as mientras:
        for salida in dict.fromkeys(argumentos.salida):
            if isinstance(salida, comunes.Carpeta):  # si algo falla, la que no estaba no queda
                mientras.enter_context(carpeta_nueva(salida.ruta))
        mientras.enter_context(dice_de_cual(argumentos.datos, *map(str, archivos)))
        guardado = reporte.guardar(*destinos, acta=argumentos.acta)
    return archivos, guardado.avisos


def _destinos_de(
    reporte: paac.Reporte, salidas: Sequence[Path | comunes.Carpeta], tipos: Iterable[Any]
) -> Iterator[Path | IO[bytes]]:
    """A dónde va cada archivo: a su ruta, a la salida o a una carpeta, con el nombre propuesto."""
    tipos_pedidos = dict.fromkeys(tipos)
    for salida in salidas or (comunes.Carpeta(Path()),):
        if isinstance(salida, comunes.Carpeta):
            yield from (salida.ruta / reporte.nombre(tipo) for tipo in tipos_pedidos)
        elif str(salida) == GUION:
            yield from map(salida_con, tipos_pedidos)
        else:
            yield salida


# ------------------------------------------------------------------ reportes

_DE_LA_LISTA = ("formato", "corte", "anterior", "plantillas", "tipo", "con_datos", "base")


def reportes(argumentos: Namespace) -> Generator[str, None, int]:
    """Un reporte de cada archivo o encargo; los que fallan se dicen, y los demás salen.

    Termina con 4 si alguno falló; si no salió ninguno, con lo que corresponda a sus fallas.
    """
    from paac_reportes.lotes import leer_encargos

    (carpeta,) = argumentos.salida
    comunes.sin(("acta", "carpeta"), argumentos, "no cuenta con varios reportes")
    if comunes.es_lista(argumentos.datos):
        (lista,) = argumentos.datos
        no_va = (*_DE_LA_LISTA, *comunes.METODOLOGIA)
        comunes.sin(no_va, argumentos, "con una lista .csv, lo dicen sus columnas")
        pedidos = leer_encargos(lista)
    else:
        archivos = [a for dado in argumentos.datos for a in archivos_de_planes(dado)]
        formato = comunes.formato_pedido(argumentos)
        pedidos = [
            (_encargo(archivo, formato, argumentos), Path(archivo).stem) for archivo in archivos
        ]
    encargos = _con_su_nombre(pedidos)
    resultados: list[paac.tipos.Hecho] = []
    for resultado in paac.en_lote(encargos, carpeta.ruta):
        for falla in resultado.fallas:
            decir(f"{resultado.clave}: {falla}")
        resultados.append(resultado)
    en_cuantos = Counter(codigo for hecho in resultados for codigo in hecho.avisos)
    for codigo, cuantos in sorted(() if argumentos.silencio else en_cuantos.items()):
        decir(f"aviso: {codigo} (encargos: {cuantos}); vea {carpeta.ruta}/*.acta.json")
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
    """Los encargos, con el nombre que su reporte propone; sin él o repetido, el de al lado."""
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
    opciones: Any = encargo.opciones
    archivo: Any = encargo.contenido
    try:
        plan = leer_sin_dudas(archivo).contenido
        pedido = pedido_de(
            plan, encargo.formato, corte=encargo.corte, plantillas=opciones.get("plantillas")
        )
    except ErrorPaac:
        return None
    publico = attrs.evolve(pedido, es_publico=opciones.get("publico") is True)
    return publico.nombre("json").removesuffix(".json")


def _cuenta(resultados: "list[paac.tipos.Hecho]", carpeta: str) -> str:
    """Cuenta final: ``1.093 de 1.100 encargos (412 ya estaban); 7 con fallas; salida/lote``."""
    salieron = [hecho for hecho in resultados if hecho.falla is None]
    ya_estaban = sum(hecho.de_antes for hecho in salieron)
    antes = f" ({ya_estaban} ya {'estaba' if ya_estaban == 1 else 'estaban'})" if ya_estaban else ""
    fallidos = len(resultados) - len(salieron)
    fallas = f"; {fallidos} con fallas" if fallidos else ""
    encargos = "encargo" if len(resultados) == 1 else "encargos"
    return f"{len(salieron)} de {len(resultados)} {encargos}{antes}{fallas}; {carpeta}"


_DE_LA_MAQUINA = 500
"""Desde aquí, la respuesta de una falla que no arregla quien llena los datos."""


def _codigo(resultados: "Iterable[paac.tipos.Hecho]") -> int:
    """Código: 4 si algo no salió; si nada salió, 1, o 3 si es de la máquina."""
    fallidos = [hecho.fallas for hecho in resultados if hecho.falla is not None]
    if not fallidos:
        return BIEN
    if any(hecho.falla is None for hecho in resultados):
        return ALGO_POR_FUERA
    es_de_la_maquina = all(falla.http >= _DE_LA_MAQUINA for f in fallidos for falla in f)
    return ENTORNO_MAL if es_de_la_maquina else DATOS_MAL


# ------------------------------------------------------------------ oficios

_SIN_CARTAS = "nadie tiene nada vencido ni por vencer antes del próximo corte: no hay oficios"


def oficios(argumentos: Namespace) -> Generator[str, None, int]:
    """Las cartas, todas o ninguna, a quien tiene algo pendiente."""
    ruta, *otras = argumentos.datos
    no_cuentan = ("anterior", "acta", "con_datos")
    comunes.sin(no_cuentan, argumentos, "no cuenta con --por, que escribe cartas")
    if otras:
        raise _error("--por", "se esperaba un solo plan")
    plan, _ = leer_y_decir(ruta, argumentos.carpeta, "plan")
    argumentos.formato = argumentos.formato or "oficio-pendientes"
    formato = comunes.formato_pedido(argumentos)
    if isinstance(formato, str):
        plantillas, corte = argumentos.plantillas, argumentos.corte
        formato = paac.leer_formato(formato, plantillas=plantillas, corte=corte)
    tipos = {"tipos": argumentos.tipo} if argumentos.tipo else {}
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


def cumplir_formatos(argumentos: Namespace) -> Iterator[str]:
    """La orden ``formatos``: lo que se pidió, por la salida o en ``--salida``."""
    codigo, de_que, salida = argumentos.codigo, argumentos.esquema, argumentos.salida
    if codigo is not None and de_que is not None:
        raise _error("--esquema", "no es de un formato: pídalo sin CODIGO")
    if de_que is not None:
        if salida is not None and salida.suffix.lower() == ".docx":
            raise _error("--salida", f"el esquema queda en un .json; llegó '{salida}'")
        yield from comunes.respuesta_en_json(paac.esquema(como=de_que), argumentos)
    elif salida is not None:
        if codigo is None or (str(salida) != GUION and salida.suffix.lower() != ".docx"):
            motivo = "queda ahí un formato (CODIGO), en un .docx, o el esquema (--esquema plan)"
            raise _error("--salida", motivo)
        word = paac.cuerpo_de(paac.leer_formato(codigo, plantillas=argumentos.plantillas))
        yield from comunes.escrito(
            argumentos, lambda destino: guardar_bytes([(destino, word)]), "docx"
        )
    elif codigo is not None:
        yield from describir_formato(codigo, argumentos.plantillas)
    else:
        fichas = paac.formatos_disponibles(argumentos.plantillas)
        ancho = max(len(ficha.codigo) for ficha in fichas)
        for ficha in fichas:
            yield f"{ficha.codigo:<{ancho}}  versión {ficha.version}  {ficha.nombre}"


def _error(opcion: str, motivo: str) -> ErrorDeEntrada:
    return ErrorDeEntrada(Falla("argumento_invalido", opcion, motivo))


_DIFERENCIAS_DICHAS = 100
"""Los renglones que se dicen por stderr; los demás están en el certificado."""


def cumplir_verificar(argumentos: Namespace) -> Generator[str, None, int]:
    """La orden ``verificar``: el certificado de un archivo; 1 si no es idéntico."""
    if not argumentos.publico:
        comunes.sin(("cedulas", "revisado"), argumentos, "sólo cuenta con --publico")
    certificado = _certificado(argumentos)
    yield from comunes.respuesta_en_json(certificado.datos(), argumentos)
    if certificado.pasa:
        return BIEN
    renglones = [certificado.dice, *certificado.motivos, *map(str, certificado.diferencias or ())]
    for renglon in renglones[:_DIFERENCIAS_DICHAS]:
        decir(f"{nombre_en_mensajes(argumentos.archivo)}: {renglon}")
    if (restantes := len(renglones) - _DIFERENCIAS_DICHAS) > 0:
        decir(f"y {restantes} más")
    return DATOS_MAL


_CON_SUS_DATOS = ("formato", "corte", "anterior", "publico", "plantillas", *comunes.METODOLOGIA)
"""Lo que se da para hacer otra vez el archivo."""


def _certificado(argumentos: Namespace) -> "paac.tipos.Certificado":
    """Certificado; con ``--contra``, comparado con lo que sale de esos datos."""
    dado = abierto(argumentos.archivo, next(iter(argumentos.tipo), None))
    del_acta = {"acta": argumentos.acta, "fecha": argumentos.fecha}
    if argumentos.contra is None:
        comunes.sin(_CON_SUS_DATOS, argumentos, "sólo cuenta con --contra")
        return paac.verificar(dado, **del_acta)
    contenido = leer_plan_o_mapa(argumentos.contra, argumentos.carpeta)
    formato, opciones = comunes.formato_pedido(argumentos), comunes.opciones_de_reporte(argumentos)
    return paac.verificar(dado, reporte_de(contenido, formato, **opciones), **del_acta)
