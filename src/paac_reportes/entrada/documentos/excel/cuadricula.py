"""Lo escrito en una hoja como la rejilla que se ve, sin lo que sólo tiene formato."""

from collections.abc import Iterable
from itertools import pairwise

import attrs

from paac_reportes.entrada.documentos.excel.hoja import HojaCruda, Lugar, Rango
from paac_reportes.entrada.documentos.excel.valores.celdas import Lector, Leido
from paac_reportes.entrada.documentos.paquete.apuntes import Apuntes
from paac_reportes.entrada.documentos.visto import CeldaVista, TablaVista, letras

MARCA = "_paac_"
"""Con lo que empiezan los textos de la columna escondida que es nuestra."""
_LUGARES = 2_000_000
"""Las celdas, escritas o no, que se guardan de una hoja."""
_VACIO = {"fila": 1000, "columna": 100}
"""Filas o columnas vacías seguidas tras las que lo escrito ya no es de lo mismo."""
_COTEJOS = 4_000_000


@attrs.frozen
class _Sitio:
    """El rectángulo de una hoja que tiene algo escrito."""

    fila: int
    columna: int
    ultima_fila: int
    ultima_columna: int

    def tiene(self, lugar: Lugar) -> bool:
        return (
            self.fila <= lugar[0] <= self.ultima_fila
            and self.columna <= lugar[1] <= self.ultima_columna
        )

    def recortar(self, rango: Rango) -> Rango | None:
        corto = (
            max(rango[0], self.fila),
            max(rango[1], self.columna),
            min(rango[2], self.ultima_fila),
            min(rango[3], self.ultima_columna),
        )
        return corto if corto[0] <= corto[2] and corto[1] <= corto[3] else None


def tabla_de_hoja(
    hoja: HojaCruda, lector: Lector, lugar: str, titulos: tuple[int, int], apuntes: Apuntes
) -> TablaVista | None:
    """La rejilla de una hoja; ``None`` si no tiene nada escrito.

    ``titulos`` son la primera y la última de las filas que se repiten en cada página.
    """
    leidas = {
        donde: leido for donde, cruda in hoja.celdas.items() if (leido := lector.leer(cruda))[0]
    }
    marcas = _marcas(leidas)
    for donde in [donde for donde in leidas if donde[1] in marcas]:
        del leidas[donde]
    if not leidas:
        return None
    sitio = _sitio(leidas, lugar, apuntes)
    destacadas = {donde for donde in leidas if lector.estilo(hoja.celdas[donde]).destacado}
    rejilla = _Rejilla(sitio, leidas, destacadas)
    rejilla.combinar(hoja.combinadas, lugar, apuntes)
    return TablaVista(
        lugar=lugar,
        filas=rejilla.filas(),
        filas_ocultas=frozenset(
            fila - sitio.fila
            for fila in hoja.filas_ocultas
            if sitio.fila <= fila <= sitio.ultima_fila
        ),
        columnas_ocultas=frozenset(_ocultas(hoja.columnas_ocultas, sitio)),
        rotulos=_rotulos(titulos, sitio),
        marcas={
            fila - sitio.fila: marca
            for una in marcas.values()
            for fila, marca in una.items()
            if sitio.fila <= fila <= sitio.ultima_fila
        },
        primera=(sitio.fila, sitio.columna),
    )


def _marcas(leidas: dict[Lugar, Leido]) -> dict[int, dict[int, str]]:
    """Por columna, las que sólo tienen marcas nuestras; cada una con su fila."""
    columnas: dict[int, dict[int, str]] = {}
    otras: set[int] = set()
    for (fila, columna), (texto, _) in leidas.items():
        if texto.startswith(MARCA):
            columnas.setdefault(columna, {})[fila] = texto.removeprefix(MARCA)
        else:
            otras.add(columna)
    return {columna: suyas for columna, suyas in columnas.items() if columna not in otras}


def _sitio(leidas: dict[Lugar, Leido], lugar: str, apuntes: Apuntes) -> _Sitio:
    """El rectángulo de lo escrito; lo que está solo y lejísimos se quita, y se dice."""
    filas, columnas = _extremos(leidas)
    if _area(filas, columnas) > _LUGARES:
        hasta = {
            "fila": _sin_lejanas({fila for fila, _ in leidas}, _VACIO["fila"]),
            "columna": _sin_lejanas({columna for _, columna in leidas}, _VACIO["columna"]),
        }
        lejos = [d for d in leidas if d[0] > hasta["fila"] or d[1] > hasta["columna"]]
        for donde in lejos:
            del leidas[donde]
        if lejos:
            fila, columna = min(lejos)
            apuntes.anotar(
                "contenido_aparte",
                f"{lugar}, celda {letras(columna)}{fila + 1}",
                f"está lejísimos de lo demás y no se leyó (celdas así: {len(lejos)})",
            )
        filas, columnas = _extremos(leidas)
    return _Sitio(filas[0], columnas[0], filas[1], columnas[1])


def _extremos(leidas: Iterable[Lugar]) -> tuple[tuple[int, int], tuple[int, int]]:
    filas = [fila for fila, _ in leidas]
    columnas = [columna for _, columna in leidas]
    return (min(filas), max(filas)), (min(columnas), max(columnas))


def _area(filas: tuple[int, int], columnas: tuple[int, int]) -> int:
    return (filas[1] - filas[0] + 1) * (columnas[1] - columnas[0] + 1)


def _sin_lejanas(usadas: set[int], vacio: int) -> int:
    """La última antes de un vacío grande."""
    orden = sorted(usadas)
    for una, otra in pairwise(orden):
        if otra - una > vacio:
            return una
    return orden[-1]


def _ocultas(rangos: Iterable[tuple[int, int]], sitio: _Sitio) -> Iterable[int]:
    for primera, fin in rangos:
        desde, hasta = max(primera, sitio.columna), min(fin, sitio.ultima_columna + 1)
        yield from range(desde - sitio.columna, hasta - sitio.columna)


def _rotulos(titulos: tuple[int, int], sitio: _Sitio) -> int:
    primera, ultima = titulos
    if primera > sitio.fila or ultima < sitio.fila:
        return 0
    return min(ultima, sitio.ultima_fila) - sitio.fila + 1


class _Rejilla:
    def __init__(self, sitio: _Sitio, leidas: dict[Lugar, Leido], destacadas: set[Lugar]) -> None:
        self._sitio = sitio
        self._leidas = leidas
        self._destacadas = destacadas
        self._filas: dict[int, list[CeldaVista | None]] = {}
        self._cotejos = _COTEJOS
        self._en_combinada: set[Lugar] = set()

    def combinar(self, rangos: list[Rango], lugar: str, apuntes: Apuntes) -> None:
        """Pone las combinadas; la que pisa a otra queda sin combinar, y se dice."""
        for rango in rangos:
            corto = self._sitio.recortar(rango)
            if corto is None or (corto[0], corto[1]) == (corto[2], corto[3]):
                continue
            if not self._libre(corto):
                apuntes.anotar("documento_danado", lugar, "trae celdas combinadas que se pisan")
                continue
            self._poner(corto, rango)

    def filas(self) -> tuple[tuple[CeldaVista | None, ...], ...]:
        """Todas, con una celda en cada lugar escrito o combinado."""
        for donde, leido in self._leidas.items():
            if donde not in self._en_combinada:
                fila = self._fila(donde[0])
                columna = donde[1] - self._sitio.columna
                fila[columna] = self._celda(donde, leido)
        vacia = (None,) * self._ancho
        return tuple(
            tuple(self._filas[numero]) if numero in self._filas else vacia
            for numero in range(self._sitio.fila, self._sitio.ultima_fila + 1)
        )

    @property
    def _ancho(self) -> int:
        return self._sitio.ultima_columna - self._sitio.columna + 1

    def _fila(self, numero: int) -> list[CeldaVista | None]:
        fila = self._filas.get(numero)
        if fila is None:
            fila = self._filas[numero] = [None] * self._ancho
        return fila

    def _libre(self, rango: Rango) -> bool:
        for fila in range(rango[0], rango[2] + 1):
            self._cotejos -= rango[3] - rango[1] + 1
            if self._cotejos < 0:
                return False
            if any((fila, c) in self._en_combinada for c in range(rango[1], rango[3] + 1)):
                return False
        return True

    def _poner(self, corto: Rango, rango: Rango) -> None:
        ancla = (rango[0], rango[1])
        leido: Leido = self._leidas.get(ancla, ("", None))
        celda = self._celda((corto[0], corto[1]), leido, corto, destacada=ancla in self._destacadas)
        for fila in range(corto[0], corto[2] + 1):
            lista = self._fila(fila)
            for columna in range(corto[1], corto[3] + 1):
                lista[columna - self._sitio.columna] = celda
                self._en_combinada.add((fila, columna))

    def _celda(
        self, donde: Lugar, leido: Leido, rango: Rango | None = None, *, destacada: bool = False
    ) -> CeldaVista:
        alto, ancho = (rango[2] - rango[0] + 1, rango[3] - rango[1] + 1) if rango else (1, 1)
        return CeldaVista(
            leido[0],
            donde[0] - self._sitio.fila,
            donde[1] - self._sitio.columna,
            leido[1],
            alto,
            ancho,
            destacada or donde in self._destacadas,
        )
