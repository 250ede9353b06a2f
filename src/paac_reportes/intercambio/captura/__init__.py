"""Los libros que salen a las oficinas para que reporten, y lo que vuelve de ellas."""
