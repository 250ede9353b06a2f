"""Lo que una oficina escribió en un libro de captura fuera de donde se lee: se dice con su celda.

Las celdas abiertas son lo que se reporta; las cerradas repiten la base, y quien reúne las compara
con ella. Lo demás que el libro llevaba al salir se sabe escribiéndolo otra vez.
"""

from collections.abc import Callable, Collection, Iterable
from datetime import date
from functools import partial

import attrs

from paac_reportes.lectura.leido import DocumentoLeido
from paac_reportes.lectura.sin_usar import Alrededor, avisos_sin_usar
from paac_reportes.libros.captura.lectura import LibroLeido, en_el_libro
from paac_reportes.libros.captura.tabla_del_libro import TablaDeLibro
from paac_reportes.modelo.temas import Contenido
from paac_reportes.opc.visto import DocumentoVisto


def con_lo_no_usado(
    leido: tuple[LibroLeido, Iterable[TablaDeLibro]],
    documento: DocumentoVisto,
    base: Contenido,
    textos_que_salieron: Callable[[str, date, str | None, str | None], Collection[str]],
    sueltos: Callable[[], Collection[str]],
) -> LibroLeido:
    """El libro con un aviso por lo que nadie leyó en él ni en sus tablas.

    ``textos_que_salieron`` da los de los libros que salieron de esa base, por su tema, su corte,
    quién los llena y por qué se reparten, y ``sueltos``, los de ella que no son de una fila.
    """
    libro, tablas = leido
    usadas, rotulos = set[str](), set[str]()
    ya_avisados = [(aviso.ruta.partition("», ")[2], aviso.codigo) for aviso in libro.avisos]
    for tabla in tablas:
        lugar_de, desde, escondidas = tabla.vista.lugar_de, tabla.fila_de_rotulos, tabla.escondidas
        columnas = {*tabla.columnas.values(), *escondidas}
        rotulos.update(lugar_de(desde, columna) for columna in columnas)
        for fila in tabla.numeros:
            textos = {n: celda.texto for n, celda in enumerate(tabla.vista.filas[fila]) if celda}
            usadas.update(
                lugar_de(fila, columna)
                for columna in columnas
                # De una escondida se lee lo que el libro llevaba en ella.
                if columna not in escondidas or textos.get(columna, "").startswith("paac:")
            )
            llenas = [columna for columna in tabla.sobrantes if textos.get(columna, "").strip()]
            for columna in llenas:  # con su rótulo, ya se dice que no es del libro
                lugares = lugar_de(fila, columna), lugar_de(desde, columna)
                ya_avisados += ((lugar, "columna_cambiada") for lugar in lugares)
    anotado = DocumentoLeido(
        contenido=base,
        usadas=frozenset(usadas),
        rotulos=frozenset(rotulos),
        dichos=tuple(ya_avisados),
    )
    de_que = libro.procedencia
    alrededor = Alrededor(
        es_copia=lambda parte, _tabla: parte.oculta,
        salieron=partial(textos_que_salieron, de_que.de, de_que.corte, de_que.quien, de_que.por),
        sueltos=sueltos,
    )
    nuevos = (
        attrs.evolve(aviso, ruta=en_el_libro(libro.nombre, aviso.ruta))
        for aviso in avisos_sin_usar(documento, anotado, alrededor)
    )
    return attrs.evolve(libro, avisos=(*libro.avisos, *nuevos))
