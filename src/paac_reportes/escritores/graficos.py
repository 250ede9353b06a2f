"""Los gráficos de un PDF: trazos, que dibuja matplotlib donde dice ``maqueta.trazado``."""

import functools
import io
import re
import threading
from typing import Any

from paac_reportes.errores import Aviso
from paac_reportes.expresiones import expresion
from paac_reportes.instalacion import como_instalar, hace_falta, hallar
from paac_reportes.maqueta.aspecto import HILO, TINTA, TINTA_SUAVE
from paac_reportes.maqueta.colores_de_graficos import color_de_trama
from paac_reportes.maqueta.medida.tipografia import (
    DE_LA_MISMA_MEDIDA,
    MM_POR_PULGADA,
    PT_POR_PULGADA,
    Mm,
)
from paac_reportes.maqueta.nodos import LETRA_DE_GRAFICO, Grafico, Trama
from paac_reportes.maqueta.trazado import LETRA_MENOR, Trazado, ancho_de_lo_dicho, trazar

_TRAMAS: dict[Trama, str] = {
    "lisa": "",
    "subida": "//",
    "rombos": "xx",
    "cuadros": "++",
    "bajada": "\\\\",
}
"""Cada una, en la clave de matplotlib."""

_ENTRE_PEDAZOS = 0.25
"""Milímetros que separan los de una barra."""
_AIRE = 1.4
"""Los que separan un texto de su barra."""
_RENGLON = 1.25
"""Alto de un renglón, en veces lo alto de sus letras, que es como lo cuenta matplotlib."""
_ALTO_DE_CIFRA = 0.64
_ALTO_DE_LETRA = 0.75
"""El de una cifra y el de una letra con asta, en veces el tamaño: iguales en casi toda letra."""
_CUADRO = 2.6
"""Milímetros del color de una serie en la leyenda."""


def avisos_de_graficos() -> list[Aviso]:
    """El aviso de que no se pueden dibujar; ninguno si se puede."""
    if hallar("matplotlib") is not None:
        return []
    motivo = "los gráficos salen como tabla, porque falta matplotlib"
    return [Aviso("graficos_en_tabla", "", f"{motivo}, {como_instalar('graficos')}")]


_DE_A_UNO = threading.Lock()


def vector_de(grafico: Grafico, ancho: Mm, avisos: list[Aviso]) -> str | None:
    """El gráfico en SVG, con sus letras como trazos; sin matplotlib, ninguno y un aviso."""
    faltas = avisos_de_graficos()
    avisos.extend(faltas)
    return None if faltas else _en_svg(grafico, ancho)


@functools.lru_cache(maxsize=32)
def _en_svg(grafico: Grafico, ancho: Mm) -> str:
    # Cargarla toma medio segundo: sólo si hay algo que dibujar.
    with hace_falta("dibujar un gráfico"):
        from matplotlib import style  # noqa: PLC0415

    # El estilo que haya puesto un cuaderno es de todo el programa, y no es el del informe. De a uno
    # por vez: dos hilos a la vez se devolverían el estilo en desorden, y quedaría cambiado.
    letra = {"font.family": _familias(grafico.familia)}
    with _DE_A_UNO, style.context(["default", _NUESTRO, letra]):
        salida = io.BytesIO()
        sin_fecha = {"Date": None, "Creator": None}
        _figura(grafico, trazar(grafico, ancho)).savefig(salida, format="svg", metadata=sin_fecha)
    return _COMENTARIO.sub("", salida.getvalue().decode("utf-8"))  # repiten los textos


_COMENTARIO = expresion(r"<!--.*?-->", re.DOTALL)
_NUESTRO = {"svg.hashsalt": "paac", "hatch.linewidth": 0.6}
"""Sin lo primero, los nombres de las piezas de un SVG son otros cada vez."""


@functools.lru_cache(maxsize=8)  # la de cada formato, que son pocas
def _familias(familia: str) -> list[str]:
    """La del documento o la que mide igual, si están; y la que trae matplotlib."""
    from matplotlib import font_manager  # noqa: PLC0415

    hay = {nombre.casefold() for nombre in font_manager.get_font_names()}
    deseadas = (familia, DE_LA_MISMA_MEDIDA.get(familia.casefold(), ""))
    return [*(una for una in deseadas if una.casefold() in hay), "DejaVu Sans"]


def _figura(grafico: Grafico, trazado: Trazado) -> Any:
    """Sin ``pyplot``: ni elige cómo se ven las figuras de otro, ni deja una abierta.

    Sus ejes son la hoja entera, en milímetros desde la esquina de arriba, y no se ven.
    """
    from matplotlib.backends.backend_agg import FigureCanvasAgg  # noqa: PLC0415
    from matplotlib.figure import Figure  # noqa: PLC0415

    figura = Figure(figsize=(trazado.ancho / MM_POR_PULGADA, trazado.alto / MM_POR_PULGADA))
    figura.patch.set_visible(False)
    FigureCanvasAgg(figura)
    ejes = figura.add_axes((0, 0, 1, 1))
    ejes.set_xlim(0, trazado.ancho)
    ejes.set_ylim(trazado.alto, 0)
    ejes.set_axis_off()
    if grafico.clase == "lineas":
        _lineas(ejes, grafico, trazado)
    else:
        _barras(ejes, trazado)
    for una in trazado.leyenda:
        cuadro = (una.x, una.y - _CUADRO / 2, _CUADRO, _CUADRO)
        _rectangulo(ejes, cuadro, una.serie.color, una.serie.trama)
        junto = (una.x + _CUADRO + 1, una.y)
        _texto(ejes, junto, una.serie.nombre, "left", fontsize=LETRA_MENOR)
    if grafico.unidad:
        debajo = (trazado.izquierda, (trazado.abajo + trazado.alto) / 2)
        _texto(ejes, debajo, grafico.unidad, "left", **_SUAVE)
    return figura


_SUAVE = {"fontsize": LETRA_MENOR, "color": f"#{TINTA_SUAVE}"}


def _barras(ejes: Any, trazado: Trazado) -> None:
    for barra in trazado.barras:
        centro, antes = barra.centro, trazado.izquierda - _AIRE
        _texto(ejes, (antes, centro), "\n".join(barra.nombre), "right")
        for pedazo in barra.pedazos:
            ancho = pedazo.hasta - pedazo.desde
            sin_hilo = ancho - _ENTRE_PEDAZOS if ancho > 2 * _ENTRE_PEDAZOS else ancho
            lugar = (pedazo.desde, centro - trazado.grueso / 2, sin_hilo, trazado.grueso)
            _rectangulo(ejes, lugar, pedazo.color, pedazo.trama)
            en_medio = ((pedazo.desde + pedazo.hasta) / 2, centro)
            if pedazo.trama != "lisa" and pedazo.dice:  # no pasa por el número
                despejado = min(ancho_de_lo_dicho(pedazo.dice), sin_hilo)
                desde = en_medio[0] - despejado / 2
                suyo = (desde, lugar[1], despejado, trazado.grueso)
                _rectangulo(ejes, suyo, pedazo.color, "lisa")
            como: dict[str, Any] = {"fontsize": LETRA_MENOR, "color": f"#{pedazo.tinta}"}
            _texto(ejes, en_medio, pedazo.dice, "center", **como)
        gruesa = "bold" if trazado.suma else "normal"
        despues = (barra.termina + _AIRE, centro)
        _texto(ejes, despues, barra.al_final, "left", fontweight=gruesa)


def _lineas(ejes: Any, grafico: Grafico, trazado: Trazado) -> None:
    for alto, numero in trazado.marcas:
        ejes.plot([trazado.izquierda, trazado.derecha], [alto, alto], color=f"#{HILO}", lw=0.5)
        _texto(ejes, (trazado.izquierda - _AIRE, alto), numero, "right", **_SUAVE)
    for serie, puntos in zip(grafico.series, trazado.puntos, strict=True):
        conocidos = [punto for punto in puntos if punto.y is not None]
        xs, ys = [punto.x for punto in conocidos], [punto.y for punto in conocidos]
        ejes.plot(xs, ys, color=f"#{serie.color}", marker="o", ms=5, linewidth=1.8)
    # Lo que se escribe de cada punto, bajo su fecha: sobre la línea, ella lo cruzaría.
    for punto in trazado.puntos[0]:
        debajo = (punto.x, trazado.abajo + _AIRE)
        _texto(ejes, debajo, "\n".join(punto.dice), "center", va="top")


def _rectangulo(
    ejes: Any, lugar: tuple[float, float, float, float], color: str, trama: Trama
) -> None:
    from matplotlib.patches import Rectangle  # noqa: PLC0415

    x, y, ancho, alto = lugar
    ejes.add_patch(
        Rectangle(
            (x, y),
            ancho,
            alto,
            facecolor=f"#{color}",
            hatch=_TRAMAS[trama],
            edgecolor=f"#{color_de_trama(color)}",
            linewidth=0,
        )
    )


def _texto(ejes: Any, lugar: tuple[float, float], texto: str, lado: str, **como: Any) -> None:
    """Un texto en sus renglones, con el medio de lo alto de sus cifras en ``lugar``.

    Matplotlib centra el renglón con lo que le sobra abajo a las letras: en una barra delgada se ve
    caído. Con ``parse_math`` apagado, un ``$`` es un ``$``.
    """
    if texto:
        corriente = {"va": "baseline", "color": f"#{TINTA}", "fontsize": LETRA_DE_GRAFICO}
        suyo: dict[str, Any] = corriente | como
        x, y = lugar
        if suyo["va"] == "baseline":  # la del último renglón
            letra = suyo["fontsize"] * MM_POR_PULGADA / PT_POR_PULGADA
            de_los_demas = texto.count("\n") * _RENGLON * _ALTO_DE_LETRA
            y += letra * (_ALTO_DE_CIFRA + de_los_demas) / 2
        ejes.text(x, y, texto, ha=lado, linespacing=_RENGLON, parse_math=False, **suyo)
