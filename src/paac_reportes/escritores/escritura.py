"""Condiciones que un escritor recibe además del documento, y avisos que deja."""

from collections.abc import Sequence

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

    paginas: Sequence[int] = ()
    """Página de cada título, si ya se sabe por haberlo dibujado."""

    def sin_membrete(self, documento: Documento) -> None:
        """Avisa, si el documento tiene membrete, de lo que de él lleva un libro."""
        if documento.membrete is not None:
            motivo = "del membrete, el libro sólo lleva los textos, y al imprimirlo"
            self.avisos.append(Aviso("membrete_solo_en_word", "membrete", motivo))

    def con_membrete(self, documento: Documento) -> None:
        """Avisa de lo que su membrete trae y sólo en Word sale."""
        reparos = documento.membrete.reparos_fuera_de_word if documento.membrete else ()
        self.avisos.extend(Aviso("membrete_sin_usar", "membrete", motivo) for motivo in reparos)
