"""Donde una fila sigue en otra página, de quién es lo que sigue."""

import io
import re
from typing import Any

import attrs
import pytest
from ayudas.compartido import RAIZ
from ayudas.ejemplos import ejemplos
from ayudas.en_pdf import Leido, documento, en_pdf, fila, tabla
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

import paac_reportes as paac
from paac_reportes.escritores.pdf.cuerpo import formas_de_decir_que_sigue
from paac_reportes.maqueta.nodos import Tabla, Titulo
from paac_reportes.maqueta.rejilla import Celda, Fila

ROTULOS = (fila("N.º", "Lo verificado", estilo="rotulo"),)


def larga(codigo: str, palabras: int = 2500) -> Any:
    return fila(codigo, " ".join(f"palabra{n}" for n in range(palabras)))


def con(*filas: Any, **otros: Any) -> Tabla:
    return tabla(*filas, rotulos=otros.pop("rotulos", ROTULOS), titulares=(0,), **otros)


def continuan(leido: Leido) -> list[list[str]]:
    """Por página, los renglones que dicen de quién es lo que sigue."""
    return [
        [renglon.strip() for renglon in pagina.splitlines() if renglon.endswith("(continúa)")]
        for pagina in leido.paginas
    ]


@pytest.mark.integracion
def test_en_cada_pagina_a_donde_sigue_dice_de_quien_es() -> None:
    primera, *otras = continuan(en_pdf(documento(con(fila("1.1", "a"), larga("1.2")))))

    assert primera == []
    assert len(otras) > 1
    assert otras == [["1.2 (continúa)"]] * len(otras)


@pytest.mark.integracion
@pytest.mark.parametrize("numero", ["77", " ", "Trámites (continúa)"])
def test_ante_el_nombre_va_otra_vez_lo_que_lo_precede(numero: str) -> None:
    nombrada = fila(numero.partition("(")[0], "Licencia", *larga("x").celdas[1:])
    rotulos = (fila("N.º", "Trámite", "Lo verificado", estilo="rotulo"),)
    leido = en_pdf(documento(tabla(nombrada, rotulos=rotulos, titulares=(1,))))

    assert {*numero.split(), "Licencia", "(continúa)"} <= {*leido.paginas[1].split()}


def test_lo_que_una_celda_dice_de_todas_las_filas_se_repite_en_cada_pagina() -> None:
    mapa = paac.leer(RAIZ / "ejemplos/mapa_de_riesgos/mapa.yaml", como="mapa").sin_dudas()
    reporte = paac.reporte(mapa, "seguimiento-mapa")
    paginas = PdfReader(io.BytesIO(reporte.emitir("pdf").contenido)).pages

    assert [pagina.extract_text().count("20/02/2026") for pagina in paginas] == [1, 1]


@pytest.mark.integracion
def test_una_banda_se_repite_donde_siguen_sus_filas_y_no_en_otra_tabla() -> None:
    banda = Fila((Celda("Hacienda", "banda", columnas=2),))
    cortas = [fila(f"1.{numero}", "Publicar") for numero in range(60)]
    leido = en_pdf(documento(con(banda, *cortas), con(banda, *cortas[:2])))

    dichas = [re.findall(r"Hacienda(?: \(continúa\))?", pagina) for pagina in leido.paginas]
    assert dichas == [["Hacienda"], ["Hacienda (continúa)", "Hacienda"]]


FRANJA = Fila((Celda("Componente 1", "franja", columnas=2),))


@pytest.mark.integracion
@pytest.mark.parametrize(("rotulos", "marca"), [((FRANJA, *ROTULOS), ""), (ROTULOS, "a0")])
def test_la_pagina_que_comienza_por_una_tabla_dice_bajo_que_titulo_va(
    rotulos: tuple[Fila, ...], marca: str
) -> None:
    una = con(*[attrs.evolve(fila("1.1", "x"), marca=marca)] * 150, rotulos=rotulos)
    leido = en_pdf(documento(Titulo(texto="Hacienda", nivel=1), una))
    con_titulo = ["Hacienda (continúa)" in pagina for pagina in leido.paginas]

    assert con_titulo == [False, *[True] * (len(con_titulo) - 1)]
    assert len(con_titulo) > 2


@pytest.mark.integracion
def test_donde_empieza_otra_fila_ya_no() -> None:
    cortas = [fila(f"2.{n}", "corta") for n in range(200)]
    paginas = continuan(en_pdf(documento(con(larga("1.2"), *cortas))))

    assert paginas[0] == paginas[-1] == []
    assert ["1.2 (continúa)"] in paginas


@pytest.mark.integracion
def test_lo_que_cabe_en_una_pagina_no_lo_dice() -> None:
    cortas = [fila(f"1.{n}", "corta") for n in range(300)]
    leido = en_pdf(documento(con(*cortas)))

    assert len(leido.paginas) > 1
    assert not any(continuan(leido))


@pytest.mark.integracion
def test_una_tabla_en_que_nada_nombra_la_fila_no_lo_dice() -> None:
    leido = en_pdf(documento(tabla(larga("1.2"), rotulos=ROTULOS)))

    assert len(leido.paginas) > 1
    assert not any(continuan(leido))


@pytest.mark.integracion
def test_dos_tablas_no_se_confunden_ni_sin_rotulos() -> None:
    paginas = continuan(en_pdf(documento(con(larga("1.1")), con(larga("9.9"), rotulos=()))))

    assert {tuple(suyos) for suyos in paginas} == {(), ("1.1 (continúa)",), ("9.9 (continúa)",)}


def lugar(leido: Leido, pagina: int, texto: str) -> tuple[float, float]:
    """Dónde empieza lo que una página dice: a cuánto del borde y a qué altura."""
    hallados: list[tuple[float, float]] = []

    def mirar(dicho: str, hoja: Any, *_: Any) -> None:
        if texto in dicho:
            hallados.append((hoja[4], hoja[5]))

    PdfReader(io.BytesIO(leido.datos)).pages[pagina].extract_text(visitor_text=mirar)
    (hallado,) = hallados
    return hallado


@pytest.mark.integracion
@pytest.mark.parametrize("cual", ["fila", "grupo"])
def test_va_en_la_primera_columna_y_bajo_los_rotulos(cual: str) -> None:
    grupo = [fila(Celda("1.2", "celda", filas=61), "x"), *[fila("x")] * 60]
    leido = en_pdf(documento(con(*([larga("1.2")] if cual == "fila" else grupo))))
    izquierda, alto = lugar(leido, 1, "continúa")
    centro_del_rotulo, de_los_rotulos = lugar(leido, 1, "N.º")

    assert 0 < izquierda < centro_del_rotulo
    assert 8 < de_los_rotulos - alto < 16  # en el primer renglón


def con_un_grupo_alto(antes: int) -> Leido:
    """Tras tantas filas, un grupo de veinte cuyo nombre va en cuatro renglones."""
    nombre = "El nombre de un grupo, que en su columna ocupa más de un renglón"
    grupo = [fila(Celda(nombre, "celda", filas=20), "x"), *[fila("x")] * 19]
    filas = [*[fila("0", "corta")] * antes, *grupo, *[fila("9", "fin")] * 30]
    return en_pdf(documento(attrs.evolve(con(*filas), anchos=(0.2, 0.8))))


@pytest.mark.integracion
def test_el_nombre_de_un_grupo_no_sigue_en_otra_pagina() -> None:
    comienzos: set[int] = set()
    for antes in range(38, 46):
        paginas = con_un_grupo_alto(antes).paginas
        comienzo = next(n for n, pagina in enumerate(paginas) if "El nombre de un" in pagina)
        comienzos.add(comienzo)

        assert "un renglón" in " ".join(paginas[comienzo].split())

    assert comienzos == {0, 1}


@pytest.mark.integracion
def test_donde_no_cabe_el_nombre_no_pasa_de_las_filas_que_nombra() -> None:
    con_nombre: set[bool] = set()
    for antes in range(24, 32):
        leido = con_un_grupo_alto(antes)
        con_nombre |= {"El nombre" in pagina for pagina in leido.paginas if "(cont" in pagina}

    assert con_nombre == {True, False}


@pytest.mark.integracion
@pytest.mark.parametrize("de_numeros", [0.07, 0.05])
def test_cada_nombre_va_en_su_columna(de_numeros: float) -> None:
    """El del grupo, entero, en la del grupo; y el número, en la de los números, por angosta que sea."""
    nombre = "Construcción del mapa de los riesgos de corrupción de la entidad"
    larga_del_grupo = fila(Celda(nombre, "celda", filas=2), *larga("2.1").celdas)
    una = tabla(
        larga_del_grupo,
        fila("2.2", "corta"),
        rotulos=(fila("Grupo", "N.º", "Lo verificado"),),
        titulares=(0, 1),
    )
    leido = en_pdf(documento(attrs.evolve(una, anchos=(0.2, de_numeros, 0.8 - de_numeros))))

    assert len(leido.paginas) > 2
    assert f"{nombre} (continúa)" in " ".join(leido.paginas[1].split())
    del_numero = lugar(leido, 1, "2.1")[0]
    assert lugar(leido, 1, "Construcción")[0] < lugar(leido, 1, "N.º")[0] - 20
    assert abs(del_numero - lugar(leido, 1, "N.º")[0]) < 10


def test_de_un_nombre_largo_se_dice_lo_que_quepa() -> None:
    assert formas_de_decir_que_sigue("") == ("(continúa)", "(cont.)")
    nombre = "x" * 119
    assert formas_de_decir_que_sigue(nombre) == (f"{nombre} (continúa)", f"{'x' * 44}… (cont.)")


@pytest.mark.integracion
@ejemplos(6)
@given(st.lists(st.integers(1, 3000), min_size=1, max_size=4))
def test_toda_palabra_que_entra_sale(largos: list[int]) -> None:
    leido = en_pdf(documento(con(*[larga(f"1.{n}", p) for n, p in enumerate(largos)])))

    for palabra in {f"palabra{n}" for n in range(max(largos))}:
        assert leido.seguido.count(f"{palabra}palabra") <= len(largos)
        assert palabra in leido.seguido
