"""Dónde termina cada página: qué va junto y qué no."""

import pytest
from ayudas.en_pdf import documento, en_pdf, fila, tabla, texto_de

from paac_reportes.maqueta.nodos import Parrafo, Titulo
from paac_reportes.maqueta.rejilla import Celda

ROTULOS = (fila("Código", "Actividad", estilo="rotulo"),)


def test_una_tabla_larga_comienza_donde_esta_aunque_la_sigan_unas_firmas() -> None:
    larga = tabla(*(fila(f"1.{n}", "x") for n in range(90)), rotulos=ROTULOS)
    firmas = tabla(fila("Elaboró", "Aprobó"), va_entera=True)
    leido = en_pdf(documento(tabla(fila("Entidad", "Una")), larga, firmas))

    assert "1.0" in leido.paginas[0]


def test_una_nota_y_la_tabla_chica_de_arriba_van_juntas() -> None:
    chica = tabla(fila("1.1", "La última fila"), rotulos=ROTULOS)
    for cuantos in range(40, 66):
        antes = [Parrafo("x")] * cuantos
        leido = en_pdf(documento(*antes, chica, Parrafo("La nota")))
        (pagina,) = (una for una in leido.paginas if "La nota" in una)

        assert "La última fila" in pagina


@pytest.mark.parametrize("cuantos", range(30, 60, 3))
def test_de_un_parrafo_de_dos_renglones_no_queda_uno_solo_en_otra_pagina(cuantos: int) -> None:
    dos_renglones = " ".join(["palabra"] * 18)
    leido = en_pdf(documento(*[Parrafo("x")] * cuantos, *[Parrafo(dos_renglones)] * 6))

    assert [pagina.count("palabra") % 18 for pagina in leido.paginas] == [0] * len(leido.paginas)


def test_un_titulo_en_la_franja_lleva_a_la_pagina_donde_la_tabla_comienza() -> None:
    franja = fila(Celda("Componente 1", "franja", columnas=2))
    larga = tabla(*(fila(f"1.{n}", "x") for n in range(90)), rotulos=(franja, *ROTULOS))
    for cuantos in range(36, 66):
        antes = [Parrafo("x")] * cuantos
        leido = en_pdf(documento(*antes, Titulo(texto="Componente 1", nivel=1), larga))
        paginas = map(texto_de, leido.lector.pages)
        comienza = next(n for n, pagina in enumerate(paginas, 1) if "Componente 1" in pagina)

        assert leido.marcadores() == [("Componente 1", comienza)]
