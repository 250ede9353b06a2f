"""Una parte enorme de XML, recorrida sin guardarla: sus elementos y textos según llegan."""

from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar
from xml.parsers import expat

from paac_reportes.entrada.documentos.paquete.xml import ESPACIOS, con_dtd, mal_escrita
from paac_reportes.sistema import IlegibleError

AlAbrir = Callable[[Mapping[str, str]], None]
AlCerrar = Callable[[], None]
Hacer = TypeVar("Hacer")

_LETRAS = 30_000_000
_HONDO = 250
"""Elementos unos dentro de otros; una hoja tiene seis."""
_PENDIENTE = 2**24
"""Lo que puede pesar una sola etiqueta."""


class _ConDtdError(Exception):
    pass


class _HondoError(Exception):
    pass


class Recorrido:
    """Llama a quien corresponda al abrir y cerrar cada elemento que interesa."""

    def __init__(
        self,
        espacio: str,
        al_abrir: Mapping[str, AlAbrir],
        al_cerrar: Mapping[str, AlCerrar],
        al_leer: Callable[[str], None],
    ) -> None:
        espacios = [espacio, *(suyo for suyo, comun in ESPACIOS.items() if comun == espacio)]
        abrir = _con_espacio(espacios, al_abrir)
        cerrar = _con_espacio(espacios, al_cerrar)
        self._letras = 0
        hondo = 0

        def abierto(nombre: str, atributos: Mapping[str, str]) -> None:
            nonlocal hondo
            hondo += 1
            if hondo > _HONDO:
                raise _HondoError
            if (hacer := abrir.get(nombre)) is not None:
                hacer(atributos)

        def cerrado(nombre: str) -> None:
            nonlocal hondo
            hondo -= 1
            if (hacer := cerrar.get(nombre)) is not None:
                hacer()

        def leido(texto: str) -> None:
            self._letras += len(texto)
            al_leer(texto)

        self._lector = lector = expat.ParserCreate(namespace_separator="}")
        lector.buffer_text = True
        lector.StartElementHandler = abierto
        lector.EndElementHandler = cerrado
        lector.CharacterDataHandler = leido
        lector.StartDoctypeDeclHandler = _parar

    def recorrer(self, trozos: Iterable[bytes], parte: str) -> None:
        """Toda la parte; ``IlegibleError`` si está mal escrita, trae un DTD o no termina."""
        dados = 0
        try:
            for trozo in trozos:
                dados += len(trozo)
                self._lector.Parse(trozo, False)  # noqa: FBT003 - así es en expat
                pendiente = dados - max(self._lector.CurrentByteIndex, 0)
                if self._letras > _LETRAS or pendiente > _PENDIENTE:
                    raise IlegibleError(
                        f"la parte {parte!r} es demasiado grande para una hoja; deje en el libro"
                        " sólo las hojas del plan"
                    )
            self._lector.Parse(b"", True)  # noqa: FBT003
        except _ConDtdError:
            raise IlegibleError(con_dtd(parte)) from None
        except (_HondoError, expat.ExpatError, ValueError, LookupError):
            raise IlegibleError(mal_escrita(parte)) from None


def _parar(*_: object) -> None:
    raise _ConDtdError


def _con_espacio(espacios: list[str], tabla: Mapping[str, Hacer]) -> dict[str, Hacer]:
    return {
        f"{espacio.removeprefix('{')}{nombre}": hacer
        for espacio in espacios
        for nombre, hacer in tabla.items()
    }
