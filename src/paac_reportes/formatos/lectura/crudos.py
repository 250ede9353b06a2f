"""La carpeta de un formato tal como está escrita: su ``formato.toml``, sus imágenes y su fuente."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

import attrs

from paac_reportes.errores import ErrorDeFormato, Falla, unir_ruta
from paac_reportes.estructura import mostrar
from paac_reportes.formatos.lectura.motivos import de_toml
from paac_reportes.imagenes import por_que_no
from paac_reportes.sistema import IlegibleError, leer_archivo, por_que_no_se_lee
from paac_reportes.textos.limpieza import PROHIBIDOS

ARCHIVO = "formato.toml"
_FUENTE = "FUENTE.md"
_MEMBRETE = "membrete"
_DE_LA_ENTIDAD = "entidad.escudo"


@attrs.frozen(eq=False)
class Crudo:
    """Lo escrito en una carpeta, sin interpretar."""

    lugar: str
    """El archivo, como se nombra en los mensajes."""
    datos: dict[str, Any]
    fuente: str
    fallas: tuple[Falla, ...] = ()
    """Las imágenes que nombra y no están, o no lo son, y el membrete que no se lee."""

    @property
    def codigo(self) -> object:
        """El código que dice tener."""
        return self.datos.get("codigo")

    @property
    def desde(self) -> date:
        """Desde cuándo dice regir."""
        return _fecha(self.datos.get("vigente_desde"), date.min)

    @property
    def hasta(self) -> date:
        """Hasta cuándo dice regir."""
        return _fecha(self.datos.get("vigente_hasta"), date.max)

    def se_cruza(self, otro: "Crudo") -> bool:
        """Si algún día rigen los dos."""
        return self.desde <= otro.hasta and otro.desde <= self.hasta


def _fecha(valor: object, si_falta: date) -> date:
    if isinstance(valor, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", valor):
        try:
            return date.fromisoformat(valor)
        except ValueError:  # ya lo dirá la lectura del formato
            return si_falta
    es_fecha = isinstance(valor, date) and not isinstance(valor, datetime)
    return valor if es_fecha and isinstance(valor, date) else si_falta


def leer_crudo(carpeta: Traversable | Path, nombre: str) -> Crudo:
    """Lee una carpeta, o un ``formato.toml``; ``ErrorDeFormato`` si no se deja."""
    es_carpeta = carpeta.is_dir()
    archivo = carpeta / ARCHIVO if es_carpeta or not carpeta.is_file() else carpeta
    lugar = f"{nombre}/{ARCHIVO}" if es_carpeta else nombre
    junto = carpeta if es_carpeta else Path(str(carpeta)).parent
    datos = _leer_toml(archivo, junto, lugar)
    comprobar_tamano(datos, lugar)
    fallas = [*_cargar_membrete(datos, junto), *_cargar_imagenes(datos, "", junto)]
    fuente = ""
    if (junto / _FUENTE).is_file():
        try:
            fuente = _leer_texto(junto / _FUENTE, junto)
        except IlegibleError as error:
            fallas.append(Falla(_FUENTE, str(error)))
    return Crudo(lugar, datos, PROHIBIDOS.sub("\ufffd", fuente), tuple(fallas))


_NIVELES, _VALORES = 40, 200_000
"""Muy por encima de cualquier formato, y muy por debajo de lo que Python recorre."""


def comprobar_tamano(datos: object, lugar: str = "") -> None:
    """``ErrorDeFormato`` si hay más niveles o más valores de los que un formato puede tener."""
    pendientes: list[tuple[object, int]] = [(datos, 1)]
    cuantos = 0
    while pendientes:
        valor, nivel = pendientes.pop()
        if isinstance(valor, Mapping):
            pendientes += [(uno, nivel + 1) for uno in valor.values()]
        elif isinstance(valor, list | tuple):
            pendientes += [(uno, nivel + 1) for uno in valor]
        cuantos += 1
        if nivel > _NIVELES:
            motivo = f"tiene demasiados niveles anidados; se admiten {_NIVELES}"
            raise ErrorDeFormato(Falla(lugar, motivo))
        if cuantos + len(pendientes) > _VALORES:
            raise ErrorDeFormato(Falla(lugar, f"trae más de {_VALORES} valores"))


def _leer(archivo: Traversable | Path, carpeta: Traversable | Path) -> bytes:
    """Un archivo de la carpeta de un formato; el catálogo puede estar dentro de un zip."""
    if isinstance(archivo, Path) and isinstance(carpeta, Path):
        return leer_archivo(archivo, [carpeta])
    try:
        return archivo.read_bytes()
    except OSError as error:
        raise IlegibleError(por_que_no_se_lee(error)) from None


def _leer_texto(archivo: Traversable | Path, carpeta: Traversable | Path) -> str:
    try:
        return _leer(archivo, carpeta).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise IlegibleError(por_que_no_se_lee(error)) from None


_PARTE_DE_CLAVE = r"""(?:[\w-]++|"(?:[^"\\\n]|\\.)*+"|'[^'\n]*+')"""
_CLAVE_SIN_FIN = re.compile(
    rf"(?<![\w-]){_PARTE_DE_CLAVE}(?:[ \t]*+\.[ \t]*+{_PARTE_DE_CLAVE}){{100}}"
)
"""``a.b.c…``: ``tomllib`` tarda como el cuadrado de los puntos, y con miles acaba la memoria."""


def _leer_toml(
    archivo: Traversable | Path, carpeta: Traversable | Path, lugar: str
) -> dict[str, Any]:
    if not archivo.is_file():
        raise ErrorDeFormato(Falla(lugar, "no existe; se esperaba la carpeta de un formato"))
    texto = ""
    try:
        texto = _leer_texto(archivo, carpeta)
        if _CLAVE_SIN_FIN.search(texto):
            raise ErrorDeFormato(Falla(lugar, "tiene una clave de más de cien puntos"))
        return tomllib.loads(texto.replace("\r\n", "\n"))
    except IlegibleError as error:
        motivo = str(error)
    except tomllib.TOMLDecodeError as error:
        motivo = de_toml(str(error), texto)
    except RecursionError:
        motivo = "tiene demasiados niveles anidados"
    except ValueError:
        motivo = "TOML con un número de miles de cifras"
    raise ErrorDeFormato(Falla(lugar, motivo))


def _cargar_imagenes(valor: Any, ruta: str, carpeta: Traversable | Path) -> Iterator[Falla]:
    """Pone los bytes de cada imagen donde está su nombre."""
    if isinstance(valor, list):
        for indice, elemento in enumerate(valor):
            yield from _cargar_imagenes(elemento, f"{ruta}[{indice}]", carpeta)
    elif isinstance(valor, dict):
        for clave, elemento in valor.items():
            lugar = unir_ruta(ruta, clave)
            if clave == "imagen" and isinstance(elemento, str) and _es_un_archivo(elemento):
                imagen, motivo = _leer_imagen(carpeta, elemento)
                # Lo que no se pudo leer se quita: ya está dicho.
                valor[clave] = imagen or _DE_LA_ENTIDAD
                if motivo:
                    yield Falla(lugar, motivo)
            else:
                yield from _cargar_imagenes(elemento, lugar, carpeta)


def _es_un_archivo(imagen: str) -> bool:
    """Si no es la de la entidad ni va escrita ahí mismo."""
    return imagen != _DE_LA_ENTIDAD and not imagen.startswith("data:")


def _cargar_membrete(datos: dict[str, Any], carpeta: Traversable | Path) -> Iterator[Falla]:
    """Pone los bytes del membrete donde está su nombre; qué son lo dice la lectura del formato."""
    nombre = datos.get(_MEMBRETE)
    if isinstance(nombre, str) and not nombre.startswith("data:"):
        contenido, motivo = _leer_junto(carpeta, nombre, "el membrete")
        if contenido is None:
            del datos[_MEMBRETE]
            yield Falla(_MEMBRETE, motivo)
        else:
            datos[_MEMBRETE] = contenido


def _leer_imagen(carpeta: Traversable | Path, nombre: str) -> tuple[bytes | None, str]:
    imagen, motivo = _leer_junto(carpeta, nombre, "la imagen")
    no_sirve = None if imagen is None else por_que_no(imagen)
    return (None, f"{mostrar(nombre)}: {no_sirve}") if no_sirve else (imagen, motivo)


def _leer_junto(carpeta: Traversable | Path, nombre: str, que: str) -> tuple[bytes | None, str]:
    """Los bytes de un archivo que el formato nombra, o por qué no."""
    # Sólo un nombre: un formato ajeno no lee otros archivos de la máquina.
    if not nombre or re.search(r"[/\\\0]", nombre) or nombre in {".", ".."}:
        return (
            None,
            f"se esperaba el nombre de un archivo junto al formato, llegó {mostrar(nombre)}",
        )
    archivo = carpeta / nombre
    esta = archivo.exists() if isinstance(archivo, Path) else archivo.is_file()
    if not esta:
        return None, f"no está {que} {mostrar(nombre)} junto al formato"
    try:
        return _leer(archivo, carpeta), ""
    except IlegibleError as error:
        return None, f"{que} {mostrar(nombre)}: {error}"
