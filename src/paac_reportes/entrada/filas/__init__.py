"""Un plan desde filas: de una consulta, de un CSV, de una tabla de datos."""
