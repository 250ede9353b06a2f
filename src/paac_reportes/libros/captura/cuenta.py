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
    libro: LibroLeido,
    documento: DocumentoVisto,
    base: Contenido,
    textos_que_salieron: Escritos,
    sueltos: Callable[[], Mapping[str, str]],
) -> LibroLeido:
    """El libro con un aviso por lo que nadie leyó en él.

    ``textos_que_salieron`` son los de los libros que salieron de esa base, y ``sueltos``, los de
    ella que no son de una fila.
    """
    usadas, rotulos = set[str](), set[str]()
    ya_avisados = [(aviso.ruta.partition("», ")[2], aviso.codigo) for aviso in libro.avisos]
    for tabla_vista in documento.tablas():
        columnas, escondidas, sobran, desde = _columnas(tabla_vista, libro.procedencia.tema)
        if desde is None:
            continue
        rotulos.update(tabla_vista.lugar_de(desde, columna) for columna in columnas)
        for fila in range(desde + 1, len(tabla_vista.filas)):
            usadas.update(
                tabla_vista.lugar_de(fila, columna)
                for columna in columnas
                if columna not in escondidas or _es_nuestra(tabla_vista.filas[fila][columna])
            )
            llenas = [
                c for c in sobran if (celda := tabla_vista.filas[fila][c]) and celda.texto.strip()
            ]
            for columna in llenas:  # con su rótulo, ya se dice que no es del libro
                lugares = tabla_vista.lugar_de(fila, columna), tabla_vista.lugar_de(desde, columna)
                ya_avisados += ((lugar, "columna_cambiada") for lugar in lugares)
    anotado = Leido(
        contenido=base,
        usadas=frozenset(usadas),
        rotulos=frozenset(rotulos),
        dichos=tuple(ya_avisados),
    )
    cuenta = cuenta_de(
        documento,
        anotado,
        textos_que_salieron,
        es_copia=_esta_escondida,
        es_mobiliario=lambda _texto: False,
        sueltos=sueltos,
    )
    nuevos = (
        attrs.evolve(aviso, ruta=en_el_libro(libro.nombre, aviso.ruta))
        for aviso in avisos_de_lo_no_usado(cuenta)
    )
    return attrs.evolve(libro, avisos=(*libro.avisos, *nuevos))


def _columnas(
    tabla_vista: TablaVista, tema: Tema
) -> tuple[set[int], set[int], set[int], int | None]:
    """Las que se leen de una tabla, de ellas las escondidas, las de más y la fila de rótulos."""
    hoja = hallar_hoja(tabla_vista, tema)
    if hoja is not None:
        escondidas = {
            n for n in range(len(tabla_vista.filas[0])) if n in tabla_vista.columnas_ocultas
        }
        columnas = {*hoja.columnas.values(), *escondidas}
        return columnas, escondidas, {*hoja.sobrantes}, hoja.fila_de_rotulos
    tabla = hallar_tabla(tabla_vista, tema, [], [])
    if tabla is None:
        return set(), set(), set(), None
    escondidas = {n for n in (tabla.identificaciones, tabla.marcas) if n is not None}
    columnas = {*tabla.columnas.values(), *escondidas}
    return columnas, escondidas, {*tabla.sobrantes}, tabla.fila_de_rotulos


def _es_nuestra(celda: CeldaVista | None) -> bool:
    """Si una celda de una columna escondida dice lo que el libro llevaba en ella."""
    return celda is not None and celda.texto.startswith("paac:")


def _esta_escondida(parte: ParteVista, _tabla: TablaVista) -> bool:
    return parte.oculta
