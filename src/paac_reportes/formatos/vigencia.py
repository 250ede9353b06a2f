"""Las versiones de un formato en el tiempo: la que rige en una fecha."""

from collections.abc import Iterable, Sequence
from datetime import date

from paac_reportes.errores import Falla
from paac_reportes.formatos.definicion import Formato
from paac_reportes.textos.fechas import fecha_corta


def la_que_rige(versiones: Sequence[Formato], fecha: date | None) -> Formato:
    """La última que ya empezó a regir en la fecha; sin fecha, la última; si ninguna, la primera."""
    en_orden = sorted(versiones, key=lambda formato: formato.vigente_desde or date.min)
    if fecha is None:
        return en_orden[-1]
    ya_empezaron = [f for f in en_orden if (f.vigente_desde or date.min) <= fecha]
    return ya_empezaron[-1] if ya_empezaron else en_orden[0]


def avisos_de_vigencia(formato: Formato, fecha: date | None) -> Iterable[Falla]:
    """Un aviso si la fecha está fuera de la vigencia del formato."""
    if fecha is None:
        return
    quien = f"el formato {formato.codigo}, versión {formato.version},"
    if formato.vigente_hasta is not None and fecha > formato.vigente_hasta:
        hasta = fecha_corta(formato.vigente_hasta)
        yield Falla("", f"{quien} se retiró el {hasta}; se usa para {fecha_corta(fecha)}")
    if formato.vigente_desde is not None and fecha < formato.vigente_desde:
        desde = fecha_corta(formato.vigente_desde)
        yield Falla("", f"{quien} rige desde el {desde}; se usa para {fecha_corta(fecha)}")


def se_cruzan(uno: Formato, otro: Formato) -> bool:
    """Si hay algún día en que ambos rigen."""
    return (uno.vigente_desde or date.min) <= (otro.vigente_hasta or date.max) and (
        otro.vigente_desde or date.min
    ) <= (uno.vigente_hasta or date.max)
