"""Lo que una hoja lleva sobre sus celdas y no es de ninguna: comentarios, imágenes y cuadros."""

from collections.abc import Iterator

from paac_reportes.opc.excel.hoja import Lugar, lugar_de
from paac_reportes.opc.paquete import Partes, Relacion
from paac_reportes.opc.xml import (
    Apuntes,
    Elemento,
    S,
    de_un_comentario,
    de_una_imagen,
    en_corto,
    entero,
)
from paac_reportes.sistema import IlegibleError

_EN_HILO = "{http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments}"
_ANCLAS = ("{*}twoCellAnchor", "{*}oneCellAnchor", "{*}absoluteAnchor")

Dicho = tuple[Lugar | None, str, str]
"""La celda, si se sabe, el código y lo que se dice."""


def lo_de_encima(partes: Partes, hoja: str, apuntes: Apuntes) -> Iterator[Dicho]:
    """Todo lo de una hoja, por su parte."""
    relaciones = [una for una in partes.relaciones(hoja).values() if una.parte in partes]
    en_hilo: set[str] = set()
    for relacion in sorted(relaciones, key=lambda una: una.clase != "threadedComment"):
        try:
            yield from _de_una_relacion(relacion, partes, en_hilo)
        except IlegibleError as error:
            apuntes.anotar("documento_danado", "", str(error))


def _de_una_relacion(relacion: Relacion, partes: Partes, en_hilo: set[str]) -> Iterator[Dicho]:
    if relacion.clase in _DE_COMENTARIOS:
        for celda, autor, texto in comentarios(partes, relacion):
            if relacion.clase == "threadedComment":
                en_hilo.add(celda)
            elif celda in en_hilo:  # del que va en hilo se guarda una copia
                continue
            yield lugar_de(celda), "comentario_sin_leer", de_un_comentario(autor, texto)
    elif relacion.clase == "drawing":
        for ancla in partes.raiz(relacion.parte).iter(*_ANCLAS):
            yield from _dibujado(ancla)


_DE_COMENTARIOS = ("threadedComment", "comments")


def comentarios(partes: Partes, relacion: Relacion) -> Iterator[tuple[str, str, str]]:
    """La celda, el autor si lo dice y el texto de cada uno; ninguno si la parte no es de ellos."""
    if relacion.clase not in _DE_COMENTARIOS:
        return
    raiz = partes.raiz(relacion.parte)
    for comentario in raiz.iter(f"{_EN_HILO}threadedComment"):
        yield comentario.get("ref", ""), "", "".join(comentario.itertext(f"{_EN_HILO}text"))
    autores = ["".join(uno.itertext()) for uno in raiz.iterfind(f"{S}authors/{S}author")]
    for comentario in raiz.iter(f"{S}comment"):
        numero = entero(comentario.get("authorId"), -1)
        autor = autores[numero] if 0 <= numero < len(autores) else ""
        texto = "".join(comentario.itertext(f"{S}t"))
        sin_autor = texto.removeprefix(f"{autor}:").strip() if autor else texto
        yield comentario.get("ref", ""), autor, sin_autor


def _dibujado(ancla: Elemento) -> Iterator[Dicho]:
    desde = ancla.find("{*}from")
    donde: Lugar | None = None
    if desde is not None:
        fila, columna = (entero(desde.findtext(f"{{*}}{uno}"), -1) for uno in ("row", "col"))
        donde = (fila, columna) if fila >= 0 and columna >= 0 else None
    textos = ("".join(uno.itertext("{*}t")).strip() for uno in ancla.iter("{*}txBody"))
    if texto := " ".join(filter(None, textos)):
        yield (
            donde,
            "contenido_aparte",
            f"trae un cuadro de texto, que no se lee: «{en_corto(texto)}»",
        )
    if next(ancla.iter("{*}pic", "{*}graphicFrame"), None) is not None:
        descripcion = next((uno.get("descr", "") for uno in ancla.iter("{*}cNvPr")), "")
        yield donde, "imagen_sin_leer", de_una_imagen(descripcion)
