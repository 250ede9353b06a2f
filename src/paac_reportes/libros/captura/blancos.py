"""Los blancos de un libro de captura: cada uno es de su fila, porque ninguna celda es de dos."""

from collections.abc import Collection, Iterable, Iterator
from typing import Any, TypeVar

from paac_reportes.libros.captura.filas import FilaDeCaptura
from paac_reportes.libros.captura.recogida import Base, LibroRecogido
from paac_reportes.libros.captura.reportes import con_su_lugar
from paac_reportes.modelo import Plan
from paac_reportes.modelo.recorrer import con_objetos, hallar
from paac_reportes.modelo.temas import Contenido

C = TypeVar("C", bound=Contenido)


def con_blancos_propios(
    tomadas: Collection[str], recogidos: Iterable[LibroRecogido], base: Base
) -> Iterator[FilaDeCaptura]:
    """Las filas en que un blanco es suyo: las que volvieron, y las de toda tabla que se llenó.

    ``tomadas``, las rutas de los reportes que se tomaron: si no hay ninguno, los libros volvieron
    como salieron y nada cambia. De una tabla llenada son todas, también la que la oficina borró de
    su libro: el reporte de otro renglón no la cubre.
    """
    llenadas = {_tabla_de(base.filas[ruta]) for ruta in tomadas if ruta in base.filas}
    if not llenadas:
        return
    volvieron = {una.ruta for libro in recogidos for una in libro.llegadas}
    for ruta, fila in base.filas.items():
        if ruta in volvieron or _tabla_de(fila) in llenadas:
            yield fila


def _tabla_de(fila: FilaDeCaptura) -> tuple[str, str]:
    """Tabla de la matriz, donde una celda puede ser de varias filas: su componente y su lista."""
    lugar = dueno = fila.lugar
    while dueno.raiz != "componente" and dueno.dentro_de is not None:
        dueno = dueno.dentro_de
    return dueno.ruta, lugar.lista


def con_los_blancos_marcados(contenido: C, filas: Iterable[FilaDeCaptura]) -> C:
    """El contenido en que cada una de esas filas tiene en el corte lo suyo.

    La que nada dice en él ni antes lleva un seguimiento con su corte y nada más: en los demás
    cortes no cuenta. Lo que el plan elige de sus blancos manda.
    """
    if not isinstance(contenido, Plan) or (contenido.metodologia and contenido.metodologia.blancos):
        return contenido
    marcadas: dict[str, Any] = {}
    for fila in filas:
        callaba = fila.previo is None or fila.de_antes.en_blanco
        lugar = hallar(contenido, fila.ruta) if callaba else None
        if lugar is not None:
            marcadas[fila.ruta] = con_su_lugar(lugar.objeto, fila.pasos)
    return con_objetos(contenido, marcadas) if marcadas else contenido
