"""Lo que un contenido lleva tiene su hoja, y cada hoja se lee con lo que de ella se declara.

Prueba ``modelo/libro``.
"""

from collections.abc import Iterator

import attrs
import pytest

from paac_reportes.libros.comunes import datos_sueltos
from paac_reportes.libros.tablas import Tabla, tablas_del_libro
from paac_reportes.modelo.catalogo import CATALOGO
from paac_reportes.modelo.recorrer import caminos_de, contenidos_de
from paac_reportes.modelo.temas import claves, tema

CON_LISTAS = [clave for clave in claves() if tema(clave).libro.hojas]
CON_TODO = [clave for clave in CON_LISTAS if not tema(clave).libro.sin_hoja]
DE_TODO_LIBRO = {"firmas", "control_cambios", "textos"}


def de(clase: type, antes: str = "") -> Iterator[tuple[str, type]]:
    """Cada lista, por su camino, y la clase de lo que lleva."""
    for uno in contenidos_de(clase):
        if uno.es_lista and uno.nombre not in DE_TODO_LIBRO:
            yield f"{antes}{uno.nombre}", uno.clase
            yield from de(uno.clase, f"{antes}{uno.nombre}.")


def de_listas(clave: str) -> list[Tabla]:
    """Las tablas de las listas de un tema."""
    return [tabla for tabla in tablas_del_libro(tema(clave)) if tabla.contenidos]


@pytest.mark.parametrize("clave", CON_TODO)
def test_cada_lista_tiene_su_hoja(clave: str) -> None:
    hojas = [hoja.lista for hoja in tema(clave).libro.hojas if not hoja.tabla]

    assert sorted(hojas) == sorted(camino for camino, _ in de(tema(clave).clase))


@pytest.mark.parametrize("clave", CON_TODO)
def test_cada_tabla_tiene_su_hoja(clave: str) -> None:
    hojas = {(hoja.lista, hoja.tabla) for hoja in tema(clave).libro.hojas if hoja.tabla}
    tablas = {
        (camino, campo.name)
        for camino, clase in de(tema(clave).clase)
        for campo in attrs.fields(clase)
        if str(campo.type).startswith("dict[")
    }

    assert hojas == tablas


@pytest.mark.parametrize("clave", CON_LISTAS)
def test_todo_dato_tiene_su_columna_y_un_rotulo_que_no_es_de_otra(clave: str) -> None:
    for suya in (una for una in de_listas(clave) if not una.hoja.tabla):
        datos = {columna.dato for columna in suya.propias}
        assert {*CATALOGO.llanos(suya.raiz)} <= datos
        rotulos = [columna.rotulo.lower() for columna in suya.columnas]
        assert len({*rotulos}) == len(rotulos)


@pytest.mark.parametrize("clave", CON_LISTAS)
def test_lo_que_el_catalogo_dice_de_un_contenido_tiene_donde_ir_en_su_libro(clave: str) -> None:
    suyo = tema(clave)
    datos = {
        dato
        for primera, *_, ultima in ((camino[0], *camino) for camino in caminos_de(suyo.clase))
        if ultima.es_lista and primera.nombre not in suyo.lleva
        for dato in CATALOGO.llanos(ultima.raiz)
    }
    columnas = (c for h in de_listas(clave) for c in (*h.columnas, *h.de_corte))
    van = {columna.en_el_catalogo for columna in columnas}

    assert datos - van - {d.en_el_catalogo for d in datos_sueltos(suyo)} <= {"seguimiento.corte"}


@pytest.mark.parametrize("clave", CON_LISTAS)
def test_quien_contiene_va_antes_que_lo_que_contiene(clave: str) -> None:
    hojas = [hoja.lista for hoja in tema(clave).libro.hojas if not hoja.tabla]

    for lugar, lista in enumerate(hojas):
        afuera = lista.rpartition(".")[0]
        assert not afuera or afuera in (*hojas[:lugar], *tema(clave).libro.sin_hoja)
