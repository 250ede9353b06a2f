"""Los valores que no contienen otros, los extras y la hora: cómo se leen y cómo se escriben."""

import base64
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from decimal import Decimal, InvalidOperation
from typing import Any, Final, TypeGuard

import attrs

from paac_reportes.decimales import NumeroFlotante, de_flotante, sin_ceros
from paac_reportes.errores import Aviso, ErrorDeEntorno, ErrorDeEntrada, Falla, unir_ruta
from paac_reportes.estructura.corrientes import (
    con_claves_corrientes,
    corriente,
    sin_hora,
    tiene_zona,
)
from paac_reportes.estructura.mensajes import error_de_argumento, esperado, inesperado, mostrar
from paac_reportes.expresiones import expresion

Lector = Callable[[object, str, list[Falla]], Any]
"""Lee un valor de la ruta dada; si no puede, anota fallas y devuelve ``None``."""

ENTERO = expresion(r"-?(?:0|[1-9][0-9]{0,17})")
DECIMAL = expresion(r"-?[0-9]{1,40}(?:[.,][0-9]{1,400})?(?:E[+-]?[0-9]{1,4})?")
FECHA = expresion(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def es_entero(valor: object) -> bool:
    """Si es un entero, que un sí o no no lo es."""
    return isinstance(valor, int) and not isinstance(valor, bool)


def es_dia(valor: object) -> TypeGuard[date]:
    """Si es una fecha sin hora."""
    return isinstance(valor, date) and not isinstance(valor, datetime)


def es_finito(valor: object) -> bool:
    """Si es un número con el que se puede contar."""
    return isinstance(valor, Decimal) and valor.is_finite()


def leer_texto(datos: object, ruta: str, fallas: list[Falla]) -> str | None:
    """Un texto, a la letra; ``None``, con su falla, si no lo es."""
    if type(datos) is str:
        return datos
    texto = corriente(datos)
    if isinstance(texto, str):
        return texto
    pista = "; entre comillas se conserva tal cual" if isinstance(datos, int | float) else ""
    sin_pista = inesperado(ruta, "texto", datos)
    fallas.append(attrs.evolve(sin_pista, mensaje=f"{sin_pista.mensaje}{pista}"))
    return None


def leer_entero(datos: object, ruta: str, fallas: list[Falla]) -> int | None:
    """Un entero, o el de un texto que lo es; ``None``, con su falla, si no."""
    numero = corriente(datos)
    if isinstance(numero, int) and not isinstance(numero, bool):
        return numero
    if isinstance(numero, str) and ENTERO.fullmatch(numero):
        return int(numero)
    # El de una columna de decimales: ``Decimal("2024.0")``.
    decimal = leer_decimal(numero, "", []) if isinstance(numero, float | Decimal) else None
    if decimal is not None and decimal.as_tuple().exponent == 0:
        return int(decimal)
    fallas.append(inesperado(ruta, "numero_entero", datos))
    return None


def leer_decimal(datos: object, ruta: str, fallas: list[Falla]) -> Decimal | None:
    """Un número finito, sin ceros de más, o el de un texto con punto o coma; si no, su falla."""
    if type(datos) is NumeroFlotante:
        return datos
    numero: Decimal | None = None
    valor = corriente(datos)
    if isinstance(valor, str) and DECIMAL.fullmatch(valor):
        numero = Decimal(valor.replace(",", "."))
    elif isinstance(valor, int | float | Decimal) and not isinstance(valor, bool):
        try:
            numero = de_flotante(valor) if isinstance(valor, float) else Decimal(valor)
        except (InvalidOperation, ValueError):
            numero = None
    if numero is not None and numero.is_finite():
        return sin_ceros(numero)
    fallas.append(inesperado(ruta, "numero", datos))
    return None


def leer_fecha(datos: object, ruta: str, fallas: list[Falla]) -> date | None:
    """La fecha de un día, un momento a medianoche o con zona, o un AAAA-MM-DD; si no, su falla."""
    dia = _dia_con_reloj(datos, ruta, fallas)
    if es_dia(dia):
        return dia
    if isinstance(dia, str) and FECHA.fullmatch(dia):
        try:
            return date.fromisoformat(dia)
        except ValueError:
            pass
    fallas.append(inesperado(ruta, "fecha", datos))
    return None


def _dia_con_reloj(datos: object, ruta: str, fallas: list[Falla]) -> Any:
    """El día de un momento a medianoche o, si ``fallas`` lleva reloj, con zona; lo demás, igual."""
    if type(datos) is str:
        if len(datos) > len("AAAA-MM-DD") and isinstance(fallas, FallasConReloj):
            return fallas.reloj.dia(datos, ruta)
        return datos  # casi todos son un día
    valor = corriente(datos)
    if isinstance(fallas, FallasConReloj) and tiene_zona(valor):
        return fallas.reloj.dia(valor, ruta)
    return sin_hora(valor)


def leer_si_no(datos: object, ruta: str, fallas: list[Falla]) -> bool | None:
    """``True`` o ``False``, si así llegó; ``None``, con su falla, si no."""
    valor = corriente(datos)
    if isinstance(valor, bool):
        return valor
    fallas.append(inesperado(ruta, "true_o_false", datos))
    return None


def bytes_dados(datos: object, comienzo: str = "data:") -> bytes | None:
    """Los bytes dados, o los del texto ``data:…;base64,…``; ``None`` si no son eso.

    ``comienzo``: cómo empieza el texto que se admite.
    """
    if isinstance(datos, bytes | bytearray | memoryview):
        return bytes(datos)
    if isinstance(datos, str) and datos.startswith(comienzo):
        with suppress(ValueError):
            return base64.b64decode(datos.partition(";base64,")[2], validate=True)
    return None


def leer_imagen(datos: object, ruta: str, fallas: list[Falla]) -> bytes | None:
    """Los bytes de una imagen, o los de su texto ``data:image/…``; si no, queda su falla."""
    valor = corriente(datos)
    imagen = bytes_dados(valor, "data:image/")
    if imagen is None:
        motivo = "se esperaban los bytes de una imagen, o su ruta en un archivo de datos"
        mal_escrita = Falla("dato_invalido", ruta, motivo)
        es_texto = isinstance(valor, str)
        fallas.append(mal_escrita if es_texto else inesperado(ruta, "bytes_de_imagen", datos))
    return imagen


def escribir_numero(numero: Decimal) -> int | float | str:
    """El número como va en JSON; como texto, si un número de JSON no se leería igual."""
    if numero == numero.to_integral_value():
        return int(numero)
    aproximado = float(numero)
    leido = de_flotante(aproximado)
    return aproximado if leido == numero and type(leido) is type(numero) else str(numero)


class FechaEscrita(str):
    """El texto ``dd/mm/aaaa`` que nació de una fecha de Python: no hay duda de cuál es el mes."""

    __slots__ = ()


def texto_o_fecha(datos: object, ruta: str, fallas: list[Falla]) -> str | None:
    """Texto a la letra; el de una fecha de Python, ``dd/mm/aaaa``; ``None``, con su falla, si no.

    Un ``datetime`` de medianoche, que es lo que dan Excel, pandas y Django, es una fecha.
    """
    if type(datos) is str or isinstance(datos, FechaEscrita):
        return datos
    valor = _dia_con_reloj(datos, ruta, fallas)
    if es_dia(valor):
        return FechaEscrita(f"{valor.day:02d}/{valor.month:02d}/{valor.year:04d}")
    if isinstance(valor, datetime):
        fallas.append(inesperado(ruta, "texto_o_fecha", datos))
        return None
    return leer_texto(valor, ruta, fallas)


Extra = str | int | Decimal | date

LETRAS_DE_UN_NOMBRE = 60
NOMBRE_DE_EXTRA = expresion(rf"[a-z][a-z0-9_]{{0,{LETRAS_DE_UN_NOMBRE - 1}}}")
_ENTEROS_EXACTOS = 10**15
"""Entero desde el que ni JSON ni Excel guardan un número sin cambiarlo."""


class Extras(Mapping[str, Extra]):
    """Una tabla de nombres y valores que no cambia; el que falta es una celda en blanco."""

    __slots__ = ("_valores",)

    def __init__(self, valores: Mapping[str, Any] | None = None) -> None:
        """Admite lo mismo que se lee de un archivo; ``ErrorDeEntrada`` con todas las fallas."""
        fallas: list[Falla] = []
        datos = {} if valores is None else valores
        if not isinstance(datos, Mapping):
            raise ErrorDeEntrada(inesperado("extras", "tabla", datos))
        self._valores: Mapping[str, Extra] = dict(_extras_leidos(datos, "", fallas))
        if fallas:
            raise ErrorDeEntrada(fallas)

    def __getitem__(self, nombre: str) -> Extra:
        return self._valores[nombre]

    def __iter__(self) -> Iterator[str]:
        return iter(self._valores)

    def __len__(self) -> int:
        return len(self._valores)

    def __eq__(self, otro: object) -> bool:
        return isinstance(otro, Mapping) and self._valores == dict(otro)

    def __hash__(self) -> int:
        return hash(frozenset(self._valores.items()))

    def __repr__(self) -> str:
        return f"Extras({dict(self._valores)!r})"


def leer_extras(datos: object, ruta: str, fallas: list[Falla]) -> Extras | None:
    """Los extras de una tabla de nombres y valores, sin los nulos; un texto vacío se queda.

    ``None``, con sus fallas, si no es una tabla o algún extra no se entiende.
    """
    if isinstance(datos, Extras):
        return datos
    if not isinstance(datos, Mapping):
        fallas.append(inesperado(ruta, "tabla", datos))
        return None
    previas = len(fallas)
    valores = dict(_extras_leidos(datos, ruta, fallas))
    return Extras(valores) if len(fallas) == previas else None


def _extras_leidos(
    datos: Mapping[Any, object], ruta: str, fallas: list[Falla]
) -> Iterator[tuple[str, Extra]]:
    """El nombre y el valor de cada extra que se entiende; los demás, salvo nulos, a ``fallas``."""
    for nombre, dato in con_claves_corrientes(datos).items():
        if not isinstance(nombre, str) or not NOMBRE_DE_EXTRA.fullmatch(nombre):
            fallas.append(inesperado(ruta, "nombre_de_extra", nombre))
        elif dato is not None:
            valor = _valor_de_extra(dato, unir_ruta(ruta, nombre), fallas)
            if valor is not None:
                yield nombre, valor


def _valor_de_extra(dato: object, ruta: str, fallas: list[Falla]) -> Extra | None:
    """El valor de un extra: un texto a la letra o, si es AAAA-MM-DD, su fecha; o un número.

    ``None``, con su falla, si es otra cosa o un número que no se escribe exacto.
    """
    valor = dato if type(dato) is str else _dia_con_reloj(dato, ruta, fallas)
    if isinstance(valor, str):
        fecha: date | None = leer_fecha(valor, ruta, [])
        return fecha or valor
    if es_dia(valor):
        return valor
    numero = leer_decimal(valor, ruta, [])
    if numero is None:
        fallas.append(inesperado(ruta, "valor_de_extra", dato))
        return None
    if not _es_exacto(numero):
        motivo = "se esperaba un número que se escriba exacto, de hasta 15 cifras"
        pista = "entre comillas se conserva tal cual"
        fallas.append(Falla("dato_invalido", ruta, f"{motivo}; llegó {mostrar(dato)}; {pista}"))
        return None
    return valor if isinstance(valor, int) else numero


def escribir_extras(extras: Extras) -> dict[str, str | int | float]:
    """Diccionario de unos extras, con valores de JSON."""
    return {nombre: _extra_en_json(valor) for nombre, valor in extras.items()}


def _extra_en_json(valor: Extra) -> str | int | float:
    """Un extra como va en JSON."""
    if isinstance(valor, Decimal):  # un texto sería otro extra: siempre es exacto
        return int(valor) if valor == valor.to_integral_value() else float(valor)
    return valor.isoformat() if isinstance(valor, date) else valor


def _es_exacto(numero: Decimal) -> bool:
    """Si un número de JSON, que es el que lleva un archivo, lo guarda sin cambiarlo."""
    if abs(numero) >= _ENTEROS_EXACTOS:
        return False
    return numero == numero.to_integral_value() or Decimal(repr(float(numero))) == numero


SIN_EXTRAS: Final = Extras()


BOGOTA = "America/Bogota"
_FIJAS = {BOGOTA: timezone(timedelta(hours=-5), BOGOTA), "UTC": UTC}
"""Zonas que todo el año son la misma: no hace falta una base de zonas."""
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
        las_que_hay = available_timezones()
    if not las_que_hay:
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
        """El momento, con la hora que era en la zona del reloj; queda anotado para sus avisos."""
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
