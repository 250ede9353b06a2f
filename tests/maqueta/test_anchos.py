"""Anchos que se corren lo justo para no partir palabras."""

import attrs
import pytest

from paac_reportes.maqueta.estilos import estilos_base
from paac_reportes.maqueta.medida.ajuste import Medidor
from paac_reportes.maqueta.medida.anchos import acomodar
from paac_reportes.maqueta.medida.medidas import Mm, Pt
from paac_reportes.maqueta.nodos import Celda, Fila, Tabla

MEDIDOR = Medidor(estilos_base("Arial", Pt(8)))


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
    antes = attrs.evolve(larga, rotulos=larga.filas)

    assert acomodar(antes, MEDIDOR, Mm(20)).anchos == pytest.approx(antes.anchos)


def test_una_direccion_web_no_ensancha_su_columna() -> None:
    antes = tabla("https://www.ejemplo.gov.co/transparencia/plan", "b", anchos=(0.1, 0.9))

    assert acomodar(antes, MEDIDOR, Mm(200)).anchos == pytest.approx(antes.anchos)
