"""Qué columna del formato es cada una de las que se ven, por sus rótulos."""

import functools
from collections.abc import Iterator, Sequence

import attrs

from paac_reportes import clases
from paac_reportes.instalacion import hace_falta
from paac_reportes.lectura.propios.esperado import Camino, ColumnaEsperada, TablaEsperada
from paac_reportes.textos.inversa import Valores
from paac_reportes.textos.plano import en_plano

with hace_falta():
    from rapidfuzz import fuzz

PARECIDO_MINIMO = 0.75
"""Del rótulo cambiado al del formato, para leerlo como ése."""

ENCAJE_MINIMO = 0.5
"""La parte de los rótulos que ha de ser la del formato para leer una tabla como suya."""
_POCAS = 2
"""Una columna reconocida entre varias puede ser casualidad."""

_DE_INFORME = ("informe.corte", "informe.numero", "informe.ordinal")


@clases.frozen
class ColumnaVista:
    """Una columna de una tabla: dónde va y qué rótulos tiene encima."""

    desde: int
    hasta: int
    camino: Camino

    @property
    def rotulo(self) -> str:
        """Sus rótulos en un texto."""
        return " / ".join(texto.strip() for texto in self.camino if texto.strip())


@clases.frozen(eq=False)
class ColumnaHallada:
    """Una columna vista y la del formato que es."""

    vista: ColumnaVista
    esperada: ColumnaEsperada | None = None
    """Ninguna, si el formato no la trae."""
    informe: int | None = None
    """De cuál de los informes de la tabla es, desde 0, si va por corte."""
    valores: Valores = attrs.Factory(dict)
    """Lo que su rótulo dice: el informe, la etiqueta del seguimiento."""
    parecido: float = 1.0
    por_su_lugar: bool = False

    @property
    def es_la_letra(self) -> bool:
        """Si todos sus rótulos son los del formato, y no sólo el que la distingue."""
        return self.esperada is not None and self.esperada.casar(self.vista.camino) is not None


@clases.frozen(eq=False)
class Encaje:
    """Una tabla vista como una de las del formato."""

    esperada: TablaEsperada
    columnas: tuple[ColumnaHallada, ...]
    faltan: tuple[ColumnaEsperada, ...]
    exacto: bool
    """Si trae las columnas del formato, en su orden y con sus rótulos."""
    puntaje: float
    """De 0 a 1, la parte de las columnas que se reconoce a la letra."""


def encajar(vistas: Sequence[ColumnaVista], esperada: TablaEsperada) -> Encaje | None:
    """Las columnas vistas como las de esa tabla: por su rótulo, por parecido o por su lugar.

    ``None`` si a la letra se reconocen menos de la mitad: es otra tabla.
    """
    puestas: dict[int, ColumnaHallada] = {}
    reparto = _Reparto(vistas, esperada, puestas)
    reparto.por_rotulo()
    reparto.de_rotulo_libre()
    seguras = len(puestas)
    if seguras < len(vistas):
        if seguras < max(_POCAS, ENCAJE_MINIMO * len(vistas)):
            return None
        reparto.por_parecido()
        reparto.por_lugar()
    faltan = tuple(reparto.faltan())
    columnas = tuple(puestas.get(n) or ColumnaHallada(v) for n, v in enumerate(vistas))
    de_mas = sum(1 for columna in faltan if not columna.definida.omite_vacia)
    en_orden = _en_orden(columnas)
    exacto = seguras == len(vistas) and not de_mas and en_orden
    return Encaje(esperada, columnas, faltan, exacto, seguras / max(len(vistas) + de_mas, 1))


def _en_orden(columnas: Sequence[ColumnaHallada]) -> bool:
    lugares = [(c.informe or 0, c.esperada.lugar) for c in columnas if c.esperada]
    fijas = [lugar for n, lugar in enumerate(lugares) if columnas[n].informe is None]
    por_corte = [lugar for n, lugar in enumerate(lugares) if columnas[n].informe is not None]
    return fijas == sorted(fijas) and por_corte == sorted(por_corte)


class _Reparto:
    """Cada columna vista va a una del formato, y ninguna dos veces al mismo informe."""

    def __init__(
        self,
        vistas: Sequence[ColumnaVista],
        esperada: TablaEsperada,
        puestas: dict[int, ColumnaHallada],
    ) -> None:
        self._vistas = vistas
        self._esperada = esperada
        self._primeras_vistas = puestas
        self._usadas: set[tuple[int, int | None]] = set()
        self._informes: list[object] = []

    def por_rotulo(self) -> None:
        """Las de rótulo igual; de dos iguales, la primera es la primera."""
        for numero, vista in enumerate(self._vistas):
            for columna, valores in candidatas(self._esperada, vista.camino):
                if self._poner(numero, columna, valores):
                    break

    def de_rotulo_libre(self) -> None:
        """Las que en el formato dicen lo que el plan diga: van donde quedó sitio."""
        for columna in self._sin_poner():
            if columna.letras:
                continue
            for numero in self._libres_entre(columna):
                valores = columna.casar(self._vistas[numero].camino)
                if valores is not None and self._poner(numero, columna, valores):
                    break

    def por_parecido(self) -> None:
        """Las de rótulo parecido, de la más parecida a la menos."""
        parejas = sorted(
            (
                (parecido, -numero, -columna.lugar, columna)
                for numero, vista in enumerate(self._vistas)
                if numero not in self._primeras_vistas
                for columna in self._sin_poner()
                if (parecido := _parecido(vista, columna)) >= PARECIDO_MINIMO
            ),
            key=lambda pareja: pareja[:3],
            reverse=True,
        )
        for parecido, menos_numero, _, columna in parejas:
            if -menos_numero not in self._primeras_vistas:
                self._poner(-menos_numero, columna, {}, parecido)

    def por_lugar(self) -> None:
        """La única sin reconocer entre dos reconocidas es la única que falta entre ellas."""
        for columna in self._sin_poner():
            libres = self._libres_entre(columna)
            vecinas = self._faltan_junto_a(columna)
            if len(libres) == len(vecinas) and columna in vecinas:
                numero = libres[vecinas.index(columna)]
                parecido = _parecido(self._vistas[numero], columna)
                self._poner(numero, columna, {}, parecido, por_su_lugar=True)

    def faltan(self) -> Iterator[ColumnaEsperada]:
        """Las del formato que no están."""
        return iter(self._sin_poner())

    def _sin_poner(self) -> list[ColumnaEsperada]:
        puestas = {lugar for lugar, _ in self._usadas}
        return [c for c in self._esperada.columnas if c.lugar not in puestas]

    def _faltan_junto_a(self, columna: ColumnaEsperada) -> list[ColumnaEsperada]:
        """Las que faltan en el mismo hueco, con ella."""
        antes, despues = self._anclas(columna)
        return [c for c in self._sin_poner() if self._anclas(c) == (antes, despues)]

    def _anclas(self, columna: ColumnaEsperada) -> tuple[int, int]:
        """Entre qué columnas vistas tendría que estar."""
        puestas = [(h.esperada.lugar, n) for n, h in self._primeras_vistas.items() if h.esperada]
        antes = max((n for lugar, n in puestas if lugar < columna.lugar), default=-1)
        siguientes = (n for lugar, n in puestas if lugar > columna.lugar and n > antes)
        return antes, min(siguientes, default=len(self._vistas))

    def _libres_entre(self, columna: ColumnaEsperada) -> list[int]:
        antes, despues = self._anclas(columna)
        return [n for n in range(antes + 1, despues) if n not in self._primeras_vistas]

    def _poner(
        self,
        numero: int,
        columna: ColumnaEsperada,
        valores: Valores,
        parecido: float = 1.0,
        *,
        por_su_lugar: bool = False,
    ) -> bool:
        informe = self._informe(columna, valores)
        if (columna.lugar, informe) in self._usadas:
            return False
        self._usadas.add((columna.lugar, informe))
        self._primeras_vistas[numero] = ColumnaHallada(
            self._vistas[numero], columna, informe, valores, parecido, por_su_lugar
        )
        return True

    def _informe(self, columna: ColumnaEsperada, valores: Valores) -> int | None:
        """De cuál informe es: el que dice su rótulo o, si no lo dice, el siguiente."""
        if not columna.definida.por_corte:
            return None
        dicho = next((valores[clave] for clave in _DE_INFORME if clave in valores), None)
        if dicho is None:
            return sum(1 for lugar, _ in self._usadas if lugar == columna.lugar)
        if dicho not in self._informes:
            self._informes.append(dicho)
        return self._informes.index(dicho)


@functools.lru_cache(maxsize=4096)  # las tablas de un documento repiten sus rótulos
def candidatas(
    esperada: TablaEsperada, camino: Camino
) -> tuple[tuple[ColumnaEsperada, Valores], ...]:
    """Las columnas cuyo rótulo es ese, con lo que dice; las de rótulo libre no cuentan."""
    return tuple(
        (columna, valores)
        for columna in esperada.columnas
        if columna.letras and (valores := columna.casar(camino)) is not None
    )


def _parecido(vista: ColumnaVista, columna: ColumnaEsperada) -> float:
    """De 0 a 1; se compara también sólo el de abajo, que es el que distingue."""
    plano = en_plano(" ".join(vista.camino))
    entero = fuzz.ratio(plano, columna.plano) if columna.plano else 0.0
    suyo = en_plano(columna.camino[-1].formas[0].literal)
    ultimo = fuzz.ratio(en_plano(vista.camino[-1]), suyo) if suyo and vista.camino else 0.0
    return max(entero, ultimo) / 100
