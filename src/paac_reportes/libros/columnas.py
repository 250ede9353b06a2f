"""Las columnas de un libro: qué dato guardan, cómo se llaman y qué admiten, según el catálogo.

Las comparten quien escribe un libro (``escritura``) y quien lo lee (``lectura``). Al final, lo que
se dice de cada fila en un corte: un grupo de columnas a la derecha.
"""

import re
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
from paac_reportes.modelo.catalogo import CATALOGO
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


def con_extras(raiz: str, filas: Sequence[Fila]) -> list[ColumnaDelLibro]:
    """Las columnas de los extras de una raíz que traen las filas: ``extras.riesgo_asociado``."""
    hay: Fila = {}
    for fila in filas:
        hay.update(fila)
    datos = (dato.partition("@")[0] for dato in hay if dato.startswith(f"{raiz}.extras."))
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
