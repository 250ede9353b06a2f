"""Los estilos del documento, junto a los del membrete, que mandan en lo que ambos tienen.

Lo que se lee de corrido (títulos, párrafos, listas) se ve como en el membrete. Una tabla no: se
midió con la letra del formato, y conserva la suya aunque el «Normal» de la entidad sea otro.
"""

import re
from collections.abc import Mapping
from copy import deepcopy
from typing import Any

import attrs
from docx.document import Document as DocumentoDeWord
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement

_NORMAL, _TABLA_NORMAL = "Normal", "Normal Table"
_DE_CORRIDO = re.compile(r"(?:Texto|Lista|Leyenda|Indice|Firma|Nota|Title|Heading|BodyText|TOC).*")
"""Los que toman la letra del membrete; los demás son de celdas."""
_SOLO_ALINEAN = re.compile(r"Texto(?:Izquierda|Centro|Derecha|Justificada)")
_EN_SU_LUGAR = {_NORMAL: "Celda del reporte", _TABLA_NORMAL: "Tabla del reporte"}
_EL_DEL_TEXTO = "body text"

Clave = tuple[str, str]
"""Un estilo por su clase (párrafo, letra, tabla) y su nombre, que no distingue mayúsculas."""


@attrs.frozen
class Estilos:
    """Cómo se llama en el membrete cada estilo del documento."""

    _identificadores: Mapping[str, str]

    def nombre(self, identificador: str) -> str:
        """El de ahora."""
        return self._identificadores[identificador]


def juntar_estilos(base: DocumentoDeWord, nuestro: DocumentoDeWord) -> Estilos:
    """Agrega al membrete los estilos que le faltan, y dice cómo quedó cada uno."""
    suya, nuestra = _hoja(base), _hoja(nuestro)
    suyos = {_clave(estilo): estilo.get(qn("w:styleId")) for estilo in _estilos(suya)}
    lugares = _Lugares(suyos, _normal_de(suya))
    nuestros = _estilos(nuestra)
    for estilo in nuestros:
        lugares.buscar(estilo)
    for estilo in nuestros:
        if lugares.es_nuevo(estilo):
            suya.append(_adaptado(estilo, lugares, nuestra))
    _poner_idioma(suya, nuestra)
    return Estilos(lugares.ahora)


@attrs.define
class _Lugares:
    """A qué estilo va cada uno de los nuestros: a uno del membrete, o a uno nuevo."""

    _suyos: dict[Clave, str]
    _normal: str
    ahora: dict[str, str] = attrs.Factory(dict)
    _nuevos: dict[str, str] = attrs.Factory(dict)
    """El nombre de los que se agregan, por su identificador de antes."""

    def buscar(self, estilo: Any) -> None:
        clase, nombre = _clave(estilo)
        antes = estilo.get(qn("w:styleId"))
        es_de_word = clase != "table" and not estilo.get(qn("w:customStyle"))
        if es_de_word and antes != _NORMAL and (clase, nombre) in self._suyos:
            self.ahora[antes] = self._suyos[clase, nombre]
        elif nombre == _EL_DEL_TEXTO:
            self.ahora[antes] = self._normal
        else:
            self._agregar(antes, clase, str(estilo.name_val))

    def _agregar(self, antes: str, clase: str, nombre: str) -> None:
        propio = _EN_SU_LUGAR.get(nombre, nombre)
        while (clase, propio.casefold()) in self._suyos:
            propio = f"{propio} del reporte"
        identificador = antes if propio == nombre else propio.title().replace(" ", "")
        while identificador in self._suyos.values():
            identificador = f"{identificador}DelReporte"
        self._suyos[clase, propio.casefold()] = identificador
        self.ahora[antes], self._nuevos[antes] = identificador, propio

    def es_nuevo(self, estilo: Any) -> bool:
        """Si hay que agregarlo."""
        return estilo.get(qn("w:styleId")) in self._nuevos

    def nombre(self, antes: str) -> str:
        """El que se le ve a uno nuevo."""
        return self._nuevos[antes]

    def base(self, antes: str, de: str) -> str:
        """En qué se basa uno nuevo: lo que se lee de corrido, en lo normal del membrete."""
        if de == _NORMAL and _DE_CORRIDO.fullmatch(antes):
            return self.ahora["BodyText"] if antes.startswith("Texto") else self._normal
        return self.ahora[de]


def _adaptado(estilo: Any, lugares: _Lugares, nuestra: Any) -> Any:
    """Una copia con sus nombres de ahora."""
    copia, antes = deepcopy(estilo), estilo.get(qn("w:styleId"))
    copia.set(qn("w:styleId"), lugares.ahora[antes])
    copia.find(qn("w:name")).set(qn("w:val"), lugares.nombre(antes))
    if copia.attrib.pop(qn("w:default"), None) or lugares.nombre(antes) != estilo.name_val:
        copia.set(qn("w:customStyle"), "1")
    for lazo in ("w:basedOn", "w:next", "w:link"):
        if (otro := copia.find(qn(lazo))) is not None:
            otro.set(qn("w:val"), lugares.base(antes, otro.get(qn("w:val"))))
    if antes == _NORMAL:
        _hacer_independiente(copia, nuestra)
    if _DE_CORRIDO.fullmatch(antes):
        _quitar_tamano(copia)
    if _SOLO_ALINEAN.fullmatch(antes):
        _dejar_solo_la_alineacion(copia)
    return copia


def _hacer_independiente(celda: Any, nuestra: Any) -> None:
    """Que la celda diga su letra y su renglón, y no tome los que el membrete da por omisión."""
    espacio = celda.find(f"{qn('w:pPr')}/{qn('w:spacing')}")
    espacio.set(qn("w:line"), "240")
    espacio.set(qn("w:lineRule"), "auto")
    letra = celda.find(qn("w:rPr"))
    familia, *lo_demas = map(deepcopy, _letra_por_omision(nuestra))
    letra.insert(0, familia)
    letra.extend(lo_demas)


def _quitar_tamano(estilo: Any) -> None:
    """El de un texto de corrido es el del membrete, aunque el formato diga otro."""
    for letra in estilo.findall(qn("w:rPr")):
        for tamano in [*letra.findall(qn("w:sz")), *letra.findall(qn("w:szCs"))]:
            letra.remove(tamano)


def _dejar_solo_la_alineacion(estilo: Any) -> None:
    parrafo = estilo.find(qn("w:pPr"))
    for marca in [*parrafo]:
        if marca.tag != qn("w:jc"):
            parrafo.remove(marca)
    estilo.remove(estilo.find(qn("w:rPr")))


def _poner_idioma(suya: Any, nuestra: Any) -> None:
    """El de los textos, que es el nuestro: sin él, Word los subraya y el PDF dice otro."""
    letra = _letra_por_omision(suya)
    idioma = deepcopy(_letra_por_omision(nuestra).find(qn("w:lang")))
    if (de_antes := letra.find(qn("w:lang"))) is None:
        letra.append(idioma)
    else:
        de_antes.set(qn("w:val"), idioma.get(qn("w:val")))


def _letra_por_omision(hoja: Any) -> Any:
    """Donde la hoja dice la letra de todo, aunque haya que abrirle el lugar."""
    lugar = hoja
    for marca in ("w:docDefaults", "w:rPrDefault", "w:rPr"):
        dentro = lugar.find(qn(marca))
        if dentro is None:
            dentro = OxmlElement(marca)
            lugar.insert(0, dentro)
        lugar = dentro
    return lugar


def _hoja(documento: DocumentoDeWord) -> Any:
    parte: Any = documento.part.part_related_by(RELATIONSHIP_TYPE.STYLES)
    return parte.element


def _estilos(hoja: Any) -> list[Any]:
    """Los que se dejan nombrar."""
    todos = hoja.findall(qn("w:style"))
    return [estilo for estilo in todos if estilo.get(qn("w:styleId")) and estilo.name_val]


def _clave(estilo: Any) -> Clave:
    clase = estilo.get(qn("w:type")) or "paragraph"
    return clase, str(estilo.name_val).casefold()


def _normal_de(hoja: Any) -> str:
    """El estilo de un párrafo que no dice el suyo."""
    de_parrafo = [e for e in _estilos(hoja) if _clave(e)[0] == "paragraph"]
    en_orden = sorted(de_parrafo, key=lambda e: e.get(qn("w:default")) not in {"1", "true", "on"})
    return str(en_orden[0].get(qn("w:styleId"))) if en_orden else _NORMAL
