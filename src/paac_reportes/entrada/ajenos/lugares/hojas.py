"""Lo que dice el nombre de una hoja: la dependencia o el componente de sus filas."""

from collections.abc import Iterator

import attrs

from paac_reportes.entrada.ajenos.encabezados import celdas_de
from paac_reportes.entrada.ajenos.filas.tramos import Tramo
from paac_reportes.entrada.ajenos.lugares.destino import Destino
from paac_reportes.entrada.ajenos.lugares.frases import (
    Franja,
    componente_de,
    componente_de_columna,
    dependencia_de,
    franja_de,
    hoja_sin_nombre,
)
from paac_reportes.entrada.documentos.visto import DocumentoVisto, ParteVista, TablaVista
from paac_reportes.errores import Aviso


@attrs.frozen
class Hojas:
    """Qué se puede tomar del nombre de las hojas de un documento."""

    con_matriz: frozenset[str]
    hay_dependencias: bool
    """Si alguna columna las dice."""
    hay_componentes: bool
    """Si una columna o una franja los dice."""

    @classmethod
    def de(cls, visto: DocumentoVisto, por_tabla: dict[TablaVista, list[Tramo]]) -> "Hojas":
        """Las de un documento."""
        tramos = [tramo for suyos in por_tabla.values() for tramo in suyos]
        con_matriz = frozenset(
            parte.nombre
            for parte in visto.partes
            if parte.nombre and any(bloque in por_tabla for bloque in parte.bloques)
        )
        return cls(
            con_matriz,
            any(tramo.de("dependencia.nombre") for tramo in tramos),
            any(tramo.de("componente.nombre") for tramo in tramos)
            or any(_con_franja(tabla, Franja.COMPONENTE) for tabla in por_tabla),
        )

    def empezar(self, parte: ParteVista, destino: Destino) -> Iterator[Aviso]:
        """Pone en el destino lo que dice el nombre de una hoja; una franja suya puede cambiarlo."""
        nombre = parte.nombre.strip()
        if parte.nombre not in self.con_matriz or hoja_sin_nombre(nombre):
            return
        lugar = f"hoja «{parte.nombre}»"
        if componente := componente_de(nombre):
            destino.poner_componente(componente, lugar)
        elif dependencia := dependencia_de(nombre, destacado=True):
            if not self.hay_dependencias:
                destino.poner_dependencia(dependencia, lugar)
        elif len(self.con_matriz) > 1:
            yield from self._supuesto(nombre, lugar, destino)

    def _supuesto(self, nombre: str, lugar: str, destino: Destino) -> Iterator[Aviso]:
        """Varias hojas con nombre propio: sus componentes, o sus dependencias si ya los dicen."""
        if not self.hay_componentes:
            destino.poner_componente(componente_de_columna(nombre), lugar)
            yield Aviso("lugar_supuesto", lugar, "su nombre se leyó como el del componente")
        elif not self.hay_dependencias:
            destino.poner_dependencia(nombre, lugar)
            yield Aviso("lugar_supuesto", lugar, "su nombre se leyó como el de la dependencia")


def _con_franja(tabla: TablaVista, cual: Franja) -> bool:
    return any(
        franja_de(celda.texto) is cual
        for fila in range(len(tabla.filas))
        if len({id(celda) for celda in celdas_de(tabla, fila) if celda.texto.strip()}) == 1
        for celda in celdas_de(tabla, fila)
        if celda.texto.strip()
    )
