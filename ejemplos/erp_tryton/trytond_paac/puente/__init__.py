"""Lo único que conoce a la biblioteca: del plan a las filas, de las filas al plan y a los bytes."""
