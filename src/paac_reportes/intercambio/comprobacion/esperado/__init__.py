"""Lo que debe verse en un archivo, según el documento neutro."""
