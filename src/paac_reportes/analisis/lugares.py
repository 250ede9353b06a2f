"""Cuándo un lugar de un plan es el mismo en otro: por lo que dicen sus filas, y por su nombre.

Se casan antes que las filas: primero las dependencias y, dentro de cada pareja, sus componentes.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from typing import Literal, TypeVar

import attrs

from paac_reportes import clases
from paac_reportes.analisis.filas import FilaAnalizada
from paac_reportes.grupos import agrupadas
from paac_reportes.textos.plano import en_plano

T = TypeVar("T", bound=Hashable)
Textos = Sequence[Hashable]
"""Textos de cada fila de un plan; ``None``, la que no dice nada."""

_DEL_NOMBRE = 0.5
"""Peso de llamarse igual; que todas las filas digan lo mismo vale uno."""
_PAREJAS_DE_UNO = 10_000
"""Parejas de lugares desde las que un texto ya no dice cuál es cuál."""
_SIN_NOMBRE = re.compile(r"(?:componente(?: \d+)?)?")
"""Un nombre que no dice más que el número."""


@clases.frozen
class Renombrado:
    """Un lugar que se llama de otro modo."""

    clase: Literal["dependencia", "componente"]
    dependencia: str | None
    """En cuál está el componente; ninguna si el plan no las tiene o cambió así en varias."""
    antes: str
    despues: str


@clases.frozen
class Donde:
    """El lugar de una fila, por su número."""

    dependencia: int
    tabla: int
    """El componente de esa dependencia."""


@clases.frozen
class LugaresCasados:
    """Dónde está cada fila de los dos planes: con el mismo número, si es el mismo lugar."""

    de_antes: Sequence[Donde]
    de_despues: Sequence[Donde]
    renombrados: tuple[Renombrado, ...]


@clases.frozen
class TablaDelPlan:
    """Un componente de una dependencia, en plano: los que se llaman igual son el mismo."""

    dependencia: str | None
    numero: int | None
    componente: str


def lugares_de(
    filas: tuple[Sequence[FilaAnalizada], Sequence[FilaAnalizada]],
    tablas: tuple[Sequence[TablaDelPlan], Sequence[TablaDelPlan]],
    textos: tuple[Textos, Textos],
) -> LugaresCasados:
    """Lugares casados de las filas de antes y de después, por su tabla y su texto."""
    antes, despues = tablas
    dependencias, misma = _casadas((antes, despues), textos)
    de_tablas = _numerados(antes, despues, misma)
    de_dependencias = _numerados(
        [t.dependencia for t in antes], [t.dependencia for t in despues], dependencias
    )
    de_antes, de_despues = (
        [Donde(*donde) for donde in zip(arriba, abajo, strict=True)]
        for arriba, abajo in zip(de_dependencias, de_tablas, strict=True)
    )
    # La primera fila de cada tabla, que trae sus nombres como se escriben.
    viejas, nuevas = (
        dict(zip(reversed(lado), reversed(filas_del_lado), strict=True))
        for lado, filas_del_lado in zip((antes, despues), filas, strict=True)
    )
    pares = [
        (viejas[misma[t]], nueva)
        for t in dict.fromkeys(despues)
        if t in misma and (nueva := nuevas[t])
    ]
    return LugaresCasados(de_antes, de_despues, tuple(_renombrados(pares)))


def de_lugares_sin_igual(
    viejas: Sequence[TablaDelPlan], nuevas: Sequence[TablaDelPlan]
) -> tuple[list[int], list[int]]:
    """Filas, por su orden desde 0, cuya tabla no se llama ni se numera como otra del otro plan."""
    comunes = set(viejas) & set(nuevas)
    de_antes, de_despues = (
        [orden for orden, tabla in enumerate(lado) if tabla not in comunes]
        for lado in (viejas, nuevas)
    )
    return de_antes, de_despues


def _numerados(
    antes: Sequence[T], despues: Sequence[T], mismo: Mapping[T, T]
) -> tuple[list[int], list[int]]:
    """Número de cada lugar, igual en los dos lados si es el mismo lugar."""
    numeros: dict[Hashable, int] = {}
    # Con 0, los de antes y los que son uno de ellos; con 1, los que sólo están después.
    claves = (
        [(0, lugar) for lugar in antes],
        [(0, mismo[lugar]) if lugar in mismo else (1, lugar) for lugar in despues],
    )
    de_antes, de_despues = (
        [numeros.setdefault(clave, len(numeros)) for clave in lado] for lado in claves
    )
    return de_antes, de_despues


def se_llaman_igual(fila: FilaAnalizada, otra_fila: FilaAnalizada) -> bool:
    """Si los lugares de dos filas se llaman igual; los que no tienen nombre, por su número."""
    (dependencia, nombre), (otra_dependencia, otro_nombre) = (
        (tabla.dependencia, _nombre(tabla.componente) or tabla.numero)
        for tabla in map(tabla_de_fila, (fila, otra_fila))
    )
    return dependencia == otra_dependencia and nombre == otro_nombre


def tabla_de_fila(fila: FilaAnalizada) -> TablaDelPlan:
    """La tabla de una fila: su dependencia y su componente, en plano."""
    dependencia = en_plano(fila.dependencia.nombre) if fila.dependencia else None
    return TablaDelPlan(dependencia, fila.componente.numero, en_plano(fila.componente.nombre))


def _nombre(plano: str) -> str:
    """Nombre de un componente, en plano; vacío si no dice más que su número."""
    return "" if _SIN_NOMBRE.fullmatch(plano) else plano


def _renombrados(pares: Iterable[tuple[FilaAnalizada, FilaAnalizada]]) -> Iterator[Renombrado]:
    """Los lugares que cambiaron de nombre, cada uno una vez; primero las dependencias."""
    dependencias: dict[tuple[str, str], None] = {}
    componentes: defaultdict[tuple[str, str], dict[str | None, None]] = defaultdict(dict)
    for vieja, nueva in pares:
        dependencia = nueva.dependencia.nombre if nueva.dependencia else None
        nombres = vieja.dependencia.nombre if vieja.dependencia else "", dependencia or ""
        if all(nombres) and en_plano(nombres[0]) != en_plano(nombres[1]):
            dependencias[nombres] = None
        if _nombre(en_plano(vieja.componente.nombre)) != _nombre(en_plano(nueva.componente.nombre)):
            componentes[vieja.componente.titulo, nueva.componente.titulo][dependencia] = None
    for antes, despues in dependencias:
        yield Renombrado("dependencia", None, antes, despues)
    for (antes, despues), donde in componentes.items():
        yield Renombrado(
            "componente", next(iter(donde)) if len(donde) == 1 else None, antes, despues
        )


# ------------------------------------------------------------------ parejas


@attrs.define(eq=False)
class _LugarPorCasar:
    """Un lugar por casar, entre los que pueden ser su pareja."""

    clave: Hashable
    orden: int
    nombre: str
    numero: Hashable
    filas: int = 0
    textos: Counter[Hashable] = attrs.Factory(Counter)

    def parecido(self, lugar: "_LugarPorCasar") -> float:
        """Parecido de dos lugares: la parte de las filas que dicen lo mismo, y el nombre."""
        textos, del_otro_lugar = sorted((self.textos, lugar.textos), key=len)
        iguales = sum(min(veces, del_otro_lugar[texto]) for texto, veces in textos.items())
        total = self.filas + lugar.filas
        por_textos = 2 * iguales / total if total else 0
        return por_textos + _DEL_NOMBRE * (bool(self.nombre) and self.nombre == lugar.nombre)


def _casadas(
    tablas: tuple[Sequence[TablaDelPlan], Sequence[TablaDelPlan]], textos: tuple[Textos, Textos]
) -> tuple[dict[str | None, str | None], dict[TablaDelPlan, TablaDelPlan]]:
    """Dependencia y tabla de después, cada una con la de antes que es la misma."""
    dependencias: list[list[_LugarPorCasar]] = []
    componentes: list[dict[Hashable, list[_LugarPorCasar]]] = []
    for lado, textos_del_lado in zip(tablas, textos, strict=True):
        de_arriba: dict[Hashable, _LugarPorCasar] = {}
        de_abajo: defaultdict[Hashable, dict[Hashable, _LugarPorCasar]] = defaultdict(dict)
        for tabla, texto in zip(lado, textos_del_lado, strict=True):
            dependencia = tabla.dependencia
            # El plan que no tiene dependencias es un solo lugar, que no se llama de ningún modo.
            numero = "sin dependencias" if dependencia is None else None
            _contar_fila(de_arriba, dependencia, dependencia or "", numero, texto)
            hermanas = de_abajo[dependencia]
            _contar_fila(hermanas, tabla, _nombre(tabla.componente), tabla.numero, texto)
        dependencias.append(list(de_arriba.values()))
        componentes.append({cual: list(tablas.values()) for cual, tablas in de_abajo.items()})
    de_dependencias = {nueva.clave: vieja.clave for vieja, nueva in _parejas(*dependencias)}
    de_tablas = {
        despues.clave: antes.clave
        for nueva, vieja in de_dependencias.items()
        for antes, despues in _parejas(componentes[0][vieja], componentes[1][nueva])
    }
    return de_dependencias, de_tablas  # type: ignore[return-value]


def _contar_fila(
    lugares: dict[Hashable, _LugarPorCasar],
    clave: Hashable,
    nombre: str,
    numero: Hashable,
    texto: Hashable,
) -> None:
    """Cuenta una fila, y su texto, en el lugar que tiene esa clave."""
    lugar = lugares.get(clave)
    if lugar is None:
        lugar = lugares[clave] = _LugarPorCasar(clave, len(lugares), nombre, numero)
    lugar.filas += 1
    if texto is not None:
        lugar.textos[texto] += 1


def _parejas(
    viejos: Sequence[_LugarPorCasar], nuevos: Sequence[_LugarPorCasar]
) -> Iterator[tuple[_LugarPorCasar, _LugarPorCasar]]:
    """Parejas de lugares, las más parecidas primero; a igual parecido, las del mismo número.

    El que no tiene un texto, un nombre o un número como los de otro se queda solo.
    """
    posibles = [
        (-viejo.parecido(nuevo), viejo.numero != nuevo.numero, abs(i - j), i, j)
        for i, j in _pares_posibles(viejos, nuevos)
        for viejo, nuevo in [(viejos[i], nuevos[j])]
    ]
    usados: tuple[set[int], set[int]] = set(), set()
    for *_, indice_viejo, indice_nuevo in sorted(posibles):
        if indice_viejo not in usados[0] and indice_nuevo not in usados[1]:
            usados[0].add(indice_viejo)
            usados[1].add(indice_nuevo)
            yield viejos[indice_viejo], nuevos[indice_nuevo]


def _pares_posibles(
    viejos: Sequence[_LugarPorCasar], nuevos: Sequence[_LugarPorCasar]
) -> set[tuple[int, int]]:
    """Pares (lugar de antes, lugar de después) con un texto, el nombre o el número en común."""
    de_antes, de_despues = _por_clave(viejos), _por_clave(nuevos)
    pares: set[tuple[int, int]] = set()
    for clave, ordenes in de_antes.items():
        ordenes_nuevos = de_despues.get(clave, [])
        if len(ordenes) * len(ordenes_nuevos) > _PAREJAS_DE_UNO:
            pares.update(zip(ordenes, ordenes_nuevos, strict=False))  # cada uno con el de su orden
        else:
            pares.update((viejo, nuevo) for viejo in ordenes for nuevo in ordenes_nuevos)
    return pares


def _por_clave(lugares: Sequence[_LugarPorCasar]) -> dict[Hashable, list[int]]:
    """Orden de los lugares, por cada clave en que se reconocen."""
    return agrupadas((clave, lugar.orden) for lugar in lugares for clave in _claves_de(lugar))


def _claves_de(lugar: _LugarPorCasar) -> Iterator[Hashable]:
    """Claves en que se reconoce un lugar: los textos de sus filas, su nombre y su número."""
    yield from (("texto", texto) for texto in lugar.textos)
    if lugar.nombre:
        yield "nombre", lugar.nombre
    if lugar.numero is not None:
        yield "número", lugar.numero
    elif not lugar.nombre:  # de lo que no se llama ni se numera sólo puede haber uno
        yield "nada", None
