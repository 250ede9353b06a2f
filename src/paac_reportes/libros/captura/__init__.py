"""Los libros de captura de cada oficina, y su reunión."""
