"""El análisis de un plan en un corte: las cifras del todo y de cada parte."""

import functools
from calendar import monthrange
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import attrs

from paac_reportes import clases
from paac_reportes.analisis.anterior import FrenteALoPublicado, Impresas
from paac_reportes.analisis.cifras import Cifras
from paac_reportes.analisis.filas import FilaAnalizada, Filas, Historias, filas_analizadas
from paac_reportes.analisis.metodologia import METODOS, Reglas, serie_de
from paac_reportes.cuadros import Celda, Cuadro, SeMuestra
from paac_reportes.errores import Aviso
from paac_reportes.grupos import agrupadas
from paac_reportes.modelo import Plan
from paac_reportes.modelo.periodos import (
    Periodo,
    corte_siguiente,
    cortes_de,
    periodo_entre,
    primer_corte_de_la_que_sigue,
)
from paac_reportes.textos.valores import (
    con_miles,
    fecha_corta,
    porcentaje,
    tantas_de,
)

if TYPE_CHECKING:
    from paac_reportes.analisis.historia import HistoriaDelPlan
    from paac_reportes.analisis.riesgos.cifras import CifrasDelMapa


TRAMITES = "Trámites"
"""El renglón de los trámites y los intercambios, que no tienen subcomponente."""
_DOS_VECES = "Cada fila cuenta en su componente y en su dependencia."
_COLUMNAS = (
    *("Parte del plan", "Filas", "Avance", "Base", "Zona", "Reportadas"),
    *("Sin reporte, de las exigibles", "Terminadas, de las que debían"),
    *("Vencidas", "Vencidas sin reporte", "Por determinar"),
)


@clases.frozen(slots=False)
class Analisis(SeMuestra):
    """Las cifras de un plan en un corte, con unas reglas."""

    plan: Plan
    corte: date | None
    reglas: Reglas
    publicado: "Analisis | None" = attrs.field(default=None, kw_only=True)
    """Análisis del archivo anterior en su corte, si se dio: de él son las cifras anteriores."""
    impresas: Impresas | None = attrs.field(default=None, kw_only=True)
    """Cifras que imprime el documento de donde salió, si es uno ya emitido."""
    avisos: tuple[Aviso, ...] = attrs.field(default=(), kw_only=True, eq=False)
    """Avisos de lo que del plan o del anterior no se pudo leer o comparar."""

    def __repr__(self) -> str:
        return f"<Analisis con corte {self.corte}: {self.todo.breve}>"

    def _cuadro(self) -> Cuadro:
        """Las cifras del todo y de cada parte, cada una con su base."""
        periodo, minima = self.periodo, porcentaje(self.reglas.escala.cobertura_minima)
        corte = f"corte {fecha_corta(periodo.corte)} ({periodo.nombre})" if periodo else "sin corte"
        partes = (*self.componentes, *self.dependencias)
        arrastradas = con_miles(len(self.todo.arrastradas))
        return Cuadro(
            titulo=f"Análisis de {self.plan.entidad.nombre}, {corte}",
            columnas=_COLUMNAS,
            filas=[("Todo el plan", *_en_celdas(self.todo))]
            + [(cifras.nombre, *_en_celdas(cifras)) for cifras in partes],
            notas=(
                f"Avance: {METODOS[self.reglas.metodo]}; lo que se desconoce no cuenta como cero.",
                f"Zona: se conoce al menos el {minima} de lo que aplica y de lo no terminado.",
                f"De la base, {arrastradas} con el avance de un corte anterior.",
                "Por determinar: ya llegó su último día y sólo traen textos.",
                *([_DOS_VECES] if self.dependencias else []),
                *([f"Avisos: {len(self.avisos)}."] if self.avisos else []),
            ),
        )

    @clases.propiedad_recordada
    def corte_anterior(self) -> date | None:
        """Corte que precede al del análisis en la serie de la vigencia; ``None`` si es el primero.

        Con un documento publicado (``anterior=``), el de ese documento.
        """
        if self.publicado is not None:
            return self.publicado.corte
        return None if self.corte is None else self._historias.corte_anterior(self.corte)

    @clases.propiedad_recordada
    def _historias(self) -> Historias:
        """Historias de las filas, que comparten los análisis de todos los cortes."""
        return Historias(self.plan, self.reglas)

    @property
    def anterior(self) -> "Analisis | None":
        """Análisis del corte anterior: el publicado o, sin archivo anterior, el de hoy."""
        return self.publicado or self.anterior_de_hoy

    @clases.propiedad_recordada
    def anterior_de_hoy(self) -> "Analisis | None":
        """Análisis del corte anterior con los datos de hoy y las mismas reglas."""
        if self.corte_anterior is None:
            return None
        analisis = Analisis(self.plan, self.corte_anterior, self.reglas)
        vars(analisis)["_historias"] = self._historias
        return analisis

    @property
    def por_corte(self) -> "dict[date, Analisis]":
        """Análisis de cada corte de la serie hasta éste, en orden, con los datos de hoy."""
        del_ultimo_al_primero: dict[date, Analisis] = {}
        analisis: Analisis | None = self
        while analisis is not None and analisis.corte is not None:
            del_ultimo_al_primero[analisis.corte] = analisis
            analisis = analisis.anterior_de_hoy
        return dict(reversed(del_ultimo_al_primero.items()))

    @clases.propiedad_recordada
    def se_puede_corregir(self) -> bool:
        """Si lo publicado y los datos de hoy traen, los dos, algo del corte anterior."""
        corte = None if self.publicado is None else self.publicado.corte
        return corte is not None and any(
            corte_de_hoy <= corte for corte_de_hoy in self.plan.cortes()
        )

    def de_hoy_en_el_anterior(self, fila: FilaAnalizada) -> FilaAnalizada | None:
        """La fila en el corte anterior, si los datos de hoy traen algo de entonces."""
        if not self.se_puede_corregir or self.anterior_de_hoy is None:
            return None
        return self.anterior_de_hoy._por_ruta[fila.ruta]  # noqa: SLF001 - es de la misma clase

    @clases.propiedad_recordada
    def _frente_a_lo_publicado(self) -> "FrenteALoPublicado | None":
        """Parejas de fila publicada y fila de hoy; ``None`` sin un archivo anterior."""
        if self.publicado is None:
            return None
        # Sólo quien trae un archivo anterior carga con qué.
        from paac_reportes.analisis.comparacion import emparejar_filas  # noqa: PLC0415

        return FrenteALoPublicado(
            emparejar_filas(self.publicado.todo.filas, self.todo.filas),
            impresas=self.publicado.impresas,
            de_hoy=self.de_hoy_en_el_anterior,
        )

    @clases.propiedad_recordada
    def historia(self) -> "HistoriaDelPlan | None":
        """Historia de lo que debía estar terminado en el corte anterior; ``None`` si no lo hay."""
        # Sólo quien cuenta lo que cambió lo pide.
        from paac_reportes.analisis.historia import historia_de  # noqa: PLC0415

        return historia_de(self)

    @clases.propiedad_recordada
    def todo(self) -> Cifras:
        """Las cifras del plan entero."""
        filas = filas_analizadas(self._historias, self.corte, self.corte_anterior)
        return self._cifras(self.plan.entidad.nombre, filas, es_todo=True)

    @clases.propiedad_recordada
    def riesgos(self) -> "CifrasDelMapa | None":
        """Cifras de su mapa de riesgos; ``None`` si el plan no lo lleva."""
        mapa = self.plan.mapa_de_riesgos
        if mapa is None:
            return None
        # Casi ningún plan lo lleva.
        from paac_reportes.analisis.riesgos.del_corte import cifras_del_plan  # noqa: PLC0415

        serie = None
        if self.corte is not None and self.reglas.cortes is not None:
            serie = serie_de(self.plan, self.reglas, self.corte)
        return cifras_del_plan(self.plan, mapa, self.corte, serie)

    @clases.propiedad_recordada
    def dependencias(self) -> tuple[Cifras, ...]:
        """Las cifras de cada dependencia, en orden; ninguna si el plan no las tiene."""
        return self.por_dependencia(self.todo)

    @property
    def reparto(self) -> tuple[Cifras, ...]:
        """Las dependencias entre las que va el plan; ninguna si es de una sola, que es el todo."""
        return self.dependencias if len(self.dependencias) > 1 else ()

    @clases.propiedad_recordada
    def componentes(self) -> tuple[Cifras, ...]:
        """Las cifras de cada componente, con lo de todas las dependencias, por su número."""
        cifras = self._grupos(
            self.todo, lambda fila: fila.componente.clave, _nombre_comun, de_componentes=True
        )
        return tuple(sorted(cifras, key=_orden))

    @clases.propiedad_recordada
    def componentes_sin_filas(self) -> tuple[str, ...]:
        """Títulos de los componentes que no traen actividades ni trámites en ninguna parte."""
        con_filas = {fila.componente.clave for fila in self.todo.filas}
        vacios = {componente.clave: componente.titulo for _, componente in self.plan.tablas()}
        return tuple(nombre for clave, nombre in vacios.items() if clave not in con_filas)

    def por_dependencia(self, cifras: Cifras) -> tuple[Cifras, ...]:
        """Unas cifras, repartidas por dependencia."""
        return tuple(
            self._grupos(
                cifras,
                lambda fila: fila.ruta.partition(".")[0] if fila.dependencia else None,
                lambda filas: filas[0].dependencia.nombre if filas[0].dependencia else "",
            )
        )

    def subcomponentes(self, cifras: Cifras) -> tuple[Cifras, ...]:
        """Unas cifras, por el nombre del subcomponente; al final, los trámites y los intercambios.

        Un subcomponente que se llame «Trámites» no se junta con ellos.
        """
        grupos = self._grupos(
            cifras,
            lambda fila: (fila.subcomponente.nombre or "",) if fila.subcomponente else (),
            lambda filas: (sub.nombre or "") if (sub := filas[0].subcomponente) else TRAMITES,
        )
        return tuple(sorted(grupos, key=lambda parte: parte.filas[0].subcomponente is None))

    @clases.propiedad_recordada
    def periodo(self) -> Periodo | None:
        """Período que va del corte anterior, o del comienzo de la vigencia, al corte."""
        if self.corte is None:
            return None
        return periodo_entre(self.corte_anterior, self.corte, self.plan.vigencia)

    @clases.propiedad_recordada
    def siguiente(self) -> date | None:
        """El próximo corte de la vigencia: hasta ahí llega lo que está por vencer.

        Si los datos no nombran su serie, el del calendario: que después haya seguimientos de otro
        día no cambia lo que se informó de éste.
        """
        if self.corte is None or self.periodo is None:
            return None
        if self.reglas.cortes is None:
            return corte_siguiente(self.periodo, self.plan.vigencia)
        serie = serie_de(self.plan, self.reglas, self.corte)
        return min((corte for corte in serie if corte > self.corte), default=None)

    @property
    def proximo(self) -> date | None:
        """El próximo corte de la serie, aunque sea ya de la vigencia que sigue."""
        if self.siguiente is not None or self.periodo is None:
            return self.siguiente
        vigencia, cortes = self.plan.vigencia or self.periodo.corte.year, self.reglas.cortes
        if isinstance(cortes, str):
            return cortes_de(vigencia + 1, cortes)[0]
        de_la_vigencia = (corte for corte in cortes or () if corte.year == vigencia)
        if primero := min(de_la_vigencia, default=None):
            ultimo_dia_del_mes = monthrange(vigencia + 1, primero.month)[1]
            return date(vigencia + 1, primero.month, min(primero.day, ultimo_dia_del_mes))
        return primer_corte_de_la_que_sigue(self.periodo, self.plan.vigencia)

    def por_vencer(self, cifras: Cifras) -> Filas:
        """Las filas de unas cifras que vencen antes del próximo corte; ninguna si no lo hay."""
        return cifras.por_vencer(self.siguiente) if self.siguiente else ()

    @clases.propiedad_recordada
    def _por_ruta(self) -> dict[str, FilaAnalizada]:
        return {fila.ruta: fila for fila in self.todo.filas}

    def _grupos(
        self,
        cifras: Cifras,
        clave: Callable[[FilaAnalizada], object],
        nombre: Callable[[Sequence[FilaAnalizada]], str],
        *,
        de_componentes: bool = False,
    ) -> Iterator[Cifras]:
        """Unas cifras, repartidas por una clave; la fila cuya clave es ``None`` queda fuera."""
        grupos = agrupadas((clave(fila), fila) for fila in cifras.filas)
        grupos.pop(None, None)
        for filas in grupos.values():
            componente = filas[0].componente.titulo if de_componentes else None
            yield self._cifras(nombre(filas), filas, componente=componente)

    def _cifras(
        self,
        nombre: str,
        filas: Iterable[FilaAnalizada],
        *,
        es_todo: bool = False,
        componente: str | None = None,
    ) -> Cifras:
        """Cifras de unas filas, que se cuentan una vez por muchas que se pidan.

        ``componente`` es el título del que reúne esas filas en el plan entero.
        """
        filas_de_la_parte = tuple(filas)
        clave = nombre, es_todo, componente, tuple([fila.ruta for fila in filas_de_la_parte])
        if clave not in self._ya_contadas:
            self._ya_contadas[clave] = self._cifras_nuevas(nombre, filas_de_la_parte, componente)
        return self._ya_contadas[clave]

    @clases.propiedad_recordada
    def _ya_contadas(self) -> dict[tuple[object, ...], Cifras]:
        """Cifras ya contadas, por lo que se pidió: nombre, si es el todo, componente y rutas."""
        return {}

    def _cifras_nuevas(
        self, nombre: str, filas_de_la_parte: Filas, componente: str | None
    ) -> Cifras:
        """Cifras de unas filas, con la función que da las anteriores cuando se pregunten."""
        return Cifras(
            nombre,
            filas_de_la_parte,
            self.reglas,
            functools.partial(self._cifras_de_antes, nombre, filas_de_la_parte, componente),
            self._lo_publicado if self.publicado else None,
            recalculadas=self.impresas is not None and not self.impresas.con_cifras,
        )

    def _cifras_de_antes(
        self, nombre: str, filas_de_la_parte: Filas, componente: str | None
    ) -> Cifras | None:
        """Cifras de esas filas en el informe anterior; ``None`` si no lo hay o no las tenía."""
        anterior = self.anterior
        if anterior is None:
            return None
        filas: Iterable[FilaAnalizada]
        if frente := self._frente_a_lo_publicado:
            filas = frente.filas_de(filas_de_la_parte, de_componentes=componente is not None)
            if not filas:
                return None
        else:  # el plan es el mismo: cada fila está en el mismo lugar
            filas = (anterior._por_ruta[fila.ruta] for fila in filas_de_la_parte)  # noqa: SLF001
        es_todo = componente is None and len(filas_de_la_parte) == len(self.todo.filas)
        return anterior._cifras(nombre, filas, es_todo=es_todo, componente=componente)  # noqa: SLF001

    def _lo_publicado(self) -> "FrenteALoPublicado":
        """Las parejas de lo publicado, que se buscan cuando se pregunta por ellas."""
        frente = self._frente_a_lo_publicado
        assert frente is not None  # noqa: S101 - hay un archivo anterior
        return frente


def _en_celdas(cifras: Cifras) -> tuple[Celda, ...]:
    """Celdas del renglón de unas cifras, después de su nombre: una por columna del cuadro."""
    cuenta = cifras.cumplimiento
    return (
        len(cifras.filas),
        cifras.avance_en_texto,
        tantas_de(len(cifras.con_avance), len(cifras.aplican)),
        cifras.zona_en_texto,
        len(cifras.reportadas),
        tantas_de(len(cifras.sin_reporte), len(cifras.exigibles)),
        tantas_de(cuenta.terminadas, cuenta.debian),
        len(cifras.vencidas),
        len(cifras.vencidas_sin_reporte),
        len(cifras.por_determinar),
    )


def analizar_plan(
    plan: Plan, corte: date | None, reglas: Reglas, publicado: Analisis | None = None
) -> Analisis:
    """Las cifras de un plan en un corte; lo anterior es lo ``publicado``, si se da."""
    return Analisis(plan, corte, reglas, publicado=publicado)


def _orden(cifras: Cifras) -> tuple[bool, Decimal]:
    """Orden de un componente: por su número; los que no lo tienen, al final."""
    numero = cifras.filas[0].componente.numero
    return numero is None, Decimal(numero or 0)


def _nombre_comun(filas: Sequence[FilaAnalizada]) -> str:
    """Título del componente; si con el mismo número tiene varios, todos: ``3. A / B``."""
    nombres = dict.fromkeys(fila.componente.titulo for fila in filas)
    primero, *demas = nombres
    prefijo = f"{filas[0].componente.numero}. "
    return " / ".join([primero, *(titulo.removeprefix(prefijo) for titulo in demas)])
