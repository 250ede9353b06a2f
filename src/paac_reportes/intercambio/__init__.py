"""Lo que sale a llenarse y vuelve: el plan como libro, los libros de captura, la comprobación."""
