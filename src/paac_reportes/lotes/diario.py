"""El diario de un lote: un renglón por encargo, a medida que termina, junto a los archivos.

Es lo que permite seguir donde se quedó. Cada renglón se escribe de un golpe, así que sólo el último
puede quedar cortado; y de una clave vale el último en que salió.
"""

import contextlib
import os
from pathlib import Path
from typing import Self

import attrs

from paac_reportes.errores import Aviso, ErrorDeEntorno, Falla
from paac_reportes.lotes import cerrojo
from paac_reportes.prueba.acta import (
    Hecho,
    RenglonIlegibleError,
    desde_la_carpeta_de,
    hecho_de,
    hechos_de,
    renglon_de,
)
from paac_reportes.sistema import falla_al_escribir

NOMBRE = "diario.jsonl"


@attrs.define
class Diario:
    """Diario de una carpeta, abierto para anotar."""

    ruta: Path
    anteriores: dict[str, Hecho]
    """Por la clave de un encargo, el último hecho que salió bien."""
    avisos: tuple[Aviso, ...]
    """Los renglones que no se entendieron."""
    _descriptor: int

    def anotar(self, hecho: Hecho) -> None:
        """Anota un renglón más; ``ErrorDeEntorno`` si el disco no lo recibe."""
        por_escribir = memoryview(renglon_de(desde_la_carpeta_de(self.ruta, hecho)) + b"\n")
        try:
            while por_escribir:
                por_escribir = por_escribir[os.write(self._descriptor, por_escribir) :]
        except OSError as error:
            raise ErrorDeEntorno(falla_al_escribir(str(self.ruta), error)) from error

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_caso: object) -> None:
        cerrojo.cerrar_cerrojo(self._descriptor)


def abrir_diario(carpeta: Path) -> Diario:
    """El diario de una carpeta, que se crea si no existe; ``ErrorDeEntorno`` si no se deja.

    Mientras esté abierto, nadie más lo abre. Lo que quedó cortado al final se quita, y se avisa: su
    encargo se hace de nuevo.
    """
    ruta = carpeta / NOMBRE
    try:
        carpeta.mkdir(parents=True, exist_ok=True)
        opciones = os.O_WRONLY | os.O_APPEND | os.O_CREAT | getattr(os, "O_BINARY", 0)
        descriptor = os.open(ruta, opciones, 0o666)
        contenido = _contenido_al_tomarlo(ruta, descriptor)
    except OSError as error:
        raise ErrorDeEntorno(falla_al_escribir(str(ruta), error)) from error
    except ValueError:
        motivo = "no sirve como ruta: trae un carácter que el sistema no admite"
        raise ErrorDeEntorno(Falla("ruta_inadmisible", str(carpeta), motivo)) from None
    hechos, avisos = hechos_de(contenido, str(ruta))
    anteriores = {
        h.clave: attrs.evolve(h, origen=h.origen and os.path.normpath(carpeta / h.origen))
        for h in hechos
        if h.falla is None
    }
    return Diario(ruta, anteriores, avisos, descriptor)


def _contenido_al_tomarlo(ruta: Path, descriptor: int) -> bytes:
    """El contenido del diario, ya tomado; ``ErrorDeEntorno`` si otro lo tiene."""
    try:
        quedo_tomado = cerrojo.tomar(descriptor)
    except OSError:
        os.close(descriptor)
        raise
    if not quedo_tomado:
        os.close(descriptor)
        motivo = (
            "otro lote escribe en esta carpeta, o quedó a medio recorrer en este programa; espere a"
            " que termine y repita la llamada, o dé otra carpeta"
        )
        raise ErrorDeEntorno(Falla("carpeta_en_uso", str(ruta.parent), motivo))
    try:
        contenido = ruta.read_bytes()
        _quitar_lo_cortado(descriptor, contenido)
    except OSError:
        cerrojo.cerrar_cerrojo(descriptor)
        raise
    return contenido


def _quitar_lo_cortado(descriptor: int, contenido: bytes) -> None:
    """Deja el diario en renglones enteros; al último, si está entero, le pone el salto."""
    cortado = contenido.rpartition(b"\n")[2]
    if not cortado:
        return
    with contextlib.suppress(RenglonIlegibleError):
        hecho_de(cortado)
        os.write(descriptor, b"\n")
        return
    os.ftruncate(descriptor, len(contenido) - len(cortado))
