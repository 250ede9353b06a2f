"""Lo que va en cada página impresa de una hoja: qué cabe, qué se repite y qué no se separa."""
