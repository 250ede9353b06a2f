"""Lo que un informe muestra del análisis: se calcula cuando algo lo pide."""

import functools
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

import attrs

from paac_reportes.analisis.analisis import Analisis, analizar
from paac_reportes.analisis.cifras import Cifras
from paac_reportes.analisis.filas.filas import FilaAnalizada
from paac_reportes.analisis.metodologia import Reglas
from paac_reportes.formatos.definicion.cifras import Diferencia
from paac_reportes.informe.prosa.parrafos import Prosa
from paac_reportes.modelo import Plan, Resultado
from paac_reportes.normativa.normas import Norma, normas_vigentes
from paac_reportes.normativa.regimenes import fecha_del_plan, regimen_del_plan
from paac_reportes.textos.fechas import fecha_corta
from paac_reportes.textos.valores import VERIFICACIONES

if TYPE_CHECKING:
    from paac_reportes.analisis.comparacion import Comparacion


@attrs.frozen(eq=False, slots=False)
class Hallazgos:
    """El análisis de un plan y lo que de él se escribe."""

    plan: Plan
    corte: date | None
    reglas: Reglas

    @functools.cached_property
    def analisis(self) -> Analisis:
        """Las cifras en el corte."""
        return analizar(self.plan, self.corte, self.reglas)

    @functools.cached_property
    def comparacion(self) -> "Comparacion | None":
        """Lo que va desde el corte anterior, si lo hay."""
        from paac_reportes.analisis.comparacion import comparar  # noqa: PLC0415 - pocos la piden

        anterior = self.analisis.anterior
        return comparar(anterior, self.analisis) if anterior else None

    @property
    def cifras(self) -> Cifras:
        """Las del plan entero."""
        return self.analisis.todo

    @property
    def componentes(self) -> tuple[Cifras, ...]:
        """Las de cada componente."""
        return self.analisis.componentes

    @property
    def dependencias(self) -> tuple[Cifras, ...]:
        """Las de cada dependencia."""
        return self.analisis.dependencias

    @property
    def partes(self) -> tuple[Cifras, ...]:
        """En qué se divide: del plan, sus componentes."""
        return self.componentes

    @functools.cached_property
    def diferencias(self) -> tuple[Diferencia, ...]:
        """Lo que cambió, en renglones."""
        from paac_reportes.informe.cambios import diferencias_de  # noqa: PLC0415

        return tuple(diferencias_de(self.comparacion)) if self.comparacion else ()

    @property
    def normas(self) -> tuple[Norma, ...]:
        """Las que rigen en el corte o, sin él, cuando se publica el plan."""
        return normas_vigentes(
            fecha_del_plan(self.plan, self.corte),
            self.plan.entidad.orden,
            regimen_del_plan(self.plan, self.corte).codigo,
        )

    @functools.cached_property
    def pasadas_de_fecha(self) -> tuple[FilaAnalizada, ...]:
        """Las que ya debían estar terminadas y se declararon sin terminar o nada dijeron."""
        return (*self.cifras.vencidas, *self.cifras.vencidas_sin_reporte)

    def por_aclarar(self) -> Iterator[tuple[FilaAnalizada, str]]:
        """Los datos que se contradicen y las filas reabiertas, con el corte y el motivo."""
        for fila, duda in self.cifras.contradicciones:
            yield fila, f"{fecha_corta(duda.corte)}: {duda.mensaje}"
        for fila in self.cifras.reabiertas:
            if reabierta := fila.situacion.reabierta:
                yield fila, f"{fecha_corta(reabierta)}: se reabre después de terminada"

    @property
    def del_plan(self) -> Cifras:
        """Las del plan entero, con ese nombre, para cerrar una tabla."""
        return attrs.evolve(self.analisis.todo, nombre="Todo el plan")

    def sin_verificar(self) -> Iterator[tuple[FilaAnalizada, str]]:
        """Las filas cuyas evidencias control interno no pudo verificar del todo, con su nota."""
        for fila in self.cifras.filas:
            revision = fila.seguimiento.verificacion if fila.seguimiento else None
            if revision is not None and revision.resultado is not Resultado.VERIFICADA:
                partes = (VERIFICACIONES[revision.resultado], revision.nota)
                yield fila, ". ".join(filter(None, partes))

    @property
    def prosa(self) -> Prosa:
        """Los párrafos que salen de las cifras."""
        return Prosa(self)

    def de_componente(self, cifras: Cifras) -> "HallazgosDeComponente":
        """Los mismos, vistos desde un componente."""
        return HallazgosDeComponente(self.plan, self.corte, self.reglas, self, cifras)


@attrs.frozen(eq=False, slots=False)
class HallazgosDeComponente(Hallazgos):
    """Los de un componente: sus cifras son las suyas, y se divide en sus partes."""

    todos: Hallazgos
    suyas: Cifras

    @property
    def cifras(self) -> Cifras:
        """Las del componente."""
        return self.suyas

    @property
    def partes(self) -> tuple[Cifras, ...]:
        """Sus dependencias o, si el plan no las tiene, sus subcomponentes."""
        return self.todos.analisis.partes(self.suyas)
