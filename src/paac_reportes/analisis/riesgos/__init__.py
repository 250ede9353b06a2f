"""El mapa de riesgos: lo que resulta de lo escrito, lo que conviene revisar y sus cifras.

En el orden en que se leen:

- ``niveles`` y ``valoracion``: qué nivel dice un texto, y qué zona resulta;
- ``contexto``: un mapa con todo eso en cada riesgo; lo toman las demás;
- ``revision`` y ``revision_del_riesgo``: lo que conviene revisar;
- ``cifras``: lo que se cuenta en un corte; ``frases`` lo dice en un renglón, y
  ``calor`` lo ubica en la matriz;
- ``cambios``: qué cambió de un mapa a otro.

``del_corte`` toma el mapa que un plan lleva.
"""
