"""De cada archivo, qué dato se lee, cuánto vale y en qué celda está: para rehacer la lectura sin perderlo.

Son los ajenos: los nuestros vuelven con su plan, y sus gestos se miden aparte. Lo guardado está en dos piezas, porque ninguna
basta sola:

- ``resumen.tsv``, un renglón por archivo: cuántos datos, las huellas de sus valores y de sus celdas, y
  cuántos avisos de cada código. Es lo que se lee en un ``git diff``.
- ``datos.xz``, con que la prueba dice cuáles datos cambiaron: de cada uno su ruta, la huella de su valor
  y su celda. Con los valores serían varios megas, y los reales no pueden estar aquí: tampoco el nombre
  de una hoja, que va como huella.
"""

import io
import json
import lzma
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import cache, partial
from hashlib import sha256
from typing import Any, NamedTuple

import paac_reportes as paac
from ayudas import contratista, gestos, libros_ajenos
from ayudas.compartido import DATOS, RAIZ
from ayudas.mapas_ajenos import f1_2018
from ayudas.matrices import en_excel, en_word

CARPETA = RAIZ / "tests/lectura/oraculo"
DE_OTRO: dict[str, Any] = {
    "entidad": "ENTIDAD AJENA",
    "vigencia": 2021,
    "corte": date(2021, 12, 31),
}
Clave = tuple[str, str, str]
Leer = Callable[[], Any]


class Leido(NamedTuple):
    """De un archivo: sus datos (ruta, huella del valor, celda) y sus avisos por código."""

    datos: tuple[Clave, ...]
    avisos: str


# ------------------------------------------------------------------ los archivos


def archivos() -> dict[str, Leer]:
    """Cada uno por su nombre, con lo que lo lee."""
    de_la_casa: dict[str, Callable[[], Any]] = {}
    for nombre, hojas in {**libros_ajenos.PLANES, **libros_ajenos.NO_SON_PLANES}.items():
        de_la_casa[f"{nombre}.xlsx"] = partial(en_excel, hojas)
        de_la_casa[f"{nombre}.docx"] = partial(en_word, *hojas.values())
    de_la_casa["mapa f1_2018"] = f1_2018
    for como in contratista.DISPOSICIONES:
        de_la_casa[f"contratista {como}"] = partial(contratista.matriz, como)
    reales = sorted(p for p in (DATOS / "ajenos").rglob("*.*") if p.suffix in {".docx", ".xlsx"})
    leen: dict[str, Leer] = {f"ajeno {n}": partial(_ajeno, h) for n, h in de_la_casa.items()}
    return leen | {
        f"real-ajeno {p.parent.name} {p.name}": partial(paac.leer, p, como=None, **DE_OTRO)
        for p in reales
    }


def _ajeno(hacer: Callable[[], io.BytesIO]) -> Any:
    return paac.leer(hacer(), como=None, **DE_OTRO)


# ------------------------------------------------------------------ lo leído, en huellas


def huella(valor: object, letras: int = 8) -> str:
    return sha256(repr(valor).encode()).hexdigest()[:letras]


def leido(leer: Leer) -> Leido:
    """Lo que se lee; de lo que se rechaza, sus fallas por código."""
    try:
        lectura = leer()
    except paac.ErrorPaac as error:
        return Leido((), _por_codigo(error.fallas, "falla "))
    lugares = {gestos.partes_de(ruta): celda for ruta, celda in lectura.lugares.items()}
    datos = dict(gestos.hojas_de(paac.datos_de(lectura.contenido)))
    claves = (
        (
            ".".join(map(str, ruta)),
            huella(datos[ruta]) if ruta in datos else "",
            re.sub("«([^»]*)»", lambda hoja: f"#{huella(hoja[1], 4)}", lugares.get(ruta, "")),
        )
        for ruta in {**datos, **lugares}
    )
    return Leido(tuple(claves), _por_codigo(lectura.avisos))


def _por_codigo(avisos: Iterable[Any], antes: str = "") -> str:
    cuenta = Counter(aviso.codigo for aviso in avisos)
    return ", ".join(f"{antes}{codigo} {n}" for codigo, n in sorted(cuenta.items()))


# ------------------------------------------------------------------ lo guardado


def guardar(nuevos: dict[str, Leido], en_lugar_de: Iterable[str]) -> None:
    """Lo de siempre es ahora eso; de los archivos que no se leyeron, queda lo que había."""
    quedan = {n: suyo for n, suyo in guardados().items() if n not in {*en_lugar_de}}
    todos = dict(sorted({**quedan, **nuevos}.items()))
    renglones = [
        "\t".join(
            (
                nombre,
                str(len(uno.datos)),
                huella([d[:2] for d in uno.datos]),
                huella([d[2] for d in uno.datos]),
                uno.avisos,
            )
        )
        for nombre, uno in todos.items()
    ]
    titulo = "archivo\tdatos\tvalores\tceldas\tavisos"
    (CARPETA / "resumen.tsv").write_text("\n".join([titulo, *renglones, ""]), "utf-8")
    columnas = {
        nombre: [*map(list, zip(*uno.datos, strict=True)), uno.avisos]
        for nombre, uno in todos.items()
    }
    crudo = json.dumps(columnas, ensure_ascii=False, separators=(",", ":")).encode()
    (CARPETA / "datos.xz").write_bytes(lzma.compress(crudo, preset=9 | lzma.PRESET_EXTREME))
    guardados.cache_clear()


@cache
def guardados() -> dict[str, Leido]:
    """Lo que se leía de cada archivo."""
    guardado = CARPETA / "datos.xz"
    if not guardado.exists():
        return {}
    crudo = json.loads(lzma.decompress(guardado.read_bytes()))
    return {
        nombre: Leido(tuple(zip(*columnas, strict=True)), avisos)
        for nombre, (*columnas, avisos) in crudo.items()
    }


# ------------------------------------------------------------------ lo que cambió


def diferencias(antes: dict[str, Leido], ahora: dict[str, Leido]) -> Iterator[str]:
    """Un renglón por archivo que cambió, y debajo los primeros datos que dejó de dar y los que da."""
    nada = Leido((), "no está")
    for nombre in [n for n in {**antes, **ahora} if antes.get(n) != ahora.get(n)]:
        viejo, nuevo = antes.get(nombre, nada), ahora.get(nombre, nada)
        perdidos, ganados = (
            [f"{ruta}, {celda}" for ruta, _, celda in uno.datos if (ruta, _, celda) not in otro]
            for uno, otro in ((viejo, {*nuevo.datos}), (nuevo, {*viejo.datos}))
        )
        yield f"{nombre}: {viejo.avisos or 'ninguno'} → {nuevo.avisos or 'ninguno'}"
        yield from (f"    perdido: {cual}" for cual in perdidos[:5])
        yield from (f"    ganado: {cual}" for cual in ganados[:5])
