"""Libros como los que mandan las entidades: unos son planes y otros, parecidos a uno, no lo son.

De cada plan se dicen las filas que trae; de lo que no es un plan, ninguna.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

from ayudas.matrices import Renglones

Fila = tuple[str | None, str | None, str | None, str | None, str | None]
"""Componente, subcomponente, actividad, responsable y fecha programada."""


class Libro(NamedTuple):
    """Uno, y lo que una persona lee en él."""

    hojas: dict[str, Renglones]
    filas: Sequence[Fila] = ()


class Cuenta(NamedTuple):
    """Cómo se leyeron las filas de un libro."""

    bien: int
    mal: int
    """Con su actividad, y algo más distinto."""
    perdidas: int
    inventadas: int


def cuenta(esperadas: Sequence[Fila], leidas: Sequence[Fila]) -> Cuenta:
    """Las leídas, comparadas una por una con las que se esperan."""
    quedan, sin_par = list(leidas), []
    for fila in esperadas:
        if fila in quedan:
            quedan.remove(fila)
        else:
            sin_par.append(fila)
    bien, mal = len(esperadas) - len(sin_par), 0
    for fila in list(sin_par):
        parecida = next((otra for otra in quedan if otra[2] == fila[2]), None)
        if parecida is not None:
            quedan.remove(parecida)
            sin_par.remove(fila)
            mal += 1
    return Cuenta(bien, mal, len(sin_par), len(quedan))


def filas_de(leido: Any) -> list[Fila]:
    """Las de un plan leído, en orden."""
    return [
        (
            componente.nombre,
            sub.nombre,
            una.descripcion,
            una.responsable,
            una.fecha_programada,
        )
        for _, componente in leido.contenido.tablas()
        for sub in componente.subcomponentes
        for una in sub.actividades
    ] + [
        (componente.nombre, None, uno.nombre, uno.responsable, uno.fecha_programada)
        for _, componente in leido.contenido.tablas()
        for uno in (*componente.tramites, *componente.intercambios)
    ]


PLANES = {
    "con cuatro columnas propias": Libro(
        {
            "Hoja1": [
                "ALCALDÍA DE PALMAR|<|<|<|<|<|<",
                "Actividad|Responsable|Fecha programada|Rubro|Barrio|Población|Riesgo que atiende",
                "Publicar el mapa de riesgos|Planeación|31/01/2026|2.1|Centro|Todos|Soborno",
                "Socializar el código de integridad|Talento Humano|30/04/2026|2.3|Norte|120|Fraude",
                "Rendir cuentas a la ciudadanía|Despacho|30/11/2026|1.9|Sur|900|Cohecho",
            ]
        },
        [
            (None, None, "Publicar el mapa de riesgos", "Planeación", "31/01/2026"),
            (None, None, "Socializar el código de integridad", "Talento Humano", "30/04/2026"),
            (None, None, "Rendir cuentas a la ciudadanía", "Despacho", "30/11/2026"),
        ],
    ),
    "de recomendaciones por política": Libro(
        {
            "Plan de acción": [
                "PLAN DE ACCIÓN INSTITUCIONAL 2025|<|<|<|<|<",
                "#|Política|Recomendaciones|Responsable|FECHA ESTIMADA|FECHA EJECUCION",
                "1|Integridad|Adoptar el código de integridad|Talento Humano|30/06/2025|15/07/2025",
                "2|Integridad|Medir el clima laboral|Talento Humano|31/08/2025|",
                "3|Transparencia|Publicar los contratos del trimestre|Contratación|31/03/2025|02/04/2025",
            ]
        },
        [
            (
                None,
                "Integridad",
                "Adoptar el código de integridad",
                "Talento Humano",
                "30/06/2025",
            ),
            (None, "Integridad", "Medir el clima laboral", "Talento Humano", "31/08/2025"),
            (
                None,
                "Transparencia",
                "Publicar los contratos del trimestre",
                "Contratación",
                "31/03/2025",
            ),
        ],
    ),
    "con la ejecutada antes de la programada": Libro(
        {
            "Hoja1": [
                "Componente 3: Rendición de Cuentas|<|<|<|<",
                "N°|Actividades|Responsable|Fecha ejecución|Fecha prevista",
                "3.1|Convocar la audiencia|Despacho|20/05/2026|30/04/2026",
                "3.2|Publicar las respuestas|Prensa||30/06/2026",
            ]
        },
        [
            ("Rendición de Cuentas", None, "Convocar la audiencia", "Despacho", "30/04/2026"),
            ("Rendición de Cuentas", None, "Publicar las respuestas", "Prensa", "30/06/2026"),
        ],
    ),
    "con sólo la ejecutada": Libro(
        {
            "Hoja1": [
                "Componente 3: Rendición de Cuentas|<|<|<",
                "N°|Actividades|Responsable|Fecha de ejecución",
                "3.1|Convocar la audiencia|Despacho|20/05/2026",
            ]
        },
        [("Rendición de Cuentas", None, "Convocar la audiencia", "Despacho", None)],
    ),
    "con el título en cada hoja": Libro(
        {
            "RIESGOS": [
                "ESTRATEGIA PALMAR ÍNTEGRA 2026|<|<|<",
                "Actividad|Producto|Responsable|Plazo",
                "Actualizar el mapa|Mapa|Planeación|30/04/2026",
            ],
            "TRANSPARENCIA": [
                "ESTRATEGIA PALMAR ÍNTEGRA 2026|<|<|<",
                "Actividad|Producto|Responsable|Plazo",
                "Publicar el presupuesto|Publicación|Hacienda|31/01/2026",
                "Responder las solicitudes|Respuestas|Archivo|Mensual",
            ],
        },
        [
            ("RIESGOS", None, "Actualizar el mapa", "Planeación", "30/04/2026"),
            ("TRANSPARENCIA", None, "Publicar el presupuesto", "Hacienda", "31/01/2026"),
            ("TRANSPARENCIA", None, "Responder las solicitudes", "Archivo", "Mensual"),
        ],
    ),
    "con un subcomponente por hoja": Libro(
        {
            "Transparencia activa": [
                "Componente 5: Transparencia|<|<|<",
                "N°|Acción|Encargado|Fecha límite",
                "1|Publicar el directorio|Talento Humano|28/02/2026",
            ],
            "Transparencia pasiva": [
                "Componente 5: Transparencia|<|<|<",
                "N°|Acción|Encargado|Fecha límite",
                "1|Capacitar a la ventanilla|Archivo|31/03/2026",
            ],
            "Riesgos": [
                "Componente 1: Gestión del Riesgo|<|<|<",
                "N°|Acción|Encargado|Fecha límite",
                "1|Revisar los controles|Control Interno|30/06/2026",
            ],
        },
        [
            (
                "Transparencia",
                "Transparencia activa",
                "Publicar el directorio",
                "Talento Humano",
                "28/02/2026",
            ),
            (
                "Transparencia",
                "Transparencia pasiva",
                "Capacitar a la ventanilla",
                "Archivo",
                "31/03/2026",
            ),
            (
                "Gestión del Riesgo",
                "Riesgos",
                "Revisar los controles",
                "Control Interno",
                "30/06/2026",
            ),
        ],
    ),
    "con la actividad en blanco y el texto al lado": Libro(
        {
            "Hoja1": [
                "Componente 6: Iniciativas adicionales|<|<|<|<",
                "N°|Actividad|Recomendaciones|Responsable|Fecha programada",
                "6.1|Divulgar los canales de denuncia||Prensa|30/04/2026",
                "6.2||Capacitar a los contratistas en integridad|Contratación|31/05/2026",
            ]
        },
        [
            (
                "Iniciativas adicionales",
                None,
                "Divulgar los canales de denuncia",
                "Prensa",
                "30/04/2026",
            ),
            (
                "Iniciativas adicionales",
                None,
                "Capacitar a los contratistas en integridad",
                "Contratación",
                "31/05/2026",
            ),
        ],
    ),
    "con los meses en columnas": Libro(
        {
            "PTEP": [
                "Componente|Actividad|Meta|Responsable|Ene|Feb|Mar|Abr|May|Jun",
                "Cultura de legalidad|Formar a los servidores|2 jornadas|Talento Humano|||x|||x",
                "Redes|Reunir al comité|1 acta|Gobierno||x||||",
            ]
        },
        [
            ("Cultura de legalidad", None, "Formar a los servidores", "Talento Humano", None),
            ("Redes", None, "Reunir al comité", "Gobierno", None),
        ],
    ),
    "junto a lo que no es plan": Libro(
        {
            "PAAC": [
                "Componente 1: Gestión del Riesgo|<|<|<",
                "N°|Actividad|Responsable|Fecha programada",
                "1.1|Actualizar la política|Planeación|28/02/2026",
                "|||",
                "Versión|Fecha|Descripción|Responsable",
                "1|15/01/2026|Primera versión del plan|Planeación",
                "2|10/03/2026|Se ajustan las fechas|Planeación",
            ],
            "Equipos": [
                "N°|Descripción|Placa|Serial|Responsable|Fecha de compra",
                "1|Computador portátil|0012|AX-91|Sistemas|12/03/2021",
                "2|Impresora|0013|BZ-07|Archivo|04/06/2019",
            ],
        },
        [("Gestión del Riesgo", None, "Actualizar la política", "Planeación", "28/02/2026")],
    ),
    "de eventos, sin un verbo": Libro(
        {
            "Hoja1": [
                "Actividad|Objetivo|Responsable|Fecha",
                "Feria de servicios|Acercar|Gobierno|Mayo",
                "Mesa de trabajo|Concertar|Planeación|Junio",
                "Audiencia pública|Informar|Despacho|Noviembre",
            ]
        },
        [
            (None, None, "Feria de servicios", "Gobierno", "Mayo"),
            (None, None, "Mesa de trabajo", "Planeación", "Junio"),
            (None, None, "Audiencia pública", "Despacho", "Noviembre"),
        ],
    ),
    "con el riesgo que atiende y la zona en que se hace": Libro(
        {
            "Matriz": [
                "Actividad|Riesgo|Zona|Responsable|Fecha programada",
                "Revisar los pliegos|Soborno|Rural|Jurídica|30/06/2026",
                "Digitalizar los expedientes|Fraude|Urbana|Archivo|31/07/2026",
            ]
        },
        [
            (None, None, "Revisar los pliegos", "Jurídica", "30/06/2026"),
            (None, None, "Digitalizar los expedientes", "Archivo", "31/07/2026"),
        ],
    ),
    "de descripciones y productos": Libro(
        {
            "Matriz": [
                "Componente|Ítem|Descripción|Producto|Encargado|Plazo",
                "Atención al ciudadano|4.1|Ampliar el horario|Horario|Gobierno|30/06/2026",
                "|4.2|Señalizar las oficinas|Señales|Servicios|31/07/2026",
            ]
        },
        [
            ("Atención al ciudadano", None, "Ampliar el horario", "Gobierno", "30/06/2026"),
            ("Atención al ciudadano", None, "Señalizar las oficinas", "Servicios", "31/07/2026"),
        ],
    ),
}
"""Los que son un plan, o lo traen."""

NO_SON_PLANES = {
    "un inventario": Libro(
        {
            "Hoja1": [
                "INVENTARIO DE ACTIVOS DE INFORMACIÓN|<|<|<|<|<",
                "N°|Descripción|Placa|Ubicación|Responsable|Fecha",
                "1|Servidor de archivos|0091|Piso 2|Sistemas|12/03/2021",
                "2|Base de contratos|0092|Piso 1|Contratación|01/02/2020",
            ]
        }
    ),
    "una tabla de retención": Libro(
        {
            "TRD": [
                "Código|Serie|Descripción|Archivo de gestión|Archivo central|Disposición final|Responsable|Soporte",
                "100.1|Actas|Actas de comité|2|8|CT|Secretaría|Papel",
                "100.2|Informes|Informes a entes de control|2|8|CT|Planeación|Electrónico",
            ]
        }
    ),
    "una lista de asistencia": Libro(
        {
            "Hoja1": [
                "LISTA DE ASISTENCIA|<|<|<|<|<",
                "N°|Actividad|Nombre|Dependencia|Cargo|Firma",
                "1|Capacitación en integridad|Ana Ruiz|Salud|Auxiliar|",
                "2|Capacitación en integridad|Luis Paz|Hacienda|Técnico|",
            ]
        }
    ),
    "una lista de chequeo": Libro(
        {
            "Hoja1": [
                "Ítem|Actividad|Responsable|Cumple|No cumple|N/A|Observaciones",
                "1|¿Se publicó el plan?|Planeación|X|||Sí",
                "2|¿Se socializó el plan?|Prensa||X||Falta el acta",
                "3|¿Se hizo seguimiento?|Control Interno|X|||",
            ]
        }
    ),
    "un cronograma de capacitaciones": Libro(
        {
            "Hoja1": [
                "CRONOGRAMA DE CAPACITACIÓN|<|<|<|<|<",
                "Actividad|Responsable|Fecha|Hora|Lugar|Intensidad horaria",
                "Inducción general|Talento Humano|12/02/2026|8:00 a. m.|Auditorio|4",
                "Primeros auxilios|Bomberos|15/03/2026|2:00 p. m.|Coliseo|8",
            ]
        }
    ),
    "un mapa de riesgos": Libro(
        {
            "Mapa": [
                "Proceso|Riesgo|Causa|Probabilidad|Impacto|Controles|Acciones|Responsable|Indicador",
                "Contratación|Direccionar un contrato|Presiones|3|20|Comité|Revisar los pliegos|Jurídica|Revisados",
                "Archivo|Alterar un expediente|Sin llaves|2|10|Llaves|Digitalizar los expedientes|Archivo|Digitalizados",
            ]
        }
    ),
    "un mapa de riesgos de pocos rótulos": Libro(
        {
            "Mapa": [
                "Riesgo de corrupción|Zona|Acciones|Responsable|Fecha",
                "Direccionar un contrato|Alta|Revisar los pliegos|Jurídica|30/06/2026",
                "Alterar un expediente|Moderada|Digitalizar los expedientes|Archivo|31/07/2026",
            ]
        }
    ),
    "un mapa de riesgos con su nivel": Libro(
        {
            "Hoja1": [
                "Riesgo|Frecuencia|Severidad|Nivel de riesgo|Actividades|Responsable|Plazo|Meta",
                "Soborno|3|5|Alto|Revisar los pliegos|Jurídica|30/06/2026|Uno",
                "Fraude|2|3|Medio|Digitalizar los expedientes|Archivo|31/07/2026|Dos",
            ]
        }
    ),
    "una hoja de indicadores": Libro(
        {
            "Indicadores": [
                "Código|Indicador|Fórmula|Meta|Frecuencia|Responsable|Unidad de medida",
                "I-1|Solicitudes respondidas|A/B|90 %|Mensual|Archivo|Porcentaje",
                "I-2|Satisfacción|Encuesta|4,5|Semestral|Gobierno|Puntos",
            ]
        }
    ),
    "un plan de adquisiciones": Libro(
        {
            "PAA": [
                "Códigos UNSPSC|Descripción|Fecha estimada de inicio|Duración|Modalidad de selección|Valor total estimado|Responsable",
                "80111600|Prestar servicios de aseo|01/02/2026|11 meses|Mínima cuantía|45000000|Servicios",
                "44121700|Comprar papelería|01/03/2026|1 mes|Mínima cuantía|9000000|Almacén",
            ]
        }
    ),
    "un plan de mejoramiento": Libro(
        {
            "Hoja1": [
                "PLAN DE MEJORAMIENTO CONTRALORÍA|<|<|<|<|<|<",
                "N°|Hallazgo|Causa|Acción de mejora|Meta|Responsable|Fecha fin",
                "1|Sin conciliar bancos|Falta de personal|Conciliar cada mes|12|Hacienda|31/12/2026",
                "2|Contratos sin publicar|Sin control|Publicar en el SECOP|100 %|Jurídica|30/06/2026",
            ]
        }
    ),
    "una relación de contratos": Libro(
        {
            "Hoja1": [
                "N°|Nombre|Tipo|Estado|Objeto|Contratista|Valor del contrato|Fecha inicio|Fecha fin|Responsable",
                "1|CPS-001|Servicios|En ejecución|Asesorar|Ana Ruiz|30000000|01/02/2026|31/12/2026|Jurídica",
                "2|CPS-002|Servicios|Terminado|Digitar|Luis Paz|12000000|01/02/2026|30/06/2026|Archivo",
            ]
        }
    ),
    "los compromisos de un acta": Libro(
        {
            "Acta": [
                "ACTA DE REUNIÓN N.º 4|<|<|<",
                "Orden del día|Hora|Responsable|Duración",
                "Verificar el quórum|8:00|Secretaría|10 min",
                "Compromiso|Responsable|Fecha|Asistentes",
                "Enviar el informe|Planeación|12/05/2026|Todos",
            ]
        }
    ),
    "el registro de unas peticiones": Libro(
        {
            "PQRS": [
                "Radicado|Fecha|Peticionario|Asunto|Descripción|Responsable|Estado",
                "2026-01|12/01/2026|Ana Ruiz|Vías|Pide arreglar la vía|Obras|Respondida",
                "2026-02|14/01/2026|Luis Paz|Impuestos|Pide un paz y salvo|Hacienda|En trámite",
            ]
        }
    ),
    "un control de cambios": Libro(
        {
            "Hoja1": [
                "Versión|Fecha|Descripción|Responsable",
                "1|15/01/2026|Creación del documento|Planeación",
                "2|10/03/2026|Se ajusta el alcance|Planeación",
            ]
        }
    ),
}
"""Los que sólo se le parecen."""
