"""Qué fila de un plan es cuál en otro: por lo que dicen, que los códigos cambian cada año."""

import functools
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal

import attrs

from paac_reportes.analisis.comparacion.candidatas import Texto, candidatas, por_palabras
from paac_reportes.analisis.comparacion.casamiento import Paso, casar, en_orden
from paac_reportes.analisis.comparacion.lugares import Lugar, lugares_de
from paac_reportes.analisis.comparacion.parecido import (
    PARECIDO,
    PARECIDO_CON_CODIGO,
    en_letras,
    parecido,
)
from paac_reportes.analisis.filas.filas import FilaAnalizada
from paac_reportes.analisis.plano import en_plano
from paac_reportes.estructura import Extra
from paac_reportes.estructura.campos import campos_propios
from paac_reportes.modelo import Actividad, FilaDeMatriz, Tramite

_CODIGOS = frozenset({"codigo", "numero"})
_DICEN = {Actividad: ("texto",), Tramite: ("texto", "accion")}


def escritos_de(fila: FilaDeMatriz) -> Iterator[tuple[str, str]]:
    """Los datos que el plan escribe de una fila, y su texto; el seguimiento es de cada corte."""
    clase: type = type(fila)
    for campo in campos_propios(clase):
        valor = getattr(fila, campo)
        yield campo, "" if valor is None else str(valor)
    for nombre, extra in fila.extras.items():
        yield f"extras.{nombre}", _como_dato(extra)


def _como_dato(extra: Extra) -> str:
    """Un extra como se lee: la fecha, ``dd/mm/aaaa``, y el decimal, con coma."""
    if isinstance(extra, date):
        return f"{extra.day:02d}/{extra.month:02d}/{extra.year:04d}"
    return f"{extra:f}".replace(".", ",") if isinstance(extra, Decimal) else str(extra)


def texto_de(fila: FilaDeMatriz) -> str:
    """Lo que dice una fila, en plano."""
    return en_plano(" ".join(getattr(fila, campo) or "" for campo in _DICEN[type(fila)]))


@attrs.frozen(eq=False)
class Ficha:
    """Una fila y aquello en que se la reconoce."""

    orden: int
    """Su puesto en el plan."""
    fila: FilaAnalizada
    lugar: Lugar
    texto: str
    unica: bool
    """Si ninguna otra fila de su plan dice lo mismo."""

    @property
    def clase(self) -> type[FilaDeMatriz]:
        """Actividad o trámite: lo uno no se vuelve lo otro."""
        return type(self.fila.fila)

    @property
    def subcomponente(self) -> str:
        """El nombre del suyo; los trámites no tienen."""
        return en_plano(self.fila.subcomponente.nombre) if self.fila.subcomponente else ""

    @property
    def datos(self) -> tuple[str, ...]:
        """Todo lo que el plan dice de ella, menos su código."""
        escritos = escritos_de(self.fila.fila)
        return tuple(en_plano(texto) for campo, texto in escritos if campo not in _CODIGOS)


def emparejar(
    antes: Sequence[FilaAnalizada], despues: Sequence[FilaAnalizada]
) -> tuple[list[tuple[Ficha, Ficha]], list[Ficha], list[Ficha]]:
    """Las parejas, en el orden de las nuevas; las que ya no están, y las que no estaban.

    Al cambiar un plan por el otro salen las mismas parejas, al revés.
    """
    de_antes, de_despues = lugares_de(antes, despues)
    parejas, quedan, faltan = casar(
        list(_fichas(antes, de_antes)), list(_fichas(despues, de_despues)), _PASOS
    )
    return sorted(parejas, key=lambda pareja: pareja[1].orden), quedan, faltan


def _fichas(filas: Sequence[FilaAnalizada], lugares: Sequence[Lugar]) -> Iterator[Ficha]:
    textos = [(type(fila.fila), texto_de(fila.fila)) for fila in filas]
    veces = Counter(textos)
    for orden, (fila, lugar, texto) in enumerate(zip(filas, lugares, textos, strict=True)):
        yield Ficha(orden, fila, lugar, texto[1], veces[texto] == 1)


def _identicas(ficha: Ficha) -> Hashable:
    return ficha.lugar, ficha.subcomponente, ficha.datos


def _en_su_subcomponente(ficha: Ficha) -> Hashable:
    return ficha.lugar, ficha.subcomponente, ficha.texto


def _en_su_lugar(ficha: Ficha) -> Hashable:
    return ficha.lugar, ficha.texto


def _en_otro_lugar(ficha: Ficha) -> Hashable:
    return (ficha.clase, ficha.texto) if ficha.unica and ficha.texto else None


def _parecidas(
    viejas: Sequence[Ficha],
    nuevas: Sequence[Ficha],
    *,
    claves: Callable[[Ficha, str], Iterable[str]],
    desde: float,
) -> Iterator[tuple[Ficha, Ficha]]:
    """Las que se parecen, de las que comparten una clave en el mismo lugar."""
    fichas = [*viejas, *nuevas]
    letras = dict(zip(fichas, en_letras(ficha.texto for ficha in fichas), strict=True))
    de_nuevas = _por_lugar(nuevas)
    for lugar, suyas in _por_lugar(viejas).items():
        otras = de_nuevas.get(lugar, [])
        viejos, nuevos = (
            [Texto(letras[ficha], claves(ficha, letras[ficha])) for ficha in lado]
            for lado in (suyas, otras)
        )
        for vieja, nueva in _las_mejores(viejos, nuevos, desde):
            yield suyas[vieja], otras[nueva]


def _por_lugar(fichas: Iterable[Ficha]) -> dict[Lugar, list[Ficha]]:
    lugares: dict[Lugar, list[Ficha]] = {}
    for ficha in fichas:
        lugares.setdefault(ficha.lugar, []).append(ficha)
    return lugares


def _las_mejores(
    viejos: Sequence[Texto], nuevos: Sequence[Texto], desde: float
) -> Iterator[tuple[int, int]]:
    """Las parejas de más a menos parecidas; a igual parecido, la de puestos más cercanos."""
    puntajes = [
        # La suma desempata sin mirar de qué lado está cada una.
        (-cuanto, abs(i - j), i + j, i, j)
        for i, j in candidatas(viejos, nuevos)
        if (cuanto := parecido(viejos[i].letras, nuevos[j].letras, desde))
    ]
    usados: tuple[set[int], set[int]] = set(), set()
    for *_, i, j in sorted(puntajes):
        if i not in usados[0] and j not in usados[1]:
            usados[0].add(i)
            usados[1].add(j)
            yield i, j


def _por_codigo(ficha: Ficha, _letras: str) -> Iterable[str]:
    return filter(None, [en_plano(ficha.fila.fila.identificador)])


_POR_PALABRAS: Paso[Ficha] = functools.partial(
    _parecidas, claves=lambda _ficha, letras: por_palabras(letras), desde=PARECIDO
)
_PASOS: tuple[Paso[Ficha], ...] = (
    functools.partial(en_orden, clave=_identicas),
    functools.partial(en_orden, clave=_en_su_subcomponente),
    functools.partial(en_orden, clave=_en_su_lugar),
    functools.partial(en_orden, clave=_en_otro_lugar),
    _POR_PALABRAS,
    _POR_PALABRAS,  # en un lugar de cientos, la segunda vez ve a las que la primera tapaba
    functools.partial(_parecidas, claves=_por_codigo, desde=PARECIDO_CON_CODIGO),
)
"""De un texto que se repite se casa antes la que no cambió en nada, y luego en orden."""
