"""En qué página de Word queda cada título: es lo único para lo que se usa LibreOffice."""
