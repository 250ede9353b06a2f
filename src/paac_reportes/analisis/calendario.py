"""Los deberes del año (plan, cortes, publicaciones) y su archivo de calendario (RFC 5545)."""

from collections.abc import Collection, Iterator, Sequence
from datetime import date, timedelta

import attrs

from paac_reportes.analisis.habiles import plazo_de_publicacion
from paac_reportes.modelo.periodos import Periodicidad, periodos_de

_OCTETOS_POR_LINEA = 75


@attrs.frozen
class Deber:
    """Algo que hay que tener hecho un día."""

    dia: date
    titulo: str
    detalle: str


def deberes_de(
    vigencia: int, periodicidad: Periodicidad = "cuatrimestral", cierres: Collection[date] = ()
) -> tuple[Deber, ...]:
    """Los deberes de una vigencia, en orden; el último seguimiento se publica al año siguiente."""
    return tuple(sorted(_deberes(vigencia, periodicidad, cierres), key=lambda deber: deber.dia))


def _deberes(
    vigencia: int, periodicidad: Periodicidad, cierres: Collection[date]
) -> Iterator[Deber]:
    yield Deber(
        date(vigencia, 1, 31),
        f"Publicar el plan {vigencia}",
        "El plan y su mapa de riesgos se publican a más tardar el 31 de enero.",
    )
    for periodo in periodos_de(vigencia, periodicidad):
        nombre = f"{periodo.nombre[0].lower()}{periodo.nombre[1:]}"
        yield Deber(
            periodo.corte,
            f"Corte del {nombre}",
            "Las dependencias reportan lo hecho hasta este día.",
        )
        yield Deber(
            plazo_de_publicacion(periodo.corte, cierres),
            f"Publicar el seguimiento del {nombre}",
            "Vence el décimo día hábil después del corte.",
        )


def en_ics(deberes: Sequence[Deber]) -> str:
    """Los deberes como calendario de día entero; con los mismos, siempre el mismo texto."""
    lineas = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//paac_reportes//ES", "CALSCALE:GREGORIAN"]
    for numero, deber in enumerate(deberes, 1):
        lineas += [
            "BEGIN:VEVENT",
            f"UID:{deber.dia:%Y%m%d}-{numero}@paac-reportes",
            f"DTSTAMP:{deber.dia:%Y%m%d}T000000Z",
            f"DTSTART;VALUE=DATE:{deber.dia:%Y%m%d}",
            f"DTEND;VALUE=DATE:{deber.dia + timedelta(days=1):%Y%m%d}",
            f"SUMMARY:{_escapar(deber.titulo)}",
            f"DESCRIPTION:{_escapar(deber.detalle)}",
            "TRANSP:TRANSPARENT",
            "END:VEVENT",
        ]
    lineas.append("END:VCALENDAR")
    return "".join(f"{trozo}\r\n" for linea in lineas for trozo in _doblar(linea))


def _escapar(texto: str) -> str:
    for signo in ("\\", ";", ","):
        texto = texto.replace(signo, f"\\{signo}")
    return texto.replace("\n", "\\n")


def _doblar(linea: str) -> Iterator[str]:
    """Una línea de más de 75 octetos sigue en otra que empieza por un espacio."""
    trozo, octetos = "", 0
    for letra in linea:
        largo = len(letra.encode())
        if octetos + largo > _OCTETOS_POR_LINEA:
            yield trozo
            trozo, octetos = " ", 1
        trozo, octetos = trozo + letra, octetos + largo
    yield trozo
