"""Los gráficos, con matplotlib: sobrios, con sus valores y legibles en gris."""

import base64
import functools
import io
import re
import textwrap
import threading
from importlib.util import find_spec
from typing import Any

from paac_reportes.errores import Aviso
from paac_reportes.expresiones import expresion
from paac_reportes.instalacion import como_instalar
from paac_reportes.maqueta.contenido import Imagen
from paac_reportes.maqueta.medida.tipografia import DE_LA_MISMA_MEDIDA, MM_POR_PULGADA, Mm
from paac_reportes.maqueta.nodos import LETRA_DE_GRAFICO, Grafico, Trama, valor_escrito

_PUNTOS_POR_PULGADA = 160
_ANCHO_DE_NOMBRE = 38
_RENGLONES_DE_NOMBRE = 6
"""Letras por renglón del nombre de una categoría."""

_TRAMAS: dict[Trama, str] = {
    "lisa": "",
    "subida": "///",
    "rombos": "xxx",
    "cuadros": "+++",
    "bajada": "\\\\\\",
}
"""Cada una, en la clave de matplotlib."""

_FONDO = {"boxstyle": "round,pad=0.12", "fc": "white", "ec": "none"}
"""Lo que se escribe sobre una barra o una línea se lee sobre blanco."""


def imagen_de(grafico: Grafico, ancho: Mm, avisos: list[Aviso]) -> Imagen | None:
    """El gráfico en PNG, del ancho dado; sin matplotlib, ninguno y un aviso."""
    faltas = avisos_de_graficos()
    avisos.extend(faltas)
    return None if faltas else _dibujar(grafico, ancho)


def avisos_de_graficos() -> list[Aviso]:
    """El aviso de que no se pueden dibujar; ninguno si se puede."""
    if find_spec("matplotlib") is not None:
        return []
    motivo = "los gráficos salen como tabla, porque falta matplotlib"
    return [Aviso("graficos_en_tabla", "", f"{motivo}, {como_instalar('graficos')}")]


def en_blanco(grafico: Grafico, ancho: Mm, avisos: list[Aviso]) -> Imagen | None:  # noqa: ARG001 - como la que dibuja
    """Una imagen del mismo tamaño, sin dibujar: para medir."""
    if find_spec("matplotlib") is None:
        return None
    return Imagen(_UN_PIXEL, "png", grafico.texto_alternativo, ancho, grafico.alto)


_UN_PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR42mP4DwABAQEAHLCMmQAAAABJRU5ErkJggg=="
)


_DE_A_UNO = threading.Lock()


def vector_de(grafico: Grafico, ancho: Mm, avisos: list[Aviso]) -> str | None:
    """El gráfico en SVG, con sus letras como trazos; sin matplotlib, ninguno y un aviso."""
    faltas = avisos_de_graficos()
    avisos.extend(faltas)
    return None if faltas else _en_svg(grafico, ancho)


@functools.lru_cache(maxsize=32)
def _dibujar(grafico: Grafico, ancho: Mm) -> Imagen:
    """Un documento con contenido se escribe dos veces; el gráfico se dibuja una."""
    contenido = _guardado(grafico, ancho, "png", {"Software": None})
    return Imagen(contenido, "png", grafico.texto_alternativo, ancho, grafico.alto)


@functools.lru_cache(maxsize=32)
def _en_svg(grafico: Grafico, ancho: Mm) -> str:
    escrito = _guardado(grafico, ancho, "svg", {"Date": None, "Creator": None}).decode("utf-8")
    return _COMENTARIO.sub("", escrito)  # repiten los textos


_COMENTARIO = expresion(r"<!--.*?-->", re.DOTALL)
_NUESTRO = {"svg.hashsalt": "paac"}
"""Sin él, los nombres de las piezas de un SVG son otros cada vez."""


def _guardado(grafico: Grafico, ancho: Mm, clase: str, datos: dict[str, None]) -> bytes:
    # Cargarla toma medio segundo: sólo si hay algo que dibujar.
    from matplotlib import style  # noqa: PLC0415

    # El estilo que haya puesto un cuaderno es de todo el programa, y no es el del informe. De a uno
    # por vez: dos hilos a la vez se devolverían el estilo en desorden, y quedaría cambiado.
    letra = {"font.family": _familias(grafico.familia)}
    with _DE_A_UNO, style.context(["default", _NUESTRO, letra]):
        salida = io.BytesIO()
        _figura(grafico, ancho).savefig(salida, format=clase, metadata=datos)
    return salida.getvalue()


@functools.lru_cache(maxsize=8)  # la de cada formato, que son pocas
def _familias(familia: str) -> list[str]:
    """La del documento o la que mide igual, si están; y la que trae matplotlib."""
    from matplotlib import font_manager  # noqa: PLC0415

    hay = {nombre.casefold() for nombre in font_manager.get_font_names()}
    deseadas = (familia, DE_LA_MISMA_MEDIDA.get(familia.casefold(), ""))
    return [*(una for una in deseadas if una.casefold() in hay), "DejaVu Sans"]


def _figura(grafico: Grafico, ancho: Mm) -> Any:
    """Sin ``pyplot``: ni elige cómo se ven las figuras de otro, ni deja una abierta."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg  # noqa: PLC0415
    from matplotlib.figure import Figure  # noqa: PLC0415

    lados = (ancho / MM_POR_PULGADA, grafico.alto / MM_POR_PULGADA)
    figura = Figure(figsize=lados, dpi=_PUNTOS_POR_PULGADA, layout="constrained")
    FigureCanvasAgg(figura)
    ejes = figura.add_subplot()
    _CLASES[grafico.clase](ejes, grafico)
    _aligerar(ejes)
    return figura


def _aligerar(ejes: Any) -> None:
    ejes.tick_params(labelsize=LETRA_DE_GRAFICO)
    for lado in ("top", "right"):
        ejes.spines[lado].set_visible(False)
    ejes.set_axisbelow(True)


def _barras(ejes: Any, grafico: Grafico) -> None:
    (serie,) = grafico.series
    lugares = range(len(grafico.categorias))
    ejes.barh(
        lugares,
        [valor or 0 for valor in serie.valores],
        color=[f"#{color}" for color in serie.colores or [serie.color] * len(serie.valores)],
        edgecolor="black",
        linewidth=0.6,
        height=0.62,
    )
    # Al lado del eje, que así llega hasta 100 y ninguna de sus líneas pasa por lo escrito.
    for lugar, etiqueta in zip(lugares, grafico.etiquetas, strict=True):
        ejes.annotate(
            etiqueta,
            (1, lugar),
            xytext=(5, 0),
            xycoords=("axes fraction", "data"),
            textcoords="offset points",
            va="center",
            fontsize=LETRA_DE_GRAFICO,
        )
    _nombrar(ejes, grafico)
    _contar_en_el_eje(ejes, grafico)


def _apiladas(ejes: Any, grafico: Grafico) -> None:
    lugares = range(len(grafico.categorias))
    hasta = [0.0] * len(grafico.categorias)
    for serie in grafico.series:
        valores = [valor or 0.0 for valor in serie.valores]
        ejes.barh(
            lugares,
            valores,
            left=hasta,
            color=f"#{serie.color}",
            hatch=_TRAMAS[serie.trama],
            edgecolor="black",
            linewidth=0.5,
            height=0.62,
            label=serie.nombre,
        )
        for lugar, (desde, valor) in enumerate(zip(hasta, valores, strict=True)):
            if valor:
                ejes.annotate(
                    valor_escrito(valor),
                    (desde + valor / 2, lugar),
                    ha="center",
                    va="center",
                    fontsize=LETRA_DE_GRAFICO - 1,
                    bbox=_FONDO,
                )
        hasta = [desde + valor for desde, valor in zip(hasta, valores, strict=True)]
    _nombrar(ejes, grafico)
    _contar_en_el_eje(ejes, grafico)
    ejes.legend(
        fontsize=LETRA_DE_GRAFICO - 1,
        ncols=3,
        loc="upper center",
        bbox_to_anchor=(0.4, -0.12),
        frameon=False,
    )


def _contar_en_el_eje(ejes: Any, grafico: Grafico) -> None:
    ejes.set_xlim(0, grafico.marcas[-1])
    ejes.set_xticks(grafico.marcas)
    ejes.grid(axis="x", color="#D9D9D9", linewidth=0.6)


def _nombrar(ejes: Any, grafico: Grafico) -> None:
    """Los nombres a la izquierda, el primero arriba, en pocos renglones.

    Uno de párrafos taparía las barras; entero está en el texto alternativo y en su tabla.
    """
    nombres = [
        textwrap.fill(nombre, _ANCHO_DE_NOMBRE, max_lines=_RENGLONES_DE_NOMBRE, placeholder="…")
        for nombre in grafico.categorias
    ]
    ejes.set_yticks(range(len(nombres)), nombres)
    ejes.invert_yaxis()


def _lineas(ejes: Any, grafico: Grafico) -> None:
    for serie in grafico.series:
        puntos = [(n, v) for n, v in enumerate(serie.valores) if v is not None]
        ejes.plot(*zip(*puntos, strict=True), color=f"#{serie.color}", marker="o", linewidth=1.8)
    # Lo que se escribe de cada punto, bajo su fecha: sobre la línea, ella lo cruzaría.
    etiquetas = grafico.etiquetas or [""] * len(grafico.categorias)
    bajo = [
        f"{nombre}\n{dice}".strip()
        for nombre, dice in zip(grafico.categorias, etiquetas, strict=True)
    ]
    ejes.set_xticks(range(len(bajo)), bajo)
    ejes.set_xlim(-0.4, len(grafico.categorias) - 0.6)
    ejes.set_ylim(0, 110)
    ejes.set_yticks(grafico.marcas)
    ejes.grid(axis="y", color="#D9D9D9", linewidth=0.6)


_CLASES = {"barras": _barras, "apiladas": _apiladas, "lineas": _lineas}
