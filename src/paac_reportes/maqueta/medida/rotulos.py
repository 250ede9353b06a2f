"""Ancho de los rótulos de las columnas de cifras: que uno no se lea con el de al lado."""

from collections.abc import Iterator

from paac_reportes.expresiones import expresion
from paac_reportes.maqueta.contenido import ESPACIO_DURO, solo_texto
from paac_reportes.maqueta.medida.ajuste import ESCALA_MINIMA, Medidor
from paac_reportes.maqueta.medida.tipografia import Pt
from paac_reportes.maqueta.nodos import Tabla
from paac_reportes.maqueta.rejilla import ColumnaDeTabla

_SEPARADORES = expresion(rf"[^\S{ESPACIO_DURO}]+")


def palabras_enteras(texto: str) -> list[str]:
    """Palabras de un texto; lo que une un espacio duro (``Tabla 6``) es una sola."""
    return _SEPARADORES.split(texto.strip()) if ESPACIO_DURO in texto.strip() else texto.split()


ENTRE_ROTULOS = Pt(14)
"""Unos cinco milímetros entre los rótulos de dos columnas de números, que ninguna raya separa."""


def que_apartan(
    tabla: Tabla, minimos: list[float], anchos: list[float], medidor: Medidor, ancho: Pt
) -> list[float]:
    """Mínimos, partes de ``ancho``, con que dos rótulos seguidos de números no se leen como uno."""
    rotulos = [_rotulo_a_la_derecha(columna, medidor) for columna in tabla.columnas_de_rotulos]
    return [
        max(minimo, _ancho_que_aparta(rotulo, medidor, parte * ancho) / ancho)
        if rotulo and anterior
        else minimo
        for rotulo, anterior, minimo, parte in zip(
            rotulos, [None, *rotulos], minimos, anchos, strict=False
        )
    ]


def _rotulo_a_la_derecha(columna: ColumnaDeTabla, medidor: Medidor) -> tuple[str, str] | None:
    """Último rótulo de una columna, y su estilo, si va hacia la derecha."""
    propios = [
        (solo_texto(c), estilo) for _, c, estilo, _, abarca in columna.celdas() if abarca == 1
    ]
    if not propios or medidor.estilos[propios[-1][1]].horizontal != "derecha":
        return None
    return propios[-1]


def _ancho_que_aparta(rotulo: tuple[str, str], medidor: Medidor, ancho: float) -> float:
    """El menor ancho, desde el dado, en que los renglones de un rótulo dejan lo que lo aparta."""
    texto, estilo = rotulo
    while ancho < (minimo := _renglon_mas_largo(texto, estilo, medidor, ancho) + ENTRE_ROTULOS):
        ancho = minimo
    return ancho


def _renglon_mas_largo(texto: str, estilo: str, medidor: Medidor, ancho: float) -> float:
    """Largo del renglón mayor donde más cabe: el programa sin márgenes, la hoja más reducida."""
    renglon, largos = "", [0.0]
    for palabra in palabras_enteras(texto):
        seguido = f"{renglon} {palabra}".strip()
        renglon = seguido if medidor.largo(seguido, estilo) <= ancho / ESCALA_MINIMA else palabra
        largos.append(medidor.largo(renglon, estilo))
    return max(largos)


def piden_los_rotulos(tabla: Tabla, medidor: Medidor) -> Iterator[list[float]]:
    """Ancho que pide cada columna para que su rótulo, en un renglón o en dos, quede aparte."""
    rotulos = [_rotulo_a_la_derecha(columna, medidor) for columna in tabla.columnas_de_rotulos]
    for en_renglones in (_en_un_renglon, _en_dos_renglones):
        yield [en_renglones(*r, medidor) + ENTRE_ROTULOS if r else 0.0 for r in rotulos]


def _en_un_renglon(texto: str, estilo: str, medidor: Medidor) -> float:
    return medidor.largo(texto, estilo)


def _en_dos_renglones(texto: str, estilo: str, medidor: Medidor) -> float:
    """Largo del rótulo donde mejor se parte en dos."""
    palabras = palabras_enteras(texto)
    cortes = range(1, len(palabras)) or (len(palabras),)
    return min(
        max(medidor.largo(" ".join(renglon), estilo) for renglon in (palabras[:n], palabras[n:]))
        for n in cortes
    )
