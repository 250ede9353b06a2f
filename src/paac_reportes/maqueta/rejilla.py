"""Las filas de una tabla, guardadas por columnas, y sus celdas en su sitio.

Quien escribe muchas filas va columna por columna (``FilasDeTabla.por_columnas``): lo que una tiene
de igual en todas se prepara una vez. Fila por fila son una vista, para quien así las quiera.
Los tramos de filas y columnas se resuelven una vez, para todos (``resolver``): un solape, un hueco
o una celda que se sale son ``ErrorDeMaqueta``.
"""

import functools
import operator
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import compress
from typing import NamedTuple, TypeVar, overload

from paac_reportes import clases
from paac_reportes.errores import ErrorDeMaqueta
from paac_reportes.maqueta.contenido import Contenido
from paac_reportes.maqueta.estilos import Estilo

T = TypeVar("T")


@clases.frozen
class Celda:
    """Una celda; ``columnas`` y ``filas`` dicen cuántas cubre desde su esquina."""

    contenido: Contenido
    estilo: str
    columnas: int = 1
    filas: int = 1


DE_LO_QUE_SE_DICE = "q"
"""Comienzo de la marca de una fila que no es del contenido, sino de lo que de él se dice."""
AL_VOLVER = f"{DE_LO_QUE_SE_DICE}0"
"""Comienzo de la marca que sólo lleva lo que se compone para leer un documento que volvió."""
_DEL_CONTENIDO = re.compile(rf"[^{DE_LO_QUE_SE_DICE}]")


@clases.frozen
class Fila:
    """Las celdas que empiezan en esta fila; las cubiertas desde arriba no se repiten."""

    celdas: tuple[Celda, ...]
    marca: str = ""
    """Un nombre que no se ve, para que un programa sepa después qué fila es.

    Letras minúsculas, cifras y guiones bajos. En Word es un marcador vacío, ``_paac_`` y la marca,
    en la primera celda que empieza en la fila; el de una marca que ya salió lleva además ``__2``,
    ``__3``… En un libro es el texto de una columna oculta, la que sigue a la última; las filas en
    que una de la tabla continúa llevan la misma con un ``+``. Los demás no la escriben.
    """

    def mapear(self, cambiada: "Callable[[Celda], Celda]") -> "Fila":
        """Fila con cada celda como la da esa función."""
        return Fila(tuple(map(cambiada, self.celdas)), self.marca)


class ColumnaDeTabla:
    """Una columna de arriba abajo: por fila, desde 0, lo que dice su celda, su estilo y qué cubre.

    Donde llega una celda que empieza en otra parte dice y se ve lo mismo que donde empieza.
    """

    __slots__ = (
        "clases",
        "columnas",
        "contenidos",
        "estilo_comun",
        "estilo_unico",
        "estilos",
        "filas",
        "lleva_tramos",
    )

    def __init__(
        self,
        contenidos: Sequence[Contenido],
        estilos: str | Sequence[str],
        filas: Sequence[int] | None = None,
        columnas: Sequence[int] | None = None,
    ) -> None:
        self.contenidos = contenidos
        self.estilos = estilos
        """Estilo de la celda de cada fila; uno solo, si es el de todas."""
        self.filas = filas
        """Filas que cubre la celda de cada una, 0 si empezó arriba: ``[2, 0, 1]``; o 1 todas."""
        self.columnas = columnas
        """Columnas que cubre la celda de cada fila, 0 si la tapa la de la izquierda; o 1 todas."""
        self.estilo_comun = estilos if isinstance(estilos, str) and columnas is None else None
        """Estilo de todas sus celdas, si además cada una es sólo de su columna."""
        self.estilo_unico = self.estilo_comun if filas is None else None
        """Estilo de todas sus celdas, si además cada una es sólo de su fila y de su columna."""
        self.clases = _clases_comunes(frozenset(map(type, contenidos)))
        """Clases de los contenidos de sus celdas."""
        self.lleva_tramos = tuple in self.clases
        """Si lo que dice alguna celda es más que un texto: un campo, un enlace o una imagen."""

    def mapear(
        self,
        contenido: Callable[[Contenido], Contenido] | None = None,
        estilo: Callable[[str], str] | None = None,
    ) -> "ColumnaDeTabla":
        """Columna con lo que esas funciones dan por el contenido o por el estilo de cada celda."""
        contenidos = list(map(contenido, self.contenidos)) if contenido else self.contenidos
        estilos = self.estilos
        if estilo is not None:
            estilos = estilo(estilos) if isinstance(estilos, str) else list(map(estilo, estilos))
        return ColumnaDeTabla(contenidos, estilos, self.filas, self.columnas)

    def con(self, contenidos: Sequence[Contenido]) -> "ColumnaDeTabla":
        """Columna con esos contenidos, uno por fila, y los mismos estilos y uniones."""
        return ColumnaDeTabla(contenidos, self.estilos, self.filas, self.columnas)

    def tramo(self, filas: range) -> "ColumnaDeTabla":
        """Columna de sólo unas filas seguidas; la celda que sigue más abajo cubre lo mismo."""
        trozo = slice(filas.start, filas.stop)
        return columna_de(
            self.contenidos[trozo],
            self.estilos if isinstance(self.estilos, str) else self.estilos[trozo],
            self.filas and self.filas[trozo],
            self.columnas and self.columnas[trozo],
        )

    def estilo(self, fila: int) -> str:
        """Estilo de la celda de una fila."""
        return self.estilos if isinstance(self.estilos, str) else self.estilos[fila]

    def cubre(self, fila: int) -> int:
        """Cuántas filas cubre la celda que empieza en una; 0 si ahí llega una de más arriba."""
        return 1 if self.filas is None else self.filas[fila]

    def abarca(self, fila: int) -> int:
        """Cuántas columnas cubre la celda de una fila; 0 si la tapa la de su izquierda."""
        return 1 if self.columnas is None else self.columnas[fila]

    def celda(self, fila: int) -> tuple[Contenido, str, int, int]:
        """Lo que dice la celda de una fila, su estilo y cuántas filas y columnas cubre.

        0 filas, si empezó en una de más arriba; 0 columnas, si la tapa la de su izquierda.
        """
        return (
            self.contenidos[fila],
            self.estilos if isinstance(self.estilos, str) else self.estilos[fila],
            1 if self.filas is None else self.filas[fila],
            1 if self.columnas is None else self.columnas[fila],
        )

    def celdas(self) -> Iterator[tuple[int, Contenido, str, int, int]]:
        """Celdas que empiezan en la columna: ``(fila, contenido, estilo, filas, columnas)``."""
        cuantas = len(self.contenidos)
        estilos = [self.estilos] * cuantas if isinstance(self.estilos, str) else self.estilos
        cubren, abarcan = self.filas or [1] * cuantas, self.columnas or [1] * cuantas
        celdas = zip(range(cuantas), self.contenidos, estilos, cubren, abarcan, strict=True)
        return compress(celdas, map(operator.mul, cubren, abarcan))


@functools.lru_cache(maxsize=64)
def _clases_comunes(clases: frozenset[type]) -> frozenset[type]:
    """Conjunto de clases, un solo objeto para las miles de columnas que sólo dicen textos."""
    return clases


class FilasDeTabla(Sequence[Fila]):
    """Las filas de una tabla: sus columnas y, cuando se piden, sus filas de celdas."""

    __slots__ = ("_columnas", "_filas", "marcas")

    def __init__(
        self,
        marcas: Sequence[str],
        columnas: tuple[ColumnaDeTabla, ...] | None = None,
        filas: tuple[Fila, ...] | None = None,
    ) -> None:
        self.marcas = marcas
        """Marca de cada fila (``Fila.marca``)."""
        self._columnas = columnas
        self._filas = filas

    def por_columnas(self, cuantas: int) -> tuple[ColumnaDeTabla, ...]:
        """Columnas de las filas, que deben ser tantas; ``ErrorDeMaqueta`` si no cuadran."""
        if self._columnas is None:
            self._columnas = _columnas_de(self._filas or (), cuantas)
        if len(self._columnas) != cuantas:
            raise ErrorDeMaqueta(f"sus filas cubren {len(self._columnas)} de {cuantas} columnas")
        return self._columnas

    @property
    def son_del_contenido(self) -> bool:
        """Si alguna es de una fila del contenido, como las de una matriz: lo dice su marca."""
        return any(map(_DEL_CONTENIDO.match, self.marcas))

    def tramo(self, filas: range) -> "FilasDeTabla":
        """Unas filas seguidas, donde ninguna celda viene de más arriba ni sigue."""
        columnas = tuple(columna.tramo(filas) for columna in self._columnas or ())
        return FilasDeTabla(self.marcas[filas.start : filas.stop], columnas)

    def rejilla(self, cuantas: int) -> "list[list[CeldaDeFila]]":
        """Celdas de cada fila, también las que vienen de arriba (``resolver``)."""
        if self._filas is not None:
            return resolver(self._filas, cuantas)
        rejilla: list[list[CeldaDeFila]] = [[] for _ in self.marcas]
        for lugar, columna in enumerate(self.por_columnas(cuantas)):
            for fila, contenido, estilo, cubre, abarca in columna.celdas():
                celda = CeldaDeFila(lugar, Celda(contenido, estilo, abarca, cubre), fila)
                for cubierta in range(fila, fila + cubre):
                    rejilla[cubierta].append(celda)
        return rejilla

    def _por_filas(self) -> tuple[Fila, ...]:
        """Filas de celdas; se arman de las columnas la primera vez que se piden."""
        if self._filas is None:
            columnas = self._columnas or ()
            self._filas = tuple(
                Fila(tuple(_celdas_de(columnas, numero)), marca)
                for numero, marca in enumerate(self.marcas)
            )
        return self._filas

    def __len__(self) -> int:
        return len(self.marcas)

    @overload
    def __getitem__(self, lugar: int) -> Fila: ...
    @overload
    def __getitem__(self, lugar: slice) -> tuple[Fila, ...]: ...
    def __getitem__(self, lugar: int | slice) -> Fila | tuple[Fila, ...]:
        return self._por_filas()[lugar]

    def __iter__(self) -> Iterator[Fila]:
        return iter(self._por_filas())

    def __eq__(self, filas: object) -> bool:
        if isinstance(filas, FilasDeTabla):
            return self._por_filas() == filas._por_filas()
        return self._por_filas() == filas if isinstance(filas, tuple) else NotImplemented

    def __hash__(self) -> int:
        return hash(self._por_filas())

    def __repr__(self) -> str:
        return repr(self._por_filas())


def filas_de_tabla(filas: Iterable[Fila]) -> FilasDeTabla:
    """Las filas de una tabla; si llegan como celdas, sus columnas se resuelven al pedirlas."""
    if isinstance(filas, FilasDeTabla):
        return filas
    en_celdas = tuple(filas)
    return FilasDeTabla([fila.marca for fila in en_celdas], filas=en_celdas)


def _celdas_de(columnas: Sequence[ColumnaDeTabla], fila: int) -> Iterator[Celda]:
    """Las celdas que empiezan en una fila, de izquierda a derecha."""
    for columna in columnas:
        contenido, estilo, cubre, abarca = columna.celda(fila)
        if abarca and cubre:
            yield Celda(contenido, estilo, abarca, cubre)


def _columnas_de(filas: Sequence[Fila], cuantas: int) -> tuple[ColumnaDeTabla, ...]:
    """Columnas de unas filas de celdas; ``cuantas``: las que esas filas deben cubrir."""
    sin_textos, sin_cuentas = [""] * len(filas), [0] * len(filas)
    contenidos: list[list[Contenido]] = [[*sin_textos] for _ in range(cuantas)]
    estilos = [[*sin_textos] for _ in range(cuantas)]
    cubre = [[*sin_cuentas] for _ in range(cuantas)]
    abarca = [[*sin_cuentas] for _ in range(cuantas)]
    for numero, celdas in enumerate(resolver(filas, cuantas)):
        for columna, celda, origen in celdas:
            abarca[columna][numero] = celda.columnas
            for tapada in range(columna, columna + celda.columnas):
                contenidos[tapada][numero] = celda.contenido
                estilos[tapada][numero] = celda.estilo
                cubre[tapada][numero] = celda.filas if origen == numero else 0
    return tuple(map(columna_de, contenidos, estilos, cubre, abarca))


def columna_de(
    contenidos: Sequence[Contenido],
    estilos: str | Sequence[str],
    cubre: Sequence[int] | None = None,
    abarca: Sequence[int] | None = None,
) -> ColumnaDeTabla:
    """Una columna que guarda una vez lo que es igual en todas sus filas.

    ``cubre`` y ``abarca``: por celda, cuántas filas y columnas ocupa; ``None``, todas una.
    """
    if not isinstance(estilos, str) and len(set(estilos)) == 1:
        estilos = estilos[0]
    cubren = None if cubre is None or _SOLO_UNO.issuperset(cubre) else cubre
    abarcan = None if abarca is None or _SOLO_UNO.issuperset(abarca) else abarca
    return ColumnaDeTabla(contenidos, estilos, cubren, abarcan)


_SOLO_UNO = frozenset({1})


def columna_con_uniones(
    contenidos: Sequence[Contenido], estilos: str | Sequence[str], cubre: Sequence[int] | None
) -> ColumnaDeTabla:
    """Una columna en que una celda sigue donde ``cubre`` es 0, diga lo que diga ahí.

    ``cubre``: por fila, cuántas ocupa la celda que empieza en ella.
    """
    if cubre is not None:
        contenidos = _completos(contenidos, cubre)
        estilos = estilos if isinstance(estilos, str) else _completos(estilos, cubre)
    return columna_de(contenidos, estilos, cubre)


def en_una_columna(pedazos: Sequence[ColumnaDeTabla]) -> ColumnaDeTabla:
    """Columna que junta unos pedazos, uno bajo otro."""
    if len(pedazos) == 1:  # lo corriente
        return pedazos[0]
    contenidos: list[Contenido] = []
    estilos: list[str] = []
    cubre: list[int] = []
    abarca: list[int] = []
    for pedazo in pedazos:
        cuantas = len(pedazo.contenidos)
        contenidos += pedazo.contenidos
        comun = pedazo.estilos
        estilos += [comun] * cuantas if isinstance(comun, str) else comun
        cubre += pedazo.filas or [1] * cuantas
        abarca += pedazo.columnas or [1] * cuantas
    return columna_de(contenidos, estilos, cubre, abarca)


def _completos(valores: Sequence[T], cubre: Sequence[int]) -> list[T]:
    """El valor de cada fila; donde una celda sigue, el de la fila en que empezó.

    ``cubre``: 0 donde sigue.
    """
    completos = list(valores)
    for fila in range(1, len(completos)):
        if not cubre[fila]:
            completos[fila] = completos[fila - 1]
    return completos


def tandas_sueltas(filas: Sequence[Fila]) -> Iterator[tuple[Fila, ...]]:
    """Las filas, en grupos que ninguna celda une entre sí."""
    desde = hasta = 0
    for lugar, fila in enumerate(filas):
        hasta = max([hasta, *[lugar + celda.filas for celda in fila.celdas]])
        if hasta <= lugar + 1 or lugar + 1 == len(filas):
            yield tuple(filas[desde : lugar + 1])
            desde = lugar + 1


class CeldaDeFila(NamedTuple):
    """Una celda vista desde una fila por la que pasa: ``origen`` es la fila donde empieza."""

    columna: int
    celda: Celda
    origen: int


def resolver(filas: Sequence[Fila], columnas: int) -> list[list[CeldaDeFila]]:
    """Celdas de cada fila, de izquierda a derecha, con las que vienen de arriba.

    ``ErrorDeMaqueta`` si una fila no llena tantas ``columnas``, o dos celdas se solapan.
    """
    rejilla: list[list[CeldaDeFila]] = []
    abiertas: dict[int, CeldaDeFila] = {}  # por columna, la celda que llega a la fila que viene
    for numero, fila in enumerate(filas):
        colocadas: list[CeldaDeFila] = []
        columna, sigue = 0, bool(abiertas)
        for celda in fila.celdas:
            while columna in abiertas:
                columna = _poner_la_que_sigue(abiertas[columna], colocadas)
            colocadas.append(CeldaDeFila(columna, celda, numero))
            columna += celda.columnas
            if celda.filas > 1:
                sigue = True
        while columna in abiertas:
            columna = _poner_la_que_sigue(abiertas[columna], colocadas)
        if columna != columnas:
            raise ErrorDeMaqueta(f"la fila {numero} cubre {columna} de {columnas} columnas")
        rejilla.append(colocadas)
        if sigue:
            abiertas = _abiertas_despues(colocadas, numero, abiertas, len(filas))
    return rejilla


def _poner_la_que_sigue(celda: CeldaDeFila, colocadas: list[CeldaDeFila]) -> int:
    """Pone en una fila una celda que viene de arriba; da la columna que sigue a ella."""
    colocadas.append(celda)
    return celda.columna + celda.celda.columnas


def _abiertas_despues(
    colocadas: list[CeldaDeFila], numero: int, abiertas: dict[int, CeldaDeFila], total: int
) -> dict[int, CeldaDeFila]:
    """Las celdas de la fila ``numero`` que siguen en la de abajo, por su columna.

    ``abiertas``: las que venían de arriba; ``ErrorDeMaqueta`` si una se tapa o se sale.
    """
    siguientes = {
        lugar.columna: lugar
        for lugar in colocadas
        if lugar.celda.filas > 1 and lugar.origen + lugar.celda.filas > numero + 1
    }
    if siguientes and numero + 1 == total:
        raise ErrorDeMaqueta(f"una celda sigue después de la última fila, la {numero}")
    # Una abierta que no quedó colocada fue tapada por una celda más ancha.
    tapadas = abiertas.keys() - {lugar.columna for lugar in colocadas}
    if tapadas:
        raise ErrorDeMaqueta(f"la fila {numero} tapa la columna {min(tapadas)}, ya ocupada")
    return siguientes


def filas_que_encabezan(
    columnas: Sequence[ColumnaDeTabla], estilos: Mapping[str, Estilo]
) -> frozenset[int]:
    """Las filas que por su estilo no se separan de la que sigue: una banda, unos rótulos."""
    atadas: Iterable[int] = range(len(columnas[0].contenidos) if columnas else 0)
    for columna in columnas:
        nombres = columna.estilos
        if isinstance(nombres, str):
            if not estilos[nombres].con_el_siguiente:
                return frozenset()
            continue
        que_atan = {nombre for nombre in set(nombres) if estilos[nombre].con_el_siguiente}
        atadas = [fila for fila in atadas if nombres[fila] in que_atan] if que_atan else ()
    return frozenset(atadas)
