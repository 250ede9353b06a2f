"""Los cambios de las tablas, en orden."""
