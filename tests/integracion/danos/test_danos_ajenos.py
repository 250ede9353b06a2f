"""Lo que las personas le hacen a la matriz de otro: se lee bien, se rechaza con su lugar o se dice.

De cada daño se sabe qué filas debían leerse y, si no pueden ser esas, con qué se debe decir: un aviso
de otra cosa no lo dice.
"""

import io
import re
from collections.abc import Callable, Mapping, Sequence
from copy import copy
from datetime import datetime
from typing import Any, NamedTuple

import openpyxl
import pytest
from ayudas.libros_ajenos import Fila, filas_de
from openpyxl.comments import Comment
from openpyxl.worksheet.cell_range import CellRange

import paac_reportes as paac

pytestmark = pytest.mark.filterwarnings("ignore::paac_reportes.AvisoPaac")

Hoja = Any
Dano = Callable[[Hoja], object]
"""Lo que se le hace a la primera hoja."""

RIESGOS, CUENTAS = "Gestión del Riesgo", "Rendición de Cuentas"
POLITICA, MAPA = "Política de riesgos", "Mapa de riesgos"
ROTULOS = ("Subcomponente", "N°", "Actividad", "Meta", "Responsable", "Fecha programada")
PRIMERA = (
    (POLITICA, "1.1", "Revisar la política", "Una política", "Planeación", "28/02/2026"),
    (POLITICA, "1.2", "Socializar la política", "Dos talleres", "Prensa", "31/03/2026"),
    (MAPA, "1.3", "Actualizar el mapa", "Un mapa", "Planeación", "30/04/2026"),
    (MAPA, "1.4", "Publicar el mapa", "Una publicación", "Sistemas", "31/05/2026"),
)
SEGUNDA = (
    ("Diálogo", "3.1", "Convocar la audiencia", "Una audiencia", "Despacho", "30/09/2026"),
    ("Diálogo", "3.2", "Responder las preguntas", "Respuestas", "Despacho", "31/10/2026"),
)
ROTULOS_EN, PRIMERA_EN = 3, 4
FILAS: Sequence[Fila] = [
    *((RIESGOS, sub, que, quien, cuando) for sub, _, que, _, quien, cuando in PRIMERA),
    *((CUENTAS, sub, que, quien, cuando) for sub, _, que, _, quien, cuando in SEGUNDA),
]


def matriz() -> Any:
    """Un libro de dos hojas, con su título, su componente y sus subcomponentes combinados."""
    libro = openpyxl.Workbook()
    libro.remove(libro.worksheets[0])
    for nombre, numero, componente, filas in (
        ("Riesgos", 1, RIESGOS, PRIMERA),
        ("Cuentas", 3, CUENTAS, SEGUNDA),
    ):
        hoja = libro.create_sheet(nombre)
        hoja.append(["PLAN ANTICORRUPCIÓN Y DE ATENCIÓN AL CIUDADANO 2026"])
        hoja.append([f"Componente {numero}: {componente}"])
        hoja.append(ROTULOS)
        for fila in filas:
            hoja.append(fila)
        for renglon in (1, 2):
            hoja.merge_cells(start_row=renglon, end_row=renglon, start_column=1, end_column=6)
        for arriba in range(PRIMERA_EN, PRIMERA_EN + len(filas), 2):
            hoja.merge_cells(start_row=arriba, end_row=arriba + 1, start_column=1, end_column=1)
    return libro


def insertar(hoja: Hoja, donde: int, *valores: object) -> None:
    """Una fila como la inserta Excel: las de abajo bajan con sus combinaciones."""
    rangos = [CellRange(str(rango)) for rango in hoja.merged_cells.ranges]
    for rango in rangos:
        hoja.unmerge_cells(str(rango))
    hoja.insert_rows(donde)
    for rango in rangos:
        if rango.min_row >= donde:
            rango.shift(row_shift=1)
        elif rango.max_row >= donde:
            rango.expand(down=1)
        hoja.merge_cells(str(rango))
    for columna, valor in enumerate(valores, 1):
        if valor is not None:
            hoja.cell(donde, columna).value = valor


def al_final(*renglones: Sequence[object]) -> Dano:
    return lambda hoja: [hoja.append(renglon) for renglon in renglones]


def poner(celda: str, valor: object) -> Dano:
    return lambda hoja: setattr(hoja[celda], "value", valor)


def combinar(rango: str) -> Dano:
    return lambda hoja: hoja.merge_cells(rango)


def varios(*danos: Dano) -> Dano:
    return lambda hoja: [dano(hoja) for dano in danos]


def descombinar(hoja: Hoja) -> None:
    for rango in ("A4:A5", "A6:A7"):
        hoja.unmerge_cells(rango)


def de_ultima_a_primera(hoja: Hoja) -> None:
    """Las columnas al revés."""
    descombinar(hoja)
    for fila in range(ROTULOS_EN, hoja.max_row + 1):
        valores = [celda.value for celda in hoja[fila][:6]]
        for columna, valor in enumerate(reversed(valores), 1):
            hoja.cell(fila, columna).value = valor
    for rango in ("F4:F5", "F6:F7"):
        hoja.merge_cells(rango)


def comentar(hoja: Hoja) -> None:
    hoja["C5"].comment = Comment("Esta la pidió la Contraloría", "Quien revisa")


def enlazar(hoja: Hoja) -> None:
    hoja["D5"].hyperlink = "https://ejemplo.gov.co/talleres"


def sin_titulos(hoja: Hoja) -> None:
    for renglon in (1, 2):
        hoja.unmerge_cells(f"A{renglon}:F{renglon}")
        hoja.cell(renglon, 1).value = None


def repetir(fila: int) -> Dano:
    def dano(hoja: Hoja) -> None:
        hoja.append([celda.value for celda in hoja[fila]])

    return dano


def copiar_hoja(hoja: Hoja) -> None:
    hoja.parent.copy_worksheet(hoja)


def con_formato_de_fecha(hoja: Hoja) -> None:
    hoja["F5"].value = datetime(2026, 3, 31)
    hoja["F5"].number_format = "dd/mm/yyyy"


def otro_estilo(hoja: Hoja) -> None:
    fuente = copy(hoja["C5"].font)
    fuente.b = True
    hoja["C5"].font = fuente


def ocultar_columna(letra: str) -> Dano:
    return lambda hoja: setattr(hoja.column_dimensions[letra], "hidden", True)


def con(puesto: int, **cambios: str | None) -> Sequence[Fila]:
    """Las filas con otra cosa en una."""
    lugares = ("componente", "subcomponente", "actividad", "responsable", "fecha")
    nueva = [cambios.get(lugar, valor) for lugar, valor in zip(lugares, FILAS[puesto], strict=True)]
    return [*FILAS[:puesto], tuple(nueva), *FILAS[puesto + 1 :]]  # type: ignore[list-item]


def mas(puesto: int, *nuevas: Fila) -> Sequence[Fila]:
    return [*FILAS[:puesto], *nuevas, *FILAS[puesto:]]


class Caso(NamedTuple):
    """Un daño, las filas que deben leerse y, si no pueden ser esas, cómo se dice."""

    dano: Dano
    filas: Sequence[Fila] = FILAS
    dice: str = ""


NUEVA = (None, "1.9", "Medir la política", "Una encuesta", "Prensa", "30/06/2026")
LA_NUEVA: Fila = (RIESGOS, POLITICA, "Medir la política", "Prensa", "30/06/2026")
OTRA = ("Control", "2.1", "Revisar los controles", "Un informe", "Control", "30/06/2026")
INVENTARIO = ("N°", "Descripción", "Placa", "Serial", "Responsable", "Fecha de compra")


def la_otra(componente: str) -> Fila:
    return componente, "Control", "Revisar los controles", "Control", "30/06/2026"


def en_blanco(hoja: Hoja) -> None:
    insertar(hoja, 6)


def franja(texto: str) -> Dano:
    def dano(hoja: Hoja) -> None:
        insertar(hoja, 6, texto)
        hoja.merge_cells("A6:F6")

    return dano


CASOS: Mapping[str, Caso] = {
    # Lo combinado a mano.
    "la meta y el responsable": Caso(combinar("D5:E5"), dice="celda D5: está combinada"),
    "el número y la actividad": Caso(combinar("B6:C6"), dice="celda B6: está combinada"),
    "dos actividades": Caso(combinar("C5:C6"), dice="no tiene descripción"),
    "dos responsables": Caso(combinar("E6:E7"), dice="celda E6: .* está combinada"),
    "dos fechas": Caso(combinar("F4:F5"), dice="celda F4: .* está combinada"),
    "sin combinar": Caso(descombinar),
    # Los rótulos.
    "sin el rótulo del responsable": Caso(poner("E3", None), dice="columna E: no tiene rótulo"),
    "sin el rótulo de la actividad": Caso(poner("C3", None), dice="columna C: no tiene rótulo"),
    "sin el rótulo de la fecha": Caso(poner("F3", None), dice="columna F: no tiene rótulo"),
    "sin rótulos": Caso(
        varios(*(poner(f"{letra}3", None) for letra in "ABCDEF")),
        dice="hoja «Riesgos»: no es una matriz del plan y no se leyó",
    ),
    "un rótulo mal escrito": Caso(poner("E3", "Resposable")),
    "un rótulo en mayúsculas": Caso(poner("C3", "ACTIVIDAD")),
    "un rótulo que nadie conoce": Caso(poner("E3", "Doliente"), dice="columna E: «Doliente» no se"),
    "los rótulos repetidos en medio": Caso(lambda hoja: insertar(hoja, 6, *ROTULOS)),
    "las columnas al revés": Caso(de_ultima_a_primera),
    "una columna más": Caso(
        varios(poner("G3", "Presupuesto"), poner("G5", 1000)), dice="columna G: «Presupuesto»"
    ),
    # Las filas.
    "una fila insertada en medio": Caso(lambda h: insertar(h, 5, *NUEVA), mas(1, LA_NUEVA)),
    "una fila insertada al final de un grupo": Caso(
        lambda h: insertar(h, 6, *NUEVA), mas(2, LA_NUEVA)
    ),
    "una fila en blanco": Caso(en_blanco),
    "dos filas en blanco": Caso(varios(en_blanco, en_blanco)),
    "una fila repetida": Caso(repetir(5), dice=r"repite la de .* Socializar la política"),
    "un código repetido": Caso(poner("B5", "1.1"), dice="1.1 ya es de otra fila"),
    "una fila sin actividad": Caso(poner("C5", None), dice="no tiene descripción"),
    "una fila escondida": Caso(
        lambda hoja: setattr(hoja.row_dimensions[5], "hidden", True), dice="1 filas están ocultas"
    ),
    "una columna escondida": Caso(ocultar_columna("E"), dice="columna E: .* está oculta"),
    # Lo que no es una fila.
    "un total": Caso(al_final(["TOTAL", 4]), dice="celda A8: es un total"),
    "un total bajo las actividades": Caso(
        al_final([None, None, "Total actividades: 4"]), dice="parece un total o una firma"
    ),
    "una firma": Caso(al_final([], ["Elaboró: la jefe"]), dice="celda A9: es una nota o una firma"),
    "las firmas en sus celdas": Caso(
        al_final([], ["Elaboró", None, "Ana Ruiz", None, "Revisó", "Luis Paz"]),
        dice="celda A9: es una nota o una firma",
    ),
    "una firma en medio": Caso(
        lambda hoja: insertar(hoja, 6, "Elaboró: la jefe"), dice="celda A6: es una nota o una firma"
    ),
    "una franja en medio": Caso(franja("Segundo semestre"), dice="celda A6: .*'Segundo semestre'"),
    "una nota al lado": Caso(poner("J5", "ojo: falta el acta"), dice="columna J: no tiene rótulo"),
    "una nota pegada a la tabla": Caso(poner("G5", "ojo"), dice="columna G: no tiene rótulo"),
    "una nota encima": Caso(
        lambda hoja: insertar(hoja, 3, "Fecha de corte: 30/04/2026"), dice="fila 3: el corte"
    ),
    "otra tabla debajo": Caso(
        al_final([], ROTULOS, OTRA), [*FILAS[:4], la_otra(RIESGOS), *FILAS[4:]]
    ),
    "otro componente debajo": Caso(
        al_final([], ["Componente 2: Trámites"], ROTULOS, OTRA),
        [*FILAS[:4], la_otra("Trámites"), *FILAS[4:]],
    ),
    "un inventario debajo": Caso(
        al_final([], INVENTARIO, ["1", "Computador", "001", "AX", "Sistemas", "12/03/2021"]),
        dice="fila 9: .*parece un inventario",
    ),
    # Lo que dicen las celdas.
    "una fecha en letras": Caso(
        poner("F5", "31 de marzo de 2026"), con(1, fecha="31 de marzo de 2026")
    ),
    "una fecha de Excel": Caso(con_formato_de_fecha),
    "una fecha sin su formato": Caso(
        poner("F5", 46112), dice="46112. es .* Excel guarda el 31/03/2026"
    ),
    "una fecha imposible": Caso(poner("F5", "31/02/2026"), dice="«31/02/2026» es imposible"),
    "una fecha de mes y día": Caso(poner("F5", "03/31/2026"), dice="«03/31/2026»"),
    "una celda de un espacio": Caso(poner("E5", " "), con(1, responsable=None)),
    "un texto de dos renglones": Caso(
        poner("C5", "Socializar\nla política"), con(1, actividad="Socializar\nla política")
    ),
    "un error de fórmula": Caso(poner("E5", "#N/A"), dice="celda E5: .* error de una fórmula"),
    "una fórmula sin resultado": Caso(poner("E5", "=A1"), dice="celda E5: es una fórmula sin su"),
    "un comentario": Caso(comentar, dice="celda C5: trae un comentario"),
    "un subcomponente en mayúsculas": Caso(varios(descombinar, poner("A5", POLITICA.upper()))),
    "una negrita": Caso(otro_estilo),
    # Las hojas.
    "la hoja escondida": Caso(
        lambda hoja: setattr(hoja, "sheet_state", "hidden"), dice="hoja «Riesgos»: su hoja está"
    ),
    "la hoja copiada": Caso(copiar_hoja, dice="repite la de .* Revisar la política"),
    "la hoja con otro nombre": Caso(lambda hoja: setattr(hoja, "title", "Hoja7")),
    "sin los títulos": Caso(sin_titulos, dice="hoja «Riesgos»: no dice su componente"),
}


def resultado(caso: Caso) -> tuple[str, list[str]]:
    """``bien``, ``rechazado``, ``dicho`` o ``silencio``; y lo que se dijo."""
    libro, salida = matriz(), io.BytesIO()
    caso.dano(libro.worksheets[0])
    libro.save(salida)
    try:
        leido = paac.leer(io.BytesIO(salida.getvalue()), como=paac.Plan, entidad="M")
    except paac.ErrorPaac as error:
        dicho = [str(falla) for falla in error.fallas]
        return ("rechazado" if any(re.search(caso.dice, d) for d in dicho) else "silencio"), dicho
    dicho = [str(aviso) for aviso in (*leido.avisos, *paac.revisar(leido.contenido))]
    if caso.dice:
        return ("dicho" if any(re.search(caso.dice, d) for d in dicho) else "silencio"), dicho
    return ("bien" if list(filas_de(leido)) == list(caso.filas) else "silencio"), dicho


@pytest.mark.parametrize("caso", CASOS.values(), ids=CASOS)
def test_un_dano_en_una_matriz_ajena_no_queda_callado(caso: Caso) -> None:
    como, dicho = resultado(caso)
    assert como != "silencio", dicho


def test_sin_danos_se_lee_todo() -> None:
    assert resultado(Caso(lambda _: None))[0] == "bien"


def test_lo_enlazado_en_una_celda_llega_a_su_dato() -> None:
    libro, salida = matriz(), io.BytesIO()
    enlazar(libro.worksheets[0])
    libro.save(salida)
    plan = paac.leer(io.BytesIO(salida.getvalue()), como=paac.Plan, entidad="M").contenido
    metas = [fila.meta for _, uno in plan.tablas() for fila in uno.filas()]  # type: ignore[union-attr]
    assert "Dos talleres (https://ejemplo.gov.co/talleres)" in metas
