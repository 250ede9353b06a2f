"""Los formatos de celda de un libro: numerados sin openpyxl, son los suyos."""

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.worksheet.hyperlink import Hyperlink

from paac_reportes.escritores.xlsx.cascaron import (
    CascaronDeLibro,
    con_hojas,
    poner_propiedades_de_libro,
)
from paac_reportes.escritores.xlsx.formatos import Formatos, FormatosDelLibro, libro_sin_hojas
from paac_reportes.maqueta.aspecto import Bordes, Raya
from paac_reportes.maqueta.documento import Metadatos
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


@pytest.mark.integracion
@given(st.lists(ESTILOS, min_size=8, max_size=8), PEDIDOS)
def test_los_numeros_y_la_hoja_de_estilos_son_los_que_openpyxl_daria(
    estilos: list[Estilo], pedidos: list[tuple[int, str]]
) -> None:
    del_libro, libro = FormatosDelLibro(), libro_sin_hojas()
    por_nombre = {str(n): uno for n, uno in enumerate(estilos)} | {"celda": estilos[0]}
    formatos = Formatos(por_nombre, del_libro.__getitem__, abiertos=("0",))
    for numero, guarda in pedidos:
        formatos.de_uso((guarda, str(numero), "dd/mm/yyyy"))

    hoja = libro.create_sheet()
    del_libro.poner_en(hoja)
    assert del_libro.en_xml() == CascaronDeLibro(libro, {}).partes(None)["xl/styles.xml"]


def test_dos_que_openpyxl_ve_iguales_son_el_mismo() -> None:
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
        del_libro.__getitem__,
    )

    nombres = ("una", "otra", "sin rayas", "suelta")
    assert [formatos.de_uso(("texto", nombre, "")) for nombre in nombres] == [1, 1, 2, 2]


def test_las_hojas_que_se_ven_igual_se_escriben_una_vez_y_dicen_lo_mismo() -> None:
    def partes(vistas: Mapping[str, object]) -> Mapping[str, bytes]:
        libro = libro_sin_hojas()
        # Sin ellas lleva la hora en que se hizo, y los dos pueden ser de segundos distintos.
        poner_propiedades_de_libro(libro, Metadatos(titulo="Libro"))
        *_, inmovil, enlazada = con_hojas(libro, ["Una", "Otra", "Inmóvil", "Enlazada"])
        inmovil.freeze_panes = "B2"
        enlazada._hyperlinks.append(Hyperlink(ref="A1", target="https://a.gov.co"))
        return CascaronDeLibro(libro, vistas).partes(None)

    juntas = partes({"Una": 1, "Otra": 1, "Inmóvil": 2, "Enlazada": 1})

    assert juntas == partes({})
