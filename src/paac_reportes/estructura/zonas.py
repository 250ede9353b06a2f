"""El día de un momento con zona horaria: el que era en la zona de la entidad.

Una base de datos da los momentos en UTC: la medianoche de Bogotá llega como las cinco de la mañana.
"""

from datetime import UTC, datetime, timedelta, timezone, tzinfo
from typing import Any

from paac_reportes.errores import Aviso, ErrorDeEntorno, Falla
from paac_reportes.estructura.corrientes import corriente, tiene_zona
from paac_reportes.estructura.mensajes import error_de_argumento, esperado, mostrar
from paac_reportes.expresiones import expresion

BOGOTA = "America/Bogota"
_FIJAS = {BOGOTA: timezone(timedelta(hours=-5), BOGOTA), "UTC": UTC}
"""Las que todo el año son la misma: no hace falta una base de zonas."""
_CON_DESFASE = expresion(
    r"\s*[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:[.,][0-9]{1,9})?)?"
    r" ?(?:[Zz]|[+-][0-9]{2}(?::?[0-9]{2})?)\s*"
)
"""``2026-04-30T05:00:00Z``, como lo escriben JSON y una base de datos."""
_SIN_BLANCO = expresion(r" (?=[Zz+-])")


def _zona_de(nombre: object) -> tzinfo:
    """Zona horaria de ese nombre; falla si no existe o si no hay base en que buscarla."""
    if not isinstance(nombre, str) or not nombre:
        raise error_de_argumento("zona", esperado("zona", ejemplo=BOGOTA), nombre)
    if nombre in _FIJAS:
        return _FIJAS[nombre]
    # Casi nadie pide otra.
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones  # noqa: PLC0415

    try:
        return ZoneInfo(nombre)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        hay = available_timezones()
    if not hay:
        motivo = (
            f"de la zona {mostrar(nombre)} no se sabe la hora: falta la base de zonas horarias;"
            f" instale tzdata (pip install tzdata), o deje la de {BOGOTA}"
        )
        raise ErrorDeEntorno(Falla("falta_programa", "zona", motivo))
    raise error_de_argumento("zona", esperado("zona", ejemplo=BOGOTA), nombre)


class Reloj:
    """La zona en que los momentos son días, y los que lo fueron: se dice una vez."""

    def __init__(self, zona: object = BOGOTA) -> None:
        """Lanza ``ErrorDeEntrada`` si la zona no existe; ``ErrorDeEntorno``, si no se sabe."""
        self._zona = _zona_de(zona)
        self._zonas: dict[str, None] = {}
        self._cuantos = 0
        self._primero: tuple[str, datetime] | None = None

    def momento(self, valor: datetime, ruta: str) -> datetime:
        """Momento con la hora que era en la zona; queda anotado para ``avisos``."""
        try:
            en_la_zona = valor.astimezone(self._zona)
        except OverflowError:  # de antes del año 1
            return valor
        self._zonas[str(valor.tzinfo)] = None
        self._cuantos += 1
        self._primero = self._primero or (ruta, valor)
        return en_la_zona

    def dia(self, valor: Any, ruta: str) -> Any:
        """Día de un momento con zona, o de un texto que lo es; lo demás, igual."""
        momento = momento_de(valor)
        return valor if momento is None else self.momento(momento, ruta).date()

    @property
    def avisos(self) -> tuple[Aviso, ...]:
        """Aviso de los momentos que se tomaron, si hubo alguno."""
        if self._primero is None:
            return ()
        ruta, primero = self._primero
        en_la_zona = primero.astimezone(self._zona)
        zona = str(self._zona)
        cuantos = "un momento" if self._cuantos == 1 else f"{self._cuantos} momentos"
        motivo = (
            f"{cuantos} de la zona {', '.join(self._zonas)}, con el día y la hora que era en"
            f" {zona}: {primero:%Y-%m-%d %H:%M %z} es {en_la_zona:%Y-%m-%d %H:%M}"
        )
        datos = {"zonas": tuple(self._zonas), "zona": zona, "cuantos": self._cuantos}
        return (Aviso("hora_con_zona", ruta, motivo, datos=datos),)


def momento_de(valor: object) -> datetime | None:
    """Momento con zona que un valor es, o que dice un texto; ``None`` si no lo es."""
    momento: Any = corriente(valor)
    if isinstance(momento, str):
        if not _CON_DESFASE.fullmatch(momento):
            return None
        try:
            momento = datetime.fromisoformat(_SIN_BLANCO.sub("", momento.strip()))
        except ValueError:
            return None
    return momento if tiene_zona(momento) and isinstance(momento, datetime) else None


class FallasConReloj(list[Falla]):
    """Las fallas de una lectura, con el reloj que dice qué día fue cada momento."""

    def __init__(self, reloj: Reloj) -> None:
        super().__init__()
        self.reloj = reloj
