"""Lo que hace cada orden y con qué código termina.

0, bien; 1, los datos o el formato están mal; 2, la orden está mal escrita; 3, a la máquina le falta
algo; 130, interrumpida.
"""

import contextlib
import json
import os
import re
import signal
import sys
from argparse import Namespace
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from paac_reportes import api
from paac_reportes.cli import INTERRUMPIDA
from paac_reportes.cli.argumentos import leer_argumentos
from paac_reportes.errores import Aviso, ErrorDeEntorno, ErrorDeEntrada, ErrorPaac, Falla

_BIEN, _DATOS_MAL, _ENTORNO_MAL = 0, 1, 3


def ejecutar(argumentos: Sequence[str] | None) -> int:
    """Lee la orden, la cumple y da su código de salida; los errores van a stderr."""
    for flujo in (sys.stdout, sys.stderr):
        if hasattr(flujo, "reconfigure"):
            flujo.reconfigure(errors="backslashreplace")
    with _una_orden_de_terminar_es_ctrl_c():
        pedido = leer_argumentos(argumentos)
        salidas = _Salidas()
        try:
            return _responder(pedido, salidas)
        except ErrorPaac as error:
            for falla in error.fallas:
                _decir(str(falla))
            return _ENTORNO_MAL if isinstance(error, ErrorDeEntorno) else _DATOS_MAL
        except KeyboardInterrupt:
            with contextlib.suppress(KeyboardInterrupt):  # quien insiste no cambia la respuesta
                _decir(f"interrumpida; {salidas.que_se_escribio()}")
            return INTERRUMPIDA


class _Salidas:
    """Los archivos que una orden va a escribir, y cómo estaban antes."""

    def __init__(self) -> None:
        self._antes: dict[Path, object] = {}

    def van_a_ser(self, rutas: Iterable[Path]) -> None:
        """Se dice antes de escribirlos."""
        self._antes |= {ruta: _estado(ruta) for ruta in rutas}

    def que_se_escribio(self) -> str:
        """``no se escribió nada``, o qué archivos ya no están como antes."""
        cambiaron = [str(ruta) for ruta, antes in self._antes.items() if _estado(ruta) != antes]
        return f"ya estaba escrito: {', '.join(cambiaron)}" if cambiaron else "no se escribió nada"


def _estado(ruta: Path) -> object:
    try:
        estado = ruta.stat()
    except OSError:
        return None
    return estado.st_ino, estado.st_mtime_ns, estado.st_size


@contextlib.contextmanager
def _una_orden_de_terminar_es_ctrl_c() -> Iterator[None]:
    """Que SIGTERM también deje cerrar lo abierto: archivos temporales, LibreOffice."""
    try:
        anterior = signal.signal(signal.SIGTERM, signal.default_int_handler)
    except ValueError:  # no es el hilo principal: la señal no es suya
        yield
        return
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, anterior)


def _responder(pedido: Namespace, salidas: _Salidas) -> int:
    lineas = list(_ORDENES[pedido.orden](pedido, salidas))
    try:
        for linea in lineas:
            print(linea)  # noqa: T201 - es la orden, no la biblioteca
        if sys.stdout is not None:  # puede estar cerrada
            sys.stdout.flush()
    except BrokenPipeError:
        _olvidar_la_salida()  # quien la leía se fue (``| head``): no es una falla
    except OSError as error:
        _olvidar_la_salida()
        _decir(f"no se pudo escribir la respuesta: {api.por_que_no_se_escribe(error)}")
        return _ENTORNO_MAL
    return _BIEN


def _olvidar_la_salida() -> None:
    """Que Python no vuelva a intentar escribir lo que quedó sin salir, y falle al terminar."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _generar(pedido: Namespace, salidas: _Salidas) -> Iterator[str]:
    with _dice_de_cual(pedido.plantillas and pedido.datos):
        plan = _leer(pedido.datos)
    reporte = api.reporte(
        plan,
        pedido.formato,
        corte=pedido.corte,
        plantillas=pedido.plantillas,
        metodologia=_metodologia(pedido),
        contar_paginas=api.hay_libreoffice(),
    )
    salidas.van_a_ser(pedido.salida)
    emisiones = reporte.guardar(*pedido.salida)
    _decir_avisos(aviso for emision in emisiones for aviso in emision.avisos)
    yield from map(str, pedido.salida)


def _leer(ruta: str) -> api.Plan:
    plan, avisos = api.leer_sin_avisar(ruta)
    _decir_avisos(avisos)
    return plan


def _leer_dos(una: str, otra: str | None) -> tuple[api.Plan, api.Plan]:
    """Los planes de dos archivos; si no hay otro, el mismo. Cada falla y aviso dice de cuál es."""
    if otra is None:
        plan = _leer(una)
        return plan, plan
    planes, fallas = [], list[Falla]()
    for ruta in (una, otra):
        try:
            with _dice_de_cual(ruta):
                plan, avisos = api.leer_sin_avisar(ruta)
        except ErrorDeEntrada as error:
            fallas += error.fallas
        else:
            planes.append(plan)
            _decir_avisos(Aviso(a.codigo, f"{ruta}: {a.ruta}", a.mensaje) for a in avisos)
    if fallas:
        raise ErrorDeEntrada(fallas)
    return planes[0], planes[1]


@contextlib.contextmanager
def _dice_de_cual(archivo: str | None) -> Iterator[None]:
    """Donde hay dos archivos, cada falla nombra el suyo; la de uno ilegible ya lo hace."""
    try:
        yield
    except ErrorDeEntrada as error:
        if archivo is None:
            raise
        propias = (
            Falla(f"{archivo}: {f.ruta}".removesuffix(": "), f.mensaje) for f in error.fallas
        )
        pares = zip(error.fallas, propias, strict=True)
        raise ErrorDeEntrada(f if f.ruta == archivo else propia for f, propia in pares) from None


def _decir_avisos(avisos: Iterable[Aviso]) -> None:
    for aviso in dict.fromkeys(avisos):
        _decir(f"aviso: {aviso}")


def _validar(pedido: Namespace, _salidas: _Salidas) -> Iterator[str]:
    plan, _ = api.leer_sin_avisar(pedido.datos)
    cuentas = ", ".join(
        f"{cuantos} {uno if cuantos == 1 else varios}"
        for (uno, varios), cuantos in api.contar(plan).items()
    )
    _decir_avisos(api.revisar_plan(plan))
    yield f"{pedido.datos}: válido: {cuentas}"


def _metodologia(pedido: Namespace) -> api.Metodologia:
    """Lo que se eligió en la orden; lo demás lo dicen el plan, el formato o la biblioteca."""
    elegidas = ("metodo", "arrastre", "blancos", "escala", "pesos", "cortes")
    return api.metodologia_desde_datos({cual: getattr(pedido, cual) for cual in elegidas})


def _nuevo(pedido: Namespace, salidas: _Salidas) -> Iterator[str]:
    if pedido.salida.exists():
        raise ErrorDeEntrada(Falla(str(pedido.salida), "ya existe; un plan lleno no se reemplaza"))
    if not pedido.entidad.strip():
        raise ErrorDeEntrada(Falla("--entidad", "se esperaba el nombre de la entidad"))
    entidad = api.Entidad(nombre=pedido.entidad, orden=pedido.nivel)
    plan = api.plan_en_blanco(entidad, vigencia=pedido.vigencia, regimen=pedido.regimen)
    salidas.van_a_ser([pedido.salida])
    yield str(api.guardar_plan(plan, pedido.salida))


def _analizar(pedido: Namespace, _salidas: _Salidas) -> Iterator[str]:
    plan = _leer(pedido.datos)
    analisis = api.analizar(plan, corte=pedido.corte, metodologia=_metodologia(pedido))
    if pedido.json:
        yield json.dumps(api.datos_de_analisis(analisis), ensure_ascii=False, indent=1)
    else:
        yield from api.tabla_de_analisis(analisis)


def _comparar(pedido: Namespace, _salidas: _Salidas) -> Iterator[str]:
    antes, despues = _leer_dos(pedido.antes, pedido.despues)
    metodologia = _metodologia(pedido)
    with _dice_de_cual(pedido.despues):
        ultimo = api.analizar(despues, corte=pedido.corte_b, metodologia=metodologia)
    # De un solo archivo, el corte anterior; de dos, el último de cada uno.
    corte_a = pedido.corte_a or (None if pedido.despues else ultimo.corte_anterior)
    if corte_a is None and pedido.despues is None:
        cual = f"el {ultimo.corte} es el primero" if ultimo.corte else "no tiene ninguno"
        motivo = f"se esperaban dos cortes que comparar, y {cual}; dé otro archivo o --corte-a"
        raise ErrorDeEntrada(Falla(pedido.antes, motivo))
    with _dice_de_cual(pedido.despues and pedido.antes):
        primero = api.analizar(antes, corte=corte_a, metodologia=metodologia)
    comparacion = api.comparar(primero, ultimo)
    if pedido.json:
        datos = api.datos_de_comparacion(comparacion)
        yield json.dumps(datos, ensure_ascii=False, indent=1)
    else:
        yield from api.texto_de_comparacion(comparacion)


def _calendario(pedido: Namespace, salidas: _Salidas) -> Iterator[str]:
    opciones = {
        "periodicidad": pedido.periodicidad,
        "cierres": pedido.cierre,
        "regimen": pedido.regimen,
        "orden": pedido.nivel,
        "dias_habiles": pedido.plazo_habiles,
    }
    deberes = api.calendario(pedido.vigencia, **opciones)
    for deber in deberes:
        yield f"{deber.dia:%d/%m/%Y}  {deber.renglon}"
    yield ""
    yield "De dónde salen las fechas:"
    fuentes = dict.fromkeys(fuente for deber in deberes for fuente in deber.fuentes)
    yield from (f"- {fuente}" for fuente in fuentes)
    if pedido.salida is not None:
        salidas.van_a_ser([pedido.salida])
        yield str(api.guardar_calendario(pedido.vigencia, pedido.salida, **opciones))


def _formatos(pedido: Namespace, _salidas: _Salidas) -> Iterator[str]:
    if pedido.codigo is not None:
        yield from api.describir_formato(pedido.codigo, pedido.plantillas)
        return
    fichas = api.formatos_disponibles(pedido.plantillas)
    ancho = max(len(ficha.codigo) for ficha in fichas)
    for ficha in fichas:
        yield f"{ficha.codigo:<{ancho}}  versión {ficha.version}  {ficha.nombre}"


def _revisar(pedido: Namespace, salidas: _Salidas) -> Iterator[str]:
    dibuja = api.hay_libreoffice()
    formatos, avisos = api.revisar_formatos(pedido.carpeta)
    _decir_avisos(avisos)
    codigos = [formato.codigo for formato in formatos]
    for formato in formatos:
        tipos = ("docx", "xlsx", "pdf") if dibuja else ("docx", "xlsx")
        repetido = codigos.count(formato.codigo) > 1
        desde = f"-desde-{formato.vigente_desde}" if formato.vigente_desde else ""
        version = re.sub(r"[^\w.]+", "-", formato.version)  # es un texto libre, no un nombre
        nombre = f"{formato.codigo}-v{version}{desde}" if repetido else formato.codigo
        muestras = [Path(pedido.salida, f"muestra-{nombre}.{tipo}") for tipo in tipos]
        salidas.van_a_ser(muestras)
        api.generar_muestra(formato, muestras)
        yield f"{formato.codigo}: sin fallas"
        yield from (f"  {muestra}" for muestra in muestras)
    if not dibuja:
        yield "Sin LibreOffice no se dibuja el .pdf; abra el .docx."


_ORDENES: dict[str, Callable[[Namespace, _Salidas], Iterator[str]]] = {
    "generar": _generar,
    "validar": _validar,
    "nuevo": _nuevo,
    "analizar": _analizar,
    "comparar": _comparar,
    "calendario": _calendario,
    "formatos": _formatos,
    "revisar": _revisar,
}


def _decir(linea: str) -> None:
    print(linea.replace("\n", " "), file=sys.stderr)  # noqa: T201 - es la orden
