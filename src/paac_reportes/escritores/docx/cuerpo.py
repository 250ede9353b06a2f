"""El documento que alguien diseñó en Word, ya lleno, con los bloques que se ponen en él.

Sus estilos, sus páginas y sus propiedades son los suyos; los bloques llevan los nuestros, que se
juntan con ellos como en un membrete.
"""

from collections.abc import Sequence

from docx.document import Document as DocumentoDeWord

from paac_reportes.escritores.docx.armazon import cascaron_de, en_xml_suelto, juntar_propiedades
from paac_reportes.escritores.docx.membrete import Traslado, abrir
from paac_reportes.escritores.paquete import en_lugar_de, sellar


def poner_en_el_cuerpo(nuestro: DocumentoDeWord, bloques: Sequence[str], cuerpo: bytes) -> bytes:
    """Los bytes del cuerpo con esos bloques, cada uno en su lugar."""
    base = abrir(cuerpo, "cuerpo")
    juntar_propiedades(base, nuestro)
    lugares: dict[str, str] = {}
    if bloques:
        traslado = Traslado(base, nuestro)
        for numero, bloque in enumerate(bloques):
            lugar = f'<paac:puesto xmlns:paac="urn:paac-reportes" n="{numero}"/>'
            lugares[lugar] = "".join(map(en_xml_suelto, traslado(bloque)))
    parte = base.part.partname.lstrip("/")
    return sellar(cascaron_de(base), {parte: en_lugar_de(lugares)} if lugares else {})
