"""El documento que alguien diseñó en Word, ya lleno, con los bloques que se ponen en él.

Sus estilos, sus páginas y sus propiedades son los suyos; los bloques llevan los nuestros, que se
juntan con ellos como en un membrete.
"""

from collections.abc import Sequence
from typing import Any

from docx.document import Document as DocumentoDeWord

from paac_reportes.escritores.docx.armazon import cascaron_de, juntar_propiedades
from paac_reportes.escritores.docx.membrete import Traslado, abrir
from paac_reportes.escritores.paquete import sellar

_LUGAR = "{urn:paac-reportes}puesto"
"""Elemento que guarda el lugar de un bloque en el Word diseñado, con su número, desde 0."""


def poner_en_el_cuerpo(nuestro: DocumentoDeWord, bloques: Sequence[str], cuerpo: bytes) -> bytes:
    """Los bytes del cuerpo con esos bloques, cada uno en su lugar."""
    base = abrir(cuerpo, "cuerpo")
    juntar_propiedades(base, nuestro)
    if bloques:
        traslado = Traslado(base, nuestro)
        raiz: Any = base.element
        for lugar in [*raiz.iter(_LUGAR)]:
            for elemento in traslado(bloques[int(lugar.get("n"))]):
                lugar.addprevious(elemento)
            lugar.getparent().remove(lugar)
    return sellar(cascaron_de(base), {})
