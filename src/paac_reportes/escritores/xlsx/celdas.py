"""Contenido de las celdas de Excel, y tabla de los textos que comparten.

En orden: los enlaces (Excel admite uno por celda, que es de la celda entera), el filtro de una hoja
de una sola tabla, los pedazos de un texto que no se ven igual (``tramos_de_celda``), qué guarda una
celda (el texto, o el número o la fecha que el texto es exactamente), y los textos
(``TextosDelLibro``).
"""

import functools
import itertools
import re
from collections.abc import Collection, Hashable, Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from itertools import chain, zip_longest
from typing import NamedTuple, TypeVar

from paac_reportes.columnas import letra_de_columna
from paac_reportes.errores import Aviso
from paac_reportes.escritores.paquete import escapar
from paac_reportes.expresiones import expresion
from paac_reportes.maqueta.contenido import Cifra, Dia, Enfasis, Enlace, Tramo, solo_texto
from paac_reportes.maqueta.estilos import COLOR_DE_BARRA_DETRAS, Dato
from paac_reportes.maqueta.hoja.libro import LARGO_DE_FORMULA, Enlazadas, enlazadas_de
from paac_reportes.maqueta.hoja.montaje import Compuestas, HojaMontada
from paac_reportes.maqueta.hoja.tabla import Filtro
from paac_reportes.maqueta.medida.ajuste import PRIMER_DIA, Medidor

HOJA_DE_CALCULO = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def nombrada(hoja: str) -> str:
    """Una hoja como la nombra una fórmula: ``'Componente 1'``."""
    return "'{}'".format(hoja.replace("'", "''"))


def enlazadas(
    hoja: HojaMontada, compuestas: Compuestas, medidor: Medidor, avisos: list[Aviso]
) -> Enlazadas:
    """Los enlaces de las celdas de una hoja; avisa de las direcciones que quedan como texto."""
    celdas, como_texto = enlazadas_de(hoja, compuestas, medidor)
    if como_texto:
        motivo = (
            f"celdas cuyas direcciones salen sin enlace: {como_texto}; Excel admite uno por celda,"
            f" en textos de hasta {LARGO_DE_FORMULA} letras"
        )
        avisos.append(Aviso("enlaces_en_texto", hoja.nombre, motivo))
    return celdas


_LETRAS_DE_PEDAZO = 120
"""Letras que en una fórmula van entre dos comillas: Excel cuenta 255, y alguna vale por dos."""


def en_formula(texto: str) -> str:
    """Fórmula que da un texto, en los pedazos que Excel admite: ``"Acta"&" 4"``."""
    pedazos = (
        texto[desde : desde + _LETRAS_DE_PEDAZO]
        for desde in range(0, len(texto), _LETRAS_DE_PEDAZO)
    )
    return "&".join('"{}"'.format(pedazo.replace('"', '""')) for pedazo in pedazos)


def rango_del_filtro(filtro: Filtro, columnas: int) -> str:
    """Celdas de un filtro, de lado a lado de tantas columnas: ``A5:H30``."""
    return f"A{filtro.desde}:{letra_de_columna(columnas)}{filtro.ultima}"


def filtro_en_xml(filtro: Filtro, columnas: int) -> str:
    """``<autoFilter>``, sin botón en las columnas que no se pueden filtrar."""
    sin_boton = "".join(
        f'<filterColumn colId="{columna}" hiddenButton="1"/>'
        for columna in range(columnas)
        if columna not in filtro.columnas
    )
    return f'<autoFilter ref="{rango_del_filtro(filtro, columnas)}">{sin_boton}</autoFilter>'


_ESCONDIDA = 'hidden="1" '


def anchos_en_xml(anchos: Iterable[float], escondidas: Collection[int]) -> str:
    """``<cols>`` con el ancho de cada columna, en letras; ``escondidas``, sus lugares desde 0."""
    columnas = [
        f'<col {_ESCONDIDA if lugar in escondidas else ""}width="{ancho:.16g}"'
        f' customWidth="1" min="{lugar + 1}" max="{lugar + 1}"/>'
        for lugar, ancho in enumerate(anchos)
    ]
    return f"<cols>{''.join(columnas)}</cols>"


FILA = "\0"
"""Hace las veces del número de la fila en unas celdas ya escritas, que van en varias."""


def celdas_de_textos(
    inicios: Iterable[str], guardados: Iterable[str], textos: "TextosDelLibro"
) -> list[str]:
    """XML de las celdas de una columna; sin texto, en blanco.

    ``inicios``: el comienzo de cada una, con su estilo; ``textos``: el número de cada texto.
    """
    return [
        f'{inicio} t="s"><v>{textos[texto]}</v></c>' if texto else f"{inicio}/>"
        for inicio, texto in zip(inicios, guardados, strict=True)
    ]


def filas_en_xml(primera: int, altos: Sequence[str], columnas: Sequence[Sequence[str]]) -> str:
    """El XML de unas filas seguidas: ``<row r="7" ht="15">…</row>``, desde la ``primera``.

    De cada fila, el atributo de su alto y, por columna, su celda; una columna sin celdas se salta.
    """
    celdas = map("".join, zip(*filter(None, columnas), strict=True))
    return "".join(
        [
            f'<row r="{numero}" {alto}>{de_la_fila.replace(FILA, str(numero))}</row>'
            for numero, (alto, de_la_fila) in enumerate(
                zip_longest(altos, celdas, fillvalue=""), primera
            )
        ]
    )


Barras = dict[tuple[str, Decimal], list[int]]
"""Filas con barra, por la letra de su columna y el valor de la entera: ``{("C", 40): [5, 6]}``."""


_X14 = 'xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"'
_XM = 'xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main"'


def barras_en_xml(barras: Barras) -> tuple[Sequence[str], str]:
    """``<conditionalFormatting>`` de cada columna con barras, y el ``<extLst>`` final de su hoja.

    Excel las dibuja detrás del número, de cero a lo que vale la entera, como en los demás archivos:
    solo las mediría desde el menor, que parecería nada. La extensión las pide de un solo color, que
    sin ella se desvanecen: no se ve dónde acaban.
    """
    condicionales, solidas = list[str](), list[str]()
    for prioridad, ((letra, tope), filas) in enumerate(barras.items(), 1):
        celdas = " ".join(
            f"{letra}{desde}:{letra}{hasta}" if hasta > desde else f"{letra}{desde}"
            for desde, hasta in _tramos_seguidos(filas)
        )
        clave = f"{{00000000-0000-4000-8000-{prioridad:012}}}"
        condicionales.append(
            f'<conditionalFormatting sqref="{celdas}"><cfRule type="dataBar"'
            f' priority="{prioridad}"><dataBar minLength="0" maxLength="100">'
            f'<cfvo type="num" val="0"/><cfvo type="num" val="{tope:f}"/>'
            f'<color rgb="FF{COLOR_DE_BARRA_DETRAS}"/></dataBar>'
            f'<extLst><ext uri="{{B025F937-C7B1-47D3-B67F-A62EFF666E3E}}" {_X14}>'
            f"<x14:id>{clave}</x14:id></ext></extLst></cfRule></conditionalFormatting>"
        )
        solidas.append(
            f'<x14:conditionalFormatting {_XM}><x14:cfRule type="dataBar" id="{clave}">'
            '<x14:dataBar minLength="0" maxLength="100" gradient="0" axisPosition="none">'
            '<x14:cfvo type="num"><xm:f>0</xm:f></x14:cfvo>'
            f'<x14:cfvo type="num"><xm:f>{tope:f}</xm:f></x14:cfvo>'
            f"</x14:dataBar></x14:cfRule><xm:sqref>{celdas}</xm:sqref></x14:conditionalFormatting>"
        )
    if not solidas:
        return condicionales, ""
    return condicionales, (
        f'<extLst><ext uri="{{78C0D931-6437-407d-A8EE-F0AAD7539E65}}" {_X14}>'
        f"<x14:conditionalFormattings>{''.join(solidas)}</x14:conditionalFormattings></ext></extLst>"
    )


def _tramos_seguidos(filas: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Primera y última de cada tramo de filas seguidas: ``[5, 6, 9]`` → ``(5, 6)``, ``(9, 9)``."""
    for _, grupo in itertools.groupby(enumerate(filas), lambda par: par[1] - par[0]):
        seguidas = [fila for _, fila in grupo]
        yield seguidas[0], seguidas[-1]


class TramoDeCelda(NamedTuple):
    """Un pedazo del texto de una celda, con lo que lo aparta de los demás."""

    texto: str
    negrita: bool = False
    cursiva: bool = False
    es_enlace: bool = False


def tramos_de_celda(contenido: Iterable[Tramo]) -> list[TramoDeCelda]:
    """Tramos de un texto, sin los vacíos."""
    tramos = map(_tramo_de_celda, contenido)
    return [tramo for tramo in tramos if tramo.texto]


def _tramo_de_celda(tramo: Tramo) -> TramoDeCelda:
    """Tramo como va en una celda; una dirección se ve como enlace aunque Excel enlace otra cosa."""
    if isinstance(tramo, Enfasis):
        return TramoDeCelda(tramo.texto, tramo.negrita, tramo.cursiva)
    return TramoDeCelda(solo_texto((tramo,)), es_enlace=isinstance(tramo, Enlace))


_FECHA = expresion(
    r"([0-9]{2})/([0-9]{2})/([0-9]{4})(?:\N{NO-BREAK SPACE}([0-9]{2}):([0-9]{2})(?::([0-9]{2}))?)?"
)
_NUMERO = expresion(r"(?:0|[1-9][0-9]{0,9})(?:,[0-9]{1,4})?")
_DIA_CERO = date(1899, 12, 30).toordinal()
_SEGUNDOS_DEL_DIA = 86_400
MUESTRA_DE_FECHA = "dd/mm/yyyy"
_MUESTRA_DE_HORA = f'{MUESTRA_DE_FECHA}"\N{NO-BREAK SPACE}"hh:mm'
_DE_COLOMBIA = "[$-240A]"
"""Ante el formato de un número, LibreOffice lo escribe con coma en cualquier idioma; Excel no lo
mira: escribe siempre la coma o el punto del computador.
"""
_MUESTRAS_DE_DIA = {
    "larga": f'{_DE_COLOMBIA}d" de "mmmm" de "yyyy',
    "mes": f'{_DE_COLOMBIA}mmmm" de "yyyy',
}
"""Formatos de fecha con los meses en español, esté como esté el computador."""
MUESTRA_DE_NUMERO = f"{_DE_COLOMBIA}General"
"""Formato que muestra las cifras que el número tenga, también las que alguien escriba después."""
_LETRAS_DE_GENERAL = 11
"""Letras que Excel muestra de un número con ese formato; de las demás, redondea."""
_SI_LOS_HAY = "#" * 8
"""Decimales que un formato muestra sólo si el número los tiene."""


class Valor(NamedTuple):
    """Valor que va en ``<v>`` y formato con que se ve igual: ``("12.50", "[$-240A]0.00")``."""

    guardado: str
    muestra: str


def valor_exacto(texto: str, dato: Dato, *, abierta: bool = False) -> Valor | None:
    """Fecha o número que un texto es exactamente, según el ``dato``; si no lo es, ``None``.

    ``abierta``: si la celda muestra también los decimales que alguien escriba después en ella.
    """
    return _valor_que_es(texto, dato, abierta=abierta) if len(texto) <= _LETRAS_DE_FECHA else None


_LETRAS_DE_FECHA = 19
"""Letras de la fecha más larga, con su hora; más largo no es de estos, y ocuparía memoria."""


@functools.lru_cache(maxsize=4096)  # una matriz repite sus fechas
def _valor_que_es(texto: str, dato: Dato, *, abierta: bool) -> Valor | None:
    """Valor y formato de un texto según su ``dato``: ``12,50`` da ``("12.50", "[$-240A]0.00")``.

    ``None`` si no lo es.
    ``abierta``: si la celda se va a llenar, y muestra más decimales que los que trae.
    """
    if dato == "fecha":
        return _fecha(texto)
    if dato != "numero" or not _NUMERO.fullmatch(texto):
        return None
    enteros, _, decimales = texto.partition(",")
    cifras = _cifras(enteros, decimales, abierta=abierta)
    return Valor(texto.replace(",", "."), f"{_de_pais(cifras)}{cifras}")


def _cifras(enteros: str, decimales: str, *, abierta: bool) -> str:
    """El formato con que un número se ve así: ``#,##0.0``, de ``1.234`` y ``5``.

    ``abierta``: admite más decimales que los que trae.
    """
    en_miles = "." in enteros
    es_corto = len(enteros) + len(decimales) < _LETRAS_DE_GENERAL
    if abierta and es_corto and not en_miles and not decimales.endswith("0"):
        return "General"
    fijas = f".{'0' * len(decimales)}" if decimales else ""
    return f"{'#,##0' if en_miles else '0'}{fijas}{_SI_LOS_HAY if abierta and fijas else ''}"


def _de_pais(cifras: str) -> str:
    """Lo que va ante unas cifras: lo que no lleva punto ni coma se ve igual en todo idioma."""
    return "" if cifras == "0" else _DE_COLOMBIA


def valor_de_cifra(cifra: Cifra, *, abierta: bool = False) -> Valor:
    """Valor entero de una cifra, y el formato con que se ve como se lee: ``54,83 %``, ``+3``.

    ``abierta``, como en ``valor_exacto``; la que sale de una cuenta no lo es.
    """
    partes = _CIFRA.fullmatch(cifra)
    if partes is None:
        return Valor(_numero_como_excel(float(cifra.valor)), MUESTRA_DE_NUMERO)
    cabeza = f'"{partes["cabeza"]}"' if partes["cabeza"] else ""
    cola = f'"{_COMILLAS.join(partes["cola"].split(_COMILLA))}"' if partes["cola"] else ""
    enteros, decimales = partes["enteros"], partes["decimales"] or ""
    escrito = f"{enteros.replace('.', '')}.{decimales}".removesuffix(".")
    es_de_una_cuenta = cifra.resumen is not None or escrito != f"{cifra.valor:f}"
    cifras = _cifras(enteros, decimales, abierta=abierta and not es_de_una_cuenta)
    pais = _de_pais(cifras)
    muestra = f"{pais}{cabeza}{cifras}{cola}"
    if partes["cabeza"] and partes["signo"] == "−":  # el dinero no lleva el signo más
        muestra = f"{muestra};{pais}−{muestra.removeprefix(_DE_COLOMBIA)}"
    elif partes["signo"]:
        sin_pais = muestra.removeprefix(_DE_COLOMBIA)
        muestra = f"{pais}+{sin_pais};{pais}−{sin_pais};{muestra}"
    return Valor(_numero_como_excel(float(cifra.valor)), muestra)


def valor_de_dia(dia: Dia) -> Valor | None:
    """Fecha, con el formato que la escribe con palabras: ``31 de agosto de 2020``.

    ``None`` si es anterior a ``PRIMER_DIA``.
    """
    if dia.valor < PRIMER_DIA:
        return None
    return Valor(str(dia_de_excel(dia.valor)), _MUESTRAS_DE_DIA[dia.forma])


def _numero_como_excel(numero: float) -> str:
    """Número como lo escribe Excel: un entero, sin decimales."""
    return repr(numero).removesuffix(".0")


_CIFRA = expresion(
    r"(?P<signo>[+−-]?)(?P<cabeza>(?:[^\s0-9.,+−-]{1,8}\N{NO-BREAK SPACE})?)"
    r"(?P<enteros>[0-9]{1,3}(?:\.[0-9]{3})+|[0-9]+)"
    r"(?:,(?P<decimales>[0-9]+))?(?P<cola>(?:[^0-9.,].*)?)",
    re.DOTALL,
)
_COMILLA, _COMILLAS = '"', r'"\""'
"""Una comilla, y cómo va dentro de las del formato."""


def _fecha(texto: str) -> Valor | None:
    """Valor de ``31/08/2026``, y de su hora si la trae; nada, si no es una fecha de Excel."""
    partes = _FECHA.fullmatch(texto)
    if partes is None:
        return None
    dia, mes, vigencia, horas, minutos, segundos = partes.groups()
    try:
        fecha = date(int(vigencia), int(mes), int(dia))
    except ValueError:
        return None
    if fecha < PRIMER_DIA:
        return None
    if horas is None:
        return Valor(str(dia_de_excel(fecha)), MUESTRA_DE_FECHA)
    del_dia = (int(horas) * 60 + int(minutos)) * 60 + int(segundos or 0)
    if del_dia >= _SEGUNDOS_DEL_DIA:
        return None
    guardado = _numero_como_excel(dia_de_excel(fecha) + del_dia / _SEGUNDOS_DEL_DIA)
    return Valor(guardado, f"{_MUESTRA_DE_HORA}:ss" if segundos else _MUESTRA_DE_HORA)


def dia_de_excel(fecha: date) -> int:
    """El número con que Excel guarda una fecha, desde marzo de 1900."""
    return fecha.toordinal() - _DIA_CERO


_CODIGO = expresion(r"_(?=x[0-9A-Fa-f]{4}_)")


_Una = TypeVar("_Una", bound=Hashable)


class Numeradas(dict[_Una, int]):
    """Unas cosas, cada una una vez y con su número, que es el de su orden, desde 0."""

    def poner(self, una: _Una) -> int:
        """Número de una cosa, que si no estaba es el que sigue."""
        return self.setdefault(una, len(self))


class TextosDelLibro(Numeradas[str]):
    """Los textos del libro, con su número."""

    letras = 0
    """Letras de las celdas, cada texto las veces que se usa."""
    _dados = 0

    def usar(self, texto: str) -> int:
        """Número de un texto que se pone en una celda; cuenta sus letras."""
        self.letras += len(texto)
        return self.poner(texto)

    def numerar(self, *columnas: Sequence[str]) -> None:
        """Da su número a los textos de unas columnas, fila por fila; las vacías no cuentan."""
        en_orden = dict.fromkeys(chain.from_iterable(zip(*filter(None, columnas), strict=True)))
        nuevos = [texto for texto in en_orden if texto and texto not in self]
        self.update(zip(nuevos, itertools.count(len(self))))

    def xml_de_nuevos(self) -> Iterator[str]:
        """XML, por pedazos, de los textos que hay y no se han dado: se dan una vez cada uno."""
        nuevos = [*itertools.islice(reversed(self), len(self) - self._dados)]
        textos, self._dados = reversed(nuevos), len(self)
        while pedazo := list(itertools.islice(textos, _TEXTOS_POR_PEDAZO)):
            # Escapados de una vez, pegados con un nulo, que ninguno trae.
            pegados = _NULO.join(pedazo)
            escapado = escapar_en_excel(pegados)
            escapados = pedazo if escapado is pegados else escapado.split(_NULO)
            if pedazo == [*map(str.strip, pedazo)]:  # lo corriente
                yield f"<si><t>{'</t></si><si><t>'.join(escapados)}</t></si>"
                continue
            # Sin ``preserve`` se pierden los blancos de las puntas.
            yield "".join(
                [
                    f"<si><t>{escapado}</t></si>"
                    if len(texto.strip()) == len(texto)
                    else f'<si><t xml:space="preserve">{escapado}</t></si>'
                    for texto, escapado in zip(pedazo, escapados, strict=True)
                ]
            )


INICIO_DE_TEXTOS, FIN_DE_TEXTOS = (
    f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<sst xmlns="{HOJA_DE_CALCULO}">',
    "</sst>",
)
_TEXTOS_POR_PEDAZO = 100
"""Textos que se escapan de una vez, que es más rápido que de a uno."""
_NULO = "\0"


def en_clave(texto: str) -> str:
    """Texto con ``_x0041_`` escrito de modo que Excel no lo lea como una letra."""
    return _CODIGO.sub("_x005F_", texto) if "_" in texto and "_x" in texto else texto


def escapar_en_excel(texto: str) -> str:
    """El texto en XML; Excel lee ``_x0041_`` como una letra, así que ese guion va en clave."""
    return escapar(en_clave(texto), EN_TEXTO)


EN_TEXTO = (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ("\r", "&#13;"))
