"""La forma normal de un Word o de un libro de Excel: lo que se ve y, aparte, lo que llevan escondido.

Escondido es lo que nadie mira al abrirlos: propiedades propias, XML propio, marcadores, controles,
nombres definidos, filas, columnas y hojas ocultas. Lo de adentro que se numera solo (relaciones,
textos compartidos, estilos de celda) se cambia por aquello a lo que lleva: así, agregar o quitar algo
escondido no mueve lo que se ve.
"""

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator
from typing import Any

from lxml import etree

from . import huella

R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_ESCONDIDAS = re.compile(
    r"\[Content_Types\]\.xml|.*\.rels|customXml/.*|docProps/(?:app|custom)\.xml|xl/calcChain\.xml"
)
_SIN_MOSTRAR = {
    "bookmarkStart",
    "bookmarkEnd",
    "sdtPr",
    "sdtEndPr",
    "customXmlPr",
    "customProperties",
}
_TRANSPARENTES = {"sdt", "sdtContent", "customXml", "smartTag"}
_DE_DIBUJO = {"docPr", "cNvPr"}


def secciones(contenido: bytes) -> dict[str, str]:
    """``se_ve`` y ``escondido``."""
    return _Office(contenido).secciones()


class _Office:
    """Un Word o un libro abierto, y a qué lado va cada cosa suya."""

    def __init__(self, contenido: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(contenido)) as archivo:
            self.partes = {nombre: archivo.read(nombre) for nombre in sorted(archivo.namelist())}
        self.se_ve: list[str] = []
        self.escondido: list[str] = []
        self.vinculos: dict[str, str] = {}

    def secciones(self) -> dict[str, str]:
        libro = _Libro(self) if "xl/workbook.xml" in self.partes else None
        for nombre, bytes_de_la_parte in self.partes.items():
            if libro and libro.es_suya(nombre):
                continue
            donde = self.escondido if _ESCONDIDAS.fullmatch(nombre) else self.se_ve
            self._parte(nombre, bytes_de_la_parte, donde)
        if libro:
            libro.escribir()
        return {"se_ve": "\n".join(self.se_ve), "escondido": "\n".join(self.escondido)}

    def _parte(self, nombre: str, contenido: bytes, donde: list[str]) -> None:
        if nombre.endswith(".xlsx"):
            suyas = secciones(contenido)
            donde += [f"== {nombre}", suyas["se_ve"]]
            self.escondido += [f"== {nombre}", suyas["escondido"]]
        elif nombre.endswith((".xml", ".rels")) and "/theme/" not in nombre:
            self.abrir(nombre, donde)
            donde += self.renglones(etree.fromstring(contenido))
        elif "/media/" not in nombre:  # una imagen va donde se nombra
            donde.append(f"== {nombre}: {huella(contenido)}")

    def abrir(self, nombre: str, donde: list[str]) -> None:
        """Una parte: su título, y a dónde llevan sus relaciones."""
        carpeta, _, archivo = nombre.rpartition("/")
        suyas = self.partes.get(f"{carpeta}/_rels/{archivo}.rels", b"<nada/>")
        self.vinculos = {
            una.get("Id", ""): self._destino(carpeta, una) for una in etree.fromstring(suyas)
        }
        donde.append(f"== {nombre}")

    def _destino(self, carpeta: str, relacion: Any) -> str:
        escrito = relacion.get("Target", "")
        if relacion.get("TargetMode") == "External":
            return str(escrito)
        ruta = posixpath.normpath(posixpath.join("/", carpeta, escrito))[1:]
        return huella(self.partes[ruta]) if "/media/" in ruta and ruta in self.partes else ruta

    def renglones(self, nodo: Any, hondo: int = 0) -> Iterator[str]:
        """Un elemento por renglón, con sus atributos y su texto; lo escondido va a su lista."""
        if not isinstance(nodo.tag, str):
            return
        nombre = etree.QName(nodo).localname
        if nombre in _SIN_MOSTRAR or _se_esconde(nodo):
            self.escondido += self._con_todo(nodo)
            return
        if nombre not in _TRANSPARENTES:
            atributos = {clave: self._atributo(clave, valor) for clave, valor in nodo.items()}
            if nombre in _DE_DIBUJO:
                propios = " ".join(
                    f"{c}={atributos.pop(c)}" for c in ("id", "name") if c in atributos
                )
                self.escondido.append(f"{nombre} {propios}")
            yield f"{' ' * hondo}{_con_atributos(nombre, atributos)}{_dicho(nodo.text)}"
            hondo += 1
        for hijo in nodo:
            yield from self.renglones(hijo, hondo)

    def _con_todo(self, nodo: Any) -> Iterator[str]:
        for uno in nodo.iter(etree.Element):
            yield f"{_con_atributos(etree.QName(uno).localname, dict(uno.items()))}{_dicho(uno.text)}"

    def _atributo(self, clave: str, valor: str) -> str:
        return self.vinculos.get(valor, valor) if clave.startswith(R) else valor


def _se_esconde(nodo: Any) -> bool:
    return nodo.tag.endswith("}r") and nodo.find("{*}rPr/{*}vanish") is not None


def _con_atributos(nombre: str, atributos: dict[str, str]) -> str:
    puestos = (
        f' {c.rpartition("}")[2]}="{v}"' for c, v in sorted(atributos.items()) if "rsid" not in c
    )
    return f"{nombre}{''.join(puestos)}"


def _dicho(texto: str | None) -> str:
    return f": {texto}" if texto and (texto.strip() or "\n" not in texto) else ""


class _Libro:
    """Las hojas de un libro, celda por celda: con su texto y su estilo, no con sus números."""

    def __init__(self, office: _Office) -> None:
        self.office, self.partes = office, office.partes
        self.estilos: dict[str, str] = {}
        self.conocidos: dict[str, str] = {}
        hoja_de_estilos = etree.fromstring(self.partes.get("xl/styles.xml", b"<nada/>"))
        self.de = {etree.QName(grupo).localname: list(grupo) for grupo in hoja_de_estilos}
        self.formatos = {
            uno.get("numFmtId"): uno.get("formatCode") for uno in self.de.get("numFmts", [])
        }
        textos = self.partes.get("xl/sharedStrings.xml", b"<nada/>")
        self.textos = [_texto_de(uno) for uno in etree.fromstring(textos)]
        self.libro = etree.fromstring(self.partes["xl/workbook.xml"])
        self.office.abrir("xl/workbook.xml", [])
        self.hojas = [
            (una.get("name"), una.get("state", "visible"), office.vinculos[una.get(f"{R}id")])
            for una in self.libro.find("{*}sheets")
        ]

    def es_suya(self, nombre: str) -> bool:
        return nombre in {"xl/workbook.xml", "xl/styles.xml", "xl/sharedStrings.xml"} or any(
            nombre == parte for *_, parte in self.hojas
        )

    def escribir(self) -> None:
        for nombre, estado, parte in self.hojas:
            donde = self.office.se_ve if estado == "visible" else self.office.escondido
            self.office.abrir(parte, [])  # su archivo va numerado: lo que la nombra es su título
            donde.append(f"== hoja {estado}: {nombre}")
            self._hoja(etree.fromstring(self.partes[parte]), donde)
        for suyo in self.libro:
            if etree.QName(suyo).localname == "definedNames":
                self._nombres(suyo)
            elif etree.QName(suyo).localname != "sheets":
                self.office.se_ve += self.office.renglones(suyo)
        self._estilo("0")  # el de las celdas que no dicen ninguno
        suyos = sorted(self.estilos.items())
        self.office.se_ve += [f"estilo {clave} {que}" for clave, que in suyos]

    def _hoja(self, hoja: Any, donde: list[str]) -> None:
        ocultas = {
            columna
            for una in hoja.iterfind("{*}cols/{*}col")
            if _es_oculta(una)
            for columna in range(int(una.get("min")), int(una.get("max")) + 1)
        }
        for suyo in hoja:
            nombre = etree.QName(suyo).localname
            if nombre == "dimension":
                self.office.escondido += self.office.renglones(suyo)
            elif nombre == "cols":
                for una in suyo:
                    self._con_estilo(una, donde)
            elif nombre == "sheetData":
                for fila in suyo:
                    self._fila(fila, ocultas, donde)
            elif nombre == "dataValidations":
                self._validaciones(suyo, donde)
            else:
                self._con_reglas(suyo)
                donde += self.office.renglones(suyo)

    def _con_reglas(self, nodo: Any) -> None:
        for regla in nodo.iter("{*}cfRule"):
            regla.set("dxfId", self._de_cuales("dxfs", regla.get("dxfId")))

    def _fila(self, fila: Any, ocultas: set[int], donde: list[str]) -> None:
        de_la_fila = self.office.escondido if _es_oculta(fila) else donde
        fila.attrib.pop("spans", None)
        celdas = list(fila)
        for celda in celdas:
            fila.remove(celda)
        self._con_estilo(fila, donde)
        for celda in celdas:
            suya = celda.get("r", "")
            en_oculta = ocultas and _columna(suya) in ocultas
            lugar = self.office.escondido if en_oculta else de_la_fila
            a_la_vista = lugar is not self.office.escondido
            estilo = f" {self._estilo(celda.get('s', '0'))}" if a_la_vista else ""
            lugar.append(f" {suya}{estilo}{self._valor(celda)}")

    def _valor(self, celda: Any) -> str:
        clase = celda.get("t", "n")
        if clase == "s":
            return f": {self.textos[int(celda.findtext('{*}v'))]}"
        dentro = [f"{etree.QName(uno).localname} {_texto_de(uno)}" for uno in celda]
        return f" {clase}: {' '.join(dentro)}" if dentro else ""

    def _con_estilo(self, nodo: Any, donde: list[str]) -> None:
        """Una columna o una fila; lo oculto, sin su estilo, que nadie ve."""
        oculto = _es_oculta(nodo) or donde is self.office.escondido
        for clave in ("s", "style"):
            if oculto:
                nodo.attrib.pop(clave, None)
            elif nodo.get(clave):
                nodo.set(clave, self._estilo(nodo.get(clave)))
        (self.office.escondido if oculto else donde).extend(self.office.renglones(nodo))

    def _estilo(self, numero: str) -> str:
        """El nombre de un estilo de celda, que sale de lo que es y no de su lugar."""
        if numero not in self.conocidos:
            que = self._que_es(numero)
            self.conocidos[numero] = huella(que)[:6]
            self.estilos[self.conocidos[numero]] = que
        return self.conocidos[numero]

    def _que_es(self, numero: str) -> str:
        if "cellXfs" not in self.de:  # el libro de un gráfico no los trae
            return numero
        xf = self.de["cellXfs"][int(numero)]
        cuales = (("fonts", "fontId"), ("fills", "fillId"), ("borders", "borderId"))
        partes = [self._de_cuales(grupo, xf.get(clave)) for grupo, clave in cuales]
        formato = xf.get("numFmtId", "0")
        partes += [f"formato {self.formatos.get(formato, formato)}", *map(_en_xml, xf)]
        return " ".join(partes)

    def _de_cuales(self, grupo: str, numero: str | None) -> str:
        return _en_xml(self.de[grupo][int(numero)]) if numero is not None else ""

    def _nombres(self, nombres: Any) -> None:
        for uno in nombres:
            donde = self.office.escondido
            hoja = uno.get("localSheetId")
            if hoja is not None:
                nombre, estado, _ = self.hojas[int(hoja)]
                uno.set("localSheetId", nombre)
                if estado == "visible" and uno.get("name").startswith("_xlnm."):
                    donde = self.office.se_ve
            donde += self.office.renglones(uno)

    def _validaciones(self, todas: Any, donde: list[str]) -> None:
        """Una lista que está en una hoja oculta va con ella."""
        ocultas = [nombre for nombre, estado, _ in self.hojas if estado != "visible"]
        for formula in list(todas.iter("{*}formula1", "{*}formula2")):
            if any(nombre in (formula.text or "") for nombre in ocultas):
                self.office.escondido += self.office.renglones(formula)
                formula.getparent().remove(formula)
        donde += self.office.renglones(todas)


def _es_oculta(nodo: Any) -> bool:
    return nodo.get("hidden") in {"1", "true"}


def _texto_de(nodo: Any) -> str:
    """Lo que dice; si tiene letras distintas, también cuáles."""
    letras = nodo.findall("{*}r")
    if not letras:
        return "".join(nodo.itertext())
    return " + ".join(f"{_en_xml(una.find('{*}rPr'))} {''.join(una.itertext())}" for una in letras)


def _en_xml(nodo: Any) -> str:
    if nodo is None:
        return ""
    dentro = ", ".join(map(_en_xml, nodo))
    suyo = _con_atributos(etree.QName(nodo).localname, dict(nodo.items()))
    return f"{suyo}{f' ({dentro})' if dentro else ''}"


def _columna(celda: str) -> int:
    numero = 0
    for letra in celda.rstrip("0123456789"):
        numero = numero * 26 + ord(letra) - 64
    return numero
