"""Las filas y las fusiones de una hoja como XML, y la tabla de textos que comparten.

En orden: los enlaces (Excel admite uno por celda, que es de la celda entera), el filtro de una hoja
de una sola tabla, los estilos como formatos de celda (``Formatos``), qué guarda una celda (el
texto, o el número o la fecha que el texto es exactamente), y las filas (``datos_de_hoja``).
"""

import functools
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from itertools import chain, repeat
from typing import NamedTuple, cast

import attrs
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from paac_reportes.errores import Aviso
from paac_reportes.maqueta.contenido import (
    PREFIJO_DE_MARCA,
    Cifra,
    Contenido,
    Enlace,
    Operacion,
    Resumen,
    solo_texto,
)
from paac_reportes.maqueta.estilos import COLOR_DE_ENLACE, Dato, Estilo, letra_sobre
from paac_reportes.maqueta.hoja.montaje import Compuestas, Filtro, Hoja
from paac_reportes.maqueta.hoja.tabla import CeldaDeHoja, ColumnaDeHoja, TramoDeHoja
from paac_reportes.maqueta.medida.ajuste import CIFRAS_POR_CELDA, Medidor
from paac_reportes.maqueta.medida.tipografia import Mm, pt_de_mm

_LARGO_MAXIMO = 2_079
"""De una dirección."""

_LARGO_DE_FORMULA = 255
"""Del texto que una fórmula puede llevar escrito."""

_ENLACES_MAXIMOS = 65_530
"""En una hoja."""


@attrs.frozen
class Enlazada:
    """Una celda que lleva a una dirección."""

    direccion: str
    como_formula: bool
    """Si su texto va como el resultado de una fórmula.

    LibreOffice no reparte en renglones un texto con enlace, y lo cortaría; el de una fórmula, sí.
    """


Enlazadas = Mapping[tuple[int, int], Enlazada]
"""Por la fila (desde 1) y la columna (desde 0) de cada celda."""


def enlazadas_de(
    hoja: Hoja, compuestas: Compuestas, medidor: Medidor, avisos: list[Aviso]
) -> Enlazadas:
    """Las de una hoja; avisa de las celdas con direcciones que quedan como texto."""
    enlazadas: dict[tuple[int, int], Enlazada] = {}
    como_texto = 0
    for fila, celda in compuestas:
        direcciones = _direcciones(celda.contenido)
        enlazada = _enlazada(direcciones, celda, hoja, medidor)
        if enlazada and len(enlazadas) < _ENLACES_MAXIMOS:
            enlazadas[fila + 1, celda.columna] = enlazada
        elif direcciones:
            como_texto += 1
    if como_texto:
        motivo = (
            f"celdas cuyas direcciones salen sin enlace: {como_texto}; Excel admite uno por celda,"
            f" y aquí lo llevan los textos de hasta {_LARGO_DE_FORMULA} letras"
        )
        avisos.append(Aviso("enlaces_en_texto", hoja.nombre, motivo))
    return enlazadas


def de_openpyxl(enlazadas: Enlazadas) -> Iterator[Hyperlink]:
    """Las mismas, como las escribe openpyxl."""
    for (fila, columna), enlazada in enlazadas.items():
        lugar = f"{get_column_letter(columna + 1)}{fila}"
        yield Hyperlink(ref=lugar, target=enlazada.direccion)


def _enlazada(
    direcciones: set[str], celda: CeldaDeHoja, hoja: Hoja, medidor: Medidor
) -> Enlazada | None:
    """A dónde lleva una celda: a ninguna parte si trae varias direcciones, o algo no cabe."""
    if len(direcciones) != 1:
        return None
    (direccion,) = direcciones
    texto = solo_texto(celda.contenido)
    ancho = Mm(sum(hoja.anchos[celda.columna : celda.columna + celda.columnas]))
    if medidor.cabe_en_un_renglon(texto, celda.estilo, pt_de_mm(ancho)):
        como_formula = False
    elif len(texto) <= _LARGO_DE_FORMULA and texto == texto.strip():
        como_formula = True
    else:
        return None
    return Enlazada(direccion, como_formula) if len(direccion) <= _LARGO_MAXIMO else None


def _direcciones(contenido: Contenido) -> set[str]:
    return {tramo.direccion for tramo in contenido if isinstance(tramo, Enlace)}


def rango_del_filtro(filtro: Filtro, columnas: int) -> str:
    """Sus celdas, de lado a lado: ``A5:H30``."""
    return f"A{filtro.desde}:{get_column_letter(columnas)}{filtro.hasta}"


def filtro_en_xml(filtro: Filtro, columnas: int) -> str:
    """``<autoFilter>``, sin botón en las columnas que no se pueden filtrar."""
    sin_boton = "".join(
        f'<filterColumn colId="{columna}" hiddenButton="1"/>'
        for columna in range(columnas)
        if columna not in filtro.columnas
    )
    return f'<autoFilter ref="{rango_del_filtro(filtro, columnas)}">{sin_boton}</autoFilter>'


_HORIZONTALES = {
    "izquierda": "left",
    "centro": "center",
    "derecha": "right",
    "justificada": "justify",
}
_VERTICALES = {"arriba": "top", "centro": "center", "abajo": "bottom"}
_DE_TEXTO = "General"
_DE_ABAJO_ARRIBA = 90
"""Grados."""
_PASO_DE_SANGRIA = 13.5
"""Puntos: Excel corre el texto de a tres cifras de la letra normal, que es Arial 8."""


def _de_enlace(aspecto: Estilo) -> Estilo:
    """El mismo, del color de un enlace si sobre su relleno se lee."""
    legible = letra_sobre(aspecto.relleno, COLOR_DE_ENLACE) if aspecto.relleno else COLOR_DE_ENLACE
    return attrs.evolve(aspecto, color=legible)


class Formatos:
    """El número de formato de celda (``s``) de cada estilo, según lo que guarda la celda."""

    def __init__(
        self, estilos: dict[str, Estilo], hoja: Worksheet, abiertos: Collection[str] = ()
    ) -> None:
        """``abiertos``: los estilos de las celdas donde se escribe aunque la hoja se proteja."""
        self._hoja = hoja
        self.dato = {nombre: estilo.dato for nombre, estilo in estilos.items()}.__getitem__
        """Qué querría guardar una celda de un estilo."""
        self.de_texto = functools.cache(lambda nombre: self._registrar(estilos[nombre], _DE_TEXTO))
        """El formato cuando guarda el texto."""
        self.de_enlace = functools.cache(
            lambda nombre, *, como_formula: self._registrar(
                _de_enlace(estilos[nombre]), _DE_TEXTO, subraya=True, es_formula=como_formula
            )
        )
        """El formato cuando guarda un texto que lleva a una dirección."""
        self.de_valor = functools.cache(
            lambda nombre, muestra: self._registrar(
                estilos[nombre], muestra, abierta=nombre in abiertos
            )
        )
        """El formato cuando guarda un número o una fecha que se muestra así."""

    def _registrar(
        self,
        aspecto: Estilo,
        muestra: str,
        *,
        subraya: bool = False,
        es_formula: bool = False,
        abierta: bool = False,
    ) -> int:
        celda = WriteOnlyCell(self._hoja)
        # openpyxl dibuja en otra letra si no se le dan siempre nombre y tamaño.
        celda.font = Font(
            name=aspecto.familia,
            size=aspecto.tamano,
            bold=aspecto.negrita,
            italic=aspecto.cursiva,
            color=f"FF{aspecto.color}" if aspecto.color else None,
            underline="single" if subraya else None,
        )
        celda.alignment = Alignment(
            horizontal=_HORIZONTALES[aspecto.horizontal],
            vertical=_VERTICALES[aspecto.vertical],
            wrap_text=True,
            indent=round(aspecto.margen / _PASO_DE_SANGRIA),
            text_rotation=_DE_ABAJO_ARRIBA if aspecto.girado else 0,
        )
        if aspecto.relleno:
            celda.fill = PatternFill("solid", fgColor=f"FF{aspecto.relleno}")
        if aspecto.bordes:
            lado = Side(style="thin", color="FF000000")
            celda.border = Border(left=lado, right=lado, top=lado, bottom=lado)
        elif aspecto.raya:
            celda.border = Border(top=Side(style="thin", color="FF000000"))
        if abierta:
            celda.protection = Protection(locked=False)
        celda.number_format = muestra
        # Quien edite la celda en Excel no la vuelve fórmula ni número sin querer.
        celda.quotePrefix = muestra == _DE_TEXTO and not es_formula
        return int(celda.style_id)


_FECHA = re.compile(r"([0-9]{2})/([0-9]{2})/([0-9]{4})")
_NUMERO = re.compile(r"(?:0|[1-9][0-9]{0,9})(?:,([0-9]{1,4}))?")
_PRIMER_DIA = date(1900, 3, 1)
"""Antes de este día Excel cuenta mal: cree bisiesto el año 1900."""
_DIA_CERO = date(1899, 12, 30).toordinal()
MUESTRA_DE_FECHA = "dd/mm/yyyy"


class Valor(NamedTuple):
    """Lo que va en ``<v>`` y el formato con que Excel lo muestra igual que el texto."""

    guardado: str
    muestra: str


def valor_de(texto: str, dato: Dato) -> Valor | None:
    """La fecha o el número que ``texto`` es exactamente; si no lo es, ``None``."""
    return _valor_de(texto, dato) if len(texto) <= _LARGO else None


_LARGO = 15
"""Letras del número más largo; lo demás no es ni fecha ni número, y en la memoria pesaría."""


@functools.lru_cache(maxsize=4096)  # una matriz repite sus fechas
def _valor_de(texto: str, dato: Dato) -> Valor | None:
    if dato == "fecha":
        return _fecha(texto)
    numero = _NUMERO.fullmatch(texto) if dato == "numero" else None
    if numero is None:
        return None
    decimales = len(numero[1] or "")
    return Valor(texto.replace(",", "."), f"0.{'0' * decimales}" if decimales else "0")


def valor_de_cifra(cifra: Cifra) -> Valor:
    """Su valor entero, y el formato con que se ve como se lee: ``54,83 %``, ``1.250``, ``+3``."""
    partes = _CIFRA.fullmatch(cifra)
    if partes is None:
        return Valor(repr(float(cifra.valor)), "General")
    decimales = len(partes["decimales"] or "")
    cola = f'"{_COMILLAS.join(partes["cola"].split(_COMILLA))}"' if partes["cola"] else ""
    enteros = "#,##0" if "." in partes["enteros"] else "0"
    muestra = f"{enteros}{'.' if decimales else ''}{'0' * decimales}{cola}"
    if partes["signo"]:
        muestra = f"+{muestra};−{muestra};{muestra}"
    return Valor(repr(float(cifra.valor)), muestra)


_CIFRA = re.compile(
    r"(?P<signo>[+−-]?)(?P<enteros>[0-9]{1,3}(?:\.[0-9]{3})+|[0-9]+)"
    r"(?:,(?P<decimales>[0-9]+))?(?P<cola>(?:[^0-9.,].*)?)",
    re.DOTALL,
)
_COMILLA, _COMILLAS = '"', r'"\""'
"""Una comilla, y cómo va dentro de las del formato."""


def _fecha(texto: str) -> Valor | None:
    partes = _FECHA.fullmatch(texto)
    if partes is None:
        return None
    dia, mes, vigencia = map(int, partes.groups())
    try:
        fecha = date(vigencia, mes, dia)
    except ValueError:
        return None
    if fecha < _PRIMER_DIA:
        return None
    return Valor(str(dia_de_excel(fecha)), MUESTRA_DE_FECHA)


def dia_de_excel(fecha: date) -> int:
    """El número con que Excel guarda una fecha, desde marzo de 1900."""
    return fecha.toordinal() - _DIA_CERO


_HOJA_DE_CALCULO = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
TIPO_DE_TEXTOS = (
    '<Override PartName="/xl/sharedStrings.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/>'
)
RELACION_DE_TEXTOS = (
    '<Relationship Id="textos" Target="/xl/sharedStrings.xml" Type='
    '"http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"/>'
)

_CODIGO = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


class Textos(dict[str, int]):
    """Los textos del libro, cada uno una vez y con su número, que se le da al pedirlo."""

    def __missing__(self, texto: str) -> int:
        numero = self[texto] = len(self)
        return numero

    def numerar(self, *columnas: Sequence[str]) -> None:
        """Da su número a los textos de unas columnas, fila por fila; las vacías no cuentan."""
        for texto in dict.fromkeys(chain.from_iterable(zip(*filter(None, columnas), strict=True))):
            if texto:
                self[texto]

    def xml(self) -> str:
        """``sharedStrings.xml`` completo."""
        entradas = "".join([f"<si>{_texto(texto)}</si>" for texto in self])
        return (
            '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
            f'<sst xmlns="{_HOJA_DE_CALCULO}" uniqueCount="{len(self)}">{entradas}</sst>'
        )


def _texto(texto: str) -> str:
    """Sin ``preserve``, quien lee descarta los blancos de las puntas."""
    if texto[0].isspace() or texto[-1].isspace():
        return f'<t xml:space="preserve">{escapar(texto)}</t>'
    return f"<t>{escapar(texto)}</t>"


def en_clave(texto: str) -> str:
    """Con ``_x0041_`` escrito de modo que Excel no lo lea como una letra."""
    return _CODIGO.sub("_x005F_", texto) if "_x" in texto else texto


def escapar(texto: str) -> str:
    """El texto en XML; Excel lee ``_x0041_`` como una letra, así que ese guion va en clave."""
    texto = en_clave(texto).replace("&", "&amp;").replace("<", "&lt;")
    return texto.replace(">", "&gt;").replace("\r", "&#13;")


def datos_de_hoja(
    hoja: Hoja, formatos: Formatos, textos: Textos, medidor: Medidor, enlazadas: Enlazadas
) -> str:
    """``<sheetData>`` con todas las filas y, si los hay, el filtro y ``<mergeCells>``."""
    columnas = _Columnas(hoja, formatos, textos, medidor, enlazadas)
    de_marcas = get_column_letter(columnas_de(hoja))
    trozos = ["<sheetData>"]
    fusiones: list[str] = []
    primera = 1
    for tramo in hoja.tramos:
        marcas = [marca and f"{PREFIJO_DE_MARCA}{marca}" for marca in tramo.marcas]
        puestas = columnas.preparar(tramo, primera)
        textos.numerar(*(puesta.textos for puesta in puestas), marcas)
        numeros = range(primera, primera + len(tramo.altos))
        comienzos = [
            f'<row r="{numero}" ht="{alto:g}" customHeight="1">'
            for numero, alto in zip(numeros, tramo.altos, strict=True)
        ]
        de_las_marcas = [
            marca and f'<c r="{de_marcas}{numero}" t="s"><v>{textos[marca]}</v></c>'
            for numero, marca in zip(numeros, marcas, strict=bool(marcas))
        ]
        escritas = [columnas.escribir(puesta) for puesta in puestas]
        if any(marcas):
            escritas.append(de_las_marcas)
        trozos += chain.from_iterable(zip(comienzos, *escritas, repeat("</row>")))
        fusiones += columnas.fusiones(puestas)
        primera += len(tramo.altos)
    trozos.append("</sheetData>")
    if hoja.filtro:
        trozos.append(filtro_en_xml(hoja.filtro, columnas_de(hoja)))
    if fusiones:
        trozos += [f'<mergeCells count="{len(fusiones)}">', *fusiones, "</mergeCells>"]
    return "".join(trozos)


def columnas_de(hoja: Hoja) -> int:
    """Las que se ven y, si alguna fila lleva marca, la que las guarda."""
    return len(hoja.anchos) + hoja.lleva_marcas


_Uso = tuple[str, str, str]
"""Un formato de celda que hace falta: qué guarda, el estilo y cómo se muestra."""


@attrs.frozen(eq=False)
class _Puesta:
    """Una columna de un tramo, con lo que de ella va en la tabla de textos."""

    columna: ColumnaDeHoja
    primera: int
    """El número de su primera fila, desde 1."""
    textos: Sequence[str]
    """El de cada celda; nada si no guarda un texto."""
    valores: Mapping[int, Valor]
    """Lo que guardan las de un número o una fecha."""
    usos: Mapping[_Uso, int]
    """Los formatos que piden, con la primera fila de cada uno."""


class _Columnas:
    """Escribe las columnas de una hoja, tramo por tramo y de arriba abajo."""

    def __init__(
        self,
        hoja: Hoja,
        formatos: Formatos,
        textos: Textos,
        medidor: Medidor,
        enlazadas: Enlazadas,
    ) -> None:
        self._hoja = hoja
        self._formatos = formatos
        self._textos = textos
        self._medidor = medidor
        self._enlazadas = enlazadas
        self._letras = [get_column_letter(numero + 1) for numero in range(len(hoja.anchos))]
        self._cabe = functools.cache(self._cabe_en)
        self._sin_valor: set[tuple[int, int]] = set()
        """Las celdas de un número que no cupo: una fórmula no las vería."""

    def preparar(self, tramo: TramoDeHoja, primera: int) -> list[_Puesta]:
        """Las columnas de un tramo; sus formatos quedan registrados fila por fila."""
        puestas = [self._preparada(columna, primera) for columna in tramo.columnas]
        usos = sorted(
            (fila, lugar, orden, uso)
            for lugar, puesta in enumerate(puestas)
            for orden, (uso, fila) in enumerate(puesta.usos.items())
        )
        for *_, uso in usos:
            self._formato(uso)
        return puestas

    def _formato(self, uso: _Uso) -> int:
        guarda, estilo, muestra = uso
        if guarda == _VALOR:
            return self._formatos.de_valor(estilo, muestra)
        if guarda == _ENLACE:
            return self._formatos.de_enlace(estilo, como_formula=muestra == _FORMULA)
        return self._formatos.de_texto(estilo)

    def _preparada(self, columna: ColumnaDeHoja, primera: int) -> _Puesta:
        contenidos, estilos = columna.suyas.contenidos, columna.suyas.estilos
        distintos = [estilos] if isinstance(estilos, str) else list(dict.fromkeys(estilos))
        son_textos = tuple not in set(map(type, contenidos))
        if son_textos and all(self._formatos.dato(estilo) == "texto" for estilo in distintos):
            textos = cast("Sequence[str]", contenidos)
            lugares = [0 if isinstance(estilos, str) else estilos.index(uno) for uno in distintos]
            usos = {(_TEXTO, uno, ""): n for uno, n in zip(distintos, lugares, strict=True)}
            return _Puesta(columna, primera, textos, {}, usos)
        return self._mixta(columna, primera)

    def _mixta(self, columna: ColumnaDeHoja, primera: int) -> _Puesta:
        """Una columna con números, fechas, enlaces o imágenes."""
        textos: list[str] = []
        valores: dict[int, Valor] = {}
        usos: dict[_Uso, int] = {}
        for fila in range(len(columna.suyas.contenidos)):
            celda, texto = columna.celda(fila), ""
            if celda is not None:
                valor = self._valor_de(primera + fila, celda)
                if valor is None:
                    texto = _en_texto(celda.contenido)
                    usos.setdefault((_TEXTO, celda.estilo, ""), fila)
                    if enlazada := self._enlazada(primera + fila, celda):
                        usos.setdefault((_ENLACE, celda.estilo, _muestra_de(enlazada)), fila)
                        texto = "" if enlazada.como_formula else texto
                else:
                    valores[fila] = valor
                    usos.setdefault((_VALOR, celda.estilo, valor.muestra), fila)
                    if celda.columnas > 1:
                        usos.setdefault((_TEXTO, celda.estilo, ""), fila)
            textos.append(texto)
        return _Puesta(columna, primera, textos, valores, usos)

    def _enlazada(self, numero: int, celda: CeldaDeHoja) -> Enlazada | None:
        es_texto = isinstance(celda.contenido, str)
        return None if es_texto else self._enlazadas.get((numero, celda.columna))

    def escribir(self, puesta: _Puesta) -> list[str]:
        """Una celda por fila, con las que tapa a su derecha; nada donde la tapa otra."""
        suyas, textos, estilo = puesta.columna.suyas, self._textos, puesta.columna.suyas.estilos
        es_sola = suyas.columnas is None and puesta.columna.ancho <= 1 and isinstance(estilo, str)
        if not es_sola or len(puesta.usos) != 1 or puesta.valores:
            return self._una_por_una(puesta)
        letra, formato = self._letras[puesta.columna.lugar], self._formato(*puesta.usos)
        return [
            f'<c r="{letra}{numero}" s="{formato}" t="s"><v>{textos[texto]}</v></c>'
            if texto
            else f'<c r="{letra}{numero}" s="{formato}"/>'
            for numero, texto in enumerate(puesta.textos, puesta.primera)
        ]

    def _una_por_una(self, puesta: _Puesta) -> list[str]:
        escritas: list[str] = []
        for fila, texto in enumerate(puesta.textos):
            celda, numero = puesta.columna.celda(fila), puesta.primera + fila
            if celda is None:
                escritas.append("")
                continue
            valor = puesta.valores.get(fila)
            if valor is None:
                escrita = self._de_texto(numero, celda, texto)
            else:
                escrita = self._de_valor(numero, celda, valor)
            if celda.columnas > 1:
                # Lo tapado por una fusión lleva su estilo para que el marco salga entero.
                vacia = self._formatos.de_texto(celda.estilo)
                tapadas = self._letras[celda.columna + 1 : celda.columna + celda.columnas]
                escrita += "".join([f'<c r="{t}{numero}" s="{vacia}"/>' for t in tapadas])
            escritas.append(escrita)
        return escritas

    def fusiones(self, puestas: Sequence[_Puesta]) -> Iterator[str]:
        """Las celdas que cubren varias, fila por fila."""
        suyas = [fusion for puesta in puestas for fusion in self._fusiones_de(puesta)]
        return (xml for *_, xml in sorted(suyas))

    def _fusiones_de(self, puesta: _Puesta) -> Iterator[tuple[int, int, str]]:
        suyas = puesta.columna.suyas
        if suyas.columnas is None and suyas.filas is None and puesta.columna.ancho <= 1:
            return
        for fila in range(len(suyas.contenidos)):
            celda = puesta.columna.celda(fila)
            if celda and (celda.filas > 1 or (celda.filas and celda.columnas > 1)):
                numero = puesta.primera + fila
                hasta = self._letras[celda.columna + celda.columnas - 1]
                ultima = f"{hasta}{numero + celda.filas - 1}"
                desde = f"{self._letras[celda.columna]}{numero}"
                yield numero, celda.columna, f'<mergeCell ref="{desde}:{ultima}"/>'

    def _de_texto(self, numero: int, celda: CeldaDeHoja, texto: str) -> str:
        enlazada = self._enlazada(numero, celda)
        formato = self._formatos.de_texto(celda.estilo)
        if enlazada is not None:
            formato = self._formato((_ENLACE, celda.estilo, _muestra_de(enlazada)))
        comienzo = f'<c r="{self._letras[celda.columna]}{numero}" s="{formato}"'
        if enlazada is not None and enlazada.como_formula:
            escrito = escapar(solo_texto(celda.contenido))
            formula = escrito.replace('"', '""')
            return f'{comienzo} t="str"><f>"{formula}"</f><v>{escrito}</v></c>'
        if not texto:
            return f"{comienzo}/>"
        return f'{comienzo} t="s"><v>{self._textos[texto]}</v></c>'

    def _valor_de(self, numero: int, celda: CeldaDeHoja) -> Valor | None:
        """El número o la fecha que guarda; nada si no lo es, o si no cabe."""
        columna, columnas, filas, contenido, estilo = celda
        dato = self._formatos.dato(estilo) if filas else "texto"
        texto = _en_texto(contenido)
        valor = None if dato == "texto" else _valor(contenido, texto, dato)
        if valor is not None and not self._cabe(texto, estilo, columna, columnas):
            self._sin_valor.add((numero, columna))
            return None
        return valor

    def _de_valor(self, numero: int, celda: CeldaDeHoja, valor: Valor) -> str:
        columna, letra = celda.columna, self._letras[celda.columna]
        formato = self._formatos.de_valor(celda.estilo, valor.muestra)
        resumen = self._hoja.resumenes.get((numero, columna))
        ve_todo = resumen and not _resume_alguna(self._sin_valor, columna, resumen)
        formula = _formula(resumen, letra) if resumen and ve_todo else ""
        return f'<c r="{letra}{numero}" s="{formato}">{formula}<v>{valor.guardado}</v></c>'

    def _cabe_en(self, texto: str, estilo: str, columna: int, columnas: int) -> bool:
        if sum(map(str.isdigit, texto)) > CIFRAS_POR_CELDA:
            return False
        # Excel no parte un número ni una fecha: si no caben, muestra «####».
        ancho = Mm(sum(self._hoja.anchos[columna : columna + columnas]))
        return self._medidor.cabe_en_un_renglon(texto, estilo, pt_de_mm(ancho))


_TEXTO, _ENLACE, _VALOR, _FORMULA = "texto", "enlace", "valor", "fórmula"


def _muestra_de(enlazada: Enlazada) -> str:
    return _FORMULA if enlazada.como_formula else ""


def _en_texto(contenido: Contenido) -> str:
    return contenido if isinstance(contenido, str) else solo_texto(contenido)


def _resume_alguna(celdas: Collection[tuple[int, int]], columna: int, resumen: Resumen) -> bool:
    return bool(celdas) and any(
        (fila, columna) in celdas for desde, hasta in resumen.grupos for fila in range(desde, hasta)
    )


def _valor(contenido: Contenido, texto: str, dato: Dato) -> Valor | None:
    if dato == "numero" and isinstance(contenido, Cifra):
        return valor_de_cifra(contenido)
    return valor_de(texto, dato)


_FUNCIONES: dict[Operacion, tuple[str, str]] = {
    "promedio": ("AVERAGE", "{}"),
    "suma": ("SUM", "{}"),
    "promedio_de_promedios": ("AVERAGE", "AVERAGE({})"),
}
"""La función, y cómo va en ella cada grupo de celdas."""

_ARGUMENTOS_MAXIMOS = 255
"""Los de una función de Excel; con más, el libro no abre sin reparaciones."""


def _formula(resumen: Resumen, letra: str) -> str:
    """La fórmula de una cifra, con su marca; nada si pide más grupos de los que Excel admite."""
    if len(resumen.grupos) > _ARGUMENTOS_MAXIMOS:
        return ""
    funcion, de_cada_uno = _FUNCIONES[resumen.operacion]
    partes = [de_cada_uno.format(f"{letra}{a}:{letra}{b - 1}") for a, b in resumen.grupos]
    return f"<f>{funcion}({','.join(partes)})</f>"
