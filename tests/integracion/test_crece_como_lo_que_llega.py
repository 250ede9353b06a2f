"""Con el doble en una lista, cada puerta hace a lo más el doble: se cuentan llamadas, no segundos.

Por cada función de la casa: si de ``n`` a ``2n`` llama más que el doble, hay algo que por cada uno
mira a todos los demás.
"""

import functools
import io
import warnings
from collections import Counter
from collections.abc import Callable, Container, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from ayudas.contador import contar
from ayudas.crecidos import FORMATOS, Camino, crecido, listas_de

import paac_reportes as paac
from paac_reportes.modelo.temas import tema

UNOS, MUCHOS = 10, 40
"""Con pocos basta para sospechar; lo que empieza en cierto tamaño (la página que se llena) crece de
golpe una vez, y con muchos ya pasó."""
SOBRAN = 5
"""Llamadas de más que el doble, por cada uno: ordenar pide unas cuantas; mirar a todos por cada
uno, el doble de los que hay."""
CASOS = [(clave, camino) for clave in FORMATOS for camino in listas_de(tema(clave).clase)]


def puertas(
    clave: str, contenido: Any, carpeta: Path
) -> Iterator[tuple[str, Callable[[], object]]]:
    """Lo que se hace con un contenido, por su nombre; lo que se prepara antes no se cuenta."""
    cortes = contenido.cortes()
    corte = max(cortes, default=date(2026, 4, 30))

    def emitir(tipo: str) -> bytes:
        return paac.reporte(contenido, FORMATOS[clave], corte=corte).emitir(tipo).contenido

    for tipo in ("docx", "xlsx", "html", "csv", "json", "zip"):
        yield tipo, functools.partial(emitir, tipo)
    for tipo in ("docx", "xlsx"):
        yield f"leer {tipo}", _leer(emitir(tipo), tipo)
    for tipo in ("xlsx", "json"):
        yield f"guardar {tipo}", functools.partial(_guardado, contenido, tipo)
        yield f"leer lo guardado en {tipo}", _leer(_guardado(contenido, tipo), tipo)
    filas = paac.filas_de(contenido)
    yield "filas", lambda: paac.filas_de(contenido)
    yield "de filas", lambda: paac.desde_filas(filas, de=clave)
    analizado = paac.analizar(contenido, corte=corte)
    yield "analizar", lambda: paac.analizar(contenido, corte=corte)
    yield "comparar", lambda: paac.comparar(analizado, paac.analizar(contenido, corte=corte))
    yield "revisar", lambda: paac.revisar(contenido)
    yield "capturar", lambda: paac.capturar(contenido, corte, carpeta, reemplazar=True)
    paac.capturar(contenido, corte, carpeta, reemplazar=True)
    libros = sorted(carpeta.iterdir())
    yield "reunir", lambda: paac.reunir(libros, base=contenido)


def _guardado(contenido: Any, tipo: str) -> bytes:
    flujo = io.BytesIO()
    paac.guardar(contenido, flujo, tipo=tipo)
    return flujo.getvalue()


def _leer(escrito: bytes, tipo: str) -> Callable[[], object]:
    def leer() -> object:
        flujo = io.BytesIO(escrito)
        flujo.name = f"uno.{tipo}"
        return paac.leer(flujo)

    return leer


def crecen(clave: str, camino: Camino, carpeta: Path) -> dict[str, Counter[str]]:
    """Por puerta, las funciones que con el doble llaman más que el doble, y cuánto de más."""
    sospechas = _sobran(clave, camino, carpeta, UNOS)
    if not sospechas:
        return {}
    ciertas = _sobran(clave, camino, carpeta, MUCHOS, sospechas)
    return {
        puerta: suyas
        for puerta, todas in ciertas.items()
        if (
            suyas := Counter({quien: n for quien, n in todas.items() if quien in sospechas[puerta]})
        )
    }


def _sobran(
    clave: str, camino: Camino, carpeta: Path, unos: int, cuales: Container[str] | None = None
) -> dict[str, Counter[str]]:
    cuentas: list[dict[str, Counter[str]]] = []
    for cuantos in (unos, 2 * unos):
        suya = carpeta / str(cuantos)
        suya.mkdir()
        contenido = crecido(clave, camino, cuantos)
        hechas: dict[str, Counter[str]] = {}
        for puerta, hacer in puertas(clave, contenido, suya):
            if cuales is not None and puerta not in cuales:
                continue
            hacer()  # lo que se recuerda entre uno y otro no es de ninguno
            hechas[puerta] = contar(hacer)
        cuentas.append(hechas)
    menos, mas = cuentas
    sobran = {
        puerta: Counter(
            {
                quien: veces - 2 * menos[puerta][quien]
                for quien, veces in suyas.items()
                if ":" in quien and veces - 2 * menos[puerta][quien] > SOBRAN * unos
            }
        )
        for puerta, suyas in mas.items()
    }
    return {puerta: suyas for puerta, suyas in sobran.items() if suyas}


def _caso(clave: str, camino: Camino) -> Any:
    nombre = f"{clave}-{'.'.join(rama.nombre for rama in camino)}"
    return pytest.param(clave, camino, id=nombre)


@pytest.mark.parametrize(("clave", "camino"), [_caso(*caso) for caso in CASOS])
def test_con_el_doble_se_hace_el_doble(clave: str, camino: Camino, tmp_path: Path) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", paac.AvisoPaac)
        hallado = crecen(clave, camino, tmp_path)
    assert {puerta: suyas.most_common(5) for puerta, suyas in hallado.items()} == {}
