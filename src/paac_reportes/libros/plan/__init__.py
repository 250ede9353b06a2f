"""Lo que del libro de un plan es sólo suyo: la matriz, lo recomendado y el YAML comentado.

``columnas`` las comparten quien escribe (``hojas`` y ``recomendaciones``) y quien lee (``matriz``);
``oficio`` dice qué pone en el libro que es de todo contenido.
"""
