"""Las tablas de un documento: cuál es cada una, qué trae cada columna y cuáles son sus filas."""
