"""De un texto en Markdown a los párrafos y las listas de un documento."""

from collections.abc import Iterator

import attrs

from paac_reportes.expresiones import expresion
from paac_reportes.maqueta.contenido import ESPACIO_DURO, Enfasis, Tramo
from paac_reportes.maqueta.estilos import ESTILOS_DE_LISTA
from paac_reportes.maqueta.nodos import Lista, Parrafo, Titulo
from paac_reportes.textos.markdown import BloqueDeTexto, Trozo, leer_markdown


def parrafos_de(texto: str) -> Iterator[Parrafo]:
    """Los párrafos y las listas de un texto en Markdown."""
    return map(parrafo_de, leer_markdown(texto))


_EL_MAS_HONDO = 3
"""El nivel de los últimos títulos que todo formato viste."""


def parrafos_y_subtitulos(texto: str, nivel: int) -> Iterator[Parrafo | Titulo]:
    """Párrafos y subtítulos sin número de un texto, bajo un título de ese nivel."""
    for bloque in leer_markdown(texto):
        if bloque.clase == "subtitulo":
            titulo = "".join(trozo.texto for trozo in bloque.trozos)
            yield Titulo(texto=titulo, nivel=min(nivel + 1, _EL_MAS_HONDO))
        else:
            yield parrafo_de(bloque)


_TRAS_UN_NUMERO = expresion(r"(?<=\d) (?=[^\W\d_]{4})")


def con_numeros_juntos(parrafo: Parrafo) -> Parrafo:
    """El párrafo, sin que «12 dependencias» pueda quedar en dos renglones: con espacio duro."""
    contenido = parrafo.contenido
    tramos = (contenido,) if isinstance(contenido, str) else contenido
    return attrs.evolve(parrafo, contenido=tuple(map(_con_numero_junto, tramos)))


def _con_numero_junto(tramo: Tramo) -> Tramo:
    if isinstance(tramo, Enfasis):
        return attrs.evolve(tramo, texto=_TRAS_UN_NUMERO.sub(ESPACIO_DURO, tramo.texto))
    return _TRAS_UN_NUMERO.sub(ESPACIO_DURO, tramo) if isinstance(tramo, str) else tramo


def parrafo_de(bloque: BloqueDeTexto) -> Parrafo:
    """Un párrafo de Markdown, suelto o de una lista."""
    tramos = [*map(tramo_de_trozo, bloque.trozos)]
    lista = _lista_de(bloque) if bloque.nivel else None
    if lista and lista.marca != bloque.marca:
        tramos.insert(0, f"{bloque.marca} ")
    return Parrafo(tuple(tramos), _estilo_de(bloque, lista), lista)


def tramo_de_trozo(trozo: Trozo) -> Tramo:
    """Un trozo de Markdown, con su énfasis."""
    if trozo.negrita or trozo.cursiva:
        return Enfasis(trozo.texto, trozo.negrita, trozo.cursiva)
    return trozo.texto


_NUMERO_DE_LISTA = expresion(r"(0|[1-9][0-9]{0,3})\.")
"""Los números que Word cuenta; otro (``007.``) es parte del texto, y sale a la letra."""


def _lista_de(bloque: BloqueDeTexto) -> Lista:
    """El lugar de un párrafo en una lista: su nivel, y su número si lo lleva."""
    nivel = min(bloque.nivel, len(ESTILOS_DE_LISTA))
    if coincidencia := _NUMERO_DE_LISTA.fullmatch(bloque.marca):
        return Lista(nivel=nivel, numero=int(coincidencia[1]))
    return Lista(nivel=nivel, sigue=bloque.clase == "numerado" or not bloque.marca)


def _estilo_de(bloque: BloqueDeTexto, lista: Lista | None) -> str:
    """El nombre del estilo de un párrafo: de lista, según su nivel, ``nota`` o de texto."""
    if lista:
        return ESTILOS_DE_LISTA[lista.nivel - 1]
    if bloque.clase == "nota":
        return "nota"
    # Word estira un renglón justificado que termina en un salto.
    con_saltos = any("\n" in trozo.texto for trozo in bloque.trozos)
    return "texto-izquierda" if con_saltos else "texto-justificada"
