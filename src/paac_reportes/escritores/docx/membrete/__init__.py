"""El membrete de una entidad: su documento de Word, con el cuerpo del nuestro."""

from paac_reportes.escritores.docx.membrete.vestido import vestir

__all__ = ["vestir"]
