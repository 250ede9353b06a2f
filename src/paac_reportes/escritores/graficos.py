"""Un gráfico en SVG, donde dice ``maqueta.trazado``: el de un PDF y el de una página web.

Sus letras son letras: se buscan y se copian, y van con la del documento. Los colores son los del
papel; una página los cambia por la clase de cada texto donde la pantalla está a oscuras.
"""

from collections.abc import Iterator

from paac_reportes import clases
from paac_reportes.escritores.paquete import escapar
from paac_reportes.maqueta.aspecto import HILO, TINTA, TINTA_SUAVE
from paac_reportes.maqueta.colores_de_graficos import color_de_filo
from paac_reportes.maqueta.medida.tipografia import MM_POR_PULGADA, PT_POR_PULGADA, Mm
from paac_reportes.maqueta.nodos import LETRA_DE_GRAFICO, Grafico
from paac_reportes.maqueta.trazado import (
    AIRE,
    BORDE,
    CUADRO,
    FILO,
    LETRA_DE_VALOR,
    LETRA_MENOR,
    RADIO_DE_PUNTO,
    RENGLON,
    BarraDeGrafico,
    Trazado,
    trazar,
)

_ENTRE_PEDAZOS = 0.25
"""Milímetros que separan los de una barra."""
_BAJO_EL_MEDIO = 0.32
"""De un renglón, lo que hay del medio de sus cifras a su pie, en veces su letra."""
_GRUESO_DE_GUIA, _GRUESO_DE_LINEA = 0.18, 0.6
_EMES_POR_MM = 0.3
"""En una pantalla: con ellos la letra menor pasa de once puntos."""


def svg_de(
    grafico: Grafico,
    ancho: Mm,
    *,
    familia: str = "",
    en_pagina: str = "",
    con_nombres_encima: bool = False,
) -> str:
    """SVG de un gráfico, con la letra ``familia``; ``en_pagina``: su clase de CSS en la web."""
    trazado = trazar(grafico, ancho, con_nombres_encima=con_nombres_encima)
    dibujar = _lineas if grafico.clase == "lineas" else _barras
    piezas = [*dibujar(grafico, trazado), *_cuadros(trazado)]
    en_em = f"{_corto(trazado.ancho * _EMES_POR_MM)}em"
    pagina = f' class="{en_pagina}" width="{en_em}"' if en_pagina else ""
    letra = f" font-family=\"'{escapar(familia)}'\"" if familia else ""
    cuadro = f"0 0 {_corto(trazado.ancho)} {_corto(trazado.alto)}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg"{pagina} viewBox="{cuadro}"{letra}>'
        f"{''.join(piezas)}</svg>"
    )


@clases.frozen
class _AspectoDeLetra:
    """Aspecto de las letras de un texto; ``clase`` es la de CSS con que una página las cambia."""

    puntos: float = LETRA_DE_GRAFICO
    color: str = TINTA
    clase: str = ""
    negrita: bool = False

    @property
    def alto(self) -> float:
        """Milímetros de su cuerpo."""
        return self.puntos * MM_POR_PULGADA / PT_POR_PULGADA


_CORRIENTES, _MENORES = _AspectoDeLetra(), _AspectoDeLetra(LETRA_MENOR)
_DE_VALOR = _AspectoDeLetra(LETRA_DE_VALOR, negrita=True)
_SUAVES = _AspectoDeLetra(LETRA_MENOR, TINTA_SUAVE, "suave")


def _barras(_grafico: Grafico, trazado: Trazado) -> Iterator[str]:
    """Marcas de las barras, con su nombre, lo que dice cada pedazo y lo que va al final."""
    for barra in trazado.barras:
        yield from _nombre_de_barra(barra, trazado)
        for pedazo in barra.pedazos:
            ancho = pedazo.hasta - pedazo.desde
            sin_hilo = ancho - _ENTRE_PEDAZOS if ancho > 2 * _ENTRE_PEDAZOS else ancho
            alto = barra.centro - trazado.grueso / 2
            yield from _rectangulo(
                (pedazo.desde, alto, sin_hilo, trazado.grueso), pedazo.color, filo=pedazo.filo
            )
            if pedazo.dice:
                x = (pedazo.desde + pedazo.hasta) / 2
                adentro = _AspectoDeLetra(LETRA_MENOR, pedazo.tinta, "adentro", pedazo.en_negrita)
                yield _texto(x, barra.centro, pedazo.dice, "middle", adentro)
        al_final = _AspectoDeLetra(negrita=trazado.suma)
        yield _texto(barra.termina + AIRE, barra.centro, barra.al_final, letras=al_final)


def _nombre_de_barra(barra: BarraDeGrafico, trazado: Trazado) -> Iterator[str]:
    """Renglones del nombre de una barra, a su izquierda o, si van encima, sobre ella."""
    alto_de_renglon = _CORRIENTES.alto * RENGLON
    primero = barra.medio_del_nombre - alto_de_renglon * (len(barra.nombre) - 1) / 2
    encima = trazado.con_nombres_encima
    x, lado = (trazado.izquierda, "start") if encima else (trazado.izquierda - AIRE, "end")
    for lugar, renglon in enumerate(barra.nombre):
        yield _texto(x, primero + lugar * alto_de_renglon, renglon, lado)


def _lineas(grafico: Grafico, trazado: Trazado) -> Iterator[str]:
    """Marcas de unas líneas: el eje con sus números, cada serie con sus puntos, y los textos."""
    for alto, numero in trazado.marcas:
        de_lado_a_lado = f"M{_corto(trazado.izquierda)} {_corto(alto)}H{_corto(trazado.derecha)}"
        yield _raya(de_lado_a_lado, HILO, _GRUESO_DE_GUIA, "guia")
        yield _texto(trazado.izquierda - AIRE, alto, numero, "end", _SUAVES)
    for serie, puntos in zip(grafico.series, trazado.puntos, strict=True):
        conocidos = [(_corto(p.x), _corto(p.y)) for p in puntos if p.y is not None]
        if conocidos:
            por_ellos = "L".join(f"{x} {y}" for x, y in conocidos)
            yield _raya(f"M{por_ellos}", serie.color, _GRUESO_DE_LINEA, "linea")
        for x, y in conocidos:
            circulo = f'cx="{x}" cy="{y}" r="{RADIO_DE_PUNTO}" fill="#{serie.color}"'
            yield f'<circle class="linea" {circulo}/>'
    for texto in trazado.junto_a_los_puntos:
        letras = _DE_VALOR if texto.que == "valor" else _MENORES
        yield _texto(texto.x, texto.y, texto.texto, "middle", letras)


def _cuadros(trazado: Trazado) -> Iterator[str]:
    """Marcas de la leyenda: cada cuadro de color, con su texto a la derecha."""
    for pieza in trazado.cuadros:
        lugar = pieza.x, pieza.y - CUADRO / 2, CUADRO, CUADRO
        yield from _rectangulo(lugar, pieza.color, filo=pieza.filo)
        letras = _AspectoDeLetra(LETRA_MENOR, negrita=pieza.en_negrita)
        yield _texto(pieza.x + CUADRO + BORDE, pieza.y, pieza.texto, letras=letras)


# ------------------------------------------------------------------ trazos y letras


def _rectangulo(
    lugar: tuple[float, float, float, float], color: str, *, filo: bool
) -> Iterator[str]:
    """Rectángulo en ``(x, y, ancho, alto)``, en mm: sin contorno, o con filo por dentro."""
    x, y, ancho, alto = map(_corto, lugar)
    yield f'<rect x="{x}" y="{y}" width="{ancho}" height="{alto}" fill="#{color}"/>'
    if filo and lugar[2] > 2 * FILO:
        x, y = (_corto(lugar[eje] + FILO / 2) for eje in (0, 1))
        ancho, alto = (_corto(lugar[eje] - FILO) for eje in (2, 3))
        yield _raya(f"M{x} {y}h{ancho}v{alto}h-{ancho}z", color_de_filo(color), FILO, "filo")


def _raya(camino: str, color: str, grueso: float, clase: str) -> str:
    """Línea por un camino de SVG (``M0 5H80``), de ese grueso en mm."""
    return (
        f'<path class="{clase}" d="{camino}" fill="none" stroke="#{color}"'
        f' stroke-width="{grueso}"/>'
    )


def _texto(
    x: float, y: float, texto: str, lado: str = "start", letras: _AspectoDeLetra = _CORRIENTES
) -> str:
    """Renglón con el medio de lo alto de sus cifras en ``y`` (mm); de un texto vacío, nada."""
    if not texto:
        return ""
    y += letras.alto * _BAJO_EL_MEDIO
    clase = f' class="{letras.clase}"' if letras.clase else ""
    ancla = "" if lado == "start" else f' text-anchor="{lado}"'
    peso = ' font-weight="bold"' if letras.negrita else ""
    return (
        f'<text{clase} x="{_corto(x)}" y="{_corto(y)}" font-size="{_corto(letras.alto)}"'
        f'{ancla}{peso} fill="#{letras.color}">{escapar(texto)}</text>'
    )


def _corto(medida: float) -> str:
    """Milímetros con centésimas y sin ceros de más: ``12.5``."""
    return f"{medida:.2f}".rstrip("0").rstrip(".")
