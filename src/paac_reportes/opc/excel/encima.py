"""Lo que una hoja lleva sobre sus celdas: comentarios, imágenes, cuadros y controles.

También las imágenes que un libro dibuja dentro de ellas.
"""

import re
from collections.abc import Iterator

from paac_reportes.opc.excel.hoja import Lugar, lugar_de_referencia
from paac_reportes.opc.paquete import Partes, Relacion
from paac_reportes.opc.visto import AUTOR_DE_NOTAS
from paac_reportes.opc.xml import (
    Apuntes,
    Elemento,
    S,
    arbol,
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
    """Celda, código y mensaje de cada objeto que va encima de una hoja."""
    relaciones = [
        relacion_de_hoja
        for relacion_de_hoja in partes.relaciones(hoja).values()
        if relacion_de_hoja.parte in partes
    ]
    en_hilo: set[str] = set()
    for relacion in sorted(
        relaciones, key=lambda relacion_de_hoja: relacion_de_hoja.clase != "threadedComment"
    ):
        try:
            yield from _de_una_relacion(relacion, partes, en_hilo)
        except IlegibleError as error:
            apuntes.anotar("documento_danado", "", str(error))


def _de_una_relacion(relacion: Relacion, partes: Partes, en_hilo: set[str]) -> Iterator[Dicho]:
    """Mensajes de una parte; ``en_hilo``: celdas cuyo comentario va en hilo, y en una copia."""
    if relacion.clase in _CLASES_DE_COMENTARIOS:
        for celda, autor, texto in comentarios(partes, relacion):
            if relacion.clase == "threadedComment":
                en_hilo.add(celda)
            elif celda in en_hilo or AUTOR_DE_NOTAS in (autor, texto.partition(":")[0]):
                continue  # del que va en hilo se guarda una copia; LibreOffice pierde el autor
            yield lugar_de_referencia(celda), "comentario_sin_leer", de_un_comentario(autor, texto)
    elif relacion.clase == "drawing":
        for ancla in partes.raiz(relacion.parte).iter(*_ANCLAS):
            yield from _dibujado(ancla)
    elif relacion.clase == "vmlDrawing":
        yield from _controles(relacion, partes)


_CLASES_DE_COMENTARIOS = ("threadedComment", "comments")


def comentarios(partes: Partes, relacion: Relacion) -> Iterator[tuple[str, str, str]]:
    """Celda (``F14``), autor si lo dice y texto de cada comentario de una parte."""
    if relacion.clase not in _CLASES_DE_COMENTARIOS:
        return
    raiz = partes.raiz(relacion.parte)
    for comentario in raiz.iter(f"{_EN_HILO}threadedComment"):
        yield comentario.get("ref", ""), "", "".join(comentario.itertext(f"{_EN_HILO}text"))
    autores = ["".join(a.itertext()) for a in raiz.iterfind(f"{S}authors/{S}author")]
    for comentario in raiz.iter(f"{S}comment"):
        numero = entero(comentario.get("authorId"), -1)
        autor = autores[numero] if 0 <= numero < len(autores) else ""
        texto = "".join(comentario.itertext(f"{S}t"))
        sin_autor = texto.removeprefix(f"{autor}:").strip() if autor else texto
        yield comentario.get("ref", ""), autor, sin_autor


def _dibujado(ancla: Elemento) -> Iterator[Dicho]:
    """Mensajes del cuadro de texto o la imagen que un ancla pone sobre una celda."""
    desde = ancla.find("{*}from")
    lugar: Lugar | None = None
    if desde is not None:
        fila, columna = (entero(desde.findtext(f"{{*}}{e}"), -1) for e in ("row", "col"))
        lugar = (fila, columna) if fila >= 0 and columna >= 0 else None
    textos = ("".join(e.itertext("{*}t")).strip() for e in ancla.iter("{*}txBody"))
    if texto := " ".join(filter(None, textos)):
        yield (
            lugar,
            "contenido_aparte",
            f"trae un cuadro de texto, que no se lee: «{en_corto(texto)}»",
        )
    if next(ancla.iter("{*}pic", "{*}graphicFrame"), None) is not None:
        descripcion = next((e.get("descr", "") for e in ancla.iter("{*}cNvPr")), "")
        yield lugar, "imagen_sin_leer", de_una_imagen(descripcion)


_CONTROLES = {"Checkbox", "Radio", "Drop", "List", "Spin", "Scroll", "Label", "Pict"}
"""Controles que alguien llena, o que dicen algo; un botón de macro o un marco, no."""
_SIN_CERRAR = re.compile(rb"<(br|hr)((?:\s[^<>]*)?)(?<!/)>", re.IGNORECASE)
"""Etiquetas sin cerrar que Excel escribe, como en HTML, dentro de un texto de su dibujo."""


def _controles(relacion: Relacion, partes: Partes) -> Iterator[Dicho]:
    """Mensajes de los controles puestos sobre la hoja, que un dibujo VML guarda."""
    crudo = b"".join(partes.trozos(relacion.parte))
    if b"ObjectType" not in crudo:
        return
    try:
        dibujo = arbol([_SIN_CERRAR.sub(rb"<\1\2/>", crudo)], relacion.parte, partes.presupuesto)
    except IlegibleError:
        if any(f'"{clase}"'.encode() in crudo for clase in _CONTROLES):
            yield None, "contenido_aparte", "trae unos controles que no se dejan leer"
        return
    for forma in dibujo.iter("{*}shape"):
        datos = forma.find("{*}ClientData")
        clase = "" if datos is None else datos.get("ObjectType", "")
        if clase in _CONTROLES:
            orillas = (datos.findtext("{*}Anchor") or "").split(",")
            columna, fila = (entero(orilla.strip(), -1) for orilla in (orillas * 3)[0:3:2])
            lugar = (fila, columna) if fila >= 0 and columna >= 0 else None
            caja = forma.find("{*}textbox")
            texto = en_corto("".join(() if caja is None else caja.itertext()))
            dice = f" («{texto}»)" if texto else ""
            motivo = f"lleva encima un control{dice}, que no se lee como dato"
            yield lugar, "contenido_aparte", motivo


_RICOS = "xl/richData/"


def imagenes_de_celdas(partes: Partes) -> frozenset[str]:
    """Números (``vm``) con que las celdas de un libro nombran las imágenes guardadas en ellas."""
    nombres = ("xl/metadata.xml", f"{_RICOS}rdrichvalue.xml", f"{_RICOS}rdrichvaluestructure.xml")
    if not all(nombre in partes for nombre in nombres):
        return frozenset()
    try:
        metadatos, valores, clases = (partes.raiz(nombre) for nombre in nombres)
    except IlegibleError:
        return frozenset()
    clase_de = [clase.get("t") for clase in clases.iter("{*}s")]
    son_imagen = {
        str(orden)
        for orden, valor in enumerate(valores.iter("{*}rv"))
        if 0 <= (clase := entero(valor.get("s"), -1)) < len(clase_de)
        and clase_de[clase] == "_localImage"
    }
    ricos = [bloque.get("i") for bloque in metadatos.iter("{*}rvb")]
    bloques = metadatos.iterfind("{*}valueMetadata/{*}bk")
    return frozenset(
        str(orden)
        for orden, bloque in enumerate(bloques, 1)
        for registro in bloque.iterfind("{*}rc")
        if 0 <= (rico := entero(registro.get("v"), -1)) < len(ricos) and ricos[rico] in son_imagen
    )
