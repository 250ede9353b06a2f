"""Los planes de una entidad: lo que reporta cada oficina, y lo que con ello se entrega."""
