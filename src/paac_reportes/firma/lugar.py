"""Dónde va una firma visible: en la caja que se pida o en el renglón de firmas del formato.

El renglón se conoce por las etiquetas con que la biblioteca escribió el PDF: es la única tabla en
que, fila de por medio, unas celdas llevan sólo una raya arriba. Ahí no se busca papel en blanco:
cada raya es el lugar de una firma.
"""

import io
from collections.abc import Iterator
from typing import Any

from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject

from paac_reportes import clases
from paac_reportes.errores import ErrorDeEntrada, ErrorDeMaqueta, Falla
from paac_reportes.firma.hoja import Caja, PaginaDelPdf, RayaHorizontal, hojas_de
from paac_reportes.textos.plano import en_plano

CajaPedida = tuple[int, float, float, float, float]
"""La página, desde 1, y a cuántos milímetros de su esquina de abajo a la izquierda empieza, con su
ancho y su alto."""

ANCHO = 190
"""Puntos: lo más ancho que un nombre largo pide."""
_ALTOS = range(42, 17, -3)
"""De una firma en su renglón, el mayor que quepa sobre la raya."""
_SOBRE_LA_RAYA, _BAJO_LO_DEMAS = 1.5, 2
_PIDA = "diga dónde va, con caja=(página, x, y, ancho, alto) o --caja, o fírmelo sin que se vea"


@clases.frozen
class LugarDeFirma:
    """El de una firma: en qué página, desde 0, y qué caja."""

    pagina: int
    caja: Caja


def elegido(pdf: bytes, caja: CajaPedida | None, de_quien: str, nombre: str) -> LugarDeFirma:
    """El de la caja o, sin ella, el del renglón de firmas; ``ErrorDeEntrada`` si no lo hay."""
    try:
        return _elegido(pdf, caja, de_quien, nombre)
    except ErrorDeMaqueta as error:
        motivo = "no se pudo dibujar la página para ver qué hay ahí; fírmelo sin que se vea"
        raise ErrorDeEntrada(Falla("firma_no_admitida", nombre, motivo)) from error


def _elegido(pdf: bytes, caja: CajaPedida | None, de_quien: str, nombre: str) -> LugarDeFirma:
    lector = PdfReader(io.BytesIO(pdf))
    hojas = hojas_de(pdf, lector)
    if caja is not None:
        return _el_pedido(hojas, caja)
    renglon = [*_renglon(lector, hojas)]
    if not renglon:
        motivo = f"no tiene renglón de firmas donde se vea la suya; {_PIDA}"
        raise ErrorDeEntrada(Falla("firma_no_admitida", nombre, motivo))
    lugar = next(filter(None, map(_sobre, _en_orden(renglon, de_quien))), None)
    if lugar is None:
        motivo = f"su renglón de firmas ya está lleno; {_PIDA}"
        raise ErrorDeEntrada(Falla("firma_no_admitida", nombre, motivo))
    return lugar


def _el_pedido(hojas: list[PaginaDelPdf], caja: CajaPedida) -> LugarDeFirma:
    numero, *medidas = caja
    if numero > len(hojas):
        motivo = f"se pidió la página {numero}, y el PDF tiene {len(hojas)}"
        raise ErrorDeEntrada(Falla("argumento_invalido", "caja", motivo))
    hoja = hojas[numero - 1]
    lugar = hoja.desde_la_esquina(*medidas)
    if reparo := hoja.por_que_no_cabe(lugar):
        raise ErrorDeEntrada(Falla("argumento_invalido", "caja", reparo))
    if sobre := hoja.lo_que_tapa(lugar):
        motivo = f"en la página {numero} {sobre}; dé otra, donde no haya nada"
        raise ErrorDeEntrada(Falla("firma_no_admitida", "caja", motivo))
    return LugarDeFirma(hoja.numero, lugar)


# ------------------------------------------------------------------ el renglón de firmas


@clases.frozen
class _Puesto:
    """El lugar de una firma: su raya, y las palabras que van bajo ella."""

    hoja: PaginaDelPdf
    raya: RayaHorizontal
    palabras: frozenset[str]


def _en_orden(renglon: list[_Puesto], de_quien: str) -> list[_Puesto]:
    """Primero los que nombran a quien firma, con el apellido: un nombre de pila no basta."""
    del_nombre = _palabras(de_quien)

    def comunes(puesto: _Puesto) -> int:
        cuantas = len(del_nombre & puesto.palabras)
        return cuantas if cuantas >= _PALABRAS_DE_UN_NOMBRE else 0

    return sorted(renglon, key=comunes, reverse=True)


_PALABRAS_DE_UN_NOMBRE = 2
_DE_UN_ARTICULO = 2
"""Letras: «de», «la» e «y» no nombran a nadie."""


def _palabras(texto: str) -> frozenset[str]:
    return frozenset(una for una in en_plano(texto).split() if len(una) > _DE_UN_ARTICULO)


def _sobre(puesto: _Puesto) -> LugarDeFirma | None:
    """El de una firma sobre la raya, tan alta como quepa; ninguno si ya hay algo."""
    raya = puesto.raya
    sobra = max(0, raya.hasta - raya.x - ANCHO) / 2
    x, hasta, y = raya.x + sobra, raya.hasta - sobra, raya.y + _SOBRE_LA_RAYA
    for alto in _ALTOS:
        libre = (x, y, hasta, y + alto + _BAJO_LO_DEMAS)
        if not puesto.hoja.por_que_no_cabe(libre) and not puesto.hoja.lo_que_tapa(libre):
            return LugarDeFirma(puesto.hoja.numero, (x, y, hasta, y + alto))
    return None


def _renglon(lector: PdfReader, hojas: list[PaginaDelPdf]) -> Iterator[_Puesto]:
    """Los puestos de todas las tablas de firmas, de arriba abajo y de izquierda a derecha."""
    por_objeto = {hoja.objeto: hoja for hoja in hojas}
    for tabla in _tablas(lector):
        for celda in _con_raya(tabla):
            if (hoja := por_objeto.get(celda.raw_get("/Pg").idnum)) is not None:
                yield from _puesto(hoja, celda)


def _puesto(hoja: PaginaDelPdf, celda: DictionaryObject) -> Iterator[_Puesto]:
    """El de la celda que va bajo su raya, que es la que más cerca está encima de lo que dice."""
    marcas = [
        hoja.escrito.marcas[marca]
        for marca in _dentro(celda)
        if isinstance(marca, int) and marca in hoja.escrito.marcas
    ]
    encima = [
        raya
        for raya in hoja.escrito.rayas
        if marcas and raya.x <= marcas[0][0] <= raya.hasta and raya.y > marcas[0][1]
    ]
    if not encima:
        return
    raya = min(encima, key=lambda raya: raya.y)
    bajo = min(y for _, y in marcas)
    textos_bajo_la_raya = (
        texto.dice
        for texto in hoja.escrito.textos
        if raya.x <= texto.x <= raya.hasta and bajo <= texto.y < raya.y
    )
    yield _Puesto(hoja, raya, _palabras(" ".join(textos_bajo_la_raya)))


def _tablas(lector: PdfReader) -> Iterator[DictionaryObject]:
    """Las del documento, en su orden; las de dentro de otra, no."""
    raiz: Any = lector.trailer["/Root"]
    quedan: list[Any] = [raiz.get("/StructTreeRoot")]
    recorridos: set[int] = set()
    while quedan:
        referencia = quedan.pop()
        objeto = referencia and referencia.get_object()
        if id(objeto) in recorridos or not isinstance(objeto, DictionaryObject | ArrayObject):
            continue
        recorridos.add(id(objeto))
        if isinstance(objeto, ArrayObject):
            quedan += reversed(objeto)
        elif objeto.get("/S") == "/Table":
            yield objeto
        elif objeto.get("/S") not in _SIN_TABLAS:
            quedan.append(objeto.get("/K"))


_SIN_TABLAS = frozenset({"/P", "/Figure", "/L", "/TOC", "/H1", "/H2", "/H3", "/H4", "/Caption"})


def _con_raya(tabla: DictionaryObject) -> list[DictionaryObject]:
    """Las celdas de una tabla de firmas que llevan la raya, en su orden; de otra tabla, ninguna.

    En la de firmas, entre huecos tan altos como ellas, cada una tiene el lugar donde se firma y,
    en la última de esas filas, una celda con sólo una raya arriba.
    """
    filas = [[*_hijos(fila)] for fila in _hijos(tabla) if fila.get("/S") == "/TR"]
    if not filas or any(celda.get("/S") != "/TD" for celda in filas[0]):
        return []
    altos = [int(_atributo(celda, "/RowSpan") or 1) for celda in filas[0]]
    piso = altos[0] - 1
    if set(altos[::2]) != {piso + 1} or set(altos[1::2]) != {1} or not 0 < piso < len(filas):
        return []
    if not all(map(_lleva_raya, filas[piso])):
        return []
    return [celda for fila in filas for celda in fila if _lleva_raya(celda) and "/Pg" in celda]


def _lleva_raya(celda: DictionaryObject) -> bool:
    return bool(_atributo(celda, "/BorderStyle") == _SOLO_ARRIBA)


_SOLO_ARRIBA = ["/Solid", "/None", "/None", "/None"]


def _hijos(elemento: DictionaryObject) -> Iterator[DictionaryObject]:
    return (uno for uno in _dentro(elemento) if isinstance(uno, DictionaryObject))


def _dentro(elemento: DictionaryObject, clave: str = "/K") -> Iterator[Any]:
    """Lo que dice una clave que puede traer una cosa o una lista de ellas."""
    hay = elemento.get(clave, ArrayObject()).get_object()
    for elemento_de_la_lista in hay if isinstance(hay, ArrayObject) else [hay]:
        yield elemento_de_la_lista.get_object()


def _atributo(elemento: DictionaryObject, clave: str) -> Any:
    """El valor de un atributo de la estructura, que puede estar en cualquiera de sus grupos."""
    for grupo in _dentro(elemento, "/A"):
        if isinstance(grupo, DictionaryObject) and clave in grupo:
            return grupo[clave]
    return None
