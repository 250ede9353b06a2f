"""Compara lo que sale hoy con lo congelado, o lo congela de nuevo.

    python -m herramientas.congelado                         compara todo
    python -m herramientas.congelado --solo 'ejemplo-ptep/*'  unos casos
    python -m herramientas.congelado --otro-python            los mismos bytes con otro Python
    python -m herramientas.congelado --aceptar               lo de hoy es lo que debe salir
    python -m herramientas.congelado --aceptar escondido      sólo esas secciones; lo demás, se compara

Una sección se nombra por cualquiera de sus partes: ``pdf``, ``escondido``, ``leido``, ``docx.se_ve``.
Termina con 1 si algo se movió, y con 3 si aquí no se puede comparar porque las bibliotecas son otras.
"""

import argparse
import difflib
import functools
import lzma
import os
import sys
import warnings
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from fnmatch import fnmatch
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import NamedTuple

from packaging.requirements import Requirement

from . import huella, normal
from .anotado import RAIZ, Archivo, Caso
from .casos import casos

CARPETA = RAIZ / "tests/congelado"
FORMA = CARPETA / "forma-normal"
REALES = Path(os.environ.get("PAAC_COMPARTIDO") or RAIZ.parent / "shared") / "datos"
SIN_TEXTO = ("real-", "ajenos")
"""De qué entradas, que pesan, se guardan las huellas de sus trozos y no el texto."""
SOLO_DE = {
    "typst": {"pdf"},
    "pypdf": {"pdf"},
}
"""Las bibliotecas que sólo deciden unos tipos: con otra versión no se compara eso, y lo demás sí."""
NINGUNA = "ninguna"
_LARGO, _RENGLONES, _PARA_COMPARAR = 200, 6, 1500
Indice = dict[str, dict[str, str]]
"""De cada caso, la huella de cada sección."""


class Hecho(NamedTuple):
    """Lo que salió de un caso: la huella de cada sección, y el texto de las que no son las de antes."""

    caso: str
    huellas: dict[str, str]
    textos: dict[str, str]


# ------------------------------------------------------------------ lo que sale


def hacer(nombre: str) -> Hecho:
    """Un caso; de un archivo con los bytes de antes no se vuelve a sacar la forma normal.

    Siempre que ésta se saque como entonces.
    """
    warnings.simplefilter("ignore")
    antes = congelado(nombre.partition("/")[0]).get(nombre, {})
    hecho = Hecho(nombre, {}, {})
    for seccion, valor in todos()[nombre]():
        if isinstance(valor, Archivo):
            _anotar_archivo(hecho, seccion, valor, antes)
        else:
            _anotar(hecho, seccion, valor, antes)
    return hecho


@functools.cache
def todos() -> dict[str, Caso]:
    """Los casos que aquí se pueden hacer."""
    return casos(REALES)


def _anotar(hecho: Hecho, seccion: str, texto: str, antes: dict[str, str]) -> None:
    while seccion in hecho.huellas:  # dos de un mismo nombre no se tapan
        seccion += "+"
    hecho.huellas[seccion] = suya = huella(texto)
    if antes.get(seccion) != suya:
        hecho.textos[seccion] = texto


def _anotar_archivo(hecho: Hecho, seccion: str, archivo: Archivo, antes: dict[str, str]) -> None:
    bytes_ = f"{seccion}.bytes"
    hecho.huellas[bytes_] = suya = huella(archivo.contenido)
    de_antes = {f"{seccion}.{una}" for una in normal.SECCIONES} & antes.keys()
    if antes.get(bytes_) == suya and de_antes and es_la_forma_de_antes():
        hecho.huellas.update({una: antes[una] for una in de_antes})
        return
    for cual, texto in normal.secciones(archivo.tipo, archivo.contenido).items():
        _anotar(hecho, f"{seccion}.{cual}", texto, antes)


@functools.cache
def es_la_forma_de_antes() -> bool:
    """Si lo congelado se sacó con la misma forma normal que hay hoy."""
    return FORMA.exists() and FORMA.read_text("utf-8").strip() == normal.forma_de_hoy()


# ------------------------------------------------------------------ lo congelado


@functools.cache
def congelado(entrada: str) -> Indice:
    """El índice guardado de una entrada; vacío, si no lo hay."""
    indice: Indice = {}
    archivo = CARPETA / f"{entrada}.txt"
    for renglon in archivo.read_text("utf-8").splitlines() if archivo.exists() else ():
        caso, seccion, suya = renglon.split("\t")
        indice.setdefault(caso, {})[seccion] = suya
    return indice


@functools.cache
def textos(entrada: str, grupo: str) -> dict[str, str]:
    """Por su huella, los textos congelados de una entrada y un grupo de secciones."""
    archivo = _de_textos(entrada, grupo)
    if not archivo.exists():
        return {}
    partes = lzma.decompress(archivo.read_bytes()).decode().split("\0")
    return dict(zip(partes[::2], partes[1::2], strict=True))


def _de_textos(entrada: str, grupo: str) -> Path:
    return CARPETA / "textos" / f"{entrada}.{grupo}.xz"


def _grupo(seccion: str) -> str:
    """Con qué otras se guarda: las de un tipo de archivo, juntas; las demás, en ``otros``."""
    primera = seccion.partition(".")[0]
    return primera if primera in normal.TIPOS or primera == "arbol" else "otros"


def congelar(entrada: str, nuevo: Indice, de_ahora: dict[str, str]) -> None:
    """Guarda el índice y los textos que nombra; los que ya no nombra nadie, se van."""
    CARPETA.joinpath("textos").mkdir(parents=True, exist_ok=True)
    renglones, por_grupo = [], dict[str, dict[str, str]]()
    for caso in sorted(nuevo):
        for seccion, suya in sorted(nuevo[caso].items()):
            renglones.append(f"{caso}\t{seccion}\t{suya}\n")
            if not seccion.endswith(".bytes"):
                grupo = _grupo(seccion)
                texto = de_ahora.get(suya, textos(entrada, grupo).get(suya, ""))
                por_grupo.setdefault(grupo, {})[suya] = texto
    (CARPETA / f"{entrada}.txt").write_text("".join(renglones), "utf-8")
    for grupo, suyos in por_grupo.items():
        if suyos != textos(entrada, grupo):
            junto = "\0".join(parte for par in suyos.items() for parte in par)
            _de_textos(entrada, grupo).write_bytes(lzma.compress(junto.encode(), preset=9))
    for archivo in CARPETA.glob(f"textos/{entrada}.*.xz"):
        if archivo.name.removeprefix(f"{entrada}.").removesuffix(".xz") not in por_grupo:
            archivo.unlink()


def para_guardar(entrada: str, texto: str) -> str:
    """El texto, sin lo que en el archivo separa; de lo que pesa, las huellas de sus trozos."""
    sin_ceros = texto.replace("\0", "␀")
    if not entrada.startswith(SIN_TEXTO):
        return sin_ceros
    return "\n".join(huella(trozo)[:6] for trozo in trozos(sin_ceros))


def trozos(texto: str) -> Iterator[str]:
    """Parte donde lo dice un renglón y no una cuenta: lo que se agrega no corre lo de abajo."""
    trozo: list[str] = []
    for renglon in texto.splitlines():
        trozo.append(renglon)
        if zlib.crc32(renglon.encode()) % 48 == 0:
            yield "\n".join(trozo)
            trozo = []
    if trozo:
        yield "\n".join(trozo)


# ------------------------------------------------------------------ lo que se movió


def movidas(antes: dict[str, str], ahora: dict[str, str]) -> list[str]:
    """Las secciones que no son las mismas, están de más o faltan, en orden."""
    return sorted(una for una in antes.keys() | ahora.keys() if antes.get(una) != ahora.get(una))


def aceptadas(secciones: Iterable[str], cuales: list[str] | None) -> set[str]:
    """De las que se movieron, las que se pidió aceptar.

    Los bytes de un archivo van con sus secciones: se aceptan si se aceptó todo lo que se le movió.
    """
    secciones = list(secciones)
    if not cuales:
        return set(secciones) if cuales is not None else set()
    si = {una for una in secciones if una in cuales or set(una.split(".")) & set(cuales)}
    for una in secciones:
        if una.endswith(".bytes"):
            suyas = {otra for otra in secciones if otra.startswith(una.removesuffix("bytes"))} - {
                una
            }
            si |= {una} if suyas and suyas <= si else set()
    return si


def como_cambio(entrada: str, seccion: str, antes: str | None, ahora: str | None) -> Iterator[str]:
    """Los primeros renglones que difieren; de lo que pesa, los trozos que ya no son los de antes."""
    if antes is None or ahora is None:
        yield "no estaba" if antes is None else "ya no está"
    elif entrada.startswith(SIN_TEXTO):
        conocidos = set(antes.split("\n"))
        for trozo in trozos(ahora):
            if huella(trozo)[:6] not in conocidos:
                yield from (f"  en: {renglon}" for renglon in trozo.splitlines())
    elif seccion.endswith(".bytes"):
        yield "otros bytes"
    else:
        yield from _renglones(antes.split("\n"), ahora.split("\n"))


def _renglones(antes: list[str], ahora: list[str]) -> Iterator[str]:
    """Sin lo igual del comienzo y del final, que en un archivo largo es casi todo."""
    comun = _iguales(antes, ahora)
    del_final = _iguales(antes[comun:][::-1], ahora[comun:][::-1])
    viejo, nuevo = (uno[comun : len(uno) - del_final] for uno in (antes, ahora))
    yield f"  renglón {comun + 1}:"
    if max(len(viejo), len(nuevo)) > _PARA_COMPARAR:
        yield from (
            f"  {signo} {r}" for signo, lado in (("-", viejo), ("+", nuevo)) for r in lado[:3]
        )
        return
    for renglon in (
        difflib.ndiff(viejo, nuevo) if len(viejo) * len(nuevo) < 10**4 else _sueltos(viejo, nuevo)
    ):
        if renglon[0] in "+-":
            yield f"  {renglon}"


def _iguales(unos: list[str], otros: list[str]) -> int:
    """Con cuántos renglones iguales empiezan los dos."""
    pares = enumerate(zip(unos, otros, strict=False))
    distinto = (numero for numero, (uno, otro) in pares if uno != otro)
    return next(distinto, min(len(unos), len(otros)))


def _sueltos(viejo: list[str], nuevo: list[str]) -> Iterator[str]:
    for renglon in difflib.unified_diff(viejo, nuevo, n=0, lineterm=""):
        if not renglon.startswith(("---", "+++", "@@")):
            yield f"{renglon[0]} {renglon[1:]}"


# ------------------------------------------------------------------ con qué se compara


def otras_versiones(archivo: Path = RAIZ / "versiones.txt") -> dict[str, str]:
    """De cada biblioteca que no es la de ``versiones.txt``, qué hay en su lugar."""
    otras = {}
    for renglon in archivo.read_text("utf-8").splitlines():
        if renglon.startswith("#"):
            continue
        pedida = Requirement(renglon)
        if pedida.marker and not pedida.marker.evaluate():
            return {"python": f"se congeló con {pedida.marker}"}
        try:
            hay = version(pedida.name)
        except PackageNotFoundError:
            hay = NINGUNA
        if hay not in pedida.specifier:
            otras[pedida.name] = f"se congeló con {pedida.specifier}, y hay {hay}"
    return otras


def _sin_comparar(hecho: Hecho, antes: dict[str, str], otras: dict[str, str]) -> dict[str, str]:
    """Qué tipos de este caso no se comparan, y por qué: otra biblioteca u otra letra."""
    porque = {tipo: f"otra versión de {una}" for una in otras for tipo in SOLO_DE.get(una, ())}
    fuentes = "pdf.fuentes"
    if fuentes in antes and antes[fuentes] != hecho.huellas.get(fuentes, antes[fuentes]):
        porque["pdf"] = "otra fuente de letra, que mide distinto"
    return porque


def _las_mismas_fuentes(
    entrada: str, antes: dict[str, str], hecho: Hecho
) -> Iterator[tuple[str, str]]:
    """Otro Python puede hallar la DejaVu de matplotlib en vez de la de la máquina: no es otra letra."""
    for seccion, texto in hecho.textos.items():
        if seccion.endswith(".fuentes") and seccion in antes:
            congeladas = textos(entrada, _grupo(seccion)).get(antes[seccion], "")
            if _sin_dejavu(texto) == _sin_dejavu(congeladas):
                yield seccion, hecho.huellas[seccion]


def _sin_dejavu(fuentes: str) -> set[str]:
    return {una.strip(" ,") for una in fuentes.splitlines() if "DejaVu" not in una}


# ------------------------------------------------------------------ la orden


def correr(argumentos: argparse.Namespace) -> int:
    """Hace los casos, compara o congela, y dice lo que se movió; da el código de salida."""
    otras = {} if argumentos.otro_python else otras_versiones()
    graves = [una for una in otras if una not in SOLO_DE or otras[una].endswith(NINGUNA)]
    if graves:
        dichas = (f"\n  {una}: {otras[una]}" for una in graves)
        print(f"No se compara: otra versión de{''.join(dichas)}", file=sys.stderr)
        return 3
    nombres = [uno for uno in todos() if fnmatch(uno, argumentos.solo)]
    nombres.sort(key=lambda uno: ("cartago" not in uno, "paac/" not in uno))  # los largos, primero
    hechos = {hecho.caso: hecho for hecho in _hechos(nombres, argumentos.procesos)}
    cuenta: Counter[str] = Counter()
    for entrada in sorted(
        {uno.partition("/")[0] for uno in nombres} | {*_guardadas(argumentos.solo)}
    ):
        suyos = {caso: uno for caso, uno in hechos.items() if caso.partition("/")[0] == entrada}
        if not suyos and entrada.startswith(SIN_TEXTO):
            print(f"Se omite {entrada}: no está en {REALES}")
            continue
        _una_entrada(entrada, suyos, otras, argumentos, cuenta)
    if argumentos.aceptar == [] and argumentos.solo == "*":
        FORMA.write_text(f"{normal.forma_de_hoy()}\n", "utf-8")
    return _resumen(cuenta, len(hechos))


def _hechos(nombres: list[str], cuantos: int) -> Iterator[Hecho]:
    """Los casos, hechos en tantos procesos; con 0, en éste."""
    if not cuantos:
        yield from map(hacer, nombres)
        return
    with ProcessPoolExecutor(cuantos) as procesos:
        yield from procesos.map(hacer, nombres)


def _guardadas(solo: str) -> Iterator[str]:
    """Las entradas que están congeladas y se pidió comparar."""
    for archivo in CARPETA.glob("*.txt"):
        if any(fnmatch(caso, solo) for caso in congelado(archivo.stem)):
            yield archivo.stem


def _una_entrada(
    entrada: str,
    hechos: dict[str, Hecho],
    otras: dict[str, str],
    argumentos: argparse.Namespace,
    cuenta: Counter[str],
) -> None:
    viejo = congelado(entrada)
    nuevo = {caso: dict(suyas) for caso, suyas in viejo.items()}
    de_ahora: dict[str, str] = {}
    for caso in sorted({*hechos, *(uno for uno in viejo if fnmatch(uno, argumentos.solo))}):
        antes, hecho = viejo.get(caso, {}), hechos.get(caso, Hecho(caso, {}, {}))
        if argumentos.otro_python:
            antes = antes | dict(_las_mismas_fuentes(entrada, antes, hecho))
        sin = {} if argumentos.aceptar == [] else _sin_comparar(hecho, antes, otras)
        for tipo, porque in sin.items():
            cuenta[f"sin comparar: {tipo}, por {porque}"] += 1
        cambiadas = [
            una for una in movidas(antes, hecho.huellas) if una.partition(".")[0] not in sin
        ]
        si = aceptadas(cambiadas, argumentos.aceptar)
        for una in si:
            nuevo.setdefault(caso, {})[una] = hecho.huellas.get(una, "")
        nuevo[caso] = {una: suya for una, suya in nuevo.get(caso, {}).items() if suya}
        de_ahora |= {
            hecho.huellas[una]: para_guardar(entrada, hecho.textos[una])
            for una in si & hecho.textos.keys()
        }
        cuenta["se aceptaron"] += len(si)
        for una in (una for una in cambiadas if una not in si):
            cuenta[
                f"se movió {una if entrada != 'torcidos' else 'lo que se dice de lo que está mal'}"
            ] += 1
            _mostrar(entrada, hecho, una, antes)
    if argumentos.aceptar is not None:
        congelar(entrada, {caso: suyas for caso, suyas in nuevo.items() if suyas}, de_ahora)


def _mostrar(entrada: str, hecho: Hecho, seccion: str, antes: dict[str, str]) -> None:
    viejo = antes.get(seccion)
    if viejo is not None and not seccion.endswith(".bytes"):
        viejo = textos(entrada, _grupo(seccion)).get(viejo, "")
    ahora = hecho.textos.get(seccion, hecho.huellas.get(seccion))
    print(f"{hecho.caso}: {seccion}")
    renglones = list(como_cambio(entrada, seccion, viejo, ahora))
    for renglon in renglones[:_RENGLONES]:
        print(f"  {renglon[:_LARGO]}")
    if len(renglones) > _RENGLONES:
        print(f"    … y otros {len(renglones) - _RENGLONES} renglones")


def _resumen(cuenta: Counter[str], casos_hechos: int) -> int:
    movido = sum(cuantas for que, cuantas in cuenta.items() if que.startswith("se movió"))
    dicho = f"secciones que se movieron: {movido}" if movido else "todo sale igual"
    print(f"Casos: {casos_hechos}; {dicho}")
    for que, cuantas in sorted(cuenta.items()):
        if cuantas:
            print(f"  {que}: {cuantas}")
    if movido:
        print("Si debe salir así: make congelado ARGS='--aceptar SECCIÓN…' (sin ninguna, todas)")
    return 1 if movido else 0


def leer_argumentos(dichos: list[str] | None = None) -> argparse.Namespace:
    """Lo que se pide en la orden."""
    argumentos = argparse.ArgumentParser(
        prog="congelado", description="Compara lo que sale con lo congelado."
    )
    argumentos.add_argument(
        "--aceptar",
        nargs="*",
        metavar="SECCIÓN",
        help="congelarlas de nuevo; sin nombrar ninguna, todas",
    )
    argumentos.add_argument(
        "--solo", default="*", metavar="CASO", help="qué casos: 'ejemplo-ptep/*'"
    )
    argumentos.add_argument("--procesos", type=int, default=2)
    argumentos.add_argument(
        "--otro-python",
        action="store_true",
        help="compara aunque no sea con el que se congeló; las bibliotecas deben ser las mismas",
    )
    return argumentos.parse_args(dichos)


if __name__ == "__main__":
    sys.exit(correr(leer_argumentos()))
