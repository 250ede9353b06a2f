"""Las hojas del libro, de lo que dice un plan."""
