"""Las filas de una tabla, guardadas por columnas, y sus celdas en su sitio.

Quien escribe muchas filas va columna por columna (``FilasDeTabla.por_columnas``): lo que una tiene
de igual en todas se prepara una vez. Fila por fila son una vista, para quien así las quiera.
Los tramos de filas y columnas se resuelven una vez, para todos (``resolver``): un solape, un hueco
o una celda que se sale son ``ErrorDeMaqueta``.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, overload

import attrs

from paac_reportes.errores import ErrorDeMaqueta
from paac_reportes.maqueta.contenido import Contenido


@attrs.frozen
class Celda:
    """Una celda; ``columnas`` y ``filas`` dicen cuántas cubre desde su esquina."""

    contenido: Contenido
    estilo: str
    columnas: int = 1
    filas: int = 1


@attrs.frozen
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


@attrs.frozen
class ColumnaDeTabla:
    """Una columna de arriba abajo: por fila, lo que dice, cómo se ve y qué cubre su celda.

    Donde llega una celda que empieza en otra parte dice y se ve lo mismo que donde empieza.
    """

    contenidos: Sequence[Contenido]
    estilos: str | Sequence[str]
    """Uno solo, si es el de todas."""
    filas: Sequence[int] | None = None
    """Cuántas filas cubre desde esta; 0 si empezó más arriba. Nada, si cada una es de la suya."""
    columnas: Sequence[int] | None = None
    """Cuántas columnas cubre; 0 si la tapa la de la izquierda. Nada, si cada una es de la suya."""

    def estilo(self, fila: int) -> str:
        """El de su celda en una fila."""
        return self.estilos if isinstance(self.estilos, str) else self.estilos[fila]

    @property
    def estilo_unico(self) -> str | None:
        """El de todas sus celdas, si además cada una es sólo de su fila y de su columna."""
        sueltas = self.filas is None and self.columnas is None
        return self.estilos if sueltas and isinstance(self.estilos, str) else None

    def cubre(self, fila: int) -> int:
        """Cuántas filas cubre la celda que está en una."""
        return 1 if self.filas is None else self.filas[fila]

    def abarca(self, fila: int) -> int:
        """Cuántas columnas cubre la celda que está en una fila."""
        return 1 if self.columnas is None else self.columnas[fila]

    @property
    def lleva_tramos(self) -> bool:
        """Si lo que dice alguna celda es más que un texto: un campo, un enlace o una imagen."""
        return tuple in set(map(type, self.contenidos))


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
        """La de cada una (``Fila.marca``)."""
        self._columnas = columnas
        self._filas = filas

    def por_columnas(self, cuantas: int) -> tuple[ColumnaDeTabla, ...]:
        """Sus columnas, que deben ser tantas; ``ErrorDeMaqueta`` si no cuadran."""
        if self._columnas is None:
            self._columnas = _en_columnas(self._filas or (), cuantas)
        if len(self._columnas) != cuantas:
            raise ErrorDeMaqueta(f"sus filas cubren {len(self._columnas)} de {cuantas} columnas")
        return self._columnas

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
    def __getitem__(self, cual: int) -> Fila: ...
    @overload
    def __getitem__(self, cual: slice) -> tuple[Fila, ...]: ...
    def __getitem__(self, cual: int | slice) -> Fila | tuple[Fila, ...]:
        return self._por_filas()[cual]

    def __iter__(self) -> Iterator[Fila]:
        return iter(self._por_filas())

    def __eq__(self, otras: object) -> bool:
        if isinstance(otras, FilasDeTabla):
            return self._por_filas() == otras._por_filas()
        return self._por_filas() == otras if isinstance(otras, tuple) else NotImplemented

    def __hash__(self) -> int:
        return hash(self._por_filas())

    def __repr__(self) -> str:
        return repr(self._por_filas())


def filas_de_tabla(filas: Iterable[Fila]) -> FilasDeTabla:
    """Las mismas; si llegan como celdas, sus columnas se resuelven cuando se pidan."""
    if isinstance(filas, FilasDeTabla):
        return filas
    todas = tuple(filas)
    return FilasDeTabla([fila.marca for fila in todas], filas=todas)


def _celdas_de(columnas: Sequence[ColumnaDeTabla], fila: int) -> Iterator[Celda]:
    """Las que empiezan en una fila, de izquierda a derecha."""
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
    return tuple(
        ColumnaDeTabla(suyos, _uno_solo(de_cada_una), _si_cubren(filas_suyas), _si_cubren(otras))
        for suyos, de_cada_una, filas_suyas, otras in zip(
            contenidos, estilos, cubre, abarca, strict=True
        )
    )


def _uno_solo(estilos: Sequence[str]) -> str | Sequence[str]:
    return estilos[0] if len(set(estilos)) == 1 else estilos


def _si_cubren(cuantas: Sequence[int]) -> Sequence[int] | None:
    return cuantas if set(cuantas) - {1} else None


class Puesto(NamedTuple):
    """Una celda vista desde una fila: ``origen`` es la fila donde empieza."""

    columna: int
    celda: Celda
    origen: int


def resolver(filas: Sequence[Fila], columnas: int) -> list[list[Puesto]]:
    """Los puestos de cada fila, de izquierda a derecha, con las celdas que vienen de arriba."""
    rejilla: list[list[Puesto]] = []
    abiertos: dict[int, Puesto] = {}
    for numero, fila in enumerate(filas):
        puestos: list[Puesto] = []
        columna, sigue = 0, bool(abiertos)
        for celda in fila.celdas:
            while columna in abiertos:
                columna = _continuar(abiertos[columna], puestos)
            puestos.append(Puesto(columna, celda, numero))
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


def _continuar(puesto: Puesto, puestos: list[Puesto]) -> int:
    puestos.append(puesto)
    return puesto.columna + puesto.celda.columnas


def _abiertos_despues(
    puestos: list[Puesto], numero: int, abiertos: dict[int, Puesto], total: int
) -> dict[int, Puesto]:
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
