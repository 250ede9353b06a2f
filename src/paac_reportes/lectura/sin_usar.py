"""Lo que un documento dice y no quedó en ningún dato: se dice, con su lugar.

Quien lee anota las celdas de los datos (``.lugares`` y ``.usadas``) y las de los rótulos. Lo demás
se busca por su texto entre lo que un documento dice sin ser un dato: los títulos, las notas y las
firmas que se conocen o, en un libro, lo que llevaba al salir. Lo que no está en ninguno se dice.
"""

import functools
import re
from collections.abc import Callable, Collection, Iterator, Mapping
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
from paac_reportes.opc.visto import (
    CeldaVista,
    DocumentoVisto,
    LugarDelArchivo,
    ParteVista,
    TablaVista,
)
from paac_reportes.opc.xml import en_corto
from paac_reportes.textos.frases import en_un_renglon
from paac_reportes.textos.plano import PAGINA_DE_REMISION, sin_cifras

_PAGINA = re.compile(r"\t\d+$")
"""La de un renglón de la tabla de contenido."""


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
    """Avisos de lo que ningún otro dice; lo que es mucho en una hoja, o en todas, en uno."""
    sin_usar = tuple(_Busqueda(lectura, alrededor).en(documento))
    grupos = agrupadas(
        (t.lugar.tabla if isinstance(t.lugar, LugarDelArchivo) else "", t) for t in sin_usar
    )
    if len(grupos) > _HOJAS_QUE_SE_NOMBRAN:
        grupos = {"": list(sin_usar)}
    for tabla, textos_de_la_hoja in grupos.items():
        if len(textos_de_la_hoja) <= _COSAS_QUE_SE_NOMBRAN:
            for texto_suelto in textos_de_la_hoja:
                motivo = f"no quedó en ningún dato: «{en_corto(texto_suelto.texto)}»"
                yield Aviso("sin_usar", texto_suelto.lugar, motivo)
            continue
        muestras = ", ".join(
            f"{texto_suelto.lugar.removeprefix(f'{tabla}, ')} «{en_corto(texto_suelto.texto)}»"
            for texto_suelto in textos_de_la_hoja[:_COSAS_QUE_SE_NOMBRAN]
        )
        motivo = f"{len(textos_de_la_hoja)} textos no quedaron en ningún dato: {muestras}…"
        yield Aviso("sin_usar", tabla, motivo)


_COSAS_QUE_SE_NOMBRAN = 3
_HOJAS_QUE_SE_NOMBRAN = 12


class _TextoSinUsar(NamedTuple):
    """Una celda, un párrafo o un encabezado que no quedó en ningún dato."""

    lugar: str
    texto: str


class _Busqueda:
    """Va celda por celda, con lo que quien leyó anotó."""

    def __init__(self, lectura: DocumentoLeido[Any], alrededor: Alrededor) -> None:
        self._lectura = lectura
        self._alrededor = alrededor
        self._de_campo = _lugares_de_campos(lectura.lugares)
        self._rotulos: set[str] = set()
        self._codigos_por_lugar = _codigos_por_lugar(lectura)
        self._por_fila: set[str] = set()
        self._textos_al_salir = functools.cache(lambda: frozenset(alrededor.salieron()))
        self._textos_sueltos = functools.cache(alrededor.sueltos)

    def en(self, documento: DocumentoVisto) -> Iterator[_TextoSinUsar]:
        """Textos que se ven en el documento y nadie usó, en su orden."""
        for texto in documento.encabezados:
            yield from self._texto("encabezado o pie de página", texto)
        for parte in documento.partes:
            for bloque in parte.bloques:
                if not isinstance(bloque, TablaVista):
                    yield from self._texto(bloque.lugar, bloque.texto)
                elif not self._alrededor.es_copia(parte, bloque):
                    yield from self._tabla(bloque)

    def _tabla(self, tabla: TablaVista) -> Iterator[_TextoSinUsar]:
        """Celdas de una tabla que nadie usó."""
        usadas, rotulos = self._lectura.usadas, self._lectura.rotulos
        for celda in _celdas_escritas(tabla):
            lugar = tabla.lugar_de(celda.fila, celda.columna)
            if lugar in self._de_campo or lugar in usadas:
                continue
            if lugar in rotulos:
                self._rotulos.add(en_un_renglon(celda.texto))
            elif self._no_se_usa(lugar, celda.texto, (tabla.lugar_de(celda.fila), tabla.lugar)):
                yield _TextoSinUsar(lugar, celda.texto)

    def _texto(self, lugar: str, texto: str) -> Iterator[_TextoSinUsar]:
        """Párrafo, o encabezado de página, que nadie usó."""
        if texto.strip() and lugar not in self._de_campo and self._no_se_usa(lugar, texto, ()):
            yield _TextoSinUsar(lugar, texto)

    def _no_se_usa(self, lugar: str, texto: str, alrededor: tuple[str, ...]) -> bool:
        """Si de un texto que nadie anotó no se dice nada: ni su fila, ni un aviso, ni su texto."""
        # Alrededor de una celda, el lugar de su fila y el de su tabla; de un párrafo, ninguno.
        fila = alrededor[0] if alrededor else ""
        if fila in self._de_campo and fila not in self._por_fila:
            # Un título o una franja: quien la leyó anotó su fila, y es su primera celda.
            self._por_fila.add(fila)
            self._rotulos.add(en_un_renglon(texto))
            return False
        codigos = self._codigos_por_lugar.get(lugar, frozenset())
        for donde, bastan in zip(alrededor, (_DE_FILA, _DE_TABLA), strict=False):
            codigos |= self._codigos_por_lugar.get(donde, frozenset()) & bastan
        if codigos:
            return False
        texto_solo = PAGINA_DE_REMISION.sub("", _PAGINA.sub("", texto))
        seguido = en_un_renglon(texto_solo)
        return not (
            seguido in self._rotulos
            or self._es_suelto(texto_solo)
            or self._alrededor.es_mobiliario(texto_solo)
            or self._alrededor.es_mobiliario(seguido)
            or self._iba_al_salir(seguido)
        )

    def _es_suelto(self, texto: str) -> bool:
        """Si es un dato de la entidad, de una firma o del control de cambios."""
        sueltos = self._textos_sueltos()
        return bool(texto) and all(en_un_renglon(r) in sueltos for r in texto.splitlines())

    def _iba_al_salir(self, seguido: str) -> bool:
        """Si el documento llevaba ese texto al salir, a la letra o con otros números."""
        textos = self._textos_al_salir()
        return seguido in textos or sin_cifras(seguido) in textos


def _celdas_escritas(tabla: TablaVista) -> Iterator[CeldaVista]:
    """Celdas de una tabla que dicen algo, una vez cada una: en su esquina."""
    for numero, fila in enumerate(tabla.filas):
        for columna, celda in enumerate(fila):
            if (
                celda is not None
                and celda.texto
                and celda.columna == columna
                and celda.fila == numero
                and ("!" <= celda.texto[0] <= "~" or not celda.texto.isspace())
            ):
                yield celda


_DE_FILA = frozenset(
    {"fila_sin_leer", "fila_omitida", "lectura_dudosa", "dato_sobrante", "tabla_omitida"}
)
"""Los que, dichos de una fila, dicen que lo suyo no se leyó."""
_DE_TABLA = frozenset({"tabla_sin_leer", "tabla_omitida", "hoja_sobrante", "lectura_dudosa"})
"""Los que, dichos de una tabla o de una hoja, dicen que no se leyó."""


def _codigos_por_lugar(lectura: DocumentoLeido[Any]) -> Mapping[str, frozenset[str]]:
    """Códigos de los avisos de cada lugar."""
    codigos: dict[str, set[str]] = {}
    for lugar, codigo in (*lectura.dichos, *((a.ruta, a.codigo) for a in lectura.avisos)):
        codigos.setdefault(lugar, set()).add(codigo)
    return {lugar: frozenset(del_lugar) for lugar, del_lugar in codigos.items()}


def _lugares_de_campos(lugares: Mapping[str, str]) -> frozenset[str]:
    """Lugares de donde salió un dato; los de una fila entera no son de un dato."""
    return frozenset(
        lugar
        for ruta, lugar in lugares.items()
        if ruta and ruta[-1] != "]" and ruta[-6:] != ".corte" and not ruta.endswith(_DE_LA_FILA)
    )


def sueltos_de(contenido: Contenido) -> frozenset[str]:
    """Textos que no son de una fila, cada uno en un renglón: se buscan por lo que dicen."""
    de_las_tablas = (Dependencia, Componente, Subcomponente) if isinstance(contenido, Plan) else ()
    return frozenset(
        en_un_renglon(texto)
        for lugar in recorrer(contenido, Entidad, Firma, CambioDocumento, *de_las_tablas)
        for campo in attrs.fields(type(lugar.objeto))
        if isinstance(texto := getattr(lugar.objeto, campo.name), str) and texto.strip()
    )


_DE_LA_FILA = ("entidad", ".etiqueta_seguimiento")
"""Lo que dice una fila entera, o sus rótulos, y ninguna celda suya."""
