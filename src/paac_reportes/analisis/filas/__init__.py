"""Cada fila del plan en un corte: dónde está, qué se sabe de ella y qué se le puede exigir."""
