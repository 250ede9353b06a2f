"""Lo que la biblioteca deja escondido en un documento: formato, versión, corte y papeles."""

import re
from datetime import date

import attrs

from paac_reportes.entrada.documentos.visto import DocumentoVisto
from paac_reportes.entrada.propios.marcas import sin_lo_demas

_DE_FILA = re.compile(r"(?:[dcvf][0-9]+)(?:[csati][0-9]+)*")
_PALABRAS = re.compile(r"[1-9][0-9]{0,3}(?:\+[1-9][0-9]{0,3})?")
_DE_CORTE = re.compile(r"@(\d{4}-\d{2}-\d{2})")


@attrs.frozen
class Escondido:
    """Las propiedades de un documento, sin lo que se ve."""

    formato: str | None = None
    version: str | None = None
    corte: date | None = None
    cortes: tuple[date, ...] = ()
    """Los de las columnas por corte, en orden."""
    filas: int | None = None
    """Cuántas del plan llevaba cuando se escribió."""
    palabras: tuple[int, ...] = ()
    """Las del nombre de la entidad y, si lo tiene, las de su departamento."""
    marcas: frozenset[str] = frozenset()
    """Las de ellas que se ven; ninguna si el documento perdió las marcas."""

    @property
    def marcadas(self) -> int:
        """Cuántas se ven."""
        return len(self.marcas)

    @property
    def dice_de_donde_es(self) -> bool:
        """Si el documento lleva algo de lo que la biblioteca le puso."""
        return self.formato is not None or self.marcadas > 0


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
        filas=int(cuantas) if (cuantas := propiedades.get("paac.filas", "")).isdecimal() else None,
        palabras=_palabras(propiedades.get("paac.entidad", "")),
        marcas=_marcadas(visto),
    )


def _palabras(dichas: str) -> tuple[int, ...]:
    """``3+1`` como ``(3, 1)``; nada si no son eso."""
    return tuple(map(int, dichas.split("+"))) if _PALABRAS.fullmatch(dichas) else ()


def _marcadas(visto: DocumentoVisto) -> frozenset[str]:
    """Las marcas de filas del plan: ni las de rótulos ni las veces que se repiten."""
    marcas = {sin_lo_demas(m) for tabla in visto.tablas() for m in tabla.marcas.values()}
    todas = (una for marca in marcas for una in marca.removesuffix("+").split("_"))
    return frozenset(una for una in todas if _DE_FILA.fullmatch(una))


def _fecha(texto: str) -> date | None:
    try:
        return date.fromisoformat(texto)
    except ValueError:
        return None
