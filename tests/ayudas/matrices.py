"""Matrices como las que escribe una oficina, en Word y en Excel.

Una tabla es una lista de renglones, con sus celdas separadas por ``|``: ``<`` es la misma celda de la
izquierda y ``^`` la de arriba.
"""

import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import docx
import openpyxl

import paac_reportes as paac
from ayudas.paquetes_a_mano import en_bytes

Renglon = str | Sequence[Any]
Renglones = Sequence[Renglon]


def en_word(*bloques: str | Renglones, encabezado: str = "") -> io.BytesIO:
    """Un documento: párrafos, títulos (``# …``) y tablas."""
    documento = docx.Document()
    if encabezado:
        documento.sections[0].header.paragraphs[0].text = encabezado
    for bloque in bloques:
        if isinstance(bloque, str):
            _parrafo(documento, bloque)
        else:
            _tabla_de_word(documento, [_celdas(renglon) for renglon in bloque])
            documento.add_paragraph()
    return io.BytesIO(en_bytes(documento))


def _parrafo(documento: Any, texto: str) -> None:
    if texto.startswith("# "):
        documento.add_heading(texto[2:], level=1)
    else:
        documento.add_paragraph(texto)


def _celdas(renglon: Renglon) -> list[Any]:
    if isinstance(renglon, str):
        return [celda.strip() for celda in renglon.split("|")]
    return list(renglon)


def _tabla_de_word(documento: Any, filas: list[list[Any]]) -> None:
    tabla = documento.add_table(rows=len(filas), cols=max(map(len, filas)))
    for (fila, columna), (hasta_fila, hasta_columna), valor in _combinadas(filas):
        celda = tabla.cell(fila, columna)
        if (fila, columna) != (hasta_fila, hasta_columna):
            celda = celda.merge(tabla.cell(hasta_fila, hasta_columna))
        celda.text = str(valor)


def en_excel(hojas: Mapping[str, Renglones]) -> io.BytesIO:
    """Un libro; una celda que no es texto se escribe como el número o la fecha que es.

    ``(0.5, "0%")`` lleva además su formato.
    """
    libro = openpyxl.Workbook()
    libro.remove(libro.worksheets[0])
    for nombre, renglones in hojas.items():
        hoja = libro.create_sheet(nombre)
        for inicio, fin, valor in _combinadas([_celdas(renglon) for renglon in renglones]):
            celda = hoja.cell(inicio[0] + 1, inicio[1] + 1)
            celda.value, formato = valor if isinstance(valor, tuple) else (valor, None)
            if valor == "":
                celda.value = None
            if formato:
                celda.number_format = formato
            if inicio != fin:
                hoja.merge_cells(
                    start_row=inicio[0] + 1,
                    start_column=inicio[1] + 1,
                    end_row=fin[0] + 1,
                    end_column=fin[1] + 1,
                )
    return io.BytesIO(en_bytes(libro))


def _combinadas(
    filas: list[list[Any]],
) -> Iterable[tuple[tuple[int, int], tuple[int, int], Any]]:
    """Cada celda con sus dos esquinas."""
    for n, fila in enumerate(filas):
        for m, valor in enumerate(fila):
            if valor in {"<", "^"} if isinstance(valor, str) else False:
                continue
            ancho = m + 1
            while ancho < len(fila) and fila[ancho] == "<":
                ancho += 1
            alto = n + 1
            while alto < len(filas) and m < len(filas[alto]) and filas[alto][m] == "^":
                alto += 1
            yield (n, m), (alto - 1, ancho - 1), valor


def leer(origen: io.BytesIO, **pedido: Any) -> paac.Lectura[Any]:
    """Lo que se entiende de un documento ajeno; es del municipio de M, si no se dice."""
    return paac.leer(origen, **{"entidad": "M", "como": None, **pedido})


def actividades(leido: paac.Lectura[Any]) -> list[Any]:
    """Las de todo el plan, en orden."""
    return [fila for _, componente in leido.contenido.tablas() for fila in componente.filas()]


def avisos(leido: paac.Lectura[Any], codigo: str) -> list[str]:
    """Lo que dicen los de un código, con su lugar."""
    return [str(aviso) for aviso in leido.avisos if aviso.codigo == codigo]
