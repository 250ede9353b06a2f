"""Un gráfico en SVG, donde dice ``maqueta.trazado``: el de un PDF y el de una página web.

Sus letras son letras: se buscan y se copian, y van con la del documento. Los colores son los del
papel; una página los cambia por la clase de cada texto donde la pantalla está a oscuras.
"""

from collections.abc import Iterator

from paac_reportes import clases
from paac_reportes.maqueta.aspecto import HILO, TINTA, TINTA_SUAVE
from paac_reportes.maqueta.colores_de_graficos import color_de_trama, tinta_sobre
from paac_reportes.maqueta.medida.tipografia import MM_POR_PULGADA, PT_POR_PULGADA, Mm
from paac_reportes.maqueta.nodos import LETRA_DE_GRAFICO, Grafico, Trama
from paac_reportes.maqueta.trazado import (
    AIRE,
    BORDE,
    CUADRO,
    LETRA_MENOR,
    RENGLON,
    Barra,
    Trazado,
    trazar,
)

_ENTRE_PEDAZOS = 0.25
"""Milímetros que separan los de una barra."""
_BAJO_EL_MEDIO = 0.32
"""De un renglón, lo que hay del medio de sus cifras a su pie, en veces su letra."""
_PIE = 0.5
"""Milímetros de la raya al pie de lo que sin color se confundiría; no toca el número."""
_GUIONES: dict[Trama, str] = {"cuadros": ".6 .6", "bajada": "2 1", "rombos": "2 .7 .7 .7"}
"""Los de esa raya, que si no es seguida."""
_GRUESO_DE_GUIA, _GRUESO_DE_LINEA, _RADIO_DE_PUNTO = 0.18, 0.6, 0.9
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
    """El gráfico de ese ancho, con una letra o con la de donde esté.

    En una página web, ``en_pagina`` es su clase, y dice de qué tamaño se lee bien.
    """
    trazado = trazar(grafico, ancho, con_nombres_encima=con_nombres_encima)
    dibujar = _lineas if grafico.clase == "lineas" else _barras
    piezas = [*dibujar(grafico, trazado), *_leyenda(trazado)]
    if grafico.unidad:
        y = (trazado.abajo + trazado.alto) / 2
        piezas.append(_texto(trazado.izquierda, y, grafico.unidad, letras=_SUAVES))
    en_em = f"{_corto(trazado.ancho * _EMES_POR_MM)}em"
    pagina = f' class="{en_pagina}" width="{en_em}"' if en_pagina else ""
    letra = f" font-family=\"'{_escapado(familia)}'\"" if familia else ""
    cuadro = f"0 0 {_corto(trazado.ancho)} {_corto(trazado.alto)}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg"{pagina} viewBox="{cuadro}"{letra}>'
        f"{''.join(piezas)}</svg>"
    )


@clases.frozen
class _Letras:
    """Cómo se ven las de un texto."""

    puntos: float = LETRA_DE_GRAFICO
    color: str = TINTA
    clase: str = ""
    negrita: bool = False

    @property
    def alto(self) -> float:
        """En milímetros."""
        return self.puntos * MM_POR_PULGADA / PT_POR_PULGADA


_CORRIENTES, _MENORES = _Letras(), _Letras(LETRA_MENOR)
_SUAVES = _Letras(LETRA_MENOR, TINTA_SUAVE, "suave")


def _barras(_grafico: Grafico, trazado: Trazado) -> Iterator[str]:
    for barra in trazado.barras:
        yield from _nombre(barra, trazado)
        for pedazo in barra.pedazos:
            ancho = pedazo.hasta - pedazo.desde
            sin_hilo = ancho - _ENTRE_PEDAZOS if ancho > 2 * _ENTRE_PEDAZOS else ancho
            alto = barra.centro - trazado.grueso / 2
            yield from _rectangulo(
                (pedazo.desde, alto, sin_hilo, trazado.grueso), pedazo.color, pedazo.trama
            )
            if pedazo.dice:
                x = (pedazo.desde + pedazo.hasta) / 2
                adentro = _Letras(LETRA_MENOR, pedazo.tinta, "adentro")
                yield _texto(x, barra.centro, pedazo.dice, "middle", adentro)
        al_final = _Letras(negrita=trazado.suma)
        yield _texto(barra.termina + AIRE, barra.centro, barra.al_final, letras=al_final)
        for angosto in barra.angostos:
            yield from _cuadro(angosto.x, barra.centro, angosto.pedazo.color, angosto.pedazo.trama)
            x = angosto.x + CUADRO + BORDE
            yield _texto(x, barra.centro, angosto.dice, letras=_MENORES)


def _nombre(barra: Barra, trazado: Trazado) -> Iterator[str]:
    de_renglon = _CORRIENTES.alto * RENGLON
    primero = barra.medio_del_nombre - de_renglon * (len(barra.nombre) - 1) / 2
    encima = trazado.con_nombres_encima
    x, lado = (trazado.izquierda, "start") if encima else (trazado.izquierda - AIRE, "end")
    for lugar, renglon in enumerate(barra.nombre):
        yield _texto(x, primero + lugar * de_renglon, renglon, lado)


def _lineas(grafico: Grafico, trazado: Trazado) -> Iterator[str]:
    for alto, numero in trazado.marcas:
        de_lado_a_lado = f"M{_corto(trazado.izquierda)} {_corto(alto)}H{_corto(trazado.derecha)}"
        yield _raya(de_lado_a_lado, HILO, _GRUESO_DE_GUIA, "guia")
        yield _texto(trazado.izquierda - AIRE, alto, numero, "end", _SUAVES)
    for serie, puntos in zip(grafico.series, trazado.puntos, strict=True):
        conocidos = [(_corto(uno.x), _corto(uno.y)) for uno in puntos if uno.y is not None]
        if conocidos:
            por_ellos = "L".join(f"{x} {y}" for x, y in conocidos)
            yield _raya(f"M{por_ellos}", serie.color, _GRUESO_DE_LINEA, "linea")
        for x, y in conocidos:
            circulo = f'cx="{x}" cy="{y}" r="{_RADIO_DE_PUNTO}" fill="#{serie.color}"'
            yield f'<circle class="linea" {circulo}/>'
    # Lo que se escribe de cada punto, bajo su fecha: sobre la línea, ella lo cruzaría.
    de_renglon = _MENORES.alto * RENGLON
    for punto in trazado.puntos[0]:
        for lugar, dice in enumerate(punto.dice):
            medio = trazado.abajo + AIRE + de_renglon * (lugar + 0.5)
            letras = _Letras(LETRA_MENOR, negrita=not lugar)
            yield _texto(punto.x, medio, dice, "middle", letras)


def _leyenda(trazado: Trazado) -> Iterator[str]:
    for clave in trazado.leyenda:
        yield from _cuadro(clave.x, clave.y, clave.serie.color, clave.serie.trama)
        yield _texto(clave.x + CUADRO + BORDE, clave.y, clave.serie.nombre, letras=_MENORES)


# ------------------------------------------------------------------ trazos y letras


def _cuadro(x: float, y: float, color: str, trama: Trama) -> Iterator[str]:
    return _rectangulo((x, y - CUADRO / 2, CUADRO, CUADRO), color, trama)


def _rectangulo(
    lugar: tuple[float, float, float, float], color: str, trama: Trama
) -> Iterator[str]:
    """Sin contorno; lo que no es liso, con su raya al pie."""
    x, y, ancho, alto = map(_corto, lugar)
    yield f'<rect x="{x}" y="{y}" width="{ancho}" height="{alto}" fill="#{color}"/>'
    if trama != "lisa":
        al_pie = f"M{x} {_corto(lugar[1] + lugar[3] - _PIE / 2)}h{ancho}"
        # Un color oscuro es otro a la vista: sólo en gris se confunde.
        clase = "pie" if tinta_sobre(color) == TINTA else "solo-papel"
        yield _raya(al_pie, color_de_trama(color), _PIE, clase, _GUIONES.get(trama, ""))


def _raya(camino: str, color: str, grueso: float, clase: str, guiones: str = "") -> str:
    de_a_trozos = f' stroke-dasharray="{guiones}"' if guiones else ""
    return (
        f'<path class="{clase}" d="{camino}" fill="none" stroke="#{color}"'
        f' stroke-width="{grueso}"{de_a_trozos}/>'
    )


def _texto(
    x: float, y: float, texto: str, lado: str = "start", letras: _Letras = _CORRIENTES
) -> str:
    """Un renglón con el medio de lo alto de sus cifras en ``y``; de un texto vacío, nada."""
    if not texto:
        return ""
    y += letras.alto * _BAJO_EL_MEDIO
    clase = f' class="{letras.clase}"' if letras.clase else ""
    ancla = "" if lado == "start" else f' text-anchor="{lado}"'
    peso = ' font-weight="bold"' if letras.negrita else ""
    return (
        f'<text{clase} x="{_corto(x)}" y="{_corto(y)}" font-size="{_corto(letras.alto)}"'
        f'{ancla}{peso} fill="#{letras.color}">{_escapado(texto)}</text>'
    )


def _escapado(texto: str) -> str:
    texto = texto.replace("&", "&amp;").replace("<", "&lt;")
    return texto.replace(">", "&gt;").replace('"', "&quot;")


def _corto(medida: float) -> str:
    """``12.5``: centésimas de milímetro, sin ceros de más."""
    return f"{medida:.2f}".rstrip("0").rstrip(".")
