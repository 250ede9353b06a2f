"""El nombre del archivo de cada oficina: ASCII, que se entienda, y ninguno igual a otro."""

import re
import unicodedata
from collections.abc import Mapping
from datetime import date

_LETRAS = 60
"""De la oficina en el nombre: con la carpeta delante, Windows lo sigue abriendo."""


def nombres_de_libros(oficinas: Mapping[int | None, str], corte: date) -> dict[int | None, str]:
    """``03-secretaria-de-hacienda-2020-12-31.xlsx``, por el número de la dependencia.

    El número es su orden en el plan: los distingue aunque dos se llamen igual.
    """
    cifras = max(2, len(str(len(oficinas))))
    return {
        numero: "-".join(filter(None, (_orden(numero, cifras), _en_ascii(nombre), f"{corte}.xlsx")))
        for numero, nombre in oficinas.items()
    }


def _orden(numero: int | None, cifras: int) -> str:
    return "captura" if numero is None else f"{numero + 1:0{cifras}}"


def _en_ascii(texto: str) -> str:
    simple = unicodedata.normalize("NFKD", texto).encode("ascii", "ignore").decode()
    palabras = re.sub(r"[^a-z0-9]+", "-", simple.lower()).strip("-")
    if len(palabras) <= _LETRAS:
        return palabras
    return palabras[: _LETRAS + 1].rpartition("-")[0] or palabras[:_LETRAS]
