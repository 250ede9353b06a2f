"""De una tabla del formato y unas filas del plan a una tabla de la maqueta."""
