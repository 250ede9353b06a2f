"""Cambios que una persona, o un defecto, hace en un archivo ya escrito: de a uno y en su XML."""

import random
import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from ayudas.lectores import partes
from ayudas.paquetes_a_mano import con_partes

_LETRA = re.compile(r"[^\W_]")
_TEXTO = {
    "docx": re.compile(r"(<w:t(?: [^>]*)?>)([^<]+)(</w:t>)"),
    "xlsx": re.compile(r"(<t(?: [^>]*)?>)([^<]+)(</t>)"),
}
_PARTES = {
    "docx": re.compile(r"word/(?:document|header\d*|footer\d*)\.xml"),
    "xlsx": re.compile(r"xl/sharedStrings\.xml"),
}
_HOJA = re.compile(r"xl/worksheets/sheet\d+\.xml")
_CELDA = re.compile(r'<c r="[A-Z]+\d+" s="\d+"(?: t="s")?>.*?</c>')
_NUMERO = re.compile(r'(<c r="[A-Z]+\d+" s="\d+">(?:<f>[^<]*</f>)?<v>)([^<]+)(</v>)')
_FILA_DE_WORD = re.compile(r"<w:tr>.*?</w:tr>|<w:tr .*?</w:tr>", re.DOTALL)
_FUSION = re.compile(r'<mergeCell ref="[^"]+"/>')
_ABRE_UN_RESULTADO = '<w:fldChar w:fldCharType="separate"/></w:r><w:r>'
_IMPRESO = re.compile(r"(<odd(?:Header|Footer)>)(.+?)(</odd(?:Header|Footer)>)")


class Alterado(NamedTuple):
    """Un archivo con un cambio, y cuál es."""

    contenido: bytes
    cual: str


def partes_de(contenido: bytes) -> dict[str, str]:
    """El XML de un archivo, por su parte."""
    return {
        nombre: parte.decode("utf-8")
        for nombre, parte in partes(contenido).items()
        if nombre.endswith((".xml", ".rels"))
    }


def cambiar(contenido: bytes, parte: str, antes: str, ahora: str) -> bytes:
    """El archivo con la primera vez que una parte dice algo, dicho de otro modo."""
    xml = partes_de(contenido)[parte]
    assert antes in xml, f"{parte} no dice {antes!r}"
    return con_partes(contenido, {parte: xml.replace(antes, ahora, 1)})


Lugar = tuple[str, re.Match[str]]


def al_azar(contenido: bytes, tipo: str, cuantas: int, semilla: int) -> Iterator[Alterado]:
    """Tantos archivos, cada uno con un solo cambio de lo que se ve."""
    azar = random.Random(semilla)  # noqa: S311 - elige cambios, no claves
    partes = partes_de(contenido)
    posibles = _posibles(partes, tipo)
    clases = [clase for clase, lugares in posibles.items() if lugares]
    for _ in range(cuantas):
        clase = azar.choice(clases)
        parte, lugar = azar.choice(posibles[clase])
        nuevo = _CAMBIOS[clase](lugar, azar)
        xml = partes[parte]
        cambiado = f"{xml[: lugar.start()]}{nuevo}{xml[lugar.end() :]}"
        cual = f"{clase} en {parte}: {lugar[0][:80]!r} → {nuevo[:80]!r}"
        yield Alterado(con_partes(contenido, {parte: cambiado}), cual)


def _posibles(partes: dict[str, str], tipo: str) -> dict[str, list[Lugar]]:
    textos = list(_lugares(partes, _PARTES[tipo], _TEXTO[tipo]))
    con_letras = [(p, m) for p, m in textos if _LETRA.search(m[2])]
    posibles = {"letra": con_letras, "quitada": con_letras, "agregada": con_letras, "texto": textos}
    if tipo == "docx":
        return posibles | {"fila": list(_lugares(partes, _PARTES[tipo], _FILA_DE_WORD))}
    return posibles | {
        "celda": _sin_nombres_de_fila(partes, _lugares(partes, _HOJA, _CELDA)),
        "numero": list(_lugares(partes, _HOJA, _NUMERO)),
        "fusion": list(_lugares(partes, _HOJA, _FUSION)),
        "impreso": list(_lugares(partes, _HOJA, _IMPRESO)),
    }


def _sin_nombres_de_fila(partes: dict[str, str], celdas: Iterator[Lugar]) -> list[Lugar]:
    textos = _TEXTO["xlsx"].findall(partes["xl/sharedStrings.xml"])
    guardadas = {
        f"<v>{numero}</v>" for numero, texto in enumerate(textos) if texto[1].startswith("_paac_")
    }
    return [
        (parte, celda)
        for parte, celda in celdas
        if not ('t="s"' in celda[0] and any(guardada in celda[0] for guardada in guardadas))
    ]


def _lugares(
    partes: dict[str, str], cuales: re.Pattern[str], que: re.Pattern[str]
) -> Iterator[Lugar]:
    """Sin los nombres de fila, que nadie ve, ni el número de una página, que se calcula."""
    for parte, xml in partes.items():
        if cuales.fullmatch(parte):
            for hallado in que.finditer(xml):
                de_pagina = xml[: hallado.start()].endswith(_ABRE_UN_RESULTADO)
                if not (de_pagina or "_paac_" in hallado[0]):
                    yield parte, hallado


def _otra_letra(lugar: re.Match[str], azar: random.Random) -> str:
    cual = azar.choice(list(_LETRA.finditer(lugar[2]))).start()
    otra = azar.choice([letra for letra in "aeXY37ñ" if letra != lugar[2][cual]])
    return f"{lugar[1]}{lugar[2][:cual]}{otra}{lugar[2][cual + 1 :]}{lugar[3]}"


def _sin_una(lugar: re.Match[str], azar: random.Random) -> str:
    cual = azar.choice(list(_LETRA.finditer(lugar[2]))).start()
    return f"{lugar[1]}{lugar[2][:cual]}{lugar[2][cual + 1 :]}{lugar[3]}"


def _con_una_mas(lugar: re.Match[str], azar: random.Random) -> str:
    cual = azar.choice(list(_LETRA.finditer(lugar[2]))).start()
    return f"{lugar[1]}{lugar[2][:cual]}{azar.choice('axÑ5')}{lugar[2][cual:]}{lugar[3]}"


def _otro_numero(lugar: re.Match[str], azar: random.Random) -> str:
    return f"{lugar[1]}{float(lugar[2]) + azar.choice([1, -1, 10])!r}{lugar[3]}"


_CAMBIOS: dict[str, Callable[[re.Match[str], random.Random], str]] = {
    "letra": _otra_letra,
    "quitada": _sin_una,
    "agregada": _con_una_mas,
    "texto": lambda lugar, _azar: f"{lugar[1]}{lugar[3]}",
    "fila": lambda _lugar, _azar: "",
    "celda": lambda _lugar, _azar: "",
    "numero": _otro_numero,
    "fusion": lambda _lugar, _azar: "",
    "impreso": lambda lugar, _azar: f"{lugar[1]}{lugar[2]}X{lugar[3]}",
}
