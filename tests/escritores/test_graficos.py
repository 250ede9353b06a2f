"""Los gráficos en SVG, los de un PDF y de una página web."""

import re
from itertools import pairwise
from typing import Any

import attrs
import pytest
from ayudas.con_de_todo import con_de_todo, graficos
from ayudas.en_pdf import documento, en_pdf
from ayudas.lectores import texto_de, xml
from ayudas.membretes import guardado, membrete_sencillo
from ayudas.planes import actividad, componente, plan
from lxml import etree

from paac_reportes.composicion import componer
from paac_reportes.escritores import docx
from paac_reportes.escritores.escritura import Escritura
from paac_reportes.escritores.graficos import svg_de
from paac_reportes.formatos.lectura.catalogo import hallar_formato
from paac_reportes.maqueta.medida.tipografia import Mm
from paac_reportes.maqueta.nodos import Grafico, Serie
from paac_reportes.maqueta.trazado import trazar

ANCHO = Mm(160)


def grafico_de(nombre: str) -> Grafico:
    """El primero del informe de un plan con un componente que se llama así."""

    def con_avance(avance: int) -> dict[str, Any]:
        return actividad(seguimientos=[{"corte": "2026-04-30", "avance": avance}])

    de = plan(componente(con_avance(50), nombre=nombre), componente(con_avance(90), numero=2))
    formato = hallar_formato("informe-seguimiento")[0]
    compuesto = componer(de, formato, max(de.cortes())).documento
    return next(
        bloque
        for parte in compuesto.partes
        for bloque in parte.bloques
        if isinstance(bloque, Grafico)
    )


def piezas(grafico: Grafico, cuales: str, **como: Any) -> list[Any]:
    return list(etree.fromstring(svg_de(grafico, ANCHO, **como)).iter(f"{{*}}{cuales}"))


def test_las_barras_van_sin_contorno_y_donde_dice_el_trazado() -> None:
    _, apiladas, _, _ = graficos()
    trazado = trazar(apiladas, ANCHO)
    de_barras = [pedazo for barra in trazado.barras for pedazo in barra.pedazos]
    trazos = piezas(apiladas, "rect")

    assert [float(uno.get("x")) for uno in trazos[: len(de_barras)]] == [
        pytest.approx(pedazo.desde, abs=0.01) for pedazo in de_barras
    ]
    assert {uno.get("height") for uno in trazos[: len(de_barras)]} == {f"{trazado.grueso:g}"}
    assert not any(uno.get("stroke") for uno in trazos)


def test_el_filo_de_una_barra_va_dentro_de_ella_y_ninguna_raya_pasa_por_un_numero() -> None:
    _, apiladas, _, _ = graficos()
    series = [attrs.evolve(serie, filo=True) for serie in apiladas.series]
    con_filo = attrs.evolve(apiladas, series=tuple(series))
    trazado = trazar(con_filo, ANCHO)
    primero = trazado.barras[0].pedazos[0]
    filo = piezas(con_filo, "path")[0]
    x, y, ancho, alto = map(float, re.findall(r"[\d.]+", filo.get("d"))[:4])

    assert len(piezas(con_filo, "path")) == 2 + len(trazado.leyenda)
    assert primero.desde < x < x + ancho < primero.hasta
    assert y > trazado.barras[0].centro - trazado.grueso / 2
    # Lo escrito mide menos que lo que el filo deja adentro.
    assert alto - 2 * float(filo.get("stroke-width")) > 7.5 * 0.3528


def test_la_leyenda_comienza_donde_el_grafico_y_sus_nombres_van_seguidos() -> None:
    """Con la letra del documento: a lo ancho, entre un nombre y el cuadro que sigue, lo mismo."""
    nombres = ("Vencidas sin reporte", "Por determinar", "Otras")
    series = tuple(Serie(nombre, (3.0, 1.0), "2F6F9F") for nombre in nombres)
    de_tres = attrs.evolve(graficos()[1], series=series, familia="Calibri")
    leyenda = trazar(de_tres, ANCHO).leyenda

    assert [uno.texto for uno in leyenda] == [*nombres]
    assert leyenda[0].x == pytest.approx(0)
    assert [otro.x - uno.hasta for uno, otro in pairwise(leyenda)] == [pytest.approx(4.0)] * 2
    assert leyenda[-1].hasta < 70


def test_lo_que_no_cabe_en_su_pedazo_se_dice_tras_la_barra_aunque_una_tabla_lo_diga() -> None:
    _, apiladas, _, _ = graficos()
    larga = Serie("Cumplidas", (400.0, 3.0), "548235")
    angosta = attrs.evolve(apiladas, series=(larga, apiladas.series[1]))
    suelto, con_tabla = (
        trazar(attrs.evolve(angosta, con_tabla=hay), ANCHO).barras[0] for hay in (False, True)
    )

    assert [uno.texto for uno in suelto.angostos] == ["1"]
    assert con_tabla == suelto
    assert suelto.al_final == "401"


def test_lo_que_solo_cabe_sin_el_hilo_que_aparta_su_pedazo_se_dice_tras_la_barra() -> None:
    """Al filo, el número se salía: en 2,4 mm cabe un 1, y con su hilo, en 2,65."""
    _, apiladas, _, _ = graficos()

    def pedazo_de_uno(largo: float) -> tuple[float, str]:
        series = (
            Serie("Vencidas", (1.0, 1.0), "B3402E"),
            Serie("Cumplidas", (largo, largo), "548235"),
        )
        con_uno = attrs.evolve(apiladas, series=series, familia="Calibri")
        pedazo = trazar(con_uno, ANCHO).barras[0].pedazos[0]
        return pedazo.hasta - pedazo.desde, pedazo.dice

    medidos = [pedazo_de_uno(float(largo)) for largo in range(30, 80)]
    angosto = min(mide for mide, dice in medidos if dice)
    assert angosto == pytest.approx(2.65, abs=0.05)
    assert max(mide for mide, dice in medidos if not dice) < angosto


@pytest.mark.parametrize("encima", [False, True])
def test_dos_textos_de_unas_barras_no_se_tocan(encima: bool) -> None:  # noqa: FBT001
    """Ni con 25 barras, nombres de tres renglones, ceros y pedazos en que nada cabe."""
    largo = "OFICINA DE GESTIÓN DE DESARROLLO AMBIENTAL Y TERRITORIAL DEL MUNICIPIO"
    cuantas = 25
    apiladas = attrs.evolve(
        graficos()[1],
        categorias=tuple(f"{numero}. {largo}"[: 6 + 3 * numero] for numero in range(cuantas)),
        series=(
            Serie("Cumplidas", tuple(float(n * n) for n in range(cuantas)), "548235"),
            Serie("En proceso", tuple(float(n % 3) for n in range(cuantas)), "BF9000"),
            Serie("Vencidas", tuple(float(n % 2) for n in range(cuantas)), "B3402E"),
        ),
    )
    ancho = Mm(72 if encima else 160)
    trazado = trazar(apiladas, ancho, con_nombres_encima=encima)

    assert trazado.grueso >= 3.9
    for barra, siguiente in zip(trazado.barras, trazado.barras[1:], strict=False):
        de_renglon = 3.6
        abajo = barra.medio_del_nombre + len(barra.nombre) * de_renglon / 2
        assert abajo <= siguiente.medio_del_nombre - len(siguiente.nombre) * de_renglon / 2
        if encima:
            assert abajo <= barra.centro - trazado.grueso / 2 + 0.5
    for barra in trazado.barras:
        assert barra.termina < ancho
        equis = [uno.x for uno in barra.angostos]
        assert equis == sorted(equis)
        assert all(x > barra.termina for x in equis)


def test_con_los_nombres_encima_cada_barra_va_bajo_los_renglones_del_suyo() -> None:
    largo = "OFICINA DE GESTIÓN DE DESARROLLO AMBIENTAL Y TERRITORIAL"
    tres = attrs.evolve(graficos()[3], categorias=("A", largo, "C"), etiquetas=("8", "2", "1"))
    (serie,) = graficos()[3].series
    tres = attrs.evolve(tres, series=(attrs.evolve(serie, valores=(8.0, 2.0, 1.0)),))
    primera, segunda, tercera = trazar(tres, Mm(72), con_nombres_encima=True).barras

    assert [len(barra.nombre) for barra in (primera, segunda, tercera)] == [1, 2, 1]
    assert segunda.centro - primera.centro > tercera.centro - segunda.centro + 3


def test_los_nombres_de_tres_renglones_toman_mas_ancho_antes_que_hacer_altas_las_barras() -> None:
    largo = "OFICINA DE GESTIÓN DE DESARROLLO AMBIENTAL Y TERRITORIAL"
    serie = attrs.evolve(graficos()[1].series[0], valores=(1.0,) * 12, colores=())
    doce = attrs.evolve(graficos()[1], categorias=(largo, *"ABCDEFGHIJK"), series=(serie,) * 2)
    trazado = trazar(attrs.evolve(doce, alto=Mm(120)), ANCHO)

    assert " ".join(trazado.barras[0].nombre) == largo
    assert len(trazado.barras[0].nombre) == 2
    assert trazado.izquierda < 0.5 * trazado.ancho


def test_una_linea_salta_lo_que_se_desconoce_y_cada_punto_dice_sobre_el_lo_que_vale() -> None:
    _, _, lineas, _ = graficos()
    lineas = attrs.evolve(
        lineas, etiquetas=("20 %, baja, 3 de 9", "sin dato", "90 %, alta, 8 de 9")
    )
    trazado = trazar(lineas, ANCHO)
    textos = piezas(lineas, "text")
    bajo = [uno.text for uno in textos if float(uno.get("y")) > trazado.abajo + 1]
    en_negrita = [uno for uno in textos if uno.get("font-weight") == "bold"]

    assert len(piezas(lineas, "circle")) == 2
    assert bajo == [
        "30/04/2026", "baja, 3 de 9", "31/08/2026", "sin dato", "31/12/2026", "alta, 8 de 9",
    ]  # fmt: skip
    assert [uno.text for uno in en_negrita] == ["20 %", "90 %"]
    for valor, punto in zip(en_negrita, piezas(lineas, "circle"), strict=True):
        assert valor.get("x") == punto.get("cx")
        assert float(valor.get("y")) < float(punto.get("cy")) - float(punto.get("r"))


@pytest.mark.parametrize("valores", [(0.0, 100.0, 0.0), (100.0, 0.0, 100.0), (10.0, 55.0, 100.0)])
def test_la_linea_no_cruza_lo_que_vale_un_punto(valores: tuple[float, ...]) -> None:
    lineas = attrs.evolve(
        graficos()[2],
        categorias=("30/04/2026", "31/08/2026", "31/12/2026"),
        series=(Serie("Avance", valores, "2F6F9F"),),
        etiquetas=tuple(f"{valor:g},00 %" for valor in valores),
    )
    trazado = trazar(lineas, Mm(72))
    puntos, medio_alto, medio_ancho = trazado.puntos[0], 9 * 0.3528 / 2, 7.0
    for uno in puntos:
        assert uno.y is not None
        assert uno.del_valor is not None
        assert uno.del_valor - medio_alto >= 0
        for antes, despues in pairwise(puntos):
            for paso in range(101):
                x = antes.x + (despues.x - antes.x) * paso / 100
                y = (antes.y or 0) + ((despues.y or 0) - (antes.y or 0)) * paso / 100
                if abs(x - uno.x) < medio_ancho:
                    assert y > uno.del_valor + medio_alto


def test_de_muchos_cortes_se_nombra_uno_cada_tantos_y_el_ultimo() -> None:
    fechas = tuple(f"{dia:02}/01/2026" for dia in range(1, 25))
    lineas = attrs.evolve(
        graficos()[2],
        categorias=fechas,
        series=(Serie("Avance", tuple(map(float, range(24))), "1F4E79"),),
        etiquetas=(),
    )
    nombradas = [punto.dice[0] for punto in trazar(lineas, ANCHO).puntos[0] if punto.dice]

    assert nombradas[-1] == fechas[-1]
    assert 5 <= len(nombradas) < 24


def test_lo_que_parece_una_marca_o_una_formula_se_escribe_a_la_letra() -> None:
    uno = attrs.evolve(graficos()[0], categorias=("Costó $5 & <b>6</b>", "B", 'C "x"'))

    assert "Costó $5 & <b>6</b>" in [texto.text for texto in piezas(uno, "text")]


def test_lo_escrito_en_un_grafico_se_busca_en_el_pdf_y_va_con_su_letra() -> None:
    leido = en_pdf(documento(*graficos()[:2]))

    for dicho in ("Rendición", "75 % (media)", "Cumplidas", "En proceso"):
        assert dicho.replace(" ", "") in leido.seguido
    assert leido.avisos == [] or {uno.codigo for uno in leido.avisos} == {"fuente_sustituida"}


def test_lo_que_se_ve_cambia_de_tinta_a_oscuras_menos_lo_que_va_sobre_su_color() -> None:
    _, apiladas, _, _ = graficos()
    adentro = {uno.text for uno in piezas(apiladas, "text") if uno.get("class") == "adentro"}

    assert adentro == {"3", "1"}


def test_en_el_indice_van_las_paginas_que_se_miden() -> None:
    escrito = docx.escribir(con_de_todo(*graficos()), Escritura())

    assert "ContenidoUno\t2Componente 1\t2" in texto_de(xml(escrito, "word/document.xml"))


CARTA = guardado(membrete_sencillo())
