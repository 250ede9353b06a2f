"""El mapa de riesgos como lo publicó una entidad en 2018, con textos inventados.

Lleva las columnas, las combinaciones y las trampas del que se vio; los demás que se vieron están
con los datos reales.
"""

import io
import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import openpyxl
from openpyxl.utils import column_index_from_string
from openpyxl.worksheet.worksheet import Worksheet

from ayudas.paquetes_a_mano import con_partes, en_bytes

Formulas = Mapping[str, tuple[str, str | float]]
"""Por celda, la fórmula y el resultado que el libro guarda."""


def _poner(hoja: Worksheet, fila: int, desde: str, valores: Sequence[Any]) -> None:
    """Los valores de una fila, desde una columna; ``None`` no escribe nada."""
    primera = column_index_from_string(desde)
    for numero, valor in enumerate(valores):
        if valor is None:
            continue
        celda = hoja.cell(fila, primera + numero)
        if isinstance(valor, tuple):
            celda.value, celda.number_format = valor
        else:
            celda.value = valor


def _con_resultados(xml: str, formulas: Formulas) -> str:
    for donde, (_, resultado) in formulas.items():
        de_texto = ' t="str"' if isinstance(resultado, str) else ""
        patron = rf'(<c r="{donde}"[^>]*?)(?: t="\w+")?><f>(.*?)</f><v ?(?:/>|></v>)</c>'
        puesto = rf"\g<1>{de_texto}><f>\g<2></f><v>{resultado}</v></c>"
        xml, veces = re.subn(patron, puesto, xml)
        assert veces == 1, donde
    return xml


def _encabezados(hoja: Worksheet, rotulos: Mapping[str, str]) -> None:
    """``{"B9:F10": "Identificación"}``: un rótulo en su rango, combinado si ocupa varias."""
    for rango, texto in rotulos.items():
        hoja[rango.partition(":")[0]] = texto
        if ":" in rango:
            hoja.merge_cells(rango)


# ------------------------------------------------------------------ F1, 2018

CONTRATACION = "Contratación\nObjetivo: Comprar lo que el municipio necesita"
_F1: Sequence[Sequence[Any]] = (
    # proceso, factores, causa, riesgo, consecuencia, p, i, zona, control, p, i, zona, periodo, acción, registro, fecha, acción, responsable
    (CONTRATACION, "Externo", "1. Presiones de terceros\n2. Pliegos hechos a la medida", "Direccionar un contrato", "Pejuicio económico", 3, 20, "EXTREMO - 60", "Correctivo", 2, 10, "MODERADO-20", "Trimestral-Anual", "Revisar los pliegos", "Acta de revisión", "Trimestral", "Verificar las actas", "Jurídica"),
    (None, "Interno", "Estudios previos incompletos", "Recibir a satisfacción lo que no llegó", "Sanciones", 2, 10, "ALTA - 20", "Preventivo", 1, 10, "BAJA - 10", "Semestral", "Capacitar a los supervisores", "Listas", "Semestral", "Revisar los informes", "Jurídica"),
    ("Gestión documental", "Interno", "Archivo sin llaves", "Alterar un expediente", "Pérdida de información", 3, 10, "ALTA - 30", "Registro de préstamos", 2, 10, "MODERADA - 20", "Mensual", "Digitalizar los expedientes", "Base de datos", (datetime(2018, 9, 30), "dd/mm/yyyy"), "Comparar inventarios", "Archivo"),
    (None, "Interno", "Nadie revisa las tablas", "Destruir documentos vigentes", "Procesos disciplinarios", 1, 20, "MODERADA - 20", "Correctivo", 1, 10, "BAJA - 10", "Anual", "Actualizar las tablas", "Acto", "Anual", "Revisar el acto", "Archivo"),
    ("Hacienda", "Externo", "Ofrecimientos de contribuyentes", "Borrar deudas del impuesto predial", "Menos recaudo", 4, 20, "EXTREMA - 80", "Bitácora del sistema", 3, 20, "EXTREMA - 60", "Trimestral", "Cruzar las bases", "Informe", "Trimestral", "Mirar la bitácora", "Hacienda"),
    ("Tránsito", "Externo", "Cobros en la vía", "Omitir un comparendo", "Mala imagen", 5, 10, "ALTA - 50", "Cámaras", 4, 10, "ALTA - 40", "Mensual", "Rotar a los agentes", "Planilla", "Mensual", "Revisar la planilla", "Tránsito"),
    ("Ayudas", "Interno", "Listas sin cruzar con otras bases", "Entregar ayudas a quien no es", "Quejas", 3, 10, "ALTA - 30", "Doble firma", 2, 5, "BAJA - 10", "Mensual", "Publicar las listas", "Página web", "Mensual", "Llamar a los beneficiarios", "Desarrollo Social"),
    (None, "Interno", None, "Vender mercados de la bodega", "Investigaciones", 2, 20, "ALTA - 40", "Inventario", 1, 10, "BAJA - 10", "Mensual", "Contar la bodega", "Acta", "Mensual", "Comparar actas", "Desarrollo Social"),
    ("Planeación", "Externo", "Trámite a mano", "Cobrar por adelantar una licencia", "Demoras", 3, 20, "EXTREMA - 60", "Preventivo", 2, 20, "ALTA - 40", "Trimestral", "Poner turnos", "Digiturno", "Trimestral", "Revisar los turnos", "Planeación"),
    ("Talento Humano", "Interno", "Verificación tardía", "Nombrar sin los requisitos", "Demandas", 1, 10, "BAJA - 10", "Preventivo", 1, 5, "BAJA - 5", "Anual", "Verificar los títulos", "Lista de chequeo", "Anual", "Revisar las hojas de vida", "Talento Humano"),
    ("Sistemas", "Interno", "Claves compartidas", "Entregar datos personales", "Sanciones de la SIC", 2, 20, "ALTA - 40", "Cambio de claves", 2, 10, "MODERADA - 20", "Mensual", "Firmar acuerdos", "Acuerdos", "Mensual", "Auditar los accesos", "Sistemas"),
)  # fmt: skip


def f1_2018() -> io.BytesIO:
    """Dieciocho columnas con cuatro filas de rótulos; una causa de dos riesgos, y procesos de dos.

    La hoja dice 2016 y el mapa es de 2018; bajo el último riesgo queda una fila con la fórmula de la
    zona, y hay una hoja de listas.
    """
    libro = openpyxl.Workbook()
    hoja = libro.worksheets[0]
    hoja.title = "CONSOLIDADO MRC - 2016"
    hoja["B2"] = "MUNICIPIO DE ALTORRIO"
    hoja["B4"] = "MAPA DE RIESGOS DE CORRUPCIÓN"
    hoja.merge_cells("B2:S2")
    hoja.merge_cells("B4:S4")
    hoja["B6"], hoja["D6"] = "PROCESO:", "Direccionamiento estratégico"
    hoja["G6"], hoja["I6"] = "VERSIÓN:", 3
    _encabezados(
        hoja,
        {
            "B9:F9": "Identificación del riesgo",
            "B10:B12": "Procesos/Objetivos",
            "C10:C12": "Factores Internos y Externos",
            "D10:D12": "Causa",
            "E10:E12": "Riesgo",
            "F10:F12": "Consecuencia",
            "G9:P9": "Valoración del riesgo de corrupción",
            "G10:I10": "Análisis del riesgo",
            "G11:I11": "Riesgo inherente",
            "G12": "Probabilidad",
            "H12": "Impácto",
            "I12": "Zona del Riesgo",
            "J10:P10": "Valoración del riesgo",
            "J11:J12": "Controles",
            "K11:M11": "Riesgo residual",
            "K12": "Probabilidad",
            "L12": "Impacto",
            "M12": "Zona de Riesgo",
            "N11:P11": "Acciones asociadas al control",
            "N12": "Periodo de Ejecución",
            "O12": "Acciones",
            "P12": "Registro",
            "Q9:S9": "Monitoreo y revisión",
            "Q10:Q12": "Fecha",
            "R10:R12": "Acciones",
            "S10:S12": "Responsable",
        },
    )
    for numero, valores in enumerate(_F1):
        _poner(hoja, 13 + numero, "B", valores)
    for rango in ("B13:B14", "B15:B16", "B19:B20", "D19:D20"):
        hoja.merge_cells(rango)
    hoja["B27"] = "Elaboró: Oficina de Planeación"
    listas = libro.create_sheet("DESPEGABLES")
    for fila, valor in enumerate(("BAJA", "MODERADA", "ALTA", "EXTREMA"), 1):
        listas.cell(fila, 1).value = valor
    formulas = {"I24": ('IF(G24*H24<=10,"BAJA - "&G24*H24)', "BAJA - 0"), "M24": ('IF(K24*L24<=10,"BAJA - "&K24*L24)', "BAJA - 0")}  # fmt: skip
    for donde, (formula, _) in formulas.items():
        hoja[donde] = f"={formula}"
    hojas = {"xl/worksheets/sheet1.xml": lambda xml: _con_resultados(xml.decode(), formulas)}
    return io.BytesIO(con_partes(en_bytes(libro), hojas))
