"""Los formatos que trae la biblioteca y los de una carpeta propia."""

import functools
import os
import re
import tomllib
from collections.abc import Iterator
from difflib import get_close_matches
from importlib.abc import Traversable
from importlib.resources import files
from pathlib import Path

import attrs

from paac_reportes.errores import ErrorDeEntrada, ErrorDeFormato, Falla
from paac_reportes.estructura import estructurar, mostrar
from paac_reportes.formatos.definicion import Formato
from paac_reportes.formatos.revision import fallas_de
from paac_reportes.formatos.textos import fallas_de_textos

Carpeta = str | os.PathLike[str]

_ARCHIVO = "formato.toml"
_FUENTE = "FUENTE.md"


@attrs.frozen(kw_only=True)
class FichaDeFormato:
    """Lo que el catálogo dice de un formato sin usarlo."""

    codigo: str
    nombre: str
    version: str
    fuente: str
    """De dónde sale y qué tan cierto es, en Markdown."""


Hallado = tuple[Formato, str]
"""Un formato y su fuente."""


def formatos_disponibles(
    plantillas: Carpeta | None = None,
) -> tuple[FichaDeFormato, ...]:
    """Las fichas del catálogo y de una carpeta propia, por código."""
    hallados = {codigo: _formato_del_catalogo(codigo) for codigo in _codigos()}
    hallados |= _propios(plantillas)
    return tuple(
        FichaDeFormato(
            codigo=formato.codigo, nombre=formato.nombre, version=formato.version, fuente=fuente
        )
        for _, (formato, fuente) in sorted(hallados.items())
    )


def buscar_formato(codigo: str, plantillas: Carpeta | None = None) -> Formato:
    """El formato con ese código, del catálogo o de una carpeta propia.

    ``ErrorDeFormato`` con los que hay si no está, o con las fallas de los de la carpeta.
    """
    return hallar_formato(codigo, plantillas)[0]


def hallar_formato(codigo: str, plantillas: Carpeta | None = None) -> Hallado:
    """El formato con ese código y su fuente."""
    propios = _propios(plantillas)
    if codigo in propios:
        return propios[codigo]
    codigos = sorted((*_codigos(), *propios))
    if codigo not in codigos:
        cercano = get_close_matches(codigo, codigos, n=1, cutoff=0.4)
        pista = f"; ¿quiso decir {cercano[0]!r}?" if cercano else ""
        raise ErrorDeFormato(
            f"no existe el formato {codigo!r}{pista} (están: {', '.join(codigos)})"
        )
    return _formato_del_catalogo(codigo)


def leer_formato(ruta: Carpeta) -> Formato:
    """El formato de una carpeta (o de su ``formato.toml``); ``ErrorDeFormato`` con cada falla."""
    if not isinstance(ruta, str | os.PathLike):
        raise ErrorDeFormato(f"se esperaba la carpeta de un formato, llegó {mostrar(ruta)}")
    carpeta = Path(ruta)
    archivo = carpeta / _ARCHIVO if carpeta.is_dir() else carpeta
    return _leer(archivo, str(archivo))


def _propios(plantillas: Carpeta | None) -> dict[str, Hallado]:
    """Los formatos de una carpeta de carpetas, por código; ``ErrorDeFormato`` con cada falla."""
    if plantillas is None:
        return {}
    hallados: dict[str, Hallado] = {}
    fallas: list[Falla] = []
    for carpeta in _carpetas_propias(Path(plantillas)):
        archivo = carpeta / _ARCHIVO
        try:
            formato = _leer(archivo, str(archivo))
            fuente = _fuente_propia(carpeta / _FUENTE)
        except ErrorDeFormato as error:
            fallas += error.fallas
            continue
        if formato.codigo in hallados or formato.codigo in _codigos():
            fallas.append(Falla(f"{archivo}: codigo", f"ya hay un formato {formato.codigo!r}"))
        hallados[formato.codigo] = (formato, fuente)
    if fallas:
        raise ErrorDeFormato(fallas)
    return hallados


def _carpetas_propias(plantillas: Path) -> list[Path]:
    try:
        carpetas = sorted(c for c in plantillas.iterdir() if (c / _ARCHIVO).is_file())
    except OSError as error:
        raise ErrorDeFormato(
            Falla(str(plantillas), f"se esperaba una carpeta que se deje leer ({error.strerror})")
        ) from None
    if not carpetas:
        motivo = f"no trae formatos; se esperaba una carpeta por formato, con su {_ARCHIVO}"
        raise ErrorDeFormato(Falla(str(plantillas), motivo))
    return carpetas


def _fuente_propia(archivo: Path) -> str:
    try:
        return archivo.read_text("utf-8")
    except FileNotFoundError:
        return ""
    except (OSError, ValueError) as error:
        raise ErrorDeFormato(Falla(str(archivo), f"no se deja leer ({error})")) from None


@functools.cache
def _codigos() -> tuple[str, ...]:
    return tuple(sorted(carpeta.name for carpeta in _carpetas()))


def _carpetas() -> Iterator[Traversable]:
    for carpeta in files("paac_reportes.plantillas").iterdir():
        if carpeta.is_dir() and (carpeta / _ARCHIVO).is_file():
            yield carpeta


@functools.cache
def _formato_del_catalogo(codigo: str) -> Hallado:
    carpeta = files("paac_reportes.plantillas") / codigo
    formato = _leer(carpeta / _ARCHIVO, f"{codigo}/{_ARCHIVO}")
    if formato.codigo != codigo:
        raise ErrorDeFormato(
            Falla(
                f"{codigo}/{_ARCHIVO}: codigo",
                f"se esperaba el de su carpeta, llegó {formato.codigo!r}",
            )
        )
    return formato, (carpeta / _FUENTE).read_text("utf-8")


def _leer(archivo: Traversable | Path, nombre: str) -> Formato:
    try:
        datos = tomllib.loads(archivo.read_text("utf-8"))
        formato = estructurar(datos, Formato)
    except FileNotFoundError:
        raise ErrorDeFormato(
            Falla(nombre, "no existe; se esperaba la carpeta de un formato")
        ) from None
    except UnicodeDecodeError:
        raise ErrorDeFormato(Falla(nombre, "se esperaba UTF-8")) from None
    except tomllib.TOMLDecodeError as error:
        raise ErrorDeFormato(Falla(nombre, _toml_mal_formado(str(error)))) from None
    except RecursionError:
        raise ErrorDeFormato(Falla(nombre, "tiene demasiados niveles anidados")) from None
    except (OSError, ValueError) as error:
        raise ErrorDeFormato(Falla(nombre, f"no se deja leer ({error})")) from None
    except ErrorDeEntrada as error:
        # Con la forma rota no se puede revisar todo, pero sus textos sí.
        fallas = (*error.fallas, *fallas_de_textos(datos))
        raise ErrorDeFormato(_en(nombre, fallas)) from None
    if fallas := tuple(fallas_de(formato)):
        raise ErrorDeFormato(_en(nombre, fallas))
    return formato


def _toml_mal_formado(mensaje: str) -> str:
    motivo, _, lugar = mensaje.removesuffix(")").partition(" (at ")
    donde = re.sub(r"line (\d+), column (\d+)", r"línea \1, columna \2", lugar)
    return f"{donde.replace('end of document', 'al final')}: TOML mal formado ({motivo})"


def _en(nombre: str, fallas: tuple[Falla, ...]) -> Iterator[Falla]:
    return (Falla(f"{nombre}: {falla.ruta}", falla.mensaje) for falla in fallas)
