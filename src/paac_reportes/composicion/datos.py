"""La hoja ``Datos`` de un libro: las filas del contenido y, aparte, lo que se calculó de ellas."""

import functools
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from itertools import groupby
from operator import itemgetter
from typing import Any

from paac_reportes import clases
from paac_reportes.composicion.encargo import EncargoDeComposicion
from paac_reportes.maqueta.estilos import Dato
from paac_reportes.maqueta.hojas_de_datos import ColumnaDeDatos, HojaDeDatos, comprobar_que_caben
from paac_reportes.maqueta.medida.tipografia import Mm
from paac_reportes.modelo.catalogo import CATALOGO
from paac_reportes.modelo.filas import (
    Fila,
    FormaDeFilas,
    columnas_de,
    forma_de_filas,
    una_a_una,
)
from paac_reportes.modelo.recorrer import objetos_de
from paac_reportes.modelo.temas import PLAN, Contenido, tema_de
from paac_reportes.textos.valores import como_texto

_NOMBRE = "Datos"

Celdas = tuple[Any, ...]
"""Los valores de una columna o de una fila: mil planes en diccionarios no caben en la memoria."""
Columnas = Mapping[str, Celdas]
"""Celdas de cada columna, por su clave, ``actividad.meta``."""

_EN_BLANCO = (None, "")
_SOLO_TEXTOS = frozenset({str, type(None)})

_CLASES: tuple[tuple[type, Dato], ...] = (
    (date, "fecha"),
    (int, "numero"),
    (Decimal, "numero"),
    (object, "texto"),
)


def dato_que_es(valor: object) -> Dato:
    """La clase de lo que guarda una celda: un dato del plan es siempre de la misma."""
    return next(clase for tipo, clase in _CLASES if isinstance(valor, tipo))


@clases.frozen
class ResumenDeColumna:
    """Resumen de una columna: lo que decide su clase y su ancho sin volver a mirar sus filas."""

    clase: Dato = "texto"
    largo: int = 0
    """Las letras de lo más largo que dice."""
    hay: bool = False
    """Si alguna fila dice algo."""


_NINGUNO = ResumenDeColumna()


def resumen_de(valores: Iterable[object]) -> ResumenDeColumna:
    """Clase de los datos de una columna, por el primero que no está en blanco, y su mayor largo."""
    valores = list(valores)
    if _SOLO_TEXTOS.issuperset(map(type, valores)):  # lo corriente: a lo más cientos son distintos
        largo = max(map(len, filter(None, {*valores})), default=0)  # type: ignore[arg-type]
        return ResumenDeColumna("texto", largo, hay=True) if largo else _NINGUNO
    llenos = [valor for valor in valores if valor not in _EN_BLANCO]
    if not llenos:
        return _NINGUNO
    clase, largo = dato_que_es(llenos[0]), max(len(str(valor)) for valor in llenos)
    # Las cifras son anchas: una fecha que no cabe se ve «###», y un número, con menos decimales.
    como_se_ve = {"fecha": largo + _DE_UNA_FECHA, "numero": min(largo, _DE_UN_NUMERO)}
    return ResumenDeColumna(clase, como_se_ve.get(clase, largo), hay=True)


def en_textos(columna: Iterable[object]) -> Celdas:
    """Textos de las celdas de una columna."""
    return tuple([None if valor is None else como_texto(valor) for valor in columna])


def hojas_de_datos(encargo: EncargoDeComposicion) -> tuple[HojaDeDatos, ...]:
    """La hoja de las filas hasta el corte; ninguna si no las hay.

    Lanza ``ErrorDeEntrada`` si no caben en una hoja.
    """
    contenido = encargo.contenido
    forma = forma_de_filas(tema_de(contenido))
    # Un mapa muestra también sus procesos vacíos.
    if not objetos_de(contenido, *(forma.de_filas if forma.tema is PLAN else forma.listas)):
        return ()
    columnas = _celdas_por_columna(contenido, forma, encargo.corte)
    calculadas = _calculadas(contenido, columnas["ruta"], encargo)
    return (hoja_de(_NOMBRE, columnas, calculadas, forma),)


def hoja_de(
    nombre: str,
    columnas: Columnas,
    calculadas: Mapping[str, tuple[str, Celdas]] | None = None,
    forma: FormaDeFilas | None = None,
    *,
    se_imprime: bool = False,
) -> HojaDeDatos:
    """Una hoja de datos con esas columnas; ``ErrorDeEntrada`` si no caben en Excel.

    De las filas de una ``forma`` cada columna lleva su rótulo; de las demás, su clave.
    ``calculadas``: las que van después, con su rótulo; ``se_imprime``: si es su libro entero.
    """
    calculadas = calculadas or {}
    por_columna = (*columnas.values(), *(celdas for _, celdas in calculadas.values()))
    filas, resumenes = tuple(zip(*por_columna, strict=True)), map(resumen_de, por_columna)
    comprobar_que_caben([("", len(filas))])
    rotulos: Mapping[str, str] = {clave: clave for clave in columnas}
    if forma:
        rotulos = _distintos(
            {clave: forma.campo(clave).largo for clave in columnas}
            | {clave: rotulo for clave, (rotulo, _) in calculadas.items()}
        )
    letras = _LETRAS_IMPRESAS if se_imprime else _LETRAS
    columnas_de_la_hoja = tuple(
        ColumnaDeDatos(
            rotulo=rotulo,
            clave=clave if forma else "",
            clase=resumen.clase,
            ancho=_ancho(rotulo, clave, min(resumen.largo, letras)),
            calculada=clave in calculadas,
            oculta=not resumen.hay,
        )
        for (clave, rotulo), resumen in zip(rotulos.items(), resumenes, strict=True)
    )
    fijas = sum(_dice_cual_es(forma, clave) for clave in columnas) if forma else 0
    return HojaDeDatos(
        nombre=nombre,
        columnas=columnas_de_la_hoja,
        filas=filas,
        fijas=fijas,
        se_imprime=se_imprime,
    )


def _distintos(rotulos: Mapping[str, str]) -> dict[str, str]:
    """El rótulo de cada clave; si se repite, con ella: ``Meta (actividad.meta)``."""
    veces = Counter(rotulo.casefold() for rotulo in rotulos.values())
    return {
        clave: rotulo if veces[rotulo.casefold()] == 1 else f"{rotulo} ({clave})"
        for clave, rotulo in rotulos.items()
    }


@functools.lru_cache(maxsize=512)
def _dice_cual_es(forma: FormaDeFilas, clave: str) -> bool:
    """Si una clave dice de qué fila se habla: un código de sus objetos, o el corte."""
    if clave == f"{forma.de_corte}.corte":
        return True
    return not clave.startswith("entidad.") and CATALOGO.es_codigo(clave)


_DE_UNA_FECHA, _DE_UN_NUMERO = 2, 16
"""Letras que una fecha mide de más, y que a lo más se ven de un número."""
_LETRA = 1.6
"""Milímetros de una letra de las celdas."""
_LETRAS, _LETRAS_IMPRESAS = 28, 60
"""Las letras de la columna más ancha: lo que sigue se lee en la barra de la celda, o debajo."""
_BOTON = 4
"""Letras que ocupa el botón del filtro junto al rótulo."""
_LETRA_DE_CLAVE = 0.95
"""El ancho de una letra de las claves, que son más pequeñas, en letras de las celdas."""


def _ancho(rotulo: str, clave: str, largo: int) -> Mm:
    """Ancho del texto más largo de la columna, o el que piden su rótulo y la clave de encima."""
    letras: list[float] = [largo]
    if rotulo == clave:
        letras.append(len(rotulo) + _BOTON)
    else:  # el rótulo largo va en dos renglones
        palabra = max(map(len, rotulo.split()))
        letras += (palabra + _BOTON, len(rotulo) / 2 + _BOTON, len(clave) * _LETRA_DE_CLAVE)
    return Mm(_LETRA * max(letras))


def _celdas_por_columna(
    contenido: Contenido, forma: FormaDeFilas, corte: date | None
) -> dict[str, Celdas]:
    """Celdas de cada columna hasta el corte, por su clave, ``actividad.meta``.

    Primero van las columnas que dicen cuál es cada fila. Sin corte, todas las filas.
    """
    filas: Iterable[Fila] = una_a_una(contenido)
    filas = list(_filas_hasta(filas, forma.de_corte, corte) if forma.de_corte else filas)
    columnas = sorted(columnas_de(contenido), key=lambda c: not _dice_cual_es(forma, c.clave))
    celdas = {c.clave: tuple([fila[c.clave] for fila in filas]) for c in columnas}
    for columna in columnas:
        if columna.clase == "array":
            celdas[columna.clave] = tuple(map(_en_un_texto, celdas[columna.clave]))
        elif columna.clase == "string" and forma.es_extra(columna.clave):
            celdas[columna.clave] = en_textos(celdas[columna.clave])
    return celdas


def _filas_hasta(filas: Iterable[Fila], de_corte: str, corte: date | None) -> Iterator[Fila]:
    """Las filas con lo reportado hasta un corte; la que no reportó va una vez, sin reporte.

    ``de_corte``: la raíz de lo que se reporta, ``seguimiento``. Sin corte, todo lo reportado.
    """
    clave, sin_reporte = f"{de_corte}.corte", None
    for _, seguidas in groupby(filas, key=itemgetter("ruta")):
        grupo = list(seguidas)
        if hasta_el_corte := [
            f for f in grupo if f[clave] and (corte is None or f[clave] <= corte)
        ]:
            yield from hasta_el_corte
            continue
        if sin_reporte is None:  # todas las filas traen las mismas columnas
            sin_reporte = dict.fromkeys(c for c in grupo[0] if c.startswith(f"{de_corte}."))
        yield grupo[0] | sin_reporte


def _en_un_texto(varios: tuple[Any, ...] | None) -> str | None:
    """El texto con un valor por renglón, como las evidencias; ``None`` si no dice nada."""
    textos = ("" if valor is None else como_texto(valor) for valor in varios or ())
    return "\n".join(textos).rstrip("\n") or None


def _calculadas(
    contenido: Contenido, rutas: Sequence[str], encargo: EncargoDeComposicion
) -> Mapping[str, tuple[str, Celdas]]:
    """Las columnas que se calculan por fila, en un mapa o en el informe de un plan.

    De cada una, por su clave, su rótulo y sus celdas.
    """
    mapa: Any = contenido
    clave = tema_de(contenido).clave
    del_plan = clave == "plan" and encargo.formato.es_informe
    if clave != "mapa" and not del_plan:
        return {}
    from paac_reportes.composicion import calculadas  # noqa: PLC0415 - de un mapa o un informe

    if del_plan:
        return calculadas.calculadas_del_plan(rutas, encargo)
    return calculadas.calculadas_del_mapa(mapa, rutas, encargo)
