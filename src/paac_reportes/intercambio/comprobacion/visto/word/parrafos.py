"""Lo que se lee de un párrafo de Word: sus letras, sus campos, sus enlaces y sus imágenes."""

from collections.abc import Iterator, Mapping

import attrs

from paac_reportes.intercambio.comprobacion.visible import literal, marca
from paac_reportes.intercambio.comprobacion.visto.paquete import Elemento, R, Relacion, W

_ALTERNATIVA = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_DIBUJO = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_BLANCO = "FFFFFF"
_DE_PAGINA = {"PAGE": "página", "NUMPAGES": "páginas", "PAGEREF": "página"}
"""Los campos cuyo número calcula el programa que muestra el documento."""

_COMO_LETRAS = {
    f"{W}tab": "\t",
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "\u2011",
    f"{W}softHyphen": "",
}
_NO_DICEN_NADA = {
    f"{W}{que}"
    for que in ("rPr", "pPr", "lastRenderedPageBreak", "bookmarkStart", "bookmarkEnd", "proofErr")
}
_SOLO_ENVUELVEN = {
    f"{W}{que}" for que in ("smartTag", "sdt", "sdtContent", "fldSimple", "dir", "bdo")
}
_CAMBIOS = {
    f"{W}ins": "insertado sin aceptar",
    f"{W}del": "borrado sin aceptar",
    f"{W}moveTo": "movido sin aceptar",
    f"{W}moveFrom": "movido sin aceptar",
}
_LO_DEMAS = {
    f"{W}footnoteReference": "nota al pie",
    f"{W}endnoteReference": "nota al final",
    f"{W}commentReference": "comentario",
    f"{W}sym": "símbolo",
    f"{W}object": "objeto",
    f"{W}pict": "dibujo",
    f"{W}ruby": "anotación",
}


@attrs.define
class _Campo:
    """Un campo abierto: lo que pide, y lo que muestra."""

    pide: str = ""
    muestra: list[str] | None = None
    """``None`` mientras se lee lo que pide."""


class Parrafos:
    """Los párrafos de una parte, en orden: un campo puede empezar en uno y acabar en otro."""

    def __init__(self, relaciones: Mapping[str, Relacion], marcadores: Mapping[str, str]) -> None:
        self._relaciones = relaciones
        self._marcadores = marcadores
        self._campos: list[_Campo] = []

    def texto_de(self, parrafo: Elemento, fondo: str = _BLANCO) -> str:
        """Lo que se lee; ``fondo`` es el color sobre el que está."""
        return "".join(self._dentro(parrafo, fondo))

    def _dentro(self, elemento: Elemento, fondo: str) -> Iterator[str]:
        for hijo in elemento:
            if hijo.tag == f"{W}r":
                yield self._corrida(hijo, fondo)
            elif hijo.tag == f"{W}hyperlink":
                yield self._enlace(hijo, fondo)
            elif hijo.tag in _CAMBIOS:
                yield marca(_CAMBIOS[hijo.tag], "".join(self._dentro(hijo, fondo)))
            elif hijo.tag in _SOLO_ENVUELVEN:
                yield from self._dentro(hijo, fondo)
            elif hijo.tag not in _NO_DICEN_NADA:
                # Lo que aquí no se conoce no se calla si trae letras.
                suelto = "".join(hijo.itertext()).strip()
                yield marca(hijo.tag.rpartition("}")[2], suelto) if suelto else ""

    def _enlace(self, enlace: Elemento, fondo: str) -> str:
        texto = "".join(self._dentro(enlace, fondo))
        ancla = enlace.get(f"{W}anchor")
        relacion = self._relaciones.get(enlace.get(f"{R}id", ""))
        if relacion is not None:
            destino = f"{relacion.destino}#{ancla}" if ancla else relacion.destino
            return f"{texto}{marca('enlace', destino)}"
        return f"{texto}{marca('va a', self._marcadores.get(ancla or '', f'#{ancla}'))}"

    def _corrida(self, corrida: Elemento, fondo: str) -> str:
        texto = "".join(self._trozo(hijo) for hijo in corrida)
        if texto.strip() and (como := _escondida(corrida.find(f"{W}rPr"), fondo)):
            return marca(como, texto)
        return texto

    def _trozo(self, hijo: Elemento) -> str:
        if hijo.tag == f"{W}fldChar":
            return self._campo(hijo.get(f"{W}fldCharType", ""))
        if hijo.tag == f"{W}instrText":
            if self._campos:
                self._campos[-1].pide += hijo.text or ""
            return ""
        escrito = self._escrito(hijo)
        if self._campos and (recoge := self._campos[-1]).pide.split()[:1] and _es_de_pagina(recoge):
            if recoge.muestra is not None:
                recoge.muestra.append(escrito)
            return ""
        return escrito

    def _escrito(self, hijo: Elemento) -> str:
        if hijo.tag in {f"{W}t", f"{W}delText"}:
            return literal(hijo.text or "")
        if hijo.tag == f"{W}br":
            return "\n" if hijo.get(f"{W}type", "textWrapping") == "textWrapping" else ""
        if hijo.tag in _COMO_LETRAS:
            return _COMO_LETRAS[hijo.tag]
        if hijo.tag == f"{W}drawing":
            return _dibujo(hijo)
        if hijo.tag == _ALTERNATIVA:
            return _dibujo(hijo[0]) if len(hijo) else ""
        return marca(_LO_DEMAS[hijo.tag]) if hijo.tag in _LO_DEMAS else ""

    def _campo(self, clase: str) -> str:
        if clase == "begin":
            self._campos.append(_Campo())
        elif clase == "separate" and self._campos:
            self._campos[-1].muestra = []
        elif clase == "end" and self._campos:
            return _resultado(self._campos.pop())
        return ""


def _es_de_pagina(campo: _Campo) -> bool:
    return campo.pide.split()[0].upper() in _DE_PAGINA


def _resultado(campo: _Campo) -> str:
    """El número de un campo de página no se compara; otra cosa en su lugar, sí."""
    if not campo.pide.split() or not _es_de_pagina(campo):
        return ""
    escrito = "".join(campo.muestra or ()).strip()
    if escrito and not escrito.isdecimal():
        return escrito
    return marca(_DE_PAGINA[campo.pide.split()[0].upper()])


def _escondida(propiedades: Elemento | None, fondo: str) -> str:
    """Cómo se esconde una corrida: oculta, o del color de su fondo; nada si se ve."""
    if propiedades is None:
        return ""
    oculta, color = propiedades.find(f"{W}vanish"), propiedades.find(f"{W}color")
    if oculta is not None and oculta.get(f"{W}val", "1") not in {"0", "false", "off"}:
        return "oculto"
    sombra = propiedades.find(f"{W}shd")
    detras = fondo if sombra is None else sombra.get(f"{W}fill", fondo)
    invisible = color is not None and color.get(f"{W}val", "").upper() == detras.upper()
    return "del color del fondo" if invisible else ""


def _dibujo(dibujo: Elemento) -> str:
    """La imagen con su texto alternativo; de un cuadro de texto, lo que dice."""
    dicho = "".join(texto.text or "" for texto in dibujo.iter(f"{W}t"))
    if dicho:
        return marca("cuadro de texto", dicho)
    propiedades = next(dibujo.iter(_DIBUJO), None)
    return marca("imagen", "" if propiedades is None else propiedades.get("descr", ""))
