"""Las etiquetas que Typst no pone: qué celda nombra su fila, y de qué es una leyenda."""

from typing import Any

import pytest
from ayudas.ejemplos import ejemplos
from ayudas.en_pdf import documento, en_pdf, fila, tabla
from ayudas.tablas_de_pdf import elementos_de
from hypothesis import given
from hypothesis import strategies as st

from paac_reportes.errores import ErrorDeMaqueta
from paac_reportes.escritores.pdf.etiquetas import TablaEtiquetada, etiquetar
from paac_reportes.escritores.pdf.motor import compactar
from paac_reportes.maqueta.nodos import Parrafo
from paac_reportes.maqueta.rejilla import Celda

ROTULOS = (fila("N.º", "Actividad", estilo="rotulo"),)


def celdas_de(*bloques: Any) -> list[tuple[str, str, int]]:
    """Por celda: su etiqueta, de qué es rótulo y cuántas la nombran."""
    return [
        (str(uno["/S"]), str(uno["/A"][0].get("/Scope", "")), len(uno["/A"][0]["/Headers"]))
        for uno in elementos_de(en_pdf(documento(*bloques)))
        if uno["/S"] in {"/TH", "/TD"}
    ]


COLUMNA, DE_FILA = ("/TH", "/Column", 0), ("/TH", "/Row", 1)


def test_la_celda_que_nombra_su_fila_es_rotulo_de_ella_y_las_demas_la_nombran() -> None:
    una = tabla(fila("1.1", "Publicar"), fila("1.2", "Traducir"), rotulos=ROTULOS, titulares=(0,))

    assert celdas_de(una) == [COLUMNA, COLUMNA, *2 * [DE_FILA, ("/TD", "", 2)]]


def test_una_celda_de_varias_filas_las_nombra_a_todas() -> None:
    una = tabla(
        fila(Celda("Grupo", "celda", filas=2), "1.1", "Publicar"),
        fila("1.2", "Traducir"),
        titulares=(0, 1),
    )
    sin_rotulos = [("/TH", "/Row", 1), ("/TH", "/Row", 1), ("/TD", "", 2)]

    assert celdas_de(una) == [*sin_rotulos, *sin_rotulos[1:]]


def test_ni_un_blanco_ni_un_resumen_nombran_su_fila() -> None:
    una = tabla(
        fila("", "Publicar"), fila("Total", "1"), rotulos=ROTULOS, titulares=(0,), resumenes=(1,)
    )

    assert celdas_de(una) == [COLUMNA, COLUMNA, *4 * [("/TD", "", 1)]]


def test_la_leyenda_es_de_su_tabla_y_otro_parrafo_no() -> None:
    una = tabla(fila("1.1", "Publicar"), rotulos=ROTULOS)
    leidos = elementos_de(
        en_pdf(documento(Parrafo("Tabla 1. Avance", "leyenda"), una, Parrafo("Sigue"), una))
    )
    primera, segunda = (uno for uno in leidos if uno["/S"] == "/Table")

    assert [str(k.get_object()["/S"]) for k in primera["/K"]] == ["/Caption", "/THead", "/TBody"]
    assert primera["/K"][0].get_object()["/P"].get_object()["/S"] == "/Table"
    assert [str(k.get_object()["/S"]) for k in segunda["/K"]] == ["/THead", "/TBody"]


@pytest.mark.integracion
@ejemplos(10)
@given(
    st.lists(st.booleans(), min_size=1, max_size=5),
    st.integers(1, 30),
    st.sets(st.integers(0, 2)),
)
def test_toda_tabla_conserva_sus_celdas(
    leyendas: list[bool], filas: int, titulares: set[int]
) -> None:
    bloques: list[Any] = []
    for con_leyenda in leyendas:
        bloques += [Parrafo("Tabla", "leyenda")] if con_leyenda else []
        cuerpo = [fila(f"{n}", "a", "b") for n in range(filas)]
        bloques.append(tabla(*cuerpo, titulares=tuple(titulares)))
    puestas = celdas_de(*bloques)
    etiquetas = en_pdf(documento(*bloques)).etiquetas()

    assert len(puestas) == 3 * filas * len(leyendas)
    assert etiquetas["TH"] == len(titulares) * filas * len(leyendas)
    assert etiquetas["Caption"] == sum(leyendas)


def test_si_las_tablas_no_son_las_que_hay_no_se_etiqueta() -> None:
    objetos = {
        1: b"<</Type/StructTreeRoot/K[2 0 R]>>",
        2: b"<</Type/StructElem/S/Document/P 1 0 R/K[]>>",
    }
    with pytest.raises(ErrorDeMaqueta, match="etiqueta 0 tablas, y son 1"):
        etiquetar(objetos, [TablaEtiquetada(con_leyenda=True, celdas=())])
    with pytest.raises(ErrorDeMaqueta, match="no termina como se esperaba"):
        compactar(b"", [])
