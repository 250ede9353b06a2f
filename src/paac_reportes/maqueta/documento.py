"""El documento neutro: sus partes, la página de cada una y lo que se repite en ella.

Al final, su tabla de contenido: qué títulos entran y, donde no hay campos de página, cómo se
escribe.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Literal, Self

import attrs

from paac_reportes import clases
from paac_reportes.grupos import agrupadas
from paac_reportes.maqueta.contenido import Contenido, NumeroDeLeyenda
from paac_reportes.maqueta.estilos import (
    ESTILO_DE_CONTENIDO,
    Estilo,
    estilo_de_renglon,
    estilos_de_indice,
)
from paac_reportes.maqueta.hojas_de_datos import HojaDeDatos
from paac_reportes.maqueta.medida.tipografia import Mm
from paac_reportes.maqueta.nodos import Bloque, Indice, Parrafo, Tabla, Titulo
from paac_reportes.maqueta.rejilla import Celda, Fila


@clases.frozen(kw_only=True)
class Pagina:
    """Papel y márgenes, en milímetros; el ancho y el alto ya tienen en cuenta la orientación."""

    ancho: Mm
    alto: Mm
    superior: Mm
    inferior: Mm
    izquierdo: Mm
    derecho: Mm
    encabezado: Mm
    """Distancia del borde del papel al encabezado; la misma hay abajo, hasta el pie."""

    @property
    def ancho_util(self) -> Mm:
        """Ancho entre márgenes."""
        return Mm(self.ancho - self.izquierdo - self.derecho)

    @property
    def alto_util(self) -> Mm:
        """Alto entre márgenes."""
        return Mm(self.alto - self.superior - self.inferior)

    @property
    def horizontal(self) -> bool:
        """Si el papel está apaisado."""
        return self.ancho > self.alto

    def girada(self) -> "Pagina":
        """Papel igual, puesto del otro lado, con los mismos márgenes."""
        return attrs.evolve(self, ancho=self.alto, alto=self.ancho)


LARGO_DE_PROPIEDAD = 255
"""Las letras que Word admite en una propiedad del archivo."""


@clases.frozen(kw_only=True)
class Metadatos:
    """Propiedades del archivo; sin fecha no se escribe ninguna."""

    titulo: str
    asunto: str = ""
    autor: str = ""
    palabras_clave: str = ""
    idioma: str = "es-CO"
    fecha: date | None = None
    propiedades: tuple[tuple[str, str], ...] = ()
    """Pares ``(nombre, valor)`` para quien lea el archivo con un programa; de hasta 255 letras."""


Lado = Literal["izquierda", "centro", "derecha"]
Medio = Literal["documento", "libro"]
"""Seguido, como en Word, o repartido en hojas, como en Excel."""


@clases.frozen(kw_only=True)
class PrimeraDeHoja:
    """Lo impreso arriba y abajo de la primera página de una hoja, si no es lo de las demás."""

    encabezado: dict[Lado, Contenido] = attrs.Factory(dict)
    pie: dict[Lado, Contenido] = attrs.Factory(dict)


@clases.frozen(kw_only=True)
class AjustesDeHoja:
    """Ajustes que sólo tienen sentido en una hoja de cálculo."""

    bloque: Tabla | None = None
    """Encabezado en celdas, repetido al imprimir."""
    encabezado: dict[Lado, Contenido] = attrs.Factory(dict)
    pie: dict[Lado, Contenido] = attrs.Factory(dict)
    primera: PrimeraDeHoja | None = None
    repetir_rotulos: bool = True
    """Poner los rótulos de una tabla otra vez donde empieza cada página impresa."""
    se_imprime: bool = True
    en_columna: bool = False
    """Si sus textos van en una sola columna, y cada tabla en otra hoja."""


@clases.frozen(kw_only=True)
class PrimeraPagina:
    """Encabezado y pie de la primera página de una parte, si no son los de las demás."""

    encabezado: Tabla | None = None
    pie: Tabla | None = None


@clases.frozen(kw_only=True)
class Marco:
    """La página de una parte y lo que se repite en cada una."""

    pagina: Pagina
    encabezado: Tabla | None = None
    pie: Tabla | None = None
    primera: PrimeraPagina | None = None
    hoja: AjustesDeHoja = AjustesDeHoja()
    seccion_del_membrete: int | None = None
    """Sección del membrete, desde 0, de que en Word salen la página, el encabezado y el pie."""

    def tablas_de(self, lugar: Literal["encabezado", "pie"]) -> list[Tabla]:
        """Las tablas de ese lugar: la de la primera página, si es otra, y la de las demás."""
        tablas = (getattr(self.primera, lugar, None), getattr(self, lugar))
        return [tabla for tabla in tablas if tabla is not None]

    def con_tablas(self, cambiar: Callable[[Tabla], Tabla]) -> "Marco":
        """Marco con cada tabla, las del papel y la que va en celdas, cambiada por esa función."""

        def cambiada(tabla: Tabla | None) -> Tabla | None:
            return tabla and cambiar(tabla)

        primera = self.primera and attrs.evolve(
            self.primera,
            encabezado=cambiada(self.primera.encabezado),
            pie=cambiada(self.primera.pie),
        )
        return attrs.evolve(
            self,
            encabezado=cambiada(self.encabezado),
            pie=cambiada(self.pie),
            primera=primera,
            hoja=attrs.evolve(self.hoja, bloque=cambiada(self.hoja.bloque)),
        )


@clases.frozen
class Parte:
    """Un tramo con su propia página: una sección en un documento, y en un libro una hoja."""

    nombre: str
    bloques: tuple[Bloque, ...]
    marco: Marco


@clases.frozen(kw_only=True)
class Membrete:
    """La hoja que una entidad dibujó en Word, donde Word pone el cuerpo del documento."""

    datos: bytes
    """El paquete ya revisado: encabezados, pies, estilos y secciones, sin su cuerpo."""
    hojas: tuple[Marco, ...]
    """La página de cada sección, en su orden, con lo que fuera de Word se repite en ella."""
    reparos: tuple[str, ...] = ()
    """Faltas del membrete, o partes suyas que no salen, dichas a una persona."""
    con_huecos: bool = False
    """Si en su encabezado o su pie falta llenar algún hueco."""

    @property
    def paginas(self) -> list[Pagina]:
        """Página de cada sección, en su orden."""
        return [hoja.pagina for hoja in self.hojas]


@clases.frozen(kw_only=True)
class Documento:
    """El documento entero: lo único que un escritor necesita."""

    metadatos: Metadatos
    estilos: dict[str, Estilo]
    partes: tuple[Parte, ...]
    hojas_de_datos: tuple[HojaDeDatos, ...] = ()
    """Hojas del final de un libro, para filtrar y contar; en un documento, ninguna."""
    membrete: Membrete | None = None
    cuerpo: bytes | None = attrs.field(default=None, repr=False)
    """El Word que alguien diseñó, ya lleno, si el formato lo trae: sólo sale como Word.

    Cada parte es entonces lo que va en un lugar suyo, que es un elemento ``puesto`` con el número
    de la parte; y no lleva membrete.
    """


_ANCHOS_DE_INDICE = (0.92, 0.08)


class RenglonDeIndice(str):
    """El renglón de un título o de una hoja en la tabla de contenido, que recuerda a dónde lleva.

    ``destino`` es el lugar del título en ``titulos_de`` o, de una hoja, el ancla de su primera
    leyenda o de su comienzo; quien pueda enlaza el renglón con él.
    """

    __slots__ = ("destino",)
    destino: int | str

    def __new__(cls, texto: str, destino: int | str) -> Self:
        """El texto y a dónde lleva: el lugar de un título, desde 0, o el ancla de una leyenda."""
        renglon = super().__new__(cls, texto)
        renglon.destino = destino
        return renglon


def tiene_indice(documento: Documento) -> bool:
    """Si el documento lleva tabla de contenido."""
    return any(map(lleva_indice, documento.partes))


def lleva_indice(parte: Parte) -> bool:
    """Si la tabla de contenido está en esa parte."""
    return any(isinstance(bloque, Indice) for bloque in parte.bloques)


def titulos_de(documento: Documento) -> list[Titulo]:
    """Los títulos que arman la navegación, en orden; el del documento no está."""
    return [titulo for parte in documento.partes for titulo in _titulos_en(parte)]


def _titulos_en(parte: Parte) -> list[Titulo]:
    return [b for b in parte.bloques if isinstance(b, Titulo) and b.nivel]


def anclas_de(documento: Documento) -> list[str]:
    """Las anclas de lo que algún texto nombra, en orden: títulos y leyendas."""
    anclas: dict[str, None] = {}
    for bloque in (bloque for parte in documento.partes for bloque in parte.bloques):
        if isinstance(bloque, Titulo):
            anclas[bloque.ancla] = None
        elif isinstance(bloque, Parrafo) and not isinstance(bloque.contenido, str):
            for tramo in bloque.contenido:
                if isinstance(tramo, NumeroDeLeyenda):
                    anclas[tramo.ancla] = None
    return [ancla for ancla in anclas if ancla]


def con_indice_en_tabla(
    documento: Documento,
    paginas: Sequence[int | None],
    de_anclas: Mapping[str, int] = MappingProxyType({}),
) -> Documento:
    """El documento con su tabla de contenido hecha tabla: un renglón por título, con su página.

    ``paginas`` trae la de cada uno de ``titulos_de``, y ``de_anclas``, la de cada leyenda que
    algún texto nombra; la que no se sabe queda en blanco.
    """
    if not tiene_indice(documento):
        return documento
    renglones = list(_renglones(documento, paginas, de_anclas))

    def con_tabla(parte: Parte) -> Parte:
        bloques = (b for bloque in parte.bloques for b in _en_tabla(bloque, renglones))
        return attrs.evolve(parte, bloques=tuple(bloques))

    estilos = {**documento.estilos, **estilos_de_indice(documento.estilos["indice"])}
    return attrs.evolve(documento, estilos=estilos, partes=tuple(map(con_tabla, documento.partes)))


def repetidos(titulos: Sequence[Titulo]) -> set[int]:
    """Lugares, desde 0, de los títulos que sólo encabezan otra hoja de lo que uno ya nombró.

    En el contenido sobran. Uno sin otros debajo no lo es: es lo único que lleva a lo que encabeza.
    """
    numeros = set[int]()
    abiertos: dict[int, str] = {}  # por nivel, el título dentro del que se está
    siguientes = [titulo.nivel for titulo in titulos[1:]] + [0]
    for numero, (titulo, siguiente) in enumerate(zip(titulos, siguientes, strict=False)):
        if siguiente > titulo.nivel and abiertos.get(titulo.nivel) == titulo.con_numero:
            numeros.add(numero)
        abiertos = {nivel: texto for nivel, texto in abiertos.items() if nivel < titulo.nivel}
        abiertos[titulo.nivel] = titulo.con_numero
    return numeros


_NIVEL_DE_HOJA = 1
"""Nivel, en la tabla de contenido, del renglón de una hoja sin títulos."""


def _renglones(
    documento: Documento, paginas: Sequence[int | None], de_anclas: Mapping[str, int]
) -> Iterator[tuple[int, Fila]]:
    """Renglones de la tabla de contenido, cada uno como fila y tras su nivel.

    La hoja sin títulos va por lo que lleva: «Hoja «Tablas»: tablas 2 a 8 y figura 2»; la de una
    matriz sin número, por su nombre.
    """
    titulos = list(zip(titulos_de(documento), paginas, strict=True))
    sobran = repetidos([titulo for titulo, _ in titulos])
    siguiente = 0
    for parte in documento.partes:
        primero, siguiente = siguiente, siguiente + len(_titulos_en(parte))
        for numero in range(primero, siguiente):
            titulo, pagina = titulos[numero]
            if numero not in sobran:
                texto = RenglonDeIndice(titulo.con_numero.strip(), numero)
                yield titulo.nivel, _renglon(texto, titulo.nivel, pagina)
        if siguiente > primero:
            continue
        leyendas, lleva = list(_leyendas_en(parte)), ""
        ancla = leyendas[0].ancla if leyendas else ""
        if leyendas:
            lleva = f": {_numeros_en_breve(leyendas)}"
        elif any(isinstance(b, Tabla) and b.filas.son_del_contenido for b in parte.bloques):
            ancla = ancla_de_hoja(parte.nombre)
        if ancla:
            texto = RenglonDeIndice(f"Hoja «{parte.nombre}»{lleva}", ancla)
            yield _NIVEL_DE_HOJA, _renglon(texto, _NIVEL_DE_HOJA, de_anclas.get(ancla))


def ancla_de_hoja(nombre: str) -> str:
    """El ancla del comienzo de una hoja de un libro, por el nombre de su parte."""
    return f"hoja {nombre}"


def _leyendas_en(parte: Parte) -> Iterator[NumeroDeLeyenda]:
    """Los números de las leyendas de una parte."""
    for bloque in parte.bloques:
        if isinstance(bloque, Parrafo) and bloque.es_leyenda:
            yield from (tramo for tramo in bloque.contenido if isinstance(tramo, NumeroDeLeyenda))


def _numeros_en_breve(leyendas: Sequence[NumeroDeLeyenda]) -> str:
    """«tablas 2 a 8 y figura 2»: los números de cada clase, que van seguidos."""
    de_cada_clase = agrupadas((leyenda.clase.casefold(), leyenda.numero) for leyenda in leyendas)
    return " y ".join(
        f"{clase} {numeros[0]}"
        if not numeros[1:]
        else f"{clase}s {numeros[0]} {'a' if numeros[2:] else 'y'} {numeros[-1]}"
        for clase, numeros in de_cada_clase.items()
    )


def _renglon(texto: RenglonDeIndice, nivel: int, pagina: int | None) -> Fila:
    en_pagina = "" if pagina is None else str(pagina)
    return Fila((Celda(texto, estilo_de_renglon(nivel)), Celda(en_pagina, "indice-derecha")))


def _en_tabla(bloque: Bloque, renglones: list[tuple[int, Fila]]) -> Iterator[Bloque]:
    """El bloque o, si es la tabla de contenido, su título y la tabla de sus renglones."""
    if not isinstance(bloque, Indice):
        yield bloque
        return
    yield Parrafo(bloque.titulo, ESTILO_DE_CONTENIDO)
    filas = tuple(fila for nivel, fila in renglones if nivel <= bloque.niveles)
    if filas:
        yield Tabla(anchos=_ANCHOS_DE_INDICE, filas=filas, descripcion=bloque.titulo)
