"""La tabla de contenido de un libro: la página de cada título al imprimirlo."""

from collections.abc import Iterator

from paac_reportes.maqueta.documento import Documento
from paac_reportes.maqueta.hoja.hoja import Hoja
from paac_reportes.maqueta.hoja.montaje import disponer
from paac_reportes.maqueta.indice import con_indice_en_tabla, tiene_indice, titulos_de
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
