"""Condiciones que un escritor recibe además del documento, y avisos que deja."""

import attrs

from paac_reportes import clases
from paac_reportes.errores import Aviso
from paac_reportes.maqueta.documento import Documento


@clases.frozen
class Adjunto:
    """Un archivo que va dentro de otro."""

    nombre: str
    tipo_mime: str
    descripcion: str
    contenido: bytes = attrs.field(repr=False)


@clases.frozen
class Escritura:
    """Escritura de un documento, cada vez que se escribe."""

    avisos: list[Aviso] = attrs.Factory(list)
    """Avisos que el escritor va dejando."""
    adjunto: Adjunto | None = None
    """Adjunto que un PDF lleva adentro."""
    de_datos: bool = False
    """Si se escribe para volver a leerlo: el que no se podría, no se escribe."""

    para_dibujar: bool = False
    """Si es el Word de que otro programa saca el PDF: las páginas del contenido las pone él."""

    def sin_membrete(self, documento: Documento, que_lleva: str) -> None:
        """Avisa, si el documento tiene membrete, de lo que de él lleva lo que no es Word."""
        if documento.membrete is not None:
            motivo = f"del membrete, {que_lleva}"
            self.avisos.append(Aviso("membrete_solo_en_word", "membrete", motivo))
