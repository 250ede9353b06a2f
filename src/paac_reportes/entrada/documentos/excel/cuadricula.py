"""Lo escrito en una hoja como la rejilla que se ve, sin lo que sólo tiene formato."""

from collections.abc import Iterable
from itertools import pairwise

import attrs

from paac_reportes.entrada.documentos.excel.cupo import Cupo
from paac_reportes.entrada.documentos.excel.hoja import HojaCruda, Lugar, Rango
from paac_reportes.entrada.documentos.excel.valores.celdas import Lector, Leido
from paac_reportes.entrada.documentos.paquete.apuntes import Apuntes
from paac_reportes.entrada.documentos.visto import PREFIJO_DE_MARCA, CeldaVista, TablaVista, letras

_HOLGADA = 200_000
"""Los lugares de una rejilla tras los que se mira si algo está lejísimos de lo demás."""
_ASOMO = 64
"""Lo que una combinada puede salirse de lo escrito sin que se recorte."""
_FILAS_VACIAS, _COLUMNAS_VACIAS = 1000, 100
"""Las seguidas tras las que lo escrito ya no es de lo mismo."""


@attrs.frozen
class _Sitio:
    """El rectángulo de una hoja que tiene algo escrito."""

    fila: int
    columna: int
    ultima_fila: int
    ultima_columna: int

    @classmethod
    def de(cls, leidas: Iterable[Lugar]) -> "_Sitio":
        filas = [fila for fila, _ in leidas]
        columnas = [columna for _, columna in leidas]
        return cls(min(filas), min(columnas), max(filas), max(columnas))

    @property
    def area(self) -> int:
        return (self.ultima_fila - self.fila + 1) * (self.ultima_columna - self.columna + 1)

    def con_lo_que_asoma(self, combinadas: Iterable[Rango]) -> "_Sitio":
        """El mismo, con lo que las celdas combinadas que empiezan en él salgan de él."""
        filas, columnas = [self.ultima_fila], [self.ultima_columna]
        for fila, columna, ultima_fila, ultima_columna in combinadas:
            empieza = self.tiene_fila(fila) and self.columna <= columna <= self.ultima_columna
            if empieza and ultima_fila <= self.ultima_fila + _ASOMO:
                filas.append(ultima_fila)
            if empieza and ultima_columna <= self.ultima_columna + _ASOMO:
                columnas.append(ultima_columna)
        return attrs.evolve(self, ultima_fila=max(filas), ultima_columna=max(columnas))

    def tiene_fila(self, fila: int) -> bool:
        return self.fila <= fila <= self.ultima_fila

    def recortar(self, rango: Rango) -> Rango | None:
        corto = (
            max(rango[0], self.fila),
            max(rango[1], self.columna),
            min(rango[2], self.ultima_fila),
            min(rango[3], self.ultima_columna),
        )
        return corto if corto[0] <= corto[2] and corto[1] <= corto[3] else None


@attrs.frozen
class Hoja:
    """Lo que hace falta para armar la rejilla de una hoja."""

    lugar: str
    titulos: tuple[int, int]
    """La primera y la última de las filas que se repiten en cada página."""
    lector: Lector
    cupo: Cupo
    apuntes: Apuntes

    def tabla(self, hoja: HojaCruda) -> TablaVista | None:
        """La rejilla; ``None`` si no tiene nada escrito; ``IlegibleError`` si no cabe."""
        todas = ((donde, self.lector.leer(cruda)) for donde, cruda in hoja.celdas.items())
        leidas = {donde: leido for donde, leido in todas if leido[0]}
        marcas = _marcas(leidas)
        leidas = {donde: leido for donde, leido in leidas.items() if donde[1] not in marcas}
        if not leidas:
            return None
        sitio = self._sitio(leidas, hoja.combinadas)
        destacadas = {d for d in leidas if self.lector.estilo(hoja.celdas[d]).destacado}
        rejilla = _Rejilla(sitio, leidas, destacadas)
        if not rejilla.combinar(hoja.combinadas, self.cupo):
            self.apuntes.anotar(
                "documento_danado", self.lugar, "trae celdas combinadas que se pisan"
            )
        return TablaVista(
            lugar=self.lugar,
            filas=rejilla.filas(),
            filas_ocultas=frozenset(
                fila - sitio.fila for fila in hoja.filas_ocultas if sitio.tiene_fila(fila)
            ),
            columnas_ocultas=frozenset(_ocultas(hoja.columnas_ocultas, sitio)),
            rotulos=_rotulos(self.titulos, sitio),
            marcas={
                fila - sitio.fila: marca
                for una in marcas.values()
                for fila, marca in una.items()
                if sitio.tiene_fila(fila)
            },
            primera=(sitio.fila, sitio.columna),
            formulas=frozenset(
                (fila - sitio.fila, columna - sitio.columna) for fila, columna in hoja.formulas
            ),
        )

    def _sitio(self, leidas: dict[Lugar, Leido], combinadas: list[Rango]) -> _Sitio:
        """El rectángulo de lo escrito; lo que está solo y lejísimos se quita, y se dice."""
        sitio = _Sitio.de(leidas)
        if sitio.area > min(self.cupo.lugares, _HOLGADA):
            ultima_fila = _sin_lejanas({fila for fila, _ in leidas}, _FILAS_VACIAS)
            ultima_columna = _sin_lejanas({columna for _, columna in leidas}, _COLUMNAS_VACIAS)
            lejos = [d for d in leidas if d[0] > ultima_fila or d[1] > ultima_columna]
            for donde in lejos:
                del leidas[donde]
            if lejos:
                fila, columna = min(lejos)
                self.apuntes.anotar(
                    "contenido_aparte",
                    f"{self.lugar}, celda {letras(columna)}{fila + 1}",
                    f"está lejísimos de lo demás y no se leyó (celdas así: {len(lejos)})",
                )
            sitio = _Sitio.de(leidas)
        sitio = sitio.con_lo_que_asoma(combinadas)
        self.cupo.rejilla(sitio.area)
        return sitio


def _marcas(leidas: dict[Lugar, Leido]) -> dict[int, dict[int, str]]:
    """Por columna, las que sólo tienen marcas nuestras; cada una con su fila."""
    columnas: dict[int, dict[int, str]] = {}
    otras: set[int] = set()
    for (fila, columna), (texto, _) in leidas.items():
        if texto.startswith(PREFIJO_DE_MARCA):
            columnas.setdefault(columna, {})[fila] = texto.removeprefix(PREFIJO_DE_MARCA)
        else:
            otras.add(columna)
    return {columna: suyas for columna, suyas in columnas.items() if columna not in otras}


def _sin_lejanas(usadas: set[int], vacio: int) -> int:
    """La última antes de un vacío grande."""
    orden = sorted(usadas)
    for una, otra in pairwise(orden):
        if otra - una > vacio:
            return una
    return orden[-1]


def _ocultas(rangos: Iterable[tuple[int, int]], sitio: _Sitio) -> Iterable[int]:
    desde = sitio.columna
    for primera, fin in sorted(rangos):
        hasta = min(fin, sitio.ultima_columna + 1)
        yield from range(max(primera, desde) - sitio.columna, hasta - sitio.columna)
        desde = max(desde, hasta)


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

    def combinar(self, rangos: list[Rango], cupo: Cupo) -> bool:
        """Pone las combinadas; la que pisa a otra queda sin combinar, y se devuelve ``False``."""
        limpias = True
        for rango in rangos:
            corto = self._sitio.recortar(rango)
            if corto is None or (corto[0], corto[1]) == (corto[2], corto[3]):
                continue
            if self._libre(corto, cupo):
                self._poner(corto, rango)
            else:
                limpias = False
        return limpias

    def filas(self) -> tuple[tuple[CeldaVista | None, ...], ...]:
        """Todas, con una celda en cada lugar escrito o combinado."""
        for donde, leido in self._leidas.items():
            fila = self._fila(donde[0])
            columna = donde[1] - self._sitio.columna
            if fila[columna] is None:
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

    def _libre(self, rango: Rango, cupo: Cupo) -> bool:
        desde, hasta = rango[1] - self._sitio.columna, rango[3] - self._sitio.columna + 1
        for numero in range(rango[0], rango[2] + 1):
            fila = self._filas.get(numero)
            if not cupo.cotejar(hasta - desde) or (fila and any(fila[desde:hasta])):
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
