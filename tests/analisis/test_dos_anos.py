"""Dos libros de una entidad, de dos años, como los hacen: qué fila de uno es cuál en el otro."""

import pytest
from ayudas.dos_anos import dos_anos
from ayudas.matrices import leer

import paac_reportes as paac


@pytest.mark.una_de_cada
@pytest.mark.parametrize("semilla", [0, 14, 21, 24, 101, 117])
def test_entre_dos_anos_se_hallan_casi_todos_los_pares_y_ninguno_falso(semilla: int) -> None:
    libros = dos_anos(semilla)
    antes, despues = (
        paac.analizar(leer(libro, corte=None).contenido) for libro in (libros.antes, libros.despues)
    )

    comparacion = paac.comparar(antes, despues)
    hallados = {
        (par.antes.fila.identificador, par.despues.fila.identificador)
        for par in comparacion.parejas
    }

    assert hallados - libros.pares == set()
    assert len(hallados) >= 0.95 * len(libros.pares) >= 180
    de_vuelta = paac.comparar(despues, antes)
    assert {
        (p.despues.fila.identificador, p.antes.fila.identificador) for p in de_vuelta.parejas
    } == hallados
