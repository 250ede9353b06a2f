"""Los gráficos que dibuja matplotlib, los de un PDF."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import attrs
import pytest
from ayudas.con_de_todo import con_de_todo, graficos
from ayudas.lectores import texto_de, xml
from ayudas.planes import actividad, componente, plan

from paac_reportes.composicion import componer
from paac_reportes.escritores import docx
from paac_reportes.escritores import graficos as dibujante
from paac_reportes.escritores.docx import paginas
from paac_reportes.escritores.escritura import Escritura
from paac_reportes.escritores.graficos import _figura, vector_de
from paac_reportes.formatos.lectura.catalogo import hallar_formato
from paac_reportes.maqueta.medida.tipografia import Mm
from paac_reportes.maqueta.nodos import Grafico
from paac_reportes.maqueta.trazado import trazar

pytest.importorskip("matplotlib")


def grafico_de(nombre: str) -> Grafico:
    """El primero del informe de un plan cuyo componente se llama así."""
    con_avance = actividad(seguimientos=[{"corte": "2026-04-30", "avance": 50}])
    de = plan(componente(con_avance, nombre=nombre))
    formato = hallar_formato("informe-seguimiento")[0]
    documento = componer(de, formato, max(de.cortes())).documento
    return next(
        bloque
        for parte in documento.partes
        for bloque in parte.bloques
        if isinstance(bloque, Grafico)
    )


def test_un_nombre_de_parrafos_no_tapa_las_barras_y_esta_entero_en_el_texto_alternativo() -> None:
    largo, larguisimo = "palabra " * 500, "palabra " * 600
    uno, otro = grafico_de(largo), grafico_de(larguisimo)

    assert dibujado(uno) == dibujado(otro)
    assert otro.texto_alternativo.count("palabra") == 600


def dibujado(grafico: Grafico) -> str:
    """Sin lo que se recuerda: se vuelve a dibujar."""
    dibujante._en_svg.cache_clear()
    dibujo = vector_de(grafico, Mm(160), [])
    assert dibujo is not None
    return dibujo


AJENO: Any = {
    "font.size": 30.0,
    "axes.facecolor": "black",
    "savefig.dpi": 30.0,
    "savefig.facecolor": "red",
    "savefig.bbox": "tight",
    "lines.linewidth": 9.0,
    "axes.grid": True,
    "figure.constrained_layout.w_pad": 0.5,
}
"""Lo que un cuaderno suele cambiar para los suyos."""


def test_el_estilo_de_un_cuaderno_no_se_cuela_en_los_graficos_de_un_informe() -> None:
    import matplotlib as mpl

    grafico = grafico_de("Riesgos")
    propio = dibujado(grafico)
    with mpl.rc_context(AJENO):
        assert dibujado(grafico) == propio


def test_dibujar_no_toca_el_estilo_las_figuras_ni_el_dibujante_de_quien_llama() -> None:
    import matplotlib as mpl
    import matplotlib.pyplot as plt

    mpl.use("svg")
    suya = plt.figure()
    with mpl.rc_context(AJENO):
        antes = dict(mpl.rcParams)
        dibujado(grafico_de("Riesgos"))
        assert dict(mpl.rcParams) == antes
        assert antes["font.size"] == 30
    assert plt.get_fignums() == [suya.number]
    assert plt.gcf() is suya
    assert mpl.get_backend() == "svg"
    plt.close(suya)


@pytest.mark.integracion
def test_ocho_hilos_a_la_vez_dibujan_lo_mismo_y_dejan_el_estilo_como_estaba() -> None:
    import matplotlib as mpl

    grafico = grafico_de("Riesgos")
    propio = dibujado(grafico)
    varios = [attrs.evolve(grafico, texto_alternativo=str(n)) for n in range(16)]
    with mpl.rc_context(AJENO):
        antes = dict(mpl.rcParams)
        with ThreadPoolExecutor(8) as hilos:
            dibujos = list(hilos.map(lambda g: vector_de(g, Mm(160), []), varios))
        assert dict(mpl.rcParams) == antes

    assert set(dibujos) == {propio}


def test_un_grafico_que_falla_no_deja_cambiado_el_estilo() -> None:
    import matplotlib as mpl

    antes = dict(mpl.rcParams)
    ninguno: Any = "ninguno"
    (serie,) = grafico_de("Riesgos").series
    imposible = attrs.evolve(grafico_de("Riesgos"), series=(attrs.evolve(serie, trama=ninguno),))
    with pytest.raises(KeyError):
        dibujado(imposible)

    assert dict(mpl.rcParams) == antes


def figura(grafico: Grafico) -> Any:
    return _figura(grafico, trazar(grafico, Mm(160))).axes[0]


def test_las_barras_van_sin_contorno_y_donde_dice_el_trazado() -> None:
    _, apiladas, _, _ = graficos()
    trazado = trazar(apiladas, Mm(160))
    ejes = figura(apiladas)
    de_barras = ejes.patches[: sum(len(barra.pedazos) for barra in trazado.barras)]

    assert [round(uno.get_x(), 3) for uno in de_barras] == [
        round(pedazo.desde, 3) for barra in trazado.barras for pedazo in barra.pedazos
    ]
    assert {uno.get_height() for uno in de_barras} == {trazado.grueso}
    assert {uno.get_linewidth() for uno in ejes.patches} == {0}
    assert not ejes.axison


def test_lo_que_dice_un_pedazo_va_en_medio_de_lo_alto_y_sus_rayas_no_pasan_por_el() -> None:
    """También en la barra más delgada: lo escrito y lo que se despeja para ello no se salen."""
    _, apiladas, _, _ = graficos()
    series = [attrs.evolve(serie, trama="subida") for serie in apiladas.series]
    rayada = attrs.evolve(apiladas, series=tuple(series), alto=Mm(20))
    trazado = trazar(rayada, Mm(160))
    ejes = figura(rayada)
    dicen = [(b.centro, p.dice) for b in trazado.barras for p in b.pedazos if p.dice]
    lienzo = ejes.figure.canvas.get_renderer()

    assert dicen
    for centro, dice in dicen:
        escrito = next(
            uno for uno in ejes.texts if uno.get_text() == dice and centro < uno.get_position()[1]
        )
        cifras = escrito.get_window_extent(lienzo).transformed(ejes.transData.inverted())
        medio = (cifras.y0 + cifras.y1) / 2
        # La caja de matplotlib trae abajo el sitio de las letras que bajan.
        assert abs(medio - centro) < trazado.grueso * 0.15
    despejados = [uno for uno in ejes.patches if uno.get_hatch() == "" and uno.get_height() > 3]
    assert len(despejados) >= len(dicen)
    assert {round(uno.get_height(), 6) for uno in despejados} == {round(trazado.grueso, 6)}


def test_los_nombres_de_tres_renglones_toman_mas_ancho_antes_que_hacer_altas_las_barras() -> None:
    largo = "OFICINA DE GESTIÓN DE DESARROLLO AMBIENTAL Y TERRITORIAL"
    serie = attrs.evolve(graficos()[1].series[0], valores=(1.0,) * 12, colores=())
    doce = attrs.evolve(graficos()[1], categorias=(largo, *"ABCDEFGHIJK"), series=(serie,) * 2)
    trazado = trazar(attrs.evolve(doce, alto=Mm(120)), Mm(160))

    assert " ".join(trazado.barras[0].nombre) == largo
    assert len(trazado.barras[0].nombre) == 2
    assert trazado.izquierda < 0.5 * trazado.ancho


def test_una_linea_salta_lo_que_se_desconoce_y_lo_suyo_va_bajo_su_fecha() -> None:
    _, _, lineas, _ = graficos()
    ejes = figura(lineas)

    linea = ejes.get_lines()[-1]
    assert len(linea.get_xydata()) == 2
    # Lo que se escribe de cada punto va bajo su fecha: la línea no lo cruza.
    bajo = [uno.get_text() for uno in ejes.texts][-3:]
    assert bajo == ["30/04/2026\n20 %", "31/08/2026", "31/12/2026\n90 %"]


def test_lo_que_parece_una_formula_se_escribe_a_la_letra() -> None:
    uno = attrs.evolve(graficos()[0], categorias=("Costó $5 y $6_0$", "B", "C"))

    assert "$5 y $6_0$" in "".join(texto.get_text() for texto in figura(uno).texts)
    assert dibujado(uno)


def test_en_el_indice_van_las_paginas_que_se_contaron(monkeypatch: pytest.MonkeyPatch) -> None:
    def contar(_borrador: bytes, cuantos: int, _avisos: object) -> list[int | None]:
        return [*range(7, 7 + cuantos)]

    monkeypatch.setattr(paginas, "paginas_de_titulos", contar)
    escrito = docx.escribir(con_de_todo(*graficos()), Escritura(contar_paginas=True))

    texto = texto_de(xml(escrito, "word/document.xml"))
    assert "ContenidoUno\t7Componente 1\t8" in texto
