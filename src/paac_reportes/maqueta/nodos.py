"""Los bloques del árbol neutro: lo que un documento dice y en qué orden.

    Documento → Parte → Marco
    → Titulo | Parrafo | Tabla → Fila → Celda | Salto | Indice

Lo que va dentro de un párrafo o de una celda está en ``contenido``, y las celdas de una tabla, en
``rejilla``. Aquí, al final, los párrafos seguidos de una lista como elementos (``con_listas``).
"""

import itertools
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby, pairwise
from math import fsum
from typing import Literal, TypeVar

import attrs

from paac_reportes import clases
from paac_reportes.errores import ErrorDeMaqueta
from paac_reportes.maqueta.contenido import ESPACIO_DURO, Contenido, Tramo, solo_texto
from paac_reportes.maqueta.estilos import (
    ESTILO_DE_LEYENDA,
    Estilo,
    aire_tras_tabla,
    estilo_de_titulo,
)
from paac_reportes.maqueta.medida.tipografia import Pt
from paac_reportes.maqueta.rejilla import (
    Celda,
    CeldaDeFila,
    ColumnaDeTabla,
    Fila,
    FilasDeTabla,
    filas_de_tabla,
)

ClaseDeTabla = Literal["filas", "ficha", "firmas", "cifras", "portada"]
"""Filas bajo sus rótulos, rótulos con su valor, lugares donde se firma, cifras en grande o, en una
portada, de quién es."""


COLUMNAS_MAXIMAS = 63
"""Columnas que Word admite en una tabla."""


@clases.frozen(kw_only=True)
class Tabla:
    """Una tabla: ``anchos`` son partes del ancho útil; suman 1, o menos si no lo pide todo."""

    anchos: tuple[float, ...]
    rotulos: tuple[Fila, ...] = ()
    """Filas de encabezado, que se repiten en cada página."""
    filas: FilasDeTabla = attrs.field(converter=filas_de_tabla)
    """Filas, guardadas por columnas; se admiten también como filas de celdas."""
    descripcion: str = ""
    """Su nombre, para quien la oye leer."""
    texto_alternativo: str = ""
    """Descripción de la imagen en palabras, si su color o su forma dicen algo."""
    filas_se_parten: bool = True
    """Si una fila puede seguir en la página siguiente."""
    repite_grupos: bool = True
    """Si la celda de varias filas que una página corta dice en la otra que sigue."""
    va_entera: bool = False
    """Si no se corta entre páginas ni se aparta de lo que está justo antes, como las firmas."""
    resumenes: tuple[int, ...] = ()
    """Filas, desde 0, que resumen las de encima y no se apartan de ellas al cortar la tabla."""
    clase: ClaseDeTabla = "filas"
    titulares: tuple[int, ...] = ()
    """Columnas, desde 0, que nombran su fila a quien la oye leer: el código, no la descripción."""
    abren_hoja: tuple[int, ...] = ()
    """Columnas, desde 0, donde una hoja de cálculo impresa pasa a otra página a lo ancho."""
    fijas: int = 0
    """Cuántas de las primeras columnas se imprimen en cada página, y en pantalla quedan quietas."""
    hojas_de_ancho: float = 1.0
    """Cuántas veces el ancho útil mide una tabla que pasa a otras páginas a lo ancho."""
    calla_ceros: bool = False
    """Si en una tarjeta, que es como se ve una fila en un teléfono, sobra lo que dice cero."""
    apiladas: tuple[tuple[int, str], ...] = ()
    """Columnas, desde 0, que en un libro apila un gráfico bajo la tabla, y el color de cada una."""

    @property
    def columnas(self) -> tuple[ColumnaDeTabla, ...]:
        """Las columnas de sus filas, una por ancho."""
        return self.filas.por_columnas(len(self.anchos))

    def con_columnas(self, columnas: Iterable[ColumnaDeTabla]) -> "Tabla":
        """Tabla con otras columnas de las mismas filas."""
        return attrs.evolve(self, filas=FilasDeTabla(self.filas.marcas, tuple(columnas)))

    @property
    def rejilla(self) -> list[list[CeldaDeFila]]:
        """Celdas de cada fila, con las que vienen de arriba, para quien las escribe de a una."""
        return self.filas.rejilla(len(self.anchos))

    @property
    def columnas_de_rotulos(self) -> tuple[ColumnaDeTabla, ...]:
        """Las columnas de sus filas de rótulos, una por ancho."""
        return filas_de_tabla(self.rotulos).por_columnas(len(self.anchos))

    @property
    def cierre(self) -> int:
        """Cuántas de sus filas, las últimas, resumen las demás."""
        seguidas = itertools.takewhile(
            lambda fila: fila in self.resumenes, reversed(range(len(self.filas)))
        )
        return sum(1 for _ in seguidas)


def lleva_marco(tabla: Tabla, estilos: Mapping[str, Estilo]) -> bool:
    """Si una tabla va enmarcada, donde el marco es de ella: lo decide el estilo de sus celdas."""
    columnas = tabla.columnas if tabla.filas else tabla.columnas_de_rotulos
    return any(
        (bordes := estilos[columna.estilo(0)].bordes) and bordes.abajo for columna in columnas
    )


_ALFABETO = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"

ANEXO = f"Anexo{ESPACIO_DURO}"
"""Palabra delante de la letra de un anexo, que no se parte de ella."""


@clases.frozen
class NumeroDeTitulo:
    """Número de un título: ``2.1``; si es de un anexo, ``Anexo B``, y dentro de él ``B.1``."""

    cuentas: tuple[int, ...]
    """Cuenta de cada nivel, desde el primero: ``(2, 1)``."""
    de_anexo: bool = False

    @property
    def texto(self) -> str:
        """Texto con que se nombra: ``2.1``, ``Anexo B``."""
        primera, *demas = self.cuentas
        if not self.de_anexo:
            return ".".join(map(str, self.cuentas))
        # Como las cuenta Word: después de la Z, AA, BB…
        veces, letra = divmod(primera - 1, len(_ALFABETO))
        letras = _ALFABETO[letra] * (veces + 1)
        return ".".join((letras, *map(str, demas))) if demas else f"{ANEXO}{letras}"

    @property
    def delante(self) -> str:
        """Número delante del título, con lo que lo separa de él: ``2.1 ``, ``Anexo B. ``."""
        return f"{self.texto}{'.' * (self.de_anexo and len(self.cuentas) == 1)} "


@clases.frozen(kw_only=True)
class Titulo:
    """Un título; ``nivel`` 0 es el del documento y del 1 en adelante arman la navegación."""

    texto: str
    nivel: int
    en_pagina_nueva: bool = False
    numero: NumeroDeTitulo | None = None
    """Número del título, si se numera."""
    ancla: str = ""
    """Nombre con que se llega al título, si algún texto lo nombra; vacío si ninguno."""
    marca: str = attrs.field(default="", eq=False)
    """Como la de una fila (``Fila.marca``)."""

    @property
    def con_numero(self) -> str:
        """Texto con su número delante, si lleva: ``2.1 Metas``, ``Anexo B. Matriz``."""
        return f"{self.numero.delante}{self.texto}" if self.numero else self.texto

    def abre_seccion(self, anterior: object | None) -> bool:
        """Si es lo primero de su sección, donde no deja aire encima; el título de portada, sí."""
        return bool(self.nivel) and anterior is None

    def es_la_franja(self, celda: Celda) -> bool:
        """Si esa celda, que va a todo lo ancho de una tabla, dice el título."""
        return celda.estilo == "franja" and solo_texto(celda.contenido) == self.texto

    @property
    def estilo(self) -> str:
        """El nombre de su estilo."""
        return estilo_de_titulo(self.nivel)


@clases.frozen(kw_only=True)
class Lista:
    """El lugar de un párrafo en una lista; la marca la pone quien lo muestra."""

    nivel: int
    """1 en una lista, 2 en la que va dentro de otra, 3 en la de más adentro."""
    numero: int | None = None
    """Número de su elemento, en una lista numerada; sin él lleva una viñeta."""
    sigue: bool = False
    """Si es otro párrafo del elemento anterior: va a su margen y sin marca."""

    @property
    def marca(self) -> str:
        """``•`` o ``1.``; nada si sigue a otro."""
        if self.sigue:
            return ""
        return "•" if self.numero is None else f"{self.numero}."


@clases.frozen
class Parrafo:
    """Un párrafo, suelto o de una lista."""

    contenido: Contenido
    estilo: str = "texto"
    lista: Lista | None = None
    marca: str = attrs.field(default="", eq=False)
    """Como la de una fila (``Fila.marca``)."""

    @property
    def es_leyenda(self) -> bool:
        """Si nombra la tabla que sigue."""
        return self.estilo == ESTILO_DE_LEYENDA

    @property
    def con_marca(self) -> Contenido:
        """Contenido con la marca de su lista delante (``• ``), para donde no hay listas."""
        if self.lista is None or self.lista.sigue:
            return self.contenido
        marca = f"{self.lista.marca} "
        if isinstance(self.contenido, str):
            return f"{marca}{self.contenido}"
        return (marca, *self.contenido)


@clases.frozen
class Salto:
    """Salto de página: el bloque que sigue empieza en otra."""


@clases.frozen(kw_only=True)
class Indice:
    """La tabla de contenido: los títulos del documento, del nivel 1 a ``niveles``, y su página."""

    titulo: str
    niveles: int


Bloque = Titulo | Parrafo | Tabla | Salto | Indice


Tramos = tuple[Tramo, ...]
DeTramos = Callable[[Tramos], Iterable[Tramo]]
"""Función que, de los tramos de un texto, da los que van en su lugar."""


def tramos_de_bloque(bloque: Bloque) -> Iterator[Tramo]:
    """Tramos de un bloque que dice algo más que texto, en el orden en que se lee."""
    contenidos: Iterable[Contenido] = ()
    if isinstance(bloque, Parrafo):
        contenidos = (bloque.contenido,)
    elif isinstance(bloque, Tabla):
        en_filas = any(columna.lleva_tramos for columna in bloque.columnas)
        filas = (*bloque.rotulos, *(bloque.filas if en_filas else ()))
        contenidos = (celda.contenido for fila in filas for celda in fila.celdas)
    return (tramo for c in contenidos if not isinstance(c, str) for tramo in c)


def con_tramos(bloque: Bloque, de_tramos: DeTramos) -> Bloque:
    """El bloque con lo que ``de_tramos`` da en el lugar de los tramos de cada texto suyo."""
    if isinstance(bloque, Parrafo) and not isinstance(bloque.contenido, str):
        return attrs.evolve(bloque, contenido=tuple(de_tramos(bloque.contenido)))
    return tabla_con_tramos(bloque, de_tramos) if isinstance(bloque, Tabla) else bloque


def tabla_con_tramos(tabla: Tabla, de_tramos: DeTramos) -> Tabla:
    """La tabla, con ``de_tramos`` aplicado a los contenidos que no son sólo un texto."""

    def con_otros(contenido: Contenido) -> Contenido:
        return contenido if isinstance(contenido, str) else tuple(de_tramos(contenido))

    def celda_con_otros(celda: Celda) -> Celda:
        return attrs.evolve(celda, contenido=con_otros(celda.contenido))

    if any(isinstance(celda.contenido, tuple) for fila in tabla.rotulos for celda in fila.celdas):
        rotulos = tuple(fila.mapear(celda_con_otros) for fila in tabla.rotulos)
        tabla = attrs.evolve(tabla, rotulos=rotulos)
    if not any(columna.lleva_tramos for columna in tabla.columnas):
        return tabla
    return tabla.con_columnas(
        columna.mapear(con_otros) if columna.lleva_tramos else columna for columna in tabla.columnas
    )


def aire_bajo(anterior: Bloque | None, siguiente: Estilo, estilos: Mapping[str, Estilo]) -> Pt:
    """Aire entre un bloque y un párrafo de estilo ``siguiente``, que tras una tabla es más."""
    if not isinstance(anterior, Tabla):
        return siguiente.antes
    es_un_bloque = anterior.clase == "cifras" or siguiente.filete is not None
    return aire_tras_tabla(siguiente, estilos, es_un_bloque=es_un_bloque)


_P = TypeVar("_P")


@clases.frozen
class ElementoDeLista:
    """Un elemento: su párrafo y lo que sigue adentro, otros párrafos o listas más hondas."""

    parrafo: Parrafo
    lista: Lista
    dentro: "tuple[Parrafo | EnLista, ...]" = ()


@clases.frozen
class EnLista:
    """Elementos seguidos de la misma clase: todos con viñeta o todos con número."""

    elementos: tuple[ElementoDeLista, ...]


def con_listas(bloques: Iterable[_P]) -> "Iterator[_P | EnLista]":
    """Los bloques, con los párrafos de lista seguidos hechos listas."""
    seguidos: list[Parrafo] = []
    for bloque in bloques:
        if isinstance(bloque, Parrafo) and bloque.lista:
            seguidos.append(bloque)
            continue
        yield from _listas(seguidos)
        seguidos = []
        yield bloque
    yield from _listas(seguidos)


def _listas(parrafos: Sequence[Parrafo]) -> Iterator[EnLista]:
    """Las listas que forman unos párrafos; los de nivel más hondo van dentro de un elemento."""
    de_cada_elemento: list[list[Parrafo]] = []
    for parrafo in parrafos:
        lista = _lista(parrafo)
        if de_cada_elemento and (lista.sigue or lista.nivel > _lista(parrafos[0]).nivel):
            de_cada_elemento[-1].append(parrafo)
        else:
            de_cada_elemento.append([parrafo])
    elementos = map(_elemento, de_cada_elemento)
    for _, de_una_clase in groupby(elementos, lambda elemento: elemento.lista.numero is None):
        yield EnLista(tuple(de_una_clase))


def _elemento(parrafos: Sequence[Parrafo]) -> ElementoDeLista:
    """Elemento de lista que empieza en el primer párrafo y tiene los demás dentro."""
    primero, *demas = parrafos
    lista = _lista(primero)
    dentro: list[Parrafo | EnLista] = []
    for mas_hondos, seguidos in groupby(demas, lambda parrafo: _lista(parrafo).nivel > lista.nivel):
        parrafos_seguidos = list(seguidos)
        dentro += _listas(parrafos_seguidos) if mas_hondos else parrafos_seguidos
    return ElementoDeLista(primero, lista, tuple(dentro))


def _lista(parrafo: Parrafo) -> Lista:
    """Lugar de un párrafo en su lista, que ha de tener."""
    if parrafo.lista is None:
        raise ErrorDeMaqueta("un párrafo suelto no va en una lista")
    return parrafo.lista


# ------------------------------------------------------------------ una tabla de varias páginas
# La que una hoja de cálculo imprime en varias páginas de ancho va entera; cada página se mide como
# la tabla que sería con sólo sus columnas.


def partes_de(tabla: Tabla) -> list[list[int]]:
    """Columnas de cada página, desde 0: las fijas y las suyas: ``[[0, 1, 2], [0, 3]]``."""
    bordes = [tabla.fijas, *tabla.abren_hoja, len(tabla.anchos)]
    return [[*range(tabla.fijas), *range(desde, hasta)] for desde, hasta in pairwise(bordes)]


def con_columnas(tabla: Tabla, numeros: Sequence[int]) -> Tabla:
    """La tabla con sólo esas columnas, por su número, para medirla."""
    filas, rotulos = tabla.filas, filas_de_tabla(tabla.rotulos)
    filas_de_rotulos = _con_columnas(rotulos, tabla.columnas_de_rotulos, numeros)
    return attrs.evolve(
        tabla,
        anchos=tuple(tabla.anchos[numero] for numero in numeros),
        rotulos=tuple(filas_de_rotulos),
        filas=_con_columnas(filas, tabla.columnas, numeros),
    )


def _con_columnas(
    filas: FilasDeTabla, columnas: Sequence[ColumnaDeTabla], numeros: Sequence[int]
) -> FilasDeTabla:
    """Las filas con sólo esas columnas, por su número; la celda que abarca varias se encoge."""
    nuevas = tuple(columnas[numero] for numero in numeros)
    if filas and any(columna.columnas is not None for columna in columnas):
        de_cada_fila = (_abarcan(columnas, numeros, fila) for fila in range(len(filas)))
        nuevas = tuple(
            ColumnaDeTabla(columna.contenidos, columna.estilos, columna.filas, abarca)
            for columna, abarca in zip(nuevas, zip(*de_cada_fila, strict=True), strict=True)
        )
    return FilasDeTabla(filas.marcas, nuevas)


def _abarcan(columnas: Sequence[ColumnaDeTabla], quedan: Sequence[int], fila: int) -> Iterator[int]:
    """Columnas que cubre en una fila cada columna que queda; 0 si la tapa la de su izquierda."""
    empiezan: list[int] = []  # de cada columna, aquella donde empieza su celda
    for lugar, columna in enumerate(columnas):
        empiezan.append(lugar if columna.abarca(fila) or not lugar else empiezan[-1])
    comienzos = [empiezan[numero] for numero in quedan]
    for lugar, comienzo in enumerate(comienzos):
        yield comienzos.count(comienzo) if comienzos.index(comienzo) == lugar else 0


def a_lo_ancho(tabla: Tabla, anchos_de_paginas: Sequence[Sequence[float]]) -> Tabla:
    """La tabla entera, con los anchos que cada página tendría en su hoja.

    Lo que las fijas miden en la primera lo miden en todas: la hoja de cálculo las tiene una vez.
    """
    fijas = tabla.fijas
    primera, *demas = anchos_de_paginas
    de_las_fijas = fsum(primera[:fijas])
    anchos = list(primera)
    for pagina in demas:
        de_las_demas = fsum(pagina[fijas:])
        anchos += [ancho * (1 - de_las_fijas) / de_las_demas for ancho in pagina[fijas:]]
    total = fsum(anchos)
    return attrs.evolve(
        tabla, anchos=tuple(ancho / total for ancho in anchos), hojas_de_ancho=total
    )
