"""Un cuerpo diseñado en Word, con los datos de un contenido.

Se lee primero ``composicion``, que es todo el camino; ``llenado`` da lo que el árbol de cada parte
pide al redactarse, y para eso usa ``escritura`` (lo que un hueco deja en su párrafo), ``numeros``
(lo que en un Word no se repite) y ``marcas``. ``partida`` va al revés: de un formato a un Word por
llenar.
"""
