"""Cuáles libros son copias de uno mismo, por el nombre de su archivo, y en qué orden van.

Primero, por cuándo se guardó cada uno, que lo dice el archivo; después, por su número:
``salud.xlsx``, ``salud - copia.xlsx``, ``salud (2).xlsx``.
"""

import re
from collections.abc import Mapping, Sequence

from paac_reportes import clases
from paac_reportes.grupos import agrupadas
from paac_reportes.libros.captura.lectura import LibroLeido
from paac_reportes.textos.plano import en_plano
from paac_reportes.textos.valores import lista

_ARCHIVO = re.compile(r"(.+?)(\.[^.]*)?")
_DE_COPIA = (
    re.compile(r"(?P<de>.+?)(?<!\s)\s*+[-–—_]\s*+(?:copia|copy)(?:\s*+\((?P<n>\d{1,4})\))?"),
    re.compile(r"(?P<de>.+?)(?<!\s)\s*+\((?P<n>\d{1,4})\)"),
    re.compile(r"(?:copia|copy)(?:\s*+\((?P<n>\d{1,4})\))?\s++(?:de|of)\s++(?P<de>.+)"),
)
"""Como las nombran el correo, el explorador de archivos y las carpetas compartidas."""

Numero = tuple[int, ...]


def original_de(nombre: str) -> tuple[str, Numero]:
    """El nombre de que un archivo es copia, y cuál de ellas es: ninguna, si es el original."""
    partes = _ARCHIVO.fullmatch(en_plano(nombre))
    nombre_base, numero = (partes[1] if partes else ""), Numero()
    while copia := next(filter(None, (una.fullmatch(nombre_base) for una in _DE_COPIA)), None):
        nombre_base, numero = copia["de"], (int(copia["n"] or 1), *numero)
    return nombre_base, numero


@clases.frozen(kw_only=True)
class PuestoDeCopia:
    """El de un libro entre las copias de uno mismo."""

    de: tuple[str, int | str | None]
    """El nombre del original y de qué oficina es."""
    guardado: str
    """Cuándo; en blanco si alguna no lo dice."""
    numero: Numero

    @property
    def orden(self) -> tuple[str, Numero]:
        """El último es el que se toma."""
        return self.guardado, self.numero


def copias_de(libros: Sequence[LibroLeido]) -> dict[str, PuestoDeCopia]:
    """El puesto de cada libro que tiene copias o es una, por su nombre."""
    originales = ((libro, *original_de(libro.nombre)) for libro in libros)
    grupos = agrupadas(
        ((nombre, libro.dependencia), (libro, numero)) for libro, nombre, numero in originales
    )
    por_nombre: dict[str, PuestoDeCopia] = {}
    for original, libros_del_original in grupos.items():
        # Si una no dice cuándo se guardó, no se sabe cuál fue primero: queda su número.
        lo_dicen = all(libro.guardado for libro, _ in libros_del_original)
        if len({numero for _, numero in libros_del_original}) == len(libros_del_original) > 1:
            for libro, numero in libros_del_original:
                guardado = libro.guardado if lo_dicen else ""
                por_nombre[libro.nombre] = PuestoDeCopia(
                    de=original, guardado=guardado, numero=numero
                )
    return por_nombre


def la_ultima(nombres: Sequence[str], copias: Mapping[str, PuestoDeCopia]) -> str | None:
    """De unos libros, el que se toma si todos son copias de uno mismo."""
    lugares = [copias.get(nombre) for nombre in nombres]
    if len({uno and uno.de for uno in lugares}) != 1 or None in lugares:
        return None
    return max(nombres, key=lambda nombre: copias[nombre].orden)


def por_que(nombres: Sequence[str], copias: Mapping[str, PuestoDeCopia]) -> str:
    """``se guardó después (2026-09-02 10:15; «salud.xlsx», 2026-09-01 09:00)``."""
    ultima = la_ultima(nombres, copias) or ""
    demas = [nombre for nombre in nombres if nombre != ultima]
    guardado = copias[ultima].guardado
    if guardado and all(copias[otro].guardado < guardado for otro in demas):
        fechas = lista([f"«{otro}», {_cuando(copias[otro].guardado)}" for otro in demas])
        return f"se guardó después ({_cuando(guardado)}; {fechas})"
    return "por su nombre es la última copia"


def _cuando(guardado: str) -> str:
    """Como lo dice el archivo, en la hora universal."""
    return guardado[:16].replace("T", " ")
