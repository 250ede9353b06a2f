"""Los libros que cada oficina llena con su seguimiento, y su reunión.

Qué lleva cada uno lo declara el tema del contenido (``modelo.captura``). De ida, ``tablas`` lo dice
entero, ``filas`` da las que van, ``reportes`` lo reportado de cada una y ``libro`` lo hace, con las
``huellas`` de aquello de que sale; ``entrega`` reúne los que salen. De vuelta, ``lectura`` lo
entiende, celda por celda en ``celdas``; ``reconocimiento`` dice qué fila de la base es cada una y
``consolidacion``, qué hay de nuevo y qué no cuadra; ``reunion`` es todo el camino, y da un
``resultado``, que se cuenta en ``informe`` y se responde en ``respuestas``. Las
``recomendaciones`` son filas de otra hoja, que se llena y se lee igual: lo suyo es de quién es cada
una y que se reconocen por su ``id``; ``respondidas`` dice qué se respondió.
"""
