"""Dónde se escribe un bloque: el encargo, la parte del plan que le toca y el papel."""

import functools
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

import attrs

from paac_reportes.composicion.marcas.marcas import Marcas
from paac_reportes.composicion.pagina.paginas import Membretes
from paac_reportes.composicion.tablas.filas.alcances import FilasLibres, UnComponente
from paac_reportes.composicion.tablas.tabla import Cortes
from paac_reportes.composicion.variables import Redaccion
from paac_reportes.formatos.definicion.formato import Formato
from paac_reportes.formatos.metodologia import metodologia_de, reglas_para
from paac_reportes.maqueta.estilos import ESTILO_DE_LEYENDA
from paac_reportes.maqueta.medida.ajuste import Medidor
from paac_reportes.maqueta.medida.medidas import Mm
from paac_reportes.maqueta.nodos import Parrafo
from paac_reportes.modelo import Metodologia, Plan
from paac_reportes.modelo.escalas import Escala
from paac_reportes.normativa.escalas import buscar_escala

if TYPE_CHECKING:
    from paac_reportes.informe.hallazgos import Hallazgos


@attrs.frozen(eq=False, slots=False)
class Encargo:
    """Lo que se pide componer."""

    plan: Plan
    formato: Formato
    corte: date | None
    filas: FilasLibres = ()
    metodologia: Metodologia | None = None
    """La que se pidió, que manda sobre la del plan y la del formato."""
    _numeradas: Counter[str] = attrs.Factory(Counter)

    def leyenda(self, clase: str, texto: str) -> Iterator[Parrafo]:
        """``Tabla 3. Normas…``: las de cada clase se numeran en el orden en que se escriben."""
        if texto.strip():
            self._numeradas[clase] += 1
            yield Parrafo(f"{clase} {self._numeradas[clase]}. {texto}", ESTILO_DE_LEYENDA)

    @functools.cached_property
    def marcas(self) -> Marcas:
        """Las que el documento lleva sin que se vean, que se anotan a medida que se escribe."""
        return Marcas(self.plan)

    @property
    def blancos_propios(self) -> bool:
        """Si una celda en blanco es de su fila, y no parte de la de arriba."""
        return self._elegida.blancos == "propias"

    @functools.cached_property
    def escala(self) -> Escala | None:
        """La de las zonas, si alguna columna se colorea por ellas."""
        tablas = self.formato.tablas.values()
        if not any(columna.colores == "zona" for tabla in tablas for columna in tabla.columnas):
            return None
        return buscar_escala(self._elegida.escala)

    @property
    def _elegida(self) -> Metodologia:
        return metodologia_de(self.plan, self.metodologia, self.formato.metodologia)

    @functools.cached_property
    def hallazgos(self) -> "Hallazgos":
        """Lo que sale de analizar el plan."""
        from paac_reportes.informe.hallazgos import Hallazgos  # noqa: PLC0415 - sólo si se pide

        reglas = reglas_para(self.plan, self.metodologia, self.formato.metodologia)
        return Hallazgos(self.plan, self.corte, reglas)


@attrs.frozen
class Lienzo:
    """El ancho y el alto en que se escribe, y con qué se mide."""

    medidor: Medidor
    ancho: Mm
    alto: Mm


@attrs.frozen(kw_only=True)
class Lugar:
    """Dónde se escribe un bloque: qué parte del plan le toca y con qué variables."""

    encargo: Encargo
    cortes: Cortes
    membretes: Membretes
    lienzo: Lienzo
    redaccion: Redaccion
    componentes: Sequence[UnComponente]
    es_el_primero: bool
