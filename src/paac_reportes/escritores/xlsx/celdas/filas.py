"""Las filas y las fusiones de una hoja como XML, y la tabla de textos que comparten."""

import functools
import re
from collections.abc import Callable, Collection, Sequence

from openpyxl.utils import get_column_letter

from paac_reportes.escritores.xlsx.celdas.enlaces import Enlazadas
from paac_reportes.escritores.xlsx.celdas.filtro import filtro_en_xml
from paac_reportes.escritores.xlsx.celdas.formatos import Formatos
from paac_reportes.escritores.xlsx.celdas.valores import Valor, valor_de, valor_de_cifra
from paac_reportes.maqueta.contenidos import Cifra, Contenido, Operacion, Resumen, solo_texto
from paac_reportes.maqueta.estilos import Dato
from paac_reportes.maqueta.hoja.hoja import Hoja
from paac_reportes.maqueta.hoja.tabla.tabla_en_hoja import CeldaDeHoja
from paac_reportes.maqueta.medida.ajuste import Medidor
from paac_reportes.maqueta.medida.medidas import Mm, pt_de_mm
from paac_reportes.maqueta.nodos import PREFIJO_DE_MARCA

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


_CIFRAS_DE_UN_NUMERO = 15
"""Las que Excel guarda de un número; las demás las cambia por ceros."""


Escribir = Callable[[int, CeldaDeHoja], str]
"""Una celda de la fila de ese número, como XML."""


class Textos(dict[str, int]):
    """Los textos del libro, cada uno una vez y con su número, que se le da al pedirlo."""

    def __missing__(self, texto: str) -> int:
        numero = self[texto] = len(self)
        return numero

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
    letras = [get_column_letter(numero + 1) for numero in range(len(hoja.anchos))]
    de_marcas = get_column_letter(columnas_de(hoja))
    de_texto = _de_texto(letras, formatos, textos, enlazadas)
    de_valor = _de_valor(letras, formatos, hoja, medidor)
    trozos = ["<sheetData>"]
    fusiones: list[str] = []
    for numero, fila in enumerate(hoja.filas, 1):
        trozos.append(f'<row r="{numero}" ht="{fila.alto:g}" customHeight="1">')
        for celda in fila.celdas:
            columna, columnas, filas, _, estilo = celda
            escrita = de_valor(numero, celda) if filas and formatos.dato(estilo) != "texto" else ""
            trozos.append(escrita or de_texto(numero, celda))
            if columnas > 1:
                # Lo tapado por una fusión lleva su estilo para que el marco salga entero.
                vacia = formatos.de_texto(estilo)
                tapadas = letras[columna + 1 : columna + columnas]
                trozos += [f'<c r="{letra}{numero}" s="{vacia}"/>' for letra in tapadas]
            if filas > 1 or (filas and columnas > 1):
                ultima = f"{letras[columna + columnas - 1]}{numero + filas - 1}"
                fusiones.append(f'<mergeCell ref="{letras[columna]}{numero}:{ultima}"/>')
        if fila.marca:
            marca = textos[f"{PREFIJO_DE_MARCA}{fila.marca}"]
            trozos.append(f'<c r="{de_marcas}{numero}" t="s"><v>{marca}</v></c>')
        trozos.append("</row>")
    trozos.append("</sheetData>")
    if hoja.filtro:
        trozos.append(filtro_en_xml(hoja.filtro, columnas_de(hoja)))
    if fusiones:
        trozos += [f'<mergeCells count="{len(fusiones)}">', *fusiones, "</mergeCells>"]
    return "".join(trozos)


def columnas_de(hoja: Hoja) -> int:
    """Las que se ven y, si alguna fila lleva marca, la que las guarda."""
    return len(hoja.anchos) + hoja.lleva_marcas


def _de_texto(
    letras: Sequence[str], formatos: Formatos, textos: Textos, enlazadas: Enlazadas
) -> Escribir:
    """Escribe las celdas que guardan su texto."""

    def escribir(numero: int, celda: CeldaDeHoja) -> str:
        columna, _, _, contenido, estilo = celda
        texto = contenido if isinstance(contenido, str) else solo_texto(contenido)
        lugar, formato = f"{letras[columna]}{numero}", formatos.de_texto(estilo)
        if contenido is not texto and (enlazada := enlazadas.get((numero, columna))):
            formato = formatos.de_enlace(estilo, como_formula=enlazada.como_formula)
            if enlazada.como_formula:
                escrito = escapar(texto)
                formula = escrito.replace('"', '""')
                return (
                    f'<c r="{lugar}" s="{formato}" t="str"><f>"{formula}"</f><v>{escrito}</v></c>'
                )
        if not texto:
            return f'<c r="{lugar}" s="{formato}"/>'
        return f'<c r="{lugar}" s="{formato}" t="s"><v>{textos[texto]}</v></c>'

    return escribir


def _de_valor(letras: Sequence[str], formatos: Formatos, hoja: Hoja, medidor: Medidor) -> Escribir:
    """Escribe las celdas que guardan un número o una fecha; nada si el texto no lo es o no cabe."""

    @functools.cache
    def cabe(texto: str, estilo: str, columna: int, columnas: int) -> bool:
        if sum(map(str.isdigit, texto)) > _CIFRAS_DE_UN_NUMERO:
            return False
        # Excel no parte un número ni una fecha: si no caben, muestra «####».
        ancho = Mm(sum(hoja.anchos[columna : columna + columnas]))
        return medidor.cabe_en_un_renglon(texto, estilo, pt_de_mm(ancho))

    sin_valor: set[tuple[int, int]] = set()
    """Las celdas de un número que no cupo: una fórmula no las vería."""

    def escribir(numero: int, celda: CeldaDeHoja) -> str:
        columna, columnas, _, contenido, estilo = celda
        texto = contenido if isinstance(contenido, str) else solo_texto(contenido)
        valor = _valor(contenido, texto, formatos.dato(estilo))
        if valor is None:
            return ""
        if not cabe(texto, estilo, columna, columnas):
            sin_valor.add((numero, columna))
            return ""
        formato = formatos.de_valor(estilo, valor.muestra)
        resumen = hoja.resumenes.get((numero, columna))
        ve_todo = resumen and not _resume_alguna(sin_valor, columna, resumen)
        formula = _formula(resumen, letras[columna]) if resumen and ve_todo else ""
        lugar = f"{letras[columna]}{numero}"
        return f'<c r="{lugar}" s="{formato}">{formula}<v>{valor.guardado}</v></c>'

    return escribir


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
