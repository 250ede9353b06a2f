"""El PAAC en Tryton: sus filas son el plan, y de ellas salen los reportes oficiales."""
