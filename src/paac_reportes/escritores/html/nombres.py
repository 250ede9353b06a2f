"""Los bloques como van en la página: con su nombre, su ancla, sus medidas y sus imágenes.

Títulos y tablas llevan un nombre sólo suyo (``NombresDePagina``). Las medidas de las tablas van en
clases de la hoja de estilos, y ninguna escrita en su marca: así la página puede prohibir los
estilos sueltos. Una imagen que sale más de una vez va una sola (``con_repetidas``).
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

import attrs

from paac_reportes import clases
from paac_reportes.maqueta.contenido import (
    CampoCalculado,
    Contenido,
    Imagen,
    NumeroDeLeyenda,
    Tramo,
    barras_en,
    solo_texto,
)
from paac_reportes.maqueta.documento import (
    Documento,
    Marco,
    PrimeraPagina,
    anclas_de,
    repetidos,
    titulos_de,
)
from paac_reportes.maqueta.nodos import (
    Bloque,
    Parrafo,
    Tabla,
    Titulo,
    Tramos,
    con_tramos,
    tabla_con_tramos,
    tramos_de_bloque,
)
from paac_reportes.maqueta.rejilla import Celda, resolver


class EnLaCuadricula(NamedTuple):
    """Sitio de una celda: de qué línea a cuál de la cuadrícula (``grid`` de CSS), desde 1."""

    fila: int
    columna: int
    hasta_fila: int
    hasta_columna: int
    de_papel: bool = False
    """Si todo lo que dice es el número de la hoja: en pantalla no está."""


class Paneles(NamedTuple):
    """Paneles de una tabla que es un dibujo: unas filas con nombre y uno o dos paneles."""

    columnas: int
    """Columnas de cada panel."""
    nombres: Sequence[str]
    """Nombres de sus filas."""
    de_abajo: tuple[str, ...]
    """Clases de CSS (``k4``) de las columnas del panel que, donde no caben los dos, va debajo."""
    eje: str
    """Nombre de lo que las filas miden, como «Probabilidad»."""


Forma = tuple[str, tuple[float, ...], tuple[EnLaCuadricula, ...]]
"""La clase de una tabla, sus anchos y, si va acomodada, el sitio de cada celda."""


@clases.frozen
class Geometrias:
    """Medidas de las tablas de una página como clases de CSS, numeradas según se van pidiendo.

    ``g1``, los anchos y sitios; ``r1``, los rótulos; ``p1``, los paneles. Las iguales comparten.
    """

    _numeros: dict[Forma, int] = attrs.Factory(dict)
    _rotulos: "dict[tuple[Camino, ...], int]" = attrs.Factory(dict)
    _paneles: dict[Paneles, int] = attrs.Factory(dict)
    barras: set[int] = attrs.Factory(set)
    """Números, desde 1, de las columnas de barras de alguna tabla."""
    colores_de_barras: set[str] = attrs.Factory(set)

    def clases_de_barras(self, tabla: Tabla) -> Iterator[str]:
        """Nombre de la clase (``b2``) de cada columna de barras de una tabla."""
        if tabla.filas.son_del_contenido:  # una matriz, que son miles de celdas, no las lleva
            return
        for numero, columna in enumerate(tabla.columnas, 1):
            barras = [b for contenido in columna.contenidos for b in barras_en(contenido)]
            if barras:
                self.barras.add(numero)
                self.colores_de_barras.update(barra.color for barra in barras)
                yield f"b{numero}"

    def clase_de_rotulos(self, tabla: Tabla) -> str:
        """Nombre de la clase (``r1``) con los rótulos de las columnas de una tabla."""
        rotulos = rotulos_de_columnas(tabla)
        return f"r{self._rotulos.setdefault(rotulos, len(self._rotulos) + 1)}"

    def rotulos(self) -> "Iterator[tuple[str, tuple[Camino, ...]]]":
        """Las clases de rótulos: ``("r1", (("Actividad",), ("Meta", "2026")))``."""
        return ((f"r{numero}", caminos) for caminos, numero in self._rotulos.items())

    def clase_de_paneles(self, tabla: Tabla) -> str:
        """Nombre de la clase (``p1``) con que una tabla que es un dibujo no se vuelve tarjetas."""
        paneles = paneles_de(tabla)
        return f"p{self._paneles.setdefault(paneles, len(self._paneles) + 1)}"

    def paneles(self) -> Iterator[tuple[str, Paneles]]:
        """Las clases de las tablas que son dibujos, con sus paneles."""
        return ((f"p{numero}", paneles) for paneles, numero in self._paneles.items())

    def clase_de(self, tabla: Tabla, *, acomodada: bool = False) -> str:
        """Nombre de la clase (``g1``) con las medidas de una tabla.

        ``acomodada``: si se acomoda, y cuenta también dónde va cada celda.
        """
        sitios = tuple(sitio for sitio, _ in colocadas(tabla)) if acomodada else ()
        tipo = "acomodada" if acomodada and tabla.clase != "cifras" else tabla.clase
        forma = (tipo, tabla.anchos, sitios)
        return f"g{self._numeros.setdefault(forma, len(self._numeros) + 1)}"

    def __iter__(self) -> Iterator[tuple[str, Forma]]:
        return ((f"g{numero}", forma) for forma, numero in self._numeros.items())


def colocadas(tabla: Tabla) -> list[tuple[EnLaCuadricula, Celda]]:
    """Las celdas de una tabla acomodada con su sitio, en el orden en que se leen.

    Unas firmas se leen de arriba abajo: el lugar donde se firma y debajo el nombre. Unas cifras
    también, y la columna que sólo las separa no se lee.
    """
    celdas = [
        (
            EnLaCuadricula(
                fila=fila + 1,
                columna=lugar.columna + 1,
                hasta_fila=fila + celda.filas + 1,
                hasta_columna=lugar.columna + celda.columnas + 1,
                de_papel=all(de_papel for de_papel, _ in por_medio(celda.contenido)),
            ),
            celda,
        )
        for fila, lugares in enumerate(tabla.rejilla)
        for lugar in lugares
        if lugar.origen == fila and (celda := lugar.celda)
    ]
    if tabla.clase in {"firmas", "cifras"}:
        celdas.sort(key=lambda par: (par[0].columna, par[0].fila))
    if tabla.clase == "cifras":
        de_cifras = {sitio.columna for sitio, celda in celdas if celda.contenido}
        return [par for par in celdas if par[0].columna in de_cifras]
    return celdas


def de_columna(numero: int) -> str:
    """Clase de CSS de las celdas de una columna, que se cuenta desde 0: la 2 es ``k3``."""
    return f"k{numero + 1}"


Camino = tuple[str, ...]
"""Los rótulos de una columna, de arriba abajo."""


def rotulos_de_columnas(tabla: Tabla) -> tuple[Camino, ...]:
    """Rótulos de cada columna, de arriba abajo; lo que va a todo lo ancho no es de ninguna.

    El que es sólo un signo dice además de qué, que fuera de la tabla no está al lado: de la columna
    anterior si hay varios («Probabilidad (%)»); si no, de su grupo.
    """
    caminos: list[list[str]] = [[] for _ in tabla.anchos]
    for numero, lugares in enumerate(resolver(tabla.rotulos, len(tabla.anchos))):
        for lugar in lugares:
            texto = solo_texto(lugar.celda.contenido).strip()
            if lugar.origen != numero or not texto or lugar.celda.columnas == len(tabla.anchos) > 1:
                continue
            for columna in range(lugar.columna, lugar.columna + lugar.celda.columnas):
                caminos[columna].append(texto)
    veces = Counter(camino[-1] for camino in caminos if camino)
    for anterior, camino in pairwise(caminos):
        if camino and not any(map(str.isalnum, camino[-1])):
            de_que = anterior[-1:] if veces[camino[-1]] > 1 else camino[-2:-1]
            camino[-1] = f"{de_que[0]} ({camino[-1]})" if de_que else camino[-1]
    return tuple(map(tuple, caminos))


def grupos_de_columnas(tabla: Tabla) -> list[tuple[int, int]]:
    """Grupos de la primera fila de rótulos que reparte las columnas: ``[(0, 1), (1, 4)]``."""
    columnas = len(tabla.anchos)
    for lugares in resolver(tabla.rotulos, columnas):
        if len(lugares) > 1:
            anchos = [lugar for lugar in lugares if lugar.celda.columnas > 1]
            cabezas = {lugar.columna for lugar in anchos}
            finales = {lugar.columna + lugar.celda.columnas for lugar in anchos}
            return list(pairwise(sorted({0, columnas, *cabezas, *finales})))
    return [(0, columnas)]


def paneles_de(tabla: Tabla) -> Paneles:
    """Paneles de una tabla que se mira como un dibujo: los grupos de varias columnas."""
    grupos = [range(desde, fin) for desde, fin in grupos_de_columnas(tabla) if fin - desde > 1]
    nombres = tuple(solo_texto(fila.celdas[0].contenido) for fila in tabla.filas)
    return Paneles(
        columnas=len(grupos[0]),
        nombres=nombres,
        de_abajo=tuple(de_columna(columna) for grupo in grupos[1:] for columna in grupo),
        eje=solo_texto(tabla.rotulos[0].celdas[0].contenido),
    )


_LETRAS = 60
"""Letras de un ancla, a lo más, sin el número que la distingue de otra igual."""


@clases.frozen
class Anclas:
    """Anclas de una página, ninguna repetida; lleva las que ya dio."""

    _usadas: set[str] = attrs.Factory(set)

    def nueva(self, texto: str) -> str:
        """``Componente 1: Gestión`` → ``componente-1-gestion``; la segunda vez, con un ``-2``."""
        llano = unicodedata.normalize("NFKD", texto[: 2 * _LETRAS]).encode("ascii", "ignore")
        corta = re.sub(r"[^a-z0-9]+", "-", llano.decode().lower())[:_LETRAS].strip("-") or "parte"
        ancla, vez = corta, 1
        while ancla in self._usadas:
            vez += 1
            ancla = f"{corta}-{vez}"
        self._usadas.add(ancla)
        return ancla


def en_la_pagina(ancla: str) -> str:
    """Ancla de la página para la del documento: ``tabla_3`` → ``ir-tabla-3``."""
    return f"ir-{ancla.replace('_', '-')}"


def anclas_nombradas(documento: Documento) -> set[str]:
    """Anclas de lo que algún texto nombra, que ninguna otra puede tomar."""
    return set(map(en_la_pagina, anclas_de(documento)))


def _ancla_de(leyenda: Parrafo) -> str:
    """El ancla de una leyenda que algún texto nombra; vacía si ninguno."""
    tramos = () if isinstance(leyenda.contenido, str) else leyenda.contenido
    return next((tramo.ancla for tramo in tramos if isinstance(tramo, NumeroDeLeyenda)), "")


_NIVEL_MAXIMO = 6
"""Nivel de ``<h6>``: HTML no tiene más."""


@clases.frozen
class TituloPuesto:
    """Un título de la página; ``nivel`` es el de su marca, de ``<h1>`` a ``<h6>``."""

    titulo: Titulo
    nivel: int
    ancla: str


@clases.frozen
class Entrada:
    """Un renglón de la navegación y los que van dentro."""

    titulo: TituloPuesto
    dentro: "tuple[Entrada, ...]" = ()


def poner_titulos(titulos: Iterable[Titulo], anclas: Anclas) -> Iterator[TituloPuesto]:
    """Cada título con su nivel en la página, que no baja más de uno a la vez, y su ancla.

    ``anclas``: da las que faltan.
    """
    abiertos: list[int] = []  # los niveles del último y de los que lo contienen: [0, 1, 3]
    for titulo in titulos:
        abiertos = [nivel for nivel in abiertos if nivel < titulo.nivel]
        abiertos.append(titulo.nivel)
        # El del documento es el único de nivel 1, lo haya escrito el formato o no.
        hondura = sum(1 for nivel in abiertos if nivel) + 1
        ancla = en_la_pagina(titulo.ancla) if titulo.ancla else anclas.nueva(titulo.texto)
        yield TituloPuesto(titulo, min(hondura, _NIVEL_MAXIMO), ancla)


def navegacion_de(documento: Documento, titulos: Sequence[TituloPuesto]) -> list[TituloPuesto]:
    """Títulos que van en la navegación: sin el del documento, ni los que repiten a otro."""
    visibles = [t for t in titulos if t.titulo.nivel]
    sobran = repetidos(titulos_de(documento))
    return [titulo for numero, titulo in enumerate(visibles) if numero not in sobran]


def anidar(titulos: Sequence[TituloPuesto]) -> tuple[Entrada, ...]:
    """Los títulos como entradas de un índice, cada una con las de nivel más hondo que le siguen."""
    if not titulos:
        return ()
    menor = min(titulo.nivel for titulo in titulos)
    entradas: list[Entrada] = []
    for es_cabeza, grupo in groupby(titulos, lambda titulo: titulo.nivel == menor):
        seguidos = list(grupo)
        if es_cabeza:
            entradas += map(Entrada, seguidos)
        elif entradas:
            entradas[-1] = attrs.evolve(entradas[-1], dentro=anidar(seguidos))
        else:
            entradas += anidar(seguidos)
    return tuple(entradas)


_SIN_NOMBRE = "Tabla"


@clases.frozen
class ConNombre:
    """Una tabla; sin leyenda, el nombre sólo lo oye quien no la ve."""

    bloque: Tabla
    nombre: str
    ancla: str
    leyenda: Parrafo | None
    medidas: str
    """Clases de CSS con sus medidas (``g1 r2``)."""


@clases.frozen
class Acomodada:
    """Una tabla que sólo pone cada cosa en su lugar: un encabezado, un pie, unas firmas."""

    tabla: Tabla
    medidas: str


@clases.frozen
class FichaDeRotulos:
    """Rótulos con su valor al lado, de a ``por_fila`` parejas."""

    tabla: Tabla
    medidas: str


Pieza = Bloque | TituloPuesto | ConNombre | Acomodada | FichaDeRotulos


@clases.frozen
class NombresDePagina:
    """Nombres de los títulos y las tablas de una página, que se dan al recorrerla."""

    _anclas: Anclas
    _titulos: Iterator[TituloPuesto]
    _geometrias: Geometrias
    _veces: Counter[str] = attrs.Factory(Counter)

    def poner(self, bloques: Sequence[Bloque]) -> Iterator[Pieza]:
        """Bloques como piezas: cada título y cada leyenda con lo que nombra."""
        bajo = ""
        leyenda: Parrafo | None = None
        for bloque in bloques:
            if leyenda is not None and not _lleva_nombre(bloque):
                yield leyenda
                leyenda = None
            match bloque:
                case Titulo():
                    titulo = next(self._titulos)
                    bajo = titulo.titulo.texto
                    yield titulo
                case Tabla() if _lleva_nombre(bloque):
                    yield self._nombrar(bloque, leyenda, bajo)
                    leyenda = None
                case Parrafo() if bloque.es_leyenda:
                    leyenda = bloque
                case Tabla():
                    yield self._ficha_o_cuadricula(bloque)
                case _:
                    yield bloque
        if leyenda is not None:
            yield leyenda

    def _nombrar(self, tabla: Tabla, leyenda: Parrafo | None, bajo: str) -> ConNombre:
        """Una tabla con su nombre único y su ancla: de su leyenda, el suyo o el del título.

        ``bajo``: el título en que está. ``leyenda``: ``None`` si la tabla no la tiene, y la nombra
        su descripción.
        """
        aparte = tabla.descripcion or bajo or _SIN_NOMBRE
        nombre = solo_texto(leyenda.contenido) if leyenda else aparte
        if nombre in self._veces and bajo:
            nombre = f"{nombre}: {bajo}"
        self._veces[nombre] += 1
        if self._veces[nombre] > 1:
            nombre = f"{nombre} ({self._veces[nombre]})"
        clase, _, resto = nombre.partition(". ")
        # «Tabla 3. Normas…» se enlaza como #tabla-3: el número basta y no cambia con el texto.
        ancla = self._anclas.nueva(clase if leyenda and resto else nombre)
        if leyenda and (nombrada := _ancla_de(leyenda)):
            ancla = en_la_pagina(nombrada)
        geometrias = self._geometrias
        es_dibujo = bool(tabla.texto_alternativo)
        en_telefono = geometrias.clase_de_paneles if es_dibujo else geometrias.clase_de_rotulos
        clases_de_css = (en_telefono(tabla), *geometrias.clases_de_barras(tabla))
        medidas = f"{geometrias.clase_de(tabla)} {' '.join(clases_de_css)}"
        return ConNombre(tabla, nombre, ancla, leyenda, medidas)

    def _ficha_o_cuadricula(self, tabla: Tabla) -> FichaDeRotulos | Acomodada:
        """La tabla como ficha de rótulos y valores, si lo es, o como una que sólo acomoda."""
        if tabla.clase == "ficha":
            return FichaDeRotulos(tabla, self._geometrias.clase_de(tabla))
        return self.acomodar(tabla)

    def acomodar(self, tabla: Tabla) -> Acomodada:
        """Tabla que sólo acomoda: el encabezado y el pie también."""
        return Acomodada(tabla, self._geometrias.clase_de(tabla, acomodada=True))


def por_medio(contenido: Contenido) -> list[tuple[bool, Contenido]]:
    """Los renglones de una celda de encabezado o de pie, cada uno con si es sólo de papel.

    Lo es el que numera hojas: ``[(False, ("GF-01",)), (True, ("Página ", PAGINA))]``. Si ninguno
    lo es, todo va en un pedazo.
    """
    if isinstance(contenido, str) or not any(isinstance(t, CampoCalculado) for t in contenido):
        return [(False, contenido)]
    renglones: list[list[Tramo]] = [[]]
    for tramo in contenido:
        pedazos = tramo.splitlines(keepends=True) if isinstance(tramo, str) else [tramo]
        for pedazo in pedazos:
            renglones[-1].append(pedazo)
            if isinstance(pedazo, str) and pedazo.endswith("\n"):
                renglones.append([])
    return [
        (any(isinstance(tramo, CampoCalculado) for tramo in renglon), _sin_total(renglon))
        for renglon in renglones
        if renglon
    ]


def _sin_total(renglon: Sequence[Tramo]) -> Contenido:
    """Renglón sin cuántas hojas son: «Página 1 de 3» → «Página 1»; vacío, si sólo decía eso."""
    if CampoCalculado.PAGINAS not in renglon:
        return tuple(renglon)
    total = renglon.index(CampoCalculado.PAGINAS)
    pagina = renglon.index(CampoCalculado.PAGINA) if CampoCalculado.PAGINA in renglon else total
    return (*renglon[: pagina + 1], *renglon[total + 1 :]) if pagina < total else ""


def _lleva_nombre(bloque: Bloque) -> bool:
    """Si un bloque lleva nombre propio: una ficha y unas firmas se leen seguidas, y no lo piden."""
    return isinstance(bloque, Tabla) and bloque.clase == "filas"


@clases.frozen
class Repetida(Imagen):
    """Una imagen cuyos datos están en la hoja de estilos, con ese número."""

    numero: int = attrs.field(kw_only=True)


def con_repetidas(documento: Documento) -> tuple[Documento, tuple[Imagen, ...]]:
    """El documento con las imágenes repetidas puestas por su número, y la de cada número.

    La de un encabezado o un pie se repite aunque esté una vez: sale en cada hoja de papel.
    """
    de_marcos = [t for parte in documento.partes for t in _tablas_del_marco(parte.marco)]
    bloques = [*de_marcos, *de_marcos, *(b for parte in documento.partes for b in parte.bloques)]
    imagenes = [
        tramo
        for bloque in bloques
        for tramo in tramos_de_bloque(bloque)
        if isinstance(tramo, Imagen)
    ]
    veces = Counter(imagen.datos for imagen in imagenes)
    distintas = {imagen.datos: imagen for imagen in reversed(imagenes)}
    muchas = [distintas[datos] for datos, cuantas in veces.items() if cuantas > 1]
    if not muchas:
        return documento, ()
    numeros = {imagen.datos: numero for numero, imagen in enumerate(muchas, 1)}

    def numerar(tramo: Tramo) -> Tramo:
        """Tramo que, si es una imagen repetida, lleva el número de su clase de CSS."""
        if not isinstance(tramo, Imagen) or tramo.datos not in numeros:
            return tramo
        campos = attrs.asdict(tramo, recurse=False)
        return Repetida(**campos, numero=numeros[tramo.datos])

    def numerados(tramos: Tramos) -> Iterator[Tramo]:
        return map(numerar, tramos)

    partes = [
        attrs.evolve(
            parte,
            bloques=tuple(con_tramos(bloque, numerados) for bloque in parte.bloques),
            marco=parte.marco.con_tablas(lambda tabla: tabla_con_tramos(tabla, numerados)),
        )
        for parte in documento.partes
    ]
    return attrs.evolve(documento, partes=tuple(partes)), tuple(muchas)


def _tablas_del_marco(marco: Marco) -> Iterator[Tabla]:
    """Tablas del encabezado y del pie, los de todas las hojas y los de la primera."""
    primera = marco.primera or PrimeraPagina()
    tablas = (marco.encabezado, marco.pie, primera.encabezado, primera.pie)
    return (tabla for tabla in tablas if tabla is not None)
