"""Los estilos por su nombre: cómo se ve un texto o una celda."""

from typing import Literal

import attrs

from paac_reportes import clases
from paac_reportes.maqueta.medida.tipografia import Pt

Horizontal = Literal["izquierda", "centro", "derecha", "justificada"]
Vertical = Literal["arriba", "centro", "abajo"]
Dato = Literal["texto", "fecha", "numero"]

_NADA = Pt(0)
_NOTA_MINIMA = 6
"""Puntos de la letra más pequeña que una nota lleva por sí sola."""


@clases.frozen(kw_only=True)
class Estilo:
    """Aspecto de un párrafo o de una celda; los colores son ``RRGGBB``."""

    familia: str
    tamano: Pt
    negrita: bool = False
    cursiva: bool = False
    color: str | None = None
    relleno: str | None = None
    horizontal: Horizontal = "izquierda"
    vertical: Vertical = "arriba"
    bordes: bool = False
    """Marco fino alrededor de la celda."""
    raya: bool = False
    """Una raya sobre la celda, para firmar encima."""
    dato: Dato = "texto"
    """Qué guarda una hoja de cálculo si el texto es exactamente eso: un texto, fecha o número."""
    antes: Pt = _NADA
    despues: Pt = _NADA
    sangria: Pt = _NADA
    """Lo que se corre a la derecha, con la primera línea afuera, como en una lista."""
    margen: Pt = _NADA
    """Lo que se corre a la derecha todo el párrafo, como en una lista dentro de otra."""
    con_el_siguiente: bool = False
    """No se deja solo al pie de la página."""
    con_el_anterior: bool = False
    """No se deja solo al comienzo de la página."""
    nivel: int = 0
    """El de sus títulos en la navegación, desde 1; 0 si no están en ella."""
    girado: bool = False
    """Si el texto de la celda va de abajo arriba; ``horizontal`` y ``vertical``, como se ven."""

    @property
    def alineacion(self) -> Horizontal:
        """Hacia qué lado de su renglón va el texto; uno girado empieza abajo."""
        return _A_LO_ALTO[self.vertical] if self.girado else self.horizontal


_A_LO_ALTO: dict[Vertical, Horizontal] = {
    "arriba": "derecha",
    "centro": "centro",
    "abajo": "izquierda",
}


MARGEN_DE_CELDA, AIRE_DE_CELDA = Pt(3.5), Pt(1.0)
"""Lo que una celda de un documento deja libre a los lados, y arriba y abajo."""

COLOR_DE_ENLACE = "0563C1"
"""El que Word y Excel le dan."""

CONTRASTE = 4.5
"""Lo menos que WCAG 2 pide entre un texto corriente y su fondo."""

_NEGRO, _BLANCO = "000000", "FFFFFF"


def contraste(uno: str, otro: str) -> float:
    """La razón de contraste de dos colores ``RRGGBB``, de 1 a 21 (WCAG 2, 1.4.3)."""
    claro, oscuro = sorted(map(_luminancia, (uno, otro)), reverse=True)
    return (claro + 0.05) / (oscuro + 0.05)


def _luminancia(color: str) -> float:
    """De 0, el negro, a 1, el blanco (WCAG 2)."""
    canales = (int(color[lugar : lugar + 2], 16) / 255 for lugar in (0, 2, 4))
    rojo, verde, azul = map(_lineal, canales)
    return 0.2126 * rojo + 0.7152 * verde + 0.0722 * azul


def _lineal(canal: float) -> float:
    es_oscuro = canal <= 0.04045  # noqa: PLR2004 - la constante de sRGB
    return canal / 12.92 if es_oscuro else ((canal + 0.055) / 1.055) ** 2.4


def letra_sobre(relleno: str, color: str | None) -> str | None:
    """El color de letra que se lee sobre un relleno: el dado o, si no alcanza, blanco o negro."""
    if contraste(color or _NEGRO, relleno) >= CONTRASTE:
        return color
    return max((_NEGRO, _BLANCO), key=lambda letra: contraste(letra, relleno))


ESTILO_DE_LEYENDA = "leyenda"


def estilo_de_titulo(nivel: int) -> str:
    """El nombre del estilo de los títulos de un nivel; el 0 es el del documento."""
    return f"titulo{nivel or ''}"


def estilos_base(familia: str, tamano: Pt) -> dict[str, Estilo]:
    """Los estilos que todo documento tiene, para la letra dada.

    Son párrafos ``texto``, ``lista``, ``leyenda`` (lo que se escribe sobre una tabla o un
    gráfico), ``nota`` (lo que se escribe bajo una tabla), ``titulo``, ``titulo1``… y los demás,
    celdas: ``encabezado`` y ``pie`` de página, ``franja`` (fila a todo lo ancho sobre los rótulos),
    ``rotulo``, ``banda`` (entre filas), ``total`` (la fila que cierra una tabla o un grupo),
    ``dato`` (el rótulo al lado de su valor), ``indice`` (un renglón de la tabla de contenido),
    ``firma`` y ``celda``.
    """
    letra = Estilo(familia=familia, tamano=tamano)
    celda = attrs.evolve(letra, bordes=True)
    rotulo = attrs.evolve(
        celda, negrita=True, horizontal="centro", vertical="centro", con_el_siguiente=True
    )

    def titulo(
        nivel: int, aumento: int, antes: int, horizontal: Horizontal = "izquierda"
    ) -> Estilo:
        return attrs.evolve(
            letra,
            tamano=Pt(tamano + aumento),
            negrita=True,
            horizontal=horizontal,
            vertical="centro",
            con_el_siguiente=True,
            antes=Pt(antes),
            despues=Pt(4),
            nivel=nivel,
        )

    return {
        "texto": attrs.evolve(letra, despues=Pt(4)),
        "lista": attrs.evolve(letra, despues=Pt(3), sangria=Pt(14)),
        ESTILO_DE_LEYENDA: attrs.evolve(
            letra,
            negrita=True,
            horizontal="centro",
            vertical="abajo",
            antes=Pt(8),
            despues=Pt(2),
            con_el_siguiente=True,
        ),
        "nota": attrs.evolve(
            letra, tamano=Pt(max(tamano - 1, _NOTA_MINIMA)), antes=Pt(2), con_el_anterior=True
        ),
        estilo_de_titulo(0): titulo(0, 4, 0, "centro"),
        estilo_de_titulo(1): titulo(1, 3, 4),
        estilo_de_titulo(2): titulo(2, 1, 8),
        estilo_de_titulo(3): titulo(3, 0, 6),
        "encabezado": attrs.evolve(
            celda, horizontal="centro", vertical="centro", antes=Pt(2), despues=Pt(2)
        ),
        "pie": letra,
        "franja": attrs.evolve(rotulo, relleno="D9E2F3"),
        "rotulo": attrs.evolve(rotulo, relleno="BDD7EE"),
        "banda": attrs.evolve(rotulo, relleno="EDEDED"),
        "total": attrs.evolve(celda, negrita=True, vertical="centro", relleno="EDEDED"),
        "dato": attrs.evolve(celda, negrita=True, relleno="EDEDED"),
        "indice": attrs.evolve(letra, tamano=Pt(tamano + 1), antes=Pt(1), despues=Pt(1)),
        "firma": attrs.evolve(letra, horizontal="centro", vertical="abajo", antes=Pt(36)),
        "celda": celda,
    }


def estilos_de_firma(firma: Estilo) -> dict[str, Estilo]:
    """El del lugar donde se firma, el de una firma dibujada y el del nombre.

    El lugar es tan alto como lo que ``firma`` deja antes.
    """
    arriba = attrs.evolve(firma, vertical="arriba")
    return {
        "firma-espacio": attrs.evolve(
            arriba, antes=Pt(8), despues=firma.antes, con_el_siguiente=True
        ),
        "firma-imagen": attrs.evolve(firma, vertical="abajo", antes=Pt(8), con_el_siguiente=True),
        "firma-raya": attrs.evolve(arriba, antes=Pt(2), raya=True),
    }


ESTILOS_DE_LISTA = ("lista", "lista2", "lista3")
"""El de cada nivel; de ahí en adelante, el último."""


def sublistas(lista: Estilo) -> dict[str, Estilo]:
    """Los estilos de las listas que van dentro de otra: los de ella, cada vez más adentro."""
    return {
        nombre: attrs.evolve(lista, margen=Pt(lista.sangria * nivel))
        for nivel, nombre in enumerate(ESTILOS_DE_LISTA)
        if nivel
    }
