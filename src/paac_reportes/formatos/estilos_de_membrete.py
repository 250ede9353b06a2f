"""Cómo se ve cada párrafo de un membrete, según sus estilos de Word y lo que heredan."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any
from xml.etree.ElementTree import Element

import attrs

from paac_reportes.maqueta.aspecto import Horizontal
from paac_reportes.maqueta.estilos import EN_WORD, Estilo
from paac_reportes.maqueta.medida.tipografia import Pt
from paac_reportes.opc.xml import W

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
VAL = f"{W}val"

NORMAL = Estilo(familia="Times New Roman", tamano=Pt(10))
"""Letra que Word supone si nadie la dice."""
_LADOS: Mapping[str, Horizontal] = {
    "left": "izquierda",
    "start": "izquierda",
    "center": "centro",
    "right": "derecha",
    "end": "derecha",
    "both": "justificada",
    "distribute": "justificada",
}
NO = frozenset({"0", "false", "off"})
"""Como Word escribe que una propiedad no va."""
_PUNTOS_MAXIMOS = 200
"""Puntos: una letra o un espacio más grande no es de un membrete."""


class EstilosDeWord:
    """Estilos de párrafo, letra y tabla, con lo que heredan."""

    def __init__(self, hoja: Element | None, tema: Element | None) -> None:
        estilos = () if hoja is None else hoja.iter(f"{W}style")
        self._crudos = {estilo.get(f"{W}styleId", ""): estilo for estilo in estilos}
        self._tema = tema
        self._resueltos: dict[tuple[str, Estilo], Estilo] = {}
        self._corriente = next(
            (
                clave
                for clave, crudo in self._crudos.items()
                if crudo.get(f"{W}type") == "paragraph"
                and crudo.get(f"{W}default") in {"1", "true"}
            ),
            "",
        )
        base = NORMAL
        if hoja is not None:
            for ruta in ("rPrDefault/{0}rPr", "pPrDefault/{0}pPr"):
                base = self.con(base, hoja.find(f"{W}docDefaults/{W}{ruta.format(W)}"))
        self.base = base
        """Estilo que el documento da a todo párrafo."""

    def de(self, clave: str | None, sobre: Estilo | None = None) -> Estilo:
        """Estilo de un párrafo con esa clave, o con ninguna, sobre la letra de su celda."""
        estilo_y_letra = clave, estilo = clave or self._corriente, sobre or self.base
        if estilo_y_letra not in self._resueltos:
            for crudo in reversed([*self.cadena(clave)]):
                for propiedades in ("pPr", "rPr"):
                    estilo = self.con(estilo, crudo.find(f"{W}{propiedades}"))
            self._resueltos[estilo_y_letra] = estilo
        return self._resueltos[estilo_y_letra]

    def de_corrido(self) -> dict[str, Estilo]:
        """Estilos de Word de los títulos y el texto, con el nombre que tienen en la maqueta."""
        claves = {
            nombre.get(VAL, "").casefold(): clave
            for clave, crudo in self._crudos.items()
            if clave
            and crudo.get(f"{W}type") == "paragraph"
            and (nombre := crudo.find(f"{W}name")) is not None
        }
        return {
            nombre: self.de(claves[en_word.casefold()])
            for nombre, en_word in EN_WORD.items()
            if en_word.casefold() in claves
        }

    def cadena(self, clave: str) -> Iterator[Element]:
        """El estilo de esa clave y aquellos en que se basa, hasta el primero."""
        claves = set[str]()
        while clave in self._crudos and clave not in claves:
            claves.add(clave)
            yield self._crudos[clave]
            clave = valor_de_propiedad(self._crudos[clave].find(f"{W}basedOn"))

    def con(self, estilo: Estilo, propiedades: Element | None) -> Estilo:
        """Un estilo con lo que unas propiedades de párrafo o de letra le cambian."""
        if propiedades is None:
            return estilo
        cambios: dict[str, Any] = {}
        for propiedad in propiedades:
            nombre = propiedad.tag.removeprefix(W)
            if nombre == "rFonts":
                cambios["familia"] = self._familia(propiedad) or estilo.familia
            elif nombre in _CAMBIOS:
                cambios |= _CAMBIOS[nombre](propiedad)
        return attrs.evolve(estilo, **cambios) if cambios else estilo

    def _familia(self, fuentes: Element) -> str | None:
        """Familia de letra que piden unas fuentes: la del tema, si la nombran, o la suya."""
        del_tema = fuentes.get(f"{W}asciiTheme", "")
        if del_tema and self._tema is not None:
            fuente = "majorFont" if del_tema.startswith("major") else "minorFont"
            latina = next(
                (f.find(f"{A}latin") for f in self._tema.iter(f"{A}{fuente}")),
                None,
            )
            if latina is not None and latina.get("typeface"):
                return latina.get("typeface")
        return fuentes.get(f"{W}ascii") or fuentes.get(f"{W}hAnsi")


def _tamano(propiedad: Element) -> dict[str, Any]:
    medios = cuanto(propiedad.get(VAL))
    return {"tamano": Pt(min(medios / 2, _PUNTOS_MAXIMOS))} if medios > 0 else {}


def _color(propiedad: Element) -> dict[str, Any]:
    valor = propiedad.get(VAL, "")
    return {"color": valor if es_color(valor) else None}


def _relleno(propiedad: Element) -> dict[str, Any]:
    valor = propiedad.get(f"{W}fill", "")
    return {"relleno": valor} if es_color(valor) else {}


def _espacios(propiedad: Element) -> dict[str, Any]:
    """Espacio ``antes`` y ``despues`` del párrafo, en puntos; Word los escribe en veinteavos."""
    medidas = {"antes": propiedad.get(f"{W}before"), "despues": propiedad.get(f"{W}after")}
    return {
        nombre: Pt(min(max(cuanto(medida) / 20, 0), _PUNTOS_MAXIMOS))
        for nombre, medida in medidas.items()
        if medida is not None
    }


_CAMBIOS: Mapping[str, Callable[[Element], dict[str, Any]]] = {
    "sz": _tamano,
    "b": lambda propiedad: {"negrita": propiedad.get(VAL) not in NO},
    "i": lambda propiedad: {"cursiva": propiedad.get(VAL) not in NO},
    "color": _color,
    "jc": lambda propiedad: {"horizontal": _LADOS.get(propiedad.get(VAL, ""), "izquierda")},
    "shd": _relleno,
    "spacing": _espacios,
}
"""Cambio de cada propiedad de un párrafo o de una letra, menos la familia."""


def valor_de_propiedad(propiedad: Element | None) -> str:
    """Valor de una propiedad; nada, si no está."""
    return "" if propiedad is None else propiedad.get(VAL) or ""


def encendida(propiedades: Element | None, nombre: str) -> bool:
    """Si entre unas propiedades está la de ese nombre, y no dice que no."""
    propiedad = None if propiedades is None else propiedades.find(f"{W}{nombre}")
    return propiedad is not None and propiedad.get(VAL) not in NO


def es_color(valor: str) -> bool:
    """Si es ``RRGGBB``, y no ``auto``."""
    return len(valor) == len("RRGGBB") and all(letra in "0123456789abcdefABCDEF" for letra in valor)


def cuanto(texto: str | None) -> int:
    """El número entero que dice un atributo; 0 si no dice ninguno."""
    cifras = (texto or "").partition(".")[0]
    return int(cifras) if cifras.removeprefix("-").isdigit() and len(cifras) < _CIFRAS else 0


_CIFRAS = 12
"""Cifras, con signo, que un atributo no alcanza: un número así está dañado."""
