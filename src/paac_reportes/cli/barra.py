"""Cuánto va de algo largo y cuánto falta, en una terminal; la dibuja rich, del extra ``lotes``."""

import sys
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Column
from rich.text import Text

from paac_reportes.cli.terminal import imprimible


class BarraDeAvance:
    """Una barra de la que, al terminar, no queda rastro."""

    def __init__(self, cuantos: int) -> None:
        self._consola = Console(file=sys.stderr, highlight=False)
        una_linea = Column(no_wrap=True, overflow="ellipsis", ratio=1)
        self._barra = Progress(
            BarColumn(bar_width=24),
            TextColumn("{task.completed} de {task.total}", markup=False),
            TimeRemainingColumn(compact=True),
            TextColumn("{task.description}", markup=False, table_column=una_linea),
            console=self._consola,
            transient=True,
            redirect_stdout=False,
            redirect_stderr=False,
            expand=True,
        )
        self._tarea = self._barra.add_task("", total=cuantos)

    def __enter__(self) -> Self:
        try:
            self._barra.start()
        except BaseException:  # un Ctrl-C a medio empezar dejaría el cursor escondido
            self._barra.stop()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self._barra.stop()

    def una_mas(self, nombre: str) -> None:
        """Otra que se hizo."""
        self._barra.advance(self._tarea)
        self.va(nombre)

    def va(self, frase: str) -> None:
        """Lo que se está haciendo."""
        self._barra.update(self._tarea, description=imprimible(frase).replace("\n", " "))

    def decir(self, renglon: str) -> None:
        """Un renglón que queda escrito, encima de la barra y sin partirse."""
        self._consola.print(Text.from_ansi(renglon), soft_wrap=True)
