"""Las páginas."""
