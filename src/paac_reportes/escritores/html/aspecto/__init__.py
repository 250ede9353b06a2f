"""La hoja de estilos: la pantalla, clara y oscura, y el papel."""
