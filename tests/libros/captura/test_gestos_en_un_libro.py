"""Lo que se hace con las filas y las celdas de un libro de captura: se toma en su fila, o se dice.

Prueba ``libros/captura/recogida``.
"""

import random
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from ayudas.compartido import con_datos_reales, con_libreoffice
from ayudas.libros_vueltos import (
    DICHOS,
    EXACTOS,
    FILAS,
    SALEN,
    YA,
    Gesto,
    Libro,
    de_todas_partes,
    destinos,
    salidos,
    sembrados,
)
from ayudas.macros import correr_macro
from ayudas.oficinas import oficina
from openpyxl.worksheet.cell_range import MultiCellRange

import paac_reportes as paac


def el_de_nueve(azar: random.Random) -> Libro:
    de = salidos("nueve")
    [nombre] = de.libros
    return Libro(de, nombre, azar)


def con_un_gesto(gesto: Gesto, semilla: int) -> Counter[str]:
    azar = random.Random(semilla)  # noqa: S311
    libro = el_de_nueve(azar)
    libro.llenar(azar.sample(range(1, FILAS + 1), azar.randrange(3, FILAS)), azar)
    gesto(libro, azar)
    return destinos(salidos("nueve"), [libro])


@pytest.mark.parametrize("gesto", EXACTOS, ids=lambda gesto: gesto.__name__)
def test_lo_que_conserva_las_filas_se_toma_entero(gesto: Gesto) -> None:
    for semilla in range(2):
        assert (+con_un_gesto(gesto, semilla)).keys() == {"tomado"}


@pytest.mark.una_de_cada("gesto")
@pytest.mark.parametrize("gesto", DICHOS, ids=lambda gesto: gesto.__name__)
def test_lo_que_descuadra_las_filas_no_pasa_a_otra_ni_se_pierde(gesto: Gesto) -> None:
    for semilla in range(3):
        veces = con_un_gesto(gesto, semilla)
        assert (veces["otra"], veces["perdido"]) == (0, 0)


def test_de_unos_libros_sembrados_ningun_texto_va_a_otra_fila_ni_se_pierde() -> None:
    veces = sembrados(15, [*SALEN])
    assert (veces["otra"], veces["perdido"]) == (0, 0)
    assert min(veces["tomado"], veces["dicho"]) > 0


@pytest.mark.profundo
@con_datos_reales
@con_libreoffice
def test_de_mil_libros_sembrados_ningun_texto_va_a_otra_fila_ni_se_pierde() -> None:
    veces = sembrados(1000, de_todas_partes(), 0.03)
    assert (veces["otra"], veces["perdido"]) == (0, 0)
    assert min(veces["tomado"], veces["dicho"]) > 0


# ------------------------------------------------------------------ lo que la protección impide
def sola(
    libro: Libro, mover: Callable[[list[Any]], list[Any]], rotulo: str = "Seguimiento"
) -> None:
    """Lo que se hace con las celdas de una sola columna, si alguien quitó la protección."""
    columna = libro.numero(rotulo)
    celdas = mover([renglon[columna] for renglon in libro.renglones[1:]])
    for renglon, valor in zip(libro.renglones[1:], celdas, strict=True):
        renglon[columna] = valor


def textos_en(plan: paac.Plan) -> dict[str, str | None]:
    """El último seguimiento de cada actividad que lo tiene, por su código."""
    filas = plan.dependencias[0].componentes[0].filas()
    return {str(f.identificador): f.seguimientos[-1].texto for f in filas if f.seguimientos}


def test_un_texto_que_salio_en_otra_fila_y_ya_no_esta_en_ella_se_dice() -> None:
    libro = el_de_nueve(random.Random(0))  # noqa: S311
    sola(libro, lambda celdas: [*celdas[1:], None])
    reunion: Any = paac.reunir([libro.guardado()], base=salidos("nueve").base)
    assert [(una.lugar, una.valores) for una in reunion.sin_tomar] == [
        (f"hoja «Actividades», fila {n + 3}", {"Seguimiento": f"{YA} 1.{n + 1}"}) for n in (2, 5, 8)
    ]
    assert "lo que dice salió en otra fila, que ya no lo dice" in reunion.sin_tomar[0].motivo


# ------------------------------------------------------------------ una columna ordenada sola
DICHO = {1: "Gestión", 2: "Cartilla", 4: "Acta", 6: "Boletín", 7: "Encuesta"}
"""Lo que se escribe en unas filas; la 6 ya decía algo."""
EN_FILA = {n: f"hoja «Actividades», fila {n + 3}" for n in range(1, FILAS + 1)}


@pytest.fixture
def escrito(tmp_path: Path) -> Path:
    """El libro de nueve filas, con el seguimiento de cinco."""
    [(nombre, contenido)] = salidos("nueve").libros.items()
    libro = tmp_path / nombre
    libro.write_bytes(contenido)
    with oficina(libro) as hoja:
        for n, texto in DICHO.items():
            hoja.llenar(n, texto, n * 10)
    return libro


def ordenar_sola(libro: Path, *, con_formatos: bool = True) -> None:
    """Lo que guarda LibreOffice si ordena sólo Seguimiento: con los formatos va la ayuda."""
    with oficina(libro) as hoja:
        celdas = [hoja.celda(n, "Seguimiento") for n in range(1, FILAS + 1)]
        orden = sorted(celdas, key=lambda celda: (celda.value is None, celda.value))
        nuevos = [(celda.value, celda.coordinate) for celda in orden]
        ayudas = {str(una.sqref): una for una in hoja.excel.data_validations.dataValidation}
        for celda, (valor, de) in zip(celdas, nuevos, strict=True):
            celda.value = valor
            if con_formatos:
                ayudas[de].sqref = MultiCellRange(celda.coordinate)


def comprobar_que_se_dice(libro: Path) -> None:
    """Cada texto que no está en su fila se dice, con la suya, y el avance, que no se movió, se toma."""
    base = salidos("nueve").base
    reunion: Any = paac.reunir([libro], base=base)
    dicen = {
        una.lugar: (una.valores["Seguimiento"], una.motivo.partition("; ")[2])
        for una in reunion.sin_tomar
    }
    pegue = "pegue su texto en la {}, de un libro recién salido"
    assert dicen == {
        EN_FILA[1]: ("Acta", pegue.format(EN_FILA[4])),
        EN_FILA[2]: ("Boletín", pegue.format(EN_FILA[6])),
        EN_FILA[3]: ("Cartilla", pegue.format(EN_FILA[2])),
        EN_FILA[4]: ("Encuesta", pegue.format(EN_FILA[7])),
        EN_FILA[5]: ("Gestión", pegue.format(EN_FILA[1])),
    }
    assert {aviso.codigo for aviso in reunion.avisos} == {"fila_sin_leer"}
    assert {una.motivo.partition("; ")[0] for una in reunion.sin_tomar} == {
        "su columna se ordenó sola, y lo escrito es de otra fila"
    }
    assert textos_en(reunion.contenido) == {
        f"1.{n}": f"{YA} 1.{n}" if n in {3, 6, 9} else None for n in range(1, FILAS + 1)
    }
    avances = [
        f.seguimientos[-1].avance
        for f in reunion.contenido.dependencias[0].componentes[0].filas()
        if f.seguimientos and f.seguimientos[-1].avance is not None
    ]
    assert avances == [n * 10 for n in DICHO]


def test_lo_de_una_columna_que_se_ordena_sola_se_dice_con_la_fila_en_que_se_escribio(
    escrito: Path,
) -> None:
    ordenar_sola(escrito)
    comprobar_que_se_dice(escrito)


_MACRO = """
Sub Hacer(encargo As String)
  Dim cada, doc, rango
  Dim campo(0) As New com.sun.star.table.TableSortField
  campo(0).Field = 0
  campo(0).IsAscending = True
  cada = Split(encargo, "|")
  doc = StarDesktop.loadComponentFromURL(ConvertToURL(cada(0)), "_blank", 0, _
    Array(Propiedad("Hidden", True)))
  For Each rango In Array("A4:Z12", cada(1))
    doc.Sheets.getByName("Actividades").getCellRangeByName(rango).sort( _
      Array(Propiedad("SortFields", campo()), Propiedad("ContainsHeader", False)))
  Next
  doc.storeToURL(ConvertToURL(cada(2)), _
    Array(Propiedad("FilterName", "Calc MS Excel 2007 XML")))
  doc.close(True)
  StarDesktop.terminate()
End Sub
"""
"""Ordena un libro protegido, que LibreOffice no deja, y después sola una columna, que sí."""


@pytest.mark.integracion
@con_libreoffice
def test_la_columna_que_libreoffice_ordena_sola_se_dice_igual(
    escrito: Path, tmp_path: Path
) -> None:
    with oficina(escrito) as hoja:
        letra = hoja.celda(1, "Seguimiento").column_letter
    ordenado = tmp_path / "ordenado.xlsx"
    correr_macro(_MACRO, [escrito, f"{letra}4:{letra}12", ordenado], tmp_path, 120)
    comprobar_que_se_dice(ordenado)


def test_lo_que_se_copia_o_se_pasa_a_otra_fila_con_su_ayuda_se_toma(escrito: Path) -> None:
    with oficina(escrito) as hoja:
        ayudas = {str(una.sqref): una for una in hoja.excel.data_validations.dataValidation}
        celdas = {n: hoja.celda(n, "Seguimiento") for n in (4, 5, 7, 8)}
        celdas[5].value = celdas[4].value  # copiado: la ayuda queda en las dos
        ayudas[celdas[5].coordinate].promptTitle = ayudas[celdas[4].coordinate].promptTitle
        celdas[8].value, celdas[7].value = celdas[7].value, None  # cortado: y en una
        hoja.excel.data_validations.dataValidation.remove(ayudas[celdas[8].coordinate])
        ayudas[celdas[7].coordinate].sqref = MultiCellRange(celdas[8].coordinate)
    reunion: Any = paac.reunir([escrito], base=salidos("nueve").base)
    dicen = textos_en(reunion.contenido)
    assert (dicen["1.4"], dicen["1.5"], dicen["1.7"], dicen["1.8"]) == (
        *("Acta", "Acta"),
        *(None, "Encuesta"),
    )
    assert reunion.sin_tomar == ()


def test_de_la_que_se_ordena_sola_sin_formatos_se_avisa_si_queda_de_la_a_a_la_z(
    escrito: Path,
) -> None:
    """El límite que la documentación dice: la ayuda se queda, y sólo se ve el orden."""
    ordenar_sola(escrito, con_formatos=False)
    reunion: Any = paac.reunir([escrito], base=salidos("nueve").base)
    [aviso] = [uno for uno in reunion.avisos if uno.codigo == "columna_en_orden"]
    assert str(aviso) == (
        f"libro «{escrito.name}», hoja «Actividades», columna G: sus textos están en orden"
        " alfabético: si alguien ordenó sólo esa columna, cada uno quedó en otra fila"
    )
    assert textos_en(reunion.contenido)["1.1"] == "Acta"


def test_de_lo_que_salio_en_orden_o_sigue_una_cuenta_no_se_avisa(escrito: Path) -> None:
    with oficina(escrito) as hoja:
        for n in range(1, FILAS + 1):
            hoja.llenar(n, f"Acta {n}", n * 10, None, f"Anexo {n}")
    reunion: Any = paac.reunir([escrito], base=salidos("nueve").base)
    assert reunion.avisos == ()
