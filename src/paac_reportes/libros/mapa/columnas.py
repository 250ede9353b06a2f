"""Las columnas de cada hoja del mapa: qué dato guardan, cómo se llaman y qué proponen.

Cada cosa va en su hoja, una por fila, y dice de qué riesgo es: así se ordena, se filtra y se agrega
sin celdas combinadas. Los niveles, las zonas y el tratamiento son textos a la letra: su lista
propone los de la metodología del mapa y deja escribir otros.
"""

import functools
from collections.abc import Iterable, Mapping
from enum import Enum
from typing import Any

import attrs

from paac_reportes import clases
from paac_reportes.lectura.filas.valores import en_clave
from paac_reportes.libros.plan import columnas as c
from paac_reportes.libros.plan.columnas import ColumnaDelLibro
from paac_reportes.maqueta.hojas_de_datos import Opciones
from paac_reportes.maqueta.medida.tipografia import Mm
from paac_reportes.modelo.catalogo import CATALOGO
from paac_reportes.modelo.riesgos import PREGUNTAS, MapaDeRiesgos
from paac_reportes.normativa.riesgos import MetodologiaDeRiesgos, metodologias

CLASE = "mapa"
"""La del libro que sólo lleva un mapa, en su propiedad ``paac.clase``."""

MAPA, PROCESOS, RIESGOS = c.MAPA, "Procesos", "Riesgos"
CAUSAS, CONTROLES = "Causas y consecuencias", "Controles"
CRITERIOS, ACCIONES = "Criterios de controles", "Acciones"
CUESTIONARIO = "Cuestionario de impacto"
DEL_MAPA, DE_RIESGOS = "Seguimiento del mapa", "Seguimiento de los riesgos"
DE_CONTROLES = "Seguimiento de controles"
FIRMAS, CAMBIOS = "Firmas del mapa", "Control de cambios del mapa"
TEXTOS, IMAGENES = "Textos del mapa", "Imágenes del mapa"

CLAVE, RIESGO = "clave", "riesgo"
"""Cómo se llama un riesgo en el libro, y el que una fila de otra hoja nombra."""
NUMERO, QUE_ES, CONTROL, CRITERIO, RESPUESTA = (
    "numero",
    "que_es",
    "control",
    "criterio",
    "respuesta",
)
PROCESO = "proceso.nombre"

_ANCHO = Mm(32)
_ANCHOS: Mapping[str, float] = {
    "proceso.nombre": 45,
    "proceso.objetivo": 70,
    "proceso.alcance": 60,
    "proceso.lider": 45,
    "proceso.dependencia": 45,
    "riesgo.referencia": 24,
    "riesgo.descripcion": 75,
    "riesgo.clasificacion": 38,
    "riesgo.frecuencia": 24,
    "riesgo.criterio_impacto": 50,
    "riesgo.responsable": 45,
    "riesgo.documentos": 45,
    "causa.texto": 100,
    "causa.factor": 45,
    "control.descripcion": 75,
    "control.responsable": 45,
    "control.proposito": 45,
    "control.como_se_realiza": 55,
    "control.desviaciones": 55,
    "control.evidencia": 45,
    "accion.descripcion": 75,
    "accion.clase": 38,
    "accion.registro": 45,
    "accion.responsable": 45,
    "seguimiento_de_riesgo.efectividad": 50,
    "seguimiento_de_riesgo.acciones_adelantadas": 65,
    "seguimiento_de_riesgo.evidencias": 55,
    "seguimiento_de_riesgo.observaciones": 50,
    "seguimiento_de_riesgo.materializacion.descripcion": 50,
    "seguimiento_de_riesgo.materializacion.accion": 50,
    "seguimiento_de_riesgo.materializacion.se_reporto_a": 45,
    "control_seguido.nota": 65,
}
"""Milímetros de las que no llevan el de siempre."""

_CON_TILDE: Mapping[str, str] = {
    "si": "Sí",
    "corrupcion": "Corrupción",
    "gestion": "Gestión",
    "lavado": "Lavado de activos",
    "estrategico": "Estratégico",
    "evaluacion": "Evaluación",
    "raiz": "Raíz",
    "automatico": "Automático",
    "debil": "Débil",
    "oci": "Control interno",
    "lider": "Líder del proceso",
    "planeacion": "Planeación",
}
"""Los códigos que, escritos, no se leen bien."""


def como_se_escoge(codigo: str) -> str:
    """``en_curso``, como se lee en una lista: «En curso»."""
    return _CON_TILDE.get(codigo) or c.como_opcion(codigo)


@clases.frozen(kw_only=True, slots=False)
class ColumnaDelMapa(ColumnaDelLibro):
    """La de un dato de un objeto: su valor está en ``paso``, desde ese objeto."""

    paso: tuple[str, ...] = ()
    """``("inherente", "zona")``; ninguno si la columna no es de un dato del objeto."""
    tipo: type = str
    opciones: Mapping[str, str] = attrs.Factory(dict)
    """Lo que se escoge, en clave, y el código que es."""

    @functools.cached_property
    def se_escogen(self) -> tuple[str, ...]:
        """Los códigos, una vez cada uno."""
        return tuple(dict.fromkeys(self.opciones.values()))


def _columnas(
    raiz: str, datos: Iterable[str] | None = None, *, antes: str = ""
) -> tuple[ColumnaDelMapa, ...]:
    """Las de los datos de un objeto: todos, o los que se nombran."""
    suyos = [f"{raiz}.{dato}" for dato in datos] if datos else CATALOGO.datos(raiz)
    return tuple(_columna(dato, rotulo, antes) for dato, rotulo in CATALOGO.rotulos(suyos).items())


def _columna(dato: str, rotulo: str, antes: str = "") -> ColumnaDelMapa:
    tipo, codigos = CATALOGO.tipo(dato), CATALOGO.opciones(dato)
    escogidas = {codigo: como_se_escoge(codigo) for codigo in codigos}
    regla: Any = c.limites_de(CATALOGO, dato)
    if codigos:
        regla = Opciones(valores=tuple(escogidas.values()))
    return ColumnaDelMapa(
        dato=dato,
        rotulo=f"{antes}: {rotulo.lower()}" if antes else rotulo,
        ancho=Mm(_ANCHOS[dato]) if dato in _ANCHOS else _ANCHO,
        clase=c.CLASES_DE_CELDA.get(tipo, "texto"),
        regla=regla,
        ayuda=CATALOGO[dato].ayuda or CATALOGO[dato].dice,
        reproche=c.reproche_de(regla),
        paso=tuple(dato.split(".")[1:]),
        tipo=tipo,
        opciones={
            **{en_clave(escrito): codigo for codigo, escrito in escogidas.items()},
            **{codigo: codigo for codigo in codigos},
        },
    )


_DEL_RIESGO = ColumnaDelMapa(
    dato=RIESGO,
    rotulo="Riesgo",
    ancho=Mm(24),
    ayuda="La referencia del riesgo, como está en la hoja Riesgos.",
)
_CLAVE_DEL_RIESGO = ColumnaDelMapa(
    dato=CLAVE,
    rotulo="Clave en este libro",
    ancho=Mm(30),
    ayuda="Cómo lo nombran las otras hojas: el riesgo no tiene referencia, o la comparte con otro.",
)
_PROCESO = attrs.evolve(
    _columna(PROCESO, "Proceso"),
    paso=(),
    ayuda="Uno de los de la hoja Procesos.",
)
_VALORES = ("probabilidad", "probabilidad_pct", "impacto", "impacto_pct", "zona", "fecha")
_DE_LA_VERIFICACION = _columnas("seguimiento_de_riesgo.verificacion")
_DEL_CONTROL = attrs.evolve(
    _DEL_RIESGO,
    dato=CONTROL,
    rotulo="Control",
    ancho=Mm(20),
    ayuda="Su número o, si los del riesgo no lo llevan, su lugar entre ellos: 1, 2…",
)


def _de_valoracion(cual: str, antes: str) -> tuple[ColumnaDelMapa, ...]:
    return _columnas(cual, _VALORES, antes=antes)


DE_PROCESOS = _columnas("proceso")
_DE_UN_RIESGO = (
    *_columnas("riesgo", ("referencia", "descripcion", "tipo", "clasificacion", "afectacion")),
    *_columnas("riesgo.definicion"),
    *_columnas("riesgo", ("frecuencia", "criterio_impacto")),
    *_de_valoracion("riesgo.inherente", "Inherente"),
    *_de_valoracion("riesgo.residual", "Residual"),
    *_columnas("riesgo", ("tratamiento", "indicador", "responsable", "documentos", "estado")),
)
DE_LOS_RIESGOS = (_PROCESO, _CLAVE_DEL_RIESGO, *_DE_UN_RIESGO)
_QUE_ES: Mapping[str, str] = {"causa": "Causa", "consecuencia": "Consecuencia", "factor": "Factor"}
DE_CAUSAS = (
    _DEL_RIESGO,
    attrs.evolve(
        _DEL_RIESGO,
        dato=QUE_ES,
        rotulo="Qué es",
        regla=Opciones(valores=tuple(_QUE_ES.values())),
        reproche="Escoja una opción de la lista.",
        ayuda="Causa, consecuencia o factor del riesgo; en blanco, es una causa.",
        opciones={**{en_clave(v): k for k, v in _QUE_ES.items()}},
    ),
    attrs.evolve(
        _DEL_RIESGO,
        dato=NUMERO,
        rotulo="No. de causa",
        ancho=Mm(20),
        ayuda="El de la causa en su riesgo: con él la nombra el control que la ataca.",
    ),
    _columna("causa.texto", "Texto"),
    *_columnas("causa", ("clase", "factor")),
)
_PROPIOS_DEL_CONTROL = tuple(
    dato.rpartition(".")[2]
    for dato in CATALOGO.datos("control")
    if dato.rpartition(".")[2] not in {"criterios", "residual", "causas_que_ataca"}
)
CAUSAS_QUE_ATACA = "control.causas_que_ataca"
DE_LOS_CONTROLES = (
    _DEL_RIESGO,
    *_columnas("control", _PROPIOS_DEL_CONTROL),
    attrs.evolve(
        _DEL_RIESGO,
        dato=CAUSAS_QUE_ATACA,
        rotulo="Causas que ataca",
        ayuda="Los números de las causas, separados por comas: 1, 3.",
    ),
    *_de_valoracion("control.residual", "Residual tras él"),
)
DE_CRITERIOS = (
    _DEL_RIESGO,
    _DEL_CONTROL,
    attrs.evolve(_DEL_RIESGO, dato=CRITERIO, rotulo="Criterio", ayuda="Su código en la guía."),
    attrs.evolve(
        _DEL_RIESGO, dato=RESPUESTA, rotulo="Respuesta", ayuda="Sí, no o la opción de la guía."
    ),
)
DE_ACCIONES = (_DEL_RIESGO, *_columnas("accion"))
DEL_CUESTIONARIO = (
    _DEL_RIESGO,
    *(
        attrs.evolve(
            _columna("riesgo.definicion.accion_u_omision", ""),
            dato=f"cuestionario.{pregunta}",
            rotulo=f"Pregunta {pregunta}",
            ancho=Mm(24),
            ayuda="",
            paso=(),
        )
        for pregunta in range(1, PREGUNTAS + 1)
    ),
)
DEL_SEGUIMIENTO_DEL_MAPA = _columnas("seguimiento_del_mapa")
_DE_QUIEN = (_DEL_RIESGO, *_columnas("seguimiento_de_riesgo", ("corte", "quien")))
DEL_SEGUIMIENTO = (
    *_DE_QUIEN,
    *_columnas(
        "seguimiento_de_riesgo",
        ("acciones_adelantadas", "avance", "estado", "efectividad", "evidencias", "observaciones"),
    ),
    *_DE_LA_VERIFICACION,
    *_columnas("seguimiento_de_riesgo.materializacion", ("ocurrio",)),
    *_columnas(
        "seguimiento_de_riesgo.materializacion",
        ("fecha", "descripcion", "accion", "se_reporto_a"),
        antes="Si ocurrió",
    ),
    *_de_valoracion("seguimiento_de_riesgo.valoracion", "Nueva valoración"),
)
EVIDENCIAS = "seguimiento_de_riesgo.evidencias"
DE_LOS_SEGUIDOS = (
    *_DE_QUIEN,
    attrs.evolve(_DEL_CONTROL, dato="control_seguido.control", paso=("control",)),
    *_columnas("control_seguido", ("aplicado", "adecuado", "efectivo", "nota")),
)


# ------------------------------------------------------------------ lo que la metodología propone
_CLASIFICACIONES = (
    "Daños activos físicos",
    "Ejecución y administración de procesos",
    "Fallas tecnológicas",
    "Fraude externo",
    "Fraude interno",
    "Relaciones laborales",
    "Usuarios, productos y prácticas",
)
"""Las de la herramienta de la guía versión 5."""
_AFECTACIONES = ("Económico", "Reputacional", "Económico y Reputacional")
_TRATAMIENTOS: Mapping[str, tuple[str, ...]] = {
    "guia-v7": ("Reducir", "Compartir", "Aceptar", "Evitar"),
}
_DE_LAS_DEMAS = ("Reducir (mitigar)", "Reducir (compartir)", "Aceptar", "Evitar")
"""Los de la herramienta de la guía versión 5, que las demás también usan."""


def con_lo_propuesto(
    columnas: Iterable[ColumnaDelMapa], mapa: MapaDeRiesgos
) -> tuple[ColumnaDelMapa, ...]:
    """Las mismas, con las listas que este mapa propone."""
    listas = _listas(metodologias().get(mapa.metodologia or ""), mapa)
    return tuple(
        attrs.evolve(columna, regla=Opciones(valores=valores, otras=True))
        if (valores := _lista_de(columna, listas))
        else columna
        for columna in columnas
    )


def _lista_de(
    columna: ColumnaDelMapa, listas: Mapping[str, tuple[str, ...]]
) -> tuple[str, ...] | None:
    return listas.get(columna.dato) or listas.get(columna.dato.rpartition(".")[2])


def _listas(
    metodologia: MetodologiaDeRiesgos | None, mapa: MapaDeRiesgos
) -> dict[str, tuple[str, ...]]:
    """Por su dato, o por el de la valoración, lo que se propone."""
    nombres = dict.fromkeys(proceso.nombre for proceso in mapa.procesos if proceso.nombre.strip())
    propuestas = {
        PROCESO: tuple(nombres),
        "riesgo.clasificacion": _CLASIFICACIONES,
        "riesgo.afectacion": _AFECTACIONES,
    }
    if metodologia is None:
        return propuestas
    criterios = metodologia.controles.criterios
    respuestas = dict.fromkeys(opcion for uno in criterios for opcion in uno.puntos)
    return propuestas | {
        "riesgo.tratamiento": _TRATAMIENTOS.get(metodologia.codigo, _DE_LAS_DEMAS),
        CRITERIO: tuple(uno.codigo for uno in criterios),
        RESPUESTA: tuple(respuestas),
        "probabilidad": tuple(n.nombre for n in metodologia.probabilidad.niveles),
        "impacto": tuple(n.nombre for n in metodologia.impacto.niveles),
        "zona": tuple(
            metodologia.zonas.de(zona) for zona in ("bajo", "moderado", "alto", "extremo")
        ),
    }


def con_preguntas(mapa: MapaDeRiesgos) -> tuple[ColumnaDelMapa, ...]:
    """Las del cuestionario, con lo que pregunta la metodología del mapa en su ayuda."""
    metodologia = metodologias().get(mapa.metodologia or "")
    cuestionario = metodologia.cuestionario if metodologia else None
    de_quien, *preguntas = DEL_CUESTIONARIO
    textos = cuestionario.preguntas if cuestionario else ()
    ayudas = (*(f"¿Afecta esto?: {texto}" for texto in textos), *[""] * len(preguntas))
    return (
        de_quien,
        *(attrs.evolve(c, ayuda=ayuda) for c, ayuda in zip(preguntas, ayudas, strict=False)),
    )


def en_su_celda(columna: ColumnaDelMapa, objeto: Any) -> Any:
    """Lo que un objeto dice en esa columna: una opción, como se escoge."""
    valor = objeto
    for campo in columna.paso:
        valor = None if valor is None else getattr(valor, campo)
    if isinstance(valor, Enum):
        return como_se_escoge(valor.value)
    return como_se_escoge(valor) if columna.opciones and isinstance(valor, str) else valor
