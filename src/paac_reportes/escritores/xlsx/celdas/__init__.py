"""Las celdas de una hoja: qué guardan, con qué formato, y su XML."""
