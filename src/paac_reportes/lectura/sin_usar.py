"""Lo que un documento dice y no quedó en ningún dato: se dice, con su lugar.

Quien lee anota las celdas de los datos (``.lugares`` y ``.usadas``) y las de los rótulos. Lo demás
se busca por su texto entre lo que un documento dice sin ser un dato: los títulos, las notas y las
firmas que se conocen o, en un libro, lo que llevaba al salir. Lo que no está en ninguno se dice.
"""

import functools
import re
from collections.abc import Callable, Collection, Iterator
from typing import Any, NamedTuple

import attrs

from paac_reportes import clases
from paac_reportes.errores import Aviso
from paac_reportes.grupos import agrupadas
from paac_reportes.lectura.leido import DocumentoLeido
from paac_reportes.modelo import (
    CambioDocumento,
    Componente,
    Dependencia,
    Entidad,
    Firma,
    Plan,
    Subcomponente,
)
from paac_reportes.modelo.recorrer import recorrer
from paac_reportes.modelo.temas import Contenido
from paac_reportes.opc.visto import DocumentoVisto, ParteVista, TablaVista
from paac_reportes.opc.xml import en_corto
from paac_reportes.textos.frases import en_un_renglon
from paac_reportes.textos.plano import PAGINA_DE_REMISION, sin_cifras

_PAGINA = re.compile(r"\t\d+$")
"""Número de página con que termina un renglón de la tabla de contenido."""


@clases.frozen(kw_only=True)
class Alrededor:
    """Lo que un documento dice sin ser un dato."""

    es_copia: Callable[[ParteVista, TablaVista], bool]
    """Si una tabla repite el contenido."""
    sueltos: Callable[[], Collection[str]] = tuple
    """Los textos de los datos que no son de una fila, cada uno en un renglón."""
    es_mobiliario: Callable[[str], bool] = lambda _texto: False
    """Si un texto es un título, una nota, un total o una firma."""
    salieron: Callable[[], Collection[str]] = tuple
    """Los textos que llevaba al salir, cada uno en un renglón; con números, además ``sin_cifras``.

    Sólo se preguntan si algo no está ni entre los datos ni entre los rótulos.
    """


def avisos_sin_usar(
    documento: DocumentoVisto, lectura: DocumentoLeido[Any], alrededor: Alrededor
) -> Iterator[Aviso]:
    """Avisos de los textos que no quedaron en ningún dato, y que ningún otro aviso dice.

    ``alrededor``: los que no se buscan; los muchos de una hoja van en un aviso.
    """
    conocidos = _Conocidos(lectura, alrededor)
    sin_usar = agrupadas(
        (visto.tabla, visto)
        for visto in _vistos(documento, alrededor)
        if visto.texto.strip()
        and not (conocidos.tiene_su_lugar(visto) or conocidos.tiene_su_texto(visto.texto))
    )
    for tabla, vistos in sin_usar.items():
        if len(vistos) <= _COSAS_QUE_SE_NOMBRAN:
            for visto in vistos:
                motivo = f"no quedó en ningún dato: «{en_corto(visto.texto)}»"
                yield Aviso("sin_usar", visto.lugar, motivo)
            continue
        muestras = ", ".join(
            f"{visto.lugar.removeprefix(f'{tabla}, ')} «{en_corto(visto.texto)}»"
            for visto in vistos[:_COSAS_QUE_SE_NOMBRAN]
        )
        motivo = f"{len(vistos)} textos no quedaron en ningún dato: {muestras}…"
        yield Aviso("sin_usar", tabla, motivo)


_COSAS_QUE_SE_NOMBRAN = 3


class _Visto(NamedTuple):
    """Un texto que se ve: una celda, un párrafo o un encabezado."""

    lugar: str
    texto: str
    fila: str = ""
    tabla: str = ""


def _vistos(documento: DocumentoVisto, alrededor: Alrededor) -> Iterator[_Visto]:
    """Los textos que se ven en un documento, en su orden, con su lugar."""
    for texto in documento.encabezados:
        yield _Visto("encabezado o pie de página", texto)
    for parte in documento.partes:
        for bloque in parte.bloques:
            if not isinstance(bloque, TablaVista):
                yield _Visto(bloque.lugar, bloque.texto)
            elif not alrededor.es_copia(parte, bloque):
                yield from _celdas_vistas(bloque)


def _celdas_vistas(tabla: TablaVista) -> Iterator[_Visto]:
    """Celdas de una tabla; la combinada, una vez: en su esquina."""
    for numero, fila in enumerate(tabla.filas):
        lugar = tabla.lugar_de(numero)
        for celda in dict.fromkeys(fila):
            if celda is not None and celda.fila == numero and celda.texto:
                donde = tabla.lugar_de(numero, celda.columna)
                yield _Visto(donde, celda.texto, lugar, tabla.lugar)


class _Conocidos:
    """Lo que de un documento ya se sabe: por su lugar, o por lo que dice."""

    def __init__(self, lectura: DocumentoLeido[Any], alrededor: Alrededor) -> None:
        dichos = {*lectura.dichos, *((aviso.ruta, aviso.codigo) for aviso in lectura.avisos)}
        self._lugares = {lugar for lugar, _ in dichos}
        self._lugares |= {*lectura.lugares.values(), *lectura.usadas, *lectura.rotulos}
        self._filas = {lugar for lugar, codigo in dichos if codigo in _DE_FILA}
        self._tablas = {lugar for lugar, codigo in dichos if codigo in _DE_TABLA}
        self._alrededor = alrededor
        self._sueltos = functools.cache(alrededor.sueltos)
        self._salieron = functools.cache(lambda: frozenset(alrededor.salieron()))

    def tiene_su_lugar(self, visto: _Visto) -> bool:
        """Si es de un dato o de un rótulo, o de él, de su fila o de su tabla se dice algo."""
        return (
            visto.lugar in self._lugares or visto.fila in self._filas or visto.tabla in self._tablas
        )

    def tiene_su_texto(self, texto: str) -> bool:
        """Si es un título, una nota o una firma que se conoce, o algo que llevaba al salir."""
        solo = PAGINA_DE_REMISION.sub("", _PAGINA.sub("", texto))
        seguido = en_un_renglon(solo)
        return (
            all(en_un_renglon(renglon) in self._sueltos() for renglon in solo.splitlines())
            or any(map(self._alrededor.es_mobiliario, (solo, seguido)))
            or not self._salieron().isdisjoint((seguido, sin_cifras(seguido)))
        )


_DE_FILA = frozenset(
    {"fila_sin_leer", "fila_omitida", "lectura_dudosa", "dato_sobrante", "tabla_omitida"}
)
"""Códigos de aviso que, de una fila, dicen que algo de ella no se leyó."""
_DE_TABLA = frozenset({"tabla_omitida", "hoja_sobrante", "lectura_dudosa", "fila_sin_leer"})
"""Códigos de aviso que, de una tabla o una hoja, dicen que no se leyó."""


def sueltos_de(contenido: Contenido) -> frozenset[str]:
    """Los textos de un contenido que no son de una fila, que pueden ir en cualquier parte."""
    de_las_tablas = (Dependencia, Componente, Subcomponente) if isinstance(contenido, Plan) else ()
    return frozenset(
        en_un_renglon(texto)
        for lugar in recorrer(contenido, Entidad, Firma, CambioDocumento, *de_las_tablas)
        for campo in attrs.fields(type(lugar.objeto))
        if isinstance(texto := getattr(lugar.objeto, campo.name), str) and texto.strip()
    )
