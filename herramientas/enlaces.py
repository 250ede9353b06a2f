"""Comprueba que ningún enlace de un sitio ya armado se pierda, y que nada se traiga de fuera.

    python herramientas/enlaces.py CARPETA

Cada archivo y cada ancla que una página nombra ha de estar en la carpeta. Un guion, un estilo, una
letra o una imagen que se trajera de la red se dice también; un enlace que alguien sigue, no.
"""

import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

from lxml import html

_SE_CARGA = {"img", "script", "link", "iframe", "source", "audio", "video"}
_APARTE = {"data", "mailto"}


@cache
def anclas(pagina: Path) -> frozenset[str]:
    """Los lugares de una página a los que se puede ir."""
    arbol = html.parse(str(pagina))
    return frozenset(arbol.xpath("//@id | //a/@name"))


def perdidos(carpeta: Path) -> Iterator[str]:
    """Cada enlace que no lleva a ninguna parte, con su página."""
    for pagina in sorted(carpeta.rglob("*.html")):
        for elemento, _, destino, _ in html.parse(str(pagina)).getroot().iterlinks():
            if motivo := _motivo(pagina, elemento.tag, destino):
                yield f"{pagina.relative_to(carpeta)}: {destino}: {motivo}"


def _motivo(pagina: Path, etiqueta: str, destino: str) -> str | None:
    partes = urlsplit(destino)
    if partes.scheme in _APARTE:
        return None
    if partes.scheme or partes.netloc:
        return "se trae de fuera" if etiqueta in _SE_CARGA else None
    archivo = pagina.parent / unquote(partes.path) if partes.path else pagina
    if not archivo.is_file():
        return "no existe"
    ancla = unquote(partes.fragment)
    if ancla and archivo.suffix == ".html" and ancla not in anclas(archivo.resolve()):
        return "no tiene ese lugar"
    return None


if __name__ == "__main__":
    sitio = Path(sys.argv[1])
    hallados = list(perdidos(sitio))
    print(*hallados, sep="\n", end="\n" if hallados else "")
    paginas = sum(1 for _ in sitio.rglob("*.html"))
    print(f"{paginas} páginas; enlaces perdidos, {len(hallados)}")
    sys.exit(1 if hallados or not paginas else 0)
