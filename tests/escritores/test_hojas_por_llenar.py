"""Las hojas de datos que alguien llena, como las leen otros programas.

Prueba ``escritores/xlsx/por_llenar``.
"""

import io
from datetime import date
from decimal import Decimal
from typing import Any

import attrs
import openpyxl
import pytest

from paac_reportes.errores import ErrorDeEntrada, ErrorDeMaqueta
from paac_reportes.escritores.escritura import Escritura
from paac_reportes.escritores.xlsx.escritor import escribir
from paac_reportes.maqueta.documento import Documento, Metadatos
from paac_reportes.maqueta.estilos import estilos_base
from paac_reportes.maqueta.hojas_de_datos import (
    ColumnaDeDatos,
    HojaDeDatos,
    Limites,
    LlenadoDeHoja,
    Opciones,
    Pintado,
    Progreso,
    Renglon,
)
from paac_reportes.maqueta.medida.tipografia import Mm, Pt

OFICINAS = tuple(f"Secretaría {n}, con coma" for n in range(40))
COLUMNAS = (
    ColumnaDeDatos(rotulo="id", ancho=Mm(10), oculta=True),
    ColumnaDeDatos(rotulo="Oficina", ancho=Mm(40), regla=Opciones(valores=OFICINAS)),
    ColumnaDeDatos(
        rotulo="Avance",
        clase="numero",
        ancho=Mm(20),
        abierta=True,
        regla=Limites(clase="numero", minimo=0, maximo=100),
        ayuda="De 0 a 100",
        reproche="Se espera un número de 0 a 100",
    ),
    ColumnaDeDatos(
        rotulo="Estado",
        ancho=Mm(25),
        abierta=True,
        regla=Opciones(valores=("Cumplida", "En proceso")),
    ),
    ColumnaDeDatos(
        rotulo="Día",
        clase="fecha",
        ancho=Mm(25),
        abierta=True,
        regla=Limites(clase="fecha", minimo=date(2026, 1, 1), maximo=date(2026, 12, 31)),
    ),
)
FILAS = (
    ("e", OFICINAS[0], Decimal(50), "En proceso", date(2026, 4, 30)),
    ("d0", "=1+1", None, None, None),
    ("d1", "1.10", Decimal("33.5"), "Cumplida", date(2026, 4, 30)),
)
LLENADO = LlenadoDeHoja(
    arriba=(
        Renglon(contenido="Seguimiento", estilo="titulo"),
        Renglon(contenido=Progreso(antes='Filas "llenas": ', columnas=("Avance", "Estado"))),
    ),
    preparadas=5,
    protegida=True,
    fijas=2,
    pintados=(Pintado(cuando="falta", columnas=("Avance",), relleno="FCE4D6"),),
)
HOJA = HojaDeDatos(nombre="Seguimiento", columnas=COLUMNAS, filas=FILAS, llenado=LLENADO)


def libro(*hojas: HojaDeDatos, valores: bool = False) -> Any:
    return openpyxl.load_workbook(io.BytesIO(escrito(*hojas)), data_only=valores)


def escrito(*hojas: HojaDeDatos) -> bytes:
    documento = Documento(
        metadatos=Metadatos(titulo="Prueba"),
        estilos=estilos_base("Arial", Pt(9)),
        partes=(),
        hojas_de_datos=hojas,
    )
    return escribir(documento, Escritura())


def hoja(nodo: HojaDeDatos = HOJA) -> Any:
    return libro(nodo).worksheets[0]


def validacion(columna: str) -> Any:
    (una,) = (v for v in hoja().data_validations.dataValidation if str(v.sqref).startswith(columna))
    return una


def test_una_lista_larga_va_en_una_hoja_oculta() -> None:
    assert validacion("B").formula1 == "'Listas'!$A$2:$A$41"
    assert libro(HOJA)["Listas"].sheet_state == "hidden"
    assert libro(HOJA)["Listas"]["A41"].value == "Secretaría 39, con coma"


def test_sin_listas_largas_no_hay_hoja_de_listas() -> None:
    sin_larga = attrs.evolve(HOJA, columnas=(COLUMNAS[0], attrs.evolve(COLUMNAS[1], regla=None)))
    sin_larga = attrs.evolve(sin_larga, filas=(), llenado=LlenadoDeHoja())
    assert libro(sin_larga).sheetnames == ["Seguimiento"]


def test_protegida_se_puede_filtrar_y_cambiar_anchos_y_altos() -> None:
    proteccion = hoja().protection
    assert [proteccion.autoFilter, proteccion.formatColumns, proteccion.formatRows] == [False] * 3


def test_protegida_no_se_ordena_lo_abierto_sin_lo_demas_de_su_fila() -> None:
    assert hoja().protection.sort


def test_un_texto_que_parece_formula_sigue_siendo_un_texto() -> None:
    assert (hoja()["B5"].value, hoja()["B5"].data_type) == ("=1+1", "s")


def test_el_progreso_esta_al_dia_aunque_nadie_lo_calcule() -> None:
    assert libro(HOJA, valores=True).worksheets[0]["A2"].value == 'Filas "llenas": 2 de 3'


def test_un_texto_que_no_cabe_en_una_celda_es_una_falla_y_no_se_corta() -> None:
    larga = attrs.evolve(HOJA, filas=(("d0", "a" * 32_768, None, None, None),))
    with pytest.raises(ErrorDeEntrada, match=r"hoja «Seguimiento», celda B4: el texto pasa de"):
        escrito(larga)


def test_una_ayuda_que_excel_cortaria_es_un_defecto_nuestro() -> None:
    with pytest.raises(ErrorDeMaqueta, match="ayuda de una columna pasa de 255 letras"):
        ColumnaDeDatos(rotulo="Meta", ancho=Mm(10), ayuda="a" * 256)


def test_el_rotulo_de_una_columna_puede_llevar_el_tono_de_su_grupo() -> None:
    columnas = (attrs.evolve(COLUMNAS[1], tono="E2EFDA"),)
    una = attrs.evolve(HOJA, columnas=columnas, filas=(), llenado=LlenadoDeHoja())

    assert hoja(una)["A1"].fill.fgColor.rgb == "FFE2EFDA"
