"""Contenido de un hueco como lo escribe Word: corridas, saltos, enlaces y campos.

Todo conserva la letra de la corrida donde empezaba el hueco.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from copy import deepcopy

from paac_reportes.composicion.cuerpo.marcas import LimiteDeMarca
from paac_reportes.expresiones import expresion
from paac_reportes.formatos.cuerpo.huecos import ESPACIO
from paac_reportes.maqueta.contenido import CampoCalculado, Enfasis, Enlace, Tramo
from paac_reportes.opc.xml import Elemento, R, W

_QUIEBRES = expresion(r"(\r\n|\n|\r|\t)")
_CORRIDA, _TEXTO, _LETRA = f"{W}r", f"{W}t", f"{W}rPr"
_DEL_CAMPO = {CampoCalculado.PAGINA: " PAGE ", CampoCalculado.PAGINAS: " NUMPAGES "}

Relacionar = Callable[[str], str]
"""Función que da la clave de la relación que lleva a una dirección: ``rId4``."""


def es_llano(tramos: Sequence[Tramo | LimiteDeMarca]) -> bool:
    """Si los tramos son un solo texto, sin saltos: cabe donde estaba el hueco."""
    return all(isinstance(t, str) and not _QUIEBRES.search(t) for t in tramos)


def poner_texto(pieza: Elemento, texto: str) -> None:
    """Cambia lo que dice un texto de Word."""
    pieza.text = texto
    if texto.strip() != texto or "  " in texto:
        pieza.set(ESPACIO, "preserve")


def poner_tramos(
    pieza: Elemento, tramos: Sequence[Tramo | LimiteDeMarca], relacionar: Relacionar
) -> None:
    """Pone unos tramos en lugar de un texto de Word; su corrida se parte donde haga falta."""
    corrida = pieza.getparent()
    if next(corrida.iterancestors(f"{W}hyperlink", f"{W}fldSimple"), None) is not None:
        # Un enlace no va dentro de otro.
        tramos = [tramo.texto if isinstance(tramo, Enlace) else tramo for tramo in tramos]
    textos = [tramo for tramo in tramos if isinstance(tramo, str)]
    if len(textos) == len(tramos):
        _escribir(corrida, "".join(textos), pieza)
        corrida.remove(pieza)
    else:
        _partir(corrida, pieza, tramos, relacionar)
    if all(hijo.tag == _LETRA for hijo in corrida):
        corrida.getparent().remove(corrida)


def _partir(
    corrida: Elemento,
    pieza: Elemento,
    tramos: Sequence[Tramo | LimiteDeMarca],
    relacionar: Relacionar,
) -> None:
    """Pone unos tramos donde estaba una pieza; lo que la seguía en su corrida va detrás."""
    despues, ultimo = [*pieza.itersiblings()], corrida
    corrida.remove(pieza)
    for tramo in tramos:
        if isinstance(tramo, str):
            nuevos = [_corrida_nueva(corrida)]
            _escribir(nuevos[0], tramo, None)
        elif isinstance(tramo, CampoCalculado):
            nuevos = [*_campo(corrida, tramo)]
        elif isinstance(tramo, LimiteDeMarca):
            nuevos = [_limite(corrida, tramo)]
        else:
            nuevos = [_corrida_de_tramo(corrida, tramo, relacionar)]
        for nuevo in nuevos:
            ultimo.addnext(nuevo)
            ultimo = nuevo
    if despues:
        resto = _corrida_nueva(corrida)
        resto.extend(despues)
        ultimo.addnext(resto)


def _limite(corrida: Elemento, limite: LimiteDeMarca) -> Elemento:
    """El comienzo o el final de un marcador; los números los pone quien termina el documento."""
    if limite.empieza:
        datos = {f"{W}id": limite.marca, f"{W}name": limite.marca}
        return corrida.makeelement(f"{W}bookmarkStart", datos)
    return corrida.makeelement(f"{W}bookmarkEnd", {f"{W}id": limite.marca})


def _corrida_nueva(corrida: Elemento) -> Elemento:
    """Una corrida sin texto, con la letra de otra."""
    nueva = corrida.makeelement(_CORRIDA)
    if (letra := corrida.find(_LETRA)) is not None:
        nueva.append(deepcopy(letra))
    return nueva


def _escribir(corrida: Elemento, texto: str, antes_de: Elemento | None) -> None:
    """Agrega a una corrida un texto con sus saltos: al final, o antes de una pieza."""
    for pedazo in filter(None, _QUIEBRES.split(texto)):
        if pedazo == "\t":
            nuevo = corrida.makeelement(f"{W}tab")
        elif pedazo in {"\n", "\r", "\r\n"}:
            nuevo = corrida.makeelement(f"{W}br")
        else:
            nuevo = corrida.makeelement(_TEXTO)
            poner_texto(nuevo, pedazo)
        if antes_de is not None:
            antes_de.addprevious(nuevo)
        else:
            corrida.append(nuevo)


def _corrida_de_tramo(corrida: Elemento, tramo: Tramo, relacionar: Relacionar) -> Elemento:
    """El elemento de un tramo que no cabe en la corrida del hueco: un enlace o un énfasis."""
    nueva = _corrida_nueva(corrida)
    if isinstance(tramo, Enlace):
        enlace = corrida.makeelement(
            f"{W}hyperlink", {f"{R}id": relacionar(tramo.direccion), f"{W}history": "1"}
        )
        _con_letra(nueva, "color", "0563C1")
        _con_letra(nueva, "u", "single")
        _escribir(nueva, tramo.texto, None)
        enlace.append(nueva)
        return enlace
    if isinstance(tramo, Enfasis):
        for marca, lo_lleva in (("b", tramo.negrita), ("i", tramo.cursiva)):
            if lo_lleva:
                _con_letra(nueva, marca, None)
        _escribir(nueva, tramo.texto, None)
        return nueva
    raise TypeError(f"no se sabe escribir {tramo!r}")


def _campo(corrida: Elemento, campo: CampoCalculado) -> Iterator[Elemento]:
    """Un campo de Word, con un resultado mientras el programa lo calcula."""
    for nombre, texto in (
        ("begin", ""),
        ("instrText", _DEL_CAMPO[campo]),
        ("separate", ""),
        ("t", "1"),
        ("end", ""),
    ):
        copia = _corrida_nueva(corrida)
        if texto:
            hijo = copia.makeelement(f"{W}{nombre}")
            poner_texto(hijo, texto)
        else:
            hijo = copia.makeelement(f"{W}fldChar", {f"{W}fldCharType": nombre})
        copia.append(hijo)
        yield copia


_ORDEN = (
    *("rStyle", "rFonts", "b", "bCs", "i", "iCs", "caps", "smallCaps", "strike", "dstrike"),
    *("outline", "shadow", "emboss", "imprint", "noProof", "snapToGrid", "vanish", "webHidden"),
    *("color", "spacing", "w", "kern", "position", "sz", "szCs", "highlight", "u", "effect"),
    *("bdr", "shd", "fitText", "vertAlign", "rtl", "cs", "em", "lang", "eastAsianLayout"),
)
"""En el que Word exige las propiedades de una letra."""


def _con_letra(corrida: Elemento, propiedad: str, valor: str | None) -> None:
    """Le da a una corrida una propiedad de letra, en el orden que Word exige."""
    letra = corrida.find(_LETRA)
    if letra is None:
        letra = corrida.makeelement(_LETRA)
        corrida.insert(0, letra)
    for repetida in letra.findall(f"{W}{propiedad}"):
        letra.remove(repetida)
    nueva = letra.makeelement(f"{W}{propiedad}", {} if valor is None else {f"{W}val": valor})
    orden = _ORDEN.index(propiedad)
    despues = (n for n, otra in enumerate(letra) if _lugar(otra) > orden)
    letra.insert(next(despues, len(letra)), nueva)


def _lugar(propiedad: Elemento) -> int:
    """El lugar de una propiedad de letra en el orden que Word exige."""
    nombre = re.sub(r"^\{.*\}", "", str(propiedad.tag))
    return _ORDEN.index(nombre) if nombre in _ORDEN else len(_ORDEN)


_SANGRIA = 360
"""Veinteavos de punto por lista."""


_TRAS_LA_SANGRIA = frozenset(
    f"{W}{propiedad}"
    for propiedad in (
        *("contextualSpacing", "mirrorIndents", "suppressOverlap", "jc", "textDirection"),
        *("textAlignment", "textboxTightWrap", "outlineLvl", "divId", "cnfStyle", "rPr", "sectPr"),
        "pPrChange",
    )
)


def sangrar(parrafo: Elemento, veces: int) -> None:
    """Corre un párrafo a la derecha, con la viñeta colgando; ``veces``: cuántas listas adentro."""
    if not veces:
        return
    propiedades = parrafo.find(f"{W}pPr")
    if propiedades is None:
        propiedades = parrafo.makeelement(f"{W}pPr")
        parrafo.insert(0, propiedades)
    sangria = propiedades.find(f"{W}ind")
    if sangria is None:
        sangria = propiedades.makeelement(f"{W}ind")
        siguen = (n for n, p in enumerate(propiedades) if p.tag in _TRAS_LA_SANGRIA)
        propiedades.insert(next(siguen, len(propiedades)), sangria)
    for nombre in [*sangria.attrib]:
        del sangria.attrib[nombre]
    sangria.set(f"{W}left", str(_SANGRIA * veces))
    sangria.set(f"{W}hanging", str(_SANGRIA // 2))
