"""Lo que se escribe para otros programas: los datos en JSON y en CSV, las tablas, el paquete."""
