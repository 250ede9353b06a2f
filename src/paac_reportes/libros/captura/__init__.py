"""Los libros que cada oficina llena con su seguimiento, y su reunión.

Qué lleva cada uno lo declaran las hojas del libro de su contenido (``modelo.libro``). De ida,
``tablas`` lo dice entero, ``filas`` da las que van, y en el libro de quién; ``libro`` los hace, y
``salida``, la hoja escondida que dice cómo salió cada uno.

De vuelta, ``lectura`` lo lee con el motor de todo libro; ``recogida`` compara cada fila con lo que
decía al salir y con la base, y ``reunion`` es todo el camino. Da un ``resultado``, que se responde
en ``respuestas``.
"""
