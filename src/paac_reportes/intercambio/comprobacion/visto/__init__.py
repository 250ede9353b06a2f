"""Lo que se ve de un archivo, leído sin nada de quien lo escribió ni de quien lo entiende."""
