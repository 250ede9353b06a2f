"""Los documentos de la biblioteca, entendidos con el formato que los escribió.

``reconocimiento`` dice cuál es; ``lectura`` es todo el camino. Se espera ver lo que el formato
escribe (``esperado``) y lo que la biblioteca dejó ``escondido``; ``tablas`` y ``rotulos`` hallan
las del formato, y ``alrededor`` y ``firmas`` leen lo que no va en ellas. De cada tabla salen filas
enteras (``piezas``), con su lugar en el plan (``rutas``, ``recorridos``) y los datos de sus
``celdas``, que ``filas`` pone en el plan. Lo que no llegó a él lo dice ``revision``.
"""
