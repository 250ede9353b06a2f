"""Las marcas de un documento, que se anotan a medida que se compone."""

from collections.abc import Iterator, Sequence
from datetime import date

from paac_reportes.composicion.marcas.filas import MarcasDeFilas
from paac_reportes.composicion.marcas.papeles import en_propiedades, papeles_de
from paac_reportes.composicion.tablas.columnas import ColumnaPuesta
from paac_reportes.formatos.definicion.formato import Formato
from paac_reportes.formatos.definicion.tablas import Seccion
from paac_reportes.modelo import Plan


class Marcas:
    """Ninguna dice nada que no se vea: son lugares y nombres de datos, nunca textos del plan."""

    def __init__(self, plan: Plan) -> None:
        self.filas = MarcasDeFilas(plan)
        self._entidad = plan.entidad
        self._tablas: dict[str, int] = {}

    def de_rotulos(self, secciones: Sequence[Seccion], columnas: Sequence[ColumnaPuesta]) -> str:
        """La de los rótulos de una tabla, ``t1``: la misma en las de iguales papeles."""
        papeles = papeles_de(secciones, columnas)
        return f"t{self._tablas.setdefault(papeles, len(self._tablas) + 1)}"

    def propiedades(self, formato: Formato, corte: date | None) -> Iterator[tuple[str, str]]:
        """Las del archivo: su formato, su corte, cuántas filas hay y los papeles de sus tablas.

        De la entidad, cuántas palabras son de su nombre y cuántas de su departamento: hay
        formatos que los escriben seguidos.
        """
        yield "paac.formato", formato.codigo
        yield "paac.version", formato.version
        if corte is not None:
            yield "paac.corte", corte.isoformat()
        yield "paac.filas", str(len(self.filas.puestas))
        suyos = (self._entidad.nombre, self._entidad.departamento)
        yield "paac.entidad", "+".join(str(len(uno.split())) for uno in suyos if uno)
        for papeles, numero in self._tablas.items():
            yield from en_propiedades(numero, papeles)
