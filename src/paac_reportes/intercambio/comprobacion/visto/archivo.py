"""Lo que se ve de un archivo de Word o de Excel."""

from paac_reportes.intercambio.comprobacion.visible import Zona
from paac_reportes.intercambio.comprobacion.visto.paquete import Paquete


def ver(contenido: bytes) -> tuple[str, tuple[Zona, ...]]:
    """De qué tipo es, ``docx`` o ``xlsx``, y sus zonas, en orden.

    Lanza ``IlegibleError`` si no es de esos o no se deja leer.
    """
    paquete = Paquete(contenido)
    if paquete.es_libro:
        from paac_reportes.intercambio.comprobacion.visto.excel.libro import (  # noqa: PLC0415 - sólo el que es
            ver_excel,
        )

        return "xlsx", ver_excel(paquete)
    from paac_reportes.intercambio.comprobacion.visto.word.documento import (  # noqa: PLC0415
        ver_word,
    )

    return "docx", ver_word(paquete)
