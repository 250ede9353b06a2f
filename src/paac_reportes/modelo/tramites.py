"""Los trámites del componente de racionalización."""

import attrs

from paac_reportes.estructura import (
    SIN_EXTRAS,
    Extras,
    comprobar_coherencia,
    leer_extras,
    texto_o_fecha,
    validar_por_tipo,
)
from paac_reportes.modelo.seguimiento import Seguimiento, cortes_repetidos


@attrs.frozen(kw_only=True, field_transformer=validar_por_tipo)
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
    fecha_inicio: str | None = attrs.field(default=None, metadata={"leer": texto_o_fecha})
    fecha_fin: str | None = attrs.field(default=None, metadata={"leer": texto_o_fecha})
    fecha_implementacion: str | None = attrs.field(default=None, metadata={"leer": texto_o_fecha})
    """Cuándo queda puesta en marcha la mejora; el SUIT la pide aparte de ``fecha_fin``."""
    justificacion: str | None = None
    fecha_programada: str | None = attrs.field(default=None, metadata={"leer": texto_o_fecha})
    seguimientos: tuple[Seguimiento, ...] = ()
    extras: Extras = attrs.field(default=SIN_EXTRAS, metadata={"leer": leer_extras})

    __attrs_post_init__ = comprobar_coherencia

    incoherencias = staticmethod(cortes_repetidos)

    @property
    def identificador(self) -> str | None:
        """Con qué se lo nombra en la matriz: su número."""
        return self.numero

    @property
    def texto(self) -> str | None:
        """Lo que hay que hacer: su nombre."""
        return self.nombre

    @property
    def va_de_inicio_a_fin(self) -> bool:
        """Si su fecha son dos celdas, que es lo que piden los formatos de trámites."""
        return bool(self.fecha_inicio or self.fecha_fin)
