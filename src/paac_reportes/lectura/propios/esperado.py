"""Lo que se espera ver en un documento de un formato: sus bloques, sus tablas y sus rótulos.

``DocumentoEsperado`` son los bloques que el formato escribe en un medio, con sus tablas; cada texto
que una plantilla escribe se reconoce con su molde (``molde``, ``dice``, ``lectura_probable``).
"""

import functools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import chain, groupby
from typing import Literal

from paac_reportes import clases
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
from paac_reportes.formatos.definicion.columnas import Columna, datos_de, pueden_quedar_solas
from paac_reportes.formatos.definicion.esquema import Esquema, TablaDelEsquema
from paac_reportes.formatos.definicion.formato import Formato, bloques_de_pagina
from paac_reportes.grupos import agrupadas
from paac_reportes.lectura.propios.escondido import DE_RENGLON
from paac_reportes.modelo.periodos import Informe
from paac_reportes.textos.inversa import Molde, Valores, molde_de
from paac_reportes.textos.plano import en_plano

Camino = tuple[str, ...]
"""Los rótulos de una columna, de arriba abajo."""

Medio = Literal["documento", "libro"]

_LLAMADA_ESCRITA = re.compile("[⁰¹²³⁴⁵⁶⁷⁸⁹]+")

_HUECO = re.compile(
    r"\{%.*?%\}|\{\{(?:[^}]*?\bor\s+(['\"])(?P<callado>.*?)\1)?[^}]*\}\}", re.DOTALL
)
"""Lo que una plantilla escribe o decide, con lo que dice si el dato falta."""


def _muestra_de_un_hueco(hueco: re.Match[str]) -> str:
    return "" if hueco[0].startswith("{%") else hueco["callado"] or "…"


@clases.frozen(eq=False)
class ColumnaEsperada:
    """Una columna de un formato, y los moldes de sus rótulos."""

    lugar: int
    definida: Columna
    rotulos: tuple[Camino, ...]
    """Los del formato y, si puede quedar sola bajo el suyo, los que llevaría en un piso menos."""
    caminos: tuple[tuple[Molde, ...], ...]
    """Los moldes de cada uno de ellos."""
    plano: str
    """Sus rótulos juntos, para compararlos con los que no son exactamente esos."""
    letras: int
    """Las fijas: sin ninguna, cualquier rótulo le sirve."""

    @property
    def camino(self) -> tuple[Molde, ...]:
        """Los moldes de sus rótulos en el formato, de arriba abajo."""
        return self.caminos[0]

    @property
    def como_se_lee(self) -> str:
        """Sus rótulos para una persona: con lo que dicen si el plan calla, o con ``…``."""
        textos = [_HUECO.sub(_muestra_de_un_hueco, molde.plantilla) for molde in self.camino]
        return " / ".join(" ".join(texto.split()) for texto in textos)

    def casar(self, camino: Camino) -> Valores | None:
        """Los datos que dicen unos rótulos; ``None`` si no son los de esta columna."""
        for moldes in self.caminos:
            if len(camino) == len(moldes):
                return _valores_de(camino, moldes)
        return None


def _valores_de(camino: Camino, moldes: Sequence[Molde]) -> Valores | None:
    valores: dict[str, object] = {}
    for texto, molde in zip(camino, moldes, strict=True):
        lectura = next(molde.casar(texto), None)
        if lectura is None:
            return None
        valores |= lectura[0]
    return valores


@clases.frozen(eq=False)
class TablaEsperada:
    """Una clase de tabla de un formato."""

    nombre: str
    definida: TablaDeFormato
    columnas: tuple[ColumnaEsperada, ...]
    franjas: tuple[Molde, ...]
    bandas: tuple[Molde | None, ...]
    """La de cada sección."""
    totales: tuple[Molde, ...]

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


@clases.frozen(eq=False)
class ColumnaEscrita:
    """Una columna del formato que el documento lleva."""

    esperada: ColumnaEsperada
    informe: Informe | None = None
    """El de sus seguimientos, si va por corte."""


@clases.frozen(eq=False)
class TablaEscrita:
    """Una tabla del formato con las columnas que en el documento lleva."""

    esperada: TablaEsperada
    columnas: tuple[ColumnaEscrita, ...]
    hondura: int
    """Cuántas filas ocupan sus rótulos."""
    sin_esquema: bool = False
    """Si el documento no dice cuáles son: pueden estar todas las del formato, en cada informe."""

    @classmethod
    def de_la_del_formato(cls, esperada: TablaEsperada) -> "list[TablaEscrita]":
        """La tabla de un documento que no dice qué columnas lleva: todas, en cada informe.

        Dos si, omitidas algunas, sus rótulos pueden ir en menos filas.
        """
        columnas: list[ColumnaEscrita] = []
        for por_corte, seguidas in groupby(esperada.columnas, lambda c: c.definida.por_corte):
            vecinas = list(seguidas)
            informes: list[Informe | None] = [None]
            if por_corte:
                informes = [Informe(numero, None) for numero in range(1, _INFORMES_DEL_ANO + 1)]
            columnas += (
                ColumnaEscrita(columna, informe) for informe in informes for columna in vecinas
            )
        mayor = max(len(columna.camino) for columna in esperada.columnas)
        fijas = (columna for columna in esperada.columnas if not columna.definida.se_omite)
        menor = max((len(columna.caminos[-1]) for columna in fijas), default=mayor)
        return [
            cls(esperada, tuple(columnas), hondura, sin_esquema=True)
            for hondura in dict.fromkeys((mayor, menor))
        ]


_INFORMES_DEL_ANO = 12
"""Los de una vigencia, a lo sumo: uno por mes."""


def _segun_el_esquema(del_esquema: TablaDelEsquema, esperada: TablaEsperada) -> TablaEscrita | None:
    """Una tabla del formato con las columnas que el esquema del documento declara.

    Ninguna si las dos no recorren lo mismo.
    """
    if not {seccion.recorre for seccion in esperada.secciones}.issuperset(del_esquema.recorre):
        return None
    columnas = {
        (rotulo, datos_de(columna.definida)): columna
        for columna in esperada.columnas
        for rotulo in columna.rotulos
    }
    cortes = sorted({c.corte for c in del_esquema.columnas if c.corte is not None})
    # El de ningún corte es el único de un documento sin él.
    informes: dict[date | None, Informe] = {None: Informe(1, None)}
    informes |= {corte: Informe(numero, corte) for numero, corte in enumerate(cortes, 1)}
    del_documento = tuple(
        ColumnaEscrita(
            columna,
            informes[declarada.corte] if declarada.corte or columna.definida.por_corte else None,
        )
        for declarada in del_esquema.columnas
        if (columna := columnas.get((declarada.rotulo, declarada.dato))) is not None
    )
    if not del_documento:
        return None
    hondura = max(len(c.rotulo) for c in del_esquema.columnas if (c.rotulo, c.dato) in columnas)
    return TablaEscrita(esperada, del_documento, hondura)


@clases.frozen(eq=False)
class BloqueConTablas:
    """Un bloque del cuerpo que escribe tablas, y su lugar entre los demás."""

    lugar: int
    cada: str
    tablas: tuple[TablaEsperada, ...]


@clases.frozen(eq=False, slots=False)
class DocumentoEsperado:
    """Lo que un formato escribe en un medio."""

    formato: Formato
    medio: Medio
    esquema: Esquema | None = None
    """El esquema que el documento guarda de sí, si lo trae."""

    @functools.cached_property
    def cuerpo(self) -> list[BloqueDeFormato]:
        """Los bloques que van en el medio."""
        return [bloque for bloque in self.formato.cuerpo if self.medio in bloque.en]

    @functools.cached_property
    def textos(self) -> tuple[str, ...]:
        """Las plantillas de lo que escribe fuera de las columnas de sus tablas, sin repetir."""
        return tuple(dict.fromkeys(filter(None, self._textos())))

    def _textos(self) -> Iterator[str]:
        for bloque in self.cuerpo:
            yield from _textos_de(bloque)
        for tabla in (esperada.definida for esperada in self.tablas.values()):
            yield from tabla.franjas
            yield from (seccion.banda or "" for seccion in tabla.secciones)
            yield from (*(subtotal.rotulo for subtotal in tabla.subtotales), tabla.total or "")
        for pagina in bloques_de_pagina(self.formato).values():
            yield from (celda.texto or "" for fila in pagina.filas for celda in fila)
        for lado in (self.formato.libro.encabezado, self.formato.libro.pie):
            yield from (texto or "" for texto in (lado.izquierda, lado.centro, lado.derecha))

    @functools.cached_property
    def renglones(self) -> Mapping[str, tuple[Molde, ...]]:
        """Lo que dice cada título, párrafo o fila de alrededor, por su marca: ``x1``.

        Sin los que traen una plantilla que el formato ya no escribe.
        """
        renglones = self.esquema.renglones if self.esquema else ()
        conocidas = {*self.textos, ""}
        return {
            marca: tuple(self.molde_con_marca(plantilla, marca) for plantilla in plantillas)
            for numero, plantillas in enumerate(renglones[:_RENGLONES_DE_UN_ESQUEMA], 1)
            if conocidas.issuperset(plantillas)
            for marca in (f"{DE_RENGLON}{numero}",)
        }

    def molde_con_marca(self, plantilla: str, marca: str) -> Molde:
        """El molde de una plantilla, sin los datos que según el esquema calla en esa marca."""
        if not marca or self.esquema is None or not self.esquema.formato:
            return molde(plantilla)
        return molde(plantilla).sin_los_callados(self._callados.get(marca, ()))

    @functools.cached_property
    def _callados(self) -> Mapping[str, tuple[str, ...]]:
        callados = self.esquema.callados if self.esquema else ()
        return {de_una_marca.marca: de_una_marca.datos for de_una_marca in callados}

    @functools.cached_property
    def tablas(self) -> dict[str, TablaEsperada]:
        """Las tablas que algún bloque escribe."""
        return {
            nombre: tabla_esperada(nombre, self.formato.tablas[nombre])
            for bloque in self.cuerpo
            if isinstance(bloque, BloqueTabla | BloqueResultados)
            for nombre in bloque.tablas
        }

    @functools.cached_property
    def bloques(self) -> list[BloqueConTablas]:
        """Los bloques que escriben tablas, en su orden."""
        return [
            BloqueConTablas(n, bloque.cada, tuple(self.tablas[t] for t in bloque.tablas))
            for n, bloque in enumerate(self.cuerpo)
            if isinstance(bloque, BloqueTabla | BloqueResultados)
        ]

    @functools.cached_property
    def marcadas(self) -> Mapping[str, TablaEscrita]:
        """Las tablas que el documento dice que lleva, por la marca de sus rótulos: ``t1``.

        La que el formato ya no define igual es la que tenga más de sus columnas.
        """
        marcadas: dict[str, TablaEscrita] = {}
        for numero, del_esquema in enumerate(self.esquema.tablas if self.esquema else (), 1):
            posibles = [
                _segun_el_esquema(del_esquema, esperada) for esperada in self.tablas.values()
            ]
            # La que las tiene todas y casi ninguna más: dos del formato pueden empezar igual.
            mejor = max(
                (tabla for tabla in posibles if tabla is not None),
                key=lambda tabla: (len(tabla.columnas), -len(tabla.esperada.columnas)),
                default=None,
            )
            if mejor is not None:
                marcadas[f"t{numero}"] = mejor
        return marcadas

    @functools.cached_property
    def escritas(self) -> Sequence[TablaEscrita]:
        """Las tablas que puede llevar: las que dice y, enteras, las otras del formato."""
        declaradas = {escrita.esperada for escrita in self.marcadas.values()}
        sin_declarar = (tabla for tabla in self.tablas.values() if tabla not in declaradas)
        enteras = map(TablaEscrita.de_la_del_formato, sin_declarar)
        return [*self.marcadas.values(), *chain.from_iterable(enteras)]

    @functools.cached_property
    def por_rotulo(self) -> dict[str, list[TablaEscrita]]:
        """Por cada rótulo de arriba que no cambia, las tablas que lo llevan."""
        return agrupadas(
            (texto, tabla)
            for tabla in self.escritas
            for texto in dict.fromkeys(_rotulos_de_arriba(tabla.esperada))
        )

    @functools.cached_property
    def sin_rotulos_fijos(self) -> list[TablaEscrita]:
        """Las tablas sin ningún rótulo de arriba que no cambie."""
        return [tabla for tabla in self.escritas if not any(_rotulos_de_arriba(tabla.esperada))]

    def pueden_ser(self, textos: Iterable[str]) -> list[TablaEscrita]:
        """Las tablas que tienen alguno de esos rótulos arriba."""
        rotulos = map(_rotulo_plano, textos)
        con_el_rotulo = (tabla for rotulo in rotulos for tabla in self.por_rotulo.get(rotulo, ()))
        return list(dict.fromkeys((*con_el_rotulo, *self.sin_rotulos_fijos)))


def _textos_de(bloque: BloqueDeFormato) -> Sequence[str]:
    """Las plantillas de un bloque que no es de tablas."""
    match bloque:
        case BloqueTitulo() | BloqueParrafo():
            return (bloque.texto,)
        case BloqueDatos():
            return [texto for dato in bloque.filas for texto in (dato.rotulo, dato.texto)]
        case BloqueFirmas():
            return bloque.partes
        case _:
            return ()


_RENGLONES_DE_UN_ESQUEMA = 500
"""Los de un esquema, a lo sumo: ningún formato escribe tantos."""
_LARGO_QUE_SE_RECUERDA = 200
"""Letras de una celda: no se guarda lo que alguien escribió."""
_plano_breve = functools.lru_cache(maxsize=4096)(en_plano)


def _rotulo_plano(texto: str) -> str:
    """En plano: de una celda se pregunta si es un rótulo de cada uno de los formatos."""
    return (_plano_breve if len(texto) <= _LARGO_QUE_SE_RECUERDA else en_plano)(texto)


def _rotulos_de_arriba(tabla: TablaEsperada) -> Iterator[str]:
    for columna in tabla.columnas:
        for arriba, *_ in columna.caminos:
            if arriba.fijo:
                yield en_plano(arriba.fijo)


def tabla_esperada(nombre: str, tabla: TablaDeFormato) -> TablaEsperada:
    """La tabla de un formato, con sus textos hechos moldes."""
    solas = pueden_quedar_solas(tabla.columnas)
    columnas = tuple(
        _columna(lugar, columna, sola)
        for lugar, (columna, sola) in enumerate(zip(tabla.columnas, solas, strict=True))
    )
    resumenes = [subtotal.rotulo for subtotal in tabla.subtotales]
    resumenes += [] if tabla.total is None else [tabla.total]
    return TablaEsperada(
        nombre=nombre,
        definida=tabla,
        columnas=columnas,
        franjas=tuple(map(molde, tabla.franjas)),
        bandas=tuple(None if s.banda is None else molde(s.banda) for s in tabla.secciones),
        totales=tuple(map(molde, resumenes)),
    )


def _columna(lugar: int, columna: Columna, sola: Columna | None) -> ColumnaEsperada:
    rotulos = (columna.rotulo,) if sola is None else (columna.rotulo, sola.rotulo)
    caminos = tuple(tuple(map(molde, rotulo)) for rotulo in rotulos)
    plano = en_plano(" ".join(map(_texto_fijo, caminos[0])))
    return ColumnaEsperada(lugar, columna, rotulos, caminos, plano, len(plano))


@functools.lru_cache(maxsize=1024)
def _texto_fijo(molde: Molde) -> str:
    """El texto que siempre trae."""
    return max((forma.literal for forma in molde.formas), key=len)


def molde(plantilla: str) -> Molde:
    """El molde de una plantilla, sin las llamadas a las notas."""
    return molde_de(LLAMADA.sub("", plantilla))


def dice(molde: Molde, texto: str) -> bool:
    """Si el texto es uno de los del molde, sin mirar mayúsculas ni la llamada a una nota."""
    fijo = _fijo_en_plano(molde)
    if fijo is not None:
        return fijo == en_plano(_LLAMADA_ESCRITA.sub("", texto))
    return next(molde.casar(texto), None) is not None


@functools.lru_cache(maxsize=1024)
def _fijo_en_plano(molde: Molde) -> str | None:
    return None if molde.fijo is None else en_plano(molde.fijo)


def lectura_probable(molde: Molde, texto: str) -> tuple[Valores, int] | None:
    """La lectura más probable de un texto con un molde."""
    return next(molde.casar(texto), None)
