"""Lo que un formato deja ver: sus tablas con sus rótulos y los textos que las rodean."""
