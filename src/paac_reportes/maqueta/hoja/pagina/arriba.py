"""Lo que no se pierde de vista: al desplazarse por una hoja y en cada página que se imprime."""

from paac_reportes.maqueta.hoja.pagina.pliego import Pliego, alto_de
from paac_reportes.maqueta.nodos import Fila, Tabla

_ALTO_INMOVIL = 250
"""Puntos: si lo inmovilizado pasa de aquí, en una pantalla corriente no queda lugar para bajar."""


class Arriba:
    """El bloque de encabezado y los rótulos que valen para toda la hoja."""

    def __init__(self, pliego: Pliego) -> None:
        self._pliego = pliego
        self._bloque = pliego.repetidas[1]
        self._primera_tabla: int | None = None
        self._bajo_los_rotulos: int | None = None
        self._rotuladas: dict[tuple[Fila, ...], tuple[int, int]] = {}

    def anotar(self, tabla: Tabla, rotulos: int, *, es_la_unica: bool) -> None:
        """Una tabla que se va a poner, con tantas filas de rótulos."""
        inicio = self._pliego.siguiente
        if self._primera_tabla is None:
            self._primera_tabla = inicio
        if rotulos:
            self._rotuladas.setdefault(tabla.rotulos, (inicio, inicio + rotulos))
        if es_la_unica:
            self._bajo_los_rotulos = inicio + rotulos

    @property
    def inmovilizadas(self) -> int:
        """Cuántas filas: las que lleguen a los rótulos, o a la primera tabla, o el bloque."""
        posibles = (self._bajo_los_rotulos, self._primera_tabla)
        for hasta in filter(None, posibles):
            if alto_de(self._pliego.filas[:hasta]) <= _ALTO_INMOVIL:
                return hasta
        return self._bloque

    @property
    def rotulos_comunes(self) -> tuple[int, int]:
        """Las filas que se repiten en una hoja sin cortes propios: los rótulos, si son unos solos.

        También lo de arriba, si nada los separa.
        """
        if len(self._rotuladas) != 1:
            return 0, self._bloque
        ((desde, hasta),) = self._rotuladas.values()
        desde = 0 if desde == self._bloque else desde
        alto = alto_de(self._pliego.filas[desde:hasta])
        return (desde, hasta) if alto < self._pliego.util / 2 else (0, self._bloque)
