"""Planes y formatos torcidos al azar, y procesos que mueren a medias: nada ajeno se escapa.

Con la misma semilla salen los mismos casos. ``python -m herramientas.ataque --help`` dice qué se
elige.
"""
