"""Más disposiciones, con los rótulos como los escriben las oficinas: planes, lo que no lo es y mapas.

Se rehicieron de archivos publicados, con textos inventados. Sirven en Word y en Excel.
"""

from ayudas.libros_ajenos import Libro

PLANES = {
    "con los códigos bajo «Actividades» y el texto bajo «Descripción»": Libro(
        {
            "Hoja1": [
                "Subcomponente|Actividades|Descripción|Meta o producto|Responsable|Fecha programada",
                "Política de riesgos|1.1|Actualizar la política|Política|Planeación|28/02/2026",
                "Política de riesgos|1.2|Divulgar la política|1 jornada|Prensa|31/03/2026",
                "Construcción del mapa|2.1|Revisar el mapa con los procesos|Mapa|Planeación|30/04/2026",
            ]
        },
        [
            (None, "Política de riesgos", "Actualizar la política", "Planeación", "28/02/2026"),
            (None, "Política de riesgos", "Divulgar la política", "Prensa", "31/03/2026"),
            (
                None,
                "Construcción del mapa",
                "Revisar el mapa con los procesos",
                "Planeación",
                "30/04/2026",
            ),
        ],
    ),
    "con «Cód.» aparte y «Qué se hará»": Libro(
        {
            "Hoja1": [
                "PLAN ANTICORRUPCIÓN Y DE ATENCIÓN AL CIUDADANO 2026|<|<|<|<",
                "Cod.|Acciones a realizar|Producto esperado|Líder|Fecha límite",
                "1.1|Socializar el código de integridad|Acta|Talento Humano|Junio",
                "1.2|Publicar los conflictos de interés|Publicación|Jurídica|Julio",
            ]
        },
        [
            (None, None, "Socializar el código de integridad", "Talento Humano", "Junio"),
            (None, None, "Publicar los conflictos de interés", "Jurídica", "Julio"),
        ],
    ),
    "sólo actividad, responsable y meta": Libro(
        {
            "Hoja1": [
                "Actividad|Responsable|Meta",
                "Publicar el mapa de riesgos|Planeación|1",
                "Rendir cuentas|Despacho|2 audiencias",
            ]
        },
        [
            (None, None, "Publicar el mapa de riesgos", "Planeación", None),
            (None, None, "Rendir cuentas", "Despacho", None),
        ],
    ),
    "con indicador y sin fecha": Libro(
        {
            "Hoja1": [
                "Ítem|Actividades|Indicador|Responsable",
                "1|Capacitar a los servidores|Servidores capacitados|Talento Humano",
                "2|Actualizar los trámites|Trámites actualizados|Planeación",
            ]
        },
        [
            (None, None, "Capacitar a los servidores", "Talento Humano", None),
            (None, None, "Actualizar los trámites", "Planeación", None),
        ],
    ),
    "con recursos y registro, como un plan": Libro(
        {
            "Hoja1": [
                "Ítem|Actividad|Meta|Recursos|Registros|Responsable|Fecha propuesta",
                "1|Medir la satisfacción|2 encuestas|Humanos|Encuestas|Gobierno|30/06/2026",
                "2|Ampliar los canales|1 canal|Económicos|Contrato|Sistemas|31/08/2026",
            ]
        },
        [
            (None, None, "Medir la satisfacción", "Gobierno", "30/06/2026"),
            (None, None, "Ampliar los canales", "Sistemas", "31/08/2026"),
        ],
    ),
    "con la hoja numerada y una coma": Libro(
        {
            "1,Talento Humano": [
                "ITEM|Política|Actividades|Fecha propuesta|Responsable",
                "1|Talento Humano|Ajustar el manual de funciones|31/03/2026|Subdirección",
            ],
            "12,Racionalización": [
                "ITEM|Política|Actividades|Fecha propuesta|Responsable",
                "1|Trámites|Simplificar dos trámites|30/06/2026|Sistemas",
            ],
        },
        [
            (
                "Talento Humano",
                "Talento Humano",
                "Ajustar el manual de funciones",
                "Subdirección",
                "31/03/2026",
            ),
            ("Racionalización", "Trámites", "Simplificar dos trámites", "Sistemas", "30/06/2026"),
        ],
    ),
    "con las casillas de cumplida": Libro(
        {
            "Hoja1": [
                "N°|Actividad|Meta|Responsable|Fecha programada|Cumplida|<",
                "^|^|^|^|^|Sí|No",
                "1.1|Publicar el presupuesto|1|Hacienda|31/01/2026|X|",
                "1.2|Responder las peticiones|100 %|Archivo|31/12/2026||X",
            ]
        },
        [
            (None, None, "Publicar el presupuesto", "Hacienda", "31/01/2026"),
            (None, None, "Responder las peticiones", "Archivo", "31/12/2026"),
        ],
    ),
    "con el avance y nada más": Libro(
        {
            "Hoja1": [
                "Actividades programadas|Encargado|% de avance 30/04/2026",
                "Actualizar el directorio|Talento Humano|100 %",
                "Publicar los contratos|Contratación|50 %",
            ]
        },
        [
            (None, None, "Actualizar el directorio", "Talento Humano", None),
            (None, None, "Publicar los contratos", "Contratación", None),
        ],
    ),
    "con los rótulos en dos filas": Libro(
        {
            "Hoja1": [
                "Actividades|Responsable|Plazo|<|Entregable",
                "^|^|Inicio|Fin|^",
                "Divulgar los canales de denuncia|Prensa|01/02/2026|30/06/2026|Piezas",
            ]
        },
        [(None, None, "Divulgar los canales de denuncia", "Prensa", None)],
    ),
    "con la columna de la estrategia": Libro(
        {
            "Hoja1": [
                "Estrategia|Acciones|Responsables|Cronograma",
                "Rendición de cuentas|Convocar a la ciudadanía|Despacho|Noviembre de 2026",
                "Rendición de cuentas|Publicar el informe|Prensa|Diciembre de 2026",
            ]
        },
        [
            (
                None,
                "Rendición de cuentas",
                "Convocar a la ciudadanía",
                "Despacho",
                "Noviembre de 2026",
            ),
            (None, "Rendición de cuentas", "Publicar el informe", "Prensa", "Diciembre de 2026"),
        ],
    ),
    "con unas fechas en blanco": Libro(
        {
            "Hoja1": [
                "No.|Actividad|Área responsable|Fecha de cumplimiento",
                "1|Revisar los controles|Control Interno|30/04/2026",
                "2|Actualizar el inventario de trámites|Planeación|",
                "3|Formar a los supervisores|Contratación|",
            ]
        },
        [
            (None, None, "Revisar los controles", "Control Interno", "30/04/2026"),
            (None, None, "Actualizar el inventario de trámites", "Planeación", None),
            (None, None, "Formar a los supervisores", "Contratación", None),
        ],
    ),
}
"""Los que son un plan."""

NO_SON_PLANES = {
    "un procedimiento de calidad": Libro(
        {
            "Hoja1": [
                "ITEM|ACTIVIDADES|RESPONSABLE|RECURSOS|DOCUMENTACIÓN APLICABLE|REGISTROS|CONTROLES",
                "1|Programar las auditorías|Auditores|Humanos|ISO 9001|Programa|Verificar que no auditen lo suyo",
                "2|Planear las auditorías|Auditores|Humanos|Decreto|Plan|Comunicar el plan",
                "3|Hacer la reunión de apertura|Auditores|Humanos|ISO 9001|Lista|Dejar evidencia",
            ]
        }
    ),
    "un procedimiento que habla del plan": Libro(
        {
            "Hoja1": [
                "OBJETIVO: Formular el plan anticorrupción de cada vigencia.|<|<|<|<|<",
                "No.|ACTIVIDAD|DESCRIPCIÓN|RESPONSABLE|REGISTRO|PUNTO DE CONTROL",
                "1|Convocar al comité|Se cita por correo|Planeación|Citación|Asistencia",
                "2|Elaborar el plan|Se consolidan las matrices|Planeación|Plan|Aprobación",
                "3|Publicar el plan|Se sube a la página|Sistemas|Enlace|Fecha de publicación",
            ]
        }
    ),
    "un procedimiento con el tiempo de cada paso": Libro(
        {
            "Hoja1": [
                "Ítem|Actividad|Responsable|Tiempo|Registro",
                "1|Recibir la solicitud|Ventanilla|10 minutos|Radicado",
                "2|Revisar los requisitos|Técnico|1 día|Lista",
                "3|Expedir el certificado|Secretario|2 días|Certificado",
            ]
        }
    ),
    "un procedimiento con plazos en días": Libro(
        {
            "Hoja1": [
                "No|Actividad|Responsable|Plazo|Documento",
                "1|Recibir el recurso|Jurídica|1 día|Radicado",
                "2|Proyectar la respuesta|Jurídica|10 días hábiles|Proyecto",
                "3|Notificar|Secretaría|5 días|Constancia",
            ]
        }
    ),
    "un procedimiento con producto": Libro(
        {
            "Hoja1": [
                "PHVA|Actividad|Entradas|Producto|Responsable|Cliente",
                "P|Definir los proyectos|Plan de desarrollo|Proyectos|Subdirección|Comunidad",
                "H|Ejecutar los proyectos|Proyectos|Obras|Subdirección|Comunidad",
                "V|Verificar los avances|Informes|Informe|Control Interno|Dirección",
            ]
        }
    ),
    "una lista con casillas, en blanco": Libro(
        {
            "Hoja1": [
                "Sc|Actividad|Realizada|<|Fecha|Responsable (Firma)",
                "^|^|Si|No|^|^",
                "1|Selección del equipo de auditores||||",
                "2|Elaboración del programa||||",
                "3|Reunión de apertura||||",
            ]
        }
    ),
    "una lista con casillas, llena": Libro(
        {
            "Hoja1": [
                "Sc|Actividad|Realizada|<|Fecha|Responsable (Firma)",
                "^|^|Si|No|^|^",
                "1|Selección del equipo de auditores|X||12/03/2026|Ana",
                "2|Elaboración del programa|X||15/03/2026|Ana",
                "3|Reunión de apertura||X|20/03/2026|Luis",
            ]
        }
    ),
    "un formato con sus renglones numerados": Libro(
        {
            "Hoja1": [
                "FORMATO DE ACCIONES|<|<|<|<",
                "No.|Acción|Responsable|Fecha propuesta|Meta",
                "1||||",
                "2||||",
                "3||||",
            ]
        }
    ),
    "un formato con la misma indicación en cada renglón": Libro(
        {
            "Hoja1": [
                "Acción|Recursos|Responsable|Fecha Propuesta",
                "Describir la acción que se propone|||",
                "Describir la acción que se propone|||",
            ]
        }
    ),
    "las funciones de un cargo": Libro(
        {
            "Hoja1": [
                "N°|Actividad|Dependencia|Responsable",
                "1|Atender a los usuarios|Archivo|Auxiliar",
                "2|Organizar los expedientes|Archivo|Técnico",
                "3|Responder las solicitudes|Archivo|Técnico",
            ]
        }
    ),
    "la caracterización de un proceso": Libro(
        {
            "Hoja1": [
                "CARACTERIZACIÓN DEL PROCESO|<|<|<|<",
                "Proveedor|Entrada|Actividades|Salida|Responsable",
                "Comunidad|Peticiones|Radicar las peticiones|Radicado|Ventanilla",
                "Dirección|Directrices|Planear la gestión|Plan|Planeación",
            ]
        }
    ),
    "una autoevaluación": Libro(
        {
            "Hoja1": [
                "Ítem|Actividad|Responsable|Cumple Sí|Cumple No|Observaciones",
                "1|Publicar la contratación|Jurídica|X||Al día",
                "2|Publicar el directorio|Talento Humano||X|Falta",
                "3|Publicar el presupuesto|Hacienda|X||",
            ]
        }
    ),
    "un formato de matriz, en blanco": Libro(
        {
            "Hoja1": [
                "EJE ESTRATÉGICO No:|<|<|<|<",
                "PROYECTO|INDICADOR|META|GESTIÓN EFECTUADA|% DE AVANCE",
                "PROGRAMA:|<|<|<|<",
                "||||",
            ]
        }
    ),
}
"""Los que se parecen a uno y no lo son."""
