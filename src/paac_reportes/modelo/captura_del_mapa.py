"""Captura de un mapa de riesgos: qué se pide a los líderes de sus procesos en cada corte.

Va aparte de lo de un plan: quien no usa un mapa no lo carga.
"""

from paac_reportes.modelo.captura import SIN_CAMBIAR_LAS_FILAS, Captura, HojaDeCaptura

_DEL_SEGUIMIENTO = "seguimiento_de_riesgo"
_SI_OCURRIO = f"{_DEL_SEGUIMIENTO}.materializacion"
_DEL_PROCESO = (
    *("proceso.nombre", "proceso.codigo", "proceso.objetivo", "proceso.alcance"),
    *("proceso.tipo", "proceso.lider", "proceso.dependencia"),
)
_DE_COMO_SE_VALORO = (
    *("riesgo.tipo", "riesgo.clasificacion", "riesgo.afectacion", "riesgo.definicion"),
    *("riesgo.factores", "riesgo.consecuencias", "riesgo.frecuencia"),
    *("riesgo.criterio_impacto", "riesgo.inherente", "riesgo.residual", "riesgo.tratamiento"),
    *("riesgo.indicador", "riesgo.responsable", "riesgo.documentos", "riesgo.estado"),
)
_DE_COMO_SE_DISENO = (
    *("control.numero", "control.tipo", "control.periodicidad", "control.proposito"),
    *("control.como_se_realiza", "control.desviaciones", "control.evidencia"),
    *("control.afecta", "control.implementacion", "control.documentacion"),
    *("control.frecuencia", "control.registro", "control.calificacion", "control.ejecucion"),
    *("control.disminuye_probabilidad", "control.disminuye_impacto"),
    *("control.causas_que_ataca", "control.residual"),
)

DEL_MAPA = Captura(
    hojas=(
        HojaDeCaptura(
            titulo="Riesgos",
            listas={"riesgos": "Riesgo"},
            reporta=_DEL_SEGUIMIENTO,
            identifican=("riesgo.referencia", "riesgo.descripcion"),
            se_miran=("riesgo.acciones", "previo"),
            se_ven=("riesgo.causas", "riesgo.residual.zona"),
            no_van=(*_DEL_PROCESO, *_DE_COMO_SE_VALORO),
            se_llenan=(
                f"{_DEL_SEGUIMIENTO}.acciones_adelantadas",
                f"{_DEL_SEGUIMIENTO}.avance",
                *(f"{_SI_OCURRIO}.{campo}" for campo in ("ocurrio", "fecha", "descripcion")),
                *(f"{_SI_OCURRIO}.{campo}" for campo in ("accion", "se_reporto_a")),
                f"{_DEL_SEGUIMIENTO}.estado",
            ),
            antes=(
                (f"{_DEL_SEGUIMIENTO}.avance", f"{_DEL_SEGUIMIENTO}.estado"),
                (f"{_DEL_SEGUIMIENTO}.acciones_adelantadas",),
            ),
            rotulos={
                "riesgo.residual.zona": "Zona residual",
                "riesgo.acciones": "Acciones del mapa",
                f"{_SI_OCURRIO}.fecha": "Fecha en que ocurrió",
            },
            si="riesgo.esta_vigente",
        ),
        HojaDeCaptura(
            titulo="Controles",
            listas={"controles": "Control"},
            reporta="control_seguido",
            identifican=(*("riesgo.referencia", "control_seguido.control", "control.descripcion"),),
            se_miran=("previo",),
            se_nombra="{} control {} {}",
            se_ven=("riesgo.descripcion", "control.responsable"),
            no_van=_DE_COMO_SE_DISENO,
            rotulos={"control_seguido.control": "No. de control"},
            si="riesgo.esta_vigente",
            cual="control_seguido.control",
            nombres="nombres_de_los_controles",
            sin_nombre="no lleva número, o lo comparte con otro de su riesgo, y nada lo distingue",
        ),
    ),
    reparte="procesos",
    archivo="riesgos",
    titulo="Seguimiento a los riesgos",
    oficinas=("proceso", "procesos"),
    pasos=(
        (
            "Escriba sólo en las columnas de rótulo amarillo de las hojas Riesgos y Controles."
            " Lo demás es el mapa y va cerrado, sin contraseña."
        ),
        (
            "Si un riesgo ocurrió, escoja Sí en «¿Se materializó?» y diga cuándo, qué pasó, qué se"
            " hizo y a quién se reportó. Si no ocurrió, escoja No: en blanco queda que no se sabe."
        ),
        (
            "De cada control diga si se aplica. Si algo del mapa está mal, no lo corrija aquí:"
            " dígalo en Observaciones."
        ),
        SIN_CAMBIAR_LAS_FILAS,
        "Lo que deje en blanco queda sin reportar. Guarde el libro como .xlsx y devuélvalo.",
    ),
    quienes={
        "oci": "control interno",
        "lider": "el líder del proceso",
        "planeacion": "Planeación",
    },
    quien="lider",
)
