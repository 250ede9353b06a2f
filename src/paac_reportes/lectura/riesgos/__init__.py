"""Los mapas de riesgos de Excel y de Word, entendidos por sus rótulos.

``lectura`` es todo el camino. ``rotulos`` dice qué trae cada columna, por su camino de rótulos;
``tablas`` halla las tablas que son de un mapa y dónde terminan; ``bloques``, las filas de cada
riesgo; ``celdas``, el valor de cada celda; ``riesgo`` junta los suyos, y ``armado``, los del mapa.
"""
