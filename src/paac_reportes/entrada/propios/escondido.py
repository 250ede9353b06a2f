"""Lo que la biblioteca deja escondido en un documento: formato, versión, corte y papeles."""

import re
from datetime import date

import attrs

from paac_reportes.entrada.documentos.visto import DocumentoVisto

_DE_CORTE = re.compile(r"@(\d{4}-\d{2}-\d{2})")


@attrs.frozen
class Escondido:
    """Las propiedades de un documento, sin lo que se ve."""

    formato: str | None = None
    version: str | None = None
    corte: date | None = None
    cortes: tuple[date, ...] = ()
    """Los de las columnas por corte, en orden."""


def escondido_de(visto: DocumentoVisto) -> Escondido:
    """Lo que dicen las propiedades de un documento; nada si las perdió."""
    propiedades = visto.propiedades
    dichos = {
        corte
        for nombre, valor in propiedades.items()
        if nombre.startswith("paac.papeles.")
        for texto in _DE_CORTE.findall(valor)
        if (corte := _fecha(texto)) is not None
    }
    return Escondido(
        formato=propiedades.get("paac.formato") or None,
        version=propiedades.get("paac.version") or None,
        corte=_fecha(propiedades.get("paac.corte", "")),
        cortes=tuple(sorted(dichos)),
    )


def _fecha(texto: str) -> date | None:
    try:
        return date.fromisoformat(texto)
    except ValueError:
        return None
