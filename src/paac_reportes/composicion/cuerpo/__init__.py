"""Un cuerpo diseñado en Word, con los datos de un contenido.

Se lee primero ``composicion``, que es todo el camino; ``llenado`` copia el Word con sus huecos
llenos, y para eso usa ``corridas`` (lo que un hueco deja en su párrafo), ``cuentas``, ``numeros``
(lo que en un Word no se repite) y ``marcas``. ``membrete`` llena sólo encabezados y pies, y
``partida`` va al revés: de un formato a un Word por llenar.
"""
