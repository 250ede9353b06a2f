"""Títulos, párrafos y textos en Markdown."""

import re
from collections.abc import Iterator

from paac_reportes.composicion.bloques.firmas import elegir
from paac_reportes.composicion.bloques.lugar import Lugar
from paac_reportes.formatos.definicion.bloques import (
    BloqueParrafo,
    BloqueTexto,
    BloqueTitulo,
)
from paac_reportes.maqueta.contenidos import Enfasis, Tramo
from paac_reportes.maqueta.estilos import ESTILOS_DE_LISTA
from paac_reportes.maqueta.nodos import Bloque, Lista, Parrafo, Titulo
from paac_reportes.textos.markdown import BloqueDeTexto, leer_markdown


def de_titulo(bloque: BloqueTitulo, lugar: Lugar) -> Iterator[Bloque]:
    """Un título, si dice algo."""
    nueva = bloque.pagina_nueva == "siempre" or (
        bloque.pagina_nueva == "entre" and not lugar.es_el_primero
    )
    texto = lugar.redaccion(bloque.texto)
    if texto.strip():
        yield Titulo(texto=texto, nivel=bloque.nivel, en_pagina_nueva=nueva)


def de_parrafo(bloque: BloqueParrafo, lugar: Lugar) -> Iterator[Bloque]:
    """Un párrafo, o uno por firma."""
    estilo = f"texto-{bloque.horizontal}" if bloque.horizontal else "texto"
    if bloque.cada != "firma":
        yield Parrafo(lugar.redaccion(bloque.texto), estilo)
        return
    for firma in elegir(lugar.encargo.plan.firmas, bloque.roles):
        yield Parrafo(lugar.redaccion.con(firma=firma)(bloque.texto), estilo)


def de_texto(bloque: BloqueTexto, lugar: Lugar) -> Iterator[Bloque]:
    """Un texto del plan o, si no lo trae, del formato."""
    # Lo que escribió quien llena los datos va como está: no es una plantilla.
    propio = lugar.encargo.plan.textos.get(bloque.clave)
    texto = lugar.redaccion.en_markdown(bloque.texto) if propio is None else propio
    if texto.strip():
        if propio is not None:
            lugar.redaccion.anotar(f"textos.{bloque.clave}", lugar.encargo.plan)
        if bloque.titulo:
            yield Titulo(texto=lugar.redaccion(bloque.titulo), nivel=bloque.nivel)
        yield from parrafos_de(texto)


def parrafos_de(texto: str) -> Iterator[Parrafo]:
    """Los párrafos y las listas de un texto en Markdown."""
    for leido in leer_markdown(texto):
        tramos: list[Tramo] = [
            Enfasis(t.texto, t.negrita, t.cursiva) if t.negrita or t.cursiva else t.texto
            for t in leido.trozos
        ]
        lista = _lista_de(leido) if leido.nivel else None
        if lista and lista.marca != leido.marca:
            tramos.insert(0, f"{leido.marca} ")
        yield Parrafo(tuple(tramos), _estilo_de(leido, lista), lista)


_NUMERO_DE_LISTA = re.compile(r"(0|[1-9][0-9]{0,3})\.")
"""Los que cuenta un programa; otro (``007.``) es parte del texto, para que salga a la letra."""


def _lista_de(leido: BloqueDeTexto) -> Lista:
    nivel = min(leido.nivel, len(ESTILOS_DE_LISTA))
    if hallado := _NUMERO_DE_LISTA.fullmatch(leido.marca):
        return Lista(nivel=nivel, numero=int(hallado[1]))
    return Lista(nivel=nivel, sigue=leido.clase == "numerado" or not leido.marca)


def _estilo_de(leido: BloqueDeTexto, lista: Lista | None) -> str:
    if lista:
        return ESTILOS_DE_LISTA[lista.nivel - 1]
    # Word estira un renglón justificado que termina en un salto.
    con_saltos = any("\n" in trozo.texto for trozo in leido.trozos)
    return "texto-izquierda" if con_saltos else "texto-justificada"
