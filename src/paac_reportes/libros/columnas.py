"""Las columnas de un libro: qué dato guardan, cómo se llaman y qué admiten, según el catálogo.

Las comparten quien escribe un libro y quien lo lee. Al final, las de las hojas que todo libro trae.
"""

import re
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any, Literal

import attrs

from paac_reportes import clases
from paac_reportes.lectura.filas.valores import clave_de_lista
from paac_reportes.maqueta.estilos import Dato
from paac_reportes.maqueta.hojas_de_datos import ColumnaDeDatos, Limites, Opciones, Regla
from paac_reportes.maqueta.medida.tipografia import Mm
from paac_reportes.modelo.catalogo import CATALOGO
from paac_reportes.textos.valores import en_palabras

INSTRUCCIONES = "Instrucciones"
CONFLICTOS = "Conflictos"
"""La hoja donde se responden los de una reunión: no es de los datos."""
DUDAS = "Dudas de la lectura"
"""La hoja de lo que no se entendió del archivo de donde se leyó el contenido."""
COMO_SALIO = "Como salió"
"""La hoja escondida de lo que un libro decía al salir."""
NOTAS = "paac.notas"
"""Una columna oculta con lo que las celdas no pueden decir de su fila; nunca textos del contenido.

Un dato por renglón: ``#c0s1a3 1f2e 3d4c``, cuál era la fila al salir y la huella de lo que dice de
cada uno que la contiene; el de un texto que está y no dice nada (``actividad.meta``); lo que lo hay
aunque todo esté en blanco (``actividad``, ``inherente``); ``seguimiento@2026-04-30``, los cortes
que no van en el orden de las columnas o no traen nada.
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
    otros: tuple[str, ...] = ()
    """Otros nombres con que se la reconoce."""
    opciones: Mapping[str, str] = attrs.Factory(dict)
    """Opciones que se escogen, en clave, y el código de cada una."""
    en_el_catalogo: str = ""
    """Cómo se llama allá el dato, si no es igual: el de una clave de una tabla."""

    @clases.propiedad_recordada
    def camino(self) -> str:
        """Camino del dato sin su raíz: de ``seguimiento.texto``, ``texto``."""
        return self.dato.partition(".")[2]


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
    codigos = CATALOGO.opciones(dato)
    regla: Regla | None = limites_de_numero(dato)
    if codigos:
        admite_otras = len(CATALOGO.tipos(dato)) > 1
        regla = Opciones(valores=tuple(map(en_palabras, codigos)), otras=admite_otras)
    return ColumnaDelLibro(
        dato=dato,
        rotulo=rotulo,
        ancho=ancho_de(dato, anchos),
        clase=_CLASES_DE_CELDA.get(CATALOGO.tipo(dato), "texto"),
        regla=regla,
        ayuda=ayuda,
        reproche=_reproche_de(regla),
        suyos=CATALOGO[dato].rotulos,
        otros=CATALOGO[dato].otros,
        opciones=opciones_de(codigos),
    )


_CLASES_DE_CELDA: Mapping[type, Dato] = {int: "numero", Decimal: "numero", date: "fecha"}
"""De qué es la celda de los datos que no son un texto."""


def regla_de(dato: str) -> Opciones | Limites | None:
    """Regla de lo que admite la celda de un dato suelto, que se escoge por su código."""
    if opciones := CATALOGO.opciones(dato):
        return Opciones(valores=opciones, otras=len(CATALOGO.tipos(dato)) > 1)
    return limites_de_numero(dato)


def limites_de_numero(dato: str) -> Limites | None:
    """De dónde a dónde va un número, si su campo lo dice."""
    entre, es_entero = CATALOGO.limites(dato), CATALOGO.tipo(dato) is int
    if entre is None:
        return None
    clase: Literal["entero", "numero"] = "entero" if es_entero else "numero"
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
def como_se_pone(valor: Any, codigos: Collection[str]) -> Any:
    """Un valor como va en su celda: una de esas opciones, como se escoge; varios, en renglones."""
    if isinstance(valor, tuple):
        return "\n".join(map(str, valor)) or None
    if isinstance(valor, Enum):
        return en_palabras(valor.value)
    return en_palabras(valor) if isinstance(valor, str) and valor in codigos else valor


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
    ColumnaDelLibro(dato="ayuda", rotulo="Qué es", ancho=Mm(100), otros=("explicación",)),
)
