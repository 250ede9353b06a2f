"""Las matrices que no se escribieron aquí, entendidas por sus rótulos.

``lectura`` es todo el camino. Los rótulos de una tabla (``encabezados``) se comparan con los que se
conocen (``vocabulario``, ``parecido``), y de ahí sale qué trae cada columna (``candidatas``,
``columnas``, ``tramos``). ``recorrido`` va de arriba abajo: cada franja (``franjas``) dice dónde se
está (``lugares``) y cada fila, sus datos (``datos``, ``valores``). De quién y de cuándo es todo, en
``procedencia``.
"""
