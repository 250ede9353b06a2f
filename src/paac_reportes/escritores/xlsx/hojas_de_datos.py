"""Las hojas de datos de un libro: una tabla de Excel, con filtros y sin páginas que cuidar.

Antes, lo que comparten con las que se llenan: cómo se ven, las listas de donde se escoge (en la
celda si son cortas; si no, en una hoja oculta), y lo que admiten y lo que se pinta solo.
"""

import functools
import math
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from copy import copy
from datetime import date
from decimal import Decimal
from itertools import islice, zip_longest
from math import fsum
from typing import Any, Literal

import attrs
from openpyxl.formatting.rule import Rule
from openpyxl.styles import PatternFill
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.utils.cell import coordinate_from_string
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.filters import AutoFilter
from openpyxl.worksheet.table import Table, TableColumn, TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet

from paac_reportes import clases
from paac_reportes.errores import Aviso
from paac_reportes.escritores.escritura import Escritura
from paac_reportes.escritores.xlsx.celdas import (
    AQUI,
    MUESTRA_DE_FECHA,
    MUESTRA_DE_NUMERO,
    TextosDelLibro,
    anchos_en_xml,
    dia_de_excel,
    en_clave,
    filas_en_xml,
    repetir_al_imprimir,
)
from paac_reportes.escritores.xlsx.formatos import TEXTO, VALOR, Formatos, FormatosDelLibro
from paac_reportes.maqueta.aspecto import SOBRIO, Bordes
from paac_reportes.maqueta.documento import Pagina
from paac_reportes.maqueta.estilos import PASO_DE_SANGRIA, Dato, Estilo
from paac_reportes.maqueta.hojas_de_datos import (
    LETRAS_DE_UN_MENSAJE,
    ColumnaDeDatos,
    HojaDeDatos,
    Limites,
    LlenadoDeHoja,
    Opciones,
    Pintado,
    Regla,
)
from paac_reportes.maqueta.medida.ajuste import LETRAS_POR_CELDA, Medidor, MedidorDeHoja
from paac_reportes.maqueta.medida.tipografia import MM_POR_PULGADA, Mm, Pt

_GRIS = "595959"

_POR_LLENAR = "FFE699"
"""Color de los rótulos bajo los que se escribe."""
_DONDE_SE_ESCRIBE = "FFFBEB"
"""Color de las celdas donde se escribe, más claro."""
ABIERTOS = ("abierta", "por-llenar")
"""Donde se escribe aunque la hoja esté protegida."""


def estilos_por_llenar(estilos: Mapping[str, Estilo], hoja: HojaDeDatos) -> dict[str, Estilo]:
    """Estilos de una hoja por llenar, de los del documento y de los tonos de sus columnas.

    Donde se escribe va en su cuadro, de la raya que separa las filas; lo demás, sobre un fondo.
    """
    celda, rotulo = (
        attrs.evolve(estilos[nombre], margen=PASO_DE_SANGRIA, dato="texto")
        for nombre in ("celda", "rotulo")
    )
    bordes = celda.bordes or Bordes()
    en_cuadro = attrs.evolve(bordes, izquierda=bordes.abajo, derecha=bordes.abajo)
    letra = attrs.evolve(celda, bordes=None, margen=Pt(0))
    titulo = attrs.evolve(
        letra, negrita=True, color=rotulo.color, tamano=Pt(celda.tamano + 4), despues=Pt(3)
    )
    tonos = {columna.tono for columna in hoja.columnas if columna.tono}
    por_llenar = attrs.evolve(celda, bordes=en_cuadro, relleno=_DONDE_SE_ESCRIBE, vertical="arriba")
    cerrada = attrs.evolve(celda, relleno=estilos["banda"].relleno, vertical="arriba")
    return {
        **{f"rotulo-{tono}": attrs.evolve(rotulo, relleno=tono) for tono in tonos},
        "celda": celda,
        "titulo": titulo,
        "progreso": attrs.evolve(letra, tamano=Pt(celda.tamano + 2)),
        "texto": letra,
        "nota": attrs.evolve(letra, color=estilos["nota"].color or _GRIS),
        "rotulo": rotulo,
        "rotulo-abierto": attrs.evolve(rotulo, relleno=_POR_LLENAR),
        "abierta": attrs.evolve(celda, bordes=en_cuadro),
        "preparada": attrs.evolve(celda, bordes=None),  # sin nada que se vea: no se imprime
        "por-llenar": por_llenar,
        "cerrada": cerrada,
        "en-un-renglon": attrs.evolve(cerrada, en_un_renglon=True),
        "destacada": attrs.evolve(cerrada, negrita=True, color=SOBRIO.paleta.malo),
    }


def estilo_de_rotulo(columna: ColumnaDeDatos, llenado: LlenadoDeHoja) -> str:
    """Nombre del estilo de un encabezado: se distingue el de las columnas donde se escribe."""
    if llenado.protegida and columna.abierta:
        return "rotulo-abierto"
    return f"rotulo-{columna.tono}" if columna.tono else "rotulo"


def estilo_de_celda(columna: ColumnaDeDatos, llenado: LlenadoDeHoja, *, nueva: bool) -> str:
    """Nombre del estilo de una celda de esa columna; ``nueva``: si es de una fila preparada."""
    if not llenado.protegida or (nueva and not columna.oculta):
        return "abierta" if llenado.protegida or not nueva else "preparada"
    if columna.abierta:
        return "por-llenar"
    return "en-un-renglon" if columna.en_un_renglon else "cerrada"


NOMBRE = "Listas"

_ANCHO = Mm(40)


@clases.frozen
class ColumnasDeListas:
    """Columna, desde 1, de cada lista que no cabe en una celda, por sus opciones, en su hoja."""

    columnas: Mapping[tuple[str, ...], int]

    def hoja(self) -> HojaDeDatos | None:
        """La hoja oculta que las lleva; ninguna si todas son cortas."""
        if not self.columnas:
            return None
        return HojaDeDatos(
            nombre=NOMBRE,
            columnas=tuple(
                ColumnaDeDatos(rotulo=f"lista {numero}", ancho=_ANCHO)
                for numero in self.columnas.values()
            ),
            filas=tuple(zip_longest(*self.columnas)),
            oculta=True,
        )

    def formula(self, opciones: Opciones, hoja: str) -> str:
        """Lista como la pide Excel: ``"Sí,No"`` o, de la hoja ``hoja``, ``'Listas'!$A$2:$A$9``."""
        numero = self.columnas.get(opciones.valores)
        if numero is None:
            return f'"{",".join(opciones.valores)}"'
        letra = get_column_letter(numero)
        ultima = len(opciones.valores) + 1
        return f"{quote_sheetname(hoja)}!${letra}$2:${letra}${ultima}"


def listas_de(hojas: Iterable[HojaDeDatos]) -> ColumnasDeListas:
    """Las listas de opciones de unas hojas que no caben en una validación."""
    reglas: list[Regla | None] = []
    for hoja in hojas:
        reglas += (columna.regla for columna in hoja.columnas)
        reglas += (celda.regla for celda in (hoja.llenado.celdas if hoja.llenado else ()))
    largas = (
        regla.valores
        for regla in reglas
        if isinstance(regla, Opciones) and not _cabe_en_la_celda(regla.valores)
    )
    return ColumnasDeListas({valores: n for n, valores in enumerate(dict.fromkeys(largas), 1)})


def _cabe_en_la_celda(valores: tuple[str, ...]) -> bool:
    """Si una lista va en la celda: Excel la escribe con comas, entre comillas y en 255 letras."""
    junta = ",".join(valores)
    return (
        len(junta.encode("utf-16-le")) // 2 <= LETRAS_DE_UN_MENSAJE
        and '"' not in junta
        and all(valor == valor.strip() != "" and "," not in valor for valor in valores)
    )


_CLASES: dict[str, Literal["whole", "decimal", "date", "textLength"]] = {
    "entero": "whole",
    "numero": "decimal",
    "fecha": "date",
    "letras": "textLength",
}
_LETRAS_DE_UN_TITULO = 32
"""Del título de la ayuda o del reproche de una celda: Excel no admite más."""
_MAS_ABAJO = 500
"""Filas que, debajo de las preparadas, también validan lo que se les escriba."""


def poner_validaciones(
    excel: Worksheet, hoja: HojaDeDatos, listas: ColumnasDeListas, lugar: str
) -> None:
    """Pone la regla, la ayuda y el reproche de cada columna; ``lugar``, la hoja de listas."""
    primera, ultima = filas_de_la_tabla(hoja)
    llenado = hoja.llenado or LlenadoDeHoja()
    for letra, columna in con_letra(hoja):
        if columna.regla is None and not columna.ayuda:
            continue
        validacion = _validacion(
            columna.rotulo, columna.regla, columna.ayuda, columna.reproche, listas, lugar
        )
        de_mas = 0 if llenado.con_su_fila else _MAS_ABAJO
        validacion.add(f"{letra}{primera}:{letra}{ultima + de_mas}")
        excel.add_data_validation(validacion)
    letras = {columna.rotulo: letra for letra, columna in con_letra(hoja)}
    for celda in llenado.celdas:
        validacion = _validacion(celda.columna, celda.regla, celda.ayuda, "", listas, lugar)
        validacion.add(f"{letras[celda.columna]}{primera + celda.fila}")
        excel.add_data_validation(validacion)
    if llenado.con_su_fila:
        por_celda: Any = _UnaPorCelda(excel.data_validations)
        excel.data_validations = por_celda


@clases.frozen
class _UnaPorCelda:
    """Validaciones de una hoja, cada una repetida por celda, con un título que dice su fila.

    Se repiten ya escritas: en hacer cada una openpyxl tarda más que en toda la hoja.
    """

    por_columna: Any

    def __len__(self) -> int:
        return len(self.por_columna)

    def to_tree(self) -> Any:
        """Todas, en XML: ``Seguimiento, fila 14``."""
        todas = self.por_columna.to_tree()
        for de_columna in [*todas]:
            primera, _, ultima = de_columna.get("sqref").partition(":")
            letra, desde = coordinate_from_string(primera)
            todas.remove(de_columna)
            for fila in range(desde, coordinate_from_string(ultima or primera)[1] + 1):
                fin = f", fila {fila}"
                una = copy(de_columna)
                titulo = una.get("promptTitle", "")[: _LETRAS_DE_UN_TITULO - len(fin)]
                una.set("promptTitle", f"{titulo}{fin}")
                una.set("sqref", f"{letra}{fila}")
                todas.append(una)
        todas.set("count", str(len(todas)))
        return todas


def filas_de_la_tabla(hoja: HojaDeDatos) -> tuple[int, int]:
    """Primera y última fila de una tabla en su hoja, desde 1, con las preparadas."""
    llenado = hoja.llenado or LlenadoDeHoja()
    primera = llenado.fila_de_rotulos + 1
    return primera, max(primera + len(hoja.filas) + llenado.preparadas - 1, primera)


def columnas_impresas(hoja: HojaDeDatos) -> Sequence[ColumnaDeDatos]:
    """Columnas que se imprimen; de la que se llena sin protegerse, hasta el último grupo que dice.

    Las de una protegida son las que ella diga.
    """
    llenado = hoja.llenado or LlenadoDeHoja()
    columnas = hoja.columnas[: llenado.impresas]
    if llenado.protegida or not llenado.preparadas:
        return columnas
    dicen = {n for fila in hoja.filas for n, valor in enumerate(fila) if valor is not None}
    van = (n for n, una in enumerate(columnas) if not una.oculta and (not una.tono or n in dicen))
    return columnas[: max(van, default=-1) + 1]


def con_letra(hoja: HojaDeDatos) -> list[tuple[str, ColumnaDeDatos]]:
    """Cada columna con la letra que la nombra."""
    return [(get_column_letter(n), columna) for n, columna in enumerate(hoja.columnas, 1)]


def _validacion(  # noqa: PLR0913, PLR0917 - lo que una validación dice
    rotulo: str,
    regla: Regla | None,
    ayuda: str,
    reproche: str,
    listas: ColumnasDeListas,
    lugar: str,
) -> DataValidation:
    """Validación de Excel: una regla, con la ayuda que se ve y el reproche si no se cumple."""
    titulo = " ".join(rotulo.split())[:_LETRAS_DE_UN_TITULO]
    validacion = DataValidation(
        allow_blank=True,
        showInputMessage=bool(ayuda),
        prompt=ayuda or None,
        promptTitle=titulo if ayuda else None,
        showErrorMessage=regla is not None,
        error=reproche or None,
        errorTitle=titulo if reproche else None,
    )
    if isinstance(regla, Opciones):
        validacion.type, validacion.formula1 = "list", listas.formula(regla, lugar)
        validacion.errorStyle = "warning" if regla.otras else "stop"
    elif isinstance(regla, Limites):
        validacion.type = _CLASES[regla.clase]
        _limitar(validacion, regla)
    return validacion


def _limitar(validacion: DataValidation, limites: Limites) -> None:
    """Pone en una validación de dónde a dónde puede ir el valor."""
    minimo, maximo = limites.minimo, limites.maximo
    if minimo is not None and maximo is not None:
        validacion.operator = "between"
        validacion.formula1, validacion.formula2 = _numero(minimo), _numero(maximo)
    elif minimo is not None:
        validacion.operator, validacion.formula1 = "greaterThanOrEqual", _numero(minimo)
    elif maximo is not None:
        validacion.operator, validacion.formula1 = "lessThanOrEqual", _numero(maximo)


def _numero(limite: int | Decimal | date) -> str:
    return str(dia_de_excel(limite) if isinstance(limite, date) else limite)


def poner_rellenos(excel: Worksheet, hoja: HojaDeDatos) -> None:
    """Pone los rellenos que aparecen y se van solos, en las filas que ya son de alguien."""
    llenado = hoja.llenado or LlenadoDeHoja()
    primera = filas_de_la_tabla(hoja)[0]
    ultima = primera + len(hoja.filas) - 1
    if ultima < primera:
        return
    for pintado in llenado.pintados:
        letras = [letra for letra, columna in con_letra(hoja) if columna.rotulo in pintado.columnas]
        for letra in letras:
            regla = Rule(
                type="expression",
                formula=[_formula_de_relleno(pintado, letra, letras, primera)],
                dxf=DifferentialStyle(fill=PatternFill(bgColor=f"FF{pintado.relleno}")),
            )
            excel.conditional_formatting.add(f"{letra}{primera}:{letra}{ultima}", regla)


def _formula_de_relleno(pintado: Pintado, letra: str, letras: list[str], fila: int) -> str:
    """Fórmula con que Excel decide si pinta una celda: falta, o está completa su fila."""
    if pintado.cuando == "falta":
        return f"LEN(TRIM({letra}{fila}))=0"
    llenas = ",".join(f"LEN(TRIM(${otra}{fila}))>0" for otra in letras)
    return f"AND({llenas})"


_RENGLON = 1.5
"""Alto de una fila, en veces su letra: cada fila muestra un renglón de sus textos."""
_MM_POR_LETRA = 6 / 96 * MM_POR_PULGADA
"""La unidad de ancho de las columnas: una cifra de la letra normal, de seis píxeles."""
_ESCALA = 100
"""Por ciento: la más grande a la que se imprime."""
_ESCALA_POR_LLENAR = 98
"""Con holgura: en la que se llena no hay página sin letra a la derecha."""
_LETRA_EN_PAPEL = Pt(7)
"""Con menos no se lee: lo que no cabe a lo ancho sigue en otra página. Es también la de las claves,
que son para un programa."""
_ASPECTO = TableStyleInfo(name="TableStyleLight9", showRowStripes=True)
_CALCULADO = "E2EFDA"
_NO_VA_EN_UN_NOMBRE = re.compile(r"\W")


def preparar_hoja_de_datos(excel: Worksheet, hoja: HojaDeDatos) -> None:
    """Pone en una hoja la tabla, su encabezado a la vista y cómo se imprimiría.

    No es una página del formato, ni cuenta entre las suyas: su área de impresión está en blanco.
    A quien se la quite le sale apaisada, con letra que se lee, y en cada página los rótulos y las
    columnas que dicen cuál es la fila.
    """
    rotulos = len(hoja.encabezado)
    excel.add_table(_tabla(hoja))
    excel.freeze_panes = f"{get_column_letter(hoja.fijas + 1)}{rotulos + 1}"
    excel.sheet_view.showGridLines = True
    repetir_al_imprimir(excel, f"${rotulos}:${rotulos}", hoja.fijas)
    excel.print_area = f"{get_column_letter(len(hoja.columnas) + 2)}1"
    excel.sheet_properties.pageSetUpPr = None


def anchos_de_datos(hoja: HojaDeDatos) -> str:
    """``<cols>`` de una hoja de datos."""
    return anchos_en_xml(
        (round(columna.ancho / _MM_POR_LETRA, 1) for columna in hoja.columnas),
        escondidas={lugar for lugar, columna in enumerate(hoja.columnas) if columna.oculta},
    )


def escala_de_datos(hoja: HojaDeDatos, pagina: Pagina, letra: Pt) -> int:
    """Escala, por ciento, para que apaisada sea de una página de ancho, si su letra se lee."""
    minima = math.ceil(_ESCALA * _LETRA_EN_PAPEL / letra)
    return min(max(_escala_de_una_pagina(hoja, pagina), minima), _ESCALA)


def _escala_de_una_pagina(hoja: HojaDeDatos, pagina: Pagina) -> int:
    """Escala, por ciento, a la que cabe a lo ancho de una página apaisada, se lea o no."""
    ancho = fsum(columna.ancho for columna in columnas_impresas(hoja) if not columna.oculta)
    libre = max(pagina.ancho, pagina.alto) - pagina.izquierdo - pagina.derecho
    return int((_ESCALA_POR_LLENAR if hoja.llenado else _ESCALA) * libre / ancho)


def titulo_aparte(hoja: HojaDeDatos, pagina: Pagina, escala: int) -> str:
    """Título de una hoja por llenar que es de varias páginas de ancho: en celdas se cortaría.

    Se imprime desde sus rótulos y él, que es su primer renglón, va arriba de cada página.
    """
    arriba = hoja.llenado.arriba if hoja.llenado else ()
    titulo = arriba[0].contenido if arriba else ""
    cabe = escala <= _escala_de_una_pagina(hoja, pagina)
    return "" if cabe or not isinstance(titulo, str) else titulo


def ultima_de_datos(hoja: HojaDeDatos) -> int:
    """Última fila, desde 1, de una hoja de datos que no se llena."""
    return len(hoja.encabezado) + len(hoja.filas)


def _tabla(hoja: HojaDeDatos) -> Table:
    """Tabla de Excel de una hoja de datos, con su filtro y sus franjas."""
    ultima = f"{get_column_letter(len(hoja.columnas))}{ultima_de_datos(hoja)}"
    lugar = f"A{len(hoja.encabezado)}:{ultima}"
    return Table(
        displayName=_NO_VA_EN_UN_NOMBRE.sub("_", hoja.nombre),
        ref=lugar,
        tableColumns=[
            TableColumn(id=numero, name=en_clave(columna.rotulo))
            for numero, columna in enumerate(hoja.columnas, 1)
        ],
        autoFilter=AutoFilter(ref=lugar),
        tableStyleInfo=_ASPECTO,
    )


def celdas_de_datos(  # noqa: PLR0913, PLR0917 - la hoja, y lo que es de todo el libro
    hoja: HojaDeDatos,
    celda: Estilo,
    excel: Worksheet,
    textos: TextosDelLibro,
    del_libro: FormatosDelLibro,
    escritura: Escritura,
) -> Iterator[str]:
    """``<sheetData>``: el encabezado y una fila por renglón, con la letra del estilo ``celda``.

    Los formatos quedan registrados; los pedazos se hacen a medida que se piden.
    """
    estilos = _estilos_de_datos(celda)
    formatos = Formatos(estilos, del_libro.__getitem__)
    atributos = _atributos(formatos)
    de_rotulos = ["calculado" if columna.calculada else "rotulo" for columna in hoja.columnas]
    de_cada_fila = [["clave"] * len(de_rotulos), de_rotulos][-len(hoja.encabezado) :]
    registrados = {
        nombre: formatos.de_uso((TEXTO, nombre, "")) for fila in de_cada_fila for nombre in fila
    }
    altos = _altos_de_encabezado(hoja, MedidorDeHoja(estilos))
    encabezado = _encabezado(hoja, de_cada_fila, registrados, altos, textos)
    alto = f'ht="{celda.tamano * _RENGLON:g}" customHeight="1"'
    recortar = functools.partial(_recortada, excel.title, escritura.avisos)
    return _pedazos_de_datos(hoja, encabezado, atributos, alto, textos, recortar)


def _pedazos_de_datos(  # noqa: PLR0913, PLR0917 - lo que va en cada fila
    hoja: HojaDeDatos,
    encabezado: Iterable[str],
    atributos: Mapping[Dato, str],
    alto: str,
    textos: TextosDelLibro,
    recortar: Callable[[str, Any], Any],
) -> Iterator[str]:
    """Pedazos de ``<sheetData>``: unos miles de celdas a la vez, columna por columna."""
    de_cada = [(letra, columna.clase) for letra, columna in con_letra(hoja)]
    yield "<sheetData>"
    yield from encabezado
    quedan, primera = iter(hoja.filas), len(hoja.encabezado) + 1
    de_una_vez = max(_CELDAS_DE_UNA_VEZ // max(len(de_cada), 1), 1)
    while filas := list(islice(quedan, de_una_vez)):
        # Por columnas: lo de una es todo de una clase, y casi todas van en blanco.
        columnas = list(zip(*filas, strict=True))
        if _alguno_no_cabe(columnas):
            recortadas = (
                [recortar(f"{letra}{n}", v) for (letra, _), v in zip(de_cada, fila, strict=True)]
                for n, fila in enumerate(filas, primera)
            )
            columnas = list(zip(*recortadas, strict=True))
        con_datos = [
            (letra, clase, columna)
            for (letra, clase), columna in zip(de_cada, columnas, strict=True)
            if columna.count(None) + columna.count("") < len(columna)
        ]
        # Cada texto lleva el número que le toca según se lee, fila por fila.
        textos.numerar(*(columna for _, clase, columna in con_datos if clase == "texto"))
        celdas = [
            _celdas_de_columna(
                f'<c r="{letra}{AQUI}" {atributos[clase]}><v>', clase, columna, textos
            )
            for letra, clase, columna in con_datos
        ]
        yield filas_en_xml(primera, [alto] * len(filas), celdas)
        primera += len(filas)
    yield "</sheetData>"


def _celdas_de_columna(
    inicio: str, clase: Dato, columna: Sequence[Any], textos: TextosDelLibro
) -> list[str]:
    """XML de las celdas de una columna, desde su ``inicio``; la fila en blanco no tiene celda."""
    if clase == "texto":
        textos.letras += sum(map(len, filter(None, columna)))
        return [f"{inicio}{textos[texto]}</v></c>" if texto else "" for texto in columna]
    textos.letras += _LETRAS_DE_UN_NUMERO * (len(columna) - columna.count(None))
    guardados = columna
    if clase == "fecha":
        guardados = [None if dia is None else dia_de_excel(dia) for dia in columna]
    return ["" if valor is None else f"{inicio}{valor}</v></c>" for valor in guardados]


_CELDAS_DE_UNA_VEZ = 25_000
"""Celdas que están escritas a la vez: de una tabla de miles de columnas, unas pocas filas."""


def _alguno_no_cabe(columnas: Iterable[Sequence[Any]]) -> bool:
    """Si algún texto podría no caber en una celda de Excel, aunque cada letra contara por dos."""
    textos = [valor for columna in columnas for valor in columna if type(valor) is str]
    return max(map(len, textos), default=0) * 2 > LETRAS_POR_CELDA


def _estilos_de_datos(celda: Estilo) -> dict[str, Estilo]:
    """Estilos de una hoja de datos, sin marcos: las franjas las pone la tabla."""
    letra = attrs.evolve(celda, bordes=None, relleno=None, horizontal="izquierda", margen=Pt(0))
    rotulo = attrs.evolve(letra, negrita=True, relleno="BDD7EE")
    return {
        "celda": letra,
        "clave": attrs.evolve(letra, tamano=_LETRA_EN_PAPEL, color=_GRIS),
        "rotulo": rotulo,
        "calculado": attrs.evolve(rotulo, cursiva=True, relleno=_CALCULADO),
    }


def _altos_de_encabezado(hoja: HojaDeDatos, medidor: Medidor) -> tuple[str, ...]:
    """Atributos de alto de la fila de claves y la de rótulos; sin claves, el de Excel."""
    if len(hoja.encabezado) == 1:
        return ("",)
    altos = (medidor.alto("", "clave", Pt(1)), medidor.alto("\n", "rotulo", Pt(1)))
    return tuple(f' ht="{alto:g}" customHeight="1"' for alto in altos)


def _encabezado(
    hoja: HojaDeDatos,
    estilos: Sequence[Sequence[str]],
    formatos: Mapping[str, int],
    altos: Iterable[str],
    textos: TextosDelLibro,
) -> Iterator[str]:
    """XML de las filas de encabezado: las claves, si las hay, y los rótulos."""
    letras = [letra for letra, _ in con_letra(hoja)]
    filas = zip(hoja.encabezado, estilos, altos, strict=True)
    for numero, (de_la_fila, de_cada_texto, alto) in enumerate(filas, 1):
        yield f'<row r="{numero}"{alto}>'
        for letra, texto, estilo in zip(letras, de_la_fila, de_cada_texto, strict=True):
            guardado = textos.usar(texto)
            yield f'<c r="{letra}{numero}" s="{formatos[estilo]}" t="s"><v>{guardado}</v></c>'
        yield "</row>"


def _atributos(formatos: Formatos) -> Mapping[Dato, str]:
    """Atributos de una celda por la clase de su columna: ``{"texto": 's="3" t="s"'}``."""
    de_texto = formatos.de_uso((TEXTO, "celda", ""))
    de_numero = formatos.de_uso((VALOR, "celda", MUESTRA_DE_NUMERO))
    de_fecha = formatos.de_uso((VALOR, "celda", MUESTRA_DE_FECHA))
    return {
        "texto": f's="{de_texto}" t="s"',
        "numero": f's="{de_numero}"',
        "fecha": f's="{de_fecha}"',
    }


_LETRAS_DE_UN_NUMERO = 20
"""Letras de un número o una fecha, a lo más, para quien cuenta las de un libro."""


def _recortada(hoja: str, avisos: list[Aviso], lugar: str, valor: Any) -> Any:
    """Valor que Excel guarda en una celda: un texto, recortado en unidades UTF-16."""
    if type(valor) is not str or len(valor) * 2 <= LETRAS_POR_CELDA:
        return valor
    unidades = valor.encode("utf-16-le")
    if len(unidades) <= 2 * LETRAS_POR_CELDA:
        return valor
    motivo = (
        f"el texto pasa de {LETRAS_POR_CELDA:_} letras, las que Excel guarda en una celda: aquí va"
        " recortado, y entero en las tablas del formato que lo muestran"
    ).replace("_", ".")
    avisos.append(Aviso("texto_recortado", f"{hoja}!{lugar}", motivo))
    return unidades[: 2 * LETRAS_POR_CELDA].decode("utf-16-le", "ignore")
