"""Las columnas y las tablas de un libro: qué dato es cada una, qué admite y de qué son sus filas.

De una columna, su dato, cómo se llama y qué admite, según el catálogo, también las de un corte: un
grupo de ellas a la derecha. ``tablas_del_libro`` da las tablas del libro de un contenido: todas,
con todo abierto. ``tablas_de_oficina``, las de los libros que se entregan: lo que se ve va cerrado,
y abierto lo que se reporta. Unas y otras salen del tema y del catálogo, y con la misma ``Tabla`` se
escribe una hoja y se la busca en un libro que vuelve.
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
from paac_reportes.errores import ErrorDeMaqueta
from paac_reportes.grupos import agrupadas
from paac_reportes.lectura.filas.valores import clave_de_lista
from paac_reportes.maqueta.aspecto import SOBRIO
from paac_reportes.maqueta.estilos import Dato, Estilo, estilos_en_hoja, titulos_con_aire_aparte
from paac_reportes.maqueta.hojas_de_datos import (
    CeldaConRegla,
    ColumnaDeDatos,
    HojaDeDatos,
    Limites,
    LlenadoDeHoja,
    Opciones,
    Regla,
    Renglon,
    Valor,
)
from paac_reportes.maqueta.medida.ajuste import CIFRAS_POR_CELDA, LETRAS_POR_CELDA
from paac_reportes.maqueta.medida.tipografia import Mm, Pt
from paac_reportes.modelo.campos import EXTRAS
from paac_reportes.modelo.catalogo import CATALOGO
from paac_reportes.modelo.libro import Hoja, Libro, Nombrado, SePide
from paac_reportes.modelo.recorrer import Rama, contenidos_de, ramas_de
from paac_reportes.modelo.temas import Tema
from paac_reportes.textos.plano import PROHIBIDOS, REEMPLAZO, en_plano, huella_de
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

Un dato por renglón: ``#c0s1a3 1f2e``, cuál era la fila al salir y la huella de cómo la nombran
otras o, en un libro de captura, el sello de éste; el de un texto que está y no
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
    opciones: Mapping[str, str] = attrs.Factory(dict)
    """Opciones que se escogen, en clave, y el código de cada una."""
    en_el_catalogo: str = attrs.Factory(lambda self: self.dato, takes_self=True)
    """Cómo se llama allá el dato, si no es igual: el de una clave de una tabla."""

    @clases.propiedad_recordada
    def camino(self) -> str:
        """Camino del dato sin su raíz: de ``seguimiento.texto``, ``texto``."""
        return self.dato.partition(".")[2]

    @clases.propiedad_recordada
    def paso(self) -> tuple[str, ...]:
        """Por dónde se llega a su valor: a ``riesgo.inherente.zona``, por esos dos."""
        return tuple(self.en_el_catalogo.split(".")[1:])


def columna_escondida(dato: str, rotulo: str) -> ColumnaDelLibro:
    """Columna que dice, para un programa, cuál es la fila."""
    return ColumnaDelLibro(dato=dato, rotulo=rotulo, ancho=Mm(20), abierta=False, oculta=True)


DE_NOTAS: ColumnaDelLibro = columna_escondida(NOTAS, NOTAS)


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
    """La columna de un dato del modelo, con el ancho, la lista y las opciones que le tocan.

    ``anchos``: los de algunos datos; ``ayuda``: lo que se lee al pararse en su celda.
    """
    regla = regla_de(dato, en_palabras)
    return ColumnaDelLibro(
        dato=dato,
        rotulo=rotulo,
        ancho=ancho_de(dato, anchos),
        clase=_CLASES_DE_CELDA.get(CATALOGO.tipo(dato), "texto"),
        regla=regla,
        ayuda=ayuda,
        reproche=_reproche_de(regla),
        opciones=opciones_de(CATALOGO.opciones(dato)),
    )


_CLASES_DE_CELDA: Mapping[type, Dato] = {int: "numero", Decimal: "numero", date: "fecha"}
"""De qué es la celda de los datos que no son un texto."""


def regla_de(dato: str, como: Callable[[str], str] = str) -> Regla | None:
    """Regla de lo que admite la celda de un dato; sus opciones, escritas así.

    ``None`` si lo admite todo.
    """
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
    """El mensaje que Excel muestra si lo escrito no sirve; vacío si todo sirve."""
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
    """La columna, con la lista y la ayuda que un contenido propone.

    ``propuestas``: por su dato o su campo; ``ayudas``: por su dato.
    """
    dato = columna.en_el_catalogo
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
    """Texto de lo que va en la celda de un valor; vacío si es ``None``."""
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


def con_extras(raiz: str, filas: Sequence[Fila]) -> list[ColumnaDelLibro]:
    """Las columnas de los extras de una raíz que traen las filas: ``extras.riesgo_asociado``."""
    de_todas: Fila = {}
    for fila in filas:
        de_todas.update(fila)
    datos = (dato.partition("@")[0] for dato in de_todas if dato.startswith(f"{raiz}.extras."))
    return [
        ColumnaDelLibro(dato=dato, rotulo=dato.removeprefix(f"{raiz}."))
        for dato in dict.fromkeys(datos)
    ]


_TONOS = ("EEF2F6", "DCE6EF")
"""De los rótulos de un corte y del que sigue."""


# ------------------------------------------------------------------ las de un corte
def columnas_de_cortes(
    columnas: Sequence[ColumnaDelLibro],
    cortes: Iterable[date],
    filas: Sequence[Fila],
) -> Iterator[ColumnaDelLibro]:
    """Las columnas de los reportes, un grupo por corte: ``30/04/2026: Avance (%)``.

    De las que no siempre van, las que alguna fila trae.
    """
    if not columnas:
        return
    todas = (*columnas, *con_extras(columnas[0].dato.partition(".")[0], filas))
    datos_que_hay = {dato for fila in filas for dato, valor in fila.items() if valor is not None}
    for corte, tono in zip(cortes, cycle(_TONOS), strict=False):
        for columna in todas:
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
    """Las columnas de cada corte en una hoja que volvió: de ``seguimiento.texto@2026-04-30``.

    ``datos_que_hay``: los de sus rótulos.
    """
    por_dato = {columna.dato: columna for columna in columnas}
    de_cada_corte = (dato.split("@") for dato in datos_que_hay if "@" in dato)
    return agrupadas(
        (corte, _en_corte(por_dato.get(n) or ColumnaDelLibro(dato=n, rotulo=n), corte))
        for n, corte in de_cada_corte
    )


def _en_corte(columna: ColumnaDelLibro, corte: str) -> ColumnaDelLibro:
    return attrs.evolve(columna, dato=f"{columna.dato}@{corte}", en_el_catalogo=columna.dato)


# ------------------------------------------------------------------ las tablas
NUMERO = "numero"
"""Lugar de algo en quien lo contiene."""
PREVIO = "previo"
"""La columna de lo que dijo en otro corte, que no es de un dato."""
MARCA_DE_FILA = columna_escondida("marca.fila", "Identificación (no la cambie)")
MARCA_DE_LO_ESCRITO = columna_escondida("marca.escrito", "Fila (no la cambie)")
"""Las columnas escondidas que dicen cuál es la fila de una oficina; la segunda va entre lo que se
llena."""
MARCAS = (MARCA_DE_FILA.dato, MARCA_DE_LO_ESCRITO.dato)
Clave = tuple[str, ...]
"""Clave que identifica a una fila, comparable."""
Reportado = Mapping[str, Any]
"""Valores de cada celda que se llena, por su dato: ``seguimiento.avance``."""


# ------------------------------------------------------------------ de quién es cada fila
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


def obligatorios_de(clase: type) -> tuple[str, ...]:
    """Los campos que a un objeto no le pueden faltar."""
    campos = attrs.fields_dict(clase).items()
    return tuple(nombre for nombre, campo in campos if campo.default is attrs.NOTHING)


# ------------------------------------------------------------------ una tabla
@clases.frozen(kw_only=True, eq=False)
class Tabla:
    """Una hoja de un libro y sus columnas, con todo lo que de ellas se deduce."""

    hoja: Hoja
    """Cómo se llama, qué dice encima y cómo se llena."""
    columnas: tuple[ColumnaDelLibro, ...]
    """Las que siempre lleva, en su orden; cada una dice si se llena."""
    escondidas: tuple[ColumnaDelLibro, ...] = (DE_NOTAS,)
    """Las que dicen, para un programa, cuál es cada fila."""
    indispensables: tuple[str, ...] = ()
    """Los datos sin cuya columna no se sabe qué dice la hoja."""
    contenidos: tuple[Rama, ...] = ()
    """Las listas de lo que lleva; ninguna, si no es de una lista."""
    niveles: tuple[Nivel, ...] = ()
    """De quién es cada fila, de afuera adentro."""
    propio: Nivel | None = None
    """El de lo que lleva, si las filas de otras hojas lo nombran."""
    propias: tuple[ColumnaDelLibro, ...] = ()
    """De sus columnas, las de los datos de lo que lleva o, de una tabla, de sus claves."""
    de_su_dueno: tuple[ColumnaDelLibro, ...] = ()
    """De ellas, las de los demás datos de quien la contiene, si no tiene su hoja."""
    de_corte: tuple[ColumnaDelLibro, ...] = ()
    """Columnas de lo que se dice de cada uno en un corte, que se repiten por cada uno."""
    lleva_extras: bool = False
    """Si lo que lleva puede tener columnas propias de una entidad."""
    pide: SePide = SePide(reporta="", identifican=())
    """Lo que de ella se pide a una oficina."""
    reportes: Rama | None = None
    """Lista de la fila donde va lo que se reporta; ``None`` si lo que se llena es de ella misma."""

    @clases.propiedad_recordada
    def nombre(self) -> str:
        """Nombre de su hoja."""
        return self.hoja.nombre

    @clases.propiedad_recordada
    def contenido(self) -> Rama:
        """La lista de lo que lleva o, si es de varias, la primera."""
        return self.contenidos[0]

    @clases.propiedad_recordada
    def raiz(self) -> str:
        """Raíz de los datos de lo que lleva."""
        return self.contenido.raiz

    @property
    def es_ancha(self) -> bool:
        """Si es una tabla con una columna por clave."""
        return bool(self.hoja.tabla) and not self.hoja.columnas_de_la_tabla

    # -------------------------------------------------------------- sus columnas
    @clases.propiedad_recordada
    def abiertas(self) -> tuple[ColumnaDelLibro, ...]:
        """Las columnas que se llenan."""
        return tuple(columna for columna in self.columnas if columna.abierta)

    @clases.propiedad_recordada
    def cerradas(self) -> tuple[ColumnaDelLibro, ...]:
        """Las columnas que sólo se leen."""
        return tuple(columna for columna in self.columnas if not columna.abierta)

    @clases.propiedad_recordada
    def no_faltan(self) -> tuple[ColumnaDelLibro, ...]:
        """Las columnas que, si no están, alguien quitó; las notas y lo cerrado, no siempre van."""
        return (*(una for una in self.escondidas if una is not DE_NOTAS), *self.abiertas)

    @clases.propiedad_recordada
    def rotulos(self) -> Mapping[str, str]:
        """Rótulo de cada columna, por su dato."""
        return {columna.dato: columna.rotulo for columna in self.columnas}

    @clases.propiedad_recordada
    def marcas(self) -> tuple[str, ...]:
        """Los datos escondidos, que sólo lleva una fila suya."""
        return tuple(c.dato for c in (*self.escondidas, *self.columnas) if c.oculta)

    @clases.propiedad_recordada
    def dato_de_cada_rotulo(self) -> Mapping[str, str]:
        """El dato de cada rótulo de sus columnas."""
        return _nombres_de((*self.escondidas, *self.columnas))

    @clases.propiedad_recordada
    def dato_de_cada_rotulo_de_corte(self) -> Mapping[str, str]:
        """El de cada rótulo de las de un corte."""
        return _nombres_de(self.de_corte)

    @clases.propiedad_recordada
    def de_quien(self) -> tuple[ColumnaDelLibro, ...]:
        """Columnas que dicen de quién es cada fila: combinada, su celda es de varias."""
        return tuple(columna for nivel in self.niveles for columna in nivel.columnas)

    @clases.propiedad_recordada
    def sin_hoja(self) -> tuple[Rama, ...]:
        """Quien la contiene, si no tiene su hoja: el que nada lleva va en una fila de ésta."""
        return tuple(nivel.contenido for nivel in self.niveles[-1:] if not nivel.hoja)

    @clases.propiedad_recordada
    def partes(self) -> frozenset[str]:
        """Partes que lo de una fila lleva adentro: ``inherente``, ``seguimiento.valoracion``."""
        pasos = (columna.paso for columna in self.propias)
        return frozenset(".".join(paso[:n]) for paso in pasos for n in range(1, len(paso)))

    # -------------------------------------------------------------- lo que se reporta en ella
    @clases.propiedad_recordada
    def identifican(self) -> tuple[tuple[str, ...], ...]:
        """Los datos con que se reconoce una fila, cada uno con los que lo suplen."""
        return tuple(tuple(escrito.split(" | ")) for escrito in self.pide.identifican)

    @property
    def se_llenan(self) -> tuple[str, ...]:
        """Los rótulos que una fila necesita para contar como reportada."""
        return tuple(columna.rotulo for columna in self.abiertas)[:3]

    def como_se_lee(self, reportado: Reportado) -> dict[str, str]:
        """Textos que dirían las celdas abiertas de esos datos, por su rótulo."""
        return {
            columna.rotulo: como_se_dice(reportado[columna.dato], columna.opciones.values())
            for columna in self.abiertas
            if columna.dato in reportado
        }

    def clave_de(self, textos: Mapping[str, str]) -> Clave:
        """De los textos de una fila, comparables, los que dicen cuál es."""
        return tuple(
            next((texto for dato in datos if (texto := textos.get(dato, "")).strip()), "")
            for datos in self.identifican
        )


def _nombres_de(columnas: Sequence[ColumnaDelLibro]) -> Mapping[str, str]:
    """El dato de cada rótulo, en plano; también se llama como él."""
    return {n: c.dato for c in columnas for n in (c.dato, en_plano(c.rotulo))}


def huella_del_nombre(raiz: str, valores: Iterable[Any]) -> str:
    """Con qué se sabe después si algo se llama como cuando salió."""
    return f"{huella_de((raiz, *('' if v is None else str(v) for v in valores))):x}"


# ------------------------------------------------------------------ las del libro de un contenido
def tabla_suelta(nombre: str, columnas: tuple[ColumnaDelLibro, ...], **en_la_hoja: Any) -> Tabla:
    """Tabla que no es de una lista: no se lee sin lo que nombra cada fila y lo que dice de ello."""
    hoja = Hoja(**{"nombre": nombre, "lista": "", "dice": "", "arriba": "", **en_la_hoja})
    dicen = [columna.dato for columna in columnas if columna.abierta or columna.oculta]
    return Tabla(hoja=hoja, columnas=columnas, indispensables=tuple(dicen[:2]))


@functools.cache
def tablas_del_libro(tema: Tema) -> tuple[Tabla, ...]:
    """Las tablas de las hojas de un libro: datos, listas, textos e imágenes, en ese orden."""
    libro = tema.libro
    datos = tabla_suelta(
        libro.datos,
        DE_LOS_DATOS,
        titulo=libro.titulo_de_datos,
        dice=libro.dice_de_datos,
        preparadas=_FILAS_DE_SOBRA,
    )
    textos = tabla_suelta(
        libro.textos,
        DE_TEXTOS,
        titulo="Textos del informe narrativo",
        arriba="En lugar de los que trae el formato. Si no escribe ninguno, salen aquéllos.",
        dice=libro.dice_de_textos,
        preparadas=_FILAS_DE_SOBRA,
    )
    listas = (_de_una_lista(hoja, tema) for hoja in libro.todas)
    return (datos, *listas, textos, tabla_suelta(libro.imagenes, DE_TEXTOS))


_FILAS_DE_SOBRA = 10
"""Filas en blanco, listas para llenar, de una hoja que no es de una lista."""


def _de_una_lista(hoja: Hoja, tema: Tema) -> Tabla:
    """La tabla de la hoja de una lista, con las columnas de su dueño, las suyas y las de cortes."""
    contenidos = _contenidos(hoja, tema)
    clase, raiz, libro = contenidos[0].clase, contenidos[0].raiz, tema.libro
    libro = attrs.evolve(libro, anchos={**libro.anchos, **hoja.anchos})
    niveles = niveles_de(hoja.lista if hoja.tabla else hoja.lista.rpartition(".")[0], tema)
    de_quien = [columna for nivel in niveles for columna in nivel.columnas]
    de_corte = tuple(_de_los_cortes(hoja, clase, libro))
    rotulos = [columna.rotulo for columna in (*de_quien, *de_corte)]
    if hoja.tabla:
        propias = tuple(_de_la_tabla(hoja, raiz, libro))
        lo_suyo: tuple[str, ...] = ()
    else:
        propias = tuple(_de_los_datos(hoja, raiz, libro, rotulos))
        nombres = hoja.indispensables or obligatorios_de(clase)
        lo_suyo = tuple(f"{raiz}.{nombre}" for nombre in nombres)
    se_nombran = de_quien if niveles and niveles[-1].hoja else []
    primera = se_nombran[:1] if hoja.tabla else se_nombran[-1:]
    de_su_dueno = tuple(_de_su_dueno(niveles, libro))
    return Tabla(
        hoja=hoja,
        columnas=(*de_quien, *_que_dicen_cual(hoja), *propias, *de_su_dueno),
        indispensables=(*(c.dato for c in primera), *(lo_suyo or (propias[0].dato,))),
        contenidos=contenidos,
        niveles=niveles,
        propio=niveles_de(hoja.lista, tema)[-1] if hoja.se_nombra is not None else None,
        propias=propias,
        de_su_dueno=de_su_dueno,
        de_corte=de_corte,
        lleva_extras=not hoja.tabla and EXTRAS in attrs.fields_dict(clase),
    )


def _contenidos(hoja: Hoja, tema: Tema) -> tuple[Rama, ...]:
    """Las listas de lo que una hoja lleva: la suya y, de varias, las demás de su dueño."""
    *contienen, de_la_fila = ramas_de(hoja.lista, tema.clase)
    del_dueno = contenidos_de(contienen[-1].clase if contienen else tema.clase)
    otras = (rama for rama in del_dueno if rama.nombre in hoja.listas and rama != de_la_fila)
    return (de_la_fila, *otras)


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
    """Las columnas de los datos de un dueño sin hoja propia, menos los que lo nombran."""
    for nivel in niveles[-1:]:
        for dato in CATALOGO.llanos(nivel.raiz) if not nivel.hoja else ():
            if dato.rpartition(".")[2] not in nivel.nombrado.campos:
                yield _columna(dato, CATALOGO[dato].rotulo, libro)


def _de_los_cortes(hoja: Hoja, clase: type, libro: Libro) -> Iterator[ColumnaDelLibro]:
    """Las columnas de lo que se reporta en cada corte; ``clase``: la de quien lo lleva."""
    if hoja.por_corte:
        raiz = ramas_de(hoja.por_corte, clase)[-1].raiz
        datos = (dato for dato in CATALOGO.llanos(raiz) if dato != f"{raiz}.corte")
        for dato, rotulo in CATALOGO.rotulos(datos).items():
            yield _columna(dato, rotulo, libro)


def _que_dicen_cual(hoja: Hoja) -> Iterator[ColumnaDelLibro]:
    """Las columnas que dicen de cuál lista es una fila, y con qué número se la nombra."""
    if hoja.listas:
        yield ColumnaDelLibro(
            dato=LISTA,
            rotulo=hoja.rotulos[LISTA],
            ancho=Mm(22),
            regla=Opciones(valores=tuple(hoja.listas.values())),
            ayuda=hoja.ayudas[LISTA],
            reproche=LISTA_DE_OPCIONES,
        )
    if hoja.numero:
        ancho, ayuda = Mm(20), hoja.ayudas.get(NUMERO, "")
        yield ColumnaDelLibro(dato=NUMERO, rotulo=hoja.numero, ancho=ancho, ayuda=ayuda)


def _de_la_tabla(hoja: Hoja, raiz: str, libro: Libro) -> Iterator[ColumnaDelLibro]:
    """Las columnas de una tabla de claves: una por clave, o la de la clave y la de su texto.

    ``raiz``: cómo se llama quien la lleva, «riesgo».
    """
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
    """Las columnas de los datos de un objeto, primero los que la hoja prefiere.

    ``otros_rotulos``: los que ya se usan; uno repetido lleva su nombre largo.
    """
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
    """Los datos de lo que una hoja lista, en orden; el porcentaje de un nivel va tras él."""
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


# ------------------------------------------------------------------ las de los libros de oficinas
@functools.cache
def tablas_de_oficina(tema: Tema) -> tuple[Tabla, ...]:
    """Las de lo que se pide a cada una, también de lo que se le recomendó."""
    pedidas = ((hoja, hoja.se_pide) for hoja in tema.libro.hojas)
    return tuple(_de_oficina(hoja, pide, tema) for hoja, pide in pedidas if pide is not None)


def tablas_de(tema: Tema) -> tuple[Tabla, ...]:
    """Las de lo que se reporta en cada corte."""
    return tuple(tabla for tabla in tablas_de_oficina(tema) if not tabla.pide.se_responde)


def _de_oficina(hoja: Hoja, pide: SePide, tema: Tema) -> Tabla:
    """La tabla de una hoja de captura: lo que identifica cada fila y lo que se pide de ella."""
    raices = [rama.raiz for rama in ramas_de(hoja.lista, tema.clase)]
    columnas = tuple(_de_lo_que_se_pide(hoja, pide, raices, tema.libro.anchos))
    contenidos = _contenidos(hoja, tema)
    suyas = (una for una in contenidos_de(contenidos[0].clase) if una.raiz == pide.reporta)
    return Tabla(
        hoja=hoja,
        columnas=columnas,
        escondidas=(MARCA_DE_FILA, MARCA_DE_LO_ESCRITO),
        indispensables=tuple(columna.dato for columna in columnas if columna.abierta),
        contenidos=contenidos,
        pide=pide,
        reportes=next(suyas, None),
    )


def _de_lo_que_se_pide(
    hoja: Hoja, pide: SePide, raices: Sequence[str], de_datos: Mapping[str, float]
) -> Iterator[ColumnaDelLibro]:
    """Las columnas de una hoja de captura: las que identifican, las que se llenan y las demás."""
    identifican = tuple(escrito.partition(" | ")[0] for escrito in pide.identifican)
    antes = dict.fromkeys((*pide.encabezan, *identifican, *pide.se_miran))
    demas = (dato for una in raices for dato in CATALOGO.llanos(una))
    fuera = tuple(f"{dato}." for dato in pide.no_van)
    datos_propios = (dato for dato in demas if not f"{dato}.".startswith(fuera))
    reporta = (dato for dato in CATALOGO.llanos(pide.reporta) if CATALOGO[dato].reporta)
    abiertas = dict.fromkeys((*pide.se_llenan, *reporta))
    se_ven = dict.fromkeys((*antes, *pide.se_ven, *datos_propios))
    cerradas = [dato for dato in se_ven if dato not in abiertas]
    hechas = {LISTA: hoja.rotulos.get(LISTA, ""), PREVIO: "Lo que usted dijo la última vez"}
    rotulos = CATALOGO.rotulos(dato for dato in (*cerradas, *abiertas) if dato not in hechas)
    rotulos |= {**pide.rotulos, **hechas}
    anchos = {**de_datos, **_ANCHOS_DE_CAPTURA}
    delante = [dato for dato in cerradas if dato in antes]
    for dato in (*delante, *abiertas, *cerradas[len(delante) :]):
        if dato in abiertas:
            campo = CATALOGO[dato]
            ayuda = campo.al_reportar or campo.ayuda or campo.dice
            yield columna_del_libro(dato, rotulos[dato], anchos, ayuda)
            continue
        yield ColumnaDelLibro(
            dato=dato,
            rotulo=rotulos[dato],
            ancho=ancho_de(dato, anchos),
            abierta=False,
            en_un_renglon=dato not in antes,
        )


_ANCHOS_DE_CAPTURA: Mapping[str, float] = {
    LISTA: 26,
    PREVIO: 47,
    "componente.nombre": 25,
    "actividad.codigo": 11,
    "actividad.fecha_programada": 24,
    "actividad.fecha_fin": 24,
    "tramite.numero": 11,
    "tramite.fecha_programada": 24,
    "tramite.fecha_fin": 24,
    "seguimiento.avance": 15,
    "seguimiento.estado": 22,
}
"""Milímetros de las que no son de un dato, o aquí llevan un rótulo corto; los demás anchos son los
del libro del tema."""


# ------------------------------------------------------------------ cómo va en su hoja
ASPECTO = attrs.evolve(
    SOBRIO, letra=attrs.evolve(SOBRIO.letra, titulo=Pt(18), titulo1=SOBRIO.letra.titulo2)
)
"""Un libro no lleva portada: el título va sobre lo que se lee, y no solo en su página."""


LETRA = Pt(9)
"""Tamaño de la letra de las celdas de un libro de captura."""


def estilos_de_libro(tamano: Pt) -> dict[str, Estilo]:
    """Estilos de un libro de Excel cuyas celdas son de ese tamaño."""
    base = estilos_en_hoja(ASPECTO.familia, tamano, ASPECTO)
    return base | titulos_con_aire_aparte(base)


def hoja_de_tabla(
    tabla: Tabla,
    columnas: Sequence[ColumnaDelLibro],
    filas: Sequence[Mapping[str, Any]],
    celdas: tuple[CeldaConRegla, ...] = (),
) -> HojaDeDatos:
    """La hoja de una tabla con sus filas, y la columna oculta de notas al final.

    ``celdas``: las que llevan una regla propia.
    """
    con_notas = [{**fila, NOTAS: _notas(fila, columnas)} for fila in filas]
    llenado = attrs.evolve(llenado_de(tabla), celdas=celdas)
    return hoja_de_filas(tabla, (*columnas, DE_NOTAS), con_notas, llenado)


def hoja_de_filas(
    tabla: Tabla,
    columnas: Sequence[ColumnaDelLibro],
    filas: Iterable[Mapping[str, Any]],
    llenado: LlenadoDeHoja,
) -> HojaDeDatos:
    """La hoja de esas columnas de una tabla, con sus filas; ``llenado``: cómo se llena."""
    return HojaDeDatos(
        nombre=tabla.nombre,
        columnas=tuple(columnas),
        filas=tuple(_celdas(fila, columnas) for fila in filas),
        llenado=llenado,
    )


def llenado_de(tabla: Tabla) -> LlenadoDeHoja:
    """Cómo se llena una hoja: su título y, debajo, qué es una fila."""
    hoja = tabla.hoja
    notas = (Renglon(contenido=hoja.arriba, estilo="nota"),) if hoja.arriba else ()
    return LlenadoDeHoja(
        arriba=(Renglon(contenido=hoja.titulo or hoja.nombre, estilo="titulo"), *notas),
        preparadas=hoja.preparadas,
        fijas=hoja.fijas,
    )


def _celdas(fila: Mapping[str, Any], columnas: Sequence[ColumnaDelLibro]) -> tuple[Valor, ...]:
    """Un valor por columna; lo que no tuviera columna se perdería, y es un defecto."""
    datos = [columna.dato for columna in columnas]
    if perdidos := [d for d, v in fila.items() if v is not None and d not in datos]:
        raise ErrorDeMaqueta(f"el libro no tiene columna para {', '.join(perdidos)}")
    return tuple(map(en_celda, map(fila.get, datos)))


def _notas(fila: Mapping[str, Any], columnas: Sequence[ColumnaDelLibro]) -> str | None:
    """Notas de una fila, y los datos cuyo texto está y no dice nada."""
    callados = (columna.dato for columna in columnas if fila.get(columna.dato) == "")
    return "\n".join((*fila.get(NOTAS, ()), *callados)) or None


def en_celda(valor: Any) -> Valor:
    """El valor como va en su celda: un número que Excel cambiaría va como texto."""
    if isinstance(valor, Decimal):
        cifras = valor.as_tuple().digits
        es_exacto = len(cifras) <= CIFRAS_POR_CELDA and Decimal(repr(float(valor))) == valor
        return valor if es_exacto else f"{valor:f}"
    en_la_celda: Valor = valor
    return en_la_celda


def de_extras(raiz: str, objeto: Any) -> Fila:
    """Celdas de los extras de un objeto, por el dato de su columna."""
    return {f"{raiz}.extras.{nombre}": valor for nombre, valor in objeto.extras.items()}


def comparable(valor: Any) -> str:
    """Un valor como texto, sin lo que un libro no conserva al ir y volver.

    Sin espacios de sobra, con los renglones de una sola forma y hasta donde cabe en una celda.
    """
    if valor is None:
        return ""
    if isinstance(valor, Decimal):
        return f"{valor.normalize():f}" if valor else "0"
    texto = "\n".join(map(str, valor)) if isinstance(valor, tuple) else str(valor)
    renglones = [" ".join(crudo.split()) for crudo in lo_que_cabe(texto).splitlines()]
    return "\n".join(filter(None, renglones))


def lo_que_cabe(texto: str) -> str:
    """El texto, limpio, hasta donde cabe en una celda de Excel, que cuenta en unidades UTF-16."""
    limpio = PROHIBIDOS.sub(REEMPLAZO, texto)
    if len(limpio) * 2 <= LETRAS_POR_CELDA:
        return limpio
    return limpio.encode("utf-16-le")[: 2 * LETRAS_POR_CELDA].decode("utf-16-le", "ignore")
