"""Los libros que cada oficina llena con su seguimiento, y su reunión.

Qué lleva cada uno lo declara el tema del contenido (``modelo.captura``). De ida, ``tablas`` lo dice
entero, ``filas`` da las que van, ``reportes`` lo reportado de cada una y ``libro`` lo hace, con las
``huellas`` de aquello de que sale. De vuelta, ``lectura`` lo entiende, ``reconocimiento`` dice qué
fila de la base es cada una y ``consolidacion``, qué hay de nuevo y qué no cuadra; ``reunion`` es
todo el camino, y da un ``resultado``, que se cuenta en ``informe`` y se responde en ``respuestas``.
La hoja de las ``recomendaciones`` va y vuelve aparte, y ``respondidas`` dice qué se respondió: sólo
de un plan se recomienda, y a sus oficinas.
"""
