"""Qué cambió entre dos cortes, o entre dos planes: avances, retrocesos, filas y palabras."""

import functools
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from difflib import SequenceMatcher
from typing import Literal

import attrs

from paac_reportes.analisis.analisis import Analisis
from paac_reportes.analisis.avance import clave_de_componente
from paac_reportes.analisis.filas import FilaAnalizada
from paac_reportes.modelo import Actividad

Operacion = Literal["igual", "quitó", "puso"]

_PARECIDO = 0.6
"""Desde aquí dos textos son el mismo, escrito de otro modo."""


@attrs.frozen
class CambioDeTexto:
    """Un dato de una fila que se escribió de otro modo."""

    campo: str
    antes: str
    despues: str

    def palabras(self) -> Iterator[tuple[Operacion, str]]:
        """Los tramos del texto: lo que sigue igual, lo que se quitó y lo que se puso."""
        viejas, nuevas = self.antes.split(), self.despues.split()
        comparador = SequenceMatcher(None, viejas, nuevas, autojunk=False)
        for operacion, i, j, k, m in comparador.get_opcodes():
            if operacion == "equal":
                yield "igual", " ".join(viejas[i:j])
                continue
            if j > i:
                yield "quitó", " ".join(viejas[i:j])
            if m > k:
                yield "puso", " ".join(nuevas[k:m])


@attrs.frozen(eq=False, slots=False)
class Pareja:
    """La misma fila, antes y después."""

    antes: FilaAnalizada
    despues: FilaAnalizada

    @property
    def diferencia(self) -> Decimal | None:
        """Puntos de avance que subió (o bajó); ``None`` si falta alguno de los dos."""
        viejo, nuevo = self.antes.avance, self.despues.avance
        return None if viejo is None or nuevo is None else nuevo - viejo

    @functools.cached_property
    def textos(self) -> tuple[CambioDeTexto, ...]:
        """Los datos que cambiaron de palabras; el seguimiento no, que es de cada corte."""
        viejo, nuevo = self.antes.fila, self.despues.fila
        if viejo is nuevo or type(viejo) is not type(nuevo):
            return ()
        campos = (c.name for c in attrs.fields(type(viejo)) if c.name != "seguimientos")
        pares = ((c, getattr(viejo, c) or "", getattr(nuevo, c) or "") for c in campos)
        return tuple(CambioDeTexto(c, a, b) for c, a, b in pares if a != b)


@attrs.frozen(eq=False, slots=False)
class Comparacion:
    """Lo que va de un análisis a otro."""

    antes: Analisis
    despues: Analisis
    parejas: tuple[Pareja, ...]
    nuevas: tuple[FilaAnalizada, ...]
    retiradas: tuple[FilaAnalizada, ...]

    @functools.cached_property
    def avanzaron(self) -> tuple[Pareja, ...]:
        """Las que subieron su porcentaje."""
        return tuple(p for p in self.parejas if p.diferencia is not None and p.diferencia > 0)

    @functools.cached_property
    def retrocedieron(self) -> tuple[Pareja, ...]:
        """Las que lo bajaron."""
        return tuple(p for p in self.parejas if p.diferencia is not None and p.diferencia < 0)

    @functools.cached_property
    def empezaron(self) -> tuple[Pareja, ...]:
        """Las que no decían su porcentaje y ahora sí."""
        return tuple(
            p for p in self.parejas if p.antes.avance is None and p.despues.avance is not None
        )

    @functools.cached_property
    def callaron(self) -> tuple[Pareja, ...]:
        """Las que traían reporte y ya no."""
        return tuple(p for p in self.parejas if p.antes.reportada and not p.despues.reportada)

    @functools.cached_property
    def reescritas(self) -> tuple[Pareja, ...]:
        """Las que dicen con otras palabras lo que hay que hacer."""
        return tuple(pareja for pareja in self.parejas if pareja.textos)


def comparar(antes: Analisis, despues: Analisis) -> Comparacion:
    """Empareja las filas de dos análisis y deja a la vista lo que cambió.

    Los códigos se repiten y cambian: en cada componente de cada dependencia se emparejan primero
    las de igual código y texto, luego las de igual código, las de igual texto y las parecidas.
    """
    parejas: list[Pareja] = []
    nuevas: list[FilaAnalizada] = []
    retiradas: list[FilaAnalizada] = []
    viejas, actuales = _por_lugar(antes), _por_lugar(despues)
    for lugar in dict.fromkeys((*viejas, *actuales)):
        suyas = _emparejar(viejas.get(lugar, []), actuales.get(lugar, []))
        parejas += suyas[0]
        retiradas += suyas[1]
        nuevas += suyas[2]
    return Comparacion(antes, despues, tuple(parejas), tuple(nuevas), tuple(retiradas))


def _por_lugar(analisis: Analisis) -> dict[object, list[FilaAnalizada]]:
    lugares: dict[object, list[FilaAnalizada]] = {}
    for fila in analisis.todo.filas:
        dependencia = fila.dependencia.nombre.casefold() if fila.dependencia else ""
        clase = fila.ruta.rpartition(".")[2].partition("[")[0]  # los intercambios van con los suyos
        lugares.setdefault((dependencia, clave_de_componente(fila.componente), clase), []).append(
            fila
        )
    return lugares


def _emparejar(
    viejas: Sequence[FilaAnalizada], nuevas: Sequence[FilaAnalizada]
) -> tuple[list[Pareja], list[FilaAnalizada], list[FilaAnalizada]]:
    quedan, faltan = list(viejas), list(nuevas)
    parejas: list[Pareja] = []
    claves: tuple[Callable[[FilaAnalizada], object], ...] = (
        lambda fila: (_codigo(fila), _texto(fila)),
        _codigo,
        _texto,
    )
    for clave in claves:
        por_clave: dict[object, list[FilaAnalizada]] = {}
        for fila in quedan:
            if clave(fila):
                por_clave.setdefault(clave(fila), []).append(fila)
        for fila in list(faltan):
            if candidatas := por_clave.get(clave(fila)):
                vieja = candidatas.pop(0)
                parejas.append(Pareja(vieja, fila))
                quedan.remove(vieja)
                faltan.remove(fila)
    for fila in list(faltan):
        parecidos = [(_parecido(otra, fila), otra) for otra in quedan]
        cuanto, parecida = max(parecidos, key=lambda par: par[0], default=(0.0, fila))
        if cuanto >= _PARECIDO:
            parejas.append(Pareja(parecida, fila))
            quedan.remove(parecida)
            faltan.remove(fila)
    lugar = {id(fila): numero for numero, fila in enumerate(nuevas)}
    parejas.sort(key=lambda pareja: lugar[id(pareja.despues)])
    return parejas, quedan, faltan


def _codigo(fila: FilaAnalizada) -> str | None:
    return fila.fila.codigo if isinstance(fila.fila, Actividad) else fila.fila.numero


def _texto(fila: FilaAnalizada) -> str | None:
    return fila.fila.descripcion if isinstance(fila.fila, Actividad) else fila.fila.nombre


def _parecido(una: FilaAnalizada, otra: FilaAnalizada) -> float:
    textos = (_texto(una) or "").split(), (_texto(otra) or "").split()
    return SequenceMatcher(None, *textos, autojunk=False).ratio() if all(textos) else 0.0
