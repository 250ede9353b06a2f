"""Lo que una fecha puede ser: un día, un mes, una parte del año o el año entero."""

import calendar
import functools
from datetime import date

import attrs

Tramo = tuple[date, date]
"""Del primer día al último, incluidos."""

MESES_DEL_ANO = 12
SIGLO = 2000
"""El de los años que se escriben con dos cifras."""

_QUINCENA = 15


@functools.lru_cache(maxsize=1024)
def fin_de_mes(ano: int, mes: int) -> date:
    """El último día de un mes."""
    return date(ano, mes, calendar.monthrange(ano, mes)[1])


@attrs.frozen
class Dia:
    """Un día del calendario."""

    dia: int
    """El -1 es el último del mes."""
    mes: int
    numerico: bool = False
    """Escrito como ``02/07``: podría ser mes/día."""
    tras_el_mes: bool = False
    """Escrito como ``julio 2``."""

    def tramo(self, ano: int) -> Tramo | None:
        """Ese día; si sólo existe como mes/día, ése."""
        dia = self._en(ano, self.mes, self.dia)
        if dia is None and self.numerico:
            dia = self._en(ano, self.dia, self.mes)
        return (dia, dia) if dia else None

    @property
    def invertido(self) -> bool:
        """Si sólo existe como mes/día."""
        return self.numerico and self.dia <= MESES_DEL_ANO < self.mes

    @property
    def ambiguo(self) -> bool:
        """Si existe como día/mes y como mes/día, y no es lo mismo."""
        return self.numerico and self.dia != self.mes and max(self.dia, self.mes) <= MESES_DEL_ANO

    @staticmethod
    def _en(ano: int, mes: int, dia: int) -> date | None:
        if dia < 0:
            return fin_de_mes(ano, mes)
        try:
            return date(ano, mes, dia)
        except ValueError:
            return None


@attrs.frozen
class Mes:
    """Un mes entero."""

    mes: int
    abreviado: bool = False

    def tramo(self, ano: int) -> Tramo | None:
        """Del primero al último de sus días."""
        if not 1 <= self.mes <= MESES_DEL_ANO:
            return None
        return date(ano, self.mes, 1), fin_de_mes(ano, self.mes)


@attrs.frozen
class Parte:
    """Un bimestre, un trimestre, un cuatrimestre o un semestre."""

    orden: int
    """Empieza en 1; el -1 es el último."""
    meses: int
    tras_el_nombre: bool = False
    """Escrita como ``semestre 2``."""

    def tramo(self, ano: int) -> Tramo | None:
        """De su primer día al último."""
        partes = MESES_DEL_ANO // self.meses
        orden = partes if self.orden < 0 else self.orden
        if not 1 <= orden <= partes:
            return None
        fin = orden * self.meses
        return date(ano, fin - self.meses + 1, 1), fin_de_mes(ano, fin)


@attrs.frozen
class Quincena:
    """La primera o la segunda quincena de un mes."""

    orden: int
    mes: int

    def tramo(self, ano: int) -> Tramo | None:
        """Del 1 al 15, o del 16 al último."""
        if self.orden == 1:
            return date(ano, self.mes, 1), date(ano, self.mes, _QUINCENA)
        if self.orden in {2, -1}:
            return date(ano, self.mes, _QUINCENA + 1), fin_de_mes(ano, self.mes)
        return None


@attrs.frozen
class Ano:
    """Un año entero."""

    def tramo(self, ano: int) -> Tramo | None:
        """Del 1 de enero al 31 de diciembre."""
        return date(ano, 1, 1), date(ano, MESES_DEL_ANO, 31)


@attrs.frozen
class Suelto:
    """Un número o un ordinal que, si no lo completa una vecina, no dice nada."""

    numero: int
    ordinal: bool

    def tramo(self, _ano: int) -> Tramo | None:
        """Ninguno: falta saber de qué."""
        return None


Cosa = Dia | Mes | Parte | Quincena | Ano | Suelto
