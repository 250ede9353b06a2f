"""Los libros que salen a llenarse y vuelven."""
