"""Lo que se sabe del documento antes de escribirlo: sus títulos, nombres, listas e imágenes."""
