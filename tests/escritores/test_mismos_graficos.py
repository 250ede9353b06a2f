"""Un gráfico dice lo mismo en todas las salidas: los mismos nombres, series y valores, en orden.

Prueba ``escritores/graficos_de_office``.
"""

import io
from collections.abc import Iterable, Iterator
from itertools import chain
from math import fsum
from typing import Any, NamedTuple

import attrs
import lxml.html
import openpyxl
import pytest
from ayudas.ejemplos import ejemplos
from ayudas.en_pdf import CARTA, documento
from ayudas.lectores import partes, xml
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from paac_reportes.escritores import docx
from paac_reportes.escritores.escritura import Escritura
from paac_reportes.escritores.graficos import svg_de
from paac_reportes.escritores.html.piezas import dibujar
from paac_reportes.escritores.xlsx import escritor as paac_xlsx
from paac_reportes.maqueta.hoja.graficos import ancho_de_dibujo
from paac_reportes.maqueta.medida.tipografia import Mm
from paac_reportes.maqueta.nodos import Grafico, Serie, valor_escrito
from paac_reportes.maqueta.trazado import Trazado, trazar


def cualquiera() -> st.SearchStrategy[Grafico]:
    """Un gráfico de cualquier clase, con los valores, los nombres y lo que se escribe que sean."""
    palabra = st.text("abcñ<&1", min_size=1, max_size=12)

    @st.composite
    def uno(sortear: st.DrawFn) -> Grafico:
        clase: Any = sortear(st.sampled_from(["barras", "apiladas", "lineas"]))
        nombres = sortear(st.lists(palabra, min_size=1, max_size=5, unique=True))
        apiladas = clase == "apiladas"
        cuantas = sortear(st.integers(2, 5)) if apiladas else 1
        valor: st.SearchStrategy[float | None] = (
            st.integers(0, 400).map(float) if apiladas else st.none() | st.floats(0, 100)
        )
        series = tuple(
            Serie(
                f"Serie {numero} {sortear(palabra)}",
                tuple(sortear(valor) for _ in nombres),
                sortear(st.sampled_from(["00B050", "C00000", "FFFFFF"])),
                filo=apiladas and sortear(st.booleans()),
            )
            for numero in range(cuantas)
        )
        return Grafico(
            titulo="T",
            clase=clase,
            categorias=tuple(nombres),
            series=series,
            es_porcentaje=not apiladas,
            etiquetas=() if apiladas else tuple(f"{n}, de {n}" for n in nombres),
            texto_alternativo="Se cuenta",
            alto=Mm(60),
            familia="Arial",
        )

    return uno()


@pytest.mark.integracion
@given(cualquiera())
@ejemplos(10)
def test_todas_las_salidas_dicen_lo_mismo_en_el_mismo_orden(grafico: Grafico) -> None:
    en_papel, en_hoja = CARTA.ancho_util, ancho_de_dibujo([CARTA.ancho_util])
    trazado = trazar(grafico, en_papel)
    adentro = tuple(
        pedazo.dice for barra in trazado.barras for pedazo in barra.pedazos if pedazo.dice
    )

    assert en_svg(grafico, svg_de(grafico, en_papel), trazado) == (
        debido(grafico, en_papel),
        adentro,
    )
    assert en_libro(grafico) == debido(grafico, en_hoja)
    assert en_word(grafico) == (debido(grafico, en_papel), len(adentro))
    # La letra de una página es la de cada pantalla.
    de_pantalla = attrs.evolve(grafico, familia="")
    for ancho, (en_la_web, escritos) in en_pagina_web(de_pantalla):
        esperado = debido(de_pantalla, ancho)
        # De los puntos cuyos nombres no caben todos, uno cada tantos, y siempre el último.
        del_ultimo_al_primero = esperado.categorias[::-1]
        assert en_la_web.categorias in {
            del_ultimo_al_primero[::cada][::-1] for cada in range(1, len(del_ultimo_al_primero) + 1)
        }
        assert en_la_web[1:] == esperado[1:]
        assert set(escritos) <= {valor_escrito(v) for s in grafico.series for v in s.valores if v}


def debido(grafico: Grafico, ancho: Mm) -> "Dicho":
    apiladas = grafico.clase == "apiladas"
    if grafico.clase == "lineas":
        textos = trazar(grafico, ancho).junto_a_los_puntos
        return Dicho(grafico.categorias, (), tuple(t.texto for t in textos if t.que != "fecha"))
    if not apiladas:
        return Dicho(grafico.categorias, (), conocidos(grafico, grafico.etiquetas))
    columnas = zip(*(serie.valores for serie in grafico.series), strict=True)
    sumas = tuple(valor_escrito(fsum(valor or 0 for valor in una)) for una in columnas)
    return Dicho(grafico.categorias, tuple(serie.nombre for serie in grafico.series), sumas)


class Dicho(NamedTuple):
    """Lo que se lee en un gráfico dibujado."""

    categorias: tuple[str, ...]
    leyenda: tuple[str, ...]
    al_final: tuple[str, ...]
    """La etiqueta de cada barra o punto que se conoce, o el total."""


def conocidos(grafico: Grafico, textos: Iterable[str]) -> tuple[str, ...]:
    """De lo que se escribe junto a cada categoría, lo de las que tienen valor."""
    (serie,) = grafico.series
    pares = zip(serie.valores, textos, strict=True)
    return tuple(texto for valor, texto in pares if valor is not None and texto)


def en_svg(grafico: Grafico, svg: str, trazado: Trazado) -> tuple[Dicho, tuple[str, ...]]:
    """Lo que se lee en él, y lo que va dentro de sus barras."""
    textos = [uno.text or "" for uno in etree.fromstring(svg).iter("{*}text")]
    if trazado.puntos:
        suyos = textos[len(trazado.marcas) :]
        renglones = [[suyos.pop(0) for _ in punto.dice] for punto in trazado.puntos[0]]
        bajo_la_fecha = tuple(chain.from_iterable(renglon[1:] for renglon in renglones))
        return Dicho(tuple(renglon[0] for renglon in renglones if renglon), (), bajo_la_fecha), ()
    nombres, finales, adentro = [], [], []
    for barra in trazado.barras:
        nombres.append(" ".join(textos.pop(0) for _ in barra.nombre))
        adentro += [textos.pop(0) for pedazo in barra.pedazos if pedazo.dice]
        finales.append(textos.pop(0))
    apiladas = grafico.clase == "apiladas"
    al_final = tuple(finales) if apiladas else conocidos(grafico, finales)
    leyenda, tras_ellas = textos[: len(trazado.leyenda)], textos[len(trazado.leyenda) :]
    assert tras_ellas == [uno.texto for barra in trazado.barras for uno in barra.angostos]
    return Dicho(tuple(nombres), tuple(leyenda), al_final), tuple(adentro)


def en_pagina_web(grafico: Grafico) -> Iterator[tuple[Mm, tuple[Dicho, tuple[str, ...]]]]:
    """En una pantalla ancha y en un teléfono."""
    figura = lxml.html.fromstring(str(dibujar(grafico)))
    assert figura.get("role") == "img"
    assert figura.get("aria-label") == grafico.texto_alternativo
    for dibujo in figura.iter("svg"):
        ancho = Mm(float(dibujo.get("viewbox").split()[2]))
        encima = dibujo.get("class") == "angosto"
        trazado = trazar(grafico, ancho, con_nombres_encima=encima)
        yield ancho, en_svg(grafico, etree.tostring(dibujo, encoding="unicode"), trazado)


C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


def en_libro(grafico: Grafico) -> Dicho:
    """Los nombres y los valores, de las celdas que el gráfico dice que son suyas."""
    contenido = paac_xlsx.escribir(documento(grafico), Escritura())
    hoja = openpyxl.load_workbook(io.BytesIO(contenido)).worksheets[0]
    dibujo = xml(contenido, "xl/charts/chart1.xml")

    def celdas(de: Any) -> list[Any]:
        rango = de.find(f".//{C}f").text.rpartition("!")[2].replace("$", "")
        desde, _, hasta = rango.partition(":")
        return [fila[0].value for fila in hoja[f"{desde}:{hasta or desde}"]]

    series = list(dibujo.iter(f"{C}ser"))
    for serie in series:
        # Lo que el gráfico recuerda es lo que sus celdas dicen, sin redondear.
        nombres, valores = (guardados(serie.find(f"{C}{cual}")) for cual in ("cat", "val"))
        assert nombres == [str(uno) for uno in celdas(serie.find(f"{C}cat"))]
        de_celdas = [
            "" if v is None else float(str(v).replace(",", "."))
            for v in celdas(serie.find(f"{C}val"))
        ]
        assert [v and float(v) for v in valores] == pytest.approx(de_celdas, abs=0.0051)
    return dicho_de(grafico, dibujo, sobre_el(contenido, "xl/drawings/formas1.xml"))


def en_word(grafico: Grafico) -> tuple[Dicho, int]:
    """Y cuántos pedazos dicen su valor; el libro que lleva adentro trae los mismos datos."""
    contenido = docx.escribir(documento(grafico), Escritura())
    dibujo = xml(contenido, "word/charts/chart1.xml")
    libro = openpyxl.load_workbook(io.BytesIO(partes(contenido)["word/embeddings/chart1.xlsx"]))
    filas = [[c.value for c in fila] for fila in libro.worksheets[0].iter_rows()]
    assert [fila[0] for fila in filas[1:]] == [*grafico.categorias]
    assert filas[0][1 : len(grafico.series) + 1] == [serie.nombre for serie in grafico.series]
    for numero, serie in enumerate(grafico.series, 1):
        assert [fila[numero] for fila in filas[1:]] == [*serie.valores]
    escritos = [
        sum(bool(v and float(v)) for v in guardados(serie.find(f"{C}val")))
        - len(list(serie.iter(f"{C}delete")))
        for serie in list(dibujo.iter(f"{C}ser"))[: len(grafico.series)]
        if grafico.clase == "apiladas"
    ]
    formas = sobre_el(contenido, "word/drawings/chart1.xml")
    return dicho_de(grafico, dibujo, formas), sum(escritos)


def sobre_el(contenido: bytes, parte: str) -> list[str]:
    """Lo que se escribe con formas sobre un gráfico de Office."""
    if parte not in partes(contenido):
        return []
    return [texto.text or "" for texto in xml(contenido, parte).iter(f"{A}t")]


def guardados(datos: Any) -> list[str]:
    """Lo que un gráfico recuerda, con un blanco donde nada se conoce."""
    puntos = {int(uno.get("idx")): uno.findtext(f"{C}v") for uno in datos.iter(f"{C}pt")}
    cuantos = int(next(datos.iter(f"{C}ptCount")).get("val"))
    return [puntos.get(numero, "") for numero in range(cuantos)]


def dicho_de(grafico: Grafico, dibujo: Any, formas: list[str]) -> Dicho:
    """Lo que muestra la parte de un gráfico de Office, con las formas que van sobre él."""
    series = list(dibujo.iter(f"{C}ser"))
    nombres = tuple(guardados(series[0].find(f"{C}cat")))
    if grafico.clase == "apiladas":
        assert [serie.findtext(f".//{C}v") for serie in series[-1].iter(f"{C}tx")] == ["Total"]
        totales = map(float, guardados(series[-1].find(f"{C}val")))
        leyenda = tuple(formas[: len(grafico.series)])
        return Dicho(nombres, leyenda, tuple(map(valor_escrito, totales)))
    if grafico.clase == "lineas":
        return Dicho(nombres, (), tuple(formas))
    dichos = ["".join(t.text or "" for t in uno.iter(f"{A}t")) for uno in dibujo.iter(f"{C}dLbl")]
    return Dicho(nombres, (), conocidos(grafico, dichos))


def test_lo_que_no_cabe_en_su_pedazo_va_tras_la_barra_y_la_mas_larga_deja_lugar_a_su_total() -> (
    None
):
    de_uno = Grafico(
        titulo="T",
        clase="apiladas",
        categorias=("a", "b"),
        series=(Serie("Una", (990.0, 5.0), "2F6F9F"), Serie("Otra", (1.0, 5.0), "B3402E")),
        es_porcentaje=False,
        texto_alternativo="",
        alto=Mm(50),
    )
    trazado = trazar(de_uno, Mm(160))

    assert [[uno.dice for uno in barra.pedazos] for barra in trazado.barras] == [
        ["990", ""],
        ["", ""],
    ]
    assert [barra.al_final for barra in trazado.barras] == ["991", "10"]
    assert [[uno.texto for uno in barra.angostos] for barra in trazado.barras] == [
        ["1"],
        ["5", "5"],
    ]
    assert trazado.barras[0].termina < trazado.ancho - 8
    assert {uno.tinta for barra in trazado.barras for uno in barra.pedazos} == {"FFFFFF"}


@pytest.mark.parametrize(
    ("cuantas", "alto", "por_barra"),
    [(1, 75, 7), (5, 75, 7), (12, 75, 6.1), (25, 75, 5.6), (25, 250, 7)],
)
def test_una_barra_ocupa_siete_milimetros_o_menos_si_el_formato_le_da_menos_alto(
    cuantas: int, alto: int, por_barra: float
) -> None:
    uno = Grafico(
        titulo="T",
        clase="barras",
        categorias=tuple(f"C{n}" for n in range(cuantas)),
        series=(Serie("Una", (50.0,) * cuantas, "2F6F9F"),),
        es_porcentaje=True,
        etiquetas=("50 %",) * cuantas,
        texto_alternativo="",
        alto=Mm(alto),
    )
    trazado = trazar(uno, Mm(160))

    assert (trazado.abajo - trazado.arriba) / cuantas == pytest.approx(por_barra, abs=0.05)
    assert trazado.grueso == pytest.approx(4.6)
