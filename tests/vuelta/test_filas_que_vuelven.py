"""Las filas que alguien agregó, copió, pegó o quitó en un documento nuestro, y qué se dice de ellas.

Prueba ``vuelta/filas``, ``vuelta/cambios`` y ``vuelta/inversa``, en la celda de varios datos.
"""

import io
from copy import deepcopy
from pathlib import Path
from typing import Any

import attrs
import openpyxl
import pytest
from ayudas.editados import PLAN
from ayudas.en_word import EnWord, _sin_marcadores
from ayudas.planes import CORTE, FORMATO, actividad, componente, plan
from docx.oxml.ns import qn

import paac_reportes as paac
from paac_reportes.cli import main

SEGUIMIENTO = "ptep-seguimiento"
NUEVA = ("", "", "1.9", "Hacer lo nuevo", "Un taller", "Talleres", "Planeación", "01/02/2026")
"""Las celdas de una fila de ese formato, hasta la de la fecha en que comienza."""


def con_fila(*textos: str, forma: str = SEGUIMIENTO) -> bytes:
    """El Word con una fila nueva debajo de la primera actividad de su segunda tabla."""
    word = EnWord(paac.reporte(PLAN, forma, corte=CORTE).emitir("docx").contenido)
    tabla = next(n for n in range(3) if len(word.tabla(n).findall(word.fila(n, 0).tag)) > 3)
    word.insertar_fila(tabla, 2, *textos)
    return word.guardado()


def leido(contenido: bytes, **opciones: Any) -> Any:
    return paac.leer(io.BytesIO(contenido), **{"plan": PLAN, **opciones})


def actividades(de: paac.Plan) -> list[Any]:
    partes = de.dependencias[0].componentes[0].subcomponentes
    return [una for parte in partes for una in parte.actividades]


def _filas_con(word: EnWord, texto: str) -> list[Any]:
    filas = word.word.element.body.iter(qn("w:tr"))
    return [fila for fila in filas if texto in "".join(fila.itertext(qn("w:t")))]


def la_nueva(lectura: Any) -> Any:
    (nueva,) = [una for una in actividades(lectura.contenido) if una.codigo == "1.9"]
    return nueva


# ------------------------------------------------------------------ una celda de varios datos


def test_un_renglon_es_del_dato_que_dice_el_rotulo_y_dos_son_uno_de_cada_uno() -> None:
    for fecha, fin, programada in (
        ("31/10/2026", "31/10/2026", None),
        ("31/10/2026\nMensual", "31/10/2026", "Mensual"),
    ):
        lectura = leido(con_fila(*NUEVA, fecha, "Se hizo.", "80 %", "Acta", ""))
        nueva = la_nueva(lectura)
        assert (nueva.fecha_fin, nueva.fecha_programada) == (fin, programada)
        assert nueva.seguimientos[0].avance == 80
        assert [aviso.mensaje for aviso in lectura.avisos] == [
            "dice «Hacer lo nuevo»: es una fila nueva: revise que sea de su grupo"
        ]


def test_lo_que_no_se_sabe_de_que_dato_es_se_dice_con_la_fila_entera() -> None:
    lectura = leido(con_fila(*NUEVA, "marzo\nabril\nmayo"))
    assert lectura.contenido == PLAN
    (aviso,) = lectura.avisos
    assert (aviso.codigo, aviso.mensaje) == (
        "fila_sin_leer",
        "dice «1.9 | Hacer lo nuevo | Un taller | Talleres | Planeación | 01/02/2026 |"
        " marzo abril mayo | Se hizo 1.1.»: en «marzo abril mayo» caben varios datos, y no se sabe"
        " cuál es cada uno",
    )


def test_en_una_fila_que_estaba_un_renglon_tambien_es_del_dato_del_rotulo() -> None:
    de = plan(componente(actividad(fecha_programada=None, seguimiento=None)))
    word = EnWord(paac.reporte(de, SEGUIMIENTO, corte=CORTE).emitir("docx").contenido)
    word.escribir(1, 2, 8, "31/10/2026")
    lectura = leido(word.guardado(), plan=de)
    assert actividades(lectura.contenido)[0].fecha_fin == "31/10/2026"


# ------------------------------------------------------------------ lo que no se toma


@pytest.mark.parametrize(
    ("textos", "dice"),
    [
        (("", "", "1.9"), "dice «1.9 | Planeación"),
        (("", "", "", "", "", "", "Hacienda"), "dice «Hacienda"),
    ],
)
def test_la_fila_que_no_dice_que_hay_que_hacer_se_dice_entera(
    textos: tuple[str, ...], dice: str
) -> None:
    en_blanco = (*textos, *("" for _ in range(12 - len(textos))))
    if textos[2]:
        en_blanco = (*en_blanco[:6], "Planeación", *en_blanco[7:])
    lectura = leido(con_fila(*en_blanco))
    assert lectura.contenido == PLAN
    (aviso,) = lectura.avisos
    assert aviso.codigo == "fila_sin_leer"
    assert aviso.mensaje.startswith(dice)
    assert aviso.mensaje.endswith("no dice qué hay que hacer")


def test_la_orden_termina_con_4_si_una_fila_no_quedo(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    paac.guardar_datos(PLAN, tmp_path / "plan.json")
    (tmp_path / "vuelve.docx").write_bytes(con_fila("", "", "1.9", *[""] * 10))
    vuelve, de, queda = (str(tmp_path / n) for n in ("vuelve.docx", "plan.json", "queda.json"))
    assert main(["leer", vuelve, "--plan", de, "--salida", queda]) == 4
    assert "dice «1.9»: no dice qué hay que hacer" in capsys.readouterr().err


def test_la_fila_de_otro_documento_se_dice_entera() -> None:
    de_otro = plan(componente(actividad(codigo="7.1", descripcion="De otro", meta="Su meta")))
    otro = EnWord(paac.reporte(de_otro, "cajica-plan", corte=CORTE).emitir("docx").contenido)
    (suya,) = _filas_con(otro, "De otro")
    word = EnWord(paac.reporte(PLAN, FORMATO, corte=CORTE).emitir("docx").contenido)
    word.fila(0, 5).addnext(deepcopy(suya))
    lectura = leido(word.guardado())
    assert lectura.contenido == PLAN
    (aviso,) = [uno for uno in lectura.avisos if uno.codigo == "fila_sin_leer"]
    for texto in ("7.1", "De otro", "Su meta", "31/01/2026"):
        assert texto in aviso.mensaje


# ------------------------------------------------------------------ las copias


@pytest.mark.parametrize("debajo_de", ["Hacer 2.2", "Hacer 1.1"])
@pytest.mark.parametrize("forma", [FORMATO, "california-plan", "paac-plan"])
def test_la_copia_que_perdio_su_marca_se_dice_y_no_se_toma(forma: str, debajo_de: str) -> None:
    word = EnWord(paac.reporte(PLAN, forma, corte=CORTE).emitir("docx").contenido)
    copia = deepcopy(_filas_con(word, "Hacer 2.2")[0])
    _sin_marcadores(copia)
    _filas_con(word, debajo_de)[0].addnext(copia)
    lectura = leido(word.guardado())
    assert lectura.contenido == PLAN
    (aviso,) = [uno for uno in lectura.avisos if uno.codigo == "fila_sin_leer"]
    assert "Hacer 2.2" in aviso.mensaje
    assert aviso.mensaje.endswith("es copia de otra fila, y no se toma dos veces")


def test_la_copia_con_su_marca_al_final_de_la_hoja_tampoco_se_toma() -> None:
    libro = openpyxl.load_workbook(
        io.BytesIO(paac.reporte(PLAN, "cajica-plan").emitir("xlsx").contenido)
    )
    hoja = libro.worksheets[0]
    (fila,) = [celda.row for fila in hoja for celda in fila if celda.value == "Hacer 2.2"]
    hoja.append([celda.value for celda in hoja[fila]])
    libro.save(salida := io.BytesIO())
    lectura = leido(salida.getvalue())
    assert lectura.contenido == PLAN
    (aviso,) = [uno for uno in lectura.avisos if uno.codigo == "fila_sin_leer"]
    assert "Hacer 2.2 | Meta 2.2" in aviso.mensaje


def test_la_copia_en_que_alguien_escribio_otra_actividad_es_nueva() -> None:
    word = EnWord(paac.reporte(PLAN, SEGUIMIENTO, corte=CORTE).emitir("docx").contenido)
    word.copiar_fila(1, 3, 3, 1)
    for columna, texto in ((2, "1.9"), (3, "Hacer lo nuevo")):
        word.escribir(1, 4, columna, texto)
    lectura = leido(word.guardado())
    assert (la_nueva(lectura).descripcion, la_nueva(lectura).meta) == ("Hacer lo nuevo", "Meta 1.2")
    assert len(actividades(lectura.contenido)) == len(actividades(PLAN)) + 1


# ------------------------------------------------------------------ lo que falta


def test_la_fila_que_falta_se_dice_entera() -> None:
    word = EnWord(paac.reporte(PLAN, SEGUIMIENTO, corte=CORTE).emitir("docx").contenido)
    word.quitar_fila(1, 3)
    lectura = leido(word.guardado())
    (cambio,) = lectura.cambios
    assert (lectura.contenido, cambio.clase) == (PLAN, "falta")
    assert cambio.antes.startswith("1.2 | Hacer 1.2 | ")
    assert "con quitar=True (--quitar) sale" in cambio.motivo
    assert lectura.avisos[0].mensaje.startswith("ya no está lo que decía «1.2 | Hacer 1.2 | ")


def test_la_fila_nueva_de_un_libro_guarda_el_numero_que_su_celda_guarda() -> None:
    libro = openpyxl.load_workbook(
        io.BytesIO(paac.reporte(PLAN, SEGUIMIENTO, corte=CORTE).emitir("xlsx").contenido)
    )
    hoja = libro.worksheets[0]
    (ultima,) = [celda.row for fila in hoja for celda in fila if celda.value == "Hacer 2.3"]
    rotulos: dict[Any, Any] = {
        celda.value: celda.column for fila in hoja.iter_rows(max_row=ultima) for celda in fila
    }
    rangos = [r for r in hoja.merged_cells.ranges if r.min_row == r.max_row == ultima]
    hoja.insert_rows(ultima + 1)
    for rango in rangos:
        hoja.merge_cells(None, ultima + 1, rango.min_col, ultima + 1, rango.max_col)
    for rotulo, valor in (("N°", "1.9"), ("Acción", "Hacer lo nuevo"), ("%", 62.5)):
        celda = hoja.cell(ultima + 1, rotulos[rotulo])
        celda.value, celda.number_format = valor, "0"
    libro.save(salida := io.BytesIO())
    lectura = leido(salida.getvalue())
    assert attrs.asdict(la_nueva(lectura))["seguimientos"][0]["avance"] == 62.5


def test_la_fila_que_se_escribe_en_lugar_de_otra_no_se_lleva_lo_reportado() -> None:
    word = EnWord(paac.reporte(PLAN, SEGUIMIENTO, corte=CORTE).emitir("docx").contenido)
    for columna, texto in ((2, "1.9"), (3, "Publicar las actas del comité de archivo")):
        word.escribir(1, 3, columna, texto)
    lectura = leido(word.guardado())

    assert lectura.contenido == PLAN
    assert {cambio.motivo for cambio in lectura.cambios} == {
        "parece otra fila, y lo reportado es de la que estaba"
    }


def test_la_fila_que_cambia_de_codigo_y_se_corrige_es_la_misma() -> None:
    word = EnWord(paac.reporte(PLAN, SEGUIMIENTO, corte=CORTE).emitir("docx").contenido)
    for columna, texto in ((2, "1.9"), (3, "Hacer 1.2 en cada sede")):
        word.escribir(1, 3, columna, texto)
    lectura = leido(word.guardado())

    corregida = la_nueva(lectura)
    assert (corregida.descripcion, len(actividades(lectura.contenido))) == (
        *("Hacer 1.2 en cada sede", len(actividades(PLAN))),
    )
