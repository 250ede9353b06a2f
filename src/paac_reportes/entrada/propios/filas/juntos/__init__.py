"""Las celdas que juntan varios datos."""
