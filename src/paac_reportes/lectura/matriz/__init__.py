"""De la matriz que hizo otro a su plan o su mapa: una lista cerrada de reglas, en su orden.

``lectura`` es todo el camino: ``tablas`` halla los rótulos, ``columnas`` dice qué dato trae cada
una, ``renglones`` qué filas lo son y de quién, y ``registros`` las lee y quita lo que está dos
veces. Lo que distingue un plan de un mapa lo dicen ``declaraciones``.

Las reglas que cada módulo nombra por su número:

1. Qué filas son de rótulos: las que nombran bastantes datos distintos del catálogo.
2. Qué dato nombra un rótulo, y cuál columna lo trae si dos se le parecen.
3. Lo que no puede ser del dato de su columna va a los extras, con su motivo.
4. La celda o la columna que trae dos datos se parte: código y texto, probabilidad e impacto.
5. Qué filas no son de la matriz: numeraciones, totales, notas, firmas y leyendas.
6. Franjas: la celda a lo ancho que dice de quién son las filas de debajo, o que termina la matriz.
7. Qué fila empieza un registro, cuál sigue al de arriba y cuál no se sabe.
8. De quién es una fila que no lo dice: la de arriba, la celda combinada o el nombre de la hoja.
9. Lo escrito dos veces queda una sola vez: hojas copiadas y cortes o fases en hojas distintas.
10. A qué corte pertenece lo que se reporta.
11. Valores escritos de otro modo: «Ídem», porcentajes, cronogramas y estados con una X.
12. Dos matrices una al lado de la otra se leen como dos.
13. Qué partes de un archivo no son del plan ni del mapa, y por qué.
"""
