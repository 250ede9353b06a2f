"""Los libros que cada oficina llena con su seguimiento, y su reunión en el plan.

De ida, ``columnas`` dice qué lleva cada uno y ``libro`` lo hace, con las ``huellas`` del plan del
que sale. De vuelta, ``lectura`` lo entiende, ``reconocimiento`` dice qué fila de la base es cada
una y ``consolidacion``, qué hay de nuevo y qué no cuadra; ``reunion`` es todo el camino, y da un
``resultado``, que se cuenta en ``informe`` y se responde en ``respuestas``. La hoja de las
``recomendaciones`` va y vuelve aparte, y ``respondidas`` dice qué se respondió. ``riesgos`` es lo
que tienen de suyo los de un mapa de riesgos, que hacen el mismo camino.
"""
