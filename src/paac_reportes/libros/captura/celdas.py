"""Celdas abiertas de un renglón que una oficina llenó, como datos.

Lo que no sirve es una falla.
"""

import re
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any

import attrs

from paac_reportes.errores import Aviso, Falla
from paac_reportes.estructura import mostrar
from paac_reportes.estructura.mensajes import Esperado, de_otra_opcion, esperado, inesperado, llego
from paac_reportes.flotantes import con_su_ruido
from paac_reportes.lectura.combinadas import COMBINADA
from paac_reportes.lectura.filas.valores import leer_valor
from paac_reportes.libros.captura.reportes import ReporteDeFila
from paac_reportes.libros.captura.salida import leer_marca
from paac_reportes.libros.captura.tabla_del_libro import TablaDeLibro
from paac_reportes.libros.captura.tablas import SE_ESPERA, ColumnaDeCaptura
from paac_reportes.libros.columnas import raiz_de_opcion
from paac_reportes.modelo.fechas import leer_fecha_programada
from paac_reportes.opc.visto import CeldaVista
from paac_reportes.textos.plano import en_plano
from paac_reportes.textos.valores import como_texto, numero_escrito


class LecturaDeCeldas:
    """Lectura de las celdas de un libro: junta las fallas y lo que conviene revisar."""

    def __init__(
        self, vigencia: int | None = None, *, errores: frozenset[str] = frozenset()
    ) -> None:
        self.vigencia = vigencia
        self.errores = errores
        """Lugares de las celdas con el error de una fórmula."""
        self.fallas: list[Falla] = []
        self.de_lista: list[Falla] = []
        """Fallas de los valores que no están en su lista: solas, no impiden tomar el libro."""
        self.avisos: list[Aviso] = []

    def valor(self, columna: ColumnaDeCaptura, celda: CeldaVista | None, lugar: str) -> Any:
        """Valor de una celda abierta; ``None``, o ninguno, si está en blanco."""
        if celda is None or not celda.texto.strip():
            if lugar in self.errores:
                return SIN_LEER
            return () if columna.tipo is tuple else None
        if columna.opciones:
            return self._de_la_lista(columna, celda, lugar)
        if columna.es_porcentaje:
            return self._avance(columna, celda, lugar)
        if columna.tipo in SE_ESPERA:
            return self._de_su_tipo(columna, celda, lugar)
        valor_leido = leer_valor(columna.dato, celda.con_direcciones)
        if columna.es_fecha:
            dudas = leer_fecha_programada(valor_leido, self.vigencia).avisos
            anotado = llego(valor_leido)
            self.avisos += [Aviso("fecha", lugar, f"fecha: {d}", datos=anotado) for d in dudas]
        return tuple(valor_leido) if columna.tipo is tuple else valor_leido

    def _de_la_lista(self, columna: ColumnaDeCaptura, celda: CeldaVista, lugar: str) -> Any:
        """Una opción como se la escoge, por su código o en otro género; si no, ``SIN_LEER``."""
        raices = {
            raiz_de_opcion(como): codigo
            for codigo, dice in columna.opciones.items()
            for como in (dice, codigo)
        }
        codigo = raices.get(raiz_de_opcion(celda.texto))
        if codigo is not None:
            return columna.tipo(codigo)
        falla = _en_su_dato(de_otra_opcion(lugar, columna.opciones.values(), celda.texto), columna)
        lo_esperado = (
            f"se esperaba uno de la lista ({', '.join(columna.opciones.values())}), llegó"
            f" {mostrar(celda.texto)}"
        )
        motivo = (
            f"{lo_esperado if issubclass(columna.tipo, Enum) else falla.mensaje}; la celda se leyó"
            " en blanco, y lo demás de su fila se tomó"
        )
        self.de_lista.append(falla)
        self.avisos.append(Aviso("celda_ilegible", lugar, motivo, datos=falla.datos))
        return SIN_LEER

    def _de_su_tipo(self, columna: ColumnaDeCaptura, celda: CeldaVista, lugar: str) -> Any:
        """Un número o una fecha, si se entendió."""
        crudo: Any = celda.dia if isinstance(celda.valor, date) else celda.valor
        if crudo is None:
            texto = celda.texto.strip()
            crudo = texto if columna.tipo is date else numero_escrito(en_plano(texto))
        valor = leer_valor(columna.dato, crudo)
        if isinstance(valor, columna.tipo):
            return valor
        self._fallar(lugar, SE_ESPERA[columna.tipo][1], celda, columna)
        return None

    def _avance(self, columna: ColumnaDeCaptura, celda: CeldaVista, lugar: str) -> Decimal | None:
        numero = porcentaje_de(celda)
        if numero is None or not 0 <= numero <= _CIEN:
            self._fallar(lugar, esperado("numero_entre", minimo=0, maximo=_CIEN), celda, columna)
            return None
        if 0 < numero < 1:
            motivo = (
                f"se leyó como {como_texto(numero)} %; si es una parte de uno, escriba"
                f" {como_texto((numero * _CIEN).normalize())}"
            )
            anotado = llego(numero)
            self.avisos.append(Aviso("avance_como_fraccion", lugar, motivo, datos=anotado))
        return numero

    def _fallar(
        self, lugar: str, se_espera: Esperado, celda: CeldaVista, columna: ColumnaDeCaptura
    ) -> None:
        """Falla de un valor que no es el de su columna."""
        self.fallas.append(_en_su_dato(inesperado(lugar, se_espera, celda.texto), columna))


def _en_su_dato(falla: Falla, columna: ColumnaDeCaptura) -> Falla:
    """Falla con su ``clave``: el dato que la columna pide."""
    clave = columna.dato.rpartition(".")[2]
    return attrs.evolve(falla, posicion=attrs.evolve(falla.posicion, clave=clave))


def reportado_en(tabla: TablaDeLibro, fila: int, lectura: LecturaDeCeldas) -> ReporteDeFila:
    """Reporte que dicen las celdas abiertas."""
    en_blanco = tabla.tabla.reporte_de(None)
    valores, sin_leer = dict(en_blanco.valores), set[str]()
    for abierta in tabla.tabla.abiertas:
        camino, columna = abierta.camino, tabla.columnas.get(abierta.dato)
        if columna is None:  # la falla ya está dicha
            continue
        lugar = tabla.vista.lugar_de(fila, columna)
        celda = _celda_escrita(tabla, fila, abierta.dato, lectura)
        valor = lectura.valor(abierta, celda, lugar)
        if valor is SIN_LEER:
            sin_leer.add(camino)
        else:
            valores[camino] = valor
        if tabla.es_formula(fila, abierta.dato):
            hay = valores[camino] not in (None, ())
            que_se_leyo = "el resultado que guarda" if hay else "en blanco: no guarda un resultado"
            motivo = f"es una fórmula; se leyó {que_se_leyo}"
            lectura.avisos.append(Aviso("celda_con_formula", lugar, motivo))
    return attrs.evolve(en_blanco, valores=valores, sin_leer=frozenset(sin_leer))


def _celda_escrita(
    tabla: TablaDeLibro, fila: int, dato: str, lectura: LecturaDeCeldas
) -> CeldaVista | None:
    """Celda de un dato; nada si es parte de la combinada de otra, o si nadie la escribió."""
    celda, columna = tabla.celda(fila, dato), tabla.columnas[dato]
    if celda is not None and celda.filas * celda.columnas > 1:
        if (celda.fila, celda.columna) != (fila, columna):
            return None
        if celda.texto.strip():
            lugar = tabla.vista.lugar_de(fila, columna)
            lectura.avisos.append(Aviso("celda_combinada", lugar, COMBINADA))
    movida = celda is not None and leer_marca(celda.texto)
    return None if movida else celda


SIN_LEER = object()
"""En lugar del valor de una celda que no se entendió y no impide tomar lo demás."""


_CIEN = 100
_EN_PORCENTAJE = re.compile(r"(.*?)(?:%|por\s*+ciento)", re.IGNORECASE | re.DOTALL)


def porcentaje_de(celda: CeldaVista) -> Decimal | None:
    """El número de una celda: ``50``, ``50 %``, ``50 por ciento`` o un 0,5 que se ve 50%."""
    en_porcentaje = _EN_PORCENTAJE.fullmatch(celda.texto.strip())
    if isinstance(celda.valor, Decimal):
        avance = celda.valor * _CIEN if en_porcentaje else celda.valor
        return con_su_ruido(avance.normalize() + 0)
    return numero_escrito(en_plano(en_porcentaje[1] if en_porcentaje else celda.texto))
