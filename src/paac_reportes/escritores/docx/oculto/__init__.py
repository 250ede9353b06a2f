"""Lo que el documento de Word lleva y no se ve en sus páginas."""
