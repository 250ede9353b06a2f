"""El informe anterior que un reporte nombra: su plan, su archivo o el documento que se emitió."""

import os
from datetime import date
from pathlib import Path
from typing import Any

import attrs

from paac_reportes.analisis.analisis import Analisis, analizar_plan
from paac_reportes.analisis.anterior import Impresas, PlanAnterior
from paac_reportes.api.libro import si_es_su_libro
from paac_reportes.api.tipos import Lectura, Origen, UnPlan
from paac_reportes.errores import Aviso, ErrorDeEntrada, Falla, ruta_en_archivo
from paac_reportes.estructura import error_de_argumento
from paac_reportes.formatos.anterior import avisos_del_anterior, corte_que_precede, publicado_de
from paac_reportes.formatos.metodologia import reglas_para
from paac_reportes.formatos.pedido import Eleccion
from paac_reportes.lectura.archivos import motivo_ajeno, plan_publicado
from paac_reportes.lectura.leido import DocumentoLeido
from paac_reportes.modelo import Metodologia, Plan
from paac_reportes.modelo.temas import PLAN, contenido_y_dudas_de, tema_de
from paac_reportes.opc.origen import es_comprimido, leer_flujo
from paac_reportes.opc.presupuesto import MEGAS
from paac_reportes.opc.visto import DocumentoVisto
from paac_reportes.sistema import es_ruta, leer_entrada, nombre_del_origen, se_deja_leer

_NOMBRE = "anterior"
_AnteriorConAvisos = tuple[PlanAnterior, tuple[Aviso, ...]]


def con_el_anterior(
    origen: UnPlan | Origen, eleccion: Eleccion, metodologia: Metodologia | None
) -> _AnteriorConAvisos:
    """El plan anterior, y avisos de lo que de él no se pudo leer o comparar.

    ``eleccion``: el plan, el formato y el corte del informe de hoy.
    """
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
) -> tuple[PlanAnterior, Analisis, tuple[Aviso, ...]]:
    """El plan anterior, el análisis del de hoy comparado con él, y avisos.

    ``del_formato``: la metodología que el formato propone.
    """
    reglas = reglas_para(plan, metodologia, del_formato)
    anterior, avisos = leer_anterior(origen, corte_que_precede(plan, reglas, corte))
    publicado = publicado_de(plan, corte, reglas, anterior, metodologia, del_formato)
    cifras = analizar_plan(plan, corte, reglas, publicado)
    return anterior, cifras, (*avisos, *avisos_del_anterior(cifras, anterior))


def leer_anterior(origen: object, corte: date | None) -> _AnteriorConAvisos:
    """El plan anterior y avisos de lo que de él no se pudo leer.

    ``corte`` es el que precede al de hoy. ``ErrorDeEntrada``, con lo que llegó, si no se deja leer
    o es un documento impreso.
    """
    contenido_dado, dudas = contenido_y_dudas_de(origen)
    if isinstance(contenido_dado, Plan):
        return PlanAnterior(contenido_dado), dudas
    nombre, contenido = nombre_y_contenido(origen, _NOMBRE, esperado="plan_o_archivo")
    try:
        if isinstance(contenido, bytes) and es_comprimido(contenido):
            anterior, avisos = _anterior_de_documento(nombre, contenido, corte)
        else:
            plan, informe = plan_publicado(nombre, contenido)
            anterior, avisos = PlanAnterior(plan, nombre, informe=informe), ()
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


def _anterior_de_documento(nombre: str, contenido: bytes, corte: date | None) -> _AnteriorConAvisos:
    """El plan anterior y avisos, de su libro o de un Word o un Excel ya emitido.

    ``corte``: el que se espera; falla si el documento no es nuestro.
    """
    from paac_reportes.lectura.escondido import datos_de_las_hojas, esquema_de
    from paac_reportes.opc.lectura import ver_bytes

    documento = ver_bytes(contenido, nombre)
    carpeta = Path(nombre).parent if nombre != _NOMBRE else None
    if libro := si_es_su_libro(documento, contenido, carpeta):
        return PlanAnterior(_plan_de(libro), nombre), libro.avisos
    lectura, esquema = _leer_el_nuestro(documento), esquema_de(documento)
    if lectura is None or esquema is None:
        raise ErrorDeEntrada(Falla("archivo_de_otra_clase", "", _IMPRESO))
    # De sus celdas no se supone cómo se sacaron sus cifras: un informe nuestro lo dice de sí.
    con_cifras = esquema.metodologia is not None and lectura.corte in {None, corte}
    anterior = PlanAnterior(
        attrs.evolve(_plan_de(lectura), metodologia=None),
        nombre,
        impresas=Impresas(datos_de_las_hojas(documento), con_cifras=con_cifras),
        metodologia=esquema.metodologia,
    )
    if esquema.informe is None:
        return anterior, lectura.avisos
    from paac_reportes.vuelta.recomendaciones import recomendaciones_impresas

    impresas = recomendaciones_impresas(documento, anterior.plan)
    plan = attrs.evolve(anterior.plan, recomendaciones=impresas.recomendaciones)
    anterior = attrs.evolve(anterior, plan=plan, informe=impresas.corte)
    return anterior, (*lectura.avisos, *impresas.avisos)


_IMPRESO = (
    "es un documento impreso, y de él no se leen las cifras de antes: dé el plan con que se hizo"
    " (.json, .yaml o su libro), o el Excel nuestro que salió con él; si es la matriz de otro,"
    " léala antes con leer y revise su plan"
)


def _leer_el_nuestro(documento: DocumentoVisto) -> Lectura[Any] | None:
    """El plan de un Excel nuestro, por su hoja de datos; nada si el documento es de otro."""
    from paac_reportes.api.vuelta import leer_sin_su_plan

    try:
        return leer_sin_su_plan(documento)
    except ErrorDeEntrada as error:
        if error.fallas[0].codigo != "sin_su_plan":
            raise
        falla = attrs.evolve(error.fallas[0], mensaje=_NO_TRAE_SU_PLAN)
        raise ErrorDeEntrada([falla, *error.fallas[1:]]) from None


_NO_TRAE_SU_PLAN = (
    "es un documento de los nuestros, y no trae su plan: dé el plan con que se hizo (.json, .yaml o"
    " su libro), o el Excel que salió con él"
)


def _plan_de(lectura: DocumentoLeido[Any] | Lectura[Any]) -> Plan:
    """El plan que trae una lectura; ``ErrorDeEntrada`` si es de otra cosa."""
    if not isinstance(lectura.contenido, Plan):
        motivo = motivo_ajeno(tema_de(lectura.contenido).clave, PLAN.clave)
        raise ErrorDeEntrada(Falla("archivo_de_otra_clase", "", motivo))
    return lectura.contenido
