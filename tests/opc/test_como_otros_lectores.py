"""Lo que se ve de cada formato es lo que ven python-docx, openpyxl y calamine, y LibreOffice.

Prueba ``opc/rasgos``.
"""

import io

import pytest
from ayudas.compartido import con_datos_reales
from ayudas.emitidos import EN_PAPEL, emitido, emitido_real, visto
from ayudas.otros_lectores import (
    Rejilla,
    combinadas_con_openpyxl,
    hojas_con_calamine,
    hojas_con_openpyxl,
    parrafos_con_python_docx,
    tablas_con_python_docx,
)

import paac_reportes as paac
from paac_reportes.opc.lectura import ver_documento
from paac_reportes.opc.visto import DocumentoVisto, TablaVista, TextoVisto

CODIGOS = [ficha.codigo for ficha in paac.formatos_disponibles()]


def vistos(documento: DocumentoVisto) -> list[str]:
    """Los textos fuera de las tablas."""
    bloques = (bloque for parte in documento.partes for bloque in parte.bloques)
    return [bloque.texto for bloque in bloques if isinstance(bloque, TextoVisto)]


def en_tablas(documento: DocumentoVisto) -> list[list[list[str]]]:
    """El texto de cada lugar de cada tabla."""
    return [
        [[celda.texto for celda in fila if celda] for fila in vista.filas]
        for vista in documento.tablas()
    ]


def con_guion_corriente(tablas: list[list[list[str]]]) -> list[list[list[str]]]:
    """python-docx no distingue el guion que no se parte."""
    return [[[t.replace("\u2011", "-") for t in fila] for fila in tabla] for tabla in tablas]


def como_la_ve(vista: TablaVista | None, otra: Rejilla) -> Rejilla:
    """Lo visto de una hoja, en la celda donde está: su texto, o lo que vale si no es un texto."""
    lugares: Rejilla = {}
    for celda in (celda for fila in vista.filas for celda in fila if celda) if vista else ():
        if celda.texto and vista and vista.primera:
            donde = (vista.primera[0] + celda.fila, vista.primera[1] + celda.columna)
            lugares[donde] = celda.texto if isinstance(otra.get(donde), str) else celda.valor
    return lugares


def sin_marcas(rejilla: Rejilla) -> Rejilla:
    return {d: valor for d, valor in rejilla.items() if not str(valor).startswith("_paac_")}


def comparar_hojas(documento: DocumentoVisto, otras: dict[str, Rejilla]) -> None:
    """Cada hoja, celda por celda, en los dos sentidos."""
    assert [parte.nombre for parte in documento.partes] == list(otras)
    for parte in documento.partes:
        otra = sin_marcas(otras[parte.nombre])
        vista = next((b for b in parte.bloques if isinstance(b, TablaVista)), None)
        assert como_la_ve(vista, otra) == otra, parte.nombre


@pytest.mark.una_de_cada
@pytest.mark.parametrize("codigo", EN_PAPEL)
def test_los_parrafos_de_un_word_son_los_que_ve_python_docx(codigo: str) -> None:
    assert vistos(visto(codigo, "docx")) == parrafos_con_python_docx(emitido(codigo, "docx"))


@pytest.mark.una_de_cada
@pytest.mark.parametrize("codigo", EN_PAPEL)
def test_las_tablas_de_un_word_son_las_que_ve_python_docx(codigo: str) -> None:
    assert con_guion_corriente(en_tablas(visto(codigo, "docx"))) == tablas_con_python_docx(
        emitido(codigo, "docx")
    )


@pytest.mark.una_de_cada
@pytest.mark.parametrize("codigo", CODIGOS)
def test_las_celdas_de_un_excel_son_las_que_ve_openpyxl(codigo: str) -> None:
    comparar_hojas(visto(codigo, "xlsx"), hojas_con_openpyxl(emitido(codigo, "xlsx")))


@pytest.mark.una_de_cada
@pytest.mark.parametrize("codigo", CODIGOS)
def test_las_celdas_de_un_excel_son_las_que_ve_calamine(codigo: str) -> None:
    comparar_hojas(visto(codigo, "xlsx"), hojas_con_calamine(emitido(codigo, "xlsx")))


@pytest.mark.una_de_cada
@pytest.mark.parametrize("codigo", CODIGOS)
def test_las_combinadas_de_un_excel_son_las_que_ve_openpyxl(codigo: str) -> None:
    combinadas = combinadas_con_openpyxl(emitido(codigo, "xlsx"))
    for vista in visto(codigo, "xlsx").tablas():
        fila, columna = vista.primera or (0, 0)
        nuestras = {
            (
                fila + una.fila,
                columna + una.columna,
                fila + una.fila + una.cuantas_filas - 1,
                columna + una.columna + una.cuantas_columnas - 1,
            )
            for de_la_fila in vista.filas
            for una in de_la_fila
            if una and (una.cuantas_filas, una.cuantas_columnas) != (1, 1)
        }
        # Lo que queda antes de lo escrito está en blanco y no se ve.
        a_la_vista = {
            (max(desde, fila), max(primera, columna), hasta, ultima)
            for desde, primera, hasta, ultima in combinadas[vista.lugar[6:-1]]
            if hasta >= fila and ultima >= columna
        }
        esperadas = {c for c in a_la_vista if c[:2] != c[2:]}
        assert nuestras == esperadas, vista.lugar


@pytest.mark.integracion
@con_datos_reales
def test_las_tablas_de_cartago_en_word_son_las_que_ve_python_docx() -> None:
    contenido = emitido_real("cartago_2020.json", "MCCO.101.18.F.20", "docx")
    assert en_tablas(ver_documento(io.BytesIO(contenido))) == tablas_con_python_docx(contenido)


@pytest.mark.integracion
@con_datos_reales
def test_las_celdas_de_cartago_en_excel_son_las_que_ve_calamine() -> None:
    contenido = emitido_real("cartago_2020.json", "MCCO.101.18.F.20", "xlsx")
    comparar_hojas(ver_documento(io.BytesIO(contenido)), hojas_con_calamine(contenido))
