"""Cómo se sacan las cifras de un plan: lo que cada quien elige y se imprime con ellas."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Any, Literal

import attrs

from paac_reportes import clases
from paac_reportes.errores import Falla
from paac_reportes.estructura import (
    ConForma,
    Entre,
    comprobar_coherencia,
    mostrar,
    validar_por_tipo,
)
from paac_reportes.modelo import acepta
from paac_reportes.modelo.periodos import Periodicidad, fallas_del_corte


@clases.frozen(kw_only=True, field_transformer=validar_por_tipo)
class Zona:
    """Un nivel de cumplimiento; su nombre va siempre junto al color."""

    nombre: str
    desde: Decimal = attrs.field(converter=acepta.numero, validator=Entre(0, 100))
    """Porcentaje donde empieza, incluido."""
    color: str = attrs.field(validator=ConForma(r"[0-9A-Fa-f]{6}", "un color RRGGBB"))


@clases.frozen(kw_only=True, field_transformer=validar_por_tipo)
class Escala:
    """Las zonas de 0 a 100, de menor a mayor."""

    codigo: str
    nombre: str
    zonas: tuple[Zona, ...] = attrs.field(converter=acepta.zonas)
    cobertura_minima: Decimal = attrs.field(
        default=Decimal(50), converter=acepta.numero, validator=Entre(0, 100)
    )
    """Parte de las filas, en porcentaje, que hay que conocer para dar una zona al conjunto."""

    __attrs_post_init__ = comprobar_coherencia

    @staticmethod
    def incoherencias(valores: Mapping[str, Any]) -> Iterable[Falla]:
        """Fallas de unas zonas que no empiezan en 0, no van subiendo o repiten el nombre."""
        zonas = valores.get("zonas")
        if zonas is None or None in zonas:
            return
        comienzos = [zona.desde for zona in zonas]
        if not comienzos or comienzos[0] != 0 or any(a >= b for a, b in pairwise(comienzos)):
            yield Falla(
                "datos_incoherentes",
                "zonas",
                "se esperaban zonas de menor a mayor, la primera desde 0",
            )
        veces = Counter(zona.nombre.casefold() for zona in zonas)
        repetidos = [zona.nombre for zona in zonas if veces[zona.nombre.casefold()] > 1]
        if repetidos:
            motivo = f"se esperaba un nombre por zona, llegó repetido {mostrar(repetidos[0])}"
            yield Falla("dato_repetido", "zonas", motivo)

    def zona_de(self, avance: Decimal | None) -> Zona | None:
        """Zona de un avance sin redondear; ``None`` si se desconoce."""
        if avance is None:
            return None
        return next(zona for zona in reversed(self.zonas) if zona.desde <= avance)


Metodo = Literal["actividades", "subcomponentes", "ponderado"]
Arrastre = Literal["ultimo_conocido", "solo_del_corte"]
Blancos = Literal["aparte", "propias", "combinadas"]
CumplidaSinNumero = Literal["cien", "desconocida"]

_NUMERO_MAXIMO = 999
_PESO_MINIMO, _PESO_MAXIMO = Decimal("0.001"), 1_000_000
"""Fuera de aquí un peso es una errata, y su promedio no cabría en los decimales que se llevan."""


@clases.frozen(kw_only=True, field_transformer=validar_por_tipo)
class Metodologia:
    """Elecciones de método al sacar las cifras; la que no se diga la toma el siguiente en mandar.

    Manda lo que se pide al analizar o generar; luego, lo que trae el plan; luego, el formato; y si
    nadie lo dice, la biblioteca (``analisis.metodologia``).
    """

    metodo: Metodo | None = None
    """Cómo se promedian los avances: por fila, o como lo pide quien no quiere que pese más la parte
    que tiene más filas."""
    pesos: dict[int, Decimal] | None = attrs.field(default=None, converter=acepta.pesos)
    """Con ``ponderado``, el peso de cada componente por su número; el que falte pesa 1.

    De 0,001 a un millón. Son de la entidad que en su plan da a cada componente el suyo.
    """
    escala: Escala | str | None = None
    """Las zonas de cumplimiento: enteras, de la entidad que tiene las suyas, o el código de una
    conocida."""
    arrastre: Arrastre | None = None
    """Si el avance de un corte anterior vale mientras no se declare otro; que no valga es de la
    oficina que pide decirlo en cada corte."""
    blancos: Blancos | None = None
    """Qué es un blanco bajo un reporte: caso aparte, celda propia (en una base de datos, que no
    tiene celdas combinadas) o parte del de arriba (en la matriz que las deja en blanco)."""
    cumplida_sin_numero: CumplidaSinNumero | None = None
    """Qué avance tiene lo que se declara cumplido sin decir un porcentaje; ninguno, para la oficina
    que sólo promedia lo que se midió."""
    cortes: Periodicidad | tuple[date, ...] | None = attrs.field(
        default=None, converter=acepta.cortes
    )
    """La serie de cortes de la vigencia: una periodicidad, o sus fechas en orden."""
    logros: int | None = attrs.field(default=None, validator=Entre(0, 100))
    """De cada componente, cuántas filas reportadas cita el informe; 0, ninguna, para quien ya las
    entrega en la matriz."""

    __attrs_post_init__ = comprobar_coherencia

    @staticmethod
    def incoherencias(valores: Mapping[str, Any]) -> Iterable[Falla]:
        """Fallas de pesos fuera de rango o sin ponderar, y de cortes que no van subiendo."""
        pesos, metodo = valores.get("pesos"), valores.get("metodo")
        for numero, peso in (pesos or {}).items():
            yield from _fallas_del_peso(numero, peso)
        if pesos and metodo not in {None, "ponderado"}:
            yield Falla(
                "datos_incoherentes",
                "pesos",
                f"sólo cuentan con el método ponderado, llegó {mostrar(metodo)}",
            )
        cortes = valores.get("cortes")
        son_fechas = isinstance(cortes, tuple) and None not in cortes
        if son_fechas and (not cortes or any(a >= b for a, b in pairwise(cortes))):
            yield Falla(
                "datos_incoherentes", "cortes", "se esperaban fechas de menor a mayor, sin repetir"
            )
        for indice, corte in enumerate(cortes or () if son_fechas else ()):
            yield from fallas_del_corte(f"cortes[{indice}]", corte)

    def sobre(self, general: "Metodologia | None") -> "Metodologia":
        """Metodología con las elecciones de ésta y, donde calla, las de la general."""
        if general is None:
            return self
        faltan = {c: v for c, v in _lo_elegido(general).items() if c not in _lo_elegido(self)}
        # Otro método deja sin sentido los pesos que se eligieron para el suyo.
        if self.metodo is not None and self.metodo != "ponderado":
            faltan.pop("pesos", None)
        return attrs.evolve(self, **faltan)


def _fallas_del_peso(numero: int | None, peso: Decimal | None) -> Iterable[Falla]:
    """Falla de un peso que no es de un componente posible, o fuera de rango."""
    if numero is None or peso is None:  # ya se dijo por qué no se leen
        return
    if not 0 <= numero <= _NUMERO_MAXIMO:
        esperado = f"el número de un componente, de 0 a {_NUMERO_MAXIMO}"
        yield Falla("dato_invalido", "pesos", f"se esperaba {esperado}, llegó {mostrar(numero)}")
    elif not _PESO_MINIMO <= peso <= _PESO_MAXIMO:
        motivo = f"se esperaba un número de 0.001 a {_PESO_MAXIMO}, llegó {mostrar(peso)}"
        yield Falla("fuera_de_rango", f"pesos.{numero}", motivo)


def _lo_elegido(metodologia: Metodologia) -> dict[str, Any]:
    """Elecciones de una metodología, por su campo; lo que calla no está."""
    campos = (campo.name for campo in attrs.fields(Metodologia))
    valores = {campo: getattr(metodologia, campo) for campo in campos}
    return {campo: valor for campo, valor in valores.items() if valor is not None}
