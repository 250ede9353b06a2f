"""«Ver carpeta» llega con la dirección a la que lleva, o se dice que no llegó."""

import io
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from ayudas.matrices import en_excel, en_word
from ayudas.oficinas import oficina
from ayudas.paquetes_a_mano import en_bytes
from ayudas.planes import actividad, componente, datos
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

import paac_reportes as paac
from paac_reportes.lectura.celdas import es_redaccion
from paac_reportes.modelo.catalogo import CATALOGO

CARPETA = "https://drive.google.com/drive/folders/1aB?usp=sharing"
LLEGA = f"Ver carpeta ({CARPETA})"
CORTE = date(2026, 4, 30)
MATRIZ = [
    "Actividad|Meta|Responsable|Fecha programada|Evidencias 30/04/2026",
    "Publicar el plan|Un plan|Planeación|30/04/2026|Ver carpeta",
]


def leer(documento: io.BytesIO) -> paac.Lectura[Any]:
    return paac.leer(documento, entidad="M", vigencia=2026)


def enlazado_en_excel(celda: str = "E2", **hojas: Any) -> io.BytesIO:
    libro = openpyxl.load_workbook(en_excel(hojas or {"Hoja1": MATRIZ}))
    libro.worksheets[0][celda].hyperlink = CARPETA
    return _guardado(libro)


def enlazado_en_word(fila: int = 1, columna: int = 4) -> io.BytesIO:
    documento = docx.Document(en_word(MATRIZ))
    _enlazar(documento, documento.tables[0].cell(fila, columna).paragraphs[0])
    return _guardado(documento)


def _enlazar(documento: Any, parrafo: Any) -> None:
    clave = documento.part.relate_to(CARPETA, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    texto = parrafo.text
    for tramo in list(parrafo.runs):
        tramo._r.getparent().remove(tramo._r)
    parrafo._p.append(
        parse_xml(
            f'<w:hyperlink {nsdecls("w", "r")} r:id="{clave}"><w:r><w:t>{texto}</w:t></w:r>'
            "</w:hyperlink>"
        )
    )


def _guardado(documento: Any) -> io.BytesIO:
    return io.BytesIO(en_bytes(documento))


def seguimientos(lectura: paac.Lectura[Any]) -> list[paac.modelo.Seguimiento]:
    return [
        s for _, c in lectura.contenido.tablas() for fila in c.filas() for s in fila.seguimientos
    ]


def sin_leer(lectura: paac.Lectura[Any]) -> list[str]:
    return [a.ruta for a in lectura.avisos if a.codigo == "enlace_sin_leer"]


@pytest.mark.parametrize("documento", [enlazado_en_excel, enlazado_en_word])
def test_la_direccion_llega_a_las_evidencias_de_una_matriz_ajena(documento: Any) -> None:
    lectura = leer(documento())

    assert [s.evidencias for s in seguimientos(lectura)] == [(LLEGA,)]
    assert sin_leer(lectura) == []


@pytest.mark.parametrize(
    ("enlazar", "lugar"),
    [
        (lambda: enlazado_en_excel("D2"), "hoja «Hoja1», celda D2"),
        (lambda: enlazado_en_excel("C1"), "hoja «Hoja1», celda C1"),
        (lambda: enlazado_en_word(1, 3), "tabla 1, fila 2, columna 4"),
    ],
)
def test_la_que_no_cabe_en_su_dato_se_dice(enlazar: Callable[[], io.BytesIO], lugar: str) -> None:
    lectura = leer(enlazar())
    [una] = [fila for _, c in lectura.contenido.tablas() for fila in c.filas()]

    assert una.fecha_programada == "30/04/2026"
    assert sin_leer(lectura) == [lugar]


def test_la_de_un_parrafo_se_dice() -> None:
    documento = docx.Document(en_word("Consulte el plan", MATRIZ))
    _enlazar(documento, documento.paragraphs[0])

    assert sin_leer(leer(_guardado(documento))) == ["párrafo 1"]


def plan_propio() -> paac.Plan:
    reporte = {
        "corte": CORTE.isoformat(),
        "texto": "Ver carpeta",
        "evidencias": ["https://www.entidad.gov.co/actas/012", "planeacion@entidad.gov.co"],
    }
    una = actividad(codigo="1.1", descripcion="Hacer", seguimientos=[reporte])
    return paac.desde_datos(datos(componente(una))).contenido


def test_llega_al_libro_del_plan(tmp_path: Path) -> None:
    ruta = tmp_path / "plan.xlsx"
    paac.guardar_datos(plan_propio(), ruta)
    libro = openpyxl.load_workbook(ruta)
    hoja = libro["Actividades"]
    for fila in hoja.iter_rows():
        for celda in fila:
            if celda.value == "Ver carpeta":
                celda.hyperlink = CARPETA
            elif celda.value == "1.1":
                codigo, celda.hyperlink = celda.coordinate, CARPETA + "2"
    libro.save(ruta)

    lectura = paac.leer(ruta)

    assert [s.texto for s in seguimientos(lectura)] == [LLEGA]
    assert sin_leer(lectura) == [f"hoja «Actividades», celda {codigo}"]


def test_llega_de_un_libro_de_captura(tmp_path: Path) -> None:
    base = paac.desde_datos(
        datos(componente(actividad(codigo="1.1", descripcion="Hacer")))
    ).contenido
    [libro] = paac.capturar(base, CORTE, tmp_path).archivos
    with oficina(libro) as hoja:
        for rotulo in ("Evidencias", "Avance (%)"):
            celda = hoja.celda(1, rotulo)
            celda.value = "Ver carpeta" if rotulo == "Evidencias" else 40
            celda.hyperlink = CARPETA if rotulo == "Evidencias" else f"{CARPETA}#no"

    reunion = paac.reunir(libro, base=base)

    [nueva] = reunion.nuevas
    assert nueva.reporte["seguimiento.evidencias"] == (LLEGA,)
    assert [a.codigo for a in reunion.avisos if "#no" in a.mensaje] == ["enlace_sin_leer"]


def test_la_direccion_no_entra_en_lo_que_identifica() -> None:
    con_ella = {d for d in _datos() if es_redaccion(d)}

    assert {"seguimiento.evidencias", "seguimiento.texto", "actividad.extras.x"} <= con_ella
    assert not con_ella & {"actividad.codigo", "tramite.nombre", "actividad.fecha_programada"}
    assert not con_ella & {"componente.nombre", "seguimiento.avance", "seguimiento.corte"}


def _datos() -> set[str]:
    raices = [raiz for raiz in CATALOGO.raices() if raiz]
    return {dato for raiz in raices for dato in CATALOGO.datos(raiz)} | {"actividad.extras.x"}
