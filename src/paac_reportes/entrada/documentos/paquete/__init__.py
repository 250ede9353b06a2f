"""El archivo por fuera: de dónde se trae, qué es, y sus partes comprimidas en XML."""
