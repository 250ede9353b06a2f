"""Rótulos como se comparan, y las palabras de ``plantillas/_columnas`` que no son ninguno."""

import functools
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from importlib.resources import files
from itertools import accumulate
from typing import Generic, TypeVar

from paac_reportes import clases
from paac_reportes.estructura import estructurar, validar_por_tipo
from paac_reportes.instalacion import hace_falta
from paac_reportes.textos.plano import en_plano

with hace_falta():
    from rapidfuzz.distance.Indel import normalized_similarity
    from rapidfuzz.process import extract

UMBRAL = 0.8
"""Desde aquí un rótulo es el de un dato."""
_POR_LETRAS, _COLA = 0.85, 0.7
_EMPIEZA, _LARGO_QUE_EMPIEZA = (0.81, 0.15), 7
"""Lo que vale un rótulo que empieza por el esperado, y sus letras."""
_DE = re.compile(r" del? ")
_SIGUE_DE = re.compile(r" (?:del?|al?) ")
_SIGNO_DE_NUMERO = re.compile(r"\b(?:n[°ºo]\.?|num\.?|numero)(?=\W|$)|^[^\w#]*+#\W*+$", re.ASCII)
_FORMA_DE_FECHA = re.compile(r"\b(?:dd|mm|aa(?:aa)?)(?:[/-](?:dd|mm|aa(?:aa)?)){1,2}\b")
_SIGNOS = re.compile(r"[^\w%]+")
LLAMADA = re.compile(r"\[\d+\]|[⁰¹²³⁴-⁹*†]")
_LARGO = 150
"""Letras de un texto que aún puede ser un rótulo."""


@clases.frozen
class Rotulo:
    """Un rótulo, listo para comparar."""

    palabras: str
    """Sin tildes, mayúsculas ni signos."""
    letras: str
    """Letras del rótulo sin espacios: «Racionalizac ión» es «Racionalización»."""


@functools.lru_cache(maxsize=4096)
def rotulo_de(texto: str) -> Rotulo:
    """Rótulo que es un texto, como se compara."""
    plano = en_plano(LLAMADA.sub(" ", texto)).replace("º", "°").replace("n°", "num")
    plano = _FORMA_DE_FECHA.sub(" ", plano)
    palabras = " ".join(_SIGNOS.sub(" ", _SIGNO_DE_NUMERO.sub(" numero ", plano)).split())
    return Rotulo(palabras, palabras.replace(" ", ""))


def parecido(rotulo: Rotulo, esperado: Rotulo) -> float:
    """Parecido de dos rótulos: 1 si son el mismo; menos si empieza por él o tiene una errata."""
    if not rotulo.letras or not esperado.letras:
        return 0.0
    if rotulo.letras == esperado.letras:
        return 1.0
    erratas = 0.0
    if _son_de_lo_mismo(rotulo, esperado):
        erratas = normalized_similarity(rotulo.letras, esperado.letras, score_cutoff=_POR_LETRAS)
    return max(erratas, _como_comienzo(rotulo, esperado))


def _son_de_lo_mismo(rotulo: Rotulo, esperado: Rotulo) -> bool:
    """Si lo que sigue a su «de» es lo mismo: «Descripción del rol» no es la del riesgo."""
    colas = [_DE.split(uno.palabras)[1:] for uno in (rotulo, esperado)]
    return not all(colas) or normalized_similarity(colas[0][-1], colas[1][-1]) >= _COLA


def _como_comienzo(rotulo: Rotulo, esperado: Rotulo) -> float:
    """Parecido de un rótulo que empieza por el esperado y dice algo más; «de» lo hace otro."""
    if len(esperado.letras) < _LARGO_QUE_EMPIEZA:
        return 0.0
    resto = rotulo.palabras.removeprefix(esperado.palabras)
    if resto == rotulo.palabras or not resto.startswith(" ") or _SIGUE_DE.match(resto):
        return 0.0
    desde, mas = _EMPIEZA
    return desde + mas * len(esperado.letras) / len(rotulo.letras)


T = TypeVar("T")


class IndiceDeRotulos(Generic[T]):
    """Rótulos con lo que cada uno nombra, para comparar un texto con todos de una vez."""

    def __init__(self, rotulos: Iterable[tuple[Rotulo, T]]) -> None:
        self._nombran: dict[Rotulo, list[T]] = {}
        for rotulo, cosa in rotulos:
            self._nombran.setdefault(rotulo, []).append(cosa)
        self._letras = {rotulo: rotulo.letras for rotulo in self._nombran}
        self._por_palabras = {rotulo.palabras: rotulo for rotulo in self._nombran}
        self.parecidos = functools.lru_cache(maxsize=4096)(self._parecidos)

    def _parecidos(self, texto: str) -> Mapping[T, float]:
        """Cosas que un texto puede nombrar, y cuánto se parece su nombre, de ``UMBRAL`` a 1."""
        if len(texto) > _LARGO:
            return {}
        rotulo, parecidos = rotulo_de(texto), dict[T, float]()
        for cercano in self._cercanos(rotulo):
            if puntos := parecido(rotulo, cercano):
                for cosa in self._nombran[cercano]:
                    parecidos[cosa] = max(puntos, parecidos.get(cosa, 0.0))
        return parecidos

    def _cercanos(self, rotulo: Rotulo) -> Iterator[Rotulo]:
        """Rótulos de casi sus letras, y aquellos con que empieza."""
        for _, _, cercano in extract(
            rotulo.letras,
            self._letras,
            scorer=normalized_similarity,
            processor=None,
            score_cutoff=_POR_LETRAS,
            limit=None,
        ):
            yield cercano
        for comienzo in accumulate(rotulo.palabras.split(" ")[:12], "{} {}".format):
            if comienzo in self._por_palabras:
                yield self._por_palabras[comienzo]


def empieza_por(texto: str, esperados: tuple[str, ...]) -> bool:
    """Si las primeras palabras de un texto son uno de los esperados."""
    return f"{rotulo_de(texto).palabras} ".startswith(_comienzos(esperados))


@functools.lru_cache(maxsize=32)
def _comienzos(esperados: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(f"{rotulo_de(esperado).palabras} " for esperado in esperados)


@clases.frozen(kw_only=True, field_transformer=validar_por_tipo)
class OtraTabla:
    """Una clase de tabla que no es de un plan, y con qué se la reconoce."""

    nombre: str
    """«un inventario»."""
    propios: tuple[str, ...]
    """Los rótulos que un plan casi nunca lleva."""
    rotulos: tuple[str, ...]
    se_lee: str = ""
    """Con qué se lee, si es de algo que aquí se lee."""


@clases.frozen(kw_only=True, field_transformer=validar_por_tipo)
class PalabrasDeRotulos:
    """Palabras que dicen qué es una fila, un título o una hoja."""

    dependencias: tuple[str, ...]
    intercambios: tuple[str, ...]
    tramites: tuple[str, ...]
    totales: tuple[str, ...]
    notas: tuple[str, ...]
    titulos: tuple[str, ...]
    hojas_sin_nombre: tuple[str, ...]
    fases_de_un_mapa: tuple[str, ...]
    estados: dict[str, tuple[str, ...]]
    otras_tablas: dict[str, OtraTabla]


@functools.lru_cache(maxsize=1)
def palabras() -> PalabrasDeRotulos:
    """Palabras de ``plantillas/_columnas``."""
    archivo = files("paac_reportes.plantillas") / "_columnas" / "palabras.toml"
    return estructurar(tomllib.loads(archivo.read_text("utf-8")), PalabrasDeRotulos)


def estado_de(texto: str) -> str | None:
    """Estado que un texto nombra: «Completo»."""
    return _estados().get(rotulo_de(texto).letras)


@functools.lru_cache(maxsize=1)
def _estados() -> dict[str, str]:
    """Estado que nombran unas letras."""
    return {
        rotulo_de(nombre).letras: estado
        for estado, nombres in palabras().estados.items()
        for nombre in (estado.replace("_", " "), *nombres)
    }


_NO_ES_DE_NOMBRE = re.compile(r"[^a-z0-9]+")
_LARGO_DE_EXTRA = 60


def clave_de_extra(rotulo: str, final: str = "") -> str:
    """Nombre con que se guarda lo que no es de ningún dato: ``riesgo_asociado``."""
    nombre = _NO_ES_DE_NOMBRE.sub("_", en_plano(rotulo)).strip("_")
    nombre = nombre if nombre[:1].isalpha() else f"columna_{nombre}"
    return f"{nombre[: _LARGO_DE_EXTRA - len(final)].strip('_')}{final}"
