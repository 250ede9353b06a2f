"""Las cifras de un plan, las de muchos, como filas, la comparación de dos, y su revisión."""

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from operator import itemgetter
from pathlib import Path
from typing import Any, get_args, overload

import attrs

from paac_reportes.analisis import analisis
from paac_reportes.analisis.analisis import (
    ROTULOS_DE_CUENTAS,
    Analisis,
    analizar_plan,
    cuentas_por_componente,
)
from paac_reportes.analisis.comparacion import Comparacion, comparar_analisis
from paac_reportes.analisis.metodologia import fallas_del_corte_pedido
from paac_reportes.analisis.revision import avisos_del_plan, faltas_del_plan
from paac_reportes.analisis.riesgos.cambios import ComparacionDeMapas, comparar_mapas
from paac_reportes.analisis.riesgos.cifras import (
    CifrasDelMapa,
    avisos_del_mapa_del_plan,
    cifras_de_un_mapa,
)
from paac_reportes.analisis.riesgos.revision import avisos_del_mapa
from paac_reportes.api.anterior import cifras_con_el_anterior
from paac_reportes.api.eventos import registra, registrado
from paac_reportes.api.lectura import en_su_celda, leer_sin_dudas
from paac_reportes.api.salida import Guardado, guardar_solo
from paac_reportes.api.tipos import (
    Contenido,
    Destino,
    Lectura,
    OpcionesDeMetodologia,
    Origen,
    Regimen,
    Revision,
    Ruta,
    UnMapa,
    UnPlan,
    comprobar_carpeta,
    comprobar_clase,
    comprobar_contenido,
    comprobar_que_sobran,
    comprobar_tipos,
    corte_comprobado,
    dia_del_corte,
    metodologia_dada,
    recorridos,
)
from paac_reportes.errores import Aviso, ErrorDeEntrada, Falla, ruta_en_archivo, sin_repetir
from paac_reportes.estructura import error_de_argumento, estructurar, falla_de_argumento
from paac_reportes.estructura.corrientes import puerta
from paac_reportes.estructura.valores import Reloj
from paac_reportes.formatos.lectura.metodologias import metodologias_propias
from paac_reportes.formatos.metodologia import reglas_para
from paac_reportes.modelo import Metodologia, Plan
from paac_reportes.modelo.comun import Orden
from paac_reportes.modelo.metodologia import (
    Arrastre,
    Blancos,
    CodigoDeEscala,
    CumplidaSinNumero,
    Metodo,
    Periodicidad,
)
from paac_reportes.modelo.riesgos import MapaDeRiesgos
from paac_reportes.modelo.temas import ConContenido, contenido_y_dudas_de, es_contenido, tema_de
from paac_reportes.normativa.normas import avisos_de_la_entidad, buscar_regimen
from paac_reportes.normativa.riesgos import MetodologiaDeRiesgos
from paac_reportes.sistema import es_carpeta, es_ruta, ilegible, nombre_del_origen, se_deja_leer
from paac_reportes.textos.valores import fecha_corta, proporcion


@overload
def analizar(
    contenido: "UnPlan",
    *,
    corte: date | None = None,
    metodologia: "Metodologia | OpcionesDeMetodologia | None" = None,
    anterior: "UnPlan | Origen | None" = None,
) -> Analisis: ...


@overload
def analizar(
    contenido: "UnMapa", *, corte: date | None = None, plantillas: "Ruta | None" = None
) -> CifrasDelMapa: ...


@registra("contenido.analizado")
@puerta
def analizar(
    contenido: "Contenido",
    *,
    corte: date | None = None,
    metodologia: "Metodologia | OpcionesDeMetodologia | None" = None,
    anterior: "UnPlan | Origen | None" = None,
    plantillas: "Ruta | None" = None,
) -> Analisis | CifrasDelMapa:
    """Las cifras de un plan, o de un mapa de riesgos, en un corte.

    De un plan, del todo y de cada dependencia, componente y subcomponente. Sin ``corte`` se usa el
    último con seguimientos; el que se dé ha de ser de los datos o de su serie, aunque en él todavía
    no haya reportado nadie. ``metodologia`` dice cómo se sacan: una ``Metodologia``, o sus opciones
    por su nombre (``{"metodo": "ponderado", "pesos": {1: 2}}``). Lo que aquí no se diga lo dice el
    plan (``Plan.metodologia``) o la biblioteca. Cada cifra trae las filas de donde salió
    (``docs/cifras.md`` define todas). Con ``anterior``, el plan con que se hizo el informe anterior
    o su archivo de datos, las cifras anteriores son las que él da, y se llaman publicadas; también
    con el Excel que se emitió o un documento de otro: las que imprime y, las demás, recalculadas
    con sus filas. Lo que de él no se pudo leer o comparar, y las dudas de la lectura, van en
    ``avisos``.

    De un mapa, las zonas, los controles, los materializados y las acciones. Cada cifra trae sus
    filas, y lo que no se sabe va aparte, nunca como 0 (``docs/riesgos.md``). Las metodologías
    propias se buscan en ``plantillas``, en su carpeta ``_riesgos``. Lanza ``ErrorDeEntrada``,
    también con la opción que es de un plan y se da con un mapa.
    """
    analizado, dudas = contenido_y_dudas_de(contenido)
    comprobar_contenido(contenido=analizado)
    reloj = Reloj()
    avisos: tuple[Aviso, ...] = ()
    cifras: Analisis | CifrasDelMapa
    motivo = f"no cuenta con {tema_de(analizado).un}"
    if isinstance(analizado, Plan):
        comprobar_que_sobran(motivo, plantillas=plantillas)
        dia = dia_del_corte(corte, reloj)
        cifras, avisos = _analizar_plan(analizado, dia, metodologia, anterior)
    else:
        comprobar_que_sobran(motivo, anterior=anterior, metodologia=metodologia)
        dia = corte_comprobado(corte, reloj)
        cifras = cifras_de_un_mapa(analizado, dia, metodologias_dadas(plantillas))
    todos = sin_repetir((*dudas, *reloj.avisos, *avisos))
    return attrs.evolve(cifras, avisos=todos) if todos else cifras


def _analizar_plan(
    plan: Plan,
    corte: date | None,
    metodologia: "Metodologia | OpcionesDeMetodologia | None",
    anterior: "UnPlan | Origen | None",
) -> tuple[Analisis, tuple[Aviso, ...]]:
    """El análisis de un plan en un corte, o en el último, y avisos.

    ``anterior``: el plan o informe con que se compara.
    """
    metodologia_pedida = metodologia_dada(metodologia)
    comprobar_tipos(plan, corte, metodologia_pedida)
    reglas = reglas_para(plan, metodologia_pedida)
    if corte is not None and (fallas := list(fallas_del_corte_pedido(plan, reglas, corte))):
        raise ErrorDeEntrada(fallas)
    elegido = corte or max(plan.cortes(), default=None)
    if anterior is None:
        return analisis.analizar_plan(plan, elegido, reglas), ()
    _, cifras, avisos = cifras_con_el_anterior(anterior, plan, elegido, metodologia_pedida)
    return cifras, avisos


def opciones() -> dict[str, tuple[str, ...]]:
    """Valores que admite cada opción de las cifras y del calendario, por su nombre."""
    return {
        "metodo": get_args(Metodo),
        "arrastre": get_args(Arrastre),
        "blancos": get_args(Blancos),
        "cumplida_sin_numero": get_args(CumplidaSinNumero),
        "escala": get_args(CodigoDeEscala),
        "periodicidad": get_args(Periodicidad),
        "regimen": get_args(Regimen),
        "orden": get_args(Orden),
    }


def metodologia_desde_datos(datos: Mapping[str, Any]) -> Metodologia:
    """La metodología de un diccionario, como va en los datos de un plan (``docs/cifras.md``)."""
    return estructurar(datos, Metodologia)


def metodologias_dadas(plantillas: "Ruta | None") -> dict[str, MetodologiaDeRiesgos]:
    """Las metodologías de riesgos propias de una carpeta de plantillas; ninguna, si no se da."""
    comprobar_carpeta("plantillas", plantillas)
    return {} if plantillas is None else metodologias_propias(plantillas)


def tabla_de_analisis(analisis: Analisis) -> Iterable[str]:
    """El análisis en renglones de texto."""
    from paac_reportes.informe import resumen

    return resumen.analisis_en_renglones(analisis)


_TIPOS_DE_PLAN = (".json", ".yaml", ".yml", ".xlsx", ".xlsm", ".docx", ".docm")
"""Archivos que de una carpeta se toman por un plan: el que no lo sea lo dice al leerlo."""


@puerta
def cifras_en_filas(
    contenidos: "Iterable[Contenido | Origen] | Ruta", *, corte: date | None = None
) -> list[dict[str, Any]]:
    """Las cuentas de muchos planes como filas con tipo, una por entidad y componente.

    ``contenidos`` son planes, sus lecturas o sus archivos, o una carpeta de ellos; cada uno se lee
    y se suelta. Sin ``corte``, el último de cada plan; el que se dé puede no ser de sus datos, y la
    cuenta es lo que se sabía ese día. Los números son enteros, los avances ``Decimal`` o ``None``
    y los cortes, fechas: las toma un ``DataFrame`` (``docs/cifras.md`` dice qué es cada columna).
    Lanza ``ErrorDeEntrada`` con lo que falla en todos, cada cosa con su archivo.
    """
    corte = corte_comprobado(corte, Reloj())
    filas: list[dict[str, Any]] = []
    fallas: list[Falla] = []
    with registrado("contenidos.contados") as avisos:
        for nombre, origen in _planes_de(contenidos):
            try:
                de_uno, de_su_lectura = filas_y_avisos(origen, corte)
            except ErrorDeEntrada as error:
                fallas += (falla.en(ruta_en_archivo(nombre, falla.ruta)) for falla in error.fallas)
            else:
                filas += de_uno
                avisos.extend(de_su_lectura)
        if fallas:
            raise ErrorDeEntrada(fallas)
    return filas


def filas_y_avisos(
    origen: Any, corte: date | None
) -> tuple[list[dict[str, Any]], tuple[Aviso, ...]]:
    """Las cuentas de un plan por componente, como diccionarios, y los avisos de leerlo."""
    plan, avisos = contenido_y_dudas_de(origen)
    if not isinstance(plan, Plan) and (es_ruta(origen) or se_deja_leer(origen)):
        lectura = leer_sin_dudas(origen)
        plan, avisos = lectura.contenido, lectura.avisos
    if isinstance(plan, MapaDeRiesgos):
        raise ErrorDeEntrada(Falla("archivo_de_otra_clase", "", _SIN_FILAS))
    comprobar_clase(Plan, contenido=plan)
    elegido = corte or max(plan.cortes(), default=None)
    analisis = analizar_plan(plan, elegido, reglas_para(plan, None))
    return [*cuentas_por_componente(analisis)], avisos


_SIN_FILAS = (
    "es un mapa de riesgos, y la tabla de cuentas es de planes; sus cifras las da «analizar», de él"
    " solo y sin --salida"
)


def _planes_de(contenidos: Any) -> Iterator[tuple[str, Any]]:
    """Nombre y origen de cada plan que se pide; el que no tiene archivo, por su lugar."""
    if es_ruta(contenidos):
        contenidos = (contenidos,)
    elif isinstance(contenidos, Plan | ConContenido | Mapping):
        raise error_de_argumento("contenidos", "lista_de_planes", contenidos)
    for lugar, valor in enumerate(recorridos("contenidos", contenidos, "lista_de_planes")):
        if es_ruta(valor):
            for archivo in archivos_de_planes(valor):
                yield archivo, archivo
        else:
            nombre = "" if isinstance(valor, Plan | ConContenido) else nombre_del_origen(valor)
            yield nombre or f"contenidos[{lugar}]", valor


def archivos_de_planes(ruta: "str | os.PathLike[str]") -> Sequence[str]:
    """El archivo o, de una carpeta, los que parecen de un plan, en orden; alguno ha de haber."""
    carpeta = os.fspath(ruta)
    if not es_carpeta(carpeta):
        return (carpeta,)
    try:
        en_la_carpeta = sorted(Path(carpeta).iterdir())
    except OSError as error:
        raise ErrorDeEntrada(ilegible(error).falla(carpeta)) from error
    archivos = [
        str(archivo)
        for archivo in en_la_carpeta
        if archivo.suffix.lower() in _TIPOS_DE_PLAN and not archivo.name.startswith(("~$", "."))
    ]
    if not archivos:
        motivo = f"no trae ningún plan ({', '.join(_TIPOS_DE_PLAN)})"
        raise ErrorDeEntrada(Falla("sin_datos", carpeta, motivo))
    return archivos


# ------------------------------------------------------------------ para la consola


_DE_UN_PLAN = itemgetter("entidad", "departamento", "corte", "regimen", "avance_de_la_entidad")
"""Lo que dicen igual todas las filas de cuentas de un plan."""


def renglones_de_filas(planes: Iterable[Sequence[Mapping[str, Any]]]) -> Iterator[str]:
    """Un renglón por plan y, debajo, uno por componente, de las filas de cuentas de cada uno.

    Cada avance va con las que lo dan a conocer y las que aplican.
    """
    for componentes in planes:
        entidad, departamento, corte, regimen, avance = _DE_UN_PLAN(componentes[0])
        nombre = f"{entidad} ({departamento})" if departamento else entidad
        al = f"al {fecha_corta(corte)}" if corte else "sin cortes"
        base = _base(*(sum(fila[c] for fila in componentes) for c in ("con_avance", "aplican")))
        yield f"{nombre}, {buscar_regimen(regimen).sigla}, {al}: avance {proporcion(avance)}{base}"
        for fila in componentes:
            partes = (str(fila[c]) for c in ("numero", "componente") if fila[c] is not None)
            sin_nombre = "Componente sin nombre" if fila["filas"] else "Sin actividades"
            yield (
                f"  {'. '.join(partes) or sin_nombre}: aplican {fila['aplican']}, con reporte"
                f" {fila['reportadas']}, vencidas {fila['vencidas']}, vencidas sin reporte"
                f" {fila['vencidas_sin_reporte']}, avance {proporcion(fila['avance'])}"
                f"{_base(fila['con_avance'], fila['aplican'])}"
            )


def _base(con_avance: int, aplican: int) -> str:
    """La base de un avance, entre paréntesis: ``(3 de 12)``; nada, si ninguna fila aplica."""
    return f" ({con_avance} de {aplican})" if aplican else ""


def guardar_filas(filas: Sequence[Mapping[str, Any]], destino: Destino) -> Guardado:
    """Lo que se escribió: las filas en un libro de Excel, como una tabla con tipos y filtro."""
    from paac_reportes.libros.escritura import libro_de_tabla

    titulo = "Las cuentas de cada plan, por componente"
    archivo, avisos = libro_de_tabla(titulo, "Cuentas", ROTULOS_DE_CUENTAS, filas)
    return guardar_solo(destino, archivo, avisos)


@overload
def comparar(antes: "UnPlan | Analisis", despues: "UnPlan | Analisis") -> Comparacion: ...
@overload
def comparar(
    antes: "UnMapa | CifrasDelMapa", despues: "UnMapa | CifrasDelMapa"
) -> ComparacionDeMapas: ...
@registra("contenidos.comparados")
@puerta
def comparar(
    antes: "Contenido | Analisis | CifrasDelMapa", despues: "Contenido | Analisis | CifrasDelMapa"
) -> Comparacion | ComparacionDeMapas:
    """Comparación de un plan con otro, o de un mapa de riesgos con otro, o de sus cifras.

    De dos planes, en el último corte de cada uno; de dos cortes de uno, con sus cifras
    (``analizar``). Dice qué avanzó, qué retrocedió, qué se conoce y antes no, o al revés, qué dejó
    de aplicar o de reportar, qué es nuevo, qué se retiró, se renumeró o se trasladó, y qué cambió
    de fecha, de responsable, de meta o de redacción, con las palabras.

    De dos mapas de riesgos: los riesgos nuevos y los que ya no están; de los demás, la zona que se
    movió, si los dos mapas se valoraron con la misma metodología, y los controles, las acciones, el
    tratamiento y los textos que cambiaron. Lanza ``ErrorDeEntrada`` si no son lo uno ni lo otro, o
    si uno es de un plan y el otro de un mapa.
    """
    lados: dict[str, Any] = {"antes": antes, "despues": despues}
    cifras: dict[str, Any] = {
        lado: analizar(valor) if es_contenido(contenido_y_dudas_de(valor)[0]) else valor
        for lado, valor in lados.items()
    }
    clase: type = CifrasDelMapa if CifrasDelMapa in map(type, cifras.values()) else Analisis
    se_esperaba = "mapa_o_cifras" if clase is CifrasDelMapa else "plan_o_cifras"
    fallas = [
        falla_de_argumento(lado, se_esperaba, lados[lado])
        for lado, valor in cifras.items()
        if not isinstance(valor, clase)
    ]
    if fallas:
        raise ErrorDeEntrada(fallas)
    como = comparar_mapas if clase is CifrasDelMapa else comparar_analisis
    return como(cifras["antes"], cifras["despues"])


def texto_de_comparacion(comparacion: Comparacion | ComparacionDeMapas) -> Iterable[str]:
    """La comparación en renglones de texto."""
    from paac_reportes.informe.cambios import comparacion_en_renglones

    return comparacion_en_renglones(comparacion)


# ------------------------------------------------------------------ lo que conviene corregir


@registra("contenido.revisado")
@puerta
def revisar(contenido: "Contenido", *, plantillas: "Ruta | None" = None) -> Revision:
    """Todo lo que conviene corregir de un plan o de un mapa de riesgos; ningún dato cambia.

    De un plan, lo que le falta para publicarse: los componentes que pide la guía de su régimen (los
    del PTEP no, que sus nombres están por confirmar), las filas sin responsable, sin fecha, sin
    meta ni indicador, y las metas que no dicen cuánto. Y lo que se ve en sus datos: los que se
    contradicen, los avances que parecen fracciones, las fechas que no se entienden o son
    imposibles, los cortes que su serie no tiene o de otro año; las filas sin descripción,
    repetidas, totales, firmas y celdas de espacios; y lo del mapa de riesgos que lleve. De un mapa,
    las zonas y los residuales que no son los que dan sus niveles y sus controles, los niveles que
    la metodología no tiene, lo que le falta a cada control, a cada acción y a cada riesgo que
    ocurrió (``docs/riesgos.md``). De los dos, el NIT y la DIVIPOLA. Las metodologías de riesgos
    propias se buscan en ``plantillas``, en su carpeta ``_riesgos``.

    De una ``Lectura`` o una ``Reunion``, también lo que ella dijo y, de la lectura, cada cosa en su
    celda. ``graves`` es lo que impide publicarlo. Lanza ``ErrorDeEntrada`` si con la metodología
    del plan no se pueden sacar cifras.
    """
    revisado, _ = contenido_y_dudas_de(contenido)
    comprobar_contenido(contenido=revisado)
    de_la_entidad = metodologias_dadas(plantillas)
    avisos: Iterable[Aviso]
    if isinstance(revisado, Plan):
        avisos = (*_avisos_de_plan(revisado, de_la_entidad), *avisos_de_la_entidad(revisado))
    else:
        del_mapa = dict.fromkeys(avisos_del_mapa(revisado, de_la_entidad=de_la_entidad))
        avisos = (*del_mapa, *avisos_de_la_entidad(revisado))
    if isinstance(contenido, Lectura):
        avisos = en_su_celda(avisos, contenido.lugares)
    de_antes = contenido.avisos if isinstance(contenido, ConContenido) else ()
    return Revision(avisos=sin_repetir((*de_antes, *avisos)))


def _avisos_de_plan(plan: Plan, de_la_entidad: Mapping[str, Any]) -> Iterator[Aviso]:
    """Avisos de un plan y del mapa que lleve; ``de_la_entidad``: sus metodologías."""
    yield from faltas_del_plan(plan)
    reglas = reglas_para(plan)
    yield from avisos_del_plan(plan, reglas)
    if plan.mapa_de_riesgos is not None:
        yield from avisos_del_mapa_del_plan(plan, plan.mapa_de_riesgos, reglas, de_la_entidad)
