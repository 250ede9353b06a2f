"""La firma electrónica de un PDF ya escrito: la llave, dónde se ve y cómo se agrega.

Firmar no cambia lo escrito: agrega al final una revisión. De las que trae un PDF que vuelve, y de
si no traen más que la firma, responde ``prueba.revisiones``.
"""
