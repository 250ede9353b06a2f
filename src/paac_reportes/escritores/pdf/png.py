"""PNG: la primera página de un documento, para una página web, un chat o una vista previa."""

from paac_reportes.escritores.escritura import Escritura
from paac_reportes.escritores.pdf.escritor import paginas
from paac_reportes.maqueta.documento import Documento


def escribir(documento: Documento, escritura: Escritura) -> bytes:
    """Los bytes del ``.png``; ``ErrorDeEntorno`` si falta el paquete ``typst``."""
    return paginas(documento, escritura, "png")
