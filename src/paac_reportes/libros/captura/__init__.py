"""Los libros que cada oficina llena con su seguimiento, y su reunión.

Qué lleva cada uno lo declara el tema del contenido (``modelo.captura``). De ida, ``tablas`` lo dice
entero, ``filas`` da las que van, ``reparto`` y ``recomendaciones``, en el libro de quién; ``libro``
lo hace, y ``salida``, la hoja escondida que dice cómo salió. ``entrega`` reúne los que salen.

De vuelta, ``lectura`` lo lee con el motor de todo libro; ``recogida`` compara cada fila con lo que
decía al salir, ``decision``, con la base, y ``reunion`` es todo el camino. Da un ``resultado``, que
se cuenta en ``frases`` y en ``informe``, y se responde en ``respuestas``.
"""
