"""Qué es cada fila de una matriz ajena y en qué lugar del plan va."""
