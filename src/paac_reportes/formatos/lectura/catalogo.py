"""Los formatos que trae la biblioteca y los de una carpeta propia, con los que heredan de otro."""

import functools
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from difflib import get_close_matches
from importlib.resources import files
from importlib.resources.abc import Traversable
from itertools import combinations
from pathlib import Path
from typing import Any

import attrs

from paac_reportes.errores import ErrorDeEntrada, ErrorDeFormato, Falla
from paac_reportes.estructura import estructurar, mostrar
from paac_reportes.formatos.definicion.formato import Formato
from paac_reportes.formatos.lectura.crudos import ARCHIVO, Crudo, leer_crudo
from paac_reportes.formatos.lectura.fichas import Catalogo, FichaDeFormato
from paac_reportes.formatos.lectura.herencia import BASE, heredar, sin_herencia
from paac_reportes.formatos.lectura.vigencia import la_que_rige, se_cruzan
from paac_reportes.formatos.rescate.rescate import fallas_de_lo_sano
from paac_reportes.formatos.revision.promesas import fallas_de
from paac_reportes.sistema import es_ruta

Carpeta = str | os.PathLike[str]

_VERSION = "~"
"""Separa, en el nombre de una carpeta del catálogo, el código y su versión si hay varias."""


Hallado = tuple[Formato, str]
"""Un formato y su fuente."""

Definido = tuple[Crudo, Formato]

Vecinos = Callable[[], tuple[Sequence[Crudo], Sequence[Falla]]]
"""Los formatos de una misma carpeta, entre los que se busca de quién heredar, y los ilegibles."""


def formatos_disponibles(plantillas: Carpeta | None = None) -> Catalogo:
    """Las fichas del catálogo y de una carpeta propia, por código."""
    hallados = [h for codigo in codigos() for h in _del_catalogo(codigo)]
    hallados += _propios(plantillas)
    return Catalogo(
        FichaDeFormato(
            codigo=formato.codigo,
            nombre=formato.nombre,
            version=formato.version,
            fuente=fuente,
            vigente_desde=formato.vigente_desde,
            vigente_hasta=formato.vigente_hasta,
            regimenes=formato.regimenes,
        )
        for formato, fuente in sorted(hallados, key=lambda h: (h[0].codigo, h[0].version))
    )


def hallar_formato(
    codigo: str, plantillas: Carpeta | None = None, fecha: date | None = None
) -> Hallado:
    """El formato con ese código que rige en la fecha, y su fuente; sin fecha, el último.

    ``ErrorDeFormato`` con los que hay si no está, o con las fallas de los de la carpeta.
    """
    propios = _propios(plantillas)
    hallados = [h for h in propios if h[0].codigo == codigo]
    if codigo in codigos():
        hallados += _del_catalogo(codigo)
    if not hallados:
        hay = sorted({*codigos(), *(formato.codigo for formato, _ in propios)})
        raise ErrorDeFormato(_no_existe(codigo, hay))
    elegido = la_que_rige([formato for formato, _ in hallados], fecha)
    return next(hallado for hallado in hallados if hallado[0] is elegido)


def leer_formato(ruta: Carpeta) -> Formato:
    """El formato de una carpeta (o de su ``formato.toml``); ``ErrorDeFormato`` con cada falla.

    Puede heredar de uno del catálogo o de una carpeta vecina.
    """
    if not es_ruta(ruta):
        raise ErrorDeFormato(f"se esperaba la carpeta de un formato, llegó {mostrar(ruta)}")
    carpeta = Path(ruta)
    try:
        crudo = leer_crudo(carpeta, str(carpeta))
    except (OSError, ValueError):  # un nombre imposible, que ni siquiera se deja buscar
        raise ErrorDeFormato(f"no sirve como carpeta: {mostrar(str(ruta))}") from None
    propia = carpeta if carpeta.is_dir() else carpeta.parent

    def vecinos() -> tuple[list[Crudo], list[Falla]]:
        crudos, ilegibles = leer_carpetas(propia.absolute().parent)
        mismos = [crudo if Path(o.lugar).parent == propia.absolute() else o for o in crudos]
        return mismos, ilegibles

    return definir(crudo, functools.cache(vecinos))


def leer_formatos(ruta: Carpeta) -> tuple[Formato, ...]:
    """El formato de una carpeta, o los de una carpeta de carpetas; ``ErrorDeFormato`` con todo."""
    carpeta = Path(ruta)
    if (carpeta / ARCHIVO).is_file() or carpeta.is_file():
        return (leer_formato(carpeta),)
    return tuple(formato for formato, _ in _propios(carpeta))


def _no_existe(codigo: str, hay: Sequence[str]) -> str:
    cercano = get_close_matches(codigo, hay, n=1, cutoff=0.4)
    pista = f"; ¿quiso decir {cercano[0]!r}?" if cercano else ""
    return f"no existe el formato {mostrar(codigo)}{pista} (están: {', '.join(hay)})"


def _propios(plantillas: object) -> list[Hallado]:
    """Los formatos de una carpeta de carpetas; ``ErrorDeFormato`` con las fallas de todos."""
    if plantillas is None:
        return []
    if not es_ruta(plantillas):
        motivo = f"se esperaba una carpeta, llegó {mostrar(plantillas)}"
        raise ErrorDeFormato(Falla("plantillas", motivo))
    carpeta = Path(plantillas)
    crudos, fallas = leer_carpetas(carpeta)
    if not crudos and not fallas:
        motivo = f"no trae formatos; se esperaba una carpeta por formato, con su {ARCHIVO}"
        raise ErrorDeFormato(Falla(str(plantillas), motivo))
    hallados: list[Definido] = []
    for crudo in crudos:
        try:
            hallados.append((crudo, definir(crudo, lambda: (crudos, []))))
        except ErrorDeFormato as error:
            fallas += error.fallas
    fallas += _repetidos(crudos, hallados)
    if fallas:
        # Las de una base las dice también quien hereda de ella: una vez basta.
        unicas = dict.fromkeys(fallas)
        raise ErrorDeFormato(sorted(unicas, key=lambda falla: falla.ruta.partition(": ")[0]))
    return [(formato, crudo.fuente) for crudo, formato in hallados]


def leer_carpetas(carpeta: Path) -> tuple[list[Crudo], list[Falla]]:
    """Los formatos de una carpeta de carpetas, y lo que alguno tenga de ilegible."""
    try:
        carpetas = sorted(c for c in carpeta.iterdir() if (c / ARCHIVO).is_file())
    except (OSError, ValueError):
        motivo = "se esperaba una carpeta que exista y se deje leer"
        raise ErrorDeFormato(Falla(mostrar(str(carpeta)).strip("'"), motivo)) from None
    crudos: list[Crudo] = []
    fallas: list[Falla] = []
    for una in carpetas:
        try:
            crudos.append(leer_crudo(una, str(una)))
        except ErrorDeFormato as error:
            fallas += error.fallas
    return crudos, fallas


def _repetidos(crudos: Sequence[Crudo], hallados: Sequence[Definido]) -> Iterator[Falla]:
    """Un código se repite sólo en versiones que no rigen el mismo día."""
    for uno, otro in combinations(crudos, 2):
        if isinstance(otro.codigo, str) and uno.codigo == otro.codigo and uno.se_cruza(otro):
            motivo = f"ya hay un formato {otro.codigo!r}, en {uno.lugar}"
            yield Falla(f"{otro.lugar}: codigo", motivo)
    for crudo, formato in hallados:
        if formato.codigo in codigos():
            del_catalogo = (suyo for suyo, _ in _del_catalogo(formato.codigo))
            if any(se_cruzan(formato, suyo) for suyo in del_catalogo):
                motivo = f"ya hay un formato {formato.codigo!r} en el catálogo"
                yield Falla(f"{crudo.lugar}: codigo", motivo)


@functools.cache
def codigos() -> tuple[str, ...]:
    """Los del catálogo, sin leer los formatos."""
    return tuple(sorted({carpeta.name.split(_VERSION)[0] for carpeta in _carpetas()}))


def _carpetas() -> Iterator[Traversable]:
    for carpeta in files("paac_reportes.plantillas").iterdir():
        if carpeta.is_dir() and (carpeta / ARCHIVO).is_file():
            yield carpeta


@functools.cache
def _crudos_del_catalogo(codigo: str) -> list[Crudo]:
    suyas = [c for c in _carpetas() if c.name.split(_VERSION)[0] == codigo]
    crudos = [leer_crudo(carpeta, carpeta.name) for carpeta in sorted(suyas, key=lambda c: c.name)]
    for crudo in crudos:
        if crudo.codigo != codigo:
            motivo = f"se esperaba el de su carpeta, llegó {crudo.codigo!r}"
            raise ErrorDeFormato(Falla(f"{crudo.lugar}: codigo", motivo))
    return crudos


@functools.cache
def _del_catalogo(codigo: str) -> list[Hallado]:
    return [(definir(c, lambda: ([], [])), c.fuente) for c in _crudos_del_catalogo(codigo)]


def definir(crudo: Crudo, vecinos: Vecinos) -> Formato:
    """El formato de una carpeta, con lo que hereda; ``ErrorDeFormato`` con cada falla."""
    fallas = list(_en(crudo.lugar, crudo.fallas))
    if BASE in crudo.datos and not isinstance(crudo.codigo, str):
        falta = Falla("codigo", "falta; un formato que hereda lleva el suyo")
        fallas += _en(crudo.lugar, [falta])
    try:
        datos, de_herencia = _completo(crudo, vecinos, (crudo,))
    except ErrorDeFormato as error:
        # Sin su base no está completo, pero lo que trae se puede revisar.
        propias = _fallas_de_lo_propio(sin_herencia(crudo.datos))
        raise ErrorDeFormato([*fallas, *error.fallas, *_en(crudo.lugar, propias)]) from None
    fallas += de_herencia
    try:
        formato = estructurar(datos, Formato)
    except ErrorDeEntrada as error:
        fallas += _en(crudo.lugar, (*error.fallas, *fallas_de_lo_sano(datos)))
        raise ErrorDeFormato(fallas) from None
    fallas += _en(crudo.lugar, fallas_de(formato))
    if fallas:
        raise ErrorDeFormato(fallas)
    return attrs.evolve(formato, fuente=crudo.fuente)


def _fallas_de_lo_propio(datos: dict[str, Any]) -> Iterator[Falla]:
    """Las de lo que trae un formato cuya base no se halló; lo que falta, pudo estar en ella."""
    try:
        fallas = [*fallas_de(estructurar(datos, Formato))]
    except ErrorDeEntrada as error:
        fallas = [*error.fallas, *fallas_de_lo_sano(datos)]
    for falla in fallas:
        if not falla.mensaje.startswith(("falta;", "no existe la tabla")):
            yield falla


def _completo(
    crudo: Crudo, vecinos: Vecinos, cadena: tuple[Crudo, ...]
) -> tuple[dict[str, Any], list[Falla]]:
    """Los datos de un formato con los de su base, y lo que ésta tiene mal o no trae.

    ``ErrorDeFormato`` si la base no está o da vueltas.
    """
    if BASE not in crudo.datos:
        return crudo.datos, []
    base = _base(crudo.datos[BASE], vecinos, crudo)
    if base in cadena:
        camino = " → ".join(str(uno.codigo) for uno in (*cadena, base))
        raise ErrorDeFormato(_en(cadena[0].lugar, [Falla(BASE, f"da vueltas: {camino}")]))
    de_la_base, fallas = _completo(base, vecinos, (*cadena, base))
    datos, propias = heredar(de_la_base, crudo.datos)
    return datos, [*_en(base.lugar, base.fallas), *fallas, *_en(crudo.lugar, propias)]


def _base(nombre: object, vecinos: Vecinos, crudo: Crudo) -> Crudo:
    """El formato del que se hereda: el último o, si es otra versión del mismo, la anterior."""
    if not isinstance(nombre, str):
        motivo = f"se esperaba el código de un formato, llegó {mostrar(nombre)}"
        raise ErrorDeFormato(_en(crudo.lugar, [Falla(BASE, motivo)]))
    crudos, ilegibles = vecinos()
    otros = [uno for uno in crudos if uno is not crudo]
    candidatos = [uno for uno in otros if uno.codigo == nombre]
    if nombre in codigos():
        candidatos += [uno for uno in _crudos_del_catalogo(nombre) if uno is not crudo]
    if nombre == crudo.codigo:
        candidatos = [uno for uno in candidatos if uno.desde < crudo.desde]
    if not candidatos and nombre == crudo.codigo:
        motivo = (
            "hereda de sí mismo; de una versión nueva, la base es otra con vigente_desde anterior"
        )
        raise ErrorDeFormato(_en(crudo.lugar, [Falla(BASE, motivo)]))
    if not candidatos:
        vecinos_suyos = {uno.codigo for uno in otros if isinstance(uno.codigo, str)}
        motivo = _no_existe(nombre, sorted({*codigos(), *vecinos_suyos}))
        raise ErrorDeFormato([*_en(crudo.lugar, [Falla(BASE, motivo)]), *ilegibles])
    return max(candidatos, key=lambda uno: uno.desde)


def _en(lugar: str, fallas: Iterable[Falla]) -> Iterator[Falla]:
    """Las mismas, con el archivo donde están; lo que no vino de uno no lo nombra."""
    de = f"{lugar}: " if lugar else ""
    return (Falla(f"{de}{falla.ruta}", falla.mensaje) for falla in fallas)
