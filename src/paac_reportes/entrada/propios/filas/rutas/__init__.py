"""El lugar de cada fila en el plan."""
