"""Los asistentes: reportar, sacar libros de captura e importar."""
