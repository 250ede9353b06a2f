"""Lo que se ve de un archivo de Word o de Excel."""

from paac_reportes.intercambio.comprobacion.visible import Zona
from paac_reportes.intercambio.comprobacion.visto.paquete import Paquete
from paac_reportes.sistema import IlegibleError


def ver(contenido: bytes) -> tuple[str, tuple[Zona, ...]]:
    """De qué tipo es, ``docx`` o ``xlsx``, y sus zonas, en orden.

    Lanza ``IlegibleError`` si no es de esos, si no se deja leer o si está mal escrito: aquí no se
    adivina lo que un archivo dañado quiso decir.
    """
    paquete = Paquete(contenido)
    try:
        return _visto(paquete)
    except (ValueError, KeyError, IndexError, ArithmeticError, AttributeError) as error:
        motivo = "está dañado: trae por dentro algo mal escrito y no se puede comprobar"
        raise IlegibleError(motivo) from error


def _visto(paquete: Paquete) -> tuple[str, tuple[Zona, ...]]:
    if paquete.es_libro:
        from paac_reportes.intercambio.comprobacion.visto.excel.libro import (  # noqa: PLC0415 - sólo el que es
            ver_excel,
        )

        return "xlsx", ver_excel(paquete)
    from paac_reportes.intercambio.comprobacion.visto.word.documento import (  # noqa: PLC0415
        ver_word,
    )

    return "docx", ver_word(paquete)
