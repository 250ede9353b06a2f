"""De dónde salen las filas de una tabla."""
