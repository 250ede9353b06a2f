"""Cómo se ve un documento: sus estilos, y lo que de una columna depende de lo que dice."""
