"""Un corte que se cierra: qué falta antes, de qué oficinas y cuántos días quedan, y cómo se guarda.

Las cuentas son las de ``docs/cifras.md``: lo exigible en el corte de lo que nada se reportó. El día
de hoy lo da el anfitrión; ``hoy_en_colombia`` es para quien no lo tenga.

Cerrado, el plan se guarda como estaba. Un objeto solo, con sus datos y sus códigos en palabras, es
para quien guarda cada actividad en su fila y no el plan entero: del plan, ``paac.datos_de``.
"""

import json
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any, Literal, TypeVar

import attrs

from paac_reportes import clases, modelo
from paac_reportes.analisis.analisis import analizar_plan
from paac_reportes.analisis.cifras import Cifras
from paac_reportes.analisis.filas import FilaAnalizada
from paac_reportes.api.tipos import UnPlan, comprobar_clase, comprobar_tipos, dia_del_corte
from paac_reportes.clases import es_de_attrs
from paac_reportes.errores import Aviso, ErrorDeEntrada, Falla
from paac_reportes.escritores.datos import imagen_como_texto
from paac_reportes.estructura import desestructurar, error_de_argumento, estructurar
from paac_reportes.estructura.corrientes import puerta, sin_hora
from paac_reportes.estructura.valores import Reloj, es_dia
from paac_reportes.formatos.calendario import publicacion_del_corte
from paac_reportes.formatos.metodologia import reglas_para
from paac_reportes.formatos.pedido import sha256_de
from paac_reportes.lectura import archivos
from paac_reportes.modelo import Plan
from paac_reportes.modelo.temas import contenido_y_dudas_de
from paac_reportes.sistema import BYTES
from paac_reportes.textos import valores
from paac_reportes.textos.valores import contar, fecha_corta, lista

Motivo = Literal["sin_reporte", "en_blanco", "sin_dia_claro"]

_HORAS_DE_COLOMBIA = -5
"""Horas de diferencia con UTC, todo el año: desde 1993 la hora no se cambia."""


def hoy_en_colombia() -> date:
    """El día de hoy en Colombia, esté donde esté el servidor; es lo único aquí que mira el reloj.

    Un servidor en UTC ya está en mañana desde las siete de la noche.
    """
    return (datetime.now(UTC) + timedelta(hours=_HORAS_DE_COLOMBIA)).date()


@clases.frozen(kw_only=True)
class FilaPorReportar:
    """Una fila del plan de la que en el corte no se ha reportado nada."""

    ruta: str
    """Su lugar en los datos: un código puede faltar, o repetirse en otra oficina."""
    codigo: str | None
    """Código de la actividad, o número del trámite."""
    texto: str | None
    """Texto de qué hay que hacer."""
    dependencia: str | None
    fecha: str | None
    """La programada, o la de inicio y la de fin, como están en el plan."""
    motivo: Motivo
    """``sin_reporte`` es exigible. Lo demás está por confirmar: ``en_blanco``, si puede ser parte
    de la celda reportada de arriba; ``sin_dia_claro``, si de su fecha no se sabe cuándo vence."""

    def __str__(self) -> str:
        return " ".join(filter(None, (self.codigo, self.texto))) or self.ruta


@clases.frozen(kw_only=True)
class OficinaPorReportar:
    """Una oficina a la que le falta reportar algo exigible."""

    nombre: str | None
    """``None`` si el plan no tiene dependencias."""
    filas: tuple[FilaPorReportar, ...]
    exigibles: int


@clases.frozen(kw_only=True, slots=False)
class AntesDeCerrar:
    """Pendientes de un corte que se va a cerrar."""

    corte: date
    hoy: date
    oficinas: tuple[OficinaPorReportar, ...]
    """Sólo a las que les falta, en el orden del plan."""
    cuantas_oficinas: int
    """Oficinas que tienen filas en el plan; 0 si el plan no tiene dependencias."""
    por_confirmar: tuple[FilaPorReportar, ...]
    """De las que tampoco se reportó nada, y no se sabe si se debía."""
    contradicciones: tuple[Aviso, ...]
    """Declaraciones del corte, o de antes y todavía con efecto, que no pueden ser todas ciertas."""
    exigibles: int
    publicar_hasta: date | None
    """El último día para publicar el seguimiento; ``None`` si la guía no lo fija."""
    avisos: tuple[Aviso, ...] = attrs.field(default=(), eq=False)
    """Las dudas de la lectura que se dio, y los momentos con zona horaria."""

    @property
    def filas(self) -> tuple[FilaPorReportar, ...]:
        """Las exigibles sin reporte, de todas las oficinas."""
        return tuple(fila for oficina in self.oficinas for fila in oficina.filas)

    @property
    def completo(self) -> bool:
        """Si nada exigible está sin reportar; lo que está por confirmar no lo impide."""
        return not self.oficinas

    @property
    def dias(self) -> int:
        """Días que quedan hasta el corte; 0 es hoy, y menos, los que pasaron."""
        return (self.corte - self.hoy).days

    @property
    def dias_para_publicar(self) -> int | None:
        """Días que quedan para publicar, contados igual; ``None`` si no hay hasta cuándo."""
        return None if self.publicar_hasta is None else (self.publicar_hasta - self.hoy).days

    @clases.propiedad_recordada
    def frases(self) -> tuple[str, ...]:
        """Frases para mostrarlo a quien va a cerrar, lo más importante primero."""
        return tuple(_frases(self))


@puerta
def antes_de_cerrar(plan: "UnPlan", corte: date, *, hoy: date) -> AntesDeCerrar:
    """Pendientes de un corte del plan, vistos el día ``hoy``.

    El corte es el que el anfitrión abrió, aunque en él todavía no haya reportado nadie. Lanza
    ``ErrorDeEntrada``.
    """
    reloj = Reloj()
    contenido, dudas = contenido_y_dudas_de(plan)
    corte, hoy = dia_del_corte(corte, reloj), sin_hora(reloj.dia(hoy, "hoy"))
    comprobar_clase(date, corte=corte)
    comprobar_tipos(contenido, corte)
    if not es_dia(hoy):
        raise error_de_argumento("hoy", "fecha_de_python", hoy)
    analisis = analizar_plan(contenido, corte, reglas_para(contenido))
    cifras_del_plan = analisis.todo
    por_oficina = analisis.dependencias or (cifras_del_plan,)
    oficinas = (
        OficinaPorReportar(
            nombre=cifras.nombre if analisis.dependencias else None,
            filas=tuple(_fila(fila, "sin_reporte") for fila in cifras.sin_reporte),
            exigibles=len(cifras.exigibles),
        )
        for cifras in por_oficina
        if cifras.sin_reporte
    )
    return AntesDeCerrar(
        corte=corte,
        hoy=hoy,
        oficinas=tuple(oficinas),
        cuantas_oficinas=len(analisis.dependencias),
        por_confirmar=tuple(_por_confirmar(cifras_del_plan)),
        contradicciones=tuple(
            Aviso("contradiccion", fila.ruta, duda.mensaje)
            for fila, duda in cifras_del_plan.contradicciones
        ),
        exigibles=len(cifras_del_plan.exigibles),
        publicar_hasta=publicacion_del_corte(contenido, corte),
        avisos=(*dudas, *reloj.avisos),
    )


def _fila(analizada: FilaAnalizada, motivo: Motivo) -> FilaPorReportar:
    """Fila por reportar, con sus datos de la matriz y por qué está pendiente."""
    en_la_matriz = analizada.fila
    de_inicio_a_fin = " a ".join(filter(None, (en_la_matriz.fecha_inicio, en_la_matriz.fecha_fin)))
    return FilaPorReportar(
        ruta=analizada.ruta,
        codigo=en_la_matriz.identificador,
        texto=en_la_matriz.texto,
        dependencia=analizada.dependencia.nombre if analizada.dependencia else None,
        fecha=(
            de_inicio_a_fin if en_la_matriz.va_de_inicio_a_fin else en_la_matriz.fecha_programada
        ),
        motivo=motivo,
    )


def _por_confirmar(cifras_del_plan: Cifras) -> Iterator[FilaPorReportar]:
    """Filas que nadie reportó y puede que se debieran: se dicen, y no se cuentan."""
    exigibles = {fila.ruta for fila in cifras_del_plan.exigibles}
    sin_dia = {fila.ruta for fila in cifras_del_plan.sin_dia_claro}
    faltan = {fila.ruta for fila in cifras_del_plan.sin_reporte}
    for fila in cifras_del_plan.filas:
        if fila.reportada or fila.terminada or fila.ruta in faltan:
            continue
        if fila.bajo_reporte and fila.ruta in exigibles:
            yield _fila(fila, "en_blanco")
        elif fila.ruta in sin_dia:
            yield _fila(fila, "sin_dia_claro")


def _frases(falta: AntesDeCerrar) -> Iterator[str]:
    """Frases de lo que falta antes de cerrar, de lo más a lo menos importante."""
    exigibles = contar(falta.exigibles, "exigible", "exigibles")
    cuantas = len(falta.filas)
    if cuantas:
        verbo = "Falta" if cuantas == 1 else "Faltan"
        yield f"{verbo} por reportar {contar(cuantas, 'fila', 'filas')}, de {exigibles}."
    elif falta.exigibles:
        yield f"Nada exigible está sin reportar, de {exigibles}."
    else:
        yield "En este corte no se exige el reporte de ninguna fila."
    if falta.oficinas and falta.cuantas_oficinas:
        pendientes = [f"{oficina.nombre} ({len(oficina.filas)})" for oficina in falta.oficinas]
        oficinas = contar(falta.cuantas_oficinas, "oficina", "oficinas")
        yield f"Les falta a {len(pendientes)} de {oficinas}: {lista(pendientes)}."
    if falta.por_confirmar:
        filas_sin_reporte = contar(
            len(falta.por_confirmar), "fila sin reporte", "filas sin reporte"
        )
        yield f"Por confirmar: {filas_sin_reporte}, y no se sabe si en este corte se debía."
    if falta.contradicciones:
        dudas = contar(len(falta.contradicciones), "contradicción", "contradicciones")
        yield f"Por aclarar: {dudas} en lo declarado."
    yield _frase_del_plazo("El corte", falta.corte, falta.dias)
    if falta.publicar_hasta is not None and falta.dias_para_publicar is not None:
        plazo = "El plazo para publicar el seguimiento"
        yield _frase_del_plazo(plazo, falta.publicar_hasta, falta.dias_para_publicar)


def _frase_del_plazo(plazo: str, dia: date, dias: int) -> str:
    """Frase de un plazo: ``El corte es el 30/04/2026: faltan 3 días``, con su punto.

    ``plazo``: cómo empieza, «El corte»; ``dias``: los que faltan, negativos si ya pasó.
    """
    if dias == 0:
        return f"{plazo} es hoy, {fecha_corta(dia)}."
    cuantos = contar(abs(dias), "día", "días")
    if dias < 0:
        return f"{plazo} fue el {fecha_corta(dia)}, hace {cuantos}."
    return f"{plazo} es el {fecha_corta(dia)}: {'falta' if dias == 1 else 'faltan'} {cuantos}."


@clases.frozen(kw_only=True)
class Instantanea:
    """El plan entero en un momento: lo que se guarda al cerrar un corte."""

    datos: str
    """El JSON del plan, con sus imágenes. Se guarda como texto: una columna que lo reordene, como
    ``jsonb``, le cambia la huella."""
    huella: str
    """El sha256 de ``datos`` en UTF-8."""


@puerta
def instantanea(plan: "UnPlan") -> Instantanea:
    """Instantánea de un plan; ``plan_de`` da el mismo, y sus reportes son los mismos bytes."""
    contenido, _ = contenido_y_dudas_de(plan)
    comprobar_clase(Plan, plan=contenido)
    datos = json.dumps(archivos.en_archivo(contenido), ensure_ascii=True, default=imagen_como_texto)
    return Instantanea(datos=datos, huella=sha256_de(datos.encode()))


@puerta
def plan_de(guardada: Instantanea) -> Plan:
    """El plan que se guardó; ``ErrorDeEntrada`` si ya no es el mismo que se cerró.

    Sus datos pueden ser también los bytes del texto, o el diccionario de una columna ``json``.
    """
    comprobar_clase(Instantanea, guardada=guardada)
    guardados: Any = guardada.datos
    if isinstance(guardados, Mapping):
        guardados = json.dumps(guardados, default=str)
    if isinstance(guardados, str):
        guardados = guardados.encode("utf-8", "backslashreplace")
    if not isinstance(guardados, BYTES):
        raise error_de_argumento("datos", "texto", guardados)
    contenido = bytes(guardados)
    if sha256_de(contenido) != guardada.huella:
        motivo = (
            "lo guardado al cerrar cambió: su huella no es la que se guardó con él; recupérelo de"
            " una copia de la base, y guárdelo en una columna de texto, que jsonb lo reordena"
        )
        raise ErrorDeEntrada(Falla("instantanea_cambiada", "datos", motivo))
    datos = json.loads(contenido)
    archivos.comprobar_version(datos, "lo guardado es más nuevo")
    return archivos.plan_de_datos(datos)


T = TypeVar("T")


@puerta
def datos_de_uno(objeto: Any) -> dict[str, Any]:
    """Datos de un objeto del modelo (una actividad, un riesgo), como van en el JSON de su plan.

    Los textos, a la letra; las claves vacías no están, y una imagen va como ``data:``. ``armar`` da
    el mismo objeto. Lanza ``ErrorDeEntrada``.

    >>> datos_de_uno(paac.modelo.Actividad(codigo="1.1"))
    {'codigo': '1.1'}
    """
    _comprobar_del_modelo("objeto", "objeto_del_modelo", type(objeto), objeto)
    en_json = json.dumps(desestructurar(objeto), default=imagen_como_texto)
    datos: dict[str, Any] = json.loads(en_json)
    return datos


@puerta
def armar(clase: type[T], datos: Mapping[str, Any]) -> T:
    """Objeto de esa clase del modelo, de sus datos.

    Lanza ``ErrorDeEntrada`` con todas sus fallas, cada una con su clave.

    >>> armar(paac.modelo.Actividad, {"codigo": "1.1"}).codigo
    '1.1'
    """
    _comprobar_del_modelo("clase", "clase_del_modelo", clase, clase)
    return estructurar(datos, clase)


@puerta
def en_palabras(codigo: str) -> str:
    """Un código en las palabras de los documentos: ``en_proceso``, «En proceso»."""
    comprobar_clase(str, codigo=codigo)
    return valores.en_palabras(codigo)


def _comprobar_del_modelo(argumento: str, espera: str, clase: object, llegado: object) -> None:
    """``ErrorDeEntrada`` si la clase no es de las que dicen los datos."""
    del_modelo = getattr(clase, "__module__", "").startswith(f"{modelo.__name__}.")
    nombre = getattr(clase, "__name__", "")
    if not (del_modelo and es_de_attrs(clase) and getattr(modelo, nombre, None) is clase):
        raise error_de_argumento(argumento, espera, llegado)
