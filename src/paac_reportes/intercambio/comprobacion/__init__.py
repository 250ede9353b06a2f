"""La prueba de que un archivo dice lo que debe: se lee por otro camino y se compara."""
