"""Textos, campos e imágenes como XML de Word."""

import re
from collections.abc import Callable, Sequence
from typing import assert_never

from paac_reportes.escritores.paquete import escapar
from paac_reportes.maqueta.contenido import (
    ESPACIO_DURO,
    LA_PAGINA,
    Barra,
    CampoCalculado,
    Contenido,
    Enfasis,
    Enlace,
    Imagen,
    NumeroDeLeyenda,
    Remision,
    Tramo,
)
from paac_reportes.maqueta.medida.tipografia import Mm, emu, veinteavos

Relacionar = Callable[[Imagen | Enlace | NumeroDeLeyenda | Remision], str]
"""Función que guarda en el paquete una imagen o un enlace y da el nombre de su relación (``rId7``).

De una leyenda que algún texto nombra, el número de su marcador; de lo que otro remite, su página.
"""

ESTILO_DE_ENLACE = "Hyperlink"
"""Estilo de enlace que Word conoce por ese nombre."""

_NULO = "\0"
"""Signo que pega varios textos para mirarlos de una vez: ninguno lo trae."""
_QUIEBRES = re.compile(r"(\r\n|\n|\r|\t)")
_PARTEN_O_SE_ESCAPAN = "&<>\n\r\t"
_CAMPOS = {CampoCalculado.PAGINA: "PAGE", CampoCalculado.PAGINAS: "NUMPAGES"}


def corrida(texto: str) -> str:
    """Texto como corrida de Word: ``<w:r><w:t>Meta</w:t></w:r>``; nada si está vacío."""
    if not texto:
        return ""
    if not _es_corriente(texto):
        return f"<w:r>{''.join(map(_pedazo, _QUIEBRES.split(texto)))}</w:r>"
    return f"<w:r><w:t>{texto}</w:t></w:r>"


def _es_corriente(texto: str) -> bool:
    """Si un texto va tal cual en una corrida: nada que escapar ni partir, ni un blanco al lado."""
    # Seis búsquedas de una letra: una expresión regular tardaría diez veces más.
    return (
        "&" not in texto
        and "<" not in texto
        and ">" not in texto
        and "\n" not in texto
        and "\r" not in texto
        and "\t" not in texto
        and not texto.startswith(" ")
        and not texto.endswith(" ")
    )


def corrida_de_cada_uno(textos: Sequence[str]) -> list[str]:
    """La ``corrida`` de cada texto de una columna, en menos tiempo que de a una."""
    juntos = _NULO.join(textos)
    if _es_corriente(juntos) and [*textos] == [*map(str.strip, textos)]:
        return [f"<w:r><w:t>{texto}</w:t></w:r>" if texto else "" for texto in textos]
    # Casi todos siguen siendo corrientes: sólo se mira lo que alguno trae.
    filas_por_mirar = {
        fila
        for letra in _PARTEN_O_SE_ESCAPAN
        if letra in juntos
        for fila, texto in enumerate(textos)
        if letra in texto
    }
    return [
        corrida(texto)
        if fila in filas_por_mirar or texto[:1] == " " or texto[-1:] == " "
        else f"<w:r><w:t>{texto}</w:t></w:r>"
        if texto
        else ""
        for fila, texto in enumerate(textos)
    ]


def corridas(contenido: Contenido, relacionar: Relacionar) -> str:
    """XML del contenido de un párrafo."""
    if isinstance(contenido, str):
        return corrida(contenido)
    return "".join(_tramo(tramo, relacionar) for tramo in contenido)


def _tramo(  # noqa: C901, PLR0911 - una clase de tramo por caso
    tramo: Tramo, relacionar: Relacionar
) -> str:
    """XML de un tramo; ``relacionar`` da lo que un enlace, una imagen o una remisión pide."""
    match tramo:
        case str():
            return corrida(tramo)
        case Enfasis():
            color = f'<w:color w:val="{tramo.color}"/>' if tramo.color else ""
            marcas = f"{'<w:b/>' if tramo.negrita else ''}{'<w:i/>' if tramo.cursiva else ''}"
            return corrida_con_marcas(tramo.texto, f"{marcas}{color}")
        case Enlace():
            texto = corrida_con_marcas(tramo.texto, f'<w:rStyle w:val="{ESTILO_DE_ENLACE}"/>')
            return f'<w:hyperlink r:id="{relacionar(tramo)}" w:history="1">{texto}</w:hyperlink>'
        case NumeroDeLeyenda():
            return _numero_de_leyenda(tramo, relacionar)
        case Remision(dice="pagina"):
            return _remision_a_pagina(tramo, relacionar(tramo))
        case Remision():
            campo = f"REF {_marcador(tramo.ancla)}{_OPCION_DE_REMISION[tramo.dice]} \\h"
            return f"{abrir_campo(campo)}{corrida(tramo.texto)}{marca_de_campo('end')}"
        case CampoCalculado():
            fin = marca_de_campo("end")
            return f"{abrir_campo(_CAMPOS[tramo])}<w:r><w:t>1</w:t></w:r>{fin}"
        case Imagen():
            return _dibujo(tramo, relacionar(tramo))
        case Barra():
            return _barra(tramo)
        case _:
            assert_never(tramo)


def corrida_con_marcas(texto: str, marcas: str) -> str:
    """La ``corrida`` de un texto, con esas marcas (XML) de su letra."""
    return corrida(texto).replace("<w:r>", f"<w:r><w:rPr>{marcas}</w:rPr>", 1)


def _pedazo(pedazo: str) -> str:
    """XML de un pedazo de texto, para dentro de un ``w:r``: tabulador, salto o letras.

    Vacío si nada dice.
    """
    if pedazo == "\t":
        return "<w:tab/>"
    if pedazo in ("\n", "\r", "\r\n"):
        return "<w:br/>"
    return f'<w:t xml:space="preserve">{escapar(pedazo)}</w:t>' if pedazo else ""


def _numero_de_leyenda(leyenda: NumeroDeLeyenda, relacionar: Relacionar) -> str:
    """XML de ``Tabla 6``, con el número en un campo que cuenta las de su clase.

    ``relacionar``: da el número del marcador, si algo remite a ella.
    """
    contada = abrir_campo(f"SEQ {leyenda.clase} \\* ARABIC")
    xml = (
        f"<w:r>{_pedazo(leyenda.delante)}</w:r>{contada}{corrida(str(leyenda.numero))}"
        f"{marca_de_campo('end')}"
    )
    if not leyenda.ancla:
        return xml
    return con_marcador(xml, relacionar(leyenda), leyenda.ancla)


def con_marcador(xml: str, numero: str, ancla: str) -> str:
    """XML dentro del marcador, de ese número, al que llevan las remisiones a un ancla."""
    return (
        f'<w:bookmarkStart w:id="{numero}" w:name="{_marcador(ancla)}"/>{xml}'
        f'<w:bookmarkEnd w:id="{numero}"/>'
    )


_LARGO_DE_MARCADOR = 40
"""Letras: Word no admite más en el nombre de un marcador."""


def _marcador(ancla: str) -> str:
    """Nombre de un marcador: Word no muestra los que empiezan por ``_``, y admite 40 letras."""
    return f"_Ref_{ancla}"[:_LARGO_DE_MARCADOR]


_OPCION_DE_REMISION = {"leyenda": "", "titulo": "", "numero": " \\r"}
"""Qué pide la remisión: lo que el marcador encierra, o el número de su párrafo."""


def _remision_a_pagina(remision: Remision, pagina: str) -> str:
    """XML de ``página 38``, con un enlace a ella; si no se sabe cuál es, el enlace en su texto."""
    marcador = _marcador(remision.ancla)
    abre = abrir_campo(f"PAGEREF {marcador} \\h")
    dice = f"{corrida(LA_PAGINA)}{abre}{corrida(pagina)}{marca_de_campo('end')}"
    return (
        f'<w:hyperlink w:anchor="{marcador}" w:history="1">'
        f"{dice if pagina else corrida(remision.texto)}</w:hyperlink>"
    )


def abrir_campo(instruccion: str) -> str:
    """XML del comienzo de un campo complejo (``PAGEREF _Toc1``), hasta su resultado."""
    return (
        f'{marca_de_campo("begin")}<w:r><w:instrText xml:space="preserve"> {escapar(instruccion)} '
        f"</w:instrText></w:r>{marca_de_campo('separate')}"
    )


def marca_de_campo(momento: str) -> str:
    """XML donde un campo comienza (``begin``), da su resultado (``separate``) o acaba (``end``)."""
    return f'<w:r><w:fldChar w:fldCharType="{momento}"/></w:r>'


_ANCHO_DE_ESPACIO = Mm(7 / 10)
"""Ancho del espacio en que se pinta una barra, a los nueve puntos de una tabla."""


def _barra(barra: Barra) -> str:
    """XML de dos espacios con fondo, tan anchos como la barra: no es un dibujo que describir.

    El ancho lo da el primero, que el blanco tras la última letra de un renglón no todos lo pintan.
    En un Word de una entidad, hecho para un programa de antes, tampoco un párrafo sólo de blancos:
    por eso acaba en una letra que no se ve.
    """
    largo = max(0, veinteavos(Mm(barra.largo - 2 * _ANCHO_DE_ESPACIO)))
    fondo = f'<w:shd w:val="clear" w:color="auto" w:fill="{barra.color}"/></w:rPr>'
    espacio = f'<w:t xml:space="preserve">{ESPACIO_DURO}</w:t></w:r>'
    fin = f'<w:r><w:rPr><w:sz w:val="2"/>{fondo}<w:t>{_SIN_ANCHO}</w:t></w:r>'
    ancha = f'<w:r><w:rPr><w:spacing w:val="{largo}"/>{fondo}{espacio}'
    return f"{ancha}<w:r><w:rPr>{fondo}{espacio}{fin}"


_SIN_ANCHO = "\u200b"
"""Letra que no ocupa lugar, y que para quien dibuja un renglón no es un blanco."""


def _dibujo(imagen: Imagen, relacion: str) -> str:
    """Corrida con una imagen, que está en el paquete con esa relación (``rId7``)."""
    ancho, alto = emu(imagen.ancho), emu(imagen.alto)
    texto = escapar(imagen.texto_alternativo)
    numero = int(re.sub(r"\D", "", relacion))
    return (
        '<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{ancho}" cy="{alto}"/>'
        f'<wp:docPr id="{numero}" name="Imagen {numero}" descr="{texto}"/>'
        "<a:graphic><a:graphicData "
        'uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>'
        f'<pic:nvPicPr><pic:cNvPr id="{numero}" name="Imagen {numero}" descr="{texto}"/>'
        f'<pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="{relacion}"/>'
        "<a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm>"
        f'<a:off x="0" y="0"/><a:ext cx="{ancho}" cy="{alto}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )
