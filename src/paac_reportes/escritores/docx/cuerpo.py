"""El documento que alguien diseñó en Word, ya lleno, con los bloques que se ponen en él.

Sus estilos, sus páginas y sus propiedades son los suyos; los bloques llevan los nuestros, que se
juntan con ellos como en un membrete.
"""

from collections.abc import Sequence
from typing import Any

from docx.document import Document as DocumentoDeWord

from paac_reportes.escritores.docx.armazon import cascaron_de, juntar_propiedades, nuestra_raiz
from paac_reportes.escritores.docx.membrete import (
    Traslado,
    abrir,
    juntar_estilos,
    juntar_listas,
    numeros_usados,
    traer,
)
from paac_reportes.escritores.paquete import en_lugar_de, sellar


def poner_en_el_cuerpo(nuestro: DocumentoDeWord, bloques: Sequence[str], cuerpo: bytes) -> bytes:
    """Los bytes del cuerpo con esos bloques, cada uno en su lugar."""
    base = abrir(cuerpo, "cuerpo")
    juntar_propiedades(base, nuestro)
    trasladados: list[str] = []
    if bloques:
        _con_nuestros_espacios(base)
        traslado = Traslado(
            estilos=juntar_estilos(base, nuestro),
            relaciones=traer(nuestro.part, base.part),
            listas=juntar_listas(base.part, nuestro.part),
            usados=numeros_usados(base),
        )
        trasladados = [*map(traslado, bloques)]
    lugares = {_lugar(numero): bloque for numero, bloque in enumerate(trasladados)}
    parte = base.part.partname.lstrip("/")
    return sellar(cascaron_de(base), {parte: en_lugar_de(lugares)} if lugares else {})


def _con_nuestros_espacios(base: DocumentoDeWord) -> None:
    """Hace que la raíz declare los espacios de nombres que nuestros bloques usan sin declarar."""
    raiz: Any = base.element
    nombres = {**raiz.nsmap, **nuestra_raiz().nsmap}
    nueva = raiz.makeelement(raiz.tag, dict(raiz.attrib), nombres)
    nueva.extend([*raiz])
    base.part._element = nueva  # noqa: SLF001 - python-docx no deja cambiarla de otro modo


def _lugar(numero: int) -> str:
    """XML del elemento que guarda el lugar de un bloque en el Word diseñado, desde 0."""
    return f'<paac:puesto xmlns:paac="urn:paac-reportes" n="{numero}"/>'
