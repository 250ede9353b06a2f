"""Una celda dice lo que muestra, y lo que se ve y no es un dato se cuenta como lo que es."""

import io
from datetime import date
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from ayudas.matrices import actividades, avisos, en_excel, en_word, leer
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.drawing.image import Image
from openpyxl.styles import Font, PatternFill
from PIL import Image as Imagen

import paac_reportes as paac
from paac_reportes.cli import main

ROTULOS = ["Actividad", "Responsable", "Fecha programada", "Meta"]
OCTUBRE = date(2020, 10, 1)


def con_fecha(valor: Any, meta: Any = "Una") -> Any:
    return leer(en_excel({"Hoja1": [ROTULOS, ["Publicar el mapa", "A", valor, meta]]}))


@pytest.mark.parametrize(
    ("formato", "vista"),
    [
        ("mmm-yy", "oct-20"),
        ("mmmm yyyy", "octubre 2020"),
        ('mmmm" de "yyyy', "octubre de 2020"),
        ("mm/yyyy", "10/2020"),
        ("yyyy", "2020"),
        ("dd/mm/yyyy", "01/10/2020"),
        ("d-mmm-yy", "01/10/2020"),
        ("d-mmm", "01/10/2020"),  # muestra el día, y guarda el año
    ],
)
def test_la_celda_que_no_muestra_el_dia_no_dice_cual_es(formato: str, vista: str) -> None:
    [fila] = actividades(con_fecha((OCTUBRE, formato)))

    assert fila.fecha_programada == vista


def test_el_corte_que_solo_dice_su_mes_es_de_su_ultimo_dia_y_se_dice() -> None:
    rotulos = [*ROTULOS, "Seguimiento", "Fecha de corte"]
    fila = ["Publicar el mapa", "A", "Mayo", "Una", "Se hizo", (OCTUBRE, "mmm-yy")]
    leido = leer(en_excel({"Hoja1": [rotulos, fila]}), corte=date(2020, 12, 31))

    assert [uno.corte for uno in actividades(leido)[0].seguimientos] == [date(2020, 10, 31)]
    assert "hoja «Hoja1», celda F2: 'oct-20' no dice el día: se leyó 31/10/2020" in avisos(
        leido, "dato_supuesto"
    )


def test_un_numero_que_cae_en_un_texto_es_como_se_ve() -> None:
    metas = [con_fecha("Mayo", valor) for valor in ((2.5, "0.00"), (2.5, "General"), (0.5, "0%"))]

    assert [actividades(una)[0].meta for una in metas] == ["2,50", "2,5", "50%"]


def sin_usar(leida: paac.Lectura[Any]) -> str:
    return "\n".join(aviso.mensaje for aviso in leida.avisos if aviso.codigo == "sin_usar")


@pytest.mark.parametrize(
    "al_lado",
    [
        "|Actualizado por Ana",
        "Recuerde que cada dependencia reporta sus actividades en los cinco primeros días",
    ],
)
def test_lo_que_va_al_lado_de_los_rotulos_no_es_uno(al_lado: str) -> None:
    renglones = [f"Actividad|Responsable|Plazo|{al_lado}", "Publicar el mapa|A|Mayo||"]
    leida = paac.leer(en_excel({"Hoja1": renglones}), como=None, entidad="M", vigencia=2026)

    assert al_lado.strip("|")[:60] in sin_usar(leida)
    assert "Plazo" not in sin_usar(leida)


def test_una_columna_sin_llenar_si_es_de_la_matriz() -> None:
    renglones = ["Actividad|Responsable|Plazo|Sede", "Publicar el mapa|A|Mayo|"]
    leida = paac.leer(en_excel({"Hoja1": renglones}), como=None, entidad="M", vigencia=2026)

    assert sin_usar(leida) == ""


def test_las_imagenes_de_varias_hojas_no_son_titulos_ni_firmas(tmp_path: Path) -> None:
    imagen = tmp_path / "logo.png"
    Imagen.new("RGB", (9, 9)).save(imagen)
    renglones = ["Actividad|Responsable|Plazo", "Publicar el mapa|A|Mayo"]
    libro = openpyxl.load_workbook(en_excel({"Uno": renglones, "Dos": renglones}))
    for hoja in libro.worksheets:
        hoja.add_image(Image(str(imagen)), "F1")
    salida = io.BytesIO()
    libro.save(salida)
    leida = paac.leer(io.BytesIO(salida.getvalue()), como=None, entidad="M", vigencia=2026)

    assert [aviso.ruta for aviso in leida.avisos if aviso.codigo == "imagen_sin_leer"] == [
        "hoja «Uno», celda F1; hoja «Dos», celda F1"
    ]


TACHADA = Font(strike=True)
RENGLONES = [
    "Actividad|Responsable|Plazo",
    "Publicar el mapa|A|Mayo",
    "Rendir cuentas|B|Junio",
    "Medir|C|Julio",
]


def en_un_libro_tachado() -> io.BytesIO:
    """La segunda actividad, entera; de la primera, el responsable; de la tercera, una palabra."""
    libro = openpyxl.load_workbook(en_excel({"Hoja1": RENGLONES}))
    hoja = libro.worksheets[0]
    for celda in (*hoja[3], hoja["B2"]):
        celda.font = TACHADA
    hoja["A4"] = CellRichText("Medir ", TextBlock(InlineFont(strike=True), "mucho"))
    return guardado(libro)


def en_un_word_tachado() -> io.BytesIO:
    documento = docx.Document(en_word(RENGLONES))
    tabla = documento.tables[0]
    for celda in (*tabla.rows[2].cells, tabla.cell(1, 1)):
        celda.paragraphs[0].runs[0].font.strike = True
    tabla.cell(3, 0).paragraphs[0].add_run(" mucho").font.double_strike = True
    return guardado(documento)


def guardado(documento: Any) -> io.BytesIO:
    salida = io.BytesIO()
    documento.save(salida)
    return io.BytesIO(salida.getvalue())


@pytest.mark.parametrize(
    ("documento", "celdas", "fila", "parte"),
    [
        (
            en_un_libro_tachado,
            "hoja «Hoja1», celda B2; hoja «Hoja1», celda A3; hoja «Hoja1», celda B3 y 1 más",
            "hoja «Hoja1», fila 3",
            "hoja «Hoja1», celda A4",
        ),
        (
            en_un_word_tachado,
            "tabla 1, fila 2, columna 2; tabla 1, fila 3, columna 1; tabla 1, fila 3, columna 2 y 1 más",
            "tabla 1, fila 3",
            "tabla 1, fila 4, columna 1",
        ),
    ],
)
def test_la_fila_tachada_no_se_lee_y_lo_demas_tachado_se_dice(
    documento: Any, celdas: str, fila: str, parte: str
) -> None:
    leida = paac.leer(documento(), como=None, entidad="M", vigencia=2026)

    assert [(a.descripcion, a.responsable) for a in actividades(leida)] == [
        ("Publicar el mapa", "A"),
        ("Medir mucho", "C"),
    ]
    assert leida._filas_sin_leer == 1
    assert [
        str(aviso) for aviso in leida.avisos if aviso.codigo in {"texto_tachado", "fila_sin_leer"}
    ] == [
        f"{celdas}: va tachado; se lee, salvo que lo vaya toda su fila",
        f"{parte}: trae algo tachado, y se lee como lo demás",
        f"{fila}: está tachada, y no se leyó: 'Rendir cuentas | B | Junio'",
    ]
    assert sin_usar(leida) == ""


def test_una_fila_tachada_hace_terminar_la_orden_con_cuatro(tmp_path: Path) -> None:
    archivo = tmp_path / "tachado.xlsx"
    archivo.write_bytes(en_un_libro_tachado().getvalue())

    orden = ["leer", str(archivo), "--con", "entidad=M", "--salida", str(tmp_path / "plan.json")]
    assert main(orden) == 4


def test_el_riesgo_tachado_no_se_lee() -> None:
    rotulos = "Proceso|Riesgo|Causa|Probabilidad|Impacto|Zona|Controles"
    filas = ["Compras|Perder|Llaves|3|20|ALTA|Ver", "Archivo|Alterar|Nadie|2|10|BAJA|Ir"]
    libro = openpyxl.load_workbook(en_excel({"Mapa": [rotulos, *filas]}))
    for celda in libro.worksheets[0][2]:
        celda.font = TACHADA
    leida = paac.leer(guardado(libro), como="mapa", entidad="M", vigencia=2026)

    assert [proceso.nombre for proceso in leida.contenido.procesos] == ["Archivo"]
    assert leida._filas_sin_leer == 1


def test_el_texto_escondido_de_word_se_dice_con_su_celda() -> None:
    documento = docx.Document(en_word(RENGLONES))
    documento.tables[0].cell(1, 0).paragraphs[0].add_run(" en secreto").font.hidden = True
    leida = paac.leer(guardado(documento), como=None, entidad="M", vigencia=2026)

    assert actividades(leida)[0].descripcion == "Publicar el mapa"
    assert [str(aviso) for aviso in leida.avisos if aviso.codigo == "texto_escondido"] == [
        "tabla 1, fila 2, columna 1: trae un texto escondido, que no se lee: «en secreto»"
    ]


VERDE, ROJO = (PatternFill("solid", fgColor=color) for color in ("FF00B050", "FFFF0000"))


@pytest.mark.parametrize(
    ("rellenos", "se_dice"),
    [
        ({"C2": VERDE, "C3": ROJO}, True),
        ({"C2": VERDE, "C3": VERDE}, False),  # el de toda la columna
        (dict.fromkeys(("A2", "B2", "C2"), VERDE) | dict.fromkeys(("A3", "B3", "C3"), ROJO), False),
    ],
    ids=["semáforo", "columna", "filas"],
)
def test_los_colores_que_dicen_algo_aparte_se_dicen(rellenos: Any, *, se_dice: bool) -> None:
    libro = openpyxl.load_workbook(en_excel({"Hoja1": RENGLONES}))
    for celda, relleno in rellenos.items():
        libro.worksheets[0][celda].fill = relleno

    assert (
        avisos(leer(guardado(libro)), "color_sin_leer")
        == [
            "hoja «Hoja1», celda C2: «Plazo» trae celdas de 2 colores, y lo que un color diga no se lee"
        ]
        * se_dice
    )


def test_el_color_que_repite_lo_que_el_texto_dice_no_se_dice() -> None:
    renglones = ["Actividad|Responsable|Plazo|Estado 30/04/2026"]
    renglones += [f"Publicar {n}|A|Mayo|{'Cumplida' if n % 2 else 'En proceso'}" for n in range(4)]
    libro = openpyxl.load_workbook(en_excel({"Hoja1": renglones}))
    for n in range(4):
        libro.worksheets[0].cell(n + 2, 4).fill = VERDE if n % 2 else ROJO

    assert avisos(leer(guardado(libro)), "color_sin_leer") == []
