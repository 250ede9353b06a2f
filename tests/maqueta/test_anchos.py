"""Anchos que se corren lo justo para no partir palabras."""

import attrs
import pytest

from paac_reportes.maqueta.estilos import estilos_base
from paac_reportes.maqueta.medida.ajuste import Medidor
from paac_reportes.maqueta.medida.anchos import acomodar, palabras_que_no_caben
from paac_reportes.maqueta.medida.tipografia import Mm, Pt, pt_de_mm
from paac_reportes.maqueta.nodos import Tabla
from paac_reportes.maqueta.rejilla import Celda, Fila

MEDIDOR = Medidor(estilos_base("Arial", Pt(8)))
# Arial mide, en 2048 partes de su tamaño: a 1139.
LETRA_A = 1139 / 2048 * 8
CIEN_PUNTOS = Mm(100 / 72 * 25.4)
APARTE = 2 * 3.5 + 4
"""Los márgenes de la celda y la reserva."""


def tabla(*textos: str, anchos: tuple[float, ...]) -> Tabla:
    return Tabla(anchos=anchos, filas=(Fila(tuple(Celda(t, "celda") for t in textos)),))


def test_la_columna_angosta_recibe_y_las_anchas_ceden() -> None:
    antes = tabla("Porcentaje", "a", "b", anchos=(0.02, 0.58, 0.4))
    despues = acomodar(antes, MEDIDOR, Mm(200)).anchos

    assert sum(despues) == pytest.approx(1)
    assert despues[0] * 200 / 25.4 * 72 >= MEDIDOR.palabra_mas_ancha(["Porcentaje"], "celda")
    assert despues[1] < 0.58
    assert despues[2] < 0.4


def test_si_todo_cabe_nada_cambia() -> None:
    antes = tabla("uno", "dos", anchos=(0.3, 0.7))

    assert acomodar(antes, MEDIDOR, Mm(200)).anchos == pytest.approx(antes.anchos)


def test_si_no_hay_manera_los_anchos_quedan_como_estaban() -> None:
    larga = tabla("Responsabilidades", "Responsabilidades", anchos=(0.9, 0.1))
    antes = attrs.evolve(larga, rotulos=tuple(larga.filas))

    assert acomodar(antes, MEDIDOR, Mm(20)).anchos == pytest.approx(antes.anchos)


def test_una_direccion_web_pide_lo_que_su_pedazo_mas_largo() -> None:
    antes = tabla("https://www.ejemplo.gov.co/transparencia/plan", "b", anchos=(0.05, 0.95))
    primera, _ = acomodar(antes, MEDIDOR, Mm(200)).anchos

    pide = MEDIDOR.palabra_mas_ancha(["transparencia/"], "celda") + APARTE
    assert primera == pytest.approx(pide / pt_de_mm(Mm(200)))


def test_si_la_reserva_no_cabe_se_cede_antes_que_partir() -> None:
    # Ocho letras son 35,6 puntos: con los márgenes caben dos, y con la reserva, una.
    larga = "a" * 8
    partes = acomodar(tabla(larga, larga, anchos=(0.2, 0.8)), MEDIDOR, Mm(90 / 72 * 25.4)).anchos

    assert min(partes) * 90 >= 8 * LETRA_A + 2 * 3.5


def test_si_no_caben_todas_las_palabras_caben_las_fechas() -> None:
    fila = tabla("31/12/2026", "Responsabilidades", "Responsabilidades", anchos=(0.1, 0.4, 0.5))
    primera, *_ = acomodar(fila, MEDIDOR, Mm(140 / 72 * 25.4)).anchos

    pide = MEDIDOR.palabra_mas_ancha(["31/12/2026"], "celda") + APARTE
    assert primera * 140 == pytest.approx(pide)


def test_la_columna_angosta_queda_de_su_palabra_y_la_otra_con_el_resto() -> None:
    antes = tabla("a" * 5, "a", anchos=(0.1, 0.9))
    pide = (5 * LETRA_A + APARTE) / 100

    assert acomodar(antes, MEDIDOR, CIEN_PUNTOS).anchos == pytest.approx((pide, 1 - pide))


def test_lo_que_falta_lo_ceden_las_demas_segun_lo_que_les_sobra() -> None:
    antes = tabla("a" * 5, "", "", anchos=(0.1, 0.5, 0.4))
    primera, segunda, tercera = acomodar(antes, MEDIDOR, CIEN_PUNTOS).anchos
    # Lo que nadie ocupa guarda el ancho de «MM»: M mide 1706.
    minimo = (2 * 1706 / 2048 * 8 + APARTE) / 100

    assert primera + segunda + tercera == pytest.approx(1)
    assert (segunda - minimo) / (tercera - minimo) == pytest.approx((0.5 - minimo) / (0.4 - minimo))


def test_una_celda_de_dos_columnas_reparte_entre_ellas_lo_que_pide() -> None:
    doble = Fila((Celda("a" * 9, "celda", columnas=2), Celda("a", "celda")))
    antes = Tabla(anchos=(0.1, 0.1, 0.8), filas=(doble,))
    cada_una = (9 * LETRA_A + APARTE) / 100 / 2

    assert acomodar(antes, MEDIDOR, CIEN_PUNTOS).anchos == pytest.approx(
        (cada_una, cada_una, 1 - 2 * cada_una)
    )


@pytest.mark.parametrize(("letras", "se_cuida"), [(20, True), (21, False)])
def test_de_veinte_letras_en_adelante_una_palabra_se_puede_partir(
    letras: int,
    se_cuida: bool,  # noqa: FBT001
) -> None:
    antes = tabla("a" * letras, "a", anchos=(0.1, 0.9))
    primera, _ = acomodar(antes, MEDIDOR, Mm(200)).anchos

    assert (primera > 0.1) is se_cuida


def test_si_no_caben_las_palabras_de_las_filas_se_cuidan_las_de_los_rotulos() -> None:
    rotulos = tuple(tabla("a" * 8, "a", anchos=(0.1, 0.9)).filas)
    antes = attrs.evolve(
        tabla("a" * 20, "a" * 20, anchos=(0.1, 0.9)),
        rotulos=rotulos,
    )
    primera, _ = acomodar(antes, MEDIDOR, CIEN_PUNTOS).anchos

    assert primera == pytest.approx((8 * LETRA_A + APARTE) / 100)


def test_se_dice_que_palabras_de_los_rotulos_no_caben() -> None:
    # Al texto le quedan 43 puntos: caben nueve letras de 4,45 y no diez.
    rotulos = tuple(tabla(f"{'a' * 10} {'a' * 9}", "b", anchos=(0.5, 0.5)).filas)
    con_rotulos = Tabla(anchos=(0.5, 0.5), rotulos=rotulos, filas=())

    assert list(palabras_que_no_caben(con_rotulos, MEDIDOR, CIEN_PUNTOS)) == ["a" * 10]
    doble = Tabla(
        anchos=(0.5, 0.5),
        rotulos=(Fila((Celda("a" * 10, "rotulo", columnas=2),)),),
        filas=(),
    )
    assert list(palabras_que_no_caben(doble, MEDIDOR, CIEN_PUNTOS)) == []
