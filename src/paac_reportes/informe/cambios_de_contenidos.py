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
    dicho_de_nuevo,
    nombre_de_elemento,
)
from paac_reportes.modelo.catalogo import CATALOGO
from paac_reportes.modelo.recorrer import contenidos_de
from paac_reportes.modelo.temas import Contenido, Tema, tema_de

_Dicho = tuple[str, str]
"""La clase de un cambio, y su renglón."""


def texto_de_comparacion_de_contenidos(comparacion: ComparacionDeContenidos) -> Iterator[str]:
    """La comparación en renglones, agrupada por clase de cambio."""
    tema = tema_de(comparacion.despues)
    titulo = CATALOGO.objeto(tema.clase).titulo
    yield f"{titulo}, de {_cual(comparacion.antes)} a {_cual(comparacion.despues)}"
    por_clase = agrupadas(_dichos(comparacion, tema))
    for clase, dichos in por_clase.items():
        yield from ("", clase, *(f"  {dice}" for dice in dichos))
    if not por_clase:
        yield NADA_CAMBIO


def _cual(contenido: Contenido) -> str:
    return str(contenido.vigencia) if contenido.vigencia else "uno sin vigencia"


def _dichos(comparacion: ComparacionDeContenidos, tema: Tema) -> Iterator[_Dicho]:
    if comparacion.cambios:
        yield f"Otros datos {tema.de}", cambios_en_palabras(comparacion.cambios)
    yield from dichos_de_listas(comparacion.listas, tema.clase, tema, "")


def dichos_de_listas(
    listas: Mapping[str, CambiosDeLista], clase: type, tema: Tema, de: str
) -> Iterator[_Dicho]:
    """Lo que entra, lo que sale y lo que cambió, con quien lo lleva; y lo de sus listas."""
    for lista in (uno for uno in contenidos_de(clase) if uno.nombre in listas):
        cambios = listas[lista.nombre]
        titulo, se_conoce = CATALOGO.de_raiz(lista.raiz).titulo, como_se_reconoce(lista.raiz, tema)
        for que, suyos in (("entra", cambios.entran), ("sale", cambios.salen)):
            for uno in suyos:
                yield f"{titulo} que {que}", f"{de}{dicho_de_nuevo(lista.raiz, uno, se_conoce)}"
        for cambio in cambios.cambian:
            quien = f"{de}{nombre_de_elemento(cambio.despues, se_conoce)}"
            if cambio.cambios:
                yield f"{titulo} que cambió", f"{quien}; {cambios_en_palabras(cambio.cambios)}"
            yield from dichos_de_listas(cambio.listas, lista.clase, tema, f"{quien} › ")


def datos_de_comparacion_de_contenidos(comparacion: ComparacionDeContenidos) -> dict[str, Any]:
    """La comparación en diccionarios y listas, para JSON."""
    return {
        "antes": {"vigencia": comparacion.antes.vigencia},
        "despues": {"vigencia": comparacion.despues.vigencia},
        "cambios": list(map(dato_de_cambio, comparacion.cambios)),
        **{nombre: datos_de_lista(cambios) for nombre, cambios in comparacion.listas.items()},
    }
