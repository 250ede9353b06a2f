"""El nombre del archivo de cada oficina: ASCII, que se entienda, y ninguno igual a otro."""

from collections.abc import Mapping
from datetime import date

from paac_reportes.textos.nombres import en_ascii

_LETRAS = 60
"""De la oficina en el nombre: con la carpeta delante, Windows lo sigue abriendo."""


def nombres_de_libros(oficinas: Mapping[int | None, str], corte: date) -> dict[int | None, str]:
    """``03-secretaria-de-hacienda-2020-12-31.xlsx``, por el número de la dependencia.

    El número es su orden en el plan: los distingue aunque dos se llamen igual.
    """
    cifras = max(2, len(str(len(oficinas))))
    return {
        numero: "-".join(
            filter(None, (_orden(numero, cifras), en_ascii(nombre, _LETRAS), f"{corte}.xlsx"))
        )
        for numero, nombre in oficinas.items()
    }


def _orden(numero: int | None, cifras: int) -> str:
    return "captura" if numero is None else f"{numero + 1:0{cifras}}"
