"""Pedir un reporte: sus argumentos, comprobados, y el informe anterior que nombran, leído."""

import os
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypedDict, overload

import attrs

from paac_reportes.api.libro import si_es_su_libro
from paac_reportes.api.reportes import Reporte, reporte_armado
from paac_reportes.api.tipos import (
    CodigoDeFormato,
    Contenido,
    OpcionesDeMetodologia,
    Origen,
    UnPlan,
    comprobar_que_sobran,
    comprobar_si_no,
    metodologia_dada,
)
from paac_reportes.errores import Aviso, ErrorDeEntrada, Falla, ruta_en_archivo
from paac_reportes.estructura import error_de_argumento
from paac_reportes.estructura.corrientes import Filas, Tablas, puerta
from paac_reportes.formatos.definicion.formato import Formato
from paac_reportes.formatos.metodologia import reglas_para
from paac_reportes.lectura.archivos import es_otro, plan_publicado
from paac_reportes.lectura.leido import DocumentoLeido
from paac_reportes.modelo import Entidad, Metodologia, Plan
from paac_reportes.modelo.temas import PLAN, abierto, tema_de
from paac_reportes.opc.origen import es_comprimido, leer_flujo
from paac_reportes.opc.presupuesto import MEGAS
from paac_reportes.opc.visto import DocumentoVisto
from paac_reportes.sistema import (
    Carpeta,
    es_ruta,
    leer_entrada,
    nombre_del_origen,
    se_deja_leer,
)

if TYPE_CHECKING:
    from paac_reportes.analisis.analisis import Analisis
    from paac_reportes.analisis.anterior import PlanAnterior
    from paac_reportes.formatos.pedido import Eleccion


# ------------------------------------------------------------------ el informe anterior


_NOMBRE = "anterior"


def con_el_anterior(
    origen: UnPlan | Origen | None, eleccion: "Eleccion", metodologia: Metodologia | None
) -> "tuple[PlanAnterior | None, tuple[Aviso, ...]]":
    """El plan anterior, para comparar, y avisos de lo que de él no se pudo leer o comparar."""
    if origen is None:
        return None, ()
    plan, formato = eleccion.contenido, eleccion.formato
    if not isinstance(plan, Plan) or formato.de == "mapa":
        motivo = "un mapa de riesgos no lleva las cifras de otro informe; compárelos con comparar"
        raise ErrorDeEntrada(Falla("argumento_invalido", _NOMBRE, motivo))
    anterior, _, avisos = cifras_con_el_anterior(
        origen, plan, eleccion.corte, metodologia, formato.metodologia
    )
    return anterior, avisos


def cifras_con_el_anterior(
    origen: UnPlan | Origen,
    plan: Plan,
    corte: date | None,
    metodologia: Metodologia | None,
    del_formato: Metodologia | None = None,
) -> "tuple[PlanAnterior, Analisis, tuple[Aviso, ...]]":
    """El plan anterior, las cifras de hoy junto a las que él dio, y avisos."""
    from paac_reportes.analisis.analisis import analizar_plan
    from paac_reportes.formatos.anterior import avisos_del_anterior, corte_que_precede, publicado_de

    reglas = reglas_para(plan, metodologia, del_formato)
    anterior, avisos = leer_anterior(origen, corte_que_precede(plan, reglas, corte))
    publicado = publicado_de(plan, corte, reglas, anterior, metodologia, del_formato)
    cifras = analizar_plan(plan, corte, reglas, publicado)
    return anterior, cifras, (*avisos, *avisos_del_anterior(cifras, anterior))


def leer_anterior(origen: object, corte: date | None) -> "tuple[PlanAnterior, tuple[Aviso, ...]]":
    """El plan anterior y avisos de lo que de él no se pudo leer.

    ``corte`` es el que precede al de hoy. ``ErrorDeEntrada``, con lo que llegó, si no se deja leer
    o es un documento impreso.
    """
    from paac_reportes.analisis.anterior import PlanAnterior

    contenido_dado, dudas = abierto(origen)
    if isinstance(contenido_dado, Plan):
        return PlanAnterior(contenido_dado), dudas
    nombre, contenido = nombre_y_contenido(origen, _NOMBRE, "plan_o_archivo")
    try:
        anterior, avisos = _leer_contenido(nombre, contenido, corte)
    except ErrorDeEntrada as error:
        raise ErrorDeEntrada(
            falla.en(ruta_en_archivo(nombre, falla.ruta)) for falla in error.fallas
        ) from None
    return anterior, tuple(
        attrs.evolve(aviso, ruta=ruta_en_archivo(nombre, aviso.ruta)) for aviso in avisos
    )


def nombre_y_contenido(origen: Any, argumento: str, esperado: str) -> tuple[str, str | bytes]:
    """Nombre y contenido de un archivo, dado por su ruta, en sus bytes o como un flujo.

    ``argumento`` lo nombra si él no dice cómo se llama; ``esperado``, lo que dice su falla.
    """
    if es_ruta(origen):
        nombre = os.fspath(origen)
        return nombre, leer_entrada(nombre, MEGAS)
    if not se_deja_leer(origen):
        raise error_de_argumento(argumento, esperado, origen)
    nombre = nombre_del_origen(origen, argumento)
    return nombre, leer_flujo(origen, nombre, megas=MEGAS)


_AnteriorConAvisos = tuple["PlanAnterior", tuple[Aviso, ...]]


def _leer_contenido(nombre: str, contenido: str | bytes, corte: date | None) -> _AnteriorConAvisos:
    """Plan anterior y avisos, del texto o los bytes de un archivo de cualquier clase."""
    from paac_reportes.analisis.anterior import PlanAnterior

    if isinstance(contenido, bytes) and es_comprimido(contenido):
        return _anterior_de_documento(nombre, contenido, corte)
    plan, informe = plan_publicado(nombre, contenido)
    return PlanAnterior(plan, nombre, informe=informe), ()


def _anterior_de_documento(nombre: str, contenido: bytes, corte: date | None) -> _AnteriorConAvisos:
    """Plan anterior y avisos, de su libro o de un Word o un Excel ya emitido."""
    from paac_reportes.analisis.anterior import PlanAnterior
    from paac_reportes.opc.lectura import ver_bytes

    documento = ver_bytes(contenido, nombre)
    carpeta = Path(nombre).parent if nombre != _NOMBRE else None
    if libro := si_es_su_libro(documento, contenido, carpeta):
        return PlanAnterior(_plan_de(libro), nombre), libro.avisos
    lectura = _leer_el_nuestro(documento)
    if lectura is None:
        raise ErrorDeEntrada(Falla("archivo_de_otra_clase", "", _IMPRESO))
    anterior = _emitido(nombre, documento, lectura, corte)
    return _con_sus_recomendaciones(anterior, documento, lectura.avisos)


_IMPRESO = (
    "es un documento impreso, y de él no se leen las cifras de antes: dé el plan con que se hizo"
    " (.json, .yaml o su libro), o el Excel nuestro que salió con él; si es la matriz de otro,"
    " léala antes con leer y revise su plan"
)


def _emitido(
    nombre: str, documento: DocumentoVisto, lectura: DocumentoLeido[Any], corte: date | None
) -> "PlanAnterior":
    """El plan de un Excel nuestro, con la metodología que dice: sus cifras, si es de ``corte``."""
    from paac_reportes.analisis.anterior import Impresas, PlanAnterior
    from paac_reportes.lectura.escondido import esquema_de

    # De sus celdas no se supone cómo se sacaron sus cifras: un informe nuestro lo dice de sí.
    plan = attrs.evolve(_plan_de(lectura), metodologia=None)
    esquema = esquema_de(documento)
    metodologia = esquema.metodologia if esquema else None
    datos = frozenset(dato for columna in lectura.columnas for dato in columna.dato)
    con_cifras = metodologia is not None and lectura.corte in {None, corte}
    impresas = Impresas(datos, con_cifras=con_cifras)
    return PlanAnterior(plan, nombre, impresas=impresas, metodologia=metodologia)


def _con_sus_recomendaciones(
    anterior: "PlanAnterior", documento: DocumentoVisto, avisos: tuple[Aviso, ...]
) -> _AnteriorConAvisos:
    """Plan anterior con las recomendaciones que su informe imprimió, si es uno de los nuestros."""
    from paac_reportes.lectura.escondido import esquema_de

    esquema = esquema_de(documento)
    if esquema is None or esquema.informe is None:
        return anterior, avisos
    from paac_reportes.vuelta.recomendaciones import recomendaciones_impresas

    impresas = recomendaciones_impresas(documento, anterior.plan)
    plan = attrs.evolve(anterior.plan, recomendaciones=impresas.recomendaciones)
    anterior = attrs.evolve(anterior, plan=plan, informe=impresas.corte)
    return anterior, (*avisos, *impresas.avisos)


def _leer_el_nuestro(documento: DocumentoVisto) -> DocumentoLeido[Any] | None:
    """El plan de un Excel nuestro, por su hoja de datos; nada si el documento es de otro."""
    from paac_reportes.api.vuelta import leer_sin_su_plan
    from paac_reportes.lectura.escondido import columnas_de_la_hoja

    try:
        lectura = leer_sin_su_plan(documento)
    except ErrorDeEntrada as error:
        if error.fallas[0].codigo != "sin_su_plan":
            raise
        falla = attrs.evolve(error.fallas[0], mensaje=_NO_TRAE_SU_PLAN)
        raise ErrorDeEntrada([falla, *error.fallas[1:]]) from None
    if lectura is None:
        return None
    leido: DocumentoLeido[Any] = DocumentoLeido(
        contenido=lectura.contenido,
        avisos=lectura.avisos,
        corte=lectura.corte,
        columnas=columnas_de_la_hoja(documento),
    )
    _plan_de(leido)
    return leido


_NO_TRAE_SU_PLAN = (
    "es un documento de los nuestros, y no trae su plan: dé el plan con que se hizo (.json, .yaml o"
    " su libro), o el Excel que salió con él"
)


def _plan_de(lectura: DocumentoLeido[Any]) -> Plan:
    """El plan que trae una lectura; ``ErrorDeEntrada`` si es de otra cosa."""
    if not isinstance(lectura.contenido, Plan):
        motivo = es_otro(tema_de(lectura.contenido).clave, PLAN.clave)
        raise ErrorDeEntrada(Falla("archivo_de_otra_clase", "", motivo))
    return lectura.contenido


# ------------------------------------------------------------------ lo que se pide


@overload
def reporte(
    contenido: "Contenido",
    formato: "CodigoDeFormato | Formato",
    *,
    corte: date | None = None,
    anterior: "UnPlan | Origen | None" = None,
    metodologia: "Metodologia | OpcionesDeMetodologia | None" = None,
    con_datos: bool = False,
) -> Reporte: ...


@overload
def reporte(
    contenido: "Entidad | UnPlan",
    formato: "CodigoDeFormato | Formato",
    *,
    filas: "Filas | Tablas",
    corte: date | None = None,
    con_datos: bool = False,
) -> Reporte: ...


@puerta
def reporte(  # noqa: PLR0913 - todas se dicen por su nombre
    contenido: "Contenido | Entidad",
    formato: "CodigoDeFormato | Formato",
    *,
    corte: date | None = None,
    filas: "Filas | Tablas | None" = None,
    anterior: "UnPlan | Origen | None" = None,
    metodologia: "Metodologia | OpcionesDeMetodologia | None" = None,
    con_datos: bool = False,
) -> Reporte:
    """El reporte de un plan o de un mapa de riesgos, por componer: no escribe nada.

    Las dudas de la ``Lectura`` o la ``Reunion`` que se dé van en
    ``Reporte.avisos`` y en su acta. Un formato de mapa (``de = "mapa"``) muestra el que trae el
    plan o, si no lo trae, sale en blanco con su aviso; con un mapa solo, uno de plan falla con
    ``falta_el_plan``, salvo que algo suyo sea del mapa (``de_un_mapa``).

    ``formato`` es un código del catálogo o un ``Formato``: el propio, y el que llega como texto,
    los da ``leer_formato``. De un código con varias versiones se usa la que rige en el corte. Sin
    ``corte`` se usa el último con seguimientos. ``filas`` son las de un formato que recorre
    ``filas``: una lista de diccionarios o de objetos, o una tabla de pandas; de un formato que
    muestra varias (``de``), una de ésas por cada nombre: ``{"contratos": …, "pagos": …}``. Si sólo
    muestra eso, en lugar del plan basta la ``Entidad``. ``metodologia`` manda sobre la del plan y
    la del formato: una ``Metodologia``, o sus opciones por su nombre (``{"metodo": "ponderado"}``).
    Con ``con_datos`` el PDF lleva adentro el paquete de datos o, de unas filas, su CSV (PDF/A-3a).
    ``anterior`` es el plan con que se hizo el informe anterior, su archivo de datos o el documento
    que se emitió: las cifras anteriores de un informe son entonces las que él da, y se llaman
    publicadas.

    Lanza ``ErrorDeEntrada`` o ``ErrorDeFormato``; emitir puede lanzar además ``ErrorDeEntorno``.
    """
    return pedido_de(
        contenido,
        formato,
        corte=corte,
        filas=filas,
        anterior=anterior,
        metodologia=metodologia,
        con_datos=con_datos,
    )


@puerta
def pedido_de(
    contenido: Any, formato: Any, *, anterior: Any = None, metodologia: Any = None, **opciones: Any
) -> Reporte:
    """``reporte``, con lo que la orden da además: ``plantillas``, donde se busca el código."""
    sin_abrir, dudas = abierto(contenido)
    elegida = metodologia_dada(metodologia)
    return reporte_armado(
        sin_abrir,
        formato,
        metodologia=elegida,
        al_leer=dudas,
        leer_el_anterior=lambda eleccion: con_el_anterior(anterior, eleccion, elegida),
        **opciones,
    )


class OpcionesDeReporte(TypedDict, total=False):
    """Opciones de ``reporte`` y, si es ``publico``, las de ``Reporte.publico``."""

    corte: date | None
    filas: Filas | Tablas | None
    plantillas: Carpeta | None
    metodologia: "Metodologia | OpcionesDeMetodologia | None"
    con_datos: bool
    anterior: "UnPlan | Origen | None"
    publico: bool
    cedulas: bool
    revisado: Origen | Mapping[str, Any] | None


@puerta
def reporte_de(
    plan: Any, formato: Any, *, al_leer: Mapping[str, Any] | None = None, **opciones: Any
) -> Reporte:
    """Reporte con ``OpcionesDeReporte``; ``al_leer`` son los campos suyos que se saben al leer."""
    publico, cedulas = opciones.pop("publico", False), opciones.pop("cedulas", False)
    revisado = opciones.pop("revisado", None)
    comprobar_si_no(publico=publico, cedulas=cedulas)
    if not publico:
        motivo = "sólo vale con publico=True: pida publico=True o quítelo"
        comprobar_que_sobran(motivo, cedulas=cedulas, revisado=revisado)
    pedido = attrs.evolve(pedido_de(plan, formato, **opciones), **(al_leer or {}))
    return pedido.publico(cedulas=cedulas, revisado=revisado) if publico else pedido
