"""El mapa de riesgos: procesos, riesgos, controles, valoraciones y lo que de ellos se siguió.

Los textos van a la letra y lo que falta se desconoce, que no es «no» ni 0: un nivel (``"Posible"``,
``"3"``) y una zona (``"EXTREMO - 60"``) son lo que el mapa dice, y lo que resulte de calcularlos va
aparte (``analisis.riesgos``). Los campos son los de los mapas que se leyeron: el de la guía de 2015
(Dosquebradas, 2018), la herramienta de Función Pública para la guía versión 5 (2021) y el de la CRA
(2021). Los niveles, las matrices y los pesos de cada guía están en ``plantillas/_riesgos``.

En orden: cómo se valora, los controles, las acciones, lo que se siguió en cada corte, el riesgo con
todo lo suyo y el mapa.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, Literal

import attrs

from paac_reportes import clases
from paac_reportes.cuadros import Cuadro, SeMuestra, en_miles
from paac_reportes.errores import Falla
from paac_reportes.estructura import (
    SIN_EXTRAS,
    Entre,
    Extras,
    comprobar_coherencia,
    validar_por_tipo,
)
from paac_reportes.modelo import acepta
from paac_reportes.modelo.comun import (
    CambioDocumento,
    CodigoDeRegimen,
    Entidad,
    Firma,
    Verificacion,
)
from paac_reportes.modelo.metodologia import PRIMER_ANO, ULTIMO_ANO, de_un_ano_posible
from paac_reportes.modelo.recorrer import objetos_de

SiNo = Literal["si", "no"]
"""Respuesta a una pregunta; si no está, no se sabe."""
Eje = Literal["probabilidad", "impacto"]
"""Los dos lados de una matriz de riesgos."""
TipoDeRiesgo = Literal[
    "corrupcion", "integridad", "gestion", "fiscal", "seguridad", "lavado", "ambiental", "otro"
]
TipoDeControl = Literal["preventivo", "detectivo", "correctivo"]
Disminuye = Literal["directamente", "indirectamente", "no"]
QuienSigue = Literal["oci", "lider", "planeacion"]
"""Control interno, el líder del proceso o Planeación."""
PREGUNTAS = 19
"""Preguntas del cuestionario de impacto más largo, de la guía versión 4; en 2015, una menos."""


@clases.frozen(kw_only=True, field_transformer=validar_por_tipo)
class Valoracion:
    """Qué tan probable es un riesgo y cuánto pesa, como está escrito."""

    probabilidad: str | None = None
    """El nivel, a la letra: ``3``, ``Posible``, ``Muy Baja``."""
    impacto: str | None = None
    """El nivel, a la letra: ``10``, ``Mayor``, ``Catastrófico``."""
    zona: str | None = None
    """La zona, a la letra, con su producto si lo trae: ``Alto``, ``EXTREMO - 60``."""
    probabilidad_pct: Decimal | None = attrs.field(
        default=None, converter=acepta.numero_o_nada, validator=Entre(0, 100)
    )
    """Porcentaje, de 0 a 100: la columna «%» de la guía versión 5."""
    impacto_pct: Decimal | None = attrs.field(
        default=None, converter=acepta.numero_o_nada, validator=Entre(0, 100)
    )
    """Porcentaje, de 0 a 100: la columna «%» de la guía versión 5."""
    fecha: str | None = attrs.field(default=None, converter=acepta.fecha_escrita)
    """Cuándo se valoró, a la letra."""


@clases.frozen(kw_only=True, field_transformer=validar_por_tipo)
class Causa:
    """Por qué puede pasar; ``1. … 2. …`` en una celda es una sola, a la letra."""

    texto: str
    clase: Literal["inmediata", "raiz", "interna", "externa"] | None = None
    """Inmediata o raíz (guía versión 5), interna o externa (mapas de 2018)."""
    factor: str | None = None


EJE_DE_CADA_TIPO: Mapping[TipoDeControl, Eje] = {
    "preventivo": "probabilidad",
    "detectivo": "probabilidad",
    "correctivo": "impacto",
}
"""Sobre qué actúa cada uno (herramienta de la guía versión 5)."""


@clases.frozen(kw_only=True, field_transformer=validar_por_tipo)
class Control:
    """Medida para que el riesgo no ocurra, o pese menos."""

    numero: str | None = attrs.field(default=None, metadata={"es_codigo": True})
    """Número propio en el riesgo, como texto."""
    descripcion: str | None = None
    tipo: TipoDeControl | None = None
    """Hay mapas que sólo dicen esto (``Correctivo``): basta para que sea un control."""
    responsable: str | None = None
    periodicidad: str | None = None
    proposito: str | None = None
    como_se_realiza: str | None = None
    desviaciones: str | None = None
    """Qué se hace con lo que el control halla."""
    evidencia: str | None = None
    afecta: Eje | None = None
    """Sobre qué actúa; si no se dice, el preventivo y el detectivo, sobre la probabilidad, y el
    correctivo, sobre el impacto."""
    implementacion: Literal["automatico", "manual"] | None = None
    documentacion: Literal["documentado", "sin_documentar"] | None = None
    """Informativo: no pesa en la calificación (guía versión 5)."""
    frecuencia: Literal["continua", "aleatoria"] | None = None
    """Informativa: no pesa en la calificación (guía versión 5)."""
    registro: Literal["con_registro", "sin_registro"] | None = None
    """Informativo: no pesa en la calificación (guía versión 5)."""
    calificacion: str | None = None
    """A la letra: ``40%``, ``85``."""
    criterios: dict[str, str] = attrs.Factory(dict)
    """Lo respondido de cada criterio de la metodología, por su código: ``si``, ``no`` o la opción
    que ella dé (``plantillas/_riesgos``)."""
    ejecucion: Literal["fuerte", "moderado", "debil"] | None = None
    """Cómo se ejecuta (guía versión 4)."""
    disminuye_probabilidad: Disminuye | None = None
    """Si ayuda a bajarla (guía versión 4)."""
    disminuye_impacto: Disminuye | None = None
    """Si ayuda a bajarlo (guía versión 4)."""
    causas_que_ataca: tuple[int, ...] = attrs.field(default=(), converter=acepta.enteros)
    """El lugar de cada una entre las causas del riesgo, desde 1."""
    residual: Valoracion | None = None
    """Valoración que queda después de este control, donde el mapa la trae en cada uno."""

    __attrs_post_init__ = comprobar_coherencia

    @staticmethod
    def incoherencias(valores: Mapping[str, Any]) -> Iterable[Falla]:
        """Falla de un control sin descripción ni tipo: el que sólo trae su número no lo es."""
        ilegibles = [c for c in ("descripcion", "tipo") if valores.get(c, ()) is None]
        if not any(valores.get(c) for c in ("descripcion", "tipo")) and not ilegibles:
            yield Falla(
                "dato_faltante",
                "",
                "se esperaba la descripción o el tipo, no llegó ninguno",
                datos={"falta": "descripcion", "opciones": ("descripcion", "tipo")},
            )

    def actua_sobre(self, eje: Eje) -> bool | None:
        """Si baja ese lado de la matriz; ``None`` si no lo dice ni se sigue de su tipo."""
        respuesta = self.disminuye_probabilidad if eje == "probabilidad" else self.disminuye_impacto
        if respuesta is not None:
            return respuesta != "no"
        su_eje = self.afecta or (EJE_DE_CADA_TIPO[self.tipo] if self.tipo else None)
        return None if su_eje is None else su_eje == eje


@clases.frozen(kw_only=True, field_transformer=validar_por_tipo)
class Accion:
    """Acción sobre el riesgo: junto al control, para tratarlo o si se materializa."""

    descripcion: str
    clase: Literal["asociada_al_control", "tratamiento", "contingencia"] | None = None
    """Clase de la acción; la de contingencia es «en caso de materialización»."""
    periodo: str | None = None
    """A la letra: ``Trimestral-Anual``."""
    fecha_inicio: str | None = attrs.field(default=None, converter=acepta.fecha_escrita)
    """A la letra, aunque la fecha sea imposible."""
    fecha_fin: str | None = attrs.field(default=None, converter=acepta.fecha_escrita)
    """A la letra, aunque la fecha sea imposible."""
    registro: str | None = None
    """La evidencia que se espera."""
    responsable: str | None = None
    indicador: str | None = None
    estado: Literal["en_curso", "finalizado"] | None = None
    """El declarado; nunca se deduce de las fechas."""


_NO_SE_PUBLICA = {"no_se_publica": "materializacion"}


@clases.frozen(kw_only=True, field_transformer=validar_por_tipo)
class Materializacion:
    """Si el riesgo ocurrió; al publicar queda si ocurrió, y lo demás no sale."""

    ocurrio: SiNo | None = None
    """Sin él no se sabe, que no es «no»."""
    fecha: str | None = attrs.field(
        default=None, converter=acepta.fecha_escrita, metadata=_NO_SE_PUBLICA
    )
    descripcion: str | None = attrs.field(default=None, metadata=_NO_SE_PUBLICA)
    accion: str | None = attrs.field(default=None, metadata=_NO_SE_PUBLICA)
    """Qué se hizo."""
    se_reporto_a: str | None = attrs.field(default=None, metadata=_NO_SE_PUBLICA)


@clases.frozen(kw_only=True, field_transformer=validar_por_tipo)
class ControlSeguido:
    """Hallazgo de un corte sobre un control."""

    control: str = attrs.field(metadata={"es_codigo": True})
    """Su número o, si los controles del riesgo no lo traen, su lugar entre ellos, desde 1."""
    aplicado: Literal["si", "no", "parcial"] | None = None
    adecuado: SiNo | None = None
    efectivo: SiNo | None = None
    nota: str | None = None


@clases.frozen(kw_only=True, field_transformer=validar_por_tipo)
class SeguimientoDeRiesgo:
    """Seguimiento de un riesgo en un corte."""

    corte: date = attrs.field(validator=de_un_ano_posible)
    quien: QuienSigue = "oci"
    """Sin él, control interno."""
    controles: tuple[ControlSeguido, ...] = attrs.field(
        default=(), converter=acepta.controles_seguidos
    )
    efectividad: str | None = None
    """Efectividad de los controles, como la escribe control interno."""
    acciones_adelantadas: str | None = None
    avance: Decimal | None = attrs.field(
        default=None, converter=acepta.numero_o_nada, validator=Entre(0, 100)
    )
    """Porcentaje de las acciones, de 0 a 100; ``None`` si se desconoce (que no es 0)."""
    estado: str | None = None
    evidencias: tuple[str, ...] = attrs.field(default=(), converter=acepta.textos)
    """Textos o direcciones web."""
    observaciones: str | None = None
    verificacion: Verificacion | None = None
    """Verificación de control interno; sin ella, no se ha dicho."""
    materializacion: Materializacion | None = None
    valoracion: Valoracion | None = None
    """La residual, si en el corte se volvió a valorar."""

    __attrs_post_init__ = comprobar_coherencia

    @staticmethod
    def incoherencias(valores: Mapping[str, Any]) -> Iterable[Falla]:
        """Fallas de un seguimiento que responde dos veces de un mismo control."""
        seguidos = [s.control for s in valores.get("controles") or () if s is not None]
        for control, cuantas in Counter(seguidos).items():
            if cuantas > 1:
                motivo = f"se esperaba uno por control, llegaron {cuantas} del {control!r}"
                yield Falla("dato_repetido", "controles", motivo)


@clases.frozen(kw_only=True, field_transformer=validar_por_tipo)
class DefinicionDeCorrupcion:
    """Los cuatro elementos de un riesgo de corrupción: lo es si todos son «sí»."""

    accion_u_omision: SiNo | None = None
    uso_del_poder: SiNo | None = None
    desviar_lo_publico: SiNo | None = None
    beneficio_privado: SiNo | None = None


def _seguimientos_repetidos(valores: Mapping[str, Any]) -> Iterable[Falla]:
    """Fallas de más de un seguimiento por corte y por quien lo hace."""
    seguimientos = [s for s in valores.get("seguimientos") or () if s is not None]
    for (corte, quien), cuantos in Counter((s.corte, s.quien) for s in seguimientos).items():
        if cuantos > 1:
            motivo = f"se esperaba uno por corte, llegaron {cuantos} de {quien} con corte {corte}"
            yield Falla("dato_repetido", "seguimientos", motivo)


def _causas_que_no_estan(valores: Mapping[str, Any]) -> Iterable[Falla]:
    """Fallas de los controles que atacan una causa que el riesgo no tiene."""
    cuantas = len(valores.get("causas") or ())
    for numero, control in enumerate(valores.get("controles") or ()):
        ajenas = [n for n in control.causas_que_ataca if not 1 <= n <= cuantas] if control else []
        if ajenas:
            esperado = f"un número de 1 a {cuantas}" if cuantas else "ninguno, que no trae causas"
            motivo = f"se esperaba {esperado}, llegó {ajenas[0]}"
            yield Falla("fuera_de_rango", f"controles[{numero}].causas_que_ataca", motivo)


@clases.frozen(kw_only=True, field_transformer=validar_por_tipo)
class Riesgo:
    """Riesgo de un proceso: qué puede pasar, por qué, cuánto pesa y qué pasó en cada corte."""

    referencia: str | None = attrs.field(default=None, metadata={"es_codigo": True})
    """Texto: ``1`` no es ``01`` ni ``R1``; la de uno retirado no se vuelve a usar."""
    descripcion: str
    """Sin ella una fila no es un riesgo."""
    tipo: TipoDeRiesgo | None = None
    """Tipo que el mapa dice; nunca se deduce de la clasificación."""
    clasificacion: str | None = None
    """Como «Fraude interno» o «Fallas tecnológicas», en la herramienta de la guía versión 5."""
    afectacion: str | None = None
    """Afectación que la guía llama «Impacto»: Económico, Reputacional…"""
    definicion: DefinicionDeCorrupcion | None = None
    factores: tuple[str, ...] = attrs.field(default=(), converter=acepta.textos)
    causas: tuple[Causa, ...] = attrs.field(default=(), converter=acepta.causas)
    consecuencias: tuple[str, ...] = attrs.field(default=(), converter=acepta.textos)
    frecuencia: int | None = attrs.field(default=None, validator=Entre(0, 10**9))
    """Cuántas veces al año se hace lo que puede fallar (guía versión 5)."""
    criterio_impacto: str | None = None
    """Criterio que se escogió de la tabla de impacto, a la letra."""
    cuestionario: dict[int, SiNo] = attrs.Factory(dict)
    """Las preguntas de impacto de un riesgo de corrupción, por su número, de 1 a 19."""
    inherente: Valoracion | None = None
    """Antes de los controles."""
    controles: tuple[Control, ...] = attrs.field(
        default=(), converter=acepta.controles, metadata={"letra": "k"}
    )
    residual: Valoracion | None = None
    """Después de los controles, como está escrita."""
    tratamiento: str | None = None
    """A la letra: Aceptar, Evitar, Reducir (compartir), Reducir (mitigar)…"""
    acciones: tuple[Accion, ...] = attrs.field(default=(), converter=acepta.acciones)
    indicador: str | None = None
    responsable: str | None = None
    documentos: str | None = None
    estado: Literal["vigente", "retirado"] | None = None
    """El retirado no cuenta en las cifras."""
    seguimientos: tuple[SeguimientoDeRiesgo, ...] = attrs.field(
        default=(), converter=acepta.seguimientos_de_riesgo
    )
    extras: Extras = attrs.field(default=SIN_EXTRAS, converter=acepta.extras)

    __attrs_post_init__ = comprobar_coherencia

    @staticmethod
    def incoherencias(valores: Mapping[str, Any]) -> Iterable[Falla]:
        """Fallas de seguimientos repetidos, y de preguntas y causas que no existen."""
        yield from _seguimientos_repetidos(valores)
        yield from _causas_que_no_estan(valores)
        for pregunta in valores.get("cuestionario") or ():
            if pregunta is not None and not 1 <= pregunta <= PREGUNTAS:
                motivo = f"se esperaba una pregunta de 1 a {PREGUNTAS}, llegó {pregunta}"
                yield Falla("fuera_de_rango", f"cuestionario.{pregunta}", motivo)

    @property
    def esta_vigente(self) -> bool:
        """Si el riesgo cuenta: el que no dice su estado, también."""
        return self.estado != "retirado"

    def control_de(self, seguido: ControlSeguido) -> Control | None:
        """Control de que habla un seguimiento; ``None`` si el riesgo no lo tiene."""
        numerados = [c for c in self.controles if c.numero is not None]
        if numerados:
            return next((c for c in numerados if c.numero == seguido.control), None)
        lugares = {str(lugar): c for lugar, c in enumerate(self.controles, 1)}
        return lugares.get(seguido.control)


@clases.frozen(kw_only=True, field_transformer=validar_por_tipo)
class Proceso:
    """Un proceso de la entidad y sus riesgos."""

    nombre: str
    codigo: str | None = attrs.field(default=None, metadata={"es_codigo": True})
    objetivo: str | None = None
    alcance: str | None = None
    tipo: Literal["estrategico", "misional", "apoyo", "evaluacion"] | None = None
    lider: str | None = None
    dependencia: str | None = None
    riesgos: tuple[Riesgo, ...] = attrs.field(default=(), converter=acepta.riesgos)


@clases.frozen(kw_only=True, field_transformer=validar_por_tipo)
class SeguimientoDelMapa:
    """Seguimiento de control interno al mapa entero en un corte."""

    corte: date = attrs.field(validator=de_un_ano_posible)
    elaboracion: str | None = None
    """Cuándo se elaboró el mapa («Cronograma MRC»), a la letra."""
    publicacion: str | None = None
    """Cuándo se publicó, a la letra."""
    elaborado_por: str | None = None
    fecha: str | None = attrs.field(default=None, converter=acepta.fecha_escrita)
    extras: Extras = attrs.field(default=SIN_EXTRAS, converter=acepta.extras)


@clases.frozen(kw_only=True, field_transformer=validar_por_tipo)
class MapaDeRiesgos(SeMuestra):
    """Los riesgos de una vigencia con su seguimiento; va en su archivo o en un plan."""

    TEMA = "mapa"
    """Qué contenido es (``modelo.temas``)."""
    entidad: Entidad
    vigencia: int | None = attrs.field(default=None, validator=Entre(PRIMER_ANO, ULTIMO_ANO))
    regimen: CodigoDeRegimen | None = None
    metodologia: str | None = attrs.field(default=None, metadata={"es_codigo": True})
    """El código de la que se usó para valorar, de ``plantillas/_riesgos`` o de la entidad. Sin
    ella nada se calcula: lo escrito queda como está."""
    version: str | None = None
    fecha_elaboracion: date | None = None
    fecha_publicacion: date | None = None
    fecha_actualizacion: date | None = None
    mision: str | None = None
    procesos: tuple[Proceso, ...] = attrs.field(default=(), converter=acepta.procesos)
    seguimientos: tuple[SeguimientoDelMapa, ...] = attrs.field(
        default=(), converter=acepta.seguimientos_del_mapa
    )
    firmas: tuple[Firma, ...] = attrs.field(default=(), converter=acepta.firmas)
    control_cambios: tuple[CambioDocumento, ...] = attrs.field(
        default=(), converter=acepta.cambios, metadata={"raiz": "cambio", "letra": "v"}
    )
    textos: dict[str, str] = attrs.Factory(dict)
    """Los párrafos de un informe, por su clave."""
    extras: Extras = attrs.field(default=SIN_EXTRAS, converter=acepta.extras)

    __attrs_post_init__ = comprobar_coherencia

    @staticmethod
    def incoherencias(valores: Mapping[str, Any]) -> Iterable[Falla]:
        """La falla de varios seguimientos del mapa en un mismo corte."""
        cortes = [s.corte for s in valores.get("seguimientos") or () if s is not None]
        for corte, cuantos in Counter(cortes).items():
            if cuantos > 1:
                motivo = f"se esperaba uno por corte, llegaron {cuantos} con corte {corte}"
                yield Falla("dato_repetido", "seguimientos", motivo)

    @property
    def _de_cuando(self) -> str:
        return f" {self.vigencia}" if self.vigencia else ""

    @property
    def en_palabras(self) -> str:
        """``Mapa de riesgos 2026 de Municipio``."""
        return f"Mapa de riesgos{self._de_cuando} de {self.entidad.nombre}"

    def __repr__(self) -> str:
        cuantos = len(objetos_de(self, Riesgo))
        riesgos = "1 riesgo" if cuantos == 1 else f"{en_miles(cuantos)} riesgos"
        return f"<{self.en_palabras}: {riesgos}>"

    def _cuadro(self) -> Cuadro:
        """Cuadro de cuánto hay en cada proceso."""
        cortes = ", ".join(map(str, self.cortes())) or "ninguno tiene seguimientos"
        return Cuadro(
            titulo=self.en_palabras,
            columnas=("Proceso", "Riesgos", "Causas", "Controles", "Acciones"),
            filas=[
                (
                    proceso.nombre,
                    len(proceso.riesgos),
                    *(len(objetos_de(proceso, lista)) for lista in ("causas", Control, "acciones")),
                )
                for proceso in self.procesos
            ],
            son="procesos",
            notas=(f"Metodología: {self.metodologia or 'no la dice'}.", f"Cortes: {cortes}."),
        )

    @clases.recordada
    def cortes(self) -> tuple[date, ...]:
        """Fechas de corte que tienen algún seguimiento, del mapa o de un riesgo, en orden."""
        de_riesgos = {s.corte for s in objetos_de(self, SeguimientoDeRiesgo)}
        return tuple(sorted({*de_riesgos, *(s.corte for s in self.seguimientos)}))
