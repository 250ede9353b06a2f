"""Las cifras de un grupo de filas en un corte: cada una sabe de qué filas salió.

``docs/cifras.md`` define cada una.
"""

import functools
from collections import Counter
from datetime import date
from decimal import Decimal

from paac_reportes import clases
from paac_reportes.analisis.avance import Avance, Filas
from paac_reportes.analisis.filas import FilaAnalizada, Vencimiento
from paac_reportes.analisis.situacion import Contradiccion
from paac_reportes.modelo import Estado
from paac_reportes.modelo.fechas import ClaseDeFecha


@clases.frozen
class Cumplimiento:
    """De lo que ya debía estar, cuánto se sabe terminado."""

    terminadas: int
    debian: int
    """Las que aplican y cuyo último día es el corte o uno anterior; se reparten en las demás."""
    por_determinar: int
    en_blanco: int
    """Las que debían y van en blanco bajo un reporte."""
    vencidas: int
    vencidas_sin_reporte: int
    al_dia_sin_reporte: int
    """Las que cerraron sus días hasta un corte y de las que después nada se reportó."""

    @property
    def parte(self) -> Decimal | None:
        """En porcentaje; ``None`` si nada debía estar terminado."""
        return Decimal(100 * self.terminadas) / self.debian if self.debian else None

    @property
    def no_se_sabe(self) -> int:
        """De cuántas no se sabe si están terminadas."""
        return self.por_determinar + self.en_blanco + self.al_dia_sin_reporte

    @property
    def se_puede_decir(self) -> bool:
        """Si la parte dice algo: con ninguna terminada y dudas, un 0 % diría más de lo sabido."""
        return bool(self.terminadas) or not self.no_se_sabe


@clases.frozen(eq=False, slots=False, repr=False)
class Cifras(Avance):
    """Las de unas filas en un corte: su avance, lo que se reportó y lo que se debía."""

    @functools.cached_property
    def por_estado(self) -> dict[Estado | None, int]:
        """Cuántas hay en cada estado conocido; ``None`` son las que nunca lo declararon."""
        cuenta = Counter(fila.estado for fila in self.filas)
        return {estado: cuenta[estado] for estado in (*Estado, None)}

    @functools.cached_property
    def reportadas(self) -> Filas:
        """Aquellas de las que se reportó algo en el período."""
        return self.las(lambda fila: fila.reportada)

    @functools.cached_property
    def con_texto(self) -> Filas:
        """Las que escribieron un seguimiento."""
        return self.las(lambda fila: fila.con_texto)

    @functools.cached_property
    def con_guion(self) -> Filas:
        """Las que sólo escribieron un guion."""
        return self.las(lambda fila: fila.con_guion)

    @functools.cached_property
    def en_blanco(self) -> Filas:
        """Las que no escribieron nada."""
        return self.las(lambda fila: not fila.con_texto and not fila.con_guion)

    @functools.cached_property
    def en_blanco_bajo_reporte(self) -> Filas:
        """Los blancos que pueden ser parte de la celda reportada de arriba."""
        return self.las(lambda fila: fila.bajo_reporte)

    @functools.cached_property
    def reabiertas(self) -> Filas:
        """Las que aplican, se dieron por terminadas y luego no."""
        return self.las(lambda fila: fila.aplica and fila.situacion.reabierta is not None)

    @functools.cached_property
    def terminadas_antes(self) -> Filas:
        """De varias fechas escritas, las que se declararon terminadas antes de la última."""
        return self.las(lambda fila: fila.aplica and fila.terminada_antes)

    @functools.cached_property
    def sin_cambio_declarado(self) -> Filas:
        """Las de la base que después de su número sólo declararon un estado."""
        return tuple(fila for fila in self.con_avance if fila.situacion.sin_cambio_desde)

    @functools.cached_property
    def contradicciones(self) -> tuple[tuple[FilaAnalizada, Contradiccion], ...]:
        """Lo que se declaró y no puede ser todo cierto, con su fila.

        Lo del período, y lo de antes que todavía decide lo que se sabe.
        """
        return tuple(
            (fila, duda)
            for fila in self.filas
            for duda in fila.situacion.contradicciones
            if duda.corte == fila.situacion.corte or fila.es_del_periodo(duda.corte)
        )

    @functools.cached_property
    def fechas_por_revisar(self) -> tuple[tuple[FilaAnalizada, str], ...]:
        """Lo que conviene revisar de las fechas, con su fila."""
        return tuple((fila, aviso) for fila in self.filas for aviso in fila.fecha.avisos)

    @functools.cached_property
    def exigibles(self) -> Filas:
        """Las que en el período debían mostrar algo."""
        return self.las(lambda fila: fila.exigible)

    @functools.cached_property
    def sin_reporte(self) -> Filas:
        """Las exigibles, ni terminadas ni al día, de las que en el período nada se reportó."""
        return self.las(lambda fila: fila.sin_reporte)

    @property
    def vencidas(self) -> Filas:
        """Ya llegó su último día y se declararon sin terminar."""
        return self.por_vencimiento[Vencimiento.VENCIDA]

    @property
    def por_determinar(self) -> Filas:
        """Ya llegó su último día y sólo traen textos, siempre o desde que estuvieron al día."""
        return self.por_vencimiento[Vencimiento.POR_DETERMINAR]

    @property
    def vencidas_sin_reporte(self) -> Filas:
        """Ya llegó su último día y nada se ha reportado de ellas."""
        return self.por_vencimiento[Vencimiento.SIN_REPORTE]

    @property
    def al_dia_sin_reporte(self) -> Filas:
        """Ya llegó su último día, estuvieron al día y desde entonces no se reportó nada."""
        return self.por_vencimiento[Vencimiento.AL_DIA_SIN_REPORTE]

    @functools.cached_property
    def por_vencimiento(self) -> dict[Vencimiento, Filas]:
        """Las que ya debían estar terminadas y no se saben así, por su clase."""
        de_cada: dict[Vencimiento, list[FilaAnalizada]] = {clase: [] for clase in Vencimiento}
        for fila in self.filas:
            clase = fila.vencimiento
            if clase is not None:
                de_cada[clase].append(fila)
        return {clase: tuple(suyas) for clase, suyas in de_cada.items()}

    @functools.cached_property
    def vencen_en_el_corte(self) -> Filas:
        """Sin las que van en blanco bajo un reporte, las de ese mismo día."""
        aparte = {None, Vencimiento.EN_BLANCO}
        return self.las(lambda f: f.vencimiento not in aparte and f.ultimo_dia == f.corte)

    @functools.cached_property
    def debian(self) -> Filas:
        """Las que aplican y cuyo último día es el corte o uno anterior."""
        return self.las(lambda fila: fila.ya_vencio)

    @functools.cached_property
    def cumplimiento(self) -> Cumplimiento:
        """De lo que ya debía estar terminado, cuánto lo está."""
        return Cumplimiento(
            terminadas=sum(fila.terminada for fila in self.debian),
            debian=len(self.debian),
            por_determinar=len(self.por_determinar),
            en_blanco=len(self.por_vencimiento[Vencimiento.EN_BLANCO]),
            vencidas=len(self.vencidas),
            vencidas_sin_reporte=len(self.vencidas_sin_reporte),
            al_dia_sin_reporte=len(self.al_dia_sin_reporte),
        )

    @functools.cached_property
    def sin_dia_claro(self) -> Filas:
        """Las que aplican, no están terminadas ni son permanentes, y no dicen cuándo vencen."""
        return self.las(
            lambda f: (
                f.aplica
                and not f.terminada
                and not f.fecha.dias
                and f.fecha.clase is not ClaseDeFecha.CONTINUA
            )
        )

    def por_vencer(self, hasta: date) -> Filas:
        """Las que aplican, no están terminadas y tienen algún día después del corte y hasta ahí."""
        return tuple(
            fila
            for fila in self.aplican
            if not fila.terminada
            and fila.corte is not None
            and any(fila.corte < dia <= hasta for dia in fila.fecha.dias)
        )
