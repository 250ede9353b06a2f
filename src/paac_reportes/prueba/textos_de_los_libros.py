"""Los textos con que salen los libros que se llenan: el de un contenido y los de captura."""

import contextlib
from datetime import date

from paac_reportes.errores import ErrorDeEntrada
from paac_reportes.libros.captura.libro import libros_de_captura
from paac_reportes.libros.escritura import hojas_del_libro
from paac_reportes.maqueta.hojas_de_datos import Progreso
from paac_reportes.modelo.temas import Contenido, el_de
from paac_reportes.prueba.textos import textos_de, textos_de_hoja
from paac_reportes.textos.limpieza import limpiar
from paac_reportes.textos.plano import sin_cifras


def textos_del_libro(contenido: Contenido) -> list[str]:
    """Los del libro de un contenido."""
    limpio, _ = limpiar(contenido)
    return [texto for hoja in hojas_del_libro(limpio) for texto in textos_de_hoja(hoja)]


def textos_de_captura(
    base: Contenido, clave_del_tema: str, corte: date, quien: str | None
) -> frozenset[str]:
    """Los de los libros que de esa base salieron en ese corte, con sus números y sin ellos."""
    textos: set[str] = set()
    contenido = el_de(base, clave_del_tema)
    if contenido is None:
        return frozenset()
    with contextlib.suppress(ErrorDeEntrada):  # si hoy no salen, nada se sabe de los que salieron
        for libro in libros_de_captura(limpiar(contenido)[0], corte, quien):
            documento = libro.documento
            textos |= textos_de(documento, "xlsx")
            for hoja in documento.hojas_de_datos:
                textos.update(textos_de_hoja(hoja))
                arriba = hoja.llenado.arriba if hoja.llenado else ()
                avances = (r.contenido for r in arriba if isinstance(r.contenido, Progreso))
                textos.update(f"{avance.antes}# de #{avance.despues}" for avance in avances)
    return frozenset((*textos, *map(sin_cifras, textos)))
