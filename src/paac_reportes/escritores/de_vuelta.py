"""Lo que se escribe se lee: qué límites de la lectura pasa lo recién escrito.

Lo pequeño no puede pasar ninguno y no se cuenta; lo enorme se cuenta como lo contará quien lo lea.
"""

import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from typing import IO

from paac_reportes.errores import Aviso, ErrorDeEntrada, Falla
from paac_reportes.escritores.escritura import Escritura
from paac_reportes.opc.presupuesto import LIMITES
from paac_reportes.sistema import MAXIMO, MEGAS

_CUERPO = "word/document.xml"
_HOJAS = "xl/worksheets/sheet"

_LETRAS_DE_UNO: Mapping[str, Mapping[str, int]] = {
    "word": {"nodos": 4, "tablas": 300, "celdas_de_word": 20},
    "libro": {"nodos": 4, "celdas": 28},
}
"""Lo menos que ocupa uno en el XML: donde hay menos letras, no cabe lo que pasaría del límite."""

_RECTANGULO = re.compile(rb'<dimension ref="A1:([A-Z]+)(\d+)"')

_PARTIRLO = "pártalo, con una oficina o un componente por archivo"
_QUE_HACER = f"{_PARTIRLO}, o use .csv, .parquet, .html o .pdf, que no tienen ese límite"


def comprobar_que_se_lee(
    flujo: IO[bytes], escritura: Escritura, a_lo_mas: Mapping[str, int]
) -> None:
    """``ErrorDeEntrada``, con cada límite que lo escrito pasa, si ha de leerse de vuelta.

    De lo que nadie lee de vuelta, un aviso: tampoco se podrá comprobar. ``a_lo_mas`` es, por su
    límite, lo que quien escribió ya sabe que no se pasa: extender lo escrito para contarlo toma la
    décima parte de escribirlo.
    """
    pasados = [
        LIMITES[clave].pasado(llego)
        for clave, llego in _lo_contado(flujo, a_lo_mas)
        if llego > LIMITES[clave].tope
    ]
    if pasados and escritura.de_vuelta:
        raise ErrorDeEntrada(
            Falla("limite_excedido", "", f"no se podría leer de vuelta: {uno}; {_QUE_HACER}")
            for uno in pasados
        )
    escritura.avisos.extend(
        Aviso("no_se_lee_de_vuelta", "", f"no se podrá leer de vuelta ni comprobar: {uno}")
        for uno in pasados
    )


def comprobar_que_cabe_lo_de_texto(contenido: bytes, tipo: str) -> bytes:
    """El mismo ``.json`` o ``.yaml``; ``ErrorDeEntrada`` si pesa más de lo que se lee de ellos."""
    if motivo := _de_mas(contenido, tipo):
        raise ErrorDeEntrada(
            Falla("limite_excedido", "", f"no se podría leer de vuelta: {motivo}; {_PARTIRLO}")
        )
    return contenido


def avisar_del_que_no_se_lee(parte: str, contenido: bytes, avisos: list[Aviso]) -> None:
    """El aviso de un ``.json`` que va dentro de un paquete, si pesa más de lo que se lee."""
    if motivo := _de_mas(contenido, ".json"):
        avisos.append(Aviso("no_se_lee_de_vuelta", "", f"no se podrá leer su {parte}: {motivo}"))


def avisar_de_lo_que_pesa(flujo: IO[bytes], escritura: Escritura) -> None:
    """El aviso de un archivo, de cualquier tipo, que por su peso no se podrá comprobar."""
    if flujo.tell() > LIMITES["peso"].tope:
        motivo = LIMITES["peso"].pasado(flujo.tell())
        escritura.avisos.append(
            Aviso("no_se_lee_de_vuelta", "", f"no se podrá comprobar: {motivo}")
        )


def _de_mas(contenido: bytes, tipo: str) -> str:
    """A cuánto llega y hasta cuánto se lee de un texto; vacío si cabe."""
    if len(contenido) <= MAXIMO:
        return ""
    return f"llega a {-(-len(contenido) // 10**6)} MB de {tipo} y se leen hasta {MEGAS}"


def _lo_contado(flujo: IO[bytes], a_lo_mas: Mapping[str, int]) -> Iterator[tuple[str, int]]:
    """De cada límite que podría pasar, a cuánto llega."""
    yield "peso", flujo.tell()
    yield "letras", a_lo_mas.get("letras", 0)
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
        caben = {clave: juntos // cada for clave, cada in _LETRAS_DE_UNO[clase].items()}
        if juntos <= LIMITES["extendido"].tope and _podria({**caben, **a_lo_mas}):
            yield from _de_sus_partes(archivo, frozenset(cuerpos)).items()
    flujo.seek(0, io.SEEK_END)  # donde quedó al escribirlo


def _de_sus_partes(archivo: zipfile.ZipFile, cuerpos: AbstractSet[str]) -> Mapping[str, int]:
    """Lo de adentro, de a una parte: lo que se suma y, de los elementos, la que más tiene."""
    contado: Counter[str] = Counter()
    nodos = 0
    for parte in archivo.namelist():
        contenido = archivo.read(parte)
        etiquetas = contenido.count(b"<")
        contado["etiquetas"] += etiquetas
        if parte not in cuerpos:
            continue
        nodos = max(nodos, etiquetas + contenido.count(b"="))
        contado["tablas"] += contenido.count(b"</w:tbl>")
        contado["celdas_de_word"] += contenido.count(b"</w:tr>") + contenido.count(b"</w:tc>")
        contado["celdas"] += contenido.count(b"</v>")
        if llega := _RECTANGULO.search(contenido):
            contado["rejilla"] += _columna(llega[1]) * int(llega[2])
    return contado | Counter({"nodos": nodos})


def _columna(letras: bytes) -> int:
    numero = 0
    for letra in letras:
        numero = 26 * numero + letra - ord("A") + 1
    return numero


def _podria(a_lo_mas: Mapping[str, int]) -> bool:
    """Si con eso se podría pasar algún límite."""
    return any(cuanto > LIMITES[clave].tope for clave, cuanto in a_lo_mas.items())
