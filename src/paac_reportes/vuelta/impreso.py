"""Lo que alguien escribió en las filas impresas de un libro que se lee por su hoja ``Datos``.

Sin su plan no se sabe de qué dato es; que alguien lo escribió lo dicen las huellas de lo que cada
fila dijo al salir.
"""

from collections.abc import Iterator, Sequence
from itertools import combinations, compress, islice
from operator import not_

from paac_reportes.cotejo.cambios import AlSalir
from paac_reportes.cotejo.visto import SIGUE, Linea, dice_que_sigue, lineas_de
from paac_reportes.formatos.definicion.esquema import Esquema
from paac_reportes.maqueta.rejilla import DE_LO_QUE_SE_DICE
from paac_reportes.modelo.filas import forma_de_filas
from paac_reportes.modelo.recorrer import en_largo
from paac_reportes.modelo.temas import tema
from paac_reportes.opc.visto import DocumentoVisto
from paac_reportes.textos.plano import de_breve
from paac_reportes.vuelta.cambios import CambioLeido

_POR_FUERA = (
    "se escribió en lo impreso, y el contenido salió de la hoja Datos: escríbalo en ella, o dé el"
    " plan con plan= (--plan)"
)

_SIGUEN_EN_DATOS = "se quitaron de lo impreso, y siguen en la hoja Datos: quítelas de ella"

_SE_PRUEBAN = 1000
"""Modos de repartir los textos de una fila entre las columnas con que salió."""


def escrito_en_lo_impreso(documento: DocumentoVisto, esquema: Esquema) -> Iterator[CambioLeido]:
    """Los cambios de lo impreso: filas que faltan, que dicen otra cosa o que no salieron."""
    al_salir = AlSalir(
        huellas=frozenset(de_breve(esquema.lineas or "")), de_varias={}, completo=True
    )
    if (faltan := filas_de_menos(documento, esquema)) > 0:
        yield CambioLeido(
            clase="falta", lugar="", antes=f"{faltan} de sus filas", motivo=_SIGUEN_EN_DATOS
        )
    cuantas = {f"t{n}": len(tabla.columnas) for n, tabla in enumerate(esquema.tablas, 1)}
    for linea, textos in _filas_impresas(documento, esquema):
        # Lo que es de varias filas salió aparte: combinado, o repetido en cada página.
        solos = ["" if dice_que_sigue(t) or al_salir.salio((t,)) else t for t in textos]
        if all(
            al_salir.cambiadas(*formas) is None
            for formas in _con_sus_columnas(linea, cuantas[linea.rotulos], solos, textos)
        ):
            yield CambioLeido(
                clase="editada" if linea.marca else "agregada",
                lugar=linea.lugar,
                ahora=" | ".join(filter(None, textos)),
                motivo=_POR_FUERA,
            )


def _con_sus_columnas(
    linea: Linea, cuantas: int, *textos_por_linea: list[str]
) -> Iterator[Sequence[list[str]]]:
    """Los modos de poner los textos de una fila en sus columnas, para ver si así salió.

    En las suyas; en más, si no todas se ven; y sin las que alguien agregó. ``cuantas``: las que
    salieron.
    """
    yield textos_por_linea
    # De las que van bajo un rótulo de varias, sólo se ven aquellas en que alguna fila dice algo.
    modos = combinations(range(cuantas), len(linea.textos))
    for lugares in islice(modos, _SE_PRUEBAN):
        donde = [dict(zip(lugares, textos, strict=True)) for textos in textos_por_linea]
        yield [[textos.get(lugar, "") for lugar in range(cuantas)] for textos in donde]
    que_salieron = [otra.textos for otra in linea.tramo.lineas if otra.marca]
    columnas = [any(textos) for textos in zip(*que_salieron, strict=True)]
    if not any(compress(linea.textos, map(not_, columnas))):
        yield [[*compress(textos, columnas)] for textos in textos_por_linea]


def filas_de_menos(documento: DocumentoVisto, esquema: Esquema) -> int:
    """Cuántas de las filas con marca con que el documento salió ya no trae."""
    marcas = {
        marca.partition("_")[0].rstrip(SIGUE)
        for tabla in documento.tablas()
        for marca in tabla.marcas.values()
        if marca[:1] not in {"t", "x", DE_LO_QUE_SE_DICE}
    }
    return (esquema.filas or 0) - len(marcas)


def _filas_impresas(
    documento: DocumentoVisto, esquema: Esquema
) -> Iterator[tuple[Linea, list[str]]]:
    """Las filas del contenido con sus textos, enteras aunque sigan en otra página.

    Las sin marca, si dicen más que un título.
    """
    su_tema = tema(esquema.de)
    listas = {*forma_de_filas(su_tema).listas}
    tablas = {f"t{n}" for n, t in enumerate(esquema.tablas, 1) if listas.issuperset(t.recorre)}
    filas: list[tuple[Linea, list[str]]] = []
    for linea in lineas_de(documento):
        ruta = en_largo(linea.marca.rstrip(SIGUE).partition("_")[0], su_tema.clase) or ""
        es_de_fila = ruta.partition("[")[0] in listas if linea.marca else any(linea.textos[1:])
        if linea.rotulos not in tablas or not es_de_fila:
            continue
        if filas and linea.marca == f"{filas[-1][0].marca}{SIGUE}":
            textos = filas[-1][1]
            siguen = ("" if dice_que_sigue(texto) else texto for texto in linea.textos)
            textos[:] = map("".join, zip(textos, siguen, strict=False))
        else:
            filas.append((linea, [*linea.textos]))
    yield from filas
