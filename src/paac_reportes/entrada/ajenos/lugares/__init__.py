"""Dónde va cada fila: lo que dicen los títulos, las franjas y las hojas."""
