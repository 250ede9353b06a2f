"""Lo que se ve de un documento de Word o de un libro de Excel, venga de quien venga."""
