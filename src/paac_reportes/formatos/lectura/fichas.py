"""Lo que el catálogo dice de cada formato, sin usarlo."""

from datetime import date

import attrs

from paac_reportes.cuadros import Cuadro, SeMuestra
from paac_reportes.formatos.definicion.formato import de_donde_sale
from paac_reportes.modelo import CodigoDeRegimen
from paac_reportes.textos.cifras import contar
from paac_reportes.textos.fechas import fecha_corta


@attrs.frozen(kw_only=True)
class FichaDeFormato:
    """Lo que el catálogo dice de un formato sin usarlo."""

    codigo: str
    nombre: str
    version: str
    fuente: str
    """De dónde sale y qué tan cierto es, en Markdown."""
    vigente_desde: date | None = None
    vigente_hasta: date | None = None
    regimenes: tuple[CodigoDeRegimen, ...] = ()
    """De cuáles es; sin ellos, sirve para todos."""


class Catalogo(SeMuestra, tuple[FichaDeFormato, ...]):
    """Las fichas, por código: una tupla que además se muestra."""

    __slots__ = ()

    def __repr__(self) -> str:
        return f"<Catalogo: {', '.join(ficha.codigo for ficha in self)}>"

    def _cuadro(self) -> Cuadro:
        return Cuadro(
            titulo=contar(len(self), "formato", "formatos"),
            columnas=("Código", "Versión", "Nombre", "Régimen", "Rige", "De dónde sale"),
            filas=[
                (
                    *(ficha.codigo, ficha.version, ficha.nombre),
                    ", ".join(ficha.regimenes) or "todos",
                    _cuando_rige(ficha),
                    de_donde_sale(ficha.fuente),
                )
                for ficha in self
            ],
            son="formatos",
        )


def _cuando_rige(ficha: FichaDeFormato) -> str:
    """``desde el 01/01/2024``; «siempre» si no dice desde ni hasta cuándo."""
    dichas = (("desde", ficha.vigente_desde), ("hasta", ficha.vigente_hasta))
    partes = [f"{cual} el {fecha_corta(dia)}" for cual, dia in dichas if dia is not None]
    return " ".join(partes) or "siempre"
