"""Lo que se ve de un libro de Excel."""
