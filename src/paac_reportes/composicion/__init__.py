"""Donde se encuentran el modelo, el formato y el árbol de maqueta.

Se lee primero ``compositor``: ``componer`` es todo el camino, del contenido a su ``Documento``.
Luego, lo que él llama, en el orden en que lo llama:

- ``variables``: cómo se redacta un texto del formato, y la cuenta de lo que se va mostrando;
- ``pagina``: las secciones del documento, sus encabezados y sus pies;
- ``encargo``: qué se compone, y en qué sitio va cada bloque;
- ``bloques``: de cada bloque del cuerpo a sus nodos; los más largos son ``tablas``, ``firmas`` y
  ``mapa_de_calor``. ``aspecto`` dice cómo se ve cada columna; ``marcas``, qué fila es cada una;
- ``numeracion``: los números de títulos y tablas, con todo ya en su orden;
- ``cuerpo``: el documento de quien diseñó el suyo en Word, en vez de bloques;
- ``hojas_aparte``, ``datos`` y ``calculadas``: lo que sólo lleva un libro de Excel.

Aparte está lo que no salió (``cobertura``), y ``pedidos``, que une lo uno y lo otro.
"""

from paac_reportes.composicion.cobertura import avisos_de_cobertura
from paac_reportes.composicion.compositor import componer

__all__ = [
    "avisos_de_cobertura",
    "componer",
]
