"""Los mapas de riesgos de Excel y de Word, entendidos por sus rótulos.

``lectura`` es todo el camino. ``rotulos`` dice qué trae cada columna, por su camino de rótulos;
``tablas`` halla las tablas que son de un mapa y dónde terminan; ``bloques``, las filas de cada
riesgo; ``celdas``, lo que varias dicen juntas; ``riesgo`` reúne los datos de cada uno, y
``armado``, los del mapa.
"""
