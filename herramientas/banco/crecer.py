"""Cuánto tarda y cuánta memoria pide lo que puede venir enorme, y si crece como lo que llega.

``python herramientas/banco/crecer.py [CASO…]``: cada caso con cierto tamaño y con el doble, cada
uno en su proceso; el menor tiempo de tres, en segundos de procesador, y la memoria mayor del
proceso.
"""

import io
import json
import resource
import subprocess
import sys
import time
import warnings
from collections.abc import Callable
from datetime import date
from typing import Any, cast

import attrs

import paac_reportes as paac
from paac_reportes.opc.presupuesto import LIMITES

CORTE = date(2026, 4, 30)
ENTIDAD = {"nombre": "Municipio"}
VECES = 3


def sin_limites() -> None:
    """Deja escribir lo que no se podría leer de vuelta: aquí se mide cuánto cuesta."""
    suyos = cast("dict[str, Any]", LIMITES)
    suyos |= {clave: attrs.evolve(uno, cuanto=10**12) for clave, uno in LIMITES.items()}


def con_filas(filas: list[dict[str, Any]]) -> paac.Plan:
    """Un plan de un componente."""
    componente = {"numero": 1, "subcomponentes": [{"actividades": filas}]}
    return paac.plan_desde_datos({"entidad": ENTIDAD, "componentes": [componente]})


def filas(cuantas: int, texto: str = "Publicar el informe {} de la oficina") -> Any:
    """Actividades con un seguimiento."""
    seguimiento = {"corte": str(CORTE), "avance": 50, "texto": "Se hizo la mitad"}
    return [
        {"codigo": f"{n}", "descripcion": texto.format(n), "seguimientos": [seguimiento]}
        for n in range(cuantas)
    ]


def saltos_de_linea(cuantos: int, tipo: str) -> Callable[[], object]:
    """Una celda de muchos renglones."""
    plan = con_filas([{"descripcion": "a\n" * cuantos}])
    return lambda: paac.emitir(plan, "paac-plan", tipo)


def hojas_iguales(cuantas: int) -> Callable[[], object]:
    """Un libro cuyas hojas piden el mismo nombre."""
    componentes = [{"numero": 1, "subcomponentes": [{"actividades": filas(1)}]}]
    suyas = [{"nombre": "Secretaría de Hacienda", "componentes": componentes}] * cuantas
    plan = paac.plan_desde_datos({"entidad": ENTIDAD, "dependencias": suyas})
    return lambda: paac.emitir(plan, "MCCO.101.18.F.20", "xlsx")


def fallas(cuantas: int) -> Callable[[], object]:
    """Un plan con todo mal escrito, y el texto de su error."""
    malas = [{"codigo": 1, "meta": 2, "indicador": 3} for _ in range(cuantas // 3)]
    datos = {"entidad": ENTIDAD, "componentes": [{"subcomponentes": [{"actividades": malas}]}]}
    escrito = json.dumps(datos)

    def leer() -> str:
        try:
            paac.leer_plan(io.StringIO(escrito))
        except paac.ErrorDeEntrada as error:
            return str(error)
        raise AssertionError

    return leer


def claves_desconocidas(cuantas: int) -> Callable[[], object]:
    """Un plan en que cada fila trae una errata distinta."""
    malas = [{f"descripcion{n}": "x"} for n in range(cuantas)]
    datos = {"entidad": ENTIDAD, "componentes": [{"subcomponentes": [{"actividades": malas}]}]}

    def leer() -> str:
        try:
            paac.plan_desde_datos(datos)
        except paac.ErrorDeEntrada as error:
            return str(error)
        raise AssertionError

    return leer


def una_hoja(cuantas: int) -> Callable[[], object]:
    """Una tabla de muchas páginas en una hoja."""
    plan = con_filas(filas(cuantas))
    return lambda: paac.emitir(plan, "paac-seguimiento", "xlsx")


def reescritas(cuantas: int) -> Callable[[], object]:
    """Dos planes sin un código en común y con otras palabras."""
    antes = paac.analizar(con_filas(filas(cuantas)))
    otro = "Publicar y divulgar cada informe {} que haga la dependencia"
    ahora = [fila | {"codigo": f"x{n}"} for n, fila in enumerate(filas(cuantas, otro))]
    despues = paac.analizar(con_filas(ahora))
    return lambda: paac.cifras.datos_de_comparacion(paac.comparar(antes, despues))


CASOS: dict[str, tuple[int, Callable[[int], Callable[[], object]]]] = {
    "saltos de línea en una celda, Word": (160_000, lambda n: saltos_de_linea(n, "docx")),
    "saltos de línea en una celda, Excel": (160_000, lambda n: saltos_de_linea(n, "xlsx")),
    "saltos de línea en una celda, HTML": (160_000, lambda n: saltos_de_linea(n, "html")),
    "hojas de igual nombre": (2_000, hojas_iguales),
    "fallas de un plan": (300_000, fallas),
    "claves desconocidas de un plan": (300_000, claves_desconocidas),
    "filas en una hoja": (35_000, una_hoja),
    "comparar filas reescritas": (5_000, reescritas),
}
"""El tamaño que ha de aguantar cada uno: se mide con la mitad y con él."""


def medir(caso: str, cuantos: int) -> None:
    """Los segundos y los megas de un caso en este proceso."""
    warnings.simplefilter("ignore")
    sin_limites()
    correr = CASOS[caso][1](cuantos)
    antes = time.process_time()
    correr()
    segundos = time.process_time() - antes
    megas = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(json.dumps([segundos, megas]))


def aparte(caso: str, cuantos: int) -> tuple[float, int]:
    """Los de un caso en procesos propios."""
    orden = [sys.executable, __file__, "--uno", caso, str(cuantos)]
    medidas = [
        json.loads(subprocess.run(orden, check=True, capture_output=True, text=True).stdout)
        for _ in range(VECES)
    ]
    return min(s for s, _ in medidas), max(m for _, m in medidas)


def main(pedidos: list[str]) -> None:
    """La tabla de los casos pedidos, o de todos."""
    if pedidos[:1] == ["--uno"]:
        medir(pedidos[1], int(pedidos[2]))
        return
    print("| caso | tamaño | s | con la mitad | veces | MB |\n|---|---|---|---|---|---|")
    for caso in pedidos or CASOS:
        tope = CASOS[caso][0]
        (mitad, _), (entero, megas) = aparte(caso, tope // 2), aparte(caso, tope)
        veces = entero / mitad
        print(
            f"| {caso} | {tope} | {entero:.2f} | {mitad:.2f} | {veces:.1f} | {megas} |", flush=True
        )


if __name__ == "__main__":
    main(sys.argv[1:])
