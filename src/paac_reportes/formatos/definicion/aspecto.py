"""``[aspecto]``: lo que un formato cambia de uno de los dos aspectos de la casa."""

import functools
from decimal import Decimal
from typing import Any

import attrs

from paac_reportes import clases
from paac_reportes.estructura import ConForma, Entre, validar_por_tipo
from paac_reportes.maqueta.aspecto import (
    ASPECTOS,
    Aspecto,
    NombreDeAspecto,
    Paleta,
    Raya,
    ReglasDeTabla,
    Tamanos,
)
from paac_reportes.maqueta.medida.tipografia import Mm, Pt

COLOR, UN_COLOR = r"[0-9A-Fa-f]{6}", "un color RRGGBB, como 'D9E2F3'"
"""La forma de un color, y cómo se nombra en una falla."""
UN_COLOR_RRGGBB = ConForma(COLOR, UN_COLOR)


def _color() -> Any:
    return attrs.field(default=None, validator=UN_COLOR_RRGGBB)


def _puntos() -> Any:
    return attrs.field(default=None, validator=Entre(5, 60))


@clases.frozen(kw_only=True, field_transformer=validar_por_tipo)
class RayaDeFormato:
    """Una raya: su grosor en puntos, que en 0 es ninguna, y su color."""

    grosor: Decimal | None = attrs.field(default=None, validator=Entre(0, 6))
    color: str | None = _color()

    def sobre(self, base: Raya | None) -> Raya | None:
        """La de ``base``, con lo que ésta cambia."""
        if self.grosor == 0:
            return None
        puestos: dict[str, Any] = {} if self.color is None else {"color": self.color.upper()}
        if self.grosor is not None:
            puestos["grosor"] = Pt(float(self.grosor))
        return attrs.evolve(base or Raya(), **puestos)


@clases.frozen(kw_only=True, field_transformer=validar_por_tipo)
class PaletaDeFormato:
    """Los colores por su papel (``maqueta.aspecto.Paleta``)."""

    tinta: str | None = _color()
    titulo: str | None = _color()
    nota: str | None = _color()
    fondo: str | None = _color()
    hecho: str | None = _color()
    malo: str | None = _color()
    no_se_sabe: str | None = _color()

    def sobre(self, base: Paleta) -> Paleta:
        """La de ``base``, con los que ésta cambia."""
        return attrs.evolve(base, **{rol: uno.upper() for rol, uno in _dichos(self).items()})


@clases.frozen(kw_only=True, field_transformer=validar_por_tipo)
class TablaDeAspecto:
    """Las rayas de las tablas, y el aire de sus celdas (mm) y tras ellas (pt)."""

    rotulos: RayaDeFormato | None = None
    filas: RayaDeFormato | None = None
    total: RayaDeFormato | None = None
    cuadricula: bool | None = None
    mismos_anchos: bool = False
    """Si las tablas de las mismas columnas llevan los mismos anchos en todo el documento."""
    repite_grupos: bool | None = None
    """Si en Word un grupo más alto que media página dice su nombre más de una vez."""
    aire: Decimal | None = attrs.field(default=None, validator=Entre(0, 10))
    despues: Decimal | None = attrs.field(default=None, validator=Entre(0, 60))

    def sobre(self, base: ReglasDeTabla) -> ReglasDeTabla:
        """Las de ``base``, con lo que éstas cambian."""
        puestos: dict[str, Any] = {
            clave: suya.sobre(getattr(base, clave))
            for clave in ("rotulos", "filas", "total")
            if (suya := getattr(self, clave)) is not None
        }
        if self.cuadricula is not None:
            puestos |= {"cuadricula": self.cuadricula, "como_su_columna": not self.cuadricula}
        if self.repite_grupos is not None:
            puestos["repite_grupos"] = self.repite_grupos
        if self.aire is not None:
            puestos["aire"] = Mm(float(self.aire))
        if self.despues is not None:
            puestos["despues"] = Pt(float(self.despues))
        return attrs.evolve(base, **puestos)


@clases.frozen(kw_only=True, field_transformer=validar_por_tipo)
class LetraDeAspecto:
    """Los tamaños de la letra, en puntos; el de las celdas es el de la página."""

    texto: Decimal | None = _puntos()
    leyenda: Decimal | None = _puntos()
    nota: Decimal | None = _puntos()
    titulo: Decimal | None = _puntos()
    titulo1: Decimal | None = _puntos()
    titulo2: Decimal | None = _puntos()
    titulo3: Decimal | None = _puntos()
    cifra: Decimal | None = _puntos()

    def sobre(self, base: Tamanos) -> Tamanos:
        """La de ``base``, con los que ésta cambia."""
        return attrs.evolve(base, **{k: Pt(float(v)) for k, v in _dichos(self).items()})


@clases.frozen(kw_only=True, field_transformer=validar_por_tipo)
class AspectoDeFormato:
    """Uno de los dos aspectos, con lo que el formato cambia de él."""

    base: NombreDeAspecto = "oficial"
    paleta: PaletaDeFormato = PaletaDeFormato()
    tabla: TablaDeAspecto = TablaDeAspecto()
    letra: LetraDeAspecto = LetraDeAspecto()

    @functools.cached_property
    def resuelto(self) -> Aspecto:
        """El aspecto entero."""
        base = ASPECTOS[self.base]
        return Aspecto(
            paleta=self.paleta.sobre(base.paleta),
            tabla=self.tabla.sobre(base.tabla),
            letra=self.letra.sobre(base.letra),
        )


def _dichos(objeto: Any) -> dict[str, Any]:
    return attrs.asdict(objeto, filter=lambda _campo, valor: valor is not None)
