"""La hoja de estilos de un documento: la de todos, sus estilos, sus medidas y sus imágenes."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from paac_reportes.escritores.html.aspecto.impresion import Papel, reglas_de_papel
from paac_reportes.escritores.html.piezas import en_base64, en_css, regla
from paac_reportes.escritores.html.tablas.geometria import Geometrias
from paac_reportes.maqueta.contenidos import Imagen
from paac_reportes.maqueta.estilos import COLOR_DE_ENLACE, CONTRASTE, Estilo, contraste

_ALINEACIONES = {
    "izquierda": "left",
    "centro": "center",
    "derecha": "right",
    "justificada": "var(--justificada)",
}
_VERTICALES = {
    "arriba": ("top", "start"),
    "centro": ("middle", "center"),
    "abajo": ("bottom", "end"),
}
_A_LO_ALTO = {"arriba": "right", "centro": "center", "abajo": "left"}
"""Hacia dónde va un renglón girado, que empieza abajo."""

_OSCURO = "1B1B1B"
_PASOS = 20
_ANCHO_MINIMO, _ANCHO_HOLGADO = 7.0, 60.0
"""De una columna y de una tabla, en letras de la página: más angosta, la tabla se corre."""


class _Fondo(NamedTuple):
    oscuro: str
    enlace: str


def hoja_de_estilos(
    estilos: Mapping[str, Estilo],
    geometrias: Geometrias,
    papeles: Sequence[Papel],
    imagenes: Sequence[Imagen],
) -> str:
    """Todo lo que la página dice de cómo se ve."""
    return "".join(
        (
            regla("general", _Fondo(_OSCURO, COLOR_DE_ENLACE)),
            *(_de_imagen(numero, imagen) for numero, imagen in enumerate(imagenes, 1)),
            *(_de_estilo(clase, estilo) for clase, estilo in estilos.items()),
            *_de_geometrias(geometrias),
            *map(reglas_de_papel, papeles),
        )
    )


def _de_imagen(numero: int, imagen: Imagen) -> str:
    return regla("imagen", numero, imagen.clase, en_base64(imagen.datos))


def _de_estilo(clase: str, estilo: Estilo) -> str:
    alineacion = _A_LO_ALTO[estilo.vertical] if estilo.girado else _ALINEACIONES[estilo.horizontal]
    # Un relleno es el mismo en lo claro y en lo oscuro, y su letra también.
    letra = estilo.color or ("000000" if estilo.relleno else "")
    en_oscuro = legible(letra, _OSCURO) if letra and not estilo.relleno else ""
    return regla(
        "estilo",
        clase,
        estilo,
        en_css(estilo.familia),
        alineacion,
        _VERTICALES[estilo.vertical],
        letra,
        en_oscuro if en_oscuro != letra else "",
    )


def legible(letra: str, fondo: str) -> str:
    """El color de una letra, tan aclarado como haga falta para leerse sobre un fondo oscuro."""
    canales = [int(letra[lugar : lugar + 2], 16) for lugar in (0, 2, 4)]
    for paso in range(_PASOS + 1):
        claro = "".join(f"{c + (255 - c) * paso // _PASOS:02X}" for c in canales)
        if contraste(claro, fondo) >= CONTRASTE:
            return claro
    return "FFFFFF"


def _de_geometrias(geometrias: Geometrias) -> Iterator[str]:
    acomodadas = []
    for clase, (tipo, anchos, sitios) in geometrias:
        if tipo == "filas":
            minimo = min(_ANCHO_MINIMO * len(anchos), _ANCHO_HOLGADO)
            yield regla("de_filas", clase, minimo, [100 * ancho for ancho in anchos])
        elif tipo == "ficha":
            rotulo, valor = (100 * ancho for ancho in anchos[:2])
            acomodadas.append(regla("de_ficha", clase, len(anchos) // 2, rotulo, valor))
        else:
            partes = [100 * ancho for ancho in anchos]
            acomodadas.append(regla("acomodada", clase, partes, sitios))
    # En un teléfono lo acomodado va en una sola columna.
    if acomodadas:
        yield f"@media print, screen and (min-width: 40.01rem) {{\n{''.join(acomodadas)}}}\n"
