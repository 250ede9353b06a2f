"""Plegado en una pantalla: los anexos se abren y se cierran, por sus partes.

Sólo lo que el documento numera como anexo, que es lo que se busca fila por fila; lo que se lee
seguido, nunca. En la página todo va abierto y la cierra su programa: sin él se lee, y se imprime,
entera.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from paac_reportes import clases
from paac_reportes.escritores.html.nombres import Pieza, TituloPuesto
from paac_reportes.maqueta.nodos import Bloque, Titulo


@clases.frozen
class Plegado:
    """Un título, que queda a la vista, y lo que va debajo."""

    titulo: TituloPuesto
    dentro: tuple[Pieza, ...]


def es_de_anexo(bloque: Bloque) -> bool:
    """Si un bloque es el título con que empieza un anexo."""
    numero = bloque.numero if isinstance(bloque, Titulo) else None
    return numero is not None and numero.de_anexo and len(numero.cuentas) == 1


def plegar(partes: Iterable[Iterable[Pieza]]) -> Iterator[list[Pieza | Plegado]]:
    """Las piezas de cada parte, con las de sus anexos plegadas."""
    anexos = _Anexos()
    for piezas in partes:
        plegadas: list[Pieza | Plegado] = []
        for anexo, grupo in groupby(piezas, anexos):
            seguidas = list(grupo)
            plegadas += _por_partes(seguidas) if anexo else seguidas
        yield plegadas


class _Anexos:
    """Cuenta que dice en cuál anexo está cada pieza, según van llegando: desde 1; 0 si en ninguno.

    Un anexo sigue en la parte que viene, que puede ir en otro papel, hasta un título que no sea más
    hondo que el suyo.
    """

    def __init__(self) -> None:
        self._cuantos = 0
        self._nivel = 0

    def __call__(self, pieza: Pieza) -> int:
        if isinstance(pieza, TituloPuesto):
            if es_de_anexo(pieza.titulo):
                self._cuantos, self._nivel = self._cuantos + 1, pieza.titulo.nivel
            elif pieza.titulo.nivel <= self._nivel:
                self._nivel = 0
        return self._cuantos if self._nivel else 0


def _por_partes(anexo: Sequence[Pieza]) -> Iterator[Pieza | Plegado]:
    """Piezas de un anexo, plegadas bajo sus títulos de adentro o, sin ellos, todas bajo el suyo."""
    titulos = [pieza.titulo for pieza in anexo if isinstance(pieza, TituloPuesto)]
    de_adentro = [titulo.nivel for titulo in titulos if not es_de_anexo(titulo)]
    nivel = min(de_adentro or [titulo.nivel for titulo in titulos], default=0)
    cabeza: TituloPuesto | None = None
    dentro: list[Pieza] = []
    for pieza in anexo:
        if isinstance(pieza, TituloPuesto) and pieza.titulo.nivel == nivel:
            yield from _plegado(cabeza, dentro)
            cabeza, dentro = pieza, []
        else:
            dentro.append(pieza)
    yield from _plegado(cabeza, dentro)


def _plegado(cabeza: TituloPuesto | None, dentro: Sequence[Pieza]) -> Iterator[Pieza | Plegado]:
    """Piezas plegadas bajo su título; sueltas si no lo tienen, y él solo si no hay ninguna."""
    if cabeza is None:
        yield from dentro
    else:
        yield Plegado(cabeza, tuple(dentro)) if dentro else cabeza
