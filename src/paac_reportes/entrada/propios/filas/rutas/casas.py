"""De quién es cada tabla, por las marcas de la mayoría de sus filas."""

from collections import Counter
from collections.abc import Iterable, Mapping

import attrs

from paac_reportes.entrada.propios.filas.rutas.ruta import Ruta, ruta_de_marca
from paac_reportes.entrada.propios.hechura.hechura import Hechura
from paac_reportes.entrada.propios.tablas.hallazgo import TablaHallada


@attrs.frozen
class Casa:
    """La dependencia y el componente que una tabla muestra."""

    dependencia: int | None
    componente: int | None
    """Ninguno si la tabla es de toda una dependencia."""

    def es_de(self, ruta: Ruta) -> bool:
        """Si un lugar está en ella."""
        return self.dependencia == ruta.dependencia and self.componente in (None, ruta.componente)


def casas_de(tablas: Iterable[TablaHallada], hechura: Hechura) -> Mapping[TablaHallada, Casa]:
    """La de cada tabla que es de un componente o de una dependencia y tiene marcas."""
    casas: dict[TablaHallada, Casa] = {}
    tomadas: set[tuple[str, Casa]] = set()
    for tabla in tablas:
        esperada = tabla.encaje.esperada
        cada = next((b.cada for b in hechura.bloques if esperada in b.tablas), "plan")
        if cada not in ("componente", "dependencia"):
            continue
        veces = Counter(
            Casa(ruta.dependencia, ruta.componente if cada == "componente" else None)
            for linea in tabla.filas
            if (ruta := ruta_de_marca(linea.marca)) is not None
        )
        if not veces:
            continue

        def prefiere(casa: Casa, veces: Counter[Casa] = veces, de: str = esperada.nombre) -> object:
            return veces[casa], (de, casa) not in tomadas

        casas[tabla] = max(veces, key=prefiere)  # type: ignore[arg-type]
        tomadas.add((esperada.nombre, casas[tabla]))
    return casas
