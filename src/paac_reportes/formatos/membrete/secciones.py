"""Las secciones de un membrete: la página de cada una y qué encabezados y pies nombran."""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from paac_reportes.estructura import mostrar
from paac_reportes.formatos.membrete.marcas import R, W
from paac_reportes.formatos.membrete.paquete import InservibleError
from paac_reportes.maqueta.documento import Pagina
from paac_reportes.maqueta.medida.medidas import Mm

_VEINTEAVOS_POR_MM = 1440 / 25.4
_CARTA = (12240, 15840)
_PULGADA, _MEDIA = 1440, 720
"""Lo que Word supone, en veinteavos de punto, si una sección no lo dice."""


def secciones_de(documento: Element) -> list[Element]:
    """Las de un documento, en su orden; no las de antes de un cambio con control de cambios."""
    viejas = {
        id(vieja)
        for cambio in documento.iter(f"{W}sectPrChange")
        for vieja in cambio.iter(f"{W}sectPr")
    }
    return [una for una in documento.iter(f"{W}sectPr") if id(una) not in viejas]


def encabezados_y_pies(seccion: Element) -> Iterator[str]:
    """Las relaciones con que los nombra."""
    for clase in ("headerReference", "footerReference"):
        for referencia in seccion.findall(f"{W}{clase}"):
            yield referencia.get(f"{R}id", "")


def columnas_de(seccion: Element) -> int:
    """En cuántas columnas de periódico reparte el texto."""
    columnas = seccion.find(f"{W}cols")
    return 1 if columnas is None else max(_numero(columnas, "num", 1), 1)


def pagina_de(seccion: Element) -> Pagina:
    """El papel y los márgenes de una sección, con su lomo; los que calle, los que Word supone."""
    papel, margenes = seccion.find(f"{W}pgSz"), seccion.find(f"{W}pgMar")
    lomo = _numero(margenes, "gutter", 0)
    return Pagina(
        ancho=_mm(_numero(papel, "w", _CARTA[0])),
        alto=_mm(_numero(papel, "h", _CARTA[1])),
        # Uno negativo es fijo, aunque el encabezado no quepa: ocupa lo mismo.
        superior=_mm(abs(_numero(margenes, "top", _PULGADA))),
        inferior=_mm(abs(_numero(margenes, "bottom", _PULGADA))),
        izquierdo=_mm(_numero(margenes, "left", _PULGADA) + lomo),
        derecho=_mm(_numero(margenes, "right", _PULGADA)),
        encabezado=_mm(_numero(margenes, "header", _MEDIA)),
    )


def _numero(elemento: Element | None, nombre: str, si_falta: int) -> int:
    """Un entero; Google Docs y otros lo escriben a veces con decimales."""
    escrito = None if elemento is None else elemento.get(f"{W}{nombre}")
    if escrito is None:
        return si_falta
    if not re.fullmatch(r"-?[0-9]{1,6}(?:\.[0-9]{1,9})?", escrito):
        motivo = f"una medida de su página no se entiende: {mostrar(escrito)}"
        raise InservibleError(f"{motivo}; ábralo en Word y guárdelo otra vez")
    return round(float(escrito))


def _mm(veinteavos: int) -> Mm:
    return Mm(round(veinteavos / _VEINTEAVOS_POR_MM, 2))
