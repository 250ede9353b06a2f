"""Lo que cambió de un contenido sin cifras a otro, contado: renglones y datos."""

from collections.abc import Iterator, Mapping
from typing import Any

from paac_reportes.analisis.cambios import (
    NADA_CAMBIO,
    CambiosDeLista,
    ComparacionDeContenidos,
    como_se_reconoce,
)
from paac_reportes.grupos import agrupadas
from paac_reportes.informe.cambio_escrito import (
    cambios_en_palabras,
    dato_de_cambio,
    datos_de_lista,
    nombre_con_reporte,
    nombre_de_elemento,
)
from paac_reportes.modelo.catalogo import CATALOGO
from paac_reportes.modelo.recorrer import contenidos_de
from paac_reportes.modelo.temas import Contenido, Tema, tema_de

_Renglon = tuple[str, str]
"""La clase de un cambio, y su renglón."""


def texto_de_comparacion_de_contenidos(comparacion: ComparacionDeContenidos) -> Iterator[str]:
    """La comparación en renglones, agrupada por clase de cambio."""
    tema = tema_de(comparacion.despues)
    titulo = CATALOGO.objeto(tema.clase).titulo
    yield f"{titulo}, de {_vigencia_de(comparacion.antes)} a {_vigencia_de(comparacion.despues)}"
    por_clase = agrupadas(_renglones(comparacion, tema))
    for clase, renglones in por_clase.items():
        yield from ("", clase, *(f"  {renglon}" for renglon in renglones))
    if not por_clase:
        yield NADA_CAMBIO


def _vigencia_de(contenido: Contenido) -> str:
    return str(contenido.vigencia) if contenido.vigencia else "uno sin vigencia"


def _renglones(comparacion: ComparacionDeContenidos, tema: Tema) -> Iterator[_Renglon]:
    if comparacion.cambios:
        yield f"Otros datos {tema.de}", cambios_en_palabras(comparacion.cambios)
    yield from renglones_de_listas(comparacion.listas, tema.clase, tema, "")


def renglones_de_listas(
    listas: Mapping[str, CambiosDeLista], clase: type, tema: Tema, prefijo: str
) -> Iterator[_Renglon]:
    """Lo que entra, sale o cambia en cada lista, y en las listas de lo que cambió.

    ``prefijo`` nombra el elemento que las contiene: ``"1. Contratación › "``.
    """
    for lista in (contenido for contenido in contenidos_de(clase) if contenido.nombre in listas):
        cambios = listas[lista.nombre]
        titulo, se_conoce = CATALOGO.de_raiz(lista.raiz).titulo, como_se_reconoce(lista.raiz, tema)
        for verbo, elementos in (("entra", cambios.entran), ("sale", cambios.salen)):
            for elemento in elementos:
                nombre = nombre_con_reporte(lista.raiz, elemento, se_conoce)
                yield f"{titulo} que {verbo}", f"{prefijo}{nombre}"
        for cambio in cambios.cambian:
            nombre = f"{prefijo}{nombre_de_elemento(cambio.despues, se_conoce)}"
            if cambio.cambios:
                yield f"{titulo} que cambió", f"{nombre}; {cambios_en_palabras(cambio.cambios)}"
            yield from renglones_de_listas(cambio.listas, lista.clase, tema, f"{nombre} › ")


def datos_de_comparacion_de_contenidos(comparacion: ComparacionDeContenidos) -> dict[str, Any]:
    """La comparación en diccionarios y listas, para JSON."""
    return {
        "antes": {"vigencia": comparacion.antes.vigencia},
        "despues": {"vigencia": comparacion.despues.vigencia},
        "cambios": list(map(dato_de_cambio, comparacion.cambios)),
        **{nombre: datos_de_lista(cambios) for nombre, cambios in comparacion.listas.items()},
    }
