"""El plan como un libro de Excel que se llena a mano, y como un YAML comentado.

``columnas`` las comparten quien escribe (``escritura``, con las ``hojas`` de la matriz) y quien lee
(``lectura``, con la ``matriz`` y las hojas como se ven, en ``vistas``).
"""
