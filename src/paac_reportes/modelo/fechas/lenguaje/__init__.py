"""De letras a hallazgos: las palabras, sus clases y las reglas que reconocen trozos de fecha."""
