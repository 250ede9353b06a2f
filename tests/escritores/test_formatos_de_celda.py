"""Los formatos de celda de un libro: escritos sin openpyxl, son los que él escribiría."""

import io
import zipfile
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.styles.stylesheet import apply_stylesheet, write_stylesheet
from openpyxl.xml.functions import tostring

from paac_reportes.escritores.xlsx.formatos import Formatos, FormatosDelLibro
from paac_reportes.maqueta.aspecto import Bordes, Raya
from paac_reportes.maqueta.estilos import Estilo
from paac_reportes.maqueta.medida.tipografia import Pt

RAYAS = st.none() | st.builds(
    Raya,
    grosor=st.sampled_from([Pt(0.5), Pt(0.75), Pt(1.5)]),
    color=st.sampled_from(["000000", "ffFFff"]),
)
COLORES = st.sampled_from([None, "000000", "1F5F8B", "1f5f8b"])
ESTILOS = st.builds(
    Estilo,
    familia=st.sampled_from(["Arial", "arial", "Calibri"]),
    tamano=st.sampled_from([8, Pt(8.0), Pt(8.5)]),
    negrita=st.booleans(),
    cursiva=st.booleans(),
    color=COLORES,
    relleno=COLORES,
    horizontal=st.sampled_from(["izquierda", "centro", "derecha", "justificada"]),
    vertical=st.sampled_from(["arriba", "centro", "abajo"]),
    bordes=st.none() | st.builds(Bordes, arriba=RAYAS, abajo=RAYAS, izquierda=RAYAS, derecha=RAYAS),
    margen=st.sampled_from([Pt(0), Pt(1), Pt(9)]),
    girado=st.booleans(),
    repartido=st.booleans(),
    filete=RAYAS,
)
PEDIDOS = st.lists(
    st.tuples(st.integers(0, 7), st.sampled_from(["texto", "resultado", "enlace", "valor"])),
    max_size=12,
)


def _leida(hoja_de_estilos: str) -> Any:
    """Un libro de openpyxl con esos estilos."""
    libro = Workbook()
    with zipfile.ZipFile(io.BytesIO(), "w") as archivo:
        archivo.writestr("xl/styles.xml", hoja_de_estilos)
        apply_stylesheet(archivo, libro)
    return libro


@pytest.mark.integracion
@given(st.lists(ESTILOS, min_size=8, max_size=8), PEDIDOS)
def test_la_hoja_de_estilos_es_la_que_openpyxl_escribe_de_ella(
    estilos: list[Estilo], pedidos: list[tuple[int, str]]
) -> None:
    del_libro = FormatosDelLibro()
    por_nombre = {str(n): uno for n, uno in enumerate(estilos)} | {"celda": estilos[0]}
    formatos = Formatos(por_nombre, del_libro.poner, abiertos=("0",))
    for numero, guarda in pedidos:
        formatos.de_uso((guarda, str(numero), '@"\n<vencida> & más"'))

    escrita = del_libro.en_xml(["FFC7CE"])

    # openpyxl junta lo que es igual: si algo se repitiera, o faltara, escribiría otra.
    assert tostring(write_stylesheet(_leida(escrita))).decode() == escrita


def test_dos_que_excel_ve_iguales_son_el_mismo() -> None:
    fina = Raya(grosor=Pt(0.5))
    del_libro = FormatosDelLibro()
    formatos = Formatos(
        {
            "una": Estilo(familia="Arial", tamano=Pt(8), bordes=Bordes(arriba=fina)),
            "otra": Estilo(
                familia="Arial", tamano=Pt(8.0), bordes=Bordes(arriba=Raya(grosor=Pt(0.75)))
            ),
            "sin rayas": Estilo(familia="Arial", tamano=Pt(8), bordes=Bordes()),
            "suelta": Estilo(familia="Arial", tamano=Pt(8)),
        },
        del_libro.poner,
    )

    nombres = ("una", "otra", "sin rayas", "suelta")
    assert [formatos.de_uso(("texto", nombre, "")) for nombre in nombres] == [1, 1, 2, 2]
