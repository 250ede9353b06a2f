"""Partes del libro de un plan que sólo él tiene: la matriz y el YAML.

``columnas`` las comparten quien escribe (``hojas``) y quien lee (``matriz``);
``oficio`` dice qué pone en el libro que es de todo contenido.
"""
