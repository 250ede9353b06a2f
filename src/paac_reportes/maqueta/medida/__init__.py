"""Cuánto ocupa lo que se escribe: letras, celdas y anchos."""
