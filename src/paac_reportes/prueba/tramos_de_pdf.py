"""Un PDF por sus revisiones, byte por byte: dónde termina cada una, y que no sobre ninguno.

Una revisión es lo que dice ISO 32000-1, 7.5.6: objetos, su tabla de referencias y ``%%EOF``. Lo que
no esté en la tabla no lo ve quien la sigue, y sí quien lee el archivo de otro modo: aquí se acusa.
"""

import io
import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.reader import PdfFileReader

from paac_reportes.firma.danado import MAL_ESCRITO
from paac_reportes.grupos import agrupadas

_AIRE = re.compile(rb"[\x00\t\n\f\r ]*")
_OBJETO = re.compile(rb"(\d+)[\t\n\r ]+(\d+)[\t\n\r ]+obj\b")
_TABLA = re.compile(
    rb"xref[\t ]*\r?\n(?:\d+ \d+[\t ]*\r?\n(?:\d{10} \d{5} [nf](?: \r| \n|\r\n))*)+"
    rb"trailer[\t\n\r ]*"
)
_FIN = re.compile(rb"[\t\n\r ]*startxref[\t\n\r ]+(\d+)[\t\n\r ]+%%EOF(?:\r\n|\n|\r)?")


def fines(contenido: bytes, lector: PdfFileReader) -> list[int]:
    """Dónde termina cada revisión, de la primera a la última; ``ValueError`` si no se sabe."""
    return [
        _fin(contenido, lector, _tabla_de(lector, numero))
        for numero in range(lector.xrefs.total_revisions)
    ]


def lo_que_sobra(contenido: bytes, lector: PdfFileReader) -> Iterator[str]:
    """De las revisiones que siguen a la primera, lo que no es un objeto de su tabla."""
    finales = fines(contenido, lector)
    for numero, (desde, hasta) in enumerate(pairwise(finales), 1):
        try:
            entera = _esta_entera(contenido, lector, numero, desde)
            if not entera or _esconden_otros(lector, numero):
                yield f"revisión {numero + 1}: hay bytes que no son de ningún objeto de su tabla"
        except MAL_ESCRITO:
            yield f"revisión {numero + 1}: está mal escrita hacia el byte {hasta}"
    if contenido[finales[-1] :].strip(b"\r\n"):
        yield "hay bytes después de la última revisión"


def flujos_de_objetos(lector: PdfFileReader, numero: int) -> dict[int, list[int]]:
    """Los que una revisión usa, por su número, y los objetos que en cada uno son de ella."""
    objetos = lector.xrefs.get_xref_data(numero).xrefs_in_objstm
    return agrupadas((suyo.obj_stream_id, cual) for cual, suyo in objetos.items())


def _esconden_otros(lector: PdfFileReader, numero: int) -> bool:
    """Si un flujo de objetos trae alguno que la tabla no dice."""
    revision = lector.get_historical_resolver(numero)
    for numero_del_flujo, objetos in flujos_de_objetos(lector, numero).items():
        flujo = revision.get_object(generic.Reference(numero_del_flujo, 0, lector))
        objetos_del_flujo = [int(uno) for uno in flujo.data[: flujo["/First"]].split()[::2]]
        if (
            sorted(objetos_del_flujo) != sorted(objetos)
            or not flujo.keys() <= _DE_UN_FLUJO_DE_OBJETOS
        ):
            return True
    return False


_DE_UN_FLUJO_DE_OBJETOS = frozenset({"/Type", "/N", "/First", "/Filter", "/DecodeParms", "/Length"})


def _tabla_de(lector: PdfFileReader, numero: int) -> int:
    empieza: int = lector.xrefs.get_startxref_for_revision(numero)
    return empieza


def _fin(contenido: bytes, lector: PdfFileReader, tabla: int) -> int:
    """El de la revisión cuya tabla de referencias empieza ahí."""
    if (tabla_escrita := _TABLA.match(contenido, tabla)) is not None:
        lugar = _pasado(contenido, lector, tabla_escrita.end())
    else:
        _, _, lugar = _objeto(contenido, lector, tabla)
    fin = _FIN.match(contenido, lugar)
    if fin is None or int(fin[1]) != tabla:
        raise ValueError
    return fin.end()


def _esta_entera(contenido: bytes, lector: PdfFileReader, numero: int, desde: int) -> bool:
    """Si entre su comienzo y su tabla no hay más que sus objetos, uno tras otro."""
    tabla = _tabla_de(lector, numero)
    datos = lector.xrefs.get_xref_data(numero)
    lugares = {
        donde: (cual, generacion)
        for (generacion, cual), donde in _sueltos(datos).items()
        if donde != tabla
    }
    for donde in sorted(lugares):
        numero_del_objeto, generacion, termina = _objeto(contenido, lector, donde)
        if (
            _sin_aire(contenido, desde) != donde
            or (numero_del_objeto, generacion) != lugares[donde]
        ):
            return False
        desde = termina
    return _sin_aire(contenido, desde) == tabla


def _sueltos(datos: Any) -> dict[tuple[int, int], int]:
    """Los que no van en un flujo de objetos, y dónde está cada uno."""
    return {(generacion, cual): donde for cual, (generacion, donde) in datos.standard_xrefs.items()}


def _sin_aire(contenido: bytes, lugar: int) -> int:
    aire = _AIRE.match(contenido, lugar)
    return aire.end() if aire else lugar


def _objeto(contenido: bytes, lector: PdfFileReader, donde: int) -> tuple[int, int, int]:
    """Su número, su generación y dónde termina; ``ValueError`` si ahí no hay uno."""
    cabeza = _OBJETO.match(contenido, donde)
    if cabeza is None:
        raise ValueError
    fin = _sin_aire(contenido, _pasado(contenido, lector, cabeza.end()))
    if contenido[fin : fin + len(b"endobj")] != b"endobj":
        raise ValueError
    return int(cabeza[1]), int(cabeza[2]), fin + len(b"endobj")


def _pasado(contenido: bytes, lector: PdfFileReader, lugar: int) -> int:
    """Dónde termina el valor que empieza ahí."""
    flujo = io.BytesIO(contenido)
    flujo.seek(_sin_aire(contenido, lugar))
    generic.read_object(flujo, generic.Reference(0, 0, lector))
    return flujo.tell()
