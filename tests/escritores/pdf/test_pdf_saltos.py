"""Dónde termina cada página: qué va junto y qué no."""

import re

import attrs
import pytest
from ayudas.ejemplos import ejemplos
from ayudas.en_pdf import documento, en_pdf, fila, tabla, texto_de
from ayudas.tablas_de_pdf import elementos_de
from hypothesis import example, given
from hypothesis import strategies as st

from paac_reportes.maqueta.aspecto import SOBRIO
from paac_reportes.maqueta.estilos import estilos_base
from paac_reportes.maqueta.medida.tipografia import Pt
from paac_reportes.maqueta.nodos import Parrafo, Tabla, Titulo
from paac_reportes.maqueta.rejilla import Celda, Fila

ROTULOS = (fila("Código", "Actividad", estilo="rotulo"),)


def test_una_tabla_larga_comienza_donde_esta_aunque_la_sigan_unas_firmas() -> None:
    larga = tabla(*(fila(f"1.{n}", "x") for n in range(90)), rotulos=ROTULOS)
    firmas = tabla(fila("Elaboró", "Aprobó"), va_entera=True)
    leido = en_pdf(documento(tabla(fila("Entidad", "Una")), larga, firmas))

    assert "1.0" in leido.paginas[0]


@pytest.mark.parametrize("blanco", ["\n", "\r\n"])
def test_una_celda_que_empieza_en_blanco_comienza_donde_esta(blanco: str) -> None:
    alta = tabla(fila("1.0", blanco * 130 + "hasta aquí"), rotulos=ROTULOS)
    leido = en_pdf(documento(tabla(fila("Entidad", "Una")), alta))

    assert "1.0" in leido.paginas[0]
    assert "hasta aquí" in leido.paginas[-1]


@pytest.mark.integracion
def test_lo_que_un_renglon_dice_debajo_va_en_su_pagina() -> None:
    frase = "lo que más pesa de la parte " * 12
    filas = [
        una
        for n in range(30)
        for una in (
            fila(f"PARTE{n}.", "x"),
            Fila((Celda(f"DEBAJO{n}. {frase}", "debajo", columnas=2),)),
        )
    ]
    larga = tabla(*filas, rotulos=ROTULOS, resumenes=tuple(range(1, 60, 2)))
    for cuantos in range(6):
        leido = en_pdf(documento(*[Parrafo("x")] * cuantos, larga))

        for n in range(30):
            assert [f"PARTE{n}." in una for una in leido.paginas] == [
                f"DEBAJO{n}." in una for una in leido.paginas
            ]


@pytest.mark.integracion
def test_una_nota_y_la_tabla_chica_de_arriba_van_juntas() -> None:
    chica = tabla(fila("1.1", "La última fila"), rotulos=ROTULOS)
    for cuantos in range(40, 66):
        antes = [Parrafo("x")] * cuantos
        leido = en_pdf(documento(*antes, chica, Parrafo("La nota")))
        (pagina,) = (una for una in leido.paginas if "La nota" in una)

        assert "La última fila" in pagina


@pytest.mark.integracion
@pytest.mark.parametrize("renglones", [(1, 4, 2, 3, 2, 1), (1,) * 14], ids=["altas", "bajas"])
def test_una_tabla_de_menos_de_media_pagina_no_se_corta(renglones: tuple[int, ...]) -> None:
    """Por lo que mide, y no por cada fila: una sola más alta que las demás la dejaba cortarse."""
    filas = [fila(f"F{n}", "palabra " * 7 * cuantos) for n, cuantos in enumerate(renglones)]
    chica = tabla(*filas, rotulos=ROTULOS)
    comienzan = set()
    for antes in range(24, 60, 4):
        leido = en_pdf(documento(*[Parrafo("x")] * antes, chica))
        (pagina,) = (n for n, una in enumerate(leido.paginas) if "F0" in una)

        assert f"F{len(filas) - 1}" in leido.paginas[pagina]
        comienzan.add(pagina)
    assert comienzan == {0, 1}


@pytest.mark.parametrize("cuantos", range(30, 60, 3))
def test_de_un_parrafo_de_dos_renglones_no_queda_uno_solo_en_otra_pagina(cuantos: int) -> None:
    dos_renglones = " ".join(["palabra"] * 18)
    leido = en_pdf(documento(*[Parrafo("x")] * cuantos, *[Parrafo(dos_renglones)] * 6))

    assert [pagina.count("palabra") % 18 for pagina in leido.paginas] == [0] * len(leido.paginas)


@pytest.mark.integracion
def test_un_titulo_en_la_franja_lleva_a_la_pagina_donde_la_tabla_comienza() -> None:
    franja = fila(Celda("Componente 1", "franja", columnas=2))
    larga = tabla(*(fila(f"1.{n}", "x") for n in range(90)), rotulos=(franja, *ROTULOS))
    comienzos = set()
    for cuantos in range(41, 51):
        antes = [Parrafo("x")] * cuantos
        leido = en_pdf(documento(*antes, Titulo(texto="Componente 1", nivel=1), larga))
        paginas = map(texto_de, leido.lector.pages)
        comienza = next(n for n, pagina in enumerate(paginas, 1) if "Componente 1" in pagina)

        assert leido.marcadores() == [("Componente 1", comienza)]
        comienzos.add(comienza)
    assert comienzos == {1, 2}


def numeradas(cuantas: int) -> list[Fila]:
    return [fila(f"1.{n:02}", "x") for n in range(cuantas)]


CON_BANDA = [*numeradas(38), fila(Celda("Otras", "banda", columnas=2)), fila("2.01", "z")]


@pytest.mark.integracion
@pytest.mark.parametrize("dice", ["x", "palabra " * 12], ids=["de un renglón", "de dos"])
def test_una_tabla_no_empieza_al_pie_con_menos_de_cuatro_filas(dice: str) -> None:
    filas = [fila(f"1.{n:02}", dice) for n in range(60)]
    larga = tabla(*filas, rotulos=ROTULOS)
    empiezan = set()
    for arriba in range(16, 44, 2):
        leyenda = Parrafo("Tabla 1. Larga", "leyenda")
        escrito = documento(*[Parrafo("párrafo")] * arriba, leyenda, larga)
        leido = en_pdf(attrs.evolve(escrito, estilos=estilos_base("Arial", Pt(9), SOBRIO)))
        (empieza,) = (n for n, una in enumerate(leido.paginas) if "Larga" in una)

        assert [f"1.{n:02}" in leido.paginas[empieza] for n in range(4)] == [True] * 4
        assert (leido.etiquetas()["Caption"], leido.etiquetas()["TR"]) == (1, 61)
        empiezan.add(empieza)
    assert empiezan == {0, 1}


FIRMAS = tabla(fila("\n\n\nElaboró", "\n\n\nAprobó", estilo="firma"), va_entera=True)


@pytest.mark.parametrize("cuantos", range(40, 58, 3))
def test_las_firmas_llevan_consigo_el_ultimo_parrafo(cuantos: int) -> None:
    leido = en_pdf(documento(*[Parrafo("x")] * cuantos, Parrafo("Se firma."), FIRMAS))
    (pagina,) = (una for una in leido.paginas if "Elaboró" in una)

    assert "Se firma." in pagina


@pytest.mark.integracion
def test_dos_filas_que_no_caben_juntas_van_en_dos_paginas_y_nada_se_pierde() -> None:
    alta = [f"palabra{n}" for n in range(1600)]
    filas = [fila("1.1", "a"), fila("1.2", " ".join(alta[:800])), fila("1.3", " ".join(alta[800:]))]
    leido = en_pdf(documento(tabla(*filas, rotulos=ROTULOS), FIRMAS))

    assert set(alta) <= set(" ".join(leido.paginas).split())
    assert "Elaboró" in leido.paginas[-1]
    assert "palabra1599" in leido.paginas[-1]


def test_una_banda_entre_las_ultimas_filas_las_nombra() -> None:
    leido = en_pdf(documento(tabla(*CON_BANDA, rotulos=ROTULOS, titulares=(0,))))
    *_, antes, banda, codigo, dato = (
        uno for uno in elementos_de(leido) if uno["/S"] in {"/TH", "/TD"}
    )

    assert (banda["/S"], banda["/A"][0]["/Scope"]) == ("/TH", "/Column")
    assert (codigo["/S"], codigo["/A"][0]["/Scope"]) == ("/TH", "/Row")
    assert banda["/ID"] in dato["/A"][0]["/Headers"]
    assert banda["/ID"] not in antes["/A"][0]["/Headers"]


@pytest.mark.integracion
@ejemplos(10)
@example([*[1] * 9, 15, 30], [3, 4, 4], (FIRMAS,))
@given(
    st.lists(st.integers(1, 30), min_size=11, max_size=30),
    st.lists(st.integers(1, 4), max_size=6),
    st.sampled_from([(), (FIRMAS,)]),
)
def test_con_cualquier_final_toda_celda_esta_una_vez(
    altos: list[int], grupos: list[int], firmas: tuple[Tabla, ...]
) -> None:
    filas: list[Fila] = []
    for numero, cuantas in enumerate([*grupos, *[1] * len(altos)]):
        if len(filas) + cuantas > len(altos):
            break
        for paso in range(cuantas):
            renglones = "\n".join(f"f{len(filas)}r{n}." for n in range(altos[len(filas)]))
            suya = [Celda(f"g{numero}.", "celda", filas=cuantas)] if paso == 0 else []
            filas.append(fila(*suya, renglones))
    leido = en_pdf(documento(tabla(*filas, rotulos=ROTULOS, titulares=(0,)), *firmas))
    dichas = [
        palabra for una in filas for celda in una.celdas for palabra in str(celda.contenido).split()
    ]
    # Por su punto final: pypdf pega lo de dos celdas que están a la misma altura.
    leidas = re.findall(r"f\d+r\d+\.|g\d+\.(?!\s*\(continúa\))", leido.seguido)

    assert sorted(leidas) == sorted(dichas)
    if firmas:
        assert dichas[-1] in leido.paginas[-1]


def _de_grupos(cuantas: list[int]) -> tuple[list[Fila], list[str]]:
    """Filas bajo una celda que las nombra, y de cuál es cada una."""
    filas: list[Fila] = []
    dueno: list[str] = []
    for numero, alto in enumerate(cuantas):
        for paso in range(alto):
            nombra = [Celda(f"G{numero}", "celda", filas=alto)] if paso == 0 else []
            filas.append(fila(*nombra, f"f{len(filas)}."))
            dueno.append(f"G{numero}")
    return filas, dueno


@pytest.mark.integracion
@ejemplos(10)
@example([2, 25, 25, 3], 3)  # el primero termina en una fila de tantas como rótulos hay
@given(st.lists(st.integers(1, 25), min_size=2, max_size=30), st.integers(1, 3))
def test_sobre_cada_pagina_se_dice_el_grupo_que_sigue_y_ninguno_mas(
    cuantas: list[int], pisos: int
) -> None:
    filas, dueno = _de_grupos(cuantas)
    rotulos = tuple(ROTULOS) * pisos  # que se repiten en cada página
    leido = en_pdf(documento(tabla(*filas, rotulos=rotulos, titulares=(0,))))
    de_la_anterior = ""
    for pagina in leido.paginas:
        suyas = [int(n) for n in re.findall(r"f(\d+)\.", pagina)]
        primera, ultima = dueno[min(suyas)], dueno[max(suyas)]
        dichos = re.findall(r"(G\d+) \(continúa\)", pagina)

        assert dichos == ([primera] if primera == de_la_anterior else [])
        de_la_anterior = ultima
