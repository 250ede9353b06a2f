"""Los promedios, por su nombre: los de una columna impresa y los de los avances de un plan."""

from collections.abc import Callable, Sequence
from decimal import Decimal, localcontext

from paac_reportes import clases
from paac_reportes.decimales import contexto
from paac_reportes.grupos import agrupadas

_CONTEXTO = contexto(40)
"""Propio: la misma entrada da lo mismo en el programa de cualquiera."""


@clases.frozen
class Medida:
    """Un número conocido y el grupo (el subcomponente) de donde viene."""

    valor: Decimal
    grupo: object = None


def promedio_de_actividades(medidas: Sequence[Medida]) -> Decimal | None:
    """El promedio de todas las medidas, cada una con el mismo peso; ``None`` si no hay."""
    if not medidas:
        return None
    with localcontext(_CONTEXTO):
        return sum((medida.valor for medida in medidas), Decimal(0)) / len(medidas)


def promedio_de_subcomponentes(medidas: Sequence[Medida]) -> Decimal | None:
    """Promedio de los promedios de cada grupo; ``None`` si no hay medidas."""
    promedios = [promedio_de_actividades(grupo) for grupo in por_grupo(medidas)]
    return promedio_de_actividades([Medida(media) for media in promedios if media is not None])


def promedio_ponderado(
    medidas: Sequence[Medida], peso_de: Callable[[object], Decimal]
) -> Decimal | None:
    """Promedio de los promedios de cada grupo, según su peso; ``None`` si no hay medidas."""
    if not medidas:
        return None
    with localcontext(_CONTEXTO):
        suma = total = Decimal(0)
        for grupo in por_grupo(medidas):
            peso = peso_de(grupo[0].grupo)
            suma += (promedio_de_actividades(grupo) or Decimal(0)) * peso
            total += peso
        return suma / total


def suma(medidas: Sequence[Medida]) -> Decimal | None:
    """La suma de las medidas; ``None`` si no hay."""
    if not medidas:
        return None
    with localcontext(_CONTEXTO):
        return sum((medida.valor for medida in medidas), Decimal(0))


def por_grupo(medidas: Sequence[Medida]) -> list[list[Medida]]:
    """Las medidas de cada grupo, en el orden en que aparecen."""
    return list(agrupadas((medida.grupo, medida) for medida in medidas).values())


def cuenta(medidas: Sequence[Medida]) -> Decimal | None:
    """Número de medidas."""
    return Decimal(len(medidas))


def minimo(medidas: Sequence[Medida]) -> Decimal | None:
    """Menor de las medidas; ``None`` si no hay."""
    return min((medida.valor for medida in medidas), default=None)


def maximo(medidas: Sequence[Medida]) -> Decimal | None:
    """Mayor de las medidas; ``None`` si no hay."""
    return max((medida.valor for medida in medidas), default=None)


def mediana(medidas: Sequence[Medida]) -> Decimal | None:
    """Medida del medio o, si son pares, el promedio de las dos; ``None`` si no hay."""
    valores = sorted(medida.valor for medida in medidas)
    medio = len(valores) // 2
    cuantas = 1 if len(valores) % 2 else 2
    return promedio_de_actividades([Medida(v) for v in valores[medio + 1 - cuantas : medio + 1]])


DE_COLUMNA: dict[str, Callable[[Sequence[Medida]], Decimal | None]] = {
    "promedio": promedio_de_actividades,
    "promedio_de_actividades": promedio_de_actividades,
    "promedio_de_subcomponentes": promedio_de_subcomponentes,
    "suma": suma,
    "cuenta": cuenta,
    "minimo": minimo,
    "maximo": maximo,
    "mediana": mediana,
}
"""Con qué se resume una columna impresa: de sus celdas, sin arrastrar nada de otro corte."""
