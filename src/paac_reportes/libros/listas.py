"""Las hojas de las listas de un contenido, de lo que su libro declara: las columnas de cada una.

Cada cosa va en la suya, una por fila, y dice de quién es. Las comparten quien escribe un libro
(``renglones``) y quien lo lee (``armado``).
"""

import functools
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import attrs

from paac_reportes import clases
from paac_reportes.libros.columnas import (
    LISTA,
    LISTA_DE_OPCIONES,
    ColumnaDelLibro,
    ancho_de,
    columna_del_libro,
)
from paac_reportes.libros.vistas import HojaEsperada
from paac_reportes.maqueta.hojas_de_datos import Opciones
from paac_reportes.maqueta.medida.tipografia import Mm
from paac_reportes.modelo.campos import EXTRAS
from paac_reportes.modelo.catalogo import CATALOGO
from paac_reportes.modelo.libro import Hoja, Libro, Nombrado
from paac_reportes.modelo.recorrer import Rama, ramas_de
from paac_reportes.modelo.temas import Tema
from paac_reportes.textos.plano import huella_de

NUMERO = "numero"
"""Lugar de algo en quien lo contiene."""
_DE_UN_NUMERO, _DE_UNA_LISTA = 20.0, 22.0

Pasos = tuple[tuple[ColumnaDelLibro, tuple[str, ...]], ...]


@clases.frozen(kw_only=True, eq=False)
class Nivel:
    """Quien contiene a otros en un libro: con qué columnas lo nombran las filas de lo suyo."""

    lista: str
    contenido: Rama
    nombrado: Nombrado
    columnas: tuple[ColumnaDelLibro, ...]
    hoja: str
    """Nombre de su hoja; ninguno si sólo lo nombran las de otros."""

    @property
    def raiz(self) -> str:
        """Raíz de sus datos."""
        return self.contenido.raiz

    @clases.propiedad_recordada
    def obligatorios(self) -> tuple[str, ...]:
        """De los campos que lo nombran, los que no le pueden faltar."""
        campos = attrs.fields_dict(self.contenido.clase)
        return tuple(c for c in self.nombrado.campos if campos[c].default is attrs.NOTHING)


@clases.frozen(kw_only=True, eq=False)
class HojaDeLista:
    """Hoja de una lista declarada, con sus columnas."""

    hoja: Hoja
    contenido: Rama
    """La lista de lo que lleva o, si es de varias, la primera."""
    niveles: tuple[Nivel, ...]
    """De quién es cada fila, de afuera adentro."""
    propio: Nivel | None
    """El de lo que lleva, si las filas de otras hojas lo nombran."""
    propias: tuple[ColumnaDelLibro, ...]
    """Columnas de los datos de lo que lleva o, de una tabla, de sus claves."""
    cual: tuple[ColumnaDelLibro, ...]
    """Columnas que dicen de cuál lista es cada fila, y su lugar, donde eso se dice."""
    de_su_dueno: tuple[ColumnaDelLibro, ...]
    """Columnas de los demás datos de quien la contiene, si no tiene su hoja."""
    de_corte: tuple[ColumnaDelLibro, ...]
    """Columnas de lo que se dice de cada uno en un corte."""

    @clases.propiedad_recordada
    def de_quien(self) -> tuple[ColumnaDelLibro, ...]:
        """Columnas que dicen de quién es cada fila."""
        return tuple(columna for nivel in self.niveles for columna in nivel.columnas)

    @clases.propiedad_recordada
    def sin_hoja(self) -> tuple[Rama, ...]:
        """Quien la contiene, si no tiene su hoja: el que nada lleva va en una fila de ésta."""
        return tuple(nivel.contenido for nivel in self.niveles[-1:] if not nivel.hoja)

    @property
    def raiz(self) -> str:
        """Raíz de los datos de lo que lleva."""
        return self.contenido.raiz

    @property
    def es_ancha(self) -> bool:
        """Si es una tabla con una columna por clave."""
        return bool(self.hoja.tabla) and not self.hoja.columnas_de_la_tabla

    @property
    def lleva_extras(self) -> bool:
        """Si lo que lleva puede tener columnas propias de una entidad."""
        return not self.hoja.tabla and EXTRAS in attrs.fields_dict(self.contenido.clase)

    @property
    def columnas(self) -> tuple[ColumnaDelLibro, ...]:
        """Columnas que siempre están."""
        return (*self.de_quien, *self.cual, *self.propias, *self.de_su_dueno)

    @clases.propiedad_recordada
    def pasos(self) -> Pasos:
        """Cada columna propia y por dónde se llega a su valor."""
        return pasos_de(self.propias)

    @clases.propiedad_recordada
    def partes(self) -> frozenset[str]:
        """Partes que lo de una fila lleva adentro: ``inherente``, ``seguimiento.valoracion``."""
        return frozenset(".".join(paso[:n]) for _, paso in self.pasos for n in range(1, len(paso)))

    def esperada(self) -> HojaEsperada:
        """Hoja que se busca en un libro."""
        de_quien = self.de_quien if self.niveles and self.niveles[-1].hoja else ()
        primera = de_quien[:1] if self.hoja.tabla else de_quien[-1:]
        return HojaEsperada(
            nombre=self.hoja.nombre,
            columnas=self.columnas,
            de_corte=self.de_corte,
            raiz=self.raiz if self.lleva_extras else "",
            indispensables=(*(columna.dato for columna in primera), *self._indispensables()),
            lleva_firmas=self.hoja.lista == "firmas",
            de_grupo=tuple(columna.dato for columna in self.de_quien),
        )

    @clases.propiedad_recordada
    def obligatorios(self) -> tuple[str, ...]:
        """Los campos que a lo suyo no le pueden faltar."""
        campos = attrs.fields_dict(self.contenido.clase).items()
        return tuple(nombre for nombre, campo in campos if campo.default is attrs.NOTHING)

    def _indispensables(self) -> tuple[str, ...]:
        if self.hoja.tabla:
            return (self.propias[0].dato,)
        nombres = self.hoja.indispensables or self.obligatorios
        return tuple(f"{self.raiz}.{nombre}" for nombre in nombres) or (self.propias[0].dato,)


@functools.cache
def hojas_de_listas(tema: Tema) -> tuple[HojaDeLista, ...]:
    """Hojas de las listas de un tema, en su orden."""
    return tuple(_hoja_de_lista(hoja, tema) for hoja in tema.libro.todas)


def _hoja_de_lista(hoja: Hoja, tema: Tema) -> HojaDeLista:
    """La hoja de una lista de un tema, con todas sus columnas."""
    contenido = ramas_de(hoja.lista, tema.clase)[-1]
    raiz, libro = contenido.raiz, tema.libro
    libro = attrs.evolve(libro, anchos={**libro.anchos, **hoja.anchos})
    niveles = niveles_de(hoja.lista if hoja.tabla else hoja.lista.rpartition(".")[0], tema)
    de_corte = tuple(_de_los_cortes(hoja, contenido.clase, libro))
    rotulos = [columna.rotulo for nivel in niveles for columna in nivel.columnas]
    rotulos += [columna.rotulo for columna in de_corte]
    propias = (
        _de_la_tabla(hoja, raiz, libro) if hoja.tabla else _de_los_datos(hoja, raiz, libro, rotulos)
    )
    return HojaDeLista(
        hoja=hoja,
        contenido=contenido,
        niveles=niveles,
        propio=niveles_de(hoja.lista, tema)[-1] if hoja.se_nombra is not None else None,
        propias=tuple(propias),
        cual=tuple(_que_dicen_cual(hoja)),
        de_su_dueno=tuple(_de_su_dueno(niveles, libro)),
        de_corte=de_corte,
    )


def pasos_de(columnas: Iterable[ColumnaDelLibro]) -> Pasos:
    """Cada columna y por dónde se llega a su valor: ``riesgo.inherente.zona`` → por esos dos."""
    datos = ((columna, columna.en_el_catalogo or columna.dato) for columna in columnas)
    return tuple((columna, tuple(dato.split(".")[1:])) for columna, dato in datos)


def huella_del_nombre(raiz: str, valores: Iterable[Any]) -> str:
    """Con qué se sabe después si lo que una fila dice de su dueño es lo de cuando salió."""
    return f"{huella_de((raiz, *('' if v is None else str(v) for v in valores))):x}"


@functools.cache
def niveles_de(lista: str, tema: Tema) -> tuple[Nivel, ...]:
    """De quién es lo de una lista: con la clave basta; si no, también de quien lo contiene."""
    libro = tema.libro
    hoja = next((una for una in libro.hojas if una.lista == lista and not una.tabla), None)
    nombrado = hoja.se_nombra if hoja is not None else libro.sin_hoja.get(lista)
    if nombrado is None:
        return ()
    contenido = ramas_de(lista, tema.clase)[-1]
    if nombrado.como == "campos":
        datos = [f"{contenido.raiz}.{campo}" for campo in nombrado.campos]
        columnas = [_columna(dato, CATALOGO[dato].rotulo, libro, nombrado.ayuda) for dato in datos]
    else:
        rotulo = CATALOGO.objeto(contenido.clase).titulo
        ancho, ayuda = Mm(nombrado.ancho), nombrado.ayuda
        columna = ColumnaDelLibro(dato=contenido.raiz, rotulo=rotulo, ancho=ancho, ayuda=ayuda)
        columnas = [columna]
    nivel = Nivel(
        lista=lista,
        contenido=contenido,
        nombrado=nombrado,
        columnas=tuple(columnas),
        hoja=hoja.nombre if hoja is not None else "",
    )
    afuera = () if nombrado.como == "clave" else niveles_de(lista.rpartition(".")[0], tema)
    return (*afuera, nivel)


def _de_su_dueno(niveles: Sequence[Nivel], libro: Libro) -> Iterator[ColumnaDelLibro]:
    for nivel in niveles[-1:]:
        for dato in CATALOGO.llanos(nivel.raiz) if not nivel.hoja else ():
            if dato.rpartition(".")[2] not in nivel.nombrado.campos:
                yield _columna(dato, CATALOGO[dato].rotulo, libro)


def _de_los_cortes(hoja: Hoja, clase: type, libro: Libro) -> Iterator[ColumnaDelLibro]:
    """Columnas de lo que se dice en un corte, que no es uno de sus datos."""
    if hoja.por_corte:
        raiz = ramas_de(hoja.por_corte, clase)[-1].raiz
        datos = (dato for dato in CATALOGO.llanos(raiz) if dato != f"{raiz}.corte")
        for dato, rotulo in CATALOGO.rotulos(datos).items():
            yield _columna(dato, rotulo, libro)


def _que_dicen_cual(hoja: Hoja) -> Iterator[ColumnaDelLibro]:
    """Columna donde se escoge de cuál lista es la fila, y la de su lugar, por el que se nombra."""
    if hoja.listas:
        yield ColumnaDelLibro(
            dato=LISTA,
            rotulo=hoja.rotulos[LISTA],
            ancho=Mm(_DE_UNA_LISTA),
            regla=Opciones(valores=tuple(hoja.listas.values())),
            ayuda=hoja.ayudas[LISTA],
            reproche=LISTA_DE_OPCIONES,
        )
    if hoja.numero:
        ancho, ayuda = Mm(_DE_UN_NUMERO), hoja.ayudas.get(NUMERO, "")
        yield ColumnaDelLibro(dato=NUMERO, rotulo=hoja.numero, ancho=ancho, ayuda=ayuda)


def _de_la_tabla(hoja: Hoja, raiz: str, libro: Libro) -> Iterator[ColumnaDelLibro]:
    """Columnas por clave, si se sabe cuáles son; si no, la de la clave y la de su texto."""
    for dato, rotulo, ayuda in hoja.columnas_de_la_tabla:
        ancho = ancho_de(dato, libro.anchos)
        yield ColumnaDelLibro(dato=dato, rotulo=rotulo, ancho=ancho, ayuda=ayuda)
    tabla = f"{raiz}.{hoja.tabla}"
    van = CATALOGO[tabla].claves if not hoja.columnas_de_la_tabla else None
    for clave in range(int(van.minimo), int(van.maximo) + 1) if van is not None else ():
        dato = f"{tabla}.{clave}"
        columna = _columna(dato, CATALOGO[dato].rotulo, libro)
        ancho = ancho_de(tabla, libro.anchos)
        dato_corto = dato.removeprefix(f"{raiz}.")
        yield attrs.evolve(columna, dato=dato_corto, en_el_catalogo=dato, ancho=ancho, ayuda="")


def _de_los_datos(
    hoja: Hoja, raiz: str, libro: Libro, otros_rotulos: Sequence[str]
) -> Iterator[ColumnaDelLibro]:
    """Columnas por dato: los que se prefieren y, después, todos los demás."""
    datos = _en_orden(hoja, raiz)
    rotulos = {dato: _con_lo_de_antes(dato, hoja) for dato in datos}
    veces = Counter((*otros_rotulos, *rotulos.values()))
    for dato, rotulo in rotulos.items():
        rotulo_unico = rotulo if veces[rotulo] == 1 else CATALOGO[dato].largo
        yield _columna(dato, rotulo_unico, libro, hoja.ayudas.get(dato, ""))


def _con_lo_de_antes(dato: str, hoja: Hoja) -> str:
    """Rótulo de un dato con lo que la hoja le antepone: ``Inherente: zona de riesgo``."""
    rotulo = hoja.rotulos.get(dato) or CATALOGO[dato].rotulo
    parte = dato
    while parte and parte not in hoja.antes:
        parte = parte.rpartition(".")[0]
    antes = hoja.antes.get(parte, "")
    return f"{antes}: {rotulo.lower()}" if antes else rotulo


def _en_orden(hoja: Hoja, raiz: str) -> list[str]:
    """Datos de lo que lleva."""
    primeros = [f"{raiz}.{campo}" for campo in hoja.orden]
    ordenados = list(dict.fromkeys((*primeros, *CATALOGO.llanos(raiz))))
    for dato in list(ordenados):
        # El porcentaje de un nivel va siempre después de él.
        if dato.endswith("_pct") and (nivel := dato.removesuffix("_pct")) in ordenados:
            ordenados.remove(dato)
            ordenados.insert(ordenados.index(nivel) + 1, dato)
    return ordenados


def _columna(dato: str, rotulo: str, libro: Libro, ayuda: str = "") -> ColumnaDelLibro:
    ayuda = ayuda or CATALOGO[dato].ayuda or (CATALOGO[dato].dice if libro.siempre_dice else "")
    return columna_del_libro(dato, rotulo, libro.anchos, ayuda)
