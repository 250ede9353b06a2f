"""Lo que de un formato no cabe en su columna."""

from typing import Any

import pytest
from ayudas.a_medida import formato, tabla

from paac_reportes.composicion.lo_que_no_cabe import avisos_en_blanco


def columna(dato: str, rotulo: object, ancho: int = 50) -> dict[str, Any]:
    return {"dato": dato, "rotulo": rotulo, "ancho": ancho}


def de_actividades(*columnas: dict[str, Any], **claves: Any) -> dict[str, Any]:
    return tabla("actividades", "actividad.meta") | {"columnas": list(columnas)} | claves


DE_TABLA = {"tipo": "tabla", "cada": "componente", "tablas": ["t"]}


@pytest.mark.parametrize(
    ("rotulo", "ancho", "avisos"),
    [
        (
            "Anticonstitucionalmente",
            1,
            ["el rótulo «Anticonstitucionalmente» no cabe en el ancho de su columna y se parte"],
        ),
        ("Sí", 50, []),
    ],
)
def test_un_rotulo_que_no_cabe_se_avisa_una_vez(rotulo: str, ancho: int, avisos: list[str]) -> None:
    otra = columna("actividad.meta", "Meta", 100 - ancho)
    definido = formato(
        DE_TABLA,
        DE_TABLA,
        tablas={"t": de_actividades(columna("actividad.codigo", rotulo, ancho), otra)},
    )
    assert [aviso.mensaje for aviso in avisos_en_blanco(definido)] == avisos


def test_el_de_la_columna_que_sin_datos_no_sale_tambien_se_avisa() -> None:
    angosta = columna("actividad.codigo", "Anticonstitucionalmente", 1) | {"omite_vacia": True}
    columnas = de_actividades(angosta, columna("actividad.meta", "Meta", 99))
    (aviso,) = avisos_en_blanco(formato(DE_TABLA, tablas={"t": columnas}))

    assert (aviso.codigo, aviso.ruta) == ("rotulo_partido", "x")
