"""Faltas de las etiquetas de Typst: qué celda nombra su fila y de qué es una leyenda.

Typst sabe decir qué rótulo nombra una columna, y no qué celda nombra una fila; una leyenda le es un
párrafo más. Aquí, en el árbol que escribió, esas celdas son ``TH`` de su fila, las demás las
nombran, y la leyenda es el ``Caption`` de su tabla (ISO 32000-1, 14.8.4 y 14.8.5).
Lo que una tabla dice en palabras es su ``Summary``.
"""

import re
from collections.abc import Collection, Iterator, MutableMapping, Sequence

from paac_reportes import clases
from paac_reportes.errores import ErrorDeMaqueta
from paac_reportes.maqueta.contenido import solo_texto
from paac_reportes.maqueta.nodos import Tabla
from paac_reportes.maqueta.rejilla import Celda, CeldaDeFila, resolver

Objetos = MutableMapping[int, bytes]
"""Objetos de un PDF, por su número y sin sus comillas de objeto."""


@clases.frozen
class TablaEtiquetada:
    """Lo que hay que etiquetar de una tabla del cuerpo."""

    con_leyenda: bool
    """Si el párrafo que va antes es su leyenda."""
    celdas: tuple[tuple[int, ...] | None, ...]
    """Por celda en su orden: las celdas que nombran su fila; ``None``, en un rótulo.

    ``(None, (1,), (1,))``: tras un rótulo, la 1 nombra su fila, que es también la de la 2.
    """
    bandas: frozenset[int] = frozenset()
    """Celdas que nombran las filas que les siguen, y Typst no lo sabe."""
    con_reserva: bool = False
    """Si la última fila es un blanco, que no es de la tabla."""
    rellenos: frozenset[int] = frozenset()
    """Las filas, con las de rótulos, cuya última celda es otro blanco."""
    en_palabras: str = ""
    """Descripción de lo que se ve en una tabla, si su color dice algo."""


def etiquetada_de(  # noqa: PLR0913 - lo que la tabla lleva además de sus celdas
    tabla: Tabla,
    rejilla: Sequence[Sequence[CeldaDeFila]],
    *,
    con_leyenda: bool,
    de_mas: int,
    bandas: Collection[int] = (),
    con_reserva: bool = False,
) -> TablaEtiquetada:
    """Etiquetas de una tabla, con las celdas ``de_mas`` que lleva al final de sus rótulos.

    ``rejilla``: de cada fila, las celdas que la cubren. ``bandas``: las filas, desde 0, que nombran
    a las que les siguen y no van como encabezado. ``con_reserva``: si la última es un blanco.
    """
    columnas = len(tabla.anchos)
    rotulos = sum(
        lugar.origen == numero
        for numero, lugares in enumerate(resolver(tabla.rotulos, columnas))
        for lugar in lugares
    )
    celdas: list[tuple[int, ...] | None] = [None] * (rotulos + de_mas)
    if not (tabla.titulares or bandas):
        celdas += [()] * sum(len(_celdas_que_empiezan(n, fila)) for n, fila in enumerate(rejilla))
        return TablaEtiquetada(
            con_leyenda,
            tuple(celdas),
            con_reserva=con_reserva,
            en_palabras=tabla.texto_alternativo,
        )
    resumenes = frozenset(tabla.resumenes)
    indices: dict[tuple[int, int], int] = {}
    encabezan: list[int] = []
    for numero, lugares in enumerate(rejilla):
        if numero in bandas:
            encabezan.append(len(celdas))
            celdas.append((len(celdas),))
            continue
        nuevos = _celdas_que_empiezan(numero, lugares)
        for indice, lugar in enumerate(nuevos, len(celdas)):
            indices[numero, lugar.columna] = indice
        por_columna = {lugar.columna: lugar for lugar in lugares}
        titulares = () if numero in resumenes else tabla.titulares
        nombres = tuple(
            indices[titular.origen, titular.columna]
            for columna in titulares
            if (titular := por_columna.get(columna)) and _puede_nombrar(titular.celda, columnas)
        )
        celdas += [(*encabezan[-1:], *nombres)] * len(nuevos)
    return TablaEtiquetada(
        con_leyenda=con_leyenda,
        celdas=tuple(celdas),
        bandas=frozenset(encabezan),
        con_reserva=con_reserva,
        en_palabras=tabla.texto_alternativo,
    )


def _celdas_que_empiezan(numero: int, lugares: Sequence[CeldaDeFila]) -> list[CeldaDeFila]:
    """Las celdas que empiezan en una fila de la rejilla."""
    return [lugar for lugar in lugares if lugar.origen == numero]


def _puede_nombrar(celda: Celda, columnas: int) -> bool:
    """Si una celda puede nombrar su fila: dice algo, y no es una banda a todo lo ancho."""
    return celda.columnas < columnas and bool(solo_texto(celda.contenido).strip())


def etiquetar(objetos: Objetos, etiquetadas: Sequence[TablaEtiquetada]) -> None:
    """Pone en el árbol de etiquetas de un PDF lo que falta de sus tablas, que van en su orden."""
    if not etiquetadas:
        return
    raiz = next(n for n, objeto in objetos.items() if b"/Type/StructTreeRoot" in objeto)
    documento = next(n for n in _hijos(objetos, raiz) if _clase(objetos[n]) == b"Document")
    numeros = [*_elementos_de(objetos, documento, _TABLA, por=_AGRUPADORES)]
    if len(numeros) != len(etiquetadas):
        raise ErrorDeMaqueta(f"el PDF etiqueta {len(numeros)} tablas, y son {len(etiquetadas)}")
    nuevas: list[tuple[bytes, int]] = []
    for numero, etiquetada in zip(numeros, etiquetadas, strict=True):
        _sin_blancos(objetos, raiz, numero, etiquetada)
        nuevas += _nombrar_filas(objetos, numero, etiquetada.celdas, etiquetada.bandas)
        if etiquetada.en_palabras:
            _poner_resumen(objetos, numero, etiquetada.en_palabras)
        padre = _padre(objetos, numero)
        hijos = _hijos(objetos, padre)
        antes = hijos[hijos.index(numero) - 1] if hijos[0] != numero else 0
        if etiquetada.con_leyenda and antes and _clase(objetos[antes]) == b"P":
            _hacer_leyenda(objetos, antes, numero, padre)
    if nuevas:
        _agregar_nombres(objetos, raiz, nuevas)


def _sin_blancos(objetos: Objetos, raiz: int, tabla: int, etiquetada: TablaEtiquetada) -> None:
    """Hace del cuerpo lo que Typst llama pie, y quita los blancos con que se compuso la tabla.

    Cambia ``objetos``, los del PDF por su número; ``tabla`` y ``raiz`` son los suyos.
    """
    ultima = _hijos(objetos, tabla)[-1]
    objetos[ultima] = objetos[ultima].replace(b"/S/TFoot", b"/S/TBody", 1)
    if not (etiquetada.con_reserva or etiquetada.rellenos):
        return
    filas = [*_elementos_de(objetos, tabla, _FILA, por=_DE_TABLA)]
    blancos = [_hijos(objetos, filas[lugar])[-1] for lugar in sorted(etiquetada.rellenos)]
    blancos += filas[-1:] if etiquetada.con_reserva else []
    for blanco in blancos:
        _quitar_hijo(objetos, _padre(objetos, blanco), blanco)
        for elemento in (*_hijos(objetos, blanco), blanco):
            objetos[elemento] = b"null"
            # El índice de las celdas que tienen nombre: un rótulo está en él.
            objetos[raiz] = re.sub(rb"\([^()]*+\)%d 0 R ?" % elemento, b"", objetos[raiz], count=1)


def _nombrar_filas(
    objetos: Objetos,
    tabla: int,
    celdas: Sequence[tuple[int, ...] | None],
    bandas: Collection[int],
) -> Iterator[tuple[bytes, int]]:
    """Hace ``TH`` las celdas que nombran su fila; da el nombre nuevo y el número de cada una.

    Cambia ``objetos``, los del PDF. ``celdas``: por celda, cuáles nombran su fila.
    """
    numeros = [*_elementos_de(objetos, tabla, _CELDA, por=_DE_TABLA)]
    if len(numeros) != len(celdas):
        raise ErrorDeMaqueta(f"el PDF etiqueta {len(numeros)} celdas, y son {len(celdas)}")
    for lugar, (numero, nombran) in enumerate(zip(numeros, celdas, strict=True)):
        # Una banda ya es un rótulo de las filas que le siguen.
        if nombran is None or _clase(objetos[numero]) == b"TH":
            continue
        otras = (numeros[celda] for celda in nombran if celda != lugar)
        nombres = b"".join(b"(%b)" % _nombre(otra) for otra in otras)
        objeto = objetos[numero].replace(b"/Headers[", b"/Headers[" + nombres, 1)
        if lugar in nombran:
            nombre = _nombre(numero)
            objeto = objeto.replace(b"/S/TD", b"/S/TH/ID(%b)" % nombre, 1)
            alcance = b"/O/Table/Scope/Column" if lugar in bandas else b"/O/Table/Scope/Row"
            objeto = objeto.replace(b"/O/Table", alcance, 1)
            yield nombre, numero
        objetos[numero] = objeto


def _nombre(numero: int) -> bytes:
    """Nombre de una celda que nombra su fila; los que pone Typst empiezan por U, y van antes."""
    return b"V%08d" % numero


_CELDA, _FILA = frozenset({b"TD", b"TH"}), frozenset({b"TR"})
_DE_TABLA = frozenset({b"TR", b"THead", b"TBody", b"TFoot"})
_TABLA, _AGRUPADORES = frozenset({b"Table"}), frozenset({b"Div", b"NonStruct"})


def _elementos_de(
    objetos: Objetos, desde: int, buscadas: Collection[bytes], *, por: Collection[bytes]
) -> Iterator[int]:
    """Los números de los elementos de clases ``buscadas`` que cuelgan de ``desde``.

    ``por``: las clases en que se entra a buscar.
    """
    for numero in _hijos(objetos, desde):
        clase = _clase(objetos[numero])
        if clase in buscadas:
            yield numero
        elif clase in por:
            yield from _elementos_de(objetos, numero, buscadas, por=por)


def _hacer_leyenda(objetos: Objetos, parrafo: int, tabla: int, padre: int) -> None:
    """Pasa un párrafo del PDF a ser la leyenda de la tabla que le sigue.

    Cambia ``objetos``; los demás son números de ellos.
    """
    _quitar_hijo(objetos, padre, parrafo)
    inicio, _ = _lista(objetos[tabla], b"/K")
    referencia = b"%d 0 R " % parrafo
    objetos[tabla] = objetos[tabla][:inicio] + referencia + objetos[tabla][inicio:]
    leyenda = objetos[parrafo].replace(b"/S/P", b"/S/Caption", 1)
    objetos[parrafo] = re.sub(rb"/P \d+ 0 R", b"/P %d 0 R" % tabla, leyenda, count=1)


def _poner_resumen(objetos: Objetos, tabla: int, en_palabras: str) -> None:
    """Agrega a una tabla del PDF su resumen, para quien la oye; cambia ``objetos``.

    ``en_palabras``: el resumen.
    """
    en_hex = en_palabras.encode("utf-16-be").hex().upper()
    resumen = f"<</O/Table/Summary<FEFF{en_hex}>>>".encode("ascii")
    antes, hijos, resto = objetos[tabla].partition(b"/K[")
    if b"/A[" in antes:
        antes = antes.replace(b"/A[", b"/A[" + resumen, 1)
    else:
        antes += b"/A[" + resumen + b"]"
    objetos[tabla] = antes + hijos + resto


def _quitar_hijo(objetos: Objetos, padre: int, hijo: int) -> None:
    """Quita de la lista ``/K`` de un elemento la referencia a un hijo."""
    inicio, fin = _lista(objetos[padre], b"/K")
    hijos = re.sub(rb"(?<!\d)%d 0 R ?" % hijo, b"", objetos[padre][inicio:fin], count=1)
    objetos[padre] = objetos[padre][:inicio] + hijos + objetos[padre][fin:]


def _agregar_nombres(objetos: Objetos, raiz: int, nuevas: Sequence[tuple[bytes, int]]) -> None:
    """Agrega celdas, ``(nombre, número)``, al índice de las que tienen nombre en el PDF.

    Cambia ``objetos``; ``raiz``: el que lleva el índice.
    """
    nombres = b"".join(b"(%b)%d 0 R" % celda for celda in sorted(nuevas))
    if b"/IDTree" not in objetos[raiz]:
        hoja = b"/IDTree<</Names[%b]>>" % nombres
        objetos[raiz] = objetos[raiz].replace(b"/ParentTree", hoja + b"/ParentTree", 1)
        return
    desde = objetos[raiz].index(b"/IDTree")
    _, fin = _lista(objetos[raiz][desde:], b"/Names")
    objetos[raiz] = objetos[raiz][: desde + fin] + nombres + objetos[raiz][desde + fin :]


_CLASE = re.compile(rb"/Type/StructElem/S/(?P<clase>\w+)")
_PADRE = re.compile(rb"/P (?P<numero>\d++) 0 R")
_REFERENCIA = re.compile(rb"(?<!\d)(?P<numero>\d++) 0 R")


def _clase(objeto: bytes) -> bytes:
    coincidencia = _CLASE.search(objeto)
    return coincidencia["clase"] if coincidencia else b""


def _padre(objetos: Objetos, numero: int) -> int:
    """Número del objeto que contiene a un elemento."""
    coincidencia = _PADRE.search(objetos[numero])
    if coincidencia is None:
        raise ErrorDeMaqueta("un elemento del PDF que compuso Typst no dice cuál lo contiene")
    return int(coincidencia["numero"])


def _hijos(objetos: Objetos, numero: int) -> list[int]:
    """Los números de los objetos de la estructura que cuelgan de otro."""
    objeto = objetos[numero]
    if b"/K[" not in objeto:
        return []
    inicio, fin = _lista(objeto, b"/K")
    numeros = (int(hallada["numero"]) for hallada in _REFERENCIA.finditer(objeto, inicio, fin))
    return [hijo for hijo in numeros if _clase(objetos.get(hijo, b""))]


def _lista(objeto: bytes, clave: bytes) -> tuple[int, int]:
    """Bytes en que empieza y termina lo de adentro de la lista de una clave: ``/K[…]``."""
    inicio = objeto.index(clave + b"[") + len(clave) + 1
    abiertas = 1
    for lugar in re.finditer(rb"[\[\]]", objeto[inicio:]):
        abiertas += 1 if lugar[0] == b"[" else -1
        if not abiertas:
            return inicio, inicio + lugar.start()
    raise ErrorDeMaqueta("una lista del PDF que compuso Typst no termina")
