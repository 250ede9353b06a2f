"""Las cifras de un plan: con método nombrado, y lo que se desconoce no cuenta como cero.

De una fila a un plan, en el orden en que se leen:

- ``situacion`` y ``filas``: qué se sabe de cada fila en un corte, y qué se le puede exigir;
- ``metodologia`` y ``cifras``: con qué reglas y promedios, y lo que dice un grupo de filas;
- ``analisis``: las del todo y de cada parte de un plan, el código con que se nombra cada fila y en
  qué cuentas está;
- ``anterior`` e ``historia``: lo que ya se publicó, lo que debía estar terminado y qué se hizo con
  ello;
- ``comparacion``: qué cambió de un plan a otro. Qué es cuál en cualquier contenido lo dice
  ``emparejamiento``, por sus señas; qué dato y qué palabras, ``cambios``;
- ``revision``: lo que conviene revisar antes de sacar cifras o de publicar.

``calendario`` da los deberes del año. Lo de un mapa de riesgos está en ``riesgos``.
"""
