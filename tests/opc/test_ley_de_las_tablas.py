"""Ley: una tabla de Word es la misma rejilla, digan o no sus filas de dónde empiezan y qué les pasó."""

import pytest
from ayudas.paquetes_a_mano import celda, tabla, word
from hypothesis import given
from hypothesis import strategies as st

from paac_reportes.opc.lectura import ver_documento

_CAMBIOS = {
    "ninguno": "",
    "insertada": '<w:ins w:id="1" w:author="x"/>',
    "borrada": '<w:del w:id="1" w:author="x"/>',
}
_ENVOLTURAS = {
    "ninguna": "{}",
    "control": "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>",
    "dos controles": "<w:sdt><w:sdtContent><w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>"
    "</w:sdtContent></w:sdt>",
    "etiqueta": '<w:customXml w:element="e">{}</w:customXml>',
}


@st.composite
def _filas(draw: st.DrawFn) -> tuple[str, list[str] | None, int]:
    """Una fila, sus textos (``None`` si está borrada) y en qué columna empieza."""
    con_propiedades = draw(st.booleans())
    cambio = draw(st.sampled_from(sorted(_CAMBIOS))) if con_propiedades else "ninguno"
    antes = draw(st.integers(0, 2)) if con_propiedades else 0
    despues = draw(st.integers(0, 2)) if con_propiedades else 0
    textos = draw(st.lists(st.sampled_from(["a", "b", "c"]), min_size=1, max_size=3))
    celdas = "".join(
        draw(st.sampled_from(sorted(_ENVOLTURAS.values()))).format(celda(texto)) for texto in textos
    )
    propiedades = (
        "<w:trPr>"
        f'<w:gridBefore w:val="{antes}"/><w:gridAfter w:val="{despues}"/>'
        f"{_CAMBIOS[cambio]}</w:trPr>"
        if con_propiedades
        else ""
    )
    envoltura = draw(st.sampled_from(sorted(_ENVOLTURAS.values())))
    fila = envoltura.format(f"<w:tr>{propiedades}{celdas}</w:tr>")
    return fila, None if cambio == "borrada" else textos, antes


@pytest.mark.integracion
@given(st.lists(_filas(), min_size=1, max_size=6))
def test_cada_texto_esta_en_la_columna_en_que_empieza(
    filas: list[tuple[str, list[str] | None, int]],
) -> None:
    esperadas = [[None] * antes + textos for _, textos, antes in filas if textos is not None]
    ancho = max(map(len, esperadas), default=0)
    rellenas = [una + [None] * (ancho - len(una)) for una in esperadas]
    vistas = list(ver_documento(word(tabla(*(fila for fila, _, _ in filas)))).tablas())
    assert [
        [una.texto if una else None for una in fila] for vista in vistas for fila in vista.filas
    ] == rellenas


def test_una_fila_insertada_no_corre_las_que_no_dicen_nada_de_si() -> None:
    """La que no trae ``w:trPr`` empieza en la primera columna, aunque otra traiga ``w:ins``."""
    insertada = f"<w:tr><w:trPr>{_CAMBIOS['insertada']}</w:trPr>{celda('c')}{celda('d')}</w:tr>"
    sin_nada = f"<w:tr>{celda('a')}{celda('b')}</w:tr>"
    [vista] = ver_documento(word(tabla(sin_nada, insertada))).tablas()
    assert [[una and una.texto for una in fila] for fila in vista.filas] == [
        ["a", "b"],
        ["c", "d"],
    ]
