"""Las filas de una tabla, y su armado en un contenido."""
