"""Los datos de un plan para quien los reutiliza: su esquema y su paquete."""
