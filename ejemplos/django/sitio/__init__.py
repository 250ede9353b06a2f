"""El sitio: sus ajustes y sus rutas."""
