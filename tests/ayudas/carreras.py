"""Dos oficinas guardan mientras control interno cierra el corte: qué quedó y qué se le dijo a quién.

Sirve a cualquier anfitrión: él da cómo se guarda, cómo se cierra, cómo se reabre y qué hay.
"""

import random
import time
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, field
from datetime import date
from threading import Barrier
from typing import Any

import paac_reportes as paac
from ayudas.ejemplos import VECES

RONDAS = 8 * VECES
"""En ``make profundo``, doscientas."""
CERRADO = "cerrado", "cerró", "no tiene un corte abierto"
"""Una de estas palabras tiene el error de quien llega tarde."""


@dataclass
class Anfitrion:
    """Lo que la carrera le pide al programa que lleva la biblioteca."""

    guardar: Sequence[Callable[[str], str]]
    """Por cada una que guarda: deja un texto en el corte; en blanco si pudo, o lo que se le dijo."""
    cerrar: Callable[[], str]
    reabrir: Callable[[], None]
    vivo: Callable[[], paac.Plan]
    """El plan que hay en las tablas."""
    congelado: Callable[[], paac.Plan]
    """El de la instantánea del corte."""


@dataclass
class Cuenta:
    """Lo que pasó en todas las rondas; sin defectos, las tres últimas listas están vacías."""

    a_tiempo: int = 0
    tarde: int = 0
    perdidos: list[str] = field(default_factory=list)
    """Se dijo que quedó, y la instantánea no lo trae."""
    fuera: list[str] = field(default_factory=list)
    """Quedó en las tablas y no en la instantánea, o al revés."""
    mal_dichos: list[str] = field(default_factory=list)
    """No se guardó, y la frase no dice que el corte se cerró; o no se pudo cerrar."""


def plan(oficinas: Iterable[str], corte: date) -> dict[str, Any]:
    """Los datos de uno pequeño: una actividad por oficina, con lo que dijo en el corte."""
    seguimiento = {"corte": str(corte), "texto": "Nada"}
    actividades = [{"descripcion": "Publicar", "seguimientos": [seguimiento]}]
    componente = {"numero": 1, "subcomponentes": [{"actividades": actividades}]}
    dependencias = [{"nombre": oficina, "componentes": [componente]} for oficina in oficinas]
    return {"entidad": {"nombre": "MUNICIPIO"}, "vigencia": 2026, "dependencias": dependencias}


def correr(anfitrion: Anfitrion, rondas: int, demora: float, semilla: int = 1) -> dict[str, Any]:
    """Las rondas, con cada quien a destiempo hasta una demora: así caen antes, durante y después."""
    azar, cuenta = random.Random(semilla), Cuenta()  # noqa: S311 - no guarda ningún secreto
    with ThreadPoolExecutor(len(anfitrion.guardar) + 1) as hilos:
        for ronda in range(rondas):
            textos = [f"Ronda {ronda}, oficina {n}" for n in range(len(anfitrion.guardar))]
            haceres = [
                anfitrion.cerrar,
                *(_con(hacer, uno) for hacer, uno in zip(anfitrion.guardar, textos, strict=True)),
            ]
            cierre, *dichos = _a_la_vez(hilos, haceres, [azar.random() * demora for _ in haceres])
            _anotar(cuenta, anfitrion, cierre, dict(zip(textos, dichos, strict=True)))
            anfitrion.reabrir()
    return asdict(cuenta)


def _con(hacer: Callable[[str], str], texto: str) -> Callable[[], str]:
    return lambda: hacer(texto)


def _a_la_vez(
    hilos: ThreadPoolExecutor, haceres: Sequence[Callable[[], str]], demoras: Sequence[float]
) -> list[str]:
    barrera = Barrier(len(haceres))

    def uno(hacer: Callable[[], str], demora: float) -> str:
        barrera.wait()
        time.sleep(demora)
        return hacer()

    return list(hilos.map(uno, haceres, demoras))


def _anotar(cuenta: Cuenta, anfitrion: Anfitrion, cierre: str, dichos: dict[str, str]) -> None:
    vivo, congelado = anfitrion.vivo(), anfitrion.congelado()
    en_la_instantanea = _textos(congelado)
    if vivo != congelado:
        cuenta.fuera += sorted(_textos(vivo) ^ en_la_instantanea) or ["otra cosa"]
    if cierre:
        cuenta.mal_dichos.append(f"al cerrar: {cierre}")
    for texto, error in dichos.items():
        if not error:
            cuenta.a_tiempo += 1
            if texto not in en_la_instantanea:
                cuenta.perdidos.append(texto)
            continue
        cuenta.tarde += 1
        if texto in en_la_instantanea or not any(palabra in error for palabra in CERRADO):
            cuenta.mal_dichos.append(f"{texto}: {error}")


def _textos(suyo: paac.Plan) -> set[str]:
    """Lo que se reportó, de cada fila."""
    filas = (fila for _, componente in suyo.tablas() for fila in componente.filas())
    return {seguimiento.texto or "" for fila in filas for seguimiento in fila.seguimientos}
