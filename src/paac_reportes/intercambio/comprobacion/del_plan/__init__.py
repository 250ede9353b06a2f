"""La segunda prueba: cada dato del plan, en su fila, sin pasar por el documento neutro."""
