"""Lo que un informe muestra del análisis, en renglones para sus tablas."""

import functools
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

import attrs

from paac_reportes.analisis.analisis import Analisis, analizar, nombre_de
from paac_reportes.analisis.cifras import Cifras, Metodo
from paac_reportes.analisis.comparacion import Comparacion, comparar
from paac_reportes.analisis.filas import FilaAnalizada
from paac_reportes.composicion.informe.cambios import diferencias_de
from paac_reportes.composicion.informe.prosa import Prosa
from paac_reportes.formatos.cifras import Diferencia, FilaDeCifras, FilaDeCuenta, FilaSenalada
from paac_reportes.formatos.escalas import escala_de_la_guia
from paac_reportes.formatos.normas import Norma, normas_vigentes
from paac_reportes.formatos.regimenes import fecha_del_plan, regimen_del_plan
from paac_reportes.modelo import Actividad, Estado, Plan
from paac_reportes.textos.cifras import porcentaje

_ESTADOS: dict[Estado | None, str] = {
    Estado.CUMPLIDA: "Cumplida",
    Estado.EN_PROCESO: "En proceso",
    Estado.SIN_AVANCE: "Sin avance",
    Estado.NO_APLICA: "No aplica",
    Estado.SIN_REPORTE: "Sin reporte",
    None: "Sin estado declarado",
}


@attrs.frozen(eq=False, slots=False)
class Hallazgos:
    """El análisis de un plan y lo que de él se escribe; se calcula cuando algo lo pide."""

    plan: Plan
    corte: date | None
    metodo: Metodo

    @functools.cached_property
    def analisis(self) -> Analisis:
        """Las cifras en el corte."""
        return analizar(self.plan, self.corte, metodo=self.metodo, escala=escala_de_la_guia())

    @functools.cached_property
    def comparacion(self) -> Comparacion | None:
        """Lo que va desde el corte anterior, si lo hay."""
        analisis = self.analisis
        if analisis.anterior is None:
            return None
        antes = analizar(self.plan, analisis.anterior, metodo=self.metodo, escala=analisis.escala)
        return comparar(antes, analisis)

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
        return tuple(diferencias_de(self.comparacion)) if self.comparacion else ()

    @property
    def normas(self) -> tuple[Norma, ...]:
        """Las que rigen en el corte o, sin él, cuando se publica el plan."""
        return normas_vigentes(
            fecha_del_plan(self.plan, self.corte),
            self.plan.entidad.orden,
            regimen_del_plan(self.plan, self.corte).codigo,
        )

    @property
    def prosa(self) -> Prosa:
        """Los párrafos que salen de las cifras."""
        return Prosa(self)

    def de_componente(self, cifras: Cifras) -> "HallazgosDeComponente":
        """Los mismos, vistos desde un componente."""
        return HallazgosDeComponente(self.plan, self.corte, self.metodo, self, cifras)


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
        return por_parte(self.todos.analisis, self.suyas)


def de_cifras(cifras: Cifras) -> FilaDeCifras:
    """El renglón de una parte del plan."""
    estados = cifras.por_estado
    return FilaDeCifras(
        nombre=cifras.nombre,
        filas=len(cifras.filas),
        aplican=len(cifras.aplican),
        con_avance=len(cifras.con_avance),
        con_texto=len(cifras.con_texto),
        cumplidas=estados[Estado.CUMPLIDA],
        en_proceso=estados[Estado.EN_PROCESO],
        sin_avance=estados[Estado.SIN_AVANCE],
        no_aplican=estados[Estado.NO_APLICA],
        sin_estado=estados[Estado.SIN_REPORTE] + estados[None],
        sin_reporte=len(cifras.sin_reporte),
        vencidas=len(cifras.vencidas),
        avance=porcentaje(cifras.avance, cifras.escala.zona_de),
        zona=cifras.zona.nombre if cifras.zona else "—",
        del_periodo=_puntos(cifras.avance_del_periodo),
    )


def _puntos(subio: Decimal | None) -> str:
    """Con su signo y a lo sumo un decimal: ``+12,5``, ``-3``, ``0``; ``—`` si no se sabe."""
    if subio is None:
        return "—"
    redondo = subio.quantize(Decimal("0.1"), ROUND_HALF_UP)
    entero = redondo.to_integral_value()
    if not redondo:
        return "0"
    return f"{entero if redondo == entero else redondo:+f}".replace(".", ",")


def por_parte(analisis: Analisis, cifras: Cifras) -> tuple[Cifras, ...]:
    """Sus dependencias o, si el plan no las tiene, los subcomponentes de un componente."""
    if not analisis.dependencias:
        return analisis.subcomponentes(cifras)
    grupos: dict[int, list[FilaAnalizada]] = {}
    for fila in cifras.filas:
        grupos.setdefault(id(fila.dependencia), []).append(fila)
    return tuple(
        Cifras(
            filas[0].dependencia.nombre if filas[0].dependencia else "",
            tuple(filas),
            cifras.corte,
            cifras.metodo,
            cifras.escala,
            cifras.pesos,
        )
        for filas in grupos.values()
    )


def por_estado(cifras: Cifras) -> Iterator[FilaDeCuenta]:
    """Cuántas filas hay en cada estado declarado; los que no tienen ninguna no salen."""
    for estado, cuantas in cifras.por_estado.items():
        if cuantas:
            yield _cuenta(_ESTADOS[estado], cuantas, len(cifras.filas))


def por_zona(cifras: Cifras) -> Iterator[FilaDeCuenta]:
    """Cuántas filas con avance hay en cada zona."""
    for zona, filas in cifras.por_zona.items():
        yield _cuenta(zona.capitalize(), len(filas), len(cifras.con_avance))


def _cuenta(nombre: str, cuantas: int, total: int) -> FilaDeCuenta:
    parte = porcentaje(Decimal(100 * cuantas) / total) if total else "—"
    return FilaDeCuenta(nombre=nombre, cuantas=cuantas, parte=parte)


def senaladas(filas: Sequence[FilaAnalizada]) -> Iterator[FilaSenalada]:
    """Las filas que el informe señala, con lo que hace falta para buscarlas."""
    for fila in filas:
        suya = fila.fila
        yield FilaSenalada(
            codigo=suya.codigo if isinstance(suya, Actividad) else suya.numero,
            texto=(suya.descripcion or suya.meta) if isinstance(suya, Actividad) else suya.nombre,
            dependencia=fila.dependencia.nombre if fila.dependencia else None,
            componente=nombre_de(fila.componente),
            responsable=suya.responsable,
            fecha=suya.fecha_programada or suya.fecha_fin,
            seguimiento=fila.seguimiento.texto if fila.seguimiento else None,
        )
