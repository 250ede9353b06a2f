"""Lo que las páginas dicen a su modo."""
