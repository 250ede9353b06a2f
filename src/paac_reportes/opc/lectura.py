"""Ver un documento: de un archivo, o de un flujo abierto, a sus textos y tablas."""

import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import partial
from typing import IO, Any

import attrs

from paac_reportes import clases
from paac_reportes.errores import Aviso, ErrorDeEntrada, Falla
from paac_reportes.opc.origen import (
    con_macros,
    es_comprimido,
    nombre_y_bytes,
    que_es,
    que_es_el_comprimido,
)
from paac_reportes.opc.paquete import ESQUEMA, Comprimido, Partes, principal, propiedades
from paac_reportes.opc.visto import DocumentoVisto
from paac_reportes.opc.xml import Elemento, S, W
from paac_reportes.sistema import IlegibleError

Origen = str | os.PathLike[str] | bytes | IO[bytes]


def ver_documento(origen: Origen) -> DocumentoVisto:
    """Documento que una persona ve en un .docx o un .xlsx; cuál es lo dice su contenido.

    Lanza ``ErrorDeEntrada`` con lo que el archivo es y qué hacer, si no es de esos o no se deja.
    """
    nombre, contenido = nombre_y_bytes(origen, "", "documento", "un documento")
    return ver_bytes(contenido, nombre)


@clases.frozen(eq=False)
class DocumentoPorVer:
    """Un documento que se ve cuando hace falta: el que vuelve como salió no se mira."""

    contenido: bytes
    _nombre: str
    ya_vistas: dict[Any, Any] = attrs.Factory(dict)
    """Lo visto en los otros con que se coteja (``Partes.ya_vistas``)."""

    @clases.propiedad_recordada
    def visto(self) -> DocumentoVisto:
        """Lo que se coteja, sin números de página; ``ErrorDeEntrada`` como ``ver_documento``."""
        return ver_bytes(self.contenido, self._nombre, self.ya_vistas, con_paginas=False)

    @clases.propiedad_recordada
    def comprimido(self) -> Comprimido:
        """El archivo, abierto."""
        return Comprimido(self.contenido)

    @clases.propiedad_recordada
    def propiedades(self) -> Mapping[str, str]:
        """Propiedades que le puso el programa que lo escribió."""
        with suppress(IlegibleError):
            propias = propiedades(Partes(self.comprimido))
            if ESQUEMA in propias:
                return propias
        return self.visto.propiedades  # o, si no es de los que se ven, dice qué es

    @clases.propiedad_recordada
    def tipo(self) -> str:
        """``docx`` o ``xlsx``."""
        with suppress(IlegibleError):
            for tipo, parte in _PRINCIPALES.items():
                if parte in self.comprimido:
                    return tipo
        return self.visto.tipo

    def es_como(self, otro: "DocumentoPorVer") -> bool:
        """Si dice de sí lo mismo que otro y las partes que se ven son, byte por byte, las suyas."""
        with suppress(IlegibleError):
            mismas = self.comprimido.es_como(otro.comprimido, en_lo_que_se_ve=True)
            return mismas and self.propiedades.get(ESQUEMA) == otro.propiedades.get(ESQUEMA)
        return False


_PRINCIPALES = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml"}


def ver_bytes(
    contenido: bytes,
    nombre: str,
    ya_vistas: dict[Any, Any] | None = None,
    *,
    con_paginas: bool = True,
) -> DocumentoVisto:
    """Documento que una persona ve, como ``ver_documento``, en los bytes ya leídos de un archivo.

    ``con_paginas``: si de un Word se leen los números que dan sus campos de página, que pone el
    programa que lo guarda y nadie escribió.
    """
    if not es_comprimido(contenido):
        raise ErrorDeEntrada(Falla("archivo_de_otra_clase", nombre, que_es(contenido, nombre)))
    try:
        partes = Partes(Comprimido(contenido), ya_vistas)
        return _ver_abierto(partes, con_paginas=con_paginas)
    except IlegibleError as error:
        raise ErrorDeEntrada(error.falla(nombre)) from None
    except RecursionError:
        raise ErrorDeEntrada(
            Falla("limite_excedido", nombre, "tiene demasiados niveles anidados")
        ) from None


def _ver_abierto(partes: Partes, *, con_paginas: bool) -> DocumentoVisto:
    """El documento de un .docx o .xlsx ya abierto, con un aviso si trae macros.

    ``con_paginas``: si se lee el número de página que un campo de Word da.
    """
    comprimido = partes.comprimido
    parte, raiz = principal(partes) or ("", None)
    ver_uno = None if raiz is None else _quien_lo_ve(raiz.tag, con_paginas=con_paginas)
    if ver_uno is None:
        raise IlegibleError("archivo_de_otra_clase", que_es_el_comprimido(comprimido))
    documento = ver_uno(partes, parte, raiz)
    if not con_macros(comprimido):
        return documento
    aviso = Aviso("documento_con_macros", "", "trae macros; no se ejecutaron ni se leyeron")
    return attrs.evolve(documento, avisos=(aviso, *documento.avisos))


def _quien_lo_ve(
    raiz: str, *, con_paginas: bool
) -> Callable[[Partes, str, Elemento], DocumentoVisto] | None:
    """La función que lee un Word o un libro, por la etiqueta de su raíz; ``None`` si es otra."""
    if raiz == f"{W}document":
        from paac_reportes.opc.documento import ver_documento  # noqa: PLC0415 - sólo si es

        return partial(ver_documento, con_paginas=con_paginas)
    if raiz == f"{S}workbook":
        from paac_reportes.opc.libro import ver_libro  # noqa: PLC0415 - sólo si es

        return ver_libro
    return None
