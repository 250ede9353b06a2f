"""Las filas de una tabla, guardadas por columnas, y sus celdas en su sitio.

Quien escribe muchas filas va columna por columna (``FilasDeTabla.por_columnas``): lo que una tiene
de igual en todas se prepara una vez. Fila por fila son una vista, para quien así las quiera.
Los tramos de filas y columnas se resuelven una vez, para todos (``resolver``): un solape, un hueco
o una celda que se sale son ``ErrorDeMaqueta``.
"""

import functools
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import repeat
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

    def mapear(self, celda: "Callable[[Celda], Celda]") -> "Fila":
        """Fila con otra celda en el lugar de cada una."""
        return Fila(tuple(map(celda, self.celdas)), self.marca)


class ColumnaDeTabla:
    """Una columna de arriba abajo: por fila, lo que dice, cómo se ve y qué cubre su celda.

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
        """Uno solo, si es el de todas."""
        self.filas = filas
        """Cuántas filas cubre desde cada una; 0 si empezó más arriba. Nada, si sólo la suya."""
        self.columnas = columnas
        """Cuántas columnas cubre; 0 si la tapa la de la izquierda. Nada, si sólo la suya."""
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
        """Columna con otro contenido en cada celda o con otro aspecto."""
        contenidos = list(map(contenido, self.contenidos)) if contenido else self.contenidos
        estilos = self.estilos
        if estilo is not None:
            estilos = estilo(estilos) if isinstance(estilos, str) else list(map(estilo, estilos))
        return ColumnaDeTabla(contenidos, estilos, self.filas, self.columnas)

    def con(self, contenidos: Sequence[Contenido]) -> "ColumnaDeTabla":
        """Columna con otro contenido en cada fila."""
        return ColumnaDeTabla(contenidos, self.estilos, self.filas, self.columnas)

    def tramo(self, filas: range) -> "ColumnaDeTabla":
        """Sus celdas en unas filas seguidas, donde ninguna viene de más arriba ni sigue."""
        trozo = slice(filas.start, filas.stop)
        return columna_de(
            self.contenidos[trozo],
            self.estilos if isinstance(self.estilos, str) else self.estilos[trozo],
            self.filas and self.filas[trozo],
            self.columnas and self.columnas[trozo],
        )

    def estilo(self, fila: int) -> str:
        """El estilo de su celda en una fila."""
        return self.estilos if isinstance(self.estilos, str) else self.estilos[fila]

    def cubre(self, fila: int) -> int:
        """Cuántas filas cubre la celda que está en una."""
        return 1 if self.filas is None else self.filas[fila]

    def abarca(self, fila: int) -> int:
        """Cuántas columnas cubre la celda que está en una fila."""
        return 1 if self.columnas is None else self.columnas[fila]

    def celdas(self) -> Iterator[tuple[int, Contenido, str, int, int]]:
        """Por fila donde empieza una: la fila, lo que dice, su estilo y cuántas cubre."""
        estilos = repeat(self.estilos) if isinstance(self.estilos, str) else self.estilos
        cubren = repeat(1) if self.filas is None else self.filas
        abarcan = repeat(1) if self.columnas is None else self.columnas
        en_filas = zip(self.contenidos, estilos, cubren, abarcan)  # noqa: B905 - hay sin fin
        for fila, (contenido, estilo, cubre, abarca) in enumerate(en_filas):
            if cubre and abarca:
                yield fila, contenido, estilo, cubre, abarca

    def __eq__(self, columna: object) -> bool:
        if not isinstance(columna, ColumnaDeTabla):
            return NotImplemented
        return (self.contenidos, self.estilos, self.filas, self.columnas) == (
            columna.contenidos,
            columna.estilos,
            columna.filas,
            columna.columnas,
        )

    def __hash__(self) -> int:
        return hash((len(self.contenidos), self.estilo_comun))


@functools.lru_cache(maxsize=64)
def _clases_comunes(clases: frozenset[type]) -> frozenset[type]:
    """Conjunto de clases, el mismo para las miles de columnas que sólo dicen textos."""
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
        """Sus columnas, que deben ser tantas; ``ErrorDeMaqueta`` si no cuadran."""
        if self._columnas is None:
            self._columnas = _en_columnas(self._filas or (), cuantas)
        if len(self._columnas) != cuantas:
            raise ErrorDeMaqueta(f"sus filas cubren {len(self._columnas)} de {cuantas} columnas")
        return self._columnas

    def tramo(self, filas: range) -> "FilasDeTabla":
        """Unas filas seguidas, donde ninguna celda viene de más arriba ni sigue."""
        columnas = tuple(columna.tramo(filas) for columna in self._columnas or ())
        return FilasDeTabla(self.marcas[filas.start : filas.stop], columnas)

    def rejilla(self, cuantas: int) -> "list[list[CeldaDeFila]]":
        """Los puestos de cada fila (``resolver``), en tantas columnas."""
        if self._filas is not None:
            return resolver(self._filas, cuantas)
        rejilla: list[list[CeldaDeFila]] = [[] for _ in self.marcas]
        for lugar, columna in enumerate(self.por_columnas(cuantas)):
            for fila, contenido, estilo, cubre, abarca in columna.celdas():
                puesto = CeldaDeFila(lugar, Celda(contenido, estilo, abarca, cubre), fila)
                for cubierta in range(fila, fila + cubre):
                    rejilla[cubierta].append(puesto)
        return rejilla

    def _por_filas(self) -> tuple[Fila, ...]:
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
        abarca, cubre = columna.abarca(fila), columna.cubre(fila)
        if abarca and cubre:
            yield Celda(columna.contenidos[fila], columna.estilo(fila), abarca, cubre)


def _en_columnas(filas: Sequence[Fila], cuantas: int) -> tuple[ColumnaDeTabla, ...]:
    """Las columnas de unas filas de celdas."""
    contenidos: list[list[Contenido]] = [[""] * len(filas) for _ in range(cuantas)]
    estilos = [[""] * len(filas) for _ in range(cuantas)]
    cubre = [[0] * len(filas) for _ in range(cuantas)]
    abarca = [[0] * len(filas) for _ in range(cuantas)]
    for numero, puestos in enumerate(resolver(filas, cuantas)):
        for columna, celda, origen in puestos:
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
    """Una columna, sin decir por fila lo que es igual en todas."""
    if not isinstance(estilos, str) and len(set(estilos)) == 1:
        estilos = estilos[0]
    return ColumnaDeTabla(contenidos, estilos, _si_varian(cubre), _si_varian(abarca))


def _si_varian(cuantas: Sequence[int] | None) -> Sequence[int] | None:
    return cuantas if cuantas is not None and set(cuantas) - {1} else None


def columna_con_uniones(
    contenidos: Sequence[Contenido], estilos: str | Sequence[str], cubre: Sequence[int] | None
) -> ColumnaDeTabla:
    """Una columna en que, donde ``cubre`` es 0, sigue la celda de más arriba."""
    if cubre is not None:
        contenidos = _bajando(contenidos, cubre)
        estilos = estilos if isinstance(estilos, str) else _bajando(estilos, cubre)
    return columna_de(contenidos, estilos, cubre)


def en_una_columna(pedazos: Sequence[ColumnaDeTabla]) -> ColumnaDeTabla:
    """Las celdas de unos pedazos de columna, uno bajo otro."""
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


def _bajando(valores: Sequence[T], cubre: Sequence[int]) -> list[T]:
    """El valor de cada fila; donde no empieza una celda, el de la fila de encima."""
    completos = list(valores)
    for fila in range(1, len(completos)):
        if not cubre[fila]:
            completos[fila] = completos[fila - 1]
    return completos


class CeldaDeFila(NamedTuple):
    """Una celda vista desde una fila: ``origen`` es la fila donde empieza."""

    columna: int
    celda: Celda
    origen: int


def resolver(filas: Sequence[Fila], columnas: int) -> list[list[CeldaDeFila]]:
    """Los puestos de cada fila, de izquierda a derecha, con las celdas que vienen de arriba."""
    rejilla: list[list[CeldaDeFila]] = []
    abiertos: dict[int, CeldaDeFila] = {}
    for numero, fila in enumerate(filas):
        puestos: list[CeldaDeFila] = []
        columna, sigue = 0, bool(abiertos)
        for celda in fila.celdas:
            while columna in abiertos:
                columna = _continuar(abiertos[columna], puestos)
            puestos.append(CeldaDeFila(columna, celda, numero))
            columna += celda.columnas
            if celda.filas > 1:
                sigue = True
        while columna in abiertos:
            columna = _continuar(abiertos[columna], puestos)
        if columna != columnas:
            raise ErrorDeMaqueta(f"la fila {numero} cubre {columna} de {columnas} columnas")
        rejilla.append(puestos)
        if sigue:
            abiertos = _abiertos_despues(puestos, numero, abiertos, len(filas))
    return rejilla


def _continuar(puesto: CeldaDeFila, puestos: list[CeldaDeFila]) -> int:
    puestos.append(puesto)
    return puesto.columna + puesto.celda.columnas


def _abiertos_despues(
    puestos: list[CeldaDeFila], numero: int, abiertos: dict[int, CeldaDeFila], total: int
) -> dict[int, CeldaDeFila]:
    siguientes = {
        puesto.columna: puesto
        for puesto in puestos
        if puesto.celda.filas > 1 and puesto.origen + puesto.celda.filas > numero + 1
    }
    if siguientes and numero + 1 == total:
        raise ErrorDeMaqueta(f"una celda sigue después de la última fila, la {numero}")
    # Un abierto que no quedó entre los puestos fue tapado por una celda más ancha.
    tapados = abiertos.keys() - {puesto.columna for puesto in puestos}
    if tapados:
        raise ErrorDeMaqueta(f"la fila {numero} tapa la columna {min(tapados)}, ya ocupada")
    return siguientes


def filas_que_encabezan(
    columnas: Sequence[ColumnaDeTabla], estilos: Mapping[str, Estilo]
) -> frozenset[int]:
    """Las filas que van con la que sigue por lo que son: una banda entre filas, unos rótulos."""
    quedan: Iterable[int] = range(len(columnas[0].contenidos) if columnas else 0)
    for columna in columnas:
        unico = columna.estilos
        if isinstance(unico, str):
            if not estilos[unico].con_el_siguiente:
                return frozenset()
            continue
        atan = {nombre for nombre in set(unico) if estilos[nombre].con_el_siguiente}
        quedan = [fila for fila in quedan if unico[fila] in atan] if atan else ()
    return frozenset(quedan)
