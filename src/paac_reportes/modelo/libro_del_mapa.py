"""El libro de un mapa de riesgos: cada cosa va en su hoja, una por fila, y dice de qué riesgo es.

Así se ordena, se filtra y se agrega sin celdas combinadas.
"""

from paac_reportes.modelo.libro import SIN_CAMBIAR_LAS_FILAS, Captura, Hoja, Libro, Nombrado, SePide

_POCAS = 15
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


LIBRO = Libro(
    captura=Captura(
        reparte="procesos",
        archivo="riesgos",
        titulo="Seguimiento a los riesgos",
        oficinas=("proceso", "procesos"),
        pasos=(
            (
                "Escriba sólo en las columnas de rótulo amarillo. Lo demás es el mapa y va cerrado,"
                " sin contraseña."
            ),
            (
                "Si un riesgo ocurrió, escoja Sí en «¿Se materializó?» y diga cuándo, qué pasó, qué"
                " se hizo y a quién se reportó. Si no ocurrió, escoja No: en blanco queda que no se"
                " sabe."
            ),
            (
                "En «Efectividad de los controles» diga cuáles se aplican. Si algo del mapa está"
                " mal, no lo corrija aquí: dígalo en Observaciones."
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
    ),
    titulo="Mapa de riesgos",
    pasos=(
        (
            "Este libro es el mapa de riesgos. Llénelo en Excel, LibreOffice o Google Sheets y"
            " guárdelo como .xlsx."
        ),
        (
            "1. En Mapa de riesgos, revise la entidad, la vigencia y la metodología: de ella son"
            " los niveles que las listas proponen."
        ),
        "2. En Procesos, escriba los procesos y quién los lidera.",
        "3. En Riesgos, una fila por riesgo, con su proceso y su referencia: R1, R2…",
        (
            "4. En las demás hojas, una fila por causa, control o acción. La primera columna,"
            " Riesgo, es la referencia: así se sabe de cuál es, aunque ordene, filtre o agregue"
            " filas."
        ),
        "5. Revise que todo se entiende con: paac-reportes revisar mapa.xlsx",
        (
            "Una celda en blanco es un dato que no se tiene, que no es «no» ni 0. Lo escrito queda"
            " a la letra: un nivel o una zona nunca se cambia por el que se calcula. Si cambia la"
            " referencia de un riesgo, cámbiela en todas las hojas."
        ),
    ),
    datos="Mapa de riesgos",
    titulo_de_datos="Datos del mapa de riesgos",
    dice_de_datos="La entidad, la vigencia y la metodología con que se valoró.",
    hojas=(
        Hoja(
            nombre="Procesos",
            lista="procesos",
            dice="Los procesos de la entidad y quién los lidera.",
            arriba="Una fila por proceso. Los nombres de aquí son los que se escogen en Riesgos.",
            se_nombra=Nombrado(
                como="campos",
                campos=("nombre",),
                el="el proceso",
                ayuda="Uno de los de la hoja Procesos.",
            ),
            fijas=1,
        ),
        Hoja(
            nombre="Riesgos",
            lista="procesos.riesgos",
            dice="Los riesgos, con su valoración antes y después de los controles.",
            arriba="Una fila por riesgo. Con su referencia lo nombran las demás hojas.",
            antes={"riesgo.inherente": "Inherente", "riesgo.residual": "Residual"},
            se_nombra=Nombrado(
                como="clave",
                campos=("referencia", "descripcion"),
                el="el riesgo",
                ayuda="La referencia del riesgo, como está en la hoja Riesgos; si no la tiene, su"
                " descripción.",
            ),
            fijas=2,
            se_pide=SePide(
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
                va_si="riesgo.esta_vigente",
            ),
        ),
        Hoja(
            nombre="Causas",
            lista="procesos.riesgos.causas",
            dice="Las causas de cada riesgo, una por fila.",
            arriba="Una fila por causa. Su número es el que nombra el control.",
            ayudas={
                "numero": "El de la causa en su riesgo: con él la nombra el control que la ataca."
            },
            numero="No. de causa",
            fijas=1,
        ),
        Hoja(
            nombre="Controles",
            lista="procesos.riesgos.controles",
            dice="Los controles de cada riesgo, en su orden.",
            arriba="Una fila por control, en el orden en que actúan.",
            antes={"control.residual": "Residual tras él"},
            ayudas={
                "control.causas_que_ataca": "Los números de las causas, separados por comas: 1, 3."
            },
            se_nombra=Nombrado(
                como="lugar",
                campos=("numero",),
                el="el control",
                ayuda="Su número, como está en la hoja Controles: 1, 2…",
                ancho=20,
            ),
            nombran={"causas_que_ataca": "causas"},
            indispensables=("descripcion",),
            fijas=3,
            da_filas=True,
        ),
        Hoja(
            nombre="Criterios de controles",
            lista="procesos.riesgos.controles",
            tabla="criterios",
            columnas_de_la_tabla=(
                ("criterio", "Criterio", "Su código en la guía."),
                ("respuesta", "Respuesta", "Sí, no o la opción de la guía."),
            ),
            dice="Lo que se respondió de cada control, si la metodología lo pregunta.",
            arriba="Una fila por criterio de un control. Si la metodología no pregunta, no se"
            " llena.",
            preparadas=_POCAS,
        ),
        Hoja(
            nombre="Acciones",
            lista="procesos.riesgos.acciones",
            dice="Las acciones de cada riesgo: del control, de tratamiento o de contingencia.",
            arriba="Una fila por acción.",
            fijas=2,
        ),
        Hoja(
            nombre="Cuestionario de impacto",
            lista="procesos.riesgos",
            tabla="cuestionario",
            dice="Las respuestas con que se mide el impacto de un riesgo de corrupción.",
            arriba="Una fila por riesgo de corrupción. Al señalar una celda se lee la pregunta.",
            preparadas=_POCAS,
            fijas=1,
        ),
        Hoja(
            nombre="Seguimiento del mapa",
            lista="seguimientos",
            dice="Lo que control interno dice del mapa entero en cada corte.",
            arriba="Una fila por corte.",
            preparadas=_POCAS,
            fijas=1,
        ),
        Hoja(
            nombre="Seguimiento de los riesgos",
            lista="procesos.riesgos.seguimientos",
            dice="Lo que alguien dijo de un riesgo en un corte.",
            arriba="Una fila por riesgo, corte y quien lo sigue.",
            orden=("corte", "quien", "acciones_adelantadas", "avance", "estado"),
            antes={
                "seguimiento_de_riesgo.materializacion": "Si ocurrió",
                "seguimiento_de_riesgo.materializacion.ocurrio": "",
                "seguimiento_de_riesgo.valoracion": "Nueva valoración",
            },
            se_nombra=Nombrado(
                como="campos",
                campos=("corte", "quien"),
                el="un seguimiento de ese corte y de quien lo hace",
            ),
            indispensables=("acciones_adelantadas",),
            preparadas=_POCAS,
            fijas=3,
        ),
        Hoja(
            nombre="Seguimiento de controles",
            lista="procesos.riesgos.seguimientos.controles",
            dice="Lo que en ese corte se halló de cada control.",
            arriba="Una fila por control, con el riesgo, el corte y quien lo sigue.",
            ayudas={
                "control_seguido.control": "Su número o, si los del riesgo no lo llevan, su lugar"
                " entre ellos: 1, 2…"
            },
            indispensables=("control", "aplicado"),
            preparadas=_POCAS,
            fijas=3,
        ),
    ),
    firmas="Firmas del mapa",
    cambios="Control de cambios del mapa",
    textos="Textos del mapa",
    imagenes="Imágenes del mapa",
    dice_de_firmas="Quien elabora, revisa y aprueba el mapa.",
    dice_de_cambios="Las versiones del mapa.",
    anchos={
        "proceso.nombre": 45,
        "proceso.objetivo": 70,
        "proceso.alcance": 60,
        "proceso.lider": 45,
        "proceso.dependencia": 45,
        "riesgo.referencia": 22,
        "riesgo.descripcion": 56,
        "riesgo.clasificacion": 38,
        "riesgo.frecuencia": 24,
        "riesgo.criterio_impacto": 50,
        "riesgo.responsable": 45,
        "riesgo.documentos": 45,
        "riesgo.cuestionario": 24,
        "riesgo.causas": 48,
        "riesgo.residual.zona": 26,
        "riesgo.acciones": 52,
        "causa.texto": 100,
        "causa.factor": 45,
        "control.descripcion": 70,
        "control.responsable": 40,
        "control.proposito": 45,
        "control.como_se_realiza": 55,
        "control.desviaciones": 55,
        "control.evidencia": 45,
        "control.causas_que_ataca": 24,
        "criterio": 24,
        "respuesta": 24,
        "accion.descripcion": 75,
        "accion.clase": 38,
        "accion.registro": 45,
        "accion.responsable": 45,
        "seguimiento_de_riesgo.efectividad": 44,
        "seguimiento_de_riesgo.acciones_adelantadas": 60,
        "seguimiento_de_riesgo.evidencias": 48,
        "seguimiento_de_riesgo.observaciones": 44,
        "seguimiento_de_riesgo.materializacion.descripcion": 48,
        "seguimiento_de_riesgo.materializacion.accion": 48,
        "seguimiento_de_riesgo.materializacion.se_reporto_a": 45,
        "seguimiento_de_riesgo.avance": 20,
        "seguimiento_de_riesgo.materializacion.ocurrio": 26,
        "seguimiento_de_riesgo.materializacion.fecha": 26,
        "seguimiento_de_riesgo.estado": 30,
        "control_seguido.control": 20,
        "control_seguido.nota": 60,
        "control_seguido.aplicado": 24,
        "control_seguido.adecuado": 26,
        "control_seguido.efectivo": 26,
    },
)
