"""De qué oficina es cada recomendación: en la hoja de cuál libro va.

Una va en el libro de su oficina: la de su responsable o, si no es una dependencia, las de las filas
que nombra. La que no se sabe de quién es no va en ninguno: en todos, cada oficina respondería por
las demás. De lo que no se recomienda no hay ninguna, y todo sigue igual.
"""

from collections.abc import Iterable, Iterator
from datetime import date

from paac_reportes.errores import Aviso
from paac_reportes.estructura import mostrar
from paac_reportes.libros.captura.filas import FilaDeCaptura, recomendadas_de
from paac_reportes.libros.captura.reparto import DeQuien, Reparto
from paac_reportes.modelo import FilaRecomendada, Recomendacion
from paac_reportes.modelo.plan import FILAS
from paac_reportes.modelo.recorrer import recorrer
from paac_reportes.modelo.temas import Contenido
from paac_reportes.textos.plano import en_plano


def por_oficina(
    contenido: Contenido, corte: date, reparto: Reparto, quienes: Iterable[DeQuien]
) -> dict[DeQuien, list[FilaDeCaptura]]:
    """Las hechas hasta ese corte, por su oficina; una puede ser de varias."""
    cada_una: dict[DeQuien, list[FilaDeCaptura]] = {quien: [] for quien in quienes}
    for fila, de_quien in _con_sus_oficinas(contenido, corte, reparto):
        for quien in de_quien & cada_una.keys():
            cada_una[quien].append(fila)
    return cada_una


def de_cada_oficina(
    contenido: Contenido, corte: date, reparto: Reparto, quienes: Iterable[DeQuien]
) -> dict[DeQuien, list[FilaDeCaptura]]:
    """De ellas, las abiertas: las que van en el libro de cada una."""
    return {
        quien: [fila for fila in suyas if fila.actual.esta_abierta]
        for quien, suyas in por_oficina(contenido, corte, reparto, quienes).items()
    }


def recomendaciones_sin_libro(
    contenido: Contenido, corte: date, reparto: Reparto, quienes: Iterable[DeQuien]
) -> Iterator[Aviso]:
    """Las abiertas que no van en ninguno."""
    con_libro = set(quienes)
    for fila, de_quien in _con_sus_oficinas(contenido, corte, reparto):
        if fila.actual.esta_abierta and not de_quien & con_libro:
            motivo = (
                f"{mostrar(fila.actual.id)} no va en ningún libro: ni su responsable ni las filas"
                " que nombra son de una oficina que lo lleve"
            )
            yield Aviso("recomendacion_sin_libro", fila.ruta, motivo)


def _con_sus_oficinas(
    contenido: Contenido, corte: date, reparto: Reparto
) -> Iterator[tuple[FilaDeCaptura, set[DeQuien]]]:
    """Las hechas hasta ese corte, cada una con aquéllas de quienes es."""
    if recomendadas := list(recomendadas_de(contenido)):
        de_quien = _DeQuien(contenido, reparto)
        yield from (
            (fila, de_quien.es(fila.actual)) for fila in recomendadas if fila.actual.corte <= corte
        )


class _DeQuien:
    """Las oficinas de un plan, que es de lo que se recomienda, por su nombre y por sus filas."""

    def __init__(self, contenido: Contenido, reparto: Reparto) -> None:
        self._reparto = reparto
        self._por_fila: dict[tuple[str, str], set[DeQuien]] = {}
        for lugar in recorrer(contenido, *FILAS):
            fila = lugar.objeto
            clave = (en_plano(fila.identificador or ""), en_plano(fila.texto or ""))
            self._por_fila.setdefault(clave, set()).update(reparto.de(lugar.ruta))

    def es(self, recomendacion: Recomendacion) -> set[DeQuien]:
        """Oficinas de una recomendación; ninguna si no se sabe."""
        if not self._reparto.por_nombre:
            return {None}
        oficinas = self._reparto.llamados(recomendacion.responsable or "")
        if oficinas:
            return oficinas if len(oficinas) == 1 else set()
        de_sus_filas = (self._de_la_fila(fila) for fila in recomendacion.filas)
        # De la fila que tienen dos oficinas no se sabe de cuál se habla.
        return {quien for hay in de_sus_filas if len(hay) == 1 for quien in hay}

    def _de_la_fila(self, fila: FilaRecomendada) -> set[DeQuien]:
        return self._por_fila.get((en_plano(fila.codigo or ""), en_plano(fila.texto)), set())
