"""Cada clase de bloque del formato, hecha nodos de la maqueta."""
