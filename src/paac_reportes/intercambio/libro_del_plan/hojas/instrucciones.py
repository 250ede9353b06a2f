"""La hoja que dice cómo se llena el libro."""

from paac_reportes.intercambio.libro_del_plan import columnas as c
from paac_reportes.maqueta.hoja.de_datos import ColumnaDeDatos, HojaDeDatos
from paac_reportes.maqueta.hoja.llenado import Llenado, Renglon
from paac_reportes.maqueta.medida.medidas import Mm

_PASOS = (
    "Este libro es el plan. Llénelo en Excel, LibreOffice o Google Sheets y guárdelo como .xlsx.",
    "1. En la hoja Plan, revise el nombre de la entidad y la vigencia.",
    "2. En Componentes, deje los nombres como los usa su entidad.",
    (
        "3. En Actividades, escriba una fila por actividad. La fila EJEMPLO muestra cómo; bórrela o"
        " escriba encima: mientras diga lo mismo, no cuenta."
    ),
    "4. Cuando llegue un corte, llene sus columnas, que están a la derecha.",
    "5. Revise que todo se entiende con: paac-reportes validar plan.xlsx",
    ("6. Saque el documento con: paac-reportes generar plan.xlsx --formato {} --salida plan.docx"),
    (
        "Una celda en blanco es un dato que no se tiene; un guion es un guion, y 0 es cero. Las"
        " fechas y los códigos quedan a la letra. Para una columna propia de su formato, póngale de"
        " rótulo extras.nombre_de_la_columna."
    ),
)
_HOJAS = (
    (c.PLAN, "La entidad, la vigencia y cómo se sacan las cifras."),
    (c.COMPONENTES, "Los componentes del plan, y las dependencias si va por ellas."),
    (c.ACTIVIDADES, "Las actividades y, por cada corte, su seguimiento."),
    (c.TRAMITES, "Los trámites por racionalizar y los intercambios de información."),
    (c.FIRMAS, "Quien elabora, revisa y aprueba."),
    (c.CAMBIOS, "Las versiones del documento."),
    (c.TEXTOS, "Los párrafos propios de un informe narrativo; puede quedar en blanco."),
)


def hoja_de_instrucciones(formato: str) -> HojaDeDatos:
    """En palabras corrientes, y qué va en cada hoja; ``formato``, uno que le sirva a este plan."""
    return HojaDeDatos(
        nombre=c.INSTRUCCIONES,
        columnas=(
            ColumnaDeDatos(rotulo="Hoja", ancho=Mm(50)),
            ColumnaDeDatos(rotulo="Qué va en ella", ancho=Mm(150)),
        ),
        filas=_HOJAS,
        llenado=Llenado(
            arriba=(
                Renglon(contenido="Cómo se llena este libro", estilo="titulo"),
                *(Renglon(contenido=paso.format(formato)) for paso in _PASOS),
            )
        ),
    )
