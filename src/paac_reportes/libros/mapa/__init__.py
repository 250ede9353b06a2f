"""El mapa de riesgos como hojas de un libro: las de su propio libro o las que agrega el del plan.

``escritura`` las hace y ``lectura`` las entiende; ``columnas`` dice qué guarda cada una.
"""
