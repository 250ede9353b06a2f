"""El árbol como texto: lo que se compara en las pruebas y se lee para entender un formato.

Sale de los campos de cada nodo, así que un nodo o un campo nuevo aparece solo; los de ``_EN_BREVE``
(los datos de una hoja) salen en breve. Un nodo es un renglón, con lo que dice al final, y debajo van los que contiene; lo que vale por omisión se calla.
"""

import hashlib
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import date
from decimal import Decimal
from enum import Enum
from itertools import islice
from types import NoneType
from typing import Any, get_args

import attrs

from paac_reportes.errores import ErrorDeMaqueta
from paac_reportes.maqueta.aspecto import CUADRICULA, Bordes, Raya
from paac_reportes.maqueta.contenido import Cifra, ConBarra, Dia, Resumen, Tramo
from paac_reportes.maqueta.documento import Documento
from paac_reportes.maqueta.estilos import Estilo
from paac_reportes.maqueta.hojas_de_datos import ColumnaDeDatos, HojaDeDatos, Opciones, Valor
from paac_reportes.maqueta.nodos import Lista, NumeroDeTitulo, Tabla

_EN_UN_RENGLON = Tramo | Resumen | Lista | NumeroDeTitulo
"""Clases con campos que se escriben en el renglón del objeto que las lleva."""


def volcar(documento: Documento) -> str:
    """El documento entero, un nodo por renglón."""
    return "\n".join(_nodo("documento", documento)) + "\n"


def _nodo(nombre: str, nodo: Any, anterior: object = None) -> Iterator[str]:
    """Renglones de un nodo y de los que contiene; ``anterior``: el que está antes en su lista."""
    campos = _campos(nodo)
    yield f"{nombre}{_datos(nodo, {c.name: v for c, v in campos if not _lleva_nodos(v)})}"
    # Primero lo que hay una vez (la página de una parte) y después las listas.
    for campo, valor in sorted(campos, key=lambda par: isinstance(par[1], tuple)):
        if not _lleva_nodos(valor):
            continue
        if attrs.has(type(valor)) and valor == getattr(anterior, campo.name, None):
            yield f"  {campo.name}: como arriba"
        else:
            yield from (f"  {renglon}" for renglon in _nodos_de_un_campo(campo, valor))


def _campos(nodo: Any) -> list[tuple[Any, Any]]:
    """Los campos con su valor, menos los que tienen el que les toca si nadie los nombra."""
    campos = []
    for campo in attrs.fields(type(nodo)):
        omision, valor = campo.default, getattr(nodo, campo.name)
        if valor != (omision.factory() if hasattr(omision, "factory") else omision):
            campos.append((campo, _EN_BREVE.get((type(nodo), campo.name), _tal_cual)(valor)))
    return campos


def _tal_cual(valor: Any) -> Any:
    """Volcado de un campo que no pide ir en breve."""
    return valor


def _nodos_de_un_campo(campo: Any, valor: Any) -> Iterator[str]:
    """Los nodos de un campo: uno, o una lista."""
    if not isinstance(valor, tuple):
        yield from _hijo(campo.name, valor)
        return
    anterior = None
    for numero, nodo in enumerate(valor):
        yield from _hijo(_nombre_en_lista(campo, numero, nodo), nodo, anterior)
        anterior = nodo


def _nombre_en_lista(campo: Any, numero: int, nodo: object) -> str:
    """``rotulo`` en ``rotulos``; donde cabe más de una clase de nodo, la suya."""
    if isinstance(nodo, Mapping):
        return f"{campo.name}[{numero}]"
    clase, *_ = get_args(campo.type) or (type(nodo),)
    return _EN_PLURAL.sub("", campo.name, 1) if attrs.has(clase) else type(nodo).__name__.lower()


_EN_PLURAL = re.compile(r"s(?=_|$)")
"""De la primera palabra: un nodo de ``hojas_de_datos`` es una ``hoja_de_datos``."""


def _hijo(nombre: str, valor: Any, anterior: object = None) -> Iterator[str]:
    """Renglones de un valor que está en un campo o en una lista, sea o no un nodo."""
    if isinstance(valor, Mapping):
        for clave, elemento in valor.items():
            yield from _hijo(f"{nombre.removesuffix('s')} {clave}", elemento)
    elif isinstance(valor, tuple) and _lleva_nodos(valor):  # como lo que se pone en un cuerpo
        for numero, elemento in enumerate(valor):
            yield from _hijo(f"{nombre} {numero}", elemento)
    elif _lleva_nodos(valor):
        yield from _nodo(nombre, valor, anterior)
    else:
        yield f"{nombre}: {_valor(valor)}"


def _lleva_nodos(valor: Any) -> bool:
    """Si un valor se vuelca en renglones propios, y no en el de su nodo."""
    if isinstance(valor, tuple):
        return any(map(_lleva_nodos, valor))
    if isinstance(valor, Mapping):
        return True
    return attrs.has(type(valor)) and not isinstance(valor, _EN_UN_RENGLON)


def _datos(nodo: Any, sueltos: dict[str, Any]) -> str:
    """`` estilo 'celda', filas 3: 'Texto'``: los campos; al final el primero, si es lo que dice."""
    primero = next((campo.name for campo in attrs.fields(type(nodo))), "")
    dice = isinstance(sueltos.get(primero), str | bytes | tuple)
    pares = ", ".join(f"{c} {_valor(v)}" for c, v in sueltos.items() if c != primero or not dice)
    return f"{pares and ' '}{pares}{f': {_valor(sueltos[primero])}' if dice else ''}"


def _valor(valor: object) -> str:
    """Texto de un valor en el volcado, según su clase."""
    for clase, escribir in _ESCRITURAS:
        if isinstance(valor, clase):
            return escribir(valor)
    raise ErrorDeMaqueta(f"no se sabe volcar {type(valor).__name__}")


def _cifra(cifra: Cifra) -> str:
    datos = {nombre: getattr(cifra, nombre) for nombre in sorted(Cifra.__slots__, reverse=True)}
    partes = (f"{nombre} {_valor(dato)}" for nombre, dato in datos.items() if dato is not None)
    return f"{cifra!r} ({', '.join(partes)})"


def _dia(dia: Dia) -> str:
    return f"{str(dia)!r} (fecha {dia.valor}, {dia.forma})"


def _bytes(datos: bytes) -> str:
    return f"{len(datos)} bytes ({hashlib.sha256(datos).hexdigest()[:12]})"


_ESCRITURAS: tuple[tuple[Any, Callable[[Any], str]], ...] = (
    (NoneType, lambda _nada: "nada"),
    (bool, lambda es: "sí" if es else "no"),
    (int, str),
    (float, "{:g}".format),
    (Decimal | date, str),
    (ConBarra, lambda barra: f"{_cifra(barra)} (barra {barra.parte}, tope {barra.tope})"),
    (Cifra, _cifra),
    (Dia, _dia),
    (Enum, lambda opcion: f"[{opcion.value}]"),
    (str, repr),
    (bytes, _bytes),
    (tuple, lambda varios: f"({', '.join(map(_valor, varios))})"),
    (_EN_UN_RENGLON, lambda tramo: f"[{''.join(_nodo(type(tramo).__name__.lower(), tramo))}]"),
)
"""Cómo se escribe un valor; manda la primera clase de la que es."""


# ------------------------------------------------------------------ en breve

_FILAS_A_LA_VISTA = 2
"""Las primeras, que se leen; de las demás se dice cuántas son."""


def _bordes_en_breve(bordes: Bordes | None) -> object:
    """Bordes en una palabra del volcado: ``arriba 0.5 000000``; ``True``, los de la cuadrícula."""
    if bordes is None or bordes == CUADRICULA:
        return bordes is not None
    rayas = {"arriba": bordes.arriba, "abajo": bordes.abajo}
    if bordes.izquierda == bordes.derecha:
        rayas["lados"] = bordes.izquierda
    else:
        rayas |= {"izquierda": bordes.izquierda, "derecha": bordes.derecha}
    return ", ".join(f"{lado} {_raya_en_breve(raya)}" for lado, raya in rayas.items() if raya)


def _raya_en_breve(raya: Raya | None) -> str | None:
    """Raya como se vuelca: ``0.5 000000 doble``."""
    return f"{raya.grosor:g} {raya.color}{' doble' if raya.doble else ''}" if raya else None


def _columnas_en_breve(columnas: Collection[ColumnaDeDatos]) -> dict[str, str]:
    """Cada columna en su renglón: ``columna Corte [seguimiento.corte]: 'fecha'``."""
    return {
        columna.rotulo + f" [{columna.clave}]" * bool(columna.clave): _columna_en_breve(columna)
        for columna in columnas
    }


def _columna_en_breve(columna: ColumnaDeDatos) -> str:
    """``texto de 3 opciones o más abierta``: la clase, la regla y lo que la columna tiene."""
    regla = ""
    if isinstance(columna.regla, Opciones):
        regla = f" de {len(columna.regla.valores)} opciones{' o más' * columna.regla.otras}"
    elif columna.regla:
        regla = f" de {columna.regla.clase} {columna.regla.minimo}…{columna.regla.maximo}"
    marcas = (c for c in ("calculada", "oculta", "abierta") if getattr(columna, c))
    return " ".join((f"{columna.clase}{regla}", *marcas))


def _filas_en_breve(filas: Collection[tuple[Valor, ...]]) -> tuple[str, ...]:
    """Cuántas filas son y lo que dicen las primeras: ``("40 filas", "A1 · Publicar", …)``."""
    primeras = (
        " · ".join(str(valor) for valor in fila if valor is not None)
        for fila in islice(filas, _FILAS_A_LA_VISTA)
    )
    return (f"{len(filas)} filas", *primeras)


_EN_BREVE: dict[tuple[type, str], Callable[[Any], Any]] = {
    (Estilo, "bordes"): _bordes_en_breve,
    (Estilo, "filete"): _raya_en_breve,
    (HojaDeDatos, "columnas"): _columnas_en_breve,
    (HojaDeDatos, "filas"): _filas_en_breve,
    (Tabla, "filas"): tuple,
}
