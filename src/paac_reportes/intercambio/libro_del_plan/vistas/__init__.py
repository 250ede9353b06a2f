"""Lo que dicen las hojas de un libro, para volver a armar el plan."""
