"""Muchos reportes de una vez, en cualquier ejecutor, y el diario de lo que pasó con cada uno."""
