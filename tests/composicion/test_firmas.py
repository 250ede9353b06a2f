"""Qué firmas van en cada bloque."""

import io
from typing import Any

import attrs
import openpyxl
import pytest
from ayudas.a_medida import formato, plan_de, tabla
from ayudas.documentos import documento_de, tablas_de
from ayudas.imagenes import png
from ayudas.lectores import W, partes, tablas_de_word, texto_de, xml
from ayudas.planes import actividad
from hypothesis import given
from hypothesis import strategies as st

import paac_reportes as paac
from paac_reportes.composicion.bloques import firmas_de_roles
from paac_reportes.escritores.docx.estilos import ALTO_DE_SEPARADOR
from paac_reportes.maqueta.cierre import ENTRE_TABLAS, entre_tablas
from paac_reportes.maqueta.contenido import Imagen
from paac_reportes.maqueta.estilos import aire_entre_tablas
from paac_reportes.maqueta.hoja.contenido import disponer
from paac_reportes.maqueta.medida.ajuste import Medidor
from paac_reportes.maqueta.medida.tipografia import Mm
from paac_reportes.maqueta.nodos import Tabla
from paac_reportes.modelo import Firma

FIRMAS = [
    Firma(rol=rol, nombre=nombre)
    for rol, nombre in (("Elaboró", "Ana"), ("Revisó", "Beto"), ("ELABORÓ", "Carla"))
]


def nombres(firmas: list[Firma]) -> list[str | None]:
    return [firma.nombre for firma in firmas]


def test_se_eligen_las_de_los_roles_pedidos() -> None:
    assert nombres(firmas_de_roles(FIRMAS, ["Revisó"])) == ["Beto"]
    assert firmas_de_roles(FIRMAS, ["Aprobó"]) == []


def test_un_rol_es_el_mismo_en_mayusculas() -> None:
    assert nombres(firmas_de_roles(FIRMAS, ["elaboró"])) == ["Ana", "Carla"]


def test_sin_roles_van_todas() -> None:
    assert firmas_de_roles(FIRMAS, []) == FIRMAS


def test_en_el_documento_solo_salen_las_del_rol() -> None:
    firmas = [{"rol": firma.rol, "nombre": firma.nombre} for firma in FIRMAS]
    propio = formato({"tipo": "firmas", "texto": "{{ firma.nombre }}", "roles": ["Elaboró"]})
    (unica,) = tablas_de_word(
        paac.reporte(plan_de(actividad(), firmas=firmas), propio).emitir("docx").contenido
    )

    assert unica == [[""] * 5, ["", "Ana", "", "Carla", ""]]


def en_tabla(texto: str, *firmas: dict[str, str], **claves: Any) -> Tabla:
    propio = formato({"tipo": "firmas", "texto": texto} | claves)
    (tabla,) = tablas_de(documento_de(plan_de(actividad(), firmas=list(firmas)), propio, None))
    return tabla


ANA = {"rol": "Elaboró", "nombre": "Ana"}


@pytest.mark.parametrize("base", ["oficial", "sobrio"])
def test_tras_una_tabla_las_firmas_dejan_el_aire_una_vez(base: str) -> None:
    """Con el de la tabla encima del suyo no cabían, y en LibreOffice iban solas en una página."""
    propio = formato(
        {"tipo": "tabla", "tablas": ["t"]},
        {"tipo": "firmas", "texto": "{{ firma.nombre }}"},
        tablas={"t": tabla("actividades", "actividad.descripcion")},
        aspecto={"base": base},
    )
    suyo = plan_de(actividad(), firmas=[ANA])
    documento = documento_de(suyo, propio, None)
    estilos, (_, firmas) = documento.estilos, tablas_de(documento)
    arriba = estilos[firmas.columnas[0].estilo(0)].antes
    _, separador, *_ = xml(
        paac.reporte(suyo, propio).emitir("docx").contenido, "word/document.xml"
    )[0]
    espacio = separador.find(f"{W}pPr/{W}spacing")
    antes = 0 if espacio is None else int(espacio.get(W + "before", "0"))

    assert entre_tablas(firmas, estilos) + arriba == ENTRE_TABLAS + aire_entre_tablas(estilos)
    assert antes == max(round(entre_tablas(firmas, estilos) * 20) - ALTO_DE_SEPARADOR, 0)


def test_entre_dos_firmas_hay_un_hueco_y_una_sola_no_ocupa_todo_el_ancho() -> None:
    def anchos(cuantas: int) -> list[float]:
        tabla = en_tabla("{{ firma.nombre }}", *[ANA] * cuantas, por_fila=3)
        return [round(ancho, 3) for ancho in tabla.anchos]

    assert anchos(1) == [0.3, 0.4, 0.3]
    assert anchos(2) == [0.05, 0.4, 0.1, 0.4, 0.05]
    assert anchos(3) == [0.017, 0.3, 0.033, 0.3, 0.033, 0.3, 0.017]


@pytest.mark.parametrize(
    ("texto", "sobre", "bajo"),
    [
        ("{{ firma.nombre }}\n{{ firma.cargo }}", "", "Ana\n"),
        ("{{ firma.rol }}:\n\n\n{{ firma.nombre }}", "Elaboró:", "Ana"),
        ("{{ firma.nombre }}\n{{ firma.cargo }}\n{{ firma.rol }}", "", "Ana\n\nElaboró"),
        ("{% if firma.rol %}{{ firma.rol }}\n\n{% endif %}Fin", "", "Elaboró\n\nFin"),
        ("_________\n{{ firma.nombre }}", "", "Ana"),
        ("{{ firma.rol }}\n\n____\n{{ firma.nombre }}", "Elaboró", "Ana"),
    ],
)
def test_lo_que_va_antes_de_un_renglon_en_blanco_va_sobre_la_raya(
    texto: str, sobre: str, bajo: str
) -> None:
    espacio, raya = en_tabla(texto, ANA).filas

    assert [celda.contenido for celda in espacio.celdas] == ["", sobre, ""]
    assert [(celda.contenido, celda.estilo) for celda in raya.celdas] == [(bajo, "firma-raya")]


def test_la_raya_va_sobre_cada_nombre_en_word_excel_y_html() -> None:
    firmas = [ANA | {"cargo": "Jefe"}, ANA | {"cargo": "Jefe\nde control"}]
    propio = formato({"tipo": "firmas", "texto": "{{ firma.nombre }}\n{{ firma.cargo }}"})
    de = plan_de(actividad(), firmas=firmas)
    word = xml(paac.reporte(de, propio).emitir("docx").contenido, "word/document.xml")
    libro = openpyxl.load_workbook(io.BytesIO(paac.reporte(de, propio).emitir("xlsx").contenido))
    html = paac.reporte(de, propio).emitir("html").contenido.decode()
    con_raya = ["Ana\nJefe", "Ana\nJefe\nde control"]

    assert con_raya == [
        texto_de(celda)
        for celda in word.iter(W + "tc")
        if celda.find(f"{W}tcPr/{W}tcBorders/{W}top") is not None
    ]
    assert con_raya == [
        celda.value
        for fila in libro.worksheets[0].iter_rows()
        for celda in fila
        if celda.border.top.style and celda.value
    ]
    assert "border-top: 1px" in html.split(".firma-raya {")[1].split("}")[0]
    assert "--despues: 36" in html.split(".firma-espacio {")[1].split("}")[0]


@pytest.mark.parametrize("antes", range(30, 70, 3))
def test_en_una_hoja_las_firmas_van_enteras_en_su_pagina(antes: int) -> None:
    cuerpo = [{"tipo": "parrafo", "texto": "x"}] * antes
    propio = formato(*cuerpo, {"tipo": "firmas", "texto": "{{ firma.nombre }}", "por_fila": 1})
    de = plan_de(actividad(), firmas=[ANA] * 3)
    documento = documento_de(de, propio, None, "libro")
    hoja = disponer(documento.partes[0], Medidor(documento.estilos))

    filas = sum(len(tramo.altos) for tramo in hoja.tramos)
    assert len({hoja.pagina_de(fila) for fila in range(antes, filas)}) == 1


def test_una_firma_dibujada_sale_sobre_su_nombre_y_cabe_en_lo_que_se_pide() -> None:
    propio = formato({"tipo": "firmas", "texto": "{{ firma.nombre }}", "alto_imagen": 12})
    firmas = [
        {"rol": "Elaboró", "nombre": "Ana", "imagen": png(40, 10)},
        {"rol": "Aprobó", "nombre": "Beto"},
    ]
    (unica,) = tablas_de(documento_de(plan_de(actividad(), firmas=firmas), propio, None))
    (imagen,) = imagenes(unica)

    assert (imagen.alto, imagen.ancho) == (Mm(12), Mm(48))
    assert imagen.texto_alternativo == "Firma de Ana"
    assert "Ana" in str(unica.filas[-1])
    assert not imagenes(attrs.evolve(unica, filas=unica.filas[-1:]))


def imagenes(tabla: Tabla) -> list[Imagen]:
    return [
        tramo
        for fila in tabla.filas
        for celda in fila.celdas
        for tramo in celda.contenido
        if isinstance(tramo, Imagen)
    ]


def test_una_firma_dibujada_llega_a_cada_salida_con_su_texto_alternativo() -> None:
    propio = formato({"tipo": "firmas", "texto": "{{ firma.nombre }}"})
    de = plan_de(actividad(), firmas=[{"rol": "E", "nombre": "Ana", "imagen": png()}])
    word, excel = (
        partes(paac.reporte(de, propio).emitir("docx").contenido),
        partes(paac.reporte(de, propio).emitir("xlsx").contenido),
    )

    assert b'descr="Firma de Ana"' in word["word/document.xml"]
    assert b'descr="Firma de Ana"' in excel["xl/drawings/drawing1.xml"]
    assert b'alt="Firma de Ana"' in paac.reporte(de, propio).emitir("html").contenido


def test_de_una_firma_dibujada_que_no_sale_se_avisa() -> None:
    parrafo = {"tipo": "parrafo", "texto": "{{ firma.nombre }}{{ firma.rol }}", "cada": "firma"}
    de = plan_de(actividad(), firmas=[{"rol": "E", "nombre": "Ana", "imagen": png()}])
    avisos = paac.reporte(de, formato(parrafo)).emitir("docx").avisos

    assert any("Imagen de la firma (firma.imagen) × 1" in aviso.mensaje for aviso in avisos)


def test_una_imagen_no_se_escribe_como_texto() -> None:
    with pytest.raises(paac.ErrorDeFormato, match=r"'firma\.imagen' no es un texto"):
        formato({"tipo": "firmas", "texto": "{{ firma.imagen }}"})


# ------------------------------------------------------------------ leyes
ROLES = st.sampled_from(["Elaboró", "ELABORÓ", "Revisó", "revisó", "Aprobó", "Straße", "STRASSE"])
VARIAS = st.lists(st.builds(Firma, rol=ROLES, nombre=st.sampled_from(["Ana", "Beto"])), max_size=6)


@given(VARIAS, st.lists(ROLES, max_size=3))
def test_lo_elegido_es_parte_de_lo_que_habia_y_en_su_orden(firmas: Any, roles: Any) -> None:
    elegidas = firmas_de_roles(firmas, roles)
    resto = iter(firmas)

    assert all(any(firma is otra for otra in resto) for firma in elegidas)


@given(VARIAS, st.lists(ROLES, min_size=1, max_size=3))
def test_cada_firma_se_elige_si_y_solo_si_su_rol_se_pidio(firmas: Any, roles: Any) -> None:
    elegidas = firmas_de_roles(firmas, roles)
    pedidos = {rol.casefold() for rol in roles}

    assert {firma.rol.casefold() for firma in elegidas} <= pedidos
    assert len(elegidas) == sum(firma.rol.casefold() in pedidos for firma in firmas)


@given(VARIAS, st.lists(ROLES, max_size=3))
def test_pedir_un_rol_dos_veces_o_en_mayusculas_no_cambia_nada(firmas: Any, roles: Any) -> None:
    assert firmas_de_roles(firmas, roles) == firmas_de_roles(
        firmas, [rol.upper() for rol in roles] * 2
    )
