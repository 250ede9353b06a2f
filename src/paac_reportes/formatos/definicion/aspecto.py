"""``[aspecto]``: lo que un formato cambia de uno de los dos aspectos de la casa."""

from decimal import Decimal
from typing import Any, Literal

import attrs

from paac_reportes import clases
from paac_reportes.estructura import ConForma, Entre, validar_por_tipo
from paac_reportes.maqueta.aspecto import ASPECTOS, Aspecto, NombreDeAspecto
from paac_reportes.maqueta.medida.tipografia import Mm, Pt

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
        base, color = ASPECTOS[self.base], self.paleta.titulo
        declarados = attrs.asdict(self.letra, filter=lambda _campo, valor: valor is not None)
        tamanos = {letra: Pt(float(puntos)) for letra, puntos in declarados.items()}
        aspecto = attrs.evolve(base, letra=attrs.evolve(base.letra, **tamanos))
        if self.tabla.aire is not None:
            aire = Mm(float(self.tabla.aire))
            aspecto = attrs.evolve(aspecto, tabla=attrs.evolve(aspecto.tabla, aire=aire))
        if self.tabla.despues is not None:
            despues = Pt(float(self.tabla.despues))
            aspecto = attrs.evolve(aspecto, tabla=attrs.evolve(aspecto.tabla, despues=despues))
        return aspecto.con_titulos_de(color.upper()) if color else aspecto
