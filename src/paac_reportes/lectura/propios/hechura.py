"""Un formato como se ve: qué tablas y qué textos deja en un documento."""

import functools
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Literal, TypeVar

import attrs

from paac_reportes.formatos.definicion.bloques import (
    LLAMADA,
    BloqueDatos,
    BloqueDeFormato,
    BloqueFirmas,
    BloqueParrafo,
    BloqueResultados,
    BloqueTabla,
    BloqueTitulo,
    Seccion,
    TablaDeFormato,
)
from paac_reportes.formatos.definicion.columnas import Columna
from paac_reportes.formatos.definicion.formato import Formato, bloques_de_pagina
from paac_reportes.formatos.definicion.pagina import BloqueDePagina
from paac_reportes.textos.inversa import Dichos, Molde, molde_de
from paac_reportes.textos.plano import en_plano

# ------------------------------------------------------------------ alineado
# Unos textos vistos y las plantillas que los escribieron, en el mismo orden.

P = TypeVar("P")

_POR_LETRA = 10
"""Lo que vale una letra fija frente a que el texto tenga quien lo escriba."""


@attrs.frozen
class Pareja:
    """Un texto y la plantilla que lo escribió, por su lugar en cada lista."""

    texto: int
    plantilla: int
    dichos: Dichos


Casar = Callable[[int, int], tuple[Dichos, float] | None]
"""Lo que un texto dice si lo escribió una plantilla, y cuántas letras de ella trae."""


def alinear(textos: int, plantillas: int, casar: Casar) -> list[Pareja]:
    """Las parejas que explican más letras; a igualdad, las plantillas de más abajo.

    Ni un texto ni una plantilla se usan dos veces, y el orden de ambos es el mismo.
    """
    mejor = [[0.0] * (plantillas + 1) for _ in range(textos + 1)]
    parejas: dict[tuple[int, int], tuple[Dichos, float]] = {}
    for t in range(1, textos + 1):
        for p in range(1, plantillas + 1):
            mejor[t][p] = max(mejor[t - 1][p], mejor[t][p - 1])
            casada = casar(t - 1, p - 1)
            if casada is None:
                continue
            # Lo de más abajo está más cerca de lo que sigue, que es lo que se busca situar.
            vale = _POR_LETRA * casada[1] + 1 + p / 1000
            if mejor[t - 1][p - 1] + vale > mejor[t][p]:
                mejor[t][p] = mejor[t - 1][p - 1] + vale
                parejas[t, p] = (casada[0], vale)
    return _de_vuelta(mejor, parejas, textos, plantillas)


def _de_vuelta(
    mejor: Sequence[Sequence[float]],
    parejas: dict[tuple[int, int], tuple[Dichos, float]],
    t: int,
    p: int,
) -> list[Pareja]:
    salida: list[Pareja] = []
    while t and p:
        if (t, p) in parejas and mejor[t][p] == mejor[t - 1][p - 1] + parejas[t, p][1]:
            salida.append(Pareja(t - 1, p - 1, parejas[t, p][0]))
            t, p = t - 1, p - 1
        elif mejor[t][p] == mejor[t - 1][p]:
            t -= 1
        else:
            p -= 1
    return salida[::-1]


def lo_que_dice(molde: Molde, texto: str) -> tuple[Dichos, int] | None:
    """La lectura más probable de un texto con un molde."""
    return next(molde.casar(texto), None)


# ------------------------------------------------------------------ tablas
# Las tablas de un formato como se ven: por sus rótulos, franjas, bandas y totales.

Camino = tuple[str, ...]
"""Los rótulos de una columna, de arriba abajo."""

_LLAMADA_ESCRITA = re.compile("[⁰¹²³⁴⁵⁶⁷⁸⁹]+")

_HUECO = re.compile(
    r"\{%.*?%\}|\{\{(?:[^}]*?\bor\s+(['\"])(?P<callado>.*?)\1)?[^}]*\}\}", re.DOTALL
)
"""Lo que una plantilla escribe o decide, con lo que dice si el dato falta."""


def _de_muestra(hueco: re.Match[str]) -> str:
    return "" if hueco[0].startswith("{%") else hueco["callado"] or "…"


@attrs.frozen(eq=False)
class ColumnaEsperada:
    """Una columna de un formato, y los moldes de sus rótulos."""

    lugar: int
    definida: Columna
    camino: tuple[Molde, ...]
    plano: str
    """Sus rótulos juntos, para compararlos con los que no son exactamente esos."""
    letras: int
    """Las fijas: sin ninguna, cualquier rótulo le sirve."""

    @property
    def como_se_lee(self) -> str:
        """Sus rótulos para una persona: con lo que dicen si el plan calla, o con ``…``."""
        textos = [_HUECO.sub(_de_muestra, molde.plantilla) for molde in self.camino]
        return " / ".join(" ".join(texto.split()) for texto in textos)

    def casar(self, visto: Camino) -> Dichos | None:
        """Lo que dicen los rótulos vistos, si son los suyos."""
        if len(visto) != len(self.camino):
            return None
        dichos: dict[str, object] = {}
        for texto, molde in zip(visto, self.camino, strict=True):
            hallado = next(molde.casar(texto), None)
            if hallado is None:
                return None
            dichos |= hallado[0]
        return dichos


@attrs.frozen(eq=False)
class TablaEsperada:
    """Una clase de tabla de un formato."""

    nombre: str
    definida: TablaDeFormato
    columnas: tuple[ColumnaEsperada, ...]
    franjas: tuple[Molde, ...]
    bandas: tuple[Molde | None, ...]
    """La de cada sección."""
    totales: tuple[Molde, ...]
    hondura: int
    """Cuántas filas ocupan sus rótulos."""

    @property
    def secciones(self) -> Sequence[Seccion]:
        """De dónde salen sus filas."""
        return self.definida.secciones

    def banda(self, texto: str) -> int | None:
        """La sección que abre una fila a todo lo ancho, si abre una."""
        for numero, molde in enumerate(self.bandas):
            if molde is not None and dice(molde, texto):
                return numero
        return None


def dice(molde: Molde, texto: str) -> bool:
    """Si el texto es uno de los del molde, sin mirar mayúsculas ni la llamada a una nota."""
    fijo = _fijo_en_plano(molde)
    if fijo is not None:
        return fijo == en_plano(_LLAMADA_ESCRITA.sub("", texto))
    return next(molde.casar(texto), None) is not None


@functools.lru_cache(maxsize=1024)
def _fijo_en_plano(molde: Molde) -> str | None:
    return None if molde.fijo is None else en_plano(molde.fijo)


def tabla_esperada(nombre: str, tabla: TablaDeFormato) -> TablaEsperada:
    """La de un formato, con sus textos hechos moldes."""
    columnas = tuple(_columna(n, columna) for n, columna in enumerate(tabla.columnas))
    resumenes = [subtotal.rotulo for subtotal in tabla.subtotales]
    resumenes += [] if tabla.total is None else [tabla.total]
    return TablaEsperada(
        nombre=nombre,
        definida=tabla,
        columnas=columnas,
        franjas=tuple(map(molde, tabla.franjas)),
        bandas=tuple(None if s.banda is None else molde(s.banda) for s in tabla.secciones),
        totales=tuple(map(molde, resumenes)),
        hondura=max(len(columna.camino) for columna in columnas),
    )


def molde(plantilla: str) -> Molde:
    """El de una plantilla, sin las llamadas a las notas."""
    return molde_de(LLAMADA.sub("", plantilla))


def _columna(lugar: int, columna: Columna) -> ColumnaEsperada:
    camino = tuple(map(molde, columna.rotulo))
    fijos = [_fijo_de(uno) for uno in camino]
    plano = en_plano(" ".join(fijos))
    return ColumnaEsperada(lugar, columna, camino, plano, len(plano))


@functools.lru_cache(maxsize=1024)
def _fijo_de(uno: Molde) -> str:
    """El texto que siempre trae."""
    return max((forma.literal for forma in uno.formas), key=len)


# ------------------------------------------------------------------ hechura

Medio = Literal["documento", "libro"]


@attrs.frozen(eq=False)
class BloqueConTablas:
    """Un bloque del cuerpo que escribe tablas, y su lugar entre los demás."""

    lugar: int
    cada: str
    tablas: tuple[TablaEsperada, ...]


@attrs.frozen(eq=False, slots=False)
class Hechura:
    """Lo que un formato escribe en un medio."""

    formato: Formato
    medio: Medio

    @functools.cached_property
    def cuerpo(self) -> list[BloqueDeFormato]:
        """Los bloques que van en el medio."""
        return [bloque for bloque in self.formato.cuerpo if self.medio in bloque.en]

    @functools.cached_property
    def tablas(self) -> dict[str, TablaEsperada]:
        """Las que algún bloque escribe."""
        return {
            nombre: tabla_esperada(nombre, self.formato.tablas[nombre])
            for bloque in self.cuerpo
            if isinstance(bloque, BloqueTabla | BloqueResultados)
            for nombre in bloque.tablas
        }

    @functools.cached_property
    def bloques(self) -> list[BloqueConTablas]:
        """Los que escriben tablas, en su orden."""
        return [
            BloqueConTablas(n, bloque.cada, tuple(self.tablas[t] for t in bloque.tablas))
            for n, bloque in enumerate(self.cuerpo)
            if isinstance(bloque, BloqueTabla | BloqueResultados)
        ]

    @functools.cached_property
    def por_rotulo(self) -> dict[str, list[TablaEsperada]]:
        """Por cada rótulo de arriba que no cambia, las tablas que lo llevan."""
        salida: dict[str, list[TablaEsperada]] = {}
        for tabla in self.tablas.values():
            for texto in dict.fromkeys(_primeros(tabla)):
                salida.setdefault(texto, []).append(tabla)
        return salida

    def pueden_ser(self, textos: Iterable[str]) -> list[TablaEsperada]:
        """Las tablas que tienen alguno de esos rótulos arriba."""
        halladas = (t for texto in textos for t in self.por_rotulo.get(en_plano(texto), ()))
        sin_fijos = (t for t in self.tablas.values() if not any(_primeros(t)))
        return list(dict.fromkeys((*halladas, *sin_fijos)))


def _primeros(tabla: TablaEsperada) -> Iterator[str]:
    for columna in tabla.columnas:
        fijo = columna.camino[0].fijo
        if fijo:
            yield en_plano(fijo)


# ------------------------------------------------------------------ textos
# Los textos que un formato escribe fuera de sus tablas: encabezados, títulos, fichas y firmas.


@attrs.frozen
class Ficha:
    """Un rótulo con su valor al lado."""

    rotulo: Molde
    valor: Molde


def de_las_paginas(formato: Formato, *, en_hojas: bool) -> list[Molde]:
    """Los de los encabezados y pies, en su orden; en hojas, primero el que va en celdas."""
    bloques = bloques_de_pagina(formato)
    en_celdas = bloques.pop("libro.bloque", None)
    if not en_hojas:
        return [m for bloque in bloques.values() for m in _celdas(bloque)]
    if not formato.libro.bloque_en_celdas:
        return []
    suyo = en_celdas or formato.encabezado
    return list(_celdas(suyo)) if suyo else []


def impresos_en_hojas(formato: Formato) -> list[Molde]:
    """Los del encabezado y el pie impresos de una hoja de cálculo."""
    lados = (formato.libro.encabezado, formato.libro.pie)
    textos = (t for lado in lados for t in (lado.izquierda, lado.centro, lado.derecha))
    return [molde(texto) for texto in textos if texto]


def _celdas(bloque: BloqueDePagina) -> Iterator[Molde]:
    for fila in bloque.filas:
        for celda in fila:
            if celda.texto:
                yield molde(celda.texto)


def antes_de_las_tablas(hechura: Hechura) -> list[Molde]:
    """Los títulos y párrafos del plan entero que dicen algún dato, en su orden."""
    salida = []
    for bloque in hechura.cuerpo:
        if isinstance(bloque, BloqueTabla) and bloque.cada != "plan":
            break
        if isinstance(bloque, BloqueTitulo | BloqueParrafo) and bloque.cada == "plan":
            salida.append(molde(bloque.texto))
    return salida


def fichas(hechura: Hechura) -> list[Ficha]:
    """Las de los bloques de datos."""
    return [
        Ficha(molde(dato.rotulo), molde(dato.texto))
        for bloque in hechura.cuerpo
        if isinstance(bloque, BloqueDatos)
        for dato in bloque.filas
    ]


def firmas(hechura: Hechura) -> list[BloqueFirmas]:
    """Los bloques de firmas."""
    return [bloque for bloque in hechura.cuerpo if isinstance(bloque, BloqueFirmas)]


def parrafos_de_firma(hechura: Hechura) -> list[BloqueParrafo]:
    """Los párrafos que se escriben por cada firma."""
    return [b for b in hechura.cuerpo if isinstance(b, BloqueParrafo) and b.cada == "firma"]
