"""El árbol neutro del documento y su geometría; no sabe de planes ni de archivos."""
