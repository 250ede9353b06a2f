"""Lo que hace cada orden y con qué código termina.

0, bien; 1, los datos o el formato están mal; 2, la orden está mal escrita; 3, a la máquina le falta
algo; 4, se escribió y algo quedó por fuera o sin revisar; 130, interrumpida.
"""

import _thread
import contextlib
import json
import os
import re
import signal
import sys
from argparse import Namespace
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from threading import Timer
from typing import Any

import paac_reportes as paac
from paac_reportes.api.datos import contar
from paac_reportes.api.formatos import describir_formato, revisar_formatos
from paac_reportes.api.salida import guardar_bytes
from paac_reportes.api.tipos_de_archivo import hay_typst, tipos_de_la_muestra
from paac_reportes.cli import completar
from paac_reportes.cli.argumentos import leer_argumentos
from paac_reportes.cli.codigos import BIEN, DATOS_MAL, ENTORNO_MAL, INTERRUMPIDA, SIN_LECTOR
from paac_reportes.cli.consola import atendiendo, decir, decir_avisos, decir_falla, va
from paac_reportes.cli.flujos import (
    Salidas,
    abierto,
    abierto_si_se_dio,
    carpeta_de,
    destino,
    dice_de_cual,
    leer_dos,
    leer_plan_o_mapa,
    nombre_de,
    se_fue_quien_leia,
)
from paac_reportes.cli.ordenes import (
    capturar,
    comunes,
    consolidar,
    firmar,
    generar,
    lote,
    recomendar,
    reunir,
    verificar,
)
from paac_reportes.cli.ordenes import leer as leer_documento
from paac_reportes.cli.ordenes.comunes import en_json, metodologia_de
from paac_reportes.cli.terminal import imprimible
from paac_reportes.errores import (
    ErrorDeEntorno,
    ErrorDeEntrada,
    ErrorPaac,
    Falla,
    recogiendo_avisos,
)
from paac_reportes.instalacion import como_instalar
from paac_reportes.sistema import por_que_no_se_escribe


def ejecutar(argumentos: Sequence[str] | None) -> int:
    """Lee la orden, la cumple y da su código de salida; los errores van a stderr."""
    for flujo in (sys.stdout, sys.stderr):
        if hasattr(flujo, "reconfigure"):
            flujo.reconfigure(errors="backslashreplace")
    with _atentos_a_las_senales() as recibidas, _un_ctrl_c_no_se_pierde():
        pedido = leer_argumentos(argumentos)
        salidas = Salidas()
        try:
            return _responder(pedido, salidas)
        except Exception as error:
            if recibidas:  # una biblioteca en C vuelve otro error el Ctrl-C que le llega adentro
                return _interrumpida(salidas)
            if not isinstance(error, ErrorPaac):
                raise
            return _fallida(error)
        except KeyboardInterrupt:
            return _interrumpida(salidas)


def _fallida(error: ErrorPaac) -> int:
    if se_fue_quien_leia(error):
        _olvidar_la_salida()
        return SIN_LECTOR
    for renglon in error.renglones():
        decir_falla(renglon)
    return ENTORNO_MAL if isinstance(error, ErrorDeEntorno) else DATOS_MAL


def _interrumpida(salidas: Salidas) -> int:
    with contextlib.suppress(KeyboardInterrupt):  # quien insiste no cambia la respuesta
        decir(f"interrumpida; {salidas.que_se_escribio()}")
    return INTERRUMPIDA


@contextlib.contextmanager
def _atentos_a_las_senales() -> Iterator[list[int]]:
    """Las que piden terminar: SIGTERM también deja cerrar archivos temporales y LibreOffice."""
    recibidas: list[int] = []

    def terminar(senal: int, _: object) -> None:
        recibidas.append(senal)
        raise KeyboardInterrupt

    anteriores = {}
    try:
        anteriores[signal.SIGTERM] = signal.signal(signal.SIGTERM, terminar)
        if signal.getsignal(signal.SIGINT) is signal.default_int_handler:  # al fondo no se oye
            anteriores[signal.SIGINT] = signal.signal(signal.SIGINT, terminar)
    except ValueError:  # no es el hilo principal: la señal no es suya
        yield recibidas
        return
    try:
        yield recibidas
    finally:
        for senal, anterior in anteriores.items():
            signal.signal(senal, anterior)


@contextlib.contextmanager
def _un_ctrl_c_no_se_pierde() -> Iterator[None]:
    """El que llega mientras Python libera un objeto saldría sólo como una traza: se repite."""
    anterior = sys.unraisablehook

    def repetir(caso: "sys.UnraisableHookArgs") -> None:
        if issubclass(caso.exc_type, KeyboardInterrupt):
            # Desde otro hilo y no ya: aquí tampoco saldría.
            Timer(_EN_OTRO_MOMENTO, _thread.interrupt_main).start()
        else:
            anterior(caso)

    sys.unraisablehook = repetir
    try:
        yield
    finally:
        sys.unraisablehook = anterior


_EN_OTRO_MOMENTO = 0.01
"""Segundos: que ya se haya liberado."""


def _responder(pedido: Namespace, salidas: Salidas) -> int:
    with atendiendo(en_silencio=pedido.silencio):
        lineas, codigo = _cumplir(_ORDENES[pedido.orden](pedido, salidas))
    if pedido.por_la_salida:  # por ahí va el documento, y nada más
        for linea in () if pedido.silencio else lineas:
            decir(linea)
        return codigo
    try:
        for linea in lineas:
            print(imprimible(linea))  # noqa: T201 - es la orden, no la biblioteca
        if sys.stdout is not None:  # puede estar cerrada
            sys.stdout.flush()
    except BrokenPipeError:
        _olvidar_la_salida()  # quien la leía se fue (``| head``): no es una falla
    except OSError as error:
        _olvidar_la_salida()
        decir(f"no se pudo escribir la respuesta: {por_que_no_se_escribe(error)}")
        return ENTORNO_MAL
    return codigo


def _cumplir(orden: Iterator[str]) -> tuple[list[str], int]:
    """Lo que una orden responde, y el código con que termina si dice uno."""
    lineas: list[str] = []
    while True:
        try:
            lineas.append(next(orden))
        except StopIteration as fin:  # lo que devuelve un generador
            return lineas, fin.value or BIEN


def _olvidar_la_salida() -> None:
    """Que Python no vuelva a intentar escribir lo que quedó sin salir, y falle al terminar."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _validar(pedido: Namespace, _salidas: Salidas) -> Iterator[str]:
    from paac_reportes.api.revision import leer_y_revisar

    va(f"leyendo {nombre_de(pedido.datos)}")
    with dice_de_cual(pedido.datos):
        carpeta = carpeta_de(pedido.datos, pedido.carpeta)
        leida = leer_y_revisar(abierto(pedido.datos), carpeta, pedido.plantillas)
    hay = contar(leida.contenido)
    cuentas = ", ".join(f"{n} {uno if n == 1 else varios}" for (uno, varios), n in hay.items())
    decir_avisos(leida.avisos, partial(paac.donde, leida.contenido))
    por_revisar = f", con {len(leida.avisos)} por revisar" if leida.avisos else ""
    yield f"{nombre_de(pedido.datos)}: válido{por_revisar}: {cuentas}"


def _nuevo(pedido: Namespace, salidas: Salidas) -> Iterator[str]:
    if not pedido.por_la_salida and pedido.salida.exists():
        raise ErrorDeEntrada(
            Falla("destino_ocupado", str(pedido.salida), "ya existe; un plan lleno no se reemplaza")
        )
    entidad = paac.Entidad(nombre=pedido.entidad, orden=pedido.nivel)
    salidas.van_a_ser([pedido.salida])
    a_donde = destino(pedido.salida, pedido.tipo or "yaml")
    en_blanco = paac.en_blanco(
        entidad, de=pedido.de_que or "plan", vigencia=pedido.vigencia, regimen=pedido.regimen
    )
    paac.guardar(en_blanco, a_donde, por_llenar=True)
    if not pedido.por_la_salida:
        yield str(pedido.salida)


def _analizar(pedido: Namespace, _salidas: Salidas) -> Iterator[str]:
    from paac_reportes.api.cifras import datos_de_analisis, tabla_de_analisis

    leido = leer_plan_o_mapa(pedido.datos, pedido.carpeta)
    if not isinstance(leido, paac.Plan):
        yield from _cifras_del_mapa(leido, pedido)
        return
    plan = leido
    otros = () if pedido.anterior is None else (nombre_de(pedido.anterior),)
    with dice_de_cual(pedido.datos, *otros), recogiendo_avisos() as avisos:
        analisis = paac.analizar(
            plan,
            corte=pedido.corte,
            metodologia=metodologia_de(pedido),
            anterior=abierto_si_se_dio(pedido.anterior),
        )
    decir_avisos(avisos, partial(paac.donde, plan))
    if pedido.json:
        yield json.dumps(datos_de_analisis(analisis), ensure_ascii=False, indent=1)
    else:
        yield from tabla_de_analisis(analisis)


def _sin_lo_de_un_plan(pedido: Namespace) -> None:
    sobran = [cual for cual in comunes.DE_UN_PLAN if getattr(pedido, cual, None) is not None]
    if sobran:
        motivo = "sólo cuenta con un plan, y llegó un mapa de riesgos"
        raise ErrorDeEntrada(
            Falla("argumento_invalido", f"--{sobra.replace('_', '-')}", motivo) for sobra in sobran
        )


def _cifras_del_mapa(mapa: Any, pedido: Namespace) -> Iterator[str]:
    _sin_lo_de_un_plan(pedido)
    with dice_de_cual(pedido.datos):
        cifras = paac.analizar(mapa, corte=pedido.corte, plantillas=pedido.plantillas)
    if pedido.json:
        yield json.dumps(cifras.en_datos(), ensure_ascii=False, indent=1)
        return
    metodologia = cifras.metodologia or "sin metodología conocida: nada se calcula"
    cual = repr(mapa).removeprefix("<").partition(":")[0]
    yield f"{cual}, {'sin cortes' if cifras.corte is None else f'al {cifras.corte}'}"
    yield f"Metodología: {metodologia}."
    yield from cifras.frases()


def _comparar(pedido: Namespace, _salidas: Salidas) -> Iterator[str]:
    from paac_reportes.api.comparaciones import datos_de_comparacion, texto_de_comparacion

    antes, despues = leer_dos(pedido.antes, pedido.despues, pedido.carpeta)
    cifras_de = _cifras_de_un_plan if isinstance(despues, paac.Plan) else _cifras_de_un_mapa
    with dice_de_cual(pedido.despues or pedido.antes):
        ultimo, anterior = cifras_de(despues, pedido.corte_b, pedido)
    # De un solo archivo, el corte anterior; de dos, el último de cada uno.
    corte_a = pedido.corte_a or (None if pedido.despues else anterior)
    if corte_a is None and pedido.despues is None:
        cual = f"el {ultimo.corte} es el primero" if ultimo.corte else "no tiene ninguno"
        motivo = f"se esperaban dos cortes que comparar, y {cual}; dé otro archivo o --corte-a"
        raise ErrorDeEntrada(Falla("corte_desconocido", pedido.antes, motivo))
    with dice_de_cual(pedido.antes):
        primero, _ = cifras_de(antes, corte_a, pedido)
    comparacion = paac.comparar(primero, ultimo)
    if pedido.json:
        datos = datos_de_comparacion(comparacion)
        yield json.dumps(datos, ensure_ascii=False, indent=1)
    else:
        yield from texto_de_comparacion(comparacion)


def _cifras_de_un_plan(plan: Any, corte: date | None, pedido: Namespace) -> tuple[Any, date | None]:
    """Las del corte, y el que lo antecede."""
    analisis = paac.analizar(plan, corte=corte, metodologia=metodologia_de(pedido))
    return analisis, analisis.corte_anterior


def _cifras_de_un_mapa(mapa: Any, corte: date | None, pedido: Namespace) -> tuple[Any, date | None]:
    """Las del corte, y el que lo antecede entre los del mapa."""
    _sin_lo_de_un_plan(pedido)
    cifras = paac.analizar(mapa, corte=corte, plantillas=pedido.plantillas)
    de_antes = (uno for uno in mapa.cortes() if cifras.corte is not None and uno < cifras.corte)
    return cifras, max(de_antes, default=None)


def _calendario(pedido: Namespace, salidas: Salidas) -> Iterator[str]:
    from paac_reportes.api.cifras import guardar_deberes

    opciones = {
        "periodicidad": pedido.periodicidad,
        "cierres": pedido.cierre,
        "regimen": pedido.regimen,
        "orden": pedido.nivel,
        "dias_habiles": pedido.plazo_habiles,
    }
    with recogiendo_avisos() as avisos:
        deberes = paac.calendario(pedido.vigencia, **opciones)
    decir_avisos(avisos)
    for deber in deberes:
        yield f"{deber.dia:%d/%m/%Y}  {deber.renglon}"
    yield ""
    yield "De dónde salen las fechas:"
    fuentes = dict.fromkeys(fuente for deber in deberes for fuente in deber.fuentes)
    yield from (f"- {fuente}" for fuente in fuentes)
    if pedido.salida is not None:
        salidas.van_a_ser([pedido.salida])
        guardar_deberes(deberes, destino(pedido.salida, "ics"), pedido.entidad)
        if not pedido.por_la_salida:
            yield str(pedido.salida)


def _formatos(pedido: Namespace, _salidas: Salidas) -> Iterator[str]:
    if pedido.codigo is not None:
        yield from describir_formato(pedido.codigo, pedido.plantillas)
        return
    fichas = paac.formatos_disponibles(pedido.plantillas)
    ancho = max(len(ficha.codigo) for ficha in fichas)
    for ficha in fichas:
        yield f"{ficha.codigo:<{ancho}}  versión {ficha.version}  {ficha.nombre}"


def _esquema(pedido: Namespace, salidas: Salidas) -> Iterator[str]:
    yield from en_json(paac.esquema(de=pedido.de_que or "plan"), pedido, salidas)


def _cuerpo(pedido: Namespace, salidas: Salidas) -> Iterator[str]:
    from paac_reportes.api.cuerpos import formato_con_cuerpo

    salidas.van_a_ser([pedido.salida])
    formato = formato_con_cuerpo(None, pedido.formato, pedido.plantillas)
    guardar_bytes([(pedido.salida, paac.cuerpo_de(formato))])
    yield str(pedido.salida)


def _revisar(pedido: Namespace, salidas: Salidas) -> Iterator[str]:
    from paac_reportes.api.atajos import generar_muestra
    from paac_reportes.api.cuerpos import revisar_cuerpo

    dibuja = hay_typst()
    if pedido.carpeta.lower().endswith(".docx"):
        formatos, avisos = revisar_cuerpo(pedido.carpeta, pedido.formato, pedido.plantillas)
    else:
        formatos, avisos = revisar_formatos(pedido.carpeta)
    decir_avisos(avisos)
    codigos = [formato.codigo for formato in formatos]
    for formato in formatos:
        tipos = tipos_de_la_muestra(formato, con_pdf=dibuja)
        repetido = codigos.count(formato.codigo) > 1
        desde = f"-desde-{formato.vigente_desde}" if formato.vigente_desde else ""
        version = re.sub(r"[^\w.]+", "-", formato.version)  # es un texto libre, no un nombre
        nombre = f"{formato.codigo}-v{version}{desde}" if repetido else formato.codigo
        muestras = [Path(pedido.salida, f"muestra-{nombre}.{tipo}") for tipo in tipos]
        salidas.van_a_ser(muestras)
        va(f"dibujando {formato.codigo}")
        generar_muestra(formato, muestras)
        yield f"{formato.codigo}: sin fallas"
        yield from (f"  {muestra}" for muestra in muestras)
    if not dibuja:
        yield f"Sin Typst no se escribe el .pdf; es {como_instalar('pdf')}."


_ORDENES: dict[str, Callable[[Namespace, Salidas], Iterator[str]]] = {
    "generar": generar.cumplir,
    "validar": _validar,
    "nuevo": _nuevo,
    "analizar": _analizar,
    "comparar": _comparar,
    "calendario": _calendario,
    "formatos": _formatos,
    "recomendar": recomendar.cumplir,
    "lote": lote.cumplir,
    "consolidar": consolidar.cumplir,
    "capturar": capturar.cumplir,
    "reunir": reunir.cumplir,
    "verificar": verificar.cumplir,
    "firmar": firmar.cumplir,
    "cuerpo": _cuerpo,
    "revisar": _revisar,
    "leer": leer_documento.cumplir,
    "esquema": _esquema,
    "completar": completar.cumplir,
}
