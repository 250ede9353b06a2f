"""Lo que se ve de un documento de Word."""
