"""Lo que un archivo lleva sin que se vea, para volver a leerlo: qué fila es cuál y qué columna."""
