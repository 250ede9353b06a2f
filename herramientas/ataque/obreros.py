"""Procesos que corren casos con poca memoria y poco tiempo; el que no responde se termina."""

import json
import resource
import subprocess
import sys
import time
import traceback
from collections.abc import Iterable, Iterator
from pathlib import Path
from queue import Empty, Queue
from threading import Thread
from typing import Any, NamedTuple

from herramientas.ataque.casos import RAIZ, correr

SEGUNDOS = 5
"""Lo que un caso puede tomar, de procesador: así otros que usen la máquina no lo hacen fallar."""
MEGAS = 512
SEGUNDOS_POR_PAGINA = 0.02
MEGAS_POR_PAGINA = 0.4
"""De un PDF: un texto de setenta mil renglones son mil trescientas páginas, y se pagan."""
_ESPERA = 90
"""Segundos de reloj tras los que un obrero que no responde se da por colgado."""
_MEMORIA_MAXIMA = 2 * 10**9
"""De direcciones, que son más que la memoria: pasarla es una falla sin agotar la máquina."""


def obrero() -> None:
    """Por cada caso que llega por la entrada, un renglón con su falla o sin ella."""
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORIA_MAXIMA, _MEMORIA_MAXIMA))
    for renglon in sys.stdin:
        semilla, clase, numero = renglon.split()
        antes = time.process_time()
        falla, paginas = _resultado(semilla, clase, int(numero))
        segundos = time.process_time() - antes
        megas = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        falla = falla or _de_mas(segundos, megas, paginas or 0)
        hecho = {"falla": falla, "emitido": paginas is not None, "sobra": megas > MEGAS}
        print(json.dumps(hecho), flush=True)


def _de_mas(segundos: float, megas: int, paginas: int) -> str:
    """Lo que un caso tomó de más, con las páginas que hizo."""
    if segundos > SEGUNDOS + SEGUNDOS_POR_PAGINA * paginas:
        return f"tardó {segundos:.1f} s, y son {paginas} páginas"
    if megas > MEGAS + MEGAS_POR_PAGINA * paginas:
        return f"pidió {megas} MB, y son {paginas} páginas"
    return ""


def _resultado(semilla: str, clase: str, numero: int) -> tuple[str, int | None]:
    try:
        return "", correr(semilla, clase, numero)
    except Exception as error:  # noqa: BLE001 - cualquiera que se escape es lo que se busca
        marcos = traceback.extract_tb(error.__traceback__)[-4:]
        donde = " < ".join(f"{Path(m.filename).name}:{m.lineno}" for m in reversed(marcos))
        return f"{type(error).__name__}: {str(error)[:150]!a} ({donde})", None


class Hecho(NamedTuple):
    """Un caso ya corrido."""

    clase: str
    numero: int
    falla: str
    emitido: bool


class Obrero:
    """Uno, con su proceso; si muere o se cuelga, empieza otro."""

    def __init__(self) -> None:
        self._proceso: subprocess.Popen[str] | None = None
        self._respuestas: Queue[str] = Queue()

    def hacer(self, semilla: str, clase: str, numero: int) -> tuple[str, bool]:
        """La falla de un caso, vacía si no la tuvo, y si llegó a emitirse."""
        proceso = self._proceso or self._empezar()
        if proceso.stdin is not None:
            proceso.stdin.write(f"{semilla} {clase} {numero}\n")
            proceso.stdin.flush()
        try:
            respuesta = self._respuestas.get(timeout=_ESPERA)
        except Empty:
            self.terminar()
            return f"no respondió en {_ESPERA} s", False
        if not respuesta:
            codigo = proceso.wait()
            self.terminar()
            return f"el proceso murió ({codigo})", False
        leida: dict[str, Any] = json.loads(respuesta)
        if leida["sobra"]:
            self.terminar()
        return str(leida["falla"]), bool(leida["emitido"])

    def terminar(self) -> None:
        """Acaba con su proceso."""
        if self._proceso is not None:
            self._proceso.kill()
            self._proceso.wait()
            self._proceso = None

    def _empezar(self) -> subprocess.Popen[str]:
        orden = [sys.executable, "-m", "herramientas.ataque", "--obrero"]
        self._proceso = subprocess.Popen(
            orden, cwd=RAIZ, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        self._respuestas = Queue()
        leida = (self._proceso.stdout, self._respuestas)
        Thread(target=_leer, args=leida, daemon=True).start()
        return self._proceso


def _leer(salida: Iterable[str], respuestas: "Queue[str]") -> None:
    for renglon in salida:
        respuestas.put(renglon)
    respuestas.put("")


def atacar(semilla: str, cuantos: dict[str, int], hasta: float, obreros: int) -> Iterator[Hecho]:
    """Cada caso, según va saliendo, hasta que se acaben o pase la hora."""
    pendientes: Queue[tuple[str, int]] = Queue()
    hechos: Queue[Hecho | None] = Queue()
    for caso in _intercalados(cuantos):
        pendientes.put(caso)

    def trabajar() -> None:
        uno = Obrero()
        while time.monotonic() < hasta:
            try:
                clase, numero = pendientes.get_nowait()
            except Empty:
                break
            hechos.put(Hecho(clase, numero, *uno.hacer(semilla, clase, numero)))
        uno.terminar()
        hechos.put(None)

    hilos = [Thread(target=trabajar, daemon=True) for _ in range(obreros)]
    for hilo in hilos:
        hilo.start()
    quedan = len(hilos)
    while quedan:
        hecho = hechos.get()
        if hecho is None:
            quedan -= 1
        else:
            yield hecho


def _intercalados(cuantos: dict[str, int]) -> list[tuple[str, int]]:
    """Los de todas las clases a la vez, para que en poco tiempo haya de todas."""
    casos = [
        (numero / total, clase, numero)
        for clase, total in cuantos.items()
        for numero in range(total)
    ]
    return [(clase, numero) for _, clase, numero in sorted(casos)]
