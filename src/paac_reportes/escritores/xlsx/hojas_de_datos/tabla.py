"""Las hojas de datos de un libro: una tabla de Excel, con filtros y sin páginas que cuidar."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import attrs
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.filters import AutoFilter
from openpyxl.worksheet.table import Table, TableColumn, TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet

from paac_reportes.errores import Aviso
from paac_reportes.escritores.escritura import Escritura
from paac_reportes.escritores.xlsx.celdas.filas import Textos, en_clave
from paac_reportes.escritores.xlsx.celdas.formatos import Formatos
from paac_reportes.escritores.xlsx.celdas.valores import MUESTRA_DE_FECHA, dia_de_excel
from paac_reportes.maqueta.documento import Pagina
from paac_reportes.maqueta.estilos import Dato, Estilo
from paac_reportes.maqueta.hoja.de_datos import ColumnaDeDatos, HojaDeDatos
from paac_reportes.maqueta.medida.ajuste import LETRAS_POR_CELDA
from paac_reportes.maqueta.medida.medidas import MM_POR_PULGADA

_RENGLON = 1.5
"""Alto de una fila, en veces su letra: cada fila muestra un renglón de sus textos."""
_MM_POR_LETRA = 6 / 96 * MM_POR_PULGADA
"""La unidad de ancho de las columnas: una cifra de la letra normal, de seis píxeles."""
_ESCALA_MINIMA = 10
"""La más pequeña a la que Excel imprime, en porcentaje."""
_ASPECTO = TableStyleInfo(name="TableStyleLight9", showRowStripes=True)
_CALCULADO = "E2EFDA"
_NO_VA_EN_UN_NOMBRE = re.compile(r"\W")


def preparar_hoja_de_datos(excel: Worksheet, hoja: HojaDeDatos, pagina: Pagina) -> None:
    """La tabla, sus anchos, su encabezado a la vista y cómo se imprimiría.

    No es una página del formato, ni cuenta entre las suyas: su área de impresión está en blanco.
    A quien se la quite le sale apaisada, de una página de ancho y con sus rótulos en cada una.
    """
    excel.add_table(_tabla(hoja))
    excel.freeze_panes = "A2"
    excel.sheet_view.showGridLines = True
    excel.print_title_rows = "1:1"
    excel.print_area = f"{get_column_letter(len(hoja.columnas) + 2)}1"
    for numero, columna in enumerate(hoja.columnas, 1):
        medida = excel.column_dimensions[get_column_letter(numero)]
        medida.width, medida.hidden = round(columna.ancho / _MM_POR_LETRA, 1), columna.oculta
    ancho = sum(columna.ancho for columna in hoja.columnas if not columna.oculta)
    libre = max(pagina.ancho, pagina.alto) - pagina.izquierdo - pagina.derecho
    excel.sheet_properties.pageSetUpPr = None
    ajuste = excel.page_setup
    ajuste.orientation, ajuste.fitToWidth, ajuste.fitToHeight = "landscape", None, None
    ajuste.scale = min(max(int(100 * libre / ancho), _ESCALA_MINIMA), 100)


def _tabla(hoja: HojaDeDatos) -> Table:
    lugar = f"A1:{get_column_letter(len(hoja.columnas))}{len(hoja.filas) + 1}"
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


# ------------------------------------------------------------------ las celdas
Escribir = Callable[[Any, str], str]
"""Un valor que no está en blanco, como la celda de ese lugar."""


def celdas_de_datos(
    hoja: HojaDeDatos, celda: Estilo, excel: Worksheet, textos: Textos, escritura: Escritura
) -> str:
    """``<sheetData>``: los rótulos y una fila por renglón, con la letra del estilo ``celda``."""
    formatos = Formatos(_estilos(celda), excel)
    letras = [get_column_letter(numero) for numero in range(1, len(hoja.columnas) + 1)]
    escrituras = _escrituras(formatos, textos, excel.title, escritura.avisos)
    columnas = list(
        zip(letras, (escrituras[columna.clase] for columna in hoja.columnas), strict=True)
    )
    alto = f'ht="{celda.tamano * _RENGLON:g}" customHeight="1"'
    trozos = ["<sheetData>", *_rotulos(hoja.columnas, letras, formatos, textos)]
    for numero, fila in enumerate(hoja.filas, 2):
        trozos.append(f'<row r="{numero}" {alto}>')
        trozos += [
            escribir(valor, f"{letra}{numero}")
            for (letra, escribir), valor in zip(columnas, fila, strict=True)
            if valor is not None and valor != ""
        ]
        trozos.append("</row>")
    trozos.append("</sheetData>")
    return "".join(trozos)


def _estilos(celda: Estilo) -> dict[str, Estilo]:
    """Sin marcos: las franjas las pone la tabla."""
    letra = attrs.evolve(celda, bordes=False, relleno=None, horizontal="izquierda")
    rotulo = attrs.evolve(letra, negrita=True, relleno="BDD7EE")
    return {
        "celda": letra,
        "rotulo": rotulo,
        "calculado": attrs.evolve(rotulo, cursiva=True, relleno=_CALCULADO),
    }


def _rotulos(
    columnas: tuple[ColumnaDeDatos, ...], letras: list[str], formatos: Formatos, textos: Textos
) -> Iterator[str]:
    yield '<row r="1">'
    for letra, columna in zip(letras, columnas, strict=True):
        formato = formatos.de_texto("calculado" if columna.calculada else "rotulo")
        yield f'<c r="{letra}1" s="{formato}" t="s"><v>{textos[columna.rotulo]}</v></c>'
    yield "</row>"


def _escrituras(
    formatos: Formatos, textos: Textos, nombre: str, avisos: list[Aviso]
) -> Mapping[Dato, Escribir]:
    """Cómo se escribe lo de cada clase de columna."""
    de_texto = formatos.de_texto("celda")
    de_numero = formatos.de_valor("celda", "General")
    de_fecha = formatos.de_valor("celda", MUESTRA_DE_FECHA)

    def texto(valor: str, lugar: str) -> str:
        if len(valor) * 2 > LETRAS_POR_CELDA:
            valor = _lo_que_cabe(valor, f"{nombre}!{lugar}", avisos)
        return f'<c r="{lugar}" s="{de_texto}" t="s"><v>{textos[valor]}</v></c>'

    return {
        "texto": texto,
        "numero": lambda valor, lugar: f'<c r="{lugar}" s="{de_numero}"><v>{valor}</v></c>',
        "fecha": lambda valor, lugar: (
            f'<c r="{lugar}" s="{de_fecha}"><v>{dia_de_excel(valor)}</v></c>'
        ),
    }


def _lo_que_cabe(texto: str, lugar: str, avisos: list[Aviso]) -> str:
    """Lo que Excel guarda de un texto en una celda, que cuenta en unidades UTF-16."""
    unidades = texto.encode("utf-16-le")
    if len(unidades) <= 2 * LETRAS_POR_CELDA:
        return texto
    motivo = (
        f"el texto pasa de {LETRAS_POR_CELDA:_} letras, las que Excel guarda en una celda: aquí va"
        " recortado, y entero en las tablas del formato que lo muestran"
    ).replace("_", ".")
    avisos.append(Aviso("texto_recortado", lugar, motivo))
    return unidades[: 2 * LETRAS_POR_CELDA].decode("utf-16-le", "ignore")
