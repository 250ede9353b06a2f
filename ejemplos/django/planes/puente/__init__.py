"""El puente: de las tablas a la biblioteca, y de vuelta."""
