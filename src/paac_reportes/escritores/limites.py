"""Los límites de la lectura que pasa lo recién escrito.

Escribir no tiene los de la lectura: del reporte que los pasa va un aviso. Un archivo de datos (un
``.json``, el libro de un plan, el que llena una oficina) se escribe para leerse, y el que los pasa
es una falla. Lo pequeño no puede pasar ninguno y no se cuenta; lo demás, como lo contará quien lea.
"""

import functools
import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from types import MappingProxyType
from typing import IO

from paac_reportes.errores import Aviso, ErrorDeEntrada, Falla
from paac_reportes.escritores.escritura import Escritura
from paac_reportes.opc.presupuesto import LIMITES
from paac_reportes.sistema import MAXIMO, MEGAS

_CUERPO = "word/document.xml"
_HOJAS = "xl/worksheets/sheet"

_LETRAS_POR_CADA_UNO: Mapping[str, Mapping[str, int]] = {
    "word": {"nodos": 4, "tablas": 300, "celdas_de_word": 20},
    "libro": {"nodos": 4, "celdas": 28},
}
"""Lo menos que ocupa uno en el XML: donde hay menos letras, no cabe lo que pasaría del límite."""

_RECTANGULO = re.compile(rb'<dimension ref="A1:([A-Z]+)(\d+)"')

_PARTIRLO = "pártalo, con una oficina o un componente por archivo"


def revisar_lo_escrito(
    flujo: IO[bytes],
    escritura: Escritura,
    letras: int = 0,
    a_lo_mas: Mapping[str, int] = MappingProxyType({}),
) -> None:
    """El aviso de los límites que pasa un Word o un libro; de uno de datos, ``ErrorDeEntrada``.

    ``letras``: las de las celdas de un libro, cada texto las veces que se usa. ``a_lo_mas``: lo que
    quien escribió ya sabe que no se pasa, ``{"tablas": 80}``; extender lo escrito para contarlo
    toma la décima parte de escribirlo.
    """
    motivos = [
        LIMITES[clave].pasado(cuenta)
        for clave, cuenta in _cuentas(flujo, letras, a_lo_mas)
        if cuenta > LIMITES[clave].tope
    ]
    if motivos and escritura.de_datos:
        raise ErrorDeEntrada(map(_falla, motivos))
    if motivos:
        escritura.avisos.append(_aviso("; ".join(motivos)))


def comprobar_que_cabe_lo_de_texto(contenido: bytes, tipo: str) -> bytes:
    """Contenido de un ``.json`` o ``.yaml``; ``ErrorDeEntrada`` si pesa más que lo que se lee."""
    if motivo := _por_que_no_se_lee(contenido, tipo):
        raise ErrorDeEntrada(_falla(motivo))
    return contenido


def avisar_del_que_no_se_lee(parte: str, contenido: bytes, avisos: list[Aviso]) -> None:
    """El aviso de un ``.json`` que va dentro de un paquete, si pesa más de lo que se lee."""
    if motivo := _por_que_no_se_lee(contenido, ".json"):
        avisos.append(Aviso("no_se_lee_de_vuelta", "", f"no se podrá leer su {parte}: {motivo}"))


def avisar_de_lo_que_pesa(flujo: IO[bytes], escritura: Escritura) -> None:
    """El aviso de un archivo, de cualquier tipo, que pesa más de lo que se lee."""
    if flujo.tell() > LIMITES["peso"].tope:
        escritura.avisos.append(_aviso(LIMITES["peso"].pasado(flujo.tell())))


def _falla(motivo: str) -> Falla:
    return Falla("limite_excedido", "", f"no se podría volver a leer: {motivo}; {_PARTIRLO}")


def _aviso(motivo: str) -> Aviso:
    return Aviso("no_se_lee_de_vuelta", "", f"no se podrá volver a leer: {motivo}")


def _por_que_no_se_lee(contenido: bytes, tipo: str) -> str:
    """Frase con a cuánto llega un texto y hasta cuánto se lee; vacía si se lee."""
    if len(contenido) <= MAXIMO:
        return ""
    return f"llega a {-(-len(contenido) // 10**6)} MB de {tipo} y se leen hasta {MEGAS}"


def _cuentas(
    flujo: IO[bytes], letras: int, a_lo_mas: Mapping[str, int]
) -> Iterator[tuple[str, int]]:
    """De cada límite de lectura que el archivo podría pasar, a cuánto llega: ``("hojas", 3)``.

    ``letras``: las que se escribieron; ``a_lo_mas``: lo que se sabe que no pasa.
    """
    yield "peso", flujo.tell()
    yield "letras", letras
    with zipfile.ZipFile(flujo) as archivo:
        pesos = {parte.filename: parte.file_size for parte in archivo.infolist()}
        yield "partes", len(pesos)
        yield "extendido", sum(pesos.values())
        hojas = [nombre for nombre in pesos if nombre.startswith(_HOJAS)]
        yield "hojas", len(hojas)
        cuerpos, clase = (hojas, "libro") if hojas else ([_CUERPO], "word")
        if clase == "word":  # el cuerpo se lee entero; una hoja, a medida que llega
            yield "parte", pesos[_CUERPO]
        juntos = sum(pesos[cuerpo] for cuerpo in cuerpos)
        caben = {clave: juntos // ocupa for clave, ocupa in _LETRAS_POR_CADA_UNO[clase].items()}
        if juntos <= LIMITES["extendido"].tope and _podria_pasar({**caben, **a_lo_mas}):
            yield from _cuentas_de_las_partes(archivo, frozenset(cuerpos)).items()
    flujo.seek(0, io.SEEK_END)  # donde quedó al escribirlo


def _podria_pasar(a_lo_mas: Mapping[str, int]) -> bool:
    """Si alguna cuenta, que llega a lo más a tanto, podría pasar su límite."""
    return any(cuenta > LIMITES[clave].tope for clave, cuenta in a_lo_mas.items())


def _cuentas_de_las_partes(
    archivo: zipfile.ZipFile, cuerpos: AbstractSet[str]
) -> Mapping[str, int]:
    """Cuántos elementos hay en las partes, ``{"celdas": 812}``; los nodos, de la mayor.

    ``cuerpos``: las que llevan las tablas o las hojas.
    """
    contado: Counter[str] = Counter()
    nodos = 0
    for parte in archivo.namelist():
        de_la_parte = 0
        for pedazo in _pedazos(archivo, parte):
            etiquetas = pedazo.count(b"<")
            contado["etiquetas"] += etiquetas
            if parte not in cuerpos:
                continue
            de_la_parte += etiquetas + pedazo.count(b"=")
            contado["tablas"] += pedazo.count(b"</w:tbl>")
            contado["celdas_de_word"] += pedazo.count(b"</w:tr>") + pedazo.count(b"</w:tc>")
            contado["celdas"] += pedazo.count(b"</v>")
            if rectangulo := _RECTANGULO.search(pedazo):
                contado["rejilla"] += _columna(rectangulo[1]) * int(rectangulo[2])
        nodos = max(nodos, de_la_parte)
    return contado | Counter({"nodos": nodos})


_BYTES_DE_UNA_LECTURA = 2**20


def _pedazos(archivo: zipfile.ZipFile, parte: str) -> Iterator[bytes]:
    """El XML de una parte, por pedazos que no cortan ninguna etiqueta."""
    cortada = b""
    with archivo.open(parte) as abierta:
        while leido := abierta.read(_BYTES_DE_UNA_LECTURA):
            pedazo = cortada + leido
            corte = max(pedazo.rfind(b"<"), 0)
            cortada = pedazo[corte:]
            yield pedazo[:corte]
    yield cortada


def _columna(letras: bytes) -> int:
    """Número de una columna, desde 1: ``AA`` → 27."""
    return functools.reduce(lambda numero, letra: 26 * numero + letra - ord("A") + 1, letras, 0)
