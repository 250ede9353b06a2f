"""Un contenido como libro: todo lo que dice, en hojas que una persona llena y un programa lee.

``libro_de`` lo escribe; qué hojas lleva lo declara su tema, y lo que sólo sabe su oficio lo pone
``oficios``. Lo que el contenido lleva adentro va detrás, en sus propias hojas.
"""

from collections.abc import Iterator, Mapping
from typing import Any

import attrs

from paac_reportes.errores import Aviso
from paac_reportes.escritores.escritura import Escritura
from paac_reportes.escritores.xlsx import escribir
from paac_reportes.lectura.archivos import VERSION_DEL_CONTRATO
from paac_reportes.lectura.filas.valores import leer_lista
from paac_reportes.libros.aspecto import estilos_de_libro
from paac_reportes.libros.columnas import INSTRUCCIONES
from paac_reportes.libros.comunes import hoja_de_datos, hojas_del_final
from paac_reportes.libros.huellas import hoja_de_huellas
from paac_reportes.libros.oficios import oficio_de
from paac_reportes.libros.renglones import escribir_listas
from paac_reportes.maqueta.documento import Documento, Metadatos
from paac_reportes.maqueta.hojas_de_datos import ColumnaDeDatos, HojaDeDatos, LlenadoDeHoja, Renglon
from paac_reportes.maqueta.medida.tipografia import Mm, Pt
from paac_reportes.modelo.temas import Contenido, Tema, con_los_que_lleva, tema_de
from paac_reportes.opc.visto import AUTOR_DE_NOTAS
from paac_reportes.textos.limpieza import limpiar

_TAMANO = Pt(10)
"""Tamaño de la letra de un libro, en puntos."""


def libro_de(
    contenido: Contenido,
    aparte: HojaDeDatos | None = None,
    delante: HojaDeDatos | None = None,
    notas: Mapping[str, Mapping[str, str]] | None = None,
) -> tuple[bytes, tuple[Aviso, ...]]:
    """Los bytes del ``.xlsx`` y lo que en él no pudo quedar a la letra.

    ``aparte``, una hoja más, que no es de sus datos; con ella va, escondido, cómo salió todo. Otra
    va ``delante``, y de cada hoja, sus ``notas`` por celda. ``ErrorDeEntrada`` con cada texto que
    no cabe en la suya.
    """
    limpio, avisos = limpiar(contenido)
    escritura = Escritura(de_datos=True)
    documento = _documento(limpio, aparte)
    hojas = [
        attrs.evolve(hoja, notas=(notas or {}).get(hoja.nombre, {}), autor_de_notas=AUTOR_DE_NOTAS)
        for hoja in documento.hojas_de_datos
    ]
    documento = attrs.evolve(documento, hojas_de_datos=(*([delante] if delante else ()), *hojas))
    archivo = escribir(documento, escritura)
    return archivo, (*avisos, *_cambiados(contenido), *escritura.avisos)


def _documento(contenido: Contenido, aparte: HojaDeDatos | None) -> Documento:
    """Documento de un libro, con su clase en las propiedades; ``aparte``, su última hoja."""
    tema = tema_de(contenido)
    llevados = [tema_de(llevado).clave for campo, llevado in con_los_que_lleva(contenido) if campo]
    propiedades = (
        ("paac.clase", tema.clave),
        ("paac.version_contrato", str(VERSION_DEL_CONTRATO)),
        *((f"paac.{clave}", "si") for clave in llevados),
    )
    hojas = [*hojas_del_libro(contenido), *([aparte] if aparte else ())]
    titulo = f"{tema.libro.titulo} {contenido.vigencia or ''}".strip()
    autor = contenido.entidad.nombre[:255]
    return Documento(
        metadatos=Metadatos(titulo=titulo, autor=autor, propiedades=propiedades),
        estilos=estilos_de_libro(_TAMANO),
        partes=(),
        hojas_de_datos=(*hojas, *([hoja_de_huellas(hojas)] if aparte else ())),
    )


def hojas_del_libro(contenido: Contenido) -> Iterator[HojaDeDatos]:
    """Las suyas, y las de lo que lleva adentro, con sus textos limpios."""
    yield _instrucciones(contenido)
    for _, llevado in con_los_que_lleva(contenido):
        yield hoja_de_datos(llevado)
        yield from escribir_listas(llevado)
        yield from hojas_del_final(llevado)


def _instrucciones(contenido: Contenido) -> HojaDeDatos:
    """En palabras corrientes, y qué va en cada hoja."""
    tema = tema_de(contenido)
    pasos = (*tema.libro.pasos, *oficio_de(tema).pasos(contenido))
    temas = (tema_de(llevado) for _, llevado in con_los_que_lleva(contenido))
    return HojaDeDatos(
        nombre=INSTRUCCIONES,
        columnas=(
            ColumnaDeDatos(rotulo="Hoja", ancho=Mm(tema.libro.ancho_de_los_nombres)),
            ColumnaDeDatos(rotulo="Qué va en ella", ancho=Mm(150)),
        ),
        filas=tuple(fila for de_uno in temas for fila in _que_va_en_cada_hoja(de_uno)),
        llenado=LlenadoDeHoja(
            arriba=(
                Renglon(contenido="Cómo se llena este libro", estilo="titulo"),
                *(Renglon(contenido=paso) for paso in pasos),
            )
        ),
    )


def _que_va_en_cada_hoja(tema: Tema) -> Iterator[tuple[str, str]]:
    """Pares de nombre de hoja y qué va en ella."""
    libro = tema.libro
    yield libro.datos, libro.dice_de_datos
    yield from ((hoja.nombre, hoja.dice) for hoja in libro.todas)
    yield libro.textos, libro.dice_de_textos


def _cambiados(contenido: Contenido) -> Iterator[Aviso]:
    """Un libro no distingue el retorno de carro, ni el renglón de un texto del que sigue."""
    datos: Any = contenido
    textos = [*_textos(attrs.asdict(datos))]
    if any("\r" in texto for texto, _ in textos):
        motivo = "los retornos de carro (U+000D) quedan como saltos de renglón"
        yield Aviso("caracter_cambiado", "", motivo)
    if any(de_varios and leer_lista(texto) != [texto] for texto, de_varios in textos):
        motivo = (
            "de una celda con varios textos, como las evidencias, cada renglón es uno, y sin los"
            " blancos de los lados: alguno no lo era"
        )
        yield Aviso("renglones_separados", "", motivo)


def _textos(valor: object, *, de_varios: bool = False) -> Iterator[tuple[str, bool]]:
    """Cada texto, y si es uno de los varios de un dato."""
    if isinstance(valor, str):
        yield valor, de_varios
    elif isinstance(valor, Mapping):
        for elemento in valor.values():
            yield from _textos(elemento)
    elif isinstance(valor, list | tuple):
        for elemento in valor:
            yield from _textos(elemento, de_varios=True)
