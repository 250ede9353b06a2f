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
    """Por su clave, lo último que salió."""
    avisos: tuple[Aviso, ...]
    """Los renglones que no se entendieron."""
    _abierto: int

    def anotar(self, hecho: Hecho) -> None:
        """Un renglón más; ``ErrorDeEntorno`` si el disco no lo recibe."""
        falta = memoryview(renglon_de(desde_la_carpeta_de(self.ruta, hecho)) + b"\n")
        try:
            while falta:
                falta = falta[os.write(self._abierto, falta) :]
        except OSError as error:
            raise ErrorDeEntorno(falla_al_escribir(str(self.ruta), error)) from error

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_caso: object) -> None:
        cerrojo.cerrar_cerrojo(self._abierto)


def abrir_diario(carpeta: Path) -> Diario:
    """El diario de una carpeta, que se crea si no existe; ``ErrorDeEntorno`` si no se deja.

    Mientras esté abierto, nadie más lo abre. Lo que quedó cortado al final se quita, y se avisa: su
    encargo se hace de nuevo.
    """
    ruta = carpeta / NOMBRE
    try:
        carpeta.mkdir(parents=True, exist_ok=True)
        opciones = os.O_WRONLY | os.O_APPEND | os.O_CREAT | getattr(os, "O_BINARY", 0)
        abierto = os.open(ruta, opciones, 0o666)
        contenido = _tomado(ruta, abierto)
    except OSError as error:
        raise ErrorDeEntorno(falla_al_escribir(str(ruta), error)) from error
    except ValueError:
        motivo = "no sirve como ruta: trae un carácter que el sistema no admite"
        raise ErrorDeEntorno(Falla("ruta_inadmisible", str(carpeta), motivo)) from None
    hechos, avisos = hechos_de(contenido, str(ruta))
    anteriores = {
        uno.clave: attrs.evolve(uno, origen=uno.origen and os.path.normpath(carpeta / uno.origen))
        for uno in hechos
        if uno.falla is None
    }
    return Diario(ruta, anteriores, avisos, abierto)


def _tomado(ruta: Path, abierto: int) -> bytes:
    """Contenido del diario, ya de quien lo abrió; ``ErrorDeEntorno`` si otro lo tiene."""
    try:
        es_suyo = cerrojo.tomar(abierto)
    except OSError:
        os.close(abierto)
        raise
    if not es_suyo:
        os.close(abierto)
        motivo = (
            "otro lote escribe en esta carpeta, o quedó a medio recorrer en este programa; espere a"
            " que termine y repita la llamada, o dé otra carpeta"
        )
        raise ErrorDeEntorno(Falla("carpeta_en_uso", str(ruta.parent), motivo))
    try:
        contenido = ruta.read_bytes()
        _terminar(abierto, contenido)
    except OSError:
        cerrojo.cerrar_cerrojo(abierto)
        raise
    return contenido


def _terminar(abierto: int, contenido: bytes) -> None:
    """Deja el diario en renglones enteros: al último, si lo está, sólo puede faltarle el salto."""
    cortado = contenido.rpartition(b"\n")[2]
    if not cortado:
        return
    with contextlib.suppress(RenglonIlegibleError):
        hecho_de(cortado)
        os.write(abierto, b"\n")
        return
    os.ftruncate(abierto, len(contenido) - len(cortado))
