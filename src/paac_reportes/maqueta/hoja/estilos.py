"""Los estilos que sólo una hoja de cálculo pide: los de siempre, con lo que ella no sabe hacer.

Cada uno lleva el nombre del suyo y un sufijo; quien pone una celda pregunta si está. Debajo, los
de un formulario, que se escribe más grande de como se imprime.
"""

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

import attrs

from paac_reportes.maqueta.aspecto import CUADRICULA
from paac_reportes.maqueta.contenido import Imagen, Tramo
from paac_reportes.maqueta.documento import Pagina, Parte
from paac_reportes.maqueta.estilos import (
    CON_ENTRADA,
    ESTILO_DE_LEYENDA,
    ESTILOS_DE_LISTA,
    PASO_DE_SANGRIA,
    Estilo,
    aire_entre_tablas,
    en_cuadricula,
    estilos_en_cuadricula,
)
from paac_reportes.maqueta.medida.tipografia import Mm, Pt
from paac_reportes.maqueta.nodos import Parrafo, Tramos, con_tramos, tabla_con_tramos
from paac_reportes.maqueta.rejilla import Celda, Fila

_DE_UNA_RAYA = Pt(3)
"""Distancia de una raya al nombre de quien firma: Excel lo pega a su borde si va arriba."""


def estilos_de_la_hoja(estilos: Mapping[str, Estilo]) -> dict[str, Estilo]:
    """Estilos de un documento, con los que además pide como libro.

    Unos salen de otros: los que van al centro o en una fila alta, de todos los anteriores.
    """
    colgados = {**estilos, **_estilos_colgados(estilos)}
    todos = {
        **colgados,
        **_estilos_al_filo(estilos),
        **_estilos_repartidos(colgados),
    }
    if leyenda := estilos.get(ESTILO_DE_LEYENDA):
        # A la izquierda: en la primera celda, se lee sobre las que siguen, en blanco.
        suelta = attrs.evolve(leyenda, en_un_renglon=True, horizontal="izquierda")
        todos[sobre_su_tabla(ESTILO_DE_LEYENDA)] = suelta
    if raya := estilos.get("firma-raya"):  # el texto bajo ella va a medio alto de una fila con aire
        todos["firma-raya"] = attrs.evolve(
            raya, vertical="centro", antes=_DE_UNA_RAYA, despues=_DE_UNA_RAYA
        )
    return {**todos, **_estilos_al_centro(todos), **_estilos_de_fila_alta(todos)}


def sobre_su_tabla(estilo: str) -> str:
    """Estilo de la leyenda de una hoja que es de su tabla: ``leyenda`` → ``leyenda-de_hoja``."""
    return f"{estilo}-de_hoja"


_AL_CENTRO = "-al_centro"


def _estilos_al_centro(estilos: Mapping[str, Estilo]) -> dict[str, Estilo]:
    """Estilos de los rótulos que van a un lado, para cuando reúnen varias columnas."""
    return {
        f"{nombre}{_AL_CENTRO}": attrs.evolve(estilo, horizontal="centro", margen=Pt(0))
        for nombre, estilo in estilos.items()
        if estilo.clase == "rotulo" and estilo.horizontal != "centro"
    }


def con_grupos_al_centro(
    rotulos: tuple[Fila, ...], estilos: Mapping[str, Estilo]
) -> tuple[Fila, ...]:
    """Los rótulos, con los que reúnen varias columnas en medio de ellas, si hay tal estilo."""
    if f"rotulo{_AL_CENTRO}" not in estilos:
        return rotulos
    return tuple(
        attrs.evolve(fila, celdas=tuple(_celda_al_centro(celda, estilos) for celda in fila.celdas))
        for fila in rotulos
    )


def _celda_al_centro(celda: Celda, estilos: Mapping[str, Estilo]) -> Celda:
    """Celda con su estilo al centro, si reúne varias columnas y lo hay."""
    centrado = f"{celda.estilo}{_AL_CENTRO}"
    return (
        attrs.evolve(celda, estilo=centrado)
        if celda.columnas > 1 and centrado in estilos
        else celda
    )


_DE_FILA_ALTA = "-de_fila_alta"
_AL_PIE = Pt(2)
"""Blanco que una fila de varios renglones deja bajo ellos: el de Excel ya trae su aire."""
_ARRIBA: Mapping[str, Any] = {"vertical": "arriba", "antes": Pt(0), "despues": _AL_PIE}
_EN_FILA_ALTA = {"celda": _ARRIBA, "total": _ARRIBA, "rotulo": {"vertical": "abajo"}}
"""Dónde va el texto en una fila alta, de más de veinte renglones.

A medio alto, un código, una fecha y un texto de la misma fila empezarían a tres alturas.
"""


def de_fila_alta(estilo: str) -> str:
    """Estilo de la misma celda en una fila alta: ``celda`` → ``celda-de_fila_alta``."""
    return f"{estilo}{_DE_FILA_ALTA}"


def _estilos_de_fila_alta(estilos: Mapping[str, Estilo]) -> dict[str, Estilo]:
    """Estilos de las celdas que no son de un formulario, como van en una fila alta."""
    return {
        de_fila_alta(nombre): attrs.evolve(estilo, **cambia)
        for nombre, estilo in estilos.items()
        if (cambia := _EN_FILA_ALTA.get(estilo.clase))
        and estilo.vertical == "centro" != estilo.horizontal
        and not (estilo.bordes and estilo.bordes.izquierda and estilo.bordes.derecha)
    }


def al_filo(estilo: str) -> str:
    """Estilo de la misma celda en la primera columna: ``celda`` → ``celda-al_filo``."""
    return f"{estilo}-al_filo"


def _estilos_al_filo(estilos: Mapping[str, Estilo]) -> dict[str, Estilo]:
    """Estilos de la primera columna fuera de un formulario: no hay otra de la cual apartarse.

    Así una tabla empieza donde su leyenda, su nota y los títulos: en un solo filo.
    """
    return {
        al_filo(nombre): attrs.evolve(estilo, margen=Pt(estilo.margen - PASO_DE_SANGRIA))
        for nombre, estilo in estilos.items()
        if estilo.clase in CON_ENTRADA
        and estilo.margen >= PASO_DE_SANGRIA
        and not (estilo.bordes and estilo.bordes.izquierda)
    }


def colgado(estilo: str) -> str:
    """Estilo del mismo texto de una lista en su columna, a la derecha de su marca."""
    return f"{estilo}-colgado"


def _estilos_colgados(estilos: Mapping[str, Estilo]) -> dict[str, Estilo]:
    """Estilos ``colgado`` de las listas, sin margen: el de su columna los aparta."""
    return {
        colgado(nombre): attrs.evolve(estilo, margen=Pt(0))
        for nombre, estilo in estilos.items()
        if estilo.clase in ESTILOS_DE_LISTA and estilo.margen
    }


_BAJO_UN_RENGLON = Pt(1.5)
"""Blanco que a un renglón de Excel le sobra bajo su letra, y al último de los repartidos no."""


def repartido(estilo: str) -> str:
    """Estilo del mismo texto que llena su fila: ``lista`` → ``lista-repartido``."""
    return f"{estilo}-repartido"


def _estilos_repartidos(estilos: Mapping[str, Estilo]) -> dict[str, Estilo]:
    """Estilos de un texto de varios renglones, que deja el siguiente bloque en otra fila.

    LibreOffice los hace más bajos que Excel: todos arriba, bajo cada párrafo parecía sobrar uno.
    """
    return {
        repartido(nombre): attrs.evolve(
            estilo, repartido=True, despues=Pt(0), debajo=Pt(estilo.despues + _BAJO_UN_RENGLON)
        )
        for nombre, estilo in estilos.items()
        if estilo.clase in ("texto", *ESTILOS_DE_LISTA)
        and not (estilo.antes or estilo.bordes or en_cuadricula(estilos))
    }


_QUE_NO_SE_NOTA = 3
"""Puntos: lo que no vale una fila en blanco."""


def aire_sobre(estilo: str, estilos: Mapping[str, Estilo], *, tras_una_tabla: bool) -> Pt:
    """El blanco que va sobre un texto, en otra fila: el de su estilo, que suele ser 0.

    ``tras_una_tabla``: si está bajo una tabla, de la que además se aparta; su nota, no.
    """
    aspecto = estilos[estilo]
    if not tras_una_tabla or aspecto.con_el_anterior:
        return aspecto.sobre
    # A medio alto, de lo que pide a los dos lados le queda arriba la mitad.
    en_medio = aspecto.vertical == "centro"
    arriba = (aspecto.antes + aspecto.despues) / 2 if en_medio else aspecto.antes
    falta = Pt(aire_entre_tablas(estilos) - arriba)
    return max(aspecto.sobre, falta if falta > _QUE_NO_SE_NOTA else Pt(0))


# ------------------------------------------------------------------ más grande que impresa
# Excel da a cada renglón píxeles enteros y su aire: los de Arial 8 miden 1,41 veces su letra, y los
# de Arial 10, de 1,28 a 1,32, según la pantalla. El mismo formulario en letra de diez puntos,
# impreso al 80 %, ocupa menos papel, y en pantalla se lee mejor.


_LETRA = Pt(10)
"""Tamaño de la letra de las celdas de un formulario, en la hoja."""

ENTERA = 100
"""Escala de una hoja sin reducir, en por ciento."""


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
    # A una celda de formulario el renglón de Excel ya le deja más que su aire de debajo.
    de_formulario = estilos_en_cuadricula(estilos)
    return {
        nombre: _ampliado(
            estilo, veces, 0 if estilo.clase == "celda" and nombre in de_formulario else veces
        )
        for nombre, estilo in estilos.items()
    }


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
    lados = {campo: Mm(lado * veces) for campo, lado in attrs.asdict(marco.pagina).items()}
    en_la_hoja = attrs.evolve(marco, hoja=hoja, pagina=Pagina(**lados))
    return attrs.evolve(parte, bloques=tuple(bloques), marco=en_la_hoja)


def _con_imagenes(veces: float, tramos: Tramos) -> Iterator[Tramo]:
    """Tramos con cada imagen tantas ``veces`` más ancha y más alta."""
    return (
        attrs.evolve(tramo, ancho=Mm(tramo.ancho * veces), alto=Mm(tramo.alto * veces))
        if isinstance(tramo, Imagen)
        else tramo
        for tramo in tramos
    )
