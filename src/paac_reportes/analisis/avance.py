"""El avance de un grupo de filas: acumulado, del período y su zona, cada uno con su base.

Lo que se desconoce no cuenta como cero y lo que no aplica no entra en los denominadores.
"""

import functools
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal

from paac_reportes import clases
from paac_reportes.analisis.filas import FilaAnalizada
from paac_reportes.analisis.metodologia import Reglas
from paac_reportes.analisis.promedios import (
    Medida,
    promedio_de_actividades,
    promedio_de_subcomponentes,
    promedio_ponderado,
)
from paac_reportes.modelo.metodologia import Zona
from paac_reportes.textos.valores import porcentaje

Filas = tuple[FilaAnalizada, ...]


@clases.frozen
class CambioDeAvance:
    """Lo que cambió el avance desde el corte anterior."""

    puntos: Decimal | None
    """El promedio de lo que cambió cada fila; ``None`` si ninguna se conoce en los dos cortes."""
    base: int
    """Las que se conocen en los dos."""
    primera_vez: int
    """Las que se conocen ahora y nunca antes: no entran en los puntos."""
    otra_vez: int
    """Las que se conocen ahora, no en el corte anterior, y sí en alguno previo."""


@clases.frozen(eq=False, slots=False)
class Avance:
    """El de unas filas en un corte."""

    nombre: str
    filas: Filas
    reglas: Reglas
    _antes: Callable[[], "Avance | None"] = lambda: None
    _publicada: Callable[[FilaAnalizada], FilaAnalizada | None] | None = None
    """La de un archivo anterior que es la misma fila, si lo anterior es lo que se publicó."""

    @property
    def breve(self) -> str:
        """``avance 87.28 (43 de 121)``: para ver el objeto, no para un informe."""
        avance = "sin dato" if self.avance is None else f"{self.avance:.2f}"
        return f"avance {avance} ({len(self.con_avance)} de {len(self.aplican)})"

    def __repr__(self) -> str:
        return f"<{type(self).__name__} de {self.nombre}: {self.breve}>"

    def las(self, criterio: Callable[[FilaAnalizada], bool]) -> Filas:
        """Las filas que lo cumplen."""
        return tuple(filter(criterio, self.filas))

    @functools.cached_property
    def anterior(self) -> "Avance | None":
        """El de las mismas filas en el corte anterior: lo publicado, o los datos de hoy."""
        return self._antes()

    @property
    def anterior_es_publicado(self) -> bool:
        """Si lo anterior es lo que dio un archivo anterior, y no lo que hoy dicen los datos."""
        return self._publicada is not None

    def antes_de(self, fila: FilaAnalizada) -> FilaAnalizada | None:
        """La misma fila en el corte anterior; ``None`` si no lo hay o entonces no estaba."""
        return self._publicada(fila) if self._publicada else self._por_ruta_antes.get(fila.ruta)

    @functools.cached_property
    def _por_ruta_antes(self) -> dict[str, FilaAnalizada]:
        return {fila.ruta: fila for fila in self.anterior.filas} if self.anterior else {}

    @functools.cached_property
    def aplican(self) -> Filas:
        """Las que entran en los denominadores."""
        return self.las(lambda fila: fila.aplica)

    @functools.cached_property
    def con_avance(self) -> Filas:
        """Las que aplican y cuyo avance se conoce: la base del promedio."""
        return tuple(fila for fila in self.aplican if fila.avance is not None)

    @functools.cached_property
    def arrastradas(self) -> Filas:
        """Las de la base cuyo avance viene de un corte anterior."""
        return tuple(fila for fila in self.con_avance if fila.arrastrada)

    @functools.cached_property
    def avance(self) -> Decimal | None:
        """El avance acumulado, de 0 a 100 y sin redondear; ``None`` si de ninguna se conoce."""
        return self._promediar((fila, fila.avance) for fila in self.con_avance)

    @property
    def avance_anterior(self) -> Decimal | None:
        """El acumulado en el corte anterior, según los datos de hoy."""
        return self.anterior.avance if self.anterior else None

    @functools.cached_property
    def periodo(self) -> CambioDeAvance | None:
        """Lo que cambió desde el corte anterior; ``None`` si es el primero."""
        if self.anterior is None:
            return None
        pares = [(fila, self._avance_antes_de(fila)) for fila in self.con_avance]
        comunes = [(fila, antes) for fila, antes in pares if antes is not None]
        puntos = self._promediar((fila, (fila.avance or Decimal(0)) - a) for fila, a in comunes)
        nuevas = [fila for fila, antes in pares if antes is None]
        primera_vez = sum(not self._se_conocia(fila) for fila in nuevas)
        return CambioDeAvance(puntos, len(comunes), primera_vez, len(nuevas) - primera_vez)

    def _avance_antes_de(self, fila: FilaAnalizada) -> Decimal | None:
        antes = self.antes_de(fila)
        return antes.avance if antes is not None and antes.aplica else None

    def _se_conocia(self, fila: FilaAnalizada) -> bool:
        """Si en algún corte anterior se declaró su avance, según lo publicado o los datos."""
        if self._publicada is None:
            return fila.se_conocia_antes
        antes = self.antes_de(fila)
        return antes is not None and antes.declaro_avance

    @functools.cached_property
    def componentes_sin_avance(self) -> tuple[str, ...]:
        """Con ``ponderado``, los componentes que no pesan porque de ninguna fila se conoce."""
        if self.reglas.metodo != "ponderado":
            return ()
        con = {fila.componente.clave for fila in self.con_avance}
        todos = {f.componente.clave: f.componente.titulo for f in self.aplican}
        return tuple(nombre for clave, nombre in todos.items() if clave not in con)

    @property
    def cobertura(self) -> Decimal:
        """La parte de las que aplican cuyo avance se conoce, en porcentaje."""
        cuantas = len(self.aplican)
        return Decimal(100 * len(self.con_avance)) / cuantas if cuantas else Decimal(0)

    @property
    def zona(self) -> Zona | None:
        """La del avance sin redondear; ``None`` si se conocen menos de las que pide la escala."""
        if self.avance is None or self.cobertura < self.reglas.escala.cobertura_minima:
            return None
        return self.reglas.escala.zona_de(self.avance)

    @property
    def avance_en_texto(self) -> str:
        """``85,5 %``, sin que el redondeo lo pase de zona; ``sin dato`` si se desconoce."""
        return porcentaje(self.avance, self.reglas.escala.zona_de)

    @property
    def zona_en_texto(self) -> str:
        """Su nombre; ``sin zona`` si no se conocen bastantes filas, ``—`` si ninguna."""
        if self.avance is None:
            return "—"
        return self.zona.nombre if self.zona else "sin zona"

    @property
    def base_en_texto(self) -> str:
        """``41 de 121, 1 de un corte anterior``: sobre qué se promedió."""
        base = f"{len(self.con_avance)} de {len(self.aplican)}"
        arrastradas = len(self.arrastradas)
        return f"{base}, {arrastradas} de un corte anterior" if arrastradas else base

    @functools.cached_property
    def por_zona(self) -> dict[str, Filas]:
        """Las filas con avance, por la zona del suyo; todas las zonas, de mayor a menor."""
        escala = self.reglas.escala
        grupos: dict[str, list[FilaAnalizada]] = {z.nombre: [] for z in reversed(escala.zonas)}
        for fila in self.con_avance:
            zona = escala.zona_de(fila.avance)
            if zona is not None:
                grupos[zona.nombre].append(fila)
        return {nombre: tuple(filas) for nombre, filas in grupos.items()}

    def _promediar(self, valores: Iterable[tuple[FilaAnalizada, Decimal | None]]) -> Decimal | None:
        conocidos = [(fila, valor) for fila, valor in valores if valor is not None]
        return _PROMEDIOS[self.reglas.metodo](conocidos, self.reglas)


Valores = Sequence[tuple[FilaAnalizada, Decimal]]


def _de_actividades(valores: Valores, _reglas: Reglas) -> Decimal | None:
    return promedio_de_actividades([Medida(valor) for _, valor in valores])


def _de_subcomponentes(valores: Valores, _reglas: Reglas) -> Decimal | None:
    # Los trámites no tienen subcomponente: los de un componente hacen las veces de uno.
    return promedio_de_subcomponentes(
        [Medida(valor, fila.ruta.rpartition(".")[0]) for fila, valor in valores]
    )


def _ponderado(valores: Valores, reglas: Reglas) -> Decimal | None:
    numeros = {fila.componente.clave: fila.componente.numero for fila, _ in valores}
    return promedio_ponderado(
        [Medida(valor, fila.componente.clave) for fila, valor in valores],
        lambda clave: reglas.peso(numeros[clave]),
    )


_PROMEDIOS: dict[str, Callable[[Valores, Reglas], Decimal | None]] = {
    "actividades": _de_actividades,
    "subcomponentes": _de_subcomponentes,
    "ponderado": _ponderado,
}
