"""Las entradas del catálogo que no son de la matriz: las recomendaciones y la metodología."""

from paac_reportes.modelo.campos import Campo, Objeto
from paac_reportes.modelo.metodologia import Escala, Metodologia, Zona
from paac_reportes.modelo.recomendaciones import FilaRecomendada, Recomendacion

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
