"""Cómo se ve un formato: su ``[aspecto]``, que cambia el de la casa, y los colores de una columna.

Una columna toma color según el número que trae, o según lo que dice otra.
"""

import operator
import re
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import Any, Literal

import attrs

from paac_reportes import clases
from paac_reportes.errores import Falla, unir_ruta
from paac_reportes.estructura import ConForma, Entre, esperado, inesperado, validar_por_tipo
from paac_reportes.estructura.formas import forma_de
from paac_reportes.estructura.valores import leer_decimal
from paac_reportes.expresiones import expresion
from paac_reportes.maqueta.aspecto import ASPECTOS, Aspecto, NombreDeAspecto, Paleta
from paac_reportes.maqueta.medida.tipografia import Pt

MismosAnchos = Literal["documento", "titulo"]
COLOR = r"[0-9A-Fa-f]{6}"
UN_COLOR_RRGGBB = ConForma(COLOR, "un color RRGGBB, como 'D9E2F3'")


def _puntos() -> Any:
    """Campo de un tamaño de letra, en puntos."""
    return attrs.field(default=None, validator=Entre(5, 60))


@clases.frozen(kw_only=True, field_transformer=validar_por_tipo)
class PaletaDeFormato:
    """Los colores que un formato cambia."""

    titulo: str | None = attrs.field(default=None, validator=UN_COLOR_RRGGBB)
    """Para la entidad con un color suyo: el de sus títulos y de las rayas de sus tablas."""
    hecho: str | None = attrs.field(default=None, validator=UN_COLOR_RRGGBB)
    """El de lo terminado, en las barras y el gráfico de un informe."""
    malo: str | None = attrs.field(default=None, validator=UN_COLOR_RRGGBB)
    """El de lo vencido sin reporte, y el del número de lo vencido."""
    malo_con_reporte: str | None = attrs.field(default=None, validator=UN_COLOR_RRGGBB)
    """El de lo vencido que se reportó."""
    no_se_sabe: str | None = attrs.field(default=None, validator=UN_COLOR_RRGGBB)
    """El de aquello de que no se dijo avance ni estado."""


@clases.frozen(kw_only=True, field_transformer=validar_por_tipo)
class TablaDeAspecto:
    """Cambios de un formato en todas sus tablas."""

    mismos_anchos: MismosAnchos | None = None
    """Dónde llevan los mismos anchos las tablas de las mismas columnas: en todo el documento o bajo
    un mismo título, de los dos primeros niveles; la que así tendría una fila de más de un tercio de
    página, o de cuatro quintos bajo un título, lleva los suyos. Si no se dice, cada una."""
    aire: Decimal | None = attrs.field(default=None, validator=Entre(0, 5))
    """Milímetros que cada celda deja arriba y abajo, además del de siempre."""
    despues: Decimal | None = attrs.field(default=None, validator=Entre(0, 30))
    """Puntos que una tabla deja entre ella y lo que la sigue, además de lo de siempre."""


@clases.frozen(kw_only=True, field_transformer=validar_por_tipo)
class LetraDeAspecto:
    """Los dos tamaños mayores, en puntos: los de una matriz propia son menores."""

    titulo: Decimal | None = _puntos()
    titulo1: Decimal | None = _puntos()


@clases.frozen(kw_only=True, field_transformer=validar_por_tipo)
class AspectoDeFormato:
    """Aspecto de los dos que hay, con lo que el formato cambia de él."""

    base: NombreDeAspecto = "oficial"
    paleta: PaletaDeFormato = PaletaDeFormato()
    tabla: TablaDeAspecto = TablaDeAspecto()
    letra: LetraDeAspecto = LetraDeAspecto()

    @clases.propiedad_recordada
    def resuelto(self) -> Aspecto:
        """El aspecto de base con los cambios del formato."""
        base = ASPECTOS[self.base]
        tamanos = {letra: Pt(float(puntos)) for letra, puntos in _declarados(self.letra)}
        colores = {papel: color.upper() for papel, color in _declarados(self.paleta)}
        aires: dict[str, Any] = {
            aire: float(mide) for aire, mide in _declarados(self.tabla) if aire != _NO_ES_AIRE
        }
        aspecto = attrs.evolve(
            base,
            letra=attrs.evolve(base.letra, **tamanos),
            paleta=attrs.evolve(base.paleta, **colores),
            tabla=attrs.evolve(base.tabla, **aires),
        )
        return aspecto.con_titulos_de(colores["titulo"]) if "titulo" in colores else aspecto


_NO_ES_AIRE = "mismos_anchos"


def _declarados(cambios: Any) -> Iterable[tuple[str, Any]]:
    """Lo que un formato cambia de una parte de su aspecto: ``("titulo", "1E6B3A")``."""
    return attrs.asdict(cambios, filter=lambda _campo, valor: valor is not None).items()


OPERADORES: dict[str, Callable[[Decimal, Decimal], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "=": operator.eq,
}
VENCIDO = "vencido"
DE_LO_VENCIDO = {"negrita": True, "color": Paleta().malo}
"""Los colores de la columna que cuenta lo vencido: no llenan la celda, tiñen su número."""
_UNA_REGLA = esperado("regla_de_color")
_PARECE_REGLA = expresion(r"\s*[<>=≤≥]")


@clases.frozen(kw_only=True)
class ReglaDeColor:
    """De qué color es un número que cumple todas sus condiciones; sin ninguna, cualquiera."""

    condiciones: tuple[tuple[str, Decimal], ...] = ()
    texto: str | None = None
    """En lugar de condiciones, lo que la celda dice, sin mirar mayúsculas ni tildes."""
    color: str

    def vale(self, valor: Decimal) -> bool:
        """Si el número cumple todas las condiciones de la regla."""
        return self.texto is None and all(
            OPERADORES[signo](valor, limite) for signo, limite in self.condiciones
        )


@clases.frozen
class PorRegla:
    """Las reglas de una columna: el color es el de la primera que el número cumple."""

    reglas: tuple[ReglaDeColor, ...]


def _leer_de_otra(datos: Any, ruta: str, fallas: list[Falla]) -> PorRegla | None:
    """Las reglas de color de números o textos, ``{'Vencido': 'FF0000'}``; ``None`` con fallas."""
    if isinstance(datos, Mapping) and datos and not son_reglas(datos):
        malos = [(t, c) for t, c in datos.items() if not isinstance(t, str) or not _es_color(c)]
        fallas += [_mal_color(unir_ruta(ruta, str(texto)), color) for texto, color in malos]
        fallas += fallas_de_textos_como_reglas(
            {texto: color for texto, color in datos.items() if str(texto) == texto}
        )
        if malos:
            return None
        reglas = (ReglaDeColor(texto=texto, color=color.upper()) for texto, color in datos.items())
        return PorRegla(tuple(reglas))
    if not datos or not (isinstance(datos, list | tuple | PorRegla) or son_reglas(datos)):
        reglas_o_textos = (_UNA_REGLA, esperado("textos_de_color"))
        fallas.append(inesperado(ruta, esperado("variantes", alternativas=reglas_o_textos), datos))
        return None
    return leer_reglas(datos, ruta, fallas, con_textos=True)


def son_reglas(datos: object) -> bool:
    """Si unos colores se dicen por regla, y no por lo que dice cada celda."""
    if not isinstance(datos, Mapping):
        return isinstance(datos, list | tuple | PorRegla)
    return any(clave in datos for clave in OPERADORES)


def leer_reglas(
    datos: object, ruta: str, fallas: list[Falla], *, con_textos: bool = False
) -> PorRegla | None:
    """Las reglas de color de una tabla o de una lista de ellas; ``None`` con fallas.

    ``con_textos``: si valen también las de un texto igual.
    """
    if isinstance(datos, PorRegla):
        return datos
    varias = datos if isinstance(datos, list | tuple) else [datos]
    es_lista = isinstance(datos, list | tuple)
    reglas = [
        _leer_una(regla, f"{ruta}[{n}]" if es_lista else ruta, fallas, con_textos=con_textos)
        for n, regla in enumerate(varias)
    ]
    buenas = tuple(regla for regla in reglas if regla is not None)
    return PorRegla(buenas) if len(buenas) == len(reglas) else None


def _leer_una(
    datos: object, ruta: str, fallas: list[Falla], *, con_textos: bool
) -> ReglaDeColor | None:
    """La regla de ``{"<": 60, "color": …}``; ``None`` si trae fallas, que anota.

    ``con_textos``: si vale también la de un texto igual.
    """
    if isinstance(datos, ReglaDeColor):
        return datos
    if not isinstance(datos, Mapping) or not son_reglas(datos):
        fallas.append(inesperado(ruta, _UNA_REGLA, datos))
        return None
    previas = len(fallas)
    regla = _leer_regla(datos, ruta, fallas, con_textos=con_textos)
    fallas += [
        Falla("dato_desconocido", ruta, f"{clave!r} no es de una regla; se esperaba {_UNA_REGLA}")
        for clave in datos
        if clave not in {*OPERADORES, "color"}
    ]
    return regla if len(fallas) == previas else None


def _leer_regla(
    datos: Mapping[Any, Any], ruta: str, fallas: list[Falla], *, con_textos: bool
) -> ReglaDeColor:
    """La regla de ``datos``, ya una tabla: sus condiciones y su color; anota sus fallas.

    ``con_textos``: si puede ser la de un texto igual.
    """
    color = datos.get("color")
    if not _es_color(color):
        fallas.append(_mal_color(unir_ruta(ruta, "color"), color))
    texto = datos.get("=")
    if con_textos and isinstance(texto, str) and numero_leido(texto) is None:
        return ReglaDeColor(texto=texto, color=str(color).upper())
    condiciones = []
    for signo in OPERADORES:
        if signo in datos:
            limite = leer_decimal(datos[signo], unir_ruta(ruta, signo), fallas)
            condiciones += [] if limite is None else [(signo, limite)]
    return ReglaDeColor(condiciones=tuple(condiciones), color=str(color).upper())


def numero_leido(texto: str) -> Decimal | None:
    """El número que dice el texto de una regla, si lo es."""
    return leer_decimal(texto, "", [])


def _es_color(color: object) -> bool:
    return isinstance(color, str) and re.fullmatch(COLOR, color) is not None


def _mal_color(ruta: str, color: object) -> Falla:
    return inesperado(ruta, UN_COLOR_RRGGBB.se_espera, color)


def fallas_de_textos_como_reglas(colores: Mapping[str, str]) -> list[Falla]:
    """Los textos que parecen una regla: ninguna celda dice «<60»."""
    return [
        Falla(
            "opcion_desconocida",
            unir_ruta("colores", texto),
            f"no es lo que dice una celda; para una regla se esperaba {_UNA_REGLA}",
        )
        for texto in colores
        if _PARECE_REGLA.match(texto)
    ]


@clases.frozen(kw_only=True, field_transformer=validar_por_tipo)
class PorOtra:
    """Los colores de una celda, o de su fila entera, según lo que dice otra columna de la fila."""

    segun: str = ""
    """El dato que otra columna muestra; sin decirlo, el de la suya."""
    reglas: PorRegla = attrs.field(metadata={"leer": _leer_de_otra})
    fila: bool = False
    """Si el color es de todas las celdas de la fila."""

    @property
    def son_de_numeros(self) -> bool:
        """Si ninguna regla es de lo que dice un texto."""
        return all(regla.texto is None for regla in self.reglas.reglas)


def es_por_otra(datos: object) -> bool:
    """Si unos colores dicen de qué otra columna dependen, o que pintan toda la fila."""
    if isinstance(datos, PorOtra):
        return True
    if not isinstance(datos, Mapping) or isinstance(datos.get("reglas"), str):
        return False  # «reglas» puede ser lo que una celda dice, con su color
    return any(clave in datos for clave in ("reglas", "segun", "fila"))


def leer_por_otra(datos: Any, ruta: str, fallas: list[Falla]) -> PorOtra | None:
    """Los colores de ``{segun: columna, reglas: …, fila: sí o no}``; ``None`` con fallas."""
    if isinstance(datos, PorOtra):
        return datos
    con_reglas = {"reglas": (), **datos}  # sin ellas, se dice cuáles se esperaban
    colores: PorOtra | None = forma_de(PorOtra).leer(con_reglas, ruta, fallas)
    return colores
