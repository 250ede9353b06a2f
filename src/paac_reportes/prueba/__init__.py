"""Lo que se afirma de un archivo entregado: si dice lo que dicen los datos."""
