"""Lo que los archivos llevan para quien los lea con un programa, y no se ve."""

import io
import xml.etree.ElementTree as ET
from typing import Any

import attrs
import pytest
from ayudas.alteraciones import partes_de
from ayudas.compartido import con_sdk, validar
from ayudas.lectores import W, texto_de, xml
from openpyxl import load_workbook

from paac_reportes.escritores import docx, html, xlsx
from paac_reportes.escritores.escritura import Escritura
from paac_reportes.formatos.membrete import leer_membrete
from paac_reportes.maqueta.documento import Documento, Marco, Metadatos, Pagina, Parte
from paac_reportes.maqueta.estilos import estilos_base
from paac_reportes.maqueta.medida.tipografia import Mm, Pt
from paac_reportes.maqueta.nodos import Bloque, Indice, Parrafo, Tabla, Titulo
from paac_reportes.maqueta.rejilla import Celda, Fila

PROPIEDADES = (("paac.esquema.1", "F-1"), ("paac.esquema.2", 'firmas|a"<b>&c'))
ESCRITORES = {"docx": docx.escribir, "xlsx": xlsx.escribir}
MARCO = Marco(
    pagina=Pagina(
        ancho=Mm(216),
        alto=Mm(279),
        **dict.fromkeys(("superior", "inferior", "izquierdo", "derecho", "encabezado"), Mm(10)),
    )
)
TIPO = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
RELACION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties"


def documento(*bloques: Bloque, **cambios: Any) -> Documento:
    """Uno de una página, con esos bloques."""
    propiedades = cambios.pop("propiedades", PROPIEDADES)
    return Documento(
        metadatos=Metadatos(titulo="T", propiedades=propiedades),
        estilos=estilos_base("Arial", Pt(8)),
        partes=(Parte("Hoja", bloques or (Parrafo("Uno"),), MARCO),),
        **cambios,
    )


def propiedades_de(contenido: bytes) -> dict[str, str]:
    """Por su nombre, las de ``docProps/custom.xml``, si está declarada y relacionada."""
    suyas = partes_de(contenido)
    assert TIPO in suyas["[Content_Types].xml"]
    assert RELACION in suyas["_rels/.rels"]
    raiz = ET.fromstring(suyas["docProps/custom.xml"])
    numeros = [int(una.get("pid", "")) for una in raiz]
    assert numeros == list(range(2, len(numeros) + 2))
    return {una.get("name", ""): "".join(una.itertext()) for una in raiz}


@pytest.mark.parametrize("tipo", ESCRITORES)
def test_las_propiedades_van_en_su_parte(tipo: str) -> None:
    contenido = ESCRITORES[tipo](documento(), Escritura())

    assert propiedades_de(contenido) == {
        "paac.esquema.1": "F-1",
        "paac.esquema.2": 'firmas|a"<b>&c',
    }


@pytest.mark.parametrize("tipo", ESCRITORES)
def test_sin_propiedades_no_hay_parte(tipo: str) -> None:
    contenido = ESCRITORES[tipo](documento(propiedades=()), Escritura())

    assert "docProps/custom.xml" not in partes_de(contenido)


def test_un_membrete_conserva_las_suyas_menos_las_de_la_misma_familia() -> None:
    suyas = (("paac.corte", "2019-04-30"), ("Dueño", "Planeación"))
    hoja = docx.escribir(documento(propiedades=suyas), Escritura())
    membrete = leer_membrete(hoja, "membrete", [])
    contenido = docx.escribir(documento(membrete=membrete), Escritura())

    assert propiedades_de(contenido) == {**dict(PROPIEDADES), "Dueño": "Planeación"}


def fila(*textos: str, marca: str = "", filas: int = 1) -> Fila:
    """Una fila, con la primera celda de tantas filas."""
    primera, *otras = textos
    celdas = (Celda(primera, "celda", 1, filas), *(Celda(texto, "celda") for texto in otras))
    return Fila(celdas, marca)


TABLA = Tabla(
    anchos=(0.5, 0.5),
    rotulos=(fila("A", "B", marca="t1"),),
    filas=(
        fila("uno", "dos", marca="c0s0a0", filas=2),
        Fila((Celda("tres", "celda"),), "c0s0a1"),
        fila("Total", ""),
    ),
)


def marcadores_de(contenido: bytes) -> list[tuple[str, str]]:
    """Cada marcador y lo que dice la celda donde está."""
    return [
        (str(marcador.get(f"{W}name")), texto_de(celda))
        for celda in xml(contenido, "word/document.xml").iter(f"{W}tc")
        for marcador in celda.iter(f"{W}bookmarkStart")
    ]


def test_en_word_un_marcador_vacio_va_en_la_primera_celda_que_empieza_en_la_fila() -> None:
    assert marcadores_de(docx.escribir(documento(TABLA), Escritura())) == [
        ("_paac_t1", "A"),
        ("_paac_c0s0a0", "uno"),
        ("_paac_c0s0a1", "tres"),
    ]


ALREDEDOR = (Titulo(texto="Uno", nivel=1, marca="x1"), Parrafo("Dos", marca="x2"))


def test_en_word_un_titulo_y_un_parrafo_llevan_la_suya_al_comienzo() -> None:
    cuerpo = xml(docx.escribir(documento(*ALREDEDOR), Escritura()), "word/document.xml")
    marcados = [
        (str(marcador.get(f"{W}name")), texto_de(parrafo))
        for parrafo in cuerpo.iter(f"{W}p")
        for marcador in parrafo.iter(f"{W}bookmarkStart")
    ]

    assert marcados == [("_paac_x1", "Uno"), ("_paac_x2", "Dos")]


def test_en_word_un_encabezado_lleva_las_de_sus_filas() -> None:
    arriba = Tabla(anchos=(1.0,), filas=(fila("Alcaldía", marca="x1"),))
    parte = Parte("Hoja", (TABLA,), attrs.evolve(MARCO, encabezado=arriba))
    contenido = docx.escribir(attrs.evolve(documento(), partes=(parte,)), Escritura())
    (marcador,) = xml(contenido, "word/header1.xml").iter(f"{W}bookmarkStart")
    numeros = [
        uno.get(f"{W}id") for uno in xml(contenido, "word/document.xml").iter(f"{W}bookmarkStart")
    ]

    assert marcador.get(f"{W}name") == "_paac_x1"
    assert marcador.get(f"{W}id") not in numeros


def test_en_word_ningun_marcador_repite_nombre_ni_numero() -> None:
    contenido = docx.escribir(
        documento(Titulo(texto="Uno", nivel=1), Indice(titulo="I", niveles=1), TABLA, TABLA),
        Escritura(),
    )
    marcadores = [*xml(contenido, "word/document.xml").iter(f"{W}bookmarkStart")]
    numeros = [marcador.get(f"{W}id") for marcador in marcadores]

    assert [marcador.get(f"{W}name") for marcador in marcadores] == [
        "_Toc00000001",
        "_paac_t1",
        "_paac_c0s0a0",
        "_paac_c0s0a1",
        "_paac_t1__2",
        "_paac_c0s0a0__2",
        "_paac_c0s0a1__2",
    ]
    assert len(set(numeros)) == len(numeros)


def test_sobre_un_membrete_van_los_mismos_marcadores() -> None:
    membrete = leer_membrete(docx.escribir(documento(), Escritura()), "membrete", [])

    assert marcadores_de(docx.escribir(documento(TABLA, membrete=membrete), Escritura())) == [
        ("_paac_t1", "A"),
        ("_paac_c0s0a0", "uno"),
        ("_paac_c0s0a1", "tres"),
    ]


def hoja_de(*bloques: Bloque) -> Any:
    """La de esos bloques, como la ve openpyxl."""
    return load_workbook(io.BytesIO(xlsx.escribir(documento(*bloques), Escritura()))).worksheets[0]


def test_en_excel_van_en_una_columna_oculta_despues_de_la_ultima() -> None:
    hoja = hoja_de(TABLA)

    assert [celda.value for celda in hoja["C"]] == [
        "_paac_t1",
        "_paac_c0s0a0",
        "_paac_c0s0a1",
        None,
    ]
    assert hoja.column_dimensions["C"].hidden
    assert not hoja.column_dimensions["B"].hidden


def test_en_excel_un_titulo_y_un_parrafo_llevan_la_suya_en_esa_columna() -> None:
    assert [celda.value for celda in hoja_de(*ALREDEDOR)["B"]] == ["_paac_x1", "_paac_x2"]


def test_en_excel_una_hoja_sin_marcas_no_tiene_esa_columna() -> None:
    sin_marcas = Tabla(anchos=(0.5, 0.5), filas=(fila("uno", "dos"),))
    hoja = hoja_de(sin_marcas)

    assert hoja.dimensions == "A1:B1"
    assert "C" not in hoja.column_dimensions


def test_en_excel_las_filas_en_que_una_continua_llevan_la_suya_con_un_mas() -> None:
    larga = fila("uno", "palabra " * 3000, marca="c0s0a0")
    hoja = hoja_de(attrs.evolve(TABLA, filas=(larga,)))
    marcas = [celda.value for celda in hoja["C"]]

    assert marcas[:3] == ["_paac_t1", "_paac_c0s0a0", "_paac_c0s0a0+"]
    assert set(marcas[2:]) == {"_paac_c0s0a0+"}


def test_html_no_lleva_nada_escondido() -> None:
    escrito = html.escribir(documento(TABLA), Escritura()).decode()

    assert "tres" in escrito
    assert "paac" not in escrito
    assert "c0s0a0" not in escrito


@con_sdk
@pytest.mark.parametrize("tipo", ESCRITORES)
def test_el_validador_no_les_halla_faltas(tipo: str, tmp_path: Any) -> None:
    archivo = tmp_path / f"a.{tipo}"
    archivo.write_bytes(ESCRITORES[tipo](documento(TABLA, TABLA), Escritura()))

    assert validar(archivo) == ""
