"""De una tabla del formato y unas filas del plan a una tabla de la maqueta.

Se lee primero ``tabla``: ``tabla_de`` es todo el camino. Debajo, por pasos:

- ``alcances``: de dónde salen las filas y cómo se recorren; las de un
  informe y las de un mapa, en ``de_informe`` y ``de_mapa``;
- ``lectores`` y ``renglones``: qué texto va en cada celda, y qué celdas vecinas son una sola;
- ``totales``, ``pintadas`` y ``partes``: las filas que resumen, los colores, y la tabla que no cabe
  en la hoja; ``por_clase`` compone muchas de una vez, y ``cifras`` pone las de una portada de pie.

Las filas que trae quien genera entran por ``libres``, que las reduce a lo que el formato muestra
(``reduccion``, con ``propias`` y ``escritos``).
"""
