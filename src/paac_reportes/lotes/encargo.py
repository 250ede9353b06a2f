"""Encargo de un lote, y nombre con que queda cada archivo en su carpeta."""

import re
from collections.abc import Sequence
from datetime import date
from hashlib import sha256

import attrs

from paac_reportes import clases
from paac_reportes.api.tipos import (
    CodigoDeFormato,
    Contenido,
    OpcionesDeEncargo,
    Origen,
    TipoDeReporte,
)
from paac_reportes.estructura.filas import Filas, Tablas
from paac_reportes.formatos.definicion.formato import Formato
from paac_reportes.modelo import Entidad
from paac_reportes.textos.valores import en_ascii_y_distinto


@clases.frozen
class Encargo:
    """Un reporte por hacer: datos sueltos, que viajan a donde se haga.

    No comprueba nada al construirse: lo que tenga mal lo dice el ``Hecho`` que le toca, y los demás
    encargos del lote salen.
    """

    contenido: "Contenido | Entidad | Origen"
    """Un plan o un mapa, la ``Lectura`` o la ``Reunion`` que lo trae, su archivo o los bytes que
    traería; de filas propias, la entidad."""
    formato: "CodigoDeFormato | Formato"
    corte: date | None = attrs.field(default=None, kw_only=True)
    tipos: "TipoDeReporte | Sequence[TipoDeReporte]" = attrs.field(default=("docx",), kw_only=True)
    """Las extensiones que se escriben."""
    clave: str | None = attrs.field(default=None, kw_only=True)
    """Con qué se distingue en el lote y cómo se llaman sus archivos; si falta, la del archivo."""
    filas: "Filas | Tablas | None" = attrs.field(default=None, kw_only=True)
    """Las de una matriz propia, como las recibe ``reporte``."""
    opciones: "OpcionesDeEncargo | None" = attrs.field(default=None, kw_only=True, hash=False)
    """Las demás de ``reporte`` y, con ``publico``, las de ``Reporte.publico``: ``cedulas``…"""


_LETRAS, _DE_LA_HUELLA = 100, 8
"""Las de una clave en un nombre de archivo, y las de la huella de la que no deja ninguna."""
_TAL_CUAL = re.compile(rf"\w[\w-]{{0,{_LETRAS - 1}}}(?<!-)", re.ASCII)
_RESERVADOS = re.compile(r"con|prn|aux|nul|com\d|lpt\d", re.IGNORECASE)
"""Nombres que Windows se guarda, con cualquier extensión."""


def nombre_seguro(clave: str) -> str:
    """La clave como nombre de archivo en cualquier sistema: ASCII, sin carpetas, de hasta 100.

    Lo que ya sirve queda igual. La que no deja ninguna letra o no cabe lleva una huella suya.
    """
    nombre = clave if _TAL_CUAL.fullmatch(clave) else en_ascii_y_distinto(clave, _LETRAS)
    if not nombre:
        huella = sha256(clave.encode("utf-8", "backslashreplace")).hexdigest()
        nombre = f"clave-{huella[:_DE_LA_HUELLA]}"
    return f"_{nombre}" if _RESERVADOS.fullmatch(nombre) else nombre
