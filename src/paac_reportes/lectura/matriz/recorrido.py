"""De arriba abajo de un documento: lo que dice sobre sus tablas, y las filas de cada una."""

from collections.abc import Mapping, Sequence
from datetime import date

import attrs

from paac_reportes.errores import Aviso
from paac_reportes.lectura.matriz.celdas import a_lo_ancho, propias
from paac_reportes.lectura.matriz.contexto import Contexto
from paac_reportes.lectura.matriz.declaraciones import Declaracion
from paac_reportes.lectura.matriz.franjas import (
    dato_del_rotulo,
    dependencia_de,
    hoja_sin_nombre,
    sin_copia,
)
from paac_reportes.lectura.matriz.registros import Registro
from paac_reportes.lectura.matriz.renglones import Renglones
from paac_reportes.lectura.matriz.tablas import Tramo
from paac_reportes.opc.visto import CeldaVista, ParteVista, TablaVista, TextoVisto
from paac_reportes.textos.frases import en_un_renglon


@attrs.define(eq=False, slots=False)
class Recorrido:
    """Va por un documento y lee sus tramos."""

    _declaracion: Declaracion
    _por_tabla: Mapping[TablaVista, Sequence[Tramo]]
    _corte: date | None
    leidos: list[Renglones] = attrs.Factory(list)
    """Los de cada tramo, en su orden."""
    avisos: list[Aviso] = attrs.Factory(list)
    usadas: set[str] = attrs.Factory(set)
    """Las celdas de las que se sabe qué dicen."""

    def __attrs_post_init__(self) -> None:
        """Empieza sin saber de quién es nada."""
        self._contexto = Contexto(self._declaracion.de_mapa, self.usadas)
        self._hojas = {tramo.hoja for tramos in self._por_tabla.values() for tramo in tramos}

    @property
    def registros(self) -> list[Registro]:
        """Registros de todos los tramos."""
        return [registro for renglones in self.leidos for registro in renglones.registros]

    def sin_leer(self) -> list[Aviso]:
        """Avisos de las filas que parecen de datos y no quedaron en él."""
        avisos = (aviso for renglones in self.leidos for aviso in renglones.avisos)
        return [aviso for aviso in avisos if aviso.codigo == "fila_sin_leer"]

    def parte(self, parte: ParteVista) -> None:
        """Lee una hoja, o un documento de Word."""
        if parte.nombre:
            nombre = sin_copia(parte.nombre)
            self._contexto = Contexto(self._declaracion.de_mapa, self.usadas)
            con_filas = parte.nombre in self._hojas and len(self._hojas) > 1
            if con_filas and not hoja_sin_nombre(nombre, de_mapa=self._declaracion.de_mapa):
                self._contexto.hoja(nombre, f"hoja «{parte.nombre}»", self.avisos)
        for bloque in parte.bloques:
            if isinstance(bloque, TextoVisto):
                es_titulo = bloque.nivel is not None or bloque.texto.isupper()
                if es_titulo or ":" in bloque.texto or not dependencia_de(bloque.texto):
                    self._contexto.titulo(bloque.texto, bloque.lugar, self.avisos)
            elif bloque in self._por_tabla:
                self._tabla(bloque)
            else:
                self._encima(bloque, range(len(bloque.filas)))

    def _tabla(self, tabla: TablaVista) -> None:
        libre = 0
        for tramo in self._por_tabla[tabla]:
            self._encima(tabla, range(libre, tramo.desde), tramo)
            if tramo.raiz is not None:
                self._tramo(tramo)
            if tramo.entero:
                libre = tramo.hasta + 1 if tramo.raiz is None else tramo.fin

    def _tramo(self, tramo: Tramo) -> None:
        """Lee las filas de un tramo."""
        self.usadas |= {
            tramo.tabla.lugar_de(celda.fila, celda.columna)
            for columna in tramo.columnas
            if columna.datos or columna.celdas
            for fila in range(tramo.desde, tramo.hasta + 1)
            for celda in tramo.tabla.filas[fila][columna.desde : columna.hasta + 1]
            if celda is not None
        }
        ultimos = (r.registros[-1] for r in reversed(self.leidos) if r.registros)
        anterior = None if self._declaracion.de_mapa else next(ultimos, None)
        if anterior is not None and (
            anterior.tramo.hoja != tramo.hoja or anterior.tramo.raiz is not tramo.raiz
        ):
            anterior = None
        renglones = Renglones(tramo, self._declaracion, self._contexto, self._corte, anterior)
        renglones.leer()
        self.leidos.append(renglones)

    def _encima(self, tabla: TablaVista, filas: range, tramo: Tramo | None = None) -> None:
        """Filas que van sobre unos rótulos: títulos, y un rótulo con su valor al lado o debajo."""
        for fila in filas:
            celdas = propias(tabla, fila) if tramo is None else tramo.propias(fila)
            if celdas and tramo is not None and (len(celdas) == 1 or a_lo_ancho(celdas)):
                ancho = celdas[0].columnas > 1
                self._contexto.titulo(
                    celdas[0].texto, tramo.lugar(celdas[0]), self.avisos, ancho=ancho
                )
            for n, celda in enumerate(celdas) if len(celdas) > 1 else ():
                dato, lugar = dato_del_rotulo(celda.texto), tabla.lugar_de(fila, celda.columna)
                if dato is None:
                    self._contexto.rotulados(en_un_renglon(celda.texto), lugar)
                elif (valor := _valor_de(tabla, celdas, n)) is not None:
                    donde = tabla.lugar_de(valor.fila, valor.columna)
                    self._contexto.rotulado(dato, valor.texto, donde)
                    self.usadas.add(lugar)


def _valor_de(tabla: TablaVista, celdas: Sequence[CeldaVista], n: int) -> CeldaVista | None:
    """Valor de un rótulo: al lado o, si al lado hay otro rótulo o nada, debajo."""
    rotulo, al_lado = celdas[n], celdas[n + 1] if n + 1 < len(celdas) else None
    if al_lado is not None and dato_del_rotulo(al_lado.texto) is None:
        return al_lado
    debajo = rotulo.fila + rotulo.filas
    if rotulo.texto.strip().endswith(":") or debajo >= len(tabla.filas):
        return None
    celda = tabla.filas[debajo][rotulo.columna]
    return celda if celda is not None and celda.texto.strip() else None
