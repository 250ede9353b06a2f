"""El informe de una reunión de libros: un documento, o sus datos."""
