"""Un formulario se escribe en Excel más grande de como se imprime.

Excel da a cada renglón píxeles enteros y su aire: los de Arial 8 miden 1,41 veces su letra, y los
de Arial 10, de 1,28 a 1,32, según la pantalla. El mismo formulario en letra de diez puntos, impreso
al 80 %, ocupa menos papel, y en pantalla se lee mejor.
"""

from collections.abc import Iterator, Mapping
from functools import partial

import attrs

from paac_reportes.maqueta.aspecto import CUADRICULA
from paac_reportes.maqueta.contenido import Imagen, Tramo
from paac_reportes.maqueta.documento import Pagina, Parte
from paac_reportes.maqueta.estilos import PASO_DE_SANGRIA, Estilo, en_cuadricula
from paac_reportes.maqueta.medida.tipografia import Mm, Pt
from paac_reportes.maqueta.nodos import Parrafo, Tramos, con_tramos, tabla_con_tramos

_LETRA = Pt(10)
"""Tamaño de la letra de las celdas de un formulario, en la hoja."""

ENTERA = 100
"""Por ciento."""


def escala_de(estilos: Mapping[str, Estilo]) -> int:
    """Escala, por ciento, a que se imprime lo que se escribe con esos estilos del papel."""
    tamano = estilos["celda"].tamano
    if not en_cuadricula(estilos) or tamano >= _LETRA:
        return ENTERA
    return round(ENTERA * tamano / _LETRA)


def con_aire_a_los_lados(estilos: Mapping[str, Estilo]) -> dict[str, Estilo]:
    """Estilos de las celdas cuyo texto va a un lado, que sin una sangría de Excel toca la raya."""
    paso = Pt(PASO_DE_SANGRIA * escala_de(estilos) / ENTERA)
    return {
        nombre: attrs.evolve(estilo, margen=paso)
        for nombre, estilo in estilos.items()
        if estilo.bordes == CUADRICULA
        and estilo.horizontal != "centro"
        and not (estilo.margen or estilo.girado)
    }


def ampliados(estilos: Mapping[str, Estilo], escala: int) -> dict[str, Estilo]:
    """Los estilos del papel, como van en la hoja que se imprime a esa escala."""
    veces = ENTERA / escala
    return {
        nombre: _ampliado(estilo, veces, 0 if _es_celda(nombre, estilo) else veces)
        for nombre, estilo in estilos.items()
    }


def _es_celda(nombre: str, estilo: Estilo) -> bool:
    """Si es una celda de formulario: el renglón de Excel ya le deja más que su aire de debajo."""
    return nombre.partition("-")[0] == "celda" and estilo.bordes == CUADRICULA


def _ampliado(estilo: Estilo, veces: float, debajo: float) -> Estilo:
    """Estilo tantas ``veces`` mayor, y su aire de abajo, tantas como ``debajo``."""
    return attrs.evolve(
        estilo,
        tamano=Pt(round(estilo.tamano * veces * 2) / 2),
        antes=Pt(estilo.antes * veces),
        despues=Pt(estilo.despues * debajo),
        sangria=Pt(estilo.sangria * veces),
        margen=Pt(estilo.margen * veces),
        sobre=Pt(estilo.sobre * veces),
        debajo=Pt(estilo.debajo * veces),
    )


def ampliada(parte: Parte, escala: int) -> Parte:
    """Una parte con su página y sus imágenes como van en esa hoja."""
    veces, marco = ENTERA / escala, parte.marco
    agrandar = partial(_con_imagenes, veces)
    hoja = marco.hoja
    if hoja.bloque is not None:
        hoja = attrs.evolve(hoja, bloque=tabla_con_tramos(hoja.bloque, agrandar))
    bloques = (con_tramos(b, agrandar) if isinstance(b, Parrafo) else b for b in parte.bloques)
    return attrs.evolve(
        parte,
        bloques=tuple(bloques),
        marco=attrs.evolve(marco, hoja=hoja, pagina=_en_la_hoja(marco.pagina, veces)),
    )


def _con_imagenes(veces: float, tramos: Tramos) -> Iterator[Tramo]:
    """Tramos con cada imagen tantas ``veces`` más ancha y más alta."""
    return (
        attrs.evolve(tramo, ancho=Mm(tramo.ancho * veces), alto=Mm(tramo.alto * veces))
        if isinstance(tramo, Imagen)
        else tramo
        for tramo in tramos
    )


def _en_la_hoja(pagina: Pagina, veces: float) -> Pagina:
    lados = {campo: Mm(lado * veces) for campo, lado in attrs.asdict(pagina).items()}
    return Pagina(**lados)
