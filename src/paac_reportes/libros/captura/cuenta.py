"""Lo que una oficina escribió en un libro de captura fuera de donde se lee: se dice con su celda.

Las celdas abiertas son lo que se reporta; las cerradas repiten la base, y quien reúne las compara
con ella. Lo demás que el libro llevaba al salir se sabe escribiéndolo otra vez.
"""

from collections.abc import Callable, Mapping

import attrs

from paac_reportes.lectura.cuenta import Escritos, avisos_de_lo_no_usado, cuenta_de
from paac_reportes.lectura.leido import Leido
from paac_reportes.libros.captura.lectura import LibroLeido, en_el_libro
from paac_reportes.libros.captura.recomendaciones import hallar_hoja
from paac_reportes.libros.captura.tabla_del_libro import hallar_tabla
from paac_reportes.modelo.temas import Contenido, Tema
from paac_reportes.opc.visto import CeldaVista, DocumentoVisto, ParteVista, TablaVista


def con_lo_no_usado(
    leido: LibroLeido,
    visto: DocumentoVisto,
    base: Contenido,
    escritos: Escritos,
    sueltos: Callable[[], Mapping[str, str]],
) -> LibroLeido:
    """El libro con un aviso por lo que nadie leyó en él.

    ``escritos`` son los textos de los libros que salieron de esa base, y ``sueltos``, los de ella
    que no son de una fila.
    """
    usadas, rotulos = set[str](), set[str]()
    dichos = [(aviso.ruta.partition("», ")[2], aviso.codigo) for aviso in leido.avisos]
    for vista in visto.tablas():
        columnas, escondidas, sobran, desde = _columnas(vista, leido.procedencia.tema)
        if desde is None:
            continue
        rotulos.update(vista.lugar_de(desde, columna) for columna in columnas)
        for fila in range(desde + 1, len(vista.filas)):
            usadas.update(
                vista.lugar_de(fila, columna)
                for columna in columnas
                if columna not in escondidas or _es_nuestra(vista.filas[fila][columna])
            )
            llenas = [c for c in sobran if (celda := vista.filas[fila][c]) and celda.texto.strip()]
            for columna in llenas:  # con su rótulo, ya se dice que no es del libro
                suyas = vista.lugar_de(fila, columna), vista.lugar_de(desde, columna)
                dichos += ((lugar, "columna_cambiada") for lugar in suyas)
    anotado = Leido(
        contenido=base,
        usadas=frozenset(usadas),
        rotulos=frozenset(rotulos),
        dichos=tuple(dichos),
    )
    cuenta = cuenta_de(
        visto,
        anotado,
        escritos,
        es_copia=_esta_escondida,
        es_mobiliario=lambda _texto: False,
        sueltos=sueltos,
    )
    nuevos = (
        attrs.evolve(aviso, ruta=en_el_libro(leido.nombre, aviso.ruta))
        for aviso in avisos_de_lo_no_usado(cuenta)
    )
    return attrs.evolve(leido, avisos=(*leido.avisos, *nuevos))


def _columnas(vista: TablaVista, tema: Tema) -> tuple[set[int], set[int], set[int], int | None]:
    """Las que se leen de una tabla, de ellas las escondidas, las de más y la fila de rótulos."""
    hoja = hallar_hoja(vista, tema)
    if hoja is not None:
        escondidas = {n for n in range(len(vista.filas[0])) if n in vista.columnas_ocultas}
        suyas = {*hoja.columnas.values(), *escondidas}
        return suyas, escondidas, {*hoja.sobrantes}, hoja.fila_de_rotulos
    tabla = hallar_tabla(vista, tema, [], [])
    if tabla is None:
        return set(), set(), set(), None
    escondidas = {n for n in (tabla.identificaciones, tabla.marcas) if n is not None}
    suyas = {*tabla.columnas.values(), *escondidas}
    return suyas, escondidas, {*tabla.sobrantes}, tabla.fila_de_rotulos


def _es_nuestra(celda: CeldaVista | None) -> bool:
    """Si una celda de una columna escondida dice lo que el libro llevaba en ella."""
    return celda is not None and celda.texto.startswith("paac:")


def _esta_escondida(parte: ParteVista, _tabla: TablaVista) -> bool:
    return parte.oculta
