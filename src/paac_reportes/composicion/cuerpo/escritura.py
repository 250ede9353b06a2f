"""Lo que un hueco dice, como XML de Word: corridas, saltos, enlaces, campos y marcas."""

import re
from collections.abc import Callable, Iterable

from paac_reportes.expresiones import expresion
from paac_reportes.maqueta.contenido import CampoCalculado, Enfasis, Enlace, Tramo

_QUIEBRES = expresion(r"(\r\n|\n|\r|\t)")
_DEL_CAMPO = {CampoCalculado.PAGINA: " PAGE ", CampoCalculado.PAGINAS: " NUMPAGES "}
_ORDEN = (
    *("rStyle", "rFonts", "b", "bCs", "i", "iCs", "caps", "smallCaps", "strike", "dstrike"),
    *("outline", "shadow", "emboss", "imprint", "noProof", "snapToGrid", "vanish", "webHidden"),
    *("color", "spacing", "w", "kern", "position", "sz", "szCs", "highlight", "u", "effect"),
    *("bdr", "shd", "fitText", "vertAlign", "rtl", "cs", "em", "lang", "eastAsianLayout"),
)
"""En el que Word exige las propiedades de una letra."""
_SANGRIA = 360
"""Veinteavos de punto por lista."""


def en_xml(texto: str) -> str:
    """Un texto como va dentro de un elemento o de un atributo."""
    if "&" in texto or "<" in texto or ">" in texto or '"' in texto:
        texto = texto.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        return texto.replace('"', "&quot;")
    return texto


def corrida(texto: str, letra: str) -> str:
    """Una corrida con un texto y sus saltos; ``letra``: sus propiedades, en XML."""
    if not texto:
        return ""
    if "\n" in texto or "\t" in texto or "\r" in texto:
        dentro = "".join(map(_pedazo, filter(None, _QUIEBRES.split(texto))))
    else:
        dentro = f'<w:t xml:space="preserve">{en_xml(texto)}</w:t>'
    return f"<w:r>{letra}{dentro}</w:r>"


def _pedazo(pedazo: str) -> str:
    if pedazo == "\t":
        return "<w:tab/>"
    es_salto = pedazo in {"\n", "\r", "\r\n"}
    return "<w:br/>" if es_salto else f'<w:t xml:space="preserve">{en_xml(pedazo)}</w:t>'


def corridas(tramos: Iterable[Tramo], letra: str, relacionar: Callable[[str], str] | None) -> str:
    """Las corridas de unos tramos; sin ``relacionar``, lo enlazado va como texto."""
    return "".join(_de_un_tramo(tramo, letra, relacionar) for tramo in tramos)


def _de_un_tramo(tramo: Tramo, letra: str, relacionar: Callable[[str], str] | None) -> str:
    match tramo:
        case str():
            return corrida(tramo, letra)
        case CampoCalculado():
            return _campo(_DEL_CAMPO[tramo], letra)
        case Enlace():
            if relacionar is None:
                return corrida(tramo.texto, letra)
            azul = _con_letra(_con_letra(letra, "color", "0563C1"), "u", "single")
            dentro = corrida(tramo.texto, azul)
            clave = relacionar(tramo.direccion)
            return f'<w:hyperlink r:id="{clave}" w:history="1">{dentro}</w:hyperlink>'
        case Enfasis():
            for marca, lo_lleva in (("b", tramo.negrita), ("i", tramo.cursiva)):
                letra = _con_letra(letra, marca) if lo_lleva else letra
            return corrida(tramo.texto, letra)
    raise TypeError(f"no se sabe escribir {tramo!r}")


def _campo(instruccion: str, letra: str) -> str:
    """Un campo de Word, con un resultado mientras el programa lo calcula."""
    piezas = (
        '<w:fldChar w:fldCharType="begin"/>',
        f'<w:instrText xml:space="preserve">{instruccion}</w:instrText>',
        '<w:fldChar w:fldCharType="separate"/>',
        "<w:t>1</w:t>",
        '<w:fldChar w:fldCharType="end"/>',
    )
    return "".join(f"<w:r>{letra}{pieza}</w:r>" for pieza in piezas)


_ABRE = expresion(r"<(?:w:)?(\w+)")


def _con_letra(letra: str, propiedad: str, valor: str = "") -> str:
    """Unas propiedades de letra con una más, en el orden que Word exige."""
    adentro = letra.partition(">")[2].rpartition("<")[0]
    adentro = re.sub(rf"<w:{propiedad}\b[^>]*+/>", "", adentro)
    nueva = f'<w:{propiedad} w:val="{valor}"/>' if valor else f"<w:{propiedad}/>"
    siguen = _ORDEN[: _ORDEN.index(propiedad)]
    despues = (abre.start() for abre in _ABRE.finditer(adentro) if abre[1] not in siguen)
    lugar = next(despues, len(adentro))
    return f"<w:rPr>{adentro[:lugar]}{nueva}{adentro[lugar:]}</w:rPr>"


def sangria(veces: int) -> str:
    """La sangría de un párrafo con la viñeta colgando; ``veces``: cuántas listas adentro."""
    return f'<w:ind w:left="{_SANGRIA * veces}" w:hanging="{_SANGRIA // 2}"/>'


def marcado(xml: str, marca: str, numero: int) -> str:
    """Un XML entre el comienzo y el final de un marcador."""
    empieza = f'<w:bookmarkStart w:id="{numero}" w:name="{marca}"/>'
    return f'{empieza}{xml}<w:bookmarkEnd w:id="{numero}"/>'
