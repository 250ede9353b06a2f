"""Una fila es del componente bajo el que se ve, y las que cambiaron de orden se dicen."""

from typing import Any

import pytest
from ayudas.editados import cambios, emitido, leer
from ayudas.en_word import EnWord
from ayudas.planes import actividad, componente, plan

import paac_reportes as paac

pytestmark = pytest.mark.filterwarnings("ignore::paac_reportes.AvisoPaac")


def _uno(numero: int, *codigos: str) -> dict[str, Any]:
    return componente(
        numero=numero,
        nombre=f"Componente {numero}",
        subcomponentes=[
            {
                "nombre": f"Sub {numero}",
                "actividades": [actividad(codigo=c, descripcion=f"Hacer {c}") for c in codigos],
            }
        ],
    )


DE = plan(_uno(1, "1.1", "1.2", "1.3", "1.4", "1.5"), _uno(2, "2.1", "2.2"))


def abierto() -> EnWord:
    return EnWord(emitido("docx", DE))


def vistas(lectura: paac.Lectura[Any]) -> dict[int | None, list[str | None]]:
    """Los códigos de cada componente, en su orden."""
    return {
        suyo.numero: [a.codigo for s in suyo.subcomponentes for a in s.actividades]
        for _, suyo in lectura.contenido.tablas()
    }


def test_una_fila_pasada_a_la_tabla_de_otro_componente_es_de_el_y_se_dice() -> None:
    word = abierto()
    word.mover_fila(0, 4, 3, 1)
    lectura = leer(word.guardado())

    assert vistas(lectura) == {1: ["1.1", "1.3", "1.4", "1.5"], 2: ["2.1", "1.2", "2.2"]}
    assert [s.nombre for _, c in lectura.contenido.tablas() for s in c.subcomponentes] == [
        "Sub 1",
        "Sub 2",
    ]
    assert cambios(lectura) == [
        ("tabla 2, fila 5", "la fila se movió: era la actividad 2 del subcomponente 1 de tabla 1")
    ]


def test_una_fila_copiada_a_otra_tabla_es_otra_fila() -> None:
    word = EnWord(emitido("docx", DE))
    word.copiar_fila(0, 4, 3, 1)
    lectura = leer(word.guardado())

    assert vistas(lectura) == {
        1: ["1.1", "1.2", "1.3", "1.4", "1.5"],
        2: ["2.1", "1.2", "2.2"],
    }
    assert [lugar for lugar, _ in cambios(lectura)] == ["tabla 2, fila 5"]


def test_una_fila_agregada_al_comienzo_de_una_tabla_es_de_ella() -> None:
    word = abierto()
    fila = word.fila(1, 3)
    word.insertar_fila(1, 3, "", "2.0", "Hacer 2.0", "", "", "", "")
    word.fila(1, 4).addnext(fila)

    assert vistas(leer(word.guardado()))[2] == ["2.0", "2.1", "2.2"]


def test_de_las_que_cambiaron_de_orden_se_dicen_las_que_se_movieron() -> None:
    word = abierto()
    word.mover_fila(0, 4, 7, 0)
    lectura = leer(word.guardado())

    assert vistas(lectura)[1] == ["1.1", "1.3", "1.4", "1.5", "1.2"]
    assert cambios(lectura) == [
        (
            "tabla 1, fila 8",
            "la fila cambió de lugar: era la actividad 2 del subcomponente 1 de tabla 1",
        )
    ]


def test_las_filas_que_quedan_sin_rotulos_bajo_una_franja_se_dicen() -> None:
    word = abierto()
    word.quitar_fila(1, 2)
    word.mover_fila(0, 5, 1, 1)
    lectura = leer(word.guardado())

    assert [a.ruta for a in lectura.dudas] == [f"tabla 2, fila {n}" for n in (3, 4, 5)]
