"""Un cuerpo diseñado en Word, con los datos de un contenido: lleno, y como árbol."""
