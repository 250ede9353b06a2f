"""Los bloques como van en la página: cada tabla con su leyenda y un nombre sólo suyo."""

from collections import Counter
from collections.abc import Iterable, Iterator

import attrs

from paac_reportes.escritores.html.orden.anclas import Anclas
from paac_reportes.escritores.html.orden.titulos import TituloPuesto
from paac_reportes.escritores.html.tablas.geometria import Geometrias
from paac_reportes.maqueta.contenidos import solo_texto
from paac_reportes.maqueta.nodos import Bloque, Grafico, Parrafo, Tabla, Titulo

_SIN_NOMBRE = "Tabla"


@attrs.frozen
class ConNombre:
    """Una tabla o un gráfico; sin leyenda, el nombre sólo lo oye quien no los ve."""

    bloque: Tabla | Grafico
    nombre: str
    ancla: str
    leyenda: Parrafo | None
    medidas: str
    """La clase con las de una tabla; nada en un gráfico."""


@attrs.frozen
class Acomodada:
    """Una tabla que sólo pone cada cosa en su lugar: un encabezado, un pie, unas firmas."""

    tabla: Tabla
    medidas: str


@attrs.frozen
class Ficha:
    """Rótulos con su valor al lado, de a ``por_fila`` parejas."""

    tabla: Tabla
    medidas: str


Pieza = Bloque | TituloPuesto | ConNombre | Acomodada | Ficha


@attrs.frozen
class Nombres:
    """Los de una página, que se van dando mientras se recorren sus bloques."""

    _anclas: Anclas
    _titulos: Iterator[TituloPuesto]
    _geometrias: Geometrias
    _dados: Counter[str] = attrs.Factory(Counter)

    def poner(self, bloques: Iterable[Bloque]) -> Iterator[Pieza]:
        """Los bloques, con los títulos en su lugar y cada leyenda con lo que nombra."""
        leyenda: Parrafo | None = None
        bajo = ""
        for bloque in bloques:
            if leyenda is not None and not _lleva_nombre(bloque):
                yield leyenda
                leyenda = None
            match bloque:
                case Titulo():
                    puesto = next(self._titulos)
                    bajo = puesto.titulo.texto
                    yield puesto
                case Tabla() | Grafico() if _lleva_nombre(bloque):
                    yield self._nombrar(bloque, leyenda, bajo)
                    leyenda = None
                case Parrafo() if bloque.es_leyenda:
                    leyenda = bloque
                case Tabla():
                    yield self._sin_nombre(bloque)
                case _:
                    yield bloque
        if leyenda is not None:
            yield leyenda

    def _nombrar(self, bloque: Tabla | Grafico, leyenda: Parrafo | None, bajo: str) -> ConNombre:
        propio = bloque.titulo if isinstance(bloque, Grafico) else bloque.descripcion
        nombre = solo_texto(leyenda.contenido) if leyenda else propio or bajo or _SIN_NOMBRE
        if nombre in self._dados and bajo:
            nombre = f"{nombre}: {bajo}"
        self._dados[nombre] += 1
        if self._dados[nombre] > 1:
            nombre = f"{nombre} ({self._dados[nombre]})"
        clase, _, resto = nombre.partition(". ")
        # «Tabla 3. Normas…» se enlaza como #tabla-3: el número basta y no cambia con el texto.
        ancla = self._anclas.nueva(clase if leyenda and resto else nombre)
        medidas = self._geometrias.clase_de(bloque) if isinstance(bloque, Tabla) else ""
        return ConNombre(bloque, nombre, ancla, leyenda, medidas)

    def _sin_nombre(self, tabla: Tabla) -> Ficha | Acomodada:
        if tabla.clase == "ficha":
            return Ficha(tabla, self._geometrias.clase_de(tabla))
        return self.acomodar(tabla)

    def acomodar(self, tabla: Tabla) -> Acomodada:
        """Una que sólo acomoda: el encabezado y el pie también."""
        return Acomodada(tabla, self._geometrias.clase_de(tabla, acomodada=True))


def _lleva_nombre(bloque: Bloque) -> bool:
    """Una ficha y unas firmas se leen seguidas, y no hay que llegar a ellas por su nombre."""
    return isinstance(bloque, Grafico) or (isinstance(bloque, Tabla) and bloque.clase == "filas")
