"""Las entradas del catálogo que son del mapa de riesgos: cómo se llama cada dato y qué es.

Van aparte de las del plan: quien no usa un mapa no las carga.
"""

from paac_reportes.estructura import Entre
from paac_reportes.modelo.campos import Campo, FichaDeContenido, Objeto
from paac_reportes.modelo.riesgos import (
    PREGUNTAS,
    Accion,
    Causa,
    Control,
    ControlSeguido,
    DefinicionDeCorrupcion,
    MapaDeRiesgos,
    Materializacion,
    Proceso,
    Riesgo,
    SeguimientoDelMapa,
    SeguimientoDeRiesgo,
    Valoracion,
)

_EXTRAS = Campo("Extras", "Lo que sólo lleva el formato de una entidad, por su nombre.")
_PORCENTAJE = "porcentaje"
_IDENTIFICACION = "Identificación | Identificación del riesgo | Contexto"
_MONITOREO = (
    "Monitoreo | Monitoreo y revisión | Seguimiento | Autocontrol | Auto control"
    " | Casillas objeto de diligenciamiento | Cronograma MRC"
)
_SI_OCURRIO = "Sólo si se materializó. "

_OBJETOS = (
    Objeto(
        MapaDeRiesgos,
        "Mapa de riesgos",
        "Los riesgos de una vigencia y lo que se siguió de ellos en cada corte. Los textos van a la"
        " letra; una clave que falta, o null, no se sabe, que no es «no» ni 0.",
        {
            "entidad": Campo("Entidad", "La entidad pública de la que es el mapa."),
            "vigencia": Campo("Vigencia", "El año para el que rige.", unidad="año"),
            "regimen": Campo("Régimen", "Las reglas del plan al que acompaña.", no_va=("impreso",)),
            "metodologia": Campo(
                "Metodología",
                "El código de la que se usó para valorar: corrupcion-2015, guia-v4, guia-2014,"
                " guia-v5, guia-v5-corrupcion, guia-v7 o una de la entidad. Sin ella nada se"
                " calcula.",
                no_va=("impreso",),
            ),
            "version": Campo("Versión", "La del documento, como texto."),
            "fecha_elaboracion": Campo("Fecha de elaboración", "Cuándo se hizo."),
            "fecha_publicacion": Campo("Fecha de publicación", "Cuándo se publicó."),
            "fecha_actualizacion": Campo("Fecha de actualización", "Cuándo se cambió."),
            "mision": Campo("Misión", "La de la entidad, a la letra."),
            "procesos": Campo(
                "Procesos",
                "Los procesos de la entidad, con sus riesgos.",
                bajo=_IDENTIFICACION,
            ),
            "seguimientos": Campo(
                "Seguimientos",
                "Lo del mapa entero en cada corte.",
                bajo=_MONITOREO,
            ),
            "firmas": Campo("Firmas", "Quienes elaboran, revisan y aprueban."),
            "control_cambios": Campo(
                "Control de cambios", "Las versiones del documento, en orden."
            ),
            "textos": Campo("Textos", "Los párrafos de un informe, por su clave."),
            "extras": _EXTRAS,
        },
    ),
    Objeto(
        Proceso,
        "Proceso",
        "Un proceso de la entidad y sus riesgos.",
        {
            "nombre": Campo(
                "Proceso",
                "El nombre del proceso.",
                otros="Procesos | Procesos/Objetivos | Procesos / Objetivo | Proceso/Objetivo"
                " | Nombre proceso | Nombre del proceso",
            ),
            "codigo": Campo("Código", "El del proceso, como texto.", largo="Código del proceso"),
            "objetivo": Campo("Objetivo", "El objetivo del proceso.", otros="Objetivo del proceso"),
            "alcance": Campo("Alcance", "El alcance del proceso."),
            "tipo": Campo("Tipo de proceso", "Estratégico, misional, de apoyo o de evaluación."),
            "lider": Campo("Líder", "Quién responde por el proceso.", otros="Líder del proceso"),
            "dependencia": Campo("Dependencia", "La oficina a cuyo cargo está."),
            "riesgos": Campo(
                "Riesgos",
                "Los riesgos del proceso, en orden.",
                bajo=f"{_IDENTIFICACION} | Articulación",
            ),
        },
    ),
    Objeto(
        Riesgo,
        "Riesgo",
        "Lo que puede pasar, por qué, cuánto pesa y qué se hace.",
        {
            "referencia": Campo(
                "Referencia",
                "Con la que se nombra en el mapa, como texto; no se repite.",
                otros="No. | Ítem | Código del riesgo | No. de riesgo | No. del riesgo",
            ),
            "descripcion": Campo(
                "Descripción del riesgo",
                "Lo que puede pasar.",
                otros="Riesgo | Riesgos | Riesgo de corrupción | Evento de riesgo | Evento (riesgo)"
                " | Evento | Nombre del riesgo",
                nunca="Descripción zona de riesgo | Descripción de la zona de riesgo",
            ),
            "tipo": Campo(
                "Tipo de riesgo", "De qué es: corrupción, integridad, gestión…", otros="Tipo"
            ),
            "clasificacion": Campo(
                "Clasificación del riesgo", "La de la entidad, a la letra.", otros="Clasificación"
            ),
            "afectacion": Campo(
                "Afectación",
                "Económica, reputacional…, a la letra.",
                otros="Impacto",
                bajo=_IDENTIFICACION,
            ),
            "definicion": Campo(
                "Definición", "Los cuatro elementos de un riesgo de corrupción, si los cumple."
            ),
            "factores": Campo(
                "Factores",
                "Los factores internos y externos, a la letra.",
                otros="Factores internos y externos | Factor | Fuente",
                en_su_celda=True,
            ),
            "causas": Campo("Causas", "Por qué puede pasar, en orden.", bajo=_IDENTIFICACION),
            "consecuencias": Campo(
                "Consecuencias",
                "Qué trae que pase, a la letra.",
                otros="Consecuencia | Consecuencias potenciales | Efecto (Consecuencia) | Efecto"
                " | Efectos",
                en_su_celda=True,
            ),
            "frecuencia": Campo(
                "Frecuencia",
                "Cuántas veces al año se hace lo que puede fallar.",
                unidad="veces",
                otros="Frecuencia con la cual se realiza la actividad"
                " | Número de veces que se ejecuta la actividad por año",
            ),
            "criterio_impacto": Campo(
                "Criterio de impacto",
                "El que se escogió, a la letra.",
                otros="Criterios de impacto",
            ),
            "cuestionario": Campo(
                "Cuestionario de impacto",
                "Si o no, por el número de la pregunta, de 1 a 19.",
                cada=Campo(
                    "Pregunta {}",
                    "La respuesta a la pregunta {}: si, no.",
                    largo="Cuestionario de impacto: pregunta {}",
                ),
                claves=Entre(1, PREGUNTAS),
            ),
            "inherente": Campo(
                "Riesgo inherente",
                "Cómo se valoró antes de los controles.",
                bajo="Inherente | Análisis | Análisis del riesgo | Análisis del riesgo inherente"
                " | Riesgo inherente | Antes de los controles | Antes de controles | Calificación",
                adentro={
                    "probabilidad": "Probabilidad inherente | Probabilidad riesgo inherente",
                    "impacto": "Impacto inherente | Impacto riesgo inherente",
                    "zona": "Zona de riesgo inherente | Zona inherente | Riesgo inherente"
                    " | Riesgo inherente (ZIR) | Evaluación riesgo",
                },
            ),
            "controles": Campo(
                "Controles",
                "Lo que se hace para que no pase, en orden.",
                bajo="Control | Controles | Atributos | Evaluación | Evaluación del riesgo"
                " | Valoración de los controles",
                nunca=_MONITOREO,
            ),
            "residual": Campo(
                "Riesgo residual",
                "Cómo se valoró después de los controles.",
                bajo="Residual | Riesgo residual | Nivel del riesgo residual | Final"
                " | Después de los controles | Después de controles | Nueva calificación",
                adentro={
                    "probabilidad": "Probabilidad residual | Probabilidad residual final"
                    " | Probabilidad riesgo residual",
                    "impacto": "Impacto residual | Impacto residual final"
                    " | Impacto riesgo residual",
                    "zona": "Zona de riesgo residual | Zona residual | Zona de riesgo final"
                    " | Riesgo residual | Riesgo residual (ZFR) | Nueva evaluación",
                },
            ),
            "tratamiento": Campo(
                "Tratamiento",
                "Aceptar, evitar, reducir…, a la letra.",
                otros="Medida de respuesta al riesgo | Medida de respuesta | Opción de manejo"
                " | Opciones de manejo | Medida de mitigación",
            ),
            "acciones": Campo(
                "Acciones",
                "Lo que se va a hacer con el riesgo, en orden.",
                bajo="Acciones | Acción | Plan de acción | Acciones asociadas al control"
                " | Acciones correctivas | Acciones preventivas | Tratamiento"
                " | Tratamiento del riesgo | Materialización | Manejo",
                nunca=_MONITOREO,
            ),
            "indicador": Campo(
                "Indicador",
                "Con qué se mide, a la letra.",
                otros="Indicadores | Indicador relacionado",
                bajo=_MONITOREO,
            ),
            "responsable": Campo(
                "Responsable",
                "Quién responde por el riesgo.",
                otros="Responsables",
                bajo=_MONITOREO,
            ),
            "documentos": Campo(
                "Documentos",
                "Los que se relacionan con él, a la letra.",
                otros="Documentos relacionados",
            ),
            "estado": Campo(
                "Estado", "Vigente o retirado; el retirado no se cuenta.", si_nada_dice="vigente"
            ),
            "seguimientos": Campo(
                "Seguimientos",
                "Lo que se dijo de él en cada corte.",
                bajo=_MONITOREO,
            ),
            "extras": _EXTRAS,
        },
    ),
    Objeto(
        Causa,
        "Causa",
        "Por qué puede pasar un riesgo.",
        {
            "texto": Campo(
                "Causa",
                "La causa, a la letra.",
                otros="Causas | Causa inmediata | Causa raíz | Causas internas | Causas externas"
                " | Vulnerabilidades (Causa raíz) | Amenazas (Causa inmediata)",
            ),
            "clase": Campo(
                "Clase de causa",
                "Inmediata, raíz, interna o externa.",
                por_rotulo={
                    "inmediata": "inmediata | inmediatas | amenaza | amenazas",
                    "raiz": "raíz | vulnerabilidad | vulnerabilidades",
                    "interna": "interna | internas",
                    "externa": "externa | externas",
                },
            ),
            "factor": Campo("Factor", "El factor del que viene, a la letra.", no_va=("ajenas",)),
        },
    ),
    Objeto(
        Control,
        "Control",
        "Lo que se hace para que un riesgo no ocurra, o pese menos.",
        {
            "numero": Campo(
                "No. de control",
                "El del control en su riesgo, como texto.",
                otros="No. control",
            ),
            "descripcion": Campo(
                "Descripción del control",
                "En qué consiste.",
                otros="Control | Controles | Control actual | Controles del riesgo"
                " | Controles existentes",
            ),
            "tipo": Campo("Tipo de control", "Preventivo, detectivo o correctivo.", otros="Tipo"),
            "responsable": Campo(
                "Responsable del control", "Quién lo ejecuta.", otros="Responsable"
            ),
            "periodicidad": Campo("Periodicidad", "Cada cuánto se ejecuta, a la letra."),
            "proposito": Campo("Propósito", "Para qué se ejecuta, a la letra."),
            "como_se_realiza": Campo("Cómo se realiza", "De qué manera se ejecuta, a la letra."),
            "desviaciones": Campo("Desviaciones", "Qué se hace con lo que halla, a la letra."),
            "evidencia": Campo("Evidencia", "Qué rastro deja, a la letra."),
            "afecta": Campo(
                "Afectación",
                "Si baja la probabilidad o el impacto.",
                largo="Afectación del control",
            ),
            "implementacion": Campo("Implementación", "Automático o manual."),
            "documentacion": Campo("Documentación", "Si está documentado; no pesa."),
            "frecuencia": Campo(
                "Frecuencia", "Continua o aleatoria; no pesa.", largo="Frecuencia del control"
            ),
            "registro": Campo(
                "Registro",
                "Si deja registro; no pesa.",
                largo="Registro del control",
                otros="Evidencia",
            ),
            "calificacion": Campo(
                "Calificación",
                "La escrita, a la letra: 40%, 85.",
                otros="Evaluación de los controles",
            ),
            "criterios": Campo(
                "Criterios",
                "Lo respondido de cada criterio de la metodología, por su código.",
                cada=Campo(
                    "{}",
                    "Lo respondido del criterio de la metodología: si, no o la opción que ella dé.",
                    largo="Criterio {}",
                ),
            ),
            "ejecucion": Campo("Ejecución", "Fuerte, moderada o débil (guía versión 4)."),
            "disminuye_probabilidad": Campo(
                "Disminuye la probabilidad", "Directamente, indirectamente o no (guía versión 4)."
            ),
            "disminuye_impacto": Campo(
                "Disminuye el impacto", "Directamente, indirectamente o no (guía versión 4)."
            ),
            "causas_que_ataca": Campo(
                "Causas que ataca",
                "El lugar de cada una entre las del riesgo, desde 1.",
                no_va=("impreso", "ajenas"),
            ),
            "residual": Campo(
                "Riesgo residual",
                "El que queda después de este control.",
                de_lo_suyo="Riesgo residual del control",
                no_va=("ajenas",),
            ),
        },
    ),
    Objeto(
        Valoracion,
        "Valoración",
        "Qué tan probable es un riesgo y cuánto pesa, como está escrito.",
        {
            "probabilidad": Campo(
                "Probabilidad",
                "El nivel, a la letra: 3, Posible, Muy Baja.",
                otros="Prob",
                contenido="nivel",
            ),
            "impacto": Campo(
                "Impacto",
                "El nivel, a la letra: 10, Mayor.",
                otros="Imp",
                contenido="nivel",
            ),
            "zona": Campo(
                "Zona de riesgo",
                "La zona, a la letra: Alto, EXTREMO - 60.",
                otros="Zona | Zona del riesgo | Valoración | Valoración del riesgo"
                " | Nivel de riesgo",
                contenido="nivel",
            ),
            "probabilidad_pct": Campo(
                "Probabilidad %", "La probabilidad, de 0 a 100.", unidad=_PORCENTAJE
            ),
            "impacto_pct": Campo("Impacto %", "El impacto, de 0 a 100.", unidad=_PORCENTAJE),
            "fecha": Campo("Fecha de valoración", "Cuándo se valoró, a la letra."),
        },
    ),
    Objeto(
        Accion,
        "Acción",
        "Lo que se va a hacer con un riesgo.",
        {
            "descripcion": Campo(
                "Acción",
                "En qué consiste.",
                otros="Acciones | Plan de acción | Acciones en caso de materialización"
                " | En caso de materialización | Definición de la acción",
            ),
            "clase": Campo(
                "Clase de acción",
                "Asociada al control, de tratamiento o de contingencia.",
                por_rotulo={
                    "contingencia": "materialización | materializa | contingencia",
                    "asociada_al_control": "asociada al control | asociadas al control",
                    "tratamiento": "plan de acción | tratamiento",
                },
            ),
            "periodo": Campo(
                "Período de ejecución",
                "A la letra: Trimestral-Anual.",
                otros="Fecha implementación | Fecha de implementación | Cronograma"
                " | Cronograma (fecha límite de cumplimiento) | Fecha límite de cumplimiento"
                " | Fecha límite",
            ),
            "fecha_inicio": Campo("Fecha de inicio", "Cuándo empieza, a la letra."),
            "fecha_fin": Campo(
                "Fecha final",
                "Cuándo termina, a la letra.",
                otros="Acciones Fecha | Acción Fecha | Plan de acción Fecha",
            ),
            "registro": Campo(
                "Registro",
                "La evidencia que se espera, a la letra.",
                otros="Evidencia | Evidencias",
            ),
            "responsable": Campo(
                "Responsable de la acción",
                "Quién responde por ella.",
                otros="Responsable | Responsables | Encargado de dar respuesta",
            ),
            "indicador": Campo(
                "Indicador de la acción", "Con qué se mide, a la letra.", otros="Indicador"
            ),
            "estado": Campo(
                "Estado de la acción", "En curso o finalizada, como se declara.", otros="Estado"
            ),
        },
    ),
    Objeto(
        SeguimientoDelMapa,
        "Seguimiento del mapa",
        "Lo que control interno dice del mapa entero en un corte.",
        {
            "corte": Campo("Corte", "La fecha hasta la que mira."),
            "elaboracion": Campo("Elaboración", "Cuándo se elaboró el mapa, a la letra."),
            "publicacion": Campo("Publicación", "Cuándo se publicó, a la letra."),
            "elaborado_por": Campo("Elaborado por", "Quién hizo el seguimiento."),
            "fecha": Campo("Fecha", "Cuándo se hizo, a la letra."),
            "extras": _EXTRAS,
        },
    ),
    Objeto(
        SeguimientoDeRiesgo,
        "Seguimiento de un riesgo",
        "Lo que alguien dijo de un riesgo en un corte.",
        {
            "corte": Campo(
                "Corte",
                "La fecha hasta la que mira.",
                otros="Fecha seguimiento | Fecha de seguimiento | Monitoreo Fecha",
                nunca="Plan de acción | Acciones",
                no_va=("impreso",),
            ),
            "quien": Campo(
                "Quién", "Control interno (oci), el líder o Planeación.", no_va=("impreso",)
            ),
            "controles": Campo("Controles", "Lo que se halló de cada control."),
            "efectividad": Campo(
                "Efectividad de los controles",
                "Como la escribe control interno.",
                reporta=True,
                al_reportar="Si los controles sirvieron, en sus palabras.",
            ),
            "acciones_adelantadas": Campo(
                "Acciones adelantadas",
                "Lo que se hizo, a la letra.",
                otros="Acciones realizadas | Acción realizada | Seguimiento | Monitoreo Acciones",
                reporta=True,
                al_reportar="Lo que se hizo en el período.",
            ),
            "avance": Campo(
                "Avance",
                "El de las acciones, de 0 a 100; si no se sabe, no va.",
                unidad=_PORCENTAJE,
                otros="Nivel de cumplimiento | Nivel de cumplimiento % | % de avance",
                reporta=True,
                al_reportar="De 0 a 100, sin el signo %. En blanco si no se sabe, que no es 0.",
            ),
            "estado": Campo(
                "Estado",
                "El declarado, a la letra.",
                reporta=True,
                al_reportar="Cómo van las acciones, en sus palabras.",
            ),
            "evidencias": Campo(
                "Evidencias",
                "Los textos o direcciones web que lo soportan.",
                reporta=True,
                al_reportar="Un documento o una dirección web por renglón (Alt+Enter).",
            ),
            "observaciones": Campo(
                "Observaciones",
                "Lo que se observa, a la letra.",
                reporta=True,
                al_reportar="Lo que convenga decir.",
            ),
            "verificacion": Campo(
                "Verificación", "Lo que control interno halló al buscarlas.", no_va=("ajenas",)
            ),
            "materializacion": Campo(
                "Materialización", "Si el riesgo ocurrió; sin ella no se sabe."
            ),
            "valoracion": Campo(
                "Nueva valoración", "La residual, si se volvió a valorar.", no_va=("ajenas",)
            ),
        },
    ),
    Objeto(
        ControlSeguido,
        "Control seguido",
        "Lo que en un corte se halló de un control.",
        {
            "control": Campo(
                "Control",
                "Su número o, si no los traen, su lugar en el riesgo, desde 1.",
                no_va=("impreso",),
            ),
            "aplicado": Campo(
                "¿Se aplica?",
                "Si, no o parcial; sin él no se verificó.",
            ),
            "adecuado": Campo(
                "¿Es adecuado?",
                "Si o no; sin él no se verificó.",
            ),
            "efectivo": Campo(
                "¿Es efectivo?",
                "Si o no; sin él no se verificó.",
            ),
            "nota": Campo(
                "Nota",
                "Lo que se anota de él, a la letra.",
            ),
        },
    ),
    Objeto(
        Materializacion,
        "Materialización",
        "Si un riesgo ocurrió, y qué se hizo.",
        {
            "ocurrio": Campo(
                "¿Se materializó?",
                "Si o no; sin él no se sabe.",
                reporta=True,
                al_reportar="Sí o No. En blanco no se sabe, que no es «No».",
            ),
            "fecha": Campo(
                "Fecha",
                "Cuándo ocurrió, a la letra.",
                reporta=True,
                al_reportar=f"{_SI_OCURRIO}Cuándo ocurrió.",
            ),
            "descripcion": Campo(
                "Qué ocurrió",
                "A la letra; no se publica.",
                reporta=True,
                al_reportar=f"{_SI_OCURRIO}Qué pasó.",
            ),
            "accion": Campo(
                "Qué se hizo",
                "A la letra; no se publica.",
                reporta=True,
                al_reportar=f"{_SI_OCURRIO}Qué se hizo.",
            ),
            "se_reporto_a": Campo(
                "A quién se reportó",
                "A la letra; no se publica.",
                reporta=True,
                al_reportar=f"{_SI_OCURRIO}A quién se le informó.",
            ),
        },
    ),
    Objeto(
        DefinicionDeCorrupcion,
        "Definición de riesgo de corrupción",
        "Los cuatro elementos: lo es si todos son «si».",
        {
            "accion_u_omision": Campo("Acción u omisión", "Si hay una acción o una omisión."),
            "uso_del_poder": Campo("Uso del poder", "Si se usa el poder."),
            "desviar_lo_publico": Campo(
                "Desviar la gestión de lo público", "Si se desvía la gestión de lo público."
            ),
            "beneficio_privado": Campo("Beneficio privado", "Si hay un beneficio privado."),
        },
    ),
)

DEL_MAPA = FichaDeContenido(MapaDeRiesgos, "mapa", _OBJETOS)
"""Entradas del catálogo para un mapa de riesgos."""
