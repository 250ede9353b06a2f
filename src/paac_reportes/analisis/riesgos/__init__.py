"""El mapa de riesgos: lo que resulta de lo escrito, lo que conviene revisar y sus cifras.

En el orden en que se leen:

- ``niveles`` y ``valoracion``: qué nivel dice un texto, qué zona resulta, y un mapa con todo eso en
  cada riesgo, que toman las demás;
- ``revision``: lo que conviene revisar;
- ``cifras``: lo que se cuenta en un corte, también del mapa que un plan lleva, y en qué celda de la
  matriz cae cada riesgo; ``frases`` lo dice en un renglón;
- ``cambios``: qué cambió de un mapa a otro.
"""
