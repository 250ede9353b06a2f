"""Los libros que vuelven, reunidos en el plan."""
