"""El plan como un libro de Excel que se llena y se vuelve a leer."""
