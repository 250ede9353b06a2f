"""El plan: dependencias, componentes, subcomponentes y actividades.

Aquí está qué campos hay y qué se admite en ellos; lo que se dice de cada uno (su rótulo, su ayuda,
sus sinónimos, dónde va), en ``modelo.catalogo``. En orden: lo que se reporta en un corte, los
trámites por racionalizar, y el plan con sus actividades; la entidad y las firmas son de todo
contenido (``modelo.comun``).
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, get_args

import attrs

from paac_reportes import clases
from paac_reportes.cuadros import Celda, Cuadro, SeMuestra, en_miles
from paac_reportes.errores import Falla
from paac_reportes.estructura import (
    SIN_EXTRAS,
    ConForma,
    Entre,
    Extras,
    comprobar_coherencia,
    mostrar,
    validar_por_tipo,
)
from paac_reportes.grupos import agrupadas
from paac_reportes.modelo import acepta
from paac_reportes.modelo.comun import (
    CambioDocumento,
    CodigoDeRegimen,
    Entidad,
    Firma,
    Verificacion,
)
from paac_reportes.modelo.metodologia import PRIMER_ANO, ULTIMO_ANO, Metodologia, de_un_ano_posible
from paac_reportes.modelo.recorrer import objetos_de, recorrer
from paac_reportes.modelo.riesgos import MapaDeRiesgos

# ------------------------------------------------------------------ las recomendaciones


CON_FORMA_DE_ID = ConForma(
    r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}",
    "un identificador de letras sin tilde, cifras, puntos y guiones, como 'R-2026-1'",
)


class OrigenDeRecomendacion(StrEnum):
    """Quién la hizo: la biblioteca, de las cifras, o la oficina."""

    PROPUESTA = "propuesta"
    OFICINA = "oficina"


class EstadoDeRecomendacion(StrEnum):
    """En qué va; nunca se deduce de la respuesta."""

    NUEVA = "nueva"
    EN_CURSO = "en_curso"
    CUMPLIDA = "cumplida"
    SIN_RESPUESTA = "sin_respuesta"
    NO_ACOGIDA = "no_acogida"


@clases.frozen(kw_only=True, field_transformer=validar_por_tipo)
class FilaRecomendada:
    """La actividad o el trámite de que habla una recomendación, como se llamaba al hacerla."""

    codigo: str | None = None
    texto: str


@clases.frozen(kw_only=True, field_transformer=validar_por_tipo)
class Recomendacion:
    """Recomendación de control interno en un corte, y su respuesta."""

    id: str = attrs.field(validator=CON_FORMA_DE_ID, metadata={"es_codigo": True})
    """Identificador propio en el plan: no se repite, y es el mismo en todos los cortes."""
    corte: date = attrs.field(validator=de_un_ano_posible)
    """Corte del informe que la hizo."""
    texto: str
    filas: tuple[FilaRecomendada, ...] = attrs.field(
        default=(), converter=acepta.filas_recomendadas
    )
    responsable: str | None = None
    fecha: str | None = attrs.field(default=None, converter=acepta.fecha_escrita)
    """Para cuándo, a la letra."""
    origen: OrigenDeRecomendacion = attrs.field(
        default=OrigenDeRecomendacion.OFICINA, converter=acepta.origen
    )
    estado: EstadoDeRecomendacion = attrs.field(
        default=EstadoDeRecomendacion.NUEVA, converter=acepta.estado_de_recomendacion
    )
    respuesta: str | None = None
    """Respuesta del responsable, a la letra."""

    @property
    def esta_abierta(self) -> bool:
        """Si falta cumplirla: un informe posterior le hace seguimiento, y su oficina la responde.

        La que no se acogió ya se respondió: el siguiente informe dice por qué, y ahí termina.
        """
        return self.estado not in {
            EstadoDeRecomendacion.CUMPLIDA,
            EstadoDeRecomendacion.NO_ACOGIDA,
        }


def del_corte(
    recomendaciones: Iterable[Recomendacion], corte: date | None
) -> tuple[Recomendacion, ...]:
    """Las recomendaciones que hizo el informe de ese corte.

    Sin corte (``None``), ninguna.
    """
    return tuple(recomendacion for recomendacion in recomendaciones if recomendacion.corte == corte)


def anteriores_a(
    recomendaciones: Iterable[Recomendacion], corte: date | None
) -> tuple[Recomendacion, ...]:
    """Las recomendaciones de los cortes anteriores a ése, de la más vieja a la más nueva.

    Sin corte (``None``), ninguna.
    """
    previas = [r for r in recomendaciones if corte is not None and r.corte < corte]
    return tuple(sorted(previas, key=lambda recomendacion: recomendacion.corte))


def en_seguimiento(
    anteriores: Sequence[Recomendacion], del_informe_anterior: Iterable[Recomendacion] = ()
) -> tuple[Recomendacion, ...]:
    """Recomendaciones anteriores de que hay algo que contar: las abiertas y las recién cerradas.

    La ya cerrada en los datos del informe anterior se contó entonces; sin esos datos no se sabe en
    qué corte se cerró, y su respuesta no se ha impreso.
    """
    cerradas_entonces = {r.id for r in del_informe_anterior if not r.esta_abierta}
    return tuple(r for r in anteriores if r.esta_abierta or r.id not in cerradas_entonces)


def ids_repetidos(valores: Mapping[str, Any]) -> Iterable[Falla]:
    """Fallas de las recomendaciones que repiten el ``id`` de otra."""
    recomendaciones: Sequence[Recomendacion | None] = valores.get("recomendaciones") or ()
    primeras: dict[str, int] = {}
    for numero, recomendacion in enumerate(recomendaciones):
        if recomendacion is None:
            continue
        primera = primeras.setdefault(recomendacion.id, numero)
        if primera != numero:
            yield Falla(
                "dato_repetido",
                f"recomendaciones[{numero}].id",
                f"se esperaba uno que no tuviera otra, llegó {mostrar(recomendacion.id)}, que"
                f" es el de recomendaciones[{primera}]",
            )


# ------------------------------------------------------------------ el plan


class Estado(StrEnum):
    """Estado declarado por quien reporta; nunca se deduce del texto."""

    CUMPLIDA = "cumplida"
    EN_PROCESO = "en_proceso"
    SIN_AVANCE = "sin_avance"
    NO_APLICA = "no_aplica"
    SIN_REPORTE = "sin_reporte"


@clases.frozen(kw_only=True, field_transformer=validar_por_tipo)
class Seguimiento:
    """Un reporte a una fecha de corte; ``-`` y la celda vacía son cosas distintas."""

    corte: date = attrs.field(validator=de_un_ano_posible)
    texto: str | None = None
    avance: Decimal | None = attrs.field(
        default=None, converter=acepta.numero_o_nada, validator=Entre(0, 100)
    )
    """Porcentaje de avance, de 0 a 100; ``None`` si se desconoce (que no es 0)."""
    estado: Estado | None = attrs.field(default=None, converter=acepta.estado)
    evidencias: tuple[str, ...] = attrs.field(default=(), converter=acepta.textos)
    """Textos o direcciones web que soportan lo reportado."""
    observaciones: str | None = None
    monitoreo: str | None = None
    """Reporte de Planeación, si va aparte del seguimiento de Control Interno."""
    observaciones_monitoreo: str | None = None
    verificacion: Verificacion | None = None
    """Verificación de control interno sobre este reporte; sin ella, no se ha dicho."""
    extras: Extras = attrs.field(default=SIN_EXTRAS, converter=acepta.extras)


def cortes_repetidos(valores: Mapping[str, Any]) -> Iterable[Falla]:
    """Fallas de una fila con más de un seguimiento por fecha de corte."""
    seguimientos = valores.get("seguimientos") or ()
    if len(seguimientos) <= 1:  # casi todas las filas
        return
    veces = Counter(s.corte for s in seguimientos if s is not None)
    for corte, cuantas in veces.items():
        if cuantas > 1:
            yield Falla(
                "dato_repetido",
                "seguimientos",
                f"se esperaba uno por corte, llegaron {cuantas} con corte {corte}",
                datos={"llego": corte, "cuantos": cuantas},
            )


@clases.frozen(kw_only=True, field_transformer=validar_por_tipo)
class Tramite:
    """Trámite, proceso o procedimiento por racionalizar, o intercambio de información."""

    numero: str | None = None
    codigo_suit: str | None = None
    """Número en el Sistema Único de Información de Trámites (SUIT)."""
    nombre: str | None = None
    tipo: str | None = None
    estado: str | None = None
    tipo_racionalizacion: str | None = None
    accion: str | None = None
    situacion_actual: str | None = None
    mejora: str | None = None
    beneficio: str | None = None
    responsable: str | None = None
    fecha_inicio: str | None = attrs.field(default=None, converter=acepta.fecha_escrita)
    fecha_fin: str | None = attrs.field(default=None, converter=acepta.fecha_escrita)
    fecha_implementacion: str | None = attrs.field(default=None, converter=acepta.fecha_escrita)
    """Cuándo queda puesta en marcha la mejora; el SUIT la pide aparte de ``fecha_fin``."""
    justificacion: str | None = None
    fecha_programada: str | None = attrs.field(default=None, converter=acepta.fecha_escrita)
    seguimientos: tuple[Seguimiento, ...] = attrs.field(default=(), converter=acepta.seguimientos)
    extras: Extras = attrs.field(default=SIN_EXTRAS, converter=acepta.extras)

    __attrs_post_init__ = comprobar_coherencia

    incoherencias = staticmethod(cortes_repetidos)

    @property
    def identificador(self) -> str | None:
        """Número con que se lo nombra en la matriz."""
        return self.numero

    @property
    def texto(self) -> str | None:
        """Texto de qué hay que hacer: el nombre del trámite."""
        return self.nombre

    @property
    def va_de_inicio_a_fin(self) -> bool:
        """Si su fecha son dos celdas, que es lo que piden los formatos de trámites."""
        return bool(self.fecha_inicio or self.fecha_fin)


@clases.frozen(kw_only=True, field_transformer=validar_por_tipo)
class Actividad:
    """Una fila de la matriz; ``None`` es una celda en blanco, que no es lo mismo que ``-``."""

    codigo: str | None = None
    """Texto: ``1.10`` no es ``1.1``, y un código puede repetirse o faltar."""
    descripcion: str | None = None
    meta: str | None = None
    indicador: str | None = None
    responsable: str | None = None
    fecha_programada: str | None = attrs.field(default=None, converter=acepta.fecha_escrita)
    """Literal, como está en el plan, aunque la fecha sea imposible."""
    fecha_inicio: str | None = attrs.field(default=None, converter=acepta.fecha_escrita)
    fecha_fin: str | None = attrs.field(default=None, converter=acepta.fecha_escrita)
    """Donde el plan da dos fechas en lugar de una, como suele hacerlo el PTEP."""
    seguimientos: tuple[Seguimiento, ...] = attrs.field(default=(), converter=acepta.seguimientos)
    extras: Extras = attrs.field(default=SIN_EXTRAS, converter=acepta.extras)

    __attrs_post_init__ = comprobar_coherencia

    incoherencias = staticmethod(cortes_repetidos)

    @property
    def identificador(self) -> str | None:
        """Código con que se la nombra en la matriz."""
        return self.codigo

    @property
    def texto(self) -> str | None:
        """Texto de qué hay que hacer: la descripción o, si no la trae, la meta."""
        return self.descripcion or self.meta

    @property
    def va_de_inicio_a_fin(self) -> bool:
        """Si su fecha son dos celdas; la programada, donde la hay, manda."""
        return bool(self.fecha_inicio or self.fecha_fin) and not self.fecha_programada


CAMPOS_DE_FECHA = ("fecha_programada", "fecha_inicio", "fecha_fin")
"""Campos de una fila que dicen cuándo: en una fecha, o en la de inicio y la final."""
FilaDeMatriz = Actividad | Tramite
"""Fila que se programa y se sigue; ambas tienen ``identificador``, ``texto`` y ``seguimientos``."""
FILAS: tuple[type[FilaDeMatriz], ...] = get_args(FilaDeMatriz)


@clases.frozen(kw_only=True, field_transformer=validar_por_tipo)
class Subcomponente:
    """Actividades que comparten la celda de subcomponente o proceso."""

    nombre: str | None = None
    actividades: tuple[Actividad, ...] = attrs.field(default=(), converter=acepta.actividades)


@clases.frozen(kw_only=True, field_transformer=validar_por_tipo)
class Componente:
    """Una tabla: actividades por subcomponente, o trámites e intercambios de información."""

    numero: int | None = attrs.field(default=None, validator=Entre(0, 999))
    nombre: str | None = None
    etiqueta_seguimiento: str | None = None
    """Rótulo de la columna de seguimiento en esta tabla; cada tabla tiene el suyo."""
    subcomponentes: tuple[Subcomponente, ...] = attrs.field(
        default=(), converter=acepta.subcomponentes
    )
    tramites: tuple[Tramite, ...] = attrs.field(default=(), converter=acepta.tramites)
    intercambios: tuple[Tramite, ...] = attrs.field(default=(), converter=acepta.tramites)
    extras: Extras = attrs.field(default=SIN_EXTRAS, converter=acepta.extras)

    @property
    def clave(self) -> object:
        """Clave con que se lo reconoce en otra dependencia: su número o, sin él, su nombre."""
        return ("nombre", self.nombre) if self.numero is None else ("numero", self.numero)

    @property
    def titulo(self) -> str:
        """Número y nombre, los que tenga, en una línea: ``1. Gestión del riesgo``."""
        nombre = " ".join((self.nombre or "").split())
        if self.numero is None:
            return nombre or "Componente sin nombre"
        return f"{self.numero}. {nombre}" if nombre else f"Componente {self.numero}"

    def filas(self) -> Iterable[FilaDeMatriz]:
        """Actividades, trámites e intercambios del componente, en orden."""
        return objetos_de(self, *FILAS)


@clases.frozen(kw_only=True, field_transformer=validar_por_tipo)
class Dependencia:
    """Una oficina y los componentes que le tocan."""

    nombre: str
    nombre_corto: str | None = None
    """Con el que se la nombra en lo que se cuenta de ella y en la hoja de un libro."""
    componentes: tuple[Componente, ...] = attrs.field(default=(), converter=acepta.componentes)

    @property
    def en_corto(self) -> str:
        """Nombre corto de la dependencia o, si no lo trae, el entero."""
        return self.nombre_corto or self.nombre


@clases.frozen(kw_only=True, field_transformer=validar_por_tipo)
class Plan(SeMuestra):
    """El plan de una vigencia con sus seguimientos, por dependencias o sólo por componentes."""

    TEMA = "plan"
    """Qué contenido es (``modelo.temas``)."""
    entidad: Entidad
    vigencia: int | None = attrs.field(default=None, validator=Entre(PRIMER_ANO, ULTIMO_ANO))
    regimen: CodigoDeRegimen | None = None
    """Régimen que declara la entidad; sin él, el que corresponda a la vigencia."""
    dependencias: tuple[Dependencia, ...] = attrs.field(default=(), converter=acepta.dependencias)
    componentes: tuple[Componente, ...] = attrs.field(default=(), converter=acepta.componentes)
    control_cambios: tuple[CambioDocumento, ...] = attrs.field(
        default=(), converter=acepta.cambios, metadata={"raiz": "cambio", "letra": "v"}
    )
    firmas: tuple[Firma, ...] = attrs.field(default=(), converter=acepta.firmas)
    textos: dict[str, str] = attrs.Factory(dict)
    """Los párrafos de un informe narrativo, por su clave; en lugar de los que trae el formato."""
    metodologia: Metodologia | None = None
    """Cómo se sacan sus cifras; lo que no diga lo decide el formato o la biblioteca."""
    recomendaciones: tuple[Recomendacion, ...] = attrs.field(
        default=(), converter=acepta.recomendaciones
    )
    """Recomendaciones de todos los cortes: las del informado, y las de antes con su respuesta."""
    mapa_de_riesgos: MapaDeRiesgos | None = None
    """Mapa de riesgos de su vigencia, si va con él y no en su propio archivo."""

    __attrs_post_init__ = comprobar_coherencia

    @staticmethod
    def incoherencias(valores: Mapping[str, Any]) -> Iterable[Falla]:
        """Fallas de un plan con dependencias y componentes, sin ninguno, o con ``id`` repetidos."""
        yield from ids_repetidos(valores)
        llegaron = [c for c in ("dependencias", "componentes") if valores.get(c)]
        ilegibles = [c for c in ("dependencias", "componentes") if valores.get(c, ()) is None]
        if len(llegaron) > 1:
            yield Falla(
                "datos_incoherentes",
                "",
                "se esperaban dependencias o componentes, llegaron ambas listas",
            )
        if not llegaron and not ilegibles:
            yield Falla(
                "dato_faltante",
                "",
                "se esperaban dependencias o componentes, no llegó ninguno",
                datos={"falta": "dependencias", "opciones": ("dependencias", "componentes")},
            )

    @property
    def _de_cuando(self) -> str:
        return f" {self.vigencia}" if self.vigencia else ""

    @property
    def en_palabras(self) -> str:
        """``Plan 2026 de Municipio``."""
        return f"Plan{self._de_cuando} de {self.entidad.nombre}"

    def __repr__(self) -> str:
        cuantas = len(objetos_de(self, *FILAS))
        filas = "1 fila" if cuantas == 1 else f"{en_miles(cuantas)} filas"
        return f"<{self.en_palabras}: {filas}>"

    def _cuadro(self) -> Cuadro:
        """Cuadro de cuánto hay de cada componente, con lo de todas las dependencias."""
        grupos = agrupadas((componente.clave, componente) for _, componente in self.tablas())
        cortes = self.cortes()
        rotulos = ("Componente", "Tablas", "Actividades", "Trámites", "Intercambios")
        return Cuadro(
            titulo=self.en_palabras,
            columnas=(*rotulos, *([f"Con seguimiento al {cortes[-1]}"] if cortes else [])),
            filas=[_cuenta(iguales, cortes[-1:]) for iguales in grupos.values()],
            son="componentes",
            notas=tuple(self._notas(cortes)),
        )

    def _notas(self, cortes: Sequence[date]) -> Iterable[str]:
        """Notas del cuadro del plan: cuánto trae, su NIT, su régimen y sus cortes."""
        filas = len(objetos_de(self, *FILAS))
        yield f"Dependencias: {len(self.dependencias)}. Filas: {en_miles(filas)}."
        if self.entidad.nit:
            yield f"NIT: {self.entidad.nit}."
        if self.regimen:
            yield f"Régimen: {self.regimen}."
        yield f"Cortes: {', '.join(map(str, cortes)) or 'ninguno tiene seguimientos'}."

    @clases.recordada  # se preguntan varias veces en cada reporte
    def cortes(self) -> tuple[date, ...]:
        """Fechas de corte que tienen algún seguimiento, en orden."""
        filas = objetos_de(self, *FILAS)
        return tuple(sorted({s.corte for fila in filas for s in fila.seguimientos}))

    def tablas(self) -> Iterable[tuple[Dependencia | None, Componente]]:
        """Componentes con su dependencia (``None`` si el plan no las tiene), en orden."""
        for _, dependencia, componente in self.tablas_con_ruta():
            yield dependencia, componente

    def tablas_con_ruta(self) -> Iterable[tuple[str, Dependencia | None, Componente]]:
        """Tablas del plan, como en ``tablas``, con la ruta de su componente: ``componentes[2]``."""
        for lugar in recorrer(self, Componente):
            yield lugar.ruta, lugar.objetos.get("dependencia"), lugar.objeto


def _cuenta(componentes: Sequence[Componente], cortes: Sequence[date]) -> Sequence[Celda]:
    """Renglón de un componente: cuánto hay en él y cuántas filas traen seguimiento del corte."""
    filas = [fila for componente in componentes for fila in componente.filas()]
    return (
        componentes[0].titulo,
        len(componentes),
        sum(isinstance(fila, Actividad) for fila in filas),
        sum(len(componente.tramites) for componente in componentes),
        sum(len(componente.intercambios) for componente in componentes),
        *(sum(any(s.corte == c for s in f.seguimientos) for f in filas) for c in cortes),
    )
