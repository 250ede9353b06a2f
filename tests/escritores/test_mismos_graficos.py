"""Un gráfico dice lo mismo en todas las salidas: los mismos nombres, series, valores y eje, en orden."""

import io
from collections.abc import Iterable
from typing import Any, NamedTuple, get_args

import lxml.html
import openpyxl
import pytest
from ayudas.ejemplos import ejemplos
from ayudas.en_pdf import documento
from ayudas.lectores import xml
from hypothesis import given
from hypothesis import strategies as st

from paac_reportes.escritores.escritura import Escritura
from paac_reportes.escritores.graficos import _figura
from paac_reportes.escritores.html.piezas import dibujar
from paac_reportes.escritores.xlsx import escritor as paac_xlsx
from paac_reportes.maqueta.medida.tipografia import Mm
from paac_reportes.maqueta.nodos import Grafico, Serie, Trama, valor_escrito

pytest.importorskip("matplotlib")


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
                trama=sortear(st.sampled_from(get_args(Trama))) if apiladas else "lisa",
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


@given(cualquiera())
@ejemplos(10)
def test_todas_las_salidas_dicen_lo_mismo_en_el_mismo_orden(grafico: Grafico) -> None:
    dicho = Dicho(
        grafico.categorias,
        tuple(s.nombre for s in grafico.series) if grafico.clase == "apiladas" else (),
        tuple(
            valor_escrito(serie.valores[n]) if grafico.clase == "apiladas" else grafico.etiquetas[n]
            for serie in grafico.series
            for n in range(len(grafico.categorias))
            if serie.valores[n] is not None and (grafico.clase != "apiladas" or serie.valores[n])
        ),
        tuple(map(str, grafico.marcas)),
    )

    assert en_imagen(grafico) == dicho
    assert en_pagina_web(grafico) == dicho
    assert en_libro(grafico) == dicho


class Dicho(NamedTuple):
    """Lo que se lee en un gráfico dibujado."""

    categorias: tuple[str, ...]
    leyenda: tuple[str, ...]
    valores: tuple[str, ...]
    """Serie por serie; lo desconocido y lo que en una apilada es cero no se escribe."""
    eje: tuple[str, ...]


def conocidos(grafico: Grafico, textos: Iterable[str]) -> tuple[str, ...]:
    """De lo que se escribe junto a cada categoría, lo de las que tienen valor."""
    (serie,) = grafico.series
    pares = zip(serie.valores, textos, strict=True)
    return tuple(texto for valor, texto in pares if valor is not None)


def en_imagen(grafico: Grafico) -> Dicho:
    ejes = _figura(grafico, Mm(160)).axes[0]
    nombres, numeros = ejes.get_yticklabels(), ejes.get_xticklabels()
    if grafico.clase == "lineas":
        nombres, numeros = numeros, nombres
    leyenda = ejes.get_legend().get_texts() if ejes.get_legend() else []
    categorias = [uno.get_text() for uno in nombres]
    textos = [uno.get_text() for uno in ejes.texts]
    if grafico.clase == "lineas":
        textos = [uno.partition("\n")[2] for uno in categorias]
        categorias = [uno.partition("\n")[0] for uno in categorias]
    return Dicho(
        tuple(categorias),
        tuple(uno.get_text() for uno in leyenda),
        tuple(textos) if grafico.clase == "apiladas" else conocidos(grafico, textos),
        tuple(uno.get_text() for uno in numeros),
    )


def en_pagina_web(grafico: Grafico) -> Dicho:
    dibujo = lxml.html.fromstring(str(dibujar(grafico)))
    numeros = dibujo.xpath(".//text[@class='numero']/text()")
    if grafico.clase == "lineas":
        parrafos = dibujo.xpath("./div/p")
        nombres = [uno.findtext("strong") for uno in parrafos]
        valores = conocidos(grafico, [uno.find("strong").tail.strip() for uno in parrafos])
        return Dicho(tuple(nombres), (), valores, tuple(numeros))
    filas = dibujo.xpath("./div[not(@class)]")
    nombres = [fila.find("span").text for fila in filas]
    if grafico.clase == "barras":
        valores = conocidos(grafico, [fila.findall("span")[1].text for fila in filas])
        return Dicho(tuple(nombres), (), valores, tuple(numeros))
    por_fila = [iter(fila.xpath(".//text/text()")) for fila in filas]
    # En cada fila van los de sus series, en orden; los ceros no están.
    apilados = tuple(
        next(por_fila[n]) for serie in grafico.series for n, v in enumerate(serie.valores) if v
    )
    leyenda = dibujo.xpath(".//span[@class='serie']")
    series = tuple(uno.text_content().strip() for uno in leyenda)
    return Dicho(tuple(nombres), series, apilados, tuple(numeros))


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
    categorias = [str(uno) for uno in celdas(series[0].find(f"{C}cat"))]
    valores = tuple(
        "".join(texto.text or "" for texto in uno.iter(f"{A}t")) for uno in dibujo.iter(f"{C}dLbl")
    ) or tuple(str(v) for serie in series for v in celdas(serie.find(f"{C}val")) if float(v or 0))
    nombres = tuple(serie.findtext(f"{C}tx/{C}v") or "" for serie in series)
    eje = dibujo.find(f".//{C}valAx")
    assert eje is not None
    hasta, paso = (
        int(float(uno.get("val", ""))) for uno in (*eje.iter(f"{C}max"), *eje.iter(f"{C}majorUnit"))
    )
    if grafico.clase == "lineas":
        hasta -= paso  # su último número no se escribe: es el lugar de lo que se dice de un 100
    return Dicho(
        tuple(categorias),
        nombres if dibujo.find(f".//{C}legend") is not None else (),
        valores,
        tuple(map(str, range(0, hasta + 1, paso))),
    )


@pytest.mark.parametrize(
    ("mayor", "eje"),
    [
        (0.0, (0, 1)),
        (1.0, (0, 1)),
        (8.0, (0, 1, 2, 3, 4, 5, 6, 7, 8)),
        (9.0, (0, 2, 4, 6, 8, 10)),
        (33.0, (0, 5, 10, 15, 20, 25, 30, 35)),
        (116.0, (0, 20, 40, 60, 80, 100, 120)),
    ],
)
def test_el_eje_de_unas_cuentas_llega_hasta_la_mayor_con_pocos_numeros(
    mayor: float, eje: tuple[int, ...]
) -> None:
    de_uno = Grafico(
        titulo="T",
        clase="apiladas",
        categorias=("a", "b"),
        series=(Serie("Una", (0.0, mayor), "00B050"), Serie("Otra", (0.0, None), "C00000")),
        es_porcentaje=False,
        texto_alternativo="",
        alto=Mm(50),
    )

    assert de_uno.marcas == eje
