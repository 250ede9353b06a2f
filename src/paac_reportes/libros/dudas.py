"""Las dudas de una lectura, en una hoja del libro de su contenido.

Va primero y dice también lo que quedó por fuera. No se lee al volver: el libro es el contenido, y
lo que se corrige en él, también.
"""

from collections.abc import Iterator, Mapping, Sequence

import attrs

from paac_reportes.errores import Aviso
from paac_reportes.libros.columnas import DUDAS, ColumnaDelLibro
from paac_reportes.libros.escritura import libro_de
from paac_reportes.libros.tablas import hoja_de_filas, llenado_de, lo_que_cabe, tabla_suelta
from paac_reportes.maqueta.medida.tipografia import Mm
from paac_reportes.modelo.temas import Contenido

_COLUMNAS = tuple(
    ColumnaDelLibro(dato=rotulo, rotulo=rotulo, ancho=Mm(ancho), abierta=False)
    for rotulo, ancho in (("Dónde estaba", 60), ("Qué decía", 90), ("Por qué se duda", 100))
)
_COMO_SE_USA = (
    "Corrija en su hoja lo que haga falta, y agregue lo que quedó por fuera. Esta hoja no es de los"
    " datos: puede borrarla."
)


def libro_con_dudas(
    contenido: Contenido, dudas: Sequence[Aviso]
) -> tuple[bytes, tuple[Aviso, ...]]:
    """El libro de un contenido leído, con la hoja de sus dudas; primero, lo que quedó por fuera."""
    tabla = tabla_suelta(DUDAS, _COLUMNAS, arriba=_COMO_SE_USA, preparadas=0)
    llenado = attrs.evolve(llenado_de(tabla), protegida=True)
    en_orden = sorted(dudas, key=lambda duda: duda.peso != "por_fuera")
    filas = (fila for duda in en_orden for fila in _filas_de(duda))
    return libro_de(contenido, delante=hoja_de_filas(tabla, _COLUMNAS, filas, llenado))


def _filas_de(duda: Aviso) -> Iterator[dict[str, str]]:
    """La duda de un aviso en cada uno de sus lugares del original, con lo que ahí decía."""
    lugares: Mapping[str, str] = duda.datos.get("lugares") or {duda.ruta: ""}
    for lugar, texto in lugares.items():
        textos = map(lo_que_cabe, (lugar, texto, duda.mensaje))
        yield {c.dato: dicho for c, dicho in zip(_COLUMNAS, textos, strict=True)}
