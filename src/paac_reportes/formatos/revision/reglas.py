"""Cómo se declara una regla: qué lee, y de qué parte del formato es.

Una regla corre sobre una parte (el formato, una tabla, una columna, un bloque) si nada de lo que
lee está roto: así lo mal escrito de una parte no inventa fallas en otra, ni las calla.
"""

import functools
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, TypeVar

from paac_reportes import clases
from paac_reportes.errores import Falla, unir_ruta
from paac_reportes.formatos.definicion.bloques import (
    BloqueDeFormato,
    BloqueTabla,
    TablaDeFormato,
)
from paac_reportes.formatos.definicion.columnas import Columna
from paac_reportes.formatos.definicion.formato import Formato, bloques_de_pagina
from paac_reportes.formatos.definicion.pagina import BloqueDePagina
from paac_reportes.formatos.definicion.recorridos import Recorre

LO_QUE_RECORRE = "tabla.secciones[*].recorre"
_PASOS = tuple[str, ...]


class Tocado:
    """Lugares que ya no dicen lo que se escribió, por su ruta."""

    def __init__(self, rutas: Iterable[str] = ()) -> None:
        self._rutas = tuple(rutas)
        self._pasos = [_pasos(ruta) for ruta in self._rutas]

    def __bool__(self) -> bool:
        """Si algo se tocó."""
        return bool(self._rutas)

    def toca(self, ruta: str) -> bool:
        """Si algo de lo tocado está en esa ruta, la contiene o va dentro.

        ``columnas[*]`` es cualquiera de la lista; ``columnas[]``, la lista y no lo que trae cada
        una.
        """
        entera = not ruta.endswith("[]")
        pasos = _pasos(ruta.removesuffix("[]"))
        return any(
            (entera or len(tocada) <= len(pasos)) and all(map(_coinciden, tocada, pasos))
            for tocada in self._pasos
        )

    def es_lo_escrito(self, ruta: str) -> bool:
        """Si lo de esa ruta es como se escribió: no está en nada que se tocó."""
        return not any(
            ruta == tocada or ruta.startswith((f"{tocada}.", f"{tocada}["))
            for tocada in self._rutas
        )


@functools.lru_cache(maxsize=4096)
def _pasos(ruta: str) -> _PASOS:
    """``tablas.t.columnas[2].dato`` → ``tablas``, ``t``, ``columnas``, ``[2]``, ``dato``."""
    return tuple(ruta.replace("[", ".[").split("."))


def _coinciden(tocado: str, paso: str) -> bool:
    return tocado == paso or (paso == "[*]" and tocado.startswith("["))


@clases.frozen(kw_only=True, eq=False)
class EnFormato:
    """El formato entero."""

    formato: Formato
    tocado: Tocado
    ruta: str = ""
    lugares: Mapping[str, str] = {"formato": ""}
    """Por el nombre con que una regla la llama, la ruta de cada parte que tiene a mano."""

    def sano(self, *lee: str) -> bool:
        """Si nada de lo que la regla lee (``columna.dato``) se tocó por estar mal."""
        return not self.tocado or not any(self.tocado.toca(self._ruta_de(clave)) for clave in lee)

    def _ruta_de(self, clave: str) -> str:
        """Ruta de ``tabla.total`` en el formato: ``tablas.matriz.total``."""
        parte, _, resto = clave.partition(".")
        if parte in self.lugares:
            return unir_ruta(self.lugares[parte], resto)
        return unir_ruta(self.ruta, clave)

    @clases.propiedad_recordada
    def tablas(self) -> tuple["EnTabla", ...]:
        """Las tablas del formato, una por una."""
        return tuple(
            EnTabla(
                **_valores_comunes(self),
                ruta=f"tablas.{nombre}",
                lugares={**self.lugares, "tabla": f"tablas.{nombre}"},
                nombre=nombre,
                tabla=tabla,
            )
            for nombre, tabla in self.formato.tablas.items()
        )

    @clases.propiedad_recordada
    def bloques(self) -> tuple["EnBloque", ...]:
        """Los bloques de su cuerpo, uno por uno."""
        return tuple(
            EnBloque(
                **_valores_comunes(self), ruta=f"cuerpo[{numero}]", numero=numero, bloque=bloque
            )
            for numero, bloque in enumerate(self.formato.cuerpo)
        )

    @property
    def de_pagina(self) -> Iterator["EnBloqueDePagina"]:
        """Sus encabezados y sus pies, uno por uno."""
        for ruta, bloque in bloques_de_pagina(self.formato).items():
            yield EnBloqueDePagina(**_valores_comunes(self), ruta=ruta, bloque=bloque)


def _valores_comunes(sitio: EnFormato) -> dict[str, Any]:
    return {"formato": sitio.formato, "tocado": sitio.tocado}


@clases.frozen(kw_only=True, eq=False)
class EnBloque(EnFormato):
    """Un bloque del cuerpo."""

    numero: int
    bloque: BloqueDeFormato

    @property
    def tablas_que_nombra(self) -> tuple[str, ...]:
        """Los nombres de las tablas que escribe, si es un bloque que las escribe."""
        bloque = self.bloque
        return bloque.tablas if isinstance(bloque, BloqueTabla) else ()


@clases.frozen(kw_only=True, eq=False)
class EnBloqueDePagina(EnFormato):
    """Un encabezado o un pie."""

    bloque: BloqueDePagina


@clases.frozen(kw_only=True, eq=False)
class EnTabla(EnFormato):
    """Una tabla."""

    nombre: str
    tabla: TablaDeFormato

    @property
    def recorren(self) -> list[Recorre]:
        """Listas que recorren sus secciones."""
        return [seccion.recorre for seccion in self.tabla.secciones]

    @clases.propiedad_recordada
    def columnas(self) -> tuple["EnColumna", ...]:
        """Las columnas de la tabla, una por una."""
        return tuple(map(self.en_columna, range(len(self.tabla.columnas))))

    def en_columna(self, indice: int, dicho_en: str | None = None) -> "EnColumna":
        """La columna de ese lugar; ``dicho_en``: la ruta de sus fallas, si no es la suya."""
        ruta = f"{self.lugares['tabla']}.columnas[{indice}]"
        return EnColumna(
            **_valores_comunes(self),
            ruta=dicho_en or ruta,
            lugares={**self.lugares, "columna": ruta},
            nombre=self.nombre,
            tabla=self.tabla,
            indice=indice,
            columna=self.tabla.columnas[indice],
        )


@clases.frozen(kw_only=True, eq=False)
class EnColumna(EnTabla):
    """Una columna."""

    indice: int
    columna: Columna


Sitio = TypeVar("Sitio", bound=EnFormato)
Regla = Callable[[EnFormato], Iterator[Falla]]
"""Regla de una parte, que corre sobre una o sobre todas las del formato."""
Comprobar = Callable[[Sitio], Iterator[Falla | str]]
"""Comprobación de una parte: da cada falla o, si su regla la nombra, por qué lo es."""


def regla_sobre(
    clase: type[Sitio], *lee: str, clave: str = "", codigo: str = "formato_incoherente"
) -> Callable[[Comprobar[Sitio]], Regla]:
    """Decorador de una regla: de qué parte es, y qué lee además de la clave de su falla.

    ``columna.dato``, ``tabla.total`` o ``formato.de`` son de esa parte; las demás, de la suya. Lo
    que la regla diga sin más es una falla con ese ``codigo`` y en esa clave suya.
    """

    def declarar(comprobar: Comprobar[Sitio]) -> Regla:
        """Regla que corre ``comprobar`` en cada parte de la clase."""

        @functools.wraps(comprobar)
        def correr(sitio_mayor: EnFormato) -> Iterator[Falla]:
            """Fallas que la regla da en cada parte, si lo que lee y lo que acusa no se tocó."""
            for sitio in _sitios(clase, sitio_mayor):
                if sitio.sano(*lee):
                    ruta = unir_ruta(sitio.ruta, clave)
                    for motivo in comprobar(sitio):
                        falla = Falla(codigo, ruta, motivo) if isinstance(motivo, str) else motivo
                        if sitio.tocado.es_lo_escrito(falla.ruta):
                            yield falla

        return correr

    return declarar


def _sitios(clase: type[Sitio], sitio: EnFormato) -> Iterable[Any]:
    """Las partes de esa clase que hay en un sitio; sólo él, si lo es."""
    if isinstance(sitio, clase):
        return (sitio,)
    if clase is EnColumna:
        return (columna for tabla in sitio.tablas for columna in tabla.columnas)
    if clase is EnTabla:
        return sitio.tablas
    return sitio.bloques if clase is EnBloque else sitio.de_pagina
