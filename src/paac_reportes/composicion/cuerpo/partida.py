"""Un formato como un Word por llenar: sus títulos y textos con sus huecos, y lo demás por poner.

Lo que el formato escribe con una plantilla queda como texto, que en Word se cambia; lo que arma con
los datos (una tabla, las firmas) es un ``{{ poner … }}`` con su nombre.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby, zip_longest
from typing import cast

from paac_reportes.composicion.aspecto import estilos_de
from paac_reportes.composicion.pagina import Membretes, secciones_por_escribir
from paac_reportes.composicion.variables import RedaccionDePlantilla
from paac_reportes.expresiones import expresion
from paac_reportes.formatos.cuerpo.huecos import HUECO
from paac_reportes.formatos.definicion.bloques import (
    BloqueContenido,
    BloqueDelCuerpo,
    BloqueParrafo,
    BloqueSalto,
    BloqueTabla,
    BloqueTitulo,
)
from paac_reportes.formatos.definicion.cuerpo_en_word import PROPIEDAD_DE_BASE
from paac_reportes.formatos.definicion.formato import Formato, pagina_de_seccion, pagina_definida
from paac_reportes.maqueta.contenido import Contenido
from paac_reportes.maqueta.documento import Documento, Marco, Metadatos, Parte
from paac_reportes.maqueta.nodos import Bloque, Parrafo, Salto, Titulo
from paac_reportes.modelo import Entidad

_POR_CADA = ("dependencia", "componente")
_ABRE = {cada: Parrafo(f"{{{{ cada {cada} }}}}") for cada in _POR_CADA}
_FIN = Parrafo("{{ fin }}")


def cuerpo_de_partida(formato: Formato) -> Documento:
    """El documento de un formato para empezar un Word: sus páginas, con huecos por llenar."""
    nombres = {id(bloques[0]): nombre for nombre, bloques in formato.que_se_pone.items()}
    partes = []
    membretes = Membretes(
        Entidad(nombre=""), cast("RedaccionDePlantilla", _ConSusHuecos()), formato
    )
    for seccion in secciones_por_escribir(formato, "documento"):
        definida = seccion.definida
        pagina = pagina_definida(pagina_de_seccion(definida, formato, en_hojas=False))
        util = pagina.ancho_util
        arriba, abajo = definida.encabezado or formato.encabezado, definida.pie or formato.pie
        marco = Marco(
            pagina=pagina,
            encabezado=membretes.bloque(arriba, "encabezado", util),
            pie=membretes.bloque(abajo, "pie", util),
        )
        enteros = _enteros(seccion.bloques, formato)
        por_escribir = [*_sin_lo_de_dentro(seccion.bloques, enteros)]
        bloques = _por_partes(por_escribir, nombres, enteros)
        partes.append(Parte(formato.nombre, tuple(bloques), marco))
    return Documento(
        metadatos=Metadatos(
            titulo=formato.nombre,
            autor=formato.propiedades.autor,
            propiedades=() if formato.cuerpo_en_word else ((PROPIEDAD_DE_BASE, formato.codigo),),
        ),
        estilos={**estilos_de(formato, None, con_mapa=False)},
        partes=tuple(partes),
    )


class _ConSusHuecos:
    """Una redacción que deja cada plantilla como está, para que se llene después."""

    def __call__(self, plantilla: str) -> str:
        """La descripción de una imagen, donde Word no llena ninguno."""
        return HUECO.sub("…", plantilla)

    def con_campos(self, plantilla: str) -> Contenido:
        """La plantilla, con sus huecos."""
        return con_instrucciones(plantilla)

    def anotar(self, _dato: str, _objeto: object) -> None:
        """Nada se muestra todavía."""


_INSTRUCCION = expresion(r"\{%-?\s*+(?P<orden>if|else|endif)\b(?P<pregunta>(?:[^%{]|%(?!\}))*+)%\}")


def con_instrucciones(plantilla: str) -> str:
    """La plantilla como se escribe en un Word: ``{{ si dato }} … {{ fin }}``."""
    preguntas: list[str] = []

    def en_word(coincidencia: "re.Match[str]") -> str:
        """``{% if x %}`` → ``{{ si x }}``; el ``else`` cierra y pregunta lo contrario."""
        orden, pregunta = coincidencia["orden"], coincidencia["pregunta"].strip(" -")
        if orden == "if":
            preguntas.append(pregunta)
            return f"{{{{ si {pregunta} }}}}"
        if orden == "else" and preguntas:
            return f"{{{{ fin }}}}{{{{ si no ({preguntas[-1]}) }}}}"
        preguntas[-1:] = []
        return "{{ fin }}"

    return _INSTRUCCION.sub(en_word, plantilla)


def _enteros(bloques: Sequence[BloqueDelCuerpo], formato: Formato) -> frozenset[int]:
    """El ``id`` de los títulos que dependen de lo de abajo: no se pueden escribir sueltos.

    Se omiten sin nada debajo, o son una franja de la tabla que sigue.
    """
    enteros: set[int] = set()
    for bloque, siguiente in zip_longest(bloques, bloques[1:]):
        if isinstance(bloque, BloqueTitulo):
            franjas = (
                [franja for tabla in formato.tablas_de(siguiente) for franja in tabla.franjas]
                if isinstance(siguiente, BloqueTabla)
                else []
            )
            if bloque.omite_vacio or bloque.texto in franjas:
                enteros.add(id(bloque))
    return frozenset(enteros)


def _sin_lo_de_dentro(
    bloques: Sequence[BloqueDelCuerpo], enteros: frozenset[int]
) -> Iterator[BloqueDelCuerpo]:
    """Los bloques, sin los que van bajo un título que se pone entero."""
    nivel_entero: int | None = None
    for bloque in bloques:
        nivel = bloque.nivel if isinstance(bloque, BloqueTitulo) else None
        if nivel_entero is not None and (nivel is None or nivel > nivel_entero):
            continue
        nivel_entero = nivel if id(bloque) in enteros else None
        yield bloque


def _por_partes(
    bloques: Sequence[BloqueDelCuerpo], nombres: Mapping[int, str], enteros: frozenset[int]
) -> Iterator[Bloque]:
    """Los bloques; los que van por dependencia o componente, entre las instrucciones que repiten.

    ``nombres``: cómo se llama cada bloque en un ``poner``, por su ``id``; ``enteros``, los títulos
    que no se escriben sueltos.
    """
    for por_cada, grupo in groupby(bloques, key=lambda bloque: bloque.cada in _POR_CADA):
        if not por_cada:
            yield from _bloques_o_huecos(grupo, nombres, enteros)
            continue
        yield _ABRE["dependencia"]
        for cada, seguidos in groupby(grupo, key=lambda bloque: bloque.cada):
            de_componente = cada == "componente"
            if de_componente:
                yield _ABRE["componente"]
            yield from _bloques_o_huecos(seguidos, nombres, enteros)
            if de_componente:
                yield _FIN
        yield _FIN


def _bloques_o_huecos(
    bloques: Iterable[BloqueDelCuerpo], nombres: Mapping[int, str], enteros: frozenset[int]
) -> Iterator[Bloque]:
    """Los bloques que en Word se pueden cambiar y, por cada uno de los demás, un ``{{ poner … }}``.

    La tabla de contenido no va. ``nombres`` y ``enteros``, como en ``_por_partes``.
    """
    anterior: BloqueDelCuerpo | None = None
    for bloque in bloques:
        tras_un_salto, anterior = isinstance(anterior, BloqueSalto), bloque
        match bloque:
            case BloqueContenido():  # la de Word se inserta en Word
                continue
            case BloqueSalto():
                yield Salto()
            case BloqueTitulo() if _se_cambia(bloque.texto) and id(bloque) not in enteros:
                nueva = bloque.pagina_nueva == "siempre"
                yield Titulo(
                    texto=con_instrucciones(bloque.texto), nivel=bloque.nivel, en_pagina_nueva=nueva
                )
            case BloqueParrafo() if _se_cambia(bloque.texto) and bloque.cada != "firma":
                lado = f"-{bloque.horizontal}" if bloque.horizontal else ""
                yield Parrafo(con_instrucciones(bloque.texto), f"texto{lado}")
            case _:
                if tras_un_salto:  # el del hueco desaparece al llenarse, y con él su salto
                    yield Parrafo("", "nota")
                yield Parrafo(f"{{{{ poner {nombres[id(bloque)]} }}}}")


def _se_cambia(plantilla: str) -> bool:
    """Si la plantilla va como está en un Word: sin instrucciones de plantilla ni remisiones."""
    return "{%" not in con_instrucciones(plantilla) and "remision." not in plantilla
