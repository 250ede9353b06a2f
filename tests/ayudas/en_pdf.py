"""Documentos pequeños hechos a mano, y lo que se lee del PDF que sale de ellos."""

import functools
import io
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any

import attrs
from pypdf import PageObject, PdfReader
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject
from typst import Fonts

from paac_reportes.errores import Aviso
from paac_reportes.escritores import pdf
from paac_reportes.escritores.escritura import Escritura
from paac_reportes.escritores.pdf.escritor import fuente_de
from paac_reportes.escritores.pdf.motor import Fuentes
from paac_reportes.maqueta.documento import Documento, Marco, Metadatos, Pagina, Parte
from paac_reportes.maqueta.estilos import (
    estilo_de_debajo,
    estilos_base,
    estilos_de_firma,
    sublistas,
)
from paac_reportes.maqueta.medida.tipografia import Mm, Pt
from paac_reportes.maqueta.nodos import Tabla
from paac_reportes.maqueta.rejilla import Celda, Fila

_BASE = estilos_base("Arial", Pt(9))
ESTILOS = (
    _BASE
    | sublistas(_BASE["lista"])
    | estilos_de_firma(_BASE["firma"])
    | {
        "texto-centro": attrs.evolve(_BASE["texto"], horizontal="centro"),
        "texto-justificada": attrs.evolve(_BASE["texto"], horizontal="justificada"),
        "celda-derecha-numero": attrs.evolve(_BASE["celda"], horizontal="derecha"),
        "rotulo-de-valores": attrs.evolve(_BASE["rotulo"], horizontal="derecha"),
        "debajo": estilo_de_debajo(_BASE["celda"]),
        "celda-girada": attrs.evolve(_BASE["celda"], girado=True, vertical="centro"),
    }
)
CARTA = Pagina(
    ancho=Mm(216), alto=Mm(279), superior=Mm(25), inferior=Mm(20), izquierdo=Mm(20),
    derecho=Mm(20), encabezado=Mm(10),
)  # fmt: skip
FECHA = date(2026, 4, 30)
METADATOS = Metadatos(
    titulo="Plan anticorrupción",
    asunto="Vigencia 2026",
    autor="MUNICIPIO DE PRUEBA",
    palabras_clave="PAAC, seguimiento",
    fecha=FECHA,
)


def documento(*bloques: Any, marco: Marco | None = None) -> Documento:
    """Un documento de una parte con esos bloques."""
    return documento_de_partes(Parte("Una", bloques, marco or Marco(pagina=CARTA)))


def documento_de_partes(*partes: Parte) -> Documento:
    return Documento(metadatos=METADATOS, estilos=ESTILOS, partes=partes)


def fila(*textos: Any, estilo: str = "celda") -> Fila:
    return Fila(tuple(t if isinstance(t, Celda) else Celda(t, estilo) for t in textos))


def tabla(*filas: Fila, rotulos: tuple[Fila, ...] = (), **otros: Any) -> Tabla:
    """Una tabla de columnas iguales; cuántas, lo dice su primera fila."""
    primera = (*rotulos, *filas)[0]
    columnas = sum(celda.columnas for celda in primera.celdas)
    return Tabla(anchos=(1 / columnas,) * columnas, filas=filas, rotulos=rotulos, **otros)


def fuente(de: Documento) -> str:
    """Lo que se le da a Typst donde hay la fuente que reemplaza a Arial."""
    hay: Any = {"liberation sans": "Liberation Sans"}
    return fuente_de(de, Fuentes(para_typst=Fonts(), familias=hay, archivos=()), Escritura(), [])[0]


@attrs.frozen
class Leido:
    """Un PDF por dentro."""

    datos: bytes
    lector: PdfReader
    avisos: list[Aviso]

    @functools.cached_property
    def paginas(self) -> list[str]:
        return [texto_de(pagina) for pagina in self.lector.pages]

    @functools.cached_property
    def seguido(self) -> str:
        """Todas sus letras, sin blancos, en el orden en que están."""
        return sin_blancos("".join(self.paginas))

    def marcadores(self) -> list[tuple[str, int]]:
        """Cada título de la navegación y su página, desde 1."""
        return [
            (str(uno.title), (self.lector.get_destination_page_number(uno) or 0) + 1)
            for uno in _aplanados(self.lector.outline)
        ]

    def enlaces(self) -> list[str]:
        return [
            str(nota.get_object()["/A"]["/URI"])
            for pagina in self.lector.pages
            for nota in pagina.get("/Annots", ())
            if "/URI" in nota.get_object().get("/A", {})
        ]

    def etiquetas(self) -> Counter[str]:
        """Cuántos elementos hay de cada clase en su estructura."""
        return Counter(str(uno["/S"]).removeprefix("/") for uno in self._estructura())

    def descripciones(self) -> list[str]:
        """Los textos alternativos."""
        return [str(uno["/Alt"]) for uno in self._estructura() if "/Alt" in uno]

    def _estructura(self) -> Iterator[DictionaryObject]:
        for numero in range(1, len(self.lector.xref_objStm) + len(self.lector.xref.get(0, {})) + 1):
            objeto = self.lector.get_object(numero)
            if isinstance(objeto, DictionaryObject) and "/S" in objeto and "/P" in objeto:
                yield objeto


_TRAZO = re.compile(rb"(?:-?[\d.]+ ){2,6}[mlc]\b\s?")
"""Un paso de una línea o de una curva; un gráfico, con sus letras, son decenas de miles."""


def texto_de(pagina: PageObject) -> str:
    """Lo que dice una página: sin sus trazos pypdf lee lo mismo, y mucho antes."""
    dibujo = pagina.get_contents()
    if dibujo is not None:
        sin_trazos = DecodedStreamObject()
        sin_trazos.set_data(_TRAZO.sub(b"", dibujo.get_data()))
        pagina[NameObject("/Contents")] = sin_trazos
    return pagina.extract_text()


def leer(datos: bytes, avisos: list[Aviso] | None = None) -> Leido:
    return Leido(datos, PdfReader(io.BytesIO(datos)), avisos or [])


def en_pdf(de: Documento) -> Leido:
    """El PDF de un documento; Typst no lo da si no cumple PDF/UA-1."""
    escritura = Escritura()
    return leer(pdf.escribir(de, escritura), escritura.avisos)


def _aplanados(nivel: list[Any]) -> Iterator[Any]:
    for uno in nivel:
        if isinstance(uno, list):
            yield from _aplanados(uno)
        else:
            yield uno


def sin_blancos(texto: str) -> str:
    return re.sub(r"\s+", "", texto)
