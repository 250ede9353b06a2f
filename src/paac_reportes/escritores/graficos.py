"""Los gráficos, con matplotlib: sobrios, con sus valores y legibles en gris."""

import base64
import functools
import io
import itertools
import re
import textwrap
import threading
from importlib.util import find_spec
from typing import Any

from paac_reportes.errores import Aviso
from paac_reportes.instalacion import como_instalar
from paac_reportes.maqueta.contenido import Imagen
from paac_reportes.maqueta.medida.tipografia import MM_POR_PULGADA, Mm
from paac_reportes.maqueta.nodos import Grafico

_PUNTOS_POR_PULGADA = 160
_LETRA = 8
_ANCHO_DE_NOMBRE = 38
_RENGLONES_DE_NOMBRE = 6
"""Letras por renglón del nombre de una categoría."""

_TRAMAS = ("", "///", "xxx", "...", "\\\\\\", "")
"""Una por serie: sin color también se distinguen."""

_FONDO = {"boxstyle": "round,pad=0.12", "fc": "white", "ec": "none"}
"""Lo que se escribe sobre una barra o una línea se lee sobre blanco."""

_MARGEN_DE_ETIQUETA = 1.55
"""Cuánto más largo es el eje que el mayor valor, para que quepa lo que se escribe al lado."""


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


_COMENTARIO = re.compile(r"<!--.*?-->", re.DOTALL)
_NUESTRO = {"svg.hashsalt": "paac"}
"""Sin él, los nombres de las piezas de un SVG son otros cada vez."""


def _guardado(grafico: Grafico, ancho: Mm, clase: str, datos: dict[str, None]) -> bytes:
    # Cargarla toma medio segundo: sólo si hay algo que dibujar.
    from matplotlib import style  # noqa: PLC0415

    # El estilo que haya puesto un cuaderno es de todo el programa, y no es el del informe. De a uno
    # por vez: dos hilos a la vez se devolverían el estilo en desorden, y quedaría cambiado.
    with _DE_A_UNO, style.context(["default", _NUESTRO]):
        salida = io.BytesIO()
        _figura(grafico, ancho).savefig(salida, format=clase, metadata=datos)
    return salida.getvalue()


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
    ejes.tick_params(labelsize=_LETRA)
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
    for lugar, valor, etiqueta in zip(lugares, serie.valores, grafico.etiquetas, strict=True):
        ejes.annotate(
            etiqueta,
            (valor or 0, lugar),
            xytext=(3, 0),
            textcoords="offset points",
            va="center",
            fontsize=_LETRA,
        )
    _nombrar(ejes, grafico)
    ejes.set_xlim(0, 100 * _MARGEN_DE_ETIQUETA if grafico.es_porcentaje else None)
    ejes.set_xticks(range(0, 101, 20))
    ejes.grid(axis="x", color="#D9D9D9", linewidth=0.6)


def _apiladas(ejes: Any, grafico: Grafico) -> None:
    lugares = range(len(grafico.categorias))
    hasta = [0.0] * len(grafico.categorias)
    for serie, trama in zip(grafico.series, itertools.cycle(_TRAMAS)):
        valores = [valor or 0.0 for valor in serie.valores]
        ejes.barh(
            lugares,
            valores,
            left=hasta,
            color=f"#{serie.color}",
            hatch=trama,
            edgecolor="black",
            linewidth=0.5,
            height=0.62,
            label=serie.nombre,
        )
        for lugar, (desde, valor) in enumerate(zip(hasta, valores, strict=True)):
            if valor:
                ejes.annotate(
                    f"{valor:g}",
                    (desde + valor / 2, lugar),
                    ha="center",
                    va="center",
                    fontsize=_LETRA - 1,
                    bbox=_FONDO,
                )
        hasta = [desde + valor for desde, valor in zip(hasta, valores, strict=True)]
    _nombrar(ejes, grafico)
    ejes.xaxis.get_major_locator().set_params(integer=True)  # son cuentas: no hay media fila
    ejes.legend(
        fontsize=_LETRA - 1,
        ncols=3,
        loc="upper center",
        bbox_to_anchor=(0.4, -0.12),
        frameon=False,
    )


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
        for lugar, valor in puntos:
            ejes.annotate(
                grafico.etiquetas[lugar],
                (lugar, valor),
                xytext=(0, 8),
                textcoords="offset points",
                ha="center",
                fontsize=_LETRA,
                bbox=_FONDO,
            )
    ejes.set_xticks(range(len(grafico.categorias)), grafico.categorias)
    ejes.set_xlim(-0.4, len(grafico.categorias) - 0.6)
    ejes.set_ylim(0, 110)
    ejes.grid(axis="y", color="#D9D9D9", linewidth=0.6)


_CLASES = {"barras": _barras, "apiladas": _apiladas, "lineas": _lineas}
