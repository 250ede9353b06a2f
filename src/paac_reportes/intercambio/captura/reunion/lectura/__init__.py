"""Lo que trae cada libro que vuelve."""
