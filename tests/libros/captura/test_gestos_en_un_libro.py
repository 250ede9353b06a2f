"""Lo que se hace con las filas y las celdas de un libro de captura: se toma en su fila, o se dice.

Prueba ``libros/captura/recogida``.
"""

import random
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from ayudas.compartido import con_datos_reales, con_libreoffice
from ayudas.libros_vueltos import (
    DICHOS,
    EXACTOS,
    FILAS,
    SALEN,
    YA,
    Gesto,
    Libro,
    de_todas_partes,
    destinos,
    salidos,
    sembrados,
)

import paac_reportes as paac

pytestmark = pytest.mark.filterwarnings("ignore::paac_reportes.AvisoPaac")


def el_de_nueve(azar: random.Random) -> Libro:
    de = salidos("nueve")
    [nombre] = de.libros
    return Libro(de, nombre, azar)


def con_un_gesto(gesto: Gesto, semilla: int) -> Counter[str]:
    azar = random.Random(semilla)  # noqa: S311
    libro = el_de_nueve(azar)
    libro.llenar(azar.sample(range(1, FILAS + 1), azar.randrange(3, FILAS)), azar)
    gesto(libro, azar)
    return destinos(salidos("nueve"), [libro])


@pytest.mark.parametrize("gesto", EXACTOS, ids=lambda gesto: gesto.__name__)
def test_lo_que_conserva_las_filas_se_toma_entero(gesto: Gesto) -> None:
    for semilla in range(2):
        assert (+con_un_gesto(gesto, semilla)).keys() == {"tomado"}


@pytest.mark.una_de_cada("gesto")
@pytest.mark.parametrize("gesto", DICHOS, ids=lambda gesto: gesto.__name__)
def test_lo_que_descuadra_las_filas_no_pasa_a_otra_ni_se_pierde(gesto: Gesto) -> None:
    for semilla in range(3):
        veces = con_un_gesto(gesto, semilla)
        assert (veces["otra"], veces["perdido"]) == (0, 0)


def test_de_unos_libros_sembrados_ningun_texto_va_a_otra_fila_ni_se_pierde() -> None:
    veces = sembrados(15, [*SALEN])
    assert (veces["otra"], veces["perdido"]) == (0, 0)
    assert min(veces["tomado"], veces["dicho"]) > 0


@pytest.mark.profundo
@con_datos_reales
@con_libreoffice
def test_de_mil_libros_sembrados_ningun_texto_va_a_otra_fila_ni_se_pierde() -> None:
    veces = sembrados(1000, de_todas_partes(), 0.03)
    assert (veces["otra"], veces["perdido"]) == (0, 0)
    assert min(veces["tomado"], veces["dicho"]) > 0


# ------------------------------------------------------------------ lo que la protección impide
def sola(
    libro: Libro, mover: Callable[[list[Any]], list[Any]], rotulo: str = "Seguimiento"
) -> None:
    """Lo que se hace con las celdas de una sola columna, si alguien quitó la protección."""
    columna = libro.numero(rotulo)
    celdas = mover([renglon[columna] for renglon in libro.renglones[1:]])
    for renglon, valor in zip(libro.renglones[1:], celdas, strict=True):
        renglon[columna] = valor


def textos_en(plan: paac.Plan) -> dict[str, str | None]:
    """El último seguimiento de cada actividad que lo tiene, por su código."""
    filas = plan.dependencias[0].componentes[0].filas()
    return {str(f.identificador): f.seguimientos[-1].texto for f in filas if f.seguimientos}


def test_un_texto_que_salio_en_otra_fila_y_ya_no_esta_en_ella_se_dice() -> None:
    libro = el_de_nueve(random.Random(0))  # noqa: S311
    sola(libro, lambda celdas: [*celdas[1:], None])
    reunion: Any = paac.reunir([libro.guardado()], base=salidos("nueve").base)
    assert [(una.lugar, una.valores) for una in reunion.sin_tomar] == [
        (f"hoja «Actividades», fila {n + 3}", {"Seguimiento": f"{YA} 1.{n + 1}"}) for n in (2, 5, 8)
    ]
    assert "lo que dice salió en otra fila, que ya no lo dice" in reunion.sin_tomar[0].motivo


def test_de_una_columna_que_salio_en_blanco_y_se_ordena_sola_no_queda_rastro() -> None:
    """El límite que la documentación dice; la hoja protegida no lo permite."""
    azar = random.Random(0)  # noqa: S311
    libro = el_de_nueve(azar)
    libro.llenar([1, 2], azar)
    columna = libro.numero("Seguimiento")
    una, otra = (libro.renglones[n][columna] for n in (1, 2))
    sola(libro, lambda celdas: [celdas[1], celdas[0], *celdas[2:]])
    assert libro.hoja.excel.protection.sheet
    dicen = textos_en(paac.reunir([libro.guardado()], base=salidos("nueve").base).contenido)
    assert (dicen["1.1"], dicen["1.2"]) == (otra, una)
