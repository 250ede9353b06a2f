"""Un Word o un Excel ya guardado por otro programa, con su XML cambiado de a poco.

De cada elemento y cada atributo que la lista cerrada admite: otro valor, sin él, dos veces, o en
lugar de otro. Lo que ``verificar`` deja pasar ha de dibujarse igual.
"""

import copy
import io
import random
import re
import zipfile
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from lxml import etree

from paac_reportes.prueba.lista_cerrada import CUALQUIERA, clase_de_parte, lista, nombre_de

Partes = dict[str, bytes]


class Mutado(NamedTuple):
    """Unas partes con sus cambios, y cuáles son."""

    partes: Partes
    cambios: tuple[str, ...]


class Clase(NamedTuple):
    """Lo que se cambia: un elemento bajo otro, o un atributo suyo, en una clase de parte."""

    parte: str
    elemento: str
    atributo: str | None


class Mutador:
    """Cambia un archivo con el azar que se le da."""

    def __init__(self, tipo: str, contenido: bytes, azar: random.Random) -> None:
        self._tipo, self._azar = tipo, azar
        with zipfile.ZipFile(io.BytesIO(contenido)) as abierto:
            self._entradas = abierto.infolist()
            self._partes = {uno.filename: abierto.read(uno) for uno in self._entradas}
        self._sin_cambios = _escritas(_abiertas(self._partes))

    @property
    def clases(self) -> list[Clase]:
        """Cada elemento y cada atributo que el archivo trae y la lista admite, y los textos."""
        halladas: dict[Clase, None] = {}
        for parte, raiz in _abiertas(self._partes).items():
            for clase, _ in _suyas(clase_de_parte(parte), raiz):
                halladas[clase] = None
        return list(halladas)

    def cambiado(self, clases: list[tuple[Clase, str]]) -> Mutado | None:
        """Con cada una de esas clases cambiada de ese modo; ``None`` si ninguna se dejó."""
        abiertas = _abiertas(self._partes)
        cambios = []
        for clase, modo in clases:
            lugares = [
                elemento
                for parte, raiz in abiertas.items()
                if clase_de_parte(parte) == clase.parte
                for suya, elemento in _suyas(clase.parte, raiz)
                if suya == clase
            ]
            if lugares and (cambio := self._cambiar(clase, modo, lugares)):
                cambios.append(f"{clase.parte} {clase.elemento}@{clase.atributo}: {cambio}")
        escritas = _escritas(abiertas)
        if escritas == self._sin_cambios:
            return None
        return Mutado({**self._partes, **escritas}, tuple(cambios))

    def comprimido(self, partes: Mapping[str, bytes]) -> bytes:
        """El archivo con esas partes."""
        salida = io.BytesIO()
        with zipfile.ZipFile(salida, "w", zipfile.ZIP_DEFLATED) as ahora:
            for uno in self._entradas:
                ahora.writestr(uno, partes[uno.filename])
        return salida.getvalue()

    def _cambiar(self, clase: Clase, modo: str, lugares: list[Any]) -> str:
        if clase.atributo is None:
            return _DE_ELEMENTO[modo](self._azar, lugares)
        admitidos = _admitidos(self._tipo, clase)
        return _DE_ATRIBUTO[modo](self._azar, lugares, clase.atributo, admitidos)


def modos_de(clase: Clase) -> tuple[str, ...]:
    """De cuántos modos se cambia."""
    return tuple(_DE_ELEMENTO if clase.atributo is None else _DE_ATRIBUTO)


def _abiertas(partes: Mapping[str, bytes]) -> dict[str, Any]:
    return {
        nombre: etree.fromstring(contenido)
        for nombre, contenido in partes.items()
        if nombre.endswith((".xml", ".rels"))
    }


def _escritas(abiertas: Mapping[str, Any]) -> Partes:
    return {
        parte: etree.tostring(raiz, xml_declaration=True, encoding="UTF-8", standalone=True)
        for parte, raiz in abiertas.items()
    }


def _suyas(parte: str, raiz: Any) -> Iterator[tuple[Clase, Any]]:
    for elemento in raiz.iter():
        padre = elemento.getparent()
        bajo = "" if padre is None else nombre_de(padre.tag)
        cual = f"{bajo}>{nombre_de(elemento.tag)}"
        if padre is not None:
            yield Clase(parte, cual, None), elemento
        for atributo in elemento.attrib:
            yield Clase(parte, cual, str(atributo)), elemento
        if elemento.text and elemento.text.strip():
            yield Clase(parte, cual, _TEXTO), elemento


_TEXTO = "el texto"


def _admitidos(tipo: str, clase: Clase) -> list[str]:
    """Los valores que la lista deja, si los dice."""
    suya = (lista(tipo).get(clase.parte) or {}).get(clase.elemento, {})
    valores = suya.get("atributos", {}).get(nombre_de(clase.atributo or ""), [])
    return [] if valores == CUALQUIERA else list(valores)


# ------------------------------------------------------------------ un atributo, o un texto


def _vale(elemento: Any, cual: str) -> str | None:
    valor = elemento.text if cual == _TEXTO else elemento.get(cual)
    return None if valor is None else str(valor)


def _poner(elemento: Any, cual: str, valor: str) -> None:
    if cual == _TEXTO:
        elemento.text = valor
    else:
        elemento.set(cual, valor)


def _otro_valor(azar: random.Random, lugares: list[Any], cual: str, admitidos: list[str]) -> str:
    elemento = azar.choice(lugares)
    suyo = _vale(elemento, cual) or ""
    vistos = {valor for uno in lugares if (valor := _vale(uno, cual)) is not None}
    posibles = sorted({*vistos, *admitidos} - {suyo})
    if not posibles or azar.random() < _INVENTA:
        posibles = [_inventado(azar, suyo)]
    nuevo = azar.choice(posibles)
    _poner(elemento, cual, nuevo)
    return f"{suyo[:40]!r} → {nuevo[:40]!r}"


_INVENTA, _DE_OTRO_MODO = 0.4, 0.3


def _inventado(azar: random.Random, suyo: str) -> str:
    if re.fullmatch(r"-?\d+(\.\d+)?", suyo):
        if azar.random() < _DE_OTRO_MODO:  # Python lee el mismo; otro programa, el suyo
            otra_cifra = chr(ord("\uff10") + int(suyo[-1]))
            return azar.choice([f"{suyo[:-1]}{otra_cifra}", f"{suyo}_0", f"{suyo}e1", f" {suyo}"])
        numero = float(suyo)
        otro = azar.choice([numero + 1, numero * 2 + 1, numero - 1, numero + 400])
        return f"{otro:g}" if "." in suyo else str(int(otro))
    if re.fullmatch("[0-9A-Fa-f]{6}([0-9A-Fa-f]{2})?", suyo):
        return azar.choice(["FFFFFF", "FF0000"]).rjust(len(suyo), "F")
    if suyo in {"true", "false"}:
        return "false" if suyo == "true" else "true"
    return azar.choice([f"{suyo}X", suyo[:-1], "auto", "none", "1", "0"])


def _sin_valor(azar: random.Random, lugares: list[Any], cual: str, _admitidos: list[str]) -> str:
    elemento = azar.choice(lugares)
    suyo = _vale(elemento, cual) or ""
    if cual == _TEXTO:
        elemento.text = ""
    else:
        del elemento.attrib[cual]
    return f"sin {suyo[:40]!r}"


def _valores_cruzados(
    azar: random.Random, lugares: list[Any], cual: str, _admitidos: list[str]
) -> str:
    uno = azar.choice(lugares)
    otros = [otro for otro in lugares if _vale(otro, cual) != _vale(uno, cual)]
    if not otros:
        return ""
    otro = azar.choice(otros)
    suyo, ajeno = _vale(uno, cual) or "", _vale(otro, cual) or ""
    _poner(uno, cual, ajeno)
    _poner(otro, cual, suyo)
    return f"{suyo[:40]!r} ↔ {ajeno[:40]!r}"


_DE_ATRIBUTO: dict[str, Callable[[random.Random, list[Any], str, list[str]], str]] = {
    "otro": _otro_valor,
    "borrado": _sin_valor,
    "cruzado": _valores_cruzados,
}


# ------------------------------------------------------------------ un elemento


def _borrado(azar: random.Random, lugares: list[Any]) -> str:
    elemento = azar.choice(lugares)
    elemento.getparent().remove(elemento)
    return "borrado"


def _repetido(azar: random.Random, lugares: list[Any]) -> str:
    elemento = azar.choice(lugares)
    doble = copy.deepcopy(elemento)
    distinto = azar.random() < _DISTINTO
    if distinto:  # de dos, cada programa toma el suyo
        atributo = azar.choice([*doble.attrib, None])
        if atributo is not None:
            doble.set(atributo, _inventado(azar, doble.get(atributo)))
    if azar.random() < _ANTES:
        elemento.addprevious(doble)
        return f"dos veces, otro antes (distinto: {distinto})"
    elemento.addnext(doble)
    return f"dos veces (distinto: {distinto})"


_DISTINTO, _ANTES = 0.6, 0.5


def _en_lugar_de_otro(azar: random.Random, lugares: list[Any]) -> str:
    uno = azar.choice(lugares)
    otros = [otro for otro in lugares if otro is not uno and _ajenos(uno, otro)]
    if not otros:
        return ""
    otro = azar.choice(otros)
    copia_de_uno, copia_de_otro = copy.deepcopy(uno), copy.deepcopy(otro)
    if etree.tostring(copia_de_uno) == etree.tostring(copia_de_otro):
        return ""
    uno.getparent().replace(uno, copia_de_otro)
    otro.getparent().replace(otro, copia_de_uno)
    return "cruzado con otro"


def _ajenos(uno: Any, otro: Any) -> bool:
    return uno not in otro.iterancestors() and otro not in uno.iterancestors()


def _a_otro_lugar(azar: random.Random, lugares: list[Any]) -> str:
    elemento = azar.choice(lugares)
    de_donde = elemento.getparent()
    iguales = {uno.getparent(): None for uno in lugares if uno.getparent() is not de_donde}
    adonde = azar.choice([de_donde, *iguales])
    if elemento in adonde.iterancestors() or adonde is elemento:
        return ""
    de_donde.remove(elemento)
    adonde.insert(azar.randint(0, len(adonde)), elemento)
    return "a otro lugar"


_DE_ELEMENTO: dict[str, Callable[[random.Random, list[Any]], str]] = {
    "borrado": _borrado,
    "repetido": _repetido,
    "cruzado": _en_lugar_de_otro,
    "movido": _a_otro_lugar,
}


def todas(mutador: Mutador) -> list[tuple[Clase, str]]:
    """Cada clase, de cada modo."""
    return [(clase, modo) for clase in mutador.clases for modo in modos_de(clase)]


def por_parte(clases: list[tuple[Clase, str]]) -> dict[str, int]:
    """Cuántas hay de cada clase de parte."""
    cuantas: defaultdict[str, int] = defaultdict(int)
    for clase, _ in clases:
        cuantas[clase.parte] += 1
    return dict(cuantas)
