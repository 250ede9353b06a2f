"""De los bytes de un ``.docx`` al membrete de un formato, con todo lo que tenga mal."""

import base64
import binascii
from collections.abc import Iterator, Sequence
from xml.etree.ElementTree import Element

from paac_reportes.errores import Falla
from paac_reportes.estructura import mostrar
from paac_reportes.formatos.membrete.marcas import W, leer_xml
from paac_reportes.formatos.membrete.paquete import InservibleError, abrir
from paac_reportes.formatos.membrete.partes import Partes
from paac_reportes.formatos.membrete.secciones import (
    columnas_de,
    encabezados_y_pies,
    pagina_de,
    secciones_de,
)
from paac_reportes.formatos.membrete.seleccion import Seleccion
from paac_reportes.maqueta.documento import Membrete, Pagina
from paac_reportes.sistema import MAXIMO, MEGAS

_MINIMO, _MAXIMO = 50, 1200
"""Milímetros que debe dejar libres una página, y los del papel más grande que Word admite."""

_AJUSTES = {
    "documentProtection": "la protección del documento",
    "writeProtection": "la protección contra cambios",
    "mailMerge": "la combinación de correspondencia",
    "attachedTemplate": "la plantilla adjunta",
    "trackRevisions": "el control de cambios encendido",
    "updateFields": "actualizar los campos al abrir",
    "documentType": "",
    "footnotePr": "",
    "endnotePr": "",
    "docVars": "",
    "attachedSchema": "",
    "saveThroughXslt": "",
    "revisionView": "",
}
"""Lo que de sus ajustes no pasa y, si a alguien le importa, cómo se llama."""

_NO_SE_USA = "del membrete no se usa"
_VISIBLES = (f"{W}drawing", f"{W}pict", f"{W}object", f"{W}tbl")


def leer_membrete(datos: object, ruta: str, fallas: list[Falla]) -> Membrete | None:
    """El membrete de unos bytes, o del texto ``data:…;base64,…`` con que viajan en JSON."""
    contenido = _bytes(datos)
    if contenido is None:
        motivo = "se esperaban los bytes de un .docx, o su texto data:…;base64,…, llegó"
        fallas.append(Falla(ruta, f"{motivo} {mostrar(datos)}"))
        return None
    try:
        membrete, motivos = _membrete(contenido)
    except InservibleError as error:
        fallas.append(Falla(ruta, str(error)))
        return None
    fallas += [Falla(ruta, motivo) for motivo in motivos]
    return None if motivos else membrete


def _bytes(datos: object) -> bytes | None:
    if isinstance(datos, bytes | bytearray):
        return bytes(datos)
    if isinstance(datos, str) and datos.startswith("data:"):
        try:
            return base64.b64decode(datos.partition(";base64,")[2], validate=True)
        except (binascii.Error, ValueError):
            return None
    return None


def _membrete(contenido: bytes) -> tuple[Membrete, list[str]]:
    if len(contenido) > MAXIMO:
        raise InservibleError(f"pesa más de {MEGAS} MB")
    partes = Partes(abrir(contenido))
    principal = partes.documento()
    documento = leer_xml(partes.contenido(principal), principal)
    secciones = secciones_de(documento)
    if not secciones:
        raise InservibleError("no dice el tamaño de su página; ábralo en Word y guárdelo otra vez")
    nombrados = frozenset(uno for seccion in secciones for uno in encabezados_y_pies(seccion))
    seleccion = Seleccion(partes, nombrados)
    paquete = seleccion.paquete()
    paginas = tuple(map(pagina_de, secciones))
    ajustes = _ajustes(partes, principal)
    membrete = Membrete(
        datos=paquete,
        paginas=paginas,
        ajustes_de_mas=tuple(ajustes),
        reparos=(
            *_de_la_pagina(documento, secciones, nombrados),
            *(f"{_NO_SE_USA} {dicho}" for ajuste in ajustes if (dicho := _AJUSTES[ajuste])),
        ),
    )
    return membrete, [*seleccion.motivos, *_de_medidas(paginas)]


def _ajustes(partes: Partes, principal: str) -> list[str]:
    """Los que trae de los que no pasan."""
    for relacion in partes.relaciones(principal):
        if relacion.clase == "settings" and not relacion.externa:
            raiz = leer_xml(partes.contenido(relacion.destino), relacion.destino)
            puestos = {uno.tag.removeprefix(W) for uno in raiz}
            return [ajuste for ajuste in _AJUSTES if ajuste in puestos]
    return []


def _de_la_pagina(
    documento: Element, secciones: Sequence[Element], nombrados: frozenset[str]
) -> Iterator[str]:
    cuerpo = documento.find(f"{W}body")
    if cuerpo is not None and _dice_algo(cuerpo):
        yield f"{_NO_SE_USA} lo que está en su cuerpo (sólo salen el encabezado y el pie)"
    if any(columnas_de(seccion) > 1 for seccion in secciones):
        yield f"{_NO_SE_USA} sus columnas de periódico"
    if not nombrados:
        yield "el membrete no tiene encabezado ni pie"


def _dice_algo(cuerpo: Element) -> bool:
    textos = any((uno.text or "").strip() for uno in cuerpo.iter(f"{W}t"))
    return textos or any(True for marca in _VISIBLES for _ in cuerpo.iter(marca))


def _de_medidas(paginas: Sequence[Pagina]) -> Iterator[str]:
    for numero, pagina in enumerate(paginas, 1):
        medidas = f"{pagina.ancho_util:g} x {pagina.alto_util:g} mm".replace(".", ",")
        if max(pagina.ancho, pagina.alto) > _MAXIMO:
            yield f"la página de su sección {numero} es más grande de lo que Word admite"
        elif min(pagina.ancho_util, pagina.alto_util) < _MINIMO:
            yield (
                f"los márgenes de su sección {numero} dejan {medidas},"
                f" se esperaban al menos {_MINIMO} x {_MINIMO}"
            )
