"""Lo que dice cada fila: su lugar en el plan y sus datos."""
