"""Muchos reportes de una vez, en cualquier ejecutor, con un acta junto a lo de cada uno."""
