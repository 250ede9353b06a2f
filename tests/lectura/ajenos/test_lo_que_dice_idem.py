"""«Ídem» y unas comillas solas dicen lo de la celda de encima, y no son el nombre de nada."""

from typing import Any

import pytest
from ayudas.matrices import actividades, avisos, en_excel, en_word, leer

from paac_reportes.lectura.idem import es_idem

ROTULOS = "Componente | Actividad | Responsable | Fecha programada | Meta"
PRIMERA = "Gestión del riesgo | Publicar el mapa | Planeación | Mayo | Una"


def leido(segunda: str, escribir: Any = en_word) -> Any:
    return leer(escribir([ROTULOS, PRIMERA, segunda]))


def componentes(lectura: Any) -> list[str | None]:
    return [componente.nombre for _, componente in lectura.contenido.tablas()]


@pytest.mark.parametrize("signo", ["Ídem", "idem.", '"', "”", "''"])
@pytest.mark.parametrize("escribir", [en_word, lambda filas: en_excel({"H": filas})])
def test_idem_es_lo_de_la_celda_de_encima(signo: str, escribir: Any) -> None:
    lectura = leido(f"{signo} | Divulgar el mapa | {signo} | Junio | Dos", escribir)

    assert componentes(lectura) == ["Gestión del riesgo"]
    assert [a.responsable for a in actividades(lectura)] == ["Planeación", "Planeación"]


def test_se_dice_que_se_leyo_donde_decia_idem() -> None:
    lectura = leido("Gestión del riesgo | Divulgar el mapa | Ídem | Junio | Dos")

    assert (
        "tabla 1, fila 3, columna 3: dice 'Ídem': se leyó lo de la celda de encima, 'Planeación'"
        in avisos(lectura, "dato_supuesto")
    )


def test_idem_bajo_un_blanco_queda_en_blanco_y_se_dice() -> None:
    filas = [ROTULOS, PRIMERA.replace("Una", ""), "G | Divulgar el mapa | A | Junio | Ídem"]
    lectura = leer(en_word(filas))

    assert [a.meta for a in actividades(lectura)] == [None, None]
    assert (
        "tabla 1, fila 3, columna 5: dice 'Ídem' y encima no hay un dato que repetir: quedó en blanco"
        in avisos(lectura, "dato_supuesto")
    )


def test_tres_idem_seguidos_dicen_lo_de_la_primera() -> None:
    filas = [ROTULOS, PRIMERA, *(f'" | Hacer {n} | " | Junio | {n}' for n in "abc")]

    assert [a.responsable for a in actividades(leer(en_word(filas)))] == ["Planeación"] * 4


@pytest.mark.parametrize("texto", ['Tubo de 24"', "Ídem anterior, con pruebas", "Idemia", "", "-"])
def test_un_texto_con_comillas_o_con_esa_palabra_no_es_idem(texto: str) -> None:
    assert not es_idem(texto)
