"""Las huellas de las celdas de un libro, en una hoja escondida: qué cambió en él desde que salió.

Para el libro del que, al volver, sólo se lee una columna: en lo demás, lo escrito se dice.
"""

from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import Any

from paac_reportes.grupos import agrupadas
from paac_reportes.libros.captura.tablas import comparable
from paac_reportes.libros.columnas import COMO_SALIO
from paac_reportes.libros.vistas import valor_de_celda
from paac_reportes.maqueta.hojas_de_datos import ColumnaDeDatos, HojaDeDatos
from paac_reportes.maqueta.medida.tipografia import Mm
from paac_reportes.opc.visto import CeldaVista, DocumentoVisto, TablaVista
from paac_reportes.textos.frases import en_un_renglon
from paac_reportes.textos.plano import de_breve, huella_de, huellas_en_breve

_HOJA, _HUELLAS = "paac.hoja", "paac.huellas"
Huellas = tuple[int, ...]
"""Huella de cada celda de una fila; 0, la que nada dice."""


def hoja_de_huellas(hojas: Iterable[HojaDeDatos]) -> HojaDeDatos:
    """Hoja escondida con las huellas de cada fila de otras, tras las de sus rótulos."""
    filas = (
        (hoja.nombre, huellas_en_breve(map(_huella, valores)))
        for hoja in hojas
        for valores in ([columna.rotulo for columna in hoja.columnas], *hoja.filas)
    )
    return HojaDeDatos(
        nombre=COMO_SALIO,
        columnas=tuple(ColumnaDeDatos(rotulo=una, ancho=Mm(20)) for una in (_HOJA, _HUELLAS)),
        filas=tuple(filas),
        oculta=True,
    )


def _huella(valor: Any) -> int:
    return huella_de([comparable(valor)])


def cambios_desde_que_salio(documento: DocumentoVisto, se_llena: str) -> Iterator[tuple[str, str]]:
    """Lugar de cada celda, fila o columna que no es la que salió, y qué dice.

    ``se_llena``, el rótulo de la columna donde se responde.
    """
    tablas = {parte.nombre: b for parte in documento.partes for b in parte.bloques}
    crudas = tablas.get(COMO_SALIO)
    salieron = agrupadas(
        (hoja, de_breve(huellas))
        for fila in (crudas.filas[1:] if isinstance(crudas, TablaVista) else ())
        for hoja, huellas in [[celda.texto if celda else "" for celda in (*fila, None)][:2]]
    )
    if not salieron:
        yield "", "perdió la hoja escondida que dice cómo salió: no se sabe si algo más cambió"
    for hoja, (rotulos, *filas) in salieron.items():
        tabla = tablas.get(hoja)
        if isinstance(tabla, TablaVista):
            yield from _cambios(tabla, rotulos, filas, _huella(se_llena))
        elif filas:
            yield f"hoja «{hoja}»", "no está con ese nombre, o está en blanco"


def _cambios(
    tabla: TablaVista, rotulos: Huellas, salieron: Sequence[Huellas], se_llena: int
) -> Iterator[tuple[str, str]]:
    """Cambios de una hoja: sus columnas, por su rótulo; sus filas, en su orden."""
    dicen = [tuple(map(_huella_de_celda, fila)) for fila in tabla.filas]
    arriba = max(range(len(dicen)), key=lambda n: len({*rotulos}.intersection(dicen[n])))
    if perdidas := len({*rotulos}.difference(dicen[arriba])):
        yield tabla.lugar, f"columnas que salieron en ella y no están: {perdidas}"
    columnas = [n for n, una in enumerate(dicen[arriba]) if una != se_llena]
    lugares = [[*rotulos, dicen[arriba][n]].index(dicen[arriba][n]) for n in columnas]
    enteras = (fila for fila in salieron if len(fila) == len(rotulos))
    antes = [tuple((*fila, 0)[n] for n in lugares) for fila in enteras]
    ahora = [tuple(fila[n] for n in columnas) for fila in dicen]
    numeros = [n for n in range(arriba + 1, len(dicen)) if any(ahora[n])]
    pares = SequenceMatcher(None, antes, [ahora[n] for n in numeros], autojunk=False)
    for _, desde, hasta, primera, ultima in pares.get_opcodes():
        for fila, n in zip(antes[desde:hasta], numeros[primera:ultima], strict=False):
            for columna, era, es in zip(columnas, fila, ahora[n], strict=True):
                if era != es:
                    dice = f"dice {_textos([tabla.filas[n][columna]])}" if es else "quedó en blanco"
                    yield tabla.lugar_de(n, columna), f"{dice}, y no salió así"
        for n in numeros[primera + hasta - desde : ultima]:
            yield tabla.lugar_de(n), f"es una fila que no salió: {_textos(tabla.filas[n])}"
        if (faltan := hasta - desde - (ultima - primera)) > 0:
            ultimo = numeros[ultima - 1] + 1 if ultima else arriba + 1
            yield tabla.lugar_de(ultimo), f"filas que salieron ahí y no están: {faltan}"


def _huella_de_celda(celda: CeldaVista | None) -> int:
    return _huella(valor_de_celda(celda)) if celda else 0


def _textos(celdas: Iterable[CeldaVista | None]) -> str:
    return " · ".join(f"«{en_un_renglon(u.texto)}»" for u in celdas if u and u.texto)
