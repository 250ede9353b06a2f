"""Una tabla antes de la primera dependencia, cuando las demás sí dicen la suya."""

import pytest
from ayudas.matrices import actividades, datos, en_word, leer

import paac_reportes as paac

ROTULOS = "N°|Actividad|Meta|Responsable"


def test_se_dice_cual_es_y_como_se_arregla() -> None:
    documento = en_word(
        [ROTULOS, "1.1|Ver|Una|Oficina"],
        "# Secretaría de Hacienda",
        [ROTULOS, "1.2|Pagar|Otra|Oficina"],
    )

    with pytest.raises(paac.ErrorDeEntrada) as error:
        leer(documento)

    assert [str(falla) for falla in error.value.fallas] == [
        "tabla 1, fila 2: no dice de qué dependencia es, y otras filas sí: ponga encima"
        " «Dependencia: …» con su nombre, o una columna «Dependencia» que lo diga"
    ]


def test_con_lo_que_se_dice_se_lee() -> None:
    leido = leer(
        en_word(
            "Dependencia: Planeación",
            [ROTULOS, "1.1|Ver|Una|Oficina"],
            "# Secretaría de Hacienda",
            [ROTULOS, "1.2|Pagar|Otra|Oficina"],
        )
    )

    assert [una["nombre"] for una in datos(leido)["dependencias"]] == [
        "Planeación",
        "Secretaría de Hacienda",
    ]


def test_el_titulo_repetido_de_una_dependencia_no_la_empieza_otra_vez() -> None:
    leido = leer(
        en_word(
            *("Dependencia: Planeación", "Componente 1: Riesgos", [ROTULOS, "1.1|Ver|Una|A"]),
            *("Dependencia: Planeación", [ROTULOS, "1.2|Oír|Dos|B"]),
        )
    )

    [dependencia] = leido.contenido.dependencias
    assert [componente.nombre for componente in dependencia.componentes] == ["Riesgos"]
    assert [fila.descripcion for fila in actividades(leido)] == ["Ver", "Oír"]
