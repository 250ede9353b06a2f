"""La tabla de contenido donde no hay campos de página."""

import pytest
from ayudas.hojas import SIN_AIRE

from paac_reportes.maqueta.documento import (
    Documento,
    Marco,
    Metadatos,
    Pagina,
    Parte,
    RenglonDeIndice,
    con_indice_en_tabla,
    titulos_de,
)
from paac_reportes.maqueta.estilos import estilos_base
from paac_reportes.maqueta.medida.tipografia import Mm, Pt
from paac_reportes.maqueta.nodos import Bloque, Indice, Parrafo, Tabla, Titulo

PAGINA = Pagina(
    ancho=Mm(210), alto=Mm(297), superior=Mm(20), inferior=Mm(15), izquierdo=Mm(30),
    derecho=Mm(25), encabezado=Mm(10),
)  # fmt: skip
TITULOS = tuple(
    Titulo(texto=texto, nivel=nivel)
    for texto, nivel in (("Portada", 0), ("Uno", 1), ("Uno uno", 2), ("Hondo", 3), ("Dos", 1))
)


def documento(*partes: tuple[Bloque, ...]) -> Documento:
    return Documento(
        metadatos=Metadatos(titulo="T"),
        estilos=estilos_base("Arial", Pt(10), SIN_AIRE),
        partes=tuple(Parte(f"P{n}", suyos, Marco(pagina=PAGINA)) for n, suyos in enumerate(partes)),
    )


def test_cada_titulo_es_un_renglon_con_su_sangria_y_su_pagina() -> None:
    indice = Indice(titulo="Contenido", niveles=2)
    hecho = con_indice_en_tabla(documento((indice, *TITULOS)), [1, 2, 3, None])

    assert hecho.partes[0].bloques[0] == Parrafo("Contenido", "indice-titulo")
    tabla = hecho.partes[0].bloques[1]
    assert isinstance(tabla, Tabla)
    assert (tabla.anchos, tabla.descripcion) == ((0.92, 0.08), "Contenido")
    assert [[(c.contenido, c.estilo) for c in fila.celdas] for fila in tabla.filas] == [
        [("Uno", "indice1"), ("1", "indice-derecha")],
        [("Uno uno", "indice2"), ("2", "indice-derecha")],
        [("Dos", "indice1"), ("", "indice-derecha")],
    ]
    uno, dos = hecho.estilos["indice1"], hecho.estilos["indice2"]
    assert [(uno.negrita, uno.margen), (dos.negrita, dos.margen)] == [(True, 0), (False, 13.5)]


def test_cada_renglon_recuerda_cual_es_su_titulo() -> None:
    indice = Indice(titulo="Contenido", niveles=1)
    hecho = con_indice_en_tabla(documento((indice, *TITULOS)), [1, 2, 3, 4])

    tabla = hecho.partes[0].bloques[1]
    assert isinstance(tabla, Tabla)
    remisiones = [fila.celdas[0].contenido for fila in tabla.filas]
    assert [
        titulos_de(hecho)[int(r.destino)].texto
        for r in remisiones
        if isinstance(r, RenglonDeIndice)
    ] == [
        *("Uno", "Dos"),
    ]


def test_sin_titulos_no_se_deja_una_tabla_vacia() -> None:
    hecho = con_indice_en_tabla(documento((Indice(titulo="Contenido", niveles=1),)), [])

    assert hecho.partes[0].bloques == (Parrafo("Contenido", "indice-titulo"),)


def test_faltar_una_pagina_no_pasa_en_silencio() -> None:
    with pytest.raises(ValueError, match="zip"):
        con_indice_en_tabla(documento((Indice(titulo="C", niveles=1), *TITULOS)), [1])


def test_el_titulo_que_se_repite_en_otra_hoja_va_una_vez_con_todo_lo_suyo() -> None:
    anexo, indice = Titulo(texto="Anexo", nivel=1), Indice(titulo="Contenido", niveles=2)
    hojas = [(anexo, Titulo(texto=nombre, nivel=2)) for nombre in ("A", "B")]
    hecho = con_indice_en_tabla(documento((indice,), *hojas, (anexo,)), [1, 1, 2, 2, 3])

    tabla = hecho.partes[0].bloques[1]
    assert isinstance(tabla, Tabla)
    assert [[c.contenido for c in fila.celdas] for fila in tabla.filas] == [
        ["Anexo", "1"],
        ["A", "1"],
        ["B", "2"],
        ["Anexo", "3"],  # no encabeza nada: es lo único que lleva allá
    ]
