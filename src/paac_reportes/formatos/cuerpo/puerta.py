"""La puerta de todo Word que hizo otro, sea cuerpo o membrete: qué pasa, qué se quita y qué no.

``abrir_word`` niega, con su motivo, lo dañado, lo enorme, lo que corre o trae algo de fuera y lo
que tiene cambios por aceptar. De lo que pasa se quita lo que nadie ve: comentarios, datos de otros
programas y, de un membrete, su cuerpo. Sólo pasan las partes a que algo lleva desde el documento.
"""

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator
from xml.sax.saxutils import quoteattr

import attrs

from paac_reportes.estructura import mostrar
from paac_reportes.opc.origen import (
    SE_ESPERABA,
    con_macros,
    es_comprimido,
    que_es,
    que_es_el_comprimido,
)
from paac_reportes.opc.paquete import Comprimido, Partes, Relacion, lugar_de_relaciones
from paac_reportes.opc.xml import Elemento, R, W, escrita, pedir_lxml
from paac_reportes.sistema import MAXIMO, MEGAS, IlegibleError

_TIPOS = "[Content_Types].xml"
_DOCUMENTO = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_DE_RELACIONES = "application/vnd.openxmlformats-package.relationships+xml"
_PAQUETE = "http://schemas.openxmlformats.org/package/2006"
_REHAGALO = "ábralo en Word y guárdelo otra vez"

_DEL_PAQUETE = {"officeDocument", "extended-properties", "custom-properties"}
_DE_UNO = {"styles", "settings", "fontTable", "theme", "numbering"}
_SIN_NOMBRAR = {"footnotes", "endnotes", "diagramDrawing", "themeOverride"}
_SIN_NOMBRAR |= {"chartStyle", "chartColorStyle"}
"""Las clases de partes que un cuerpo tiene sin que nadie diga su clave."""
_BINARIAS = {"image", "hdphoto", "font"}
_NOMBRADAS = _BINARIAS | {"header", "footer", "hyperlink", "chart", "chartEx", "chartUserShapes"}
_NOMBRADAS |= {"diagramData", "diagramLayout", "diagramQuickStyle", "diagramColors"}
_RAICES = {clase: clase for clase in ("styles", "settings", "numbering")}
_RAICES |= {"officeDocument": "document", "header": "hdr", "footer": "ftr"}
"""Las partes que son de Word, y cómo empieza cada una."""

_AJUSTES = {"documentProtection", "writeProtection", "trackRevisions", "updateFields", "docVars"}
_AJUSTES |= {"documentType", "footnotePr", "endnotePr", "revisionView"}
"""Los ajustes de un membrete que no pasan."""
_DE_OTRO_ARCHIVO = {"mailMerge", "attachedTemplate", "attachedSchema", "saveThroughXslt"}
"""Elementos que no se llevan de ningún Word: sin el archivo que nombran, lo da por dañado."""

_CAMPOS = {"DDE", "DDEAUTO", "LINK", "IMPORT", "INCLUDE", "INCLUDETEXT", "INCLUDEPICTURE"}
_CAMPOS |= {"DATABASE", "RD", "EMBED", "MACROBUTTON", "ADDIN", "CONTROL", "HTMLCONTROL", "PRINT"}
"""Los campos que leen otros archivos, o la red, de la máquina que abre el documento, o corren."""
_LLEVA_AFUERA = re.compile(
    r"\s*(?:\\\\|(?!https?:|mailto:|tel:|ftp:)[a-z][a-z0-9+.-]+:)", re.IGNORECASE
)
_A_DONDE = re.compile(r'(?i)\s*HYPERLINK\s+(?:"\s*)?(?P<direccion>[^"\s]+)')
_TRAE_DE_AFUERA = re.compile(r"(?i)\\\\|//|^\s*file:")

_FUERA = {
    *(f"{W}{c}" for c in ("commentReference", "dataBinding", "printerSettings", "entryMacro")),
    *(f"{W}{c}" for c in ("exitMacro", "showingPlcHdr")),
    "{http://schemas.microsoft.com/office/word/2012/wordml}dataBinding",
    "{http://schemas.microsoft.com/office/word/2012/wordprocessingDrawing}webVideoPr",
    "{http://schemas.openxmlformats.org/drawingml/2006/chart}externalData",
}
"""Elementos que no pasan, con lo que llevan."""
_POR_ACEPTAR = [f"{W}{c}" for c in ("ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel")]
"""Los cambios marcados: qué dice el Word con ellos lo decide quien lo hizo."""
_CON_CAMBIOS = "trae cambios marcados; en Word, acéptelos o recházelos (Revisar)"
_DE_UN_CAMBIO = ("Change", "RangeStart", "RangeEnd")
"""Cómo termina el nombre de los que dicen cómo era antes, o dónde hay un comentario."""
_DICE_ALGO = (
    "boolean(.//w:t[normalize-space()] | .//w:drawing | .//w:pict | .//w:object | .//w:tbl)"
)


def danado(motivo: str) -> IlegibleError:
    """El error de un Word que no sirve, con por qué."""
    return IlegibleError("archivo_danado", motivo)


class WordAbierto:
    """Un Word de otro, con sólo lo que de él pasa."""

    def __init__(self, comprimido: Comprimido, *, entero: bool) -> None:
        """Toma del paquete lo que pasa; ``IlegibleError`` si está dañado o no es de Word.

        ``entero``: si pasa todo lo que se ve en él, y no sólo lo que es de una hoja membretada.
        """
        self._partes, self._entero = Partes(comprimido), entero
        self.motivos: list[str] = []
        """Motivos de que el Word no se admita."""
        self.raices: dict[str, Elemento] = {}
        """El XML de cada parte que lo es."""
        self.otras: dict[str, bytes] = {}
        """Sus imágenes y fuentes."""
        self.con_cuerpo = False
        """Si traía algo escrito o dibujado fuera de encabezados y pies."""
        if _TIPOS not in self._partes:
            raise danado(que_es_el_comprimido(comprimido))
        self._declarados = {
            (tipo.get("PartName") or tipo.get("Extension", "")).casefold(): tipo.get("ContentType")
            for tipo in self._partes.raiz(_TIPOS)
        }
        self._tipos: dict[str, str] = {}
        del_paquete = _DEL_PAQUETE | ({"core-properties"} if entero else set())
        del_archivo = [r for r in self._relaciones("") if r.clase in del_paquete and not r.externa]
        self.relaciones = {"": del_archivo}
        """Relaciones de cada parte que las tiene, y las del paquete, con ``""``."""
        self.propiedades = [r.parte for r in del_archivo if r.clase != "officeDocument"]
        """Las partes con las del documento."""
        self.principal = self._documento()
        por_tomar = del_archivo[::-1]
        while por_tomar:
            por_tomar += self._tomar(por_tomar.pop())[::-1]
        self._tipos[self.principal] = _DOCUMENTO
        self._comprobar_que_esten()

    def _tomar(self, relacion: Relacion) -> list[Relacion]:
        """Toma la parte a que lleva una relación, y da las que de ella pasan."""
        nombre = relacion.parte
        if relacion.externa or nombre in self._tipos:
            return []
        self._tipos[nombre] = self._tipo(nombre)
        if relacion.clase in _BINARIAS and "openxml" not in self._tipos[nombre]:
            self.otras[nombre] = self._partes.comprimido.leer(nombre)
            return []
        self.raices[nombre] = raiz = self._partes.raiz(nombre)
        self._limpiar(raiz, nombre, relacion.clase)
        if next(raiz.iter(*_POR_ACEPTAR), None) is not None:
            self.motivos.append(f"{nombre} {_CON_CAMBIOS}")
        self.motivos += (f"{nombre} {motivo}" for motivo in _motivos_de_afuera(raiz))
        pasan = [] if relacion.clase == "settings" else [*self._que_pasan(nombre, raiz)]
        self.relaciones[nombre] = pasan
        return pasan

    def _documento(self) -> str:
        """El nombre de la parte principal, si es de Word y no trae macros."""
        principales = [r for r in self.relaciones[""] if r.clase == "officeDocument"]
        if len(principales) != 1:
            raise danado("no es un documento de Word (.docx): le falta word/document.xml")
        (principal,) = principales
        tipo = self._tipo(principal.parte)
        if "macroEnabled" in tipo or con_macros(self._partes.comprimido):
            raise danado("trae macros; guárdelo en Word como .docx, que no las lleva")
        if tipo not in {_DOCUMENTO, _DOCUMENTO.replace("document.main", "template.main")}:
            raise danado("no es un documento de Word (.docx), aunque es de Office")
        return principal.parte

    def _tipo(self, nombre: str) -> str:
        """Tipo de contenido que el paquete declara para una parte, que debe estar."""
        extension = posixpath.splitext(nombre)[1].lstrip(".").casefold()
        declarado = self._declarados.get(f"/{nombre}".casefold()) or self._declarados.get(extension)
        if not declarado or nombre not in self._partes:
            raise danado(f"le falta su parte {nombre or 'principal'}; {_REHAGALO}")
        return str(declarado)

    def _relaciones(self, nombre: str) -> list[Relacion]:
        """Las relaciones de una parte, con los nombres como se escriben."""
        relaciones = self._partes.relaciones_escritas(nombre)
        if len({relacion.clave for relacion in relaciones} - {""}) < len(relaciones):
            raise danado(f"está dañado: {lugar_de_relaciones(nombre)} repite una clave")
        como_se_escribe = self._partes.comprimido.como_se_escribe
        return [
            r if r.externa else attrs.evolve(r, parte=como_se_escribe(r.parte) or r.parte)
            for r in relaciones
        ]

    def _que_pasan(self, nombre: str, raiz: Elemento) -> Iterator[Relacion]:
        """Las relaciones que pasan; de las demás que algo nombra, el motivo va a ``motivos``."""
        nombradas = {*raiz.xpath("//@r:* | //@*[local-name()='relid']", namespaces={"r": R[1:-1]})}
        de_uno = _DE_UNO if nombre == self.principal else set()
        sin_nombrar = de_uno | (_SIN_NOMBRAR if self._entero else set())
        for relacion in self._relaciones(nombre):
            if relacion.clase in sin_nombrar or relacion.clave in nombradas:
                if motivo := _por_que_no(relacion, pasa=relacion.clase in sin_nombrar | _NOMBRADAS):
                    self.motivos.append(f"{nombre} {motivo}")
                else:
                    yield relacion

    def _comprobar_que_esten(self) -> None:
        """``IlegibleError`` si al documento le faltan partes, o trae dos de la que va una."""
        relaciones = self.relaciones[self.principal]
        clases = [relacion.clase for relacion in relaciones]
        if "styles" not in clases:
            raise danado(f"no trae estilos; {_REHAGALO}")
        if dos := [clase for clase in _DE_UNO if clases.count(clase) > 1]:
            raise danado(f"está dañado: trae {clases.count(dos[0])} partes «{dos[0]}»")
        dadas = {relacion.clave for relacion in relaciones}
        referencias = self.raices[self.principal].iter(f"{W}headerReference", f"{W}footerReference")
        # Los que no se admiten ya están dichos.
        if not self.motivos and any(r.get(f"{R}id", "") not in dadas for r in referencias):
            raise danado("está dañado: nombra un encabezado o un pie que no está")

    def _limpiar(self, raiz: Elemento, nombre: str, clase: str) -> None:
        """Quita de una parte lo que no se admite; ``IlegibleError`` si no es lo que dice ser.

        ``clase``: la de la relación que lleva a ella.
        """
        if clase in _RAICES and (
            raiz.tag != f"{W}{_RAICES[clase]}"
            or not self._tipos[nombre].endswith((f"wordprocessingml.{clase}+xml", ".main+xml"))
        ):
            raise danado(f"está dañado: su parte {nombre} no es lo que dice ser")
        ajustes = _DE_OTRO_ARCHIVO if self._entero else _DE_OTRO_ARCHIVO | _AJUSTES
        no_pasan = _FUERA | {f"{W}{a}" for a in ajustes if clase == "settings"}
        for elemento in [*raiz.iterdescendants()]:
            de_un_cambio = elemento.tag.startswith(W) and elemento.tag.endswith(_DE_UN_CAMBIO)
            if de_un_cambio or elemento.tag in no_pasan:
                elemento.getparent().remove(elemento)
        if clase == "officeDocument":
            secciones = [*raiz.iterfind(f"{W}body//{W}sectPr")]
            if not secciones:
                raise danado(f"no dice el tamaño de su página; {_REHAGALO}")
            if not self._entero:
                self.con_cuerpo = raiz.xpath(_DICE_ALGO, namespaces={"w": W[1:-1]})
                raiz.find(f"{W}body")[:] = secciones

    def cerrado(self) -> bytes:
        """El archivo con lo que pasa y lo que se le haya cambiado: siempre los mismos bytes."""
        cambiadas = {nombre: escrita(raiz) for nombre, raiz in self.raices.items()}
        tipos = "".join(
            f"<Override PartName={quoteattr(f'/{nombre}')} ContentType={quoteattr(tipo)}/>"
            for nombre, tipo in self._tipos.items()
        )
        partes = {
            _TIPOS: f'<Types xmlns="{_PAQUETE}/content-types">'
            f'<Default Extension="rels" ContentType="{_DE_RELACIONES}"/>{tipos}</Types>'.encode()
        }
        for nombre, relaciones in self.relaciones.items():
            if relaciones:
                dentro = "".join(map(_en_xml, relaciones))
                xml = f'<Relationships xmlns="{_PAQUETE}/relationships">{dentro}</Relationships>'
                partes[lugar_de_relaciones(nombre)] = xml.encode()
        salida = io.BytesIO()
        with zipfile.ZipFile(salida, "w", zipfile.ZIP_STORED) as archivo:
            for nombre, contenido in {**partes, **cambiadas, **self.otras}.items():
                archivo.writestr(zipfile.ZipInfo(nombre, (1980, 1, 1, 0, 0, 0)), contenido)
        return salida.getvalue()


def _en_xml(relacion: Relacion) -> str:
    """Elemento de una relación, con su destino desde la raíz del paquete si está dentro."""
    destino = relacion.parte if relacion.externa else f"/{relacion.parte}"
    modo = ' TargetMode="External"' if relacion.externa else ""
    return (
        f"<Relationship Id={quoteattr(relacion.clave)} Type={quoteattr(relacion.tipo)}"
        f" Target={quoteattr(destino)}{modo}/>"
    )


def _por_que_no(relacion: Relacion, *, pasa: bool) -> str:
    """Motivo por el que una relación no se admite; vacío, si se admite.

    ``pasa``: si las de su clase se admiten.
    """
    if relacion.externa and relacion.clase != "hyperlink":
        sujeto = "una imagen" if relacion.clase == "image" else "un archivo"
        return (
            f"enlaza {sujeto} de afuera ({mostrar(relacion.parte)}); lo que se vea tiene que estar"
            " dentro del documento"
        )
    if not pasa:
        return "lleva un control, un objeto o un documento incrustado; quítelo"
    return _motivo_de_un_enlace(relacion.parte if relacion.externa else "")


def _motivo_de_un_enlace(direccion: str) -> str:
    """Motivo por el que un enlace no se admite, si sólo vale en otra máquina o corre algo."""
    motivo = f"enlaza {mostrar(direccion)}, que no es de la web ni un correo; quite ese enlace"
    return motivo if _LLEVA_AFUERA.match(direccion) else ""


def _motivos_de_afuera(raiz: Elemento) -> Iterator[str]:
    """Motivos de los campos de una parte, y de los dibujos que traen su imagen de fuera."""
    campos = _campos(raiz)
    for campo in sorted({c.split(maxsplit=1)[0].upper() for c in campos if c.strip()} & _CAMPOS):
        yield (
            f"usa un campo {campo}, que lee fuera del archivo o corre algo; en Word,"
            " selecciónelo y oprima Ctrl+Mayús+F9 para dejar sólo lo que muestra"
        )
    a_donde = [enlace["direccion"] for enlace in map(_A_DONDE.match, campos) if enlace]
    yield from filter(None, map(_motivo_de_un_enlace, a_donde))
    for direccion in raiz.xpath("//@src | //@*[name()='o:href']"):
        if _TRAE_DE_AFUERA.search(direccion):
            yield f"trae de afuera un dibujo ({mostrar(str(direccion))}); péguelo en él"


def _campos(raiz: Elemento) -> list[str]:
    """Instrucción de cada campo, que Word escribe en pedazos; la que lleva otra, partida."""
    instrucciones = [""]
    for elemento in raiz.iter(f"{W}fldSimple", f"{W}instrText", f"{W}fldChar"):
        if elemento.tag == f"{W}instrText":
            instrucciones[-1] += elemento.text or ""
        else:  # donde un campo empieza o termina, empieza o sigue otra instrucción
            instrucciones += [elemento.get(f"{W}instr", ""), ""]
    return instrucciones


def abrir_word(contenido: bytes, *, entero: bool) -> WordAbierto:
    """El Word de unos bytes, con sus encabezados y pies o, ``entero``, también con su cuerpo.

    ``IlegibleError`` si no lo es o está dañado; lo demás que no se admite, en ``motivos``.
    """
    pedir_lxml("usar un Word hecho por otro")
    if len(contenido) > MAXIMO:
        raise danado(f"pesa más de {MEGAS} MB")
    if not es_comprimido(contenido):
        raise danado(que_es(contenido, "").replace(SE_ESPERABA, "se esperaba un .docx"))
    return WordAbierto(Comprimido(contenido), entero=entero)
