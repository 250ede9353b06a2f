"""Los textos que un libro llevaba al salir y no son un dato: títulos, rótulos, ayudas, pasos."""

from collections.abc import Iterator

from paac_reportes.libros.escritura import hojas_del_libro
from paac_reportes.maqueta.hojas_de_datos import HojaDeDatos
from paac_reportes.modelo.temas import Contenido
from paac_reportes.textos.frases import en_un_renglon


def textos_del_libro(contenido: Contenido) -> frozenset[str]:
    """Textos del libro de un contenido, cada uno en un renglón."""
    textos = (texto for hoja in hojas_del_libro(contenido) for texto in _textos_de(hoja))
    return frozenset(map(en_un_renglon, textos))


def _textos_de(hoja: HojaDeDatos) -> Iterator[str]:
    """Textos de una hoja, por dentro y por fuera de su tabla."""
    for renglon in hoja.llenado.arriba if hoja.llenado else ():
        yield str(renglon.contenido)
    yield from (columna.rotulo for columna in hoja.columnas)
    yield from (str(valor) for fila in hoja.filas for valor in fila if valor is not None)
