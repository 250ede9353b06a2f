"""De qué corte son los seguimientos de cada columna."""

from collections.abc import Sequence
from datetime import date

import attrs

from paac_reportes.entrada.propios.tablas.hallazgo import TablaHallada
from paac_reportes.modelo.periodos import CORTES, Periodicidad, cortes_de

DICHO = "corte"
"""Cómo nombra una plantilla el corte del documento."""


@attrs.frozen
class Cortes:
    """Lo que se sabe de los cortes de un documento."""

    pedido: date | None
    """El que se pidió, el de sus propiedades o el que dicen sus títulos."""
    vigencia: int | None
    periodicidad: Periodicidad
    de_columnas: tuple[date, ...] = ()
    """Los de las columnas por corte, en orden, si los dice la parte que no se ve."""

    def de(self, tabla: TablaHallada) -> tuple[list[date | None], bool]:
        """El de cada informe de las columnas de una tabla, y si es seguro que son ésos."""
        informes = [c.informe for c in tabla.encaje.columnas if c.informe is not None]
        cuantos = 1 + max(informes, default=-1)
        dichos: list[date | None] = [None] * cuantos
        for columna in tabla.encaje.columnas:
            corte = columna.dichos.get("informe.corte")
            if columna.informe is not None and isinstance(corte, date):
                dichos[columna.informe] = corte
        if None not in dichos:
            return dichos, True
        if len(self.de_columnas) == cuantos:
            suyos: Sequence[date | None] = self.de_columnas
            return [dicho or suyo for dicho, suyo in zip(dichos, suyos, strict=True)], True
        del_ano = self._del_calendario(cuantos)
        # El último es el del documento; los otros, los del calendario si son tantos.
        supuestos = del_ano or [*[None] * (cuantos - 1), self.pedido]
        return [d or suyo for d, suyo in zip(dichos, supuestos, strict=True)], cuantos == 1

    def _del_calendario(self, cuantos: int) -> list[date | None]:
        """Los primeros del año, de la serie en que el último es el pedido."""
        ano = self.vigencia or (self.pedido.year if self.pedido else None)
        if ano is None:
            return []
        for serie in (self.periodicidad, *(CORTES if self.pedido else ())):
            del_ano = cortes_de(ano, serie)[:cuantos]
            if len(del_ano) == cuantos and self.pedido in (None, del_ano[-1]):
                return list(del_ano)
        return []
