"""De la matriz que hizo otro a su plan o su mapa: una lista cerrada de reglas, en su orden.

``lectura`` es todo el camino: ``tablas`` halla los rótulos, ``columnas`` dice qué dato trae cada
una, ``renglones`` qué filas lo son y de quién, y ``registros`` las lee y quita lo que está dos
veces. Lo que distingue un plan de un mapa lo dicen ``declaraciones``.
"""
