"""Qué cambió entre dos cortes, o entre dos planes: filas, avances y palabras."""

from paac_reportes.analisis.comparacion.comparacion import Comparacion, comparar
from paac_reportes.analisis.comparacion.pareja import CambioDeTexto, ClaseDeCambio, Pareja

__all__ = ["CambioDeTexto", "ClaseDeCambio", "Comparacion", "Pareja", "comparar"]
