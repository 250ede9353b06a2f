"""Lo que un informe muestra del análisis de un plan: se calcula cuando algo lo pide.

Debajo de ``Hallazgos``, las cifras y las filas de un análisis como renglones para las tablas.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

import attrs

from paac_reportes import clases
from paac_reportes.analisis.analisis import Analisis, analizar_plan
from paac_reportes.analisis.cifras import Cifras
from paac_reportes.analisis.comparacion import Comparacion, comparar_analisis
from paac_reportes.analisis.filas import FilaAnalizada, Vencimiento
from paac_reportes.analisis.metodologia import Reglas
from paac_reportes.analisis.riesgos.cifras import CifrasDelMapa, cifras_en
from paac_reportes.analisis.riesgos.revision import serie_del_mapa
from paac_reportes.formatos.definicion.filas import DiferenciaDeCorte, FilaDeCifras, FilaSenalada
from paac_reportes.grupos import agrupadas
from paac_reportes.informe.cambios import de_lo_previsto
from paac_reportes.informe.frases import en_su_genero, palabras_de, reporte_de
from paac_reportes.informe.historia import lo_reportado
from paac_reportes.informe.propuestas import Rutas, recomendaciones_de
from paac_reportes.informe.recomendaciones import cumplidas_y_vencidas, por_asunto
from paac_reportes.informe.vencimientos import componente_en_breve, edad_en_dias
from paac_reportes.maqueta.contenido import SinDato, con_su_valor
from paac_reportes.modelo import Estado, Plan, Recomendacion, Resultado
from paac_reportes.modelo.metodologia import Periodo
from paac_reportes.modelo.plan import anteriores_a, en_seguimiento
from paac_reportes.modelo.temas import Contenido, el_de
from paac_reportes.normativa.normas import Norma, fecha_del_plan, normas_vigentes, regimen_del_plan
from paac_reportes.textos.frases import con_mayuscula
from paac_reportes.textos.valores import (
    SIN_DATO,
    VERIFICACIONES,
    fecha_corta,
    porcentaje,
    puntos,
    tantas_de,
)


@clases.frozen(eq=False, slots=False)
class Hallazgos:
    """El análisis de un plan, o las cifras de un mapa solo, y lo que de ellos se escribe."""

    contenido: Contenido
    corte: date | None
    reglas: Reglas
    publicado: Analisis | None = attrs.field(default=None, kw_only=True)
    """El análisis del archivo anterior, si se dio."""
    publico: bool = attrs.field(default=False, kw_only=True)
    """Si es para publicar."""

    @property
    def plan(self) -> Plan:
        """El plan cuyas cifras se piden: de un mapa solo no las hay."""
        assert isinstance(self.contenido, Plan)  # noqa: S101 - lo revisa quien lee el formato
        return self.contenido

    @clases.propiedad_recordada
    def analisis(self) -> Analisis:
        """Las cifras en el corte."""
        return analizar_plan(self.plan, self.corte, self.reglas, self.publicado)

    @property
    def periodo(self) -> Periodo | None:
        """El período del corte; ``None`` sin corte, o de un mapa solo."""
        return self.analisis.periodo if isinstance(self.contenido, Plan) else None

    @clases.propiedad_recordada
    def comparacion(self) -> Comparacion | None:
        """Lo que va desde el corte anterior, si lo hay."""
        anterior = self.analisis.anterior
        return comparar_analisis(anterior, self.analisis) if anterior else None

    @clases.propiedad_recordada
    def riesgos(self) -> "CifrasDelMapa | None":
        """Las cifras del mapa de riesgos que llegó solo o que lleva el plan; ``None`` sin mapa."""
        if isinstance(self.contenido, Plan):
            return self.analisis.riesgos
        mapa: Any = el_de(self.contenido, "mapa")
        return mapa and cifras_en(mapa, self.corte, serie=serie_del_mapa(mapa))

    @property
    def cifras(self) -> Cifras:
        """Las cifras del plan entero."""
        return self.analisis.todo

    @property
    def componentes(self) -> tuple[Cifras, ...]:
        """Las cifras de cada componente."""
        return self.analisis.componentes

    @property
    def dependencias(self) -> tuple[Cifras, ...]:
        """Las cifras de cada dependencia; ninguna si el plan es de una sola."""
        return self.analisis.reparto

    @property
    def por_corte(self) -> dict[date, Cifras]:
        """Las cifras del plan en cada corte de la serie hasta el pedido, con los datos de hoy."""
        cifras = {corte: analisis.todo for corte, analisis in self.analisis.por_corte.items()}
        return cifras if len(cifras) > 1 else {}

    @clases.propiedad_recordada
    def _las_del_informe(self) -> tuple[tuple[Recomendacion, Rutas | None], ...]:
        return recomendaciones_de(self.analisis)

    @clases.propiedad_recordada
    def recomendaciones(self) -> tuple[Recomendacion, ...]:
        """Las recomendaciones del corte o, si el plan no las trae, las propuestas."""
        return por_asunto(r for r, _ in self._las_del_informe)

    @property
    def rutas_de_propuestas(self) -> dict[str, Rutas]:
        """Rutas de las filas de cada propuesta que el informe imprime, por su ``id``."""
        return {r.id: rutas for r, rutas in self._las_del_informe if rutas}

    @property
    def anteriores(self) -> tuple[Recomendacion, ...]:
        """Las recomendaciones de todos los cortes anteriores."""
        return anteriores_a(self.plan.recomendaciones, self.corte)

    @property
    def recomendaciones_anteriores(self) -> tuple[Recomendacion, ...]:
        """Las recomendaciones anteriores a que se hace seguimiento."""
        publicado = self.publicado
        return en_seguimiento(self.anteriores, publicado.plan.recomendaciones if publicado else ())

    @clases.propiedad_recordada
    def cumplidas_y_vencidas(self) -> dict[str, tuple[FilaAnalizada, ...]]:
        """De las anteriores que se declararon cumplidas, las filas que siguen vencidas."""
        return cumplidas_y_vencidas(self.recomendaciones_anteriores, self.analisis)

    @clases.propiedad_recordada
    def cambios_de_lo_previsto(self) -> tuple[DiferenciaDeCorte, ...]:
        """Los cambios del plan y de lo publicado; sin un archivo anterior no los hay."""
        return tuple(de_lo_previsto(self.comparacion)) if self.comparacion else ()

    @property
    def normas(self) -> tuple[Norma, ...]:
        """Las normas que rigen en el corte o, sin él, cuando se publica el plan."""
        return normas_vigentes(
            fecha_del_plan(self.contenido, self.corte),
            self.contenido.entidad.orden,
            regimen_del_plan(self.contenido, self.corte).codigo,
        )

    def por_aclarar(self) -> Iterator[tuple[FilaAnalizada, str]]:
        """Pares de fila con datos que se contradicen, o reabierta, y sus motivos."""
        dudas = [(fila, duda.corte, duda.mensaje) for fila, duda in self.cifras.contradicciones]
        dudas += [
            (fila, fila.situacion.reabierta, "se reabre después de terminada")
            for fila in self.cifras.reabiertas
            if fila.situacion.reabierta
        ]
        motivos = agrupadas(
            [
                (fila.ruta, f"{fecha_corta(corte)}: {en_su_genero(mensaje, palabras_de([fila]))}")
                for fila, corte, mensaje in dudas
            ]
        )
        for fila in self.cifras.filas:
            if motivos_de_fila := motivos.get(fila.ruta):
                yield fila, "; ".join(motivos_de_fila)

    def terminadas_antes(self) -> Iterator[tuple[FilaAnalizada, str]]:
        """Pares de fila terminada antes de su última fecha, y lo declarado desde entonces."""
        for fila in self.cifras.terminadas_antes:
            desde = fila.situacion.hasta
            seguimientos = [s for s in fila.seguimientos if desde is not None and s.corte >= desde]
            reportes = (f"{fecha_corta(s.corte)}: {lo_reportado(s)}" for s in seguimientos)
            yield fila, "; ".join(reportes)

    def sin_verificar(self) -> Iterator[tuple[FilaAnalizada, str]]:
        """Pares de fila cuyas evidencias no se verificaron del todo, y el resultado con su nota."""
        for fila in self.cifras.filas:
            revision = fila.revision
            if revision is not None and revision.resultado is not Resultado.VERIFICADA:
                partes = (VERIFICACIONES[revision.resultado], revision.nota)
                yield fila, ". ".join(filter(None, partes))


ESTADOS: dict[Estado | None, str] = {
    Estado.CUMPLIDA: "Cumplida",
    Estado.EN_PROCESO: "En proceso",
    Estado.SIN_AVANCE: "Sin avance",
    Estado.NO_APLICA: "No aplica",
    Estado.SIN_REPORTE: "Sin reporte",
    None: "Sin estado declarado",
}


TODO_EL_PLAN = "Todo el plan"
"""Cómo se llama el renglón que cierra una tabla de sus partes."""


_SE_CUENTAN = (
    *("filas", "aplican", "reportadas", "con_avance", "arrastradas", "exigibles", "sin_reporte"),
    *("vencidas", "vencidas_sin_reporte", "por_determinar", "al_dia_sin_reporte"),
    "en_blanco_bajo_reporte",
)
"""Las cuentas de ``FilaDeCifras`` que se llaman como sus filas en ``Cifras``."""


def renglon_de_cifras(nombre: str, cifras: Cifras) -> FilaDeCifras:
    """El renglón de unas cifras en una tabla: sus cuentas y, escritos, su avance y su reporte."""
    estados, periodo, reporte = cifras.por_estado, cifras.periodo, reporte_de(cifras)
    cuentas: dict[str, Any] = {lista: len(getattr(cifras, lista)) for lista in _SE_CUENTAN}
    return FilaDeCifras(
        nombre=nombre,
        **cuentas,
        base=_si_se_sabe(
            tantas_de(len(cifras.con_avance), len(cifras.aplican)), se_sabe=bool(cifras.con_avance)
        ),
        cumplidas=estados[Estado.CUMPLIDA],
        en_proceso=estados[Estado.EN_PROCESO],
        sin_avance=estados[Estado.SIN_AVANCE],
        no_aplican=estados[Estado.NO_APLICA],
        declaradas_sin_reporte=estados[Estado.SIN_REPORTE],
        sin_estado=estados[None],
        terminadas=cifras.cumplimiento.terminadas,
        debian=cifras.cumplimiento.debian,
        avance=con_su_valor(cifras.avance_en_texto, cifras.avance),
        zona=_si_se_sabe(cifras.zona_en_texto, se_sabe=cifras.zona is not None),
        del_periodo=con_su_valor(puntos(periodo.puntos), periodo.puntos)
        if periodo
        else SinDato(SIN_DATO),
        con_reporte=len(reporte.reportadas),
        cobertura=SinDato("—")
        if reporte.parte is None
        else con_su_valor(reporte.parte_en_texto, reporte.parte),
    )


def _si_se_sabe(texto: str, *, se_sabe: bool) -> str:
    """El texto o, si no se sabe, el mismo texto marcado como un dato que falta."""
    return texto if se_sabe else SinDato(texto)


def senaladas(hallazgos: Hallazgos, filas: Iterable[FilaAnalizada]) -> Iterator[FilaSenalada]:
    """Los renglones de las filas que el informe señala por su vencimiento."""
    palabras = palabras_de(hallazgos.cifras.aplican)  # como los rótulos de su tabla
    senaladas = tuple(filas)
    # Si de ninguna se dijo nada, lo dice el título de su tabla.
    todas_calladas = all(fila.vencimiento is Vencimiento.SIN_REPORTE for fila in senaladas)
    for fila in senaladas:
        renglon = senalada(fila, en_su_genero(_vencimiento(fila), palabras))
        yield renglon if todas_calladas else attrs.evolve(renglon, estado=_lo_declarado(fila))


def _lo_declarado(fila: FilaAnalizada) -> str:
    """El estado de una fila; de la que calla, que no tiene reporte."""
    if fila.vencimiento is Vencimiento.SIN_REPORTE:
        return ESTADOS[Estado.SIN_REPORTE]
    estado = ESTADOS[fila.estado] if fila.estado else ""
    calla = fila.vencimiento is Vencimiento.VENCIDA and fila.sin_reporte
    return con_mayuscula("; ".join(filter(None, (estado, "sin reporte en el período" * calla))))


def senalada(fila: FilaAnalizada, motivo: str) -> FilaSenalada:
    """El renglón de una fila, con el motivo por el que se señala."""
    datos, avance = fila.fila, fila.situacion.avance
    return FilaSenalada(
        codigo=datos.identificador,
        texto=datos.texto or "(sin descripción)",
        dependencia=fila.oficina,
        componente=fila.componente.titulo,
        responsable=datos.responsable or SinDato(SIN_DATO),
        fecha=fila.fecha.literal or None,
        seguimiento=_ultimo_texto(fila),
        avance="" if avance is None else porcentaje(avance),
        estado=ESTADOS[fila.estado] if fila.estado else "",
        motivo=motivo,
        valor=fila.avance,
        numero_de_componente=componente_en_breve(fila),
        dias=edad_en_dias(fila) if fila.ya_vencio else None,
        dia=_dia_debido(fila),
    )


def _dia_debido(fila: FilaAnalizada) -> date | None:
    """El último día de una fila, si ya llegó; si no, el primero después del corte."""
    dias = (dia for dia in fila.fecha.dias if fila.corte is None or dia > fila.corte)
    return fila.ultimo_dia if fila.ya_vencio else min(dias, default=fila.ultimo_dia)


def _vencimiento(fila: FilaAnalizada) -> str:
    """Cómo venció una fila, en palabras; vacío si no."""
    clase = fila.vencimiento
    if clase is None:
        return ""
    sin_reporte = clase is Vencimiento.VENCIDA and fila.sin_reporte
    return f"{con_mayuscula(clase.value)}{'; sin reporte en el período' * sin_reporte}"


def _ultimo_texto(fila: FilaAnalizada) -> str | None:
    """El texto del último reporte de una fila, con su corte si no es el del análisis.

    ``None`` si no tiene reporte o texto.
    """
    reporte = fila.ultimo_reporte
    if reporte is None or reporte.corte == fila.corte:
        return reporte.texto if reporte else None
    return f"{reporte.texto or ''} ({fecha_corta(reporte.corte)})".strip()


def con_su_motivo(pares: Iterable[tuple[FilaAnalizada, str]]) -> Iterator[FilaSenalada]:
    """Los renglones de unos pares de fila y motivo; una fila puede salir varias veces."""
    for fila, motivo in pares:
        yield senalada(fila, motivo)
