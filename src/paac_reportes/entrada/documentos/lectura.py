"""Ver un documento: de un archivo, o de un flujo abierto, a sus textos y tablas."""

import os
from pathlib import Path
from typing import IO

from paac_reportes.entrada.documentos.paquete.comprimido import Comprimido
from paac_reportes.entrada.documentos.paquete.partes import Partes, principal
from paac_reportes.entrada.documentos.paquete.xml import S, W
from paac_reportes.entrada.documentos.visto import DocumentoVisto
from paac_reportes.entrada.flujos import leer_flujo
from paac_reportes.errores import ErrorDeEntrada, Falla
from paac_reportes.sistema import IlegibleError, es_ruta, leer_archivo

Origen = str | os.PathLike[str] | IO[bytes]


def ver(origen: Origen) -> DocumentoVisto:
    """Lo que una persona ve en un .docx o un .xlsx; cuál de los dos es lo dice su contenido.

    Lanza ``ErrorDeEntrada`` con lo que el archivo es y qué hacer, si no es de esos o no se deja.
    """
    nombre, contenido = _contenido(origen)
    try:
        return _ver(contenido)
    except IlegibleError as error:
        raise ErrorDeEntrada(Falla(nombre, str(error))) from None


def _ver(contenido: bytes) -> DocumentoVisto:
    partes = Partes(Comprimido(contenido))
    parte, raiz = principal(partes)
    if raiz.tag == f"{W}document":
        from paac_reportes.entrada.documentos.word.documento import (  # noqa: PLC0415 - sólo si es
            ver_documento,
        )

        return ver_documento(partes, parte, raiz)
    if raiz.tag == f"{S}workbook":
        from paac_reportes.entrada.documentos.excel.libro import ver_libro  # noqa: PLC0415

        return ver_libro(partes, parte, raiz)
    raise IlegibleError("no es un documento de Word ni un libro de Excel")


def _contenido(origen: Origen) -> tuple[str, bytes]:
    if es_ruta(origen):
        nombre = os.fspath(origen)
        try:
            return nombre, leer_archivo(Path(nombre))
        except IlegibleError as error:
            raise ErrorDeEntrada(Falla(nombre, str(error))) from None
    if isinstance(origen, str | os.PathLike) or not callable(getattr(origen, "read", None)):
        llegado = type(origen).__name__
        raise ErrorDeEntrada(
            f"se esperaba la ruta de un documento o un flujo abierto, llegó {llegado}"
        )
    nombre = origen.name if isinstance(getattr(origen, "name", None), str) else ""
    leido = leer_flujo(origen, nombre)
    if isinstance(leido, str):
        raise ErrorDeEntrada(
            Falla(nombre, "un documento se lee de un flujo de bytes; ábralo con modo «rb»")
        )
    return nombre, leido
