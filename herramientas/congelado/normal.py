"""La forma normal de un archivo: lo que dice, renglón por renglón, para compararlo y leerlo.

Cada archivo da varias secciones. ``se_ve`` es lo que encuentra quien lo abre; ``escondido``, lo que
lleva sin mostrarlo (de Word y Excel, ``office``). De un PDF, además, ``estructura`` (sus etiquetas)
y ``dibujo`` (la huella de lo que pinta cada página).
"""

import io
import json
import re
import zipfile
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from . import en_renglones, huella, office

Secciones = dict[str, str]
SECCIONES = ("se_ve", "escondido", "estructura", "dibujo")
_SUELTOS = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}
_DEL_LECTOR = {"/Title", "/Subject", "/Keywords", "/Author"}


def secciones(tipo: str, contenido: bytes) -> Secciones:
    """Las de un archivo; del que no se sabe mirar por dentro, su huella."""
    dar = _DE_CADA_TIPO.get(tipo.rpartition(".")[2])
    return dar(contenido) if dar else {"se_ve": f"{len(contenido)} bytes, {huella(contenido)}"}


def forma_de_hoy() -> str:
    """La huella de quien las saca: con otra, lo congelado se sacó de otro modo."""
    return huella(b"".join(Path(uno).read_bytes() for uno in (__file__, office.__file__)))


# ------------------------------------------------------------------ páginas web


class _Pagina(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.se_ve: list[str] = []
        self.escondido: list[str] = []
        self.abiertas: list[str] = []
        self.donde = self.se_ve

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        visibles: list[str] = []
        ocultos: list[str] = []
        for clave, valor in attrs:
            dice = valor or ""
            if dice.startswith("data:"):
                dice = huella(dice)
            (ocultos if clave.startswith("data-") else visibles).append(f' {clave}="{dice}"')
        puestos = dict(attrs)
        de_maquina = (
            "json" in (puestos.get("type") or "")
            if tag == "script"
            else tag == "meta"
            and ("http-equiv" in puestos or (puestos.get("name") or "").startswith("paac"))
        )
        self.donde = self.escondido if de_maquina else self.se_ve
        self.donde.append(f"{' ' * len(self.abiertas)}{tag}{''.join(visibles)}")
        if ocultos:
            self.escondido.append(f"{tag}{''.join(ocultos)}")
        if tag in _SUELTOS:
            self.donde = self.se_ve
        else:
            self.abiertas.append(tag)

    def handle_endtag(self, tag: str) -> None:
        while tag in self.abiertas and self.abiertas.pop() != tag:
            pass
        self.donde = self.se_ve

    def handle_data(self, data: str) -> None:
        if data.strip() or "\n" not in data:
            renglones = data.strip("\n").replace("}", "}\n").splitlines()
            self.donde += [f"{' ' * len(self.abiertas)}«{uno}»" for uno in renglones]

    def handle_comment(self, data: str) -> None:
        self.escondido.append(f"comentario {data}")


def _de_pagina(contenido: bytes) -> Secciones:
    pagina = _Pagina()
    pagina.feed(contenido.decode())
    pagina.close()
    return {"se_ve": "\n".join(pagina.se_ve), "escondido": "\n".join(pagina.escondido)}


# ------------------------------------------------------------------ PDF


def _de_pdf(contenido: bytes) -> Secciones:
    from pypdf import PdfReader

    pdf = PdfReader(io.BytesIO(contenido))
    dicho, dibujo = [], []
    for numero, pagina in enumerate(pdf.pages, 1):
        ancho, alto = pagina.mediabox.width, pagina.mediabox.height
        dicho += [
            f"== página {numero}, {ancho:.0f} por {alto:.0f}",
            *pagina.extract_text().splitlines(),
        ]
        pintado = pagina.get_contents()
        imagenes = _imagenes(pagina["/Resources"])
        suyo = "nada" if pintado is None else huella(pintado.get_data())
        dibujo.append(" ".join([f"página {numero}: {suyo}", *imagenes]))
    datos = {clave: str(valor) for clave, valor in (pdf.metadata or {}).items()}
    titulos = [f"{clave} {datos[clave]}" for clave in sorted(_DEL_LECTOR & datos.keys())]
    adjuntos = [f"adjunto {nombre}: {huella(uno)}" for nombre, (uno, *_) in pdf.attachments.items()]
    raiz = pdf.root_object
    etiquetas = list(_etiquetas(raiz["/StructTreeRoot"])) if "/StructTreeRoot" in raiz else []
    return {
        "se_ve": "\n".join([f"{len(pdf.pages)} páginas", *titulos, *_indice(pdf.outline), *dicho]),
        "estructura": "\n".join(etiquetas),
        "dibujo": "\n".join(dibujo),
        "escondido": "\n".join(
            [
                *(f"{c} {v}" for c, v in sorted(datos.items()) if c not in _DEL_LECTOR),
                *adjuntos,
                *raiz,
            ]
        ),
    }


def _imagenes(recursos: Any) -> Iterator[str]:
    suyas = recursos.get_object().get("/XObject", {})
    for cual in suyas.values():
        objeto = cual.get_object()
        yield huella(objeto.get_data())


def _indice(marcadores: Any, hondo: int = 0) -> Iterator[str]:
    for uno in marcadores:
        if isinstance(uno, list):
            yield from _indice(uno, hondo + 1)
        else:
            yield f"índice {' ' * hondo}{uno.title}"


def _etiquetas(nodo: Any, hondo: int = 0) -> Iterator[str]:
    """Cada etiqueta, con lo que la hace distinta: celdas que abarca, de quién es título, qué es."""
    nodo = nodo.get_object()
    if not isinstance(nodo, dict):
        return
    if "/S" in nodo:
        puestos = {
            clave: nodo[clave] for clave in ("/Alt", "/ActualText", "/Lang") if clave in nodo
        }
        suyos = nodo.get("/A", [])
        for atributos in suyos if isinstance(suyos, list) else [suyos]:
            de_este = atributos.get_object()
            puestos |= {c: de_este[c] for c in ("/RowSpan", "/ColSpan", "/Scope") if c in de_este}
        yield f"{' ' * hondo}{nodo['/S']}{''.join(f' {c} {v}' for c, v in puestos.items())}"
    hijos = nodo.get("/K", [])
    for hijo in hijos if isinstance(hijos, list) else [hijos]:
        yield from _etiquetas(hijo, hondo + 1)


# ------------------------------------------------------------------ datos


def _de_json(contenido: bytes) -> Secciones:
    return {"se_ve": en_renglones(json.loads(contenido))}


def _de_texto(contenido: bytes) -> Secciones:
    return {"se_ve": contenido.decode("utf-8-sig")}


def _de_paquete(contenido: bytes) -> Secciones:
    """El paquete de datos: qué trae y su ficha; el esquema, y la huella de cada uno, escondidos.

    De lo que también sale suelto, como el JSON y el CSV, basta la huella de lo que dice.
    """
    se_ve, escondido = [], []
    with zipfile.ZipFile(io.BytesIO(contenido)) as archivo:
        for nombre in sorted(archivo.namelist()):
            dicho = secciones(nombre, archivo.read(nombre))["se_ve"]
            if nombre.startswith("esquema"):
                escondido += [f"== {nombre}", dicho]
            elif nombre.endswith(".html") or nombre == "datapackage.json":
                renglones = dicho.splitlines()
                se_ve += [f"== {nombre}", *(uno for uno in renglones if not _DE_RECURSO.match(uno))]
                escondido += [f"== {nombre}", *filter(_DE_RECURSO.match, renglones)]
            else:
                se_ve.append(f"== {nombre}: {huella(dicho)}")
    return {"se_ve": "\n".join(se_ve), "escondido": "\n".join(escondido)}


_DE_RECURSO = re.compile(r' *"(?:hash|bytes)": ')

_DE_CADA_TIPO: dict[str, Callable[[bytes], Secciones]] = {
    "docx": office.secciones,
    "xlsx": office.secciones,
    "html": _de_pagina,
    "pdf": _de_pdf,
    "json": _de_json,
    "csv": _de_texto,
    "yaml": _de_texto,
    "zip": _de_paquete,
}
TIPOS = frozenset(_DE_CADA_TIPO)
