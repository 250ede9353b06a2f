"""Las columnas de un libro: qué dato guardan, cómo se llaman y qué admiten, según el catálogo.

Las comparten quien escribe un libro (``escritura``) y quien lo lee (``lectura``). Luego, lo que se
dice de cada fila en un corte, un grupo de columnas a la derecha, y las hojas de las listas que el
tema declara: cada cosa va en la suya, una por fila, y dice de quién es (``hojas_de_listas``).
"""

import functools
import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from enum import Enum
from itertools import cycle
from types import MappingProxyType
from typing import Any, Literal

import attrs

from paac_reportes import clases
from paac_reportes.grupos import agrupadas
from paac_reportes.lectura.filas.valores import clave_de_lista
from paac_reportes.maqueta.estilos import Dato
from paac_reportes.maqueta.hojas_de_datos import ColumnaDeDatos, Limites, Opciones, Regla
from paac_reportes.maqueta.medida.tipografia import Mm
from paac_reportes.modelo.campos import EXTRAS
from paac_reportes.modelo.catalogo import CATALOGO
from paac_reportes.modelo.libro import Hoja, Libro, Nombrado
from paac_reportes.modelo.recorrer import Rama, ramas_de
from paac_reportes.modelo.temas import Tema
from paac_reportes.textos.plano import en_plano, huella_de
from paac_reportes.textos.valores import como_texto, en_palabras

INSTRUCCIONES = "Instrucciones"
CONFLICTOS = "Conflictos"
"""La hoja donde se responden los de una reunión: no es de los datos."""
DUDAS = "Dudas de la lectura"
"""La hoja de lo que no se entendió del archivo de donde se leyó el contenido."""
COMO_SALIO = "Como salió"
"""La hoja escondida de lo que un libro decía al salir."""
SALIDA = "paac.salida"
"""El primer rótulo de ella, en un libro de captura."""
NOTAS = "paac.notas"
"""Una columna oculta con lo que las celdas no pueden decir de su fila; nunca textos del contenido.

Un dato por renglón: ``#c0s1a3 1f2e 3d4c``, cuál era la fila al salir y la huella de lo que dice de
cada uno que la contiene o, en un libro de captura, el sello de éste; el de un texto que está y no
dice nada (``actividad.meta``); lo que lo hay aunque todo esté en blanco (``actividad``,
``inherente``); ``seguimiento@2026-04-30``, los cortes que no van en el orden de las columnas o no
traen nada.
"""
LISTA = "lista"
"""La columna que dice de cuál de varias listas es cada fila."""
EN_EL_LIBRO = "(guardada en este libro: {})"
"""Texto donde va una imagen que el libro ya trae."""
_ANCHO = Mm(35)


@clases.frozen(kw_only=True)
class ColumnaDelLibro(ColumnaDeDatos):
    """Un dato de un contenido y la columna donde está."""

    dato: str
    """``actividad.meta``; el de un seguimiento, con su corte: ``seguimiento.texto@2026-04-30``."""
    ancho: Mm = _ANCHO
    abierta: bool = True
    suyos: tuple[str, ...] = ()
    """Otros rótulos que son suyos: se lee sin avisar."""
    opciones: Mapping[str, str] = attrs.Factory(dict)
    """Opciones que se escogen, en clave, y el código de cada una."""
    en_el_catalogo: str = ""
    """Cómo se llama allá el dato, si no es igual: el de una clave de una tabla."""

    @clases.propiedad_recordada
    def camino(self) -> str:
        """Camino del dato sin su raíz: de ``seguimiento.texto``, ``texto``."""
        return self.dato.partition(".")[2]


def columna_escondida(dato: str, rotulo: str) -> ColumnaDelLibro:
    """Columna que dice, para un programa, cuál es la fila."""
    return ColumnaDelLibro(dato=dato, rotulo=rotulo, ancho=Mm(20), abierta=False, oculta=True)


DE_NOTAS = columna_escondida(NOTAS, NOTAS)


def ancho_de(dato: str, anchos: Mapping[str, float]) -> Mm:
    """Ancho de la columna de un dato: el suyo, o el de siempre."""
    ancho = anchos.get(dato) or _ANCHOS.get(dato)
    return _ANCHO if ancho is None else Mm(ancho)


_ANCHOS: Mapping[str, float] = {
    "firma.nombre": 50,
    "firma.cargo": 50,
    "firma.nota": 50,
    "firma.imagen": 45,
    "cambio.version": 25,
    "cambio.fecha": 30,
    "cambio.razon": 110,
}
"""Los de las hojas de todo libro."""


def columna_del_libro(
    dato: str, rotulo: str, anchos: Mapping[str, float], ayuda: str
) -> ColumnaDelLibro:
    """Columna de un dato del modelo."""
    regla = regla_de(dato, en_palabras)
    return ColumnaDelLibro(
        dato=dato,
        rotulo=rotulo,
        ancho=ancho_de(dato, anchos),
        clase=_CLASES_DE_CELDA.get(CATALOGO.tipo(dato), "texto"),
        regla=regla,
        ayuda=ayuda,
        reproche=_reproche_de(regla),
        suyos=CATALOGO[dato].rotulos,
        opciones=opciones_de(CATALOGO.opciones(dato)),
    )


_CLASES_DE_CELDA: Mapping[type, Dato] = {int: "numero", Decimal: "numero", date: "fecha"}
"""De qué es la celda de los datos que no son un texto."""


def regla_de(dato: str, como: Callable[[str], str] = str) -> Regla | None:
    """Regla de lo que admite la celda de un dato; sus opciones, escritas así."""
    if opciones := CATALOGO.opciones(dato):
        otras = len(CATALOGO.tipos(dato)) > 1
        return Opciones(valores=tuple(map(como, opciones)), otras=otras)
    entre = CATALOGO.limites(dato)
    if entre is None:
        return None
    clase: Literal["entero", "numero"] = "entero" if CATALOGO.tipo(dato) is int else "numero"
    return Limites(clase=clase, minimo=entre.minimo, maximo=entre.maximo)


LISTA_DE_OPCIONES = "Escoja una opción de la lista."


def _reproche_de(regla: Regla | None) -> str:
    """Mensaje que se lee si lo escrito no sirve."""
    if isinstance(regla, Opciones):
        return "" if regla.otras else LISTA_DE_OPCIONES
    if regla is None:
        return ""
    numero = "entero" if regla.clase == "entero" else "número"
    return f"Se espera un {numero} de {regla.minimo} a {regla.maximo}."


# ------------------------------------------------------------------ lo que se escoge
def con_lo_propuesto(
    columna: ColumnaDelLibro,
    propuestas: Mapping[str, tuple[str, ...]],
    ayudas: Mapping[str, str] = MappingProxyType({}),
) -> ColumnaDelLibro:
    """Columna con la lista que un contenido propone, por su dato o por su campo."""
    dato = columna.en_el_catalogo or columna.dato
    if valores := propuestas.get(dato) or propuestas.get(dato.rpartition(".")[2]):
        columna = attrs.evolve(columna, regla=Opciones(valores=valores, otras=True))
    ayuda = ayudas.get(columna.dato)
    return attrs.evolve(columna, ayuda=ayuda) if ayuda else columna


def como_se_pone(valor: Any, codigos: Collection[str]) -> Any:
    """Un valor como va en su celda: una de esas opciones, como se escoge; varios, en renglones."""
    if isinstance(valor, tuple):
        return "\n".join(map(str, valor)) or None
    if isinstance(valor, Enum):
        return en_palabras(valor.value)
    return en_palabras(valor) if isinstance(valor, str) and valor in codigos else valor


def como_se_dice(valor: Any, codigos: Collection[str]) -> str:
    """Texto de lo que va en la celda de un valor."""
    if isinstance(valor, str) and valor not in codigos:  # casi todos: no se llama a nadie más
        return valor
    return "" if valor is None else como_texto(como_se_pone(valor, codigos))


def opciones_de(codigos: Iterable[str]) -> dict[str, str]:
    """Opciones que alguien puede escribir de cada código, en clave: como se escoge o él mismo."""
    por_palabra = {raiz_de_opcion(en_palabras(codigo)): codigo for codigo in codigos}
    return por_palabra | {raiz_de_opcion(codigo): codigo for codigo in codigos}


def raiz_de_opcion(opcion: str) -> str:
    """Una opción sin el género ni el número de sus palabras: «CUMPLIDOS» es «cumplida».

    De las cortas no se quita nada: «no» no es «na».
    """
    return re.sub(r"(?<=[^\W_]{3})[ao]s?(?=_|$)", "", clave_de_lista(opcion.strip().rstrip(".")))


# ------------------------------------------------------------------ las de las hojas de todo libro
DE_TEXTOS = (
    ColumnaDelLibro(
        dato="clave",
        rotulo="Clave",
        ancho=Mm(45),
        ayuda="Cuál párrafo del informe es: la orden «formatos CODIGO» dice las que usa.",
    ),
    ColumnaDelLibro(dato="texto", rotulo="Texto", ancho=Mm(150)),
)
DE_LOS_DATOS = (
    ColumnaDelLibro(dato="dato", rotulo="Dato", ancho=Mm(60)),
    ColumnaDelLibro(dato="valor", rotulo="Valor", ancho=Mm(90)),
    ColumnaDelLibro(dato="ayuda", rotulo="Qué es", ancho=Mm(100)),
)


Fila = dict[str, Any]
"""Fila por el dato de cada columna; en ``NOTAS``, lo que no cabe en ellas."""


def con_extras(raiz: str, nombres: Sequence[str]) -> list[ColumnaDelLibro]:
    """Las columnas de los extras de una raíz; se llaman ``extras.riesgo_asociado``."""
    return [
        ColumnaDelLibro(dato=f"{raiz}.extras.{nombre}", rotulo=f"extras.{nombre}")
        for nombre in nombres
    ]


_TONOS = ("EEF2F6", "DCE6EF")
"""De los rótulos de un corte y del que sigue."""


# ------------------------------------------------------------------ las de un corte
def columnas_de_cortes(
    columnas: Sequence[ColumnaDelLibro],
    cortes: Iterable[date],
    filas: Iterable[Fila],
    extras: Mapping[str, Sequence[str]],
) -> Iterator[ColumnaDelLibro]:
    """Un grupo por corte: lo que siempre se reporta y lo demás que alguna de las filas traiga."""
    if not columnas:
        return
    raiz = columnas[0].dato.partition(".")[0]
    datos_que_hay = {dato for fila in filas for dato, valor in fila.items() if valor is not None}
    for corte, tono in zip(cortes, cycle(_TONOS), strict=False):
        for columna in (*columnas, *con_extras(raiz, extras.get(raiz, ()))):
            del_corte = attrs.evolve(
                _en_corte(columna, corte.isoformat()),
                rotulo=f"{corte:%d/%m}/{corte.year:04d}: {columna.rotulo}",
                tono=tono,
            )
            if del_corte.dato in datos_que_hay or siempre_va(columna.dato):
                yield del_corte


def siempre_va(dato: str) -> bool:
    """Si todo corte lo tiene en el libro; los demás datos, si el contenido los trae."""
    return CATALOGO.conoce(dato) and CATALOGO[dato].reporta


def columnas_por_corte(
    columnas: Sequence[ColumnaDelLibro], datos_que_hay: Iterable[str]
) -> dict[str, list[ColumnaDelLibro]]:
    """De las columnas de una hoja, las de cada corte, por él: ``seguimiento.texto@2026-04-30``."""
    por_dato = {columna.dato: columna for columna in columnas}
    de_cada_corte = (dato.split("@") for dato in datos_que_hay if "@" in dato)
    return agrupadas(
        (corte, _en_corte(por_dato.get(n) or ColumnaDelLibro(dato=n, rotulo=n), corte))
        for n, corte in de_cada_corte
    )


def _en_corte(columna: ColumnaDelLibro, corte: str) -> ColumnaDelLibro:
    return attrs.evolve(columna, dato=f"{columna.dato}@{corte}", en_el_catalogo=columna.dato)


NUMERO = "numero"
"""Lugar de algo en quien lo contiene."""
_DE_UN_NUMERO, _DE_UNA_LISTA = 20.0, 22.0

Pasos = tuple[tuple[ColumnaDelLibro, tuple[str, ...]], ...]


# ------------------------------------------------------------------ la hoja que se busca
@clases.frozen(kw_only=True)
class HojaEsperada:
    """Una hoja que se busca y las columnas que puede tener."""

    nombre: str
    columnas: tuple[ColumnaDelLibro, ...]
    de_corte: tuple[ColumnaDelLibro, ...] = ()
    raiz: str = ""
    """De quién son sus columnas ``extras.…``."""
    indispensables: tuple[str, ...] = ()
    """Sin ellas no se sabe qué dice la hoja."""
    a_veces: tuple[ColumnaDelLibro, ...] = (DE_NOTAS,)
    """Columnas que sólo lleva el libro que las necesita: si no están, no faltan."""
    de_grupo: tuple[str, ...] = ()
    """Los datos que una celda combinada puede decir de varias filas."""

    @clases.propiedad_recordada
    def marcas(self) -> tuple[str, ...]:
        """Los datos escondidos, que sólo lleva una fila suya."""
        return tuple(c.dato for c in (*self.columnas, *self.a_veces) if c.oculta)

    @clases.propiedad_recordada
    def nombres(self) -> Mapping[str, str]:
        """El dato de cada rótulo de sus columnas."""
        return _nombres_de((*self.columnas, *self.a_veces))

    @clases.propiedad_recordada
    def nombres_de_corte(self) -> Mapping[str, str]:
        """El de cada rótulo de las de un corte."""
        return _nombres_de(self.de_corte)


def _nombres_de(columnas: Sequence[ColumnaDelLibro]) -> Mapping[str, str]:
    """El dato de cada rótulo, en plano: el de su columna y los demás que son suyos."""
    suyos = {en_plano(n): c.dato for c in columnas for n in c.suyos}
    return suyos | {n: c.dato for c in columnas for n in (c.dato, en_plano(c.rotulo))}


# ------------------------------------------------------------------ las hojas de las listas
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

    @property
    def obligatorios(self) -> list[str]:
        """De los campos que lo nombran, los que no le pueden faltar."""
        return [c for c in obligatorios_de(self.contenido.clase) if c in self.nombrado.campos]


def obligatorios_de(clase: type) -> tuple[str, ...]:
    """Los campos que a un objeto no le pueden faltar."""
    campos = attrs.fields_dict(clase).items()
    return tuple(nombre for nombre, campo in campos if campo.default is attrs.NOTHING)


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
            de_grupo=tuple(columna.dato for columna in self.de_quien),
        )

    def _indispensables(self) -> tuple[str, ...]:
        if self.hoja.tabla:
            return (self.propias[0].dato,)
        nombres = self.hoja.indispensables or obligatorios_de(self.contenido.clase)
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
