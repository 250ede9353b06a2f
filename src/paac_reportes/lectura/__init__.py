"""De lo que se ve en una fuente a las filas de un plan."""
