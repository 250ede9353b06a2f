"""Las notas de una tabla: qué se escribe debajo, quién las llama y que no se separen de ella."""

import io
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from ayudas.a_medida import formato, plan_de
from ayudas.compartido import con_libreoffice, dibujar
from ayudas.documentos import documento_de
from ayudas.lectores import W, parrafos_de_word, xml
from ayudas.planes import CORTE, actividad

import paac_reportes as paac
from paac_reportes.maqueta.nodos import Parrafo, Tabla

BLOQUE = {"tipo": "tabla", "tablas": ["t"]}


def con_notas(*notas: str, rotulo: str = "Meta", **claves: Any) -> Any:
    columnas = [
        {"dato": "actividad.codigo", "rotulo": "N.º", "ancho": 40},
        {"dato": "actividad.meta", "rotulo": rotulo, "ancho": 60},
    ]
    tabla = {"secciones": [{"recorre": "actividades"}], "columnas": columnas, "notas": notas}
    return formato(BLOQUE, tablas={"t": tabla | claves})


def rotulos_y_notas(propio: Any, de: paac.Plan | None = None) -> tuple[list[Any], list[Any]]:
    (parte,) = documento_de(de or plan_de(actividad()), propio, None).partes
    tabla, *notas = parte.bloques
    assert isinstance(tabla, Tabla)
    assert {nota.estilo for nota in notas if isinstance(nota, Parrafo)} <= {"nota"}
    textos = [celda.contenido for fila in tabla.rotulos for celda in fila.celdas]
    return textos, [nota.contenido for nota in notas if isinstance(nota, Parrafo)]


def test_las_notas_van_debajo_y_solo_la_llamada_lleva_numero() -> None:
    propio = con_notas("Fuente: {{ entidad.nombre }}.", "Hasta el corte.", rotulo="Meta[^2]")

    assert rotulos_y_notas(propio) == (["N.º", "Meta¹"], ["Fuente: M.", "¹ Hasta el corte."])


def test_una_nota_en_blanco_no_se_escribe_ni_se_llama_ni_gasta_numero() -> None:
    propio = con_notas("{{ entidad.nit }}", " ", "Tercera", rotulo="Meta[^1][^3]")

    assert rotulos_y_notas(propio) == (["N.º", "Meta¹"], ["¹ Tercera"])


def test_las_llaman_las_franjas_las_bandas_los_subtotales_y_el_total() -> None:
    propio = con_notas(
        *(f"Nota {n}" for n in range(1, 12)),
        rotulo="Meta[^1]",
        franjas=["Franja[^2]"],
        secciones=[{"recorre": "actividades", "banda": "Banda[^10]"}],
        total="Total[^11]",
    )
    (parte,) = documento_de(plan_de(actividad()), propio, None).partes
    textos = [
        celda.contenido
        for bloque in parte.bloques
        if isinstance(bloque, Tabla)
        for fila in (*bloque.rotulos, *bloque.filas)
        for celda in fila.celdas
    ]

    assert {"Franja²", "Meta¹", "Banda³", "Total⁴"} <= {*textos}


def test_tambien_las_llaman_los_rotulos_por_corte() -> None:
    columnas = [
        {"dato": "actividad.codigo", "rotulo": "N.º", "ancho": 40},
        {
            "dato": "seguimiento.texto",
            "rotulo": "{{ informe.ordinal }}[^1]",
            "ancho": 60,
            "por_corte": True,
        },
    ]
    propio = con_notas("Lo que se reportó.", columnas=columnas)
    (parte,) = documento_de(plan_de(actividad()), propio, CORTE).partes
    (tabla, _) = parte.bloques

    assert isinstance(tabla, Tabla)
    assert [celda.contenido for celda in tabla.rotulos[0].celdas] == ["N.º", "Primer¹"]


def test_lo_que_trae_una_variable_no_llama_a_nadie() -> None:
    propio = con_notas("Nota", rotulo="{{ entidad.nombre }}[^1]")
    de = plan_de(actividad(), entidad={"nombre": "M[^1]"})

    assert rotulos_y_notas(propio, de)[0] == ["N.º", "M[^1]¹"]


def test_una_tabla_sin_filas_tambien_las_lleva() -> None:
    propio = con_notas("Sin filas.", rotulo="Meta[^1]")

    vacio = paac.Plan(
        entidad=paac.Entidad(nombre="M"), componentes=(paac.modelo.Componente(numero=1),)
    )
    assert rotulos_y_notas(propio, vacio) == (["N.º", "Meta¹"], ["¹ Sin filas."])


def test_lo_que_nombra_una_nota_se_da_por_mostrado() -> None:
    con, sin = (
        {a.codigo for a in paac.reporte(plan_de(actividad()), propio).avisos}
        for propio in (con_notas("{{ entidad.nombre }}, {{ vigencia }}"), con_notas())
    )

    assert sin - con == {"entidad_no_mostrada"}


@pytest.mark.parametrize(
    ("notas", "rotulo", "falla"),
    [
        ((), "A[^1]", "columnas[1].rotulo[0]: no existe la nota '1'; la tabla no trae notas"),
        (("Una",), "A[^2]", "columnas[1].rotulo[0]: no existe la nota '2'; están: 1"),
        (("Una", "Dos"), "A[^a]", "columnas[1].rotulo[0]: no existe la nota 'a'; están: 1, 2"),
        (("{{ entidad.x }}",), "A", "notas[0]: no existe la variable 'entidad.x'"),
    ],
)
def test_una_llamada_a_lo_que_no_esta(notas: tuple[str, ...], rotulo: str, falla: str) -> None:
    with pytest.raises(paac.ErrorDeFormato) as error:
        con_notas(*notas, rotulo=rotulo)

    assert f"tablas.t.{falla}" in str(error.value)


# ------------------------------------------------------------------ en cada salida
NOTAS = ("Primera nota.", "Segunda nota.")


def test_salen_en_html() -> None:
    reporte = paac.reporte(plan_de(actividad()), con_notas(*NOTAS, rotulo="Meta[^1]"))
    texto = reporte.emitir("html").contenido.decode()

    assert "Meta¹" in texto
    assert texto.index("¹ Primera nota.") < texto.index("Segunda nota.")


def test_en_word_la_ultima_fila_y_cada_nota_van_con_lo_que_sigue() -> None:
    docx = paac.reporte(de_muchas(60), con_notas(*NOTAS)).emitir("docx").contenido
    cuerpo = xml(docx, "word/document.xml").find(W + "body")
    assert cuerpo is not None
    filas = [
        [p.find(f"{W}pPr/{W}keepNext") is not None for p in fila.iter(W + "p")]
        for fila in cuerpo.iter(W + "tr")
    ]
    notas = [p.find(f"{W}pPr/{W}keepNext") is not None for p in cuerpo.findall(W + "p")]

    assert (filas[30], filas[-1]) == ([False, False], [True, True])
    assert notas[:2] == [True, False]
    assert [texto for _, texto in parrafos_de_word(docx) if texto] == [*NOTAS]


def de_muchas(cuantas: int) -> paac.Plan:
    return plan_de(*(actividad(codigo=f"{n:03}") for n in range(cuantas)))


@pytest.mark.integracion
def test_en_excel_la_ultima_fila_pasa_a_la_pagina_de_sus_notas() -> None:
    ultimas = set()
    for cuantas in range(35, 55, 2):
        libro = paac.reporte(de_muchas(cuantas), con_notas(*NOTAS)).emitir("xlsx").contenido
        hoja = openpyxl.load_workbook(io.BytesIO(libro)).worksheets[0]
        lugares = {str(hoja.cell(n, 1).value): n for n in range(1, hoja.max_row + 1)}
        paginas = [
            sum(corte.id < lugares[texto] for corte in hoja.row_breaks.brk)
            for texto in (f"{cuantas - 1:03}", *NOTAS)
        ]

        assert len({*paginas}) == 1, cuantas
        ultimas.update(paginas)
    assert ultimas == {0, 1}


@con_libreoffice
def test_en_word_dibujado_las_notas_no_quedan_solas(tmp_path: Path) -> None:
    # En una página caben 41 filas sin notas: con 40 y con 41, solas pasarían a la otra.
    for cuantas in range(39, 43):
        docx = tmp_path / f"notas{cuantas}.docx"
        docx.write_bytes(
            paac.reporte(de_muchas(cuantas), con_notas(*NOTAS)).emitir("docx").contenido
        )
        paginas = dibujar(docx, tmp_path)
        (con_ultima,) = [n for n, p in enumerate(paginas) if f"{cuantas - 1:03}" in p]

        assert all(nota in paginas[con_ultima] for nota in NOTAS), cuantas
