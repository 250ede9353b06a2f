"""Mapas de riesgos como los que publican las entidades, con textos inventados.

Cada uno lleva las columnas, las combinaciones y las trampas de uno que se vio: el de Dosquebradas
(2018), la herramienta de Función Pública (2021), el de la CRA (2021), los de Corporinoquia (2021 y
2023), el del AMB (2022) y el formato de seguimiento de control interno, en Word.
"""

import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import docx
import openpyxl
from openpyxl.utils import column_index_from_string, get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

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


def _guardado(
    libro: openpyxl.Workbook, formulas: Mapping[str, Formulas] | None = None
) -> io.BytesIO:
    """El libro, con los resultados de sus fórmulas, que openpyxl no sabe guardar."""
    for nombre, suyas in (formulas or {}).items():
        for donde, (formula, _) in suyas.items():
            libro[nombre][donde] = f"={formula}"
    salida = io.BytesIO()
    libro.save(salida)
    if not formulas:
        return io.BytesIO(salida.getvalue())
    orden = {nombre: numero for numero, nombre in enumerate(libro.sheetnames, 1)}
    nuevo = io.BytesIO()
    with zipfile.ZipFile(salida) as viejo, zipfile.ZipFile(nuevo, "w") as zip_nuevo:
        for parte in viejo.namelist():
            datos = viejo.read(parte)
            for nombre, suyas in formulas.items():
                if parte == f"xl/worksheets/sheet{orden[nombre]}.xml":
                    datos = _con_resultados(datos.decode(), suyas).encode()
            zip_nuevo.writestr(parte, datos)
    return io.BytesIO(nuevo.getvalue())


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
    return _guardado(libro, {hoja.title: formulas})


# ------------------------------------------------------------------ F2, versión 5

_ROTULOS_V5 = {
    "A7:G7": "Identificación del riesgo",
    "H7:N7": "Análisis del riesgo inherente",
    "O7:W7": "Evaluación del riesgo - Valoración de los controles",
    "X7:AD7": "Evaluación del riesgo - Nivel del riesgo residual",
    "AE7:AJ7": "Plan de Acción",
    "R8:W8": "Atributos",
}
_DE_ABAJO_V5 = (
    *("Referencia ", "Impacto", "Causa Inmediata", "Causa Raíz", "Descripción del Riesgo"),
    *("Clasificación del Riesgo", "Frecuencia con la cual se realiza la actividad"),
    *("Probabilidad Inherente", "%", "Criterios de impacto", "Observación de criterio"),
    *("Impacto \nInherente", "%", "Zona de Riesgo Inherente", "No. Control"),
    *("Descripción del Control", "Afectación", "Tipo", "Implementación", "Calificación"),
    *("Documentación", "Frecuencia", "Evidencia", "Probabilidad Residual"),
    *("Probabilidad Residual Final", "%", "Impacto Residual Final", "%", "Zona de Riesgo Final"),
    *("Tratamiento", "Plan de Acción", "Responsable", "Fecha Implementación"),
    *("Fecha Seguimiento", "Seguimiento", "Estado"),
)
_F2_RIESGOS: Sequence[Sequence[Any]] = (
    # A a N: referencia, afectación, causas, descripción, clasificación, veces, p, %, criterio, observación, i, %, zona
    (1, "Económico", "Demoras en la respuesta", "No hay alertas", "Posibilidad de pérdida económica por multa", "Ejecución y administración de procesos", 24, "Baja", (0.4, "0%"), "Entre 10 y 50 SMLMV", "Entre 10 y 50 SMLMV", "Menor", (0.4, "0%"), "Moderado"),
    (2, "Económico y Reputacional", "Acceso sin control", "Claves compartidas", "Posibilidad de pérdida de datos por acceso indebido", "Fraude interno", 365, "Media", (0.6, "0%"), "El riesgo afecta la imagen del país", "El riesgo afecta la imagen del país", "Catastrófico", (1, "0%"), "Extremo"),
)  # fmt: skip
_F2_CONTROLES: Mapping[int, Sequence[Sequence[Any]]] = {
    1: (
        (1, "El profesional revisa cada semana los vencimientos", "Probabilidad", "Preventivo", "Manual", (0.4, "0%"), "Documentado", "Continua", "Con registro", 0.24, "Baja", (0.24, "0%"), "Menor", (0.4, "0%"), "Moderado", "Reducir (mitigar)"),
    ),
    2: (
        (1, "El sistema bloquea la clave vencida", "Probabilidad", "Preventivo", "Automático", "50%", "Sin documentar", "Continua", "Con registro", 0.3, "Baja", 0.3, "Catastrófico", (1, "0%"), "Extremo", "Reducir (mitigar)"),
        (2, "Se revisan los ingresos del mes", "impacto", "Detectivo", "Manual", "30%", "Documentado", "Aleatoria", "Sin registro", 0.21, "Baja", 0.21, "Catastrófico", (0.7, "0%"), "Extremo", None),
    ),
}  # fmt: skip
_F2_ACCIONES: Mapping[int, Sequence[Sequence[Any]]] = {
    1: (("Poner una alerta de vencimientos", "Jefe de Jurídica", "agosto 31 / 2021", "Cuatrimestral", "Se pidió el desarrollo", "En curso"),),
    2: (
        ("Cambiar las claves", "Sistemas", (datetime(2021, 6, 30), "dd/mm/yyyy"), (datetime(2021, 8, 31), "dd/mm/yyyy"), "Se cambiaron 40", "Finalizado"),
        ("Firmar acuerdos", "Sistemas", "Diciembre de 2021", (datetime(2021, 8, 31), "dd/mm/yyyy"), "Van 12 de 40", "En curso"),
        ("Hacer una campaña", "Comunicaciones", "31/10/2021", None, None, None),
    ),
}  # fmt: skip


def f2_v5() -> io.BytesIO:
    """La herramienta de la versión 5: treinta y seis columnas, seis filas por riesgo, a medio llenar.

    K y X están ocultas; de los bloques de las referencias 9 y 10 sólo está la plantilla; el del
    segundo riesgo perdió sus combinaciones.
    """
    libro = openpyxl.Workbook()
    hoja = libro.worksheets[0]
    hoja.title = "Mapa final"
    hoja["A1"] = "Formato Mapa Riesgos"
    hoja.merge_cells("A1:AJ1")
    encima = {
        "Proceso:": "Gestión jurídica",
        "Objetivo:": "Defender a la entidad",
        "Alcance:": "Todo el pleito",
    }
    for fila, (rotulo, texto) in enumerate(encima.items(), 3):
        _poner(hoja, fila, "A", (rotulo, None, texto))
        hoja.merge_cells(f"C{fila}:N{fila}")
    _encabezados(hoja, _ROTULOS_V5)
    for numero, rotulo in enumerate(_DE_ABAJO_V5, 1):
        letra = get_column_letter(numero)
        atributos = 18 <= numero <= 23
        _encabezados(hoja, {f"{letra}9" if atributos else f"{letra}8:{letra}9": rotulo})
    formulas: dict[str, tuple[str, str | float]] = {}
    for bloque in range(4):
        formulas |= _bloque_de_f2(hoja, bloque)
    hoja.column_dimensions["K"].hidden = hoja.column_dimensions["X"].hidden = True
    opciones = libro.create_sheet("Opciones Tratamiento")
    opciones.sheet_state = "hidden"
    opciones.append(["Aceptar", "Evitar", "Reducir (mitigar)"])
    tabla = libro.create_sheet("Tabla probabilidad")
    tabla.append(["", "Frecuencia de la Actividad", "Probabilidad"])
    tabla.append(["Muy Baja", "Máximo 2 veces por año", 0.2])
    tabla.append(["Baja", "De 3 a 24 veces por año", 0.4])
    return _guardado(libro, {"Mapa final": formulas})


def _bloque_de_f2(hoja: Worksheet, bloque: int) -> Formulas:
    """Las seis filas de un riesgo, o de la plantilla que nadie llenó."""
    desde = 10 + 6 * bloque
    if bloque < len(_F2_RIESGOS):
        _poner(hoja, desde, "A", _F2_RIESGOS[bloque])
        for pista, letra in ((_F2_CONTROLES, "O"), (_F2_ACCIONES, "AE")):
            for orden, valores in enumerate(pista[bloque + 1]):
                _poner(hoja, desde + orden, letra, valores)
        formulas: dict[str, tuple[str, str | float]] = {}
    else:
        hoja[f"A{desde}"] = 7 + bloque
        formulas = {f"K{desde}": (f"J{desde}", 0)}
    for orden in range(6):
        hoja[f"O{desde + orden}"] = orden + 1
        if hoja[f"X{desde + orden}"].value is None:
            formulas[f"X{desde + orden}"] = (f"I{desde}-T{desde + orden}", 0)
        hoja.row_dimensions[desde + orden].hidden = orden > 2 or bloque >= len(_F2_RIESGOS)
    if bloque != 1:
        for letra in map(get_column_letter, range(1, 15)):
            hoja.merge_cells(f"{letra}{desde}:{letra}{desde + 5}")
    return formulas


# ------------------------------------------------------------------ F4, la CRA


def f4_cra() -> io.BytesIO:
    """Impacto antes que probabilidad, dos bandas, cuatro acciones; debajo, escalas y preguntas.

    Los rótulos y los datos están en columnas de anchos distintos, la referencia del primero va en su
    segunda fila y la zona residual del segundo, en la tercera.
    """
    libro = openpyxl.Workbook()
    hoja = libro.worksheets[0]
    hoja.title = "Table 1"
    hoja["A1"] = "COMISIÓN DE REGULACIÓN DE PRUEBA"
    hoja.merge_cells("A1:AD1")
    hoja["A2"] = "MAPA DE RIESGOS"
    hoja.merge_cells("A2:AD2")
    columnas = {
        "A": ("", "No.", "A"),
        "B": ("", "Riesgo", "D"),
        "E": ("", "Tipo", "E"),
        "F": ("", "Fuente", "G"),
        "H": ("", "Causas", "I"),
        "J": ("", "Consecuencias Potenciales", "L"),
        "M": ("Análisis", "Imp", "M"),
        "N": ("Análisis", "Prob", "N"),
        "O": ("Análisis", "Riesgo Inherente (ZIR)", "P"),
        "Q": ("Evaluación", "Controles", "S"),
        "T": ("Evaluación", "Evaluación de los Controles", "U"),
        "V": ("Evaluación", "Imp", "W"),
        "X": ("Evaluación", "Prob", "Y"),
        "Z": ("Evaluación", "Riesgo Residual (ZFR)", "AA"),
        "AB": ("Acciones correctivas", "en caso de materialización", "AB"),
        "AC": ("Articulación", "Indicador Relacionado", "AC"),
        "AD": ("Articulación", "Documentos Relacionados", "AD"),
        "AE": ("Articulación", "Responsable", "AE"),
    }
    for letra, (grupo, rotulo, hasta) in columnas.items():
        if grupo:
            hoja[f"{letra}6"] = rotulo
            hoja.merge_cells(f"{letra}6:{hasta}6")
        else:
            hoja[f"{letra}5"] = rotulo
            hoja.merge_cells(f"{letra}5:{hasta}6")
    for rango, grupo in {
        "M5:P5": "Análisis",
        "Q5:AA5": "Evaluación",
        "AC5:AE5": "Articulación",
    }.items():
        hoja[rango.partition(":")[0]] = grupo
        hoja.merge_cells(rango)
    hoja["AB5"] = "Acciones correctivas"
    hoja["A8"] = "RIESGOS INSTITUCIONALES"
    hoja.merge_cells("A8:AE8")
    _de_f4(hoja, 10, 3, ("Perder la información de una actuación", "Estratégico", "Interna", ["Falta de copias", "Equipos viejos"], "Demoras", 4, 3, "Extrema", [("Copias diarias", 85)], 3, 2, "Moderada", ["Restaurar la copia", "Avisar a los usuarios", "Abrir un incidente"], "Copias hechas", "GS-PC-01", "Sistemas"))  # fmt: skip
    hoja["A11"] = 1
    _de_f4(hoja, 14, 4, ("Expedir una regulación sin participación", "Misional", "Externa", ["Cronogramas cortos"], "Demandas", 4, 2, "Alta", [("Agenda regulatoria", 60), ("Publicación de los proyectos", 90)], 3, 1, None, ["Ampliar el plazo"], "Proyectos publicados", "RG-PC-02", "Regulación"))  # fmt: skip
    hoja["A14"] = 2
    hoja["Z16"] = "Moderada"
    hoja.merge_cells("Z16:AA16")
    hoja["A19"] = "RIESGOS DE CORRUPCION"
    hoja.merge_cells("A19:AE19")
    _de_f4(hoja, 20, 2, ("Recibir dinero por una decisión", "Corrupción", "Interna", ["Concentración de funciones"], "Investigaciones", 4, 2, "Alta", [("Comité de expertos", 85)], 4, 1, "Alta", ["Denunciar"], "Denuncias", "Sc\n.", "Dirección"))  # fmt: skip
    hoja["A20"] = 3
    for fila, texto in enumerate(
        ("PROBABILIDAD", "Casi seguro", "Probable", "Posible", "Improbable", "Rara vez"), 26
    ):
        _poner(
            hoja,
            fila,
            "A",
            (None if fila == 26 else 31 - fila + 1, texto, None, None, "Más de una vez al año"),
        )
    for fila, zonas in enumerate(
        (
            ("Alta", "Alta", "Extrema", "Extrema", "Extrema"),
            ("Baja", "Baja", "Moderada", "Alta", "Alta"),
        ),
        34,
    ):
        _poner(hoja, fila, "B", (5 if fila == 34 else 1, *zonas))
    for fila, pregunta in enumerate(
        ("¿Existen manuales o procedimientos?", "¿Hay responsables?"), 38
    ):
        _poner(hoja, fila, "B", (pregunta, None, None, 15 if fila == 38 else 5))
    return _guardado(libro)


def _de_f4(hoja: Worksheet, desde: int, alto: int, valores: Sequence[Any]) -> None:
    """Un riesgo: lo que va una vez, combinado; las listas, una celda por elemento."""
    riesgo, tipo, fuente, causas, efecto, imp, prob, zir, controles, imp2, prob2, zfr, acciones, indicador, documento, quien = valores  # fmt: skip
    una_vez = {"B": ("D", riesgo), "E": ("E", tipo), "F": ("G", fuente), "J": ("L", efecto), "M": ("M", imp), "N": ("N", prob), "O": ("P", zir), "V": ("W", imp2), "X": ("Y", prob2), "AC": ("AC", indicador), "AD": ("AD", documento), "AE": ("AE", quien)}  # fmt: skip
    if zfr is not None:
        una_vez["Z"] = ("AA", zfr)
    for letra, (hasta, valor) in una_vez.items():
        hoja[f"{letra}{desde}"] = valor
        hoja.merge_cells(f"{letra}{desde}:{hasta}{desde + alto - 1}")
    pistas = {"H": ("I", causas), "Q": ("S", [c for c, _ in controles]), "T": ("U", [n for _, n in controles]), "AB": ("AB", acciones)}  # fmt: skip
    for letra, (hasta, textos) in pistas.items():
        for orden, texto in enumerate(textos):
            ultima = desde + alto - 1 if orden == len(textos) - 1 else desde + orden
            hoja[f"{letra}{desde + orden}"] = texto
            if (letra, desde + orden) != (hasta, ultima):
                hoja.merge_cells(f"{letra}{desde + orden}:{hasta}{ultima}")


# ------------------------------------------------------------------ W1, W2 y W4


def w1_2021() -> io.BytesIO:
    """El de 2015 con la descripción de cada zona, y las casillas que se llenan en el año."""
    libro = openpyxl.Workbook()
    hoja = libro.worksheets[0]
    hoja.title = "Subdirección Administrativa"
    hoja["A1"] = "CORPORACIÓN AUTÓNOMA DE PRUEBA"
    hoja["A2"], hoja["B2"] = "ENTIDAD", "Corporación Autónoma de Prueba"
    hoja["A3"], hoja["B3"] = "MISIÓN:", "Cuidar los ríos"
    hoja["A4"], hoja["B4"] = "VIGENCIA", 2021
    _encabezados(
        hoja,
        {
            "A6:D6": "IDENTIFICACIÓN DEL RIESGO",
            "A7:A9": "PROCESO/OBJETIVO",
            "B7:B9": "CAUSA",
            "C7:C9": "RIESGO",
            "D7:D9": "CONSECUENCIA",
            "E6:P6": "VALORACIÓN DEL RIESGO DE CORRUPCIÓN",
            "E7:H7": "ANÁLISIS DEL RIESGO",
            "E8:H8": "RIESGO INHERENTE",
            "E9": "PROBABILIDAD",
            "F9": "IMPACTO",
            "G9": "ZONA DEL RIESGO",
            "H9": "DESCRIPCIÓN ZONA DE RIESGO",
            "I7:P7": "VALORACIÓN DEL RIESGO",
            "I8:I9": "CONTROLES",
            "J8:M8": "RIESGO RESIDUAL",
            "J9": "PROBABILIDAD",
            "K9": "IMPACTO",
            "L9": "ZONA DE RIESGO",
            "M9": "DESCRIPCIÓN ZONA DE RIESGO",
            "N8:P8": "ACCIONES ASOCIADAS AL CONTROL",
            "N9": "PERIODO DE EJECUCIÓN",
            "O9": "ACCIONES",
            "P9": "REGISTRO",
            "Q6:Q9": "FECHA",
            "R6:S6": "MONITOREO Y REVISIÓN",
            "R7:R9": "ACCIÓN DE AUTO CONTROL",
            "S7:S9": "RESPONSABLE",
            "T6:U6": "CASILLAS OBJETO DE DILIGENCIAMIENTO",
            "T7:T9": "ACCIONES REALIZADAS 2021",
            "U7:U9": "NIVEL DE CUMPLIMIENTO %",
        },
    )
    _poner(hoja, 10, "A", ("Gestión ambiental", "Falta de visitas", "Otorgar un permiso sin visita", "Daño ambiental", 3, 20, 60, "Zona extrema: se trata de inmediato", "Visita con dos firmas", 2, 20, 40, "Zona alta", "Anual", "Hacer un listado de visitas", "Listado", "31/08/2021", "Revisar los expedientes", "Subdirección", "Se hicieron 12 visitas", (0.66, "0%")))  # fmt: skip
    _poner(hoja, 11, "B", ("Tarifas sin publicar",))
    _poner(hoja, 11, "I", ("Lista de tarifas",))
    _poner(hoja, 12, "A", ("Gestión financiera", "Pagos a mano", "Pagar dos veces", "Detrimento", 2, 10, 20, "Zona moderada", "Conciliación", 1, 10, 10, "Zona baja", "Mensual", "Conciliar", "Conciliaciones", "31/08/2021", "Revisar los extractos", "Tesorería", "Se concilió hasta julio", (1, "0%")))  # fmt: skip
    return _guardado(libro)


def w2_2023() -> io.BytesIO:
    """El de la versión 5 con el proceso en sus columnas; dos hojas, y en una sola fila los rótulos."""
    libro = openpyxl.Workbook()
    libro.remove(libro.worksheets[0])
    rotulos = ("Nombre Proceso", "Objetivo del Proceso", "Referencia", "Impacto", "Amenazas (Causa Inmediata)", "Vulnerabilidades (Causa raíz)", "Descripción del Riesgo", "Tipo de Riesgo", "Frecuencia con la cual se realiza la actividad", "Probabilidad Inherente", "%", "Impacto Inherente", "%", "Zona de Riesgo Inherente", "No. Control", "Descripción del Control", "Responsable", "Tipo", "Implementación", "Calificación", "Probabilidad Residual Final", "%", "Impacto Residual Final", "%", "Zona de Riesgo Final", "Tratamiento", "Plan de Acción", "Responsable", "Fecha Implementación")  # fmt: skip
    filas = {
        "Gestión y corrupción": ("Contratación", "Contratar bien", "R1", "Económico", "Un ofrecimiento", "Falta de reglas", "Recibir dinero por un contrato", "Corrupción", 12, "Baja", 40, "Mayor", 80, "Alto", 1, "Comité", "Jurídica", "Preventivo", "Manual", "40%", "Baja", 24, "Mayor", 80, "Alto", "Reducir", "Publicar las actas", "Jurídica", "31/12/2023"),
        "Seguridad de la información": ("Sistemas", "Que todo funcione", "R2", "Reputacional", "Un virus", "Sin antivirus", "Perder los datos", "Seguridad de la información", 365, "Media", "60%", "Menor", "40,0 %", "Moderado", 1, "Antivirus", "Sistemas", "Preventivo", "Automático", "50%", "Baja", "30%", "Menor", "40%", "Moderado", "Aceptar", None, None, None),
    }  # fmt: skip
    for nombre, valores in filas.items():
        hoja = libro.create_sheet(nombre)
        hoja["A1"] = "GOBERNACIÓN DE PRUEBA - Vigencia 2023"
        hoja.merge_cells("A1:AC1")
        _poner(hoja, 3, "A", rotulos)
        _poner(hoja, 4, "A", valores)
    contratacion = libro["Gestión y corrupción"]
    _poner(contratacion, 5, "A", (None, None, "R3", "Económico", "Otro ofrecimiento", "Poca vigilancia", "Recibir lo que no se compró", "Corrupción", 24, "Baja", 40, "Mayor", 80, "Alto", 1, "Dos firmas", "Almacén", "Detectivo", "Manual", "30%", "Baja", 28, "Mayor", 80, "Alto", "Reducir"))  # fmt: skip
    return _guardado(libro)


def w4_2022() -> io.BytesIO:
    """Una sola fila de rótulos, sin grupos: la zona residual y lo que se hace va tras el control."""
    libro = openpyxl.Workbook()
    hoja = libro.worksheets[0]
    hoja.title = "MAPA 2022"
    rotulos = ("PROCESO", "N°", "CAUSAS", "RIESGO DE CORRUPCIÓN", "EFECTO (Consecuencia)", "PROBABILIDAD", "IMPACTO", "VALORACIÓN", "ZONA", "CONTROL ACTUAL", "ZONA RESIDUAL", "MEDIDA DE RESPUESTA", "ACCIONES", "RESPONSABLES", "CRONOGRAMA (fecha limite de cumplimiento)", "INDICADOR", "AVANCE", "EVIDENCIA", "SEGUIMIENTO")  # fmt: skip
    hoja["A1"] = "ÁREA METROPOLITANA DE PRUEBA"
    hoja.merge_cells("A1:S1")
    hoja["A2"] = "MAPA DE RIESGOS DE CORRUPCIÓN"
    hoja.merge_cells("A2:S2")
    _poner(hoja, 4, "A", rotulos)
    _poner(hoja, 5, "A", ("Transporte", "01", "Cobros por debajo de la mesa", "Dar una habilitación sin requisitos", "Sanciones", "Posible", "Mayor", 12, "Alta", "Lista de requisitos", "Moderada", "Reducir", "Revisar en comité", "Subdirección", "30/06/2022", "Habilitaciones revisadas", "50%", "Actas", "Va bien"))  # fmt: skip
    _poner(hoja, 6, "M", ("Publicar las habilitaciones", "Comunicaciones", "31/12/2022"))
    _poner(hoja, 7, "A", ("Valorización", "02", "Avalúos sin control", "Bajar un avalúo", "Menos recaudo", "Improbable", "Moderado", 6, "Moderada", "Doble avalúo", "Baja", "Aceptar"))  # fmt: skip
    return _guardado(libro)


# ------------------------------------------------------------------ F3, el seguimiento

_F3 = (
    ("Causa", "Riesgo", "Control", "Elaboración", "Publicación", "Efectividad de los Controles", "Acciones Adelantadas", "Observaciones")
)  # fmt: skip


def f3_seguimiento() -> io.BytesIO:
    """El formato de control interno, en Word y en blanco, con siete filas."""
    documento = docx.Document()
    documento.sections[0].header.paragraphs[
        0
    ].text = "MUNICIPIO DE ALTORRIO\nPROCESO: Control y Evaluación"
    tabla = documento.add_table(rows=9, cols=8)
    grupos = {(0, 2): "Mapa de Riesgos de Corrupción", (3, 4): "Cronograma MRC", (5, 7): "Acciones"}
    for (desde, hasta), texto in grupos.items():
        tabla.cell(0, desde).merge(tabla.cell(0, hasta)).text = texto
    for columna, rotulo in enumerate(_F3):
        tabla.cell(1, columna).text = rotulo
    documento.add_paragraph("RESPONSABLE: ____________")
    salida = io.BytesIO()
    documento.save(salida)
    return io.BytesIO(salida.getvalue())
