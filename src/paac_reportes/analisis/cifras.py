"""Las cifras de un grupo de filas: cada una sabe de qué filas salió.

Lo que se desconoce no cuenta como cero y lo que no aplica no entra en los promedios; el método y
los denominadores van siempre con la cifra.
"""

import functools
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Literal

import attrs

from paac_reportes.analisis.filas import FilaAnalizada
from paac_reportes.analisis.totales import (
    Medida,
    promedio_de_actividades,
    promedio_de_subcomponentes,
)
from paac_reportes.modelo import Estado
from paac_reportes.modelo.escalas import Escala, Zona

Metodo = Literal["actividades", "subcomponentes", "ponderado"]

METODOS: dict[Metodo, str] = {
    "actividades": "promedio de las actividades",
    "subcomponentes": "promedio de los promedios de los subcomponentes",
    "ponderado": "promedio de los promedios de los componentes, según su peso",
}
"""Cómo se nombra cada uno en un informe."""

Pesos = Mapping[int, Decimal]
"""El peso de cada componente por su número; el que falte pesa 1."""


@attrs.frozen(eq=False, slots=False)
class Cifras:
    """Las de unas filas en un corte."""

    nombre: str
    filas: tuple[FilaAnalizada, ...]
    corte: date | None
    metodo: Metodo
    escala: Escala
    pesos: Pesos = attrs.Factory(dict)

    @functools.cached_property
    def aplican(self) -> tuple[FilaAnalizada, ...]:
        """Las que entran en los promedios."""
        return tuple(fila for fila in self.filas if fila.aplica)

    @functools.cached_property
    def con_avance(self) -> tuple[FilaAnalizada, ...]:
        """Las que aplican y dicen su avance: el denominador del promedio."""
        return tuple(fila for fila in self.aplican if fila.avance is not None)

    @functools.cached_property
    def avance(self) -> Decimal | None:
        """El avance acumulado, sin redondear; ``None`` si ninguna lo dice."""
        return _PROMEDIOS[self.metodo](self.con_avance, _avance, self.pesos)

    @functools.cached_property
    def avance_anterior(self) -> Decimal | None:
        """El acumulado en el corte anterior."""
        filas = [f for f in self.aplican if _avance_anterior(f) is not None]
        return _PROMEDIOS[self.metodo](filas, _avance_anterior, self.pesos)

    @property
    def avance_del_periodo(self) -> Decimal | None:
        """Lo que subió el acumulado desde el corte anterior; ``None`` si no se sabe alguno."""
        if self.avance is None or self.avance_anterior is None:
            return None
        return self.avance - self.avance_anterior

    @property
    def zona(self) -> Zona | None:
        """La del avance sin redondear."""
        return self.escala.zona_de(self.avance)

    @functools.cached_property
    def por_zona(self) -> dict[str, tuple[FilaAnalizada, ...]]:
        """Las filas con avance, por la zona del suyo; todas las zonas, de mayor a menor."""
        grupos: dict[str, list[FilaAnalizada]] = {z.nombre: [] for z in reversed(self.escala.zonas)}
        for fila in self.con_avance:
            zona = self.escala.zona_de(fila.avance)
            if zona is not None:
                grupos[zona.nombre].append(fila)
        return {nombre: tuple(filas) for nombre, filas in grupos.items()}

    @functools.cached_property
    def por_estado(self) -> dict[Estado | None, int]:
        """Cuántas hay en cada estado declarado; ``None`` son las que no declaran."""
        cuenta = Counter(fila.estado for fila in self.filas)
        return {estado: cuenta[estado] for estado in (*Estado, None)}

    @functools.cached_property
    def con_texto(self) -> tuple[FilaAnalizada, ...]:
        """Las que escribieron un seguimiento."""
        return tuple(fila for fila in self.filas if fila.con_texto)

    @functools.cached_property
    def con_guion(self) -> tuple[FilaAnalizada, ...]:
        """Las que sólo escribieron un guion."""
        return tuple(fila for fila in self.filas if fila.con_guion)

    @functools.cached_property
    def en_blanco(self) -> tuple[FilaAnalizada, ...]:
        """Las que no escribieron nada."""
        return tuple(fila for fila in self.filas if not fila.con_texto and not fila.con_guion)

    @functools.cached_property
    def sin_reporte(self) -> tuple[FilaAnalizada, ...]:
        """Las que aplican, ya se podían exigir en el corte y no traen reporte."""
        return tuple(f for f in self.aplican if not f.reportada and self._exigible(f))

    @functools.cached_property
    def exigibles(self) -> tuple[FilaAnalizada, ...]:
        """Las que aplican y en el corte ya debían mostrar algo."""
        return tuple(fila for fila in self.aplican if self._exigible(fila))

    @functools.cached_property
    def vencidas(self) -> tuple[FilaAnalizada, ...]:
        """Las que aplican, ya pasó el último de sus días y se sabe que no están terminadas."""
        if self.corte is None:
            return ()
        corte = self.corte
        return tuple(f for f in self.aplican if f.terminada is False and f.fecha.vencida(corte))

    def por_vencer(self, hasta: date) -> tuple[FilaAnalizada, ...]:
        """Las que aplican, no están terminadas y tienen algún día después del corte y hasta ahí."""
        if self.corte is None:
            return ()
        corte = self.corte
        return tuple(
            fila
            for fila in self.aplican
            if not fila.terminada and any(corte < dia <= hasta for dia in fila.fecha.dias)
        )

    @functools.cached_property
    def fechas_por_revisar(self) -> tuple[tuple[FilaAnalizada, str], ...]:
        """Lo que conviene revisar de las fechas, con su fila."""
        return tuple((fila, aviso) for fila in self.filas for aviso in fila.fecha.avisos)

    def _exigible(self, fila: FilaAnalizada) -> bool:
        return self.corte is not None and bool(fila.fecha.exigible(self.corte))


def _avance(fila: FilaAnalizada) -> Decimal | None:
    return fila.avance


def _avance_anterior(fila: FilaAnalizada) -> Decimal | None:
    return fila.anterior.avance if fila.anterior else None


Valor = Callable[[FilaAnalizada], Decimal | None]


def _de_actividades(filas: Sequence[FilaAnalizada], valor: Valor, _pesos: Pesos) -> Decimal | None:
    return promedio_de_actividades(_medidas(filas, valor))


def _de_subcomponentes(
    filas: Sequence[FilaAnalizada], valor: Valor, _pesos: Pesos
) -> Decimal | None:
    return promedio_de_subcomponentes(_medidas(filas, valor))


def _medidas(filas: Sequence[FilaAnalizada], valor: Valor) -> list[Medida]:
    # Los trámites no tienen subcomponente: los de un componente hacen las veces de uno.
    return [
        Medida(avance, fila.subcomponente or fila.componente)
        for fila in filas
        if (avance := valor(fila)) is not None
    ]


def _ponderado(filas: Sequence[FilaAnalizada], valor: Valor, pesos: Pesos) -> Decimal | None:
    suma = total = Decimal(0)
    for suyas in _agrupar(filas, clave_de_componente):
        promedio = _de_actividades(suyas, valor, pesos)
        numero = suyas[0].componente.numero
        peso = pesos.get(numero, Decimal(1)) if numero is not None else Decimal(1)
        if promedio is not None:
            suma += promedio * peso
            total += peso
    return suma / total if total else None


def _agrupar(
    filas: Sequence[FilaAnalizada], clave: Callable[[FilaAnalizada], object]
) -> list[list[FilaAnalizada]]:
    grupos: dict[object, list[FilaAnalizada]] = {}
    for fila in filas:
        grupos.setdefault(clave(fila), []).append(fila)
    return list(grupos.values())


def clave_de_componente(fila: FilaAnalizada) -> object:
    """El mismo componente en varias dependencias: por su número o, sin él, por su nombre."""
    componente = fila.componente
    return componente.nombre if componente.numero is None else componente.numero


_PROMEDIOS: dict[Metodo, Callable[[Sequence[FilaAnalizada], Valor, Pesos], Decimal | None]] = {
    "actividades": _de_actividades,
    "subcomponentes": _de_subcomponentes,
    "ponderado": _ponderado,
}
