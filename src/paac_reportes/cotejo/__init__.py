"""Dos documentos, el que se emitió y el que volvió, línea por línea; sin saber de qué tratan."""
