"""El catálogo: cada dato de cada contenido, dicho una vez; aquí, los de un plan y su informe.

Cómo se llama, qué es, qué se escribe en él, con qué otros nombres se lo conoce y dónde no va. Lo
preguntan el esquema, el diccionario, los libros, la lectura, la comparación y los avisos: quien
agrega un campo al modelo agrega aquí su entrada, y en todos queda dicho. De dónde salen los nombres
que le dan las entidades está en ``plantillas/_columnas``.
"""

from paac_reportes.modelo.campos import Campo, CatalogoDeDatos, FichaDeContenido, Objeto
from paac_reportes.modelo.comun import CambioDocumento, Entidad, Firma, Verificacion
from paac_reportes.modelo.metodologia import Escala, Metodologia, Zona
from paac_reportes.modelo.plan import (
    Actividad,
    Componente,
    Dependencia,
    FilaRecomendada,
    Plan,
    Recomendacion,
    Seguimiento,
    Subcomponente,
    Tramite,
)

DEL_INFORME = (
    Objeto(
        Recomendacion,
        "Recomendación",
        "Lo que un informe recomienda, a quién, y en qué va.",
        {
            "id": Campo(
                "Identificador",
                "Con el que se la reconoce de un corte a otro; no se repite en el plan.",
                ayuda="Uno por recomendación, que no se repita; el de las propuestas no se cambia.",
            ),
            "corte": Campo(
                "Corte",
                "La fecha de corte del informe que la hizo.",
                largo="Corte de la recomendación",
                ayuda="El del informe que la hizo.",
            ),
            "texto": Campo(
                "Recomendación", "Lo que se recomienda.", ayuda="Qué se pide, en una frase."
            ),
            "filas": Campo(
                "Filas",
                "Las actividades y los trámites de que habla, por su código y su texto.",
                ayuda="Una por renglón (Alt+Intro): el código, una barra vertical y el texto.",
            ),
            "responsable": Campo(
                "Responsable",
                "La oficina o el cargo a quien se le pide.",
                largo="Responsable de la recomendación",
            ),
            "fecha": Campo(
                "Fecha",
                "Para cuándo se pide, a la letra.",
                largo="Fecha de la recomendación",
                ayuda="Para cuándo; queda a la letra.",
            ),
            "origen": Campo(
                "Origen",
                "Si la propuso la biblioteca, de las cifras, o la hizo la oficina.",
                ayuda="Uno de la lista: «propuesta» si salió de las cifras y nadie la cambió.",
            ),
            "estado": Campo(
                "Estado",
                "En qué va; nunca se deduce de la respuesta.",
                largo="Estado de la recomendación",
                ayuda="Uno de la lista.",
            ),
            "respuesta": Campo(
                "Respuesta",
                "Lo que respondió el responsable, a la letra.",
                ayuda="Qué se hizo con lo que se recomendó.",
            ),
        },
    ),
    Objeto(
        FilaRecomendada,
        "Fila recomendada",
        "La actividad o el trámite de que habla una recomendación, como se llamaba al hacerla.",
        {
            "codigo": Campo(
                "Código", "El código de la actividad o el número del trámite, como texto."
            ),
            "texto": Campo("Actividad o trámite", "Lo que hay que hacer, a la letra."),
        },
    ),
    Objeto(
        Metodologia,
        "Metodología",
        "Lo que se elige al sacar las cifras, y se imprime con ellas.",
        {
            "metodo": Campo(
                "Cómo se promedia",
                "Cómo se promedian los avances.",
                ayuda="En blanco, lo que diga el formato.",
            ),
            "pesos": Campo(
                "Pesos",
                "Con el método ponderado, el peso de cada componente por su número; el que falte"
                " pesa"
                " 1.",
            ),
            "escala": Campo(
                "Escala de cumplimiento",
                "Las zonas de cumplimiento: enteras, o el código de una conocida.",
                ayuda="El código de una conocida, como guia-v2.",
            ),
            "arrastre": Campo(
                "Avance de cortes anteriores",
                "Si el avance de un corte anterior vale mientras no se declare otro.",
                ayuda="Si vale mientras no se declare otro.",
            ),
            "blancos": Campo(
                "Blancos bajo un reporte",
                "Qué es un blanco bajo un reporte: caso aparte, celda propia o parte de la de"
                " arriba.",
                ayuda="Cómo se cuentan las celdas en blanco bajo una con reporte.",
            ),
            "cumplida_sin_numero": Campo(
                "Cumplida sin porcentaje",
                "Qué avance tiene lo que se declara cumplido sin decir un porcentaje.",
                ayuda="Si lo cumplido sin porcentaje vale 100 o no se conoce.",
            ),
            "cortes": Campo(
                "Cortes de la vigencia",
                "La serie de cortes de la vigencia: una periodicidad, o sus fechas de menor a"
                " mayor.",
                ayuda="Cada cuánto se hace seguimiento.",
            ),
            "logros": Campo(
                "Reportes que se citan",
                "De cada componente, cuántas filas reportadas cita el informe, de 0 a 100; 2 si no"
                " se dice.",
                ayuda="De cada componente, cuántos cita el informe.",
            ),
        },
    ),
    Objeto(
        Escala,
        "Escala",
        "Las zonas de cumplimiento, de 0 a 100, de menor a mayor.",
        {
            "codigo": Campo("Código", "Con el que se nombra la escala."),
            "nombre": Campo("Nombre", "El nombre de la escala."),
            "zonas": Campo("Zonas", "De menor a mayor; la primera empieza en 0."),
            "cobertura_minima": Campo(
                "Cobertura mínima",
                "Qué parte de las filas hay que conocer para dar una zona al conjunto.",
                unidad="porcentaje",
            ),
        },
    ),
    Objeto(
        Zona,
        "Zona",
        "Un nivel de cumplimiento.",
        {
            "nombre": Campo("Nombre", "El nombre de la zona, que va siempre junto al color."),
            "desde": Campo("Desde", "El porcentaje donde empieza, incluido.", unidad="porcentaje"),
            "color": Campo("Color", "Seis cifras hexadecimales, RRGGBB."),
        },
    ),
)


def _extras(dice: str = "Lo que sólo lleva el formato de una entidad, por su nombre.") -> Campo:
    return Campo("Extras", dice)


_A_LA_LETRA = (
    "Como la dice el plan: 30/04/2026, «Mensual», «Marzo a octubre»… Queda a la letra; si es"
    " imposible, se avisa."
)
_NUMERADO = "N° | No. | Nº | Num. | Ítem | Consecutivo"
_DE_FECHAS = "Fecha realización | Fecha de ejecución"
_DEL_TRAMITE = "Datos trámites a racionalizar | Datos trámite a racionalizar | Trámite"
_DEL_SEGUIMIENTO = "Seguimiento | Seguimiento OCI"

# El orden de los campos decide entre dos que se llaman igual en una matriz ajena.

_OBJETOS = (
    Objeto(
        Plan,
        "Plan",
        "El plan de una vigencia y lo que se reportó de él en cada corte. Los textos van a la"
        " letra;"
        " una clave que falta, o null, es una celda en blanco.",
        {
            "version_contrato": Campo(
                "Versión del contrato",
                "Con qué forma de los datos se escribió el archivo; puede faltar.",
            ),
            "informe": Campo(
                "Informe",
                "Corte del informe con que salió el archivo, que lleva las recomendaciones que se"
                " imprimieron; sólo lo escribe la biblioteca.",
            ),
            "entidad": Campo("Entidad", "La entidad pública que adopta el plan."),
            "vigencia": Campo(
                "Vigencia",
                "El año para el que rige el plan.",
                unidad="año",
                ayuda="El año del plan: 2026.",
                otros="Año | Año de vigencia",
            ),
            "regimen": Campo(
                "Régimen",
                "Las reglas con que se hizo: paac-v1 y paac-v2 son las dos guías del PAAC; ptep, el"
                " Programa de Transparencia y Ética Pública. Sin él, el de la vigencia.",
                ayuda="Las reglas con que se hizo el plan; en blanco, las que rigen en la"
                " vigencia.",
                no_va=("impreso",),
            ),
            "dependencias": Campo(
                "Dependencias",
                "Las oficinas y sus componentes; o esta lista o la de componentes, nunca las dos.",
            ),
            "componentes": Campo(
                "Componentes", "Los componentes de un plan que no va por dependencias."
            ),
            "control_cambios": Campo(
                "Control de cambios", "Las versiones del documento, en orden."
            ),
            "firmas": Campo("Firmas", "Quienes elaboran, revisan y aprueban."),
            "textos": Campo("Textos", "Los párrafos de un informe narrativo, por su clave."),
            "metodologia": Campo(
                "Metodología",
                "Cómo se sacan las cifras del plan; lo que no diga lo decide el formato o la"
                " biblioteca.",
                no_va=("impreso",),
            ),
            "recomendaciones": Campo(
                "Recomendaciones",
                "Lo que control interno recomendó en cada corte, y lo que se respondió.",
            ),
            "mapa_de_riesgos": Campo(
                "Mapa de riesgos",
                "El de su vigencia, si va con el plan y no en su archivo.",
                no_va=("impreso",),
            ),
        },
    ),
    Objeto(
        Entidad,
        "Entidad",
        "Alcaldía, gobernación o institución, como ella se escribe.",
        {
            "nombre": Campo(
                "Entidad",
                "El nombre oficial de la entidad.",
                ayuda="Como se llama la entidad.",
            ),
            "orden": Campo(
                "Orden",
                "Si es del orden nacional o del territorial: de él dependen plazos de la ley.",
                ayuda="De qué nivel es la entidad; de él dependen plazos de la ley.",
                no_va=("filas", "impreso"),
            ),
            "departamento": Campo("Departamento", "El departamento donde está la entidad."),
            "nit": Campo(
                "NIT",
                "El número de identificación tributaria, con la puntuación que traiga.",
                ayuda="Con su dígito de verificación.",
            ),
            "divipola": Campo(
                "Código DIVIPOLA",
                "El código del DANE: dos dígitos del departamento y tres del municipio, o 000 si"
                " es de"
                " todo el departamento.",
                ayuda="El del DANE, de cinco cifras; con el cero de la izquierda si lo tiene.",
                no_va=("impreso",),
            ),
            "direccion": Campo("Dirección", "La dirección de la sede.", no_va=("filas",)),
            "codigo_postal": Campo(
                "Código postal", "El código postal de la sede.", no_va=("filas",)
            ),
            "telefono": Campo("Teléfono", "El teléfono que la entidad publica.", no_va=("filas",)),
            "correo": Campo("Correo", "El correo que la entidad publica.", no_va=("filas",)),
            "sitio_web": Campo(
                "Sitio web", "La dirección del sitio web de la entidad.", no_va=("filas",)
            ),
            "certificado": Campo(
                "Certificado de calidad",
                "El número del certificado de calidad que va en el pie de página.",
                no_va=("filas",),
            ),
            "escudo": Campo(
                "Escudo",
                "Una imagen PNG o JPEG: su ruta, junto al archivo de datos, o"
                " data:image/…;base64,…",
                ayuda="El nombre de un archivo PNG o JPEG que esté junto a este libro.",
                no_va=("filas",),
            ),
            "extras": _extras(
                "Lo que sólo lleva el formato de una entidad, por su nombre: un texto, un número o"
                " una"
                " fecha AAAA-MM-DD."
            ),
        },
    ),
    Objeto(
        Dependencia,
        "Dependencia",
        "Una oficina y los componentes que le tocan.",
        {
            "nombre": Campo(
                "Dependencia",
                "La oficina responsable.",
                ayuda="La oficina responsable. En blanco si el plan va sólo por componentes.",
                otros="Nombre de la dependencia | Secretaría | Oficina | Secretaría o dependencia"
                " | Secretaría / Oficina | Unidad | Área",
            ),
            "nombre_corto": Campo(
                "Nombre corto de la dependencia",
                "Con el que se nombra la oficina en los informes y en la hoja de un libro.",
                ayuda="Con el que se la nombra en los informes y en la hoja de un libro.",
                no_va=("impreso", "ajenas"),
            ),
            "componentes": Campo("Componentes", "Los componentes que le tocan a la oficina."),
        },
    ),
    Objeto(
        Componente,
        "Componente",
        "Una tabla del plan: actividades por subcomponente, o trámites e intercambios de"
        " información.",
        {
            "numero": Campo(
                "N.º",
                "El número que el plan le da al componente.",
                largo="Número del componente",
                otros="No",
                no_va=("ajenas",),
            ),
            "nombre": Campo(
                "Componente",
                "El nombre del componente.",
                ayuda="Uno de los de la hoja Componentes, escrito igual.",
                otros="Componentes | Nombre del componente | Componente PAAC | Componente PTEP",
            ),
            "etiqueta_seguimiento": Campo(
                "Rótulo del seguimiento",
                "El rótulo de la columna de seguimiento en la tabla de este componente.",
                ayuda="El de la columna de seguimiento en esta tabla, si no es el del formato.",
                no_va=("ajenas",),
            ),
            "subcomponentes": Campo(
                "Subcomponentes", "Los subcomponentes o procesos, con sus actividades."
            ),
            "tramites": Campo("Trámites", "Los trámites por racionalizar."),
            "intercambios": Campo(
                "Intercambios", "Los intercambios de información con otras entidades."
            ),
            "extras": _extras(),
        },
    ),
    Objeto(
        Subcomponente,
        "Subcomponente",
        "Actividades que comparten la celda de subcomponente o proceso.",
        {
            "nombre": Campo(
                "Subcomponente o proceso",
                "El subcomponente o proceso del que son las actividades.",
                otros="Subcomponente | Subcomponente/Procesos | Subcomponente/ Procesos"
                " | SUBCOMPONENTE PROCESOS | Subcomponente/proceso | Subcomponente / Estrategia"
                " | Nombre del subcomponente | Estrategia | Política | Política MIPG"
                " | Política de gestión y desempeño",
            ),
            "actividades": Campo("Actividades", "Las actividades del subcomponente, en su orden."),
        },
    ),
    Objeto(
        Actividad,
        "Actividad",
        "Una fila de la matriz. Un guion es un guion impreso, y no es lo mismo que un blanco.",
        {
            "codigo": Campo(
                "Código",
                "El código de la actividad, como texto: 1.10 no es 1.1, y puede repetirse o"
                " faltar.",
                ayuda="Como texto: 1.10 no es 1.1.",
                otros=f"{_NUMERADO} | Número | ID | Cód. | Cód. actividad | Código actividad"
                " | Código de la actividad | N° actividad | Número de actividad",
                contenido="codigo",
                cambio="código",
            ),
            "descripcion": Campo(
                "Actividad",
                "Lo que se va a hacer.",
                otros="Actividades | Actividades programadas | Actividad programada"
                " | Descripción de la actividad | Nombre de la actividad | Descripción"
                " | Actividad a realizar | Actividades a realizar | Actividad a desarrollar"
                " | Actividades a desarrollar | Actividad del plan | Acción | Acciones"
                " | Acciones a realizar | Acciones programadas | Acción a desarrollar"
                " | Acción de mejora | Acciones de mejora | Acción / actividad de cumplimiento",
            ),
            "meta": Campo(
                "Meta o producto",
                "Lo que debe quedar hecho.",
                otros="Meta | Metas | Meta/producto | Meta producto | Meta y producto | Meta anual"
                " | Meta o resultado | Resultado esperado | Producto | Productos"
                " | Producto esperado | Producto entregable | Producto o entregable | Entregable"
                " | Entregables",
                cambio="meta",
            ),
            "indicador": Campo(
                "Indicador",
                "Con qué se mide la meta.",
                otros="Indicadores | Nombre del indicador | Fórmula del indicador"
                " | Indicador de cumplimiento",
            ),
            "responsable": Campo(
                "Responsable",
                "La oficina o el cargo que responde.",
                otros="Responsables | Responsable de la actividad | Responsable de ejecución"
                " | Dependencia responsable | Área responsable | Proceso responsable"
                " | Cargo responsable | Cargo del responsable | Funcionario responsable"
                " | Líder responsable | Líder | Líder del proceso | Líder de la actividad"
                " | Encargado | Encargados | Funcionario encargado | Área encargada"
                " | Dependencia encargada | Persona encargada | Equipo responsable | A cargo de"
                " | Dueño | Dueño del proceso | Responsable del proceso | Proceso líder"
                " | Área líder | Dependencia líder | Oficina responsable | Unidad responsable"
                " | Secretaría responsable | Oficina encargada | Unidad encargada"
                " | Secretaría encargada | Oficina a cargo | Dependencia a cargo | Área a cargo"
                " | Quién | Quién lo hace | Quién ejecuta | Quién responde | Ejecutor",
                cambio="responsable",
            ),
            "fecha_programada": Campo(
                "Fecha programada",
                "Cuándo debe hacerse, a la letra, aunque la fecha sea imposible.",
                ayuda=_A_LA_LETRA,
                otros="Fecha | Fecha de cumplimiento | Fecha estimada | Fecha prevista"
                " | Fecha proyectada | Fecha planeada | Fecha propuesta | Fecha de vencimiento"
                " | Fecha de compromiso | Fecha estimada de ejecución"
                " | Fecha programada de ejecución | Fecha límite | Fecha máxima"
                " | Fecha de entrega | Fecha programada de cumplimiento | CRONOGRAMA"
                " | Plazo | Plazo de ejecución | Plazo de cumplimiento | Periodicidad"
                " | Tiempo de ejecución",
                contenido="fecha",
            ),
            "fecha_inicio": Campo(
                "Fecha de inicio",
                "Cuándo comienza, a la letra, donde el plan da dos fechas.",
                ayuda="Sólo donde el plan da dos fechas en lugar de una.",
                otros="Fecha inicio | Fecha inicial | Inicio | Desde | Fecha realización INICIO",
                bajo=f"{_DE_FECHAS} | Fecha programada | Cronograma | Plazo",
                contenido="fecha",
            ),
            "fecha_fin": Campo(
                "Fecha final",
                "Cuándo termina, a la letra, donde el plan da dos fechas.",
                otros="Fecha fin | Fecha de fin | Fecha de terminación | Fecha finalización | Fin"
                " | Final | Hasta | Terminación | Fecha realización FIN",
                bajo=f"{_DE_FECHAS} | Fecha programada | Cronograma | Plazo",
                contenido="fecha",
            ),
            "seguimientos": Campo("Seguimientos", "Lo que se reportó de ella, uno por corte."),
            "extras": _extras(),
        },
    ),
    Objeto(
        Tramite,
        "Trámite",
        "Un trámite por racionalizar, o un intercambio de información.",
        {
            "numero": Campo(
                "Número",
                "El número de la fila en la matriz de trámites, como texto.",
                largo="Número en la matriz",
                otros=_NUMERADO,
                contenido="codigo",
                cambio="código",
            ),
            "codigo_suit": Campo(
                "Código SUIT",
                "El número en el Sistema Único de Información de Trámites.",
                ayuda="El del Sistema Único de Información de Trámites.",
                otros="Número | Número SUIT | N° SUIT | Número del trámite | Código del trámite"
                " | Número en el SUIT | Número de trámite en el SUIT",
                bajo=f"{_DEL_TRAMITE} | SUIT",
                contenido="codigo",
            ),
            "nombre": Campo(
                "Trámite, proceso o procedimiento",
                "El nombre del trámite, proceso o procedimiento.",
                largo="Nombre del trámite, proceso o procedimiento",
                otros="Nombre | Nombre del trámite | Trámite | Nombre del trámite u OPA"
                " | Trámite u OPA",
                bajo=_DEL_TRAMITE,
            ),
            "tipo": Campo(
                "Tipo",
                "La clase de trámite.",
                otros="Tipo de trámite | Clase de trámite",
                bajo=f"{_DEL_TRAMITE} | Datos del trámite",
            ),
            "estado": Campo(
                "Estado",
                "En qué estado está el trámite en el SUIT.",
                largo="Estado del trámite",
                bajo=_DEL_TRAMITE,
            ),
            "tipo_racionalizacion": Campo(
                "Tipo de racionalización",
                "Si la mejora es normativa, administrativa o tecnológica.",
                otros="Tipo racionalización | Tipo | Tipo de acción",
                bajo="Acciones de racionalización a desarrollar | Racionalización"
                " | Acción de racionalización",
                junto="tramite.accion | tramite.beneficio",
            ),
            "accion": Campo(
                "Acción específica de racionalización",
                "La acción con que se mejora el trámite.",
                otros="Acción de racionalización | Acciones de racionalización"
                " | Acciones racionalización | Acciones racionalizar | Acción | Acción a realizar",
            ),
            "situacion_actual": Campo(
                "Situación actual",
                "Cómo se hace el trámite antes de mejorarlo.",
                otros="Situación actual del trámite | Situación anterior",
            ),
            "mejora": Campo(
                "Mejora por implementar",
                "Cómo se hará el trámite después de la mejora.",
                otros="Descripción de la mejora a realizar al trámite, proceso o procedimiento"
                " | Descripción de la Mejora a realizar el trámite, proceso o procedimiento"
                " | Descripción de la mejora | Mejora | Mejora a implementar",
            ),
            "beneficio": Campo(
                "Beneficio al ciudadano o entidad",
                "Lo que gana el ciudadano o la entidad.",
                otros="Beneficio al ciudadano y/o entidad | Beneficio Ciudadano al y/o Entidad"
                " | Beneficio al ciudadano o la entidad | Beneficio al ciudadano o a la entidad"
                " | Beneficio al ciudadano | Beneficio | Beneficios",
            ),
            "responsable": Campo(
                "Responsable",
                "La oficina o el cargo que responde por la mejora.",
                largo="Responsable del trámite",
                otros="Responsables | Dependencia responsable | Área responsable",
                cambio="responsable",
            ),
            "fecha_inicio": Campo(
                "Fecha de inicio",
                "Cuándo comienza la mejora, a la letra.",
                largo="Fecha de inicio del trámite",
                ayuda=_A_LA_LETRA,
                otros="Fecha inicio | Fecha inicial | Inicio | Fecha realización INICIO",
                bajo=f"{_DE_FECHAS} | Plan de ejecución",
                contenido="fecha",
            ),
            "fecha_fin": Campo(
                "Fecha final",
                "Cuándo termina la mejora, a la letra.",
                largo="Fecha final del trámite",
                otros="Fecha fin | Fecha de fin | Fin | Final | Fecha final racionalización"
                " | Fecha de terminación | Fecha finalización | Fecha realización FIN",
                bajo=f"{_DE_FECHAS} | Plan de ejecución",
                contenido="fecha",
            ),
            "fecha_implementacion": Campo(
                "Fecha de implementación",
                "Cuándo queda puesta en marcha la mejora, a la letra.",
                otros="Fecha final implementación | Fecha implementación",
                bajo="Plan de ejecución",
                contenido="fecha",
            ),
            "justificacion": Campo("Justificación", "Por qué se racionaliza el trámite."),
            "fecha_programada": Campo(
                "Fecha programada",
                "Cuándo debe hacerse, a la letra, donde el plan da una sola fecha.",
                largo="Fecha programada del trámite",
                otros="Cronograma | Plazo | Fecha",
                contenido="fecha",
            ),
            "seguimientos": Campo("Seguimientos", "Lo que se reportó del trámite, uno por corte."),
            "extras": _extras(),
        },
    ),
    Objeto(
        Seguimiento,
        "Seguimiento",
        "Lo que se reportó de una fila en una fecha de corte; uno solo por corte.",
        {
            "texto": Campo(
                "Seguimiento",
                "Lo que la oficina reporta, a la letra.",
                ayuda="Qué se hizo hasta el corte, con cifras y fechas.",
                otros="Seguimiento Oficina de Control Interno | Seguimiento control interno"
                " | Seguimiento OCI | Seguimiento jefe control interno | Seguimiento con corte"
                " | Seguimiento corte | Seguimiento al | Descripción del seguimiento"
                " | Resultado del seguimiento | Informe | Informe de control interno"
                " | Actividades realizadas | Actividad cumplida | Actividades cumplidas"
                " | Actividades ejecutadas | Actividades | Acciones adelantadas"
                " | Acciones realizadas | Acciones ejecutadas | Acciones desarrolladas"
                " | Gestión realizada | Gestión adelantada | Gestión del periodo"
                " | Descripción de la gestión | Avance | Avances | Avances del periodo"
                " | Avance cualitativo | Avance reportado | Avance de la actividad"
                " | Descripción del avance | Detalle del avance | Informe de avance"
                " | Reporte | Reporte de avance | Reporte de la dependencia | Reporte del área"
                " | Reporte del responsable | Reporte cualitativo | Logro | Logros"
                " | Logros alcanzados | Logros del periodo | Resultados obtenidos"
                " | Resultados alcanzados | Qué se hizo | Qué se ha hecho | Lo que se hizo"
                " | Lo realizado | Lo ejecutado | Descripción de lo realizado"
                " | Descripción de las acciones realizadas"
                " | Descripción de las actividades realizadas"
                " | Cuatrimestre | Trimestre | Semestre | Corte",
                bajo=f"{_DEL_SEGUIMIENTO} | Seguimiento y evaluación | Monitoreo",
                reporta=True,
            ),
            "avance": Campo(
                "Avance (%)",
                "Cuánto se ha hecho, de 0 a 100. En blanco se desconoce: no es 0.",
                largo="Porcentaje de avance",
                unidad="porcentaje",
                ayuda="De 0 a 100. En blanco es que se desconoce, que no es 0.",
                otros="% de avance | % | % avance | Avance % | Porcentaje | Avance"
                " | Avance cuantitativo | Avance porcentual | Valor ejecutado (%) | % de ejecución"
                " | % de cumplimiento | % cumplimiento | Porcentaje de cumplimiento"
                " | Nivel de cumplimiento % | Nivel de avance | Grado de avance"
                " | Grado de cumplimiento | % de avance acumulado"
                " | Porcentaje de avance acumulado",
                bajo=f"{_DEL_SEGUIMIENTO} | Monitoreo",
                contenido="porcentaje",
                reporta=True,
            ),
            "estado": Campo(
                "Estado",
                "El estado que declara quien reporta; nunca se deduce del texto.",
                ayuda="Uno de la lista.",
                otros="Estado de la actividad | Estado de avance | Estado del cumplimiento"
                " | Cumplimiento",
                bajo=_DEL_SEGUIMIENTO,
                reporta=True,
            ),
            "evidencias": Campo(
                "Evidencias",
                "Los textos o direcciones web que soportan lo reportado.",
                ayuda="Dónde está el soporte: un archivo, un radicado, una dirección web; uno por"
                " renglón (Alt+Intro).",
                otros="Evidencia | Evidencia o soporte | Evidencias o soportes | Evidencia (enlace)"
                " | Evidencias aportadas | Registro o evidencia | Ubicación de la evidencia"
                " | Soporte | Soportes | Soporte o evidencia | Anexos | Medio de verificación"
                " | Enlace | Enlace de evidencia | Enlace de la evidencia | Link | Link evidencia"
                " | Link de evidencia | Link de la evidencia",
                reporta=True,
            ),
            "observaciones": Campo(
                "Observaciones",
                "Lo que control interno observa del reporte.",
                ayuda="Lo que convenga aclarar.",
                otros="Observación | Observaciones/Recomendaciones | Recomendaciones"
                " | Observaciones de control interno | Observaciones OCI | Comentarios",
                bajo=f"{_DEL_SEGUIMIENTO} | Seguimiento y evaluación",
                reporta=True,
            ),
            "monitoreo": Campo(
                "Monitoreo",
                "Lo que reporta Planeación, si va aparte del seguimiento de control interno.",
                otros="Monitoreo jefe planeación | Monitoreo de planeación",
                bajo="Monitoreo",
            ),
            "observaciones_monitoreo": Campo(
                "Observaciones del monitoreo",
                "Lo que se observa del monitoreo.",
                otros="Observaciones/Recomendaciones",
                bajo="Monitoreo",
            ),
            "corte": Campo(
                "Corte",
                "La fecha hasta la que mira el seguimiento.",
                otros="Fecha de corte | Fecha de seguimiento | Fecha del seguimiento",
                no_va=("impreso",),
            ),
            "verificacion": Campo(
                "Verificación",
                "Lo que control interno halló al buscar las evidencias; sin ella, no se ha dicho.",
                no_va=("ajenas",),
            ),
            "extras": _extras(),
        },
    ),
    Objeto(
        Verificacion,
        "Verificación",
        "La revisión que control interno hace de lo reportado.",
        {
            "resultado": Campo(
                "Verificación",
                "Si las evidencias soportan lo reportado, del todo, en parte o no.",
                largo="Resultado de la verificación",
                ayuda="Lo que control interno halló al buscar las evidencias.",
            ),
            "nota": Campo(
                "Nota de la verificación",
                "Lo que control interno anota de su revisión.",
                largo="Nota de la verificación",
            ),
        },
    ),
    Objeto(
        CambioDocumento,
        "Cambio",
        "Un renglón del control de cambios.",
        {
            "version": Campo("Versión", "El número de la versión, como texto."),
            "fecha": Campo("Fecha", "La fecha de la versión, a la letra."),
            "razon": Campo(
                "Razón del cambio",
                "Por qué cambió el documento.",
                otros="Razón | Descripción del cambio",
            ),
        },
    ),
    Objeto(
        Firma,
        "Firma",
        "Quien elabora, revisa o aprueba.",
        {
            "rol": Campo(
                "Rol",
                "Qué hace con el documento: elabora, revisa, aprueba.",
                ayuda="Elaboró, revisó, aprobó…",
            ),
            "nombre": Campo("Nombre", "El nombre de quien firma."),
            "cargo": Campo("Cargo", "El cargo de quien firma."),
            "nota": Campo("Nota", "Lo que acompaña la firma."),
            "imagen": Campo(
                "Imagen de la firma",
                "La firma dibujada, PNG o JPEG: su ruta, junto al archivo de datos, o"
                " data:image/…;base64,…",
                ayuda="El nombre de un archivo PNG o JPEG que esté junto a este libro.",
                otros="Imagen | Firma",
            ),
        },
    ),
    *DEL_INFORME,
)


def _del_mapa() -> FichaDeContenido:
    from paac_reportes.modelo.catalogo_del_mapa import DEL_MAPA  # noqa: PLC0415 - quien tiene uno

    return DEL_MAPA


CATALOGO = CatalogoDeDatos(lambda: FichaDeContenido(Plan, "", _OBJETOS), _del_mapa)
"""A quien todos preguntan, de cualquier contenido."""
