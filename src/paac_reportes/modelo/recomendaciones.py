"""Las recomendaciones: lo que un informe pide, a quién, y en qué va lo que pidió.

Las filas se nombran por su código y su texto, y no por su lugar en los datos: una actividad que se
mueve, o que se quita, no cambia lo que se recomendó de ella.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import Any

import attrs

from paac_reportes import clases
from paac_reportes.errores import Falla
from paac_reportes.estructura import ConForma, mostrar, texto_o_fecha, validar_por_tipo
from paac_reportes.modelo import acepta
from paac_reportes.modelo.periodos import de_un_ano_posible

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
    fecha: str | None = attrs.field(
        default=None, converter=acepta.fecha_escrita, metadata={"leer": texto_o_fecha}
    )
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
    """Las recomendaciones que hizo el informe de ese corte."""
    return tuple(recomendacion for recomendacion in recomendaciones if recomendacion.corte == corte)


def anteriores_a(
    recomendaciones: Iterable[Recomendacion], corte: date | None
) -> tuple[Recomendacion, ...]:
    """Las recomendaciones de los cortes anteriores a ése, de la más vieja a la más nueva."""
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
