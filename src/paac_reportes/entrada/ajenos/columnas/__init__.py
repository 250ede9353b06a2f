"""Qué dato trae cada columna de una matriz ajena, y con cuánta certeza."""
