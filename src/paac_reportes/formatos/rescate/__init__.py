"""Las demás fallas de un formato que no se deja leer entero."""
