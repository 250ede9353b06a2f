"""Cómo va cada tabla en un teléfono.

La de cifras sigue siendo tabla, y la de textos, tarjetas; de una que es un dibujo, cada zona va por
su inicial.
"""

import re
from collections.abc import Iterator, Sequence

from markupsafe import Markup

from paac_reportes.escritores.html.piezas import pieza
from paac_reportes.maqueta.contenido import solo_texto
from paac_reportes.maqueta.nodos import Tabla

_LETRAS_DE_PANTALLA = 58
"""Las que en una pantalla de 390 píxeles caben en un renglón de las tablas."""
_LETRAS_DE_NOMBRE = 12
"""Las que lleva, por lo menos, la columna que dice de qué es cada fila."""
_LETRAS_DE_ROTULO = 8
"""Las que bastan a la palabra de un rótulo, que se parte por sus sílabas."""
_LETRAS_DE_TEXTO = 40
"""Desde cuántas, lo que dice una celda se lee mejor a todo lo ancho."""


def cabe_en_un_telefono(tabla: Tabla) -> bool:
    """Si en un teléfono se lee como tabla: caben sus palabras y ninguna columna es de texto.

    La primera dice nombres, que van en varios renglones; las filas de una matriz son textos.
    """
    if not tabla.rotulos or tabla.filas.son_del_contenido:
        return False
    de_rotulos = [0] * len(tabla.anchos)
    for columna, texto in _rotulos_de_una_columna(tabla):
        de_rotulos[columna] = max(
            de_rotulos[columna], min(_letras_de_palabra(texto), _LETRAS_DE_ROTULO)
        )
    letras = 0
    for lugar, columna_de_tabla in enumerate(tabla.columnas):
        textos = [
            solo_texto(contenido)
            for fila, contenido in enumerate(columna_de_tabla.contenidos)
            if columna_de_tabla.abarca(fila) == 1
        ]
        if lugar and any(len(texto) > _LETRAS_DE_TEXTO for texto in textos):
            return False
        minimo = de_rotulos[lugar] if lugar else max(de_rotulos[lugar], _LETRAS_DE_NOMBRE)
        letras += max([minimo, *map(_letras_de_palabra, textos)])
    return letras <= _LETRAS_DE_PANTALLA


def _rotulos_de_una_columna(tabla: Tabla) -> Iterator[tuple[int, str]]:
    """Rótulos que son de una sola columna, cada uno tras ella: ``(0, "Actividad")``."""
    for fila in tabla.rotulos:
        columna = 0
        for celda in fila.celdas:
            if celda.columnas == 1 and columna < len(tabla.anchos):
                yield columna, solo_texto(celda.contenido)
            columna += celda.columnas


def _letras_de_palabra(texto: str) -> int:
    """Letras de la palabra más larga de un texto; los espacios duros son de ella."""
    return max(map(len, texto.replace("\n", " ").split(" ")), default=0)


_PALABRA = re.compile(r"[^\W\d_]{2,}")


def zonas_de(tabla: Tabla) -> Sequence[str]:
    """Zonas que las celdas de un dibujo nombran, desde la de arriba a la derecha, que es la peor.

    Ninguna, si dos empiezan por la misma letra.
    """
    textos = (
        solo_texto(celda.contenido) for fila in tabla.filas for celda in reversed(fila.celdas[1:])
    )
    zonas = dict.fromkeys(zona[0] for texto in textos if (zona := _PALABRA.search(texto)))
    return [*zonas] if len({zona[0] for zona in zonas}) == len(zonas) else ()


def con_iniciales(cuerpo: Markup, zonas: Sequence[str]) -> Markup:
    """Filas de un dibujo donde, de cada zona, la inicial va aparte de lo que un teléfono oculta."""
    en_su_celda = re.compile(rf"(<td[^>]*>[^<]*?)\b({'|'.join(zonas)})\b")
    con_la_inicial = en_su_celda.sub(lambda m: f"{m[1]}{pieza('zona', m[2])}", cuerpo)
    return Markup(con_la_inicial)  # noqa: S704 - lo de adentro ya salió escapado
