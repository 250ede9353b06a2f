"""Las órdenes del sitio."""
