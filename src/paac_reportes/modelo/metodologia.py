"""Cómo se sacan las cifras de un plan: en qué cortes, y lo que cada quien elige y se imprime.

Cortes cuatrimestrales: *Estrategias para la construcción del PAAC*, versión 2, capítulo V (Decreto
124 de 2016). Los semestrales son los de varias entidades en el PTEP.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Any, Literal

import attrs

from paac_reportes import clases
from paac_reportes.errores import ErrorDeEntrada, Falla
from paac_reportes.estructura import (
    ConForma,
    Entre,
    comprobar_coherencia,
    mostrar,
    validar_por_tipo,
)
from paac_reportes.modelo import acepta

# ------------------------------------------------------------------ los cortes de una vigencia


Periodicidad = Literal["trimestral", "cuatrimestral", "semestral", "anual"]

CORTES: dict[Periodicidad, tuple[tuple[int, int], ...]] = {
    "trimestral": ((3, 31), (6, 30), (9, 30), (12, 31)),
    "cuatrimestral": ((4, 30), (8, 31), (12, 31)),
    "semestral": ((6, 30), (12, 31)),
    "anual": ((12, 31),),
}
"""Mes y día de cada corte."""

_ORDINALES = (
    *("Primer", "Segundo", "Tercer", "Cuarto", "Quinto", "Sexto"),
    *("Séptimo", "Octavo", "Noveno", "Décimo", "Undécimo", "Duodécimo"),
)


PRIMER_ANO, ULTIMO_ANO = 1900, 2999


def de_un_ano_posible(_objeto: object, campo: Any, corte: date) -> None:
    """Validador de una fecha de un año que no sea una errata."""
    if fallas := list(fallas_del_corte(campo.name, corte)):
        raise ErrorDeEntrada(fallas)


def fallas_del_corte(ruta: str, corte: date) -> Iterator[Falla]:
    """Fallas de un corte cuyo año sólo puede ser una errata."""
    if not PRIMER_ANO <= corte.year <= ULTIMO_ANO:
        anos = f"de {PRIMER_ANO} a {ULTIMO_ANO}"
        yield Falla(
            "fuera_de_rango",
            ruta,
            f"se esperaba una fecha de un año {anos}, llegó {corte.isoformat()}",
        )


_NOMBRES: dict[Periodicidad, str] = {
    "trimestral": "trimestre",
    "cuatrimestral": "cuatrimestre",
    "semestral": "semestre",
    "anual": "año",
}


@clases.frozen
class Periodo:
    """Días que se reportan en un corte: del ``inicio`` al ``corte``, incluidos."""

    inicio: date
    corte: date
    nombre: str
    """``Primer cuatrimestre de 2026``, o el que se le dé a uno libre."""
    es_libre: bool = False
    """Si no es de un calendario conocido."""

    def __attrs_post_init__(self) -> None:
        """El inicio no pasa del corte."""
        if self.inicio > self.corte:
            motivo = f"se esperaba una fecha hasta {self.corte}, llegó {self.inicio}"
            raise ErrorDeEntrada(Falla("datos_incoherentes", "inicio", motivo))

    def __contains__(self, dia: date) -> bool:
        return self.inicio <= dia <= self.corte


def periodos_de(vigencia: int, periodicidad: Periodicidad) -> tuple[Periodo, ...]:
    """Los períodos de una vigencia, cada uno con su nombre: ``Primer cuatrimestre de 2026``."""
    cortes = cortes_de(vigencia, periodicidad)
    inicios = (date(vigencia, 1, 1), *(corte + timedelta(days=1) for corte in cortes))
    nombre = _NOMBRES[periodicidad]
    return tuple(
        Periodo(
            inicio,
            corte,
            f"Año {vigencia}"
            if periodicidad == "anual"
            else f"{Informe(numero, corte).ordinal} {nombre} de {vigencia}",
        )
        for numero, (inicio, corte) in enumerate(zip(inicios, cortes, strict=False), 1)
    )


def periodo_entre(anterior: date | None, corte: date, vigencia: int | None = None) -> Periodo:
    """Período que va después del corte anterior, o desde que empieza la vigencia, hasta ``corte``.

    Si coincide con uno de un calendario conocido, lleva su nombre; si no, el de su fecha.
    """
    ano = vigencia or corte.year
    inicio = anterior + timedelta(days=1) if anterior else date(min(ano, corte.year), 1, 1)
    for periodo in (posible for serie in CORTES for posible in periodos_de(ano, serie)):
        if (periodo.inicio, periodo.corte) == (inicio, corte):
            return periodo
    nombre = f"Corte del {corte.day:02d}/{corte.month:02d}/{corte.year}"
    return Periodo(inicio, corte, nombre, es_libre=True)


def corte_siguiente(periodo: Periodo, vigencia: int | None = None) -> date | None:
    """Corte que sigue al de un período en la vigencia, o ``None`` si es el último.

    El de su calendario; si no es de ninguno, el fin del año.
    """
    vigente = vigencia or periodo.corte.year
    cortes = cortes_de(vigente, _calendario_de(periodo, vigente))
    return min((dia for dia in cortes if dia > periodo.corte), default=None)


def primer_corte_de_la_que_sigue(periodo: Periodo, vigencia: int | None) -> date:
    """Primer corte de la vigencia siguiente en el calendario del período; sin él, fin de año."""
    vigente = vigencia or periodo.corte.year
    return cortes_de(vigente + 1, _calendario_de(periodo, vigente))[0]


def _calendario_de(periodo: Periodo, vigencia: int) -> Periodicidad:
    """El calendario conocido de que es un período; si de ninguno, el anual."""
    return next((serie for serie in CORTES if periodo in periodos_de(vigencia, serie)), "anual")


@clases.frozen
class Informe:
    """Un informe de la vigencia; sin corte, el primero, por llenar."""

    numero: int
    corte: date | None

    @property
    def ordinal(self) -> str:
        """Ordinal antes de «informe»: ``Primer``, ``Segundo``; del 13 en adelante, ``13.º``."""
        return _ORDINALES[self.numero - 1] if self.numero <= len(_ORDINALES) else f"{self.numero}.º"


def cortes_de(vigencia: int, periodicidad: Periodicidad) -> tuple[date, ...]:
    """Cortes de una vigencia, en orden."""
    return tuple(date(vigencia, mes, dia) for mes, dia in CORTES[periodicidad])


def informes_hasta(
    corte: date | None,
    reportados: Iterable[date],
    vigencia: int | None,
    periodicidad: Periodicidad,
) -> tuple[Informe, ...]:
    """Informes de la vigencia hasta ``corte``, que es el último.

    Son los del calendario, aunque de alguno no haya reportes; si la entidad reportó a otras fechas,
    son las suyas.
    """
    if corte is None:
        return (Informe(1, None),)
    ano = vigencia or corte.year
    desde = date(ano, 1, 1)
    de_la_entidad = sorted({corte, *(dia for dia in reportados if desde <= dia <= corte)})
    oficiales = [dia for dia in cortes_de(ano, periodicidad) if dia <= corte]
    elegidos = oficiales if set(de_la_entidad) <= set(oficiales) else de_la_entidad
    return tuple(Informe(numero, dia) for numero, dia in enumerate(elegidos, 1))


# ------------------------------------------------------------------ la metodología


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
        if avance is not None:
            for zona in reversed(self.zonas):
                if zona.desde <= avance:
                    return zona
        return None


Metodo = Literal["actividades", "subcomponentes", "ponderado"]
Arrastre = Literal["ultimo_conocido", "solo_del_corte"]
Blancos = Literal["aparte", "propias", "combinadas"]
CumplidaSinNumero = Literal["cien", "desconocida"]
CodigoDeEscala = Literal["guia-v2"]
"""Las que se conocen: cada una está en ``plantillas/_escalas``."""

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
    escala: Escala | CodigoDeEscala | None = None
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
    """Falla de un peso que no es de un componente posible, o que está fuera de rango."""
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
