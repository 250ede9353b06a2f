"""El plan para otros programas: su esquema, sus filas en un CSV y el paquete que los explica."""
