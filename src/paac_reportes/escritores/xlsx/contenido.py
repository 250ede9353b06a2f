"""La tabla de contenido de un libro: la página de cada título al imprimirlo, y cómo llegar a él."""

from collections.abc import Iterator, Sequence
from typing import Any

from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from paac_reportes.maqueta.documento import Documento
from paac_reportes.maqueta.hoja.hoja import Hoja
from paac_reportes.maqueta.hoja.montaje import disponer
from paac_reportes.maqueta.indice import Remision, con_indice_en_tabla, tiene_indice, titulos_de
from paac_reportes.maqueta.medida.ajuste import Medidor


def disponer_con_contenido(documento: Documento, medidor: Medidor) -> tuple[Documento, list[Hoja]]:
    """Las hojas con todo en su sitio; el contenido se escribe cuando ya se sabe la página."""
    en_blanco = [None] * len(titulos_de(documento))
    borrador = con_indice_en_tabla(documento, en_blanco)
    hojas = [disponer(parte, medidor) for parte in borrador.partes]
    if not tiene_indice(documento):
        return documento, hojas
    definitivo = con_indice_en_tabla(documento, list(_paginas_de_titulos(hojas)))
    return definitivo, [disponer(parte, medidor) for parte in definitivo.partes]


def _paginas_de_titulos(hojas: list[Hoja]) -> Iterator[int | None]:
    """La página de cada título al imprimir el libro entero; sin saltos propios no se sabe."""
    antes: int | None = 1
    for hoja in hojas:
        for fila in hoja.titulos:
            se_sabe = antes is not None and hoja.paginada
            yield antes + hoja.pagina_de(fila) if se_sabe and antes is not None else None
        antes = antes + len(hoja.saltos) + 1 if antes is not None and hoja.paginada else None


def enlazar_contenido(hojas: Sequence[Hoja], de_excel: Sequence[Worksheet]) -> None:
    """Cada renglón de la tabla de contenido lleva a la celda de su título."""
    destinos = [
        f"{quote_sheetname(excel.title)}!A{fila + 1}"
        for hoja, excel in zip(hojas, de_excel, strict=True)
        for fila in hoja.titulos
    ]
    for hoja, excel in zip(hojas, de_excel, strict=True):
        enlaces: Any = excel
        enlaces._hyperlinks += [  # noqa: SLF001 - por celda, openpyxl las crearía todas
            Hyperlink(ref=lugar, location=destinos[titulo]) for lugar, titulo in _remisiones(hoja)
        ]


def _remisiones(hoja: Hoja) -> Iterator[tuple[str, int]]:
    """Dónde está cada renglón, de su primera celda a la última, y el número de su título."""
    for numero, fila in enumerate(hoja.filas, 1):
        primera = fila.celdas[0].contenido if fila.celdas else ""
        if isinstance(primera, Remision):
            ultima = fila.celdas[-1].columna + fila.celdas[-1].columnas
            yield f"A{numero}:{get_column_letter(ultima)}{numero}", primera.titulo
