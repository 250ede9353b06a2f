"""Un lote de encargos, de la lista a los archivos y su diario."""

import os
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import Executor
from functools import partial
from pathlib import Path
from typing import Self

import attrs

from paac_reportes.decimales import contexto_del_anfitrion
from paac_reportes.errores import Aviso, ErrorDeEntorno, Falla, avisar
from paac_reportes.estructura import error_de_argumento
from paac_reportes.estructura.corrientes import puerta
from paac_reportes.lotes.diario import Diario, abrir_diario
from paac_reportes.lotes.ejecutores import (
    ClienteDeDask,
    Corredor,
    EjecutorRotoError,
    Mandado,
    corredor_para,
)
from paac_reportes.lotes.encargo import Encargo, Pendiente, pendientes_de, sin_pisar
from paac_reportes.lotes.obra import hacer
from paac_reportes.prueba.acta import Hecho
from paac_reportes.sistema import Carpeta, desde_la_de_trabajo, es_ruta

AlTerminar = Callable[[Hecho], object]


@puerta
def en_lote(
    encargos: Iterable[Encargo],
    destino: Carpeta,
    *,
    ejecutor: Executor | ClienteDeDask | None = None,
    al_terminar: AlTerminar | None = None,
) -> Iterator[Hecho]:
    """Hace muchos reportes en una carpeta y da, a medida que terminan, qué pasó con cada uno.

    Nada empieza hasta que se recorre. Los archivos de cada encargo se llaman ``<clave>.<tipo>``,
    con la clave hecha nombre seguro, y salen todos o ninguno. ``ejecutor`` es dónde se hacen: en
    este proceso, en un ``concurrent.futures.Executor`` o en un ``distributed.Client`` de dask.
    ``al_terminar`` recibe cada ``Hecho`` antes de que se dé.

    Un encargo malo no detiene los demás: su ``Hecho`` trae ``falla``. Junto a los archivos queda
    ``diario.jsonl``, con un renglón por encargo; la misma llamada, otra vez, sólo hace lo que falta
    o cambió de datos, de formato, de opciones o de versiones, y lo demás lo da ``de_antes``. Un
    diario cortado o de otra versión sale como ``AvisoPaac``.

    Lanza ``ErrorDeEntrada`` si no hay encargos y ``ErrorDeEntorno`` si en la carpeta no se puede
    escribir o si el ejecutor se rompe: dice cuántos quedaron hechos y cuántos faltan.
    """
    _comprobar(destino, al_terminar)
    abrir = partial(abrir_lote, encargos, destino)
    return _hechos(abrir, corredor_para(ejecutor), al_terminar)


def _comprobar(destino: object, al_terminar: object) -> None:
    if not es_ruta(destino):
        raise error_de_argumento("destino", "carpeta", destino)
    if al_terminar is not None and not callable(al_terminar):
        raise error_de_argumento("al_terminar", "funcion", al_terminar)


def _hechos(
    abrir: "Callable[[], Lote]", correr: Corredor, al_terminar: AlTerminar | None
) -> Iterator[Hecho]:
    """Los hechos de un lote que se abre al empezar a recorrerlos."""
    with abrir() as lote:
        avisar(lote.avisos)
        for hecho in lote.hacer(correr):
            if al_terminar is not None:
                with contexto_del_anfitrion():
                    al_terminar(hecho)
            yield hecho


@attrs.define
class Lote:
    """Los encargos de una carpeta y su diario, ya abierto."""

    pendientes: list[Pendiente]
    _carpeta: str
    _diario: Diario
    _anotados: set[str] = attrs.Factory(set)
    """Las claves que ya tienen su renglón: un hecho interrumpido puede llegar dos veces."""

    @property
    def avisos(self) -> tuple[Aviso, ...]:
        """Avisos de lo que en el diario no se entendió."""
        return self._diario.avisos

    @property
    def diario(self) -> Path:
        """La ruta del diario."""
        return self._diario.ruta

    def hacer(self, correr: Corredor) -> Generator[Hecho, None, None]:
        """Los hechos de los encargos, ya anotados; ``ErrorDeEntorno`` si el ejecutor se rompe."""
        terminados = 0
        try:
            for hecho in correr(map(self._mandado, self.pendientes), hacer, self._anotado):
                anotado = self._anotado(hecho)
                terminados += 1
                yield anotado
        except EjecutorRotoError as roto:
            faltan = len(self.pendientes) - terminados
            motivo = (
                f"el ejecutor se rompió ({roto}): quedaron {terminados} de"
                f" {len(self.pendientes)} encargos y faltan {faltan}; repita la llamada con uno"
                " nuevo, que sólo hace lo que falta"
            )
            raise ErrorDeEntorno(Falla("ejecutor_roto", str(self.diario), motivo)) from roto

    def _mandado(self, pendiente: Pendiente) -> Mandado:
        """El encargo, y con qué se hace: la carpeta y su hecho anterior, si lo hay."""
        return pendiente, (self._carpeta, self._diario.anteriores.get(pendiente.clave))

    def _anotado(self, hecho: Hecho) -> Hecho:
        """El hecho, anotado en el diario si aún no lo está; el de antes, con lo que decía."""
        if hecho.de_antes:
            return attrs.evolve(self._diario.anteriores[hecho.clave], de_antes=True)
        if hecho.clave not in self._anotados:
            self._diario.anotar(hecho)
            self._anotados.add(hecho.clave)
        return hecho

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *caso: object) -> None:
        self._diario.__exit__(*caso)


def abrir_lote(
    encargos: Iterable[Encargo | Pendiente], destino: Carpeta, archivos_leidos: Iterable[str] = ()
) -> Lote:
    """El lote listo para hacerse; ``ErrorDeEntrada`` o ``ErrorDeEntorno`` si no se puede.

    ``archivos_leidos`` son otros que no se pisan, además de los planes.
    """
    pendientes = pendientes_de(encargos)
    # Entera: quien lo haga puede trabajar en otra.
    carpeta = os.path.abspath(desde_la_de_trabajo(destino))  # noqa: PTH100
    diario = abrir_diario(Path(carpeta))
    return Lote(sin_pisar(pendientes, carpeta, archivos_leidos), carpeta, diario)
