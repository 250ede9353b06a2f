"""Los gráficos que van como imagen."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import attrs
import pytest
from ayudas.con_de_todo import con_de_todo, graficos
from ayudas.lectores import partes, texto_de, xml
from ayudas.planes import actividad, componente, plan

from paac_reportes.composicion import componer
from paac_reportes.escritores import docx
from paac_reportes.escritores import graficos as dibujante
from paac_reportes.escritores.docx import paginas
from paac_reportes.escritores.escritura import Escritura
from paac_reportes.escritores.graficos import _figura, imagen_de
from paac_reportes.formatos.lectura.catalogo import hallar_formato
from paac_reportes.maqueta.medida.tipografia import Mm
from paac_reportes.maqueta.nodos import Grafico

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

    imagenes = [imagen_de(grafico, Mm(160), []) for grafico in (uno, otro)]
    assert len({imagen.datos for imagen in imagenes if imagen}) == 1
    assert otro.texto_alternativo.count("palabra") == 600


def dibujado(grafico: Grafico) -> bytes:
    """Sin lo que se recuerda: se vuelve a dibujar."""
    dibujante._dibujar.cache_clear()
    imagen = imagen_de(grafico, Mm(160), [])
    assert imagen is not None
    return imagen.datos


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


def test_ocho_hilos_a_la_vez_dibujan_lo_mismo_y_dejan_el_estilo_como_estaba() -> None:
    import matplotlib as mpl

    grafico = grafico_de("Riesgos")
    propio = dibujado(grafico)
    varios = [attrs.evolve(grafico, texto_alternativo=str(n)) for n in range(16)]
    with mpl.rc_context(AJENO):
        antes = dict(mpl.rcParams)
        with ThreadPoolExecutor(8) as hilos:
            imagenes = list(hilos.map(lambda g: imagen_de(g, Mm(160), []), varios))
        assert dict(mpl.rcParams) == antes

    assert {imagen.datos for imagen in imagenes if imagen} == {propio}


def test_un_grafico_que_falla_no_deja_cambiado_el_estilo() -> None:
    import matplotlib as mpl

    antes = dict(mpl.rcParams)
    ninguna: Any = "ninguna"
    imposible = attrs.evolve(grafico_de("Riesgos"), clase=ninguna)
    with pytest.raises(KeyError):
        dibujado(imposible)

    assert dict(mpl.rcParams) == antes


def test_las_barras_van_con_su_nombre_y_la_primera_arriba() -> None:
    porcentajes, apiladas, _, _ = graficos()
    ejes, de_estados = (_figura(uno, Mm(160)).axes[0] for uno in (porcentajes, apiladas))

    assert [uno.get_text() for uno in ejes.get_yticklabels()] == [
        "Riesgos",
        "Trámites",
        "Rendición",
    ]
    assert [uno.get_text() for uno in de_estados.get_yticklabels()] == ["Riesgos", "Trámites"]
    assert ejes.yaxis_inverted()
    assert de_estados.yaxis_inverted()
    assert [barra.get_width() for barra in ejes.patches] == [75, 0, 0]
    assert [(barra.get_x(), barra.get_width()) for barra in de_estados.patches] == [
        *((0, 3), (0, 0)),
        *((3, 1), (0, 0)),
    ]


def test_una_linea_va_de_cero_a_cien_y_salta_lo_que_se_desconoce() -> None:
    _, _, lineas, _ = graficos()
    ejes = _figura(lineas, Mm(160)).axes[0]

    assert ejes.get_ylim() == (0, 110)
    assert ejes.get_xlim() == pytest.approx((-0.4, 2.4))
    [linea] = ejes.get_lines()
    assert linea.get_xydata().tolist() == [[0, 20], [2, 90]]
    # Lo que se escribe de cada punto va bajo su fecha: la línea no lo cruza.
    assert not ejes.texts
    bajo = [rotulo.get_text() for rotulo in ejes.get_xticklabels()]
    assert bajo == ["30/04/2026\n20 %", "31/08/2026", "31/12/2026\n90 %"]


def test_en_el_indice_van_las_paginas_que_se_contaron_sin_dibujar_los_graficos(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    contados: list[bytes] = []

    def contar(borrador: bytes, cuantos: int, _avisos: object) -> list[int | None]:
        contados.append(borrador)
        return [*range(7, 7 + cuantos)]

    monkeypatch.setattr(paginas, "paginas_de_titulos", contar)
    escrito = docx.escribir(con_de_todo(*graficos()), Escritura(contar_paginas=True))

    [borrador] = contados
    imagenes = [
        [len(datos) for nombre, datos in partes(de).items() if nombre.startswith("word/media/")]
        for de in (borrador, escrito)
    ]
    assert max(imagenes[0]) < 1_000 < min(imagenes[1])
    texto = texto_de(xml(escrito, "word/document.xml"))
    assert "ContenidoUno\t7Componente 1\t8" in texto
