"""Un PDF de Typst con sus objetos comprimidos: dice lo mismo en un tercio de los bytes.

Typst escribe suelto y sin comprimir cada nodo de la estructura, que son varios por celda. Aquí lo
que no es un flujo va en flujos de objetos (ISO 32000-1, 7.5.7) y la tabla de referencias, en otro
(7.5.8); los flujos quedan a la letra. Sólo entiende lo que escribe Typst: una tabla de referencias
y ningún objeto de otra revisión.
"""

import re
import zlib
from collections.abc import Iterable, Iterator, Sequence

from paac_reportes.errores import ErrorDeMaqueta
from paac_reportes.escritores.pdf.etiquetas import TablaEtiquetada, etiquetar

_POR_FLUJO = 200
"""Objetos en cada uno: quien busca uno abre el flujo entero."""
_NIVEL = 6
_ENTRADA = 20
"""Largo de cada renglón de la tabla de referencias (7.5.4)."""
_FINAL = re.compile(rb"trailer\s*<<(.*)>>\s*startxref\s*(\d+)\s*%%EOF\s*\Z", re.DOTALL)
_TABLA = re.compile(rb"xref\n0 (\d+)\n")
_SIN_SOSPECHAS = b"/Suspects false"
"""Es lo que vale si no se dice, y poppler se queja de que esté."""


def compactar(pdf: bytes, etiquetadas: Sequence[TablaEtiquetada] = ()) -> bytes:
    """PDF igual, con lo que no es un flujo comprimido y las etiquetas que a sus tablas faltan."""
    final = _FINAL.search(pdf, max(0, len(pdf) - 2000))
    tabla = _TABLA.match(pdf, int(final[2])) if final else None
    if final is None or tabla is None:
        raise ErrorDeMaqueta("el PDF que compuso Typst no termina como se esperaba")
    cabeza = pdf[: pdf.index(b"1 0 obj")]
    # Por objeto (7.5.8): (1, byte en que empieza, 0) o, en un flujo, (2, cuál, lugar en él).
    partes, lugares = [cabeza], [(0, 0, 65535)]
    desde = len(cabeza)
    sin_flujo: dict[int, bytes] = {}
    for numero, objeto in _objetos(pdf, tabla, int(final[2])):
        lugares.append((1, desde, 0))
        if objeto.endswith(b"endstream\nendobj"):
            partes.append(entero := objeto + b"\n")
            desde += len(entero)
        else:
            sin_flujo[numero] = _cuerpo_del_objeto(objeto)
    etiquetar(sin_flujo, etiquetadas)
    sueltos = [*sin_flujo.items()]
    for inicio in range(0, len(sueltos), _POR_FLUJO):
        grupo = sueltos[inicio : inicio + _POR_FLUJO]
        for indice, (numero, _) in enumerate(grupo):
            lugares[numero] = (2, len(lugares), indice)
        partes.append(flujo := _flujo_de_objetos(len(lugares), grupo))
        lugares.append((1, desde, 0))
        desde += len(flujo)
    lugares.append((1, desde, 0))
    referencias = b"".join(
        clase.to_bytes(1) + lugar.to_bytes(4) + extra.to_bytes(2) for clase, lugar, extra in lugares
    )
    diccionario = re.sub(rb"/Size \d+", b"/Size %d" % len(lugares), final[1])
    partes += [
        _flujo(len(lugares) - 1, b"/Type/XRef/W[1 4 2]" + diccionario, referencias),
        b"startxref\n%d\n%%%%EOF\n" % desde,
    ]
    return b"".join(partes)


def _objetos(pdf: bytes, tabla: re.Match[bytes], fin: int) -> Iterator[tuple[int, bytes]]:
    """Objetos enteros con su número, desde 1; ``fin`` es el byte donde empieza la tabla."""
    cuantos, inicio = int(tabla[1]), tabla.end()
    renglones = [pdf[inicio + n * _ENTRADA :][:_ENTRADA] for n in range(1, cuantos)]
    if any(renglon[17:18] != b"n" for renglon in renglones):
        raise ErrorDeMaqueta("el PDF que compuso Typst trae objetos que no están")
    empiezan = [int(renglon[:10]) for renglon in renglones]
    siguen = dict(zip(sorted(empiezan), [*sorted(empiezan)[1:], fin], strict=True))
    for numero, desde in enumerate(empiezan, 1):
        yield numero, pdf[desde : siguen[desde]].rstrip()


def _cuerpo_del_objeto(objeto: bytes) -> bytes:
    """El contenido de un objeto: los bytes entre ``1 0 obj`` y ``endobj``."""
    dentro = objeto[objeto.index(b"obj") + 3 : -len(b"endobj")].strip()
    return dentro.replace(_SIN_SOSPECHAS, b"") if b"/Type/Catalog" in dentro else dentro


def _flujo_de_objetos(numero: int, objetos: Iterable[tuple[int, bytes]]) -> bytes:
    """Flujo, de ese número, con unos objetos adentro y delante el índice de dónde está cada uno."""
    indice, cuerpos, desde = [], [], 0
    for objeto, cuerpo in objetos:
        indice.append(b"%d %d" % (objeto, desde))
        cuerpos.append(cuerpo)
        desde += len(cuerpo) + 1
    cabeza = b" ".join(indice) + b"\n"
    clase = b"/Type/ObjStm/N %d/First %d" % (len(indice), len(cabeza))
    return _flujo(numero, clase, cabeza + b"\n".join(cuerpos))


def _flujo(numero: int, diccionario: bytes, contenido: bytes) -> bytes:
    """Objeto de un PDF con un flujo comprimido, bajo ese número y ese diccionario."""
    comprimido = zlib.compress(contenido, _NIVEL)
    clave = b"<<%b/Filter/FlateDecode/Length %d>>" % (diccionario, len(comprimido))
    return b"%d 0 obj\n%b\nstream\n%b\nendstream\nendobj\n" % (numero, clave, comprimido)
