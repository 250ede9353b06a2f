"""Las hojas que son datos y no páginas: las que se filtran y las que alguien llena."""
