"""Un archivo de Office abierto para buscar lo que esconde: sus letras, sus partes y sus dibujos."""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property, lru_cache
from hashlib import sha256
from typing import NamedTuple
from urllib.parse import unquote

from paac_reportes.opc.paquete import Partes, Relacion
from paac_reportes.opc.xml import Elemento, R, arbol

Hallazgo = tuple[str, str]
"""Dónde está algo, y qué es: por lo segundo se sabe si el archivo que dan los datos lo trae."""

# ------------------------------------------------------------------ letras
# Cómo se ve un texto, sea de Word o de Excel.


class LetraDelTexto(NamedTuple):
    """La de un texto, con lo que hereda."""

    colores: tuple[str, ...] = ("000000",)
    fondo: str = "FFFFFF"
    puntos: float = 11.0
    fuente: str = ""
    rasgos: frozenset[str] = frozenset()
    """Lo demás que cambia lo que se lee: ``oculta``, ``tachada``, ``deformada``."""
    otros_fondos: tuple[str, ...] = ()
    """Los demás colores de una trama o de un degradado."""


_NUMERO = re.compile(r"-?[0-9]{1,40}(?:\.[0-9]{1,40})?(?:[eE][+-]?[0-9]{1,2})?")
ENTERO, DECIMAL = re.compile(r"[0-9]{1,9}"), re.compile(r"-?[0-9]+(?:\.[0-9]+)?[a-z%]*")
_COLOR = re.compile(r"(?:[0-9A-Fa-f]{2})?([0-9A-Fa-f]{6})")
NEGRO, BLANCO, SI = "000000", "FFFFFF", frozenset({"1", "true", "on"})
SIMBOLOS = re.compile(r"(?:wing|web)dings|symbol|marlett|bar ?code", re.IGNORECASE)
_CONTRASTE = 1.6
"""Según WCAG, el de un gris que ya no se imprime: ``CCCCCC`` sobre blanco."""


Propiedades = dict[str, dict[str, str]]


def nombres(juntos: str) -> frozenset[str]:
    """Los que van separados por blancos."""
    return frozenset(juntos.split())


def propiedades_de(propiedades: Elemento | None) -> Propiedades:
    """Los atributos de cada propiedad, por su nombre."""
    return {
        local(una): {clave.rpartition("}")[2]: valor for clave, valor in una.attrib.items()}
        for una in (propiedades if propiedades is not None else ())
    }


def direccion(texto: str) -> str:
    """La de un enlace, como se compara: sin lo que un programa le pone o le quita."""
    esquema, hay, resto = unquote(texto).strip().strip("/#").partition("://")
    if not hay:
        return esquema.replace("$", "").replace("'", "").casefold()
    servidor, barra, ruta = resto.partition("/")  # en lo que sigue, las mayúsculas son otra cosa
    return f"{esquema}://{servidor}".casefold() + barra + ruta


def medida(texto: str | None, si_no: float = 0.0) -> float:
    """Un número escrito con cifras, o ``si_no``."""
    return float(texto) if texto and _NUMERO.fullmatch(texto) else si_no


def cifras(texto: str) -> str:
    """Un número con seis: de las demás, cada programa guarda las suyas."""
    return f"{float(texto):.6g}" if _NUMERO.fullmatch(texto) else texto.strip()


def local(elemento: Elemento) -> str:
    """El nombre de un elemento sin su espacio."""
    return _sin_espacio(elemento.tag)


@lru_cache(maxsize=2048)
def _sin_espacio(etiqueta: str) -> str:
    return etiqueta.rpartition("}")[2]


def seguido(textos: Iterable[str | None]) -> str:
    """En un renglón."""
    return " ".join("".join(texto or "" for texto in textos).split())


def texto_de(elemento: Elemento) -> str:
    """Lo que dice, en un renglón."""
    return seguido(elemento.itertext("{*}t"))


def huella(datos: bytes) -> str:
    """Por la que se conoce una imagen."""
    return sha256(datos).hexdigest()[:12]


_MENUDO = 36_000
"""Un milímetro."""


def formas_de(partes: Partes, grafico: str) -> Iterator[Elemento]:
    """Lo que va sobre un gráfico: su leyenda."""
    for relacion in partes.relaciones(grafico).values():
        if relacion.clase == "chartUserShapes" and relacion.parte in partes:
            yield partes.raiz(relacion.parte)


def como_se_ve(dibujado: Elemento) -> list[str]:
    """Lo que cambia una imagen sin cambiar sus bytes: un efecto, un recorte, un giro, su tamaño."""
    rasgos = [
        f"{local(uno)} {' '.join(uno.attrib.values())}".strip()
        for blip in dibujado.iter("{*}blip")
        for uno in blip.iterdescendants()
        if local(uno) not in {"extLst", "ext", "useLocalDpi", "svgBlip"}
    ]
    for elemento in dibujado.iter("{*}srcRect", "{*}xfrm"):
        rasgos += (
            f"{c} {v}" for c, v in sorted(elemento.attrib.items()) if medida(v, v != "false")
        )
    medidos = [*dibujado.iterfind(".//{*}extent"), *dibujado.iterfind("{*}ext")]
    medidos += dibujado.iterfind(".//{*}pic/{*}spPr/{*}xfrm/{*}ext")
    lados = (medida(uno.get(lado)) for uno in medidos for lado in ("cx", "cy"))
    return [*rasgos, *(["diminuta"] if min(lados, default=_MENUDO) < _MENUDO else [])]


def rgb(texto: str | None) -> str | None:
    """Los seis dígitos de un color; ninguno si no lo es."""
    color = _COLOR.fullmatch(texto or "")
    return color[1].upper() if color else None


def _canales(color: str) -> list[int]:
    return [int(color[n : n + 2], 16) for n in (0, 2, 4)]


def aclarado(color: str, cuanto: float) -> str:
    """Hacia el blanco si es positivo y hacia el negro si es negativo."""
    hacia, cuanto = (255 if cuanto > 0 else 0), min(abs(cuanto), 1.0)
    return "".join(f"{round(c + (hacia - c) * cuanto):02X}" for c in _canales(color))


@lru_cache(maxsize=1024)
def _luz(color: str) -> float:
    pesos = zip((0.2126, 0.7152, 0.0722), _canales(color), strict=True)
    return sum(peso * math.pow(canal / 255, 2.2) for peso, canal in pesos) + 0.05


def casi_iguales(color: str, otro_color: str) -> bool:
    """Si de un color no se ve sobre otro."""
    return max(_luz(color), _luz(otro_color)) < _CONTRASTE * min(_luz(color), _luz(otro_color))


class Regla(NamedTuple):
    """Una clase de cosa escondida: cómo se dice, y por qué letra o qué elementos se conoce."""

    frase: str
    letra: Callable[[LetraDelTexto], bool] | None = None
    nombres: frozenset[str] = frozenset()
    de_a_uno: bool = True
    """Si se dice cada una de más; si no, la que el formato pone puede ir las veces que sea."""
    y_lo_que_falta: bool = False
    en_orden: bool = False
    """Si además se dice lo que está en otro orden."""


# ------------------------------------------------------------------ paquete

_CONOCIDAS = nombres(
    "officeDocument core-properties extended-properties custom-properties styles"
    " thumbnail settings webSettings fontTable theme numbering footnotes endnotes header"
    " footer image hyperlink package customXml customXmlProps worksheet sharedStrings"
    " calcChain table drawing chart chartUserShapes chartStyle chartColorStyle printerSettings"
    " stylesWithEffects people classificationlabels glossaryDocument"
)
"""Las relaciones de un archivo corriente; un control, una macro o una conexión son raros."""
_UNA_SOLA = nombres(
    "officeDocument styles settings theme numbering sharedStrings fontTable"
    " core-properties custom-properties footnotes endnotes calcChain"
)
_CON_TIPO = _UNA_SOLA | {"header", "footer", "worksheet"}
_COMO_SE_ESCRIBE = re.compile(
    r"""\ufeff?(?:<\?xml\ version=(["'])1\.0\1(?:\ encoding=(["'])UTF-(?:8|16)\2)?
    (?:\ standalone=(["'])(?:yes|no)\3)?\s*\?>)?\s*+(?:<(?![?!])[^<]*+)++""",
    re.VERBOSE | re.IGNORECASE,
)
"""El XML de Office: sin otra codificación, ni comentarios, instrucciones o CDATA."""


class Archivo:
    """Un archivo abierto, y lo que se anota al recorrerlo."""

    def __init__(
        self,
        partes: Partes,
        principal: tuple[str, Elemento],
        crudas: Mapping[str, bytes],
        reglas: Mapping[str, Regla],
    ) -> None:
        self.partes, self.crudas = partes, crudas
        self.parte, self.raiz = principal
        self._de_letra = [(c, r.letra) for c, r in reglas.items() if r.letra is not None]
        self._clases: dict[LetraDelTexto, list[str]] = {}
        self.con_regla = {nombre: c for c, r in reglas.items() for nombre in r.nombres}
        """De cada elemento que una regla nombra, su clase."""
        self._hallazgos: defaultdict[str, list[Hallazgo]] = defaultdict(list)
        self._textos_por_clase: defaultdict[tuple[str, str], list[str]] = defaultdict(list)

    def hallazgos(self) -> Mapping[str, list[Hallazgo]]:
        """Todo lo que una regla busca, por su clase."""
        self._del_paquete()
        self.recorrer()
        for (clase, lugar), textos in self._textos_por_clase.items():
            self.anotar(clase, lugar, seguido(textos))
        return self._hallazgos

    def recorrer(self) -> None:
        """Lo de su clase de archivo."""
        raise NotImplementedError

    def anotar(self, clase: str, lugar: str, descripcion: str) -> None:
        """Algo de una clase, si dice algo."""
        if descripcion:
            self._hallazgos[clase].append((lugar, descripcion))

    def raro(self, elemento: Elemento, lugar: str) -> None:
        """Un elemento que no es de los corrientes, con lo que dice."""
        nombre = local(elemento)
        clase = self.con_regla.get(nombre, "raro")
        self.anotar(clase, lugar, seguido((nombre, " ", *elemento.itertext())))

    def texto(self, lugar: str, texto: str, letra: LetraDelTexto) -> None:
        """Uno con su letra."""
        if letra not in self._clases:
            self._clases[letra] = [clase for clase, cumple in self._de_letra if cumple(letra)]
        for clase in self._clases[letra] if texto.strip() else ():
            self._textos_por_clase[clase, lugar].append(texto)

    @cached_property
    def tema(self) -> dict[str, str]:
        """Los colores del tema, por su nombre."""
        raiz = self.partes.de_clase(self.parte, "theme")
        colores = () if raiz is None else next(raiz.iter("{*}clrScheme"), ())
        colores_por_elemento = (
            (c, rgb(u.get("lastClr") or u.get("val"))) for c in colores for u in c
        )
        return {local(uno): color for uno, color in colores_por_elemento if color}

    def _del_paquete(self) -> None:
        """Lo que se dice dos veces, de otra clase o en otra codificación, y lo de fuera."""
        tipos = self._tipos()
        nombradas, principales = {"[content_types].xml"}, 0
        for nombre, cruda in self.crudas.items():
            if nombre.endswith((".xml", ".rels")) and not nombre.startswith("customXml/"):
                como = "utf-16" if cruda[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8"
                bien = _COMO_SE_ESCRIBE.fullmatch(cruda.decode(como, "replace"))
                self.anotar("codificacion", "", "" if bien else f"«{nombre}»")
            carpeta, medio, archivo = nombre.rpartition("_rels/")
            if medio and archivo.endswith(".rels"):
                parte = f"{carpeta}{archivo.removesuffix('.rels')}"
                relaciones = self._relaciones(parte, tipos)
                nombradas |= {una.parte.lower() for una in relaciones}
                principales += sum(una.clase == "officeDocument" for una in relaciones if not parte)
        self.anotar("otra_clase", "", "" if principales == 1 else "no dice su parte principal")
        for nombre in self.crudas:
            if not nombre.endswith((".rels", "/")) and nombre.lower() not in nombradas:
                self.anotar("otra_clase", "", f"«{nombre}», que nadie nombra")

    def _tipos(self) -> dict[str, str]:
        """De qué clase se dice que es cada parte, por su nombre o por cómo termina."""
        tipos: dict[str, str] = {}
        cruda = self.crudas.get("[Content_Types].xml", b"<nada/>")
        for elemento in arbol([cruda], "", self.partes.presupuesto):
            clave = (elemento.get("PartName") or f".{elemento.get('Extension', '')}").lower()
            self.anotar("dos_veces", "", f"la clase de «{clave}»" if clave in tipos else "")
            tipos[clave] = elemento.get("ContentType", "")
        return tipos

    def _relaciones(self, parte: str, tipos: Mapping[str, str]) -> list[Relacion]:
        relaciones = self.partes.relaciones_escritas(parte)
        solas = (una.clase for una in relaciones if una.clase in _UNA_SOLA)
        for clave, veces in Counter((*(una.clave for una in relaciones), *solas)).items():
            self.anotar("dos_veces", parte, f"la relación «{clave}»" if veces > 1 else "")
        for relacion in relaciones:
            self._relacion(relacion, parte, tipos)
        return relaciones

    def _relacion(self, relacion: Relacion, parte: str, tipos: Mapping[str, str]) -> None:
        if relacion.externa and relacion.clase != "hyperlink":
            self.anotar("de_fuera", parte, f"{relacion.clase} {relacion.parte}")
        elif relacion.clase not in _CONOCIDAS:
            huella = sha256(self.crudas.get(relacion.parte, b"")).hexdigest()[:8]
            self.anotar("de_fuera", parte, f"{relacion.clase} {huella}")
        elif relacion.clase in _CON_TIPO and relacion.parte in self.partes:
            extension = f".{relacion.parte.rpartition('.')[2]}".lower()
            tipo = tipos.get(f"/{relacion.parte}".lower(), tipos.get(extension, ""))
            final_debido = (
                "main+xml" if relacion.clase == "officeDocument" else f"{relacion.clase}+xml"
            )
            bien = tipo.endswith(final_debido)
            self.anotar("otra_clase", "", "" if bien else f"«{relacion.parte}» se dice {tipo}")

    def dibujo(self, dibujado: Elemento, parte: str, lugar: str) -> None:
        """Una imagen por sus bytes, un gráfico por sus números, y lo demás por lo que dice."""
        relaciones = self.partes.todas_las_relaciones(parte)
        textos = [texto_de(dibujado)]
        for elemento in dibujado.iter("{*}blip", "{*}svgBlip", "{*}imagedata", "{*}chart"):
            destino = relaciones.get(elemento.get(f"{R}embed") or elemento.get(f"{R}id") or "")
            nombre = destino.parte if destino else ""
            if local(elemento) != "chart" or nombre not in self.partes:
                textos.append(f"imagen {huella(self.crudas.get(nombre, b''))}")
                continue
            textos.append(f"gráfico {self._grafico(nombre)}")
        textos += como_se_ve(dibujado)
        for elemento in dibujado.iter("{*}hlinkClick"):
            lleva = relaciones.get(elemento.get(f"{R}id") or "")
            textos.append(f"enlace a {direccion(lleva.parte) if lleva else ''}")
        descritos = [*dibujado.iter("{*}docPr", "{*}cNvPr")]
        if "gráfico " not in " ".join(textos):  # a los gráficos se lo quita LibreOffice
            textos += (uno.get("descr", "") for uno in descritos)
        formas = ("anchor", "wsp", "sp", "txbxContent", "cxnSp", "OLEObject", "rect", "shape")
        textos += (c for c in formas if next(dibujado.iter(f"{{*}}{c}"), None) is not None)
        textos += ("oculto" for uno in descritos if uno.get("hidden") in SI)
        self.anotar("dibujo", lugar, " ".join(dict.fromkeys(filter(None, textos))) or "figura")

    def _grafico(self, parte: str) -> str:
        """Sus números, sus letreros, cómo se escriben y, en un libro, de qué celdas salen."""
        raiz = self.partes.raiz(parte)
        textos = [cifras(v.text or "") for serie in raiz.iter("{*}ser") for v in serie.iter("{*}v")]
        textos.append(texto_de(raiz))
        # LibreOffice repite cada forma, en su mismo lugar, si el gráfico lleva adentro sus datos.
        for formas in formas_de(self.partes, parte):
            textos += dict.fromkeys(map(texto_de, formas))
        formatos_escritos = [uno.text or "" for uno in raiz.iter("{*}formatCode")]
        sueltos = (u for u in raiz.iter("{*}numFmt") if u.get("sourceLinked", "0") not in SI)
        formatos_escritos += (uno.get("formatCode", "") for uno in sueltos)
        # LibreOffice escribe «General;;» de otro modo
        formatos = {";".join(uno.replace('""', "").split(";")[:3]) for uno in formatos_escritos}
        textos += sorted(formatos - {"General"})
        if local(self.raiz) == "workbook":
            celdas = (uno.text or "" for uno in raiz.iter("{*}f"))
            textos += (direccion(uno) for uno in celdas if "!" in uno)
        return " · ".join(filter(None, textos))
