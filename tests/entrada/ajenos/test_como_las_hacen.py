"""Lo más corriente en las matrices de las oficinas, que no es lo de la guía."""

import pytest
from ayudas.matrices import actividades, avisos, en_excel, en_word, leer


@pytest.mark.parametrize("metas", [("1", "10"), ("100%", "50 %"), ("0,5", "3")])
def test_una_meta_de_solo_numeros_es_de_una_matriz(metas: tuple[str, str]) -> None:
    renglones = ["N°|Actividades|Meta|Responsable", *(f"1.{m}|Ver|{m}|A" for m in metas)]

    leido = leer(en_word(renglones))

    assert tuple(fila.meta for fila in actividades(leido)) == metas


def test_una_hoja_de_otros_rotulos_no_se_lee_con_los_de_la_anterior() -> None:
    leido = leer(
        en_excel(
            {
                "Una": ["N°|Actividades|Meta|Responsable", "1.1|Ver|Una|A"],
                "Otra": ["Municipio de M|||", "N°|Por hacer|Responsable|Plazo", "2.1|Oír|B|Mayo"],
            }
        )
    )

    assert [fila.descripcion for fila in actividades(leido)] == ["Ver"]
    assert avisos(leido, "lectura_dudosa") == [
        "hoja «Otra»: no es una matriz del plan y no se leyó; su primera fila es 'Municipio de M'"
    ]


def test_el_titulo_de_una_hoja_sin_rotulos_no_es_una_actividad() -> None:
    leido = leer(
        en_excel(
            {
                "Una": ["N°|Actividades|Meta|Responsable", "1.1|Ver|Una|A"],
                "Otra": ["Municipio de M|||", "Matriz de todos|||", "2.1|Oír|Dos|B"],
            }
        )
    )

    assert [fila.descripcion for fila in actividades(leido)] == ["Ver", "Oír"]
    assert avisos(leido, "lectura_dudosa") == [
        "hoja «Otra», fila 1: va sola, aparte de las demás filas, y no se leyó: 'Municipio de M'",
        "hoja «Otra», fila 2: va sola, aparte de las demás filas, y no se leyó: 'Matriz de todos'",
    ]
