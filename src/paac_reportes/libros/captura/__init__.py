"""Los libros que cada oficina llena con su seguimiento, y su reunión.

Qué lleva cada uno lo declaran las hojas del libro de su contenido (``modelo.libro``), y sus
columnas, ``libros.tablas``. De ida, ``filas`` dice qué filas van, qué se ve en ellas y en el libro
de quién, y ``libro`` los hace, con la hoja escondida que dice cómo salió cada uno.

De vuelta, ``recogida`` lo lee con el motor de todo libro y compara cada fila con lo que decía al
salir y con la base, y ``reunion`` es todo el camino. Da un ``resultado``, que se responde en
``respuestas``.
"""
